"""Interactions: every touch with a customer, in the words it was reported in."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.base import (
    Command,
    ContactId,
    CustomerId,
    InteractionId,
    MemberId,
    Mention,
    ProductId,
    Result,
)
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.moment import Moment


class Channel(StrEnum):
    VISIT = "visit"
    CALL = "call"
    EMAIL = "email"
    WECHAT = "wechat"
    MEETING = "meeting"
    MESSAGE = "message"
    EVENT = "event"


class Sentiment(StrEnum):
    GOOD = "good"
    NEUTRAL = "neutral"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """One touch: `what` is what matters of it, `said` the sentence as typed, `source` the message."""

    id: InteractionId
    customer_id: CustomerId
    contact_id: ContactId = ContactId("")
    member_id: MemberId
    channel: Channel | None = None
    day: date
    at: datetime
    what: str
    sentiment: Sentiment | None = None
    product_id: ProductId = ProductId("")
    said: str = ""
    source: str = ""
    recorded_at: datetime
    archived_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class LogInteraction(Command):
    customer: Mention | None = None
    person: Mention | None = None
    by: Mention | None = None
    channel: Channel | None = None
    when: Moment | None = None
    what: str = ""
    sentiment: Sentiment | None = None
    product: Mention | None = None


@dataclass(frozen=True, kw_only=True)
class InteractionLogged(Result):
    """`person` is the name as said of somebody who is no contact yet."""

    interaction: Interaction
    customer: Customer
    contact: Contact | None
    by: str
    person: str = ""
