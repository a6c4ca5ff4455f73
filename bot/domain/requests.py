"""Requests: what a customer asked us to do and nobody has promised yet."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.domain.base import (
    Command,
    Mention,
    PromiseId,
    RequestId,
)
from bot.domain.interactions import Channel, Topic
from bot.domain.matters import Matter
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
class Request(Matter):
    """What a customer asked us to do; `promise_id` is the promise that answers it.

    `member_id` is who looks after it, `due_at` by when the customer is to have an answer.
    """

    id: RequestId
    kind: RequestKind = RequestKind.OTHER
    promise_id: PromiseId = PromiseId("")
    state: RequestState = RequestState.OPEN

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
