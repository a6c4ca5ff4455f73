"""Quotes, deals, orders, complaints and the other ledgers, as a store keeps them."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.base import (
    CustomerId,
)
from bot.domain.complaints import Complaint
from bot.domain.deals import Deal, DealMove
from bot.domain.materials import Material
from bot.domain.orders import Order, Payment
from bot.domain.ownership import Follower, Notice, Referral
from bot.domain.preferences import Wish
from bot.domain.quotes import Conflict, Quote
from bot.domain.requests import Request


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


class Complaints(Protocol):
    def of(self, customer: CustomerId) -> Sequence[Complaint]:
        """The newest first."""
        ...


class Requests(Protocol):
    def of(self, customer: CustomerId) -> Sequence[Request]:
        """The newest first."""
        ...


class Wishes(Protocol):
    """Those that stand; what was taken back is out of sight."""

    def of(self, *customers: CustomerId) -> Sequence[Wish]:
        """The newest first."""
        ...

    def latest(self, limit: int) -> Sequence[Wish]:
        """Of all customers, the newest first; nothing that says somebody may be contacted again."""
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
