"""The keys under which names are found: kept in step with the rows that bear them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Select, select

from bot.adapters.store.columns import Row, index, plain_part, table_of
from bot.adapters.store.forms import FormsOf, NameForms, Spelt, no_forms
from bot.adapters.store.mapping import Shape
from bot.adapters.store.transaction import Transaction
from bot.domain.likeness import plain

KeysOf = Callable[[str, Sequence[str]], Iterable[str]]
"""Which normalised keys the names of a noun have; `bot.language.keys_of`."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """How names are written into the index."""

    keys_of: KeysOf
    forms_of: FormsOf = no_forms


EXACT = "="
"""Before the key under which a name is found as it stands, in any width, case and punctuation."""
LONGEST = 120
"""Characters of a key that are kept: an index has its limits, names have none."""


class NameKeyRow(Row, table=True):
    """One key of one thing; what the thing is called stands in its own row. There are many: kept lean."""

    __tablename__ = "name_key"
    __table_args__ = (index("noun", "id"),)

    key: str = plain_part()
    noun: str = plain_part()
    id: str = plain_part()


NAME_KEY = table_of(NameKeyRow)
_k = NAME_KEY.c


class Named(Protocol):
    """What has names: a customer, contact, colleague or product."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


class NameKeys:
    """Keeps the keys, and the forms of customers, in step with the rows."""

    def __init__(self, transaction: Transaction, keys_of: KeysOf, forms: NameForms) -> None:
        self._transaction = transaction
        self._keys_of = keys_of
        self._forms = forms

    def follow(self, shape: Shape[Any], pairs: Sequence[tuple[Named | None, Named | None]]) -> None:
        """Go with rows from before to after; None where there was or is no row."""
        if "aliases" not in shape.plain:
            return
        if "owner_id" in shape.plain:
            sides = list(zip(*pairs, strict=True)) or [(), ()]
            self._forms.follow(_all_spelt(sides[0]), _all_spelt(sides[1]))
        moved = [(before, after) for before, after in pairs if _spelt(before) != _spelt(after)]
        gone = [before.id for before, _ in moved if before is not None]
        if gone:
            self._transaction.delete(NAME_KEY, _k.noun == shape.noun, _k.id.in_(gone))
        self._write(shape, [after for _, after in moved if after is not None])

    def _write(self, shape: Shape[Any], fresh: Sequence[Named]) -> None:
        rows = ((each, one.id) for one in fresh for each in self._keys(shape, one))
        self._transaction.insert(
            NAME_KEY, [{"key": each, "noun": shape.noun, "id": row_id} for each, row_id in rows]
        )

    def renew(self, shape: Shape[Any], rows: Sequence[Named]) -> None:
        """Write the names of rows anew, whatever stands there of them."""
        self._transaction.delete(NAME_KEY, _k.noun == shape.noun, _k.id.in_([each.id for each in rows]))
        if "owner_id" in shape.plain:
            self._forms.follow(_all_spelt(rows), ())
        self.follow(shape, [(None, each) for each in rows])

    def clear(self) -> None:
        """Forget every key and form of this workspace."""
        self._transaction.delete(NAME_KEY)
        self._forms.clear()

    def _keys(self, shape: Shape[Any], one: Named) -> set[str]:
        spellings = _spelt(one)
        if not spellings:
            return set()
        return {*map(shortened, self._keys_of(shape.noun, spellings)), *map(exact, spellings)}


def exact(name: str) -> str:
    return shortened(EXACT + plain(name))


def shortened(key: str) -> str:
    return key[:LONGEST]


def ids_called(transaction: Transaction, shape: Shape[Any], keys: Sequence[str]) -> Select[Any]:
    """The ids under which one of these exact keys stands."""
    return select(_k.id).where(transaction.here(NAME_KEY, _k.key.in_(keys), _k.noun == shape.noun))


def _all_spelt(some: Iterable[Any]) -> list[Spelt]:
    return [(one, spelt) for one in some if (spelt := _spelt(one))]


def _spelt(one: Named | None) -> tuple[str, ...]:
    """Under which names it can be found; none when it is archived."""
    if one is None or getattr(one, "archived_at", None) is not None:
        return ()
    return tuple(dict.fromkeys(each for each in (one.name, *one.aliases) if each.strip()))
