"""What each noun is asked, on both engines."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.adapters.store import SqlStore
from bot.adapters.store.work import SqlWork
from bot.domain.base import CustomerId, MemberId, new_id
from bot.domain.chat import Identity, Platform
from bot.domain.keeping import Tally
from bot.domain.people import Link, LinkCode
from bot.domain.ports import CROWD
from bot.domain.ports.history import Late
from bot.domain.promises import PromiseState, Side
from bot.domain.reminders import ReminderState
from bot.domain.routines import Told
from tests.adapters.store import made

HOUR = timedelta(hours=1)


def later(hours: float) -> datetime:
    return made.NOW + hours * HOUR


@pytest.mark.parametrize("name", ["ACME Ltd", "acme ltd", " Acme LTD ", "泰禾"])
def test_names_are_found_as_they_stand_in_any_case(store: SqlStore, name: str) -> None:
    account = made.customer(name="Acme Ltd", aliases=("泰禾",))
    with store.work(made.HOME) as work:
        work.add(account, made.customer(name="Acme"), made.customer(name="Acme Ltd", archived_at=made.NOW))
        assert list(work.customers.named(name)) == [account]
        assert list(work.customers.named("acme l")) == []


def test_many_names_are_looked_up_together_however_they_are_spelt(store: SqlStore) -> None:
    acme, other = made.customer(name="ACME, Inc.", aliases=("爱科美",)), made.customer(name="Globex")
    with store.work(made.HOME) as work:
        work.add(acme, other, made.customer(name="Acme Inc", archived_at=made.NOW))
        assert list(work.customers.spelt(["ａｃｍｅ inc", "爱科美", "nobody"])) == [acme]
        assert set(work.customers.spelt(f"Name {number}" for number in range(1200))) == set()
        assert set(work.customers.spelt(["globex!", "acme inc"])) == {acme, other}
        assert list(work.customers.named("acme inc")) == []


def test_of_a_crowd_of_namesakes_those_at_a_customer_are_found(store: SqlStore) -> None:
    here, there = made.customer(name="此处"), made.customer(name="彼处")
    crowd = [made.contact(customer_id=there.id, name="王伟", aliases=()) for _ in range(2 * CROWD)]
    mine = made.contact(customer_id=here.id, name="王芳", aliases=("王伟",))
    with store.work(made.HOME) as work:
        work.add(here, there, *crowd, mine, *(made.customer(name="王伟") for _ in range(2 * CROWD)))
        found = [hit.noun for hit in work.names.lookup(["王伟"])]
        assert (found.count("contact"), found.count("customer")) == (CROWD, 2 * CROWD)
        assert [hit.id for hit in work.names.at([here.id], ["王伟", "此处"])] == [mine.id]
        assert not work.names.at([], ["王伟"])


def test_very_long_names_are_found(store: SqlStore) -> None:
    one, other = made.customer(name="长" * 5000), made.customer(name="长" * 4000 + "短")
    with store.work(made.HOME) as work:
        work.add(one, other)
        assert list(work.customers.named(one.name)) == [one]


def test_customers_of_an_owner_come_by_their_last_touch(store: SqlStore) -> None:
    old, fresh, never = (made.customer(owner_id=made.ANN, created_at=later(-99)) for _ in range(3))
    gone = made.customer(owner_id=made.ANN, archived_at=made.NOW)
    with store.work(made.HOME) as work:
        work.add(old, fresh, never, gone, made.customer())
        work.add(made.interaction(customer_id=old.id, at=later(-2)), made.interaction(customer_id=fresh.id))
        work.add(made.interaction(customer_id=old.id, at=later(9), archived_at=made.NOW))
        assert list(work.customers.owned(made.ANN, 9)) == [fresh, old, never]
        assert list(work.customers.owned(made.ANN, 1)) == [fresh]
        assert set(work.customers.all()) == set(
            work.customers.by_ids([old.id, fresh.id, never.id]).values()
        ) | set(work.customers.named("泰禾"))
        assert work.customers.by_ids([gone.id, CustomerId("nobody")]) == {gone.id: gone}


def test_contacts_and_products(store: SqlStore) -> None:
    here, there = made.customer(), made.customer()
    qian, namesake = made.contact(customer_id=here.id), made.contact(customer_id=there.id)
    second = made.contact(customer_id=here.id, name="Jane", created_at=later(1))
    gone = made.contact(customer_id=here.id, name="旧", archived_at=made.NOW)
    b, a = made.product(name="B款"), made.product(name="A款")
    with store.work(made.HOME) as work:
        work.add(here, there, second, gone, qian, namesake, b, a, made.product(archived_at=made.NOW))
        assert list(work.contacts.at(here.id)) == [qian, second]
        assert set(work.contacts.named("钱总")) == {qian, namesake}
        assert list(work.contacts.named("钱总", there.id)) == [namesake]
        assert set(work.contacts.all()) == {qian, namesake, second}
        assert set(work.contacts.at_all([here.id, there.id, here.id])) == {qian, namesake, second}
        assert list(work.products.all()) == [a, b]


def test_interactions_the_newest_first(store: SqlStore) -> None:
    account = made.customer()
    touches = [made.interaction(customer_id=account.id, at=later(hour)) for hour in (1, 3, 2)]
    with store.work(made.HOME) as work:
        work.add(account, *touches, made.interaction(customer_id=account.id, archived_at=made.NOW))
        assert list(work.interactions.latest(account.id, 2)) == [touches[1], touches[2]]
        assert work.interactions.count(account.id) == 3


def test_the_ledger_has_open_ones_by_their_day_then_closed_ones(store: SqlStore) -> None:
    account, other, tom = made.customer(), made.customer(), made.member(name="Tom")
    at = {"customer_id": account.id}
    someday, soon = made.promise(**at), made.promise(**at, due_at=later(1))
    later_on = made.promise(**at, due_at=later(5), member_id=tom.id)
    heard = made.promise(**at, side=Side.THEIRS, due_at=later(3))
    kept = [made.promise(**at, state=PromiseState.KEPT, closed_at=later(-hours)) for hours in (5, 1)]
    elsewhere = made.promise(customer_id=other.id, due_at=later(2))
    with store.work(made.HOME) as work:
        work.add(tom, account, other, someday, soon, later_on, heard, *kept, elsewhere)
        work.add(made.promise(**at, archived_at=made.NOW))
        promises = work.promises
        everybody = [soon, heard, later_on, someday, kept[1], kept[0]]
        assert list(promises.ledger(account.id, None, 99)) == everybody
        assert list(promises.ledger(account.id, None, 2)) == everybody[:2]
        assert promises.count(account.id, None) == len(everybody)
        assert list(promises.ledger(account.id, made.ANN, 99)) == [soon, someday, kept[1], kept[0]]
        assert list(promises.ledger(None, made.ANN, 99)) == [soon, elsewhere, someday, kept[1], kept[0]]
        assert promises.count(None, tom.id) == 1
        assert list(promises.open_of(account.id)) == [soon, heard, later_on, someday]
        assert list(promises.open_of(account.id, Side.THEIRS)) == [heard]


def test_promises_due_are_those_of_a_member_and_at_their_customers(store: SqlStore) -> None:
    tom = made.member(name="Tom")
    mine, toms = made.customer(owner_id=made.ANN), made.customer(owner_id=tom.id)
    by_tom_at_mine = made.promise(customer_id=mine.id, member_id=tom.id, due_at=later(1))
    by_tom = made.promise(customer_id=toms.id, member_id=tom.id, due_at=later(2))
    by_me = made.promise(customer_id=toms.id, due_at=later(3))
    with store.work(made.HOME) as work:
        work.add(tom, mine, toms, by_me, by_tom, by_tom_at_mine, made.promise(customer_id=mine.id))
        work.add(made.promise(customer_id=mine.id, due_at=later(0), state=PromiseState.BROKEN))
        assert list(work.promises.due_before(later(9))) == [by_tom_at_mine, by_tom, by_me]
        assert list(work.promises.due_before(later(3))) == [by_tom_at_mine, by_tom]
        assert list(work.promises.due_before(later(9), made.ANN)) == [by_tom_at_mine, by_me]


def test_reminders(store: SqlStore) -> None:
    account = made.customer()
    promised = made.promise(customer_id=account.id)
    first, second = (made.reminder(due_at=later(hour)) for hour in (-2, -1))
    future = made.reminder(due_at=later(2), customer_id=account.id, promise_id=promised.id)
    told = made.reminder(due_at=later(-9), state=ReminderState.SENT, sent_at=later(-9))
    weekly = made.reminder(due_at=later(99), sent_at=later(-1))
    done = made.reminder(due_at=later(-1), state=ReminderState.DONE, sent_at=made.NOW, promise_id=promised.id)
    with store.work(made.HOME) as work:
        work.add(account, promised, future, second, first, told, done)
        assert work.reminders.last_sent(made.ANN) == told
        work.add(weekly)
        assert work.reminders.last_sent(made.ANN) == weekly
        assert work.reminders.last_sent(MemberId("nobody")) is None
        assert list(work.reminders.due(made.NOW, 9)) == [first, second]
        assert list(work.reminders.due(made.NOW, 1)) == [first]
        assert list(work.reminders.between(made.ANN, later(-9), later(2))) == [told, first, second]
        assert list(work.reminders.waiting_for(account.id)) == [future]
        assert list(work.reminders.of_promise(promised.id)) == [done, future]


def test_people_and_the_tree_under_a_manager(store: SqlStore) -> None:
    lead = made.member(name="Lead", aliases=("组长",), manager_id=made.ANN, created_at=later(1))
    rep = made.member(name="Rep", manager_id=lead.id, created_at=later(2))
    left = made.member(name="Left", manager_id=lead.id, created_at=later(3), left_on=date(2026, 3, 1))
    with store.work(made.HOME) as work:
        work.add(left, rep, lead)
        assert [each.name for each in work.people.all()] == ["Ann", "Lead", "Rep"]
        assert [each.name for each in work.people.all(active=False)] == ["Ann", "Lead", "Rep", "Left"]
        assert work.people.below(made.ANN) == {lead.id, rep.id, left.id}
        assert work.people.below(rep.id) == frozenset()
        assert list(work.people.named("组长")) == [lead]
        assert list(work.people.named("LEFT")) == [left]
        ann = work.people.named("ann")[0]
        work.save(replace(ann, manager_id=rep.id))
        assert work.people.below(made.ANN) == {lead.id, rep.id, left.id}


def link_up(work: SqlWork, **facts: object) -> Link:
    link = made.link(**facts)
    work.add(link)
    return link


def test_links_and_who_is_behind_them(store: SqlStore) -> None:
    web = Identity(Platform.WEB, "", "ann")
    assert store.behind(web) is None
    with store.work(made.HOME) as work:
        old = link_up(work, linked_at=later(-5))
        new = link_up(work, platform=Platform.SLACK, team="T1", user="U1", chat="D1")
        blocked = link_up(work, platform=Platform.TELEGRAM, user="7", chat="7", blocked_at=made.NOW)
        link_up(work, platform=Platform.TELEGRAM, user="8", chat="8", ended_at=made.NOW)
        assert list(work.people.links(made.ANN)) == [new, old]
        assert work.people.link_of(web) == old
        assert work.people.link_of(Identity(Platform.TELEGRAM, "", "7")) == blocked
        assert work.people.link_of(Identity(Platform.TELEGRAM, "", "8")) is None
    behind = store.behind(Identity(Platform.SLACK, "T1", "U1"))
    assert behind is not None
    assert (behind.workspace_id, behind.member.name, behind.link) == (made.HOME, "Ann", new)
    assert store.behind(Identity(Platform.SLACK, "T2", "U1")) is None
    assert store.behind(Identity(Platform.TELEGRAM, "", "7")) is not None
    assert store.behind(Identity(Platform.TELEGRAM, "", "8")) is None
    with store.work(made.HOME) as work:
        work.save(replace(work.people.all()[0], left_on=date(2026, 3, 10)))
    assert store.behind(web) is None


def test_link_codes(store: SqlStore) -> None:
    code = LinkCode(id=new_id(), digest="d1", member_id=made.ANN, made_by=made.ANN, expires_at=later(1))
    with store.work(made.HOME) as work:
        work.add(code)
        assert work.people.code("d1") == code
        assert work.people.code("d2") is None
    assert store.redeemable("d1") == made.HOME
    assert store.redeemable("d2") is None


def test_nothing_is_said_twice(store: SqlStore) -> None:
    told = Told(id="1", member_id=made.ANN, kind="digest", subject="", day="2026-03-10")
    with store.work(made.HOME) as work:
        assert not work.told.was(made.ANN, "digest", "", "2026-03-10")
        work.told.mark(told)
        work.told.mark(replace(told, id="2"))
        assert work.told.was(made.ANN, "digest", "", "2026-03-10")
        assert not work.told.was(made.ANN, "digest", "", "2026-03-11")
        assert not work.changed


def test_the_name_index_tells_namesakes_apart(store: SqlStore) -> None:
    taihe = made.customer(name="泰禾", aliases=("TH",), owner_id=made.ANN)
    qian = made.contact(customer_id=taihe.id, title="采购总监", aliases=("泰禾钱总",))
    thing = made.product(name="泰A", unit="台")
    with store.work(made.HOME) as work:
        work.add(taihe, qian, thing, made.member(name="泰山", left_on=date(2026, 1, 1)))
        hits = {each.noun: each for each in work.names.lookup(["泰禾", "泰a", "泰山", "nothing"])}
        assert (hits["customer"].id, hits["customer"].name, hits["customer"].owner_id) == (
            taihe.id,
            "泰禾",
            made.ANN,
        )
        assert hits["customer"].note == "Ann"
        assert (hits["contact"].name, hits["contact"].parent, hits["contact"].owner_id) == (
            "钱总",
            taihe.id,
            made.ANN,
        )
        assert hits["contact"].note == "泰禾 采购总监"
        assert hits["product"].note == "台"
        assert hits["member"].name == "泰山"
        assert list(work.names.lookup([])) == []
        work.save(replace(taihe, archived_at=made.NOW))
        assert [each.noun for each in work.names.lookup(["泰禾"])] == ["contact"]
        work.save(replace(taihe, name="新泰禾"))
        assert {each.name for each in work.names.lookup(["新泰"])} == {"新泰禾"}


def test_many_rows_are_added_in_few_statements(store: SqlStore, statements: list[str]) -> None:
    accounts = [made.customer(name=f"客户{number}") for number in range(1000)]
    with store.work(made.HOME) as work:
        statements.clear()
        work.add(*accounts)
        assert len(statements) < 20


def test_what_repeats_a_promise_stands_behind_it_as_long_as_that_is_there(store: SqlStore) -> None:
    account = made.customer()
    first = made.promise(customer_id=account.id, due_at=later(1))
    again = made.promise(customer_id=account.id, joined_to=first.id, made_at=later(1))
    orphan = made.promise(customer_id=account.id, joined_to="gone", due_at=later(2))
    with store.work(made.HOME) as work:
        work.add(account, first, again, orphan)
        promises = work.promises
        assert list(promises.open_of(account.id)) == [first, orphan]
        assert list(promises.ledger(account.id, None, 9)) == [first, orphan]
        assert promises.count(account.id, None) == 2
        assert list(promises.joined([first.id])) == [again]
        assert list(promises.due_before(later(9))) == [first, orphan]


def test_what_was_replaced_is_found_from_what_stands_now(store: SqlStore) -> None:
    account, gone = made.customer(), {"state": PromiseState.SUPERSEDED}
    last = made.promise(customer_id=account.id, made_at=later(3))
    second = made.promise(customer_id=account.id, made_at=later(2), superseded_by=last.id, **gone)
    first = made.promise(customer_id=account.id, made_at=later(1), superseded_by=second.id, **gone)
    other = made.promise(customer_id=account.id, made_at=later(1), superseded_by="another", **gone)
    with store.work(made.HOME) as work:
        work.add(account, last, second, first, other)
        assert list(work.promises.replaced(last)) == [first, second]
        assert list(work.promises.ledger(account.id, None, 9)) == [last]
        assert work.promises.count(account.id, None, replaced=True) == 4


def test_late_promises_of_some_people_and_of_everybody(store: SqlStore) -> None:
    tom = made.member(name="Tom")
    mine, toms = made.customer(owner_id=made.ANN), made.customer(owner_id=tom.id)
    by_tom = made.promise(customer_id=toms.id, member_id=tom.id, due_at=later(-2))
    at_mine = made.promise(customer_id=mine.id, member_id=tom.id, due_at=later(-1))
    ahead = made.promise(customer_id=mine.id, due_at=later(1))
    with store.work(made.HOME) as work:
        work.add(tom, mine, toms, by_tom, at_mine, ahead)
        everybody, anns = Late(now=made.NOW), Late(now=made.NOW, people=frozenset({made.ANN}))
        assert list(work.promises.late(everybody, 9)) == [by_tom, at_mine]
        assert list(work.promises.late(anns, 9)) == [at_mine]
        assert list(work.promises.late(replace(everybody, customer=toms.id, by=tom.id), 9)) == [by_tom]
        assert (work.promises.count_late(everybody), work.promises.count_late(anns)) == (2, 1)


def test_tallies_count_how_promises_ended(store: SqlStore) -> None:
    account, tom = made.customer(), made.member(name="Tom")
    at = {"customer_id": account.id}
    kept = made.promise(**at, state=PromiseState.KEPT, due_at=later(1), closed_at=later(0))
    late = made.promise(**at, state=PromiseState.KEPT, due_at=later(-2), closed_at=later(-1))
    broken = made.promise(**at, state=PromiseState.BROKEN, closed_at=later(0))
    overdue = made.promise(**at, due_at=later(-1))
    repeated = made.promise(**at, due_at=later(-1), joined_to=overdue.id, member_id=tom.id)
    heard = made.promise(**at, side=Side.THEIRS, due_at=later(-1))
    rest = [made.promise(**at, state=PromiseState.CANCELLED), made.promise(**at, due_at=later(9))]
    with store.work(made.HOME) as work:
        work.add(account, tom, kept, late, broken, overdue, repeated, heard, *rest)
        all_four = Tally(kept=1, late=1, broken=1, overdue=1)
        tallies = work.promises.tallies([made.ANN, tom.id], made.NOW)
        assert tallies == {made.ANN: all_four, tom.id: Tally(overdue=1)}
        assert work.promises.tally_of(account.id, made.NOW) == {
            Side.OURS: all_four,
            Side.THEIRS: Tally(overdue=1),
        }


def test_open_promises_of_a_product_are_found_at_every_customer(store: SqlStore) -> None:
    here, there, product = made.customer(), made.customer(name="彼处"), made.product()
    both = [
        made.promise(customer_id=each.id, product_id=product.id, due_at=later(hour))
        for hour, each in enumerate((here, there))
    ]
    with store.work(made.HOME) as work:
        work.add(here, there, product, *both, made.promise(customer_id=here.id))
        assert list(work.promises.open_of_product(product.id)) == both
