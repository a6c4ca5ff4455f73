"""Cases: complaints and requests alike, which somebody looks after until they are closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from bot.domain.base import Command, CustomerId, Mention, Result
from bot.domain.complaints import Complaint
from bot.domain.customers import Customer
from bot.domain.moment import Moment
from bot.domain.notes import Noted
from bot.domain.promises import Promise
from bot.domain.requests import Request

Case = Complaint | Request


class CaseSort(StrEnum):
    COMPLAINT = "complaint"
    REQUEST = "request"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A case as a list shows it: who looks after it, how old it is, by when the customer is to have an answer.

    `late` is how many days ago that was, None while it lies ahead. `promised` is the day of the promise that answers
    it, `promiser` who gave it. `discreet` when sums in its words are to be hidden from this reader.
    """

    case: Case
    customer: str
    keeper: str
    person: str = ""
    age: int = 0
    due: Moment
    late: int | None = None
    promised: Promise | None = None
    promiser: str = ""
    discreet: bool = False

    @property
    def sort(self) -> CaseSort:
        return CaseSort.COMPLAINT if isinstance(self.case, Complaint) else CaseSort.REQUEST


@dataclass(frozen=True, kw_only=True)
class CheckCases(Command):
    """What customers complain of and wait for: of one customer, what one colleague looks after, or everything."""

    reads: ClassVar[bool] = True
    customer: Mention | None = None
    person: Mention | None = None
    by: Mention | None = None
    sort: CaseSort | None = None
    whole: bool = False


@dataclass(frozen=True, kw_only=True)
class TakeCase(Command):
    """Look after a case from now on; its clock starts again."""

    case: str


@dataclass(frozen=True, kw_only=True)
class AssignCase(Command):
    """Let a colleague look after a case from now on; its clock starts again, and they are told."""

    case: str
    to: Mention


@dataclass(frozen=True, kw_only=True)
class ComplaintLogged(Noted):
    """`again`: it was open already, `line` is that one and its clock goes on."""

    line: CaseLine
    again: bool = False


@dataclass(frozen=True, kw_only=True)
class ComplaintResolved(Noted):
    """`others` are still open at the same customer."""

    line: CaseLine
    others: int = 0


@dataclass(frozen=True, kw_only=True)
class ComplaintRated(Result):
    complaint: Complaint
    customer: Customer


@dataclass(frozen=True, kw_only=True)
class RequestLogged(Noted):
    """`again`: it was open already, `line` is that one and its clock goes on."""

    line: CaseLine
    again: bool = False


@dataclass(frozen=True, kw_only=True)
class RequestClosed(Result):
    line: CaseLine
    customer: Customer


@dataclass(frozen=True, kw_only=True)
class Answered(Result):
    """What a log or a promise means for what the customer waits for.

    `closed` by it, or `linked` to the promise just given; of several that may be meant, `open` ones are offered.
    """

    customer: Customer
    closed: tuple[CaseLine, ...] = ()
    linked: tuple[CaseLine, ...] = ()
    open: tuple[CaseLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CasesChecked(Result):
    """Open ones, the first due first; `total` counts them all."""

    customer: Customer | None
    by: str
    sort: CaseSort | None
    lines: tuple[CaseLine, ...]
    total: int


@dataclass(frozen=True, kw_only=True)
class CaseTaken(Result):
    line: CaseLine
    customer: Customer


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """That a customer has `total` open complaints, the oldest of which is `line`."""

    line: CaseLine
    total: int = 1


@dataclass(frozen=True, kw_only=True)
class Guarded(Result):
    """A warning beside what was logged or planned; `selling` when it was an offer."""

    guard: Guard
    selling: bool = False


def by_customer(complaints: Iterable[Complaint]) -> dict[CustomerId, list[Complaint]]:
    """Complaints by their customers, the oldest first."""
    found: dict[CustomerId, list[Complaint]] = {}
    for each in sorted(complaints, key=lambda one: (one.opened_at, one.id)):
        found.setdefault(each.customer_id, []).append(each)
    return found


def days_between(first: date, last: date) -> int:
    return max(0, (last - first).days)
