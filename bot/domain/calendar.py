"""Working days, the workspace's reading of dates, and what comes round again."""

import calendar as months
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice
from typing import Final, Protocol

ONE_DAY: Final = timedelta(days=1)
DAYS_A_WEEK: Final = 7
MONTHS_A_YEAR: Final = 12
SATURDAY: Final = 5
FAR: Final = 4000
"""Days searched before a calendar without any working day is given up."""


class WorkCalendar(Protocol):
    """Which days people of one country work, adjusted days included."""

    def is_working(self, day: date) -> bool: ...

    def covers(self, year: int) -> bool:
        """False while the year's official days are unpublished and `is_working` is a guess."""
        ...


@dataclass(frozen=True, slots=True)
class WeekdaysOnly:
    """Monday to Friday, no holidays: the calendar of a workspace without a country."""

    def is_working(self, day: date) -> bool:
        return day.weekday() < SATURDAY

    def covers(self, year: int) -> bool:
        return date.min.year <= year <= date.max.year


class DayMonth(StrEnum):
    """How 3/4 reads."""

    MONTH_FIRST = "month_first"
    DAY_FIRST = "day_first"


class NextWeekday(StrEnum):
    """What "next Friday" means on a Tuesday."""

    OF_NEXT_WEEK = "of_next_week"
    SOONEST = "soonest"


@dataclass(frozen=True, slots=True)
class DatePolicy:
    """How one workspace reads what people leave open; weeks start on Monday."""

    day_month: DayMonth = DayMonth.MONTH_FIRST
    next_weekday: NextWeekday = NextWeekday.OF_NEXT_WEEK
    cob: time = time(18)
    """COB, EOD, 下班前."""
    afternoon_up_to: int = 6
    """A bare hour from 1 to this one is in the afternoon: 3点 is 15:00, 8点 is 08:00."""
    early_morning: time = time(6)
    morning: time = time(9)
    noon: time = time(12)
    afternoon: time = time(14)
    evening: time = time(19)
    night: time = time(21)


class Every(StrEnum):
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


MONTHS_IN: Final = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule for days; within a month, quarter or year it picks one day.

    `nth` counts `weekdays` if there are any, else working days if `working`, else days; -1 is the last one.
    `working` without `nth` keeps working days only. `since` fixes which weeks or months an `interval` counts.
    """

    every: Every
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    month: int | None = None
    nth: int | None = None
    working: bool = False
    at: time | None = None
    since: date | None = None

    def __post_init__(self) -> None:
        if self.interval < 1:
            raise ValueError("a recurrence needs an interval of at least 1")
        if any(not 0 <= weekday < DAYS_A_WEEK for weekday in self.weekdays):
            raise ValueError("weekdays run from 0 (Monday) to 6")


def days_from(day: date, step: int = 1) -> Iterator[date]:
    """Every day from `day` on (or back), itself included, up to the end of the calendar."""
    for number in range(FAR):
        try:
            yield day + timedelta(days=number * step)
        except OverflowError:
            return


def next_working(day: date, calendar: WorkCalendar) -> date:
    """The first working day on or after `day`; `day` itself when there is none."""
    return next((each for each in days_from(day) if calendar.is_working(each)), day)


def previous_working(day: date, calendar: WorkCalendar) -> date:
    """The last working day on or before `day`; `day` itself when there is none."""
    return next((each for each in days_from(day, -1) if calendar.is_working(each)), day)


def add_working_days(day: date, count: int, calendar: WorkCalendar) -> date:
    """Go `count` working days on from `day`, not counting it; back when negative, `day` when 0."""
    if count == 0:
        return day
    step = 1 if count > 0 else -1
    ahead = (each for each in days_from(day, step) if each != day and calendar.is_working(each))
    return next(islice(ahead, abs(count) - 1, None), day)


def first_of_month(day: date) -> date:
    return day.replace(day=1)


def last_of_month(day: date) -> date:
    return day.replace(day=months.monthrange(day.year, day.month)[1])


def monday_of(day: date) -> date:
    return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))


def add_months(day: date, count: int) -> date:
    """The same day `count` months on, or that month's last day; OverflowError beyond the calendar."""
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + count, MONTHS_A_YEAR)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("beyond the calendar")
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def last_working_day_of_month(day: date, calendar: WorkCalendar) -> date:
    return previous_working(last_of_month(day), calendar)


def next_after(recurrence: Recurrence, moment: datetime, calendar: WorkCalendar) -> datetime | None:
    """The first occurrence strictly after the local `moment`; at 09:00 when no time was said."""
    if recurrence.every is Every.HOUR:
        return moment + timedelta(hours=recurrence.interval)
    at = recurrence.at or DatePolicy().morning
    days = _occurrences(recurrence, moment.date(), calendar)
    return next((due for day in days if (due := datetime.combine(day, at)) > moment), None)


def _occurrences(recurrence: Recurrence, start: date, calendar: WorkCalendar) -> Iterator[date]:
    if recurrence.every in (Every.DAY, Every.WEEK):
        return (
            day
            for day in days_from(start)
            if _in_phase(recurrence, day) and _worked(recurrence, day, calendar)
        )
    return (day for day in _picked(recurrence, start, calendar) if day >= start)


def _worked(recurrence: Recurrence, day: date, calendar: WorkCalendar) -> bool:
    return not recurrence.working or calendar.is_working(day)


def _in_phase(recurrence: Recurrence, day: date) -> bool:
    since = recurrence.since or date.min
    if recurrence.every is Every.WEEK:
        weekdays = recurrence.weekdays or (since.weekday(),)
        weeks = (monday_of(day) - monday_of(since)).days // DAYS_A_WEEK
        return day.weekday() in weekdays and weeks % recurrence.interval == 0
    return _fits(recurrence, day) and (day - since).days % recurrence.interval == 0


def _picked(recurrence: Recurrence, start: date, calendar: WorkCalendar) -> Iterator[date]:
    length = MONTHS_IN[recurrence.every]
    since = recurrence.since or date(start.year, 1, 1)
    first = _period_start(start, length)
    for number in range(FAR // 10):
        try:
            period = add_months(first, number * length)
        except OverflowError:
            return
        behind = (
            (period.year - since.year) * MONTHS_A_YEAR + period.month - _period_start(since, length).month
        )
        if (behind // length) % recurrence.interval == 0:
            yield from _pick(recurrence, period, length, calendar)


def _period_start(day: date, length: int) -> date:
    return day.replace(month=(day.month - 1) // length * length + 1, day=1)


def _pick(recurrence: Recurrence, period: date, length: int, calendar: WorkCalendar) -> Iterable[date]:
    """The one day that the recurrence picks of a period of `length` months."""
    if recurrence.month is not None:
        period, length = period.replace(month=recurrence.month), 1
    last = last_of_month(add_months(period, length - 1))
    days = map(date.fromordinal, range(period.toordinal(), last.toordinal() + 1))
    fits = [day for day in days if _fits(recurrence, day) and _worked(recurrence, day, calendar)]
    nth = recurrence.nth or (recurrence.since or period).day
    return fits[nth - 1 : nth] if nth > 0 else fits[nth:][:1]


def _fits(recurrence: Recurrence, day: date) -> bool:
    return not recurrence.weekdays or day.weekday() in recurrence.weekdays
