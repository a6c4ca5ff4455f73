"""Orders and payments: what was bought, what was paid."""

from dataclasses import dataclass
from decimal import Decimal

from bot.domain.base import Command, Mention
from bot.domain.moment import Moment
from bot.domain.money import Money


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
