"""What a message leans to by the traits it shows: weights learned from labelled messages by `benchmarks/learn.py`.

`leanings.txt` holds, after a line of JSON, one trait a line with its weights: a letter for the act and one for
the weight, in steps of `step` around `ZERO`. Weights are added, divided by the root of how many traits there are, and
the softmax of the sums is the chance.
"""

import json
import logging
import math
import struct
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final

VERSION: Final = 3
FILE: Final = "leanings.txt"
FIRST_ACT, ZERO = 48, 80
"""The characters of the first act and of no weight; all that is written stays within printable ASCII."""
MOST_WEIGHT: Final = 46
REASONS: Final = 3
LEAST_CHANCE: Final = 1e-9
NOTHING, READS, SEVERAL = "nothing", "reads", "several"
"""Labels that are no acts: nothing to do, a look at something, several acts at once."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Leaning:
    """The chance of every act, 0 to 1, the likeliest first."""

    chances: Mapping[str, float]

    @property
    def act(self) -> str:
        return next(iter(self.chances))

    def rather(self, acts: Iterable[str], others: Iterable[str]) -> float:
        """How likely any of these is when it is they or the others."""
        mine = self.of(acts)
        return mine / max(mine + self.of({*others}), LEAST_CHANCE)

    def of(self, acts: Iterable[str]) -> float:
        """The chance of any of these."""
        return sum(self.chances.get(act, 0.0) for act in acts)


@dataclass(frozen=True, slots=True)
class Leanings:
    """The learned table; `bars` are the chances from which it acts, `inputs` the digest of what it was made from."""

    acts: tuple[str, ...]
    step: float
    bias: tuple[int, ...]
    rows: Mapping[str, bytes]
    bars: Mapping[str, float] = field(default_factory=dict)
    inputs: str = ""
    lanes: dict[str, int] = field(default_factory=dict, repr=False, compare=False)
    """The rows that have been needed so far, ready to be added."""

    def lean(self, traits: Collection[str]) -> Leaning:
        """Signs that were never learned from count for nothing but the length of the message."""
        step = self.step * weight_of(traits)
        rows = [self._lanes(trait) for trait in traits if trait in self.rows]
        none = ZERO * len(rows)
        parts = zip(self._parted(sum(rows)), self.bias, strict=True)
        sums = [(each - none) * step + bias * self.step for each, bias in parts]
        highest = max(sums)
        shares = [math.exp(each - highest) for each in sums]
        whole = sum(shares)
        order = sorted(range(len(sums)), key=sums.__getitem__, reverse=True)
        return Leaning({self.acts[place]: shares[place] / whole for place in order})

    def why(self, traits: Collection[str], act: str) -> tuple[str, ...]:
        """The three traits that speak most for an act, with the odds that each multiplies."""
        place = FIRST_ACT + self.acts.index(act)
        weights = ((_weight(self.rows[trait], place), trait) for trait in traits if trait in self.rows)
        strongest = sorted((-weight, trait) for weight, trait in weights if weight > 0)[:REASONS]
        step = self.step * weight_of(traits)
        return tuple(f"{trait} ×{math.exp(-weight * step):.1f}" for weight, trait in strongest)

    def _lanes(self, trait: str) -> int:
        """The weights of a trait as one number with a lane for every act: sums of such are sums of every lane."""
        found = self.lanes.get(trait)
        if found is None:
            row, weights = self.rows[trait], [ZERO] * len(self.acts)
            for act, weight in zip(row[::2], row[1::2], strict=True):
                weights[act - FIRST_ACT] = weight
            found = self.lanes[trait] = int.from_bytes(struct.pack(f"<{len(weights)}I", *weights), "little")
        return found

    def _parted(self, total: int) -> tuple[int, ...]:
        many = len(self.acts)
        return struct.unpack(f"<{many}I", total.to_bytes(struct.calcsize("<I") * many, "little"))


def weight_of(traits: Collection[str]) -> float:
    """What one trait counts among so many: a long message is no surer for being long."""
    return 1 / math.sqrt(max(len(traits), 1))


def _weight(row: bytes, act: int) -> int:
    place = row[::2].find(act)
    return row[2 * place + 1] - ZERO if place >= 0 else 0


def written(table: Leanings) -> str:
    """The text of the file, the same for the same table."""
    head = {
        "version": VERSION,
        "inputs": table.inputs,
        "step": table.step,
        "bars": dict(sorted(table.bars.items())),
        "acts": table.acts,
        "bias": table.bias,
    }
    rows = (f"{trait}\t{row.decode('ascii')}" for trait, row in sorted(table.rows.items()))
    return "\n".join((json.dumps(head), *rows)) + "\n"


def taken(text: str) -> Leanings:
    """The table of a file's text; ValueError, KeyError or TypeError when it is none of this version."""
    head, *lines = text.rstrip("\n").split("\n")
    said: dict[str, Any] = json.loads(head)
    if said["version"] != VERSION:
        raise ValueError(f"leanings of version {said['version']}, not {VERSION}: run benchmarks/learn.py")
    pairs = (line.encode().partition(b"\t") for line in lines)
    rows = {trait.decode(): row for trait, _, row in pairs}
    acts, bias = tuple(said["acts"]), tuple(said["bias"])
    if len(acts) != len(bias) or not acts:
        raise ValueError("leanings without acts")
    return Leanings(acts, said["step"], bias, rows, said["bars"], said["inputs"])


@cache
def leanings() -> Leanings | None:
    """The shipped table, read once; None when it is missing or broken, and then the rules decide alone."""
    try:
        return taken(files("bot.language").joinpath(FILE).read_text("utf-8"))
    except (OSError, ValueError, KeyError, TypeError) as fault:
        log.warning("no leanings (%s): the rules read alone", fault)
        return None
