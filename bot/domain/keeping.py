"""How well promises are kept: by a colleague, to a customer, by a customer."""

from dataclasses import dataclass
from typing import ClassVar, Final

from bot.domain.base import Command, Mention, Result
from bot.domain.promises import Side
from bot.domain.shares import Share

FEW: Final = 5
"""Fewer settled promises than this tell nothing of a rate."""


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
        """Between which shares the rate lies with 95 % certainty."""
        return Share(self.good, self.settled).likely()


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
