"""Complaints: what a customer is unhappy about, until it is settled."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.base import (
    Command,
    ComplaintId,
    Mention,
)
from bot.domain.matters import Matter
from bot.domain.moment import Moment


class ComplaintKind(StrEnum):
    QUALITY = "quality"
    DELIVERY = "delivery"
    SERVICE = "service"
    BILLING = "billing"
    PRICE = "price"
    OTHER = "other"


class ComplaintState(StrEnum):
    OPEN = "open"
    RESOLVED = "resolved"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint(Matter):
    """What a customer is unhappy about; `satisfaction` is 1 to 5, as they said when it was settled.

    `member_id` is who looks after it, `due_at` by when the customer is to have an answer; `outcome` is how it was
    settled, in the words of who said so.
    """

    id: ComplaintId
    kind: ComplaintKind = ComplaintKind.OTHER
    state: ComplaintState = ComplaintState.OPEN
    outcome: str = ""
    satisfaction: int | None = None

    @property
    def open(self) -> bool:
        return self.state is ComplaintState.OPEN and self.archived_at is None


@dataclass(frozen=True, kw_only=True)
class LogComplaint(Command):
    customer: Mention | None = None
    person: Mention | None = None
    by: Mention | None = None
    product: Mention | None = None
    kind: ComplaintKind | None = None
    what: str = ""
    when: Moment | None = None
    due: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class ResolveComplaint(Command):
    """A complaint is settled: the one named by a button or a choice, else the one that the words fit."""

    customer: Mention | None = None
    person: Mention | None = None
    what: str = ""
    complaint: Mention | None = None


@dataclass(frozen=True, kw_only=True)
class RateComplaint(Command):
    """How content the customer is with how it was settled: `score` is 1 to 5, as they said."""

    complaint: str
    score: int
