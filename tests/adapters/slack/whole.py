"""The real bot with the demo's team in it, on a real database, behind a strict Slack."""

import asyncio
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import uvicorn

from bot.app import App, build
from bot.config import Settings
from bot.domain.base import Mention, new_id
from bot.domain.chat import Platform
from bot.domain.interactions import Interaction
from bot.domain.people import Invite, Invited, Link, Member
from bot.domain.promises import Promise
from bot.handlers import story
from tests.adapters.slack.stand import settings_for
from tests.fakes.slack import SlackFake
from tests.fakes.slack_people import Person
from tests.fakes.waiting import wait_until


class Whole:
    """`with Whole(fake, url, folder) as bot:` runs everything; `seat` gives a member an account."""

    def __init__(self, fake: SlackFake, database_url: str, data: Path, **slack: Any) -> None:
        self.fake = fake
        settings = Settings(
            database_url=database_url,
            data=data,
            public_url="https://yinuo.example",
            slack=settings_for(fake, **slack),
        )
        self.app: App = build(settings)
        self.app.load_story()
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

    def seat(self, member: str, user: str, name: str = "") -> Person:
        """The member of the story with this id, from now on this Slack user."""
        link = Link(
            id=new_id(),
            member_id=self.member(member).id,
            platform=Platform.SLACK,
            team=self.fake.team,
            user=user,
            chat=f"D{user}",
            linked_at=datetime.now(UTC),
        )
        with self.app.store.work(story.DEMO) as work:
            work.add(link)
        return self.fake.user(user, name or member)

    def member(self, member: str) -> Member:
        with self.app.store.work(story.DEMO) as work:
            return next(each for each in work.people.all() if member in {each.id, each.name})

    def code_for(self, member: str) -> str:
        who = self.member(member)
        made = self.app.conversation.routine(story.DEMO, Invite(person=Mention(who.name, who.id, who.name)))
        assert isinstance(made, Invited)
        return made.code

    def noted(self) -> list[str]:
        """What was noted about 泰禾 from Slack and still stands."""
        with self.app.store.work(story.DEMO) as work:
            customer = work.customers.named("泰禾")[0].id
            everything: list[Promise | Interaction] = [
                *work.promises.open_of(customer),
                *work.interactions.latest(customer, 500),
            ]
            return [each.what for each in everything if each.source.startswith("slack:")]

    def links(self, member: str) -> list[Link]:
        who = self.member(member).id
        with self.app.store.work(story.DEMO) as work:
            return [each for each in work.people.links(who) if each.platform is Platform.SLACK]

    async def _life(self) -> None:
        self._loop = asyncio.get_running_loop()
        server = uvicorn.Server(uvicorn.Config(self.app.asgi(), port=0, log_config=None, lifespan="on"))
        serving = asyncio.create_task(server._serve())
        while not server.started and not serving.done():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        if self.app.settings.slack and self.app.settings.slack.signing_secrets:
            self.fake.deliver_to(f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}")
        self._ready.set()
        await self._over.wait()
        server.should_exit = True
        await serving
