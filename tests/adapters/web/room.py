"""A small world for the web chat: people, mail and history in memory, a bot of few words, a real server."""

import asyncio
import contextlib
import threading
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from bot.adapters.web import Demo, WebChat
from bot.adapters.web.read import said_in
from bot.adapters.web.write import stamp_of
from bot.domain.base import MemberId, WorkspaceId
from bot.domain.chat import Address, Block, Button, Card, Field, FieldKind, Form, Identity, Outgoing, Platform
from bot.domain.errors import TryAgain
from bot.domain.mail import Arrival, Draw
from bot.domain.people import Behind, Language, Link, Member, Role
from bot.domain.ports import Said
from tests.fakes.png import draw

ROOT = Path(__file__).resolve().parents[3]
LONG_AGO = datetime(2021, 3, 1, tzinfo=UTC)
Answer = Callable[[Arrival, str], Sequence[Outgoing]]


def member(user: str, name: str, role: Role = Role.REP, language: Language = Language.ZH) -> Member:
    zone = "Asia/Shanghai" if language is Language.ZH else "Europe/Berlin"
    return Member(id=MemberId(user), name=name, role=role, language=language, zone=zone, created_at=LONG_AGO)


PEOPLE = {
    "lilei": member("lilei", "李雷"),
    "tom": member("tom", "Tom", language=Language.EN),
    "ann": member("ann", "Ann", Role.MANAGER, Language.ZH),
}
OWNER = member("owner", "周老板", Role.ADMIN)
CHIPS = {
    Language.ZH: ("泰禾情况", "谁答应过泰禾什么", "今天要做什么"),
    Language.EN: ("brief Acme", "what did we promise Acme?", "my day"),
}


def words(language: str) -> dict[str, str]:
    file = ROOT / f"bot/language/{language}.toml"
    return dict(tomllib.loads(file.read_text("utf-8"))["phrases"]["web"])


def address(user: str) -> Address:
    return Address(Platform.WEB, "", user)


def reply(user: str, card: Card, replaces: str = "") -> Outgoing:
    return Outgoing(address=address(user), card=card, replaces=replaces)


def few_words(arrival: Arrival, said: str) -> Sequence[Outgoing]:
    """A press strikes its card through, `form` brings a form, `huh` a toast; anything else is noted."""
    user = arrival.chat
    if "button" in arrival.payload:
        message = arrival.payload.split('"message": "')[1].split('"')[0]
        return [reply(user, Card("已撤销"), replaces=message)]
    if said == "form":
        day = Field(name="due", label="哪天", kind=FieldKind.DAY, hint="周五也行")
        what = Field(name="what", label="什么事", kind=FieldKind.TEXT, required=True)
        who = Field(name="who", label="谁", kind=FieldKind.CHOICE, options=(("1", "钱总"), ("2", "孙工")))
        return [
            reply(
                user,
                Card(
                    "要记什么？",
                    form=Form(command="make_promise", title="记一笔", submit="记下", fields=(what, day, who)),
                ),
            )
        ]
    if said == "huh":
        return [reply(user, Card("这个按钮已经用过了。", notice=True))]
    row = (Button("撤销", id="b1"), Button("周四提醒我", id="b2", stays=True))
    return [reply(user, Card(f"已记下：{said}", buttons=(row,)))]


@dataclass
class Room:
    """What the store, the pump and the delivery do, without a database; `now` never stands still."""

    answer: Answer = few_words
    delay: float = 0.0
    demo: bool = True
    public_url: str = ""
    board: Callable[[Behind], Sequence[Card]] = lambda _: ()
    seats: tuple[str, ...] = tuple(PEOPLE)
    busy: bool = False
    draw: Draw = draw
    gone: set[str] = field(default_factory=set)
    spent: set[str] = field(default_factory=set)
    lines: dict[str, list[Said]] = field(default_factory=dict)
    arrivals: list[Arrival] = field(default_factory=list)
    loop: asyncio.AbstractEventLoop | None = None
    web: WebChat = field(init=False)

    def __post_init__(self) -> None:
        demo = Demo(people=lambda: self.seats, suggest=lambda who: CHIPS[who.member.language])
        self.web = WebChat(
            accept=self.accept,
            behind=self.behind,
            history=lambda where, most: self.lines.get(where.chat, [])[-most:],
            words=words,
            clock=lambda: datetime.now(UTC),
            draw=self.draw,
            secret="not a secret",
            spend=self.spend,
            spent=self.spent.__contains__,
            demo=demo if self.demo else None,
            public_url=self.public_url,
            board=self.board,
        )

    def behind(self, identity: Identity) -> Behind | None:
        who = {**PEOPLE, "owner": OWNER}.get(identity.user)
        if who is None or who.name in self.gone:
            return None
        link = Link(
            id="",
            member_id=who.id,
            platform=Platform.WEB,
            user=identity.user,
            chat=identity.user,
            linked_at=LONG_AGO,
        )
        return Behind(WorkspaceId("w"), who, link)

    def spend(self, _user: str, nonce: str) -> bool:
        if self.busy:
            raise TryAgain
        fresh = nonce not in self.spent
        self.spent.add(nonce)
        return fresh

    def accept(self, arrivals: Sequence[Arrival]) -> None:
        if self.busy:
            raise TryAgain
        for each in arrivals:
            if any(each.event == known.event for known in self.arrivals):
                continue
            self.arrivals.append(each)
            said = said_in(each.payload)
            self.lines.setdefault(each.chat, []).append(Said(message=each.event, at=each.at, text=said))
            assert self.loop
            asyncio.run_coroutine_threadsafe(self._reply(each, said), self.loop)

    async def _reply(self, arrival: Arrival, said: str) -> None:
        await asyncio.sleep(self.delay)
        for outgoing in self.answer(arrival, said):
            await self.send(outgoing)

    async def send(self, outgoing: Outgoing) -> str:
        assert outgoing.card
        message = await self.web.channel.send(outgoing, outgoing.card)
        user, card = outgoing.address.chat, outgoing.card
        self.lines.setdefault(user, []).append(Said(message=message, at=datetime.now(UTC), card=card))
        return message

    def push(self, user: str, card: Card) -> str:
        """What the clock sends, from another thread."""
        assert self.loop
        return asyncio.run_coroutine_threadsafe(self.send(reply(user, card)), self.loop).result(5)

    def history(self, user: str, *lines: Said) -> None:
        self.lines.setdefault(user, []).extend(lines)

    @contextlib.contextmanager
    def serving(self, port: int = 0) -> Iterator[str]:
        """The web chat on a socket of its own; yields its URL."""
        app = Starlette(routes=list(self.web.routes))
        config = uvicorn.Config(
            app, port=port, log_level="error", ws="none", lifespan="off", timeout_graceful_shutdown=1
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=self._serve, args=(server,), daemon=True)
        thread.start()
        until = time.monotonic() + 10
        while not server.started and time.monotonic() < until:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        finally:
            self.web.channel.close()
            server.should_exit = True
            thread.join(10)

    def _serve(self, server: uvicorn.Server) -> None:
        async def serve() -> None:
            self.loop = asyncio.get_running_loop()
            await server.serve()

        asyncio.run(serve())


def sent_line(at: datetime, card: Card, number: int = 0) -> Said:
    """A card as the history gives it back."""
    return Said(message=f"{stamp_of(at)}-{number:08x}", at=at, card=replace(card))


def block(*lines: str, heading: str = "") -> Block:
    return Block(lines, heading)
