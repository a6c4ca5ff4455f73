"""The state of each chat: focus, questions, buttons, examples, letters."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.base import (
    ActionId,
    Choice,
    Command,
    ContactId,
    CustomerId,
    MemberId,
    Mention,
)
from bot.domain.chat import Address, Card, Incoming, Outgoing
from bot.domain.examples import Example


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A button as it is kept: the command behind it, whose it is, where it stands, whether it was used.

    A guess also keeps the message that it is of: what was `said`, and its `source`.
    """

    id: str
    command: Command
    member_id: MemberId
    address: Address
    at: datetime
    card: str
    stays: bool = False
    said: str = ""
    source: str = ""
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """An open question of one person in one chat: the commands that wait for the answer."""

    id: str
    member_id: MemberId
    address: Address
    commands: tuple[Command, ...]
    slot: str
    about: str
    mention: Mention
    choices: tuple[Choice, ...]
    new: bool
    said: str
    source: str
    asked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """What a person's conversation in one chat is about: the last customer, contact and action."""

    customer_id: CustomerId = CustomerId("")
    contact_id: ContactId = ContactId("")
    action_id: ActionId = ActionId("")
    at: datetime | None = None


class Conversations(Protocol):
    """The state of each chat; not journalled, because it is not business."""

    def focus(self, member: MemberId, address: Address) -> Focus: ...
    def last_used(self, members: Iterable[MemberId]) -> Mapping[tuple[MemberId, Address], datetime]:
        """When each of these members last spoke in each of their chats."""
        ...

    def set_focus(self, member: MemberId, address: Address, focus: Focus) -> None: ...
    def pending(self, member: MemberId, address: Address) -> Pending | None: ...
    def ask(self, pending: Pending) -> None: ...
    def settle(self, pending_id: str) -> None: ...
    def seal(self, button: Sealed) -> None: ...
    def sealed(self, button_id: str) -> Sealed | None: ...
    def use(self, button: Sealed, at: datetime) -> None:
        """Mark it used; unless it stays, every other button of its card too."""


class Examples(Protocol):
    """Messages with what they were confirmed to mean; not journalled."""

    def keep(self, example: Example) -> None:
        """In place of an earlier one of the same message."""

    def withdraw(self, source: str) -> None:
        """What the message did was taken back: it is no example any more."""

    def like(self, sign: str, limit: int) -> Sequence[Example]:
        """The newest of this sign."""
        ...

    def all(self) -> Sequence[Example]: ...
    def forget(self, subject: str) -> None:
        """Throw away what mentions this customer, contact or colleague."""


class Mailbox(Protocol):
    """Inbox mark and outbox rows of the running transaction."""

    def first_time(self, incoming: Incoming) -> bool:
        """Whether this event takes effect now; the mark commits with the effect."""

    def send(self, outgoing: Outgoing) -> None: ...
    def answer_to(self, source: str) -> str:
        """The platform's id of the message that answered this source, "" when there is none (yet)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A line of a chat: a `text` that its person typed, or a `card` of ours under its message id."""

    message: str
    at: datetime
    text: str = ""
    card: Card | None = None
