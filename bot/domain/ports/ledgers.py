"""Quotes, deals, orders, complaints and the other ledgers, as a store keeps them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.base import (
    CustomerId,
    MemberId,
    ProductId,
    QuoteId,
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

    def standing(self, customer: CustomerId) -> Sequence[Quote]:
        """Neither replaced nor withdrawn, the newest first."""
        ...

    def by(self, member: MemberId | None, limit: int) -> Sequence[Quote]:
        """One colleague's, or everybody's, the newest first."""
        ...

    def of_product(self, product: ProductId, name: str, *, exclusive: bool, limit: int) -> Sequence[Quote]:
        """Standing ones of a product to anybody, by its id, or by its name where it has none."""
        ...

    def exceeding(self, since: datetime) -> Sequence[Quote]:
        """Logged since then, beyond what the team allows."""
        ...


class Conflicts(Protocol):
    def of(self, customer: CustomerId) -> Sequence[Conflict]:
        """Unsettled ones, the newest first."""
        ...

    def open_among(self, quotes: Collection[QuoteId]) -> Sequence[Conflict]:
        """Unsettled ones that any of these quotes is part of, the newest first."""
        ...

    def touched_since(self, since: datetime) -> Sequence[Conflict]:
        """Those found or settled since then."""
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
