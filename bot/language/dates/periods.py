"""Rules for weeks, months, quarters and years: 下周, Q3, 上半年, week 31, the last week of July."""

from datetime import date, timedelta
from typing import Final

from bot.domain.calendar import DAYS_A_WEEK, MONTHS_A_YEAR, SATURDAY, monday_of
from bot.language.dates.grammar import Found, Rules, Scene
from bot.language.dates.resolve import day_of, safe_date
from bot.language.dates.spans import first_day, last_day, period, span_of, start_of, step
from bot.language.dates.tokens import MONTHS, Day, Mark, Month, Number, Span, Unit, Value, Year
from bot.language.dates.weekdays import PERIOD, days_in, nth, nth_said, period_said
from bot.language.dates.when import Direction

RULES: Final = Rules()
PERIODS: Final = frozenset({Unit.WEEK, Unit.WEEKEND, Unit.MONTH, Unit.QUARTER, Unit.YEAR, Unit.DECADE})
QUARTERS: Final = 4
FULL: Final = 4
"""Digits of a year written out."""
HALF_MONTH: Final = timedelta(days=15)
TO_THURSDAY: Final = timedelta(days=3)
MOST_WEEKS: Final = 60


def shifted_period(scene: Scene, unit: Unit, shift: int, count: int = 1) -> Span | None:
    """`count` units from the one `shift` units away from the present one."""
    try:
        return period(step(start_of(scene.at.date(), unit), unit, shift), unit, count)
    except OverflowError:
        return None


def this_period(scene: Scene, unit: Unit | None) -> Span | None:
    return shifted_period(scene, unit, 0) if unit in PERIODS and unit else None


@RULES.on(
    "quartermark year",
    "year GLUE quartermark",
    "quartermark (of|in|comma)? number",
    "number quartermark",
    "quartermark (of|in|the)* relation unit",
    "relation unit quartermark",
    "quartermark unit?",
)
def quarter_mark(scene: Scene, got: Found) -> Value | None:
    """Q3, H1 2026, 2026年Q2."""
    mark = got.mark("quartermark")
    if mark is None or any(number.digits != FULL for number in got.all(Number)):
        return None
    year = int(mark.name) if mark.name else _year(scene, got)
    return nth_part(scene, mark.unit, mark.number, year)


def _year(scene: Scene, got: Found) -> int | None:
    """The year said beside a quarter."""
    year, relation = got.first(Year), got.relation()
    if year:
        return year.year
    if relation and got.unit is Unit.YEAR:
        return scene.at.year + relation.number
    return next((number.whole for number in got.all(Number) if number.digits == FULL), None)


def nth_part(scene: Scene, unit: Unit, number: int, year: int | None) -> Span | None:
    """The quarter or half of a year; without one, of the next when this one's is over."""
    months = MONTHS[unit]
    if not 1 <= number <= MONTHS_A_YEAR // months:
        return None
    if year is None:
        gone = number * months < scene.at.month and scene.direction is not Direction.PAST
        year = scene.at.year + gone
    return period(safe_date(year, (number - 1) * months + 1, 1), unit)


@RULES.on("year GLUE halfyear", "halfyear")
def half_year(scene: Scene, got: Found) -> Value | None:
    """上半年, 下半月."""
    mark, year = got.mark("halfyear"), got.first(Year)
    if mark is None:
        return None
    if mark.unit is Unit.HALF:
        return nth_part(scene, Unit.HALF, mark.number + 1, year.year if year else scene.at.year)
    first = start_of(scene.at.date(), mark.unit)
    middle = first + (HALF_MONTH if mark.unit is Unit.MONTH else TO_THURSDAY)
    return Span(middle, step(first, mark.unit, 1), Unit.DAY) if mark.number else Span(first, middle, Unit.DAY)


@RULES.on(
    "(the)? (ordinal|number) (quarter|unit) (of|in|the|comma)* (year|relation unit|number|the unit)",
    "year GLUE th? (number|ordinal) (unit|quarter)",
    "relation unit (ordinal|number) quarter",
    "(the)? (th_last|relation) (quarter|unit) (of|in)+ (the)* (year|relation unit|number|unit)",
    "th? number unit(?!later|ago|before|within)",
    "(the)? ordinal (quarter|unit)(?! of)",
)
def nth_quarter(scene: Scene, got: Found) -> Value | None:
    """The third quarter of 2026, 三季度; 三个季度 is a length."""
    counts = [number.whole for number in got.all(Number) if number.digits != FULL]
    if not counts and (got.tokens[0].sort == "th_last" or got.relation("last")) and len(got.tokens) > 1:
        counts = [QUARTERS]
    if len(counts) != 1 or not _quarter_said(got):
        return None
    return nth_part(scene, Unit.QUARTER, counts[0], _year(scene, got))


def _quarter_said(got: Found) -> bool:
    units = (token for token in got.tokens if token.sort in ("quarter", "unit"))
    words = [got.text[token.start : token.end].lower() for token in units]
    return any(word.startswith(("quarter", "qtr", "季")) for word in words) and not words[0].startswith("个")


@RULES.on("(the)? (unit|fortnight|month_mark|month) after (the)? relation")
def after_next(scene: Scene, got: Found) -> Value | None:
    """The week after next, March after next."""
    month = got.first(Month)
    if month is None:
        return shifted_period(scene, got.unit, 2) if got.unit in PERIODS and got.unit else None
    span = span_of(scene, month)
    return Month(month.month, span.start.year + 1) if span else None


@RULES.on(
    "relation? relation (unit|month_mark|quarter|fortnight)(?!of (the)? month)",
    "relation rolling? month_mark",
    "relation year_mark",
)
def relative(scene: Scene, got: Found) -> Value | None:
    """下周, last month, this past weekend, next next week."""
    shift, unit = sum(mark.number for mark in got.all(Mark) if mark.sort == "relation"), got.unit
    if unit not in PERIODS or unit is None:
        return None
    if unit is Unit.YEAR:
        return Year(scene.at.year + shift)
    return shifted_period(scene, unit, shift, 2 if got.has("fortnight") else 1)


@RULES.on("relation month(?! (number|ordinal))")
def relative_month(scene: Scene, got: Found) -> Value | None:
    """Next March, last June; "this may" only with a capital."""
    relation, month = got.relation(), got.one(Month)
    small = month.weak and got.said.split()[-1][0].islower()
    if relation is None or month.year is not None or small:
        return None
    shifts = {0: 0, 1: int(month.month <= scene.at.month), -1: -int(month.month >= scene.at.month)}
    return Month(month.month, scene.at.year + shifts.get(relation.number, 0))


@RULES.on("unit number (of)? (year|number|relation unit)?", "th number unit (of year)?")
def week_number(scene: Scene, got: Found) -> Value | None:
    """Week 31, by ISO 8601."""
    number, *others = got.numbers()
    if got.unit is not Unit.WEEK or not got.said.isascii():
        return None
    year = others[0] if others else _year(scene, got) or scene.at.year
    relation = got.relation()
    try:
        start = date.fromisocalendar(year + (relation.number if relation else 0), number, 1)
    except (ValueError, OverflowError):
        return None
    return period(start, Unit.WEEK)


@RULES.on("week_of (the)? (day|ordinal|number)")
def week_of(scene: Scene, got: Found) -> Value | None:
    number = got.first(Number)
    day = got.first(Day) or Day(day=number.whole if number else None)
    found = day_of(scene, day)
    return period(monday_of(found), Unit.WEEK) if found else None


@RULES.on(
    f"(the)? (ordinal|number) (th_last|relation) (unit (of|in)|week_of) (the)? {PERIOD}",
    f"(the)? (ordinal|number) unit (of|in|the)* {PERIOD}",
    f"{PERIOD} GLUE (th number|last_th|ordinal) measure? unit(?! number)",
    f"(the)? (ordinal|number|th_last|relation) week_of (the)? ({PERIOD}|unit|quarter)",
    f"(the)? (th_last|relation) unit (of|in) (the)? {PERIOD}",
)
def nth_week(scene: Scene, got: Found) -> Value | None:
    """十月的第一周, the last week of July: weeks belong to the month of their Thursday (ISO 8601)."""
    whole, place = period_said(scene, got), nth_said(got)
    if whole is None or not 0 < abs(place) <= MOST_WEEKS:
        return None
    if got.unit is Unit.MONTH:
        first = first_day(whole) if place > 0 else last_day(whole) + timedelta(days=1)
        return period(step(first, Unit.MONTH, place - (place > 0)), Unit.MONTH)
    if got.unit is Unit.WEEKEND:
        return _nth_weekend(whole, place)
    return period(_nth_monday(whole, place), Unit.WEEK) if got.unit is Unit.WEEK else None


def _nth_weekend(whole: Span, place: int) -> Span | None:
    """By its Saturday: the last weekend of October."""
    found = nth([day for day in days_in(whole) if day.weekday() == SATURDAY], place)
    return period(found.fixed, Unit.WEEKEND) if found else None


def _nth_monday(whole: Span, place: int) -> date:
    start, end = first_day(whole), last_day(whole)
    if place > 0:
        monday = monday_of(start + TO_THURSDAY)
        return monday + timedelta(days=DAYS_A_WEEK * (place - 1))
    return monday_of(end - TO_THURSDAY) + timedelta(days=DAYS_A_WEEK * (place + 1))
