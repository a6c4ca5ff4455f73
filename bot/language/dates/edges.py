"""Rules for beginnings and ends: 月底, 明年年初, EOM, mid-November, the rest of the week, 周末."""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.domain.calendar import MONTHS_A_YEAR
from bot.language.dates.grammar import Found, Rules, Scene
from bot.language.dates.periods import nth_part, shifted_period, this_period
from bot.language.dates.resolve import full_year
from bot.language.dates.spans import first_day, last_day, span_of, step
from bot.language.dates.tokens import SECONDS, Day, Mark, Month, Number, Span, Unit, Value, Year

RULES: Final = Rules()
Stretch = tuple[Unit, int]
ENGLISH: Final[dict[Unit, tuple[Stretch, Stretch]]] = {
    Unit.WEEK: ((Unit.DAY, 3), (Unit.DAY, 4)),
    Unit.MONTH: ((Unit.DAY, 10), (Unit.DAY, 20)),
    Unit.QUARTER: ((Unit.MONTH, 1), (Unit.MONTH, 2)),
    Unit.HALF: ((Unit.MONTH, 2), (Unit.MONTH, 4)),
    Unit.YEAR: ((Unit.MONTH, 3), (Unit.MONTH, 8)),
}
CHINESE: Final[dict[Unit, tuple[Stretch, Stretch]]] = {
    **ENGLISH,
    Unit.MONTH: ((Unit.DAY, 5), (Unit.DAY, 24)),
    Unit.YEAR: ((Unit.MONTH, 2), (Unit.MONTH, 10)),
}
"""How long the beginning of a period is, and how far on its end begins."""
MIDDLES: Final[dict[Unit, tuple[Stretch, Stretch]]] = {
    Unit.WEEK: ((Unit.DAY, 1), (Unit.DAY, 4)),
    Unit.MONTH: ((Unit.DAY, 10), (Unit.DAY, 20)),
    Unit.QUARTER: ((Unit.MONTH, 1), (Unit.MONTH, 2)),
    Unit.YEAR: ((Unit.MONTH, 4), (Unit.MONTH, 8)),
}
TABLES: Final = {
    (True, True): MIDDLES,
    (True, False): MIDDLES,
    (False, True): ENGLISH,
    (False, False): CHINESE,
}
"""By whether it is a middle and whether the words are English."""
HALVES: Final[dict[Unit, Stretch]] = {
    Unit.WEEK: (Unit.DAY, 3),
    Unit.MONTH: (Unit.DAY, 15),
    Unit.QUARTER: (Unit.DAY, 45),
    Unit.YEAR: (Unit.MONTH, 6),
}
"""Where the first half of a period ends."""
TENS: Final = {"上旬": (0, 10), "中旬": (10, 20), "下旬": (20, 31)}
"""The days of a month in tens."""
RELATIVE: Final = re.compile(r"\b(?:this|next|last|past|previous|coming|current)\b")
SIDES: Final = {"start_of": -1, "middle_of": 0, "end_of": 1}
LATE: Final = ("early", "earlier", "late", "later")
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
    year = got.first(Year)
    if mark.unit is Unit.QUARTER:
        whole = nth_part(scene, Unit.QUARTER, got.one(Number).whole, year.year if year else None)
    else:
        said = _numbered(got.one(Number), mark.unit, year)
        whole = span_of(scene, said) if said else None
    return _tens(whole, got.said) or cut(whole, mark.number, got.said) if whole else None


def _numbered(number: Number, unit: Unit, year: Year | None) -> Month | Year | None:
    if unit is Unit.MONTH:
        known = 1 <= number.whole <= MONTHS_A_YEAR
        return Month(number.whole, year.year if year else None) if known else None
    yearly = unit is Unit.YEAR and number.digits in YEAR_DIGITS
    return Year(full_year(number.whole, number.digits)) if yearly else None


@RULES.on("(year|month|span|relation) GLUE edge", "edge (of|comma)? (year|month)", "edge")
def edge(scene: Scene, got: Found) -> Value | None:
    """An end is its last day, a beginning or middle is a range."""
    mark = got.mark("edge")
    whole = _of_edge(scene, got, mark) if mark else None
    return _tens(whole, got.said) or cut(whole, mark.number, got.said) if mark and whole else None


def _of_edge(scene: Scene, got: Found, mark: Mark) -> Span | None:
    """The period whose edge is said; a month has no year's end."""
    relation = got.relation()
    if got.period is None:
        return shifted_period(scene, mark.unit, relation.number if relation else 0)
    whole = span_of(scene, got.period)
    return whole if whole and SECONDS[whole.unit] >= SECONDS[mark.unit] else None


@RULES.on("(start_of|middle_of) to (middle_of|end_of) (of|in|the)* (month|year|span)")
def sides(scene: Scene, got: Found) -> Value | None:
    """Early to mid May, mid to late June."""
    whole = span_of(scene, got.period) if got.period else None
    if whole is None or whole.unit not in MIDDLES:
        return None
    start, end = first_day(whole), last_day(whole) + ONE_DAY
    begun, done = (step(start, *reach) for reach in MIDDLES[whole.unit])
    return Span(start if got.has("start_of") else begun, end if got.has("end_of") else done, Unit.DAY)


@RULES.on(
    "(start_of|middle_of|end_of) to? (of|the|in|on)* (span|month|year|unit|relation unit|quarter)",
)
def side_of(scene: Scene, got: Found) -> Value | None:
    """The end of next month, mid-November; early and late are halves of next month, thirds of March."""
    whole = span_of(scene, got.period) if got.period else this_period(scene, got.unit or Unit.MONTH)
    if whole is None or isinstance(whole.start, datetime):
        return None
    word = got.said.split()[0].lower().rstrip("-")
    if word in LATE:
        return _early_or_late(scene, got, whole, word)
    return cut(whole, SIDES[got.tokens[0].sort], got.said)


def _early_or_late(scene: Scene, got: Found, whole: Span, word: str) -> Value | None:
    """Earlier this month is what is over of it; late March is the stretch of its end, not its last day."""
    late = word.startswith("late")
    if got.has("relation", "unit", "span") or RELATIVE.search(got.said.lower()):
        return half_of(whole, int(late), scene.at.date() if word.endswith("r") else None)
    found = cut(whole, 1 if late else -1, got.said)
    return Span(*found.around, Unit.DAY) if isinstance(found, Day) and found.around else found


@RULES.on("(year|month|span) GLUE side", "side")
def chinese_side(scene: Scene, got: Found) -> Value | None:
    """三月底, 中旬."""
    mark = got.mark("side")
    whole = span_of(scene, got.period) if got.period else this_period(scene, Unit.MONTH)
    if mark is None or whole is None or isinstance(whole.start, datetime):
        return None
    if got.said.endswith("伊始"):
        return Span(whole.start, min(whole.end, step(first_day(whole), Unit.MONTH, 1)), Unit.DAY)
    return _tens(whole, got.said) or (cut(whole, mark.number, got.said) if got.period else None)


@RULES.on("later (of|in|the)* span", "span (later_on|sooner)")
def later_in(scene: Scene, got: Found) -> Value | None:
    """Later this week, 本周晚些时候: what is left of it."""
    span = got.one(Span)
    if got.has("later_on", "sooner"):
        return half_of(span, int(got.has("later_on")), scene.at.date())
    return half_of(span, 1, scene.at.date()) if got.said.lower().startswith("later") else None


def half_of(whole: Span, which: int, today: date | None = None) -> Span | None:
    """The first or second half of a period; with `today`, only what is over of it, or left."""
    start, end = first_day(whole), last_day(whole) + ONE_DAY
    to_middle = HALVES.get(whole.unit)
    if to_middle is None:
        return None
    middle = step(start, *to_middle)
    now = today if today and start < today < end else middle
    return Span(now, end, Unit.DAY) if which else Span(start, min(middle, now), Unit.DAY)


def _tens(whole: Span, said: str) -> Span | None:
    """The tens of a month: 上旬, 中旬, 下旬."""
    days = TENS.get(said[-2:])
    if days is None or whole.unit is not Unit.MONTH:
        return None
    start, end = first_day(whole), last_day(whole) + ONE_DAY
    return Span(start + days[0] * ONE_DAY, min(end, start + days[1] * ONE_DAY), Unit.DAY)


def cut(whole: Span, side: int, said: str = "") -> Day | Span | None:
    """The last day of a period, of a week its last working day; or its first or middle days."""
    table = TABLES[side == 0, said.isascii()]
    if whole.unit not in table:
        return None
    start, end = first_day(whole), last_day(whole) + ONE_DAY
    first, last = (step(start, *reach) for reach in table[whole.unit])
    if side == 0:
        return Span(first, last, Unit.DAY)
    if side < 0:
        return Span(start, first, Unit.DAY)
    final = last_day(whole) - (WEEKEND if whole.unit is Unit.WEEK else timedelta(0))
    return Day(fixed=final, around=(last, end))


@RULES.on("rest (of)? (the|relation)* (unit|span|day)")
def rest(scene: Scene, got: Found) -> Value | None:
    """What is left of today or of this week."""
    today, day = scene.at.date(), got.first(Day)
    if got.unit is Unit.DAY or (day and day.fixed == today):
        return Span(scene.at, datetime.combine(today, time(23, 59)), Unit.MINUTE)
    whole = got.first(Span) or this_period(scene, got.unit)
    return Span(today, whole.end, Unit.DAY) if whole else None


@RULES.on("todate")
def to_date(scene: Scene, got: Found) -> Value | None:
    """YTD, month to date: up to and with today."""
    mark = got.mark("todate")
    whole = this_period(scene, mark.unit) if mark else None
    return Span(whole.start, scene.at.date() + ONE_DAY, Unit.DAY) if whole else None


@RULES.on("(the)? unitEND", "unit(?=before|by|part|clock|since)")
def alone(scene: Scene, got: Found) -> Value | None:
    """周末, the week, the weekend, 周末前."""
    known = got.unit is Unit.WEEKEND or (got.has("the") and got.unit in ALL)
    return this_period(scene, got.unit) if known else None


@RULES.on(
    "(the)? (ordinal|number|relation|th_last) half (of|in|the)* (span|month|year|unit|quarter|relation unit)",
    "(span|month|year) GLUE half(?= of)",
)
def half(scene: Scene, got: Found) -> Value | None:
    """The second half of March."""
    whole = span_of(scene, got.period) if got.period else this_period(scene, got.unit)
    number, last = got.first(Number), got.has("th_last") or got.relation("last")
    which = 2 if last else number.whole if number else 0
    return half_of(whole, which - 1) if whole and which in (1, 2) else None
