"""Every statement names its workspace, so that a sharded engine can send it to one place."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.adapters.store import SqlStore
from bot.adapters.store.work import SqlWork
from bot.domain.alerts import Alarm, Audience
from bot.domain.base import ActionId, CustomerId, MemberId, ProductId
from bot.domain.chat import Identity, Outgoing, Platform, Push
from bot.domain.health import Health, Worth
from bot.domain.moment import Period
from bot.domain.people import Asked, Role, Scope
from bot.domain.policy import Policy, ValuePolicy
from bot.domain.ports.history import Late
from bot.domain.risk import Colour
from bot.domain.routines import Told
from bot.domain.scoring import Step, Sweep
from bot.domain.vitals import Yardstick
from bot.domain.worth import Ranking, SoldWanted, Valuation
from tests.adapters.store import made
from tests.adapters.store.made import ANN, CHAT, GROUP, HOME, NOW, PRIVATE

CONTROL = re.compile(
    r"(?i)(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|PRAGMA)\b|SELECT 1$|select pg_catalog|show "
)
DOORS = {
    "behind": r"FROM link JOIN member ON .*WHERE link\.platform",
    "redeemable": r"FROM link_code\s+WHERE link_code\.digest",
    "workspaces": r"FROM workspace\s+WHERE workspace\.workspace_id !=",
    "a chat's home": r"FROM link\s+WHERE link\.platform .* link\.chat",
    "the look for due lanes": r"FROM lane\s+WHERE lane\.direction .*GROUP BY lane\.workspace_id",
    "the sweep": r"UPDATE lane SET ready_at=\(SELECT min",
}
"""The only questions asked across workspaces; they lock nothing, but for the sweep, which finds nothing."""
BOUND = re.compile(r"(?i)workspace_id = (\?|%\()|INSERT INTO \w+ \(workspace_id")


def test_every_statement_names_its_workspace(store: SqlStore, statements: list[str]) -> None:
    everything(store)
    across = [each for each in statements if not CONTROL.match(each.strip()) and not BOUND.search(each)]
    strangers = [
        each for each in across if not any(re.search(door, each, re.DOTALL) for door in DOORS.values())
    ]
    assert strangers == []
    for name, door in DOORS.items():
        assert any(re.search(door, each, re.DOTALL) for each in across), f"nobody asks for {name}"
    assert len(statements) > 100


def everything(store: SqlStore) -> None:
    nouns(store)
    mail(store)
    store.behind(Identity(Platform.WEB, "", "ann"))
    store.redeemable("digest")
    store.workspaces()
    store.catch_up()
    store.history(CHAT, 5)


def nouns(store: SqlStore) -> None:
    account, tom = made.customer(owner_id=ANN), made.member(name="Tom", role=Role.ADMIN)
    with store.work(HOME) as work:
        work.begin(action := made.action(source="s"))
        work.add(account, tom, made.link(), made.link(member_id=tom.id, user="tom", chat="tom"))
        work.add(made.link(platform=Platform.TELEGRAM, user="77", chat="77"))
        work.add(promise := made.promise(customer_id=account.id), made.reminder(customer_id=account.id))
        with work.attempt():
            work.customers.named("泰禾"), work.customers.owned(ANN, 5), list(work.customers.all())
            work.customers.by_ids([CustomerId("x")]), work.contacts.at(account.id), work.contacts.named("x")
            work.products.all(), work.interactions.latest(account.id, 5), work.interactions.count(account.id)
            work.promises.open_of(account.id), work.promises.ledger(account.id, ANN, 5)
            work.promises.count(None, ANN), work.promises.due_before(NOW, ANN), work.reminders.due(NOW, 5)
            work.promises.joined([promise.id]), work.promises.replaced(promise)
            work.promises.open_of_product(ProductId("x")), work.promises.tallies([ANN], NOW)
            late = Late(now=NOW, customer=account.id, by=ANN, people=frozenset({ANN}))
            work.promises.late(late, 5), work.promises.count_late(late)
            work.promises.tally_of(account.id, NOW)
            work.reminders.between(ANN, NOW, NOW), work.reminders.waiting_for(account.id)
            work.reminders.last_sent(ANN), work.reminders.of_promise(promise.id)
            work.people.all(), work.people.named("Ann"), work.people.below(ANN), work.people.links(ANN)
            work.people.link_of(Identity(Platform.WEB, "", "ann")), work.people.code("x")
            work.people.wrong_codes(Identity(Platform.WEB, "", "ann"), NOW)
        judge(work, account.id)
        work.told.mark(Told(id="1", member_id=ANN, kind="k", subject="", day="d"))
        work.told.was(MemberId("x"), "k", "", "d"), work.told.last([ANN], "k")
        risks(work, account.id)
        summaries(work)
        work.names.lookup(["泰禾"]), work.names.at([account.id], ["泰禾"])
        work.names.like(["泰禾"], [account.id], ANN), work.names.about([account.id])
        work.names.resembling("泰禾"), work.names.staff([account.id])
        worths(work, account.id)
        work.save(replace(account, name="新泰禾"))
        work.customers.spelt(["泰禾"]), work.contacts.at_all([account.id])
        work.conversations.set_focus(ANN, CHAT, work.conversations.focus(ANN, CHAT))
        work.conversations.settle("x")
        work.journal.last_action(ANN, NOW), work.journal.of_source("s"), work.journal.action(ActionId("x"))
        work.begin(made.action())
        work.journal.revert(action)
        work.journal.note("what")


def summaries(work: SqlWork) -> None:
    found, days = work.summaries, Period(NOW.date(), NOW.date())
    for people in (None, [ANN]):
        found.deals(people, days), found.settled(people, NOW, NOW, NOW), found.worsened(people, NOW.date(), 3)
        found.cases(people, NOW, 3), found.cases(people, None, 3), found.disputed(people, NOW, 3)
        found.promise_days(people, days, NOW), found.due_next(people, NOW, 3)
    found.touches([ANN], NOW, NOW)


def risks(work: SqlWork, customer: CustomerId) -> None:
    audience = Audience(reader=ANN, people={ANN}, orphans=True, since=NOW, last=NOW.date(), day=NOW.date())
    work.alerts.standing([customer]), work.alerts.at_risk({ANN}, 5), work.alerts.count(None)
    work.alerts.news(audience, 5), work.alerts.count_news(audience), work.alerts.swept_on()
    work.alarms.uncompared(5), work.alarms.of([customer])
    alarm = Alarm(customer_id=customer, seen_on=NOW.date(), colour=Colour.RED, changed_at=NOW, worse_at=NOW)
    work.alarms.put([alarm])
    work.alarms.settle()
    work.retention.between((NOW.date(), NOW.date(), NOW.date()), {ANN}), work.retention.stages(None)


def worths(work: SqlWork, account: CustomerId) -> None:
    days, by = Period(NOW.date(), NOW.date()), Valuation("CNY", (("USD", 7.2),))
    work.sales.reckoned(work.sales.accounts(5), (days, days), by)
    for people in (None, frozenset({ANN})):
        asked = Asked(Scope.ALL, people)
        wanted = SoldWanted(period=days, people=people, product_id="p", product="P", most=5)
        work.sales.sold(wanted, by), work.sales.sold(replace(wanted, customers=[account]), by)
        for touched in (None, days):
            work.worth.totals(asked, touched)
            work.worth.beyond(asked, touched, revenue=0, touches=0, most=5)
            work.worth.one(account, touched)
    work.sales.paces([account], NOW.date()), work.sales.purchases([account], NOW.date(), by)
    work.orders.owing(NOW.date(), None, [account])
    work.worth.rank(Ranking(reckoned_on=NOW.date(), quarter=NOW.date()))
    assert work.worth.ranking
    work.worth.put([Worth(customer_id=account, reckoned_on=NOW.date(), last_order=NOW.date())])
    work.worth.clear()
    work.worth.page(5), work.worth.some(5), work.worth.place(5)
    work.worth.cuts(ValuePolicy())


def judge(work: SqlWork, customer: CustomerId) -> None:
    by = Yardstick(now=NOW, zone="Asia/Shanghai", currency="CNY", policy=Policy())
    work.vitals.page(by, 5), work.vitals.of(customer, by), work.vitals.tally(by, 5), work.vitals.count()
    work.sweeps.put(Sweep(day=NOW.date(), step=Step.DONE))
    work.sweeps.now(lock=True)
    work.health.put([Health(customer_id=customer, checked_on=NOW.date(), since=NOW.date())])
    work.health.of([customer])
    work.health.drop_before(NOW.date())


def mail(store: SqlStore) -> None:
    store.inbox.put([made.arrival("1"), made.arrival("2", "88")])
    for settle in (store.inbox.done, lambda each: store.inbox.quarantine(each, "why")):
        arrival = store.inbox.claim(NOW)
        assert arrival is not None
        settle(arrival)
    with store.work(HOME) as work:
        work.begin(made.action())
        work.add(made.link(id="t", platform=Platform.TELEGRAM, user="77", chat="77"))
        work.mailbox.first_time(made.incoming())
        work.mailbox.answer_to("s")
        for address in (CHAT, PRIVATE, PRIVATE, GROUP):
            work.mailbox.send(Outgoing(address=address, push=Push(kind="digest")))
    for number in range(4):
        departure = store.outbox.claim(NOW + number * timedelta(seconds=2))
        assert departure is not None
        store.outbox.composed(departure, None)
        if departure.outgoing.address == PRIVATE:
            store.outbox.unreachable(departure)
        else:
            store.outbox.later(departure, NOW, everywhere=True)
            store.outbox.sent(departure, "m")
    store.inbox.sweep()


@pytest.mark.parametrize("statement", ["SELECT * FROM customer WHERE id = ?", "DELETE FROM name_key"])
def test_the_test_sees_a_statement_without_one(statement: str) -> None:
    assert not BOUND.search(statement)
    assert not CONTROL.match(statement)
    assert not any(re.search(door, statement, re.DOTALL) for door in DOORS.values())
