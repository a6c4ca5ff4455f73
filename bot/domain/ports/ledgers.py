"""Quotes, deals, orders, complaints and the other ledgers, as a store keeps them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from bot.domain.base import CustomerId, MemberId, PromiseId
from bot.domain.cases import Case
from bot.domain.clocks import Clock, Step
from bot.domain.complaints import Complaint
from bot.domain.deals import Deal, DealMove
from bot.domain.materials import Material
from bot.domain.orders import Order, Payment
from bot.domain.ownership import Follower, Notice, Referral
from bot.domain.preferences import Wish
from bot.domain.quotes import Conflict, Quote
from bot.domain.requests import Request

CaseT_co = TypeVar("CaseT_co", bound=Case, covariant=True)


class Quotes(Protocol):
    def of(self, customer: CustomerId) -> Sequence[Quote]:
        """The newest first."""
        ...


class Conflicts(Protocol):
    def of(self, customer: CustomerId) -> Sequence[Conflict]:
        """The newest first."""
        ...


class Deals(Protocol):
    def of(self, customer: CustomerId) -> Sequence[Deal]:
        """The newest first."""
        ...


class DealMoves(Protocol):
    def of(self, customer: CustomerId) -> Sequence[DealMove]:
        """The newest first."""
        ...


class Orders(Protocol):
    def of(self, customer: CustomerId) -> Sequence[Order]:
        """The newest first."""
        ...


class Payments(Protocol):
    def of(self, customer: CustomerId) -> Sequence[Payment]:
        """The newest first."""
        ...


class Cases(Protocol[CaseT_co]):
    """What complaints and requests are both asked."""

    def of(self, customer: CustomerId) -> Sequence[CaseT_co]:
        """The newest first."""
        ...

    def by_ids(self, ids: Iterable[str]) -> Mapping[str, CaseT_co]: ...
    def open_at(self, customers: Collection[CustomerId]) -> Sequence[CaseT_co]:
        """Open ones at any of these customers, the first due first."""
        ...

    def kept_by(self, member: MemberId, before: datetime) -> Sequence[CaseT_co]:
        """Open ones that this colleague looks after, due before the instant."""
        ...

    def ledger(self, customer: CustomerId | None, by: MemberId | None, limit: int) -> Sequence[CaseT_co]:
        """Open ones of a customer, or that a colleague looks after, or all; the first due first."""
        ...

    def count(self, customer: CustomerId | None, by: MemberId | None) -> int: ...


class Complaints(Cases[Complaint], Protocol):
    """What customers are unhappy about."""


class Requests(Cases[Request], Protocol):
    """What customers asked of us."""

    def closed_at(self, customer: CustomerId, instant: datetime) -> Sequence[Request]:
        """Those of a customer that were closed at that very instant: by one message."""
        ...

    def of_promise(self, promise: PromiseId) -> Sequence[Request]:
        """Those that the promise answers, in whatever state."""
        ...


class Clocks(Protocol):
    """Who is to hear of which case when."""

    def due(self, now: datetime, limit: int) -> Sequence[Clock]:
        """Those that ring, the longest due first."""
        ...

    def put(self, clock: Clock) -> None:
        """Set a clock, or set it anew."""

    def drop(self, case: str, steps: Collection[Step]) -> None: ...


class Wishes(Protocol):
    def of(self, customer: CustomerId) -> Sequence[Wish]:
        """The newest first."""
        ...


class Materials(Protocol):
    def of(self, customer: CustomerId) -> Sequence[Material]:
        """The newest first."""
        ...


class Followers(Protocol):
    def of(self, customer: CustomerId) -> Sequence[Follower]:
        """The newest first."""
        ...


class Notices(Protocol):
    def of(self, customer: CustomerId) -> Sequence[Notice]:
        """The newest first."""
        ...


class Referrals(Protocol):
    def of(self, customer: CustomerId) -> Sequence[Referral]:
        """The newest first."""
        ...
