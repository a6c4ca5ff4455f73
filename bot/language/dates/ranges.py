"""Rules for ranges of days: 3号到5号, July 13-15, from Monday to Friday, 3 days from Monday."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.language.dates.clocks import moment_of
from bot.language.dates.days import DAYS_A_MONTH
from bot.language.dates.grammar import Found, Rules, Scene
from bot.language.dates.hours import dashed
from bot.language.dates.resolve import day_of, safe_date
from bot.language.dates.spans import first_day, last_day, span_of
from bot.language.dates.tokens import Day, Length, Moment, Month, Number, Span, Unit, Value, Year
from bot.language.dates.when import Direction

EARLY: Final = Rules()
RULES: Final = Rules()
ONE_DAY: Final = timedelta(days=1)
TWO: Final = 2
ENDS: Final = (Day, Month, Year, Span, Number, Moment)


@EARLY.on(
    "number to number month",
    "month (the)? (number|ordinal) to (the)? (number|ordinal)(?! (month|unit))",
    "(the)? (number|ordinal) (day_mark)? (to|and) (the)? (number|ordinal) (of)? month",
    "number month_mark number day_mark? to number day_mark(?!month_mark)",
    "number day_mark? to number day_mark",
    "month numbers(?! number)",
    "numbers (of)? month",
)
def days_of_month(scene: Scene, got: Found) -> Value | None:
    """July 13-15, 13th to 15th of July, 3号到5号."""
    *months, first, last = got.numbers() or dashed(got) or (0, 0)
    month = Month(months[0]) if months else got.first(Month)
    if not 1 <= first <= DAYS_A_MONTH or (_apart(got) and not got.has("the")):
        return None
    start = Day(day=first)
    return _to_day(
        day_of(scene, replace(start, year=month.year, month=month.month) if month else start), last
    )


def _to_day(start: date | None, last: int) -> Span | None:
    end = safe_date(start.year, start.month, last) if start else None
    return Span(start, end + ONE_DAY, Unit.DAY) if start and end and end >= start else None


@RULES.on(
    "(from|between|since)? (day|month|year|span|moment) (to|and) (the|on|in)* "
    "(day|month|year|span|number|ordinal|moment)",
    "(from|between|since) (number|ordinal|the|day_mark)+ (to|and) (the)* (day)",
    "(number) to day",
)
def days(scene: Scene, got: Found) -> Value | None:
    """From Monday to Friday, 一月十日到十二日, 3月到5月: both ends count."""
    values = got.values(ENDS)
    if len(values) != TWO or _apart(got):
        return None
    one, two = _filled(*values)
    first = _bounds(scene, one)
    last = _bounds(_ahead(scene, first[0], two), two) if first else None
    return Span(first[0], last[1], Unit.DAY) if first and last and last[1] > first[0] else None


def _apart(got: Found) -> bool:
    """Monday and Friday are two days, between Monday and Friday is a range."""
    between = got.has("between") or got.before.endswith("between") or got.after.startswith("之间")
    return got.has("and") and not between


def _ahead(scene: Scene, first: date, end: Value) -> Scene:
    """The end is looked for from the beginning on, unless it is now."""
    if isinstance(end, Moment) and end.exact:
        return scene
    return replace(scene, at=datetime.combine(first, time(0)), direction=Direction.FUTURE)


def _filled(one: Value, two: Value) -> tuple[Value, Value]:
    """A bare number at one end is a day like the other end's."""
    if isinstance(one, Number) and isinstance(two, Day) and two.month:
        return replace(two, day=one.whole), two
    if isinstance(two, Number) and isinstance(one, Day) and (two.ordinal or two.digits):
        return one, Day(day=two.whole)
    return one, two


def _bounds(scene: Scene, value: Value) -> tuple[date, date] | None:
    """The first day of a value and the day after its last."""
    if isinstance(value, (Day, Moment)):
        day = day_of(scene, value) if isinstance(value, Day) else moment_of(scene, value)
        return (first := date(day.year, day.month, day.day), first + ONE_DAY) if day else None
    span = span_of(scene, value)
    return (first_day(span), last_day(span) + ONE_DAY) if span else None


@RULES.on("(for)? length (comma)? (since|from)+ (on|the)* (day|span)")
def lasting(scene: Scene, got: Found) -> Value | None:
    """3 days starting from next Monday."""
    length, day = got.one(Length), got.first(Day)
    start = day_of(scene, day) if day else None
    if start is None or length.months or length.seconds < ONE_DAY.total_seconds():
        return None
    return Span(start, start + timedelta(seconds=length.seconds), Unit.DAY)


@RULES.on("(from|between) span", "span between")
def led(_: Scene, got: Found) -> Value | None:
    span = got.one(Span)
    return span if span.unit in (Unit.DAY, Unit.HOUR) else None
