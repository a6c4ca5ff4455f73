"""Orders and payments: the tables and what is asked of them."""

import datetime as dt
from collections.abc import Sequence

from bot.adapters.store.columns import (
    Row,
    id_part,
    index,
    instant,
    minor,
    one_of,
    reference,
    refers,
    thousandths,
    words,
)
from bot.adapters.store.mapping import Shape
from bot.adapters.store.rows import Rows
from bot.domain.base import CustomerId
from bot.domain.orders import Order, OrderState, Payment


class OrderRow(Row, table=True):
    __tablename__ = "purchase"
    __table_args__ = (
        refers("customer", "customer_id"),
        refers("contact", "contact_id"),
        refers("member", "member_id"),
        refers("interaction", "interaction_id"),
        refers("product", "product_id"),
        index("customer_id", "day"),
        index("member_id"),
        index("product_id"),
        index("contact_id"),
        index("interaction_id"),
        index("pay_by"),
    )

    id: str = id_part()
    customer_id: str = reference()
    contact_id: str = reference()
    member_id: str = reference()
    interaction_id: str = reference()
    deal_id: str = words()
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
    said: str = words()
    source: str = words()
    recorded_by: str = words()
    recorded_at: dt.datetime = instant()
    archived_at: dt.datetime | None = instant()


ORDER = Shape(Order, OrderRow)


class PaymentRow(Row, table=True):
    __tablename__ = "payment"
    __table_args__ = (
        refers("customer", "customer_id"),
        refers("contact", "contact_id"),
        refers("member", "member_id"),
        refers("interaction", "interaction_id"),
        index("customer_id", "day"),
        index("member_id"),
        index("contact_id"),
        index("interaction_id"),
    )

    id: str = id_part()
    customer_id: str = reference()
    contact_id: str = reference()
    member_id: str = reference()
    interaction_id: str = reference()
    order_id: str = words()
    amount_minor: int | None = minor()
    amount_currency: str | None = words()
    rate: int | None = thousandths()
    day: dt.date
    said: str = words()
    source: str = words()
    recorded_by: str = words()
    recorded_at: dt.datetime = instant()
    archived_at: dt.datetime | None = instant()


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


class Payments:
    """Money that arrived."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, customer: CustomerId) -> Sequence[Payment]:
        """The newest first."""
        c = PAYMENT.table.c
        where = [c.customer_id == customer, c.archived_at.is_(None)]
        return self._rows.find(PAYMENT, *where, order=(c.day.desc(), c.id.desc()))
