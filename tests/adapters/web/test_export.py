"""A customer's records by a link: once, by a press, for whom may have them, and noted."""

import asyncio
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from bot.adapters.store.journal import NOTABLE
from bot.app import App, build
from bot.config import Settings
from bot.domain.contacts import Contact
from bot.domain.people import Member
from bot.handlers import story

HOME = "https://yinuo.example"


@pytest.fixture
def app(sqlite_url: str, tmp_path: Path) -> Iterator[App]:
    app = build(Settings(database_url=sqlite_url, data=tmp_path, public_url=HOME))
    app.load_story()
    yield app
    app.store.close()


@dataclass(frozen=True, slots=True)
class Browser:
    """Asks for pages of the bot, whose background work rests."""

    app: App

    def get(self, path: str) -> httpx.Response:
        return self._ask("GET", path)

    def post(self, path: str, origin: str = HOME) -> httpx.Response:
        return self._ask("POST", path, origin=origin)

    def _ask(self, method: str, path: str, **headers: str) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app.asgi())
            async with httpx.AsyncClient(transport=transport, base_url=HOME, headers=headers) as client:
                return await client.request(method, path)

        return asyncio.run(ask())


@pytest.fixture
def browser(app: App) -> Browser:
    return Browser(app)


def link(app: App, member: str) -> str:
    with app.store.work(story.DEMO) as work:
        return app.web.way_out(member, work.customers.named("泰禾")[0].id)


def test_a_press_gives_the_file_once(app: App, browser: Browser) -> None:
    with app.store.work(story.DEMO) as work:
        [contact] = work.contacts.named("钱国栋")
        assert isinstance(contact, Contact)
        work.save(replace(contact, title="=HYPERLINK(1)"))
    url = link(app, "ann")
    for _ in range(2):
        assert "下载" in browser.get(url).text
    given = browser.post(url)
    assert (given.status_code, given.headers["content-type"]) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(given.content)) as file:
        assert {"customers.csv", "contacts.csv", "promises.csv", "orders.csv"} <= {*file.namelist()}
        contacts = file.read("contacts.csv").decode("utf-8-sig")
    assert "13800010001" in contacts
    assert ",'=HYPERLINK(1)" in contacts
    assert browser.post(url).status_code == 403
    with app.store.engine.connect() as connection:
        noted = select(NOTABLE.table.c.member_id).where(NOTABLE.table.c.what == "export")
        assert {*connection.scalars(noted)} == {"ann"}


@pytest.mark.parametrize("reader", ["lilei", "nobody"])
def test_nobody_else_gets_it_by_a_link(app: App, browser: Browser, reader: str) -> None:
    assert browser.post(link(app, reader)).status_code == 403


def test_who_has_left_meanwhile_gets_nothing(app: App, browser: Browser) -> None:
    url = link(app, "ann")
    with app.store.work(story.DEMO) as work:
        ann = work.get(Member, "ann")
        assert ann is not None
        work.save(replace(ann, left_on=app.clock().date()))
    assert browser.post(url).status_code == 403


def test_a_forged_or_foreign_press_gets_nothing(app: App, browser: Browser) -> None:
    url = link(app, "ann")
    assert browser.post(url, origin="https://evil.example").status_code == 403
    assert browser.post("/export/forged").status_code == 403
    assert browser.post("/in/" + url.rpartition("/")[2]).status_code == 403
    assert browser.post(url).status_code == 200
