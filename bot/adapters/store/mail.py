"""The mail's two tables: events as they came in, cards on their way out."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import BigInteger
from sqlmodel import Field

from bot.adapters.store.columns import Row, id_part, index, instant, one_of, part, table_of, words
from bot.domain.chat import Card, Outgoing

WAITING = "waiting"
"""The state, in either table, of what still has to go."""


class Received(StrEnum):
    WAITING = WAITING
    DONE = "done"
    QUARANTINED = "quarantined"


class Sending(StrEnum):
    WAITING = WAITING
    SENT = "sent"
    FAILED = "failed"


class InboxRow(Row, table=True):
    """`place` is its number in its lane; `text` what was typed, for the history of a chat."""

    __tablename__ = "inbox"
    __table_args__ = (
        index("platform", "team", "chat", "place", where=f"state = '{WAITING}'"),
        index("platform", "team", "chat", "at"),
    )

    platform: str = id_part()
    event: str = id_part()
    team: str = words()
    chat: str = words()
    place: int = Field(sa_type=BigInteger)
    payload: str = words()
    text: str = words()
    message: str = words()
    at: dt.datetime = instant()
    tries: int
    state: str = one_of(Received)
    why: str = words()


class OutboxRow(Row, table=True):
    """`place` is its number in its lane, `card` what it shows, `message` the platform's id of it."""

    __tablename__ = "outbox"
    __table_args__ = (
        index("platform", "team", "chat", "place", where=f"state = '{WAITING}'"),
        index("platform", "team", "chat", "at"),
        index("answers"),
    )

    id: str = id_part()
    platform: str = words()
    team: str = words()
    chat: str = words()
    place: int = Field(sa_type=BigInteger)
    outgoing: str = part(Outgoing)
    card: str | None = part(Card)
    answers: str = words()
    message: str = words()
    at: dt.datetime = instant()
    tries: int
    state: str = one_of(Sending)
    why: str = words()


INBOX, OUTBOX = table_of(InboxRow), table_of(OutboxRow)
