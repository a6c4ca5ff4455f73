"""The names of customers as they are compared, with their grams: kept in step with the customers."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import select
from sqlmodel import Field

from bot.adapters.store.columns import PLAIN, Row, chunks, id_number, index, table_of
from bot.adapters.store.dialect import inserting
from bot.adapters.store.grams import Grams
from bot.adapters.store.transaction import Transaction

FormsOf = Callable[[Sequence[str]], Iterable[tuple[str, Collection[str]]]]
"""The forms of a customer's names, each with its grams; `bot.language.forms_of`."""
RULES = 1
"""Raised when keys, forms or grams are made in another way: what stands in older databases is made anew."""
OWNER = "@"
"""Before the id of a member: the gram of the customers they own."""


class NameFormRow(Row, table=True):
    """One name of one customer; its number stands for it under its grams, and is never used again."""

    __tablename__ = "name_form"
    __table_args__ = (index("id"),)

    number: int = id_number()
    id: str = Field(sa_type=PLAIN)
    form: str = Field(sa_type=PLAIN)


class NameStateRow(Row, table=True):
    """How many forms were ever numbered here, and by which rules the names stand in the index."""

    __tablename__ = "name_state"

    forms: int
    rules: int


NAME_FORM, NAME_STATE = table_of(NameFormRow), table_of(NameStateRow)
_f, _s = NAME_FORM.c, NAME_STATE.c


class Owned(Protocol):
    """A customer, as far as its names go."""

    @property
    def id(self) -> str: ...
    @property
    def owner_id(self) -> str: ...


Spelt = tuple[Owned, tuple[str, ...]]
"""A customer with the names under which it can be found."""
Form = tuple[str, Collection[str]]
"""A name as it is compared, and its grams."""
Place = tuple[str, str]
"""The id of a customer and one of its forms."""


def no_forms(_names: Sequence[str]) -> Iterable[tuple[str, Collection[str]]]:
    return ()


class NameForms:
    """Keeps forms and grams in step with customers."""

    def __init__(self, transaction: Transaction, forms_of: FormsOf) -> None:
        self._transaction = transaction
        self._forms_of = forms_of
        self._grams = Grams(transaction)

    def follow(self, before: Sequence[Spelt], after: Sequence[Spelt]) -> None:
        """From the names and owners of some customers to those they have now."""
        forms = self._read((*before, *after))
        old, new = _wanted(before, forms), _wanted(after, forms)
        if old == new:
            return
        first = self._reserve(len(new))
        stands = self._numbers({row_id for row_id, _ in old})
        fresh = [place for place in new if place not in stands]
        numbers = stands | {place: first + offset for offset, place in enumerate(fresh)}
        gone = {place: number for place, number in stands.items() if place not in new}
        self._forget([*gone.values()])
        self._transaction.insert(NAME_FORM, [_row(place, numbers[place]) for place in fresh])
        kept = {place: old[place] for place in old if place in stands}
        self._grams.drop(_turned(_lost(kept, new), numbers))
        self._grams.add(_turned(_lost(new, kept), numbers))

    def _read(self, spelt: Iterable[Spelt]) -> Mapping[tuple[str, ...], Sequence[Form]]:
        """The forms of all names, each read once."""
        return {names: [*self._forms_of(names)] for names in {spellings for _, spellings in spelt}}

    def clear(self) -> None:
        """Forget every form and gram of this workspace."""
        self._transaction.delete(NAME_FORM)
        self._grams.clear()

    def _reserve(self, count: int) -> int:
        """The first of so many new numbers; nobody else writes names here until the transaction ends."""
        statement = inserting(self._transaction.connection, NAME_STATE).values(
            self._transaction.placed({"forms": count, "rules": RULES})
        )
        counted = statement.on_conflict_do_update(
            index_elements=["workspace_id"], set_={"forms": _s.forms + count}
        )
        return int(self._transaction.connection.execute(counted.returning(_s.forms)).scalar_one()) - count

    def _numbers(self, ids: Collection[str]) -> dict[Place, int]:
        found: dict[Place, int] = {}
        for some in chunks(sorted(ids)):
            here = self._transaction.here(NAME_FORM, _f.id.in_(some))
            rows = self._transaction.connection.execute(select(_f.id, _f.form, _f.number).where(here))
            found |= {(row_id, form): number for row_id, form, number in rows}
        return found

    def _forget(self, numbers: Sequence[int]) -> None:
        for some in chunks(numbers):
            self._transaction.delete(NAME_FORM, _f.number.in_(some))


def _wanted(
    spelt: Iterable[Spelt], forms: Mapping[tuple[str, ...], Sequence[Form]]
) -> dict[Place, frozenset[str]]:
    """The grams of each form, with the owner's mark; a name that only changes hands is read once."""
    return {
        (one.id, form): frozenset((*grams, OWNER + one.owner_id)) if one.owner_id else frozenset(grams)
        for one, names in spelt
        for form, grams in forms[names]
    }


def rules_of(transaction: Transaction) -> int:
    """By which rules the names of this workspace stand in the index; 0 when none ever did."""
    here = select(_s.rules).where(transaction.here(NAME_STATE))
    return int(transaction.connection.execute(here).scalar() or 0)


def keep_rules(transaction: Transaction, rules: int) -> None:
    """From now on the names stand there by these rules; 0 while they are being made anew."""
    placed = transaction.placed({"forms": 0, "rules": rules})
    statement = inserting(transaction.connection, NAME_STATE).values(placed)
    transaction.connection.execute(
        statement.on_conflict_do_update(index_elements=["workspace_id"], set_={"rules": rules})
    )


def _row(place: Place, number: int) -> dict[str, Any]:
    return {"number": number, "id": place[0], "form": place[1]}


def _lost(
    these: dict[Place, frozenset[str]], those: dict[Place, frozenset[str]]
) -> dict[Place, frozenset[str]]:
    """What each place has in these and not in those."""
    return {place: grams - those.get(place, frozenset()) for place, grams in these.items()}


def _turned(grams: dict[Place, frozenset[str]], numbers: dict[Place, int]) -> dict[str, list[int]]:
    """The numbers under each gram, in order."""
    found: dict[str, list[int]] = {}
    for number, place in sorted((numbers[place], place) for place in grams):
        for gram in grams[place]:
            found.setdefault(gram, []).append(number)
    return found
