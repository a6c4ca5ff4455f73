"""Which expressions a text can match at all: each by the signs of which a match must have one.

Thousands of expressions are asked about every message, and nearly all of them in vain: 付款 cannot match
where no 款 stands. What an expression cannot do without is read off its parsed form; an expression of which nothing of
the kind can be said is always tried, so that asking first never changes an answer.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Final

from bot.language.words import CUSTOMER, RECURRING

LETTERS: Final = "etaoinshrdlucmfwypvbgkjqxz"
"""English letters, the most frequent first (the usual order for English prose)."""
RANK: Final = {letter: place for place, letter in enumerate(LETTERS)}
COMMON: Final = frozenset("的了我是不有给一他们到在上个说要这那来去")
"""Signs that stand in most sentences tell little."""
FIRST_STRANGE: Final = 0x80
"""Where ASCII ends: its single signs stand everywhere."""
MOST: Final = 12
"""Members of a class of which one may stand there."""
RARE, OFTEN, HAN, HAN_PAIR = 30, 5, 60, 100
PAIR, TRIPLE = 2, 3
Grams = frozenset[str]


@dataclass(frozen=True, slots=True)
class Triggers:
    """Expressions with the names that they stand for; sets of them are bits of a number, by their places.

    `needing` are those that need a sign, a pair or a triple of signs, `always` those that have to be tried in any case.
    """

    names: tuple[str, ...]
    expressions: tuple[re.Pattern[str], ...]
    needing: Mapping[str, int]
    always: int

    def found(self, text: str) -> set[str]:
        """The names of the expressions that are met in a text."""
        wanted = self.always
        pairs = [*map(str.__add__, text, text[1:])]
        for gram in {*text, *pairs, *map(str.__add__, pairs, text[2:])}:
            wanted |= self.needing.get(gram, 0)
        met: set[str] = set()
        for place in _places(wanted):
            if self.names[place] not in met and self.expressions[place].search(text):
                met.add(self.names[place])
        return met


def _places(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def triggers_of(named: Iterable[tuple[str, re.Pattern[str]]]) -> Triggers:
    """From expressions with their names; several may have one name."""
    rows = tuple(named)
    needing: dict[str, int] = {}
    always = 0
    for place, (_, expression) in enumerate(rows):
        grams = _needed(parser.parse(expression.pattern))
        if grams is None:
            always |= 1 << place
        for gram in grams or ():
            needing[gram] = needing.get(gram, 0) | 1 << place
    return Triggers(tuple(name for name, _ in rows), tuple(each for _, each in rows), needing, always)


def _needed(tree: Iterable[tuple[Any, Any]]) -> Grams | None:
    """Signs, pairs or triples of which every match has at least one; None when there are none such."""
    best: Grams | None = None
    run = ""
    for kind, value in tree:
        run = run + chr(value) if kind is code.LITERAL else ""
        here = _of_run(run) if run else _of_part(kind, value)
        if here is not None and (best is None or _worth(here) > _worth(best)):
            best = here
    return best


def _of_run(run: str) -> Grams | None:
    """The last three Latin letters of a run of literals, its last two signs, or a single one that is not ASCII."""
    last = run[-TRIPLE:] if run[-TRIPLE:].isascii() and len(run) >= TRIPLE else run[-PAIR:]
    return None if len(last) == 1 and last.isascii() else frozenset({last})


def _of_part(kind: Any, value: Any) -> Grams | None:
    """What one part of an expression cannot do without."""
    read = PARTS.get(kind)
    return read(value) if read else None


def _of_branches(value: Any) -> Grams | None:
    rows = [_needed(branch) for branch in value[1]]
    return None if None in rows else frozenset().union(*(row for row in rows if row))


def _of_repeat(value: Any) -> Grams | None:
    least, _, repeated = value
    return _needed(repeated) if least else None


def _of_class(members: list[tuple[Any, Any]]) -> Grams | None:
    """The members of a small class without plain letters, digits and marks."""
    signs: set[int] = set()
    for kind, value in members:
        if kind is code.LITERAL:
            signs.add(value)
        elif kind is code.RANGE and value[1] - value[0] < MOST:
            signs.update(range(value[0], value[1] + 1))
        else:
            return None
    return None if len(signs) > MOST or min(signs) < FIRST_STRANGE else frozenset(map(chr, signs))


PARTS: Final[Mapping[Any, Callable[[Any], Grams | None]]] = {
    code.BRANCH: _of_branches,
    code.SUBPATTERN: lambda value: _needed(value[-1]),
    code.ATOMIC_GROUP: _needed,
    code.MAX_REPEAT: _of_repeat,
    code.MIN_REPEAT: _of_repeat,
    code.POSSESSIVE_REPEAT: _of_repeat,
    code.ASSERT: lambda value: _needed(value[1]),
    code.IN: _of_class,
}


def _worth(grams: Grams) -> float:
    """How seldom they are met: the commonest of them counts, and every further one costs."""
    return min(map(_rarity, grams)) - len(grams)


def _rarity(gram: str) -> int:
    if gram.isascii():
        return sum(RANK.get(sign, RARE) for sign in gram)
    if len(gram) == PAIR:
        return HAN_PAIR
    return OFTEN if gram in COMMON or CUSTOMER <= gram <= RECURRING else HAN
