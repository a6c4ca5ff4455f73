"""One transaction in one workspace, and the store that begins them."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from bot.domain.audit import Action
from bot.domain.base import (
    WorkspaceId,
)
from bot.domain.chat import Address, Identity
from bot.domain.people import Behind, Workspace
from bot.domain.ports.accounts import Contacts, Customers, NameIndex, Products
from bot.domain.ports.chats import Conversations, Examples, Mailbox, Said
from bot.domain.ports.history import Interactions, Promises, Reminders
from bot.domain.ports.journal import Announcements, Journal
from bot.domain.ports.ledgers import (
    Clocks,
    Complaints,
    Conflicts,
    DealMoves,
    Deals,
    Followers,
    Inheritances,
    Materials,
    Notices,
    Orders,
    Payments,
    Pool,
    Quotes,
    Referrals,
    Requests,
    Wishes,
)
from bot.domain.ports.people import People

EntityT = TypeVar("EntityT")


class Rows(Protocol):
    """Every noun's rows, journalled: whatever is added, saved or removed can be undone."""

    def get(self, kind: type[EntityT], row_id: str) -> EntityT | None: ...
    def add(self, *entities: object) -> None: ...
    def save(self, *entities: object) -> None: ...


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
    def clocks(self) -> Clocks: ...
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
    def inheritances(self) -> Inheritances: ...
    @property
    def pool(self) -> Pool: ...
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
