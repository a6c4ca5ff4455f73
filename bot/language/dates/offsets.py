"""Rules for distances: 三天后, two weeks ago, 3 days after Easter, 提前一天, Monday two weeks from now."""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.domain.calendar import DAYS_A_WEEK, add_months, add_working_days, monday_of, next_working
from bot.language.dates.clocks import moment_of
from bot.language.dates.grammar import Found, Rules, Scene
from bot.language.dates.lengths import length as length_of
from bot.language.dates.lengths import times
from bot.language.dates.resolve import day_of
from bot.language.dates.rolling import CLOCK_UNITS
from bot.language.dates.spans import first_day, shifted, span_of, start_of
from bot.language.dates.tokens import Clock, Day, Length, Moment, Span, Unit, Value

RULES: Final = Rules()
LED: Final = re.compile(
    r"(?:the|our|my|his|her|their|your|a|an|that|this|each|it|delivery|launch|signing)\b|[.,;!?]"
)
"""What follows a lead time: two days before the demo."""
WRITTEN_LENGTH: Final = re.compile(r"\d\s?h\s?\d")
ONE_WEEK: Final = timedelta(days=7)
ONE_DAY: Final = timedelta(days=1)
FAR: Final = timedelta(days=28)
MONTH: Final = timedelta(days=31)


def in_days(value: Length) -> bool:
    """Whether a length ends on a day and not at an hour."""
    return value.unit not in CLOCK_UNITS and not value.seconds % ONE_DAY.total_seconds()


def whole_minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def from_now(scene: Scene, length: Length, sign: int) -> Moment | Day | None:
    """So far from now: a day for lengths of days, an instant for hours and minutes."""
    found = shifted(scene.at, length, sign, scene)
    if found is None:
        return None
    return Day(fixed=found.date()) if in_days(length) else Moment(exact=whole_minute(found))


def from_day(scene: Scene, start: date | None, length: Length, sign: int) -> Moment | Day | None:
    found = shifted(datetime.combine(start, time(0)), length, sign, scene) if start else None
    if found is None:
        return None
    return Day(fixed=found.date()) if in_days(length) else Moment(exact=found)


@RULES.on("now")
def now(scene: Scene, _: Found) -> Value | None:
    return Moment(exact=whole_minute(scene.at))


@RULES.on("lead (of)? length", "length in? lead")
def lead(_: Scene, got: Found) -> Value | None:
    """提前三天, three days in advance: of a day that is said elsewhere."""
    return times(got.one(Length), -1)


@RULES.on("weekday length after on? day")
def weekday_after(scene: Scene, got: Found) -> Value | None:
    """Sunday 3 weeks after January 15th."""
    start = day_of(scene, got.one(Day))
    found = shifted(datetime.combine(start, time(0)), got.one(Length), 1, scene) if start else None
    return _weekday_of_week(got, found.date() if found else None)


@RULES.on("weekday length (later|after now)", "weekday in length")
def weekday_in(scene: Scene, got: Found) -> Value | None:
    """Monday two weeks from now."""
    found = shifted(scene.at, got.one(Length), 1, scene)
    return _weekday_of_week(got, found.date() if found else None)


def _weekday_of_week(got: Found, day: date | None) -> Day | None:
    weekday = got.mark("weekday")
    return Day(fixed=monday_of(day) + timedelta(days=weekday.number)) if day and weekday else None


@RULES.on(
    "length (of)? before (on|the|in)* (day|moment)",
    "length (after|later) (on|the|in)* (day|moment)",
    "(?<!for)length (from) (on|the|in)* (day|moment)",
)
def from_said(scene: Scene, got: Found) -> Value | None:
    """Two days before Friday, 2 weeks from January 15."""
    length, sign = got.one(Length), -1 if got.has("before") else 1
    if not got.said.isascii():
        return None
    day, moment = got.first(Day), got.first(Moment)
    if day:
        return from_day(scene, day_of(scene, day), length, sign)
    at = moment_of(scene, moment) if moment else None
    found = shifted(at, length, sign, scene) if at else None
    return Moment(exact=found) if found else None


@RULES.on("(the)? unit (before|after) (on|the)* day")
def next_to(scene: Scene, got: Found) -> Value | None:
    """The day before Christmas, the working day after Easter."""
    start, sign = day_of(scene, got.one(Day)), -1 if got.has("before") else 1
    if start is None or not got.said.isascii():
        return None
    if got.unit is Unit.WORKDAY:
        return Day(fixed=add_working_days(start, sign, scene.calendar))
    return Day(fixed=start + timedelta(days=sign)) if got.unit is Unit.DAY else None


@RULES.on("day (before|later) length", "day lead length")
def chinese_from_day(scene: Scene, got: Found) -> Value | None:
    """国庆前三天, 周五后两天, 周五提前一天."""
    if got.said.isascii():
        return None
    return from_day(
        scene, day_of(scene, got.one(Day)), times(got.one(Length), 1), 1 if got.has("later") else -1
    )


@RULES.on("day in length", "day length later")
def festival_in(scene: Scene, got: Found) -> Value | None:
    """Thanksgiving in 9 months; today in one hour."""
    day, length = got.one(Day), got.one(Length)
    if day.fixed == scene.at.date():
        return from_now(scene, length, 1)
    found = shifted(scene.at, length, 1, scene)
    if not day.festival or found is None:
        return None
    near = day_of(replace(scene, at=found - MONTH), day)
    return Day(fixed=near) if near else None


@RULES.on("length (ago|before)(?! (on|the|in)* (day|moment))", "in length later", "length (later|later in)")
def ago(scene: Scene, got: Found) -> Value | None:
    """三天前, two weeks ago, 30 minutes later; two days before the demo is a lead like 提前两天."""
    if got.tokens[-1].sort == "before" and got.said.isascii():
        return times(got.one(Length), -1) if LED.match(got.after) or not got.after else None
    return from_now(scene, got.one(Length), -1 if got.has("ago", "before") else 1)


@RULES.on("in at? length(?! (day))", "after lengthEND", "rolling length later", "length from now")
def ahead(scene: Scene, got: Found) -> Value | None:
    """In two hours; 在 and during are no promises of an end."""
    if not got.said.isascii() and not got.has("later"):
        return None
    return None if got.said.lower().startswith("during") else from_now(scene, got.one(Length), 1)


@RULES.on("pass length (later)?")
def passing(scene: Scene, got: Found) -> Value | None:
    """过两天, 隔三天后."""
    sure = got.has("later") or got.said.startswith(("过", "再过"))
    return from_now(scene, got.one(Length), 1) if sure else None


@RULES.on("the unit before(?! (on|the)* (day|moment))")
def day_before(_: Scene, got: Found) -> Value | None:
    """The day before the demo: a lead of one day."""
    led = LED.match(got.after) or not got.after
    return length_of(-1, Unit.DAY) if got.unit is Unit.DAY and got.said.isascii() and led else None


@RULES.on("in clock")
def in_hours(scene: Scene, got: Found) -> Value | None:
    """In 1h30."""
    clock = got.one(Clock)
    if not WRITTEN_LENGTH.search(got.said.lower()):
        return None
    return Moment(exact=whole_minute(scene.at + timedelta(hours=clock.hour, minutes=clock.minute)))


@RULES.on("same_time (on|of)? (day|weekday|span)", "(day|span) of? same_time")
def same_time(scene: Scene, got: Found) -> Value | None:
    """At this time tomorrow, 明天这个时候."""
    weekday, span = got.mark("weekday"), got.first(Span)
    if span and span.unit is not Unit.WEEK:
        return None
    day = Day(weekday=weekday.number) if weekday else got.first(Day)
    monday = monday_of(scene.at.date())
    found = first_day(span) + (scene.at.date() - monday) if span else day_of(scene, day) if day else None
    return Moment(exact=datetime.combine(found, whole_minute(scene.at).time())) if found else None


@RULES.on("(span|year) of day")
def same_day(scene: Scene, got: Found) -> Value | None:
    """下周的今天, 去年的今天."""
    day, span, today = got.one(Day), span_of(scene, got.period) if got.period else None, scene.at.date()
    if day.fixed != today or span is None or not got.said.endswith(("今天", "今日")):
        return None
    start = start_of(today, span.unit)
    if span.unit is Unit.WEEK:
        return Day(fixed=first_day(span) + (today - start))
    months = (first_day(span).year - start.year) * 12 + first_day(span).month - start.month
    return Day(fixed=add_months(today, months)) if span.unit in (Unit.MONTH, Unit.YEAR) else None


@RULES.on("day of weekday")
def of_weekday(scene: Scene, got: Found) -> Value | None:
    """两周后的周三: the Wednesday of that week."""
    day = got.one(Day)
    far = day.fixed is not None and day.fixed - scene.at.date() >= ONE_WEEK
    return and_weekday(scene, got) if far and not got.said.isascii() else None


@RULES.on("day on weekday")
def and_weekday(scene: Scene, got: Found) -> Value | None:
    """In 3 days on Friday: the Friday of that week; two months from today on Tuesday: the next one."""
    day, weekday = got.one(Day), got.mark("weekday")
    if day.fixed is None or weekday is None:
        return None
    start = day.fixed if day.fixed - scene.at.date() > FAR else monday_of(day.fixed)
    return Day(fixed=start + timedelta(days=(weekday.number - start.weekday()) % DAYS_A_WEEK))


@RULES.on("relation unit(?! number)")
def next_working_day(scene: Scene, got: Found) -> Value | None:
    """The next business day, 下个工作日."""
    relation, today = got.relation(), scene.at.date()
    if relation is None or got.unit is not Unit.WORKDAY:
        return None
    if relation.number:
        return Day(fixed=add_working_days(today, relation.number, scene.calendar))
    return Day(fixed=next_working(today, scene.calendar))
