"""Orders and payments: what was bought, what was paid."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bot.domain.base import (
    Command,
    ContactId,
    CustomerId,
    InteractionId,
    MemberId,
    Mention,
    OrderId,
    PaymentId,
    ProductId,
)
from bot.domain.moment import Moment
from bot.domain.money import Money


class OrderState(StrEnum):
    OPEN = "open"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a customer bought on a day: `amount` is for the whole, `price` for one unit.

    `due_day` is the day of delivery, `pay_by` the day by which it is to be paid, None where none was agreed.
    """

    id: OrderId
    customer_id: CustomerId
    contact_id: ContactId = ContactId("")
    member_id: MemberId
    interaction_id: InteractionId = InteractionId("")
    deal_id: str = ""
    product_id: ProductId = ProductId("")
    product: str = ""
    qty: Decimal | None = None
    unit: str = ""
    price: Money | None = None
    amount: Money | None = None
    term: int | None = None
    day: date
    due_day: date | None = None
    pay_by: date | None = None
    state: OrderState = OrderState.OPEN
    said: str = ""
    source: str = ""
    recorded_by: MemberId
    recorded_at: datetime
    archived_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """Money that arrived on a day; it pays the oldest orders in its currency first unless `order_id` names one."""

    id: PaymentId
    customer_id: CustomerId
    contact_id: ContactId = ContactId("")
    member_id: MemberId
    interaction_id: InteractionId = InteractionId("")
    order_id: str = ""
    amount: Money | None = None
    rate: Decimal | None = None
    day: date
    said: str = ""
    source: str = ""
    recorded_by: MemberId
    recorded_at: datetime
    archived_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class LogOrder(Command):
    """`amount` is for the whole, or for one `unit` when one was said; `due` the day of delivery."""

    customer: Mention | None = None
    person: Mention | None = None
    by: Mention | None = None
    product: Mention | None = None
    qty: Decimal | None = None
    unit: str = ""
    amount: Money | None = None
    term: int | None = None
    when: Moment | None = None
    due: Moment | None = None
    what: str = ""


@dataclass(frozen=True, kw_only=True)
class LogPayment(Command):
    """Money that arrived; `rate` per cent of the whole when a share was said (三成首付)."""

    customer: Mention | None = None
    person: Mention | None = None
    amount: Money | None = None
    rate: Decimal | None = None
    when: Moment | None = None
    what: str = ""
