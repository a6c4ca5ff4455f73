"""Complaints: what a customer is unhappy about, until it is settled."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.base import (
    NOBODY,
    Command,
    ComplaintId,
    ContactId,
    CustomerId,
    InteractionId,
    MemberId,
    Mention,
    ProductId,
    PromiseId,
)
from bot.domain.moment import Moment


class ComplaintState(StrEnum):
    OPEN = "open"
    RESOLVED = "resolved"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What a customer is unhappy about; `satisfaction` is 1 to 5, as they said when it was settled.

    `member_id` is who looks after it. `due_at` is the instant at which the clock of `level` runs out: 0 with the
    owner, 1 with the manager, 2 with everybody.
    """

    id: ComplaintId
    customer_id: CustomerId
    contact_id: ContactId = ContactId("")
    person: str = ""
    member_id: MemberId
    interaction_id: InteractionId = InteractionId("")
    product_id: ProductId = ProductId("")
    kind: str = ""
    what: str
    day: date
    opened_at: datetime
    due_at: datetime
    level: int = 0
    promise_id: PromiseId = PromiseId("")
    state: ComplaintState = ComplaintState.OPEN
    closed_at: datetime | None = None
    closed_by: MemberId = NOBODY
    outcome: str = ""
    satisfaction: int | None = None
    said: str = ""
    source: str = ""
    recorded_by: MemberId
    archived_at: datetime | None = None

    @property
    def open(self) -> bool:
        return self.state is ComplaintState.OPEN and self.archived_at is None


@dataclass(frozen=True, kw_only=True)
class LogComplaint(Command):
    customer: Mention | None = None
    person: Mention | None = None
    by: Mention | None = None
    product: Mention | None = None
    what: str = ""
    when: Moment | None = None
    due: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class ResolveComplaint(Command):
    customer: Mention | None = None
    person: Mention | None = None
    what: str = ""
