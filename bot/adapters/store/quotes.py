"""Quotes: the tables and what is asked of them."""

import datetime as dt
from collections.abc import Collection, Sequence

from sqlalchemy import literal_column, or_

from bot.adapters.store.columns import (
    Row,
    id_part,
    index,
    instant,
    minor,
    names,
    one_of,
    part,
    reference,
    refers,
    stands,
    thousandths,
    tied,
    words,
)
from bot.adapters.store.ledgers import NotedRow
from bot.adapters.store.mapping import Shape
from bot.adapters.store.rows import Rows
from bot.domain.base import CustomerId, MemberId, ProductId, QuoteId
from bot.domain.quotes import Conflict, Excess, Included, Quote, QuoteState


class QuoteRow(NotedRow, table=True):
    __tablename__ = "quote"
    __table_args__ = (
        *tied("contact", "interaction", "product"),
        refers("customer", "customer_id"),
        refers("member", "member_id"),
        index("customer_id", "day"),
        index("product", where="product_id is null"),
        index("member_id", "at"),
        index("at", where="excess <> '[]'"),
    )

    product_id: str = reference()
    product: str = words()
    amount_minor: int | None = minor()
    amount_currency: str | None = words()
    upto_minor: int | None = minor()
    upto_currency: str | None = words()
    total: bool
    about: bool
    unit: str = words()
    qty: int | None = thousandths()
    discount: int | None = thousandths()
    rate: int | None = thousandths()
    tax: str | None = one_of(Included)
    freight: str | None = one_of(Included)
    term: int | None
    delivery: dt.date | None
    lead: int | None
    valid_until: dt.date | None
    exclusive: bool | None
    agreed: bool
    revises: bool
    state: str = one_of(QuoteState)
    superseded_by: str = words()
    excess: str = part(tuple[Excess, ...])
    day: dt.date
    at: dt.datetime = instant()


QUOTE = Shape(Quote, QuoteRow)
_q = QUOTE.table.c
_LIVING = _q.archived_at.is_(None)
_STANDING = stands(_q.state, QuoteState.STANDING)
_NEWEST = (_q.day.desc(), _q.at.desc(), _q.id.desc())


class ConflictRow(Row, table=True):
    __tablename__ = "conflict"
    __table_args__ = (
        refers("customer", "customer_id"),
        index("customer_id"),
        index("quote_id"),
        index("other_id"),
        index("found_at"),
        index("settled_at"),
    )

    id: str = id_part()
    customer_id: str = reference()
    quote_id: str = reference()
    other_id: str = reference()
    kinds: str = names()
    why: str = words()
    stands: str = words()
    found_at: dt.datetime = instant()
    settled_at: dt.datetime | None = instant()
    settled_by: str = words()


CONFLICT = Shape(Conflict, ConflictRow)
_c = CONFLICT.table.c
_OPEN = _c.settled_at.is_(None)


class Quotes:
    """What customers were offered; archived ones are out of sight."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, customer: CustomerId) -> Sequence[Quote]:
        """The newest first."""
        return self._rows.find(QUOTE, _q.customer_id == customer, _LIVING, order=_NEWEST)

    def standing(self, customer: CustomerId) -> Sequence[Quote]:
        """Neither replaced nor withdrawn, the newest first."""
        return self._rows.find(QUOTE, _q.customer_id == customer, _STANDING, _LIVING, order=_NEWEST)

    def by(self, member: MemberId | None, limit: int) -> Sequence[Quote]:
        """One colleague's, or everybody's, the newest first."""
        where = [_LIVING, *([] if member is None else [_q.member_id == member])]
        return self._rows.find(QUOTE, *where, order=(_q.at.desc(), _q.id.desc()), limit=limit)

    def of_product(self, product: ProductId, name: str, *, exclusive: bool, limit: int) -> Sequence[Quote]:
        """Standing ones of a product to anybody, by its id, or by its name where it has none."""
        nameless = [_q.product_id.is_(None), _q.product == name]
        here = [_q.product_id == product] if product else nameless
        only = [_q.exclusive.is_(True)] if exclusive else []
        return self._rows.find(QUOTE, *here, *only, _STANDING, _LIVING, order=_NEWEST, limit=limit)

    def exceeding(self, since: dt.datetime) -> Sequence[Quote]:
        """Logged since then, beyond what the team allows."""
        return self._rows.find(
            QUOTE, _q.at >= since, _q.excess != literal_column("'[]'"), _LIVING, order=(_q.at, _q.id)
        )


class Conflicts:
    """Quotes that contradict each other."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, customer: CustomerId) -> Sequence[Conflict]:
        """Unsettled ones, the newest first."""
        order = (_c.found_at.desc(), _c.id.desc())
        return self._rows.find(CONFLICT, _c.customer_id == customer, _OPEN, order=order)

    def open_among(self, quotes: Collection[QuoteId]) -> Sequence[Conflict]:
        """Unsettled ones that any of these quotes is part of, the newest first."""
        ids = sorted(quotes)
        part_of = or_(_c.quote_id.in_(ids), _c.other_id.in_(ids))
        return self._rows.find(CONFLICT, part_of, _OPEN, order=(_c.found_at.desc(), _c.id.desc()))

    def touched_since(self, since: dt.datetime) -> Sequence[Conflict]:
        """Those found or settled since then."""
        lately = or_(_c.found_at >= since, _c.settled_at >= since)
        return self._rows.find(CONFLICT, lately, order=(_c.found_at, _c.id))
