"""Rules for what stands beside a named day: Christmas week, the Friday after Easter, 国庆假期, a week on Monday."""

import re
from datetime import date, timedelta
from typing import Final

from bot.domain.calendar import DAYS_A_WEEK, SATURDAY, WorkCalendar, add_working_days, days_from
from bot.language.dates.grammar import Found, Rules, Scene
from bot.language.dates.resolve import day_of
from bot.language.dates.spans import first_day, period, start_of
from bot.language.dates.tokens import SECONDS, Day, Length, Span, Unit, Value

RULES: Final = Rules()
ONE_DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(days=DAYS_A_WEEK)
WEEKS: Final = (Unit.WEEK, Unit.WEEKEND)
THURSDAY: Final = 3
LONGEST_HOLIDAY: Final = 12
LENGTHS: Final = {"国庆节": 7, "春节": 7}
"""Days off where the calendar knows no holidays; others are three."""
WHOLE: Final = re.compile(r"^all[- ]day|all[- ]day$|全天$|整天$")
USUAL: Final = 3
MOST: Final = 60
LED: Final = ("for", "every", "last", "past", "next", "once", "twice", "per")


@RULES.on("(day|weekday) unit(?! (of|from|on|after|later|ago|number|weekday))")
def week_of_day(scene: Scene, got: Found) -> Value | None:
    """Christmas week is the week that holds it, Friday week the Friday after the next."""
    weekday = got.mark("weekday")
    day = Day(weekday=weekday.number) if weekday else got.one(Day)
    found = day_of(scene, day) if got.said.isascii() else None
    if found is None or not got.said.lower().endswith(("week", "weekend")):
        return None
    if got.unit is Unit.WEEKEND:
        return None if weekday else _weekend(found)
    return _its_week(day, found)


def _its_week(day: Day, found: date) -> Value | None:
    whole = day.festival or day.month
    return period(start_of(found, Unit.WEEK), Unit.WEEK) if whole else Day(fixed=found + WEEK)


def _weekend(day: date) -> Span:
    """Saturday and Sunday with a holiday that touches them: Labor Day weekend has its Monday."""
    saturday = day + timedelta(days=SATURDAY - day.weekday())
    if day.weekday() < THURSDAY - 1:
        saturday -= WEEK
    last = saturday + 2 * ONE_DAY
    return Span(min(day, saturday), max(day + ONE_DAY, last), Unit.DAY)


@RULES.on("length (on|comma|of)? day", "day of? length")
def all_day(_: Scene, got: Found) -> Value | None:
    """All day Friday, 明天全天: that day."""
    return got.one(Day) if WHOLE.search(got.said.lower()) else None


@RULES.on("(the)? unit of (the)? day")
def weekend_of(scene: Scene, got: Found) -> Value | None:
    """The weekend of the 20th."""
    found = day_of(scene, got.one(Day))
    return _weekend(found) if found and got.unit is Unit.WEEKEND else None


@RULES.on("(the)? unit (before|after) (on|the)* day")
def week_beside(scene: Scene, got: Found) -> Value | None:
    """The week after Easter, the weekend before Christmas."""
    found = day_of(scene, got.one(Day))
    if found is None or got.unit not in WEEKS or got.unit is None or not got.said.isascii():
        return None
    whole = period(start_of(found, got.unit), got.unit)
    if whole is None:
        return None
    first = first_day(whole)
    if got.has("before"):
        first -= WEEK * (first >= found or got.unit is Unit.WEEK)
    else:
        first += WEEK * (first <= found)
    return period(first, got.unit)


@RULES.on("(the)? weekday (before|after) (on|the)* day")
def weekday_beside(scene: Scene, got: Found) -> Value | None:
    """The Friday after Easter, Friday before Christmas."""
    weekday, found = got.mark("weekday"), day_of(scene, got.one(Day))
    if weekday is None or found is None or not got.said.isascii():
        return None
    if got.has("after"):
        return Day(fixed=found + timedelta(days=(weekday.number - found.weekday() - 1) % DAYS_A_WEEK + 1))
    return Day(fixed=found - timedelta(days=(found.weekday() - weekday.number - 1) % DAYS_A_WEEK + 1))


@RULES.on("(the)? nearest weekday to day")
def nearest(scene: Scene, got: Found) -> Value | None:
    """The closest Monday to 5 October."""
    weekday, found = got.mark("weekday"), day_of(scene, got.one(Day))
    if weekday is None or found is None:
        return None
    apart = (weekday.number - found.weekday() + THURSDAY) % DAYS_A_WEEK - THURSDAY
    return Day(fixed=found + timedelta(days=apart))


@RULES.on("length on? (weekday|day)")
def week_on(scene: Scene, got: Found) -> Value | None:
    """A week on Monday, a fortnight today: so long after that day."""
    length, weekday = got.one(Length), got.mark("weekday")
    weeks = length.unit is Unit.WEEK and not length.seconds % SECONDS[Unit.WEEK]
    if not weeks or not got.said.isascii() or got.before.endswith(LED) or got.has("at"):
        return None
    day = day_of(scene, Day(weekday=weekday.number) if weekday else got.one(Day))
    return Day(fixed=day + timedelta(seconds=length.seconds)) if day else None


@RULES.on("day later of? th number measure? (unit|weekday)")
def nth_after(scene: Scene, got: Found) -> Value | None:
    """春节后第一个工作日, 国庆后第一个周一."""
    found, weekday, count = day_of(scene, got.one(Day)), got.mark("weekday"), got.numbers()[0]
    if found is None or not 0 < count <= MOST:
        return None
    if weekday:
        first = found + timedelta(days=(weekday.number - found.weekday() - 1) % DAYS_A_WEEK + 1)
        return Day(fixed=first + WEEK * (count - 1))
    return Day(fixed=add_working_days(found, count, scene.calendar)) if got.unit is Unit.WORKDAY else None


@RULES.on("day off", "year (of)? day off")
def holiday(scene: Scene, got: Found) -> Value | None:
    """国庆假期, 春节期间: the days off around the festival, as the calendar has them."""
    day = got.one(Day)
    found = day_of(scene, day)
    if found is None or not day.festival:
        return None
    off = _days_off(found, scene.calendar)
    if off:
        return off
    eve = ONE_DAY if day.festival == "春节" else timedelta(0)
    length = LENGTHS.get(day.festival, USUAL)
    return Span(found - eve, found + timedelta(days=length), Unit.DAY)


def _days_off(day: date, calendar: WorkCalendar) -> Span | None:
    """The run of days without work that holds the day; None if it is worked on, or at a plain weekend."""
    run = [each for step in (-1, 1) for each in _run(day, step, calendar)]
    start, end = (min(run), max(run)) if run else (day, day)
    if not any(each.weekday() < SATURDAY for each in run):
        return None
    return Span(start, end + ONE_DAY, Unit.DAY)


def _run(day: date, step: int, calendar: WorkCalendar) -> list[date]:
    run: list[date] = []
    for each in days_from(day, step):
        if calendar.is_working(each) or len(run) > LONGEST_HOLIDAY:
            break
        run.append(each)
    return run
