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

from bot import language, nightly
from bot.adapters import clock as ticking
from bot.adapters import sheets
from bot.adapters.inbox import Pump, Read
from bot.adapters.outbox import Delivery
from bot.adapters.pictures import png_of
from bot.adapters.store import SqlStore
from bot.adapters.web import Demo, WebChat
from bot.adapters.workdays import Workdays
from bot.config import Settings
from bot.conversation import Conversation
from bot.domain.alerts import SendAlerts
from bot.domain.base import Command, CustomerId, MemberId, Result, WorkspaceId, new_id, vocabulary
from bot.domain.calendar import WorkCalendar
from bot.domain.chat import Address, Card, Identity, Incoming, Platform
from bot.domain.errors import Refusal, TryAgain, surviving
from bot.domain.mail import Arrival, Channel
from bot.domain.ownership import RecyclePool, SendNews
from bot.domain.people import LOBBY, Language, Member, Workspace, web_seat
from bot.domain.routines import (
    RoutineDone,
    SendDigests,
    SendDueReminders,
    WatchCases,
    WatchMeetings,
    WatchPromises,
    WatchQuotes,
)
from bot.domain.scoring import ScoreAccounts
from bot.domain.summaries import SendSummaries
from bot.glance import Glance
from bot.handlers import Ways, story

log = logging.getLogger(__name__)

ROUTINES: Mapping[str, Command] = {
    "0 * * * * *": SendDueReminders(),
    "10 */5 * * * *": WatchPromises(),
    "20 */5 * * * *": SendDigests(),
    "50 * * * * *": WatchMeetings(),
    "30 */5 * * * *": SendNews(),
    "25 */5 * * * *": SendAlerts(),
    "40 */5 * * * *": WatchCases(),
    "50 */5 * * * *": WatchQuotes(),
    "50 5 * * * *": RecyclePool(),
    "5 */10 * * * *": ScoreAccounts(),
    "15 */5 * * * *": SendSummaries(),
}
SWEEPS = "30 * * * * *"
PURGES = "40 17 19 * * *"
"""At night in China, where most teams are, and not on the hour."""
LOOP_REST = 5.0
WORKDAYS_FILE = "workdays.csv"
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SECRET_FILE = "secret.key"  # noqa: S105  (its name, not the secret)


class EmptySecretError(ValueError):
    """The file of the signing secret is empty; delete it, and a new one is made at the next start."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: {type(self).__doc__}")


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
    web: WebChat = field(init=False)
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
            with surviving(log, "a routine failed in workspace %s", workspace):
                self._carry_out(workspace, command)
        self.delivery.wake()

    def _carry_out(self, workspace: WorkspaceId, command: Command) -> None:
        step = partial(self.conversation.routine, workspace, command)
        if isinstance(command, ScoreAccounts):
            nightly.sweep(step)
            return
        while _goes_on(step()):
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
        scheduler = ticking.start([*self._routines(), (SWEEPS, self.sweep), (PURGES, self.purge)])
        try:
            yield
        finally:
            await asyncio.to_thread(scheduler.shutdown)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await asyncio.to_thread(self.pump.stop)
            self.store.close()

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

    def purge(self) -> None:
        """Throw away what has served its purpose long ago."""
        self.store.purge(self.clock())

    def spend(self, user: str, nonce: str) -> bool:
        """Whether a sign-in link is used for the first time; the inbox remembers it, as it does every event."""
        link = Incoming(
            event=f"in:{nonce}",
            at=self.clock(),
            sender=Identity(Platform.WEB, "", user),
            address=Address(Platform.WEB, "", user),
        )
        with self.store.work(LOBBY) as lobby:
            return lobby.mailbox.first_time(link)

    def spent(self, nonce: str) -> bool:
        return self.store.handled(LOBBY, Platform.WEB, f"in:{nonce}")

    def take_out(self, user: str, customer: str) -> bytes | None:
        """The file with all there is about a customer; None for whom may not (any more) have it."""
        seat = Identity(Platform.WEB, "", user)
        behind = self.store.behind(seat)
        try:
            tables = self.glance.take_out(seat, CustomerId(customer))
        except Refusal:
            return None
        return sheets.archive(tables, chinese=behind is not None and behind.member.language is Language.ZH)

    def load_story(self) -> bool:
        """Load the demo story into an empty database; False when somebody lives there already."""
        if self.store.workspaces():
            return False
        now = self.clock()
        with self.store.work(story.DEMO) as work:
            work.add(story.workspace(now))
            story.load(work, now)
        while _goes_on(self.conversation.routine(story.DEMO, ScoreAccounts(begin=True))):
            pass
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
        try:
            await asyncio.to_thread(self.store.workspaces)
        except TryAgain:
            return PlainTextResponse("the database does not answer", 503)
        return PlainTextResponse("ready")


def _goes_on(result: Result) -> bool:
    return isinstance(result, RoutineDone) and result.more


async def _health(_request: Request) -> Response:
    return PlainTextResponse("ok")


async def _looped(loop: Callable[[], Awaitable[None]]) -> None:
    """Until it ends by itself; one that breaks begins again, for its channel would be dead without it."""
    while True:
        with surviving(log, "a channel's loop broke; it begins again") as survived:
            await loop()
        if survived.fault is None:
            return
        await asyncio.sleep(LOOP_REST)


@cache
def calendar_of(country: str, data: Path) -> WorkCalendar:
    """The country's working days; `workdays.csv` in the data folder tells what the package does not know."""
    overrides = data / WORKDAYS_FILE
    return Workdays(country, overrides if overrides.exists() else None)


def build(settings: Settings, clock: Callable[[], datetime] = utc_now) -> App:
    """The whole bot for these settings, ready to start; the database is migrated already."""
    store = SqlStore(
        settings.database_url,
        vocabulary=vocabulary,
        keys_of=language.keys_of,
        forms_of=language.forms_of,
    )

    def calendars(workspace: Workspace) -> WorkCalendar:
        return calendar_of(workspace.country, settings.data)

    def into(member: MemberId) -> str:
        return app.web.way_in(member)

    def out(member: MemberId, customer: CustomerId) -> str:
        return app.web.way_out(member, customer)

    def board(member: MemberId) -> str:
        return app.web.way_in(member, "board")

    conversation = Conversation(
        store=store,
        understand=language.understand,
        calendars=calendars,
        clock=clock,
        ways=Ways(into, out, board),
        inquire=second_reader(settings),
    )
    glance = Glance(store=store, calendars=calendars, clock=clock)
    app = App(settings=settings, store=store, conversation=conversation, glance=glance, clock=clock)
    app.web = app.sides[Platform.WEB] = web(app)
    if settings.telegram:
        app.sides[Platform.TELEGRAM] = telegram(app)
    if settings.slack:
        app.sides[Platform.SLACK] = slack(app)
    return app


def second_reader(settings: Settings) -> language.Inquire | None:
    """A language model for what the rules are unsure of; None, and nothing imported, unless it is configured."""
    if settings.llm is None:
        return None
    known = vocabulary()
    commands = {name: known[name] for name in language.ASKABLE}
    consult = import_module("bot.adapters.extractor").Extractor(settings.llm, commands)
    return partial(language.inquiry, understand=language.understand, consult=consult)


def web(app: App) -> WebChat:
    """The web chat; in the demo its people sit side by side, else everybody needs a signed link."""
    return WebChat(
        accept=app.accept,
        behind=app.store.behind,
        history=app.store.history,
        board=app.glance.board,
        words=partial(language.words, "web"),
        clock=app.clock,
        draw=png_of,
        secret=secret_of(app.settings.data),
        spend=app.spend,
        spent=app.spent,
        take_out=app.take_out,
        demo=demo_of(app),
        public_url=app.settings.local_url,
    )


def demo_of(app: App) -> Demo | None:
    """Whose chats stand open: nobody's where others reach us, or once a team of one's own lives here."""
    reached = app.settings.public_url or app.settings.host not in LOOPBACK
    if reached or not app.settings.demo:
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
        draw=png_of,
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
        draw=png_of,
    )
    return side


def secret_of(data: Path) -> str:
    """The secret behind sign-in links, made once and readable by this user only.

    It appears under its name only when it is whole: with an empty one everybody could make links.
    """
    path = data / SECRET_FILE
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        fresh = data / f".{SECRET_FILE}.{new_id()}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(32), "utf-8")
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(fresh)
        fresh.unlink()
    kept = path.read_text("utf-8").strip()
    if not kept:
        raise EmptySecretError(path)
    return kept
