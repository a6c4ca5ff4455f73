from datetime import date, time

import pytest

from bot.domain.agenda import DayShown
from bot.domain.base import Mention
from bot.domain.people import Link
from bot.domain.promises import (
    CustomerPromise,
    CustomerPromised,
    KeepPromise,
    MakePromise,
    PromiseClosed,
    PromiseMade,
)
from bot.domain.reminders import FinishReminder, ReminderDone, ReminderSet, SetReminder
from bot.domain.routines import (
    LinkBlocked,
    PromiseNudged,
    PushKind,
    Reminded,
    RoutineDone,
    SendDigests,
    SendDueReminders,
    WatchPromises,
)
from tests.handlers.office import Office, on, utc

TAIHE = Mention("泰禾")


@pytest.fixture
def promised(office: Office) -> str:
    """李雷 promises on Monday what is due on Friday."""
    promise = MakePromise(customer=TAIHE, what="送样", due=on("2026-03-13"))
    return office.does("li", promise, PromiseMade).promise.id


def watched(office: Office, at: str) -> list[tuple[str, str]]:
    office.now = utc(at)
    return [(who, kind) for who, kind, _ in office.pushes(WatchPromises())]


def digests(office: Office, at: str) -> list[str]:
    office.now = utc(at)
    return [who for who, kind, _ in office.pushes(SendDigests()) if kind == PushKind.DIGEST]


def test_the_afternoon_before_is_told_once(office: Office, promised: str) -> None:
    assert watched(office, "2026-03-11T07:00") == []
    assert watched(office, "2026-03-12T06:59") == []
    assert watched(office, "2026-03-12T07:00") == [("li", "promise_tomorrow")]
    assert watched(office, "2026-03-12T08:00") == []
    nudged = office.told("li", "promise_tomorrow", promised)
    assert isinstance(nudged, PromiseNudged)
    assert nudged.line.promise.what == "送样"


def test_before_a_monday_it_is_friday(office: Office) -> None:
    office.does("li", MakePromise(customer=TAIHE, what="送样", due=on("2026-03-16")), PromiseMade)
    assert watched(office, "2026-03-13T07:00") == [("li", "promise_tomorrow")]
    assert watched(office, "2026-03-15T07:00") == []


def test_what_is_due_or_late_stands_in_the_digest(office: Office, promised: str) -> None:
    assert watched(office, "2026-03-13T02:00") == []
    assert digests(office, "2026-03-13T02:00") == ["li"]
    shown = office.told("li", "digest")
    assert isinstance(shown, DayShown)
    assert [line.promise.id for line in shown.due] == [promised]
    assert watched(office, "2026-03-16T02:00") == [("ann", "promise_escalated")]


def test_without_a_digest_each_morning_tells_it(office: Office, promised: str) -> None:
    assert promised
    office.change("li", digest=False)
    assert watched(office, "2026-03-13T00:59") == []
    assert watched(office, "2026-03-13T01:00") == [("li", "promise_today")]
    assert watched(office, "2026-03-14T02:00") == []
    assert ("li", "promise_overdue") in watched(office, "2026-03-16T02:00")
    assert watched(office, "2026-03-16T05:00") == []
    assert watched(office, "2026-03-17T01:00") == [("li", "promise_overdue")]


def test_the_manager_hears_once_after_three_days(office: Office) -> None:
    office.does("li", MakePromise(customer=TAIHE, what="送样", due=on("2026-03-10")), PromiseMade)
    assert watched(office, "2026-03-12T03:00") == []
    assert watched(office, "2026-03-13T03:00") == [("ann", "promise_escalated")]
    assert watched(office, "2026-03-16T03:00") == []


def test_without_a_manager_the_admins_hear(office: Office) -> None:
    office.change("li", manager_id="")
    office.does("li", MakePromise(customer=TAIHE, what="送样", due=on("2026-03-10")), PromiseMade)
    assert watched(office, "2026-03-13T03:00") == [("wang", "promise_escalated")]


def test_history_is_not_escalated(office: Office) -> None:
    office.does("li", MakePromise(customer=TAIHE, what="送样", due=on("2026-03-10")), PromiseMade)
    assert watched(office, "2026-09-16T03:00") == []


def test_a_promise_kept_meanwhile_is_not_told(office: Office, promised: str) -> None:
    office.does("li", KeepPromise(customer=TAIHE), PromiseClosed)
    assert watched(office, "2026-03-12T07:00") == []
    assert office.told("li", "promise_tomorrow", promised) is None


def test_the_owner_is_told_in_place_of_who_left(office: Office) -> None:
    office.does("han", MakePromise(customer=TAIHE, what="送样", due=on("2026-03-13")), PromiseMade)
    office.change("han", left_on=date(2026, 3, 11))
    assert watched(office, "2026-03-12T07:00") == [("li", "promise_tomorrow")]


def test_without_an_owner_the_admins_are(office: Office) -> None:
    promise = MakePromise(customer=Mention("华联"), what="送样", due=on("2026-03-13"))
    office.does("han", promise, PromiseMade)
    office.change("han", left_on=date(2026, 3, 11))
    assert watched(office, "2026-03-12T07:00") == [("wang", "promise_tomorrow")]


def test_customers_promises_are_not_announced_the_day_before(office: Office) -> None:
    office.does("li", CustomerPromise(customer=TAIHE, what="付款", due=on("2026-03-13")), CustomerPromised)
    assert watched(office, "2026-03-12T07:00") == []
    assert watched(office, "2026-03-17T03:00") == []
    assert digests(office, "2026-03-17T03:00") == ["li"]


def test_one_digest_a_working_day_at_the_workspaces_hour(office: Office, promised: str) -> None:
    assert promised
    assert digests(office, "2026-03-13T00:29") == []
    assert digests(office, "2026-03-13T00:30") == ["li"]
    assert digests(office, "2026-03-13T04:00") == []
    assert digests(office, "2026-03-14T02:00") == []
    assert digests(office, "2026-03-16T10:30") == []
    assert digests(office, "2026-03-17T02:00") == ["li"]


def test_a_digest_comes_in_the_members_zone(office: Office) -> None:
    office.does("tom", MakePromise(customer=Mention("Acme"), what="quote", due=on("2026-03-13")), PromiseMade)
    assert digests(office, "2026-03-13T00:30") == []
    assert digests(office, "2026-03-13T12:30") == ["tom"]


def test_a_digest_waits_for_the_end_of_the_quiet_hours(office: Office, promised: str) -> None:
    assert promised
    office.change("li", quiet_to=time(10))
    assert digests(office, "2026-03-13T01:59") == []
    assert digests(office, "2026-03-13T02:00") == ["li"]


def test_nothing_to_say_is_not_said_later_either(office: Office) -> None:
    assert digests(office, "2026-03-13T01:00") == []
    office.does("li", SetReminder(what="打电话", due=on("2026-03-13", "15:00")), ReminderSet)
    assert digests(office, "2026-03-13T02:00") == []


def test_adjusted_working_days_count(office: Office, promised: str) -> None:
    class Adjusted:
        def is_working(self, day: date) -> bool:
            return day in {date(2026, 3, 12), date(2026, 3, 14)}

        def covers(self, year: int) -> bool:
            return year == 2026

    assert promised
    office.calendar = Adjusted()
    assert digests(office, "2026-03-13T02:00") == []
    assert digests(office, "2026-03-14T02:00") == ["li"]


def test_a_reminder_comes_at_its_minute_in_the_quiet_hours(office: Office) -> None:
    office.does("li", SetReminder(what="打电话", due=on("2026-03-14", "23:00")), ReminderSet)
    office.now = utc("2026-03-14T14:59")
    assert office.pushes(SendDueReminders()) == []
    office.now = utc("2026-03-14T15:00")
    assert [each[:2] for each in office.pushes(SendDueReminders())] == [("li", "reminder")]
    assert office.pushes(SendDueReminders()) == []


def test_what_a_reminder_says(office: Office) -> None:
    made = office.does("li", MakePromise(customer=TAIHE, what="送样", due=on("2026-03-13")), PromiseMade)
    asked = SetReminder(by=Mention("韩梅"), promise=made.promise.id, due=on("2026-03-12", "15:00"))
    reminder = office.does("li", asked, ReminderSet).reminder
    said = office.told("han", "reminder", reminder.id)
    assert isinstance(said, Reminded)
    assert said.customer is not None
    assert said.line is not None
    assert (said.customer.id, said.line.promise.what, said.set_by) == ("taihe", "送样", "李雷")
    assert office.told("li", "reminder", reminder.id) is None
    office.does("han", FinishReminder(reminder=reminder.id), ReminderDone)
    assert office.told("han", "reminder", reminder.id) is None


def test_who_left_is_told_nothing(office: Office, promised: str) -> None:
    assert promised
    office.does("li", SetReminder(what="打电话", due=on("2026-03-12", "15:00")), ReminderSet)
    office.change("li", left_on=date(2026, 3, 11))
    office.now = utc("2026-03-13T02:00")
    for routine in (SendDueReminders(), SendDigests(), WatchPromises()):
        assert not [each for each in office.pushes(routine) if each[0] == "li"]


def test_who_cannot_be_reached_is_told_nothing(office: Office) -> None:
    office.does("li", SetReminder(what="打电话", due=on("2026-03-12", "15:00")), ReminderSet)
    with office.work() as work:
        link = work.get(Link, "link-li")
        assert link is not None
        work.save(Link(**{name: getattr(link, name) for name in link.__slots__} | {"blocked_at": office.now}))
    office.later(days=4)
    assert office.pushes(SendDueReminders()) == []
    said = office.told("wang", "link_blocked", "link-li")
    assert said == LinkBlocked(name="李雷", platform="web")


def test_a_full_batch_says_that_more_is_due(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.handlers.routines.BATCH", 2)
    for _ in range(3):
        office.does("li", SetReminder(what="打电话", due=on("2026-03-12", "15:00")), ReminderSet)
    office.later(days=4)
    batches = [office.does("clock", SendDueReminders(), RoutineDone) for _ in range(2)]
    assert [(each.pushed, each.more) for each in batches] == [(2, True), (1, False)]


def test_promises_are_told_batch_by_batch(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.handlers.watching.BATCH", 2)
    for what in ("送样", "报价", "培训"):
        office.does("li", MakePromise(customer=TAIHE, what=what, due=on("2026-03-10")), PromiseMade)
    office.now = utc("2026-03-13T03:00")
    batches = [office.does("clock", WatchPromises(), RoutineDone) for _ in range(2)]
    assert [(each.pushed, each.more) for each in batches] == [(2, True), (1, False)]
