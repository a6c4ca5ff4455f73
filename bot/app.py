"""The composition root: builds everything by constructor arguments, and starts and stops it."""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot import language
from bot.adapters import clock as ticking
from bot.adapters.inbox import Pump, Read
from bot.adapters.outbox import Delivery
from bot.adapters.store import SqlStore
from bot.adapters.web import Demo, WebChat
from bot.adapters.workdays import Workdays
from bot.config import Settings
from bot.conversation import Conversation
from bot.domain.base import Command, MemberId, WorkspaceId, new_id, vocabulary
from bot.domain.calendar import WorkCalendar
from bot.domain.chat import Card, Incoming, Platform
from bot.domain.people import Language, Member, Workspace, web_seat
from bot.domain.ports import Arrival, Channel
from bot.domain.routines import SendDigests, SendDueReminders, WatchPromises
from bot.glance import Glance
from bot.handlers import story

log = logging.getLogger(__name__)

ROUTINES: Mapping[str, Command] = {
    "0 * * * * *": SendDueReminders(),
    "10 */5 * * * *": WatchPromises(),
    "20 */5 * * * *": SendDigests(),
}
SWEEPS = "30 * * * * *"
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SECRET_FILE = "secret.key"  # noqa: S105  (its name, not the secret)


class Side(Protocol):
    """One platform as the rest sees it: how to read it, how to write to it, its routes and its loops."""

    @property
    def read(self) -> Read: ...
    @property
    def channel(self) -> Channel: ...
    @property
    def routes(self) -> Sequence[Any]: ...
    @property
    def loops(self) -> Sequence[Callable[[], Awaitable[None]]]: ...


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True, kw_only=True)
class App:
    """One running bot: the store, the road, and the platforms that were given a token."""

    settings: Settings
    store: SqlStore
    conversation: Conversation
    glance: Glance
    clock: Callable[[], datetime]
    sides: dict[Platform, Side] = field(default_factory=dict)
    pump: Pump = field(init=False)
    delivery: Delivery = field(init=False)

    def __post_init__(self) -> None:
        self.pump = Pump(inbox=self.store.inbox, sides=self.sides, receive=self.receive, clock=self.clock)
        self.delivery = Delivery(
            outbox=self.store.outbox, compose=self.conversation.compose, sides=self.sides, clock=self.clock
        )

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
            try:
                self.conversation.routine(workspace, command)
            except Exception:
                log.exception("a routine failed in workspace %s", workspace)
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
        tasks = [asyncio.create_task(_looped(loop)) for loop in loops]
        for task in tasks:
            task.add_done_callback(_tell_why)
        scheduler = ticking.start([*self._routines(), (SWEEPS, self.sweep)])
        try:
            yield
        finally:
            scheduler.shutdown(wait=False)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await asyncio.to_thread(self.pump.stop)
            self.store.close()

    @property
    def web(self) -> WebChat:
        side = self.sides[Platform.WEB]
        assert isinstance(side, WebChat)  # noqa: S101
        return side

    def seat(self, workspace: WorkspaceId, member: Member, platform: Platform) -> str:
        """The member's user on a platform of our own, linked now if it was not."""
        with self.store.work(workspace) as work:
            if not any(each.platform is platform for each in work.people.links(member.id)):
                work.add(replace(web_seat(member, new_id()), platform=platform, linked_at=LONG_AGO))
        return member.id

    def sweep(self) -> None:
        """Find what was missed: a chat whose turn was lost gets it back."""
        if self.store.inbox.sweep() + self.store.outbox.sweep():
            self.pump.wake()
            self.delivery.wake()

    def load_story(self) -> bool:
        """Load the demo story into an empty database; False when somebody lives there already."""
        if self.store.workspaces():
            return False
        now = self.clock()
        with self.store.work(story.DEMO) as work:
            work.add(story.workspace(now))
            story.load(work, now)
        return True

    @contextlib.asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        async with self.running():
            yield

    def _routines(self) -> list[tuple[str, Callable[[], None]]]:
        return [(when, partial(self.tick, command)) for when, command in ROUTINES.items()]

    def _housed(self, arrival: Arrival) -> Arrival:
        behind = self.store.behind(arrival.sender) if arrival.sender else None
        return replace(arrival, workspace_id=behind.workspace_id) if behind else arrival

    async def _ready(self, _request: Request) -> Response:
        await asyncio.to_thread(self.store.workspaces)
        return PlainTextResponse("ready")


async def _health(_request: Request) -> Response:
    return PlainTextResponse("ok")


async def _looped(loop: Callable[[], Awaitable[None]]) -> None:
    await loop()


def _tell_why(task: asyncio.Task[None]) -> None:
    """A loop that ends by itself is said loudly: that channel is dead until the next start."""
    if not task.cancelled() and (fault := task.exception()):
        log.critical("a channel's loop ended: %r", fault, exc_info=fault)


@cache
def calendar_of(country: str) -> WorkCalendar:
    return Workdays(country)


def build(settings: Settings, clock: Callable[[], datetime] = utc_now) -> App:
    """The whole bot for these settings, ready to start; the database is migrated already."""
    store = SqlStore(settings.database_url, vocabulary=vocabulary, keys_of=language.keys_of)

    def calendars(workspace: Workspace) -> WorkCalendar:
        return calendar_of(workspace.country)

    def way_in(member: MemberId) -> str:
        return app.web.way_in(member)

    conversation = Conversation(
        store=store,
        understand=language.understand,
        calendars=calendars,
        clock=clock,
        way_in=way_in,
    )
    glance = Glance(store=store, calendars=calendars, clock=clock)
    app = App(settings=settings, store=store, conversation=conversation, glance=glance, clock=clock)
    app.sides[Platform.WEB] = web(app)
    if settings.telegram:
        app.sides[Platform.TELEGRAM] = telegram(app)
    if settings.slack:
        app.sides[Platform.SLACK] = slack(app)
    return app


def web(app: App) -> WebChat:
    """The web chat; in the demo its people sit side by side, else everybody needs a signed link."""
    return WebChat(
        accept=app.accept,
        behind=app.store.behind,
        history=app.store.history,
        words=partial(language.words, "web"),
        clock=app.clock,
        secret=secret_of(app.settings.data),
        demo=demo_of(app),
        public_url=app.settings.local_url,
    )


def demo_of(app: App) -> Demo | None:
    """Whose chats stand open: nobody's where others reach us, or once a team of one's own lives here."""
    if not app.settings.demo or app.settings.host not in LOOPBACK:
        return None

    def people() -> Sequence[str]:
        return story.SEATS if set(app.store.workspaces()) == {story.DEMO} else ()

    return Demo(people=people, suggest=lambda behind: language.questions(behind.member))


def telegram(app: App) -> Side:
    """Telegram, imported only now: its library costs a second that others need not wait."""
    side: Side = import_module("bot.adapters.telegram.app").side(
        app.settings.telegram,
        accept=app.accept,
        public_url=app.settings.public_url,
        words=language.phrases,
        commands={each: language.menu(each) for each in Language},
        inline=app.glance.accounts,
        clock=app.clock,
    )
    return side


def slack(app: App) -> Side:
    """Slack, imported only now, for the same reason; with a client id teams install it themselves."""
    client_id = app.settings.slack.client_id if app.settings.slack else ""
    store = import_module("bot.adapters.store.slack_installations")
    side: Side = import_module("bot.adapters.slack.app").side(
        app.settings.slack,
        accept=app.accept,
        public_url=app.settings.public_url,
        slashes=language.slashes(),
        home=app.glance.home,
        form=app.glance.form,
        form_behind=app.glance.form_behind,
        registry=store.slack_installations(app.store.engine, client_id) if client_id else None,
        clock=app.clock,
    )
    return side


def secret_of(data: Path) -> str:
    """The secret behind sign-in links, made once and readable by this user only."""
    path = data / SECRET_FILE
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(32), "utf-8")
    return path.read_text("utf-8").strip()
