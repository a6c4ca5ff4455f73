"""Deals: the tables and what is asked of them."""

import datetime as dt
from collections.abc import Iterable, Sequence

from bot.adapters.store.columns import (
    Row,
    chunks,
    id_part,
    index,
    instant,
    minor,
    one_of,
    reference,
    refers,
    thousandths,
    tied,
    words,
)
from bot.adapters.store.ledgers import LedgerRow
from bot.adapters.store.mapping import Shape
from bot.adapters.store.rows import Rows
from bot.domain.base import CustomerId, DealId, MemberId
from bot.domain.deals import Confidence, Deal, DealMove, DealState


class DealRow(LedgerRow, table=True):
    __tablename__ = "deal"
    __table_args__ = (
        *tied("customer", "contact", "product"),
        refers("member", "member_id"),
        index("member_id", "state"),
        index("state", "closed_on"),
    )

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
    recorded_by: str = words()
    updated_at: dt.datetime = instant()


DEAL = Shape(Deal, DealRow)


class DealMoveRow(Row, table=True):
    __tablename__ = "deal_move"
    __table_args__ = (
        *tied("customer", "member"),
        refers("deal", "deal_id"),
        index("deal_id", "at"),
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

    def open_by(self, member: MemberId) -> Sequence[Deal]:
        """A colleague's own, the one expected first before those without a day."""
        c = DEAL.table.c
        where = [c.member_id == member, c.state == DealState.OPEN, c.archived_at.is_(None)]
        order = (c.close_day.is_(None), c.close_day, c.updated_at.desc(), c.id)
        return self._rows.find(DEAL, *where, order=order)

    def named(self, names: Iterable[str]) -> Sequence[Deal]:
        """Those that go by exactly these names."""
        c = DEAL.table.c
        found: list[Deal] = []
        for some in chunks(sorted({*names} - {""})):
            found += self._rows.find(DEAL, c.name.in_(some), c.archived_at.is_(None))
        return found


class DealMoves:
    """Moves of deals."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, deals: Iterable[DealId]) -> Sequence[DealMove]:
        """The newest first."""
        c = DEAL_MOVE.table.c
        found: list[DealMove] = []
        for some in chunks(sorted(set(deals))):
            found += self._rows.find(DEAL_MOVE, c.deal_id.in_(some))
        return sorted(found, key=lambda each: (each.at, each.id), reverse=True)
