"""Senders: which process sends for a bot, and how fast.

A bot's limit counts over all chats and workspaces, so its row stands in the lobby. It is the lease of the one
process that sends for it; that process keeps the spacing itself, in a token bucket.
"""

import datetime as dt
from dataclasses import dataclass, field

from sqlalchemy import or_

from bot.adapters.store.columns import Row, id_part, instant, table_of, words
from bot.adapters.store.engine import Database
from bot.adapters.store.lanes import LONG_AGO, Door, Key, Pace
from bot.adapters.store.transaction import Transaction
from bot.domain.base import new_id
from bot.domain.chat import Platform
from bot.domain.people import LOBBY

A_SECOND = 25.0
EVERY_SECOND, EVERY_THREE = dt.timedelta(seconds=1), dt.timedelta(seconds=3)
BURST = 5.0
PACED = frozenset({Platform.TELEGRAM, Platform.SLACK})
ASK_AGAIN = dt.timedelta(seconds=1)
"""How long another process's bot is left alone before asking again."""
Bot = tuple[str, str]
"""Platform and team."""


class SenderRow(Row, table=True):
    __tablename__ = "sender"

    platform: str = id_part()
    team: str = id_part()
    holder: str = words()
    leased_until: dt.datetime = instant()
    paused_until: dt.datetime = instant()


SENDER = table_of(SenderRow)
_s = SENDER.c


@dataclass(slots=True)
class Bucket:
    """What one process may still send for one bot; nothing before `ask_at` when it is not ours."""

    ask_at: dt.datetime
    ours: bool
    paused_until: dt.datetime
    filled_at: dt.datetime
    tokens: float

    def refill(self, now: dt.datetime) -> None:
        gained = max(0.0, (now - self.filled_at).total_seconds()) * A_SECOND
        self.tokens, self.filled_at = min(BURST, self.tokens + gained), max(now, self.filled_at)


@dataclass(slots=True)
class Senders(Pace):
    """The bots of this process; asked by one thread at a time."""

    database: Database
    lease: dt.timedelta
    holder: str = field(default_factory=new_id)
    _buckets: dict[Bot, Bucket] = field(default_factory=dict)

    def may(self, door: Door, now: dt.datetime) -> bool:
        """Whether this process may send a card for this bot now."""
        if door.platform not in PACED:
            return True
        bot = (door.platform, door.team)
        bucket = self._buckets.get(bot)
        if bucket is None or now >= bucket.ask_at:
            bucket = self._buckets[bot] = self._asked(*bot, now, bucket)
        bucket.refill(now)
        return bucket.ours and now >= bucket.paused_until and bucket.tokens >= 1

    def spend(self, door: Door) -> None:
        bucket = self._buckets.get((door.platform, door.team))
        if bucket is not None:
            bucket.tokens -= 1

    def gap(self, key: Key) -> dt.timedelta:
        """What the platforms ask for between two messages of a chat; Telegram's groups have negative ids."""
        platform, _, chat = key
        if platform not in PACED:
            return dt.timedelta()
        group = platform == Platform.TELEGRAM and chat.startswith("-")
        return EVERY_THREE if group else EVERY_SECOND

    def pause(self, here: Transaction, platform: str, team: str, until: dt.datetime) -> None:
        """Nothing for this bot until then, in whatever process."""
        lobby = Transaction(here.connection, LOBBY)
        lobby.update(SENDER, {"paused_until": until}, _s.platform == platform, _s.team == team)
        bucket = self._buckets.get((platform, team))
        if bucket is not None:
            bucket.paused_until = until

    def release(self) -> None:
        """Let another process send at once."""
        if self._buckets:
            with self.database.writing() as connection:
                Transaction(connection, LOBBY).update(
                    SENDER, {"leased_until": LONG_AGO}, _s.holder == self.holder
                )
            self._buckets.clear()

    def _asked(self, platform: str, team: str, now: dt.datetime, known: Bucket | None) -> Bucket:
        """Take or renew the lease; only a bot that nobody sent for before starts with a full bucket."""
        mine = {"holder": self.holder, "leased_until": now + self.lease}
        place = {"workspace_id": LOBBY, "platform": platform, "team": team, "paused_until": LONG_AGO}
        with self.database.writing() as connection:
            lobby = Transaction(connection, LOBBY)
            new = lobby.insert_new(SENDER, place | mine)
            free = or_(_s.holder == self.holder, _s.leased_until <= now)
            ours = lobby.update(SENDER, mine, _s.platform == platform, _s.team == team, free) == 1
            row = lobby.first(lobby.select(SENDER, _s.platform == platform, _s.team == team))
        paused_until = row["paused_until"] if row else LONG_AGO
        if not ours:
            return Bucket(now + ASK_AGAIN, ours=False, paused_until=paused_until, filled_at=now, tokens=0)
        held = known is not None and known.ours
        tokens, filled_at = (
            (known.tokens, known.filled_at) if known and held else (BURST if new else 0.0, now)
        )
        return Bucket(
            now + self.lease / 2, ours=True, paused_until=paused_until, filled_at=filled_at, tokens=tokens
        )
