"""Which customers a text may mean, best first: what `yinuo find` prints."""

from collections.abc import Iterable, Sequence
from typing import Final

from bot.domain.ports import NameHit
from bot.language.matching.forms import form_of, has_trade
from bot.language.matching.fragments import Span, everyday_words, fragments, is_everyday
from bot.language.matching.ranking import (
    ACCEPT,
    Hints,
    Match,
    Matches,
    Within,
    best,
    candidates,
    decided,
)
from bot.language.normalise import LONGEST, fold
from bot.language.spotting import Asker, Spotted, seen

__all__ = ["Match", "Matches", "find"]

BARE: Final = 24
"""Characters of a text that may be a name as a whole, words of everyday use and all."""
MOST_KNOWN: Final = 24
"""Customers under one key that are looked at."""
OTHER_TRADE: Final = 0.4
"""How strange it is that a trade was said which the known name beside it does not have."""
GONE: Final = "\n"


def find(text: str, asker: Asker) -> Matches:
    """The customers that a name, or a sentence with names in it, may mean."""
    text = text.strip()[:LONGEST]
    folded = fold(text)
    spotted = seen(folded, asker)
    known = [each for each in spotted if each.of("customer") and _tells(each, folded)]
    people = [each for each in spotted if not each.of("customer")]
    left = _without(folded, people)
    hints = _hints(people, asker)
    found: list[Match] = []
    for span in _places(left, known):
        found += _asked(left, span, known, asker, hints)
        if decided(best(found)).decision == ACCEPT and len(known) < 2:  # noqa: PLR2004
            break
    return decided(_with_surnames(best(found), people, asker))


def _tells(one: Spotted, folded: str) -> bool:
    """Whether the key is no everyday word, unless there is nothing else."""
    return one.key not in everyday_words() or one.key == folded


def _without(folded: str, people: Iterable[Spotted]) -> str:
    """The text without the people and things known in it."""
    for each in people:
        start, end = each.span
        folded = folded[:start] + GONE * (end - start) + folded[end:]
    return folded


def _hints(people: Iterable[Spotted], asker: Asker) -> Hints:
    named = (hit for each in people if not each.title for hit in each.of("contact"))
    return Hints(member_id=asker.member_id, contacts=frozenset(hit.parent for hit in named))


def _places(left: str, known: Sequence[Spotted]) -> list[Span]:
    """Where names may stand: the whole of a short text, what is no everyday word, and what a key knows."""
    whole = [(0, len(left))] if left and len(left) <= BARE and GONE not in left else []
    spans = [*whole, *fragments(left)]
    lonely = [one.span for one in known if not any(_holds(span, one) for span in spans)]
    return [*dict.fromkeys((*spans, *lonely))]


def _holds(span: Span, one: Spotted) -> bool:
    return span[0] <= one.span[0] and one.span[1] <= span[1]


def _asked(left: str, span: Span, known: Iterable[Spotted], asker: Asker, hints: Hints) -> list[Match]:
    said = left[slice(*span)]
    inside = [one for one in known if _holds(span, one)]
    within = Within(
        {hit.id: left[slice(*one.span)] for one in inside for hit in _nearest(one, asker)},
        _share_left(left, span, inside),
    )
    return candidates(said.strip(), asker.names, hints, within) if form_of(said) else []


def _nearest(one: Spotted, asker: Asker) -> list[NameHit]:
    """The customers under a key, the asker's own before the others: a crowd has it in places."""
    hits = one.of("customer")
    return sorted(hits, key=lambda hit: hit.owner_id != asker.member_id)[:MOST_KNOWN]


def _share_left(left: str, span: Span, inside: Iterable[Spotted]) -> float:
    """The share of the characters there that belong to no known name and to no everyday word."""
    edges = [span[0], *(edge for one in inside for edge in one.span), span[1]]
    gaps = [left[start:end].strip() for start, end in zip(edges[::2], edges[1::2], strict=True)]
    strange = sum(len(gap) * (1.0 if not is_everyday(gap) else OTHER_TRADE * has_trade(gap)) for gap in gaps)
    return strange / (span[1] - span[0])


def _with_surnames(found: list[Match], people: Iterable[Spotted], asker: Asker) -> list[Match]:
    """王总 tells which of two customers is meant: the one where a 王 is known."""
    families = [each.key for each in people if each.title]
    there = (
        {hit.parent for hit in asker.names.at([each.id for each in found], families)} if families else set()
    )
    return best(each.raised() if each.id in there else each for each in found)
