"""The unit of work: one transaction in one workspace, with every noun's rows at hand."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from bot.adapters.store.announcements import Announcements
from bot.adapters.store.contacts import CONTACT, Contacts
from bot.adapters.store.conversations import Conversations
from bot.adapters.store.customers import CUSTOMER, Customers
from bot.adapters.store.images import Wording
from bot.adapters.store.interactions import INTERACTION, Interactions
from bot.adapters.store.journal import Journal
from bot.adapters.store.keys import KeysOf, NameKeys
from bot.adapters.store.lanes import LONG_AGO
from bot.adapters.store.mailbox import Mailbox
from bot.adapters.store.mapping import Shapes
from bot.adapters.store.names import NameIndex
from bot.adapters.store.people import LINK, LINK_CODE, MEMBER, WORKSPACE, People
from bot.adapters.store.products import PRODUCT, Products
from bot.adapters.store.promises import PROMISE, Promises
from bot.adapters.store.reminders import REMINDER, Reminders
from bot.adapters.store.rows import EntityT, Rows
from bot.adapters.store.scribe import Scribe
from bot.adapters.store.transaction import Transaction
from bot.domain import ports
from bot.domain.audit import Action
from bot.domain.chat import Address
from bot.domain.people import LOBBY, Link, Workspace

SHAPES = Shapes(
    [WORKSPACE, MEMBER, LINK, LINK_CODE, CUSTOMER, CONTACT, PRODUCT, INTERACTION, PROMISE, REMINDER]
)
"""Every noun that is journalled and can be undone."""
THE_LOBBY = Workspace(id=LOBBY, name=LOBBY, zone="UTC", created_at=LONG_AGO)


class SqlWork:
    """One transaction in one workspace."""

    def __init__(self, transaction: Transaction, wording: Wording, keys_of: KeysOf) -> None:
        self.transaction = transaction
        self._scribe = Scribe(transaction, wording)
        self._rows = rows = Rows(transaction, SHAPES, self._scribe, NameKeys(transaction, keys_of))
        self._people = People(rows)
        self._mailbox = Mailbox(transaction, self._scribe)
        self.people: ports.People = self._people
        self.customers: ports.Customers = Customers(rows)
        self.contacts: ports.Contacts = Contacts(rows)
        self.products: ports.Products = Products(rows)
        self.interactions: ports.Interactions = Interactions(rows)
        self.promises: ports.Promises = Promises(rows)
        self.reminders: ports.Reminders = Reminders(rows)
        self.journal: ports.Journal = Journal(rows, self._scribe, wording, self._people)
        self.told: ports.Announcements = Announcements(transaction)
        self.conversations: ports.Conversations = Conversations(transaction, wording)
        self.names: ports.NameIndex = NameIndex(transaction)
        self.mailbox: ports.Mailbox = self._mailbox

    @property
    def workspace(self) -> Workspace:
        """LookupError when there is none (yet) of this id; the lobby always is."""
        here = self.transaction.workspace_id
        found = THE_LOBBY if here == LOBBY else self._rows.get(Workspace, here)
        if found is None:
            raise LookupError(f"no workspace {here}; add it in a work of this id")
        return found

    @property
    def changed(self) -> bool:
        """Whether the present action wrote any row."""
        return self._scribe.page.kept

    def begin(self, action: Action) -> None:
        self._scribe.begin(action)

    def get(self, kind: type[EntityT], row_id: str) -> EntityT | None:
        return self._rows.get(kind, row_id)

    def add(self, *entities: object) -> None:
        """New rows, many at once if there are many; a workspace is added in a work of its own id."""
        foreign = [e for e in entities if isinstance(e, Workspace) and e.id != self.transaction.workspace_id]
        if foreign:
            raise ValueError(f"workspace {foreign[0].id} cannot be added from within another one")
        self._rows.add(*entities)

    def save(self, *entities: object) -> None:
        self._rows.save(*entities)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A part that rolls back alone when it raises; wrong link codes that it counted stay counted."""
        page, letters = self._scribe.page, self._mailbox.letters
        known = dict(self._rows.known)
        kept = False
        try:
            with self.transaction.connection.begin_nested():
                yield
            kept = True
        finally:
            if not kept:
                self._scribe.page, self._mailbox.letters = page, letters
                self._rows.known = known

    def links_to(self, address: Address) -> Sequence[Link]:
        """Living, unblocked links whose pushes go to this chat."""
        return self._people.to(address)

    def flush(self) -> None:
        """What waits for the end of the transaction."""
        self._people.flush()
        self._mailbox.flush()
