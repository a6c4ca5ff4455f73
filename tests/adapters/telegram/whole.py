"""The real bot with the demo's team in it, on a real database, behind a strict Telegram."""

import asyncio
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import uvicorn

from bot.app import App, build
from bot.config import Settings, TelegramSettings
from bot.domain.base import Mention, new_id
from bot.domain.chat import Platform
from bot.domain.people import Invite, Invited, Link, Member
from bot.handlers import story
from tests.fakes.telegram import TelegramFake
from tests.fakes.telegram_people import Person
from tests.fakes.waiting import wait_until

SECRET = "a-long-webhook-secret"


class Whole:
    """`with Whole(fake, url, folder) as bot:` runs everything; `seat` gives a member an account."""

    def __init__(self, fake: TelegramFake, database_url: str, data: Path, *, webhook: bool = False) -> None:
        self.fake, self.webhook = fake, webhook
        telegram = TelegramSettings(token=fake.token, secret=SECRET, api=fake.base_url)
        settings = Settings(
            database_url=database_url,
            data=data,
            public_url="https://yinuo.example" if webhook else "",
            telegram=telegram,
        )
        self.app: App = build(settings)
        self.app.load_story()
        self.url = ""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._over = asyncio.Event()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=asyncio.run, args=(self._life(),), name="whole")

    def __enter__(self) -> Self:
        self._thread.start()
        wait_until(self._ready.is_set, "start", 20, lambda: self.fake.calls)
        return self

    def __exit__(self, *_error: object) -> None:
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(20)

    def seat(self, member: str, user: int, name: str = "", language: str = "zh") -> Person:
        """The member of the story with this id, from now on this Telegram user."""
        link = Link(
            id=new_id(),
            member_id=self.member(member).id,
            platform=Platform.TELEGRAM,
            user=str(user),
            chat=str(user),
            linked_at=datetime.now(UTC),
        )
        with self.app.store.work(story.DEMO) as work:
            work.add(link)
        return self.fake.private(user, name or member, language)

    def member(self, member: str) -> Member:
        with self.app.store.work(story.DEMO) as work:
            return next(each for each in work.people.all() if member in {each.id, each.name})

    def code_for(self, member: str) -> str:
        who = self.member(member)
        invite = Invite(person=Mention(who.name, who.id, who.name))
        made = self.app.conversation.routine(story.DEMO, invite)
        assert isinstance(made, Invited)
        return made.code

    async def _life(self) -> None:
        self._loop = asyncio.get_running_loop()
        config = uvicorn.Config(self.app.asgi(), port=0, log_config=None, lifespan="on")
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server._serve())
        while not server.started and not serving.done():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        if self.webhook:
            self.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/telegram"
            self.fake.deliver_to(self.url)
        self._ready.set()
        await self._over.wait()
        server.should_exit = True
        await serving
