"""The inbox: events stored before they are acknowledged, taken one by one in order per chat."""

import datetime as dt
from enum import StrEnum

from sqlalchemy import BigInteger
from sqlmodel import Field

from bot.adapters.store.columns import Row, id_part, index, instant, one_of, table_of, words


class Received(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    QUARANTINED = "quarantined"


class InboxRow(Row, table=True):
    """`place` is its number in its lane; `text` what was typed, for the history of a chat."""

    __tablename__ = "inbox"
    __table_args__ = (
        index("platform", "team", "chat", "place", where="state = 'waiting'"),
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


INBOX = table_of(InboxRow)
