"""Requests: the table and what is asked of it."""

import datetime as dt
from collections.abc import Sequence

from bot.adapters.store.columns import (
    Row,
    id_part,
    index,
    instant,
    one_of,
    reference,
    refers,
    words,
)
from bot.adapters.store.mapping import Shape
from bot.adapters.store.rows import Rows
from bot.domain.base import CustomerId
from bot.domain.requests import Request, RequestState


class RequestRow(Row, table=True):
    __tablename__ = "request"
    __table_args__ = (
        refers("customer", "customer_id"),
        refers("contact", "contact_id"),
        refers("member", "member_id"),
        refers("interaction", "interaction_id"),
        refers("product", "product_id"),
        refers("promise", "promise_id"),
        index("customer_id", "state"),
        index("member_id"),
        index("contact_id"),
        index("interaction_id"),
        index("product_id"),
        index("promise_id"),
        index("due_at", where="state = 'open'"),
    )

    id: str = id_part()
    customer_id: str = reference()
    contact_id: str = reference()
    person: str = words()
    member_id: str = reference()
    interaction_id: str = reference()
    product_id: str = reference()
    kind: str = words()
    what: str = words()
    day: dt.date
    opened_at: dt.datetime = instant()
    due_at: dt.datetime = instant()
    level: int
    promise_id: str = reference()
    state: str = one_of(RequestState)
    closed_at: dt.datetime | None = instant()
    closed_by: str = words()
    outcome: str = words()
    said: str = words()
    source: str = words()
    recorded_by: str = words()
    archived_at: dt.datetime | None = instant()


REQUEST = Shape(Request, RequestRow)


class Requests:
    """What customers asked of us."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, customer: CustomerId) -> Sequence[Request]:
        """The newest first."""
        c = REQUEST.table.c
        where = [c.customer_id == customer, c.archived_at.is_(None)]
        return self._rows.find(REQUEST, *where, order=(c.opened_at.desc(), c.id.desc()))
