"""A share of a few counted things, and how far it can be trusted."""

from dataclasses import dataclass
from math import sqrt
from typing import Final

Z: Final = 1.96
"""Standard deviations of a 95 % interval."""
FEW: Final = 5
"""Out of fewer than this nothing is told but the counts."""


def likely(good: int, of: int) -> tuple[float, float]:
    """Between which shares the true one lies with 95 % certainty (Wilson, 1927)."""
    if not of:
        return 0.0, 1.0
    share, square = good / of, Z * Z
    middle = share + square / (2 * of)
    spread = Z * sqrt(share * (1 - share) / of + square / (4 * of * of))
    low, high = (middle - spread) / (1 + square / of), (middle + spread) / (1 + square / of)
    return min(share, max(0.0, low)), max(share, min(1.0, high))


@dataclass(frozen=True, slots=True)
class Share:
    """So many `of` so many."""

    good: int = 0
    of: int = 0

    @property
    def value(self) -> float:
        return self.good / self.of if self.of else 0.0

    @property
    def few(self) -> bool:
        return self.of < FEW

    def likely(self) -> tuple[float, float]:
        return likely(self.good, self.of)

    def surely_above(self, other: "Share") -> bool:
        """Whether the two intervals do not overlap, this one being the higher."""
        return self.likely()[0] > other.likely()[1]
