"""How many customers came, stayed, came back and went, and how many stand in each stage: counted by the database."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select

from bot.adapters.store.columns import stands
from bot.adapters.store.customers import CUSTOMER
from bot.adapters.store.health import HEALTH
from bot.adapters.store.orders import ORDER
from bot.adapters.store.transaction import Transaction
from bot.domain.base import MemberId
from bot.domain.lifecycle import Lifecycle
from bot.domain.retention import Retention

_o, _c, _h = ORDER.table.c, CUSTOMER.table.c, HEALTH.table.c


class Retentions:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def between(
        self, days: tuple[dt.date, dt.date, dt.date], people: Collection[MemberId] | None
    ) -> Retention:
        """Of customers of these owners (None: everybody's): before the period begins, its first and its last day."""
        first = days[1]
        ordered = self._ordered(days, people).subquery()
        o = ordered.c
        came, stayed = o.first >= first, o.earlier == 1
        now = o.now == 1
        numbers = (
            _number(now & came),
            _number(now & stayed),
            _number(now & ~came & ~stayed),
            _number(~now & stayed),
        )
        theirs = and_(_c.workspace_id == self._transaction.workspace_id, _c.id == o.customer_id)
        wanted = select(*numbers).select_from(ordered).join(CUSTOMER.table, theirs)
        row = self._transaction.connection.execute(wanted.where(*_owned(people))).one()
        new, kept, won_back, lost = (int(each or 0) for each in row)
        return Retention(new=new, kept=kept, won_back=won_back, lost=lost)

    def stages(self, people: Collection[MemberId] | None) -> Mapping[tuple[Lifecycle, Lifecycle | None], int]:
        """How many customers stand in each stage, those in decline by the stage they declined from."""
        theirs = and_(_c.workspace_id == _h.workspace_id, _c.id == _h.customer_id)
        here = self._transaction.here(HEALTH.table, _h.stage.is_not(None), *_owned(people))
        counted = select(_h.stage, _h.declined_from, func.count())
        grouped = counted.join(CUSTOMER.table, theirs).where(here).group_by(_h.stage, _h.declined_from)
        return {(row[0], row[1]): row[2] for row in self._transaction.connection.execute(grouped)}

    def _ordered(
        self, days: tuple[dt.date, dt.date, dt.date], people: Collection[MemberId] | None
    ) -> Select[Any]:
        """Each customer's first order, and whether they ordered in the period and in the one before."""
        before, first, last = days
        living = (_o.archived_at.is_(None), ~stands(_o.state, "cancelled"), _o.day <= last)
        return (
            select(
                _o.customer_id,
                func.min(_o.day).label("first"),
                func.max(case((_o.day >= first, 1), else_=0)).label("now"),
                func.max(case((_o.day.between(before, first - dt.timedelta(days=1)), 1), else_=0)).label(
                    "earlier"
                ),
            )
            .where(self._transaction.here(ORDER.table, *living, *self._theirs(people)))
            .group_by(_o.customer_id)
        )

    def _theirs(self, people: Collection[MemberId] | None) -> list[ColumnElement[bool]]:
        """Of the customers of some owners, found by their index."""
        if people is None:
            return []
        theirs = self._transaction.here(CUSTOMER.table, *_owned(people))
        return [_o.customer_id.in_(select(_c.id).where(theirs))]


def _owned(people: Collection[MemberId] | None) -> list[ColumnElement[bool]]:
    living: list[ColumnElement[bool]] = [_c.archived_at.is_(None)]
    return living if people is None else [*living, _c.owner_id.in_(sorted(people))]


def _number(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((which, 1), else_=0))
