"""What a message shows of itself: its words without names, dates and figures, and the features that rules use."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
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
FIRST: Final = 4
"""Words at the beginning, and at the end, that count for standing there."""
ENDING: Final = re.compile("(?:ing|ed|es|s|'s|ly)$")
HEAD: Final = 4
"""Letters by which a mistyped or bent word is still known; shorter words are known by themselves."""
OWN: Final = "="
"""Begins the traits that tell what the rules made of the message."""


def traits_of(
    masked: str, features: Iterable[str], clauses: int, made: Sequence[str] | None = None
) -> frozenset[str]:
    """Words as they stand together and apart, features, and the names of what was made."""
    words = _words(masked)
    length = "short" if len(words) <= SHORT else "long" if len(words) > LONG else "middle"
    around = (f"+{length}", f"+{min(clauses, 3)} clauses", *(f"+{each}" for each in features))
    own = () if made is None else _own("+".join(made), made, around)
    return frozenset((*_together([EDGE[0], *words, EDGE[1]]), *_bent(words), *_placed(words), *around, *own))


def _own(name: str, made: Sequence[str], around: Sequence[str]) -> Iterator[str]:
    """What was made, alone and beside each feature."""
    yield f"{OWN}{name}"
    yield from (f"{OWN}.{each}" for each in made)
    yield from (f"{OWN}{name}{each}" for each in around)


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


def _bent(words: list[str]) -> Iterator[str]:
    """Stems, alone and in pairs, and how words begin and end: sends, sending, sned."""
    stems = [ENDING.sub("", word) if len(word) > HEAD else word for word in words]
    yield from (f"~{stem}" for stem in stems)
    yield from (f"~{one}_{other}" for one, other in pairwise(stems))
    for word in words:
        if len(word) >= HEAD:
            yield f"{word[:HEAD]}-"
        if len(word) > HEAD + 1:
            yield f"-{word[-HEAD:]}"


def _placed(words: list[str]) -> Iterator[str]:
    """Where words stand: the first, the last, and two that have others between them."""
    yield from (f"{place}:{word}" for place, word in enumerate(words[: FIRST - 1]))
    yield from (f"<{word}" for word in words[:FIRST])
    yield from (f">{word}" for word in words[-FIRST:])
    for far in (2, 3):
        yield from (f"{one}..{other}" for one, other in zip(words, words[far:], strict=False))
