"""Ownership: the tables and what is asked of them."""

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
from bot.domain.ownership import Follower, Notice, Part, Referral


class FollowerRow(Row, table=True):
    __tablename__ = "follower"
    __table_args__ = (
        refers("customer", "customer_id"),
        refers("member", "member_id"),
        index("customer_id"),
        index("member_id"),
    )

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
    )

    id: str = id_part()
    member_id: str = reference()
    customer_id: str = reference()
    by: str = words()
    kind: str = words()
    what: str = words()
    at: dt.datetime = instant()
    read_at: dt.datetime | None = instant()


NOTICE = Shape(Notice, NoticeRow)


class ReferralRow(Row, table=True):
    __tablename__ = "referral"
    __table_args__ = (
        refers("customer", "customer_id"),
        refers("customer", "referrer_id"),
        refers("contact", "contact_id"),
        refers("member", "member_id"),
        index("customer_id"),
        index("referrer_id"),
        index("contact_id"),
        index("member_id"),
    )

    id: str = id_part()
    customer_id: str = reference()
    referrer_id: str = reference()
    contact_id: str = reference()
    referrer: str = words()
    member_id: str = reference()
    day: dt.date
    said: str = words()
    source: str = words()
    archived_at: dt.datetime | None = instant()


REFERRAL = Shape(Referral, ReferralRow)


class Followers:
    """Who shares or watches a customer."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, customer: CustomerId) -> Sequence[Follower]:
        """The newest first."""
        c = FOLLOWER.table.c
        where = [c.customer_id == customer]
        return self._rows.find(FOLLOWER, *where, order=(c.since.desc(), c.id.desc()))


class Notices:
    """What followers should know."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, customer: CustomerId) -> Sequence[Notice]:
        """The newest first."""
        c = NOTICE.table.c
        where = [c.customer_id == customer]
        return self._rows.find(NOTICE, *where, order=(c.at.desc(), c.id.desc()))


class Referrals:
    """Who brought which customer."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, customer: CustomerId) -> Sequence[Referral]:
        """The newest first."""
        c = REFERRAL.table.c
        where = [c.customer_id == customer, c.archived_at.is_(None)]
        return self._rows.find(REFERRAL, *where, order=(c.day.desc(), c.id.desc()))
