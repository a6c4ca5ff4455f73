"""The page of one's own numbers: who sees it, what gets into it, on a phone and a desk, without a script."""

import re
from collections.abc import Iterator, Sequence

import httpx
import pytest
from playwright.sync_api import Browser, ViewportSize

from bot.adapters.web.app import HEADERS
from bot.adapters.web.drawings import drawing
from bot.domain.chat import Block, Button, Card, Picture
from bot.domain.errors import TryAgain
from bot.domain.people import Behind
from tests.adapters.web.room import PEOPLE, Room
from tests.adapters.web.test_browser import DESK, PHONE, Scheme, Visit, browser, violations

__all__ = ["browser"]

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="1080" height="300" viewBox="0 0 1080 300">'
    '<defs><pattern id="hatch" width="4" height="4"><rect width="4" height="4" fill="#fff"/></pattern></defs>'
    '<rect width="1080" height="300" fill="url(#hatch)"/><text x="9" y="90">泰禾 &lt;b&gt;</text></svg>'
)
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\u202e"


def tiles(behind: Behind) -> Sequence[Card]:
    """One with a drawing, one with names as people type them, one much too wide."""
    name = behind.member.name
    return (
        Card(
            f"{name}的管道",
            (Block(("在谈3个",)),),
            picture=Picture(name="funnel", svg=SVG, alt=f"{name} <漏斗> {EVIL}"),
        ),
        Card(EVIL, (Block((f"• {EVIL}", "• 第二条"), EVIL),), ((Button(EVIL, id="b1"),),)),
        Card("长" * 90, (Block(("x" * 900, "很" * 400)),)),
    )


@pytest.fixture
def room() -> Room:
    return Room(demo=False, board=tiles)


@pytest.fixture
def client(room: Room) -> Iterator[httpx.Client]:
    with room.serving() as url, httpx.Client(base_url=url, headers={"origin": url}, timeout=10) as client:
        yield client


def enter(client: httpx.Client, room: Room, user: str = "ann", page: str = "board") -> httpx.Response:
    return client.post(room.web.way_in(user, page))


def test_a_link_leads_to_the_page_and_is_used_up(client: httpx.Client, room: Room) -> None:
    way_in = room.web.way_in("ann", "board")
    gate = client.get(way_in)
    assert re.search(r'action="(/in/[^"]+\?to=board)"', gate.text)
    assert client.post(way_in).headers["location"] == "/u/ann/board"
    page = client.get("/u/ann/board")
    assert page.status_code == 200
    assert "Ann的管道" in page.text
    assert client.get("/board").headers["location"] == "/u/ann/board"
    assert client.post(way_in).status_code == 403


@pytest.mark.parametrize("to", ["//evil.example", "../out", "u/tom", "board/x", ""])
def test_a_link_leads_nowhere_else(client: httpx.Client, room: Room, to: str) -> None:
    token = room.web.signs.token("ann")
    assert client.post(f"/in/{token}", params={"to": to}).headers["location"] == "/u/ann"


def test_strangers_see_no_numbers(client: httpx.Client) -> None:
    for path in ("/board", "/u/ann/board", "/u/nobody/board"):
        answer = client.get(path)
        assert answer.status_code == 403
        assert "管道" not in answer.text


def test_only_one_s_own(client: httpx.Client, room: Room) -> None:
    """A rep has a page of their own numbers, and is told whose the manager's is."""
    enter(client, room, "lilei")
    assert "李雷的管道" in client.get("/u/lilei/board").text
    other = client.get("/u/ann/board", headers={"accept-language": "zh"})
    assert other.status_code == 403
    assert "别人的看板" in other.text
    assert "管道" not in other.text


def test_signed_out_and_gone_are_out(client: httpx.Client, room: Room) -> None:
    enter(client, room)
    room.gone.add(PEOPLE["ann"].name)
    assert client.get("/u/ann/board").status_code == 403
    room.gone.clear()
    client.post("/out")
    assert client.get("/u/ann/board").status_code == 403


def test_the_demo_shows_its_people_only() -> None:
    room = Room(board=tiles)
    with room.serving() as url, httpx.Client(base_url=url, headers={"origin": url}) as client:
        assert "Ann的管道" in client.get("/u/ann/board").text
        assert client.get("/u/owner/board").status_code == 403
        assert 'href="/u/ann/board"' in client.get("/").text


def test_names_are_literal_and_nothing_runs(client: httpx.Client, room: Room) -> None:
    enter(client, room)
    answer = client.get("/u/ann/board")
    assert "<script" not in answer.text
    assert "onerror=alert" not in re.sub(r"&lt;.*?&gt;", "", answer.text)
    assert "\u202e" not in answer.text
    assert "b1" not in answer.text
    assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]
    assert answer.headers["cache-control"] == "no-store"


def test_pictures_stand_in_the_page_with_their_words(client: httpx.Client, room: Room) -> None:
    enter(client, room)
    page = client.get("/u/ann/board").text
    assert SVG in page
    assert re.search(r'<figure role="img" aria-label="Ann &lt;漏斗&gt;', page)
    assert "在谈3个" in page


@pytest.mark.parametrize(
    "foul",
    [
        SVG.replace("<rect", "<script>alert(1)</script><rect", 1),
        SVG.replace("<rect", '<rect onload="alert(1)"', 1),
        SVG.replace("<rect", '<image href="https://evil.example/x.png"/><rect', 1),
        SVG.replace("<rect", '<a href="https://evil.example"><rect', 1),
        SVG.replace("<rect", "<foreignObject/><rect", 1),
        SVG.replace("url(#hatch)", "url(https://evil.example)"),
        SVG.replace("<rect", '<rect style="background:red"', 1),
        f"<!-- x -->{SVG}",
        f"<!DOCTYPE svg [<!ENTITY x 'y'>]>{SVG}",
        "nonsense",
        "",
    ],
)
def test_a_drawing_is_shapes_and_words_or_nothing(foul: str) -> None:
    assert drawing(SVG) == SVG
    assert drawing(foul) == ""


def test_a_busy_database_is_no_fault() -> None:
    def busy(_behind: Behind) -> Sequence[Card]:
        raise TryAgain

    room = Room(board=busy)
    with room.serving() as url, httpx.Client(base_url=url) as client:
        assert client.get("/u/ann/board").status_code == 503


def test_nothing_yet_is_said() -> None:
    room = Room()
    with room.serving() as url, httpx.Client(base_url=url) as client:
        assert "还没有可看的数字" in client.get("/u/ann/board").text


@pytest.mark.browser
@pytest.mark.parametrize("look", [(size, scheme) for size in (PHONE, DESK) for scheme in ("light", "dark")])
def test_it_fits_every_screen_and_reads_aloud(browser: Browser, look: tuple[ViewportSize, Scheme]) -> None:
    room = Room(board=tiles)
    with room.serving() as url:
        visit = Visit(browser, f"{url}/u/ann/board", *look)
        page = visit.page
        assert page.evaluate("document.documentElement.scrollWidth") <= look[0]["width"]
        assert violations(page) == []
        assert page.get_by_role("heading", level=1).inner_text() == "看板"
        assert page.get_by_role("heading", level=2).count() == 3
        assert page.get_by_role("img", name="<漏斗>").is_visible()
        assert visit.complaints == []


@pytest.mark.browser
def test_it_needs_no_script(browser: Browser) -> None:
    room = Room(board=tiles)
    with room.serving() as url:
        page = Visit(browser, f"{url}/u/ann/board", PHONE, script=False).page
        assert page.get_by_text("在谈3个").is_visible()
        page.get_by_role("link", name="回到对话").click()
        assert page.url == f"{url}/u/ann"
        page.get_by_role("link", name="看板").click()
        page.get_by_role("link", name="刷新").click()
        assert page.url == f"{url}/u/ann/board"
