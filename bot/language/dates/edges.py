"""Rules for beginnings and ends: 月底, 明年年初, EOM, mid-November, the rest of the week, 周末."""

from datetime import datetime, time, timedelta
from typing import Final

from bot.domain.calendar import MONTHS_A_YEAR
from bot.language.dates.grammar import Found, Rules, Scene
from bot.language.dates.periods import nth_part, shifted_period, this_period
from bot.language.dates.resolve import full_year
from bot.language.dates.spans import first_day, last_day, span_of
from bot.language.dates.tokens import SECONDS, Day, Month, Number, Span, Unit, Value, Year

RULES: Final = Rules()
EDGE_DAYS: Final = {Unit.WEEK: 3, Unit.MONTH: 10, Unit.QUARTER: 30, Unit.HALF: 60, Unit.YEAR: 91}
ONE_DAY: Final = timedelta(days=1)
WEEKEND: Final = timedelta(days=2)
YEAR_DIGITS: Final = (2, 4)
ALL: Final = (Unit.WEEK, Unit.MONTH, Unit.YEAR)


@RULES.on("(year GLUE)? th? number edge")
def numbered_edge(scene: Scene, got: Found) -> Value | None:
    """12月底, 2027年底: the tables hold 月底 and 年底 as one word."""
    mark = got.mark("edge")
    if mark is None:
        return None
    if mark.unit is Unit.QUARTER:
        year = got.first(Year)
        whole = nth_part(scene, Unit.QUARTER, got.one(Number).whole, year.year if year else None)
    else:
        said = _numbered(got.one(Number), mark.unit)
        whole = span_of(scene, said) if said else None
    return cut(whole, mark.number) if whole else None


def _numbered(number: Number, unit: Unit) -> Month | Year | None:
    if unit is Unit.MONTH:
        return Month(number.whole) if 1 <= number.whole <= MONTHS_A_YEAR else None
    year = unit is Unit.YEAR and number.digits in YEAR_DIGITS
    return Year(full_year(number.whole, number.digits)) if year else None


@RULES.on("(year|month|span|relation) GLUE edge", "edge (of|comma)? (year|month)", "edge")
def edge(scene: Scene, got: Found) -> Value | None:
    """An end is its last day, a beginning or middle is a range."""
    mark, relation = got.mark("edge"), got.relation()
    if mark is None:
        return None
    if got.period is None:
        whole = shifted_period(scene, mark.unit, relation.number if relation else 0)
    else:
        whole = span_of(scene, got.period)
    too_long = whole is not None and got.period is not None and SECONDS[whole.unit] < SECONDS[mark.unit]
    return cut(whole, mark.number) if whole and not too_long else None


@RULES.on(
    "(start_of|middle_of|end_of) to? (of|the|in|on)* (span|month|year|unit|relation unit|quarter)",
    "(year|month|span) GLUE side",
)
def side_of(scene: Scene, got: Found) -> Value | None:
    """The end of next month, mid-November, 三月底; late March is its last days."""
    whole = span_of(scene, got.period) if got.period else this_period(scene, got.unit)
    if whole is None or isinstance(whole.start, datetime):
        return None
    late = (got.has("end_of") and "end" not in got.said.lower()) or got.said.endswith("下旬")
    return _some_days(whole, 1) if late else cut(whole, _side(got))


def _side(got: Found) -> int:
    mark = got.mark("side")
    sides = {"start_of": -1, "middle_of": 0, "end_of": 1}
    return mark.number if mark else sides[got.tokens[0].sort]


def cut(whole: Span, side: int) -> Day | Span | None:
    """The last day of a period, of a week its last working day; or its first or middle days."""
    if side <= 0:
        return _some_days(whole, side)
    return Day(fixed=last_day(whole) - (WEEKEND if whole.unit is Unit.WEEK else timedelta(0)))


def _some_days(whole: Span, side: int) -> Span | None:
    """The first, middle or last days of a period."""
    start, end = first_day(whole), last_day(whole) + ONE_DAY
    days = timedelta(days=EDGE_DAYS.get(whole.unit, 0))
    if not days:
        return None
    if side == 0:
        middle = (start + ONE_DAY, end - days) if whole.unit is Unit.WEEK else (start + days, end - days)
        return Span(*middle, Unit.DAY)
    return Span(start, start + days, Unit.DAY) if side < 0 else Span(end - days, end, Unit.DAY)


@RULES.on("rest (of)? (the|relation)* (unit|span)")
def rest(scene: Scene, got: Found) -> Value | None:
    if got.unit is Unit.DAY:
        return Span(scene.at, datetime.combine(scene.at.date() + ONE_DAY, time(0)), Unit.MINUTE)
    whole = got.first(Span) or this_period(scene, got.unit)
    return Span(scene.at.date(), whole.end, Unit.DAY) if whole else None


@RULES.on("(the)? unit(?=$|break)", "unit(?=before|by|part|clock|since)")
def alone(scene: Scene, got: Found) -> Value | None:
    """周末, the week, the weekend, 周末前."""
    known = got.unit is Unit.WEEKEND or (got.has("the") and got.unit in ALL)
    return this_period(scene, got.unit) if known else None
