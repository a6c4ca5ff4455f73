"""Summaries: what a week or a month has brought, what waits for whoever leads, and the page that shows it live."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from typing import ClassVar, Final

from bot.domain.base import Command, Mention, Result
from bot.domain.calendar import (
    DAYS_A_WEEK,
    ONE_DAY,
    WorkCalendar,
    add_months,
    first_of_month,
    last_working_day_of_month,
    monday_of,
    next_working,
)
from bot.domain.cases import CaseLine
from bot.domain.customers import Customer
from bot.domain.forecast import ForecastShown
from bot.domain.health import Health, Worth
from bot.domain.keeping import Kept, Tally
from bot.domain.moment import Period
from bot.domain.money import Money
from bot.domain.people import Asked, Role, Scope
from bot.domain.pipeline import PipelineShown
from bot.domain.promises import Line
from bot.domain.value import AttentionShown

LEADS: Final = frozenset({Role.MANAGER, Role.ADMIN})
"""Who is sent the summaries of others' work."""
WEEK: Final = timedelta(days=DAYS_A_WEEK)
WEEKLY_AT: Final = time(9)
MONTHLY_AT: Final = time(17)
FRESH_DAYS: Final = 2
"""Up to the second day of a week a summary that was asked for is the last week's."""
FRESH_DATES: Final = 5
"""The same for months, up to this date."""
MOST_WEEKS_OFF: Final = 4


class Span(StrEnum):
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, kw_only=True)
class Summarise(Command):
    """What a week or a month has brought; without a `period` the last one, or this one once it has come further."""

    reads: ClassVar[bool] = True
    span: Span = Span.WEEK
    period: Period | None = None
    scope: Scope | None = None
    person: Mention | None = None


@dataclass(frozen=True, kw_only=True)
class OpenBoard(Command):
    """A link that signs the speaker in to the page with their numbers."""

    reads: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class SendSummaries(Command):
    """The weekly and the monthly summaries of everybody whose hour has come, once each."""


@dataclass(frozen=True, slots=True)
class Sum:
    """So many deals; what they are worth as far as that is known, and how many say nothing that adds up."""

    count: int = 0
    worth: Money | None = None
    unpriced: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sales:
    """What became of deals within some days: `slipped` ones are expected later than before."""

    won: Sum = Sum()
    lost: Sum = Sum()
    opened: Sum = Sum()
    slipped: Sum = Sum()

    @property
    def any(self) -> bool:
        return any(each.count for each in (self.won, self.lost, self.opened, self.slipped))


@dataclass(frozen=True, slots=True, kw_only=True)
class Worsened:
    """An account that has changed its colour for the worse."""

    customer: Customer
    owner: str
    health: Health
    worth: Worth | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """A customer who has heard two things, in how many points."""

    customer: Mention
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits for whoever leads: the worst of each kind, and how many there are.

    `overdue` are promises past their day, `cases` what customers wait for past its clock.
    """

    worsened: tuple[Worsened, ...] = ()
    worsened_total: int = 0
    overdue: tuple[Line, ...] = ()
    overdue_total: int = 0
    cases: tuple[CaseLine, ...] = ()
    cases_total: int = 0
    disputed: tuple[Disputed, ...] = ()
    attention: AttentionShown | None = None

    @property
    def out_of_step(self) -> bool:
        """Whether somebody gets more of the team's time than they bring, or less."""
        return bool(self.attention and (self.attention.neglected or self.attention.over_served))

    @property
    def any(self) -> bool:
        return bool(self.worsened or self.overdue or self.cases or self.disputed or self.out_of_step)


@dataclass(frozen=True, kw_only=True)
class Summarised(Result):
    """`touches` with so many `customers`; `kept` is how the promises of those days have ended, `rates` by colleague.

    `pipeline` is as it stands now, `foretold` what a month was to bring when it began; `person` was asked for.
    Days are whole ones of the reader's calendar.
    """

    private: ClassVar[bool] = True
    span: Span
    period: Period
    asked: Asked
    sales: Sales = Sales()
    touches: int = 0
    customers: int = 0
    kept: Tally = Tally()
    rates: tuple[Kept, ...] = ()
    waiting: Waiting = Waiting()
    person: Mention | None = None
    pipeline: PipelineShown | None = None
    foretold: ForecastShown | None = None

    @property
    def says_something(self) -> bool:
        return bool(self.sales.any or self.touches or self.kept.settled or self.waiting.any)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamDay:
    """For a manager's morning: what the team did since `since`, and what waits for somebody.

    `disputed` are contradictions found since then.
    """

    since: date
    touches: int = 0
    customers: int = 0
    waiting: Waiting = Waiting()

    @property
    def any(self) -> bool:
        return bool(self.touches or self.waiting.any)


@dataclass(frozen=True, slots=True)
class DayOfPromises:
    """How many of ours fall due on a day and are open still, are late, or were kept."""

    due: int = 0
    overdue: int = 0
    kept: int = 0


@dataclass(frozen=True, kw_only=True)
class PromiseMonth(Result):
    """The promises of a month, day by day; `next` are the ones that fall due first."""

    private: ClassVar[bool] = True
    first: date
    asked: Asked
    days: Mapping[date, DayOfPromises] = field(default_factory=dict)
    next: tuple[Line, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CasesOfTeam(Result):
    """What customers of a reader's people wait for, the first due first; `total` counts them all."""

    private: ClassVar[bool] = True
    asked: Asked
    lines: tuple[CaseLine, ...] = ()
    total: int = 0
    late: int = 0


@dataclass(frozen=True, kw_only=True)
class BoardLinked(Result):
    """Good once, for a quarter of an hour, for this person only."""

    private: ClassVar[bool] = True
    url: str


def weekly_day(day: date, calendar: WorkCalendar) -> date:
    """When the week's summary comes: on Monday, or the first working day after it; the next week's when all are off."""
    return next_working(monday_of(day), calendar)


def monthly_day(day: date, calendar: WorkCalendar) -> date:
    return last_working_day_of_month(day, calendar)


def week_before(monday: date, calendar: WorkCalendar) -> Period:
    """The week before this Monday; with those before it in which nobody worked, so that no working day is left out."""
    first = monday - WEEK
    for _ in range(MOST_WEEKS_OFF):
        if any(calendar.is_working(first + n * ONE_DAY) for n in range(DAYS_A_WEEK)):
            break
        first -= WEEK
    return Period(first, monday)


def month_of(day: date) -> Period:
    first = first_of_month(day)
    return Period(first, add_months(first, 1))


def usual_period(span: Span, today: date, calendar: WorkCalendar) -> Period:
    """What somebody means who names no days: the last week or month while this one is young, then this one so far."""
    if span is Span.MONTH:
        last = today.day <= FRESH_DATES
        return month_of(first_of_month(today) - ONE_DAY if last else today)
    monday = monday_of(today)
    return week_before(monday, calendar) if today.weekday() < FRESH_DAYS else Period(monday, monday + WEEK)
