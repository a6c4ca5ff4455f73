"""How long an account is usually silent, and how long is too long (SCORING.md, section 1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import exp, log
from typing import Final

from bot.domain.policy import SilencePolicy

ENOUGH: Final = 3
"""Orders from which on their silence says something."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Whole days since the last contact, the usual gap, and the limit beyond which it is alarming."""

    days: int
    usual: float
    limit: float

    def share(self) -> float:
        """0 up to a third of the limit, 1 from the limit on."""
        return min(1.0, max(0.0, (self.days / self.limit - 1 / 3) / (2 / 3)))


def silence_of(days: Sequence[date], today: date, policy: SilencePolicy) -> Silence | None:
    """Of distinct contact days in any order; None when there never was a contact."""
    ordered = sorted({each for each in days if each <= today})
    if not ordered:
        return None
    gaps = [(later - earlier).days for earlier, later in pairwise(ordered)]
    logs = sum(log(max(1, gap)) for gap in gaps)
    usual = exp((logs + policy.weight * log(policy.prior)) / (len(gaps) + policy.weight))
    limit = min(max(policy.times * usual, policy.least), policy.most)
    return Silence((today - ordered[-1]).days, usual, limit)
