"""Complaints and requests alike: what is asked of either table; and the clocks that run for them."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import Generic, TypeVar

from sqlalchemy import ColumnElement, ForeignKeyConstraint, Index

from bot.adapters.store.columns import (
    Row,
    chunks,
    id_part,
    index,
    instant,
    reference,
    refers,
    stands,
    state_part,
    tied,
    words,
)
from bot.adapters.store.ledgers import NotedRow
from bot.adapters.store.mapping import Shape
from bot.adapters.store.rows import Rows
from bot.adapters.store.transaction import Transaction
from bot.domain.base import CustomerId, MemberId
from bot.domain.cases import Case
from bot.domain.clocks import Clock, Step
from bot.domain.complaints import ComplaintState

CaseT = TypeVar("CaseT", bound=Case)


class CaseRow(NotedRow):
    """What complaints and requests both have."""

    person: str = words()
    product_id: str = reference()
    what: str = words()
    day: dt.date
    opened_at: dt.datetime = instant()
    due_at: dt.datetime = instant()
    closed_at: dt.datetime | None = instant()
    closed_by: str = words()


def case_ties(*more: str) -> tuple[ForeignKeyConstraint | Index, ...]:
    """What a table of cases refers to, `more` nouns too, and the indexes by which it is asked."""
    return (
        *tied("contact", "member", "interaction", "product", *more),
        refers("customer", "customer_id"),
        index("customer_id", "state"),
        index("member_id", "due_at", where="state = 'open'"),
        index("due_at", where="state = 'open'"),
    )


class Cases(Generic[CaseT]):
    """What customers complain of, or wait for."""

    def __init__(self, rows: Rows, shape: Shape[CaseT]) -> None:
        self._rows = rows
        self._shape = shape
        self._c = shape.table.c
        self._open = (stands(self._c.state, ComplaintState.OPEN), self._c.archived_at.is_(None))
        self._by_due = (self._c.due_at, self._c.id)

    def of(self, customer: CustomerId) -> Sequence[CaseT]:
        """The newest first."""
        c = self._c
        where = [c.customer_id == customer, c.archived_at.is_(None)]
        return self._rows.find(self._shape, *where, order=(c.opened_at.desc(), c.id.desc()))

    def by_ids(self, ids: Iterable[str]) -> dict[str, CaseT]:
        rows = (self._rows.find(self._shape, self._c.id.in_(some)) for some in chunks(sorted({*ids})))
        return {str(each.id): each for found in rows for each in found}

    def open_at(self, customers: Collection[CustomerId]) -> Sequence[CaseT]:
        """Open ones at any of these customers, the first due first."""
        some = self._c.customer_id.in_(sorted(set(customers)))
        return self._rows.find(self._shape, some, *self._open, order=self._by_due) if customers else []

    def kept_by(self, member: MemberId, before: dt.datetime) -> Sequence[CaseT]:
        """Open ones that this colleague looks after, due before the instant."""
        where = (self._c.member_id == member, *self._open, self._c.due_at < before)
        return self._rows.find(self._shape, *where, order=self._by_due)

    def ledger(self, customer: CustomerId | None, by: MemberId | None, limit: int) -> Sequence[CaseT]:
        """Open ones of a customer, or that a colleague looks after, or all; the first due first."""
        where = (*self._open, *self._between(customer, by))
        return self._rows.find(self._shape, *where, order=self._by_due, limit=limit)

    def count(self, customer: CustomerId | None, by: MemberId | None) -> int:
        return self._rows.count(self._shape, *self._open, *self._between(customer, by))

    def _between(self, customer: CustomerId | None, by: MemberId | None) -> Sequence[ColumnElement[bool]]:
        pairs = ((self._c.customer_id, customer), (self._c.member_id, by))
        return [column == value for column, value in pairs if value is not None]


class ClockRow(Row, table=True):
    __tablename__ = "clock"
    __table_args__ = (index("rings_at"),)

    case_id: str = id_part()
    step: str = state_part(Step)
    rings_at: dt.datetime = instant()
    set_at: dt.datetime = instant()


CLOCK = Shape(Clock, ClockRow)
_k = CLOCK.table.c


class Clocks:
    """Who is to hear of which case when; no part of the journal."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def due(self, now: dt.datetime, limit: int) -> Sequence[Clock]:
        """Those that ring, the longest due first."""
        ringing = self._transaction.select(CLOCK.table, _k.rings_at <= now)
        ordered = ringing.order_by(_k.rings_at, _k.case_id, _k.step).limit(limit)
        return [CLOCK.entity(row) for row in self._transaction.rows(ordered, lock=True)]

    def put(self, clock: Clock) -> None:
        """Set a clock, or set it anew."""
        self._transaction.put(CLOCK.table, CLOCK.values(clock))

    def drop(self, case: str, steps: Collection[Step]) -> None:
        self._transaction.delete(CLOCK.table, _k.case_id == case, _k.step.in_(list(steps)))
