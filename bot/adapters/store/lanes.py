"""Lanes: one row per chat and direction, which makes the messages of a chat go one by one, in order.

A lane is claimed by a lease; `epoch` counts the claims and fences work done under a lease that was lost.
Nothing is locked across workspaces: a look without locks says where something is due, then a lane is
locked there.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, RowMapping, Table, and_, func, select, tuple_, update
from sqlmodel import Field

from bot.adapters.store.columns import Row, chunks, id_part, index, instant, stands, table_of
from bot.adapters.store.dialect import inserting
from bot.adapters.store.engine import Database
from bot.adapters.store.mail import WAITING
from bot.adapters.store.transaction import Transaction, Values
from bot.domain.base import WorkspaceId
from bot.domain.chat import Platform

LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
SWEEP_EVERY = dt.timedelta(minutes=1)
MOST_DOORS = 200
Key = tuple[str, str, str]
"""Platform, team and chat."""


EVERY = frozenset(Platform)


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


@dataclass(frozen=True, slots=True)
class Door:
    """A bot in a workspace that has something to do."""

    workspace_id: WorkspaceId
    platform: str
    team: str


@dataclass(frozen=True, slots=True)
class Leased:
    """The oldest message of a lane that is ours until the lease ends."""

    workspace_id: WorkspaceId
    message: RowMapping
    epoch: int


@dataclass(frozen=True, slots=True)
class Hold:
    """Which message of which lane was worked on, under which lease."""

    workspace_id: WorkspaceId
    key: Key
    epoch: int
    message: ColumnElement[bool]


class Pace:
    """How fast a direction may go: here without limits."""

    def may(self, door: Door, now: dt.datetime) -> bool:
        """Whether one message of this bot may go now."""
        del door, now
        return True

    def spend(self, door: Door) -> None:
        """One message of this bot goes."""

    def gap(self, key: Key) -> dt.timedelta:
        """The least time between two messages of this chat."""
        del key
        return dt.timedelta()


class Lanes:
    """The lanes of one direction and the table of their messages."""

    def __init__(
        self,
        database: Database,
        direction: Direction,
        messages: Table,
        lease: dt.timedelta,
        pace: Pace | None = None,
    ) -> None:
        self._database = database
        self._direction = direction
        self._messages = messages
        self._lease = lease
        self._pace = pace or Pace()
        self._left: Sequence[Door] = ()
        self._swept_at = LONG_AGO

    def claim(self, now: dt.datetime, platforms: Collection[str]) -> Leased | None:
        """Lease the lane that has waited longest, one workspace after the other; take its oldest message.

        Only lanes of these platforms: another process may hold the rest of the channels.
        """
        for look in (self._seen_before, self._peek):
            doors = [each for each in look(now, platforms) if each.platform in platforms]
            for number, door in enumerate(doors):
                leased = self._claim_at(door, now) if self._pace.may(door, now) else None
                if leased is not None:
                    self._pace.spend(door)
                    self._left = (*doors[number + 1 :], door)
                    return leased
        return None

    def finish(self, hold: Hold, values: Values, *, not_before: dt.datetime | None = None) -> bool:
        """Settle the message and free its lane; refused (False) when the lease was lost meanwhile."""
        with self._database.writing() as connection:
            return self.finish_in(Transaction(connection, hold.workspace_id), hold, values, not_before)

    def finish_in(
        self, here: Transaction, hold: Hold, values: Values, not_before: dt.datetime | None = None
    ) -> bool:
        """The same as part of a running transaction.

        The lane is locked in a statement of its own: only what is read after that surely sees the messages
        of those who held the lock before, and a lane is never put to sleep over one of them.
        """
        lane = here.first(here.select(LANE, *self._at(hold.key)), lock=True)
        if lane is None or lane["epoch"] != hold.epoch:
            return False
        if values:
            here.update(self._messages, values, hold.message)
        self._free(here, hold.key, {} if not_before is None else {"gap_until": not_before})
        return True

    def sweep(self) -> int:
        """Wake lanes that sleep over a waiting message; there should be none. Returns how many there were."""
        c = self._messages.c
        waiting = select(c.workspace_id, c.platform, c.team, c.chat).where(stands(c.state, WAITING))
        lane = tuple_(_l.workspace_id, _l.platform, _l.team, _l.chat)
        same = tuple_(c.workspace_id, c.platform, c.team, c.chat) == lane
        oldest = select(func.min(c.at)).where(same, stands(c.state, WAITING)).scalar_subquery()
        asleep = and_(_l.direction == self._direction, _l.ready_at.is_(None), lane.in_(waiting))
        with self._database.writing() as connection:
            return connection.execute(update(LANE).where(asleep).values(ready_at=oldest)).rowcount

    def _seen_before(self, _now: dt.datetime, _platforms: Collection[str]) -> Sequence[Door]:
        doors, self._left = self._left, ()
        return doors

    def _peek(self, now: dt.datetime, platforms: Collection[str]) -> Sequence[Door]:
        if now - self._swept_at >= SWEEP_EVERY:
            self._swept_at = now
            self.sweep()
        door = (_l.workspace_id, _l.platform, _l.team)
        due = (
            select(*door)
            .where(self._due(now), _l.platform.in_(platforms))
            .group_by(*door)
            .order_by(func.min(_l.ready_at))
            .limit(MOST_DOORS)
        )
        with self._database.reading() as connection:
            return [Door(WorkspaceId(each[0]), each[1], each[2]) for each in connection.execute(due)]

    def _claim_at(self, door: Door, now: dt.datetime) -> Leased | None:
        bot = (_l.platform == door.platform, _l.team == door.team)
        with self._database.writing() as connection:
            here = Transaction(connection, door.workspace_id)
            due = here.select(LANE, self._due(now), *bot).order_by(_l.ready_at)
            while (lane := here.first(due, lock=True, skip=True)) is not None:
                key = (lane["platform"], lane["team"], lane["chat"])
                message = self._oldest(here, key)
                if message is None:
                    self._free(here, key, {})
                    continue
                return self._lease_out(here, lane, key, message, now)
        return None

    def _lease_out(
        self, here: Transaction, lane: RowMapping, key: Key, message: RowMapping, now: dt.datetime
    ) -> Leased:
        epoch = lane["epoch"] + 1
        until = {"leased_until": now + self._lease, "gap_until": now + self._pace.gap(key)}
        here.update(LANE, until | {"epoch": epoch}, *self._at(key))
        this = self._messages.c.place == message["place"]
        here.update(self._messages, {"tries": message["tries"] + 1}, *self._in(key), this)
        return Leased(here.workspace_id, message, epoch)

    def _free(self, here: Transaction, key: Key, values: Values) -> None:
        """End the lease of a locked lane and say whether something still waits in it."""
        oldest = self._oldest(here, key)
        ready_at = None if oldest is None else oldest["at"]
        here.update(LANE, {"ready_at": ready_at, "leased_until": LONG_AGO, **values}, *self._at(key))

    def _oldest(self, here: Transaction, key: Key) -> RowMapping | None:
        waiting = here.select(self._messages, *self._in(key), stands(self._messages.c.state, WAITING))
        return here.first(waiting.order_by(self._messages.c.place))

    def _due(self, now: dt.datetime) -> ColumnElement[bool]:
        free = and_(_l.leased_until <= now, _l.gap_until <= now)
        return and_(_l.direction == self._direction, _l.ready_at.is_not(None), free)

    def _at(self, key: Key) -> tuple[ColumnElement[bool], ...]:
        platform, team, chat = key
        return (_l.direction == self._direction, _l.platform == platform, _l.team == team, _l.chat == chat)

    def _in(self, key: Key) -> tuple[ColumnElement[bool], ...]:
        platform, team, chat = key
        c = self._messages.c
        return (c.platform == platform, c.team == team, c.chat == chat)


def lengthen(
    here: Transaction, direction: Direction, queued: Mapping[Key, tuple[int, dt.datetime]]
) -> dict[Key, int]:
    """Make place in each lane for so many messages, the first of that instant; the number before it.

    Locks the lanes, in one order, until the end of the transaction: whoever finishes a message there
    meanwhile waits, and then sees the new ones.
    """
    keys = [each.name for each in LANE.primary_key]
    statement = inserting(here.connection, LANE)
    fresh = statement.excluded
    longer = {"tail": _l.tail + fresh.tail, "ready_at": func.coalesce(_l.ready_at, fresh.ready_at)}
    merged = statement.on_conflict_do_update(index_elements=keys, set_=longer)
    upsert = merged.returning(_l.platform, _l.team, _l.chat, _l.tail)
    before: dict[Key, int] = {}
    for some in chunks(sorted(queued)):
        rows = [_row(here.workspace_id, direction, each, *queued[each]) for each in some]
        tails = here.connection.execute(upsert, rows)
        before |= {(p, t, c): tail - queued[p, t, c][0] for p, t, c, tail in tails}
    return before


def _row(
    workspace: WorkspaceId, direction: Direction, key: Key, count: int, at: dt.datetime
) -> dict[str, Any]:
    platform, team, chat = key
    return {
        "workspace_id": workspace,
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
