"""Campaigns: the table, and what is counted of the customers they brought."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    and_,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
    union,
)

from bot.adapters.store.columns import (
    Row,
    id_part,
    instant,
    minor,
    names,
    reference,
    stands,
    thousandths,
    tied,
    words,
)
from bot.adapters.store.customers import CUSTOMER
from bot.adapters.store.deals import DEAL
from bot.adapters.store.interactions import INTERACTION
from bot.adapters.store.mapping import Shape
from bot.adapters.store.orders import ORDER
from bot.adapters.store.promises import PROMISE
from bot.adapters.store.quotes import QUOTE
from bot.adapters.store.requests import REQUEST
from bot.adapters.store.rows import Rows
from bot.domain.base import NOBODY, MemberId
from bot.domain.campaigns import Drive
from bot.domain.customers import Customer
from bot.domain.deals import DealState
from bot.domain.interactions import INSIDE, Topic
from bot.domain.ports.campaigns import Brought, Worked
from bot.domain.promises import Side
from bot.domain.requests import Request, RequestKind


class CampaignRow(Row, table=True):
    __tablename__ = "campaign"
    __table_args__ = (*tied("member", "product"),)

    id: str = id_part()
    name: str = words()
    spellings: str = names()
    kind: str = words()
    day: dt.date
    cost_minor: int | None = minor()
    cost_currency: str | None = words()
    brought: int | None = thousandths()
    product_id: str = reference()
    member_id: str = reference()
    said: str = words()
    source: str = words()
    recorded_at: dt.datetime = instant()
    archived_at: dt.datetime | None = instant()


CAMPAIGN = Shape(Drive, CampaignRow)
NO_TOUCH = INSIDE | {Topic.REQUEST, Topic.COMPLAINT, Topic.ORDER, Topic.PAYMENT}
ZONES = dt.timedelta(days=1)
"""On the day of a campaign it may still be the day before where a colleague is."""
_c, _d, _i = CUSTOMER.table.c, DEAL.table.c, INTERACTION.table.c
SOURCED = _c.source != literal_column("''")
ORIGINATED = _d.origin != literal_column("''")
"""Spelt out, so that the partial indexes are seen to fit."""


class Campaigns:
    """Campaigns are few; their customers may be thousands and are only counted where they stand."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._here = rows.transaction.here

    def all(self) -> Sequence[Drive]:
        c = CAMPAIGN.table.c
        return self._rows.find(CAMPAIGN, c.archived_at.is_(None), order=(c.day.desc(), c.id.desc()))

    def by_owner(self, brought: Brought) -> Mapping[MemberId, tuple[int, int]]:
        owner = func.coalesce(_c.owner_id, NOBODY)
        touched = func.sum(case((self._touched(brought.since), 1), else_=0))
        counted = select(owner, func.count(), touched).where(self._of(brought)).group_by(owner)
        rows = self._rows.transaction.connection.execute(counted)
        return {MemberId(member or ""): (total, int(some)) for member, total, some in rows}

    def untouched(
        self, brought: Brought, owners: Collection[MemberId] | None, limit: int
    ) -> Sequence[Customer]:
        where = [self._of(brought), ~self._touched(brought.since), *self._owned(owners)]
        return self._rows.find(CUSTOMER, *where, order=(_c.created_at, _c.id), limit=limit)

    def owned_by(self, brought: Brought, owner: MemberId) -> Sequence[Customer]:
        where = (self._of(brought), *self._owned([owner]))
        return self._rows.find(CUSTOMER, *where, order=(_c.created_at, _c.id))

    def leads(
        self, brought: Brought | None, owners: Collection[MemberId] | None, limit: int
    ) -> Sequence[Customer]:
        there = [self._here(CUSTOMER.table, _c.archived_at.is_(None)), *self._owned(owners)]
        if brought is not None:
            there.append(_c.id.in_(self._ids(brought)))
        shows = [
            select(table.c.customer_id).where(self._here(table, table.c.archived_at.is_(None)))
            for table in (DEAL.table, REQUEST.table, QUOTE.table, PROMISE.table)
        ]
        where = (
            *there,
            _c.id.in_(union(*shows)),
            ~self._there(ORDER.table, ORDER.table.c.archived_at.is_(None)),
        )
        return self._rows.find(CUSTOMER, *where, order=(_c.created_at.desc(), _c.id.desc()), limit=limit)

    def answered(self, brought: Brought) -> int:
        r, p, o = REQUEST.table.c, PROMISE.table.c, ORDER.table.c
        since = brought.since - ZONES
        signs = (
            self._there(REQUEST.table, r.day >= since, r.archived_at.is_(None)),
            self._there(
                PROMISE.table,
                p.side == Side.THEIRS,
                p.made_at >= _begin(brought.since),
                p.archived_at.is_(None),
            ),
            self._there(DEAL.table, _d.opened_on >= since, _d.archived_at.is_(None)),
            self._there(ORDER.table, o.day >= since, o.archived_at.is_(None)),
        )
        counted = select(func.count()).select_from(CUSTOMER.table).where(self._of(brought), or_(*signs))
        return self._rows.transaction.number(counted)

    def deals(self, brought: Brought) -> Sequence[Worked]:
        theirs = and_(_d.customer_id.in_(self._ids(brought)), _d.opened_on >= brought.since - ZONES)
        here = self._here(DEAL.table, _d.archived_at.is_(None), or_(theirs, _d.origin.in_(brought.names)))
        sums = select(_d.state, _d.amount_currency, func.count(), func.sum(_d.amount_minor)).where(here)
        rows = self._rows.transaction.connection.execute(sums.group_by(_d.state, _d.amount_currency))
        return [
            Worked(DealState(state), currency or "", count, int(total or 0))
            for state, currency, count, total in rows
        ]

    def signups(self, since: dt.date, until: dt.date) -> Sequence[Request]:
        r = REQUEST.table.c
        kind = stands(r.kind, RequestKind.SIGNUP)
        return self._rows.find(REQUEST, kind, r.day.between(since, until), r.archived_at.is_(None))

    def sources(self, limit: int) -> Sequence[tuple[str, int]]:
        here = self._here(CUSTOMER.table, SOURCED, _c.archived_at.is_(None))
        many = func.count()
        counted = select(_c.source, many).where(here).group_by(_c.source).order_by(many.desc(), _c.source)
        return [
            (source, count)
            for source, count in self._rows.transaction.connection.execute(counted.limit(limit))
        ]

    def _of(self, brought: Brought) -> ColumnElement[bool]:
        return self._here(CUSTOMER.table, _c.id.in_(self._ids(brought)), _c.archived_at.is_(None))

    def _ids(self, brought: Brought) -> CompoundSelect[Any]:
        """Its customers by their source, by the origin of a deal, and those that signed up."""
        by_source = select(_c.id).where(self._here(CUSTOMER.table, SOURCED, _c.source.in_(brought.names)))
        by_deal = select(_d.customer_id).where(
            self._here(DEAL.table, ORIGINATED, _d.origin.in_(brought.names), _d.archived_at.is_(None))
        )
        besides = select(_c.id).where(self._here(CUSTOMER.table, _c.id.in_(sorted(brought.besides))))
        return union(by_source, by_deal, besides)

    def _touched(self, since: dt.date) -> ColumnElement[bool]:
        """By us: what they said unasked, ordered or paid is no touch of ours."""
        word = or_(_i.topic.is_(None), _i.topic.not_in(NO_TOUCH))
        return self._there(INTERACTION.table, _i.at >= _begin(since), _i.archived_at.is_(None), word)

    def _there(self, table: Any, *where: ColumnElement[bool]) -> ColumnElement[bool]:
        """Whether the customer has such a row."""
        return exists().where(self._here(table, table.c.customer_id == _c.id, *where))

    def _owned(self, owners: Collection[MemberId] | None) -> Sequence[ColumnElement[bool]]:
        if owners is None:
            return []
        named = sorted(each for each in owners if each)
        nobodys = [_c.owner_id.is_(None)] if NOBODY in owners else []
        return [or_(_c.owner_id.in_(named), *nobodys)]


def _begin(day: dt.date) -> dt.datetime:
    """Before the first instant that is that day anywhere."""
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC) - ZONES
