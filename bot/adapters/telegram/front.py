"""The front door: updates are stored before they are acknowledged, however they came."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.adapters.telegram.inline import Inline
from bot.adapters.telegram.read import read
from bot.adapters.telegram.updates import Me, arrival_of
from bot.domain.mail import Accept, Arrival

log = logging.getLogger(__name__)


class NotReady(Exception):
    """We do not know our own name yet, so we cannot tell who is spoken to."""


@dataclass(slots=True, kw_only=True)
class Front:
    """Stores what is meant for us; inline queries, which wait for seconds only, are answered at once."""

    accept: Accept
    inline: Inline
    clock: Callable[[], datetime]
    me: Me | None = None
    _asking: set[asyncio.Task[None]] = field(default_factory=set)

    async def take(self, updates: Sequence[object]) -> None:
        """Store them; when this returns they may be acknowledged. TryAgain when they could not be stored."""
        if self.me is None:
            raise NotReady
        arrivals = [arrival for each in updates if (arrival := self._kept(each, self.me))]
        if arrivals:
            await asyncio.to_thread(self.accept, arrivals)
        for each in updates:
            if isinstance(each, dict) and "inline_query" in each:
                self._answer(each["inline_query"])

    async def close(self) -> None:
        await asyncio.gather(*self._asking, return_exceptions=True)

    def _kept(self, update: object, me: Me) -> Arrival | None:
        """None for what is not said to us: the talk of a group is never stored."""
        if isinstance(update, dict) and "inline_query" in update:
            return None
        arrival = arrival_of(update, me, self.clock())
        try:
            return arrival if read(arrival) else None
        except (KeyError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
            return arrival

    def _answer(self, query: object) -> None:
        task = asyncio.create_task(self.inline.answer(query))
        self._asking.add(task)
        task.add_done_callback(self._answered)

    def _answered(self, task: asyncio.Task[None]) -> None:
        self._asking.discard(task)
        fault = None if task.cancelled() else task.exception()
        if fault is not None:
            log.error("an inline query found no answer: %s", type(fault).__name__)
