"""The best customers: by exactly four factors, whose weights everybody sees (SCORING.md, section 4)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from math import inf
from typing import Final

from bot.domain.base import CustomerId
from bot.domain.policy import TopWeights


class Factor(StrEnum):
    REVENUE = "revenue"
    VOLUME = "volume"
    OVERDUE = "overdue"
    CYCLE = "cycle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An account in a period: revenue and overdue amount in minor units, pieces, days from order to order."""

    customer_id: CustomerId
    revenue: int
    volume: Decimal
    overdue: int
    cycle: float | None


@dataclass(frozen=True, slots=True)
class Standing:
    """`points` from 0 to 100: the weighted mean of its places by each factor, from last to first."""

    record: Record
    points: float


BETTER: Final[dict[Factor, Callable[[Record], float]]] = {
    Factor.REVENUE: lambda each: each.revenue,
    Factor.VOLUME: lambda each: float(each.volume),
    Factor.OVERDUE: lambda each: -each.overdue,
    Factor.CYCLE: lambda each: -inf if each.cycle is None else -each.cycle,
}
"""What is better the more of it there is: little overdue, and little time from one order to the next."""


def weight_of(factor: Factor, weights: TopWeights) -> float:
    """Its share of the whole."""
    given = (weights.revenue, weights.volume, weights.overdue, weights.cycle)
    whole = sum(given) or 1
    return dict(zip(Factor, given, strict=True))[factor] / whole


def ranked(records: Sequence[Record], weights: TopWeights) -> list[Standing]:
    """The best first; accounts that tie in a factor share its place, those of equal points go by revenue."""
    places = {factor: _places([BETTER[factor](each) for each in records]) for factor in Factor}
    standings = [
        Standing(
            each,
            100 * sum(weight_of(factor, weights) * places[factor][BETTER[factor](each)] for factor in Factor),
        )
        for each in records
    ]
    return sorted(standings, key=lambda each: (-each.points, -each.record.revenue, each.record.customer_id))


def best_count(accounts: int, share: int) -> int:
    """How many the best `share` per cent are, rounded up."""
    return -(-accounts * share // 100)


def _places(values: Sequence[float]) -> dict[float, float]:
    """For each value the share of all that stands below it, and half of those beside it."""
    found: dict[float, float] = {}
    below = 0
    for value, same in groupby(sorted(values)):
        count = sum(1 for _ in same)
        found[value] = (below + count / 2) / len(values)
        below += count
    return found
