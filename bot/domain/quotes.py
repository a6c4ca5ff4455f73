"""Quotes: the prices and terms that a customer was offered."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from bot.domain.base import (
    NOBODY,
    Command,
    ConflictId,
    ContactId,
    CustomerId,
    InteractionId,
    MemberId,
    Mention,
    ProductId,
    QuoteId,
    Result,
)
from bot.domain.customers import Customer
from bot.domain.interactions import Interaction
from bot.domain.moment import Moment
from bot.domain.money import Money


class Tax(StrEnum):
    """Whether the price includes it."""

    IN = "in"
    OUT = "out"


class QuoteState(StrEnum):
    STANDING = "standing"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What a customer was offered on a day; of its figures only those that were said are there.

    `product` is the name as said where no product is known by it. `agreed` marks terms that the customer and we
    have agreed on: the baseline that other quotes are measured against. The interaction is its line in the history.
    """

    id: QuoteId
    customer_id: CustomerId
    contact_id: ContactId = ContactId("")
    member_id: MemberId
    interaction_id: InteractionId
    product_id: ProductId = ProductId("")
    product: str = ""
    amount: Money | None = None
    upto: Money | None = None
    unit: str = ""
    qty: Decimal | None = None
    discount: Decimal | None = None
    rate: Decimal | None = None
    tax: Tax | None = None
    term: int | None = None
    delivery: date | None = None
    lead: int | None = None
    valid_until: date | None = None
    exclusive: bool | None = None
    agreed: bool = False
    state: QuoteState = QuoteState.STANDING
    superseded_by: str = ""
    day: date
    at: datetime
    said: str = ""
    source: str = ""
    recorded_by: MemberId
    archived_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two quotes to one customer that contradict each other in `kinds`; `stands` is the one in force, if either."""

    id: ConflictId
    customer_id: CustomerId
    quote_id: QuoteId
    other_id: QuoteId
    kinds: tuple[str, ...]
    why: str = ""
    stands: str = ""
    found_at: datetime
    settled_at: datetime | None = None
    settled_by: MemberId = NOBODY


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
