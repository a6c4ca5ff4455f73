"""What summaries are made of: counted and added up where the rows are, never loaded."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select, union, union_all

from bot.adapters.store.columns import stands
from bot.adapters.store.complaints import COMPLAINT
from bot.adapters.store.customers import CUSTOMER
from bot.adapters.store.deals import DEAL, DEAL_MOVE
from bot.adapters.store.health import HEALTH, WORTH
from bot.adapters.store.interactions import INTERACTION
from bot.adapters.store.mapping import Shape
from bot.adapters.store.promises import PROMISE, leads
from bot.adapters.store.quotes import CONFLICT, QUOTE
from bot.adapters.store.requests import REQUEST
from bot.adapters.store.rows import Rows
from bot.domain.base import CustomerId, MemberId
from bot.domain.calendar import ONE_DAY
from bot.domain.complaints import ComplaintState
from bot.domain.deals import DealState
from bot.domain.interactions import INSIDE
from bot.domain.keeping import Tally
from bot.domain.moment import Period
from bot.domain.ports.summaries import Adding, People
from bot.domain.promises import Promise, PromiseState, Side
from bot.domain.risk import Colour
from bot.domain.summaries import DayOfPromises

_deal, _move, _touch = DEAL.table.c, DEAL_MOVE.table.c, INTERACTION.table.c
_promise, _customer, _health, _worth = PROMISE.table.c, CUSTOMER.table.c, HEALTH.table.c, WORTH.table.c
_conflict, _quote = CONFLICT.table.c, QUOTE.table.c
BOOKS: Final[Sequence[Shape[Any]]] = (COMPLAINT, REQUEST)
SETTLED: Final = {
    (PromiseState.KEPT, False): "kept",
    (PromiseState.KEPT, True): "late",
    (PromiseState.BROKEN, False): "broken",
    (PromiseState.BROKEN, True): "broken",
    (PromiseState.OPEN, True): "overdue",
}


class Summaries:
    """Of a workspace's ledgers as a whole, or of some people's."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._transaction = rows.transaction

    def deals(self, people: People, period: Period) -> Mapping[str, Sequence[Adding]]:
        """Deals that were `won`, `lost`, `opened` or have `slipped` on these days."""
        days = (period.start, period.end - ONE_DAY)
        closed = _deal.closed_on.between(*days)
        kinds = {
            "won": and_(stands(_deal.state, DealState.WON), closed),
            "lost": and_(stands(_deal.state, DealState.LOST), closed),
            "opened": _deal.opened_on.between(*days),
            "slipped": and_(stands(_deal.state, DealState.OPEN), self._slipped(days)),
        }
        return {kind: self._added(people, where) for kind, where in kinds.items()}

    def _added(self, people: People, where: ColumnElement[bool]) -> Sequence[Adding]:
        here = self._here(DEAL, people, _deal.member_id, where, _deal.archived_at.is_(None))
        total = func.coalesce(func.sum(_deal.amount_minor), 0)
        statement = select(_deal.amount_currency, func.count(), total).where(here)
        found = self._all(statement.group_by(_deal.amount_currency))
        return [Adding(count, int(minor), currency or "") for currency, count, minor in found]

    def _slipped(self, days: tuple[dt.date, dt.date]) -> ColumnElement[bool]:
        later = (_move.day.between(*days), _move.close_to > _move.close_from)
        same = and_(_move.workspace_id == _deal.workspace_id, _move.deal_id == _deal.id)
        return exists().where(same, *later)

    def touches(self, people: Sequence[MemberId], start: dt.datetime, end: dt.datetime) -> tuple[int, int]:
        """How many there were between two instants, and with how many customers."""
        word = or_(_touch.topic.is_(None), _touch.topic.not_in(INSIDE))
        within = (_touch.at >= start, _touch.at < end, _touch.archived_at.is_(None), word)
        here = self._here(INTERACTION, people, _touch.member_id, *within)
        count, customers = self._all(
            select(func.count(), func.count(_touch.customer_id.distinct())).where(here)
        )[0]
        return count, customers

    def settled(self, people: People, start: dt.datetime, end: dt.datetime, now: dt.datetime) -> Tally:
        """How our promises have ended that were closed between two instants, or fell due then and are open."""
        late = case((_promise.due_at < func.coalesce(_promise.closed_at, now), 1), else_=0)
        closed = and_(_promise.closed_at >= start, _promise.closed_at < end)
        fell_due = and_(
            stands(_promise.state, PromiseState.OPEN), _promise.due_at >= start, _promise.due_at < end
        )
        here = self._here(PROMISE, people, _promise.member_id, *self._ours(), or_(closed, fell_due))
        statement = select(_promise.state, late, func.count()).where(here).group_by(_promise.state, late)
        tally = Tally()
        for state, is_late, number in self._all(statement):
            kind = SETTLED.get((PromiseState(state), bool(is_late)))
            tally = replace(tally, **{kind: getattr(tally, kind) + number}) if kind else tally
        return tally

    def worsened(self, people: People, since: dt.date, limit: int) -> tuple[Sequence[CustomerId], int]:
        """Accounts that are amber or red since then, by points × revenue, and how many there are."""
        owned = and_(
            _customer.workspace_id == _health.workspace_id,
            _customer.id == _health.customer_id,
            _customer.archived_at.is_(None),
            _customer.pooled_at.is_(None),
            *_among(_customer.owner_id, people),
        )
        worth = and_(_worth.workspace_id == _health.workspace_id, _worth.customer_id == _health.customer_id)
        here = self._here(
            HEALTH, None, _health.customer_id, _health.colour != Colour.GREEN, _health.since >= since
        )
        changed = select(_health.customer_id).join(CUSTOMER.table, owned).where(here)
        weight = _health.points * func.coalesce(_worth.revenue_minor, 0)
        ordered = (
            changed.outerjoin(WORTH.table, worth)
            .order_by(weight.desc(), _health.points.desc(), _health.customer_id)
            .limit(limit)
        )
        total = self._transaction.number(select(func.count()).select_from(changed.subquery()))
        return [CustomerId(each[0]) for each in self._all(ordered)], total

    def cases(self, people: People, before: dt.datetime | None, limit: int) -> tuple[Sequence[str], int]:
        """Ids of what is open (and was due before an instant), the longest first, and how many there are."""
        both = union_all(*self._cases(people, before)).subquery()
        ordered = select(both.c.id).order_by(both.c.due_at, both.c.id).limit(limit)
        total = self._transaction.number(select(func.count()).select_from(both))
        return [each[0] for each in self._all(ordered)], total

    def _cases(self, people: People, before: dt.datetime | None) -> Iterator[Any]:
        for shape in BOOKS:
            c = shape.table.c
            due = () if before is None else (c.due_at < before,)
            opened = (stands(c.state, ComplaintState.OPEN), c.archived_at.is_(None), *due)
            yield select(c.id, c.due_at).where(self._here(shape, people, c.member_id, *opened))

    def disputed(
        self, people: People, since: dt.datetime | None, limit: int
    ) -> Sequence[tuple[CustomerId, int]]:
        """Customers with unsettled conflicts (found since then), the latest first, and how many each has."""
        fresh = () if since is None else (_conflict.found_at >= since,)
        theirs = () if people is None else (self._concerns(people),)
        here = self._here(CONFLICT, None, _conflict.id, _conflict.settled_at.is_(None), *fresh, *theirs)
        latest = func.max(_conflict.found_at)
        statement = select(_conflict.customer_id, func.count()).where(here)
        ordered = statement.group_by(_conflict.customer_id).order_by(latest.desc(), _conflict.customer_id)
        return [(CustomerId(each[0]), each[1]) for each in self._all(ordered.limit(limit))]

    def _concerns(self, people: Sequence[MemberId]) -> ColumnElement[bool]:
        """A quote of theirs is part of it, or the customer is theirs."""
        quotes = select(_quote.id).where(self._here(QUOTE, people, _quote.member_id))
        owned = select(_customer.id).where(self._here(CUSTOMER, people, _customer.owner_id))
        open_ones = self._here(CONFLICT, None, _conflict.id, _conflict.settled_at.is_(None))
        parts = (_conflict.quote_id.in_(quotes), _conflict.other_id.in_(quotes))
        parted = (select(_conflict.id).where(open_ones, each) for each in parts)
        return _conflict.id.in_(
            union(*parted, select(_conflict.id).where(open_ones, _conflict.customer_id.in_(owned)))
        )

    def promise_days(
        self, people: People, period: Period, now: dt.datetime
    ) -> Mapping[dt.date, DayOfPromises]:
        """Our promises by the day on which they fall due."""
        opened = stands(_promise.state, PromiseState.OPEN)
        overdue = and_(opened, _promise.due_at < now)
        counted = [
            func.sum(case((each, 1), else_=0))
            for each in (and_(opened, _promise.due_at >= now), overdue, _promise.state == PromiseState.KEPT)
        ]
        days = _promise.due_day.between(period.start, period.end - ONE_DAY)
        here = self._here(PROMISE, people, _promise.member_id, *self._ours(), days)
        found = self._all(select(_promise.due_day, *counted).where(here).group_by(_promise.due_day))
        return {day: DayOfPromises(*numbers) for day, *numbers in found}

    def due_next(self, people: People, now: dt.datetime, limit: int) -> Sequence[Promise]:
        """Open ones of ours that fall due from now on, the first first."""
        opened = (stands(_promise.state, PromiseState.OPEN), _promise.due_at >= now)
        where = (*_among(_promise.member_id, people), *self._ours(), *opened)
        return self._rows.find(PROMISE, *where, order=(_promise.due_at, _promise.id), limit=limit)

    def _ours(self) -> Sequence[ColumnElement[bool]]:
        return (_promise.side == Side.OURS, _promise.archived_at.is_(None), leads(self._transaction))

    def _here(
        self, shape: Shape[Any], people: People, column: ColumnElement[Any], *where: ColumnElement[bool]
    ) -> ColumnElement[bool]:
        return self._transaction.here(shape.table, *_among(column, people), *where)

    def _all(self, statement: Any) -> Sequence[Any]:
        return self._transaction.connection.execute(statement).all()


def _among(column: ColumnElement[Any], people: People) -> Sequence[ColumnElement[bool]]:
    return () if people is None else (column.in_(sorted(people)),)
