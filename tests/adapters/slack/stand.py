"""A bot around the Slack side that keeps everything in memory and says little, over real sockets."""

import asyncio
import contextlib
import itertools
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import uvicorn
from starlette.applications import Starlette

from bot.adapters.inbox import Pump
from bot.adapters.outbox import Delivery
from bot.adapters.slack.app import Registry, SlackSide, side
from bot.config import SlackSettings
from bot.domain.base import WorkspaceId
from bot.domain.chat import (
    Block,
    Button,
    Card,
    Field,
    FieldKind,
    Form,
    Identity,
    Incoming,
    Outgoing,
    Platform,
)
from bot.domain.mail import Arrival, Departure
from tests.fakes.png import draw
from tests.fakes.schema import Json
from tests.fakes.slack import SECRET, SlackFake

HOME = WorkspaceId("w1")
SLASHES = {"log": "log_interaction", "记": "log_interaction", "promise": "make_promise", "help": "help"}
LOG = Form(
    command="log_interaction",
    title="记一次联系",
    submit="记下",
    fields=(
        Field(name="customer", label="客户", kind=FieldKind.CUSTOMER, required=True),
        Field(
            name="channel", label="方式", kind=FieldKind.CHOICE, options=(("visit", "拜访"), ("call", "电话"))
        ),
        Field(name="when", label="哪天", kind=FieldKind.DAY),
        Field(name="what", label="内容", kind=FieldKind.TEXT, required=True, hint="聊了什么"),
    ),
)
Talk = Callable[[Incoming], Sequence[Outgoing]]


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class MemoryInbox:
    arrivals: list[Arrival] = field(default_factory=list)
    waiting: list[Arrival] = field(default_factory=list)
    quarantined: list[tuple[Arrival, str]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def put(self, arrivals: Sequence[Arrival]) -> int:
        with self.lock:
            seen = {each.event for each in self.arrivals}
            new = [each for each in arrivals if each.event not in seen]
            self.arrivals += new
            self.waiting += new
            return len(new)

    def claim(self, _now: datetime, _platforms: Collection[Platform]) -> Arrival | None:
        with self.lock:
            return self.waiting.pop(0) if self.waiting else None

    def done(self, arrival: Arrival) -> None:
        pass

    def sweep(self) -> int:
        return 0

    def later(self, arrival: Arrival, until: datetime) -> None:
        raise NotImplementedError

    def quarantine(self, arrival: Arrival, why: str) -> None:
        self.quarantined.append((arrival, why))


@dataclass
class MemoryOutbox:
    """Departures in order per chat, each due at its time; `over` says how each ended."""

    waiting: list[Departure] = field(default_factory=list)
    flying: dict[str, Departure] = field(default_factory=dict)
    over: list[tuple[str, Departure, str]] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=itertools.count)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def put(self, outgoings: Sequence[Outgoing]) -> None:
        with self.lock:
            self.waiting += [
                Departure(id=f"d{next(self.numbers)}", workspace_id=HOME, outgoing=each, at=utc_now())
                for each in outgoings
            ]

    def claim(self, now: datetime, _platforms: Collection[Platform]) -> Departure | None:
        with self.lock:
            busy = {each.outgoing.address for each in self.flying.values()}
            for departure in self.waiting:
                if departure.outgoing.address in busy:
                    continue
                if departure.at <= now:
                    self.waiting.remove(departure)
                    self.flying[departure.id] = departure
                    return replace(departure, tries=departure.tries + 1)
                busy.add(departure.outgoing.address)
            return None

    def composed(self, departure: Departure, card: Card | None) -> None:
        raise NotImplementedError

    def sent(self, departure: Departure, message: str) -> None:
        self._end("sent", departure, message)

    def later(self, departure: Departure, until: datetime, *, everywhere: bool = False) -> None:
        assert not everywhere
        with self.lock:
            del self.flying[departure.id]
            self.waiting.insert(0, replace(departure, at=until))

    def sweep(self) -> int:
        return 0

    def failed(self, departure: Departure, why: str) -> None:
        self._end("failed", departure, why)

    def unreachable(self, departure: Departure) -> None:
        self._end("unreachable", departure, "")

    def ends(self) -> list[str]:
        return [how for how, _, _ in self.over]

    def _end(self, how: str, departure: Departure, what: str) -> None:
        with self.lock:
            del self.flying[departure.id]
            self.over.append((how, departure, what))


@dataclass
class Bot:
    """The Slack side with a pump, a delivery and a conversation of a few words."""

    fake: SlackFake
    settings: SlackSettings
    registry: Registry | None = None
    clock: Callable[[], datetime] = utc_now
    public_url: str = ""
    inbox: MemoryInbox = field(default_factory=MemoryInbox)
    outbox: MemoryOutbox = field(default_factory=MemoryOutbox)
    heard: list[Incoming] = field(default_factory=list)
    members: set[Identity] = field(default_factory=set)
    url: str = ""
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    talk: Talk | None = None

    def __post_init__(self) -> None:
        self.side: SlackSide = side(
            self.settings,
            accept=self.accept,
            slashes=SLASHES,
            home=self.home,
            form=self.form,
            form_behind=lambda _who, button: LOG.command if button.startswith("form-now") else "",
            clock=self.clock,
            draw=draw,
            public_url=self.public_url,
            registry=self.registry,
        )
        self.side.channel.gap = 0.01
        self.side.channel.unready = (0.01, 0.01)
        sides = {Platform.SLACK: self.side}
        self.pump = Pump(inbox=self.inbox, sides=sides, receive=self.receive, clock=utc_now, threads=2)
        self.delivery = Delivery(
            outbox=self.outbox,
            compose=lambda _workspace, outgoing: outgoing.card,
            sides=sides,
            clock=utc_now,
        )
        self.app = Starlette(routes=list(self.side.routes), lifespan=self.lifespan)

    def accept(self, arrivals: Sequence[Arrival]) -> None:
        self.inbox.put(arrivals)
        self.pump.wake()

    def receive(self, incoming: Incoming) -> Card | None:
        self.heard.append(incoming)
        self.outbox.put((self.talk or self.answer)(incoming))
        self.delivery.wake()
        return None

    def answer(self, incoming: Incoming) -> Sequence[Outgoing]:
        card = self.card(incoming)
        source = incoming.source
        replaces = incoming.message if incoming.button and not card.notice else ""
        return [
            Outgoing(
                address=incoming.address,
                card=card,
                answers=source,
                callback=incoming.callback,
                user=incoming.sender.user,
                replaces=replaces,
            )
        ]

    def card(self, incoming: Incoming) -> Card:
        if incoming.sender not in self.members and self.members:
            return Card(title="还不认识您")
        if incoming.button.startswith("undo"):
            return Card(title="已撤销")
        if incoming.button.startswith("form") or incoming.text == "/log":
            return Card(title="请填表", form=LOG)
        if incoming.button:
            return Card(title="这个按钮过期了", notice=True)
        said = dict(incoming.filled.fields) if incoming.filled else {"what": incoming.text}
        undo, form = (
            Button(label, id=f"{what}-{next(self.numbers)}", stays=label == "填表") for label, what in BUTTONS
        )
        return Card(
            title=f"{'已更改' if incoming.edited else '已记下'}：{' '.join(said.values())}",
            blocks=(Block(("韩梅2月20日也答应过样品", "下一步：报价"), heading="泰禾"),),
            buttons=((undo, form),),
        )

    def home(self, identity: Identity) -> Card | None:
        if self.members and identity not in self.members:
            return None
        said = len(self.heard)
        return Card(title=f"今天，听过{said}句", buttons=((Button("完成", id=f"done-{said}"),),))

    def form(self, identity: Identity, command: str) -> Form | None:
        known = not self.members or identity in self.members
        return LOG if known and command == LOG.command else None

    @contextlib.asynccontextmanager
    async def lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        self.pump.start()
        tasks = [asyncio.create_task(looped(loop)) for loop in (self.delivery.run, *self.side.loops)]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await asyncio.to_thread(self.pump.stop)

    @contextlib.contextmanager
    def serving(self) -> Iterator["Bot"]:
        """Listen on a free port, in a thread."""
        server = uvicorn.Server(
            uvicorn.Config(self.app, port=0, log_config=None, timeout_graceful_shutdown=2)
        )
        thread = threading.Thread(target=server.run, name="bot", daemon=True)
        thread.start()
        until = utc_now() + timedelta(seconds=10)
        while not server.started and utc_now() < until:
            threading.Event().wait(0.01)
        self.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        try:
            yield self
        finally:
            server.should_exit = True
            thread.join(10)


async def looped(loop: Callable[[], Awaitable[None]]) -> None:
    await loop()


BUTTONS = (("撤销", "undo"), ("填表", "form"))


def settings_for(fake: SlackFake, **more: object) -> SlackSettings:
    plain = SlackSettings(signing_secrets=(SECRET,), bot_token=fake.bot_token, api=fake.base_url)
    return replace(plain, **more)  # type: ignore[arg-type]


def event(sl: SlackFake, text: str = "周五送样", **more: object) -> Json:
    said: Json = {"type": "message", "channel": "DU1", "channel_type": "im", "user": "U1", "team": "T1"}
    return sl.envelope("T1", said | {"text": text, "ts": "1.000001", "event_ts": "1.000001"} | more)
