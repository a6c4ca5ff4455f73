"""Customers (accounts): who they are, who owns them, and what a first look at one shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.domain.base import NOBODY, Choice, Command, CustomerId, MemberId, Mention, Result
from bot.domain.products import Product

FEW = 6
"""Han characters of a name that nobody needs to abbreviate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """An account; `tier` is A, B or C when known, `aliases` are other names people use for it.

    Without an owner and with `pooled_at` it waits in the pool, where it came from `pooled_from`; `merged_into` is
    the account it became part of.
    The clock of an untouched customer runs from `held_at` (handed over, claimed, kept) or a later touch;
    at `warned_at` its owner was told that it goes back to the pool.
    """

    id: CustomerId
    name: str
    aliases: tuple[str, ...] = ()
    owner_id: MemberId = NOBODY
    industry: str = ""
    source: str = ""
    tier: str = ""
    tags: tuple[str, ...] = ()
    created_by: MemberId = NOBODY
    created_at: datetime
    pooled_at: datetime | None = None
    pooled_from: MemberId = NOBODY
    held_at: datetime | None = None
    warned_at: datetime | None = None
    merged_into: str = ""
    archived_at: datetime | None = None

    @property
    def short(self) -> str:
        """What people call it: the first alias that abbreviates the name (泰禾, Acme), else the name.

        A name of a few characters (华联超市) stays whole: its abbreviation may be another's too.
        """
        if len(self.name) <= FEW and not self.name.isascii():
            return self.name
        return next((each for each in self.aliases if _abbreviates(each, self.name)), self.name)


def _abbreviates(short: str, name: str) -> bool:
    """Whether its characters stand in the name in this order, and are fewer."""
    rest = iter(name.casefold())
    return 0 < len(short) < len(name) and all(each in rest for each in short.casefold())


@dataclass(frozen=True, kw_only=True)
class NewCustomer(Command):
    """Create an account; `sure` skips the question whether it is the same as one that looks alike."""

    name: str
    industry: str = ""
    source: str = ""
    owner: Mention | None = None
    sure: bool = False


@dataclass(frozen=True, kw_only=True)
class Merge(Command):
    """Two accounts are one: `other` becomes part of `customer`; until it is `sure` only a preview is shown."""

    customer: Mention | None = None
    other: Mention | None = None
    sure: bool = False


@dataclass(frozen=True, kw_only=True)
class MergePlanned(Result):
    """Nothing was changed yet: what `other` would bring along, by noun with counts."""

    customer: Customer
    other: Customer
    owners: tuple[str, str]
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True)
class Merged(Result):
    """`other` is part of `customer` now; `joint` is the other's owner, who goes on as a co-owner."""

    customer: Customer
    other: Customer
    counts: tuple[tuple[str, int], ...]
    joint: str = ""


@dataclass(frozen=True, kw_only=True)
class Refer(Command):
    """`customer` came to us through `referrer`: another account, or a person."""

    customer: Mention | None = None
    person: Mention | None = None
    referrer: Mention | None = None
    what: str = ""


@dataclass(frozen=True, kw_only=True)
class Find(Command):
    """Look a name up among customers, contacts and colleagues; `customer` and `person` are whose it is.

    A `phone` (E.164) is looked for among the numbers.
    """

    reads: ClassVar[bool] = True
    name: str
    customer: Mention | None = None
    person: Mention | None = None
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class Brief(Command):
    """One phone screen about a customer; the `full` one tells all that stands open, and more of the history.

    As a `picture` it is a page to show or to pass on.
    """

    reads: ClassVar[bool] = True
    customer: Mention | None = None
    person: Mention | None = None
    full: bool = False
    picture: bool = False


@dataclass(frozen=True, kw_only=True)
class CustomerCreated(Result):
    customer: Customer
    owner: str


@dataclass(frozen=True, kw_only=True)
class LooksAlike(Result):
    """Nothing was created yet: these accounts look like the same one, with their owners as notes."""

    asked: NewCustomer
    choices: tuple[Choice, ...]


@dataclass(frozen=True, kw_only=True)
class Found(Result):
    name: str
    customers: tuple[Choice, ...] = ()
    contacts: tuple[Choice, ...] = ()
    people: tuple[Choice, ...] = ()
    products: tuple[Product, ...] = ()
