from dataclasses import replace

import pytest

from bot.domain.base import MemberId, Mention
from bot.domain.briefs import MeetingAhead
from bot.domain.customers import Customer
from bot.domain.meetings import is_meeting
from bot.domain.promises import MakePromise, PromiseMade
from bot.domain.reminders import ReminderSet, SetReminder
from bot.domain.routines import WatchMeetings
from tests.handlers.office import Office, on, utc

TAIHE = Mention("泰禾")
AHEAD, ORPHANED = "meeting_ahead", "owner_inactive"


@pytest.mark.parametrize(
    "words",
    ["拜访钱总", "去泰禾开会", "10点签合同", "visit Jane", "meeting with Acme", "contract signing at 3"],
)
def test_a_meeting(words: str) -> None:
    assert is_meeting(words)


@pytest.mark.parametrize("words", ["给钱总打电话约拜访", "送样", "call Jane about the meeting"])
def test_no_meeting(words: str) -> None:
    assert not is_meeting(words)


def plan(
    office: Office, who: str = "han", at: str = "15:00", what: str = "拜访钱总", day: str = "2026-03-09"
) -> str:
    reminder = SetReminder(customer=TAIHE, what=what, due=on(day, at))
    return office.does(who, reminder, ReminderSet).reminder.id


def watched(office: Office, at: str = "") -> list[tuple[str, str]]:
    if at:
        office.now = utc(at)
    return [(who, kind) for who, kind, _ in office.pushes(WatchMeetings())]


def test_who_goes_and_the_owner_get_the_brief_an_hour_before_once(office: Office) -> None:
    plan(office)
    assert watched(office, "2026-03-09T05:59") == []
    assert watched(office, "2026-03-09T06:00") == [("han", AHEAD), ("li", AHEAD)]
    assert watched(office, "2026-03-09T06:01") == []


def test_a_meeting_set_at_short_notice_has_its_brief_too(office: Office) -> None:
    plan(office, "li", at="10:20")
    assert watched(office) == [("li", AHEAD)]


def test_calls_are_no_meetings(office: Office) -> None:
    plan(office, what="给钱总打电话")
    assert watched(office, "2026-03-09T06:30") == []


def test_a_promise_with_a_time_is_a_plan(office: Office) -> None:
    visit = MakePromise(customer=TAIHE, what="上门演示", due=on("2026-03-09", "15:00"))
    promise = office.does("li", visit, PromiseMade).promise.id
    assert watched(office, "2026-03-09T06:05") == [("li", AHEAD)]
    told = office.told("li", AHEAD, promise)
    assert isinstance(told, MeetingAhead)
    assert (told.what, told.by, told.brief.customer.short) == ("上门演示", "李雷", "泰禾")


def test_the_hour_before_comes_in_quiet_hours_too(office: Office) -> None:
    plan(office, "li", at="07:30", day="2026-03-10")
    assert watched(office, "2026-03-09T22:40") == [("li", AHEAD)]


def test_without_an_owner_here_the_manager_hears_of_it_by_day(office: Office) -> None:
    plan(office, day="2026-03-11")
    office.change("li", left_on=on("2026-03-09").day)
    assert watched(office, "2026-03-09T14:00") == []
    assert watched(office, "2026-03-10T02:00") == [("ann", ORPHANED)]
    assert watched(office, "2026-03-10T03:00") == []
    assert watched(office, "2026-03-11T06:10") == [("han", AHEAD)]


def test_of_a_customer_of_nobody_the_manager_of_who_goes_hears(office: Office) -> None:
    with office.work() as work:
        taihe = work.get(Customer, "taihe")
        assert taihe
        work.save(replace(taihe, owner_id=MemberId("")))
    plan(office)
    assert watched(office, "2026-03-09T02:00") == [("ann", ORPHANED)]


def test_what_is_over_is_not_told(office: Office) -> None:
    reminder = plan(office)
    office.now = utc("2026-03-09T07:01")
    assert office.told("han", AHEAD, reminder) is None
    assert office.told("han", AHEAD, "gone") is None
