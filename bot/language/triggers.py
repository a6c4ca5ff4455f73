"""Which expressions a text can match at all: each by the signs of which a match must have one.

Thousands of expressions are asked about every message, and nearly all of them in vain: 付款 cannot match
where no 款 stands. What an expression cannot do without is read off its parsed form; an expression of which nothing of
the kind can be said is always tried, so that asking first never changes an answer.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
NO_GRAMS: Final[Grams] = frozenset()


@dataclass(frozen=True, slots=True)
class Triggers:
    """Expressions with the names that they stand for; sets of them are bits of a number, by their places.

    `needing` are, by sign, pair or triple of signs, those that need it (or another such) and those that need it too;
    `always` and `once` are those that need nothing, or nothing more.
    """

    names: tuple[str, ...]
    expressions: tuple[re.Pattern[str], ...]
    needing: Mapping[str, tuple[int, int]]
    always: int
    once: int

    def found(self, text: str) -> set[str]:
        """The names of the expressions that are met in a text."""
        first, second = self.always, self.once
        pairs = [*map(str.__add__, text, text[1:])]
        for gram in {*text, *pairs, *map(str.__add__, pairs, text[2:])} & self.needing.keys():
            wanted, too = self.needing[gram]
            first |= wanted
            second |= too
        met: set[str] = set()
        for place in _places(first & second):
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
    needing: dict[str, tuple[int, int]] = {}
    always = once = 0
    for place, (_, expression) in enumerate(rows):
        bit = 1 << place
        first, second, *_ = (*_needed(parser.parse(expression.pattern)), NO_GRAMS, NO_GRAMS)
        always |= 0 if first else bit
        once |= 0 if second else bit
        for gram in first | second:
            wanted, too = needing.get(gram, (0, 0))
            needing[gram] = wanted | bit * (gram in first), too | bit * (gram in second)
    return Triggers(tuple(name for name, _ in rows), tuple(each for _, each in rows), needing, always, once)


def _needed(tree: Iterable[tuple[Any, Any]]) -> Sequence[Grams]:
    """Up to two sets of signs, pairs or triples, the better first: every match has at least one of each."""
    found: list[Grams] = []
    run: list[Grams] = []
    said = ""
    for kind, value in tree:
        if kind is code.LITERAL:
            said += chr(value)
            run += _of_run(said)
            continue
        found += sorted(run, key=_worth)[-1:]
        run, said = [], ""
        found += _of_part(kind, value)
    found += sorted(run, key=_worth)[-1:]
    return sorted(found, key=_worth, reverse=True)[:2]


def _of_run(run: str) -> Sequence[Grams]:
    """The last three Latin letters of a run of literals, its last two signs, or a single one that is not ASCII."""
    last = run[-TRIPLE:] if run[-TRIPLE:].isascii() and len(run) >= TRIPLE else run[-PAIR:]
    return () if len(last) == 1 and last.isascii() else (frozenset({last}),)


def _of_part(kind: Any, value: Any) -> Sequence[Grams]:
    """What one part of an expression cannot do without."""
    read = PARTS.get(kind)
    return read(value) if read else ()


def _of_branches(value: Any) -> Sequence[Grams]:
    """What one branch needs or another; a branch that needs one thing only needs it twice."""
    rows = [_needed(branch) for branch in value[1]]
    if not all(rows):
        return ()
    either = [frozenset().union(*(row[place] for row in rows)) for place in (0, -1)]
    return [*dict.fromkeys(either)]


def _of_repeat(value: Any) -> Sequence[Grams]:
    least, _, repeated = value
    return _needed(repeated) if least else ()


def _of_class(members: list[tuple[Any, Any]]) -> Sequence[Grams]:
    """The members of a small class without plain letters, digits and marks."""
    signs: set[int] = set()
    for kind, value in members:
        if kind is code.LITERAL:
            signs.add(value)
        elif kind is code.RANGE and value[1] - value[0] < MOST:
            signs.update(range(value[0], value[1] + 1))
        else:
            return ()
    return () if len(signs) > MOST or min(signs) < FIRST_STRANGE else (frozenset(map(chr, signs)),)


PARTS: Final[Mapping[Any, Callable[[Any], Sequence[Grams]]]] = {
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
