"""Deals: the tables and what is asked of them."""

import datetime as dt
from collections.abc import Sequence

from bot.adapters.store.columns import (
    Row,
    id_part,
    index,
    instant,
    minor,
    one_of,
    reference,
    refers,
    thousandths,
    words,
)
from bot.adapters.store.mapping import Shape
from bot.adapters.store.rows import Rows
from bot.domain.base import CustomerId
from bot.domain.deals import Confidence, Deal, DealMove, DealState


class DealRow(Row, table=True):
    __tablename__ = "deal"
    __table_args__ = (
        refers("customer", "customer_id"),
        refers("contact", "contact_id"),
        refers("member", "member_id"),
        refers("product", "product_id"),
        index("customer_id"),
        index("member_id", "state"),
        index("state", "closed_on"),
        index("product_id"),
        index("contact_id"),
    )

    id: str = id_part()
    customer_id: str = reference()
    contact_id: str = reference()
    member_id: str = reference()
    name: str = words()
    product_id: str = reference()
    product: str = words()
    stage: str = words()
    state: str = one_of(DealState)
    amount_minor: int | None = minor()
    amount_currency: str | None = words()
    close_day: dt.date | None
    probability: int | None = thousandths()
    confidence: str | None = one_of(Confidence)
    competitor: str = words()
    reason: str = words()
    origin: str = words()
    opened_on: dt.date
    closed_on: dt.date | None
    said: str = words()
    source: str = words()
    recorded_by: str = words()
    updated_at: dt.datetime = instant()
    archived_at: dt.datetime | None = instant()


DEAL = Shape(Deal, DealRow)


class DealMoveRow(Row, table=True):
    __tablename__ = "deal_move"
    __table_args__ = (
        refers("deal", "deal_id"),
        refers("customer", "customer_id"),
        refers("member", "member_id"),
        index("deal_id", "at"),
        index("customer_id"),
        index("member_id"),
    )

    id: str = id_part()
    deal_id: str = reference()
    customer_id: str = reference()
    member_id: str = reference()
    day: dt.date
    at: dt.datetime = instant()
    stage_from: str = words()
    stage_to: str = words()
    amount_from_minor: int | None = minor()
    amount_from_currency: str | None = words()
    amount_to_minor: int | None = minor()
    amount_to_currency: str | None = words()
    close_from: dt.date | None
    close_to: dt.date | None
    said: str = words()
    source: str = words()


DEAL_MOVE = Shape(DealMove, DealMoveRow)


class Deals:
    """Opportunities."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, customer: CustomerId) -> Sequence[Deal]:
        """The newest first."""
        c = DEAL.table.c
        where = [c.customer_id == customer, c.archived_at.is_(None)]
        return self._rows.find(DEAL, *where, order=(c.updated_at.desc(), c.id.desc()))


class DealMoves:
    """Moves of deals."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, customer: CustomerId) -> Sequence[DealMove]:
        """The newest first."""
        c = DEAL_MOVE.table.c
        where = [c.customer_id == customer]
        return self._rows.find(DEAL_MOVE, *where, order=(c.at.desc(), c.id.desc()))
