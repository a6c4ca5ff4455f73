"""The outbox: cards on their way, taken one by one in order per chat, paced per chat and per bot."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import BigInteger
from sqlmodel import Field

from bot.adapters.store.columns import Row, id_part, index, instant, one_of, part, table_of, words
from bot.domain.chat import Card, Outgoing


class Sending(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class OutboxRow(Row, table=True):
    """`place` is its number in its lane, `card` what it shows, `message` the platform's id of it."""

    __tablename__ = "outbox"
    __table_args__ = (
        index("platform", "team", "chat", "place", where="state = 'waiting'"),
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


OUTBOX = table_of(OutboxRow)
