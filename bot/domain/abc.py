"""ABC: which few accounts bring most of the revenue (SCORING.md, section 4)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.domain.policy import ValuePolicy

CLASSES = ("A", "B", "C")
PER_CENT = 100


KeyT = TypeVar("KeyT", int, str)


@dataclass(frozen=True, slots=True)
class Boundary:
    """The last account of a class: its revenue (minor units) and its key."""

    revenue: int
    key: str

    def holds(self, revenue: int, key: str) -> bool:
        """Whether an account stands before it, or is it."""
        return (-revenue, key) <= (-self.revenue, self.key)


@dataclass(frozen=True, slots=True)
class ClassCuts:
    """Where A and B end; None when no account is in the class, or in none above the next."""

    a: Boundary | None = None
    b: Boundary | None = None

    def class_of(self, revenue: int, key: str) -> str:
        if revenue > 0:
            for name, last in (("A", self.a), ("B", self.b)):
                if last is not None and last.holds(revenue, key):
                    return name
        return "C"


def classes_of(revenues: Mapping[KeyT, float], policy: ValuePolicy) -> dict[KeyT, str]:
    """A while the share of all before an account is below 80 %, B below 95 %, else C; without revenue C."""
    total = sum(each for each in revenues.values() if each > 0)
    found: dict[KeyT, str] = {}
    before = 0.0
    for key in sorted(revenues, key=lambda each: (-revenues[each], each)):
        revenue = revenues[key]
        found[key] = _class(before, total, policy) if revenue > 0 else "C"
        before += max(0.0, revenue)
    return found


def cuts_of(ranked: Iterable[tuple[str, int]], total: int, policy: ValuePolicy) -> ClassCuts:
    """Where the classes end in accounts with revenue, the largest first, by key where equal; reads no further."""
    before = 0
    ends: dict[str, Boundary] = {}
    for key, revenue in ranked:
        name = _class(before, total, policy)
        if name == "C":
            break
        ends[name] = Boundary(revenue, key)
        before += revenue
    return ClassCuts(ends.get("A"), ends.get("B", ends.get("A")))


def _class(before: float, total: float, policy: ValuePolicy) -> str:
    """By the share of the total that stands before; in whole numbers, so that 80 % is 80 %."""
    for name, share in (("A", policy.a_share), ("B", policy.b_share)):
        if before * PER_CENT < share * total:
            return name
    return "C"


def share_of_top(revenues: Sequence[float], share: float) -> float:
    """What the best part of the accounts (0.2: the best fifth, rounded down) brings of all revenue."""
    ranked = sorted(revenues, reverse=True)
    total = sum(ranked)
    return sum(ranked[: int(len(ranked) * share)]) / total if total else 0.0
