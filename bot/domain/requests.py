"""Requests: what a customer asked us to do and nobody has promised yet."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.base import (
    NOBODY,
    Command,
    ContactId,
    CustomerId,
    InteractionId,
    MemberId,
    Mention,
    ProductId,
    PromiseId,
    RequestId,
)
from bot.domain.interactions import Channel
from bot.domain.moment import Moment


class RequestState(StrEnum):
    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a customer asked us to do; `promise_id` is the promise that answers it.

    `member_id` is who looks after it. `due_at` is the instant at which the clock of `level` runs out: 0 with the
    owner, 1 with the manager, 2 with everybody.
    """

    id: RequestId
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
    state: RequestState = RequestState.OPEN
    closed_at: datetime | None = None
    closed_by: MemberId = NOBODY
    outcome: str = ""
    said: str = ""
    source: str = ""
    recorded_by: MemberId
    archived_at: datetime | None = None

    @property
    def open(self) -> bool:
        return self.state is RequestState.OPEN and self.archived_at is None


@dataclass(frozen=True, kw_only=True)
class LogRequest(Command):
    customer: Mention | None = None
    person: Mention | None = None
    by: Mention | None = None
    product: Mention | None = None
    channel: Channel | None = None
    what: str = ""
    due: Moment | None = None
    when: Moment | None = None
