"""What the inside needs from the outside: a store, a calendar, channels. Implemented in `bot.adapters`."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from bot.domain.audit import Action, Change
from bot.domain.base import (
    ActionId,
    Choice,
    Command,
    ContactId,
    CustomerId,
    MemberId,
    Mention,
    PromiseId,
    WorkspaceId,
)
from bot.domain.chat import Address, Card, Identity, Incoming, Outgoing
from bot.domain.complaints import Complaint
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.deals import Deal, DealMove
from bot.domain.examples import Example
from bot.domain.interactions import Interaction, Topic
from bot.domain.materials import Material
from bot.domain.orders import Order, Payment
from bot.domain.ownership import Follower, Notice, Referral
from bot.domain.people import Behind, CodeTry, Link, LinkCode, Member, Workspace
from bot.domain.preferences import Wish
from bot.domain.products import Product
from bot.domain.promises import Promise, Side
from bot.domain.quotes import Conflict, Quote
from bot.domain.reminders import Reminder
from bot.domain.requests import Request
from bot.domain.routines import Told, Watch

EntityT = TypeVar("EntityT")


class Rows(Protocol):
    """Every noun's rows, journalled: whatever is added, saved or removed can be undone."""

    def get(self, kind: type[EntityT], row_id: str) -> EntityT | None: ...
    def add(self, *entities: object) -> None: ...
    def save(self, *entities: object) -> None: ...


class People(Protocol):
    def all(self, *, active: bool = True) -> Sequence[Member]: ...
    def named(self, name: str) -> Sequence[Member]:
        """Members with this name or alias, in any case."""

    def below(self, member: MemberId) -> frozenset[MemberId]:
        """The subtree of a manager, without themselves."""

    def links(self, member: MemberId) -> Sequence[Link]:
        """Living, unblocked links, the most recently linked first."""

    def links_of(self, members: Iterable[MemberId]) -> Sequence[Link]:
        """The same of many members, in no order."""
        ...

    def identities(self, member: MemberId) -> Sequence[Link]:
        """Living links, blocked or not."""
        ...

    def link_of(self, identity: Identity) -> Link | None:
        """The living link of an identity, blocked or not."""

    def code(self, digest: str) -> LinkCode | None: ...
    def wrong_codes(self, identity: Identity, since: datetime) -> int: ...
    def keep_try(self, attempt: CodeTry) -> None:
        """Kept with the transaction, also when the attempt around it rolls back."""


class Customers(Protocol):
    def named(self, name: str) -> Sequence[Customer]:
        """Living customers with exactly this name or alias, in any case."""

    def spelt(self, names: Iterable[str]) -> Sequence[Customer]:
        """Living customers with one of these names or aliases, in any width, case and punctuation."""

    def owned(self, owner: MemberId, limit: int) -> Sequence[Customer]:
        """Living customers of this owner, the last touched first."""

    def all(self) -> Iterable[Customer]: ...
    def by_ids(self, ids: Iterable[CustomerId]) -> Mapping[CustomerId, Customer]: ...


class Contacts(Protocol):
    def at(self, customer: CustomerId) -> Sequence[Contact]: ...
    def at_all(self, customers: Iterable[CustomerId]) -> Sequence[Contact]: ...
    def named(self, name: str, customer: CustomerId | None = None) -> Sequence[Contact]: ...
    def reached_by(self, phone: str) -> Sequence[Contact]: ...
    def all(self) -> Iterable[Contact]: ...


class Products(Protocol):
    def all(self) -> Sequence[Product]: ...


class Interactions(Protocol):
    def latest(self, customer: CustomerId, limit: int) -> Sequence[Interaction]: ...
    def count(self, customer: CustomerId) -> int: ...
    def noted(
        self, topic: Topic, *, customer: CustomerId | None, by: MemberId | None, limit: int
    ) -> Sequence[Interaction]:
        """Notes on this topic, of all customers and colleagues unless one is given, the newest first."""
        ...


class Promises(Protocol):
    def open_of(self, customer: CustomerId, side: Side | None = None) -> Sequence[Promise]: ...
    def ledger(self, customer: CustomerId | None, by: MemberId | None, limit: int) -> Sequence[Promise]:
        """Open ones first by due instant, then closed ones, newest first.

        `by`: only what that colleague gave (what customers gave is nobody's of ours).
        """

    def count(self, customer: CustomerId | None, by: MemberId | None) -> int: ...
    def open_by(self, member: MemberId) -> int:
        """How many of ours this colleague gave and nobody settled."""
        ...

    def due_before(self, instant: datetime, member: MemberId | None = None) -> Sequence[Promise]:
        """Open promises, either side, due before the instant.

        With a member: those given or heard by them, and those at customers they own.
        """


class Reminders(Protocol):
    def due(self, now: datetime, limit: int) -> Sequence[Reminder]: ...
    def between(self, member: MemberId, start: datetime, end: datetime) -> Sequence[Reminder]:
        """Waiting, or told but not done; `end` is not included."""

    def waiting_for(self, customer: CustomerId) -> Sequence[Reminder]: ...
    def waiting_of(self, member: MemberId) -> Sequence[Reminder]: ...
    def last_sent(self, member: MemberId) -> Reminder | None:
        """The last one told and not done; a recurring one waits again."""

    def of_promise(self, promise: PromiseId) -> Sequence[Reminder]:
        """In whatever state."""


class Quotes(Protocol):
    def of(self, customer: CustomerId) -> Sequence[Quote]:
        """The newest first."""
        ...


class Conflicts(Protocol):
    def of(self, customer: CustomerId) -> Sequence[Conflict]:
        """The newest first."""
        ...


class Deals(Protocol):
    def of(self, customer: CustomerId) -> Sequence[Deal]:
        """The newest first."""
        ...


class DealMoves(Protocol):
    def of(self, customer: CustomerId) -> Sequence[DealMove]:
        """The newest first."""
        ...


class Orders(Protocol):
    def of(self, customer: CustomerId) -> Sequence[Order]:
        """The newest first."""
        ...


class Payments(Protocol):
    def of(self, customer: CustomerId) -> Sequence[Payment]:
        """The newest first."""
        ...


class Complaints(Protocol):
    def of(self, customer: CustomerId) -> Sequence[Complaint]:
        """The newest first."""
        ...


class Requests(Protocol):
    def of(self, customer: CustomerId) -> Sequence[Request]:
        """The newest first."""
        ...


class Wishes(Protocol):
    def of(self, customer: CustomerId) -> Sequence[Wish]:
        """The newest first."""
        ...


class Materials(Protocol):
    def of(self, customer: CustomerId) -> Sequence[Material]:
        """The newest first."""
        ...


class Followers(Protocol):
    def of(self, customer: CustomerId) -> Sequence[Follower]:
        """The newest first."""
        ...


class Notices(Protocol):
    def of(self, customer: CustomerId) -> Sequence[Notice]:
        """The newest first."""
        ...


class Referrals(Protocol):
    def of(self, customer: CustomerId) -> Sequence[Referral]:
        """The newest first."""
        ...


class Journal(Protocol):
    def last_action(self, member: MemberId, since: datetime) -> Action | None:
        """The latest action of this member that changed rows and is neither undone nor an undo."""

    def last_undoing(self, member: MemberId, since: datetime) -> Action | None:
        """The latest action of this member that took another one back and still counts."""

    def action(self, action: ActionId) -> Action | None: ...
    def of_source(self, source: str) -> Sequence[Action]:
        """What a message did and still counts, newest first: neither undone nor an undo."""

    def changes(self, action: ActionId) -> Sequence[Change]: ...
    def revert(self, action: Action) -> Sequence[Change]:
        """Write every before image back, newest change first; raises ChangedSince if a row moved on.

        The present action undoes that one; to revert the undoing makes it count again. Nothing if it is
        undone already.
        """

    def note(self, what: str, subject: str = "") -> None:
        """An audit line that changes no row."""


class Announcements(Protocol):
    """What was already said to whom, so that nothing is said twice."""

    def was(self, member: MemberId, kind: str, subject: str, day: str) -> bool: ...
    def mark(self, told: Told) -> None: ...
    def mark_new(self, told: Sequence[Told]) -> frozenset[str]:
        """Mark many; the ids of those that nobody had marked before."""
        ...

    def untold(self, watches: Sequence[Watch], limit: int) -> Sequence[tuple[PromiseId, Watch]]:
        """Promises that a watch's reader has not been told of yet, each with the day on which it is told."""
        ...


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


CROWD = 20
"""Namesakes that a look-up names at most."""


@dataclass(frozen=True, slots=True)
class NameHit:
    """A row of the name index: one spelling of one thing."""

    key: str
    noun: str
    id: str
    name: str
    parent: str = ""
    owner_id: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class NameForm:
    """One name of a customer as names are compared, and whether the customer is the asker's own."""

    id: str
    form: str
    own: bool = False


class NameIndex(Protocol):
    """Look-ups by normalised key (see `bot.language.names.keys_of`), of contacts at most CROWD under one key."""

    def lookup(self, keys: Iterable[str]) -> Sequence[NameHit]: ...
    def at(self, customers: Iterable[str], keys: Iterable[str]) -> Sequence[NameHit]:
        """The contacts of these customers under these keys, also where a key has a crowd."""
        ...

    def like(self, grams: Iterable[str], ids: Iterable[str] = (), member: str = "") -> Sequence[NameForm]:
        """The names that share the most grams (see `bot.language.matching.grams`), and all of these customers.

        Rare grams count more, and some of the member's own are among them.
        """
        ...

    def about(self, ids: Iterable[str]) -> Sequence[NameHit]:
        """These customers, with their owners."""
        ...

    def resembling(self, name: str) -> Sequence[str]:
        """The ids of the customers whose names share the most with a whole name."""
        ...

    def staff(self, customers: Iterable[str]) -> Sequence[NameHit]:
        """The living contacts of these customers."""
        ...


class Mailbox(Protocol):
    """Inbox mark and outbox rows of the running transaction."""

    def first_time(self, incoming: Incoming) -> bool:
        """Whether this event takes effect now; the mark commits with the effect."""

    def send(self, outgoing: Outgoing) -> None: ...
    def answer_to(self, source: str) -> str:
        """The platform's id of the message that answered this source, "" when there is none (yet)."""


class Work(Rows, Protocol):
    """One transaction in one workspace."""

    @property
    def people(self) -> People: ...
    @property
    def customers(self) -> Customers: ...
    @property
    def contacts(self) -> Contacts: ...
    @property
    def products(self) -> Products: ...
    @property
    def interactions(self) -> Interactions: ...
    @property
    def promises(self) -> Promises: ...
    @property
    def reminders(self) -> Reminders: ...
    @property
    def quotes(self) -> Quotes: ...
    @property
    def conflicts(self) -> Conflicts: ...
    @property
    def deals(self) -> Deals: ...
    @property
    def moves(self) -> DealMoves: ...
    @property
    def orders(self) -> Orders: ...
    @property
    def payments(self) -> Payments: ...
    @property
    def complaints(self) -> Complaints: ...
    @property
    def requests(self) -> Requests: ...
    @property
    def wishes(self) -> Wishes: ...
    @property
    def materials(self) -> Materials: ...
    @property
    def followers(self) -> Followers: ...
    @property
    def notices(self) -> Notices: ...
    @property
    def referrals(self) -> Referrals: ...
    @property
    def journal(self) -> Journal: ...
    @property
    def told(self) -> Announcements: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def examples(self) -> Examples: ...
    @property
    def names(self) -> NameIndex: ...
    @property
    def mailbox(self) -> Mailbox: ...
    @property
    def workspace(self) -> Workspace:
        """As it stands now; to create one, add it (and its people) in a work of its own id."""

    @property
    def changed(self) -> bool:
        """Whether the present action wrote any row."""

    def begin(self, action: Action) -> None:
        """What is written from here on belongs to this action; it is kept once it changes a row."""

    def attempt(self) -> AbstractContextManager[None]:
        """A part that rolls back alone when it raises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A line of a chat: a `text` that its person typed, or a `card` of ours under its message id."""

    message: str
    at: datetime
    text: str = ""
    card: Card | None = None


class Store(Protocol):
    def work(self, workspace: WorkspaceId) -> AbstractContextManager[Work]:
        """One transaction: commits at the end of the block, rolls back when it raises."""

    def reading(self, workspace: WorkspaceId) -> AbstractContextManager[Work]:
        """A look at a workspace that writers need not wait for; nothing may be written in it."""

    def behind(self, identity: Identity) -> Behind | None:
        """The member behind an identity, in whichever workspace; None for strangers and those who left."""

    def redeemable(self, digest: str) -> WorkspaceId | None:
        """The workspace of a link code that exists (whether or not it can still be used)."""

    def workspaces(self) -> Sequence[WorkspaceId]:
        """All but the lobby."""

    def history(self, address: Address, limit: int) -> Sequence[Said]:
        """The last so many lines of a chat, oldest first, cards as last edited."""
