"""A rule: which features of a clause make which act."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Rule:
    """`act` when the clause has all of `needs` and none of `without`; alternatives are joined by `|`."""

    act: str
    needs: str
    without: str = ""

    def parted(self) -> tuple[tuple[frozenset[str], ...], frozenset[str]]:
        """Features of which one is needed each time, and those that must be missing."""
        needs = tuple(frozenset(need.split("|")) for need in self.needs.split())
        return needs, frozenset(self.without.split())


UNSURE: Final = "unsure"
"""Something is said that must not be written as it stands: a denial, a condition, a question."""
