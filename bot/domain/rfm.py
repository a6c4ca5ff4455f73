"""RFM: how recently, how often and how much an account buys, in quintiles from 1 to 5 (SCORING.md, section 4)."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import TypeVar

ValueT = TypeVar("ValueT", int, float, date)
KeyT = TypeVar("KeyT")
FIFTHS = 5


def quintiles_of(values: Mapping[KeyT, ValueT]) -> dict[KeyT, int]:
    """1 for the lowest fifth, 5 for the highest, by mid-rank: who ties shares a rank, and so a quintile."""
    ranked = sorted(values.values())
    cuts = quintile_cuts(((value, sum(1 for _ in same)) for value, same in groupby(ranked)), len(ranked))
    return {key: quintile_of(value, cuts) for key, value in values.items()}


def quintile_cuts(counted: Iterable[tuple[ValueT, int]], total: int) -> tuple[ValueT, ...]:
    """The values from which quintiles 2, 3, 4 and 5 begin, of values with how often each occurs, lowest first.

    Fewer than four where ties leave a quintile empty above the last value.
    """
    starts: list[ValueT] = []
    below = 0
    for value, count in counted:
        quintile = min(FIFTHS, 1 + FIFTHS * (2 * below + count) // (2 * total))
        starts += [value] * (quintile - 1 - len(starts))
        below += count
    return tuple(starts)


def quintile_of(value: ValueT, cuts: tuple[ValueT, ...]) -> int:
    """1 and how many of the starts it has reached."""
    return 1 + sum(value >= each for each in cuts)
