"""Quotes, deals, orders, complaints and the other ledgers, as a store keeps them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from bot.domain.base import CustomerId, DealId, MemberId, ProductId, PromiseId, QuoteId
from bot.domain.cases import Case
from bot.domain.clocks import Clock, Step
from bot.domain.complaints import Complaint
from bot.domain.customers import Customer
from bot.domain.deals import Deal, DealMove
from bot.domain.materials import Material
from bot.domain.orders import Order, Payment
from bot.domain.ownership import Follower, Idle, Notice, Referral
from bot.domain.preferences import Wish
from bot.domain.quotes import Conflict, Quote
from bot.domain.requests import Request

CaseT_co = TypeVar("CaseT_co", bound=Case, covariant=True)


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

    def open_by(self, member: MemberId) -> Sequence[Deal]:
        """A colleague's own, the one expected first before those without a day."""
        ...

    def named(self, names: Iterable[str]) -> Sequence[Deal]:
        """Those that go by exactly these names."""
        ...


class DealMoves(Protocol):
    def of(self, deals: Iterable[DealId]) -> Sequence[DealMove]:
        """The newest first."""
        ...


class Orders(Protocol):
    def of(self, customer: CustomerId) -> Sequence[Order]:
        """The newest first."""
        ...

    def owing(
        self, today: date, owner: MemberId | None, among: Sequence[CustomerId] | None = None
    ) -> Sequence[CustomerId]:
        """Customers (of one owner, among these) who had to pay before today and have not paid all they ordered."""
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
        """Those who share or watch it now, the first first."""
        ...

    def of_all(self, customers: Iterable[CustomerId]) -> Sequence[Follower]: ...
    def by(self, member: MemberId) -> Sequence[Follower]:
        """What a colleague shares or watches now."""
        ...


class Notices(Protocol):
    """What owners and followers should know; not journalled."""

    def add(self, notices: Iterable[Notice]) -> None: ...
    def unread(self, member: MemberId, limit: int, told: datetime | None = None) -> Sequence[Notice]:
        """The newest first, without what was taken back; only those told then, if an instant is given."""
        ...

    def count(self, member: MemberId, told: datetime | None = None) -> tuple[int, int]:
        """How many of them there are, and of how many customers."""
        ...

    def last_told(self, member: MemberId) -> datetime | None:
        """When the reader was last told of something unread."""
        ...

    def read(self, member: MemberId, upto: str, at: datetime) -> int:
        """Mark them read, those up to an id or all; how many there were."""
        ...

    def untold(self, since: datetime) -> Sequence[MemberId]:
        """Whose notices wait, and who was told none since then."""
        ...

    def told(self, members: Iterable[MemberId], at: datetime) -> None: ...


class Referrals(Protocol):
    def of(self, customer: CustomerId) -> Sequence[Referral]:
        """By whom it came to us, the newest first."""
        ...

    def by(self, customer: CustomerId) -> Sequence[Referral]:
        """Whom it brought, the newest first."""
        ...


@dataclass(frozen=True, slots=True)
class Tied:
    """A row that refers to a customer, its noun, and the fields by which it does."""

    noun: str
    row: Any
    by: tuple[str, ...]


class Inheritances(Protocol):
    def claims(self, member: MemberId, since: datetime) -> int:
        """How many customers a colleague took out of the pool since then."""
        ...

    def load(self, members: Iterable[MemberId]) -> Mapping[MemberId, int]:
        """How many living customers each of them owns."""
        ...

    def hanging(self, member: MemberId, customers: Sequence[CustomerId]) -> Sequence[Any]:
        """The open work of a colleague at these customers, whatever its noun; of promises only ours."""
        ...

    def everything_at(self, customer: CustomerId) -> Sequence[Tied]:
        """Every row that refers to a customer, whatever its noun."""
        ...


class Pool(Protocol):
    def waiting(self, limit: int) -> Sequence[Customer]:
        """The best class first, then those that came last."""
        ...

    def count(self) -> int: ...
    def touched(self, ids: Iterable[CustomerId]) -> Mapping[CustomerId, datetime]:
        """When each of these customers was last touched; those never touched are left out."""
        ...

    def taken_from(self, owner: MemberId, since: datetime) -> Sequence[Customer]:
        """What went to the pool from a colleague since then and still waits there, the best class first."""
        ...

    def forgotten(self, deadlines: tuple[datetime, datetime, datetime], limit: int) -> Sequence[Idle]:
        """Owned customers without a touch or a plan since the first deadline, or the second and warned by the third."""
        ...
