"""Customers, the people there, what is sold, and the index of all their names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.base import (
    CustomerId,
    MemberId,
)
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.products import Product


class Customers(Protocol):
    def named(self, name: str) -> Sequence[Customer]:
        """Living customers with exactly this name or alias, in any case."""

    def spelt(self, names: Iterable[str]) -> Sequence[Customer]:
        """Living customers with one of these names or aliases, in any width, case and punctuation."""

    def owned(self, owner: MemberId, limit: int) -> Sequence[Customer]:
        """Living customers of this owner, the last touched first."""

    def all_of(self, owner: MemberId) -> Sequence[Customer]:
        """All living customers of this owner, in no order."""
        ...

    def all(self) -> Iterable[Customer]: ...
    def by_ids(self, ids: Iterable[CustomerId]) -> Mapping[CustomerId, Customer]: ...


class Contacts(Protocol):
    def at(self, customer: CustomerId) -> Sequence[Contact]: ...
    def at_all(self, customers: Iterable[CustomerId]) -> Sequence[Contact]: ...
    def named(self, name: str, customer: CustomerId | None = None) -> Sequence[Contact]: ...
    def reached_by(self, phone: str) -> Sequence[Contact]: ...
    def all(self) -> Iterable[Contact]: ...


class Products(Protocol):
    def all(self) -> Sequence[Product]: ...


CROWD = 20
"""Namesakes that a look-up names at most."""


@dataclass(frozen=True, slots=True)
class NameHit:
    """A row of the name index: one spelling of one thing."""

    key: str
    noun: str
    id: str
    name: str
    parent: str = ""
    owner_id: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class NameForm:
    """One name of a customer as names are compared, and whether the customer is the asker's own."""

    id: str
    form: str
    own: bool = False


class NameIndex(Protocol):
    """Look-ups by normalised key (see `bot.language.names.keys_of`), of contacts at most CROWD under one key."""

    def lookup(self, keys: Iterable[str]) -> Sequence[NameHit]: ...
    def at(self, customers: Iterable[str], keys: Iterable[str]) -> Sequence[NameHit]:
        """The contacts of these customers under these keys, also where a key has a crowd."""
        ...

    def like(self, grams: Iterable[str], ids: Iterable[str] = (), member: str = "") -> Sequence[NameForm]:
        """The names that share the most grams (see `bot.language.matching.grams`), and all of these customers.

        Rare grams count more, and some of the member's own are among them.
        """
        ...

    def about(self, ids: Iterable[str]) -> Sequence[NameHit]:
        """These customers, with their owners."""
        ...

    def resembling(self, name: str) -> Sequence[str]:
        """The ids of the customers whose names share the most with a whole name."""
        ...

    def staff(self, customers: Iterable[str]) -> Sequence[NameHit]:
        """The living contacts of these customers."""
        ...
