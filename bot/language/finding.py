"""Which customers a text may mean, best first: what `yinuo find` prints."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.base import Mention
from bot.language.normalise import fold, key_of
from bot.language.spotting import Asker, Name, spot

ACCEPT, ASK, NOTHING = "accept", "ask", "none"
WHOLE: Final = 1.0
CERTAIN: Final = 0.9
POSSIBLE: Final = 0.7
STEP: Final = 0.01
"""How much less each further candidate of one name is worth."""


@dataclass(frozen=True, slots=True)
class Match:
    id: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Matches:
    """Candidates by score; `decision` is accept, ask or none."""

    matches: tuple[Match, ...]
    decision: str


def find(text: str, asker: Asker) -> Matches:
    """The customers named in a text, whole or in a sentence; several names of equal weight are asked about."""
    every = (match for name in spot(fold(text), text, asker) for match in _matches(name, text))
    ordered = sorted(every, key=lambda match: (-match.score, match.name))
    best = tuple({match.id: match for match in reversed(ordered)}.values())[::-1]
    return Matches(tuple(sorted(best, key=ordered.index)), _decided(best))


def _decided(best: Sequence[Match]) -> str:
    if not best:
        return NOTHING
    certain = sum(match.score >= CERTAIN for match in best)
    return ACCEPT if certain == 1 else ASK


def _matches(name: Name, text: str) -> list[Match]:
    meant = name.mention if name.noun == "customer" else name.parent or Mention("")
    if meant.known:
        whole = key_of(meant.said or meant.name) == key_of(text)
        return [Match(meant.id, meant.name, WHOLE if whole else CERTAIN)]
    return [Match(one.id, one.name, POSSIBLE - STEP * rank) for rank, one in enumerate(meant.choices)]
