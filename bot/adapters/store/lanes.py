"""Lanes: one row per chat and direction, which makes the messages of a chat go one by one, in order.

A lane is claimed by a lease; `epoch` counts the claims and fences work done under a lease that was lost.
"""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, func
from sqlmodel import Field

from bot.adapters.store.columns import Row, chunks, id_part, index, instant, table_of
from bot.adapters.store.dialect import inserting
from bot.adapters.store.transaction import Transaction

LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
Key = tuple[str, str, str]
"""Platform, team and chat."""


class Direction(StrEnum):
    IN = "in"
    OUT = "out"


class LaneRow(Row, table=True):
    """`ready_at`: since when something waits, None when nothing does; `tail`: how many ever queued here."""

    __tablename__ = "lane"
    __table_args__ = (index("direction", "ready_at", where="ready_at IS NOT NULL"),)

    direction: str = id_part()
    platform: str = id_part()
    team: str = id_part()
    chat: str = id_part()
    ready_at: dt.datetime | None = instant()
    leased_until: dt.datetime = instant()
    gap_until: dt.datetime = instant()
    epoch: int
    tail: int = Field(sa_type=BigInteger)


LANE = table_of(LaneRow)
_l = LANE.c


def lengthen(
    transaction: Transaction, direction: Direction, queued: Mapping[Key, tuple[int, dt.datetime]]
) -> dict[Key, int]:
    """Make place for so many messages in each lane; the number before the first of them.

    Locks the lanes, in one order, until the end of the transaction: whoever finishes a message there
    meanwhile waits, and then sees the new ones.
    """
    before: dict[Key, int] = {}
    for some in chunks(sorted(queued)):
        rows = [_row(transaction, direction, each, *queued[each]) for each in some]
        statement = inserting(transaction.connection, LANE).values(rows)
        fresh = statement.excluded
        longer = {"tail": _l.tail + fresh.tail, "ready_at": func.coalesce(_l.ready_at, fresh.ready_at)}
        keys = [each.name for each in LANE.primary_key]
        done = statement.on_conflict_do_update(index_elements=keys, set_=longer)
        tails = transaction.connection.execute(done.returning(_l.platform, _l.team, _l.chat, _l.tail))
        before |= {(p, t, c): tail - queued[p, t, c][0] for p, t, c, tail in tails}
    return before


def _row(
    transaction: Transaction, direction: Direction, key: Key, count: int, at: dt.datetime
) -> dict[str, Any]:
    platform, team, chat = key
    return {
        "workspace_id": transaction.workspace_id,
        "direction": direction,
        "platform": platform,
        "team": team,
        "chat": chat,
        "ready_at": at,
        "leased_until": LONG_AGO,
        "gap_until": LONG_AGO,
        "epoch": 0,
        "tail": count,
    }
