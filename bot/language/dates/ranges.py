"""Rules for ranges of days: 3号到5号, July 13-15, from Monday to Friday, 3 days from Monday."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.domain.calendar import MONTHS_A_YEAR, monday_of
from bot.language.dates.clocks import moment_of
from bot.language.dates.days import DAYS_A_MONTH
from bot.language.dates.grammar import Found, Rules, Scene
from bot.language.dates.hours import dashed, last_minute
from bot.language.dates.resolve import day_of, full_year, safe_date
from bot.language.dates.spans import first_day, last_day, span_of, start_of, step
from bot.language.dates.times import COUNTED
from bot.language.dates.tokens import Day, Length, Mark, Moment, Month, Number, Span, Unit, Value, Year
from bot.language.dates.when import Direction

EARLY: Final = Rules()
RULES: Final = Rules()
ONE_DAY: Final = timedelta(days=1)
WEEKDAYS: Final = "一二三四五六日"
LONG: Final = timedelta(days=330)
TWO: Final = 2
ENDS: Final = (Day, Month, Year, Span, Number, Moment)


@EARLY.on(
    "relation (unit|month_mark) GLUE number day_mark? to number day_mark(?!within|later)",
    "number year_mark number month_mark number day_mark? to number day_mark(?!within|later)",
    "(the)? (number|ordinal) to (the)? (number|ordinal) of? (the)? relation unit",
    "numbers of (the)? relation unit",
)
def days_of_known_month(scene: Scene, got: Found) -> Value | None:
    """下个月5号到10号, 2026年5月1日至5日, the 5th to the 10th of next month."""
    *when, first, last = dashed(got) or got.numbers() or (0, 0)
    relation = got.relation()
    if relation and got.unit is Unit.MONTH:
        month = step(start_of(scene.at.date(), Unit.MONTH), Unit.MONTH, relation.number)
    elif len(when) == TWO:
        month = date(full_year(when[0], got.one(Number).digits), when[1], 1)
    else:
        return None
    return _to_day(safe_date(month.year, month.month, first), last)


@EARLY.on(
    "number to number month",
    "month (the)? (number|ordinal) to (the)? (number|ordinal)(?! (month|unit))",
    "(the)? (number|ordinal) (day_mark)? (to|and) (the)? (number|ordinal) (of)? month(?! (number unit))",
    "number month_mark number day_mark? to number day_mark(?!month_mark)",
    "number month_mark numbers day_mark?(?!within|later|measure|unit)",
    "number day_mark? to number day_mark(?!within|later)",
    "numbers day_mark(?!within|later)",
    "(from|between) (the)? (number|ordinal) (to|and) (the)? (number|ordinal)(?=relation unit)",
    "month number day_mark? to number day_mark",
    "ordinal to ordinal",
    "month numbers(?! number)",
    "numbers (of)? month",
)
def days_of_month(scene: Scene, got: Found) -> Value | None:
    """July 13-15, 13th to 15th of July, 3号到5号."""
    said = [*got.numbers(), *dashed(got)]
    if len(said) < TWO:
        return None
    *months, first, last = said
    month = Month(months[0]) if months else got.first(Month)
    if not 1 <= first <= DAYS_A_MONTH or (_apart(got) and not got.has("the")):
        return None
    start = Day(day=first, year=month.year, month=month.month) if month else Day(day=first)
    return _running(scene, start, last) or _to_day(day_of(scene, start), last)


def _running(scene: Scene, start: Day, last: int) -> Span | None:
    """A range of days that has begun and is not over yet is meant before the next one."""
    today = scene.at.date()
    if start.year or scene.direction is Direction.PAST:
        return None
    begun = day_of(replace(scene, direction=Direction.PAST), start)
    span = _to_day(begun, last)
    return span if span and first_day(span) <= today <= last_day(span) else None


def _to_day(start: date | None, last: int) -> Span | None:
    end = safe_date(start.year, start.month, last) if start else None
    return Span(start, end + ONE_DAY, Unit.DAY) if start and end and end >= start else None


@EARLY.on(
    "(number year_mark)? numbers month_mark(?!number)",
    "(number year_mark)? number month_mark? to number month_mark(?!number)",
)
def months_of_year(scene: Scene, got: Found) -> Value | None:
    """3-5月, 3到5月."""
    first, last = dashed(got) or got.numbers()[-TWO:]
    if not 1 <= first < last <= MONTHS_A_YEAR or got.said.endswith("个月"):
        return None
    said = got.one(Number) if got.has("year_mark") else None
    over = last < scene.at.month and scene.direction is not Direction.PAST
    year = full_year(said.whole, said.digits) if said else scene.at.year + over
    start = date(year, first, 1)
    return Span(start, step(start, Unit.MONTH, last - first + 1), Unit.DAY)


@EARLY.on(
    "(?<!every)relation? weekday number"
    "(?!hour_mark|quarter_mark|minute_mark|measure|unit|month_mark|day_mark|number|oclock)",
)
def two_weekdays(scene: Scene, got: Found) -> Value | None:
    """周四五, 下周一二: two days in a row."""
    weekday, relation = got.mark("weekday"), got.relation()
    if weekday is None or got.after[:1] in COUNTED:
        return None
    if got.said[-1:] != WEEKDAYS[weekday.number + 1 : weekday.number + 2]:
        return None
    if relation:
        first = monday_of(scene.at.date()) + timedelta(weeks=relation.number, days=weekday.number)
    else:
        first = day_of(scene, Day(weekday=weekday.number)) or scene.at.date()
    return Span(first, first + TWO * ONE_DAY, Unit.DAY)


@EARLY.on("(number month_mark)? number comma number day_mark")
def two_days(scene: Scene, got: Found) -> Value | None:
    """3、4号, 5月3、4号: two days in a row."""
    *month, one, two = got.numbers()
    if "、" not in got.said or two != one + 1 or not 1 <= one <= DAYS_A_MONTH:
        return None
    day = Day(day=one, month=month[0] if month else None)
    return _running(scene, day, two) or _to_day(day_of(scene, day), two)


@EARLY.on(
    "relation unit (comma|from|on|of)* weekday to weekday",
    "from? weekday to weekday (of|in)? (the)? relation unit",
)
def weekdays_of_week(scene: Scene, got: Found) -> Value | None:
    """From Tuesday to Thursday this week."""
    relation, marks = got.relation(), [mark for mark in got.all(Mark) if mark.sort == "weekday"]
    if relation is None or got.unit is not Unit.WEEK or marks[1].number < marks[0].number:
        return None
    monday = monday_of(scene.at.date()) + timedelta(weeks=relation.number)
    first, last = (monday + timedelta(days=mark.number) for mark in marks)
    return Span(first, last + ONE_DAY, Unit.DAY)


@RULES.on(
    "(from|between|since)? (the)? (day|month|year|span|moment) (to|and) (the|on|in)* "
    "(day|month|year|span|number|ordinal|moment)(?! (part|clock|moment))",
    "(from|between|since) (number|ordinal|the|day_mark)+ (to|and) (the)* (day)",
    "(number) to day",
    "later to (day)",
    "from? day since to day",
)
def days(scene: Scene, got: Found) -> Value | None:
    """From Monday to Friday, 一月十日到十二日, 3月到5月: both ends count."""
    values = got.values(ENDS)
    if got.tokens[0].sort == "later" and got.said.lower().startswith("from"):
        values = [Day(fixed=scene.at.date()), *values]
    if len(values) != TWO or _apart(got):
        return None
    one, two = _filled(*values)
    return _running_from(scene, one, two) or _from_to(scene, one, two)


def _from_to(scene: Scene, one: Value, two: Value) -> Span | None:
    now = isinstance(two, Moment) and two.exact is not None
    first = _bounds(replace(scene, direction=Direction.PAST) if now else scene, one)
    last = _bounds(_ahead(scene, first[0], two), two) if first else None
    if first is None or last is None or last[1] == first[0]:
        return None
    return Span(first[0], last[1], Unit.DAY) if _date(last[1]) >= first[0] else None


def _running_from(scene: Scene, one: Value, two: Value) -> Span | None:
    """From May to September, said in August: this year's, which has begun."""
    if not isinstance(one, (Day, Month)) or one.month is None or one.year is not None:
        return None
    begun = _from_to(replace(scene, direction=Direction.PAST), one, two)
    ahead = scene.direction is not Direction.PAST
    return begun if begun and ahead and _runs(begun, scene.at.date()) else None


def _runs(span: Span, today: date) -> bool:
    first, last = first_day(span), last_day(span)
    return first <= today <= last and last - first < LONG


def _date(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


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
    match one, two:
        case Number(), Day(month=int()):
            return replace(two, day=one.whole), two
        case Day(), Number() if two.ordinal or two.digits:
            return one, Day(day=two.whole)
        case ((Day() | Month()), (Day() | Month())):
            return _of_same_year(one, two), two
    return one, two


def _of_same_year(one: Day | Month, two: Day | Month) -> Day | Month:
    """From May to October 2020: the year that the end has, or the one before it."""
    fixed = two.fixed if isinstance(two, Day) else None
    year, month = (fixed.year, fixed.month) if fixed and not two.month else (two.year, two.month)
    if year is None or month is None or one.month is None or one.year is not None:
        return one
    return replace(one, year=year - (one.month > month))


def _bounds(scene: Scene, value: Value) -> tuple[date, date] | None:
    """The first day of a value and the day after its last; the end of a part of a day, or now, as it is."""
    if isinstance(value, Moment):
        return _moment_bounds(scene, value)
    if isinstance(value, Day):
        day = day_of(scene, value)
        return (day, day + ONE_DAY) if day else None
    span = span_of(scene, value)
    return (first_day(span), last_day(span) + ONE_DAY) if span else None


def _moment_bounds(scene: Scene, moment: Moment) -> tuple[date, date] | None:
    at = moment_of(scene, moment)
    until = last_minute(at, moment) if moment.part or moment.exact else None
    return (at.date(), until or at.date() + ONE_DAY) if at else None


@RULES.on(
    "(for)? length (comma)? (since|from)+ (on|the)* (day|span)",
    "for length comma? later",
    "from? (day|span) since (comma|of|for)* length(?!within)",
)
def lasting(scene: Scene, got: Found) -> Value | None:
    """3 days starting from next Monday."""
    length, day = got.one(Length), got.first(Day)
    if got.said.lower().endswith("from today"):
        day = Day(fixed=scene.at.date())
    span = got.first(Span)
    start = day_of(scene, day) if day else first_day(span) if span and not got.said.isascii() else None
    if start is None or length.months or length.seconds < ONE_DAY.total_seconds():
        return None
    return Span(start, start + timedelta(seconds=length.seconds), Unit.DAY)


@RULES.on("(from|between) (the)? span", "span between")
def led(_: Scene, got: Found) -> Value | None:
    span = got.one(Span)
    return span if span.unit in (Unit.DAY, Unit.HOUR) else None
