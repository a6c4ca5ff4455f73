"""Rules for weeks, months, quarters and years, their beginnings and their ends."""

from datetime import date, datetime, timedelta
from typing import Final

from bot.language.dates.grammar import Found, Rules, Scene
from bot.language.dates.resolve import day_of, period, safe_date, span_of, start_of, step
from bot.language.dates.tokens import (
    SECONDS,
    Day,
    Length,
    Mark,
    Month,
    Number,
    Span,
    Unit,
    Value,
    Year,
)

RULES: Final = Rules()
LATE: Final = Rules()
CLOCK_UNITS: Final = frozenset({Unit.SECOND, Unit.MINUTE, Unit.HOUR, Unit.QUARTER_HOUR})
PERIODS: Final = frozenset({Unit.WEEK, Unit.WEEKEND, Unit.MONTH, Unit.QUARTER, Unit.YEAR, Unit.DECADE})
MARKS: Final = {"month_mark": Unit.MONTH, "fortnight": Unit.WEEK, "quarter": Unit.QUARTER}
EDGE_DAYS: Final = {Unit.WEEK: 3, Unit.MONTH: 10, Unit.QUARTER: 30, Unit.YEAR: 91}
ONE_DAY: Final = timedelta(days=1)


def unit_of(got: Found) -> Unit | None:
    for mark in got.all(Mark):
        if mark.sort == "unit":
            return mark.unit
        if mark.sort in MARKS:
            return MARKS[mark.sort]
    return None


def shifted_period(scene: Scene, unit: Unit, shift: int, count: int = 1) -> Span | None:
    today = scene.at.date()
    try:
        return period(step(start_of(today, unit), unit, shift), unit, count)
    except OverflowError:
        return None


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
    year = _year(scene, got, mark.name if mark else "")
    return _nth_part(scene, mark.unit, mark.number, year) if mark and year != 0 else None


def _year(scene: Scene, got: Found, name: str = "") -> int | None:
    """The year said beside a quarter; None if none was, 0 if it cannot be one."""
    year, number, relation, unit = got.first(Year), got.first(Number), got.mark("relation"), unit_of(got)
    if year or name:
        return year.year if year else int(name)
    if relation and unit is Unit.YEAR:
        return scene.at.year + relation.number
    if number and got.has("number") and number.digits:
        return number.whole if number.digits == 4 else 0
    return None


def _nth_part(scene: Scene, unit: Unit, number: int, year: int | None) -> Span | None:
    months = 3 if unit is Unit.QUARTER else 6
    if not 1 <= number <= 12 // months:
        return None
    if year is None:
        year = scene.at.year
        if number * months < scene.at.month and scene.direction.value == "future":
            year += 1
    return period(safe_date(year, (number - 1) * months + 1, 1), unit)


@RULES.on("year GLUE halfyear", "halfyear")
def half_year(scene: Scene, got: Found) -> Value | None:
    """上半年, 下半月."""
    mark, year = got.mark("halfyear"), got.first(Year)
    if mark is None:
        return None
    if mark.unit is Unit.HALF:
        return period(safe_date(year.year if year else scene.at.year, 1 + 6 * mark.number, 1), Unit.HALF)
    first = start_of(scene.at.date(), mark.unit)
    middle = first + timedelta(days=15 if mark.unit is Unit.MONTH else 3)
    end = step(first, mark.unit, 1)
    return Span(middle, end, Unit.DAY) if mark.number else Span(first, middle, Unit.DAY)


@RULES.on(
    "(the)? (ordinal|number) (quarter|unit) (of|in|the|comma)* (year|relation unit|number|the unit)",
    "year GLUE th? (number|ordinal) (unit|quarter)",
    "relation unit (ordinal|number) quarter",
    "th? number unit(?!later|ago|before|within)",
    "(the)? ordinal (quarter|unit)(?! of)",
)
def nth_quarter(scene: Scene, got: Found) -> Value | None:
    first, *more = [number for number in got.all(Number) if not number.digits == 4] or [Number(0)]
    units = [token for token in got.tokens if token.sort in ("quarter", "unit")]
    quarter = any(
        token.sort == "quarter" or (isinstance(token.value, Mark) and token.value.unit is Unit.QUARTER)
        for token in units
    )
    if (
        not quarter
        or more
        or (not first.ordinal and units[0].sort == "unit" and got.text[units[0].start] == "个")
    ):
        return None
    year = (
        _year(scene, got)
        if got.has("relation", "year")
        else next((n.whole for n in got.all(Number) if n.digits == 4), None)
    )
    return _nth_part(scene, Unit.QUARTER, first.whole, year)


@RULES.on(
    "relation rolling? measure? (number|few|couple|article) measure? (unit|month_mark|letter|fortnight)",
    "(?<!day)(rolling|relation|before|later) (length)(?! (later|within))",
    "(number|couple) relation (unit|fortnight)",
    "(?<!day)(rolling|before|later) (number|few) (month_mark|unit)",
)
def rolling(scene: Scene, got: Found) -> Value | None:
    """The last two weeks, next 3 days, 前两天, 未来7天."""
    mark = got.mark("relation") or got.mark("rolling") or got.mark("before") or got.mark("later")
    length, number, unit = got.first(Length), got.first(Number), unit_of(got)
    if mark is None or mark.number == 0:
        return None
    back = mark.number < 0
    if length:
        return _around_now(scene, length, back=back)
    count = number.whole if number else 2 if got.has("couple") else 3
    if unit in CLOCK_UNITS and unit:
        return _clock_span(scene, timedelta(seconds=SECONDS[unit] * min(count, 10**7)), back=back)
    return (
        shifted_period(scene, unit, -count if back else 1, count)
        if unit and unit is not Unit.WORKDAY
        else None
    )


def _clock_span(scene: Scene, length: timedelta, *, back: bool) -> Span:
    return (
        Span(scene.at - length, scene.at, Unit.MINUTE)
        if back
        else Span(scene.at, scene.at + length, Unit.MINUTE)
    )


def _around_now(scene: Scene, length: Length, *, back: bool) -> Span | None:
    whole_days = not length.workdays and length.seconds % SECONDS[Unit.DAY] == 0
    today = scene.at.date()
    try:
        if not whole_days:
            return _clock_span(scene, timedelta(seconds=length.seconds), back=back)
        days = timedelta(days=length.seconds // SECONDS[Unit.DAY])
        other = step(today, Unit.MONTH, int(length.months) * (-1 if back else 1)) + (-days if back else days)
    except OverflowError:
        return None
    return Span(other, today, Unit.DAY) if back else Span(today + ONE_DAY, other + ONE_DAY, Unit.DAY)


@RULES.on("(the)? (unit|fortnight|month_mark|month) after (the)? relation")
def after_next(scene: Scene, got: Found) -> Value | None:
    unit, month = unit_of(got), got.first(Month)
    if month:
        span = span_of(scene, month)
        return Month(month.month, span.start.year + 1) if span else None
    return shifted_period(scene, unit, 2) if unit in PERIODS and unit else None


@RULES.on("relation (unit|month_mark|quarter|fortnight)", "relation rolling? month_mark")
def relative(scene: Scene, got: Found) -> Value | None:
    relation, unit = got.mark("relation"), unit_of(got)
    if relation is None or unit not in PERIODS or unit is None:
        return None
    if unit is Unit.YEAR:
        return Year(scene.at.year + relation.number)
    span = shifted_period(scene, unit, relation.number)
    return period(span.start, unit, 2) if span and got.has("fortnight") else span


@RULES.on("relation month(?! (number|ordinal))")
def relative_month(scene: Scene, got: Found) -> Value | None:
    """Next March, last June."""
    relation, month = got.mark("relation"), got.one(Month)
    if relation is None or month.year is not None:
        return None
    today = scene.at.date()
    passed = month.month <= today.month if relation.number > 0 else month.month < today.month
    if relation.number == 0:
        return Month(month.month, today.year)
    shift = int(passed) if relation.number > 0 else -int(month.month >= today.month)
    return Month(month.month, today.year + shift)


@RULES.on("unit number (of)? (year|number|relation unit)?", "th number unit (of year)?")
def week_number(scene: Scene, got: Found) -> Value | None:
    """Week 31, by ISO 8601."""
    if unit_of(got) is not Unit.WEEK or not got.text[got.tokens[0].start : got.tokens[0].end].isascii():
        return None
    number = got.numbers()[0]
    relation, year = got.mark("relation"), got.first(Year)
    in_year = year.year if year else scene.at.year + (relation.number if relation else 0)
    if len(got.numbers()) > 1 and not year:
        in_year = got.numbers()[1]
    try:
        return period(date.fromisocalendar(in_year, number, 1), Unit.WEEK)
    except (ValueError, OverflowError):
        return None


@RULES.on("week_of (the)? (day|ordinal|number|dayshift)")
def week_of(scene: Scene, got: Found) -> Value | None:
    number = got.first(Number)
    day = got.first(Day) or Day(day=number.whole if number else None)
    found = day_of(scene, day) if day.fixed or day.day or day.festival else None
    return period(start_of(found, Unit.WEEK), Unit.WEEK) if found else None


@RULES.on(
    "(the)? (ordinal|number) unit (of|in|the)* (month|span|year)",
    "(month|span|year) GLUE (th number|last_th|ordinal) measure? unit",
    "(the)? (th_last|relation) unit (of|in) (the)? (month|span|year)",
    "(the)? (ordinal|number) (th_last|relation) unit (of|in) (month|span|year)",
)
def nth_week(scene: Scene, got: Found) -> Value | None:
    """十月的第一周, the last week of July: weeks belong to the month of their Thursday (ISO 8601)."""
    values = [token.value for token in got.tokens if not isinstance(token.value, (Mark, Number))]
    whole, unit = span_of(scene, values[0]), unit_of(got)
    if whole is None or unit not in (Unit.WEEK, Unit.WEEKEND, Unit.MONTH) or unit is None:
        return None
    relation, number = got.mark("relation"), got.first(Number)
    last = got.has("last_th", "th_last") or (relation is not None and relation.name == "last")
    return _nth_unit(whole, unit, -(number.whole if number else 1) if last else number.whole if number else 0)


def _nth_unit(whole: Span, unit: Unit, nth: int) -> Span | None:
    if nth == 0 or abs(nth) > 60:
        return None
    start, end = whole.start, whole.end
    if unit is Unit.MONTH:
        first = start if nth > 0 else end
        return period(step(date(first.year, first.month, 1), unit, nth - (nth > 0)), unit)
    first_week = start_of(date(start.year, start.month, start.day) + timedelta(days=3), Unit.WEEK)
    last_week = start_of(date(end.year, end.month, end.day) - timedelta(days=4), Unit.WEEK)
    first_week += timedelta(days=7) * (
        first_week + timedelta(days=3) < date(start.year, start.month, start.day)
    )
    monday = (
        first_week + timedelta(days=7 * (nth - 1)) if nth > 0 else last_week + timedelta(days=7 * (nth + 1))
    )
    return period(start_of(monday, unit), unit)


@RULES.on(
    "(year|span|month) (of)? (rolling|relation) number (unit|month_mark)",
    "(the)? (relation|th_last) (number|few) unit (of|in) (the)? (year|month|span)",
    "(year|span|month) GLUE last_th (number)? (unit|measure)",
)
def part_of(scene: Scene, got: Found) -> Value | None:
    """今年前三季度, the last four months of 2026."""
    values = [token.value for token in got.tokens if isinstance(token.value, (Year, Month, Span))]
    whole, unit, count = span_of(scene, values[0]), unit_of(got), (got.numbers() or [1])[0]
    mark = got.mark("rolling") or got.mark("relation")
    if whole is None or unit is None or count > 400:
        return None
    first = bool(mark and got.said.find("前") >= 0)
    start, end = (
        date(whole.start.year, whole.start.month, whole.start.day),
        date(whole.end.year, whole.end.month, whole.end.day),
    )
    return (
        Span(start, step(start, unit, count), Unit.DAY)
        if first
        else Span(step(end, unit, -count), end, Unit.DAY)
    )


@LATE.on("(year|month|span|relation) GLUE edge", "edge (of|comma)? (year|month)", "edge")
def edge(scene: Scene, got: Found) -> Value | None:
    """月底, 明年年初, EOM: an end is its last day, a beginning or middle is a range."""
    mark, relation = got.mark("edge"), got.mark("relation")
    values = [token.value for token in got.tokens if isinstance(token.value, (Year, Month, Span))]
    if mark is None:
        return None
    whole = (
        span_of(scene, values[0])
        if values
        else shifted_period(scene, mark.unit, relation.number if relation else 0)
    )
    if whole is None or (values and _inside(whole.unit, mark.unit)):
        return None
    return cut(scene, whole, mark.number)


def _inside(whole: Unit, part: Unit) -> bool:
    return SECONDS[whole] < SECONDS[part]


@LATE.on(
    "(start_of|middle_of|end_of) (of|the|in|on)* (span|month|year|unit|relation unit|quarter)",
    "(year|month|span) GLUE side",
)
def side_of(scene: Scene, got: Found) -> Value | None:
    """The end of next month, mid-November, 三月底."""
    values = [token.value for token in got.tokens if isinstance(token.value, (Year, Month, Span))]
    unit = unit_of(got)
    whole = (
        span_of(scene, values[0])
        if values
        else shifted_period(scene, unit, 0)
        if unit in PERIODS and unit
        else None
    )
    mark = got.mark("side")
    side = mark.number if mark else -1 if got.has("start_of") else 0 if got.has("middle_of") else 1
    if whole is None or isinstance(whole.start, datetime):
        return None
    late = got.tokens[0].sort == "end_of" and "end" not in got.said.lower()
    return _third(whole, side) if late else cut(scene, whole, side)


def cut(scene: Scene, whole: Span, side: int) -> Day | Span | None:
    """The last day of a period, of a week its last working day; or its first or middle days."""
    if side <= 0:
        return _third(whole, side)
    last = date(whole.end.year, whole.end.month, whole.end.day) - ONE_DAY
    return Day(fixed=last - timedelta(days=2) if whole.unit is Unit.WEEK else last)


def _third(whole: Span, side: int) -> Span | None:
    start, end = (
        date(whole.start.year, whole.start.month, whole.start.day),
        date(whole.end.year, whole.end.month, whole.end.day),
    )
    days = timedelta(days=EDGE_DAYS.get(whole.unit, 10))
    if whole.unit is Unit.WEEKEND:
        return None
    if side < 0:
        return Span(start, start + days, Unit.DAY)
    return (
        Span(start + days, end - days, Unit.DAY)
        if side == 0 and whole.unit is not Unit.WEEK
        else Span(end - days, end, Unit.DAY)
    )


@LATE.on("rest (of)? (the|relation)* (unit|span)")
def rest(scene: Scene, got: Found) -> Value | None:
    unit, span = unit_of(got), got.first(Span)
    whole = span or (shifted_period(scene, unit, 0) if unit in PERIODS and unit else None)
    if unit is Unit.DAY:
        return Span(scene.at, datetime.combine(scene.at.date() + ONE_DAY, datetime.min.time()), Unit.MINUTE)
    return Span(scene.at.date(), whole.end, Unit.DAY) if whole else None


@LATE.on("(the)? unit(?=$|break)", "all month_mark")
def alone(scene: Scene, got: Found) -> Value | None:
    """周末, the week, the weekend, 周末前."""
    unit = unit_of(got)
    known = unit is Unit.WEEKEND or (got.has("the") and unit in (Unit.WEEK, Unit.MONTH, Unit.YEAR))
    return shifted_period(scene, unit, 0) if unit and known else None


@LATE.on("unit(?=before|by|part|clock|since)")
def weekend(scene: Scene, got: Found) -> Value | None:
    return shifted_period(scene, Unit.WEEKEND, 0) if unit_of(got) is Unit.WEEKEND else None
