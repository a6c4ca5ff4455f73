"""How well promises are kept: by a colleague, to a customer, by a customer."""

from dataclasses import dataclass
from math import sqrt
from typing import ClassVar, Final

from bot.domain.base import Command, Mention, Result
from bot.domain.promises import Side

FEW: Final = 5
"""Fewer settled promises than this tell nothing of a rate."""
Z: Final = 1.96
"""Standard deviations of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Promises by how they ended; `overdue` are still open. What was cancelled or replaced does not count."""

    kept: int = 0
    late: int = 0
    broken: int = 0
    overdue: int = 0

    @property
    def settled(self) -> int:
        return self.kept + self.late + self.broken + self.overdue

    @property
    def good(self) -> int:
        return self.kept + self.late

    @property
    def few(self) -> bool:
        return self.settled < FEW

    def likely(self) -> tuple[float, float]:
        """Between which shares the rate lies with 95 % certainty (Wilson, 1927)."""
        n = self.settled
        if not n:
            return 0.0, 1.0
        share, square = self.good / n, Z * Z
        middle = share + square / (2 * n)
        spread = Z * sqrt(share * (1 - share) / n + square / (4 * n * n))
        return (middle - spread) / (1 + square / n), (middle + spread) / (1 + square / n)


@dataclass(frozen=True, kw_only=True)
class KeptRate(Command):
    """How many promises were kept: of a colleague, of a customer and to them, of all one's people."""

    reads: ClassVar[bool] = True
    customer: Mention | None = None
    by: Mention | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """Whose promises these are (`side` for a customer's ledger), and how they ended."""

    name: str
    side: Side
    tally: Tally


@dataclass(frozen=True, kw_only=True)
class KeptRateShown(Result):
    """For whoever asked alone: the lines of one colleague, of a customer's two sides, or of a whole team."""

    private: ClassVar[bool] = True
    customer: str = ""
    lines: tuple[Kept, ...] = ()
