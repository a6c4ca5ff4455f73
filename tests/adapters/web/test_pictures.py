"""Pictures in the web chat: in their card, for those who may see it, with words for those who cannot."""

import re
from collections.abc import Iterator

import httpx
import pytest

from bot.domain.chat import Button, Card, Picture
from tests.adapters.web.room import Room
from tests.fakes.png import UNDRAWABLE, png

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1080" height="700" viewBox="0 0 1080 700"></svg>'
FUNNEL = Picture(name="funnel", svg=SVG, alt='初步接洽3个 "><script>；方案报价1个。')
IMAGE = re.compile(r'<img src="([^"]+)" alt="([^"]*)" ([^>]*)>')


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def client(room: Room) -> Iterator[httpx.Client]:
    with room.serving() as url, httpx.Client(base_url=url, headers={"origin": url}, timeout=10) as client:
        yield client


def address(client: httpx.Client, user: str = "lilei") -> str:
    found = IMAGE.search(client.get(f"/u/{user}").text)
    assert found
    return found[1]


def test_a_card_shows_its_picture_with_words_and_its_size(client: httpx.Client, room: Room) -> None:
    room.push("lilei", Card("在谈商机", buttons=((Button("撤销", id="b1"),),), picture=FUNNEL))
    page = client.get("/u/lilei").text
    found = IMAGE.search(page)
    assert found
    assert found[2] == "初步接洽3个 &#34;&gt;&lt;script&gt;；方案报价1个。"
    assert 'width="1080" height="700"' in found[3]
    assert page.index("在谈商机") < page.index("<img ") < page.index("撤销")


def test_the_picture_is_a_png_that_a_browser_may_keep(client: httpx.Client, room: Room) -> None:
    room.push("lilei", Card("在谈商机", picture=FUNNEL))
    answer = client.get(address(client))
    assert (answer.status_code, answer.headers["content-type"], answer.content) == (200, "image/png", png())
    assert answer.headers["cache-control"].startswith("private")
    assert "img-src 'self'" in answer.headers["content-security-policy"]


def test_nobody_else_sees_it(client: httpx.Client, room: Room) -> None:
    room.push("lilei", Card("在谈商机", picture=FUNNEL))
    mine = address(client)
    assert client.get(mine.replace("lilei", "tom")).status_code == 404
    room.seats = ()
    assert client.get(mine).status_code == 404


def test_what_no_card_shows_any_more_is_gone(client: httpx.Client, room: Room) -> None:
    room.push("lilei", Card("在谈商机", picture=FUNNEL))
    assert client.get(re.sub("[0-9a-f]{32}", "0" * 32, address(client))).status_code == 404
    assert client.get("/u/lilei/pictures/..%2f..%2fsecret.key.png").status_code == 404


def test_what_cannot_be_drawn_leaves_its_words(client: httpx.Client, room: Room) -> None:
    room.push("lilei", Card("在谈商机", picture=Picture(name=UNDRAWABLE, svg=SVG, alt="初步接洽3个")))
    assert client.get(address(client)).status_code == 404
    assert 'alt="初步接洽3个"' in client.get("/u/lilei").text
