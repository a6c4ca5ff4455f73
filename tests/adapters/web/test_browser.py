"""The web chat in headless Chromium: on a phone and a desk, by keyboard, in light and dark, seen by axe."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, expect, sync_playwright

from bot.domain.chat import Button, Card, Picture
from tests.adapters.web.room import Room, block, sent_line

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent / "vendor/axe.min.js"
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 800}
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Scheme = Literal["light", "dark"]

FUNNEL = Picture(name="funnel", svg='<svg width="1080" height="600"></svg>', alt="初步接洽3个")


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def room() -> Room:
    return Room(delay=0.05)


@pytest.fixture
def url(room: Room) -> Iterator[str]:
    with room.serving() as url:
        yield url


class Visit:
    """One open page and what its console complained of."""

    def __init__(
        self, browser: Browser, url: str, size: ViewportSize, scheme: Scheme = "light", *, script: bool = True
    ) -> None:
        self.complaints: list[str] = []
        context = browser.new_context(viewport=size, color_scheme=scheme, java_script_enabled=script)
        self.page = context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        self.page.goto(url)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)


def lines(page: Page, user: str) -> Any:
    return page.locator(f"#log-{user} > li")


def listening(room: Room, *users: str) -> bool:
    return all(room.web.channel._listeners.get(user) for user in users)


def wait_connected(page: Page, room: Room, *users: str) -> None:
    for _ in range(100):
        if listening(room, *users):
            return
        page.wait_for_timeout(50)
    pytest.fail("the page did not connect")


@SIZES
def test_send_press_and_push(browser: Browser, room: Room, url: str, size: ViewportSize) -> None:
    visit = Visit(browser, f"{url}/u/lilei", size)
    page = visit.page
    page.get_by_label("消息").fill("答应泰禾周五前送样")
    page.get_by_role("button", name="发送").click()
    expect(lines(page, "lilei")).to_have_count(2)
    expect(page.get_by_text("已记下：答应泰禾周五前送样")).to_be_visible()
    expect(page.locator(".typing")).to_be_hidden()

    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_text("已撤销")).to_be_visible()
    expect(lines(page, "lilei")).to_have_count(2)
    expect(page.get_by_role("button", name="撤销")).to_have_count(0)

    room.push("lilei", Card("三点了：给钱总打电话", buttons=((Button("完成", id="b9"),),)))
    expect(page.get_by_text("三点了")).to_be_in_viewport()
    expect(page.get_by_role("button", name="完成")).to_be_in_viewport()
    assert visit.complaints == []


@SIZES
def test_by_keyboard_alone(browser: Browser, room: Room, url: str, size: ViewportSize) -> None:
    visit = Visit(browser, f"{url}/u/tom", size)
    page = visit.page
    page.get_by_label("Message", exact=True).focus()
    page.keyboard.type("promised Acme a quote")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("by Friday")
    page.keyboard.press("Enter")
    expect(page.get_by_text("已记下：promised Acme a quote")).to_be_visible()
    assert room.web.read(room.arrivals[0]).text == "promised Acme a quote\nby Friday"
    expect(page.get_by_label("Message", exact=True)).to_have_value("")

    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.name") == "button":
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    page.keyboard.press("Enter")
    expect(page.get_by_text("已撤销")).to_be_visible()
    page.wait_for_timeout(100)
    assert page.evaluate("document.activeElement.closest('.line') !== null"), "the focus was lost"
    assert visit.complaints == []


def test_enter_that_chooses_a_character_does_not_send(browser: Browser, room: Room, url: str) -> None:
    page = Visit(browser, f"{url}/u/lilei", DESK).page
    page.get_by_label("消息").fill("nihao")
    page.evaluate(
        """document.querySelector('.say textarea').dispatchEvent(new KeyboardEvent(
            'keydown', {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"""
    )
    page.wait_for_timeout(200)
    assert room.arrivals == []
    expect(page.get_by_label("消息")).to_have_value("nihao")


def test_side_by_side_on_a_desk(browser: Browser, room: Room, url: str) -> None:
    visit = Visit(browser, url, DESK)
    page = visit.page
    for name in ("李雷", "Tom", "Ann"):
        expect(page.get_by_role("heading", name=name)).to_be_visible()
    wait_connected(page, room, "lilei", "tom", "ann")
    page.locator("#chat-tom").get_by_role("button", name="brief Acme").click()
    expect(lines(page, "tom")).to_have_count(2)
    room.push("ann", Card("两个人报了不同的价"))
    expect(lines(page, "ann")).to_have_count(1)
    expect(lines(page, "lilei")).to_have_count(0)
    assert visit.complaints == []


def test_tabs_on_a_phone(browser: Browser, room: Room, url: str) -> None:
    visit = Visit(browser, url, PHONE)
    page = visit.page
    wait_connected(page, room, "ann")
    expect(page.locator("#chat-lilei")).to_be_visible()
    expect(page.locator("#chat-ann")).to_be_hidden()
    room.push("ann", Card("两个人报了不同的价"))
    tab = page.get_by_role("link", name="Ann")
    expect(tab).to_have_class("news")
    tab.click()
    expect(page.get_by_text("两个人报了不同的价")).to_be_visible()
    expect(page.locator("#chat-lilei")).to_be_hidden()
    expect(tab).to_have_class("")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert visit.complaints == []


def test_what_came_while_away_is_there_once(browser: Browser, room: Room, url: str) -> None:
    page = Visit(browser, f"{url}/u/lilei", PHONE).page
    wait_connected(page, room, "lilei")
    first = room.push("lilei", Card("一"))
    expect(lines(page, "lilei")).to_have_count(1)
    room.web.channel.close()
    page.wait_for_timeout(100)
    room.push("lilei", Card("二"))
    room.answer = lambda *_: []
    expect(page.get_by_text("二", exact=True)).to_be_visible()
    expect(lines(page, "lilei")).to_have_count(2)
    expect(lines(page, "lilei").first).to_have_id(f"m-{first}")


def test_a_draft_survives_a_failure(browser: Browser, room: Room, url: str) -> None:
    page = Visit(browser, f"{url}/u/lilei", PHONE).page
    page.route("**/u/lilei", lambda route: route.abort())
    page.get_by_label("消息").fill("别丢了我")
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text("没有发出去")
    expect(page.get_by_label("消息")).to_have_value("别丢了我")
    page.unroute("**/u/lilei")
    page.get_by_label("消息").press("Enter")
    expect(page.get_by_text("已记下：别丢了我")).to_be_visible()
    assert len(room.arrivals) == 1


def test_too_long_comes_back_with_a_word(browser: Browser, url: str) -> None:
    page = Visit(browser, f"{url}/u/lilei", PHONE).page
    page.get_by_label("消息").fill("长" * 20_000)
    page.get_by_label("消息").press("Enter")
    expect(page.locator(".toast")).to_contain_text("太长了")
    assert len(page.get_by_label("消息").input_value()) == 20_000


def test_dots_while_it_works(browser: Browser, room: Room, url: str) -> None:
    room.delay = 0.6
    page = Visit(browser, f"{url}/u/lilei", PHONE).page
    wait_connected(page, room, "lilei")
    page.get_by_label("消息").fill("泰禾情况")
    page.keyboard.press("Enter")
    expect(page.locator(".typing")).to_be_visible()
    expect(page.get_by_text("已记下：泰禾情况")).to_be_visible()
    expect(page.locator(".typing")).to_be_hidden()


def test_without_javascript(browser: Browser, url: str) -> None:
    page = Visit(browser, url, DESK, script=False).page
    chat = page.locator("#chat-lilei")
    chat.get_by_label("消息").fill("答应泰禾周五前送样")
    chat.get_by_role("button", name="发送").click()
    expect(page.get_by_text("已记下：答应泰禾周五前送样")).to_be_in_viewport()
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_text("已撤销")).to_be_visible()
    assert page.url == f"{url}/#chat-lilei"


@pytest.mark.parametrize("script", [True, False])
def test_a_picture_is_seen(browser: Browser, room: Room, url: str, *, script: bool) -> None:
    room.push("lilei", Card("在谈商机", picture=FUNNEL))
    visit = Visit(browser, f"{url}/u/lilei", PHONE, script=script)
    image = visit.page.get_by_role("img", name="初步接洽3个")
    expect(image).to_be_in_viewport()
    expect(image).to_have_js_property("naturalWidth", 1080)
    place = image.bounding_box()
    assert place
    assert place["width"] > 0.8 * PHONE["width"]
    assert visit.complaints == []


def test_a_long_answer_is_read_from_its_beginning(browser: Browser, room: Room, url: str) -> None:
    page = Visit(browser, f"{url}/u/lilei", PHONE).page
    wait_connected(page, room, "lilei")
    room.push("lilei", Card("泰禾的承诺", (block(*(f"• 第{n}条" for n in range(60))),)))
    expect(page.get_by_text("泰禾的承诺")).to_be_in_viewport()
    room.push("lilei", Card("短的"))
    expect(page.get_by_text("短的")).to_be_attached()


def test_a_form_folds_up_when_it_is_sent(browser: Browser, room: Room, url: str) -> None:
    visit = Visit(browser, f"{url}/u/lilei", PHONE)
    page = visit.page
    page.get_by_label("消息").fill("form")
    page.get_by_label("消息").press("Enter")
    page.get_by_text("记一笔").click()
    page.get_by_label("什么事").fill("送样")
    page.get_by_label("哪天").fill("周五")
    page.get_by_role("button", name="记下").click()
    expect(page.locator(".said", has_text="送样 · 周五")).to_be_visible()
    expect(page.get_by_label("什么事")).to_be_hidden()
    filled = room.web.read(room.arrivals[-1]).filled
    assert filled
    assert dict(filled.fields) == {"what": "送样", "due": "周五", "who": ""}
    assert visit.complaints == []


def furnish(room: Room) -> None:
    """One of each thing that a page can show."""
    now = datetime.now(UTC)
    card = Card(
        "报价冲突：泰禾 A款",
        (block("韩梅 2,600", "Tom 2,800", heading="两个价格"), block("以 Tom 的为准")),
        ((Button("生成说明", id="x1"), Button("看", url="https://x.example")),),
        picture=FUNNEL,
    )
    for user in ("lilei", "ann"):
        room.history(user, sent_line(now - timedelta(days=400), card), sent_line(now, Card("好")))


@pytest.mark.parametrize("look", [(size, scheme) for size in (PHONE, DESK) for scheme in ("light", "dark")])
@pytest.mark.parametrize("path", ["/", "/u/lilei", "/u/tom"])
def test_axe_finds_nothing(
    browser: Browser, room: Room, url: str, path: str, look: tuple[ViewportSize, Scheme]
) -> None:
    furnish(room)
    page = Visit(browser, url + path, *look).page
    user = "tom" if path == "/u/tom" else "lilei"
    wait_connected(page, room, user)
    if path == "/u/lilei":
        for word in ("form", "huh", "答应泰禾周五前送样"):
            page.get_by_label("消息").fill(word)
            page.get_by_label("消息").press("Enter")
            expect(page.locator(".said", has_text=word)).to_be_visible()
        page.get_by_text("记一笔").click()
        expect(page.locator(".toast")).to_be_visible()
    page.evaluate("document.body.classList.add('is-offline')")
    page.wait_for_timeout(400)
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_the_gate(browser: Browser, scheme: Scheme) -> None:
    room = Room(demo=False)
    with room.serving() as url:
        for path in ("/", room.web.way_in("lilei"), "/in/forged"):
            assert violations(Visit(browser, url + path, PHONE, scheme).page) == []


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document)")
    return [
        f"{each['id']}: {each['help']}: {[node['html'][:120] for node in each['nodes']]}"
        for each in found["violations"]
    ]


def test_signing_in_by_link(browser: Browser) -> None:
    room = Room(demo=False)
    with room.serving() as url:
        page = Visit(browser, url + room.web.way_in("lilei"), PHONE).page
        page.get_by_role("button").click()
        expect(page.get_by_label("消息")).to_be_visible()
        wait_connected(page, room, "lilei")
        page.get_by_label("消息").fill("你好")
        page.get_by_label("消息").press("Enter")
        expect(page.get_by_text("已记下：你好")).to_be_visible()
        page.get_by_role("button", name="退出").click()
        expect(page.get_by_text("Ask Yinuo for a web link")).to_be_visible()
