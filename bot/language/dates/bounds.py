"""Rules for limits: 周五前, by Friday, before Christmas, after the 15th, 三个工作日内, 从下周一起."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from bot.domain.calendar import add_working_days, previous_working
from bot.language.dates.clocks import moment_of
from bot.language.dates.grammar import Found, Rules, Scene
from bot.language.dates.moments import as_moment
from bot.language.dates.offsets import in_days, whole_minute
from bot.language.dates.periods import this_period
from bot.language.dates.resolve import day_of
from bot.language.dates.spans import first_day, last_day, shifted, span_of
from bot.language.dates.tokens import Bound, Clock, Day, Length, Mark, Moment, Part, Span, Unit, Value
from bot.language.dates.when import Direction, Grain, Kind

WITHIN: Final = Rules()
RULES: Final = Rules()
ONE_DAY: Final = timedelta(days=1)
POINTS: Final = "(day|moment|clock|span|month|year|part)"
DASHES: Final = tuple("-–—~～")


def bound(kind: Kind, value: date | datetime | None, end: date | datetime | None = None) -> Bound | None:
    """By a day is up to the end of it, by an instant up to that."""
    if value is None:
        return None
    if kind is Kind.BY and end is None:
        end = value if isinstance(value, datetime) else value + ONE_DAY
    return Bound(kind, value, Grain.MINUTE if isinstance(value, datetime) else Grain.DAY, end)


def instant(scene: Scene, value: Value) -> datetime | None:
    """The instant of a time of day, with or without its day."""
    return moment_of(scene, as_moment(value)) if isinstance(value, (Clock, Part, Moment)) else None


def limited(got: Found) -> Value:
    return next(token.value for token in got.tokens if not isinstance(token.value, Mark))


@WITHIN.on("(within|in)? (the)? (relation|rolling)? length within", "within (the)? relation? length")
def within(scene: Scene, got: Found) -> Value | None:
    """Within two weeks, 三个工作日内: at the latest then."""
    length = got.one(Length)
    found = shifted(scene.at, length, 1, scene)
    if found is None:
        return None
    if in_days(length):
        return bound(Kind.BY, found.date(), found.date())
    return bound(Kind.BY, whole_minute(found))


@WITHIN.on(
    "within (the)? (span|day|moment)",
    "(in)? (span|day|year|month) within",
    "(?<!number)(year_mark|month_mark) within",
)
def inside(scene: Scene, got: Found) -> Value | None:
    """本周内, 今天内."""
    value = span_of(scene, got.period) if got.period else limited(got) if got.unit is None else None
    if got.unit in (Unit.YEAR, Unit.MONTH) and got.said in ("年内", "月内"):
        value = this_period(scene, got.unit)
    if isinstance(value, Span):
        return bound(Kind.BY, value.end if isinstance(value.end, datetime) else last_day(value))
    return bound(Kind.BY, day_of(scene, value)) if isinstance(value, Day) else None


@RULES.on("(?<!number)(?<!few)year_mark (before|later)")
def new_year(scene: Scene, got: Found) -> Value | None:
    """年前 and 年后 are before and after the Spring Festival."""
    if got.said not in ("年前", "年后") or got.before[-1:].isdigit():
        return None
    day = Day(festival="春节")
    return _by_day(scene, day, before=True) if got.has("before") else _after_day(scene, day, starts=False)


@RULES.on("day GLUE (after|before|since) on? (clock|moment)")
def day_and_bound(scene: Scene, got: Found) -> Value | None:
    """Monday after 3pm, 23/12 before 5pm."""
    moment, clock = got.first(Moment) or Moment(), got.first(Clock)
    if moment.day or moment.exact:
        return None
    found = moment_of(scene, Moment(got.one(Day), clock or moment.clock, moment.part))
    return bound(Kind.BY if got.has("before") else Kind.AFTER, found)


@RULES.on(
    f"(in)? {POINTS} (before|orbefore|by)",
    f"(before|by) (the|on|in)* {POINTS} (before)?",
    "to (the|on)* (day|moment|span|clock)(?=$|break|comma)",
)
def by(scene: Scene, got: Found) -> Value | None:
    """周五前, by Friday, before Christmas, 年底前."""
    if got.said.startswith(DASHES):
        return None
    before, value = got.has("before") and not got.has("by"), limited(got)
    if isinstance(value, Day):
        return _by_day(scene, value, before=before)
    span = span_of(scene, value)
    if span:
        running = span.start <= scene.at.date() if not isinstance(span.start, datetime) else False
        return _by_span(span, before=before and not running)
    return bound(Kind.BY, instant(scene, value))


def _by_day(scene: Scene, day: Day, *, before: bool) -> Bound | None:
    """Before a holiday is its last working day; before any other day includes it."""
    found = day_of(scene, day)
    if found and before and day.festival:
        found = previous_working(found - ONE_DAY, scene.calendar)
    return bound(Kind.BY, found)


def _by_span(span: Span, *, before: bool) -> Bound | None:
    """Before March ends with February; by March, before the beginning of March, and within March, with it."""
    if isinstance(span.start, datetime):
        return bound(Kind.BY, span.start if before else span.end)
    whole = before and span.unit is not Unit.DAY
    return bound(Kind.BY, first_day(span) - ONE_DAY if whole else last_day(span))


@RULES.on(
    f"(since|from|in)? {POINTS} (later|since|orafter)",
    f"(since|after|from) (the|on|in)* {POINTS}(?! to)",
)
def after(scene: Scene, got: Found) -> Value | None:
    """周五后, after the 15th, 从下周一起, since May."""
    last = got.tokens[-1]
    if last.sort == "since" and scene.text[last.start : last.end].isascii():
        return None
    if got.said.lower().startswith("since") and not got.has("clock", "moment"):
        scene = replace(scene, direction=Direction.PAST)
    starts, value = not got.has("later", "after"), limited(got)
    if isinstance(value, Day):
        return _after_day(scene, value, starts=starts)
    span = span_of(scene, value)
    if span:
        return bound(Kind.AFTER, span.start if starts else span.end)
    return bound(Kind.AFTER, instant(scene, value))


def _after_day(scene: Scene, day: Day, *, starts: bool) -> Bound | None:
    """After a holiday is the first working day."""
    found = day_of(scene, day)
    if found and not starts and day.festival:
        found = add_working_days(found, 1, scene.calendar)
    return bound(Kind.AFTER, found)
