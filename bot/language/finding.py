"""Which customers a text may mean, best first: what `yinuo find` prints."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bot.language.matching.forms import form_of
from bot.language.matching.fragments import Span, fragments
from bot.language.matching.ranking import Hints, Match, Matches, best, candidates, decided
from bot.language.names import FAMILY
from bot.language.normalise import LONGEST, fold
from bot.language.spotting import Asker, Spotted, seen

__all__ = ["Match", "Matches", "find"]

BARE: Final = 24
"""Characters of a text that may be a name as a whole, words of everyday use and all."""
GONE: Final = "\n"


def find(text: str, asker: Asker) -> Matches:
    """The customers that a name, or a sentence with names in it, may mean."""
    text = text.strip()[:LONGEST]
    folded = fold(text)
    spotted = seen(folded, asker)
    known = [each for each in spotted if each.of("customer")]
    people = [each for each in spotted if each not in known]
    left = _without(folded, people)
    hints = _hints(people, asker)
    found = [each for span, ids in _places(left, known) for each in _asked(left, span, ids, asker, hints)]
    return decided(_with_surnames(best(found), people, asker))


def _without(folded: str, people: Iterable[Spotted]) -> str:
    """The text without the people and things known in it."""
    for each in people:
        start, end = each.span
        folded = folded[:start] + GONE * (end - start) + folded[end:]
    return folded


def _hints(people: Iterable[Spotted], asker: Asker) -> Hints:
    named = (hit for each in people if not each.title for hit in each.of("contact"))
    return Hints(member_id=asker.member_id, contacts=frozenset(hit.parent for hit in named))


def _places(left: str, known: Sequence[Spotted]) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Where names may stand, each with the customers that a key there means."""
    spans = {one.span: tuple(hit.id for hit in one.of("customer")) for one in known}
    whole = (0, len(left))
    if len(left) <= BARE and GONE not in left:
        spans[whole] = tuple(dict.fromkeys(each for ids in spans.values() for each in ids))
    for span in fragments(left):
        inside = [ids for at, ids in spans.items() if span[0] <= at[0] and at[1] <= span[1]]
        spans.setdefault(span, tuple(dict.fromkeys(each for ids in inside for each in ids)))
    return iter(spans.items())


def _asked(left: str, span: Span, ids: Iterable[str], asker: Asker, hints: Hints) -> list[Match]:
    said = left[slice(*span)].strip()
    return candidates(said, asker.names, hints, ids) if form_of(said) else []


def _with_surnames(found: list[Match], people: Iterable[Spotted], asker: Asker) -> list[Match]:
    """王总 tells which of two customers is meant: the one where a 王 is known."""
    families = [each.key for each in people if each.title and each.key.startswith(FAMILY)]
    if not families or not found:
        return found
    there = {hit.parent for hit in asker.names.at([each.id for each in found], families)}
    return best(each.raised() if each.id in there else each for each in found)
