"""Ownership: the tables and what is asked of them."""

import datetime as dt
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, exists, func, select

from bot.adapters.store.columns import (
    Row,
    chunks,
    id_part,
    index,
    instant,
    one_of,
    reference,
    refers,
    tied,
    words,
)
from bot.adapters.store.ledgers import LedgerRow
from bot.adapters.store.mapping import Shape
from bot.adapters.store.rows import Rows
from bot.adapters.store.scribe import ACTION
from bot.adapters.store.transaction import Transaction
from bot.domain.base import CustomerId, MemberId
from bot.domain.ownership import Follower, Notice, Part, Referral


class FollowerRow(Row, table=True):
    __tablename__ = "follower"
    __table_args__ = (*tied("customer", "member"),)

    id: str = id_part()
    customer_id: str = reference()
    member_id: str = reference()
    part: str = one_of(Part)
    since: dt.datetime = instant()
    ended_at: dt.datetime | None = instant()


FOLLOWER = Shape(Follower, FollowerRow)


class NoticeRow(Row, table=True):
    __tablename__ = "notice"
    __table_args__ = (
        refers("member", "member_id"),
        refers("customer", "customer_id"),
        index("member_id", "at", where="read_at is null"),
        index("customer_id"),
        index("told_at", where="read_at is null"),
    )

    id: str = id_part()
    member_id: str = reference()
    customer_id: str = reference()
    by: str = words()
    kind: str = words()
    subject: str = words()
    at: dt.datetime = instant()
    action_id: str = words()
    told_at: dt.datetime | None = instant()
    read_at: dt.datetime | None = instant()


NOTICE = Shape(Notice, NoticeRow)


class ReferralRow(LedgerRow, table=True):
    __tablename__ = "referral"
    __table_args__ = (
        *tied("customer", "contact", "member"),
        refers("customer", "referrer_id"),
        index("referrer_id"),
    )

    referrer_id: str = reference()
    referrer: str = words()
    day: dt.date


REFERRAL = Shape(Referral, ReferralRow)
_STILL = FOLLOWER.table.c.ended_at.is_(None)
_n = NOTICE.table.c
_UNREAD = _n.read_at.is_(None)


class Followers:
    """Who shares or watches a customer."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, customer: CustomerId) -> Sequence[Follower]:
        """Those who do so now, the first first."""
        c = FOLLOWER.table.c
        return self._rows.find(FOLLOWER, c.customer_id == customer, _STILL, order=(c.since, c.id))

    def of_all(self, customers: Iterable[CustomerId]) -> Sequence[Follower]:
        """The same of many customers, in no order."""
        c = FOLLOWER.table.c
        return [
            each
            for some in chunks(sorted(set(customers)))
            for each in self._rows.find(FOLLOWER, c.customer_id.in_(some), _STILL)
        ]

    def by(self, member: MemberId) -> Sequence[Follower]:
        """What a colleague shares or watches now."""
        return self._rows.find(FOLLOWER, FOLLOWER.table.c.member_id == member, _STILL)


class Notices:
    """What owners and followers should know; not journalled, for whether somebody read it is no business."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, notices: Iterable[Notice]) -> None:
        self._transaction.insert(NOTICE.table, map(NOTICE.values, notices))

    def unread(self, member: MemberId, limit: int, told: dt.datetime | None = None) -> Sequence[Notice]:
        """The newest first, without what was taken back; only those told then, if an instant is given."""
        found = self._transaction.select(NOTICE.table, *self._waiting(member, told))
        order = (_n.at.desc(), _n.customer_id, _n.kind, _n.id)
        rows = self._transaction.rows(found.order_by(*order).limit(limit))
        return [NOTICE.entity(row) for row in rows]

    def count(self, member: MemberId, told: dt.datetime | None = None) -> tuple[int, int]:
        """How many of them there are, and of how many customers."""
        here = self._transaction.here(NOTICE.table, *self._waiting(member, told))
        counted = select(func.count(), func.count(_n.customer_id.distinct())).where(here)
        row = self._transaction.connection.execute(counted).one()
        return row[0], row[1]

    def read(self, member: MemberId, upto: str, at: dt.datetime) -> int:
        """Mark them read, those up to an id or all; how many there were."""
        last = [_n.id <= upto] if upto else []
        return self._transaction.update(NOTICE.table, {"read_at": at}, _n.member_id == member, _UNREAD, *last)

    def untold(self, since: dt.datetime) -> Sequence[MemberId]:
        """Whose notices wait, and who was told none since then."""
        lately = select(_n.member_id).where(self._transaction.here(NOTICE.table, _n.told_at > since))
        waiting = self._transaction.here(
            NOTICE.table, _UNREAD, _n.told_at.is_(None), self._counts(), _n.member_id.not_in(lately)
        )
        rows = self._transaction.connection.execute(select(_n.member_id).where(waiting).distinct())
        return sorted(rows.scalars())

    def told(self, members: Iterable[MemberId], at: dt.datetime) -> None:
        """From now on what waits for these counts as told."""
        for some in chunks(sorted(set(members))):
            waiting = (_n.member_id.in_(some), _UNREAD, _n.told_at.is_(None))
            self._transaction.update(NOTICE.table, {"told_at": at}, *waiting)

    def last_told(self, member: MemberId) -> dt.datetime | None:
        """When the reader was last told of something unread."""
        here = self._transaction.here(NOTICE.table, _n.member_id == member, _UNREAD)
        last: dt.datetime | None = self._transaction.connection.execute(
            select(func.max(_n.told_at)).where(here)
        ).scalar()
        return last

    def _waiting(self, member: MemberId, told: dt.datetime | None) -> Sequence[ColumnElement[bool]]:
        then = [] if told is None else [_n.told_at == told]
        return [_n.member_id == member, _UNREAD, self._counts(), *then]

    def _counts(self) -> ColumnElement[bool]:
        """Whether the action behind it still stands."""
        done = ACTION.table.c
        same = self._transaction.here(ACTION.table, done.id == _n.action_id, done.undone_by != "")
        return ~exists().where(same)


class Referrals:
    """Who brought which customer."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, customer: CustomerId) -> Sequence[Referral]:
        """By whom it came to us, the newest first."""
        c = REFERRAL.table.c
        where = [c.customer_id == customer, c.archived_at.is_(None)]
        return self._rows.find(REFERRAL, *where, order=(c.day.desc(), c.id.desc()))

    def by(self, customer: CustomerId) -> Sequence[Referral]:
        """Whom it brought, the newest first."""
        c = REFERRAL.table.c
        where = [c.referrer_id == customer, c.archived_at.is_(None)]
        return self._rows.find(REFERRAL, *where, order=(c.day.desc(), c.id.desc()))
