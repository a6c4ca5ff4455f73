"""Interactions: every touch with a customer, in the words it was reported in."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Final

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
from bot.domain.money import Money


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


class Topic(StrEnum):
    """What a note is about; a mere touch has none."""

    QUOTE = "quote"
    DEAL = "deal"
    COMPLAINT = "complaint"
    RESOLVED = "resolved"
    REQUEST = "request"
    ORDER = "order"
    PAYMENT = "payment"
    MATERIAL = "material"
    CAMPAIGN = "campaign"
    PREFERENCE = "preference"
    REFERRAL = "referral"
    WIN_BACK = "win_back"
    RELEASE = "release"
    ASIDE = "aside"


INSIDE: Final = frozenset(
    {Topic.PREFERENCE, Topic.REFERRAL, Topic.CAMPAIGN, Topic.WIN_BACK, Topic.RELEASE, Topic.ASIDE}
)
"""Topics of notes that are no word with the customer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a note tells in names and figures: the slots of its command, under the same names.

    `person` is somebody at the customer who is no contact yet.
    `stage`, `pref` and `channel` are values of their enums; names are as the database has them, or as said.
    """

    person: str = ""
    product: str = ""
    stage: str = ""
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
    close_date: Moment | None = None
    probability: Decimal | None = None
    competitor: str = ""
    reason: str = ""
    referrer: str = ""
    source: str = ""
    channel: str = ""
    pref: str = ""
    at: time | None = None
    due: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """One touch: `what` is what matters of it, `said` the sentence as typed, `source` the message.

    With a `topic` it is a note, whose `facts` are what was understood of it; one of a campaign may have
    no customer.
    """

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
    topic: Topic | None = None
    facts: Facts | None = None
    said: str = ""
    source: str = ""
    recorded_at: datetime
    archived_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class LogInteraction(Command):
    """A touch; with `aside` only a word about them, which is none: a taste, a rumour, a visit that came to nothing."""

    customer: Mention | None = None
    person: Mention | None = None
    by: Mention | None = None
    channel: Channel | None = None
    when: Moment | None = None
    what: str = ""
    sentiment: Sentiment | None = None
    product: Mention | None = None
    aside: bool = False


@dataclass(frozen=True, kw_only=True)
class InteractionLogged(Result):
    """`person` is the name as said of somebody who is no contact yet."""

    interaction: Interaction
    customer: Customer
    contact: Contact | None
    by: str
    person: str = ""
