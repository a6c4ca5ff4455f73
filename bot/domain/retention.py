"""Which customers came, stayed, came back and went in a period, and in which stage they stand."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from bot.domain.base import Command, Mention, Result
from bot.domain.lifecycle import Lifecycle
from bot.domain.people import Asked, Scope

YEAR: Final = 365
QUARTER: Final = 90


@dataclass(frozen=True, kw_only=True)
class CheckLifecycle(Command):
    """The customers of a reader or a colleague, by what they ordered in the last so many days, and by their stage."""

    reads: ClassVar[bool] = True
    days: int = YEAR
    scope: Scope | None = None
    person: Mention | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """Customers by the days of their orders: in a period, in the one of the same length before it, and earlier.

    `new` ordered for the first time in the period, `kept` in both periods, `won_back` in this one and earlier but not
    in the one before; `lost` in the one before but not in this one.
    """

    new: int = 0
    kept: int = 0
    won_back: int = 0
    lost: int = 0

    @property
    def active(self) -> int:
        return self.new + self.kept + self.won_back


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """Who stands in a stage, of them `won_back` out of decline; `declined` ones went from it into decline."""

    stage: Lifecycle
    customers: int
    won_back: int = 0
    declined: int = 0


@dataclass(frozen=True, kw_only=True)
class LifecycleChecked(Result):
    """`since` is the first day of the period; `stages` are those in which anybody stands, in their order."""

    private: ClassVar[bool] = True
    asked: Asked
    person: Mention | None = None
    days: int
    since: date
    counts: Retention
    stages: tuple[Staged, ...]
