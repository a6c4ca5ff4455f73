"""Delivery: takes cards from the outbox, composes pushes, sends them, retries, and gives up loudly."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.chat import Card, Platform
from bot.domain.errors import Rejected, SendFailed, SlowDown, TryAgain, Unreachable
from bot.domain.ports import Channel, Compose, Departure, Outbox

log = logging.getLogger(__name__)


class Sends(Protocol):
    """The part of a platform that delivery needs."""

    @property
    def channel(self) -> Channel: ...


POLL_SECONDS = 1.0
AT_ONCE = 16
MOST_TRIES = 8
LONGEST_WAIT = timedelta(minutes=15)


@dataclass(slots=True, kw_only=True)
class Delivery:
    """Sends what is due, many chats at once, one card at a time per chat."""

    outbox: Outbox
    compose: Compose
    sides: Mapping[Platform, Sends]
    clock: Callable[[], datetime]
    _due: asyncio.Event = field(default_factory=asyncio.Event)
    _flying: set[asyncio.Task[None]] = field(default_factory=set)
    _loop: asyncio.AbstractEventLoop | None = None

    def wake(self) -> None:
        """Look again now; safe from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._due.set)

    async def run(self) -> None:
        """Send until cancelled; cards in the air are finished first."""
        self._loop = asyncio.get_running_loop()
        try:
            while True:
                if not await self._launch():
                    await self._rest()
        finally:
            await asyncio.gather(*self._flying, return_exceptions=True)

    async def _launch(self) -> bool:
        if len(self._flying) >= AT_ONCE:
            return False
        try:
            departure = await asyncio.to_thread(self.outbox.claim, self.clock(), self.sides.keys())
        except TryAgain:
            return False
        if departure is None:
            return False
        task = asyncio.create_task(self._send(departure))
        self._flying.add(task)
        task.add_done_callback(self._landed)
        return True

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._flying.discard(task)
        self._due.set()

    async def _rest(self) -> None:
        try:
            await asyncio.wait_for(self._due.wait(), POLL_SECONDS)
        except TimeoutError:
            return
        finally:
            self._due.clear()

    async def _send(self, departure: Departure) -> None:
        side = self.sides[departure.outgoing.address.platform]
        try:
            card = await asyncio.to_thread(self._card, departure)
            if card is None:
                await self._after(self.outbox.failed, departure, "nothing left to say")
                return
            message = await side.channel.send(departure.outgoing, card)
            await self._after(self.outbox.sent, departure, message)
        except SlowDown as fault:
            until = self.clock() + timedelta(seconds=fault.seconds)
            await asyncio.to_thread(self.outbox.later, departure, until, everywhere=fault.everywhere)
        except Unreachable:
            await self._after(self.outbox.unreachable, departure)
        except (SendFailed, TryAgain, OSError) as fault:
            await self._retry(departure, fault)
        except Exception as fault:
            log.exception("card %s cannot be sent", departure.id)
            await self._retry(departure, fault)

    def _card(self, departure: Departure) -> Card | None:
        """What to send; what a push became is kept, for the history of its chat."""
        card = self.compose(departure.workspace_id, departure.outgoing)
        if departure.outgoing.push is not None:
            self.outbox.composed(departure, card)
        return card

    async def _retry(self, departure: Departure, fault: Exception) -> None:
        if departure.tries >= MOST_TRIES or isinstance(fault, Rejected):
            log.error("gave up card %s to %s: %r", departure.id, departure.outgoing.address, fault)
            await self._after(self.outbox.failed, departure, repr(fault))
            return
        wait = min(LONGEST_WAIT, timedelta(seconds=2**departure.tries))
        await asyncio.to_thread(self.outbox.later, departure, self.clock() + wait)

    async def _after(self, mark: Callable[..., None], *arguments: object) -> None:
        await asyncio.to_thread(mark, *arguments)
