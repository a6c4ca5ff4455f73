"""A rule: which features of a clause make which act."""

from dataclasses import dataclass
from functools import cache
from typing import Final


@dataclass(frozen=True, slots=True)
class Rule:
    """`act` when the clause has all of `needs` and none of `without`; alternatives are joined by `|`."""

    act: str
    needs: str
    without: str = ""

    def fits(self, features: frozenset[str]) -> bool:
        needs, without = _parsed(self.needs, self.without)
        return features.isdisjoint(without) and all(not features.isdisjoint(need) for need in needs)


@cache
def _parsed(needs: str, without: str) -> tuple[tuple[frozenset[str], ...], frozenset[str]]:
    return tuple(frozenset(need.split("|")) for need in needs.split()), frozenset(without.split())


UNSURE: Final = "unsure"
"""Something is said that must not be written as it stands: a denial, a condition, a question."""
