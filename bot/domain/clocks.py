"""The clocks of complaints and requests: by when an answer is due, and who hears of it when there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from bot.domain.calendar import ONE_DAY, WorkCalendar, days_from
from bot.domain.moment import Moment, local
from bot.domain.people import Member
from bot.domain.policy import ClockPolicy


class Step(StrEnum):
    """Who hears when a clock rings: the new keeper, then owner, manager and pool in turn; of the end who opened it.

    Of a customer of the best class whom nobody has touched since, the keeper hears first and then the manager.
    """

    OPENED = "opened"
    OWNER = "owner"
    MANAGER = "manager"
    POOL = "pool"
    CLOSED = "closed"
    UNTOUCHED = "untouched"
    NEGLECTED = "neglected"


FOLLOWING: Final[Mapping[Step, Step]] = {
    Step.OWNER: Step.MANAGER,
    Step.MANAGER: Step.POOL,
    Step.UNTOUCHED: Step.NEGLECTED,
}
CHAIN: Final = (Step.OWNER, Step.MANAGER, Step.POOL)
FIRST_WORD: Final = (Step.UNTOUCHED, Step.NEGLECTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """When somebody is to hear of a case; kept beside it, so that nothing that the clock does is in the way of undo."""

    case_id: str
    step: Step
    rings_at: datetime
    set_at: datetime


@dataclass(frozen=True, slots=True)
class Shift:
    """The hours in which somebody works, on their own wall clock, on the days of the team's calendar."""

    work_from: time
    work_to: time
    zone: str
    calendar: WorkCalendar

    def of(self, day: date) -> tuple[datetime, datetime]:
        """The working hours that begin on that day, as instants; those of the night end the day after."""
        last = day if self.work_to > self.work_from else day + ONE_DAY
        return Moment(day, self.work_from).utc(self.zone), Moment(last, self.work_to).utc(self.zone)


def shift_of(member: Member, calendar: WorkCalendar) -> Shift:
    return Shift(member.work_from, member.work_to, member.zone, calendar)


def time_allowed(policy: ClockPolicy, usual: int, kind: str, tier: str) -> timedelta:
    """Working time until an answer is due: the hours of the kind, or the usual ones, times the share of the tier."""
    hours = dict(policy.by_kind).get(kind, usual)
    return timedelta(hours=float(hours * dict(policy.by_tier).get(tier, Decimal(1))))


def after(start: datetime, allowed: timedelta, shift: Shift) -> datetime:
    """The instant by which that much working time has passed; by the bare clock where nobody ever works."""
    left = allowed
    for day in days_from(local(start, shift.zone).date() - ONE_DAY):
        if not shift.calendar.is_working(day):
            continue
        begins, ends = shift.of(day)
        begins = max(begins, start)
        if begins + left <= ends:
            return begins + left
        left -= max(ends - begins, timedelta())
    return start + allowed


def awake(member: Member, now: datetime, calendar: WorkCalendar) -> bool:
    """Whether somebody may be told unasked now: a working day, at work, not in the quiet hours."""
    here = local(now, member.zone)
    return (
        calendar.is_working(here.date()) and here.time() >= member.work_from and not member.quiet(here.time())
    )


def wakes(member: Member, now: datetime, calendar: WorkCalendar) -> datetime:
    """When somebody may next be told something unasked; a day later where nobody ever works."""
    begin = member.quiet_to if member.quiet(member.work_from) else member.work_from
    days = (day for day in days_from(local(now, member.zone).date()) if calendar.is_working(day))
    mornings = (Moment(day, begin).utc(member.zone) for day in days)
    return next((each for each in mornings if each > now), now + ONE_DAY)
