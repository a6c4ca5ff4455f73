"""A rule: which features of a clause make which act."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Rule:
    """`act` when the clause has all of `needs` and none of `without`; alternatives are joined by `|`."""

    act: str
    needs: str
    without: str = ""

    def fits(self, features: frozenset[str]) -> bool:
        return all(not features.isdisjoint(need.split("|")) for need in self.needs.split()) and (
            features.isdisjoint(self.without.split())
        )


UNSURE: Final = "unsure"
"""Something is said that must not be written as it stands: a denial, a condition, a question."""
