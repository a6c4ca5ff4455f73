"""What summaries are made of: counts and sums over some days, and the worst of what waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.domain.base import CustomerId, MemberId
from bot.domain.keeping import Tally
from bot.domain.moment import Period
from bot.domain.promises import Promise
from bot.domain.summaries import DayOfPromises

People = Sequence[MemberId] | None
"""Whose: of these colleagues; None is everybody's."""


@dataclass(frozen=True, slots=True)
class Adding:
    """Deals in one currency ("" where none is said): how many, and the sum in its minor units."""

    count: int
    minor: int
    currency: str


class Summaries(Protocol):
    def deals(self, people: People, period: Period) -> Mapping[str, Sequence[Adding]]:
        """Deals that were `won`, `lost`, `opened` or have `slipped` on these days."""
        ...

    def touches(self, people: Sequence[MemberId], start: datetime, end: datetime) -> tuple[int, int]:
        """How many there were between two instants, and with how many customers."""
        ...

    def settled(self, people: People, start: datetime, end: datetime, now: datetime) -> Tally:
        """How our promises have ended that were closed between two instants, or fell due then and are open."""
        ...

    def worsened(self, people: People, since: date, limit: int) -> tuple[Sequence[CustomerId], int]:
        """Accounts that are amber or red since then, by points × revenue, and how many there are."""
        ...

    def cases(self, people: People, before: datetime | None, limit: int) -> tuple[Sequence[str], int]:
        """Ids of what is open (and was due before an instant), the longest first, and how many there are."""
        ...

    def disputed(
        self, people: People, since: datetime | None, limit: int
    ) -> Sequence[tuple[CustomerId, int]]:
        """Customers with unsettled conflicts (found since then), the latest first, and how many each has."""
        ...

    def promise_days(self, people: People, period: Period, now: datetime) -> Mapping[date, DayOfPromises]:
        """Our promises by the day on which they fall due."""
        ...

    def due_next(self, people: People, now: datetime, limit: int) -> Sequence[Promise]:
        """Open ones of ours that fall due from now on, the first first."""
        ...
