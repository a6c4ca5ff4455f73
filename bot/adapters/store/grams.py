"""Which names have a gram (a piece by which a misspelt name is still found): the numbers of their forms.

A number is kept as one character, so that a thousand of them are one short text and are counted without being
parsed. A gram that 20,000 names have tells nothing: it takes no more.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, Update, bindparam, select, update
from sqlmodel import Field

from bot.adapters.store.columns import PLAIN, Row, chunks, id_number, plain_part, table_of
from bot.adapters.store.dialect import listed
from bot.adapters.store.transaction import Transaction

MOST_IDS = 20_000
LEAF = 1_000
"""Numbers of a row beyond which the next row begins: a name added rewrites little."""
PAGE_BITS = 20
"""There are not enough characters for all numbers: those of each 2^20 stand in rows of their own."""
LEAF_BITS = 10
FIRST_SIGN, SURROGATES, SURROGATE_COUNT = 0x100, 0xD800, 0x800


class NameGramRow(Row, table=True):
    """Some of the forms that have a gram; the upper bits of `part` say which 2^20 numbers they are of."""

    __tablename__ = "name_gram"

    gram: str = plain_part()
    part: int = id_number()
    size: int
    ids: str = Field(sa_type=PLAIN)


NAME_GRAM = table_of(NameGramRow)
_g = NAME_GRAM.c


def sign_of(number: int) -> str:
    """The character that stands for a form, one of 2^20."""
    code = (number & ((1 << PAGE_BITS) - 1)) + FIRST_SIGN
    return chr(code if code < SURROGATES else code + SURROGATE_COUNT)


def number_of(sign: str, page: int) -> int:
    code = ord(sign)
    return (page << PAGE_BITS) + (code if code < SURROGATES else code - SURROGATE_COUNT) - FIRST_SIGN


def page_of(part: int) -> int:
    return part >> LEAF_BITS


@cache
def sizes(*, sqlite: bool) -> Select[Any]:
    """The parts of grams with how many forms each holds, without these."""
    return select(_g.gram, _g.part, _g.size).where(*_these(sqlite=sqlite))


@cache
def contents(*, sqlite: bool) -> Select[Any]:
    return select(_g.gram, _g.part, _g.ids).where(*_these(sqlite=sqlite))


def _these(*, sqlite: bool) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Some grams of a workspace."""
    words = select(listed("grams", PLAIN, sqlite=sqlite))
    return _g.workspace_id == bindparam("workspace"), _g.gram.in_(words)


@cache
def _append() -> Update:
    same = (_g.workspace_id == bindparam("at"), _g.gram == bindparam("of"), _g.part == bindparam("in"))
    more = {"ids": _g.ids + bindparam("more"), "size": _g.size + bindparam("count")}
    return update(NAME_GRAM).where(*same).values(more)


@cache
def _replace() -> Update:
    same = (_g.workspace_id == bindparam("at"), _g.gram == bindparam("of"), _g.part == bindparam("in"))
    return update(NAME_GRAM).where(*same).values(ids=bindparam("left"), size=bindparam("count"))


class Grams:
    """Keeps the numbers under their grams; whoever writes here holds the workspace's `name_state` row."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, fresh: Mapping[str, Sequence[int]]) -> None:
        """Put forms under grams that they were not under, as far as a gram still takes any."""
        for some in chunks(sorted(fresh)):
            stand = self._sizes(some)
            moves = [each for gram in some for each in _placed(gram, fresh[gram], stand.get(gram, {}))]
            opened = [_row(gram, part, numbers) for gram, part, numbers, new in moves if new]
            grown = [self._more(gram, part, numbers) for gram, part, numbers, new in moves if not new]
            self._transaction.insert(NAME_GRAM, opened)
            if grown:
                self._transaction.connection.execute(_append(), grown)

    def drop(self, gone: Mapping[str, Iterable[int]]) -> None:
        """Take forms away from grams."""
        for some in chunks(sorted(gone)):
            rows = self._transaction.connection.execute(
                contents(sqlite=self._transaction.alone), self._asked(some)
            ).all()
            left = [
                self._less(gram, part, rest)
                for gram, part, ids in rows
                if (rest := _without(ids, part, gone[gram])) != ids
            ]
            if left:
                self._transaction.connection.execute(_replace(), left)

    def clear(self) -> None:
        self._transaction.delete(NAME_GRAM)

    def _sizes(self, grams: Sequence[str]) -> dict[str, dict[int, int]]:
        found: dict[str, dict[int, int]] = {}
        for gram, part, size in self._transaction.connection.execute(
            sizes(sqlite=self._transaction.alone), self._asked(grams)
        ):
            found.setdefault(gram, {})[part] = size
        return found

    def _asked(self, grams: Sequence[str]) -> dict[str, object]:
        return {"workspace": self._transaction.workspace_id, "grams": grams}

    def _more(self, gram: str, part: int, numbers: Sequence[int]) -> dict[str, object]:
        more = "".join(map(sign_of, numbers))
        return {**self._at(gram, part), "more": more, "count": len(numbers)}

    def _less(self, gram: str, part: int, rest: str) -> dict[str, object]:
        return {**self._at(gram, part), "left": rest, "count": len(rest)}

    def _at(self, gram: str, part: int) -> dict[str, object]:
        return {"at": self._transaction.workspace_id, "of": gram, "in": part}


def _row(gram: str, part: int, numbers: Sequence[int]) -> dict[str, object]:
    return {"gram": gram, "part": part, "size": len(numbers), "ids": "".join(map(sign_of, numbers))}


def _placed(
    gram: str, numbers: Sequence[int], stand: Mapping[int, int]
) -> Iterator[tuple[str, int, Sequence[int], bool]]:
    """In which part each goes, and whether that part is new."""
    taken = numbers[: max(0, MOST_IDS - sum(stand.values()))]
    for page, some in groupby(taken, key=lambda number: number >> PAGE_BITS):
        parts = [part for part in stand if page_of(part) == page]
        last = max(parts, default=(page << LEAF_BITS) - 1)
        full = stand.get(last, LEAF) >= LEAF
        yield gram, last + 1 if full else last, list(some), full


def _without(ids: str, part: int, gone: Iterable[int]) -> str:
    signs = (sign_of(number) for number in gone if number >> PAGE_BITS == page_of(part))
    return ids.translate(dict.fromkeys(map(ord, signs)))
