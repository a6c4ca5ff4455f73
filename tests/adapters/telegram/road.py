"""Telegram's side at work, with an inbox, a conversation and a delivery that live in memory."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Self, TypeVar

import uvicorn
from starlette.applications import Starlette

from bot.adapters.telegram.app import TelegramSide, side
from bot.adapters.telegram.polling import Pause
from bot.config import TelegramSettings
from bot.domain.chat import Address, Block, Button, Card, Identity, Incoming, Outgoing, Platform
from bot.domain.errors import NothingFound, TryAgain, UnknownMember
from bot.domain.mail import Arrival
from tests.fakes.png import draw
from tests.fakes.telegram import TelegramFake
from tests.fakes.waiting import wait_until

T = TypeVar("T")
SECRET = "s3cret-word"
SHORT = Pause(least=0.02, most=0.1)
COMMANDS = {
    "zh": [("promise", "记一个承诺"), ("承诺", "记一个承诺"), ("help", "怎么说")],
    "en": [("promise", "Note a promise"), ("help", "What to say")],
}
REFUSED = {"无": NothingFound(), "坏": LookupError("a bug")}
Answer = Callable[[Incoming], list[tuple[Outgoing, Card]]]


def card(
    *lines: str, title: str = "", buttons: Sequence[Sequence[Button]] = (), notice: bool = False
) -> Card:
    rows = tuple(tuple(row) for row in buttons)
    return Card(title, (Block(lines),) if lines else (), rows, notice=notice)


def to(chat: int, **more: Any) -> Outgoing:
    return Outgoing(address=Address(Platform.TELEGRAM, "", str(chat)), **more)


def reply(incoming: Incoming, **more: Any) -> Outgoing:
    known = {"answers": incoming.source, "callback": incoming.callback, "user": incoming.sender.user}
    return Outgoing(address=incoming.address, **{**known, **more})


def echo(incoming: Incoming) -> list[tuple[Outgoing, Card]]:
    """Notes every text with an undo button, takes it back when pressed, follows edits."""
    if incoming.button == "undo":
        return [(reply(incoming, replaces=incoming.message), card(title="已撤销"))]
    if incoming.button:
        return [(reply(incoming), card(title="这个按钮已经失效", notice=True))]
    undo = Button("撤销", id="undo")
    return [(reply(incoming), card(f"听到：{incoming.text}", title="已记下", buttons=[[undo]]))]


def words(language: str) -> Mapping[str, str]:
    return {"telegram.join": {"zh": "加入一诺", "en": "Join Yinuo"}[language]}


def accounts(identity: Identity, query: str) -> list[tuple[str, Card]]:
    if identity.user != "42":
        raise UnknownMember
    if query in REFUSED:
        raise REFUSED[query]
    return [(f"{query} {number}", card("A级 <b>", title=query)) for number in range(60)]


class Road:
    """`with Road(fake) as road:` polls the fake; with `webhook=True` the fake calls us over a socket."""

    def __init__(
        self, fake: TelegramFake, answer: Answer = echo, *, webhook: bool = False, token: str = ""
    ) -> None:
        self.fake, self.answer, self.webhook = fake, answer, webhook
        self.heard: list[Incoming] = []
        self.quarantined: list[Arrival] = []
        self.faults: list[BaseException] = []
        self.seen: set[str] = set()
        self.busy = 0
        self.side: TelegramSide = side(
            TelegramSettings(token=token or fake.token, secret=SECRET, api=fake.base_url),
            accept=self.accept,
            public_url="https://yinuo.example" if webhook else "",
            words=words,
            commands=COMMANDS,
            inline=accounts,
            clock=lambda: datetime.now(UTC),
            draw=draw,
            pause=SHORT,
        )
        self.loop: asyncio.AbstractEventLoop
        self.url = ""
        self._over = asyncio.Event()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="road")

    def __enter__(self) -> Self:
        self.loop = asyncio.new_event_loop()
        self._thread.start()
        wait_until(self._ready.is_set, "start", 10, lambda: self.fake.calls)
        wanted = "setWebhook" if self.webhook else "getUpdates"
        wait_until(
            lambda: any(call.method == wanted for call in self.fake.calls),
            wanted,
            10,
            lambda: self.fake.calls,
        )
        return self

    def __exit__(self, *_error: object) -> None:
        self.loop.call_soon_threadsafe(self._over.set)
        self._thread.join(10)

    def accept(self, arrivals: Sequence[Arrival]) -> None:
        """Store once, then carry out at once: what a pump and a delivery do later."""
        if self.busy:
            self.busy -= 1
            raise TryAgain
        for arrival in arrivals:
            if arrival.event not in self.seen:
                self.seen.add(arrival.event)
                self._handle(arrival)

    def send(self, outgoing: Outgoing, said: Card) -> str:
        return self.run(self.side.channel.send(outgoing, said))

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(30)

    def wait_heard(self, count: int = 1) -> list[Incoming]:
        return wait_until(
            lambda: self.heard if len(self.heard) >= count else None, "incoming", 10, lambda: self.heard
        )

    def _handle(self, arrival: Arrival) -> None:
        try:
            incoming = self.side.read(arrival)
        except (KeyError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
            self.quarantined.append(arrival)
            return
        if incoming is None:
            return
        self.heard.append(incoming)
        answers = self.answer(incoming)
        self.loop.call_soon_threadsafe(lambda: self._keep(self._deliver(answers)))

    def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        task = self.loop.create_task(work)
        task.add_done_callback(lambda done: self.faults.extend(filter(None, [done.exception()])))

    async def _deliver(self, answers: list[tuple[Outgoing, Card]]) -> None:
        for outgoing, said in answers:
            await self.side.channel.send(outgoing, said)

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(self._life())
        self.loop.close()

    async def _life(self) -> None:
        server = uvicorn.Server(
            uvicorn.Config(
                Starlette(routes=list(self.side.routes)), port=0, log_level="warning", lifespan="off"
            )
        )
        tasks = [asyncio.ensure_future(loop()) for loop in self.side.loops]
        serving = asyncio.ensure_future(server._serve()) if self.webhook else None
        while serving and not server.started:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        if serving:
            self.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/telegram"
        self._ready.set()
        await self._over.wait()
        server.should_exit = True
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if serving:
            await serving
