"""What is usual in a team: the median gap between contacts and orders, its seasons, how long its deals take.

Reckoned by the sweep from tallies that are small however many customers there are.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, TypeVar

from bot.domain.policy import Policy, SilencePolicy
from bot.domain.volume import season_of

KeyT = TypeVar("KeyT")

FEW: Final = 20
"""Fewer gaps or decided deals than this tell nothing of a team."""
MOST_DECIDED: Final = 0.9
RIVALS: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counted so far: gaps and cycles by days, what was sold by month (`2026-03`), deals by rival."""

    contact_gaps: dict[int, int] = field(default_factory=dict)
    order_gaps: dict[int, int] = field(default_factory=dict)
    cycles: dict[int, int] = field(default_factory=dict)
    months: dict[str, float] = field(default_factory=dict)
    rivals: dict[str, int] = field(default_factory=dict)

    def plus(self, other: "Tally") -> "Tally":
        return Tally(
            contact_gaps=_added(self.contact_gaps, other.contact_gaps),
            order_gaps=_added(self.order_gaps, other.order_gaps),
            cycles=_added(self.cycles, other.cycles),
            months={
                each: self.months.get(each, 0.0) + other.months.get(each, 0.0)
                for each in {*self.months, *other.months}
            },
            rivals=dict(Counter(_added(self.rivals, other.rivals)).most_common(2 * RIVALS)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Norms:
    """The team's own figures; None and () where it has too few of its own.

    `season` is what each month brings beside the mean month, January first; `deal_age` the days within which nine of
    ten deals were decided; `rivals` the sellers whom its deals name.
    """

    reckoned_on: date | None = None
    contact_gap: float | None = None
    order_gap: float | None = None
    season: tuple[float, ...] = ()
    deal_age: int | None = None
    rivals: tuple[str, ...] = ()

    def contacts(self, policy: SilencePolicy) -> SilencePolicy:
        """How silence of words is judged here."""
        return replace(policy, prior=self.contact_gap) if self.contact_gap else policy

    def orders(self, policy: SilencePolicy) -> SilencePolicy:
        """How silence of orders is judged here."""
        return replace(policy, prior=self.order_gap) if self.order_gap else policy


def norms_of(tally: Tally, today: date, policy: Policy) -> Norms:
    volumes = {(int(each[:4]), int(each[5:])): sold for each, sold in tally.months.items()}
    rivals = sorted(tally.rivals, key=lambda each: (-tally.rivals[each], each))
    age = quantile(tally.cycles, MOST_DECIDED)
    return Norms(
        reckoned_on=today,
        contact_gap=quantile(tally.contact_gaps, 0.5),
        order_gap=quantile(tally.order_gaps, 0.5),
        season=season_of(volumes, today, policy.volume.season_years),
        deal_age=None if age is None else round(age),
        rivals=tuple(rivals[:RIVALS]),
    )


def quantile(counts: Mapping[int, int], share: float) -> float | None:
    """Of whole numbers that were counted, between neighbours in proportion; None of fewer than twenty."""
    total = sum(counts.values())
    if total < FEW:
        return None
    place = (total - 1) * share
    low, high = _at(counts, int(place)), _at(counts, min(int(place) + 1, total - 1))
    return low + (high - low) * (place - int(place))


def _at(counts: Mapping[int, int], place: int) -> int:
    """The number at this place when all are laid out in order."""
    for value in sorted(counts):
        place -= counts[value]
        if place < 0:
            return value
    raise IndexError(place)


def _added(some: Mapping[KeyT, int], more: Mapping[KeyT, int]) -> dict[KeyT, int]:
    return {each: some.get(each, 0) + more.get(each, 0) for each in {*some, *more}}
