"""The name index: which customers, contacts, colleagues and products a key may mean."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    tuple_,
    type_coerce,
)

from bot.adapters.store.columns import WORDS
from bot.adapters.store.contacts import CONTACT
from bot.adapters.store.customers import CUSTOMER
from bot.adapters.store.forms import NAME_FORM, OWNER, FormsOf
from bot.adapters.store.grams import contents, sizes
from bot.adapters.store.keys import NAME_KEY, shortened
from bot.adapters.store.people import MEMBER
from bot.adapters.store.products import PRODUCT
from bot.adapters.store.tally import rarest, tally_of
from bot.adapters.store.transaction import Transaction
from bot.domain.ports import CROWD, NameForm, NameHit

_k = NAME_KEY.c
_customer, _contact, _member, _product = (each.table.c for each in (CUSTOMER, CONTACT, MEMBER, PRODUCT))


class NameIndex:
    """Look-ups by key, one query for many keys."""

    def __init__(self, transaction: Transaction, forms_of: FormsOf) -> None:
        self._transaction = transaction
        self._forms_of = forms_of

    def lookup(self, keys: Iterable[str]) -> Sequence[NameHit]:
        """Living things that have one of these keys, with what tells them from their namesakes.

        Contacts at most CROWD under one key: thousands are called 王, and nobody chooses among them.
        """
        return self._found(_lookup(), keys)

    def at(self, customers: Iterable[str], keys: Iterable[str]) -> Sequence[NameHit]:
        """The contacts of these customers that have one of these keys, however many others have it too."""
        return self._found(_lookup_at(), keys, customers=sorted(set(customers)))

    def like(self, grams: Iterable[str], ids: Iterable[str] = (), member: str = "") -> Sequence[NameForm]:
        """The forms that share the most grams, and all of these customers."""
        own, alone = OWNER + member, self._transaction.alone
        asked = {"workspace": self._transaction.workspace_id, "grams": [*dict.fromkeys((*grams, own))]}
        chosen = rarest(self._transaction.connection.execute(sizes(sqlite=alone), asked), own)
        given = {**asked, "grams": [*chosen]}
        tally = tally_of(
            self._transaction.connection.execute(contents(sqlite=alone), given) if chosen else (), chosen, own
        )
        found = {
            number: NameForm(row_id, form, tally.has(number))
            for column, some in (("number", tally.best()), ("id", [*dict.fromkeys(ids)]))
            for number, row_id, form in self._forms(column, some)
        }
        return [*found.values()]

    def about(self, ids: Iterable[str]) -> Sequence[NameHit]:
        """These customers, with their owners."""
        given = {"workspace": self._transaction.workspace_id, "ids": sorted(set(ids))}
        rows = self._transaction.connection.execute(_about(), given) if given["ids"] else ()
        return [NameHit("", CUSTOMER.noun, *row) for row in rows]

    def resembling(self, name: str) -> Sequence[str]:
        """The customers whose names share the most grams with this one."""
        grams = {gram for _, its in self._forms_of([name]) for gram in its}
        return [*dict.fromkeys(each.id for each in self.like(grams))] if grams else []

    def staff(self, customers: Iterable[str]) -> Sequence[NameHit]:
        """The living contacts of these customers."""
        there = (_contact.customer_id.in_(sorted(set(customers))), _contact.archived_at.is_(None))
        chosen = select(_contact.id, _contact.name, _contact.customer_id, _contact.title)
        rows = self._transaction.connection.execute(
            chosen.where(self._transaction.here(CONTACT.table, *there)).order_by(_contact.id)
        )
        return [NameHit("", CONTACT.noun, row.id, row.name, row.customer_id, "", row.title) for row in rows]

    def _forms(self, column: str, some: Sequence[object]) -> Iterable[Sequence[Any]]:
        given = {"workspace": self._transaction.workspace_id, "some": some}
        return self._transaction.connection.execute(_forms_by(column), given) if some else ()

    def _found(self, hits: Select[Any], keys: Iterable[str], **more: Sequence[str]) -> Sequence[NameHit]:
        wanted = sorted({shortened(each) for each in keys})
        if not wanted:
            return []
        given = {"workspace": self._transaction.workspace_id, "keys": wanted, **more}
        return [NameHit(*row) for row in self._transaction.connection.execute(hits, given)]


@cache
def _lookup() -> Select[Any]:
    """Built once: the building takes longer than the answer."""
    return _HITS.where(_few(), *_asked()).order_by(_k.key, _k.noun, _k.id)


@cache
def _lookup_at() -> Select[Any]:
    these = _contact.customer_id.in_(bindparam("customers", expanding=True))
    there = select(_contact.id).where(_contact.workspace_id == bindparam("workspace"), these)
    return _HITS.where(_k.noun == CONTACT.noun, _k.id.in_(there), *_asked()).order_by(_k.key, _k.noun, _k.id)


def _asked() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return _k.workspace_id == bindparam("workspace"), _k.key.in_(bindparam("keys", expanding=True))


@cache
def _forms_by(column: str) -> Select[Any]:
    """Forms by their numbers, or by the ids of their customers."""
    form = NAME_FORM.c
    some = form[column].in_(bindparam("some", expanding=True))
    return select(form.number, form.id, form.form).where(form.workspace_id == bindparam("workspace"), some)


@cache
def _about() -> Select[Any]:
    owner = MEMBER.table.c
    owned = and_(owner.workspace_id == _customer.workspace_id, owner.id == _customer.owner_id)
    owner_id, note = func.coalesce(_customer.owner_id, ""), func.coalesce(owner.name, "")
    columns = (_customer.id, _customer.name, literal(""), owner_id, note)
    chosen = select(*columns).select_from(CUSTOMER.table.outerjoin(MEMBER.table, owned))
    some = _customer.id.in_(bindparam("ids", expanding=True))
    return chosen.where(_customer.workspace_id == bindparam("workspace"), some)


@cache
def _few() -> ColumnElement[bool]:
    """Whether a key is no contact's, or among the first CROWD of the contacts that have it."""
    place = func.row_number().over(partition_by=(_k.key, _k.noun), order_by=_k.id).label("place")
    placed = select(_k.key, _k.noun, _k.id, place).where(*_asked()).subquery()
    first = select(placed.c.key, placed.c.noun, placed.c.id).where(
        or_(placed.c.noun != CONTACT.noun, placed.c.place <= CROWD)
    )
    return tuple_(_k.key, _k.noun, _k.id).in_(first)


def _same(table: FromClause, row_id: Any) -> ColumnElement[bool]:
    return and_(table.c.workspace_id == _k.workspace_id, table.c.id == row_id)


def _hits() -> Select[Any]:
    at, owner = CUSTOMER.table.alias("at"), MEMBER.table.alias("owner")
    source: FromClause = NAME_KEY
    for shape in (CUSTOMER, CONTACT, MEMBER, PRODUCT):
        source = source.outerjoin(shape.table, and_(_same(shape.table, _k.id), _k.noun == shape.noun))
    source = source.outerjoin(at, _same(at, _contact.customer_id))
    owner_id = func.coalesce(_customer.owner_id, at.c.owner_id)
    source = source.outerjoin(owner, _same(owner, owner_id))
    note = case(
        (_k.noun == CONTACT.noun, func.trim(at.c.name + " " + _contact.title)),
        (_k.noun == CUSTOMER.noun, func.coalesce(owner.c.name, "")),
        (_k.noun == MEMBER.noun, type_coerce(_member.role, WORDS)),
        else_=func.coalesce(_product.unit, ""),
    )
    name = func.coalesce(_customer.name, _contact.name, _member.name, _product.name)
    return select(
        _k.key,
        _k.noun,
        _k.id,
        name.label("name"),
        func.coalesce(_contact.customer_id, "").label("parent"),
        func.coalesce(owner_id, "").label("owner_id"),
        note.label("note"),
    ).select_from(source)


_HITS = _hits()
