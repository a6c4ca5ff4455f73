"""Quotes: the prices and terms that a customer was offered."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from bot.domain.base import Command, Mention, Result
from bot.domain.customers import Customer
from bot.domain.interactions import Interaction
from bot.domain.moment import Moment
from bot.domain.money import Money


@dataclass(frozen=True, kw_only=True)
class LogQuote(Command):
    """What was offered: `amount` is for one `unit` when one was said, else for `qty` or the whole.

    `discount` is the factor paid (九折 is 0.9), `rate` per cent (tax, commission), `term` the days the
    customer has to pay (0 on delivery), `delivery` a day, `lead` days from the order, `upto` the upper
    end of a range of prices.
    """

    customer: Mention | None = None
    person: Mention | None = None
    by: Mention | None = None
    product: Mention | None = None
    amount: Money | None = None
    upto: Money | None = None
    unit: str = ""
    qty: Decimal | None = None
    discount: Decimal | None = None
    rate: Decimal | None = None
    term: int | None = None
    delivery: Moment | None = None
    lead: int | None = None
    valid_until: Moment | None = None
    when: Moment | None = None
    what: str = ""


@dataclass(frozen=True, kw_only=True)
class CheckQuotes(Command):
    """What was quoted to a customer, by whom, and which of it stands."""

    reads: ClassVar[bool] = True
    customer: Mention | None = None
    person: Mention | None = None
    by: Mention | None = None
    product: Mention | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """One quote as it was told, with the names behind its ids; `masked` when its sums are hidden."""

    interaction: Interaction
    customer: str
    by: str
    masked: bool = False


@dataclass(frozen=True, kw_only=True)
class QuotesChecked(Result):
    """The newest first; `name` is whatever they were asked for by: a customer, a product, a colleague."""

    customer: Customer | None
    name: str
    lines: tuple[Quoted, ...]
    total: int
