"""Rules for what comes round again: 每周一, every other Friday, 每月最后一个工作日, 每天9点."""

from dataclasses import replace
from datetime import time
from typing import Final

from bot.domain.calendar import DAYS_A_WEEK, SATURDAY, Every, Recurrence
from bot.language.dates.clocks import clock_time
from bot.language.dates.days import DAYS_A_MONTH
from bot.language.dates.grammar import Found, Rules, Scene
from bot.language.dates.tokens import (
    Clock,
    Day,
    Length,
    Mark,
    Moment,
    Number,
    Part,
    Repeat,
    Unit,
    Value,
)
from bot.language.dates.weekdays import nth_said
from bot.language.dates.when import Grain

RULES: Final = Rules()
LATE: Final = Rules()
EVERY: Final = {
    Unit.HOUR: Every.HOUR,
    Unit.DAY: Every.DAY,
    Unit.WEEK: Every.WEEK,
    Unit.MONTH: Every.MONTH,
    Unit.QUARTER: Every.QUARTER,
    Unit.YEAR: Every.YEAR,
}
TIMES: Final = ("次", "回", "趟", "遍", "个", "times", "家", "单")
"""每月两次 is no second of the month."""
LONG: Final = (Every.MONTH, Every.QUARTER, Every.YEAR)
SIGNS: Final = {sign: place for place, sign in enumerate("一二三四五六日")}
UNIT: Final = "(unit|month_mark|quarter|year_mark|fortnight|letter|day_mark)"
MORE: Final = "((and|comma|to|only_on)* weekday)*"
TWICE: Final = 2
MOST_WEEKS: Final = 5
"""Times that a weekday may come round in a month."""


def repeat(rule: Recurrence) -> Repeat:
    return Repeat(rule, Grain.HOUR if rule.every is Every.HOUR else Grain.DAY)


def each(scene: Scene, unit: Unit, interval: int = 1) -> Repeat | None:
    """Every so many units; working days and weekends are days of their own kind."""
    since, step = scene.at.date(), max(1, interval)
    if unit is Unit.WORKDAY:
        return repeat(Recurrence(Every.DAY, working=True, since=since))
    if unit is Unit.WEEKEND:
        return repeat(Recurrence(Every.WEEK, step, weekdays=(SATURDAY, SATURDAY + 1), since=since))
    every = EVERY.get(unit)
    return repeat(Recurrence(every, step, since=since)) if every else None


def interval_of(got: Found) -> int:
    """Every two weeks, every other week, 每隔一周; "every second" is every other."""
    number = got.first(Number)
    if got.has("other") or (number and number.ordinal and number.whole == TWICE):
        return TWICE
    count = number.whole if number and not number.ordinal else 1
    fortnight = TWICE if got.has("fortnight") else 1
    return max(1, count) * fortnight + got.said.startswith("每隔")


def longest(got: Found) -> Every | None:
    """The period of 每月最后一个工作日."""
    units = [mark.unit for mark in got.all(Mark) if mark.sort in ("unit", "edge", "frequency")]
    units += [unit for mark in got.all(Mark) if (unit := MARKS.get(mark.sort))]
    known = [EVERY[unit] for unit in units if unit in EVERY]
    return max(known, key=list(Every).index, default=None)


MARKS: Final = {
    "month_mark": Unit.MONTH,
    "quarter": Unit.QUARTER,
    "year_mark": Unit.YEAR,
}


@RULES.on(
    "every (last_th|th_last|ordinal|number) weekday (of|in)? (every|the|article)? (unit|month_mark)?",
    "every (unit|month_mark|quarter) GLUE (th)? (last_th|th_last|ordinal|number) measure? weekday",
    "(the)? (last_th|th_last|ordinal|relation) weekday (of|in)? every (unit|month_mark)",
)
def nth_weekday(scene: Scene, got: Found) -> Value | None:
    """每月第一个周一, the last Friday of every month."""
    weekday, every, nth = got.mark("weekday"), longest(got), nth_said(got)
    if weekday is None or (every is None and nth == TWICE):
        return None
    return repeat(
        Recurrence(every or Every.MONTH, weekdays=(weekday.number,), nth=nth or 1, since=scene.at.date())
    )


@RULES.on("every (unit|month_mark|quarter) GLUE (th)? (ordinal|number) unit (number|day_mark)")
def nth_spelled(scene: Scene, got: Found) -> Value | None:
    """每个月第一个星期一, where 个星期 was taken for a length."""
    every, (nth, place) = longest(got), (*got.numbers(), DAYS_A_WEEK)[:TWICE]
    week = got.tokens[-2].value
    said = isinstance(week, Mark) and week.unit is Unit.WEEK and 1 <= place <= DAYS_A_WEEK
    if not said or every is None or not 1 <= nth <= MOST_WEEKS:
        return None
    return repeat(Recurrence(every, weekdays=(place - 1,), nth=nth, since=scene.at.date()))


@RULES.on(
    "every (unit|month_mark|quarter|year_mark) GLUE (th)? (last_th|th_last|ordinal|number)? measure? (unit)",
    "(the)? (last_th|th_last|ordinal|relation) unit? (of|in|on)? (the)? every (unit|month_mark|quarter)",
    "every (last_th|th_last) unit (of|in)+ (the)? (unit|month_mark)",
)
def nth_day(scene: Scene, got: Found) -> Value | None:
    """每月最后一个工作日, the last working day of every month."""
    every, nth = longest(got), nth_said(got)
    kinds = {mark.unit for mark in got.all(Mark) if mark.sort == "unit"}
    working = Unit.WORKDAY in kinds
    if every not in LONG or every is None or not (working or Unit.DAY in kinds):
        return None
    return repeat(Recurrence(every, nth=nth or 1, working=working, since=scene.at.date()))


@RULES.on("every (unit|month_mark|year_mark) GLUE (side|edge)", "every edge")
def edges(scene: Scene, got: Found) -> Value | None:
    """每月底, 每月初."""
    every, edge = longest(got), got.mark("side") or got.mark("edge")
    if every not in LONG or every is None or edge is None or not edge.number:
        return None
    return repeat(Recurrence(every, nth=-1 if edge.number > 0 else 1, since=scene.at.date()))


@RULES.on(
    "every (unit|month_mark|quarter) (of|on|the|in|comma)* (number day_mark|number|ordinal)",
    "every (number|ordinal) (day_mark|of) (every)? (unit|month_mark)?",
    "frequency on (the)? (ordinal|number)",
    "every month_mark number",
    "(the)? ordinal (of)? every (unit|month_mark)",
)
def month_day(scene: Scene, got: Found) -> Value | None:
    """每月15号, every month on the 15th."""
    nth = got.one(Number).whole
    if got.after.startswith(TIMES):
        return None
    every = longest(got) or Every.MONTH
    if not 1 <= nth <= DAYS_A_MONTH or every not in (Every.MONTH, Every.QUARTER):
        return None
    return repeat(Recurrence(every, nth=nth, since=scene.at.date()))


@RULES.on("(on)? weekday ((and|comma)* weekday){0,6}")
def plural(scene: Scene, got: Found) -> Value | None:
    """On Mondays and Thursdays."""
    marks = [mark for mark in got.all(Mark) if mark.sort == "weekday"]
    counted = got.after.startswith(("from", "ago", "back", "later"))
    if counted or any(mark.name != "plural" for mark in marks):
        return None
    return _on_weekdays(scene, [mark.number for mark in marks])


def _on_weekdays(scene: Scene, numbers: list[int], interval: int = 1) -> Repeat | None:
    if not all(0 <= number < DAYS_A_WEEK for number in numbers):
        return None
    return repeat(Recurrence(Every.WEEK, interval, tuple(sorted(set(numbers))), since=scene.at.date()))


@RULES.on(
    "every unit? weekday (comma? number(?!hour_mark|unit|month_mark|day_mark|measure))+",
    f"every (unit)? (of|on)* weekday {MORE}",
    f"frequency on? weekday {MORE}",
)
def weekdays(scene: Scene, got: Found) -> Value | None:
    """每周一三五, every Monday and Thursday, weekly on Friday."""
    days = [mark.number for mark in got.all(Mark) if mark.sort == "weekday"]
    if got.has("to"):
        days = list(range(days[0], days[-1] + 1))
    frequency = got.mark("frequency")
    return _on_weekdays(scene, days + _spelled(got), frequency.number if frequency else 1)


def _spelled(got: Found) -> list[int]:
    """三五 of 每周一三五."""
    tail = "".join(got.text[token.start : token.end] for token in got.tokens if token.sort == "number")
    return [SIGNS.get(sign, DAYS_A_WEEK) for sign in tail]


@RULES.on(
    "every (other|number|ordinal) weekday",
    "every number (unit) weekday",
    "other weekday",
)
def every_other_weekday(scene: Scene, got: Found) -> Value | None:
    """Every other Friday, 每两周周五."""
    weekday = got.mark("weekday")
    return _on_weekdays(scene, [weekday.number], interval_of(got)) if weekday else None


@RULES.on("everyday", "frequency", "every measure? part")
def daily(scene: Scene, got: Found) -> Value | None:
    """每天, weekly, every morning."""
    frequency, part = got.mark("frequency"), got.first(Part)
    if frequency:
        return each(scene, frequency.unit, frequency.number)
    made = repeat(Recurrence(Every.DAY, at=part.usual if part else None, since=scene.at.date()))
    return replace(made, part=part)


@RULES.on(f"every (other|number|ordinal)? {UNIT}", "other (unit|day_mark)")
def every(scene: Scene, got: Found) -> Value | None:
    """Every two weeks, 每个工作日, 隔周."""
    letter = got.mark("letter")
    return each(scene, letter.unit if letter else got.unit or Unit.DAY, interval_of(got))


@RULES.on("(every|other|number|few) number? weekly")
def weekly(scene: Scene, got: Found) -> Value | None:
    """每周一次, 两周一次: no Mondays."""
    return each(scene, Unit.WEEK, interval_of(got))


@RULES.on("every? number? (unit|measure|month_mark)* once")
def so_often(scene: Scene, got: Found) -> Value | None:
    """两天一次, 每月一次, 三个月一次."""
    unit = got.unit
    return each(scene, unit, interval_of(got)) if unit and got.has("every", "number") else None


@RULES.on("every length")
def every_length(scene: Scene, got: Found) -> Value | None:
    """Every 3 days, when the length was read first."""
    length = got.one(Length)
    unit = length.unit if length.unit in EVERY else Unit.DAY
    one = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}.get(unit)
    return each(scene, unit, int(length.months) // one) if one else None


@LATE.on("repeat GLUE day", "repeat GLUE weekday")
def dated(_: Scene, got: Found) -> Value | None:
    """每年3月8号, 隔周周五."""
    rule, day, weekday = got.one(Repeat).rule, got.first(Day) or Day(), got.mark("weekday")
    if rule.every is Every.WEEK:
        return _weekly(rule, weekday.number if weekday else day.weekday)
    return repeat(replace(rule, month=day.month, nth=day.day)) if _open(rule, day) else None


def _open(rule: Recurrence, day: Day) -> bool:
    """Whether a monthly or yearly rule still wants its day, and this is one."""
    fits = rule.every is (Every.YEAR if day.month else Every.MONTH)
    return fits and rule.nth is None and day.day is not None and day.fixed is None


def _weekly(rule: Recurrence, weekday: int | None) -> Repeat | None:
    return None if weekday is None or rule.weekdays else repeat(replace(rule, weekdays=(weekday,)))


@LATE.on("repeat (of|on|in|comma|the)* (clock|moment|part|cob)", "(clock|moment|part) (on|of|comma)* repeat")
def timed(scene: Scene, got: Found) -> Value | None:
    made, moment = got.one(Repeat), got.first(Moment) or Moment()
    if moment.day or moment.exact:
        return None
    at = _time(scene, got.first(Clock) or moment.clock, got.first(Part) or moment.part or made.part)
    return replace(made, rule=replace(made.rule, at=at or scene.policy.cob))


def _time(scene: Scene, clock: Clock | None, part: Part | None) -> time | None:
    if clock:
        return clock_time(scene, clock, part)
    return part.usual if part else None
