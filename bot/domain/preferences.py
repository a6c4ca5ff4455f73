"""Preferences: how somebody wants to be contacted, and how not."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from bot.domain.base import Command, ContactId, CustomerId, MemberId, Mention, WishId
from bot.domain.interactions import Channel


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
    """

    id: WishId
    customer_id: CustomerId
    contact_id: ContactId = ContactId("")
    person: str = ""
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
