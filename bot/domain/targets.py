"""Targets: what a colleague, a team or everybody shall sell in a month, a quarter or a year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar, Final

from bot.domain.base import MemberId, Result, TargetId
from bot.domain.moment import Period
from bot.domain.money import Money
from bot.domain.people import Asked
from bot.domain.pipeline import PipelineSummary, Sum

A_DAY: Final = timedelta(days=1)
MONTHS: Final = 12
LENGTHS: Final = (1, 3, 12)
"""Months of the periods that a target can be set for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a colleague shall sell from `start` on, up to but without `end`.

    With `team` it is that of everybody below them too, and of nobody in particular that of the whole workspace.
    """

    id: TargetId
    member_id: MemberId
    team: bool
    start: date
    end: date
    amount: Money
    set_by: MemberId
    set_at: datetime

    @property
    def period(self) -> Period:
        return Period(self.start, self.end)


def months(first: date, count: int) -> Period:
    """So many months from the first of the month of a day on."""
    month = first.month - 1 + count
    return Period(first.replace(day=1), date(first.year + month // MONTHS, month % MONTHS + 1, 1))


def quarter_of(day: date) -> Period:
    return months(day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1), 3)


def whole(period: Period) -> Period | None:
    """The month, quarter or year that is meant: it may begin today (by the end of June); None for other spans."""
    last = period.end - A_DAY
    if period.end.day != 1:
        return None
    spans = (months(_back(last, length), length) for length in LENGTHS)
    exact = next((span for span in spans if span == period), None)
    return exact or (months(last, 1) if period.start >= last.replace(day=1) else None)


def _back(last: date, length: int) -> date:
    """The first of so many months that end with this day, counted as calendars do: quarters begin in January."""
    month = (last.month - 1) // length * length + 1
    return last.replace(month=month, day=1)


def tiled(targets: Iterable[Target], period: Period) -> Sequence[Target]:
    """The targets that make up the period without a gap, the longest first; none when they leave one."""
    found: list[Target] = []
    day = period.start
    for each in sorted(targets, key=lambda one: (one.start, -one.end.toordinal())):
        if each.start == day and each.end <= period.end:
            found.append(each)
            day = each.end
    return found if found and day == period.end else ()


@dataclass(frozen=True, slots=True)
class Aim:
    """What is to be reached; `people` are the colleagues whose own targets it adds up, 0 when it was set as such."""

    amount: Money
    people: int = 0


def aim_of(targets: Sequence[Target], member: MemberId, period: Period, *, team: bool) -> Money | None:
    """That of one colleague, or of their team as such; amounts are in one currency."""
    own = tiled((each for each in targets if (each.member_id, each.team) == (member, team)), period)
    return _added(each.amount for each in own)


def summed(targets: Sequence[Target], people: Iterable[MemberId], period: Period) -> Aim | None:
    """The colleagues' own targets together, of those who have one."""
    own = [aim_of(targets, each, period, team=False) for each in people]
    known = [each for each in own if each]
    total = _added(known)
    return Aim(total, len(known)) if total else None


def _added(amounts: Iterable[Money]) -> Money | None:
    total: Money | None = None
    for each in amounts:
        total = total + each if total else each
    return total


@dataclass(frozen=True, slots=True)
class Progress:
    """One colleague's target and what they have won of it."""

    member_id: MemberId
    name: str
    aim: Money | None
    won: Sum


@dataclass(frozen=True, kw_only=True)
class TargetSet(Result):
    """`before` is what it was; `name` whose it is, with `team` of all their people, "" of the whole workspace."""

    private: ClassVar[bool] = True
    target: Target
    name: str
    before: Money | None = None


@dataclass(frozen=True, kw_only=True)
class TargetsShown(Result):
    """How a period stands against its target; `won` and `live` are minor units of `currency`.

    `forecasts` are those by pace and by age, where there are enough past deals; `left` are the days still to come.
    """

    private: ClassVar[bool] = True
    asked: PipelineSummary
    whose: Asked
    period: Period
    currency: str
    aim: Aim | None
    won: Sum
    live: Sum
    coverage: float | None
    forecasts: tuple[Money | None, Money | None] = (None, None)
    people: tuple[Progress, ...] = ()
    left: int = 0
    may_set: bool = False
