"""Working days and what comes round again."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import (
    Every,
    Recurrence,
    WeekdaysOnly,
    add_months,
    add_working_days,
    last_working_day_of_month,
    monday_of,
    next_after,
    next_working,
    previous_working,
)

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1))
COUNTS = st.integers(-200, 200)
PLAIN = WeekdaysOnly()


class Never:
    def is_working(self, day: date) -> bool:
        return day is None

    def covers(self, year: int) -> bool:
        return year > 0


@given(DAYS, COUNTS)
def test_working_days_are_worked(day: date, count: int) -> None:
    found = add_working_days(day, count, PLAIN)
    assert count == 0 or PLAIN.is_working(found)
    assert (found > day) - (found < day) == (count > 0) - (count < 0)


@given(DAYS, st.integers(1, 100), st.integers(1, 100))
def test_working_days_add_up(day: date, one: int, two: int) -> None:
    assert add_working_days(add_working_days(day, one, PLAIN), two, PLAIN) == add_working_days(
        day, one + two, PLAIN
    )


@given(DAYS, st.integers(1, 100))
def test_going_back_from_a_working_day_returns(day: date, count: int) -> None:
    start = next_working(day, PLAIN)
    assert add_working_days(add_working_days(start, count, PLAIN), -count, PLAIN) == start


@given(DAYS)
def test_next_and_previous_enclose_the_day(day: date) -> None:
    assert previous_working(day, PLAIN) <= day <= next_working(day, PLAIN)
    assert PLAIN.is_working(last_working_day_of_month(day, PLAIN))


def test_a_calendar_without_work_leaves_the_day() -> None:
    assert next_working(date(2026, 3, 10), Never()) == date(2026, 3, 10)
    assert add_working_days(date(2026, 3, 10), 3, Never()) == date(2026, 3, 10)


@given(DAYS)
def test_weeks_start_on_monday(day: date) -> None:
    assert monday_of(day).weekday() == 0
    assert timedelta(0) <= day - monday_of(day) < timedelta(days=7)


def test_months_end_where_they_end() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    with pytest.raises(OverflowError):
        add_months(date.max, 1)


@given(DAYS, st.sampled_from(list(Every)), st.integers(1, 4), st.booleans())
def test_the_next_occurrence_is_later(day: date, every: Every, interval: int, working: bool) -> None:
    rule = Recurrence(
        every, interval, (0,) if every is Every.WEEK else (), nth=-1, working=working, since=day
    )
    moment = datetime.combine(day, time(12))
    due = next_after(rule, moment, PLAIN)
    assert due is not None
    assert due > moment


def test_the_31st_is_skipped_in_short_months() -> None:
    rule = Recurrence(Every.MONTH, nth=31, at=time(9))
    assert next_after(rule, datetime.fromisoformat("2026-04-01"), PLAIN) == datetime.fromisoformat(
        "2026-05-31T09:00"
    )


def test_hours_go_on_from_now() -> None:
    assert next_after(
        Recurrence(Every.HOUR, 2), datetime.fromisoformat("2026-03-10T09:30"), PLAIN
    ) == datetime.fromisoformat("2026-03-10T11:30")


def test_senseless_rules_are_refused() -> None:
    with pytest.raises(ValueError, match="interval"):
        Recurrence(Every.DAY, 0)
    with pytest.raises(ValueError, match="weekdays"):
        Recurrence(Every.WEEK, weekdays=(7,))
