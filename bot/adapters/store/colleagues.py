"""What colleagues did and have to do, each question one statement over everybody asked about."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from bot.adapters.store.complaints import COMPLAINT
from bot.adapters.store.deals import DEAL
from bot.adapters.store.handover import INHERITANCE
from bot.adapters.store.interactions import INTERACTION
from bot.adapters.store.requests import REQUEST
from bot.adapters.store.transaction import Transaction
from bot.domain.base import CustomerId, MemberId, ProductId
from bot.domain.deals import DealState
from bot.domain.interactions import INSIDE
from bot.domain.ports.colleagues import Band
from bot.domain.shares import Share

OPEN = "open"
_d = DEAL.table.c


class Colleagues:
    """Colleagues are few, so they are named in the statement."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def touches(self, customer: CustomerId, since: dt.date) -> Mapping[MemberId, tuple[int, dt.date]]:
        c = INTERACTION.table.c
        word = or_(c.topic.is_(None), c.topic.not_in(INSIDE))
        where = (c.customer_id == customer, c.day >= since, c.archived_at.is_(None), word)
        here = self._transaction.here(INTERACTION.table, *where)
        days = select(c.member_id, func.count(c.day.distinct()), func.max(c.day)).where(here)
        rows = self._transaction.connection.execute(days.group_by(c.member_id))
        return {MemberId(member): (count, last) for member, count, last in rows}

    def cycles(self, limit: int) -> Sequence[int]:
        here = self._transaction.here(
            DEAL.table, _d.state == DealState.WON, _d.closed_on.is_not(None), _d.archived_at.is_(None)
        )
        won = select(_d.opened_on, _d.closed_on).where(here).order_by(_d.closed_on.desc()).limit(limit)
        return [(closed - opened).days for opened, closed in self._transaction.connection.execute(won)]

    def live(self, members: Collection[MemberId], since: dt.date | None) -> Mapping[MemberId, int]:
        fresh = [] if since is None else [_d.opened_on >= since]
        where = (_d.state == DealState.OPEN, _d.archived_at.is_(None), *fresh)
        return self._counted(DEAL.table, members, *where)

    def jobs(self, members: Collection[MemberId]) -> Mapping[MemberId, int]:
        found: Counter[MemberId] = Counter()
        for table in (COMPLAINT.table, REQUEST.table):
            where = (table.c.state == OPEN, table.c.archived_at.is_(None))
            found.update(self._counted(table, members, *where))
        return found

    def with_product(
        self, members: Collection[MemberId], product: ProductId, name: str
    ) -> Mapping[MemberId, Share]:
        named = func.lower(_d.product) == name.lower()
        return self._decided(members, or_(_d.product_id == product, named) if product else named)

    def within(self, members: Collection[MemberId], bands: Iterable[Band]) -> Mapping[MemberId, Share]:
        sized = [
            and_(
                _d.amount_currency == each.low.currency,
                _d.amount_minor.between(each.low.to_minor(), each.high.to_minor()),
            )
            for each in bands
        ]
        return self._decided(members, or_(*sized)) if sized else {}

    def given(self, members: Collection[MemberId]) -> Mapping[MemberId, dt.date]:
        i = INHERITANCE.table.c
        opened = self._latest(DEAL.table, _d.member_id, _d.opened_on, members)
        handed = self._latest(INHERITANCE.table, i.to_id, i.at, members)
        days = [(member, each) for member, each in opened.items()]
        days += [(member, each.date()) for member, each in handed.items()]
        found: dict[MemberId, dt.date] = {}
        for member, day in days:
            found[member] = max(day, found.get(member, day))
        return found

    def _latest(
        self, table: Any, member: ColumnElement[str], when: ColumnElement[Any], members: Collection[MemberId]
    ) -> dict[MemberId, Any]:
        here = self._transaction.here(table, member.in_(sorted(members)))
        rows = self._transaction.connection.execute(
            select(member, func.max(when)).where(here).group_by(member)
        )
        return {MemberId(key): latest for key, latest in rows if latest is not None}

    def _decided(self, members: Collection[MemberId], alike: ColumnElement[bool]) -> Mapping[MemberId, Share]:
        ended = _d.state.in_([DealState.WON, DealState.LOST])
        won = self._counted(DEAL.table, members, _d.state == DealState.WON, _d.archived_at.is_(None), alike)
        every = self._counted(DEAL.table, members, ended, _d.archived_at.is_(None), alike)
        return {member: Share(won.get(member, 0), of) for member, of in every.items()}

    def _counted(
        self, table: Any, members: Collection[MemberId], *where: ColumnElement[bool]
    ) -> dict[MemberId, int]:
        member = table.c.member_id
        here = self._transaction.here(table, member.in_(sorted(members)), *where)
        rows = self._transaction.connection.execute(select(member, func.count()).where(here).group_by(member))
        return {MemberId(key): count for key, count in rows}
