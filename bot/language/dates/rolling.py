"""Rules for stretches up to now or from now: 最近两周, next 3 days, 前两天, the last four months of 2026."""

import re
from datetime import timedelta
from typing import Final

from bot.domain.calendar import add_working_days
from bot.language.dates.grammar import Found, Rules, Scene
from bot.language.dates.lengths import FEW, amount_of, times
from bot.language.dates.lengths import length as length_of
from bot.language.dates.periods import shifted_period
from bot.language.dates.spans import first_day, last_day, step
from bot.language.dates.tokens import MONTHS, SECONDS, Length, Mark, Month, Number, Span, Unit, Value
from bot.language.dates.weekdays import PERIOD, period_said

RULES: Final = Rules()
CLOCK_UNITS: Final = frozenset({Unit.SECOND, Unit.MINUTE, Unit.HOUR, Unit.QUARTER_HOUR})
CALENDAR: Final = (Unit.WEEK, Unit.MONTH, Unit.YEAR)
EVENT: Final = re.compile(
    r"(?:会议|开会|会前|展会|生日|到期|截止|交货|发货|签约|合同|演示|验收|活动|培训|面试|上线|开业|出差|见面|展览|年会"
    r"|发布会|期限|交期|婚礼|开工|投标|开标|比赛|考试|出发|起飞|发车|结束|开始|评审|典礼|仪式|节目|过节|节|放假|假期)$"
)
"""What 前三天 is counted back from."""
MONTHS_COUNTED: Final = re.compile(r"^(?:近|最近|过去|前)[一二两三四五六七八九十仨]+月$")
VERB: Final = re.compile(r"(?:will|n't|should|to|would|could|can|may|might|must|not)$")
"""After these, to last is a verb."""
COUNTED: Final = re.compile(r"\w+ next \w+[^s]$")
ONE_DAY: Final = timedelta(days=1)
MOST: Final = 10**7
MOST_UNITS: Final = 400
MONTH_DAYS: Final = 31


def _reach(got: Found) -> Mark | None:
    """The word that says back or ahead."""
    marks = (got.mark(sort) for sort in ("relation", "rolling", "before", "later"))
    return next((mark for mark in marks if mark), None)


@RULES.on(
    f"({PERIOD}|relation (unit|month_mark)) (of|the)* (before|later|last_th) (number (unit|month_mark)|length|month)",
    f"{PERIOD} (of|the)* (rolling|relation) (number (unit|month_mark)|length)",
    f"(the)? (relation|th_last|ordinal) (number|few) unit (of|in) (the)? {PERIOD}",
    f"(the)? (relation|th_last|ordinal) length (of|in) (the)? {PERIOD}",
    f"{PERIOD} GLUE last_th number (unit|measure)",
)
def part_of(scene: Scene, got: Found) -> Value | None:
    """今年前三季度, 上月最后五天, the last four months of 2026."""
    whole, (unit, count) = _whole(scene, got), _counted(got)
    first = [number.whole for number in got.all(Number) if number.ordinal]
    if whole is None or unit is None or not 0 < count <= MOST_UNITS or first not in ([], [1]):
        return None
    start, end = first_day(whole), last_day(whole) + ONE_DAY
    if got.has("before") or first:
        return Span(start, step(start, unit, count), Unit.DAY)
    return Span(step(end, unit, -count), end, Unit.DAY)


def _whole(scene: Scene, got: Found) -> Span | None:
    """The period of the match; 上月 is still two words here."""
    relation, unit = got.relation(), got.unit
    if got.period is None and relation and unit and got.tokens[0].value is relation:
        return shifted_period(scene, unit, relation.number)
    return period_said(scene, got)


def _counted(got: Found) -> tuple[Unit | None, int]:
    """How many of which unit: a length that was read already, 三月 after 后, or a number before its unit."""
    length, months = got.first(Length), got.all(Month)
    if length:
        return length.unit, units_in(length)
    if [got.tokens[-1].value] == months:
        return Unit.MONTH, months[0].month
    numbers = [number.whole for number in got.all(Number) if not number.ordinal]
    return got.unit, 0 if got.unit is Unit.WORKDAY else (numbers or [FEW])[0]


def units_in(length: Length) -> int:
    """How many whole units of its own a length has; 0 when it has parts of one."""
    size = MONTHS.get(length.unit)
    count = length.months / size if size else length.seconds / SECONDS[length.unit]
    whole = count == int(count) and not (length.workdays or (size and length.seconds))
    return int(count) if whole else 0


@RULES.on(
    "(?<!day)(?<!edge)(?<!span)(?<!side)(?<!month)(rolling|relation|before|later) length(?! (later|within|of))",
    "rolling of length",
)
def around_now(scene: Scene, got: Found) -> Value | None:
    mark, length = _reach(got), got.one(Length)
    if mark is None or mark.name == "first" or VERB.search(got.before):
        return None
    if mark.sort in ("before", "later") and EVENT.search(got.before):
        return times(length, -1) if mark.number < 0 else None
    return _stretch(scene, mark, length)


def _stretch(scene: Scene, mark: Mark, length: Length) -> Span | None:
    if _whole_units(mark, length):
        return _units(scene, length.unit, units_in(length), back=mark.number < 0)
    if mark.number:
        return _around_now(scene, length, back=mark.number < 0)
    return _these(scene, length) if mark.sort == "relation" else None


def _whole_units(mark: Mark, length: Length) -> bool:
    """上两周 and 下三个月 are calendar weeks and months, as are quarters and decades in either language."""
    chinese = mark.sort == "relation" and not mark.name and length.unit in CALENDAR
    whole = chinese or length.unit in (Unit.QUARTER, Unit.DECADE)
    return bool(mark.number) and whole and 0 < units_in(length) <= MOST_UNITS


@RULES.on("(?<!year)(?<!span)(?<!month)(rolling|before) month(?!number|day|to)")
def some_months(scene: Scene, got: Found) -> Value | None:
    """近三月, 前两月: not March, not February."""
    month = got.one(Month)
    if month.year is not None or not MONTHS_COUNTED.search(got.said):
        return None
    return _around_now(scene, length_of(month.month, Unit.MONTH), back=True)


@RULES.on("two_days")
def two_days(scene: Scene, got: Found) -> Value | None:
    """明后天, 今明两天."""
    if len(got.said) < len("明后天") and not got.after:
        return None
    first = scene.at.date() + ONE_DAY * got.said.startswith("明")
    return Span(first, first + 2 * ONE_DAY, Unit.DAY)


@RULES.on("(?<!number)relation unit(?! (of|number|weekday))")
def one_unit(scene: Scene, got: Found) -> Value | None:
    """The next hour, last minute."""
    relation, unit = got.relation(), got.unit
    if relation is None or not relation.number or unit not in CLOCK_UNITS or unit is None:
        return None
    return _clock_span(scene, timedelta(seconds=SECONDS[unit]), back=relation.number < 0)


@RULES.on(
    "relation rolling? measure? (number|few|couple|article) measure? (unit|month_mark|letter|fortnight)",
    "(number|couple) relation (unit|fortnight)",
    "(?<!day)(rolling|before|later) (number|few) (month_mark|unit)",
)
def rolling(scene: Scene, got: Found) -> Value | None:
    """The last two weeks, two more months, 前两周; "only 3 next week" is not three weeks."""
    mark, unit = _reach(got), got.unit or Unit.DAY
    if mark is None or not mark.number or unit is Unit.WORKDAY or mark.name == "first":
        return None
    if COUNTED.match(got.said) or VERB.search(got.before):
        return None
    return _so_many(scene, got, mark, unit)


def _so_many(scene: Scene, got: Found, mark: Mark, unit: Unit) -> Span | None:
    """Two upcoming weeks begin tomorrow, the next two weeks on Monday."""
    count = min(int(amount_of(got)), MOST)
    if got.tokens[0].value is not mark and got.tokens[-1].sort == "unit":
        return _around_now(scene, length_of(count, unit), back=mark.number < 0)
    return _units(scene, unit, count, back=mark.number < 0)


def _units(scene: Scene, unit: Unit, count: int, *, back: bool) -> Span | None:
    if unit in CLOCK_UNITS:
        return _clock_span(scene, timedelta(seconds=SECONDS[unit] * count), back=back)
    return shifted_period(scene, unit, -count if back else 1, count)


def _these(scene: Scene, length: Length) -> Span | None:
    """这两天: today and tomorrow."""
    days = timedelta(seconds=length.seconds)
    today = scene.at.date()
    some = length.unit is Unit.DAY and ONE_DAY <= days <= timedelta(days=MONTH_DAYS)
    return Span(today, today + days, Unit.DAY) if some else None


def _clock_span(scene: Scene, length: timedelta, *, back: bool) -> Span:
    start, end = (scene.at - length, scene.at) if back else (scene.at, scene.at + length)
    return Span(start, end, Unit.MINUTE)


def _workdays(scene: Scene, count: int, *, back: bool) -> Span:
    """So many working days before today, or after it, and the days off between them."""
    today = scene.at.date()
    if back:
        return Span(add_working_days(today, -count, scene.calendar), today, Unit.DAY)
    last = add_working_days(today, count, scene.calendar)
    return Span(add_working_days(today, 1, scene.calendar), last + ONE_DAY, Unit.DAY)


def _around_now(scene: Scene, length: Length, *, back: bool) -> Span | None:
    today, sign = scene.at.date(), -1 if back else 1
    days = timedelta(seconds=length.seconds)
    try:
        if length.workdays:
            return _workdays(scene, length.workdays, back=back)
        if days % ONE_DAY or length.unit in CLOCK_UNITS:
            return _clock_span(scene, days, back=back)
        other = step(today, Unit.MONTH, int(length.months) * sign) + days * sign
        return Span(other, today, Unit.DAY) if back else Span(today + ONE_DAY, other + ONE_DAY, Unit.DAY)
    except OverflowError:
        return None
