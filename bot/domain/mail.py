"""The mail as ports: what came in and waits, what goes out and waits, and who carries it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.base import WorkspaceId
from bot.domain.chat import Card, Identity, Incoming, Outgoing, Picture, Platform
from bot.domain.people import LOBBY

Receive = Callable[[Incoming], Card | None]
Accept = Callable[["Sequence[Arrival]"], None]
"""What a front door calls before it acknowledges: the arrivals are stored, the pump is woken."""
Compose = Callable[[WorkspaceId, Outgoing], Card | None]

Draw = Callable[[Picture], bytes]
"""A picture as PNG; it takes a while, so it is called in a thread; raises Undrawable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One platform event as it came, stored before it is acknowledged; `epoch` fences a lost lease.

    A front door names the `sender` as far as the payload tells; the workspace follows from that.
    """

    workspace_id: WorkspaceId = LOBBY
    sender: Identity | None = None
    platform: Platform
    event: str
    team: str = ""
    chat: str
    payload: str
    at: datetime
    tries: int = 0
    epoch: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """One claimed outbox row: what to send, how often it was tried, under which lease."""

    id: str
    workspace_id: WorkspaceId
    outgoing: Outgoing
    at: datetime
    tries: int = 0
    epoch: int = 0


class Inbox(Protocol):
    """Events stored before the ack, claimed in order per chat, one at a time per chat."""

    def put(self, arrivals: Sequence[Arrival]) -> int:
        """Store those not seen before in one commit; returns how many were new."""

    def claim(self, now: datetime, platforms: Collection[Platform]) -> Arrival | None:
        """Of these platforms only: the others belong to other processes."""
        ...

    def done(self, arrival: Arrival) -> None: ...
    def later(self, arrival: Arrival, until: datetime) -> None:
        """Put it back: it stays the next of its chat, which rests until then."""

    def sweep(self) -> int:
        """Give chats with waiting events their turn back if it was lost; returns how many."""

    def quarantine(self, arrival: Arrival, why: str) -> None:
        """Put aside what cannot be read, with the reason, so that it never blocks the chat."""


class Outbox(Protocol):
    """Cards to send, claimed in order per chat, paced per chat and per bot."""

    def claim(self, now: datetime, platforms: Collection[Platform]) -> Departure | None: ...
    def composed(self, departure: Departure, card: Card | None) -> None: ...
    def sent(self, departure: Departure, message: str) -> None: ...
    def later(self, departure: Departure, until: datetime, *, everywhere: bool = False) -> None: ...
    def sweep(self) -> int:
        """The same for chats with waiting cards."""
        ...

    def failed(self, departure: Departure, why: str) -> None: ...
    def unreachable(self, departure: Departure) -> None:
        """Disable the link behind this address and tell the admins once."""


class Channel(Protocol):
    """One platform's sending half."""

    async def send(self, outgoing: Outgoing, card: Card) -> str:
        """Send, edit or notify; returns the platform's message id; raises SendFailed."""
