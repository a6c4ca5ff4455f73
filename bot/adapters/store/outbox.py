"""The outbox: cards on their way, taken one by one in order per chat, paced per chat and per bot."""

import datetime as dt
import threading
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import replace

from bot.adapters.store.engine import Database
from bot.adapters.store.lanes import EVERY, Direction, Hold, Lanes
from bot.adapters.store.mail import OUTBOX, Sending
from bot.adapters.store.mailbox import key_of
from bot.adapters.store.senders import Senders
from bot.adapters.store.work import SqlWork
from bot.domain.audit import Action
from bot.domain.base import NOBODY, ActionId, WorkspaceId, new_id
from bot.domain.chat import Address, Card, Outgoing, Platform, Push
from bot.domain.people import Link, Member, Role, reach
from bot.domain.ports import Departure
from bot.domain.routines import PushKind

_o = OUTBOX.c


class SqlOutbox:
    """Cards by workspace; a bot's limit counts over all of them."""

    def __init__(
        self,
        database: Database,
        lease: dt.timedelta,
        work: Callable[[WorkspaceId], AbstractContextManager[SqlWork]],
        senders: Senders,
        clock: Callable[[], dt.datetime],
    ) -> None:
        self._work = work
        self._senders = senders
        self._clock = clock
        self._lanes = Lanes(database, Direction.OUT, OUTBOX, lease, senders)
        self._turn = threading.Lock()

    def claim(self, now: dt.datetime, platforms: Collection[Platform] = EVERY) -> Departure | None:
        """The card that has waited longest of those that may go now; `tries`: claims before this one."""
        with self._turn:
            leased = self._lanes.claim(now, platforms)
        if leased is None:
            return None
        row = leased.message
        return Departure(
            id=row["id"],
            workspace_id=leased.workspace_id,
            outgoing=row["outgoing"],
            at=row["at"],
            tries=row["tries"],
            epoch=leased.epoch,
        )

    def composed(self, departure: Departure, card: Card | None) -> None:
        """Keep what a push became, for the history of the chat."""
        with self._work(departure.workspace_id) as work:
            work.transaction.update(OUTBOX, {"card": card}, _o.id == departure.id)

    def sent(self, departure: Departure, message: str) -> None:
        """`message` is the platform's id of it."""
        self._lanes.finish(_hold(departure), {"state": Sending.SENT, "message": message})

    def later(self, departure: Departure, until: dt.datetime, *, everywhere: bool = False) -> None:
        """Not before then, and nothing else to this chat either; `everywhere`: nothing by this bot."""
        with self._work(departure.workspace_id) as work:
            here, address = work.transaction, departure.outgoing.address
            if everywhere:
                self._senders.pause(here, address.platform, address.team, until)
            self._lanes.finish_in(here, _hold(departure), {}, until)

    def failed(self, departure: Departure, why: str) -> None:
        """Given up; the next card of the chat goes on."""
        self._lanes.finish(_hold(departure), {"state": Sending.FAILED, "why": why})

    def unreachable(self, departure: Departure) -> None:
        """Give the card up, disable the links behind this address, and tell the admins once."""
        given_up = {"state": Sending.FAILED, "why": "unreachable"}
        with self._work(departure.workspace_id) as work:
            if self._lanes.finish_in(work.transaction, _hold(departure), given_up):
                _disable(work, departure.outgoing.address, self._clock())

    def sweep(self) -> int:
        """Wake chats that sleep over a waiting card; returns how many there were."""
        return self._lanes.sweep()


def _hold(departure: Departure) -> Hold:
    key = key_of(departure.outgoing.address)
    return Hold(departure.workspace_id, key, departure.epoch, _o.id == departure.id)


def _disable(work: SqlWork, address: Address, now: dt.datetime) -> None:
    work.begin(Action(id=ActionId(new_id()), member_id=NOBODY, at=now, commands=()))
    for link in work.links_to(address):
        work.save(replace(link, blocked_at=now))
        for admin in work.people.all():
            if admin.role is Role.ADMIN:
                _tell(work, admin, link)


def _tell(work: SqlWork, admin: Member, blocked: Link) -> None:
    """Where the admin can still be reached, if anywhere."""
    push = Push(kind=PushKind.LINK_BLOCKED, subject=blocked.id)
    for link in work.people.links(admin.id)[:1]:
        work.mailbox.send(Outgoing(address=reach(link), push=push, member=admin.id))
