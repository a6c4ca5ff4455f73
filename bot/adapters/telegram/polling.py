"""Fetching updates: stored first, confirmed afterwards."""

import asyncio
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from telegram import Bot
from telegram.error import Conflict, RetryAfter, TelegramError
from telegram.request import BaseRequest

from bot.adapters.telegram.faults import described, seconds
from bot.adapters.telegram.front import Front
from bot.adapters.telegram.updates import WANTED, id_of
from bot.domain.errors import TryAgain

log = logging.getLogger(__name__)

AT_ONCE = 100
PATIENCE = 10
"""Seconds an answer may come late after a long poll."""
CONFLICT = (
    "Telegram gives our updates to somebody else (409): another program polls with this token, or has set a "
    "webhook. Stop it, or get this one a bot of its own."
)


class Stuck(Exception):
    """Telegram sent updates that cannot be confirmed, and would send them again at once."""


@dataclass(slots=True, kw_only=True)
class Pause:
    """Waits double from `least` to `most` seconds, until something works again."""

    least: float = 1.0
    most: float = 30.0
    _next: float = 0.0

    async def take(self, at_least: float = 0.0) -> None:
        self._next = min(self.most, max(self.least, self._next))
        await asyncio.sleep(max(self._next, at_least))
        self._next *= 2

    def over(self) -> None:
        self._next = 0.0


@dataclass(slots=True, kw_only=True)
class Polling:
    """Our own loop, since the library's confirms what it has only queued in memory; `line` is its own."""

    bot: Bot
    line: BaseRequest
    front: Front
    pause: Pause
    wait: int = 25
    _offset: int = 0

    async def run(self) -> None:
        """Fetch until cancelled."""
        while True:
            try:
                await self._once()
            except Conflict:
                log.warning(CONFLICT)
                await self.pause.take()
            except RetryAfter as fault:
                await self.pause.take(seconds(fault))
            except (TelegramError, TryAgain, Stuck) as fault:
                log.warning("no updates from Telegram, trying again: %s", self._described(fault))
                await self.pause.take()
            else:
                self.pause.over()

    async def _once(self) -> None:
        updates = await self._fetch()
        await self.front.take(updates)
        known = [number for each in updates if (number := id_of(each)) is not None]
        before = self._offset
        self._offset = max([before, *(number + 1 for number in known)])
        if updates and self._offset == before:
            raise Stuck(f"{len(updates)} updates without a number")

    async def _fetch(self) -> Sequence[Any]:
        """The updates as they came: one that the library cannot read must not hold up the others."""
        asked = {"timeout": self.wait, "limit": AT_ONCE, "allowed_updates": json.dumps(WANTED)}
        if self._offset:
            asked["offset"] = self._offset
        url = f"{self.bot.base_url}/getUpdates?{urlencode(asked)}"
        found: Any = await self.line.post(url, read_timeout=self.wait + PATIENCE)
        return found if isinstance(found, list) else []

    def _described(self, fault: Exception) -> str:
        return described(fault, self.bot.token) if isinstance(fault, TelegramError) else repr(fault)
