"""The running transaction's own mail: the mark in the inbox, and what goes to the outbox at its end."""

import datetime as dt

from sqlalchemy import RowMapping

from bot.adapters.store.lanes import Direction, Key, lengthen
from bot.adapters.store.mail import INBOX, OUTBOX, Received, Sending
from bot.adapters.store.scribe import Scribe
from bot.adapters.store.transaction import Transaction, Values
from bot.domain.base import new_id
from bot.domain.chat import Address, Incoming, Outgoing

Letter = tuple[Outgoing, dt.datetime]
_i, _o = INBOX.c, OUTBOX.c


class Mailbox:
    def __init__(self, transaction: Transaction, scribe: Scribe) -> None:
        self.letters: list[Letter] = []
        self._transaction = transaction
        self._scribe = scribe

    def first_time(self, incoming: Incoming) -> bool:
        """Whether this event takes effect now; the mark commits with the effect."""
        self._scribe.heard = incoming
        done = {"state": Received.DONE, "text": incoming.text, "message": incoming.message}
        platform = incoming.sender.platform
        waiting = (_i.platform == platform, _i.event == incoming.event, _i.state == Received.WAITING)
        if self._transaction.update(INBOX, done, *waiting):
            return True
        return self._transaction.insert_new(INBOX, _unannounced(incoming) | done)

    def send(self, outgoing: Outgoing) -> None:
        """Queued when the transaction ends, so that no chat waits for a long one."""
        self.letters.append((outgoing, self._scribe.now))

    def answer_to(self, source: str) -> str:
        """The platform's id of the message that answered this source in its own chat, "" without one."""
        answers = self._transaction.select(OUTBOX, _o.answers == source, _o.message != "").order_by(
            _o.place.desc()
        )
        found = (row for row in self._transaction.rows(answers) if source.startswith(_chat(row)))
        return next((str(row["message"]) for row in found), "")

    def flush(self) -> None:
        if not self.letters:
            return
        queued: dict[Key, list[Letter]] = {}
        for outgoing, at in self.letters:
            queued.setdefault(key_of(outgoing.address), []).append((outgoing, at))
        counts = {key: (len(letters), letters[0][1]) for key, letters in queued.items()}
        before = lengthen(self._transaction, Direction.OUT, counts)
        rows = [
            _row(outgoing, at, before[key] + number)
            for key, letters in queued.items()
            for number, (outgoing, at) in enumerate(letters, 1)
        ]
        self._transaction.insert(OUTBOX, rows)
        self.letters.clear()


def key_of(address: Address) -> Key:
    return (address.platform, address.team, address.chat)


def _chat(row: RowMapping) -> str:
    return f"{row['platform']}:{row['team']}:{row['chat']}:"


def _row(outgoing: Outgoing, at: dt.datetime, place: int) -> Values:
    platform, team, chat = key_of(outgoing.address)
    return {
        "id": new_id(),
        "platform": platform,
        "team": team,
        "chat": chat,
        "place": place,
        "outgoing": outgoing,
        "card": outgoing.card,
        "answers": outgoing.answers,
        "message": "",
        "at": at,
        "tries": 0,
        "state": Sending.WAITING,
        "why": "",
    }


def _unannounced(incoming: Incoming) -> dict[str, object]:
    """The inbox row of an event that came without being stored first, as in the terminal."""
    return {
        "platform": incoming.sender.platform,
        "event": incoming.event,
        "team": incoming.address.team,
        "chat": incoming.address.chat,
        "place": 0,
        "payload": "",
        "at": incoming.at,
        "tries": 0,
        "why": "",
    }
