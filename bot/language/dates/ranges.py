"""Rules for ranges: 3号到5号, from 2 to 4pm, July 13-15, 明天下午两点到五点."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.language.dates.grammar import Found, Rules, Scene
from bot.language.dates.resolve import clock_time, day_of, moment_of, safe_date, span_of
from bot.language.dates.tokens import (
    Clock,
    Day,
    Length,
    Mark,
    Moment,
    Month,
    Number,
    Part,
    Span,
    Unit,
    Value,
    Year,
)
from bot.language.dates.when import Direction

EARLY: Final = Rules()
RULES: Final = Rules()
HOURS: Final = 24
NOON: Final = 12


@EARLY.on(
    "number to number month",
    "month (the)? (number|ordinal) to (the)? (number|ordinal)(?! (month|unit))",
    "(the)? (number|ordinal) (day_mark)? (to|and) (the)? (number|ordinal) (of)? month",
    "number month_mark number day_mark? to number day_mark(?!month_mark)",
    "number day_mark? to number day_mark",
)
def days_of_month(scene: Scene, got: Found) -> Value | None:
    """July 13-15, 13th to 15th of July, 3号到5号."""
    month, numbers = got.first(Month), got.numbers()
    if len(numbers) == 3:
        month, numbers = Month(numbers[0]), numbers[1:]
    first, last = numbers
    if (
        got.has("and")
        and got.text[: got.tokens[0].start].rstrip()[-7:].lower() != "between"
        and not got.has("the")
    ):
        return None
    start = (
        day_of(
            scene, Day(year=month.year if month else None, month=month.month if month else None, day=first)
        )
        if 1 <= first <= 31
        else None
    )
    end = safe_date(start.year, start.month, last) if start else None
    return Span(start, end + timedelta(days=1), Unit.DAY) if start and end and end >= start else None


@EARLY.on(
    "clock to (number|clock) (am|pm|am_letter|pm_letter)?",
    "(number|decimal) (am|pm)? (to|and) (number|clock|decimal) (am|pm|am_letter|pm_letter|oclock)",
    "number (am|pm) to number",
    "number (to) number (?=day|dayshift|relation)",
    "(?<=between)number and number",
)
def hours(scene: Scene, got: Found) -> Value | None:
    """3-4pm, from 9:30 to 11: the meridiem of one end serves both."""
    split = next(number for number, token in enumerate(got.tokens) if token.sort in ("to", "and"))
    one, two = _clock(got.tokens[:split]), _clock(got.tokens[split + 1 :])
    if (
        one is None
        or two is None
        or (got.has("and") and not got.text[: got.tokens[0].start].rstrip().lower().endswith("between"))
    ):
        return None
    return clocks(scene, one, two)


def _clock(tokens: object) -> Clock | None:
    clock: Clock | None = None
    for token in tokens:  # type: ignore[attr-defined]
        if isinstance(token.value, Clock):
            clock = token.value
        elif isinstance(token.value, Number):
            value = token.value
            minute = round(value.amount % 1 * 100)
            clock = Clock(value.whole, minute) if value.whole <= HOURS and minute < 60 else None
        elif token.sort in ("am", "pm", "am_letter", "pm_letter") and clock:
            clock = replace(clock, hour=clock.hour % NOON + NOON * token.sort.startswith("pm"), sure=True)
    return clock


def clocks(scene: Scene, one: Clock, two: Clock) -> Moment | Span | None:
    """Two clock times as a range of today, to be moved to the day that is said."""
    if (
        two.sure
        and not one.sure
        and one.hour <= NOON
        and two.hour >= NOON
        and one.hour + NOON <= two.hour + two.minute / 60
    ):
        one = replace(one, hour=one.hour % NOON + NOON, sure=True)
    elif two.sure and not one.sure:
        one = replace(one, sure=True)
    start, end = clock_time(scene, one), clock_time(scene, two)
    if not two.sure and end <= start and two.hour < NOON:
        end = time((two.hour + NOON) % HOURS, two.minute)
    day = scene.at.date()
    first, last = datetime.combine(day, start), datetime.combine(day, end)
    return Span(first, last if last > first else last + timedelta(days=1), Unit.HOUR)


@RULES.on("(day|dayspan) (comma|on|of|from|between)* span", "between? span (of|on|comma|the|in)* day")
def hours_of_day(scene: Scene, got: Found) -> Value | None:
    """Tomorrow 2 to 4pm."""
    span, day = got.one(Span), day_of(scene, got.one(Day))
    if (
        day is None
        or not isinstance(span.start, datetime)
        or not isinstance(span.end, datetime)
        or span.unit is not Unit.HOUR
    ):
        return None
    shift = day - span.start.date()
    return Span(span.start + shift, span.end + shift, Unit.HOUR)


@RULES.on(
    "between? span GLUE moment",
    "moment (from|between|comma|on)* span",
    "(part|moment) (from|between)? span",
    "between? span (in|on|the)* part",
)
def hours_of_part(scene: Scene, got: Found) -> Value | None:
    """Between 7 and 9 last night."""
    span, moment, part = got.one(Span), got.first(Moment), got.first(Part)
    part = part or (moment.part if moment else None)
    if (
        span.unit is not Unit.HOUR
        or not isinstance(span.start, datetime)
        or not isinstance(span.end, datetime)
        or part is None
        or (moment and moment.clock)
    ):
        return None
    day = day_of(scene, moment.day) if moment and moment.day else scene.at.date()
    if day is None:
        return None
    shift = timedelta(days=(day - span.start.date()).days)
    if part.afternoon and span.start.hour < NOON:
        shift += timedelta(hours=NOON)
    elif not part.afternoon and span.start.hour >= NOON:
        shift -= timedelta(hours=NOON)
    return Span(span.start + shift, span.end + shift, Unit.HOUR)


@RULES.on(
    "(moment|clock) (to) (clock|moment)",
    "from? (moment|clock|now) (to) (clock|moment)",
    "between (moment|clock) and (moment|clock)",
    "(from)? moment for length",
    "moment (on|from|comma)? length",
    "length (since|from|on)+ (moment|clock)",
    "clock on length",
)
def times(scene: Scene, got: Found) -> Value | None:
    """明天下午两点到五点; the second time may leave out day and part of day."""
    values = [_moment(token.value) for token in got.tokens if isinstance(token.value, (Moment, Clock))]
    length = got.first(Length)
    start = moment_of(scene, values[0])
    if start is None:
        return None
    if length:
        return (
            Span(start, start + timedelta(seconds=length.seconds), Unit.HOUR)
            if not length.months and not length.workdays
            else None
        )
    one, two = values
    if two.day is None and not two.exact:
        part = two.part or one.part
        if two.clock is None:
            return None
        at = clock_time(scene, two.clock, part)
        end = datetime.combine(start.date(), at)
        if two.clock.hour in (12, 24) and at.hour == 0:
            end += timedelta(days=1)
        if end <= start and not two.clock.sure and end + timedelta(hours=NOON) > start:
            end += timedelta(hours=NOON)
        return Span(start, end if end > start else end + timedelta(days=1), Unit.HOUR)
    end_at = moment_of(replace(scene, at=start), two)
    return Span(start, end_at, Unit.HOUR) if end_at and end_at >= start else None


def _moment(value: Value) -> Moment:
    return value if isinstance(value, Moment) else Moment(clock=value if isinstance(value, Clock) else None)


@RULES.on(
    "(from|between|since)? (day|month|year|span|moment|now) (to|and) (the|on|in)* (day|month|year|span|number|ordinal|moment)",
    "(from|between|since) (number|ordinal|the|day_mark)+ (to|and) (the)* (day)",
    "(number) to day",
)
def days(scene: Scene, got: Found) -> Value | None:
    """From Monday to Friday, 一月十日到十二日, 3月到5月: both ends count."""
    values = [
        token.value
        for token in got.tokens
        if isinstance(token.value, (Day, Month, Year, Span, Number, Moment))
    ]
    together = got.has("and") and not got.has("between") and not _between_after(scene, got)
    if len(values) != 2 or together or (got.has("to") and not _joined(got)):
        return None
    one, two = values
    if isinstance(one, Number):
        if not isinstance(two, Day) or not two.month:
            return None
        one = replace(two, day=one.whole)
    first = _bounds(scene, one)
    if first is None:
        return None
    ahead = replace(scene, at=datetime.combine(first[0], time(0)), direction=Direction.FUTURE)
    if isinstance(two, Number):
        if not isinstance(one, Day) or (not two.ordinal and not two.digits):
            return None
        two = Day(day=two.whole)
    last = _bounds(ahead if not _is_now(two) else scene, two)
    return Span(first[0], last[1], Unit.DAY) if last and last[1] > first[0] else None


def _is_now(value: Value) -> bool:
    return isinstance(value, Moment) and value.exact is not None


def _joined(got: Found) -> bool:
    return True


def _between_after(scene: Scene, got: Found) -> bool:
    rest = scene.text[got.tokens[-1].end :].lstrip()
    return rest.startswith(("之间", "之間", "间"))


def _bounds(scene: Scene, value: Value) -> tuple[date, date] | None:
    """The first day of a value and the day after its last."""
    if isinstance(value, Day):
        day = day_of(scene, value)
        return (day, day + timedelta(days=1)) if day else None
    if isinstance(value, Moment):
        at = moment_of(scene, value)
        return (at.date(), at.date() + timedelta(days=1)) if at else None
    span = span_of(scene, value)
    if span is None:
        return None
    return date(span.start.year, span.start.month, span.start.day), date(
        span.end.year, span.end.month, span.end.day
    )


@RULES.on(
    "(for)? length (comma)? (since|from) (on|the)* (day|moment|span)",
    "day on? length (from)? (moment|clock)?",
    "length from day",
)
def lasting(scene: Scene, got: Found) -> Value | None:
    """3 days starting from next Monday."""
    length, day = got.one(Length), got.first(Day)
    start = day_of(scene, day) if day else None
    if (
        start is None
        or got.first(Moment)
        or got.tokens[0].sort == "day"
        or length.months % 1
        or length.seconds < 0
    ):
        return None
    end = start + timedelta(seconds=length.seconds) if length.seconds else start
    return Span(start, end, Unit.DAY) if end > start else None


@RULES.on("from span", "between span", "span (between)", "from? span since?")
def led(_: Scene, got: Found) -> Value | None:
    return (
        got.one(Span)
        if len(got.tokens) > 1 and not got.has("since") and got.one(Span).unit in (Unit.DAY, Unit.HOUR)
        else None
    )


UNUSED: Final = Mark
