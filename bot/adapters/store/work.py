"""The unit of work: one transaction in one workspace, with every noun's rows at hand."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from bot.adapters.store.alerts import ALERT, Alarms, Alerts
from bot.adapters.store.announcements import Announcements
from bot.adapters.store.campaigns import CAMPAIGN, Campaigns
from bot.adapters.store.cases import Clocks
from bot.adapters.store.colleagues import Colleagues
from bot.adapters.store.complaints import COMPLAINT, Complaints
from bot.adapters.store.contacts import CONTACT, Contacts
from bot.adapters.store.conversations import Conversations
from bot.adapters.store.customers import CUSTOMER, Customers
from bot.adapters.store.deals import DEAL, DEAL_MOVE, DealMoves, Deals
from bot.adapters.store.examples import Examples
from bot.adapters.store.forms import NameForms
from bot.adapters.store.handover import INHERITANCE, Inheritances
from bot.adapters.store.health import Healths
from bot.adapters.store.images import Wording
from bot.adapters.store.interactions import INTERACTION, Interactions
from bot.adapters.store.journal import Journal
from bot.adapters.store.keys import NameKeys, Spelling
from bot.adapters.store.lanes import LONG_AGO
from bot.adapters.store.mailbox import Mailbox
from bot.adapters.store.mapping import Shapes
from bot.adapters.store.materials import MATERIAL, Materials
from bot.adapters.store.names import NameIndex
from bot.adapters.store.orders import ORDER, PAYMENT, Orders, Payments
from bot.adapters.store.ownership import FOLLOWER, REFERRAL, Followers, Notices, Referrals
from bot.adapters.store.people import LINK, LINK_CODE, MEMBER, WORKSPACE, People
from bot.adapters.store.pipeline import Pipeline
from bot.adapters.store.pool import Pool
from bot.adapters.store.preferences import WISH, Wishes
from bot.adapters.store.products import PRODUCT, Products
from bot.adapters.store.promises import PROMISE, Promises
from bot.adapters.store.quotes import CONFLICT, QUOTE, Conflicts, Quotes
from bot.adapters.store.reminders import REMINDER, Reminders
from bot.adapters.store.requests import REQUEST, Requests
from bot.adapters.store.retention import Retentions
from bot.adapters.store.rows import EntityT, Rows
from bot.adapters.store.sales import Sales
from bot.adapters.store.scribe import Scribe
from bot.adapters.store.summaries import Summaries
from bot.adapters.store.sweeps import Sweeps
from bot.adapters.store.targets import TARGET, Targets
from bot.adapters.store.transaction import Transaction
from bot.adapters.store.vitals import VitalSigns
from bot.adapters.store.worth import Worths
from bot.domain.audit import Action
from bot.domain.chat import Address
from bot.domain.people import LOBBY, Link, Workspace

SHAPES = Shapes(
    [
        *(WORKSPACE, MEMBER, LINK, LINK_CODE, CUSTOMER, CONTACT, PRODUCT, INTERACTION, PROMISE, REMINDER),
        *(QUOTE, CONFLICT, DEAL, DEAL_MOVE, ORDER, PAYMENT, COMPLAINT, REQUEST, WISH, MATERIAL),
        *(INHERITANCE, FOLLOWER, REFERRAL, TARGET, ALERT, CAMPAIGN),
    ]
)
"""Every noun that is journalled and can be undone."""
THE_LOBBY = Workspace(id=LOBBY, name=LOBBY, zone="UTC", created_at=LONG_AGO)


class SqlWork:
    """One transaction in one workspace."""

    def __init__(self, transaction: Transaction, wording: Wording, spelling: Spelling) -> None:
        self.transaction = transaction
        self._scribe = Scribe(transaction, wording)
        self.keys = NameKeys(transaction, spelling.keys_of, NameForms(transaction, spelling.forms_of))
        self._rows = rows = Rows(transaction, SHAPES, self._scribe, self.keys)
        self.people = People(rows)
        self.customers = Customers(rows)
        self.contacts = Contacts(rows)
        self.products = Products(rows)
        self.interactions = Interactions(rows)
        self.promises = Promises(rows)
        self.reminders = Reminders(rows)
        self.quotes = Quotes(rows)
        self.conflicts = Conflicts(rows)
        self.deals = Deals(rows)
        self.moves = DealMoves(rows)
        self.orders = Orders(rows)
        self.payments = Payments(rows)
        self.complaints = Complaints(rows)
        self.requests = Requests(rows)
        self.clocks = Clocks(transaction)
        self.wishes = Wishes(rows)
        self.materials = Materials(rows)
        self.followers = Followers(rows)
        self.notices = Notices(transaction)
        self.referrals = Referrals(rows)
        self.inheritances = Inheritances(rows)
        self.pool = Pool(rows)
        self.colleagues = Colleagues(transaction)
        self.campaigns = Campaigns(rows)
        self._weigh(rows)
        self.journal = Journal(rows, self._scribe, wording, self.people)
        self.told = Announcements(transaction)
        self.conversations = Conversations(transaction, wording)
        self.examples = Examples(transaction, wording)
        self.names = NameIndex(transaction, spelling.forms_of)
        self.mailbox = Mailbox(transaction, self._scribe)

    def _weigh(self, rows: Rows) -> None:
        """What is made of the ledgers: how accounts stand, what they bring, who is told of it."""
        transaction = self.transaction
        self.health = Healths(transaction)
        self.worth = Worths(transaction)
        self.alerts = Alerts(rows)
        self.alarms = Alarms(transaction)
        self.retention = Retentions(transaction)
        self.vitals = VitalSigns(transaction)
        self.sweeps = Sweeps(transaction)
        self.sales = Sales(transaction)
        self.pipeline = Pipeline(transaction)
        self.targets = Targets(rows)

    @property
    def summaries(self) -> Summaries:
        return Summaries(self._rows)

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

    def many(self, kind: type[EntityT], ids: Iterable[str]) -> dict[str, EntityT]:
        return self._rows.many(kind, ids)

    def page(self, kind: type[EntityT], limit: int, *, after: str = "", customer: str = "") -> list[EntityT]:
        return self._rows.page(kind, limit, after=after, customer=customer)

    def at_customers(
        self, kind: type[EntityT], customers: Iterable[str], days: tuple[date, date] | None = None
    ) -> list[EntityT]:
        return self._rows.at_customers(kind, customers, days)

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
        page, letters = self._scribe.page, len(self.mailbox.letters)
        self._rows.known.begin()
        kept = False
        try:
            with self.transaction.connection.begin_nested():
                yield
            kept = True
        finally:
            self._rows.known.end(keep=kept)
            if not kept:
                self._scribe.page = page
                del self.mailbox.letters[letters:]

    def links_to(self, address: Address) -> Sequence[Link]:
        """Living, unblocked links whose pushes go to this chat."""
        return self.people.to(address)

    def flush(self) -> None:
        """What waits for the end of the transaction."""
        self.people.flush()
        self.mailbox.flush()
