"""The composition root: builds everything by constructor arguments, and starts and stops it."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import Protocol

from apscheduler.schedulers.background import BackgroundScheduler
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot import language
from bot.adapters import clock as ticking
from bot.adapters.inbox import Pump, Read
from bot.adapters.outbox import Delivery
from bot.adapters.store import SqlStore
from bot.adapters.workdays import Workdays
from bot.config import Settings
from bot.conversation import Conversation
from bot.domain.base import Command, vocabulary
from bot.domain.calendar import WorkCalendar
from bot.domain.chat import Card, Incoming, Platform
from bot.domain.ports import Arrival, Channel
from bot.domain.routines import SendDigests, SendDueReminders, WatchPromises

log = logging.getLogger(__name__)

TICKS: dict[str, Command] = {
    "0 * * * * *": SendDueReminders(),
    "10 */5 * * * *": WatchPromises(),
    "20 */5 * * * *": SendDigests(),
}


class Side(Protocol):
    """One platform as the rest sees it: how to read it, how to write to it, its routes and its loops."""

    read: Read
    channel: Channel
    routes: Sequence[BaseRoute]
    loops: Sequence[Callable[[], Awaitable[None]]]


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True, kw_only=True)
class App:
    """One running bot: the store, the road, the pump, the delivery and the platforms."""

    settings: Settings
    store: SqlStore
    conversation: Conversation
    pump: Pump
    delivery: Delivery
    sides: dict[Platform, Side]

    def receive(self, incoming: Incoming) -> Card | None:
        card = self.conversation.receive(incoming)
        self.delivery.wake()
        return card

    def accept(self, arrivals: Sequence[Arrival]) -> None:
        """Store what came in, each in its sender's workspace, before anybody acknowledges it."""
        self.store.inbox.put([self._housed(each) for each in arrivals])
        self.pump.wake()

    def tick(self, command: Command) -> None:
        """Carry a routine out in every workspace; one that fails does not stop the others."""
        for workspace in self.store.workspaces():
            self.conversation.routine(workspace, command)
        self.delivery.wake()

    def asgi(self) -> Starlette:
        """The one web application: health, the web chat, and every platform's webhooks."""
        routes: list[BaseRoute] = [Route("/health", _health), Route("/ready", self._ready)]
        for side in self.sides.values():
            routes += side.routes
        return Starlette(routes=routes, lifespan=self._lifespan)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Everything that works in the background, from start to an orderly end."""
        loops = [self.delivery.run, *(loop for side in self.sides.values() for loop in side.loops)]
        self.pump.start()
        tasks = [asyncio.create_task(loop()) for loop in loops]  # type: ignore[arg-type]
        scheduler: BackgroundScheduler = ticking.start(TICKS, self.tick)
        try:
            yield
        finally:
            scheduler.shutdown(wait=False)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await asyncio.to_thread(self.pump.stop)

    @contextlib.asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        async with self.running():
            yield

    def _housed(self, arrival: Arrival) -> Arrival:
        behind = self.store.behind(arrival.sender) if arrival.sender else None
        return replace(arrival, workspace_id=behind.workspace_id) if behind else arrival

    async def _ready(self, _request: Request) -> Response:
        await asyncio.to_thread(self.store.workspaces)
        return PlainTextResponse("ready")


async def _health(_request: Request) -> Response:
    return PlainTextResponse("ok")


@cache
def calendar_of(country: str) -> WorkCalendar:
    return Workdays(country)


def build(settings: Settings, clock: Callable[[], datetime] = utc_now) -> App:
    """The whole bot for these settings, ready to start; the database is migrated already."""
    store = SqlStore(settings.database_url, vocabulary=vocabulary, keys_of=language.keys_of)
    conversation = Conversation(
        store=store,
        understand=language.understand,
        calendars=lambda workspace: calendar_of(workspace.country),
        clock=clock,
    )
    return assemble(settings, store, conversation)
