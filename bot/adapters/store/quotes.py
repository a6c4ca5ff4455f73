"""Quotes: the tables and what is asked of them."""

import datetime as dt
from collections.abc import Sequence

from bot.adapters.store.columns import (
    Row,
    id_part,
    index,
    instant,
    minor,
    names,
    one_of,
    reference,
    refers,
    thousandths,
    words,
)
from bot.adapters.store.mapping import Shape
from bot.adapters.store.rows import Rows
from bot.domain.base import CustomerId
from bot.domain.quotes import Conflict, Quote, QuoteState, Tax


class QuoteRow(Row, table=True):
    __tablename__ = "quote"
    __table_args__ = (
        refers("customer", "customer_id"),
        refers("contact", "contact_id"),
        refers("member", "member_id"),
        refers("interaction", "interaction_id"),
        refers("product", "product_id"),
        index("customer_id", "day"),
        index("product_id"),
        index("member_id", "at"),
        index("contact_id"),
        index("interaction_id"),
    )

    id: str = id_part()
    customer_id: str = reference()
    contact_id: str = reference()
    member_id: str = reference()
    interaction_id: str = reference()
    product_id: str = reference()
    product: str = words()
    amount_minor: int | None = minor()
    amount_currency: str | None = words()
    upto_minor: int | None = minor()
    upto_currency: str | None = words()
    unit: str = words()
    qty: int | None = thousandths()
    discount: int | None = thousandths()
    rate: int | None = thousandths()
    tax: str | None = one_of(Tax)
    term: int | None
    delivery: dt.date | None
    lead: int | None
    valid_until: dt.date | None
    exclusive: bool | None
    agreed: bool
    state: str = one_of(QuoteState)
    superseded_by: str = words()
    day: dt.date
    at: dt.datetime = instant()
    said: str = words()
    source: str = words()
    recorded_by: str = words()
    archived_at: dt.datetime | None = instant()


QUOTE = Shape(Quote, QuoteRow)


class ConflictRow(Row, table=True):
    __tablename__ = "conflict"
    __table_args__ = (
        refers("customer", "customer_id"),
        refers("quote", "quote_id"),
        refers("quote", "other_id"),
        index("customer_id"),
        index("quote_id"),
        index("other_id"),
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


class Quotes:
    """What customers were offered."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, customer: CustomerId) -> Sequence[Quote]:
        """The newest first."""
        c = QUOTE.table.c
        where = [c.customer_id == customer, c.archived_at.is_(None)]
        return self._rows.find(QUOTE, *where, order=(c.at.desc(), c.id.desc()))


class Conflicts:
    """Quotes that contradict each other."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, customer: CustomerId) -> Sequence[Conflict]:
        """The newest first."""
        c = CONFLICT.table.c
        where = [c.customer_id == customer]
        return self._rows.find(CONFLICT, *where, order=(c.found_at.desc(), c.id.desc()))
