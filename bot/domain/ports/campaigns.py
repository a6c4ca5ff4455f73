"""Campaigns, as a store keeps them, and what is counted of the customers they brought."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.domain.base import CustomerId, MemberId
from bot.domain.campaigns import Drive
from bot.domain.customers import Customer
from bot.domain.deals import DealState
from bot.domain.requests import Request


@dataclass(frozen=True, slots=True)
class Brought:
    """Whom a campaign brought: by the names of its source, and besides them these; counted since its day."""

    names: tuple[str, ...]
    besides: frozenset[CustomerId]
    since: date


@dataclass(frozen=True, slots=True)
class Worked:
    """So many deals in one state and currency, and their sum in its minor units; "" without an amount."""

    state: DealState
    currency: str
    count: int
    minor: int


class Campaigns(Protocol):
    def all(self) -> Sequence[Drive]:
        """The newest first."""
        ...

    def by_owner(self, brought: Brought) -> Mapping[MemberId, tuple[int, int]]:
        """How many customers each owner has of it, and how many of those were contacted since."""
        ...

    def untouched(
        self, brought: Brought, owners: Collection[MemberId] | None, limit: int
    ) -> Sequence[Customer]:
        """Customers nobody contacted since, the longest known first."""
        ...

    def owned_by(self, brought: Brought, owner: MemberId) -> Sequence[Customer]:
        """All customers of it that one colleague, or nobody, owns."""
        ...

    def leads(
        self, brought: Brought | None, owners: Collection[MemberId] | None, limit: int
    ) -> Sequence[Customer]:
        """Customers (of a campaign) without any order of whom something shows that they may buy, the newest first."""
        ...

    def answered(self, brought: Brought) -> int:
        """Of how many customers came a request, a promise, a deal or an order since."""
        ...

    def deals(self, brought: Brought) -> Sequence[Worked]:
        """Deals of its customers opened since, and those that name it as their origin."""
        ...

    def signups(self, since: date, until: date) -> Sequence[Request]:
        """All sign-ups of those days."""
        ...

    def sources(self, limit: int) -> Sequence[tuple[str, int]]:
        """From where customers came, with how many, the most first."""
        ...
