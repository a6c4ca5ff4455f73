"""Orders and touches of many accounts at once: a few statements, however many accounts there are."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, and_, case, cast, func, or_, select, type_coerce

from bot.adapters.store.columns import chunks, stands
from bot.adapters.store.customers import CUSTOMER
from bot.adapters.store.interactions import INTERACTION
from bot.adapters.store.orders import ORDER
from bot.adapters.store.products import PRODUCT
from bot.adapters.store.transaction import Transaction
from bot.domain.base import CustomerId, MemberId
from bot.domain.health import Worth
from bot.domain.interactions import INSIDE
from bot.domain.moment import Period
from bot.domain.money import Money
from bot.domain.worth import Pace, Rated, Sold, SoldWanted, Valuation

_c, _o, _p, _touch = (each.table.c for each in (CUSTOMER, ORDER, PRODUCT, INTERACTION))
_STANDS = (_o.archived_at.is_(None), ~stands(_o.state, "cancelled"))
WORD = (_touch.archived_at.is_(None), or_(_touch.topic.is_(None), _touch.topic.not_in(sorted(INSIDE))))
"""What was a word with the customer."""
AROUND = dt.timedelta(days=2)
THOUSAND = 1000
_QTY = type_coerce(_o.qty, BigInteger)
"""In thousandths, as it is stored."""


class Sales:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def accounts(self, limit: int, *, after: str = "") -> Sequence[tuple[CustomerId, MemberId]]:
        here = self._transaction.here(CUSTOMER.table, _c.archived_at.is_(None), _c.id > after)
        wanted = select(_c.id, _c.owner_id).where(here).order_by(_c.id).limit(limit)
        return [(CustomerId(row[0]), MemberId(row[1])) for row in self._rows(wanted)]

    def reckoned(
        self, accounts: Sequence[tuple[CustomerId, MemberId]], periods: tuple[Period, Period], by: Valuation
    ) -> Sequence[Rated]:
        if not accounts:
            return []
        ends = (accounts[0][0], accounts[-1][0])
        bought = {row[0]: row for row in self._rows(self._bought(ends, periods[0], by))}
        touched = dict(row for row in self._rows(self._touched(ends, periods[1])))
        nothing = (None,) * 6
        return [
            Rated(owner, _worth(each, bought.get(each, nothing), touched.get(each, 0), periods[0], by.home))
            for each, owner in accounts
        ]

    def sold(self, wanted: SoldWanted, by: Valuation) -> Sequence[Sold]:
        value, volume = self._value(by), func.coalesce(_QTY, THOUSAND)
        revenue = func.coalesce(func.sum(value), 0)
        among = [] if wanted.customers is None else [_o.customer_id.in_(wanted.customers)]
        sums = (
            select(_o.customer_id, revenue, func.sum(volume, type_=BigInteger), func.count(), _missing(value))
            .select_from(self._priced())
            .where(self._transaction.here(ORDER.table, *_STANDS, *_within(wanted.period), *among))
            .where(*self._of(wanted))
            .group_by(_o.customer_id)
            .order_by(revenue.desc(), _o.customer_id)
            .limit(wanted.most)
        )
        return [
            Sold(CustomerId(row[0]), int(row[1]), Decimal(int(row[2])) / THOUSAND, row[3], row[4])
            for row in self._rows(sums)
        ]

    def paces(self, customers: Iterable[CustomerId], until: dt.date) -> Mapping[CustomerId, Pace]:
        found: dict[CustomerId, Pace] = {}
        for some in chunks(sorted(set(customers))):
            here = self._transaction.here(ORDER.table, *_STANDS, _o.customer_id.in_(some), _o.day <= until)
            days = (func.count(_o.day.distinct()), func.min(_o.day), func.max(_o.day))
            wanted = select(_o.customer_id, *days).where(here).group_by(_o.customer_id)
            found |= {CustomerId(row[0]): Pace(row[1], row[2], row[3]) for row in self._rows(wanted)}
        return found

    def purchases(
        self, customers: Iterable[CustomerId], until: dt.date, by: Valuation
    ) -> Mapping[CustomerId, Sequence[tuple[dt.date, int]]]:
        found: dict[CustomerId, list[tuple[dt.date, int]]] = {}
        for some in chunks(sorted(set(customers))):
            here = self._transaction.here(ORDER.table, *_STANDS, _o.customer_id.in_(some), _o.day <= until)
            sums = func.coalesce(func.sum(self._value(by)), 0)
            wanted = select(_o.customer_id, _o.day, sums).select_from(self._priced()).where(here)
            for row in self._rows(wanted.group_by(_o.customer_id, _o.day).order_by(_o.customer_id, _o.day)):
                found.setdefault(CustomerId(row[0]), []).append((row[1], int(row[2])))
        return found

    def _bought(self, ends: tuple[str, str], year: Period, by: Valuation) -> Select[Any]:
        """Per account: revenue and orders of the period, those without a known sum, first and last of all time."""
        value, lately = self._value(by), and_(*_within(year))
        return (
            select(
                _o.customer_id,
                func.sum(case((lately, value))),
                func.count(case((lately, 1))),
                func.count(case((and_(lately, value.is_(None)), 1))),
                func.min(_o.day),
                func.max(_o.day),
            )
            .select_from(self._priced())
            .where(self._transaction.here(ORDER.table, *_STANDS, _o.customer_id.between(*ends)))
            .where(_o.day < year.end)
            .group_by(_o.customer_id)
        )

    def _touched(self, ends: tuple[str, str], days: Period) -> Select[Any]:
        these = _touch.customer_id.between(*ends)
        here = self._transaction.here(INTERACTION.table, *WORD, *within(days), these)
        return (
            select(_touch.customer_id, func.count(_touch.day.distinct()))
            .where(here)
            .group_by(_touch.customer_id)
        )

    def _priced(self) -> Any:
        """Orders beside their products, whose list price may tell what nobody said."""
        same = and_(_p.workspace_id == _o.workspace_id, _p.id == _o.product_id)
        return ORDER.table.outerjoin(PRODUCT.table, same)

    def _value(self, by: Valuation) -> ColumnElement[int]:
        """The sum of an order in minor units of the workspace's currency; NULL where it cannot be known."""
        listed = cast(func.round(_QTY * _p.list_price_minor / THOUSAND), BigInteger)
        minor = func.coalesce(_o.amount_minor, listed)
        currency = case((_o.amount_minor.is_not(None), _o.amount_currency), else_=_p.list_price_currency)
        rated = (
            (currency == code, cast(func.round(minor * factor), BigInteger)) for code, factor in by.factors
        )
        return case((currency == by.home, minor), *rated)

    def _of(self, wanted: SoldWanted) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if wanted.people is not None:
            owned = self._transaction.here(
                CUSTOMER.table, _c.owner_id.in_(sorted(wanted.people)), _c.archived_at.is_(None)
            )
            found.append(_o.customer_id.in_(select(_c.id).where(owned)))
        if wanted.product_id or wanted.product:
            named = func.lower(_o.product) == wanted.product.lower()
            found.append(or_(_o.product_id == wanted.product_id, named) if wanted.product_id else named)
        return found

    def _rows(self, statement: Select[Any]) -> Iterable[Any]:
        return self._transaction.connection.execute(statement)


def within(days: Period) -> tuple[ColumnElement[bool], ...]:
    """Touches of these days: first by their instants, which stand in the index, whatever the zone."""
    start = dt.datetime.combine(days.start - AROUND, dt.time(), dt.UTC)
    end = dt.datetime.combine(days.end + AROUND, dt.time(), dt.UTC)
    return (_touch.at >= start, _touch.at < end, _touch.day >= days.start, _touch.day < days.end)


def _within(period: Period) -> tuple[ColumnElement[bool], ...]:
    return (_o.day >= period.start, _o.day < period.end)


def _missing(value: ColumnElement[int]) -> ColumnElement[int]:
    return func.count(case((value.is_(None), 1)))


def _worth(customer: CustomerId, bought: Sequence[Any], touches: int, year: Period, home: str) -> Worth:
    _, revenue, orders, unvalued, first, last = bought
    return Worth(
        customer_id=customer,
        reckoned_on=year.end - dt.timedelta(days=1),
        revenue=Money.from_minor(int(revenue or 0), home) if last else None,
        orders=orders or 0,
        unvalued=unvalued or 0,
        first_order=first,
        last_order=last,
        touches=touches,
    )
