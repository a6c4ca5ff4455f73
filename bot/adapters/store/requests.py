"""Requests: the table and what is asked of it."""

import datetime as dt
from collections.abc import Sequence

from bot.adapters.store.cases import Cases
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
from bot.domain.base import CustomerId, PromiseId
from bot.domain.requests import Request, RequestKind, RequestState


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
        index("member_id", "due_at", where="state = 'open'"),
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
    kind: str = one_of(RequestKind)
    what: str = words()
    day: dt.date
    opened_at: dt.datetime = instant()
    due_at: dt.datetime = instant()
    promise_id: str = reference()
    state: str = one_of(RequestState)
    closed_at: dt.datetime | None = instant()
    closed_by: str = words()
    said: str = words()
    source: str = words()
    recorded_by: str = words()
    archived_at: dt.datetime | None = instant()


REQUEST = Shape(Request, RequestRow)


class Requests(Cases[Request]):
    """What customers asked of us."""

    def __init__(self, rows: Rows) -> None:
        super().__init__(rows, REQUEST)

    def closed_at(self, customer: CustomerId, instant: dt.datetime) -> Sequence[Request]:
        """Those of a customer that were closed at that very instant: by one message."""
        closed = (
            self._c.state.in_([RequestState.DONE, RequestState.CANCELLED]),
            self._c.closed_at == instant,
        )
        return self._rows.find(REQUEST, self._c.customer_id == customer, *closed, order=self._by_due)

    def of_promise(self, promise: PromiseId) -> Sequence[Request]:
        """Those that the promise answers, in whatever state."""
        return self._rows.find(REQUEST, self._c.promise_id == promise, order=self._by_due)
