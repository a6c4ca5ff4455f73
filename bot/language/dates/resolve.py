"""From what was said of a day to the day: which year, month or week is meant."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from bot.domain.calendar import DAYS_A_WEEK, DayMonth, add_months, add_working_days, first_of_month, monday_of
from bot.language.dates.festivals import FESTIVALS
from bot.language.dates.grammar import Scene
from bot.language.dates.lunar import solar
from bot.language.dates.tokens import (
    MONTHS,
    Clock,
    Day,
    Length,
    Moment,
    Month,
    Numbers,
    Part,
    Span,
    Unit,
    Value,
    Year,
)
from bot.language.dates.when import Direction

PIVOT = 40
"""Two digits below this are a year of this century."""
YEARS_AHEAD = 8
LONG_YEAR = 4
MONTHS_A_YEAR = 12


def safe_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def full_year(number: int, digits: int) -> int:
    """Two digits get their century."""
    if digits > 2 or number > 99:
        return number
    return number + (2000 if number < PIVOT else 1900)


def ordered(scene: Scene, numbers: Numbers) -> Day | Month | None:
    """Digits with separators, in the workspace's order unless only the other one makes a date."""
    parts, lengths = numbers.parts, numbers.lengths
    if len(parts) == 3:
        return _three(scene, parts, lengths)
    if LONG_YEAR in lengths:
        year, month = parts if lengths[0] == LONG_YEAR else parts[::-1]
        return Month(month, year) if 1 <= month <= MONTHS_A_YEAR else None
    month, day = month_first(scene, *parts)
    return Day(month=month, day=day) if safe_date(2024, month, day) else None


def _three(scene: Scene, parts: tuple[int, ...], lengths: tuple[int, ...]) -> Day | None:
    if lengths[0] == LONG_YEAR:
        year, month, day = parts
    else:
        month, day = month_first(scene, parts[0], parts[1])
        year = full_year(parts[2], lengths[2])
    found = safe_date(year, month, day)
    return Day(fixed=found) if found else None


def month_first(scene: Scene, one: int, two: int) -> tuple[int, int]:
    if one > MONTHS_A_YEAR or (scene.policy.day_month is DayMonth.DAY_FIRST and two <= MONTHS_A_YEAR):
        return two, one
    return one, two


def day_of(scene: Scene, day: Day, clock: Clock | Part | None = None) -> date | None:
    """The day meant; None when no such day exists."""
    found = day.fixed or _choose(scene, day, _later_today(scene, clock))
    try:
        return found + timedelta(days=day.shift) if found else None
    except OverflowError:
        return None


def _later_today(scene: Scene, clock: Clock | Part | None) -> bool:
    if isinstance(clock, Clock):
        return clock_time(scene, clock) > scene.at.time()
    return clock is not None and clock.end > scene.at.hour


def _choose(scene: Scene, day: Day, later_today: bool) -> date | None:
    today = scene.at.date()
    if day.day is None and day.weekday is not None:
        return _weekday(scene, day.weekday, later_today)
    if day.year is not None:
        return _in_year(day, day.year)
    if day.festival or day.month is not None:
        years = (
            today.year + number
            for number in range(-YEARS_AHEAD, YEARS_AHEAD + 1)
            if 1 <= today.year + number <= 9999
        )
        found = [each for year in years if (each := _in_year(day, year))]
    else:
        found = list(_days_of_months(today, day.day or 0))
        same = [each for each in found if (each.year, each.month) == (today.year, today.month)]
        if scene.direction is Direction.NONE and same and same[0].weekday() == day.weekday:
            return same[0]
    return _by_direction(scene, found, day.weekday)


def _weekday(scene: Scene, weekday: int, later_today: bool) -> date:
    today = scene.at.date()
    if scene.direction is Direction.PAST:
        return today - timedelta(days=(today.weekday() - weekday) % DAYS_A_WEEK)
    ahead = (weekday - today.weekday()) % DAYS_A_WEEK
    return today + timedelta(days=ahead or (0 if later_today else DAYS_A_WEEK))


def _in_year(day: Day, year: int) -> date | None:
    if day.festival:
        try:
            return FESTIVALS[day.festival].find(year)
        except (ValueError, OverflowError):
            return None
    if day.lunar:
        return solar(year, day.month or 1, day.day or 1)
    return safe_date(year, day.month or 1, day.day or 1)


def _days_of_months(today: date, number: int) -> Iterable[date]:
    for shift in range(-12, 13):
        try:
            month = add_months(first_of_month(today), shift)
        except OverflowError:
            continue
        if found := safe_date(month.year, month.month, number):
            yield found


def _by_direction(scene: Scene, found: list[date], weekday: int | None) -> date | None:
    today = scene.at.date()
    if scene.direction is Direction.PAST:
        near = [each for each in reversed(found) if each <= today]
    else:
        near = [each for each in found if each >= today]
    if weekday is not None:
        tries = near if len(near) > YEARS_AHEAD + 1 else near[:2]
        matching = [each for each in tries if each.weekday() == weekday]
        near = matching or near
    return near[0] if near else None


def clock_time(scene: Scene, clock: Clock, part: Part | None = None) -> time:
    """A bare 3 is in the afternoon by policy, unless the part of the day says otherwise."""
    hour = clock.hour % 24
    if part and not clock.sure and part.afternoon and hour < 12 and not (part.start >= 18 and hour == 0):
        hour += 12 if hour >= (1 if part.start >= 12 else 0) or part.start == 11 else 0
        if part.start == 11 and clock.hour in (10, 11):
            hour -= 12
    elif (part and part.start >= 18 and clock.hour == 12) or (
        part and not part.afternoon and hour == 12 and part.start < 6
    ):
        hour = 0
    elif part is None and not clock.sure and 1 <= hour <= scene.policy.afternoon_up_to:
        hour += 12
    return time(hour, clock.minute)


def moment_of(scene: Scene, moment: Moment) -> datetime | None:
    """The instant meant; a clock without a day is the next (or last) one."""
    if moment.exact:
        return moment.exact
    at = _time_of(scene, moment)
    midnight = (
        moment.clock is not None
        and at.hour == 0
        and (moment.clock.hour == 24 or _night(moment.part, moment.clock))
    )
    if moment.day:
        day = day_of(scene, moment.day, moment.clock or moment.part)
        return _combine(day, at, midnight) if day else None
    found = _combine(scene.at.date(), at, midnight)
    if moment.part and moment.clock is None:
        return found
    back = scene.direction is Direction.PAST
    shift = (
        -1
        if back and found > scene.at
        else 1
        if not back and found <= scene.at and not _said_now(scene, found)
        else 0
    )
    return found + timedelta(days=shift)


def _said_now(scene: Scene, found: datetime) -> bool:
    return found == scene.at.replace(second=0, microsecond=0)


def _night(part: Part | None, clock: Clock) -> bool:
    return part is not None and part.start >= 18 and clock.hour == 12


def _combine(day: date, at: time, midnight: bool) -> datetime:
    return datetime.combine(day, at) + timedelta(days=midnight)


def _time_of(scene: Scene, moment: Moment) -> time:
    if moment.clock:
        return clock_time(scene, moment.clock, moment.part)
    return moment.part.usual if moment.part else time(0)


def span_of(scene: Scene, value: Value) -> Span | None:
    """The range of days of a month, a year or a range."""
    if isinstance(value, Span):
        return value
    if isinstance(value, Year):
        return period(safe_date(value.year, 1, 1), Unit.YEAR)
    if isinstance(value, Month):
        return month_span(scene, value)
    return None


def month_span(scene: Scene, month: Month) -> Span | None:
    today = scene.at.date()
    year = month.year if month.year is not None else today.year
    if month.year is None:
        if scene.direction is Direction.PAST:
            year -= month.month > today.month
        else:
            year += month.month < today.month
    return period(safe_date(year, month.month, 1), Unit.MONTH)


def period(start: date | None, unit: Unit, count: int = 1) -> Span | None:
    """`count` units from the first day of one."""
    if start is None:
        return None
    try:
        return Span(start, step(start, unit, count), unit)
    except OverflowError:
        return None


def step(day: date, unit: Unit, count: int) -> date:
    if unit in MONTHS:
        return add_months(day, MONTHS[unit] * count)
    return day + timedelta(days=count * (DAYS_A_WEEK if unit in (Unit.WEEK, Unit.WEEKEND) else 1))


def start_of(day: date, unit: Unit) -> date:
    """The first day of the unit that holds `day`; Saturday for a weekend."""
    if unit is Unit.WEEK:
        return monday_of(day)
    if unit is Unit.WEEKEND:
        return monday_of(day) + timedelta(days=5)
    if unit in MONTHS:
        length = min(MONTHS[unit], MONTHS_A_YEAR)
        first = day.replace(month=(day.month - 1) // length * length + 1, day=1)
        return first.replace(year=max(1, day.year // 10 * 10)) if unit is Unit.DECADE else first
    return day


def shifted(at: datetime, length: Length, sign: int, scene: Scene) -> datetime | None:
    """`length` on from (or back from) an instant; working days by the calendar."""
    from_day = at
    try:
        whole = int(length.months)
        days = (length.months - whole) * 30
        day = add_months(from_day.date(), sign * whole)
        found = datetime.combine(day, from_day.time()) + sign * timedelta(days=days, seconds=length.seconds)
        return _working(scene, found, sign * length.workdays)
    except OverflowError:
        return None


def _working(scene: Scene, at: datetime, count: int) -> datetime:
    return datetime.combine(add_working_days(at.date(), count, scene.calendar), at.time()) if count else at
