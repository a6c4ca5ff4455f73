"""Alerts: what people answered, the accounts at risk, and which of them somebody has not heard of yet."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select

from bot.adapters.store.columns import (
    Row,
    chunks,
    id_part,
    instant,
    names,
    one_of,
    part,
    reference,
    tied,
)
from bot.adapters.store.customers import CUSTOMER
from bot.adapters.store.dialect import inserting
from bot.adapters.store.health import HEALTH, WORTH
from bot.adapters.store.mapping import Shape
from bot.adapters.store.people import MEMBER
from bot.adapters.store.rows import Rows
from bot.adapters.store.transaction import Transaction
from bot.domain.alerts import AT_RISK, Alarm, Alert, Answer, Audience
from bot.domain.base import CustomerId, MemberId
from bot.domain.health import Health
from bot.domain.risk import Colour, Signal


class AlertRow(Row, table=True):
    __tablename__ = "alert"
    __table_args__ = (*tied("customer", "member"),)

    id: str = id_part()
    customer_id: str = reference()
    member_id: str = reference()
    answer: str = one_of(Answer)
    at: dt.datetime = instant()
    until: dt.date | None
    colour: str = one_of(Colour)
    points: int
    promises: str = names()
    ended_at: dt.datetime | None = instant()


ALERT = Shape(Alert, AlertRow)


class AlarmRow(Row, table=True):
    __tablename__ = "alarm"

    customer_id: str = id_part()
    seen_on: dt.date
    colour: str = one_of(Colour)
    signals: str = part(tuple[Signal, ...])
    changed_at: dt.datetime = instant()
    worse_at: dt.datetime = instant()


ALARM = Shape(Alarm, AlarmRow)
_h, _w, _c, _a, _alert, _member = (each.table.c for each in (HEALTH, WORTH, CUSTOMER, ALARM, ALERT, MEMBER))
_WEIGHT = (
    case((_w.revenue_minor > 0, _h.points * _w.revenue_minor), else_=0).desc(),
    _h.points.desc(),
    _h.customer_id,
)
"""Points times the revenue of twelve months; accounts that brought none come after."""


class Alerts:
    """Accounts at risk, and what people answered to that."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._transaction = rows.transaction

    def standing(self, customers: Iterable[CustomerId]) -> Mapping[CustomerId, Sequence[Alert]]:
        """The answers that count at these customers; customers without any are left out."""
        found: dict[CustomerId, list[Alert]] = {}
        for some in chunks(sorted(set(customers))):
            for each in self._rows.find(ALERT, _alert.customer_id.in_(some), _alert.ended_at.is_(None)):
                found.setdefault(each.customer_id, []).append(each)
        return found

    def at_risk(self, people: Collection[MemberId] | None, limit: int, skip: int = 0) -> Sequence[CustomerId]:
        """Customers of these owners (None: everybody's) that are at risk, by points times revenue."""
        wanted = self._ranked(self._owned(people)).offset(skip).limit(limit)
        return [CustomerId(each) for each in self._transaction.connection.execute(wanted).scalars()]

    def count(self, people: Collection[MemberId] | None) -> Mapping[Colour, int]:
        return self._counted(self._owned(people))

    def news(self, audience: Audience, limit: int) -> Sequence[CustomerId]:
        """Those among them that this reader has not heard of as they stand now."""
        wanted = self._ranked(*self._untold(audience)).limit(limit)
        return [CustomerId(each) for each in self._transaction.connection.execute(wanted).scalars()]

    def count_news(self, audience: Audience) -> Mapping[Colour, int]:
        return self._counted(*self._untold(audience))

    def swept_on(self) -> dt.date | None:
        """The day of the last sweep."""
        here = self._transaction.here(HEALTH.table)
        found: dt.date | None = self._transaction.connection.execute(
            select(func.max(_h.checked_on)).where(here)
        ).scalar()
        return found

    def _ranked(self, *where: ColumnElement[bool]) -> Select[Any]:
        worth = and_(_w.workspace_id == _h.workspace_id, _w.customer_id == _h.customer_id)
        found = self._joined(select(_h.customer_id)).outerjoin(WORTH.table, worth)
        return found.where(*self._risky(), *where).order_by(*_WEIGHT)

    def _counted(self, *where: ColumnElement[bool]) -> Mapping[Colour, int]:
        counted = self._joined(select(_h.colour, func.count())).where(*self._risky(), *where)
        rows = self._transaction.connection.execute(counted.group_by(_h.colour))
        return {Colour(row[0]): row[1] for row in rows}

    def _joined(self, wanted: Select[Any]) -> Select[Any]:
        customer = and_(_c.workspace_id == _h.workspace_id, _c.id == _h.customer_id)
        alarm = and_(_a.workspace_id == _h.workspace_id, _a.customer_id == _h.customer_id)
        return wanted.select_from(HEALTH.table).join(CUSTOMER.table, customer).outerjoin(ALARM.table, alarm)

    def _risky(self) -> Sequence[ColumnElement[bool]]:
        """At risk, and not let go."""
        here = self._transaction.here(HEALTH.table, _h.colour.in_(AT_RISK))
        return here, _c.archived_at.is_(None), _c.pooled_at.is_(None)

    def _owned(self, people: Collection[MemberId] | None, *, orphans: bool = False) -> ColumnElement[bool]:
        if people is None:
            return _c.workspace_id == self._transaction.workspace_id
        owned = _c.owner_id.in_(sorted(people))
        if not orphans:
            return owned
        gone = select(_member.id).where(self._transaction.here(MEMBER.table, _member.left_on.is_not(None)))
        return or_(owned, _c.owner_id.is_(None), _c.owner_id.in_(gone))

    def _untold(self, audience: Audience) -> Sequence[ColumnElement[bool]]:
        """Changed since the reader was told, or silent until a day that has come; not what somebody is at."""
        here = and_(
            _alert.workspace_id == _h.workspace_id,
            _alert.customer_id == _h.customer_id,
            _alert.ended_at.is_(None),
        )
        held = exists().where(here, _alert.until > audience.day, _alert.at >= _a.worse_at)
        awake = exists().where(here, _alert.until <= audience.day, _alert.until > audience.last)
        handed = and_(_c.owner_id == audience.reader, _c.held_at > audience.since)
        changed = _a.changed_at > audience.since
        return (
            self._owned(audience.people, orphans=audience.orphans),
            ~held,
            or_(changed, awake, handed),
        )


class Alarms:
    """How accounts at risk looked when they were last compared; no part of the journal."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def uncompared(self, limit: int) -> Sequence[tuple[Health, Alarm | None]]:
        """What a sweep has found of accounts at risk since they were compared last, with how they looked then."""
        alarm = and_(_a.workspace_id == _h.workspace_id, _a.customer_id == _h.customer_id)
        fresh = or_(_a.customer_id.is_(None), _a.seen_on < _h.checked_on, _a.colour != _h.colour)
        here = self._transaction.here(HEALTH.table, _h.colour.in_(AT_RISK), fresh)
        wanted = select(HEALTH.table).outerjoin(ALARM.table, alarm).where(here)
        found = self._transaction.rows(wanted.order_by(_h.customer_id).limit(limit))
        health = [HEALTH.entity(row) for row in found]
        before = self.of(each.customer_id for each in health)
        return [(each, before.get(each.customer_id)) for each in health]

    def of(self, customers: Iterable[CustomerId]) -> Mapping[CustomerId, Alarm]:
        found: dict[CustomerId, Alarm] = {}
        for some in chunks(sorted(set(customers))):
            rows = self._transaction.rows(self._transaction.select(ALARM.table, _a.customer_id.in_(some)))
            found |= {CustomerId(row["customer_id"]): ALARM.entity(row) for row in rows}
        return found

    def put(self, alarms: Sequence[Alarm]) -> None:
        """In place of how they looked before."""
        keys = [each.name for each in ALARM.table.primary_key]
        for some in chunks(alarms):
            rows = [self._transaction.placed(ALARM.values(each)) for each in some]
            statement = inserting(self._transaction.connection, ALARM.table).values(rows)
            fresh = {name: statement.excluded[name] for name in rows[0] if name not in keys}
            upsert = statement.on_conflict_do_update(index_elements=keys, set_=fresh)
            self._transaction.connection.execute(upsert)

    def settle(self) -> None:
        """Forget the accounts that are at risk no more."""
        same = self._transaction.here(HEALTH.table, _h.customer_id == _a.customer_id)
        self._transaction.delete(ALARM.table, ~exists().where(same, _h.colour.in_(AT_RISK)))
