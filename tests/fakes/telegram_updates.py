"""Updates on their way to the bot: kept until confirmed by a higher offset or by a webhook's 200."""

import asyncio
import threading
from dataclasses import dataclass, field

import aiohttp

from tests.fakes.schema import Json

_IDLE, _FIRST_PAUSE, _LONGEST_PAUSE = 0.005, 0.05, 1.0
_ANSWER_SECONDS = 10


@dataclass(frozen=True)
class Delivery:
    """One webhook attempt; status 0 means that nobody answered."""

    update_id: int
    status: int


@dataclass
class Updates:
    pending: list[Json] = field(default_factory=list)
    next_id: int = 1000
    allowed: list[str] = field(default_factory=list)
    polls: int = 0
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def push(self, kind: str, body: Json) -> int:
        """Queue an update unless the bot asked not to get its kind; the update's id."""
        with self._lock:
            self.next_id += 1
            if not self.allowed or kind in self.allowed:
                self.pending.append({"update_id": self.next_id, kind: body})
            return self.next_id

    def push_raw(self, update: Json) -> None:
        """Queue an update as it is, broken or old."""
        with self._lock:
            self.pending.append(update)

    def confirm(self, update: Json) -> None:
        with self._lock:
            self.pending.remove(update)

    def take(self, offset: int, limit: int) -> list[Json]:
        with self._lock:
            if offset < 0:
                self.pending = self.pending[offset:]
            elif offset:
                self.pending = [
                    update for update in self.pending if update.get("update_id", offset) >= offset
                ]
            return self.pending[:limit]

    async def poll(self, payload: Json) -> list[Json] | None:
        """A long poll; None when a newer one took over (the real server answers 409)."""
        self.polls += 1
        mine, loop = self.polls, asyncio.get_running_loop()
        deadline = loop.time() + payload.get("timeout", 0)
        offset, limit = payload.get("offset", 0), payload.get("limit", 100)
        while not (found := self.take(offset, limit)) and loop.time() < deadline:
            await asyncio.sleep(_IDLE)
            if mine != self.polls:
                return None
        return found


@dataclass
class Webhook:
    """Posts each update until it is answered with 2xx, in order."""

    updates: Updates
    url: str = ""
    secret: str | None = None
    deliveries: list[Delivery] = field(default_factory=list)

    async def run(self) -> None:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(_ANSWER_SECONDS)) as session:
            pause = _FIRST_PAUSE
            while True:
                if not (self.url and self.updates.pending):
                    await asyncio.sleep(_IDLE)
                elif await self._delivered(session, self.updates.pending[0]):
                    pause = _FIRST_PAUSE
                else:
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, _LONGEST_PAUSE)

    async def _delivered(self, session: aiohttp.ClientSession, update: Json) -> bool:
        status = await self._post(session, update)
        self.deliveries.append(Delivery(update.get("update_id", 0), status))
        done = status // 100 == 2
        if done:
            self.updates.confirm(update)
        return done

    async def _post(self, session: aiohttp.ClientSession, update: Json) -> int:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        try:
            async with session.post(self.url, json=update, headers=headers) as answer:
                return answer.status
        except (aiohttp.ClientError, TimeoutError):
            return 0
