"""Orders and payments: the tables and what is asked of them."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, select

from bot.adapters.store.columns import (
    index,
    instant,
    minor,
    one_of,
    reference,
    refers,
    stands,
    thousandths,
    tied,
    words,
)
from bot.adapters.store.customers import CUSTOMER
from bot.adapters.store.ledgers import NotedRow
from bot.adapters.store.mapping import Shape
from bot.adapters.store.rows import Rows
from bot.domain.base import CustomerId, MemberId
from bot.domain.orders import Order, OrderState, Payment


class OrderRow(NotedRow, table=True):
    __tablename__ = "purchase"
    __table_args__ = (
        *tied("contact", "member", "interaction", "product"),
        refers("customer", "customer_id"),
        index("customer_id", "day"),
        index("pay_by"),
    )

    deal_id: str = words()
    number: str = words()
    product_id: str = reference()
    product: str = words()
    qty: int | None = thousandths()
    unit: str = words()
    price_minor: int | None = minor()
    price_currency: str | None = words()
    amount_minor: int | None = minor()
    amount_currency: str | None = words()
    term: int | None
    day: dt.date
    due_day: dt.date | None
    pay_by: dt.date | None
    state: str = one_of(OrderState)
    recorded_at: dt.datetime = instant()


ORDER = Shape(Order, OrderRow)


class PaymentRow(NotedRow, table=True):
    __tablename__ = "payment"
    __table_args__ = (
        *tied("contact", "member", "interaction"),
        refers("customer", "customer_id"),
        index("customer_id", "day"),
    )

    order_id: str = words()
    number: str = words()
    amount_minor: int | None = minor()
    amount_currency: str | None = words()
    rate: int | None = thousandths()
    day: dt.date
    recorded_at: dt.datetime = instant()


PAYMENT = Shape(Payment, PaymentRow)


class Orders:
    """What customers bought."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, customer: CustomerId) -> Sequence[Order]:
        """The newest first."""
        c = ORDER.table.c
        where = [c.customer_id == customer, c.archived_at.is_(None)]
        return self._rows.find(ORDER, *where, order=(c.day.desc(), c.id.desc()))

    def owing(
        self, today: dt.date, owner: MemberId | None, among: Sequence[CustomerId] | None = None
    ) -> Sequence[CustomerId]:
        """Customers (of one owner, among these) who had to pay before today and have not paid all they ordered."""
        here, o, p = self._rows.transaction.here, ORDER.table.c, PAYMENT.table.c
        standing = (o.amount_minor.is_not(None), o.archived_at.is_(None), ~stands(o.state, "cancelled"))
        bought = (
            select(o.customer_id, o.amount_currency, func.sum(o.amount_minor).label("bought"))
            .where(here(ORDER.table, *standing, *self._of(o.customer_id, owner, among)))
            .group_by(o.customer_id, o.amount_currency)
            .having(func.min(o.pay_by) < today)
            .subquery()
        )
        arrived = (p.amount_minor.is_not(None), p.archived_at.is_(None))
        came = (
            select(p.customer_id, p.amount_currency, func.sum(p.amount_minor).label("paid"))
            .where(here(PAYMENT.table, *arrived, *self._of(p.customer_id, owner, among)))
            .group_by(p.customer_id, p.amount_currency)
            .subquery()
        )
        same = and_(
            bought.c.customer_id == came.c.customer_id, bought.c.amount_currency == came.c.amount_currency
        )
        short = func.coalesce(came.c.paid, 0) < bought.c.bought
        wanted = select(bought.c.customer_id).outerjoin(came, same).where(short).distinct()
        found = self._rows.transaction.connection.execute(wanted.order_by(bought.c.customer_id)).scalars()
        return [CustomerId(each) for each in found]

    def _of(
        self, customer: ColumnElement[str], owner: MemberId | None, among: Sequence[CustomerId] | None
    ) -> list[ColumnElement[bool]]:
        """Of the customers of one owner, found by their index; of these, or of all when none is given."""
        owned = CUSTOMER.table.c
        if among is not None:
            return [customer.in_(among)]
        if owner is None:
            return []
        theirs = self._rows.transaction.here(
            CUSTOMER.table, owned.owner_id == owner, owned.archived_at.is_(None)
        )
        return [customer.in_(select(owned.id).where(theirs))]


class Payments:
    """Money that arrived."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, customer: CustomerId) -> Sequence[Payment]:
        """The newest first."""
        c = PAYMENT.table.c
        where = [c.customer_id == customer, c.archived_at.is_(None)]
        return self._rows.find(PAYMENT, *where, order=(c.day.desc(), c.id.desc()))
