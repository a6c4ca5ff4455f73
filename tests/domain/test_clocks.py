from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.workdays import Workdays
from bot.domain.base import MemberId
from bot.domain.calendar import WeekdaysOnly, WorkCalendar
from bot.domain.clocks import Shift, after, awake, shift_of, time_allowed, wakes
from bot.domain.moment import local
from bot.domain.people import Member
from bot.domain.policy import ClockPolicy

SHANGHAI = "Asia/Shanghai"
DAYS = Shift(time(9), time(18), SHANGHAI, WeekdaysOnly())
LI = Member(id=MemberId("li"), name="李雷", created_at=datetime(2026, 1, 1, tzinfo=UTC))


class Never:
    """A calendar on which nobody works."""

    def is_working(self, _day: date) -> bool:
        return False

    def covers(self, _year: int) -> bool:
        return True


def here(text: str, zone: str = SHANGHAI) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=local(datetime.now(UTC), zone).tzinfo).astimezone(UTC)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-03-10T10:00", 4, "2026-03-10T14:00"),
        ("2026-03-10T10:00", 8, "2026-03-10T18:00"),
        ("2026-03-10T10:01", 8, "2026-03-11T09:01"),
        ("2026-03-10T06:00", 1, "2026-03-10T10:00"),
        ("2026-03-10T22:00", 1, "2026-03-11T10:00"),
        ("2026-03-13T17:00", 2, "2026-03-16T10:00"),
        ("2026-03-14T12:00", 9, "2026-03-16T18:00"),
        ("2026-03-10T10:00", 24, "2026-03-12T16:00"),
    ],
)
def test_only_working_hours_count(start: str, hours: int, due: str) -> None:
    assert after(here(start), timedelta(hours=hours), DAYS) == here(due)


def test_made_up_days_count_and_holidays_do_not() -> None:
    china = Shift(time(9), time(18), SHANGHAI, Workdays("CN", None))
    eve = here("2026-02-13T17:00")
    assert after(eve, timedelta(hours=2), china) == here("2026-02-14T10:00")
    assert after(here("2026-02-14T17:00"), timedelta(hours=2), china) == here("2026-02-24T10:00")


def test_hours_are_those_of_the_keeper() -> None:
    tom = Shift(time(8), time(17), "America/New_York", WeekdaysOnly())
    assert after(here("2026-03-10T10:00"), timedelta(hours=1), tom) == here(
        "2026-03-10T09:00", "America/New_York"
    )


def test_night_shifts_reach_into_the_next_day() -> None:
    night = Shift(time(22), time(6), SHANGHAI, WeekdaysOnly())
    assert after(here("2026-03-10T23:00"), timedelta(hours=4), night) == here("2026-03-11T03:00")
    assert after(here("2026-03-10T02:00"), timedelta(hours=5), night) == here("2026-03-10T23:00")


def test_where_nobody_ever_works_the_bare_clock_counts() -> None:
    never: WorkCalendar = Never()
    start = here("2026-03-10T10:00")
    assert after(start, timedelta(hours=5), Shift(time(9), time(18), SHANGHAI, never)) == start + timedelta(
        hours=5
    )


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1)),  # noqa: DTZ001  (Hypothesis wants them naive)
    st.integers(0, 60 * 40),
    st.integers(0, 60 * 40),
)
def test_time_goes_on_in_steps_as_at_once(start: datetime, one: int, other: int) -> None:
    begin = start.replace(tzinfo=UTC)
    first, both = timedelta(minutes=one), timedelta(minutes=one + other)
    assert begin <= after(begin, first, DAYS) <= after(begin, both, DAYS)
    assert after(after(begin, first, DAYS), both - first, DAYS) == after(begin, both, DAYS)


@pytest.mark.parametrize(
    ("kind", "tier", "hours"),
    [("callback", "", 8), ("callback", "A", 4), ("sample", "", 48), ("sample", "C", 96), ("repair", "B", 24)],
)
def test_time_allowed_by_kind_and_tier(kind: str, tier: str, hours: int) -> None:
    policy = ClockPolicy()
    assert time_allowed(policy, policy.request_hours, kind, tier) == timedelta(hours=hours)


def test_a_team_has_its_own_hours() -> None:
    policy = ClockPolicy(by_kind=(("quality", 6),), by_tier=(("A", Decimal("0.25")),))
    assert time_allowed(policy, 24, "quality", "A") == timedelta(hours=1.5)


@pytest.mark.parametrize(
    ("now", "up", "morning"),
    [
        ("2026-03-10T08:59", False, "2026-03-10T09:00"),
        ("2026-03-10T09:00", True, "2026-03-11T09:00"),
        ("2026-03-10T20:59", True, "2026-03-11T09:00"),
        ("2026-03-10T21:00", False, "2026-03-11T09:00"),
        ("2026-03-14T12:00", False, "2026-03-16T09:00"),
    ],
)
def test_people_are_told_when_they_are_at_work(now: str, up: bool, morning: str) -> None:
    assert awake(LI, here(now), WeekdaysOnly()) is up
    assert wakes(LI, here(now), WeekdaysOnly()) == here(morning)


def test_quiet_hours_put_the_morning_off() -> None:
    late = Member(id=LI.id, name="李雷", quiet_to=time(10), created_at=LI.created_at)
    assert wakes(late, here("2026-03-10T08:00"), WeekdaysOnly()) == here("2026-03-10T10:00")
    assert wakes(late, here("2026-03-10T08:00"), Never()) == here("2026-03-11T08:00")
    assert shift_of(late, WeekdaysOnly()).zone == SHANGHAI
