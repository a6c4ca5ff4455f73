"""Ranges of whole units: the month that is meant, the first day of a quarter, so much later."""

from datetime import date, datetime, timedelta

from bot.domain.calendar import DAYS_A_WEEK, MONTHS_A_YEAR, SATURDAY, add_months, add_working_days, monday_of
from bot.language.dates.grammar import Scene
from bot.language.dates.resolve import safe_date
from bot.language.dates.tokens import MONTHS, Length, Month, Span, Unit, Value, Year
from bot.language.dates.when import Direction


def span_of(scene: Scene, value: Value) -> Span | None:
    """The range of days of a month, a year or a range."""
    if isinstance(value, Span):
        return value
    if isinstance(value, Year):
        return period(safe_date(value.year, 1, 1), Unit.YEAR)
    if isinstance(value, Month):
        return month_span(scene, value)
    return None


def first_day(span: Span) -> date:
    return date(span.start.year, span.start.month, span.start.day)


def last_day(span: Span) -> date:
    """The last day inside a range of days."""
    return date(span.end.year, span.end.month, span.end.day) - timedelta(days=1)


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
        weekend = unit is Unit.WEEKEND and count == 1
        return Span(start, start + timedelta(days=2) if weekend else step(start, unit, count), unit)
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
        return monday_of(day) + timedelta(days=SATURDAY)
    if unit in MONTHS:
        length = min(MONTHS[unit], MONTHS_A_YEAR)
        first = day.replace(month=(day.month - 1) // length * length + 1, day=1)
        return first.replace(year=max(1, day.year // 10 * 10)) if unit is Unit.DECADE else first
    return day


def shifted(at: datetime, length: Length, sign: int, scene: Scene) -> datetime | None:
    """`length` on from (or back from) an instant; working days by the calendar."""
    try:
        whole = int(length.months)
        days = (length.months - whole) * 30
        months_on = datetime.combine(add_months(at.date(), sign * whole), at.time())
        found = months_on + sign * timedelta(days=days, seconds=length.seconds)
        return _working(scene, found, sign * length.workdays)
    except OverflowError:
        return None


def _working(scene: Scene, at: datetime, count: int) -> datetime:
    return datetime.combine(add_working_days(at.date(), count, scene.calendar), at.time()) if count else at
