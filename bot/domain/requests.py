"""Requests: what a customer asked us to do and nobody has promised yet."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

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
from bot.domain.interactions import Channel, Topic
from bot.domain.moment import Moment


class RequestKind(StrEnum):
    CALLBACK = "callback"
    VISIT = "visit"
    REPAIR = "repair"
    SAMPLE = "sample"
    DOCUMENT = "document"
    SIGNUP = "signup"
    QUOTE = "quote"
    OTHER = "other"


ANSWERS: Final[Mapping[Channel | Topic, RequestKind]] = {
    Channel.CALL: RequestKind.CALLBACK,
    Channel.VISIT: RequestKind.VISIT,
    Channel.MEETING: RequestKind.VISIT,
    Topic.QUOTE: RequestKind.QUOTE,
    Topic.MATERIAL: RequestKind.DOCUMENT,
}
"""What a log answers: whom we called need not be called back any more."""
IN_PERSON: Final = frozenset({RequestKind.CALLBACK, RequestKind.REPAIR, RequestKind.VISIT})
"""What nobody wants twice: asked for again, it is still the same."""
UNREACHED: Final = re.compile(
    "没人接|没有人接|无人接|没接|未接|不接|没打通|打不通|没通|占线|关机|留言|没联系上|联系不上"
    r"|\b(?:no answer|no reply|voicemail|busy|unreachable|(?:did ?n.t|did not|could ?n.t|could not) "
    r"(?:pick up|answer|reach))\b",
    re.IGNORECASE,
)
"""A call that reached nobody answers nothing."""


class RequestState(StrEnum):
    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a customer asked us to do; `promise_id` is the promise that answers it.

    `member_id` is who looks after it, `due_at` by when the customer is to have an answer.
    """

    id: RequestId
    customer_id: CustomerId
    contact_id: ContactId = ContactId("")
    person: str = ""
    member_id: MemberId
    interaction_id: InteractionId = InteractionId("")
    product_id: ProductId = ProductId("")
    kind: RequestKind = RequestKind.OTHER
    what: str
    day: date
    opened_at: datetime
    due_at: datetime
    promise_id: PromiseId = PromiseId("")
    state: RequestState = RequestState.OPEN
    closed_at: datetime | None = None
    closed_by: MemberId = NOBODY
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
    kind: RequestKind | None = None
    what: str = ""
    due: Moment | None = None
    when: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class CloseRequest(Command):
    """The button of a request: done, or not wanted any more."""

    request: str
    outcome: RequestState = RequestState.DONE
