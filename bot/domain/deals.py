"""Deals (opportunities): how far a sale has come, what it is worth, and when it should close."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bot.domain.base import (
    Command,
    ContactId,
    CustomerId,
    DealId,
    MemberId,
    Mention,
    ProductId,
)
from bot.domain.moment import Moment
from bot.domain.money import Money


class Stage(StrEnum):
    """The stages of a workspace that has named none of its own."""

    LEAD = "lead"
    QUALIFIED = "qualified"
    PROPOSAL = "proposal"
    NEGOTIATION = "negotiation"
    WON = "won"
    LOST = "lost"


class DealState(StrEnum):
    OPEN = "open"
    WON = "won"
    LOST = "lost"


class Confidence(StrEnum):
    """How sure the rep is that it closes in its period."""

    COMMIT = "commit"
    BEST_CASE = "best_case"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """An opportunity: `stage` is one of the workspace's while it is open; `close_day` is when it should close.

    `probability` is per cent, `origin` where it came from (a campaign, a referral); `member_id` whose it is.
    """

    id: DealId
    customer_id: CustomerId
    contact_id: ContactId = ContactId("")
    member_id: MemberId
    name: str = ""
    product_id: ProductId = ProductId("")
    product: str = ""
    stage: str
    state: DealState = DealState.OPEN
    amount: Money | None = None
    close_day: date | None = None
    probability: Decimal | None = None
    confidence: Confidence | None = None
    competitor: str = ""
    reason: str = ""
    origin: str = ""
    opened_on: date
    closed_on: date | None = None
    said: str = ""
    source: str = ""
    recorded_by: MemberId
    updated_at: datetime
    archived_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DealMove:
    """One move of a deal: its stage, amount and expected day before and after, who told it when."""

    id: str
    deal_id: DealId
    customer_id: CustomerId
    member_id: MemberId
    day: date
    at: datetime
    stage_from: str = ""
    stage_to: str
    amount_from: Money | None = None
    amount_to: Money | None = None
    close_from: date | None = None
    close_to: date | None = None
    said: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class DealUpdate(Command):
    """A deal moves: its stage, size, expected day of closing, chances (per cent), rival, or why it was lost."""

    customer: Mention | None = None
    person: Mention | None = None
    by: Mention | None = None
    product: Mention | None = None
    stage: Stage | None = None
    amount: Money | None = None
    close_date: Moment | None = None
    probability: Decimal | None = None
    competitor: str = ""
    reason: str = ""
    when: Moment | None = None
    what: str = ""
