"""Promises: the table and what is asked of it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import ColumnElement, and_, case, exists, func, literal_column, or_, select, union

from bot.adapters.store.columns import (
    chunks,
    index,
    instant,
    minor,
    names,
    one_of,
    part,
    reference,
    refers,
    stands,
    tied,
    words,
)
from bot.adapters.store.customers import CUSTOMER
from bot.adapters.store.ledgers import LedgerRow
from bot.adapters.store.mapping import Shape
from bot.adapters.store.rows import Rows
from bot.adapters.store.transaction import Transaction
from bot.domain.base import CustomerId, MemberId, ProductId, PromiseId
from bot.domain.keeping import Tally
from bot.domain.ports.history import Late
from bot.domain.promises import Evidence, Promise, PromiseState, Side


class PromiseRow(LedgerRow, table=True):
    __tablename__ = "promise"
    __table_args__ = (
        *tied("contact", "product"),
        refers("customer", "customer_id"),
        refers("member", "member_id"),
        index("customer_id", "state"),
        index("member_id", "state"),
        index("member_id", "due_day", where="state = 'open'"),
        index("joined_to", where="joined_to <> ''"),
        index("due_at", where="state = 'open'"),
        index("keeper_id", where="keeper_id <> ''"),
    )

    side: str = one_of(Side)
    what: str = words()
    due_day: dt.date | None
    due_time: dt.time | None
    due_at: dt.datetime | None = instant()
    zone: str = words()
    product_id: str = reference()
    amount_minor: int | None = minor()
    amount_currency: str | None = words()
    joined_to: str = words()
    superseded_by: str = words()
    apart: str = names()
    evidence: str = part(tuple[Evidence, ...])
    state: str = one_of(PromiseState)
    closed_at: dt.datetime | None = instant()
    closed_by: str = words()
    made_at: dt.datetime = instant()
    recorded_by: str = words()
    keeper_id: str = words()


PROMISE = Shape(Promise, PromiseRow)
_c = PROMISE.table.c
_OPEN = stands(_c.state, PromiseState.OPEN)
_LIVING = _c.archived_at.is_(None)
KEPT_ON = _c.keeper_id != literal_column("''")
"""Whether somebody inherited it; spelt out, so that the partial index is seen to fit."""


_TALLIED: Final = {
    (PromiseState.KEPT, False): "kept",
    (PromiseState.KEPT, True): "late",
    (PromiseState.BROKEN, False): "broken",
    (PromiseState.BROKEN, True): "broken",
    (PromiseState.OPEN, True): "overdue",
}
_BY_DUE = (_c.due_at.is_(None), _c.due_at, _c.made_at, _c.id)


class Promises:
    """The ledger, everybody's; archived ones are out of sight, and what only repeats another stands behind it."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def open_of(self, customer: CustomerId, side: Side | None = None) -> Sequence[Promise]:
        """The earliest due first, those without a day last."""
        sided = [] if side is None else [_c.side == side]
        where = [_c.customer_id == customer, _OPEN, _LIVING, self._leads(), *sided]
        return self._rows.find(PROMISE, *where, order=_BY_DUE)

    def joined(self, promises: Iterable[PromiseId]) -> Sequence[Promise]:
        """Those that only repeat one of these, the oldest first."""
        found: list[Promise] = []
        for some in chunks(sorted(promises)):
            found += self._rows.find(PROMISE, _c.joined_to.in_(some), _LIVING, order=(_c.made_at, _c.id))
        return found

    def replaced(self, promise: Promise) -> Sequence[Promise]:
        """What this one took the place of, itself or by what it replaced, the oldest first."""
        there = (_c.customer_id == promise.customer_id, stands(_c.state, PromiseState.SUPERSEDED))
        gone = self._rows.find(PROMISE, *there, order=(_c.made_at.desc(), _c.id.desc()))
        chain = {promise.id}
        for each in gone:
            if each.superseded_by in chain:
                chain.add(each.id)
        return [each for each in reversed(gone) if each.id in chain]

    def open_of_product(self, product: ProductId) -> Sequence[Promise]:
        """Ours to whichever customer."""
        where = (_c.product_id == product, _OPEN, _LIVING, _c.side == Side.OURS, self._leads())
        return self._rows.find(PROMISE, *where, order=_BY_DUE)

    def ledger(
        self, customer: CustomerId | None, by: MemberId | None, limit: int, *, replaced: bool = False
    ) -> Sequence[Promise]:
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
        where = self._between(customer, by, replaced=replaced)
        return self._rows.find(PROMISE, *where, order=order, limit=limit)

    def count(self, customer: CustomerId | None, by: MemberId | None, *, replaced: bool = False) -> int:
        return self._rows.count(PROMISE, *self._between(customer, by, replaced=replaced))

    def late(self, late: Late, limit: int) -> Sequence[Promise]:
        """The most overdue first."""
        return self._rows.find(PROMISE, *self._late(late), order=_BY_DUE, limit=limit)

    def count_late(self, late: Late) -> int:
        return self._rows.count(PROMISE, *self._late(late))

    def open_by(self, member: MemberId) -> int:
        """How many of ours this colleague gave, nobody settled and nobody inherited."""
        return self._rows.count(PROMISE, *self._between(None, member), _OPEN, _c.keeper_id == "")

    def due_before(self, instant: dt.datetime, member: MemberId | None = None) -> Sequence[Promise]:
        """Open promises, either side, due before the instant; a member's own and those at their customers."""
        concerning = [] if member is None else [self._concerns([member])]
        where = [_OPEN, _LIVING, _c.due_at < instant, self._leads(), *concerning]
        return self._rows.find(PROMISE, *where, order=_BY_DUE)

    def timed_between(self, after: dt.datetime, until: dt.datetime, limit: int) -> Sequence[Promise]:
        """Open ones with a time of day, of everybody, due after one instant and until the other."""
        where = (
            _OPEN,
            _LIVING,
            self._leads(),
            _c.due_time.is_not(None),
            _c.due_at > after,
            _c.due_at <= until,
        )
        return self._rows.find(PROMISE, *where, order=_BY_DUE, limit=limit)

    def tallies(self, members: Iterable[MemberId], now: dt.datetime) -> Mapping[MemberId, Tally]:
        """How the promises that each of them gave have ended."""
        found: dict[MemberId, Tally] = {}
        for some in chunks(sorted(members)):
            counted = self._counted(_c.member_id, now, _c.member_id.in_(some), _c.side == Side.OURS)
            found |= {MemberId(key): tally for key, tally in counted.items()}
        return found

    def tally_of(self, customer: CustomerId, now: dt.datetime) -> Mapping[Side, Tally]:
        """How our promises to a customer have ended, and theirs; what several gave counts once."""
        counted = self._counted(_c.side, now, _c.customer_id == customer, self._leads())
        return {Side(key): tally for key, tally in counted.items()}

    def _counted(
        self, by: ColumnElement[str], now: dt.datetime, *where: ColumnElement[bool]
    ) -> dict[str, Tally]:
        late = case((_c.due_at < func.coalesce(_c.closed_at, now), 1), else_=0)
        here = self._rows.transaction.here(PROMISE.table, _LIVING, *where)
        statement = select(by, _c.state, late, func.count()).where(here).group_by(by, _c.state, late)
        found: dict[str, Tally] = {}
        for key, state, is_late, number in self._rows.transaction.connection.execute(statement):
            kind = _TALLIED.get((PromiseState(state), bool(is_late)))
            if kind:
                tally = found.get(key, Tally())
                found[key] = replace(tally, **{kind: getattr(tally, kind) + number})
        return found

    def _late(self, late: Late) -> list[ColumnElement[bool]]:
        where = [_OPEN, _c.due_at < late.now, *self._between(late.customer or None, late.by or None)]
        return where if late.people is None else [*where, self._concerns(sorted(late.people))]

    def _between(
        self, customer: CustomerId | None, by: MemberId | None, *, replaced: bool = False
    ) -> list[ColumnElement[bool]]:
        """Of one customer, or given by one colleague: what customers gave has no colleague's name on it."""
        where: list[ColumnElement[bool]] = [_LIVING]
        if customer is not None:
            where.append(_c.customer_id == customer)
        where.append(self._leads() if by is None else and_(_c.member_id == by, _c.side == Side.OURS))
        if not replaced:
            where.append(_c.state != PromiseState.SUPERSEDED)
        return where

    def _leads(self) -> ColumnElement[bool]:
        return leads(self._rows.transaction)

    def _concerns(self, members: Sequence[MemberId]) -> ColumnElement[bool]:
        """Their own, those they inherited and those at their customers, each found by its index."""
        here, owned = self._rows.transaction.here, CUSTOMER.table.c
        own = select(_c.id).where(here(PROMISE.table, _c.member_id.in_(members), _OPEN))
        inherited = select(_c.id).where(here(PROMISE.table, _c.keeper_id.in_(members), KEPT_ON, _OPEN))
        theirs = select(owned.id).where(here(CUSTOMER.table, owned.owner_id.in_(members)))
        at_theirs = select(_c.id).where(here(PROMISE.table, _c.customer_id.in_(theirs), _OPEN))
        return _c.id.in_(union(own, inherited, at_theirs))


def leads(transaction: Transaction) -> ColumnElement[bool]:
    """Whether a promise stands for itself: it repeats none, or one that was taken back."""
    first = PROMISE.table.alias("first")
    there = (first.c.workspace_id == transaction.workspace_id, first.c.id == _c.joined_to)
    return or_(_c.joined_to == "", ~exists().where(*there, first.c.archived_at.is_(None)))
