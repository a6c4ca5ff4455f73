"""The statements that look names up: which things have a key, and what each thing is called.

Each is built once, and a list of any length is one parameter: the text stays the same, so nothing is built anew.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    and_,
    bindparam,
    func,
    literal,
    select,
    type_coerce,
    union_all,
)

from bot.adapters.store.columns import PLAIN, WORDS
from bot.adapters.store.contacts import CONTACT
from bot.adapters.store.customers import CUSTOMER
from bot.adapters.store.dialect import listed
from bot.adapters.store.forms import NAME_FORM
from bot.adapters.store.keys import NAME_KEY
from bot.adapters.store.people import MEMBER
from bot.adapters.store.products import PRODUCT
from bot.domain.ports import CROWD

FEW: Final = 100
"""Hits among which there can hardly be a crowd that matters."""
NOUNS: Final = (CUSTOMER.noun, CONTACT.noun, MEMBER.noun, PRODUCT.noun)
_k = NAME_KEY.c
_customer, _contact, _member, _product = (each.table.c for each in (CUSTOMER, CONTACT, MEMBER, PRODUCT))


def _here(columns: Any) -> ColumnElement[bool]:
    """The workspace asked in, of a table's columns."""
    here: ColumnElement[bool] = columns.workspace_id == bindparam("workspace")
    return here


@cache
def first_hits(*, sqlite: bool) -> Select[Any]:
    """Key, noun and id of FEW hits and one more, in no order."""
    return _hits().where(_k.key.in_(select(listed("keys", PLAIN, sqlite=sqlite)))).limit(FEW + 1)


@cache
def all_hits(*, sqlite: bool) -> CompoundSelect[Any]:
    """The same of all hits, but of contacts at most CROWD under one key; and some rows of nothing."""
    others = [each for each in NOUNS if each != CONTACT.noun]
    keys = select(listed("keys", PLAIN, sqlite=sqlite))
    return union_all(_hits().where(_k.key.in_(keys), _k.noun.in_(others)), _first_contacts(sqlite=sqlite))


def _hits() -> Select[Any]:
    return select(_k.key, _k.noun, _k.id).where(_here(_k))


def _first_contacts(*, sqlite: bool) -> Select[Any]:
    """Up to the CROWDth contact of a key, or to the last where there are fewer: nobody counts the crowd.

    An outer join, since SQLite would else go through all names rather than through the keys; it gives a row
    of nothing for a key without contacts.
    """
    key, other = listed("keys", PLAIN, sqlite=sqlite), NAME_KEY.alias("other").c
    same = (_here(other), other.key == key, other.noun == CONTACT.noun)
    place = select(other.id).where(*same).order_by(other.id).limit(1).offset(CROWD - 1)
    until = func.coalesce(
        place.correlate(key.table).scalar_subquery(),
        select(func.max(other.id)).where(*same).correlate(key.table).scalar_subquery(),
    )
    met = and_(_here(_k), _k.key == key, _k.noun == CONTACT.noun, _k.id <= until)
    return select(_k.key, _k.noun, _k.id).select_from(key.table.outerjoin(NAME_KEY, met))


@cache
def hits_at(*, sqlite: bool) -> Select[Any]:
    """Key, noun and id of the contacts of some customers that have one of some keys."""
    customers = select(listed("customers", PLAIN, sqlite=sqlite))
    there = select(_contact.id).where(_here(_contact), _contact.customer_id.in_(customers))
    keys = select(listed("keys", PLAIN, sqlite=sqlite))
    return _hits().where(_k.key.in_(keys), _k.noun == CONTACT.noun, _k.id.in_(there))


@cache
def details(noun: str, *, sqlite: bool) -> Select[Any]:
    """Id, name, parent, owner and note of the things of a noun that have some ids."""
    return DETAILS[noun](select(listed("ids", PLAIN, sqlite=sqlite)))


def _customers(ids: Select[Any]) -> Select[Any]:
    """A customer's note is who looks after it."""
    note = func.coalesce(_member.name, "")
    owned = and_(_here(_member), _member.id == _customer.owner_id)
    columns = (_customer.id, _customer.name, literal(""), func.coalesce(_customer.owner_id, ""), note)
    chosen = select(*columns).select_from(CUSTOMER.table.outerjoin(MEMBER.table, owned))
    return chosen.where(_here(_customer), _customer.id.in_(ids))


def _contacts(ids: Select[Any]) -> Select[Any]:
    """A contact is its customer's owner's; the note is that customer and the title."""
    note = func.coalesce(func.trim(_customer.name + " " + _contact.title), "")
    at = and_(_here(_customer), _customer.id == _contact.customer_id)
    parent, owner = func.coalesce(_contact.customer_id, ""), func.coalesce(_customer.owner_id, "")
    chosen = select(_contact.id, _contact.name, parent, owner, note)
    joined = chosen.select_from(CONTACT.table.outerjoin(CUSTOMER.table, at))
    return joined.where(_here(_contact), _contact.id.in_(ids))


def _members(ids: Select[Any]) -> Select[Any]:
    columns = (_member.id, _member.name, literal(""), literal(""), type_coerce(_member.role, WORDS))
    return select(*columns).where(_here(_member), _member.id.in_(ids))


def _products(ids: Select[Any]) -> Select[Any]:
    columns = (_product.id, _product.name, literal(""), literal(""), func.coalesce(_product.unit, ""))
    return select(*columns).where(_here(_product), _product.id.in_(ids))


DETAILS: Final[Mapping[str, Callable[[Select[Any]], Select[Any]]]] = {
    CUSTOMER.noun: _customers,
    CONTACT.noun: _contacts,
    MEMBER.noun: _members,
    PRODUCT.noun: _products,
}


@cache
def staff(*, sqlite: bool) -> Select[Any]:
    """Id, name, customer and title of the living contacts of some customers.

    In no order: asked for one by id, SQLite without statistics reads all contacts there are.
    """
    customers = select(listed("customers", PLAIN, sqlite=sqlite))
    there = (_here(_contact), _contact.customer_id.in_(customers), _contact.archived_at.is_(None))
    return select(_contact.id, _contact.name, _contact.customer_id, _contact.title).where(*there)


@cache
def forms_numbered(*, sqlite: bool) -> Select[Any]:
    """Number, id and form of the forms with some numbers."""
    return _forms().where(NAME_FORM.c.number.in_(select(listed("numbers", Integer(), sqlite=sqlite))))


@cache
def forms_of_ids(*, sqlite: bool) -> Select[Any]:
    """The same of the forms of some customers."""
    return _forms().where(NAME_FORM.c.id.in_(select(listed("ids", PLAIN, sqlite=sqlite))))


def _forms() -> Select[Any]:
    form = NAME_FORM.c
    return select(form.number, form.id, form.form).where(_here(form))
