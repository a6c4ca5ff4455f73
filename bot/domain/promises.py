"""Promises: ours and theirs, by whoever gave them, until they are kept, broken or cancelled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from bot.domain.base import (
    NOBODY,
    Command,
    ContactId,
    CustomerId,
    MemberId,
    Mention,
    ProductId,
    PromiseId,
    Result,
)
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.moment import Moment
from bot.domain.money import Money


class Side(StrEnum):
    OURS = "ours"
    THEIRS = "theirs"


class PromiseState(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"


class Standing(StrEnum):
    """How an open promise stands today; a closed one stands as its state says."""

    OPEN = "open"
    DUE = "due"
    OVERDUE = "overdue"
    KEPT = "kept"
    LATE_KEPT = "late_kept"
    BROKEN = "broken"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What somebody said or sent that shows how a promise stands, and where it can be found again."""

    said: str
    source: str
    member_id: MemberId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What was promised, by whom (`member_id`; for theirs: who heard it), due on a local day of `zone`.

    `due_at` is the instant by which it is due (end of the day when no time was said), None without a day.
    `joined_to` is the earlier promise that this one only repeats, `superseded_by` the later one that replaced it.
    `keeper_id` is the colleague who inherited it: the promise stays whose it was, the keeping is theirs.
    """

    id: PromiseId
    side: Side
    customer_id: CustomerId
    contact_id: ContactId = ContactId("")
    member_id: MemberId
    what: str
    due_day: date | None = None
    due_time: time | None = None
    due_at: datetime | None = None
    zone: str
    product_id: ProductId = ProductId("")
    amount: Money | None = None
    qty: Decimal | None = None
    unit: str = ""
    joined_to: str = ""
    superseded_by: str = ""
    evidence: tuple[Evidence, ...] = ()
    state: PromiseState = PromiseState.OPEN
    closed_at: datetime | None = None
    closed_by: MemberId = NOBODY
    made_at: datetime
    recorded_by: MemberId
    keeper_id: MemberId = NOBODY
    said: str = ""
    source: str = ""
    archived_at: datetime | None = None

    @property
    def open(self) -> bool:
        return self.state is PromiseState.OPEN and self.archived_at is None

    @property
    def due(self) -> Moment | None:
        return None if self.due_day is None else Moment(self.due_day, self.due_time)

    def standing(self, now: datetime, today: date) -> Standing:
        """`today` is the local day in the promise's zone."""
        late = self.due_at is not None and self.due_at < (self.closed_at or now)
        if self.state is PromiseState.KEPT and late:
            return Standing.LATE_KEPT
        if self.state is not PromiseState.OPEN:
            return Standing(self.state.value)
        if late:
            return Standing.OVERDUE
        return Standing.DUE if self.due_day == today else Standing.OPEN

    def days_late(self, today: date) -> int:
        """Whole days past the due day, 0 while it is not late."""
        return 0 if self.due_day is None else max(0, (today - self.due_day) // timedelta(days=1))


def by_urgency(promises: Iterable[Promise]) -> tuple[Promise, ...]:
    """The earliest due first, those without a day last."""
    return tuple(sorted(promises, key=lambda one: (one.due_at is None, one.due_at or one.made_at)))


@dataclass(frozen=True, kw_only=True)
class MakePromise(Command):
    """We promise a customer something; `by` when a colleague gave the promise."""

    customer: Mention | None = None
    person: Mention | None = None
    what: str = ""
    due: Moment | None = None
    by: Mention | None = None
    product: Mention | None = None
    amount: Money | None = None


@dataclass(frozen=True, kw_only=True)
class CustomerPromise(Command):
    """The customer promises us something."""

    customer: Mention | None = None
    person: Mention | None = None
    what: str = ""
    due: Moment | None = None
    amount: Money | None = None


@dataclass(frozen=True, kw_only=True)
class KeepPromise(Command):
    """Close a promise: `outcome` kept, broken or cancelled. `promise` is set by a button or a choice.

    Where no promise fits, a request of the customer does: `request`, when there was a choice of them.
    """

    customer: Mention | None = None
    what: str = ""
    outcome: PromiseState = PromiseState.KEPT
    promise: Mention | None = None
    request: Mention | None = None
    side: Side | None = None


@dataclass(frozen=True, kw_only=True)
class MovePromise(Command):
    """Give an open promise another day: said, or pressed as a button of its reminders."""

    customer: Mention | None = None
    what: str = ""
    due: Moment
    promise: Mention | None = None
    side: Side | None = None


@dataclass(frozen=True, kw_only=True)
class CheckPromises(Command):
    """What everybody promised a customer (or one person promised anybody); with `all`, everybody and anybody.

    With `late` only what is overdue.
    """

    reads: ClassVar[bool] = True
    customer: Mention | None = None
    person: Mention | None = None
    by: Mention | None = None
    whole: bool = False
    all: bool = False
    late: bool = False


@dataclass(frozen=True, kw_only=True)
class PromiseMade(Result):
    """`person` is the name as said of somebody who is no contact yet."""

    promise: Promise
    customer: Customer
    contact: Contact | None
    by: str
    alike: "tuple[Line, ...]" = ()
    person: str = ""


@dataclass(frozen=True, kw_only=True)
class CustomerPromised(Result):
    """`person` is the name as said of somebody who is no contact yet."""

    promise: Promise
    customer: Customer
    contact: Contact | None
    person: str = ""


@dataclass(frozen=True, kw_only=True)
class PromiseClosed(Result):
    promise: Promise
    customer: Customer
    by: str
    standing: Standing
    discreet: bool = False


@dataclass(frozen=True, kw_only=True)
class PromiseMoved(Result):
    """`was` is when it was due before."""

    promise: Promise
    customer: Customer
    by: str
    was: Moment | None
    discreet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One promise as a ledger shows it: with its standing and the names behind its ids.

    `masked` when its amount is hidden from this reader, `discreet` when sums in its words are to be, too;
    `keeper` is who inherited it.
    """

    promise: Promise
    customer: str
    by: str
    by_left: bool
    standing: Standing
    days_late: int
    masked: bool = False
    discreet: bool = False
    keeper: str = ""


@dataclass(frozen=True, kw_only=True)
class PromisesChecked(Result):
    """The ledger: open ones by urgency, then the closed ones, newest first. `total` counts them all.

    A `late` one lists only what is overdue.
    """

    customer: Customer | None
    by: str
    lines: tuple[Line, ...]
    total: int
    late: bool = False
