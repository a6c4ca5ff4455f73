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
from bot.domain.moment import Moment
from bot.domain.money import Money
from bot.domain.notes import Noted


class Included(StrEnum):
    """Whether a price includes tax, or freight."""

    IN = "in"
    OUT = "out"


class QuoteState(StrEnum):
    """Ordered is the price of an order that is not delivered yet."""

    STANDING = "standing"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    ORDERED = "ordered"


class Excess(StrEnum):
    """What a manager has to agree to."""

    BELOW_FLOOR = "below_floor"
    BELOW_FACTOR = "below_factor"
    LONG_TERM = "long_term"
    TOO_EARLY = "too_early"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What a customer was offered on a day; of its figures only those that were said are there.

    `amount` is before the discount and for one unit, unless it is the `total` of all `qty`. `product` is the name
    as said where no product is known by it. `about` marks a rough figure, `revises` that the words themselves
    replace what was quoted before, `agreed` terms that the customer and we have agreed on (the baseline that other
    quotes are measured against), `excess` what went beyond the team's limits. The interaction is its line in the
    history.
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
    total: bool = False
    about: bool = False
    unit: str = ""
    qty: Decimal | None = None
    discount: Decimal | None = None
    rate: Decimal | None = None
    tax: Included | None = None
    freight: Included | None = None
    term: int | None = None
    delivery: date | None = None
    lead: int | None = None
    valid_until: date | None = None
    exclusive: bool | None = None
    agreed: bool = False
    revises: bool = False
    state: QuoteState = QuoteState.STANDING
    superseded_by: str = ""
    excess: tuple[Excess, ...] = ()
    day: date
    at: datetime
    said: str = ""
    source: str = ""
    recorded_by: MemberId
    archived_at: datetime | None = None

    @property
    def ordered(self) -> bool:
        return self.state is QuoteState.ORDERED


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two quotes that contradict each other in `kinds`: the later one, and the `other` before it.

    `stands` is the one in force, if either. A quote that its rep took back is simply gone.
    """

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
    """What was offered: `amount` is for one `unit`, unless it is the `total` of all `qty`.

    `discount` is the factor paid (九折 is 0.9), `rate` per cent (tax, commission), `term` the days the
    customer has to pay (0 on delivery), `delivery` a day, `lead` days from the order, `upto` the upper
    end of a range of prices. `about` is a rough figure, `revises` that it replaces what was quoted, `agreed` that
    the customer has said yes to it.
    """

    customer: Mention | None = None
    person: Mention | None = None
    by: Mention | None = None
    product: Mention | None = None
    amount: Money | None = None
    upto: Money | None = None
    total: bool = False
    about: bool = False
    unit: str = ""
    qty: Decimal | None = None
    discount: Decimal | None = None
    rate: Decimal | None = None
    tax: Included | None = None
    freight: Included | None = None
    term: int | None = None
    delivery: Moment | None = None
    lead: int | None = None
    valid_until: Moment | None = None
    exclusive: bool | None = None
    agreed: bool = False
    revises: bool = False
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


@dataclass(frozen=True, kw_only=True)
class SettleConflict(Command):
    """Which of two quotes stands from now on; without `stands` both are taken back."""

    conflict: ConflictId
    stands: QuoteId = QuoteId("")


@dataclass(frozen=True, kw_only=True)
class RecapConflict(Command):
    """Words to send to the customer, so that they know what counts."""

    reads: ClassVar[bool] = True
    conflict: ConflictId


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A quote with the names behind its ids; `masked` when its sums are hidden, `left` when its rep is gone.

    `ended` says why it no longer counts, `by_later` who replaced it and when; `disputed` names the colleagues
    whose quotes contradict it.
    """

    quote: Quote
    customer: str
    by: str
    left: bool = False
    masked: bool = False
    ended: str = ""
    by_later: str = ""
    later_on: date | None = None
    disputed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A conflict with its two quotes, the earlier one first."""

    conflict: Conflict
    first: Offered
    second: Offered

    def besides(self, quote: QuoteId) -> Quote:
        """The one that is not that quote."""
        return self.first.quote if self.second.quote.id == quote else self.second.quote

    @property
    def standing(self) -> Offered | None:
        """The one in force, if either is."""
        stands = self.conflict.stands
        return next((each for each in (self.first, self.second) if each.quote.id == stands), None)


@dataclass(frozen=True, kw_only=True)
class QuoteLogged(Noted):
    """Besides the note: what it contradicts, what it replaced, and who (by name) hears of it."""

    quote: Quote
    clashes: tuple[Clash, ...] = ()
    replaced: tuple[Offered, ...] = ()
    told: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class QuotesChecked(Result):
    """Agreed terms first, then the newest; `name` is whatever they were asked for by."""

    customer: Customer | None
    name: str
    lines: tuple[Offered, ...]
    total: int


@dataclass(frozen=True, kw_only=True)
class ConflictTold(Result):
    """For the colleagues concerned: quotes that contradict each other."""

    clashes: tuple[Clash, ...]


@dataclass(frozen=True, kw_only=True)
class ConflictsOpen(Result):
    """Beside an answer about something else: what this customer still hears two ways."""

    clashes: tuple[Clash, ...]


@dataclass(frozen=True, kw_only=True)
class ConflictSettled(Result):
    """`by` settled it; whoever else is concerned reads the same."""

    clash: Clash
    by: str
    told: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Recapped(Result):
    """For the customer: only what stands, nothing of what is ours to sort out."""

    private: ClassVar[bool] = True
    customer: Customer
    product: str
    standing: Quote | None


@dataclass(frozen=True, kw_only=True)
class ExcessTold(Result):
    """For managers: a quote beyond what the team allows; `floor` where it is below that."""

    offered: Offered
    floor: Money | None = None
