"""Preferences: how somebody wants to be contacted, and how not."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import ClassVar

from bot.domain.base import (
    Command,
    ContactId,
    CustomerId,
    InteractionId,
    MemberId,
    Mention,
    Result,
    WishId,
)
from bot.domain.customers import Customer
from bot.domain.interactions import Channel
from bot.domain.notes import Noted


class Preference(StrEnum):
    """`BEFORE` and `AFTER` name the hours in which not to disturb; `RESUME` takes a wish back."""

    NEVER = "never"
    ONLY = "only"
    PREFER = "prefer"
    BEFORE = "before"
    AFTER = "after"
    RESUME = "resume"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How somebody at a customer (or all of them) wants to be contacted, or not; `channel` None means any.

    `topic` limits it to what it is about; `at` is the hour of a BEFORE or AFTER; `ended_at` when they took it back.
    `person` is the name as said of somebody who is no contact; the interaction is its line in the history.
    """

    id: WishId
    customer_id: CustomerId
    contact_id: ContactId = ContactId("")
    person: str = ""
    interaction_id: InteractionId = InteractionId("")
    channel: Channel | None = None
    pref: Preference
    at: time | None = None
    topic: str = ""
    member_id: MemberId
    day: date
    made_at: datetime
    said: str = ""
    source: str = ""
    ended_at: datetime | None = None
    archived_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class SetPreference(Command):
    """`channel` None means all of them; `at` the hour of a BEFORE or AFTER; `what` the topic, in words."""

    customer: Mention | None = None
    person: Mention | None = None
    channel: Channel | None = None
    pref: Preference = Preference.NEVER
    at: time | None = None
    what: str = ""


@dataclass(frozen=True, kw_only=True)
class CheckWishes(Command):
    """Who must not be contacted how: of one customer or of all, by one channel or any."""

    reads: ClassVar[bool] = True
    customer: Mention | None = None
    person: Mention | None = None
    channel: Channel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WishLine:
    """A wish with the names behind its ids: whose it is ("" for everybody at the customer) and who noted it.

    `discreet` when sums in its words are not for this reader.
    """

    wish: Wish
    customer: str
    person: str
    by: str
    discreet: bool = False


@dataclass(frozen=True, kw_only=True)
class PreferenceSet(Noted):
    """`ended` are the wishes that it takes back or replaces."""

    ended: tuple[WishLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WishWarned(Result):
    """What somebody plans or did goes against what the customer asked for."""

    line: WishLine


@dataclass(frozen=True, kw_only=True)
class WishesChecked(Result):
    """The newest first, `total` of them; of one `person` also what everybody there wants."""

    customer: Customer | None
    person: str
    channel: Channel | None
    lines: tuple[WishLine, ...]
    total: int
