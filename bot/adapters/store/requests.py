"""Requests: the table and what is asked of it."""

import datetime as dt
from collections.abc import Sequence

from bot.adapters.store.cases import CaseRow, Cases, case_ties
from bot.adapters.store.columns import one_of, reference
from bot.adapters.store.mapping import Shape
from bot.adapters.store.rows import Rows
from bot.domain.base import CustomerId, PromiseId
from bot.domain.requests import Request, RequestKind, RequestState


class RequestRow(CaseRow, table=True):
    __tablename__ = "request"
    __table_args__ = case_ties("promise")

    kind: str = one_of(RequestKind)
    promise_id: str = reference()
    state: str = one_of(RequestState)


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
