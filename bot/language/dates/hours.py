"""Rules for ranges within a day: 3-4pm, 下午两点到五点, between 7 and 9 last night, 4pm for 30 minutes."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from bot.language.dates.clocks import clock_time, moment_of, part_hours
from bot.language.dates.grammar import Found, Rules, Scene
from bot.language.dates.moments import as_moment
from bot.language.dates.resolve import day_of, ordered
from bot.language.dates.spans import first_day, span_of
from bot.language.dates.times import counts
from bot.language.dates.tokens import (
    HOURS,
    MINUTES,
    NOON,
    Bound,
    Clock,
    Day,
    Length,
    Mark,
    Moment,
    Number,
    Numbers,
    Part,
    Span,
    Token,
    Unit,
    Value,
)
from bot.language.dates.when import Direction, Grain, Kind
from bot.language.dates.zones import moved as moved_to
from bot.language.dates.zones import zone_called

EARLY: Final = Rules()
RULES: Final = Rules()
TWO: Final = 2
MINUTES_TO: Final = frozenset({5, 10, 15, 20, 25})
FOUR: Final = 4
PAST: Final = (" past", "half", " after")
ONE_DAY: Final = timedelta(days=1)
HALF_DAY: Final = timedelta(hours=NOON)


@EARLY.on(
    "clock (am|pm|am_letter|pm_letter)? (to|and) (number|clock) (am|pm|am_letter|pm_letter|oclock)? zone?(?! month)",
    "(number|decimal) (am|pm)? (to|and) (number|clock|decimal) (am|pm|am_letter|pm_letter|oclock) zone?",
    "number (am|pm) to number",
    "number to number(?=in the part)",
    "number (to) number (?=on? weekday|day|dayshift|relation (weekday|part))",
    "(?<=weekday|dayshift)number to number(?=$|break|comma)",
    "(?<=weekday from|dayshift from)number to number(?=$|break|comma)",
    "(?<=between|from)number (and|to) clock",
    "(?<=from)number to number(?=on (month|number month|ordinal month|weekday|day|the))",
    "(?<=between)number and number(?! (relation (unit|month)|month|of))",
)
def hours(scene: Scene, got: Found) -> Value | None:
    """3-4pm, from 9:30 to 11: the meridiem of one end serves both."""
    split = next(number for number, token in enumerate(got.tokens) if token.sort in ("to", "and"))
    one, two = _clock(got.tokens[:split]), _clock(got.tokens[split + 1 :])
    return clocks(scene, one, two) if one and two and not _no_range(got) else None


def _no_range(got: Found) -> bool:
    """Nine and ten are two hours; half past seven to 4pm is no range from seven."""
    apart = got.has("and") and not got.before.endswith("between")
    return apart or got.before.endswith(PAST) or _tells_time(got) or counts(got)


def _tells_time(got: Found) -> bool:
    """Ten to eleven o'clock and 15 to 8 pm are times; 5 to 7 pm and from ten to eleven are ranges."""
    first = got.tokens[0].value
    if (
        not isinstance(first, Number)
        or got.tokens[1].sort != "to"
        or got.before.endswith(("from", "between"))
    ):
        return False
    minutes = first.whole in MINUTES_TO and (not first.digits or first.whole > NOON)
    return minutes and re.search(r"\bto|till\b", got.said.lower()) is not None


def _clock(tokens: Sequence[Token]) -> Clock | None:
    clock: Clock | None = None
    for token in tokens:
        if isinstance(token.value, Clock):
            clock = token.value
        elif isinstance(token.value, Number):
            clock = _number(token.value)
        elif clock and isinstance(token.value, Mark):
            clock = _marked(clock, token.value)
    return clock


def _marked(clock: Clock, mark: Mark) -> Clock:
    """With its am or pm, or its zone."""
    if mark.sort == "zone":
        return replace(clock, zone=mark.name)
    if mark.sort[:2] in ("am", "pm"):
        return replace(clock, hour=clock.hour % NOON + NOON * mark.sort.startswith("pm"), sure=True)
    return clock


def _number(number: Number) -> Clock | None:
    minute = round(number.amount % 1 * 100)
    return Clock(number.whole, minute) if number.whole <= HOURS and minute < MINUTES else None


def clocks(scene: Scene, one: Clock, two: Clock) -> Span:
    """Two clock times as a range of today, to be moved to the day that is said."""
    if one.zone or two.zone:
        return _elsewhere(scene, one, two)
    first, last = _ends(scene, one, two)
    gone = last <= scene.at and scene.direction is not Direction.PAST
    return Span(first + ONE_DAY * gone, last + ONE_DAY * gone, Unit.HOUR)


def _ends(scene: Scene, one: Clock, two: Clock) -> tuple[datetime, datetime]:
    """Both clock times today, or the second in the night that follows."""
    one = _like(one, two) if two.sure and not one.sure else one
    start, end = clock_time(scene, one), clock_time(scene, two)
    if not two.sure and end <= start and end.hour < NOON:
        end = end.replace(hour=end.hour + NOON)
    first, last = (datetime.combine(scene.at.date(), each) for each in (start, end))
    return first, last + ONE_DAY * (last <= first)


def _elsewhere(scene: Scene, one: Clock, two: Clock) -> Span:
    """Clock times of another zone as the hearer's own."""
    there, here = zone_called(one.zone or two.zone), scene.zone
    plain = clocks(scene, replace(one, zone=""), replace(two, zone=""))
    if there is None or here is None:
        return plain
    first, last = _ends(replace(scene, at=moved_to(scene.at, here, there)), one, two)
    return Span(moved_to(first, there, here), moved_to(last, there, here), Unit.HOUR)


def _like(one: Clock, two: Clock) -> Clock:
    """The 3 of 3-4pm is 15, the 11 of 11-1pm stays 11."""
    afternoon = one.hour <= NOON and (one.hour % NOON + NOON, one.minute) < (two.hour, two.minute + 1)
    return replace(one, hour=one.hour % NOON + NOON if afternoon else one.hour, sure=True)


def dashed(got: Found) -> tuple[int, ...]:
    """The two numbers of 13-15; nothing when the sign between is another."""
    pair = got.first(Numbers)
    return pair.parts if pair and pair.separator == "-" else ()


@EARLY.on(
    "(?<=dayshift)numbers",
    "numbers(?=dayshift|relation weekday|(in the)? part)",
    "numbers (am|pm|am_letter|pm_letter) zone?",
)
def dashed_hours(scene: Scene, got: Found) -> Value | None:
    """Tomorrow 2-5, 3-4pm."""
    ends = dashed(got)
    if len(ends) != TWO or max(ends) > HOURS:
        return None
    said = _clock([Token("clock", 0, 0, Clock(ends[1])), *got.tokens[1:]])
    return clocks(scene, Clock(ends[0]), said or Clock(ends[1]))


@EARLY.on("weekday numbers", "numbers on weekday")
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


@EARLY.on("number unit(?!of|later|ago|before|within)")
def military(_: Scene, got: Found) -> Value | None:
    """1600 hours, 0900 hrs."""
    number = got.one(Number)
    hour, minute = divmod(number.whole, 100)
    written = number.digits == FOUR and got.unit is Unit.HOUR and got.said.isascii()
    return Clock(hour, minute, sure=True) if written and hour < HOURS and minute < MINUTES else None


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
    if part is None or moment.clock:
        return None
    day = day_of(scene, moment.day) if moment.day else None
    return moved(span, day, HALF_DAY * (int(part.afternoon) - int(_late(span))))


def _late(span: Span) -> bool:
    """Whether hours are in the afternoon already, wholly or in part."""
    ends = [each for each in (span.start, span.end) if isinstance(each, datetime)]
    return any(each.hour >= NOON for each in ends[:1]) or any(each.hour > NOON for each in ends[1:])


@RULES.on(
    "(day|span) GLUE span GLUE length",
    "(day) (comma|on|of)* for length (since|from|on)+ (moment|clock)",
)
def from_on_day(scene: Scene, got: Found) -> Value | None:
    """14th Feb for 7 hours from 9:30am."""
    length, day, clock = got.one(Length), got.first(Day), got.first(Clock)
    start = moment_of(scene, Moment(day, clock)) if day and clock else None
    if start is None or length.months or length.workdays:
        return None
    return Span(start, start + timedelta(seconds=length.seconds), Unit.HOUR)


@RULES.on("(span|year) on clock", "(span|year) after clock", "(span|year) (between|from) span")
def first_day_at(scene: Scene, got: Found) -> Value | None:
    """Next month at 6pm: on its first day, since no other was said."""
    whole = span_of(scene, got.period) if got.period and got.said.isascii() else None
    if whole is None or whole.unit not in (Unit.MONTH, Unit.YEAR):
        return None
    clock, first = got.first(Clock), first_day(whole)
    return _at_first(scene, got, clock, first) if first > scene.at.date() else None


def _at_first(scene: Scene, got: Found, clock: Clock | None, first: date) -> Value | None:
    if clock is None:
        return moved(got.all(Span)[-1], first)
    found = moment_of(scene, Moment(Day(fixed=first), clock))
    if found is None:
        return None
    return Bound(Kind.AFTER, found, Grain.MINUTE) if got.has("after") else Moment(exact=found)


@RULES.on("(from|since)? day for length")
def days_long(scene: Scene, got: Found) -> Value | None:
    """From 18 December for 10 days."""
    length, day = got.one(Length), day_of(scene, got.one(Day))
    if day is None or length.months or length.workdays or length.seconds % ONE_DAY.total_seconds():
        return None
    return Span(day, day + timedelta(seconds=length.seconds), Unit.DAY)


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
    "from? (moment|clock|part) to (clock|moment|part)(?! clock)",
    "(between|from) (moment|clock) and (moment|clock)",
    "(between) (moment|part) and (moment|part)",
    "later to (the)? (moment|clock)",
)
def times(scene: Scene, got: Found) -> Value | None:
    """明天下午两点到五点; the second time may leave out day and part of day."""
    *first, two = map(as_moment, got.values((Moment, Clock, Part)))
    if not first and not got.said.lower().startswith("from"):
        return None
    one = first[0] if first else Moment(exact=scene.at.replace(second=0, microsecond=0))
    start = begin_of(scene, one, two)
    if start is None:
        return None
    end = _end(scene, start, replace(two, part=two.part or one.part))
    return Span(start, end, Unit.HOUR) if end and end >= start else None


def begin_of(scene: Scene, one: Moment, two: Moment) -> datetime | None:
    """The first minute of a part of the day; a clock before a later day is today's."""
    if one.clock and not one.day and two.day and scene.direction is not Direction.PAST:
        one = replace(one, day=Day(fixed=scene.at.date()))
    found = moment_of(scene, one)
    if found and one.part and not one.clock:
        return part_hours(found.date(), one.part)[0]
    return found


def _end(scene: Scene, start: datetime, two: Moment) -> datetime | None:
    if two.day or two.exact:
        return last_minute(moment_of(replace(scene, at=start), two), two)
    found = _same_day(scene, start, two) if two.clock or two.part else None
    return last_minute(found, two)


def last_minute(found: datetime | None, moment: Moment) -> datetime | None:
    """Up to Wednesday morning is up to noon."""
    if found and moment.part and not moment.clock:
        return part_hours(found.date(), moment.part)[1]
    return found


def _same_day(scene: Scene, start: datetime, two: Moment) -> datetime | None:
    end = moment_of(scene, replace(two, day=Day(fixed=start.date())))
    if end is None:
        return None
    unsure = two.clock is not None and not two.clock.sure
    end += HALF_DAY * (end <= start < end + HALF_DAY and unsure)
    return end + ONE_DAY * (end <= start)
