"""Accounts at risk: who sees which, what they may answer, and when the morning's card says something."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain.alerts import (
    AccountShown,
    Alert,
    AlertSnoozed,
    AlertsTold,
    AlertTaken,
    Answer,
    AtRiskListed,
    NeverSwept,
    SendAlerts,
    SnoozeAlert,
    TakeAlert,
    WinBackPlanned,
)
from bot.domain.audit import Undo, Undone
from bot.domain.base import Command, CustomerId, MemberId, Mention, Result
from bot.domain.briefs import Briefed
from bot.domain.cases import ComplaintLogged
from bot.domain.complaints import LogComplaint
from bot.domain.customers import Brief, Customer
from bot.domain.errors import BadSlot, NotAllowed
from bot.domain.handover import HandedOver, Handover
from bot.domain.health import Health, Worth
from bot.domain.money import Money
from bot.domain.ownership import Claim, Claimed, CoOwn, Followed, Released
from bot.domain.people import Role, Scope, Workspace
from bot.domain.promises import MovePromise, Promise, PromiseMoved, PromiseState
from bot.domain.risk import AtRiskList, Colour, LatePromise, Reason, Release, Signal, WinBack
from bot.domain.routines import PushKind, RoutineDone
from bot.domain.silence import Silence
from tests.handlers.office import Office, on, utc

TAIHE, ACME, HUALIAN = (
    Mention("泰禾", "taihe", "泰禾"),
    Mention("Acme", "acme", "Acme"),
    Mention("华联", "hualian", "华联"),
)
SILENT = Reason(signal=Signal.SILENCE, points=25.0, evidence=Silence(41, 13.0, 39.0))
LATE = Reason(signal=Signal.PROMISE, points=20.0, evidence=LatePromise(what="报价", days=90, by="李雷"))
MORNING = utc("2026-03-10T00:35")
"""08:35 in Shanghai on Tuesday, 10 March 2026: the sweep was made at night."""
EASTERN = utc("2026-03-10T12:35")
"""08:35 in New York on the same day."""


def swept(
    office: Office,
    customer: str = "taihe",
    points: int = 45,
    *reasons: Reason,
    revenue: int = 0,
    on: date = date(2026, 3, 10),
) -> None:
    """What the nightly sweep found: red from 50 points on, green below 30."""
    colour = Colour.RED if points >= 50 else Colour.AMBER if points >= 30 else Colour.GREEN
    with office.work() as work:
        work.health.put(
            [
                Health(
                    customer_id=CustomerId(customer),
                    checked_on=on,
                    points=points,
                    colour=colour,
                    since=on,
                    reasons=reasons or (SILENT, LATE),
                )
            ]
        )
        if revenue:
            worth = Money.parse(str(revenue), "CNY")
            work.worth.put([Worth(customer_id=CustomerId(customer), reckoned_on=on, revenue=worth)])


@pytest.fixture
def morning(office: Office) -> Office:
    """The morning after a sweep that found 泰禾 and Acme at risk."""
    office.now = MORNING
    swept(office, revenue=1000)
    swept(office, "acme", 60, revenue=500)
    swept(office, "hualian", 31)
    return office


def row(office: Office, kind: type[Any], row_id: str) -> Any:
    with office.work() as work:
        return work.get(kind, row_id)


def standing(office: Office, customer: str = "taihe") -> Sequence[Alert]:
    with office.work() as work:
        return work.alerts.standing([CustomerId(customer)]).get(CustomerId(customer), ())


def listed(office: Office, who: str, command: AtRiskList | None = None) -> list[str]:
    shown = office.does(who, command or AtRiskList(), AtRiskListed)
    return [each.customer.id for each in shown.lines]


def told(office: Office) -> list[str]:
    """Who gets a card when the clock ticks."""
    return sorted(who for who, kind, _ in office.pushes(SendAlerts()) if kind == PushKind.AT_RISK)


def read(office: Office, who: str, subject: str = "") -> list[str]:
    """Which accounts stand on the card when it is delivered."""
    result = office.told(who, PushKind.AT_RISK, subject)
    if result is None:
        return []
    assert isinstance(result, AlertsTold)
    return [each.customer.id for each in result.lines]


def why_not(office: Office, who: str, command: Command) -> str:
    with pytest.raises(BadSlot) as refused:
        office.does(who, command, Result)
    return refused.value.facts["why"]


def looks(url: str) -> list[tuple[str, str]]:
    """Who looked at the sums of which customer, by the audit trail."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
        found = database.execute("select member_id, subject from notable where what = 'details_read'")
        return list(found)


# Who sees what.


def test_a_rep_sees_their_own_a_manager_the_team_an_admin_all(morning: Office) -> None:
    assert listed(morning, "li") == ["taihe"]
    assert listed(morning, "tom") == ["acme"]
    assert listed(morning, "han") == []
    assert listed(morning, "ann") == ["taihe", "acme"]
    assert listed(morning, "ann", AtRiskList(scope=Scope.ME)) == []
    assert listed(morning, "wang") == ["taihe", "acme", "hualian"]


def test_a_manager_asks_for_one_of_the_team_and_nobody_else_does(morning: Office) -> None:
    of_tom = AtRiskList(person=Mention("Tom", "tom", "Tom"))
    shown = morning.does("ann", of_tom, AtRiskListed)
    assert ([each.customer.id for each in shown.lines], shown.asked.whose) == (["acme"], "Tom")
    with pytest.raises(NotAllowed):
        morning.does("li", of_tom, AtRiskListed)


def test_the_counts_cover_what_is_on_other_pages(morning: Office) -> None:
    with morning.work() as work:
        for number in range(6):
            key = CustomerId(f"c{number}")
            work.add(Customer(id=key, name=f"客户{number}", owner_id=MemberId("li"), created_at=morning.now))
    for number in range(6):
        swept(morning, f"c{number}", 40 + number)
    first = morning.does("li", AtRiskList(), AtRiskListed)
    assert (first.red, first.amber, first.total, len(first.lines), first.counted) == (0, 7, 7, 3, False)
    assert listed(morning, "li", AtRiskList(skip=4)) == ["c2", "c1", "c0"]
    team = morning.does("ann", AtRiskList(), AtRiskListed)
    assert (team.red, team.amber, len(team.lines), team.counted) == (1, 7, 3, True)


@pytest.mark.parametrize(
    ("who", "masked", "may"),
    [("li", False, True), ("han", True, False), ("ann", False, True), ("wang", False, True)],
)
def test_everybody_sees_the_reasons_but_not_the_sums(
    morning: Office, who: str, *, masked: bool, may: bool
) -> None:
    shown = morning.does(who, AtRiskList(customer=TAIHE), AccountShown)
    assert (shown.line.masked, shown.may) == (masked, may)
    assert [each.signal for each in shown.line.health.reasons] == [Signal.SILENCE, Signal.PROMISE]


def test_in_a_group_the_sums_are_hidden_even_from_the_owner(morning: Office) -> None:
    assert morning.does("li", AtRiskList(customer=TAIHE), AccountShown, group=True).line.masked
    assert AtRiskListed.private
    assert AccountShown.private


def test_before_the_first_sweep_it_says_so(office: Office) -> None:
    office.does("ann", AtRiskList(), NeverSwept)
    swept(office, "acme")
    assert office.does("han", AtRiskList(), AtRiskListed).total == 0


def test_an_account_that_no_sweep_has_seen_is_judged_at_once(office: Office) -> None:
    office.does("li", LogComplaint(customer=TAIHE, what="交货太慢"), ComplaintLogged)
    shown = office.does("li", AtRiskList(customer=TAIHE), AccountShown)
    assert [each.signal for each in shown.line.health.reasons] == [Signal.COMPLAINT]
    assert (shown.line.health.colour, shown.as_of) == (Colour.GREEN, None)
    assert office.does("li", AtRiskList(customer=ACME), AccountShown, group=True).line.health.points == 0


@pytest.mark.parametrize(("days", "old"), [(0, False), (2, False), (3, True)])
def test_an_old_sweep_is_shown_with_its_day(morning: Office, days: int, *, old: bool) -> None:
    morning.now = MORNING + timedelta(days=days)
    swept(morning, on=date(2026, 3, 10))
    for who, command, kind in (
        ("li", AtRiskList(), AtRiskListed),
        ("li", AtRiskList(customer=TAIHE), AccountShown),
        ("han", AtRiskList(), AtRiskListed),
    ):
        result = morning.does(who, command, kind)
        assert (result.as_of == date(2026, 3, 10)) is old  # type: ignore[attr-defined]
        assert (result.as_of is None) is not old  # type: ignore[attr-defined]


# What one may answer.


def test_i_am_on_it_is_a_promise_within_two_working_days(morning: Office) -> None:
    taken = morning.does("li", TakeAlert(customer=TAIHE), AlertTaken)
    promise = taken.made.promise
    assert (promise.member_id, promise.what, promise.due_day) == ("li", "联系客户", date(2026, 3, 12))
    (answer,) = standing(morning)
    assert (answer.answer, answer.points, answer.colour) == (Answer.TAKEN, 45, Colour.AMBER)
    assert (answer.until, answer.promises) == (date(2026, 3, 13), (promise.id,))
    line = morning.does("ann", AtRiskList(customer=TAIHE), AccountShown).line
    assert (line.by, line.held) == ("李雷", True)


def test_working_days_skip_the_weekend(morning: Office) -> None:
    morning.now = utc("2026-03-13T02:00")
    taken = morning.does("li", TakeAlert(customer=TAIHE), AlertTaken)
    assert taken.made.promise.due_day == date(2026, 3, 17)


def test_in_the_words_of_who_has_to_do_it(morning: Office) -> None:
    taken = morning.does("tom", TakeAlert(customer=ACME), AlertTaken)
    assert taken.made.promise.what == "get in touch"
    planned = morning.does("ann", WinBack(customer=ACME), WinBackPlanned)
    assert [each.promise.what for each in planned.steps] == [
        "call to find out what went wrong",
        "visit them",
        "make them a new offer",
    ]


def test_moving_the_promise_keeps_the_account_quiet_as_long(morning: Office) -> None:
    promise = morning.does("li", TakeAlert(customer=TAIHE), AlertTaken).made.promise
    meant = Mention(promise.what, promise.id, promise.what)
    morning.does("li", MovePromise(promise=meant, due=on("2026-03-20")), PromiseMoved)
    assert [each.until for each in standing(morning)] == [date(2026, 3, 21)]


def test_later_is_a_week_or_the_day_chosen(morning: Office) -> None:
    assert morning.does("li", SnoozeAlert(customer=TAIHE), AlertSnoozed).until == date(2026, 3, 17)
    chosen = SnoozeAlert(customer=TAIHE, until=on("2026-04-09"))
    assert morning.does("li", chosen, AlertSnoozed).until == date(2026, 4, 9)
    assert [each.until for each in standing(morning)] == [date(2026, 4, 9)]
    assert why_not(morning, "li", SnoozeAlert(customer=TAIHE, until=on("2026-03-10"))) == "past"


def test_winning_back_is_three_promises_of_the_owner(morning: Office) -> None:
    planned = morning.does("ann", WinBack(customer=TAIHE), WinBackPlanned, said="把泰禾争取回来")
    assert [(each.promise.member_id, each.promise.what, each.promise.due_day) for each in planned.steps] == [
        ("li", "打电话问清原因", date(2026, 3, 12)),
        ("li", "上门拜访", date(2026, 3, 19)),
        ("li", "提出新方案", date(2026, 3, 30)),
    ]
    (answer,) = standing(morning)
    assert (answer.answer, answer.until) == (Answer.WINNING, date(2026, 3, 31))
    brief = morning.does("li", Brief(customer=TAIHE), Briefed)
    assert [each.promise.what for each in brief.lines] == [each.promise.what for each in planned.steps]


def test_a_colleague_named_carries_it_out(morning: Office) -> None:
    by = Mention("韩梅", "han", "韩梅")
    planned = morning.does("ann", WinBack(customer=TAIHE, by=by), WinBackPlanned)
    assert (planned.by, {each.promise.member_id for each in planned.steps}) == ("韩梅", {"han"})


def test_a_plan_that_runs_is_shown_and_not_made_twice(morning: Office) -> None:
    first = morning.does("li", WinBack(customer=TAIHE), WinBackPlanned)
    again = morning.does("li", WinBack(customer=TAIHE), WinBackPlanned)
    assert (first.already, again.already) == (False, True)
    assert [each.promise.id for each in again.steps] == [each.promise.id for each in first.steps]
    with morning.work() as work:
        assert len(work.promises.open_of(CustomerId("taihe"))) == 3


@pytest.mark.parametrize(
    ("due", "days"),
    [
        ("2026-04-10", [(3, 16), (3, 26), (4, 10)]),
        ("2026-03-11", [(3, 11), (3, 11), (3, 11)]),
        ("2026-03-14", [(3, 11), (3, 12), (3, 14)]),
    ],
)
def test_until_a_day_that_was_said(morning: Office, due: str, days: list[tuple[int, int]]) -> None:
    morning.does("li", WinBack(customer=TAIHE), WinBackPlanned)
    planned = morning.does("li", WinBack(customer=TAIHE, due=on(due)), WinBackPlanned)
    assert [each.promise.due_day for each in planned.steps] == [date(2026, *each) for each in days]
    assert not planned.already
    with morning.work() as work:
        assert len(work.promises.open_of(CustomerId("taihe"))) == 3


def test_a_plan_does_not_end_before_it_begins(morning: Office) -> None:
    assert why_not(morning, "li", WinBack(customer=TAIHE, due=on("2026-03-10"))) == "past"
    assert standing(morning) == ()


@pytest.mark.parametrize(
    "command",
    [
        TakeAlert(customer=TAIHE),
        SnoozeAlert(customer=TAIHE),
        WinBack(customer=TAIHE),
        Release(customer=TAIHE),
    ],
    ids=lambda each: type(each).__name__,
)
def test_only_who_answers_for_an_account_may(morning: Office, command: Command) -> None:
    for who in ("han", "tom"):
        assert why_not(morning, who, command) == "not_yours"
    assert standing(morning) == ()
    for who in ("li", "ann", "wang"):
        morning.does(who, command, Result)
        assert len(standing(morning)) == 1
        morning.does(who, Undo(), Undone)
        assert standing(morning) == ()


def test_who_shares_an_account_answers_for_it_but_does_not_give_it_away(morning: Office) -> None:
    morning.does("li", CoOwn(customer=TAIHE, with_=Mention("韩梅", "han", "韩梅")), Followed)
    assert morning.does("han", AtRiskList(customer=TAIHE), AccountShown).may
    taken = morning.does("han", TakeAlert(customer=TAIHE), AlertTaken)
    assert taken.made.promise.member_id == "han"
    assert why_not(morning, "han", Release(customer=TAIHE)) == "not_yours"


def test_a_service_colleague_is_no_owner(morning: Office) -> None:
    morning.change("han", role=Role.SERVICE)
    assert why_not(morning, "han", TakeAlert(customer=TAIHE)) == "not_yours"


def test_what_nobody_owns_is_the_managers(morning: Office) -> None:
    assert why_not(morning, "han", TakeAlert(customer=HUALIAN)) == "nobodys"
    morning.does("ann", TakeAlert(customer=HUALIAN), AlertTaken)


def test_a_button_pressed_after_the_account_went_to_somebody_else(morning: Office) -> None:
    to = Mention("韩梅", "han", "韩梅")
    morning.does("ann", Handover(customer=TAIHE, to=to, sure=True), HandedOver)
    assert why_not(morning, "li", TakeAlert(customer=TAIHE)) == "not_yours"
    morning.does("han", TakeAlert(customer=TAIHE), AlertTaken)


def test_letting_go_ends_the_alert_and_what_it_gave(morning: Office) -> None:
    planned = morning.does("li", WinBack(customer=TAIHE), WinBackPlanned)
    released = morning.does("li", Release(customer=TAIHE), Released)
    assert released.promises == 0
    states = {row(morning, Promise, each.promise.id).state for each in planned.steps}
    assert states == {PromiseState.CANCELLED}
    assert [each.answer for each in standing(morning)] == [Answer.RELEASED]
    assert listed(morning, "li") == []
    assert why_not(morning, "li", TakeAlert(customer=TAIHE)) == "pooled"
    morning.does("li", Undo(), Undone)
    assert [each.answer for each in standing(morning)] == [Answer.WINNING]
    assert {row(morning, Promise, each.promise.id).open for each in planned.steps} == {True}
    assert listed(morning, "li") == ["taihe"]


def test_who_lets_go_of_an_account_without_an_alert_answers_none(office: Office) -> None:
    office.does("li", Release(customer=TAIHE), Released)
    assert standing(office) == ()


@pytest.mark.parametrize(
    "command", [TakeAlert(customer=TAIHE), SnoozeAlert(customer=TAIHE), WinBack(customer=TAIHE)]
)
def test_an_answer_can_be_undone(morning: Office, command: Command) -> None:
    morning.does("li", SnoozeAlert(customer=TAIHE, until=on("2026-05-01")), AlertSnoozed)
    before = standing(morning)
    morning.does("li", command, Result)
    assert standing(morning) != before
    morning.does("li", Undo(), Undone)
    assert standing(morning) == before
    with morning.work() as work:
        assert list(work.promises.open_of(CustomerId("taihe"))) == []


# The morning's card.


def test_each_owner_and_each_manager_gets_one_card_of_all(morning: Office) -> None:
    assert told(morning) == ["ann", "li", "wang"]
    assert read(morning, "li") == ["taihe"]
    assert read(morning, "ann") == ["taihe", "acme"]
    assert read(morning, "wang") == ["taihe", "acme", "hualian"]
    assert told(morning) == []
    morning.now = EASTERN
    assert told(morning) == ["tom"]
    assert read(morning, "tom") == ["acme"]


def test_nothing_to_say_nothing_sent(office: Office) -> None:
    office.now = MORNING
    swept(office, points=10)
    assert told(office) == []
    assert office.told("li", PushKind.AT_RISK, "") is None


@pytest.mark.parametrize(
    "at",
    ["2026-03-10T00:25", "2026-03-10T10:05", "2026-03-14T00:35", "2026-03-15T00:35"],
    ids=["before the digest", "after work", "on Saturday", "on Sunday"],
)
def test_not_at_another_hour(morning: Office, at: str) -> None:
    morning.now = utc(at)
    assert "li" not in told(morning)


def test_quiet_hours_are_kept(morning: Office) -> None:
    morning.change("li", quiet_to=MORNING.replace(hour=10, minute=0, tzinfo=None).time())
    assert "li" not in told(morning)
    morning.now = utc("2026-03-10T02:05")
    assert "li" in told(morning)


def next_day(office: Office, points: int = 45, *reasons: Reason, days: int = 1) -> list[str]:
    """Who is told the morning after another sweep of 泰禾."""
    office.now += timedelta(days=days)
    swept(office, "taihe", points, *reasons, on=office.now.date())
    return told(office)


def since(office: Office, who: str) -> str:
    """What the latest push to somebody carries: when they were told before."""
    with office.work() as work:
        return work.told.last([MemberId(who)], PushKind.AT_RISK)[MemberId(who)]


def test_the_same_account_is_not_repeated(morning: Office) -> None:
    assert "li" in told(morning)
    assert next_day(morning, 46) == []
    assert next_day(morning, 44, replace(SILENT, points=24.0), LATE) == []


def test_it_is_told_again_when_its_colour_or_its_signs_change(morning: Office) -> None:
    told(morning)
    before = since(morning, "li")
    assert "li" in next_day(morning, 55)
    assert read(morning, "li", before) == ["taihe"]
    assert "li" in next_day(morning, 55, SILENT)
    assert next_day(morning, 10) == []
    assert "li" in next_day(morning, 40, SILENT, days=4)


def test_after_the_weekend_one_hears_of_what_changed_on_it(morning: Office) -> None:
    morning.now = utc("2026-03-13T00:35")
    told(morning)
    assert next_day(morning, 55) == []
    assert next_day(morning, 55) == []
    assert next_day(morning, 55) == ["ann", "li", "wang"]


@pytest.mark.parametrize(
    "command", [TakeAlert(customer=TAIHE), SnoozeAlert(customer=TAIHE), WinBack(customer=TAIHE)]
)
def test_what_somebody_is_at_is_not_told_until_it_gets_worse(morning: Office, command: Command) -> None:
    morning.now = utc("2026-03-10T00:10")
    morning.does("li", command, Result)
    morning.now = MORNING
    assert "li" not in told(morning)
    assert read(morning, "ann") == ["acme"]
    assert next_day(morning, 45, SILENT) == []
    assert "li" in next_day(morning, 55)


def test_what_slept_is_told_on_its_day(morning: Office) -> None:
    told(morning)
    morning.does("li", SnoozeAlert(customer=TAIHE, until=on("2026-03-12")), AlertSnoozed)
    assert next_day(morning) == []
    assert next_day(morning) == ["ann", "li", "wang"]
    assert next_day(morning) == []


def test_a_card_that_comes_late_leaves_out_what_was_seen_to(morning: Office) -> None:
    told(morning)
    morning.does("li", TakeAlert(customer=TAIHE), AlertTaken)
    assert read(morning, "li") == []
    assert read(morning, "ann") == ["acme"]


def test_the_new_owner_hears_of_an_account_that_is_handed_over(morning: Office) -> None:
    told(morning)
    morning.later(minutes=5)
    to = Mention("韩梅", "han", "韩梅")
    morning.does("ann", Handover(customer=TAIHE, to=to, sure=True), HandedOver)
    assert next_day(morning) == ["han"]


def test_what_is_claimed_from_the_pool_is_told_again(morning: Office) -> None:
    told(morning)
    morning.does("li", Release(customer=TAIHE), Released)
    assert next_day(morning) == []
    morning.later(minutes=5)
    morning.does("han", Claim(customer=TAIHE), Claimed)
    assert next_day(morning) == ["han"]
    assert morning.does("han", AtRiskList(customer=TAIHE), AccountShown).line.held is False


def test_many_accounts_are_compared_in_batches(office: Office) -> None:
    office.now = MORNING
    with office.work() as work:
        keys = [CustomerId(f"c{number}") for number in range(1100)]
        work.add(
            *(Customer(id=each, name=each, owner_id=MemberId("li"), created_at=MORNING) for each in keys)
        )
        work.health.put(
            Health(
                customer_id=each,
                checked_on=MORNING.date(),
                points=40,
                colour=Colour.AMBER,
                since=MORNING.date(),
                reasons=(SILENT,),
            )
            for each in keys
        )
    done = [office.does("clock", SendAlerts(), RoutineDone) for _ in range(3)]
    assert [(each.more, each.pushed) for each in done] == [(True, 0), (True, 0), (False, 3)]
    card = office.told("li", PushKind.AT_RISK, "")
    assert isinstance(card, AlertsTold)
    assert (card.total, len(card.lines)) == (1100, 3)


def test_a_look_at_what_others_accounts_bring_is_on_the_trail(morning: Office, sqlite_url: str) -> None:
    morning.does("ann", AtRiskList(customer=TAIHE), AccountShown)
    morning.does("li", AtRiskList(customer=TAIHE), AccountShown)
    morning.does("han", AtRiskList(customer=TAIHE), AccountShown)
    assert looks(sqlite_url) == [("ann", "taihe")]


def test_who_has_left_is_told_nothing_and_their_accounts_are_the_admins(morning: Office) -> None:
    morning.change("li", left_on=date(2026, 3, 9))
    assert told(morning) == ["ann", "wang"]
    morning.change("ann", left_on=date(2026, 3, 9))
    assert read(morning, "wang") == ["taihe", "acme", "hualian"]


def test_the_team_may_choose_its_own_steps_and_days(morning: Office) -> None:
    with morning.work() as work:
        home = work.get(Workspace, "home")
        assert home is not None
        alerts = replace(home.policy.alerts, snooze_days=3, plan=home.policy.alerts.plan[:1])
        work.save(replace(home, policy=replace(home.policy, alerts=alerts)))
    assert morning.does("li", SnoozeAlert(customer=TAIHE), AlertSnoozed).until == date(2026, 3, 13)
    assert len(morning.does("li", WinBack(customer=TAIHE), WinBackPlanned).steps) == 1
