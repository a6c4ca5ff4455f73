"""Rules for what comes round again: 每周一, every other Friday, 每月最后一个工作日, 每天9点."""

from dataclasses import replace
from datetime import time
from typing import Final

from bot.domain.calendar import Every, Recurrence
from bot.language.dates.grammar import Found, Rules, Scene
from bot.language.dates.clocks import clock_time
from bot.language.dates.tokens import (
    Clock,
    Day,
    Length,
    Mark,
    Moment,
    Month,
    Number,
    Part,
    Repeat,
    Unit,
    Value,
)
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
GRAINS: Final = {Every.HOUR: Grain.HOUR, Every.DAY: Grain.DAY}
MARKS: Final = {
    "month_mark": Unit.MONTH,
    "year_mark": Unit.YEAR,
    "day_mark": Unit.DAY,
    "quarter": Unit.QUARTER,
    "fortnight": Unit.WEEK,
}
WEEKDAYS: Final = tuple(range(5))


def unit_of(got: Found) -> Unit:
    return next(
        (
            mark.unit if mark.sort in ("unit", "frequency", "edge") else MARKS[mark.sort]
            for mark in got.all(Mark)
            if mark.sort in ("unit", "frequency", "edge") or mark.sort in MARKS
        ),
        Unit.DAY,
    )


def repeat(scene: Scene, unit: Unit, **facts: object) -> Repeat | None:
    since = scene.at.date()
    if unit is Unit.WORKDAY:
        return Repeat(Recurrence(Every.DAY, working=True, since=since))
    if unit is Unit.WEEKEND:
        return Repeat(Recurrence(Every.WEEK, weekdays=(5, 6), since=since))
    every = EVERY.get(unit)
    rule = Recurrence(every, since=since) if every else None
    return Repeat(replace(rule, **facts), GRAINS.get(rule.every, Grain.DAY)) if rule else None  # type: ignore[arg-type]


def interval_of(got: Found) -> int:
    number = got.first(Number)
    if got.has("other"):
        return 2
    return max(1, number.whole) if number and not number.ordinal else 2 if number and number.whole == 2 else 1


@RULES.on(
    "every (last_th|th_last|ordinal|number) weekday (of|in)? (every|the|article)? (unit|month_mark)?",
    "every (unit|month_mark|quarter) GLUE (th)? (last_th|th_last|ordinal|number) measure? weekday",
    "(the)? (last_th|th_last|ordinal|relation) weekday (of|in)? every (unit|month_mark)",
)
def nth_weekday(scene: Scene, got: Found) -> Value | None:
    """每月第一个周一, the last Friday of every month."""
    weekday, number = got.mark("weekday"), got.first(Number)
    if weekday is None or (number and number.whole == 2 and not got.has("unit", "month_mark")):
        return None
    last = got.has("last_th", "th_last") or got.has("relation")
    unit = unit_of(got) if got.has("unit", "month_mark", "quarter") else Unit.MONTH
    return repeat(scene, unit, weekdays=(weekday.number,), nth=-1 if last or number is None else number.whole)


@RULES.on(
    "every (unit|month_mark|quarter|year_mark) GLUE (th)? (last_th|th_last|ordinal|number)? measure? (unit)",
    "(the)? (last_th|th_last|last_day|ordinal|relation) unit? (of|in|on)? (the)? every (unit|month_mark|quarter)",
    "every (last_th|th_last) unit (of|in)+ (the)? (unit|month_mark)",
    "every (unit|month_mark) GLUE (side|edge)",
    "every edge",
)
def nth_day(scene: Scene, got: Found) -> Value | None:
    """每月最后一个工作日, the last working day of every month, 每月底."""
    units = [mark.unit for mark in got.all(Mark) if mark.sort in ("unit", "edge")] + [
        MARKS[mark.sort] for mark in got.all(Mark) if mark.sort in MARKS
    ]
    edge = got.mark("side") or got.mark("edge")
    whole = max((EVERY[unit] for unit in units if unit in EVERY), key=list(Every).index, default=None)
    if whole not in (Every.MONTH, Every.QUARTER, Every.YEAR) or whole is None or (edge and edge.number == 0):
        return None
    if (
        got.has("every")
        and not edge
        and Unit.DAY not in units
        and Unit.WORKDAY not in units
        and not got.has("last_day")
    ):
        return None
    number = got.first(Number)
    last = got.has("last_th", "th_last", "last_day", "relation") or (edge is not None and edge.number > 0)
    nth = -1 if last else number.whole if number else 1
    return Repeat(Recurrence(whole, nth=nth, working=Unit.WORKDAY in units, since=scene.at.date()))


@RULES.on(
    "every (unit|month_mark|quarter) (of|on|the|in|comma)* (day|number day_mark|number|ordinal)",
    "every (number|ordinal) (day_mark|of) (every)? (unit|month_mark)?",
    "(unit_every|frequency) on (the)? (ordinal|number)",
    "every month_mark number",
    "every day",
)
def month_day(scene: Scene, got: Found) -> Value | None:
    """每月15号, every month on the 15th, 每年3月8日."""
    number, day, month = got.first(Number), got.first(Day), got.first(Month)
    if day and day.month and day.day:
        return Repeat(Recurrence(Every.YEAR, month=day.month, nth=day.day, since=scene.at.date()))
    nth = day.day if day else number.whole if number else None
    if nth is None or not 1 <= nth <= 31 or month:
        return None
    unit = unit_of(got) if got.has("unit", "month_mark", "quarter", "frequency") else Unit.MONTH
    return repeat(scene, unit, nth=nth) if unit in (Unit.MONTH, Unit.QUARTER) else None


@RULES.on("(on)? weekday ((and|comma)* weekday)*")
def plural(scene: Scene, got: Found) -> Value | None:
    """On Mondays and Thursdays."""
    marks = [mark for mark in got.all(Mark) if mark.sort == "weekday"]
    if any(mark.name != "plural" for mark in marks) or got.text[got.tokens[-1].end :].lstrip().startswith(
        ("from", "ago", "back", "later")
    ):
        return None
    return repeat(scene, Unit.WEEK, weekdays=tuple(sorted({mark.number for mark in marks})))


@RULES.on(
    "every (other|number|ordinal)? weekday ((and|comma|to)* (weekday|number))*",
    "every number (unit) weekday",
    "every (unit) (of|on)* weekday ((and|comma|to|on)* (weekday|number))*",
    "other weekday",
    "frequency on? weekday ((and|comma|on)* weekday)*",
)
def weekdays(scene: Scene, got: Found) -> Value | None:
    """每周一三五, every other Friday, every Monday and Thursday."""
    days = [mark.number for mark in got.all(Mark) if mark.sort == "weekday"]
    more = [number.whole - 1 for number in got.all(Number) if not number.ordinal]
    before = got.tokens[1].sort in ("number", "ordinal")
    interval = (
        interval_of(got)
        if before or got.has("other")
        else max(1, mark.number)
        if (mark := got.mark("frequency"))
        else 1
    )
    if got.has("to") and len(days) == 2 and days[0] < days[1]:
        days = list(range(days[0], days[1] + 1))
    if not before:
        days += list(_spelled(got, more))
    if any(not 0 <= day <= 6 for day in days):
        return None
    return repeat(scene, Unit.WEEK, weekdays=tuple(sorted(set(days))), interval=interval)


def _spelled(got: Found, numbers: list[int]) -> list[int]:
    """三五 of 每周一三五."""
    signs = {sign: place for place, sign in enumerate("一二三四五六日")}
    tail = [token for token in got.tokens if isinstance(token.value, Number)]
    return [
        signs[sign] for token in tail for sign in got.text[token.start : token.end] if sign in signs
    ] or numbers


@RULES.on(
    "every (other|number|ordinal|length)? (unit|letter|month_mark|year_mark|fortnight|quarter)?",
    "everyday",
    "frequency",
    "other (unit|day_mark)",
    "every measure? (part)",
    "every length",
    "all (of)? day_mark",
)
def every(scene: Scene, got: Found) -> Value | None:
    """每天, every two weeks, weekly, 每个工作日."""
    length, part, frequency = got.first(Length), got.first(Part), got.mark("frequency")
    if got.has("everyday"):
        return repeat(scene, Unit.DAY)
    if part:
        made = repeat(scene, Unit.DAY)
        return replace(made, rule=replace(made.rule, at=part.usual)) if made else None
    if frequency:
        return repeat(scene, frequency.unit, interval=frequency.number)
    if length:
        return _every_length(scene, length)
    known = got.has("unit", "letter", "month_mark", "year_mark", "fortnight", "quarter", "day_mark")
    interval = interval_of(got) * (2 if got.has("fortnight") else 1)
    if got.tokens[0].sort == "every" and got.said.startswith("每隔"):
        interval += 1
    return repeat(scene, unit_of(got), interval=interval) if known and (len(got.tokens) > 1) else None


def _every_length(scene: Scene, length: Length) -> Repeat | None:
    if length.months:
        return repeat(scene, Unit.MONTH, interval=max(1, int(length.months)))
    days, seconds = divmod(int(length.seconds), 86400)
    if seconds:
        return repeat(scene, Unit.HOUR, interval=max(1, seconds // 3600)) if not days else None
    if length.unit is Unit.WEEK:
        return repeat(scene, Unit.WEEK, interval=max(1, days // 7))
    return repeat(scene, Unit.DAY, interval=max(1, days)) if days else None


@LATE.on("repeat GLUE day", "repeat GLUE weekday")
def dated(_: Scene, got: Found) -> Value | None:
    """每年3月8号, 隔周周五."""
    rule, day, weekday = got.one(Repeat).rule, got.first(Day), got.mark("weekday")
    number = weekday.number if weekday else day.weekday if day else None
    if rule.every is Every.WEEK and not rule.weekdays and number is not None:
        return Repeat(replace(rule, weekdays=(number,)))
    if day is None or day.day is None or day.fixed or rule.nth is not None:
        return None
    if rule.every is Every.YEAR and day.month:
        return Repeat(replace(rule, month=day.month, nth=day.day))
    return Repeat(replace(rule, nth=day.day)) if rule.every is Every.MONTH and not day.month else None


@LATE.on(
    "repeat (of|on|in|comma|the)* (clock|moment|part)",
    "(clock|moment|part) (on|of|comma)* repeat",
    "repeat (on|comma)* cob",
)
def timed(scene: Scene, got: Found) -> Value | None:
    made, clock, part, moment = got.one(Repeat), got.first(Clock), got.first(Part), got.first(Moment)
    if moment and (moment.day or moment.exact):
        return None
    clock, part = clock or (moment.clock if moment else None), part or (moment.part if moment else None)
    at: time | None = (
        scene.policy.cob
        if got.has("cob")
        else clock_time(scene, clock, part)
        if clock
        else part.usual
        if part
        else None
    )
    return replace(made, rule=replace(made.rule, at=at))
