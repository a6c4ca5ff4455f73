"""Rules for weekdays and for the nth day of a period: 下周三, Friday the 22nd, the first Monday of June."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.domain.calendar import DAYS_A_WEEK, SATURDAY, NextWeekday, monday_of
from bot.language.dates.grammar import Found, Rules, Scene
from bot.language.dates.resolve import day_of
from bot.language.dates.spans import first_day, last_day, period, span_of, start_of
from bot.language.dates.tokens import MONTHS, Clock, Day, Mark, Moment, Number, Part, Span, Unit, Value
from bot.language.dates.when import Direction

RULES: Final = Rules()
LONGEST_PERIOD: Final = 366
WEEK: Final = timedelta(days=DAYS_A_WEEK)
PERIOD: Final = "(month|span|year)"


def period_said(scene: Scene, got: Found) -> Span | None:
    """The period of the match; this month, or "of the quarter" this quarter, when it has none."""
    if got.period:
        return span_of(scene, got.period)
    last = Found(got.tokens[-1:], got.text).unit
    whole = last if last in MONTHS and last else Unit.MONTH
    return period(start_of(scene.at.date(), whole), whole)


def nth_said(got: Found) -> int:
    """Which one: 3, -1 for the last, -2 for the second last, 0 for none."""
    number = got.first(Number)
    count = number.whole if number else 1
    if got.has("last_th", "th_last") or got.relation("last"):
        return -count
    return count if number else 0


def nth(days: Sequence[date], place: int) -> Day | None:
    """The nth of some days, counted from the end when negative."""
    index = place - 1 if place > 0 else len(days) + place
    return Day(fixed=days[index]) if place and 0 <= index < len(days) else None


def days_in(span: Span) -> list[date]:
    first, last = first_day(span).toordinal(), last_day(span).toordinal()
    return [date.fromordinal(number) for number in range(first, min(last, first + LONGEST_PERIOD) + 1)]


@RULES.on(f"{PERIOD} GLUE th number unit (number|day_mark|unit)")
def chinese_nth_weekday(scene: Scene, got: Found) -> Value | None:
    """十月第一个星期一, whose 个星期 reads as one word."""
    span, numbers = period_said(scene, got), got.numbers()
    weekday = numbers[1] - 1 if len(numbers) > 1 else DAYS_A_WEEK - 1
    if span is None or got.unit is not Unit.WEEK:
        return None
    return nth([day for day in days_in(span) if day.weekday() == weekday], numbers[0])


@RULES.on(
    f"(the)? (ordinal|number) (measure)? weekday (of|in)* (the)? ({PERIOD}|unit|quarter)",
    f"{PERIOD} GLUE (th number|ordinal|last_th|th_last|relation) measure? GLUE weekday",
    f"(the)? (th_last|last_th|relation) weekday (of|in)* (the)? ({PERIOD}|unit|quarter)",
    "(the)? ordinal weekday(?! (of|in|part|span|clock|after))",
)
def nth_weekday(scene: Scene, got: Found) -> Value | None:
    weekday, span, place = got.mark("weekday"), period_said(scene, got), nth_said(got)
    if weekday is None or span is None or span.unit in (Unit.WEEK, Unit.DAY):
        return None
    return nth([day for day in days_in(span) if day.weekday() == weekday.number], place)


@RULES.on(
    f"(the)? (ordinal|th_last|relation) weekday (part|clock|span) (of|in)+ (the)? {PERIOD}",
    "(the)? (ordinal|th_last|relation) weekday (part|clock) (of|in)+ (the)? unit",
)
def nth_weekday_at(scene: Scene, got: Found) -> Value | None:
    """The first Monday evening of next month."""
    hours = next((span for span in got.all(Span) if span.unit is Unit.HOUR), None)
    when = [token for token in got.tokens if token.sort in ("part", "clock") or token.value is hours]
    found = nth_weekday(scene, Found([token for token in got.tokens if token not in when], got.text))
    if not isinstance(found, Day) or found.fixed is None:
        return None
    if hours is None:
        return Moment(found, got.first(Clock), got.first(Part))
    shift = found.fixed - first_day(hours)
    return Span(hours.start + shift, hours.end + shift, Unit.HOUR)


@RULES.on(
    f"(the)? (ordinal|number) (th_last|relation) unit (of|in|the)* {PERIOD}",
    f"(ordinal|number) unit (of|in)? (the)* {PERIOD}",
    f"{PERIOD} GLUE (last_th|th number|last_th number) measure? unit",
    f"(the)? th_last unit (of|in|the)* {PERIOD}",
    f"(the)? relation unit (of|in)+ (the)* {PERIOD}",
    "(the)? (relation|th_last|ordinal) unit (of|in) the (unit|quarter)",
)
def nth_day(scene: Scene, got: Found) -> Value | None:
    """The last day of October, the 5th last day of May, 本月最后一个工作日."""
    span = period_said(scene, got)
    if span is None or got.unit not in (Unit.DAY, Unit.WORKDAY):
        return None
    working = got.unit is Unit.WORKDAY
    return nth([day for day in days_in(span) if not working or scene.calendar.is_working(day)], nth_said(got))


@RULES.on("relation weekday(?! (part|clock|span)? (of|in) (the)? (month|span|year|unit|quarter|relation))")
def week_and_weekday(scene: Scene, got: Found) -> Value | None:
    relation, weekday = got.relation(), got.mark("weekday")
    if relation is None or weekday is None:
        return None
    found = monday_of(scene.at.date()) + WEEK * relation.number + timedelta(days=weekday.number)
    return Day(fixed=_english_weekday(scene, relation, found) if relation.name else found)


def _english_weekday(scene: Scene, relation: Mark, found: date) -> date:
    """Next, coming, last, past and this Friday have their own habits."""
    today = scene.at.date()
    if relation.number > 0:
        soonest = relation.name == "coming" or scene.policy.next_weekday is NextWeekday.SOONEST
        return found - WEEK if soonest and found - WEEK > today else found
    if relation.name == "this":
        ahead = scene.direction is not Direction.PAST
        return found + WEEK * (ahead and found < today)
    return found + WEEK * (_recent(relation, today) and found + WEEK < today)


def _recent(relation: Mark, today: date) -> bool:
    """Past Friday, and last Friday at the weekend, are of this week."""
    return relation.name == "past" or (relation.name == "last" and today.weekday() >= SATURDAY)


@RULES.on("span comma? (of|on|the|in)* weekday", "weekday comma? (of|from|in|the|on)* span")
def weekday_of_week(_: Scene, got: Found) -> Value | None:
    span, weekday = got.one(Span), got.mark("weekday")
    if weekday is None or span.unit is not Unit.WEEK:
        return None
    return Day(fixed=first_day(span) + timedelta(days=weekday.number))


@RULES.on(
    "weekday (comma|open_paren|the|on)* day close_paren?", "day (comma|open_paren)* weekday close_paren?"
)
def weekday_and_day(_: Scene, got: Found) -> Value | None:
    day, weekday = got.one(Day), got.mark("weekday")
    if weekday is None or day.festival or (day.fixed and day.fixed.weekday() != weekday.number):
        return None
    return replace(day, weekday=weekday.number)


@RULES.on("day day")
def same_day(scene: Scene, got: Found) -> Value | None:
    """Friday 7/6 whose weekday was read already, 10月1日国庆节."""
    one, two = got.all(Day)
    found = day_of(scene, one)
    return Day(fixed=found) if found and found == day_of(scene, two) else None


def next_weekday(scene: Scene, weekday: int, direction: Direction) -> date | None:
    return day_of(replace(scene, direction=direction), Day(weekday=weekday))


@RULES.on("weekday after relation")
def after_next(scene: Scene, got: Found) -> Value | None:
    """Friday after next."""
    weekday = got.mark("weekday")
    if weekday is None or not got.relation("next"):
        return None
    first = next_weekday(scene, weekday.number, Direction.FUTURE)
    return Day(fixed=first + WEEK) if first else None


@RULES.on("(the)? ordinal weekday after day")
def weekday_after(scene: Scene, got: Found) -> Value | None:
    """The third Tuesday after Christmas."""
    weekday, start = got.mark("weekday"), day_of(scene, got.one(Day))
    if weekday is None or start is None:
        return None
    ahead = (weekday.number - start.weekday() - 1) % DAYS_A_WEEK + 1
    return Day(fixed=start + timedelta(days=ahead) + WEEK * (got.numbers()[0] - 1))


@RULES.on("number weekday in? (later|ago)")
def weekdays_on(scene: Scene, got: Found) -> Value | None:
    """Three Fridays from now, two Thursdays ago."""
    weekday, more = got.mark("weekday"), got.numbers()[0] - 1
    if weekday is None:
        return None
    if not got.has("ago"):
        ahead = next_weekday(scene, weekday.number, Direction.FUTURE)
        return Day(fixed=ahead + WEEK * more) if ahead else None
    back = next_weekday(replace(scene, at=scene.at - timedelta(days=1)), weekday.number, Direction.PAST)
    return Day(fixed=back - WEEK * more) if back else None


ALONE: Final = Rules()


ALONE.on("(last_th|th_last) measure? unit")(nth_day)
ALONE.on("(the)? ordinal weekday")(nth_weekday)


@ALONE.on("weekday")
def weekday_alone(_: Scene, got: Found) -> Value | None:
    weekday = got.mark("weekday")
    return Day(weekday=weekday.number, weak=weekday.name == "weak") if weekday else None
