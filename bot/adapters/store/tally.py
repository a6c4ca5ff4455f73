"""Which forms share the most grams with what was said."""

from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from itertools import chain
from math import log
from operator import itemgetter
from typing import Any

from bot.adapters.store.grams import MOST_IDS, number_of, page_of

MOST_READ = 12_000
"""Numbers that are counted for one question, the rarest grams first."""
LEAST_GRAMS = 2
"""Grams that are counted however common they are."""
MOST_FORMS, MOST_OWN = 96, 48
Tally = dict[str, float]


def rarest(measured: Iterable[Sequence[Any]], own: str) -> Mapping[str, float]:
    """The grams to be counted with what each is worth, of rows of gram, part and size."""
    total: dict[str, int] = {}
    for gram, _, size in measured:
        total[gram] = total.get(gram, 0) + size
    chosen = {own: 0.0} if total.pop(own, 0) else {}
    read = 0
    for gram, size in sorted(total.items(), key=itemgetter(1)):
        read += size
        if size and (read <= MOST_READ or len(chosen) < LEAST_GRAMS):
            chosen[gram] = log(2 * MOST_IDS / size)
    return chosen


def best_of(rows: Iterable[Sequence[Any]], worth: Mapping[str, float], own: str) -> list[int]:
    """The numbers of the forms that share the most, in rows of gram, part and numbers; some of one's own among them."""
    pages: dict[int, tuple[Tally, set[str]]] = {}
    for gram, part, ids in rows:
        tally, mine = pages.setdefault(page_of(part), ({}, set()))
        if gram == own:
            mine.update(ids)
        else:
            _count(tally, ids, worth[gram])
    best = chain.from_iterable(_best(page, tally, mine) for page, (tally, mine) in pages.items())
    return sorted(set(best))


def _count(tally: Tally, ids: str, worth: float) -> None:
    known = tally.get
    for sign in ids:
        tally[sign] = known(sign, 0.0) + worth


def _best(page: int, tally: Tally, mine: set[str]) -> list[int]:
    first = nlargest(MOST_FORMS, tally.items(), key=itemgetter(1))
    owned = nlargest(MOST_OWN, ((sign, tally[sign]) for sign in mine & tally.keys()), key=itemgetter(1))
    return [number_of(sign, page) for sign, _ in (*first, *owned)]
