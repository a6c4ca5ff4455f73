"""Which customers a text may mean, best first: what `yinuo find` prints."""

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
    names = [each for each in spot(fold(text), text, asker) if each.noun == "customer" or each.parent]
    scored: dict[str, Match] = {}
    for each in names:
        for match in _matches(each, text):
            if match.id not in scored or scored[match.id].score < match.score:
                scored[match.id] = match
    ordered = tuple(sorted(scored.values(), key=lambda match: (-match.score, match.name)))
    if not ordered:
        return Matches((), NOTHING)
    sure = ordered[0].score >= CERTAIN and (len(ordered) == 1 or ordered[1].score < CERTAIN)
    return Matches(ordered, ACCEPT if sure else ASK)


def _matches(name: Name, text: str) -> list[Match]:
    meant = name.mention if name.noun == "customer" else name.parent or Mention("")
    if meant.known:
        whole = key_of(meant.said or meant.name) == key_of(text)
        return [Match(meant.id, meant.name, WHOLE if whole else CERTAIN)]
    return [Match(one.id, one.name, POSSIBLE - STEP * rank) for rank, one in enumerate(meant.choices)]
