"""Delivery: takes cards from the outbox, composes pushes, sends them, retries, and gives up loudly."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from bot.domain.chat import Card, Platform
from bot.domain.errors import Rejected, SendFailed, SlowDown, TryAgain, Unreachable, surviving
from bot.domain.mail import Channel, Compose, Departure, Outbox

log = logging.getLogger(__name__)


class Sends(Protocol):
    """The part of a platform that delivery needs."""

    @property
    def channel(self) -> Channel: ...


POLL_SECONDS = 1.0
AT_ONCE = 16
LONGEST_WAIT = timedelta(minutes=15)
MOST_DOUBLINGS = 10
PATIENCE = timedelta(days=1)
"""How long a card waits for a platform that is away."""
MOST_TRIES = 8
"""Tries of a card on which our own code breaks."""
LONGEST_SEND = 50.0
"""Seconds; a little less than the lease of a card, after which another process would send it."""
MARK_AGAIN = (0.2, 1.0, 3.0)
PASSING = (SendFailed, TryAgain, OSError)

Mark = Callable[[], None]
"""Writes into the outbox what became of a card."""


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
        """Send it, then mark what came of it: a mark that is missing would send it once more."""
        await self._marked(departure, await self._outcome(departure))

    async def _outcome(self, departure: Departure) -> Mark:
        """What is to be marked after one try."""
        try:
            with surviving(log, "card %s cannot be sent", departure.id, but=PASSING) as survived:
                async with asyncio.timeout(LONGEST_SEND):
                    return await self._gone(departure)
        except SlowDown as fault:
            until = self.clock() + timedelta(seconds=fault.seconds)
            return partial(self.outbox.later, departure, until, everywhere=fault.everywhere)
        except Unreachable:
            return partial(self.outbox.unreachable, departure)
        except PASSING as fault:
            return self._again(departure, fault, hopeless=self.clock() - departure.at > PATIENCE)
        return self._again(departure, survived.fault, hopeless=departure.tries >= MOST_TRIES)

    async def _gone(self, departure: Departure) -> Mark:
        card = await asyncio.to_thread(self._card, departure)
        if card is None:
            return partial(self.outbox.failed, departure, "nothing left to say")
        side = self.sides[departure.outgoing.address.platform]
        return partial(self.outbox.sent, departure, await side.channel.send(departure.outgoing, card))

    def _again(self, departure: Departure, fault: Exception | None, *, hopeless: bool) -> Mark:
        """Later, with growing pauses; given up loudly when there is no hope."""
        if hopeless or isinstance(fault, Rejected):
            log.error("gave up card %s to %s: %r", departure.id, departure.outgoing.address, fault)
            return partial(self.outbox.failed, departure, repr(fault))
        wait = min(LONGEST_WAIT, timedelta(seconds=2 ** min(departure.tries, MOST_DOUBLINGS)))
        return partial(self.outbox.later, departure, self.clock() + wait)

    async def _marked(self, departure: Departure, mark: Mark) -> None:
        for wait in MARK_AGAIN:
            try:
                return await asyncio.to_thread(mark)
            except TryAgain:
                await asyncio.sleep(wait)
        log.error("what became of card %s could not be kept; it goes out again", departure.id)
        return None

    def _card(self, departure: Departure) -> Card | None:
        """What to send; what a push became is kept, for the history of its chat."""
        card = self.compose(departure.workspace_id, departure.outgoing)
        if departure.outgoing.push is not None:
            self.outbox.composed(departure, card)
        return card
