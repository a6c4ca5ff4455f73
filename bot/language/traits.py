"""What a message shows of itself: its words without names, dates and figures, and the features that rules use."""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final

from bot.language.normalise import HAN
from bot.language.words import CONTACT, CUSTOMER, DEADLINE, MEMBER, MOMENT, PRODUCT, RECURRING

CLASSES: Final = {
    CUSTOMER: "C",
    CONTACT: "P",
    MEMBER: "M",
    PRODUCT: "X",
    MOMENT: "T",
    DEADLINE: "D",
    RECURRING: "R",
}
"""A name or date stands for its kind: who it is says nothing of what is meant."""
FIGURE: Final = re.compile(r"\d+(?:[.,:]\d+)*")
WORD: Final = re.compile(rf"[A-Z]|[a-z]+(?:['’][a-z]+)*|#|[{HAN}]|[^\w\s]")
RUN: Final = re.compile(f"([{CUSTOMER}-{RECURRING}])\\1+")
LONGEST: Final = 300
"""Characters that are read: more than anybody types of one thing."""
EDGE: Final = ("^", "$")
MOST_TOGETHER: Final = 3
SHORT, LONG = 6, 18
"""Words of a message that is short, or long."""


def traits_of(masked: str, features: Iterable[str], clauses: int) -> frozenset[str]:
    """Words, pairs and triples of words, features and pairs of features, each once."""
    words = _words(masked)
    length = "short" if len(words) <= SHORT else "long" if len(words) > LONG else "middle"
    around = sorted({f"+{length}", f"+{min(clauses, 3)} clauses", *(f"+{each}" for each in features)})
    pairs = (one + other for one, other in combinations(around, 2))
    return frozenset((*_together([EDGE[0], *words, EDGE[1]]), *around, *pairs))


def _words(masked: str) -> list[str]:
    """The words in order; each Han character is one."""
    short = RUN.sub(r"\1", masked[:LONGEST])
    plain = FIGURE.sub("#", short)
    return WORD.findall("".join(CLASSES.get(sign, sign) for sign in plain))


def _together(words: list[str]) -> Iterator[str]:
    """Each word alone, with the next one, and with the next two."""
    for size in range(1, MOST_TOGETHER + 1):
        for start in range(len(words) - size + 1):
            yield "_".join(words[start : start + size])
