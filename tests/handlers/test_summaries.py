"""When summaries come, to whom, about which days, and what they count."""

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.adapters.workdays import Workdays
from bot.domain.base import CustomerId, DealId, MemberId, Mention, new_id
from bot.domain.cases import ComplaintLogged
from bot.domain.complaints import LogComplaint
from bot.domain.deals import Deal, DealMoved, DealState, DealUpdate
from bot.domain.errors import NotAllowed
from bot.domain.health import Health
from bot.domain.interactions import InteractionLogged, LogInteraction
from bot.domain.moment import Period
from bot.domain.money import Money
from bot.domain.people import Role, Scope
from bot.domain.policy import Rate
from bot.domain.promises import KeepPromise, MakePromise, PromiseClosed, PromiseMade, PromiseState
from bot.domain.risk import Colour, Reason, Signal
from bot.domain.routines import PushKind
from bot.domain.silence import Silence
from bot.domain.summaries import (
    BoardLinked,
    OpenBoard,
    SendSummaries,
    Span,
    Summarise,
    Summarised,
    monthly_day,
    usual_period,
    week_before,
    weekly_day,
)
from bot.handlers import Ways, handle
from bot.handlers.agenda import day_of
from bot.handlers.summing import promise_month
from tests.handlers.office import Office, on, utc

TAIHE, ACME = Mention("泰禾"), Mention("Acme")
CHINA = Workdays("CN")
WEEKLY, MONTHLY = PushKind.WEEKLY.value, PushKind.MONTHLY.value


def sent(office: Office, at: str, zone: str = "Asia/Shanghai") -> list[tuple[str, str]]:
    """Who is told what at a local minute."""
    office.now = datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(zone))
    return sorted((member, kind) for member, kind, _ in office.pushes(SendSummaries()))


def summary(office: Office, who: str = "ann", **slots: Any) -> Summarised:
    return office.does(who, Summarise(**slots), Summarised)


def test_monday_at_nine_and_only_once(office: Office) -> None:
    assert sent(office, "2026-03-09T08:59") == []
    assert sent(office, "2026-03-09T09:00") == [("ann", WEEKLY), ("wang", WEEKLY)]
    assert sent(office, "2026-03-09T09:05") == []
    assert sent(office, "2026-03-10T09:00") == []


def test_who_was_asleep_then_is_told_later_on_that_day(office: Office) -> None:
    office.change("ann", quiet_from=time(20), quiet_to=time(10, 30))
    assert sent(office, "2026-03-09T10:00") == [("wang", WEEKLY)]
    assert sent(office, "2026-03-09T10:30") == [("ann", WEEKLY)]


def test_a_bot_that_was_down_in_the_morning_tells_it_in_the_afternoon(office: Office) -> None:
    assert sent(office, "2026-03-09T16:00") == [("ann", WEEKLY), ("wang", WEEKLY)]


def test_who_does_not_want_it_has_none(office: Office) -> None:
    office.change("ann", weekly=False, monthly=False)
    office.change("wang", left_on=date(2026, 3, 1))
    assert sent(office, "2026-03-09T09:00") == []
    assert sent(office, "2026-03-31T17:00") == []


def test_everybody_has_their_own_monday(office: Office) -> None:
    """New York has put its clocks forward on the day before; 09:00 is 13:00 UTC and no longer 14:00."""
    office.change("tom", role=Role.MANAGER)
    office.change("wang", weekly=False)
    assert sent(office, "2026-03-09T01:00", "UTC") == [("ann", WEEKLY)]
    assert sent(office, "2026-03-09T12:59", "UTC") == []
    assert sent(office, "2026-03-09T13:00", "UTC") == [("tom", WEEKLY)]


def test_a_week_is_one_of_the_reader_s_clock(office: Office) -> None:
    """Its first midnight came before the clocks were put forward, its last one after."""
    office.change("tom", role=Role.MANAGER)
    for at in ("2026-03-02T04:59", "2026-03-02T05:00", "2026-03-09T03:59", "2026-03-09T04:00"):
        office.now = utc(at)
        office.does("tom", LogInteraction(customer=ACME, what="chat"), InteractionLogged)
    office.now = utc("2026-03-09T13:00")
    told = office.told("tom", WEEKLY, "2026-03-09")
    assert isinstance(told, Summarised)
    assert (told.period, told.touches) == (Period(date(2026, 3, 2), date(2026, 3, 9)), 2)


def test_a_monday_off_moves_it_to_the_first_working_day(office: Office) -> None:
    """Spring Festival of 2026: 15 to 23 February, a whole week and the Monday after."""
    office.calendar = CHINA
    assert [sent(office, f"2026-02-{day}T09:00") for day in (16, 17, 20, 23)] == [[], [], [], []]
    assert sent(office, "2026-02-24T09:00") == [("ann", WEEKLY), ("wang", WEEKLY)]
    told = office.told("ann", WEEKLY, "2026-02-23")
    assert isinstance(told, Summarised)
    assert told.period == Period(date(2026, 2, 9), date(2026, 2, 23))


def test_the_month_ends_on_its_last_working_day(office: Office) -> None:
    """28 February 2026 is a Saturday on which China works."""
    office.calendar = CHINA
    assert sent(office, "2026-02-27T17:00") == []
    assert sent(office, "2026-02-28T16:59") == []
    assert sent(office, "2026-02-28T17:00") == [("ann", MONTHLY), ("wang", MONTHLY)]
    assert sent(office, "2026-02-28T19:00") == []
    told = office.told("ann", MONTHLY, "2026-02-01")
    assert isinstance(told, Summarised)
    assert told.period == Period(date(2026, 2, 1), date(2026, 3, 1))


def test_days_by_rule() -> None:
    assert weekly_day(date(2026, 3, 12), CHINA) == date(2026, 3, 9)
    assert monthly_day(date(2028, 2, 10), Workdays("CN")) == date(2028, 2, 29)
    assert week_before(date(2026, 3, 9), CHINA) == Period(date(2026, 3, 2), date(2026, 3, 9))


@pytest.mark.parametrize(
    ("span", "today", "first"),
    [
        (Span.WEEK, "2026-03-09", "2026-03-02"),
        (Span.WEEK, "2026-03-10", "2026-03-02"),
        (Span.WEEK, "2026-03-11", "2026-03-09"),
        (Span.WEEK, "2026-03-15", "2026-03-09"),
        (Span.MONTH, "2026-03-05", "2026-02-01"),
        (Span.MONTH, "2026-03-06", "2026-03-01"),
        (Span.MONTH, "2026-01-01", "2025-12-01"),
    ],
)
def test_who_names_no_days_means_the_last_or_the_present(span: Span, today: str, first: str) -> None:
    assert usual_period(span, date.fromisoformat(today), CHINA).start == date.fromisoformat(first)


def test_who_leads_nobody_any_more_is_told_nothing(office: Office) -> None:
    office.change("ann", role=Role.REP)
    assert office.told("ann", WEEKLY, "2026-03-09") is None


def test_everybody_sees_their_own_people(office: Office) -> None:
    office.now = utc("2026-03-09T15:00")
    for who, customer in (("li", TAIHE), ("tom", ACME)):
        office.does(who, LogInteraction(customer=customer, what="聊了续约"), InteractionLogged)
    office.change("tom", manager_id=MemberId("wang"))
    this = Period(date(2026, 3, 9), date(2026, 3, 16))
    shown = {who: summary(office, who, period=this) for who in ("wang", "ann", "li", "tom", "han")}
    assert {who: each.touches for who, each in shown.items()} == {
        "wang": 2,
        "ann": 1,
        "li": 1,
        "tom": 1,
        "han": 0,
    }
    scopes = [shown[who].asked.scope for who in ("wang", "ann", "li")]
    assert scopes == [Scope.ALL, Scope.TEAM, Scope.ME]
    assert not shown["han"].says_something
    assert summary(office, "ann", person=Mention("李雷"), period=this).touches == 1
    for who in ("Tom", "Wang"):
        with pytest.raises(NotAllowed):
            summary(office, "ann", person=Mention(who))
    with pytest.raises(NotAllowed):
        summary(office, "li", person=Mention("韩梅"))


def deal(office: Office, amount: str, currency: str = "CNY", **facts: Any) -> None:
    usual: dict[str, Any] = {
        "id": DealId(new_id()),
        "customer_id": CustomerId("taihe"),
        "member_id": MemberId("li"),
        "stage": "lead",
        "opened_on": date(2026, 1, 5),
        "recorded_by": MemberId("li"),
        "updated_at": office.now,
        "amount": Money(Decimal(amount), currency) if amount else None,
    }
    with office.work() as work:
        work.add(Deal(**{**usual, **facts}))


def test_sums_are_in_the_team_s_currency_and_say_what_they_leave_out(office: Office) -> None:
    won: dict[str, Any] = {"state": DealState.WON, "closed_on": date(2026, 3, 4)}
    deal(office, "1000", **won)
    deal(office, "100", "USD", **won)
    deal(office, "", **won)
    deal(office, "5000", state=DealState.WON, closed_on=date(2026, 3, 1))
    deal(office, "700", state=DealState.LOST, closed_on=date(2026, 3, 8))
    sales = summary(office).sales
    assert (sales.won.count, sales.won.worth, sales.won.unpriced) == (3, Money(Decimal(1000), "CNY"), 2)
    assert (sales.lost.count, sales.lost.worth) == (1, Money(Decimal(700), "CNY"))
    with office.work() as work:
        rate = Rate("USD", "CNY", Decimal(7))
        work.save(replace(work.workspace, policy=work.workspace.policy.stating(rate)))
    won_ = summary(office).sales.won
    assert (won_.worth, won_.unpriced) == (Money(Decimal(1700), "CNY"), 1)


def test_a_deal_is_put_off_once_however_often_it_moved(office: Office) -> None:
    office.now = utc("2026-03-04T02:00")
    for day in ("2026-03-31", "2026-04-30", "2026-05-31"):
        command = DealUpdate(customer=TAIHE, stage="proposal", close_date=on(day))
        office.does("li", command, DealMoved, said="泰禾的单子推迟")
        office.later(minutes=1)
    office.now = utc("2026-03-09T02:00")
    sales = summary(office).sales
    assert (sales.opened.count, sales.slipped.count) == (1, 1)


def test_promises_of_the_days_as_they_ended(office: Office) -> None:
    office.now = utc("2026-03-02T02:00")
    made = [
        office.does("li", MakePromise(customer=TAIHE, what=what, due=on(day)), PromiseMade).promise
        for what, day in (
            ("送样", "2026-03-03"),
            ("报价", "2026-03-03"),
            ("合同", "2026-03-06"),
            ("回访", "2026-03-20"),
        )
    ]
    office.now = utc("2026-03-04T02:00")
    for promise, outcome in zip(made, (PromiseState.KEPT, PromiseState.BROKEN), strict=False):
        command = KeepPromise(promise=Mention("", promise.id, promise.what), outcome=outcome)
        office.does("li", command, PromiseClosed)
    office.now = utc("2026-03-09T02:00")
    kept = summary(office).kept
    assert (kept.kept, kept.late, kept.broken, kept.overdue) == (0, 1, 1, 1)
    rates = summary(office, span=Span.MONTH, period=Period(date(2026, 3, 1), date(2026, 4, 1))).rates
    assert [(each.name, each.tally.good, each.tally.settled) for each in rates] == [("李雷", 1, 3)]


def test_what_waits_is_the_worst_of_each_kind(office: Office) -> None:
    office.now = utc("2026-03-02T02:00")
    office.does("li", MakePromise(customer=TAIHE, what="送样", due=on("2026-03-03")), PromiseMade)
    office.does("tom", LogComplaint(customer=ACME, what="broken again"), ComplaintLogged, said="broken again")
    office.now = utc("2026-03-09T02:00")
    waiting = summary(office).waiting
    assert [(each.promise.what, each.days_late) for each in waiting.overdue] == [("送样", 6)]
    assert [each.customer for each in waiting.cases] == ["Acme"]
    assert (waiting.overdue_total, waiting.cases_total) == (1, 1)
    assert not summary(office, "han").waiting.any


def ill(customer: str, colour: Colour, since: date, points: int = 40) -> Health:
    reason = Reason(signal=Signal.SILENCE, points=25, evidence=Silence(41, 13.0, 39.0))
    return Health(
        customer_id=CustomerId(customer),
        checked_on=date(2026, 3, 9),
        points=points,
        colour=colour,
        since=since,
        reasons=(reason,),
    )


def test_who_has_changed_colour_since(office: Office) -> None:
    with office.work() as work:
        work.health.put(
            [
                ill("taihe", Colour.AMBER, date(2026, 3, 5)),
                ill("acme", Colour.RED, date(2026, 2, 20)),
                ill("hualian", Colour.RED, date(2026, 3, 5)),
            ]
        )
    assert [each.customer.id for each in summary(office).waiting.worsened] == ["taihe"]
    assert summary(office, "wang").waiting.worsened_total == 2
    assert not summary(office, "tom").waiting.worsened


def test_the_morning_digest_takes_the_team_in_by_choice(office: Office) -> None:
    office.now = utc("2026-03-06T02:00")
    office.does("li", LogInteraction(customer=TAIHE, what="聊了续约"), InteractionLogged)
    office.now = utc("2026-03-09T00:30")

    def team(who: str) -> object:
        with office.turn(who) as turn:
            return day_of(turn, turn.today, digest=True).team

    assert team("ann") is None
    for who in ("ann", "li"):
        office.change(who, team_digest=True)
    found = team("ann")
    assert found is not None
    assert (found.since, found.touches) == (date(2026, 3, 6), 1)  # type: ignore[attr-defined]
    assert team("li") is None
    with office.turn("ann") as turn:
        assert day_of(turn, turn.today).team is None


def test_a_month_of_promises_day_by_day(office: Office) -> None:
    office.now = utc("2026-03-02T02:00")
    for what, day in (("送样", "2026-03-03"), ("报价", "2026-03-12"), ("合同", "2026-04-01")):
        office.does("li", MakePromise(customer=TAIHE, what=what, due=on(day)), PromiseMade)
    office.now = utc("2026-03-09T02:00")
    asked = summary(office).asked
    with office.turn("ann") as turn:
        shown = promise_month(asked, turn)
    days = {day.day: (each.due, each.overdue, each.kept) for day, each in shown.days.items()}
    assert days == {3: (0, 1, 0), 12: (1, 0, 0)}
    assert [each.promise.what for each in shown.next] == ["报价", "合同"]


def test_the_board_is_a_link_to_its_page(office: Office) -> None:
    with office.turn("ann") as turn:
        turn.ways = Ways(board=lambda member: f"https://yinuo.example/{member}/board")
        shown = handle(OpenBoard(), turn)
    assert shown == BoardLinked(url="https://yinuo.example/ann/board")
