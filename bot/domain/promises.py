"""Promises: ours and theirs, by whoever gave them, until they are kept, broken or cancelled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
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
from bot.domain.likewise import Differs
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


class Risky(StrEnum):
    """Why a promise had better not have been given like that."""

    VAGUE = "vague"
    EARLY = "early"
    RESTRICTED = "restricted"
    BELOW_FLOOR = "below_floor"


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


class Turned(StrEnum):
    """What became of a promise when something was said about it."""

    MOVED = "moved"
    DATED = "dated"
    KEPT = "kept"
    BROKEN = "broken"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What somebody said or sent that shows how a promise stands, and where it can be found again.

    `due` is the day on which it was due until then.
    """

    said: str
    source: str
    member_id: MemberId
    at: datetime
    turned: Turned = Turned.KEPT
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What was promised, by whom (`member_id`; for theirs: who heard it), due on a local day of `zone`.

    `due_at` is the instant by which it is due (end of the day when no time was said), None without a day.
    `joined_to` is the earlier promise that this one only repeats, `superseded_by` the later one that replaced it,
    `apart` those that somebody said are another matter. `keeper_id` is the colleague who inherited it: the promise
    stays whose it was, the keeping is theirs.
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
    joined_to: str = ""
    superseded_by: str = ""
    apart: tuple[str, ...] = ()
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

    With `late` only what is overdue; without anybody named, of the speaker's people (an admin's are all).
    """

    reads: ClassVar[bool] = True
    customer: Mention | None = None
    person: Mention | None = None
    by: Mention | None = None
    whole: bool = False
    all: bool = False
    late: bool = False


@dataclass(frozen=True, kw_only=True)
class TracePromise(Command):
    """Where a promise comes from: who said what when."""

    reads: ClassVar[bool] = True
    customer: Mention | None = None
    what: str = ""
    promise: Mention | None = None


@dataclass(frozen=True, kw_only=True)
class PartPromises(Command):
    """Two promises that were taken for one, or for a contradiction, are two matters."""

    promise: Mention
    other: Mention


@dataclass(frozen=True, slots=True)
class Warned:
    """What is risky about a promise; `said` the words at fault, `day` the earliest there could be, `days` how long."""

    why: Risky
    said: str = ""
    day: date | None = None
    days: int = 0


@dataclass(frozen=True, kw_only=True)
class PromiseMade(Result):
    """`person` is the name as said of somebody who is no contact yet.

    It repeats an open promise of a colleague, replaces the speaker's own, or stands against others; `told` are the
    managers who hear of what is risky about it.
    """

    promise: Promise
    customer: Customer
    contact: Contact | None
    by: str
    repeats: "Line | None" = None
    replaces: "Line | None" = None
    against: "tuple[Against, ...]" = ()
    warnings: tuple[Warned, ...] = ()
    told: tuple[str, ...] = ()
    person: str = ""


@dataclass(frozen=True, kw_only=True)
class CustomerPromised(Result):
    """`person` is the name as said of somebody who is no contact yet; the rest as for ours."""

    promise: Promise
    customer: Customer
    contact: Contact | None
    repeats: "Line | None" = None
    replaces: "Line | None" = None
    against: "tuple[Against, ...]" = ()
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
    """`was` is when it was due before; `agrees`: a colleague's promise that says the same now."""

    promise: Promise
    customer: Customer
    by: str
    was: Moment | None
    discreet: bool = False
    agrees: "Line | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Giver:
    """Somebody else who promised the same, and when."""

    member_id: MemberId
    name: str
    left: bool
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One promise as a ledger shows it: with its standing and the names behind its ids.

    `also` are the colleagues who promised the same, `keeper` is who inherited it. `masked` when its amount is hidden
    from this reader, `discreet` when sums in its words are to be, too.
    """

    promise: Promise
    customer: str
    by: str
    by_left: bool
    standing: Standing
    days_late: int
    also: tuple[Giver, ...] = ()
    masked: bool = False
    discreet: bool = False
    keeper: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """Two open promises that cannot both be kept, the earlier first; `customer` of the first, where it is another."""

    first: Line
    second: Line
    kinds: tuple[Differs, ...]
    customer: str = ""


@dataclass(frozen=True, kw_only=True)
class PromisesChecked(Result):
    """The ledger: open ones by urgency, then the closed ones, newest first. `total` counts them all.

    A `late` one lists only what is overdue; with `own` the reader's alone.
    """

    customer: Customer | None
    by: str
    lines: tuple[Line, ...]
    total: int
    against: tuple[Against, ...] = ()
    late: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One thing said about a promise: by whom, when, in which words; `turned` is empty where it was given."""

    by: str
    left: bool
    at: datetime
    said: str
    turned: Turned | None = None
    superseded: bool = False


@dataclass(frozen=True, kw_only=True)
class PromiseTraced(Result):
    """All that was said about one promise, the oldest first."""

    line: Line
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class PromisesParted(Result):
    """Both stand by themselves from now on."""

    first: Line
    second: Line
