"""A share of a few counted things, and how far it can be trusted."""

from dataclasses import dataclass
from math import sqrt
from typing import Final

Z: Final = 1.96
"""Standard deviations of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many `of` so many."""

    good: int
    of: int

    @property
    def value(self) -> float:
        return self.good / self.of if self.of else 0.0

    def likely(self) -> tuple[float, float]:
        """Between which shares it lies with 95 % certainty (Wilson, 1927)."""
        n = self.of
        if not n:
            return 0.0, 1.0
        share, square = self.good / n, Z * Z
        middle = share + square / (2 * n)
        spread = Z * sqrt(share * (1 - share) / n + square / (4 * n * n))
        return (middle - spread) / (1 + square / n), (middle + spread) / (1 + square / n)
