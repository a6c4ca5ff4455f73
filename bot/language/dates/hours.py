"""Rules for ranges within a day: 3-4pm, 下午两点到五点, between 7 and 9 last night, 4pm for 30 minutes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from bot.language.dates.clocks import clock_time, moment_of
from bot.language.dates.grammar import Found, Rules, Scene
from bot.language.dates.moments import as_moment
from bot.language.dates.resolve import day_of, ordered
from bot.language.dates.tokens import (
    HOURS,
    MINUTES,
    NOON,
    Clock,
    Day,
    Length,
    Moment,
    Number,
    Numbers,
    Part,
    Span,
    Token,
    Unit,
    Value,
)
from bot.language.dates.when import Direction

EARLY: Final = Rules()
RULES: Final = Rules()
TWO: Final = 2
ONE_DAY: Final = timedelta(days=1)
HALF_DAY: Final = timedelta(hours=NOON)


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
    apart = got.has("and") and not got.before.endswith("between")
    return clocks(scene, one, two) if one and two and not apart else None


def _clock(tokens: Sequence[Token]) -> Clock | None:
    clock: Clock | None = None
    for token in tokens:
        if isinstance(token.value, Clock):
            clock = token.value
        elif isinstance(token.value, Number):
            clock = _number(token.value)
        elif clock and token.sort[:2] in ("am", "pm"):
            clock = replace(clock, hour=clock.hour % NOON + NOON * token.sort.startswith("pm"), sure=True)
    return clock


def _number(number: Number) -> Clock | None:
    minute = round(number.amount % 1 * 100)
    return Clock(number.whole, minute) if number.whole <= HOURS and minute < MINUTES else None


def clocks(scene: Scene, one: Clock, two: Clock) -> Span:
    """Two clock times as a range of today, to be moved to the day that is said."""
    one = _like(one, two) if two.sure and not one.sure else one
    start, end = clock_time(scene, one), clock_time(scene, two)
    if not two.sure and end <= start and end.hour < NOON:
        end = end.replace(hour=end.hour + NOON)
    first, last = (datetime.combine(scene.at.date(), each) for each in (start, end))
    last += ONE_DAY * (last <= first)
    gone = last <= scene.at and scene.direction is not Direction.PAST
    return Span(first + ONE_DAY * gone, last + ONE_DAY * gone, Unit.HOUR)


def _like(one: Clock, two: Clock) -> Clock:
    """The 3 of 3-4pm is 15, the 11 of 11-1pm stays 11."""
    afternoon = one.hour <= NOON and (one.hour % NOON + NOON, one.minute) < (two.hour, two.minute + 1)
    return replace(one, hour=one.hour % NOON + NOON if afternoon else one.hour, sure=True)


def dashed(got: Found) -> tuple[int, ...]:
    """The two numbers of 13-15; nothing when the sign between is another."""
    pair = got.first(Numbers)
    return pair.parts if pair and pair.separator == "-" else ()


@EARLY.on("(?<=dayshift)numbers", "numbers(?=dayshift)", "numbers (am|pm|am_letter|pm_letter)")
def dashed_hours(scene: Scene, got: Found) -> Value | None:
    """Tomorrow 2-5, 3-4pm."""
    ends = dashed(got)
    if len(ends) != TWO or max(ends) > HOURS:
        return None
    said = _clock([Token("clock", 0, 0, Clock(ends[1])), *got.tokens[1:]])
    return clocks(scene, Clock(ends[0]), said or Clock(ends[1]))


@EARLY.on("weekday numbers")
def weekday_hours(scene: Scene, got: Found) -> Value | None:
    """Monday 12-4; Friday 7-6 is a date when that day is a Friday."""
    weekday, ends = got.mark("weekday"), dashed(got)
    if weekday is None or len(ends) != TWO or max(ends) > HOURS:
        return None
    pair = ordered(scene, got.one(Numbers))
    as_date = day_of(scene, pair) if isinstance(pair, Day) else None
    if as_date and as_date.weekday() == weekday.number:
        return None
    return moved(clocks(scene, Clock(ends[0]), Clock(ends[1])), day_of(scene, Day(weekday=weekday.number)))


@EARLY.on("numbers hour_mark", "number to number hour_mark half?")
def chinese_hours(scene: Scene, got: Found) -> Value | None:
    """2-4点, 2到4点半."""
    ends = dashed(got) or got.numbers()
    if len(ends) != TWO or not 0 <= ends[0] < ends[1] <= HOURS:
        return None
    return clocks(scene, Clock(ends[0]), Clock(ends[1], 30 * got.has("half"), sure=ends[1] > NOON))


def moved(span: Span, day: date | None, shift: timedelta = timedelta(0)) -> Span | None:
    """A range of hours on the day that was said."""
    start, end = span.start, span.end
    if span.unit is not Unit.HOUR or not isinstance(start, datetime) or not isinstance(end, datetime):
        return None
    shift += (day - start.date()) if day else timedelta(0)
    return Span(start + shift, end + shift, Unit.HOUR)


@RULES.on("day (comma|on|of|from|between)* span", "between? span (of|on|comma|the|in)* day")
def hours_of_day(scene: Scene, got: Found) -> Value | None:
    """Tomorrow 2 to 4pm."""
    day = day_of(scene, got.one(Day))
    return moved(got.one(Span), day) if day else None


@RULES.on(
    "between? span GLUE moment",
    "moment (from|between|comma|on)* span",
    "part (from|between)? span",
    "between? span (in|on|the)* part",
)
def hours_of_part(scene: Scene, got: Found) -> Value | None:
    """Between 7 and 9 last night."""
    span, moment = got.one(Span), got.first(Moment) or Moment()
    part = got.first(Part) or moment.part
    if part is None or moment.clock or not isinstance(span.start, datetime):
        return None
    day = day_of(scene, moment.day) if moment.day else None
    late = span.start.hour >= NOON
    return moved(span, day, HALF_DAY * (int(part.afternoon) - int(late)))


@RULES.on(
    "(from|since)? (moment|clock) for length",
    "moment (on|from|comma)? length",
    "length (since|from|on)+ (moment|clock)",
    "clock on length",
)
def so_long(scene: Scene, got: Found) -> Value | None:
    """4pm for 30 minutes."""
    length = got.one(Length)
    start = moment_of(scene, got.first(Moment) or Moment(clock=got.first(Clock)))
    if start is None or length.months or length.workdays:
        return None
    return Span(start, start + timedelta(seconds=length.seconds), Unit.HOUR)


@RULES.on(
    "from? (moment|clock) to (clock|moment)",
    "between (moment|clock) and (moment|clock)",
)
def times(scene: Scene, got: Found) -> Value | None:
    """明天下午两点到五点; the second time may leave out day and part of day."""
    values = [token.value for token in got.tokens if isinstance(token.value, (Moment, Clock))]
    one, two = map(as_moment, values)
    start = moment_of(scene, one)
    end = _end(scene, start, replace(two, part=two.part or one.part)) if start else None
    return Span(start, end, Unit.HOUR) if start and end and end >= start else None


def _end(scene: Scene, start: datetime, two: Moment) -> datetime | None:
    if two.day or two.exact:
        return moment_of(replace(scene, at=start), two)
    return _same_day(scene, start, two) if two.clock else None


def _same_day(scene: Scene, start: datetime, two: Moment) -> datetime | None:
    end = moment_of(scene, replace(two, day=Day(fixed=start.date())))
    if end is None:
        return None
    unsure = two.clock is not None and not two.clock.sure
    end += HALF_DAY * (end <= start < end + HALF_DAY and unsure)
    return end + ONE_DAY * (end <= start)
