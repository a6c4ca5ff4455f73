"""A person's day: what is due, what is late, what was said to be done."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.domain.base import Command, Result
from bot.domain.cases import CaseLine, Guard
from bot.domain.moment import Moment
from bot.domain.promises import Line
from bot.domain.receivables import Debt
from bot.domain.reminders import Reminder
from bot.domain.summaries import TeamDay


@dataclass(frozen=True, kw_only=True)
class MyDay(Command):
    """What there is to do on a day, or on all days from then `until` another one (both of them shown)."""

    reads: ClassVar[bool] = True
    when: Moment | None = None
    until: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class Calendar(Command):
    """The feed of due promises and reminders for one's own calendar program."""

    reads: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class DayShown(Result):
    """Reminders of that day, promises due on it or late, theirs that we wait for, and money that is overdue.

    `day` is the first and `until` the last of several days; `cases` are complaints and requests that wait for an
    answer, `guards` warn of whom something is planned with, `team` is what a manager's people did and what waits there.
    """

    private: ClassVar[bool] = True
    day: date
    name: str
    today: date
    reminders: tuple[tuple[Reminder, str], ...]
    due: tuple[Line, ...]
    late: tuple[Line, ...]
    waiting: tuple[Line, ...]
    debts: tuple[Debt, ...] = ()
    cases: tuple[CaseLine, ...] = ()
    guards: tuple[Guard, ...] = ()
    digest: bool = False
    calendar_missing: int | None = None
    team: TeamDay | None = None
    until: date | None = None

    @property
    def has_today(self) -> bool:
        return self.day <= self.today <= (self.until or self.day)
