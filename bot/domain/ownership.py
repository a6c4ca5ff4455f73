"""Ownership: who else looks after a customer, who watches it, what they were told, and who brought it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.base import NOBODY, ContactId, CustomerId, MemberId


class Part(StrEnum):
    """What a colleague is to a customer besides its one owner."""

    CO_OWNER = "co_owner"
    WATCHER = "watcher"


@dataclass(frozen=True, slots=True, kw_only=True)
class Follower:
    """A colleague who shares or watches a customer, since when; `ended_at` when they stopped."""

    id: str
    customer_id: CustomerId
    member_id: MemberId
    part: Part
    since: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something a colleague did with a customer that a follower should know: told in batches, then read."""

    id: str
    member_id: MemberId
    customer_id: CustomerId
    by: MemberId = NOBODY
    kind: str
    what: str = ""
    at: datetime
    read_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """That a customer came to us through another one, a person there, or somebody known by name only."""

    id: str
    customer_id: CustomerId
    referrer_id: CustomerId = CustomerId("")
    contact_id: ContactId = ContactId("")
    referrer: str = ""
    member_id: MemberId
    day: date
    said: str = ""
    source: str = ""
    archived_at: datetime | None = None
