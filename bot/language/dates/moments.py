"""Rules that bring days and times together: 明天下午3点, 3pm on Friday, tonight, COB Friday."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from bot.domain.calendar import add_working_days
from bot.language.dates import en, zh
from bot.language.dates.edges import cut
from bot.language.dates.grammar import Found, Rules, Scene
from bot.language.dates.resolve import day_of
from bot.language.dates.tokens import Bound, Clock, Day, Moment, Part, Span, Value
from bot.language.dates.when import Direction, Grain, Kind

EARLY: Final = Rules()
PARTS: Final = Rules()
RULES: Final = Rules()
JOINED: Final = (Day, Clock, Part, Moment)
TO: Final = re.compile(r"\b(?:to|till|until)\b|[到至]")
"""Monday to 5pm is a range; Monday - 5pm is not."""
PART_NAMES: Final = {**zh.PARTS, **en.PARTS}


@PARTS.on("daypart")
def day_and_part(scene: Scene, got: Found) -> Value | None:
    """今晚, tonight."""
    mark = got.mark("daypart")
    part = PART_NAMES.get(mark.name) if mark else None
    day = Day(fixed=scene.at.date() + timedelta(days=mark.number)) if mark else None
    return Moment(day=day, part=part) if isinstance(part, Part) else None


@PARTS.on("relation part")
def this_part(scene: Scene, got: Found) -> Value | None:
    """Last night, this morning, next evening."""
    relation = got.relation()
    if relation is None or not relation.name:
        return None
    return Moment(day=Day(fixed=scene.at.date() + timedelta(days=relation.number)), part=got.one(Part))


@PARTS.on("part (on|comma|in|of)* clock", "clock (in|on|the|relation)* part")
def clock_in_part(_: Scene, got: Found) -> Value | None:
    """下午3点, 7 in the morning; 12 at night is the end of the day."""
    relation = got.relation()
    if relation and relation.number:
        return None
    return Moment(clock=got.one(Clock), part=got.one(Part))


@PARTS.on("part part")
def narrower(_: Scene, got: Found) -> Value | None:
    part = got.all(Part)[1]
    return None if part.weak else part


@EARLY.on("clock zone", "zone clock")
@RULES.on("(clock|moment) zone", "zone GLUE (clock|moment)")
def zone(_: Scene, got: Found) -> Value | None:
    """3pm EST, 北京时间下午3点: converted to the hearer's zone."""
    mark, moment = got.mark("zone"), got.first(Moment)
    clock = got.first(Clock) or (moment.clock if moment else None)
    if mark is None or clock is None:
        return moment
    there = replace(clock, zone=mark.name)
    return replace(moment, clock=there) if moment else there


@RULES.on("(day|weekday) (am|pm)END")
def half_day(_: Scene, got: Found) -> Value | None:
    """Tuesday pm."""
    weekday, part = got.mark("weekday"), PART_NAMES["afternoon" if got.has("pm") else "morning"]
    day = Day(weekday=weekday.number) if weekday else got.one(Day)
    return Moment(day=day, part=part) if isinstance(part, Part) else None


@RULES.on(
    "day GLUE part",
    "part (of|on|comma|the)* day",
    "day (of|on|comma|in|from|for|open_paren|close_paren|to|by)* clock",
    "day GLUE moment",
    "moment (of|on|comma|in|the)* day",
    "clock (of|on|comma|in|the)* day",
    "moment (on|comma|in)* clock",
    "clock (on|comma|in)* moment",
    "moment (on|comma|in|the)* part",
    "part moment",
)
def join(_: Scene, got: Found) -> Value | None:
    """A day with its time, in any order."""
    one, two = map(as_moment, got.values(JOINED))
    if one.exact or two.exact or not _agree(one, two) or TO.search(got.said.lower()):
        return None
    found = _merged(one, two)
    return found if found.day or not _weak(one, two) else None


def _merged(one: Moment, two: Moment) -> Moment:
    return Moment(one.day or two.day, one.clock or two.clock, two.part or one.part)


def _agree(one: Moment, two: Moment) -> bool:
    """No two days, clock times or halves of the day."""
    halves = {moment.part.afternoon for moment in (one, two) if moment.part}
    days = None not in (one.day, two.day)
    return len(halves) <= 1 and not days and None in (one.clock, two.clock)


def _weak(*moments: Moment) -> bool:
    return any(moment.part is not None and moment.part.weak for moment in moments)


def as_moment(value: Value) -> Moment:
    """A day, clock or part of day as a moment that holds it."""
    if isinstance(value, Moment):
        return value
    return Moment(
        day=value if isinstance(value, Day) else None,
        clock=value if isinstance(value, Clock) else None,
        part=value if isinstance(value, Part) else None,
    )


@RULES.on("(clock|moment) ish")
def about(_: Scene, got: Found) -> Value | None:
    return got.tokens[0].value


@RULES.on("after (day GLUE)? cob", "(day GLUE)? cob later")
def after_close(scene: Scene, got: Found) -> Value | None:
    """周五下班后, after COB."""
    said = got.first(Day)
    day = day_of(scene, said) if said else scene.at.date()
    at = datetime.combine(day, scene.policy.cob) if day else None
    return Bound(Kind.AFTER, at, Grain.MINUTE) if at else None


@RULES.on(
    "(by|before)? (cob|end_of) (of|on|in|the)* (day|span)",
    "(by|before)? day GLUE cob",
)
def close_of_day(scene: Scene, got: Found) -> Value | None:
    """COB Friday, 周五下班前: the workspace's hour that day."""
    span = got.first(Span)
    if got.has("end_of") and (span or not got.said.lower().startswith(("end", "by", "before"))):
        return None
    day = cut(span, 1) if span else got.first(Day)
    found = (
        day_of(scene, day, later_today=scene.at.time() < scene.policy.cob) if isinstance(day, Day) else None
    )
    return _cob(scene, found) if found else None


@RULES.on("(by|before)? cob")
def close_of_business(scene: Scene, _: Found) -> Value | None:
    """COB, EOD, 下班前: today, or the next working day when it is past."""
    over = scene.at.time() >= scene.policy.cob and scene.direction is not Direction.PAST
    today = scene.at.date()
    return _cob(scene, add_working_days(today, 1, scene.calendar) if over else today)


def _cob(scene: Scene, day: date) -> Bound:
    at = datetime.combine(day, scene.policy.cob)
    return Bound(Kind.BY, at, Grain.MINUTE, at)
