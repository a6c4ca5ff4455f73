"""What is asked of accounts at risk, their answers and their counts, on both engines."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.adapters.store import SqlStore
from bot.adapters.store.work import SqlWork
from bot.domain.alerts import Alarm, Alert, Answer, Audience, compared
from bot.domain.base import CustomerId, MemberId, OrderId, new_id
from bot.domain.customers import Customer
from bot.domain.health import Health, Worth
from bot.domain.lifecycle import Lifecycle
from bot.domain.money import Money
from bot.domain.orders import Order, OrderState
from bot.domain.retention import Retention
from bot.domain.risk import Colour, Reason, Signal
from bot.domain.routines import Told
from bot.domain.silence import Silence
from tests.adapters.store import made

DAY = timedelta(days=1)
TODAY = date(2026, 3, 10)
LI, TOM = MemberId("li"), MemberId("tom")
REASON = Reason(signal=Signal.SILENCE, points=25.0, evidence=Silence(41, 13.0, 39.0))


def account(work: SqlWork, key: str, points: int = 40, revenue: int | None = None, **facts: Any) -> Customer:
    """A customer of 李雷's as a sweep found it; red from 50 points on, green below 30."""
    customer = made.customer(**{"id": CustomerId(key), "name": key, "owner_id": LI, **facts})
    work.add(customer)
    colour = Colour.RED if points >= 50 else Colour.AMBER if points >= 30 else Colour.GREEN
    reasons = (REASON,) if points else ()
    work.health.put(
        [
            Health(
                customer_id=customer.id,
                checked_on=TODAY,
                points=points,
                colour=colour,
                since=TODAY,
                reasons=reasons,
                stage=Lifecycle.DECLINE if points >= 50 else Lifecycle.MATURITY,
                declined_from=Lifecycle.GROWTH if points >= 50 else None,
            )
        ]
    )
    if revenue is not None:
        work.worth.put(
            [Worth(customer_id=customer.id, reckoned_on=TODAY, revenue=Money.parse(str(revenue), "CNY"))]
        )
    return customer


def people(work: SqlWork) -> None:
    work.add(made.member(id=LI), made.member(id=TOM, name="Tom"))


def compare(work: SqlWork, at: datetime = made.NOW) -> list[str]:
    """As the clock does; whose accounts were compared."""
    found = work.alarms.uncompared(100)
    work.alarms.put([compared(before, health, 5.0, at, at) for health, before in found])
    work.alarms.settle()
    return [health.customer_id for health, _ in found]


def audience(since: datetime = made.NOW - DAY, **facts: Any) -> Audience:
    usual = {"reader": LI, "people": {LI}, "since": since, "last": since.date(), "day": TODAY}
    return Audience(**{**usual, **facts})


def test_points_times_revenue_come_first_and_accounts_without_revenue_last(store: SqlStore) -> None:
    with store.work(made.HOME) as work:
        people(work)
        account(work, "small", 60, 1000)
        account(work, "large", 35, 900_000)
        account(work, "none", 55)
        account(work, "returned", 70, -500)
        account(work, "fine", 10, 10_000_000)
        account(work, "tom's", 40, 50_000, owner_id=TOM)
        account(work, "pooled", 90, 10_000, owner_id="", pooled_at=made.NOW)
        account(work, "gone", 90, 10_000, archived_at=made.NOW)
        assert work.alerts.at_risk(None, 9) == ["large", "tom's", "small", "returned", "none"]
        assert work.alerts.at_risk({LI}, 9) == ["large", "small", "returned", "none"]
        assert work.alerts.at_risk({LI}, 2, 1) == ["small", "returned"]
        assert work.alerts.count({LI}) == {Colour.RED: 3, Colour.AMBER: 1}
        assert work.alerts.count(None) == {Colour.RED: 3, Colour.AMBER: 2}
        assert work.alerts.swept_on() == TODAY


def test_nothing_was_swept_yet(store: SqlStore) -> None:
    with store.work(made.HOME) as work:
        work.add(made.customer())
        assert work.alerts.swept_on() is None
        assert work.alerts.at_risk(None, 9) == []


def test_accounts_are_compared_once_for_each_sweep_and_forgotten_when_they_are_well(store: SqlStore) -> None:
    with store.work(made.HOME) as work:
        people(work)
        account(work, "a")
        account(work, "fine", 0)
        assert compare(work) == ["a"]
        assert compare(work) == []
        first = work.alarms.of([CustomerId("a"), CustomerId("fine")])
        assert first.keys() == {"a"}
        health = work.health.of([CustomerId("a")])[CustomerId("a")]
        work.health.put([replace(health, checked_on=TODAY + DAY)])
        assert compare(work, made.NOW + DAY) == ["a"]
        assert work.alarms.of([CustomerId("a")])[CustomerId("a")].changed_at == made.NOW
        work.health.put([replace(health, colour=Colour.RED)])
        assert compare(work, made.NOW + 2 * DAY) == ["a"]
        assert work.alarms.of([CustomerId("a")])[CustomerId("a")].changed_at == made.NOW + 2 * DAY
        work.health.put([replace(health, colour=Colour.GREEN)])
        assert compare(work) == []
        assert work.alarms.of([CustomerId("a")]) == {}


def test_what_changed_since_is_news(store: SqlStore) -> None:
    with store.work(made.HOME) as work:
        people(work)
        account(work, "a", 40, 100)
        account(work, "b", 60)
        account(work, "toms", 60, owner_id=TOM)
        compare(work)
        assert work.alerts.news(audience(), 9) == ["a", "b"]
        assert work.alerts.news(audience(), 1) == ["a"]
        assert work.alerts.count_news(audience()) == {Colour.RED: 1, Colour.AMBER: 1}
        assert work.alerts.news(audience(made.NOW), 9) == []
        assert work.alerts.count_news(audience(made.NOW)) == {}
        assert work.alerts.news(audience(people={LI, TOM}), 9) == ["a", "b", "toms"]


def test_what_nobody_here_owns_is_the_orphans(store: SqlStore) -> None:
    with store.work(made.HOME) as work:
        people(work)
        work.save(replace(made.member(id=TOM, name="Tom"), left_on=TODAY))
        account(work, "unowned", owner_id="")
        account(work, "left", owner_id=TOM)
        account(work, "mine")
        compare(work)
        assert work.alerts.news(audience(), 9) == ["mine"]
        assert set(work.alerts.news(audience(orphans=True), 9)) == {"mine", "unowned", "left"}


@pytest.mark.parametrize(
    ("until", "answered", "news"),
    [
        (TODAY + DAY, made.NOW, False),
        (TODAY + DAY, made.NOW - DAY, True),
        (None, made.NOW, True),
    ],
    ids=["held", "answered before it got worse", "without a day"],
)
def test_what_somebody_is_at_is_no_news(
    store: SqlStore, until: date | None, answered: datetime, *, news: bool
) -> None:
    with store.work(made.HOME) as work:
        people(work)
        account(work, "a")
        compare(work)
        work.add(answer("a", until, answered))
        assert bool(work.alerts.news(audience(), 9)) is news
        assert bool(work.alerts.count_news(audience())) is news


def test_what_slept_is_news_on_its_day_and_only_then(store: SqlStore) -> None:
    with store.work(made.HOME) as work:
        people(work)
        account(work, "a")
        compare(work, made.NOW - 9 * DAY)
        work.add(answer("a", TODAY, made.NOW - 3 * DAY))
        assert work.alerts.news(audience(), 9) == ["a"]
        assert work.alerts.news(audience(made.NOW, day=TODAY + DAY), 9) == []
        assert work.alerts.news(audience(made.NOW - DAY, day=TODAY - DAY), 9) == []


def test_an_answer_that_ended_counts_no_more(store: SqlStore) -> None:
    with store.work(made.HOME) as work:
        people(work)
        account(work, "a")
        compare(work)
        ended, stands = answer("a", TODAY + DAY, made.NOW), answer("a", None, made.NOW)
        work.add(replace(ended, ended_at=made.NOW), stands)
        assert work.alerts.news(audience(), 9) == ["a"]
        assert work.alerts.standing([CustomerId("a"), CustomerId("b")]) == {"a": [stands]}


def test_who_was_handed_an_account_hears_of_it(store: SqlStore) -> None:
    with store.work(made.HOME) as work:
        people(work)
        account(work, "a", held_at=made.NOW)
        compare(work, made.NOW - 9 * DAY)
        assert work.alerts.news(audience(), 9) == ["a"]
        assert work.alerts.news(audience(reader=TOM, people={LI, TOM}), 9) == []


def test_the_last_mark_of_each_member(store: SqlStore) -> None:
    with store.work(made.HOME) as work:
        for number, (member, kind, subject, day) in enumerate(
            [("li", "k", "", "2026-03-09"), ("li", "k", "", "2026-03-10"), ("li", "k", "s", "2026-03-12")]
        ):
            work.told.mark(Told(id=str(number), member_id=member, kind=kind, subject=subject, day=day))
        assert work.told.last([LI, TOM], "k") == {LI: "2026-03-10"}
        assert work.told.last([LI], "other") == {}


ORDERED = {
    "new": (-10,),
    "new_too": (-5, -200),
    "kept": (-10, -400, -900),
    "back": (-10, -900),
    "lost": (-400,),
    "long_gone": (-900,),
    "cancelled": (),
}
"""Days before today on which each of them ordered."""


def test_customers_are_counted_by_their_orders(store: SqlStore) -> None:
    with store.work(made.HOME) as work:
        people(work)
        for key, days in ORDERED.items():
            account(work, key, 0)
            work.add(*(order(key, TODAY + each * DAY) for each in days))
        work.add(replace(order("cancelled", TODAY), state=OrderState.CANCELLED))
        account(work, "toms", 0, owner_id=TOM)
        work.add(order("toms", TODAY))
        year = (TODAY - 729 * DAY, TODAY - 364 * DAY, TODAY)
        mine = Retention(new=2, kept=1, won_back=1, lost=1)
        assert work.retention.between(year, {LI}) == mine
        assert work.retention.between(year, None) == replace(mine, new=3)
        assert mine.active == 4
        assert work.retention.between(year, {MemberId("nobody")}) == Retention()


def test_the_first_and_the_last_day_belong_to_a_period(store: SqlStore) -> None:
    with store.work(made.HOME) as work:
        people(work)
        account(work, "a", 0)
        account(work, "b", 0)
        first = TODAY - 89 * DAY
        work.add(order("a", first), order("a", first - DAY), order("b", first - 90 * DAY))
        work.add(order("b", TODAY + DAY))
        assert work.retention.between((first - 90 * DAY, first, TODAY), {LI}) == Retention(kept=1, lost=1)


def test_stages_are_counted_with_where_they_declined_from(store: SqlStore) -> None:
    with store.work(made.HOME) as work:
        people(work)
        account(work, "a", 60)
        account(work, "b", 0)
        account(work, "c", 0, owner_id=TOM)
        account(work, "gone", 0, archived_at=made.NOW)
        assert work.retention.stages({LI}) == {
            (Lifecycle.DECLINE, Lifecycle.GROWTH): 1,
            (Lifecycle.MATURITY, None): 1,
        }
        assert work.retention.stages(None)[Lifecycle.MATURITY, None] == 2


def answer(customer: str, until: date | None, at: datetime) -> Alert:
    return Alert(
        id=new_id(),
        customer_id=CustomerId(customer),
        member_id=LI,
        answer=Answer.SNOOZED,
        at=at,
        until=until,
    )


def order(customer: str, day: date) -> Order:
    return Order(
        id=OrderId(new_id()),
        customer_id=CustomerId(customer),
        member_id=LI,
        day=day,
        recorded_by=LI,
        recorded_at=made.NOW,
    )


def test_an_alarm_reads_back_as_it_was(store: SqlStore) -> None:
    alarm = Alarm(
        customer_id=CustomerId("a"),
        seen_on=TODAY,
        colour=Colour.RED,
        signals=(Signal.SILENCE, Signal.STATED),
        changed_at=made.NOW,
        worse_at=made.NOW - DAY,
    )
    with store.work(made.HOME) as work:
        work.alarms.put([alarm])
        work.alarms.put([alarm])
        assert work.alarms.of([CustomerId("a")]) == {"a": alarm}
