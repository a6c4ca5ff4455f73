"""One bot on Telegram, Slack and the web at once, and the people of a transcript, each on their own platform."""

import asyncio
import re
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from secrets import token_hex
from typing import Final, Self

import httpx
import uvicorn
from sqlalchemy import func, select

from bot.adapters.store.mail import INBOX, OUTBOX, WAITING
from bot.app import App, build
from bot.config import Settings, SlackSettings, TelegramSettings
from bot.domain.base import MemberId
from bot.domain.chat import Platform
from bot.domain.people import Link
from tests.conversations.script import Script, Step
from tests.conversations.stage import ROUTINES
from tests.conversations.team import settle
from tests.fakes import slack_people, telegram_people
from tests.fakes.slack import SECRET, SlackFake
from tests.fakes.slack_world import texts
from tests.fakes.telegram import TelegramFake
from tests.fakes.waiting import wait_until

SEATS: Final[Mapping[str, tuple[Platform, str]]] = {
    "李雷": (Platform.TELEGRAM, "42"),
    "Tom": (Platform.TELEGRAM, "77"),
    "韩梅": (Platform.SLACK, "U2"),
    "Ann": (Platform.SLACK, "U9"),
}
"""Who sits where; Ann has the web chat as well."""
TAG = re.compile("<[^>]*>")
PATIENCE = 30


@dataclass(slots=True)
class Clock:
    """Stands at the moment it is set to, and goes on from there as clocks do, five times as fast.

    The pace of the platforms, a message a second and chat, is thus kept without waiting for it.
    """

    at: datetime
    since: float = 0.0
    speed: int = 5

    def set(self, at: datetime) -> None:
        self.at, self.since = at, time.monotonic()

    def __call__(self) -> datetime:
        return self.at + timedelta(seconds=(time.monotonic() - self.since) * self.speed)


@dataclass(frozen=True, slots=True)
class Read:
    """A message of the bot as somebody sees it now."""

    to: str
    text: str
    buttons: tuple[str, ...]


class Company:
    """`with Company(tg, sl, url, folder, script) as company:` runs everything over real sockets."""

    def __init__(
        self, tg: TelegramFake, sl: SlackFake, database_url: str, data: Path, script: Script
    ) -> None:
        self.tg, self.sl = tg, sl
        self.clock = Clock(script.setting.now)
        self.clock.set(script.setting.now)
        sl.courier.clock = lambda: self.clock().timestamp()
        self.app: App = build(self._settings(database_url, data), self.clock)
        settle(self.app.store, script.setting, _link)
        self.people: dict[str, telegram_people.Person | slack_people.Person] = {
            name: tg.private(int(user), name) if platform is Platform.TELEGRAM else sl.user(user, name)
            for name, (platform, user) in SEATS.items()
        }
        self.url = ""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._over = asyncio.Event()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=asyncio.run, args=(self._life(),), name="company")

    def _settings(self, database_url: str, data: Path) -> Settings:
        slack = SlackSettings(signing_secrets=(SECRET,), bot_token=self.sl.bot_token, api=self.sl.base_url)
        telegram = TelegramSettings(token=self.tg.token, secret="", api=self.tg.base_url)
        return Settings(database_url=database_url, data=data, telegram=telegram, slack=slack)

    def __enter__(self) -> Self:
        self._thread.start()
        wait_until(self._ready.is_set, "start", PATIENCE, lambda: self.sl.calls)
        return self

    def __exit__(self, *_error: object) -> None:
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(20)

    def play(self, step: Step) -> list[Read]:
        """Do what the step says, each person on their own platform; what anybody reads because of it."""
        before = self._seen()
        if step.until is None:
            self.does(step.who, step.text)
        else:
            self.clock.set(step.until)
            for routine in ROUTINES:
                self.app.tick(routine)
        self.settled()
        return [read for key, read in self._seen().items() if before.get(key) != read]

    def does(self, who: str, text: str) -> None:
        """Type it, or press the button of that name."""
        person = self.people[who]
        label = text[1:-1] if text.startswith("[") else ""
        if label:
            person.press(label)
        elif isinstance(person, telegram_people.Person):
            person.send(text)
        else:
            assert person.message(text)

    def asks_on_the_web(self, who: str, text: str) -> str:
        """Sign in with a link, ask there, and read the page."""
        with httpx.Client(base_url=self.url, headers={"origin": self.url}, timeout=PATIENCE) as browser:
            way_in = self.app.web.way_in(MemberId(who)).rpartition("/")[2]
            assert browser.post(f"/in/{way_in}").status_code == 303
            key = token_hex(8)
            browser.post(f"/u/{who}", data={"key": key, "text": text}, headers={"hx-request": "true"})
            self.settled()
            return unescape(TAG.sub("", browser.get(f"/u/{who}").text))

    def settled(self) -> None:
        """Wait until nothing is under way any more, in or out."""
        wait_until(lambda: not self.tg.updates.pending, "fetched", PATIENCE, lambda: self.tg.updates.pending)
        wait_until(lambda: not self._under_way(), "rest", PATIENCE, self._under_way)

    def _under_way(self) -> int:
        with self.app.store.engine.connect() as connection:
            counts = [
                select(func.count()).select_from(table).where(table.c.state == WAITING)
                for table in (INBOX, OUTBOX)
            ]
            return sum(connection.scalar(count) or 0 for count in counts)

    def _seen(self) -> dict[tuple[str, str], Read]:
        return {key: read for name, person in self.people.items() for key, read in _reads(name, person)}

    async def _life(self) -> None:
        self._loop = asyncio.get_running_loop()
        server = uvicorn.Server(uvicorn.Config(self.app.asgi(), port=0, log_config=None, lifespan="on"))
        serving = asyncio.create_task(server._serve())
        while not server.started and not serving.done():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        self.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        self.sl.deliver_to(self.url)
        self._ready.set()
        await self._over.wait()
        server.should_exit = True
        await serving


def _reads(
    name: str, person: telegram_people.Person | slack_people.Person
) -> Iterator[tuple[tuple[str, str], Read]]:
    if isinstance(person, telegram_people.Person):
        for message in person.messages:
            labels = tuple(button.text for button in message.buttons)
            yield (name, f"{message.id:09d}"), Read(name, message.text, labels)
        return
    for sent in person.messages:
        said = "\n".join(texts([block for block in sent.blocks if block["type"] != "actions"]))
        yield (name, sent.ts), Read(name, said or sent.text, tuple(each.label for each in sent.controls))


def _link(name: str, at: datetime) -> Iterator[Link]:
    platform, user = SEATS[name]
    link = Link(
        id=f"link-{name}",
        member_id=MemberId(name),
        platform=platform,
        team="T1" if platform is Platform.SLACK else "",
        user=user,
        chat=f"D{user}" if platform is Platform.SLACK else user,
        linked_at=at,
    )
    yield link
    if name == "Ann":
        yield replace(
            link,
            id="web",
            platform=Platform.WEB,
            team="",
            user=name,
            chat=name,
            linked_at=at - timedelta(days=1),
        )
