"""What is asked of followers, notices, the pool and hand-overs, on both engines."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.adapters.store import SqlStore
from bot.adapters.store.handover import referring
from bot.adapters.store.work import SHAPES
from bot.domain.base import ActionId, CustomerId, MemberId, new_id
from bot.domain.customers import Customer
from bot.domain.deals import Deal
from bot.domain.handover import Inheritance
from bot.domain.interactions import Topic
from bot.domain.ownership import Follower, Notice, Part
from bot.domain.promises import Side
from bot.domain.reminders import ReminderState
from bot.domain.routines import PushKind, Watch
from tests.adapters.store import made

DAY = timedelta(days=1)


def notice(number: int, **facts: object) -> Notice:
    usual = {"customer_id": CustomerId("c"), "kind": "touch", "at": made.NOW + number * DAY}
    return Notice(**{"id": f"n{number}", "member_id": made.ANN, **usual, **facts})  # type: ignore[arg-type]


def test_notices_count_while_unread_and_not_taken_back(store: SqlStore) -> None:
    done, undone = made.action(), replace(made.action(), undone_by=ActionId("later"))
    with store.work(made.HOME) as work:
        for action in (done, undone):
            work.begin(action)
            work.add(made.customer(id=CustomerId("c") if action is done else CustomerId("d")))
        work.notices.add(
            [notice(1, action_id=done.id), notice(2, customer_id="d"), notice(3, action_id=undone.id)]
        )
        notices = work.notices
        assert [each.id for each in notices.unread(made.ANN, 9)] == ["n2", "n1"]
        assert notices.count(made.ANN) == (2, 2)
        assert list(notices.untold(made.NOW)) == [made.ANN]
        notices.told([made.ANN], made.NOW + 5 * DAY)
        assert notices.last_told(made.ANN) == made.NOW + 5 * DAY
        assert list(notices.untold(made.NOW + 4 * DAY)) == []
        assert notices.count(made.ANN, made.NOW) == (0, 0)
        notices.add([notice(4)])
        assert [each.id for each in notices.unread(made.ANN, 9, made.NOW + 5 * DAY)] == ["n2", "n1"]
        assert list(notices.untold(made.NOW + 4 * DAY)) == []
        assert list(notices.untold(made.NOW + 5 * DAY)) == [made.ANN]
        assert notices.read(made.ANN, "n2", made.NOW) == 2
        assert notices.read(made.ANN, "", made.NOW) == 2
        assert notices.count(made.ANN) == (0, 0)


def test_followers_are_those_of_today(store: SqlStore) -> None:
    account, other = made.customer(), made.customer()
    now, before = (
        Follower(
            id=new_id(),
            customer_id=account.id,
            member_id=made.ANN,
            part=Part.WATCHER,
            since=made.NOW,
            ended_at=ended,
        )
        for ended in (None, made.NOW)
    )
    with store.work(made.HOME) as work:
        work.add(account, other, now, before)
        assert list(work.followers.of(account.id)) == [now]
        assert list(work.followers.of_all([account.id, other.id])) == [now]
        assert list(work.followers.by(made.ANN)) == [now]


def test_the_pool_has_the_best_first(store: SqlStore) -> None:
    at = {"pooled_at": made.NOW, "pooled_from": made.ANN}
    plain, fresh = made.customer(**at), made.customer(pooled_at=made.NOW + DAY)
    best, gone = made.customer(**at, tier="A"), made.customer(**at, archived_at=made.NOW)
    with store.work(made.HOME) as work:
        work.add(plain, fresh, best, gone, made.customer())
        work.add(
            made.interaction(customer_id=best.id), made.interaction(customer_id=plain.id, topic=Topic.RELEASE)
        )
        assert list(work.pool.waiting(9)) == [best, fresh, plain]
        assert work.pool.count() == 3
        assert list(work.pool.taken_from(made.ANN, made.NOW)) == [best, plain]
        assert list(work.pool.taken_from(made.ANN, made.NOW + DAY)) == []
        assert work.pool.touched([best.id, plain.id]) == {best.id: made.NOW}


def owned(days: int, **facts: object) -> Customer:
    """A customer of Ann's that came so many days ago."""
    return made.customer(owner_id=made.ANN, created_at=made.NOW - days * DAY, **facts)


def test_what_is_forgotten_is_warned_of_and_then_taken(store: SqlStore) -> None:
    fresh, quiet = owned(10), owned(25)
    warned_late, warned = owned(40, warned_at=made.NOW - 3 * DAY), owned(40, warned_at=made.NOW - 8 * DAY)
    touched_since, held = owned(90, warned_at=made.NOW - 60 * DAY), owned(90, held_at=made.NOW - 2 * DAY)
    busy, planned, nobodys = owned(90), owned(90), made.customer(created_at=made.NOW - 90 * DAY)
    customers = [fresh, quiet, warned_late, warned, touched_since, held, busy, planned, nobodys]
    with store.work(made.HOME) as work:
        work.add(*customers)
        work.add(made.interaction(customer_id=touched_since.id, at=made.NOW - 30 * DAY))
        work.add(made.reminder(customer_id=planned.id, due_at=made.NOW + DAY))
        work.add(deal(busy))
        deadlines = made.NOW - 23 * DAY, made.NOW - 30 * DAY, made.NOW - 7 * DAY
        found = {each.customer.id: each.warned for each in work.pool.forgotten(deadlines, 9)}
        assert found == {quiet.id: False, warned.id: True, touched_since.id: False}
        assert len(work.pool.forgotten(deadlines, 1)) == 1


def deal(customer: Customer) -> Deal:
    return Deal(
        id=new_id(),  # type: ignore[arg-type]
        customer_id=customer.id,
        member_id=made.ANN,
        stage="lead",
        opened_on=made.NOW.date(),
        recorded_by=made.ANN,
        updated_at=made.NOW,
    )


def test_claims_and_loads_are_counted(store: SqlStore) -> None:
    claim = Inheritance(
        id=new_id(),
        from_id=MemberId(""),
        to_id=made.ANN,
        customers=("a", "b"),
        handed_by=made.ANN,
        at=made.NOW,
    )
    with store.work(made.HOME) as work:
        work.add(
            claim, replace(claim, id=new_id(), from_id=made.ANN), owned(1), owned(2, archived_at=made.NOW)
        )
        assert work.inheritances.claims(made.ANN, made.NOW) == 2
        assert work.inheritances.claims(made.ANN, made.NOW + DAY) == 0
        nobody = MemberId("nobody")
        assert work.inheritances.load([made.ANN, nobody]) == {made.ANN: 1, nobody: 0}


def test_open_work_hangs_on_a_customer(store: SqlStore) -> None:
    here, there = made.customer(), made.customer()
    at = {"customer_id": here.id}
    ours, theirs = made.promise(**at), made.promise(**at, side=Side.THEIRS)
    inherited = made.promise(**at, keeper_id=MemberId("tom"))
    waiting, done = made.reminder(**at), made.reminder(**at, state=ReminderState.DONE)
    opportunity = deal(here)
    with store.work(made.HOME) as work:
        work.add(here, there, ours, theirs, inherited, waiting, done, opportunity)
        work.add(made.promise(customer_id=there.id))
        hanging = work.inheritances.hanging
        assert list(hanging(made.ANN, [here.id])) == [opportunity, ours, waiting]
        assert list(hanging(MemberId("tom"), [here.id])) == [inherited]
        assert {each.row.id for each in work.inheritances.everything_at(here.id)} == {
            each.id for each in (ours, theirs, inherited, waiting, done, opportunity)
        }


def test_inherited_promises_are_the_keepers(store: SqlStore) -> None:
    tom = made.member(name="Tom")
    account = made.customer(owner_id=made.ANN)
    promise = made.promise(customer_id=account.id, keeper_id=tom.id, due_at=made.NOW, due_day=made.NOW.date())
    with store.work(made.HOME) as work:
        work.add(tom, account, promise)
        assert list(work.promises.due_before(made.NOW + DAY, tom.id)) == [promise]
        assert told(work, tom.id, made.ANN) == [tom.id]
        work.save(replace(tom, left_on=made.NOW.date()))
        assert told(work, made.ANN) == [made.ANN]
        work.save(replace(account, pooled_at=made.NOW))
        assert told(work, made.ANN) == []


def told(work: object, *keepers: MemberId) -> list[str]:
    """Which of these keepers would be told of something due today."""
    day = made.NOW.date()
    watches = [
        Watch(keeper=each, reader=each, kind=PushKind.PROMISE_TODAY, first=day, last=day) for each in keepers
    ]
    found = work.told.untold(watches, 9)  # type: ignore[attr-defined]
    return [watch.reader for _, watch in found]


@pytest.mark.parametrize("noun", ["contact", "interaction", "promise", "reminder", "deal", "referral"])
def test_what_refers_to_customers_is_read_off_the_schema(noun: str) -> None:
    assert "customer_id" in referring(SHAPES.named(noun))
