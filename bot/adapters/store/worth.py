"""What accounts are worth, as it was last reckoned, and how they compare."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Date, Select, and_, exists, func, or_, select
from sqlmodel import Field

from bot.adapters.store.columns import Row, part
from bot.adapters.store.customers import CUSTOMER
from bot.adapters.store.health import WORTH, found_of, put_found
from bot.adapters.store.interactions import INTERACTION
from bot.adapters.store.mapping import Shape
from bot.adapters.store.sales import WORD, within
from bot.adapters.store.transaction import Transaction
from bot.domain.abc import cuts_of
from bot.domain.base import CustomerId, MemberId
from bot.domain.clv import Fit
from bot.domain.health import Worth
from bot.domain.moment import Period
from bot.domain.people import Asked, Scope
from bot.domain.policy import ValuePolicy
from bot.domain.rfm import quintile_cuts
from bot.domain.worth import Cuts, Ranking, Rated, Total

READ_AHEAD = 2_000
EVERYBODY = Asked(Scope.ALL, None)
_w, _c, _touch = WORTH.table.c, CUSTOMER.table.c, INTERACTION.table.c
_BOUGHT = _w.last_order.is_not(None)


class RankingRow(Row, table=True):
    __tablename__ = "ranking"

    reckoned_on: dt.date = Field(sa_type=Date)
    quarter: dt.date = Field(sa_type=Date)
    cuts: str = part(Cuts)
    fitted_on: dt.date | None = Field(sa_type=Date)
    fit: str | None = part(Fit)
    done: bool = Field(sa_type=Boolean)


RANKING = Shape(Ranking, RankingRow)


class Worths:
    """What accounts bring."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def of(self, customers: Iterable[CustomerId]) -> Mapping[CustomerId, Worth]:
        return found_of(WORTH, customers, self._transaction)

    def between(self, first: CustomerId, last: CustomerId) -> Mapping[CustomerId, Worth]:
        wanted = self._transaction.select(WORTH.table, _w.customer_id.between(first, last))
        return {CustomerId(row["customer_id"]): WORTH.entity(row) for row in self._transaction.rows(wanted)}

    def put(self, found: Iterable[Worth]) -> None:
        put_found(WORTH, found, self._transaction)

    @property
    def ranking(self) -> Ranking | None:
        row = self._transaction.first(self._transaction.select(RANKING.table))
        return RANKING.entity(row) if row else None

    def rank(self, ranking: Ranking) -> None:
        self._transaction.put(RANKING.table, RANKING.values(ranking))

    def clear(self) -> None:
        living = (_c.workspace_id == _w.workspace_id, _c.id == _w.customer_id, _c.archived_at.is_(None))
        self._transaction.delete(WORTH.table, ~exists().where(*living))

    def page(self, limit: int, *, after: str = "") -> Sequence[Worth]:
        wanted = self._transaction.select(WORTH.table, _w.customer_id > after)
        return [
            WORTH.entity(row) for row in self._transaction.rows(wanted.order_by(_w.customer_id).limit(limit))
        ]

    def cuts(self, policy: ValuePolicy) -> Cuts:
        here = self._transaction.here(WORTH.table, _BOUGHT)
        total = self._transaction.number(select(func.coalesce(func.sum(_w.revenue_minor), 0)).where(here))
        bought = self._transaction.number(select(func.count()).where(here))
        return Cuts(
            cuts_of(self._ranked(), total, policy),
            quintile_cuts(self._counted(_w.last_order), bought),
            quintile_cuts(self._counted(_w.orders), bought),
            quintile_cuts(self._counted(_w.revenue_minor), bought),
        )

    def some(self, most: int) -> Sequence[CustomerId]:
        here = self._transaction.here(WORTH.table, _BOUGHT)
        bought = self._transaction.number(select(func.count()).where(here))
        every = max(1, bought // most)
        numbered = select(_w.customer_id, func.row_number().over(order_by=_w.customer_id).label("n")).where(
            here
        )
        among = numbered.subquery().c
        wanted = select(among.customer_id).where(among.n % every == 0).limit(most)
        return [CustomerId(row[0]) for row in self._transaction.connection.execute(wanted)]

    def totals(self, asked: Asked, touched: Period | None) -> Sequence[Total]:
        each = self._accounts(asked, touched).subquery().c
        sums = [func.coalesce(func.sum(each[name]), 0) for name in ("minor", "times", "unvalued")]
        wanted = select(each.owner_id, each.tier, func.count(), *sums).group_by(each.owner_id, each.tier)
        rows = self._transaction.connection.execute(wanted)
        return [Total(row[0], row[1], row[2], int(row[3]), int(row[4]), int(row[5])) for row in rows]

    def beyond(
        self, asked: Asked, touched: Period | None, *, revenue: float, touches: float, most: int
    ) -> Sequence[Rated]:
        each = self._accounts(asked, touched).subquery().c
        above = or_(each.minor > revenue, each.times > touches)
        wanted = select(each.customer_id, each.owner_id, each.times).where(above)
        return self._rated(wanted.order_by(each.times.desc(), each.customer_id).limit(most))

    def one(self, customer: CustomerId, touched: Period | None) -> Rated | None:
        each = self._accounts(EVERYBODY, touched, customer).subquery().c
        found = self._rated(select(each.customer_id, each.owner_id, each.times))
        return found[0] if found else None

    def place(self, minor: int) -> tuple[int, int]:
        bought = self._transaction.here(WORTH.table, _BOUGHT)
        above = self._transaction.here(WORTH.table, _w.revenue_minor > minor)
        return (
            1 + self._transaction.number(select(func.count()).where(above)),
            self._transaction.number(select(func.count()).where(bought)),
        )

    def _rated(self, wanted: Select[Any]) -> Sequence[Rated]:
        """Of rows of account, owner and touches."""
        rows = self._transaction.connection.execute(wanted).all()
        found = self.of(CustomerId(row[0]) for row in rows)
        return [Rated(MemberId(row[1]), replace(found[row[0]], touches=int(row[2]))) for row in rows]

    def _accounts(self, asked: Asked, touched: Period | None, customer: str = "") -> Select[Any]:
        """Living accounts of those asked for, with revenue, touches and orders of unknown sum."""
        same = and_(_w.workspace_id == _c.workspace_id, _w.customer_id == _c.id)
        joined = WORTH.table.join(CUSTOMER.table, same)
        times: ColumnElement[int] = _w.touches
        if touched is not None:
            counts = self._touches(touched, customer).subquery()
            joined = joined.outerjoin(counts, counts.c.customer_id == _w.customer_id)
            times = func.coalesce(counts.c.times, 0)
        people = [] if asked.people is None else [_c.owner_id.in_(sorted(asked.people))]
        only = [_w.customer_id == customer] if customer else []
        here = self._transaction.here(WORTH.table, _c.archived_at.is_(None), *people, *only)
        revenue = func.coalesce(_w.revenue_minor, 0).label("minor")
        columns = (_w.customer_id, _c.owner_id, _w.tier, revenue, times.label("times"), _w.unvalued)
        return select(*columns).select_from(joined).where(here)

    def _touches(self, days: Period, customer: str = "") -> Select[Any]:
        only = [_touch.customer_id == customer] if customer else []
        here = self._transaction.here(INTERACTION.table, *WORD, *within(days), *only)
        times = func.count(_touch.day.distinct()).label("times")
        return select(_touch.customer_id, times).where(here).group_by(_touch.customer_id)

    def _ranked(self) -> Iterator[tuple[str, int]]:
        """Accounts with revenue, the largest first; read as far as somebody asks."""
        here = self._transaction.here(WORTH.table, _w.revenue_minor > 0)
        wanted = select(_w.customer_id, _w.revenue_minor).where(here)
        ordered = wanted.order_by(_w.revenue_minor.desc(), _w.customer_id)
        ahead = ordered.execution_options(yield_per=READ_AHEAD)
        with self._transaction.connection.execute(ahead) as rows:
            for row in rows:
                yield row[0], row[1]

    def _counted(self, column: ColumnElement[Any]) -> list[tuple[Any, int]]:
        here = self._transaction.here(WORTH.table, _BOUGHT)
        wanted = select(column, func.count()).where(here).group_by(column).order_by(column)
        return [(row[0], row[1]) for row in self._transaction.connection.execute(wanted)]
