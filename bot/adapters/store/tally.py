"""Which forms share the most grams with what was said."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import log
from operator import itemgetter
from typing import Any

from bot.adapters.store.grams import MOST_IDS, PAGE_BITS, number_of, page_of, sign_of

MOST_READ = 8_000
"""Numbers that are counted for one question, the rarest grams first."""
LEAST_GRAMS = 2
"""Grams that are counted however common they are."""
MOST_FORMS, MOST_OWN = 64, 32


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


@dataclass(frozen=True, slots=True)
class Tally:
    """What each form shares with what was said, and which are the asker's own, by page and sign."""

    worth: Mapping[int, dict[str, float]]
    own: Mapping[int, set[str]]

    def has(self, number: int) -> bool:
        """Whether the form is of one of the asker's own."""
        return sign_of(number) in self.own.get(number >> PAGE_BITS, ())

    def best(self) -> list[int]:
        """The numbers of the forms that share the most; some of one's own among them."""
        return sorted({number for page in self.worth for number in self._best(page)})

    def _best(self, page: int) -> Iterator[int]:
        worth, own = self.worth[page], self.own.get(page, set())
        first = nlargest(MOST_FORMS, worth.items(), key=itemgetter(1))
        owned = nlargest(MOST_OWN, ((sign, worth[sign]) for sign in own & worth.keys()), key=itemgetter(1))
        return (number_of(sign, page) for sign, _ in (*first, *owned))


def tally_of(rows: Iterable[Sequence[Any]], worth: Mapping[str, float], own: str) -> Tally:
    """Of rows of gram, part and numbers."""
    tally: dict[int, dict[str, float]] = {}
    mine: dict[int, set[str]] = {}
    for gram, part, ids in rows:
        page = page_of(part)
        if gram == own:
            mine.setdefault(page, set()).update(ids)
        else:
            _count(tally.setdefault(page, {}), ids, worth[gram])
    return Tally(tally, mine)


def _count(tally: dict[str, float], ids: str, worth: float) -> None:
    """Each id stands there once; few were counted before, the rest go in together."""
    again = {sign: tally[sign] + worth for sign in tally.keys() & ids}
    tally.update(dict.fromkeys(ids, worth))
    tally.update(again)
