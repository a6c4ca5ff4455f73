"""The store: works, and the few questions asked before a workspace is known."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, select

from bot.adapters.store.engine import connect
from bot.adapters.store.forms import FormsOf, no_forms
from bot.adapters.store.history import said_at
from bot.adapters.store.images import Vocabulary, Wording
from bot.adapters.store.inbox import SqlInbox
from bot.adapters.store.keys import KeysOf, Spelling
from bot.adapters.store.mail import INBOX
from bot.adapters.store.outbox import SqlOutbox
from bot.adapters.store.people import LINK, LINK_CODE, MEMBER, WORKSPACE, is_of
from bot.adapters.store.purge import purge
from bot.adapters.store.renewal import renewed
from bot.adapters.store.senders import Senders
from bot.adapters.store.transaction import Transaction
from bot.adapters.store.work import SqlWork
from bot.domain.base import WorkspaceId
from bot.domain.chat import Address, Identity, Platform
from bot.domain.people import LOBBY, Behind
from bot.domain.ports import Said

_link, _member, _code = LINK.table.c, MEMBER.table.c, LINK_CODE.table.c


@dataclass(frozen=True, slots=True)
class Leases:
    """How long what a crash left in somebody's hands stays there: an event, a card, a bot."""

    inbox: timedelta = timedelta(seconds=15)
    outbox: timedelta = timedelta(seconds=60)
    sender: timedelta = timedelta(seconds=10)


USUAL = Leases()


def utc_now() -> datetime:
    return datetime.now(UTC)


class SqlStore:
    """SQLite or PostgreSQL behind the ports of the domain.

    `vocabulary` names the commands that are kept as JSON, `keys_of` says which keys a name is found under,
    `forms_of` how the names of customers are compared.
    """

    def __init__(
        self,
        url: str,
        *,
        vocabulary: Vocabulary | Callable[[], Vocabulary],
        keys_of: KeysOf,
        forms_of: FormsOf = no_forms,
        leases: Leases = USUAL,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self._database = database = connect(url)
        self._wording = Wording(vocabulary)
        self._spelling = Spelling(keys_of, forms_of)
        self._senders = Senders(database, leases.sender)
        self.inbox = SqlInbox(database, leases.inbox)
        self.outbox = SqlOutbox(database, leases.outbox, self.work, self._senders, clock)

    @contextmanager
    def work(self, workspace: WorkspaceId) -> Iterator[SqlWork]:
        """One transaction: commits at the end of the block, rolls back when it raises."""
        with self._database.writing() as connection:
            work = SqlWork(Transaction(connection, workspace), self._wording, self._spelling)
            yield work
            work.flush()

    @contextmanager
    def reading(self, workspace: WorkspaceId) -> Iterator[SqlWork]:
        """One look at a workspace that writers need not wait for; what is written in it is lost."""
        with self._database.reading() as connection:
            yield SqlWork(Transaction(connection, workspace), self._wording, self._spelling)

    def behind(self, identity: Identity) -> Behind | None:
        """The member behind an identity, where they linked last; None for strangers and those who left."""
        same = (_member.workspace_id == _link.workspace_id) & (_member.id == _link.member_id)
        living = (is_of(identity), _link.ended_at.is_(None), _member.left_on.is_(None))
        latest = (
            select(LINK.table)
            .join(MEMBER.table, same)
            .where(*living)
            .order_by(_link.linked_at.desc())
            .limit(1)
        )
        with self._database.reading() as connection:
            row = connection.execute(latest).mappings().first()
            if row is None:
                return None
            link, workspace = LINK.entity(row), WorkspaceId(row["workspace_id"])
            here = Transaction(connection, workspace)
            found = here.rows(here.select(MEMBER.table, _member.id == link.member_id))
        return Behind(workspace, MEMBER.entity(found[0]), link)

    def redeemable(self, digest: str) -> WorkspaceId | None:
        """The workspace of a link code that exists (whether or not it can still be used)."""
        wanted = select(_code.workspace_id).where(_code.digest == digest)
        with self._database.reading() as connection:
            found = connection.execute(wanted.order_by(_code.expires_at.desc()).limit(1)).scalar()
        return None if found is None else WorkspaceId(found)

    def workspaces(self) -> Sequence[WorkspaceId]:
        """All but the lobby, the oldest first."""
        c = WORKSPACE.table.c
        wanted = select(c.workspace_id).where(c.workspace_id != LOBBY).order_by(c.created_at, c.id)
        with self._database.reading() as connection:
            return [WorkspaceId(each) for each in connection.execute(wanted).scalars()]

    def history(self, address: Address, limit: int) -> Sequence[Said]:
        """The last so many lines of a chat, oldest first."""
        with self._database.reading() as connection:
            return said_at(connection, address, limit)

    @property
    def engine(self) -> Engine:
        """For what a library keeps in tables of its own."""
        return self._database.engine

    def purge(self, now: datetime) -> int:
        """Throw away settled mail, void buttons and old marks; returns how many rows that were."""
        return purge(self._database, [LOBBY, *self.workspaces()], now)

    def handled(self, workspace: WorkspaceId, platform: Platform, event: str) -> bool:
        """Whether this event took effect before."""
        with self._database.reading() as connection:
            here = Transaction(connection, workspace)
            this = (INBOX.c.platform == platform, INBOX.c.event == event)
            return here.first(here.select(INBOX, *this)) is not None

    def catch_up(self) -> int:
        """Make the index of names anew where it stands by older rules; returns how many workspaces that were."""
        return sum(renewed(self.work, each) for each in self.workspaces())

    def measure(self) -> None:
        """Let the engine count its rows anew: after a first big import it plans badly until it has."""
        with self._database.writing() as connection:
            connection.exec_driver_sql("ANALYZE")

    def close(self) -> None:
        """Leave the bots to other processes, and give every connection back."""
        self._senders.release()
        self._database.close()
