"""A rule: which features of a clause make which act."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Rule:
    """`act` when the clause has all of `needs` and none of `without`; alternatives are joined by `|`."""

    act: str
    needs: str
    without: str = ""

    def parted(self) -> tuple[list[frozenset[str]], frozenset[str]]:
        """Features of which one is needed each time, and those that must be missing."""
        return [frozenset(need.split("|")) for need in self.needs.split()], frozenset(self.without.split())


class Rules:
    """Rules in order, all asked at once: the sets of them that a feature speaks for or against are bits of a number."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        listed = list(rules)
        needs, without = zip(*(rule.parted() for rule in listed), strict=True)
        self._acts = [rule.act for rule in listed]
        self._without = _bits(without)
        most = range(max(map(len, needs)))
        self._needs = [_bits(_at(each, place) for each in needs) for place in most]
        self._free = [sum(1 << row for row, each in enumerate(needs) if len(each) <= place) for place in most]

    def act_of(self, features: frozenset[str]) -> str:
        """The act of the first that fits; "" when none does."""
        fitting = (1 << len(self._acts)) - 1
        for needing, free in zip(self._needs, self._free, strict=True):
            met = free
            for each in features & needing.keys():
                met |= needing[each]
            fitting &= met
        for each in features & self._without.keys():
            fitting &= ~self._without[each]
        return self._acts[(fitting & -fitting).bit_length() - 1] if fitting else ""


def _at(needs: list[frozenset[str]], place: int) -> frozenset[str]:
    return needs[place] if place < len(needs) else frozenset()


def _bits(rows: Iterable[frozenset[str]]) -> dict[str, int]:
    """For each feature the rows that hold it."""
    found: dict[str, int] = {}
    for row, features in enumerate(rows):
        for each in features:
            found[each] = found.get(each, 0) | 1 << row
    return found


UNSURE: Final = "unsure"
"""Something is said that must not be written as it stands: a denial, a condition, a question."""
