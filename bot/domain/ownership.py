"""Ownership: who looks after a customer besides its owner, what they are told, the pool, and who brought it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Final

from bot.domain.base import NOBODY, ActionId, Command, ContactId, CustomerId, MemberId, Mention, Result
from bot.domain.customers import Customer
from bot.domain.interactions import Interaction
from bot.domain.notes import Noted
from bot.domain.promises import Promise

NEWS_EVERY: Final = timedelta(hours=1)
"""How often somebody is told at most what others did with their customers."""


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
    """Something a colleague did with a customer that an owner or follower should know: told in batches, then read.

    It counts while `action_id` is not undone; `subject` is the id of the touch or promise, `kind` what was done.
    """

    id: str
    member_id: MemberId
    customer_id: CustomerId
    by: MemberId = NOBODY
    kind: str
    subject: str = ""
    at: datetime
    action_id: ActionId = ActionId("")
    told_at: datetime | None = None
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


@dataclass(frozen=True, kw_only=True)
class Watch(Command):
    """Be told what others do with a customer."""

    customer: Mention | None = None


@dataclass(frozen=True, kw_only=True)
class CoOwn(Command):
    """Look after a customer together with a colleague."""

    customer: Mention | None = None
    with_: Mention | None = None


@dataclass(frozen=True, kw_only=True)
class StopWatching(Command):
    """No longer watch or share a customer; `with_` is the colleague who stops."""

    customer: Mention | None = None
    with_: Mention | None = None


@dataclass(frozen=True, kw_only=True)
class WhatsNew(Command):
    """What others did with the customers that the speaker owns, shares or watches."""

    reads: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class MarkRead(Command):
    """All notices up to the one with the id `upto` are read; all there are without one."""

    upto: str = ""


@dataclass(frozen=True, kw_only=True)
class Claim(Command):
    """Take a customer out of the pool."""

    customer: Mention | None = None


@dataclass(frozen=True, kw_only=True)
class CheckPool(Command):
    """Which customers wait in the pool (公海)."""

    reads: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class KeepOwn(Command):
    """A customer that nobody touched stays with its owner: the clock of the pool begins anew."""

    customer: Mention | None = None


@dataclass(frozen=True, kw_only=True)
class SendNews(Command):
    """Tell everybody whose turn it is what others did with their customers."""


@dataclass(frozen=True, kw_only=True)
class RecyclePool(Command):
    """Once a working day: warn owners of untouched customers, and put those warned in time into the pool."""


@dataclass(frozen=True, kw_only=True)
class Followed(Result):
    """`already`: it was so before; `owned`: the speaker is the owner and hears of it anyway."""

    customer: Customer
    part: Part
    who: str = ""
    already: bool = False
    owned: bool = False


@dataclass(frozen=True, kw_only=True)
class Unfollowed(Result):
    customer: Customer
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One notice with what its ids stand for; `discreet` when sums in its words are not for this reader."""

    notice: Notice
    touch: Interaction | None = None
    promise: Promise | None = None
    customer: Customer
    by: str
    discreet: bool = False


@dataclass(frozen=True, kw_only=True)
class NewsShown(Result):
    """The unread ones, newest first, of `total`."""

    private: ClassVar[bool] = True
    news: tuple[News, ...]
    total: int
    customers: int


@dataclass(frozen=True, kw_only=True)
class NewsRead(Result):
    count: int


@dataclass(frozen=True, kw_only=True)
class Released(Result):
    """`promises` of ours are still open there; so many reminders were called off."""

    noted: Noted
    customer: Customer
    owner: str
    promises: int
    reminders: int


@dataclass(frozen=True, kw_only=True)
class Claimed(Result):
    customer: Customer
    left_today: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """A customer of the pool: who had it last, and the day of the last touch."""

    customer: Customer
    owner: str
    touched: date | None


@dataclass(frozen=True, kw_only=True)
class PoolShown(Result):
    customers: tuple[Pooled, ...]
    total: int


@dataclass(frozen=True, kw_only=True)
class Kept(Result):
    """Until which day nothing happens to it."""

    customer: Customer
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Idle:
    """An owned customer that nobody touches, and whether its owner was warned since the last touch."""

    customer: Customer
    warned: bool


@dataclass(frozen=True, kw_only=True)
class PoolWarned(Result):
    """For an owner: these go back to the pool on the day given unless somebody touches them."""

    customers: tuple[tuple[Customer, int], ...]
    total: int
    days: int


@dataclass(frozen=True, kw_only=True)
class PoolTook(Result):
    """For an owner: these went back to the pool."""

    customers: tuple[Customer, ...]
    total: int


@dataclass(frozen=True, kw_only=True)
class InPool(Result):
    """Given back with a log at a customer that nobody owns because it waits in the pool."""

    customer: Customer


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """Who shares and watches a customer, who brought it (customer, person, day), and whom it brought."""

    co_owners: tuple[str, ...] = ()
    watchers: tuple[str, ...] = ()
    brought_by: tuple[tuple[str, str, date], ...] = ()
    brought: tuple[str, ...] = ()


def recipients(owners: Iterable[MemberId], followers: Iterable[Follower]) -> frozenset[MemberId]:
    """Who is told what happens at a customer."""
    living = (each.member_id for each in followers if each.ended_at is None)
    return frozenset((*owners, *living)) - {NOBODY}
