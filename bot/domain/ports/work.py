"""One transaction in one workspace, and the store that begins them."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol, TypeVar

from bot.domain.audit import Action
from bot.domain.base import CustomerId, WorkspaceId
from bot.domain.chat import Address, Identity
from bot.domain.people import Behind, Workspace
from bot.domain.ports.accounts import Contacts, Customers, NameIndex, Products
from bot.domain.ports.alerts import Alarms, Alerts, Retentions
from bot.domain.ports.campaigns import Campaigns
from bot.domain.ports.chats import Conversations, Examples, Mailbox, Said
from bot.domain.ports.colleagues import Colleagues
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
from bot.domain.ports.sales import Pipeline, Targets
from bot.domain.ports.scores import Healths, Sales, Sweeps, VitalSigns, Worths
from bot.domain.ports.summaries import Summaries

EntityT = TypeVar("EntityT")


class Rows(Protocol):
    """Every noun's rows, journalled: whatever is added, saved or removed can be undone."""

    def get(self, kind: type[EntityT], row_id: str) -> EntityT | None: ...
    def many(self, kind: type[EntityT], ids: Iterable[str]) -> Mapping[str, EntityT]:
        """Rows of a noun by their ids, archived ones too."""
        ...

    def page(
        self, kind: type[EntityT], limit: int, *, after: str = "", customer: str = ""
    ) -> Sequence[EntityT]:
        """Living rows of a noun (at one customer) in the order of their ids, from the one after `after` on."""
        ...

    def at_customers(
        self, kind: type[EntityT], customers: Iterable[CustomerId], days: tuple[date, date] | None = None
    ) -> Sequence[EntityT]:
        """Living rows of a noun at these customers; of what has a `day`, only between two days if they are given."""
        ...

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
    def pipeline(self) -> Pipeline: ...
    @property
    def targets(self) -> Targets: ...
    @property
    def health(self) -> Healths: ...
    @property
    def summaries(self) -> Summaries: ...
    @property
    def worth(self) -> Worths: ...
    @property
    def campaigns(self) -> Campaigns: ...
    @property
    def colleagues(self) -> Colleagues: ...
    @property
    def alerts(self) -> Alerts: ...
    @property
    def alarms(self) -> Alarms: ...
    @property
    def retention(self) -> Retentions: ...
    @property
    def vitals(self) -> VitalSigns: ...
    @property
    def sweeps(self) -> Sweeps: ...
    @property
    def sales(self) -> Sales: ...
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
