"""Promises: the table and what is asked of it."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, case, literal_column, select, union

from bot.adapters.store.columns import (
    Row,
    id_part,
    index,
    instant,
    minor,
    one_of,
    part,
    reference,
    refers,
    stands,
    thousandths,
    words,
)
from bot.adapters.store.customers import CUSTOMER
from bot.adapters.store.mapping import Shape
from bot.adapters.store.rows import Rows
from bot.domain.base import CustomerId, MemberId
from bot.domain.promises import Evidence, Promise, PromiseState, Side


class PromiseRow(Row, table=True):
    __tablename__ = "promise"
    __table_args__ = (
        refers("customer", "customer_id"),
        refers("contact", "contact_id"),
        refers("member", "member_id"),
        refers("product", "product_id"),
        index("customer_id", "state"),
        index("member_id", "state"),
        index("member_id", "due_day", where="state = 'open'"),
        index("contact_id"),
        index("product_id"),
        index("due_at", where="state = 'open'"),
        index("keeper_id", where="keeper_id <> ''"),
    )

    id: str = id_part()
    side: str = one_of(Side)
    customer_id: str = reference()
    contact_id: str = reference()
    member_id: str = reference()
    what: str = words()
    due_day: dt.date | None
    due_time: dt.time | None
    due_at: dt.datetime | None = instant()
    zone: str = words()
    product_id: str = reference()
    amount_minor: int | None = minor()
    amount_currency: str | None = words()
    qty: int | None = thousandths()
    unit: str = words()
    joined_to: str = words()
    superseded_by: str = words()
    evidence: str = part(tuple[Evidence, ...])
    state: str = one_of(PromiseState)
    closed_at: dt.datetime | None = instant()
    closed_by: str = words()
    made_at: dt.datetime = instant()
    recorded_by: str = words()
    keeper_id: str = words()
    said: str = words()
    source: str = words()
    archived_at: dt.datetime | None = instant()


PROMISE = Shape(Promise, PromiseRow)
_c = PROMISE.table.c
_OPEN = stands(_c.state, PromiseState.OPEN)
_LIVING = _c.archived_at.is_(None)
KEPT_ON = _c.keeper_id != literal_column("''")
"""Whether somebody inherited it; spelt out, so that the partial index is seen to fit."""
_BY_DUE = (_c.due_at.is_(None), _c.due_at, _c.made_at, _c.id)


class Promises:
    """The ledger, everybody's; archived ones are out of sight."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def open_of(self, customer: CustomerId, side: Side | None = None) -> Sequence[Promise]:
        """The earliest due first, those without a day last."""
        where = [_c.customer_id == customer, _OPEN, _LIVING, *([] if side is None else [_c.side == side])]
        return self._rows.find(PROMISE, *where, order=_BY_DUE)

    def ledger(self, customer: CustomerId | None, by: MemberId | None, limit: int) -> Sequence[Promise]:
        """Open ones first by due instant, then closed ones, newest first."""
        due = case((_OPEN, _c.due_at))
        order = (
            _c.state != PromiseState.OPEN,
            due.is_(None),
            due,
            _c.closed_at.desc(),
            _c.made_at.desc(),
            _c.id,
        )
        return self._rows.find(PROMISE, *_between(customer, by), order=order, limit=limit)

    def count(self, customer: CustomerId | None, by: MemberId | None) -> int:
        return self._rows.count(PROMISE, *_between(customer, by))

    def open_by(self, member: MemberId) -> int:
        """How many of ours this colleague gave and nobody settled."""
        return self._rows.count(PROMISE, *_between(None, member), _OPEN)

    def due_before(self, instant: dt.datetime, member: MemberId | None = None) -> Sequence[Promise]:
        """Open promises, either side, due before the instant; a member's own and those at their customers."""
        where = [_OPEN, _LIVING, _c.due_at < instant, *([] if member is None else [self._concerns(member)])]
        return self._rows.find(PROMISE, *where, order=_BY_DUE)

    def timed_between(self, after: dt.datetime, until: dt.datetime, limit: int) -> Sequence[Promise]:
        """Open ones with a time of day, of everybody, due after one instant and until the other."""
        where = (_OPEN, _LIVING, _c.due_time.is_not(None), _c.due_at > after, _c.due_at <= until)
        return self._rows.find(PROMISE, *where, order=_BY_DUE, limit=limit)

    def _concerns(self, member: MemberId) -> ColumnElement[bool]:
        """Their own, those they inherited and those at their customers, each found by its index."""
        here, owned = self._rows.transaction.here, CUSTOMER.table.c
        own = select(_c.id).where(here(PROMISE.table, _c.member_id == member, _OPEN))
        inherited = select(_c.id).where(here(PROMISE.table, _c.keeper_id == member, KEPT_ON, _OPEN))
        theirs = select(owned.id).where(here(CUSTOMER.table, owned.owner_id == member))
        at_theirs = select(_c.id).where(here(PROMISE.table, _c.customer_id.in_(theirs), _OPEN))
        return _c.id.in_(union(own, inherited, at_theirs))


def _between(customer: CustomerId | None, by: MemberId | None) -> list[ColumnElement[bool]]:
    """Of one customer, or given by one colleague: what customers gave has no colleague's name on it."""
    where: list[ColumnElement[bool]] = [_LIVING]
    if customer is not None:
        where.append(_c.customer_id == customer)
    if by is not None:
        where.append(and_(_c.member_id == by, _c.side == Side.OURS))
    return where
