"""Rules for distances: 三天后, two weeks ago, 3 days after Easter, 五个工作日内, 提前一天."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.domain.calendar import DAYS_A_WEEK, add_working_days, monday_of, next_working, previous_working
from bot.language.dates.grammar import Found, Rules, Scene
from bot.language.dates.clocks import moment_of
from bot.language.dates.resolve import day_of
from bot.language.dates.spans import shifted, span_of
from bot.language.dates.tokens import (
    SECONDS,
    Bound,
    Clock,
    Day,
    Length,
    Mark,
    Moment,
    Month,
    Span,
    Unit,
    Value,
    Year,
)
from bot.language.dates.when import Grain, Kind

RULES: Final = Rules()
CLOCK_UNITS: Final = frozenset({Unit.SECOND, Unit.MINUTE, Unit.QUARTER_HOUR, Unit.HOUR})


def from_now(scene: Scene, length: Length, sign: int) -> Moment | Day | None:
    """So far from now: a day for lengths of days, an instant for hours and minutes."""
    found = shifted(scene.at, length, sign, scene)
    if found is None:
        return None
    return (
        Day(fixed=found.date()) if in_days(length) else Moment(exact=found.replace(second=0, microsecond=0))
    )


def in_days(length: Length) -> bool:
    if length.unit in CLOCK_UNITS:
        return False
    return length.seconds % SECONDS[Unit.DAY] == 0 and (length.months % 1 == 0 or length.months % 1 == 0.5)


@RULES.on("now")
def now(scene: Scene, _: Found) -> Value | None:
    return Moment(exact=scene.at.replace(second=0, microsecond=0))


@RULES.on("lead (of)? length", "length in? lead")
def lead(_: Scene, got: Found) -> Value | None:
    """提前三天, three days in advance: of a day that is said elsewhere."""
    length = got.one(Length)
    return Length(-length.months, -length.seconds, -length.workdays, length.unit, -length.nominal)


@RULES.on("weekday length after on? day")
def weekday_after(scene: Scene, got: Found) -> Value | None:
    weekday, start = got.mark("weekday"), day_of(scene, got.one(Day))
    found = shifted(datetime.combine(start, time(0)), got.one(Length), 1, scene) if start else None
    if weekday is None or found is None:
        return None
    return Day(fixed=monday_of(found.date()) + timedelta(days=weekday.number))


@RULES.on(
    "length (of)? before (on|the|in)* (day|moment)",
    "length (after|later|since) (on|the|in)* (day|moment)",
    "(?<!for)length (from) (on|the|in)* (day|moment)",
)
def from_day(scene: Scene, got: Found) -> Value | None:
    """Two days before Friday, 2 weeks from January 15."""
    length, day, moment = got.one(Length), got.first(Day), got.first(Moment)
    sign = -1 if got.has("before") else 1
    if not got.said.isascii() or (got.tokens[1].sort == "since" and "from" not in got.said.lower()):
        return None
    if moment:
        at = moment_of(scene, moment)
        found = shifted(at, length, sign, scene) if at else None
        return Moment(exact=found) if found else None
    start = day_of(scene, day) if day else None
    found = shifted(datetime.combine(start, time(0)), length, sign, scene) if start else None
    return None if found is None else Day(fixed=found.date()) if in_days(length) else Moment(exact=found)


@RULES.on("(the)? unit (before|after) (on|the)* day")
def next_to(scene: Scene, got: Found) -> Value | None:
    """The day before Christmas, the week after Easter's day."""
    unit, start = got.mark("unit"), day_of(scene, got.one(Day))
    if unit is None or start is None or unit.unit not in (Unit.DAY, Unit.WORKDAY) or not got.said.isascii():
        return None
    sign = -1 if got.has("before") else 1
    return Day(
        fixed=add_working_days(start, sign, scene.calendar)
        if unit.unit is Unit.WORKDAY
        else start + timedelta(days=sign)
    )


@RULES.on("day (before|later|of) length", "day lead length")
def chinese_from_day(scene: Scene, got: Found) -> Value | None:
    """国庆前三天, 周五后两天, 周五提前一天."""
    day, length = got.one(Day), got.one(Length)
    if got.has("of") or got.said.isascii():
        return None
    start = day_of(scene, day)
    sign = 1 if got.has("later") else -1
    length = Length(
        abs(length.months), abs(length.seconds), abs(length.workdays), length.unit, abs(length.nominal)
    )
    found = shifted(datetime.combine(start, time(0)), length, sign, scene) if start else None
    return Day(fixed=found.date()) if found else None


@RULES.on("day in length", "day length later")
def festival_in(scene: Scene, got: Found) -> Value | None:
    """Thanksgiving in 9 months; today in one hour."""
    day, length = got.one(Day), got.one(Length)
    if day.fixed == scene.at.date():
        return from_now(scene, length, 1)
    if not day.festival:
        return None
    found = shifted(scene.at, length, 1, scene)
    start = found.date() - timedelta(days=31) if found else None
    near = day_of(replace(scene, at=datetime.combine(start, time(0))), day) if start else None
    return Day(fixed=near) if near else None


@RULES.on("weekday (length) (later|after now)", "weekday in length")
def weekday_in(scene: Scene, got: Found) -> Value | None:
    """Monday two weeks from now."""
    weekday = got.mark("weekday")
    found = shifted(scene.at, got.one(Length), 1, scene)
    if weekday is None or found is None:
        return None
    return Day(fixed=monday_of(found.date()) + timedelta(days=weekday.number))


@RULES.on(
    "in length later",
    "length (ago|before)(?! (day|moment))",
    "length (later|later in)",
    "in at? length(?! (day))",
    "after lengthEND",
    "pass length (later)?",
    "rolling length later",
    "length from now",
    "in length from day",
)
def ago(scene: Scene, got: Found) -> Value | None:
    length = got.one(Length)
    chinese = not got.said.isascii()
    if (
        got.tokens[0].sort == "in"
        and (chinese or got.said.lower().startswith("during"))
        and not got.has("later")
    ):
        return None
    if got.tokens[-1].sort == "before" and not chinese:
        return None
    if (
        got.tokens[0].sort == "pass"
        and not got.has("later")
        and got.tokens[0].end - got.tokens[0].start == 1
        and scene.text[got.tokens[0].start] != "过"
    ):
        return None
    return from_now(scene, length, -1 if got.has("ago", "before") else 1)


@RULES.on("(day|moment) (on|comma)? weekday", "moment (on|comma)? weekday")
def and_weekday(scene: Scene, got: Found) -> Value | None:
    """In 3 days on Friday: the Friday of that week; two months from today on Tuesday: the next one."""
    day, weekday = got.first(Day), got.mark("weekday")
    if day is None or day.fixed is None or weekday is None or not got.has("on"):
        return None
    far = (day.fixed - scene.at.date()).days > 4 * DAYS_A_WEEK
    start = day.fixed if far else monday_of(day.fixed)
    return Day(fixed=start + timedelta(days=(weekday.number - start.weekday()) % DAYS_A_WEEK))


@RULES.on(
    "(within|in)? (the)? relation? length within",
    "within (the)? relation? length",
    "within (span|day|moment)",
    "(in)? (span|day) within",
)
def within(scene: Scene, got: Found) -> Value | None:
    """Within two weeks, 三个工作日内, 本周内: at the latest then."""
    length, span, day = got.first(Length), got.first(Span), got.first(Day)
    if span:
        last = date(span.end.year, span.end.month, span.end.day) - timedelta(days=1)
        return Bound(Kind.BY, last, Grain.DAY)
    if day:
        found = day_of(scene, day)
        return Bound(Kind.BY, found, Grain.DAY) if found else None
    if length is None:
        return None
    found_at = shifted(scene.at, length, 1, scene)
    if found_at is None:
        return None
    return (
        Bound(Kind.BY, found_at.date(), Grain.DAY)
        if in_days(length)
        else Bound(Kind.BY, found_at.replace(second=0, microsecond=0), Grain.MINUTE)
    )


@RULES.on("relation unit(?! number)")
def next_working_day(scene: Scene, got: Found) -> Value | None:
    """The next business day, 下个工作日."""
    relation, unit = got.mark("relation"), got.mark("unit")
    if unit is None or relation is None or unit.unit is not Unit.WORKDAY:
        return None
    if relation.number == 0:
        return Day(fixed=next_working(scene.at.date(), scene.calendar))
    return Day(fixed=add_working_days(scene.at.date(), relation.number, scene.calendar))


BOUNDS: Final = Rules()
POINTS: Final = "(day|moment|clock|span|month|year|part)"


@BOUNDS.on(
    f"(in)? {POINTS} (before|orbefore|by)",
    f"(before|by) (the|on|in)* {POINTS} (before)?",
    "to (the|on)* (day|moment|span|clock)(?=$|break|comma)",
)
def by(scene: Scene, got: Found) -> Value | None:
    """周五前, by Friday, before Christmas, 年底前."""
    before = got.has("before") and not got.has("by")
    value = next(token.value for token in got.tokens if not isinstance(token.value, Mark))
    if got.tokens[0].sort == "to" and got.said[:1] in "-–—~～":
        return None
    if isinstance(value, Day):
        return _by_day(scene, value, before=before)
    span = span_of(scene, value)
    if span:
        return _by_span(span, before=before)
    at = moment_of(scene, _moment(value))
    return Bound(Kind.BY, at, Grain.MINUTE) if at else None


def _by_day(scene: Scene, day: Day, *, before: bool) -> Bound | None:
    found = day_of(scene, day)
    if found and before and day.festival:
        found = previous_working(found - timedelta(days=1), scene.calendar)
    return Bound(Kind.BY, found, Grain.DAY) if found else None


def _by_span(span: Span, *, before: bool) -> Bound:
    if isinstance(span.start, datetime):
        return Bound(Kind.BY, span.start if before else span.end, Grain.MINUTE)
    end = date(span.end.year, span.end.month, span.end.day)
    whole = before and span.unit is not Unit.DAY
    return Bound(Kind.BY, (span.start if whole else end) - timedelta(days=1), Grain.DAY)


def _moment(value: Value) -> Moment:
    if isinstance(value, Moment):
        return value
    return Moment(clock=value) if not hasattr(value, "usual") else Moment(part=value)  # type: ignore[arg-type]


@BOUNDS.on("(?<!number)(?<!few)year_mark (before|later)")
def new_year(scene: Scene, got: Found) -> Value | None:
    """年前 and 年后 are before and after the Spring Festival."""
    if len(got.said) > 2 or scene.text[: got.tokens[0].start][-1:].isdigit():
        return None
    day = Day(festival="春节")
    return _by_day(scene, day, before=True) if got.has("before") else _after_day(scene, day, starts=False)


@BOUNDS.on("day GLUE (after|before|since) on? (clock|moment)")
def day_and_bound(scene: Scene, got: Found) -> Value | None:
    """Monday after 3pm, 23/12 before 5pm."""
    day, clock, moment = got.one(Day), got.first(Clock), got.first(Moment)
    if moment and (moment.day or moment.exact):
        return None
    found = moment_of(scene, replace(moment, day=day) if moment else Moment(day=day, clock=clock))
    return Bound(Kind.BY if got.has("before") else Kind.AFTER, found, Grain.MINUTE) if found else None


@BOUNDS.on(
    f"(since|from|in)? {POINTS} (later|since|orafter)", f"(since|after|from) (the|on|in)* {POINTS}(?! to)"
)
def after(scene: Scene, got: Found) -> Value | None:
    """周五后, after the 15th, 从下周一起, since May."""
    value = next(token.value for token in got.tokens if not isinstance(token.value, Mark))
    if (
        got.tokens[-1].sort == "since"
        and got.tokens[-1].end > got.tokens[0].end
        and got.text[got.tokens[-1].start : got.tokens[-1].end].isascii()
    ):
        return None
    starts = got.has("since", "orafter", "from") and not got.has("later", "after")
    if isinstance(value, Day):
        return _after_day(scene, value, starts=starts)
    if isinstance(value, (Month, Year, Span)):
        span = span_of(scene, value)
        return Bound(Kind.AFTER, span.start if starts else span.end, Grain.DAY) if span else None
    at = moment_of(scene, _moment(value))
    return Bound(Kind.AFTER, at, Grain.MINUTE) if at else None


def _after_day(scene: Scene, day: Day, *, starts: bool) -> Bound | None:
    """After a holiday is its first working day."""
    found = day_of(scene, day)
    if found and not starts and day.festival:
        found = add_working_days(found, 1, scene.calendar)
    return Bound(Kind.AFTER, found, Grain.DAY) if found else None
