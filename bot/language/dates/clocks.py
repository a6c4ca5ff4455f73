"""From what was said of a time of day to the instant."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.language.dates.grammar import Scene
from bot.language.dates.resolve import day_of
from bot.language.dates.tokens import HOURS, NOON, Clock, Moment, Part
from bot.language.dates.when import Direction
from bot.language.dates.zones import moved, zone_called

DAWN: Final = 6
LUNCH: Final = 11
EVENING: Final = 18
LUNCH_HOURS: Final = 10
"""At lunch 10 and 11 stay what they are, 1 is 13."""


def clock_time(scene: Scene, clock: Clock, part: Part | None = None) -> time:
    """A bare 3 is in the afternoon by policy, unless the part of the day says otherwise."""
    hour = clock.hour % HOURS
    if part:
        hour = _in_part(hour, part, sure=clock.sure)
    elif not clock.sure and 1 <= hour <= scene.policy.afternoon_up_to:
        hour += NOON
    return time(hour, clock.minute)


def _in_part(hour: int, part: Part, *, sure: bool) -> int:
    evening = part.start >= EVENING
    if hour == NOON and (evening or part.end <= DAWN):
        return 0
    morning = LUNCH_HOURS if part.start == LUNCH else NOON
    late = part.afternoon and (evening or not sure)
    return hour + NOON * (late and 0 < hour < morning)


def later_today(scene: Scene, clock: Clock | Part | None) -> bool:
    """Whether a time that goes with a weekday is still to come, so that the weekday may be today."""
    if isinstance(clock, Clock):
        return clock_time(scene, clock) > scene.at.time()
    return clock is not None and clock.end > scene.at.hour


def moment_of(scene: Scene, moment: Moment) -> datetime | None:
    """The instant meant; a clock without a day is the next (or last) one."""
    there = zone_called(moment.clock.zone) if moment.clock and moment.clock.zone else None
    if there and scene.zone:
        at = moved(scene.at, scene.zone, there)
        found = _local(replace(scene, at=at), moment)
        return moved(found, there, scene.zone) if found else None
    return _local(scene, moment)


def _local(scene: Scene, moment: Moment) -> datetime | None:
    if moment.exact:
        return moment.exact
    if moment.day is None:
        return _nearest(scene, moment, _on(scene, scene.at.date(), moment))
    day = day_of(scene, moment.day, later_today=later_today(scene, moment.clock or moment.part))
    return _on(scene, day, moment) if day else None


def _on(scene: Scene, day: date, moment: Moment) -> datetime:
    at = moment.part.usual if moment.part else time(0)
    if moment.clock:
        at = clock_time(scene, moment.clock, moment.part)
    return datetime.combine(day, at) + timedelta(days=_ends_day(moment, at))


def _ends_day(moment: Moment, at: time) -> bool:
    """24:00, and 12 at night, belong to the following day."""
    clock, part = moment.clock, moment.part
    if clock is None or at.hour:
        return False
    return clock.hour == HOURS or (clock.hour == NOON and part is not None and part.start >= EVENING)


def _nearest(scene: Scene, moment: Moment, found: datetime) -> datetime:
    """The next time it is that late; before now when the direction is back."""
    only_part = moment.part if moment.clock is None else None
    if scene.direction is Direction.PAST:
        return found - timedelta(days=found > scene.at and only_part is None)
    over = scene.at.hour >= only_part.end if only_part else found < scene.at.replace(second=0, microsecond=0)
    return found + timedelta(days=over)


def part_hours(day: date, part: Part) -> tuple[datetime, datetime]:
    """From when to when a part of that day is; the last minute of an evening is 23:59."""
    midnight = datetime.combine(day, time(0))
    end = midnight + timedelta(hours=part.end)
    return midnight + timedelta(hours=part.start), end - timedelta(minutes=part.end == HOURS)
