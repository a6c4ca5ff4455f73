"""The web chat over a real socket: pages, posts, the stream, and working without JavaScript."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from bot.adapters.web.live import HEARTBEAT_SECONDS
from bot.adapters.web.read import MOST_BYTES
from bot.domain.chat import Button, Card
from bot.domain.ports import Said
from tests.adapters.web.room import Room, block, sent_line

KEY = "0123456789abcdef"


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def client(room: Room) -> Iterator[httpx.Client]:
    with room.serving() as url, httpx.Client(base_url=url, headers={"origin": url}, timeout=10) as client:
        yield client


def say(client: httpx.Client, text: str, key: str = KEY, user: str = "lilei", **more: str) -> httpx.Response:
    headers = {"hx-request": "true"}
    return client.post(f"/u/{user}", data={"key": key, "text": text, **more}, headers=headers)


def shown(client: httpx.Client, user: str = "lilei") -> str:
    return client.get(f"/u/{user}").text


def until(seen: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not seen():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


class Stream:
    """What one open page gets, read in a thread of its own."""

    def __init__(self, response: httpx.Response) -> None:
        self.text = ""
        self._response = response
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        try:
            for line in self._response.iter_lines():
                self.text += line + "\n"
        except httpx.HTTPError:
            return

    def wait(self, words: str, times: int = 1) -> None:
        until(lambda: self.text.count(words) >= times)


@contextmanager
def stream(client: httpx.Client, *users: str) -> Iterator[Stream]:
    with client.stream("GET", "/events", params={"u": users}) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        yield Stream(response)


def test_the_demo_shows_everybody_side_by_side(client: httpx.Client) -> None:
    page = client.get("/").text
    assert re.findall(r'id="chat-(\w+)"', page) == ["lilei", "tom", "ann"]
    assert "泰禾情况" in page
    assert "brief Acme" in page
    assert "/events?u=lilei&amp;u=tom&amp;u=ann" in page


def test_each_chat_speaks_its_person_s_language(client: httpx.Client) -> None:
    assert "说一句" in shown(client, "lilei")
    assert "Say or ask" in shown(client, "tom")


def test_a_text_is_stored_answered_and_shown(client: httpx.Client, room: Room) -> None:
    answer = say(client, "答应泰禾周五前送样")
    assert answer.status_code == 200
    assert "答应泰禾周五前送样" in answer.text
    (arrival,) = room.arrivals
    incoming = room.web.read(arrival)
    assert (incoming.text, incoming.sender.user, incoming.event) == (
        "答应泰禾周五前送样",
        "lilei",
        f"lilei.{KEY}",
    )
    until(lambda: "已记下" in shown(client))


def test_sent_twice_it_takes_effect_once(client: httpx.Client, room: Room) -> None:
    say(client, "一次")
    say(client, "一次")
    assert len(room.arrivals) == 1
    until(lambda: "已记下" in shown(client))
    assert shown(client).count(f'id="m-lilei.{KEY}"') == 1


def test_a_press_edits_the_card_in_its_place(client: httpx.Client, room: Room) -> None:
    message = room.push("lilei", Card("三点给钱总打电话", buttons=((Button("完成", id="b7"),),)))
    room.push("lilei", Card("另一件事"))
    with stream(client, "lilei") as page:
        page.wait("另一件事")
        say(client, "", button="b7", message=message)
        page.wait("已撤销")
        edited = page.text[page.text.rindex("upsert") :]
        assert f'id="m-{message}"' in edited
    assert room.web.read(room.arrivals[0]).button == "b7"
    after = shown(client)
    assert "三点给钱总打电话" not in after
    assert after.index("已撤销") < after.index("另一件事")


def test_a_push_reaches_every_open_page_of_that_chat_only(client: httpx.Client, room: Room) -> None:
    with (
        stream(client, "lilei") as one,
        stream(client, "lilei", "tom") as two,
        stream(client, "ann") as other,
    ):
        for page in (one, two, other):
            page.wait("data:")
        room.push("lilei", Card("三点了"))
        one.wait("三点了")
        two.wait("三点了")
        assert "三点了" not in other.text


def test_a_page_that_comes_back_has_everything_once(client: httpx.Client, room: Room) -> None:
    with stream(client, "lilei") as page:
        page.wait("data:")
    first = room.push("lilei", Card("你不在的时候"))
    with stream(client, "lilei") as page:
        page.wait("你不在的时候")
        assert "innerMorph" in page.text
        assert page.text.count(f'id="m-{first}"') == 1


def test_what_was_sent_but_not_yet_marked_so_is_shown(client: httpx.Client, room: Room) -> None:
    room.push("lilei", Card("刚发出"))
    room.lines.clear()
    assert "刚发出" in shown(client)


def test_what_was_sent_long_ago_is_the_history_s(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.web.channel.show("lilei", Said(message="m", at=datetime.now(UTC), text="x"))
    assert room.web.channel.recent("lilei")
    later = datetime.now(UTC) + timedelta(minutes=2)
    monkeypatch.setattr(room.web.channel, "clock", lambda: later)
    assert room.web.channel.recent("lilei") == []


@pytest.mark.parametrize("headers", [{"hx-request": "true"}, {}])
def test_a_busy_database_is_said_and_nothing_is_shown(
    client: httpx.Client, room: Room, headers: dict[str, str]
) -> None:
    room.busy = True
    answer = client.post("/u/lilei", data={"key": KEY, "text": "你好"}, headers=headers)
    assert answer.status_code == 503
    assert "没有发出去" in answer.text
    room.busy = False
    assert "你好" not in shown(client)


def test_a_notice_is_a_toast_and_no_line(client: httpx.Client, room: Room) -> None:
    with stream(client, "lilei") as page:
        page.wait("data:")
        room.push("lilei", Card("按钮过期了", notice=True))
        page.wait("按钮过期了")
    after = shown(client)
    assert "按钮过期了" not in after


def test_a_notice_waits_a_moment_for_a_page(client: httpx.Client, room: Room) -> None:
    room.push("lilei", Card("按钮过期了", notice=True))
    assert "按钮过期了" in shown(client)
    assert "按钮过期了" not in shown(client)


@pytest.mark.parametrize("referer", ["/", "/u/lilei"])
def test_without_javascript_the_next_page_has_the_answer(client: httpx.Client, referer: str) -> None:
    headers = {"referer": str(client.base_url.join(referer))}
    answer = client.post("/u/lilei", data={"key": KEY, "text": "今天要做什么"}, headers=headers)
    assert answer.status_code == 303
    assert answer.headers["location"] == {"/": "/#chat-lilei", "/u/lilei": "/u/lilei"}[referer]
    assert "已记下：今天要做什么" in client.get(answer.headers["location"]).text


def test_without_javascript_a_toast_is_on_the_next_page(client: httpx.Client) -> None:
    client.post("/u/lilei", data={"key": KEY, "text": "huh"})
    assert "这个按钮已经用过了" in shown(client)


def test_without_an_answer_the_page_comes_after_two_seconds(client: httpx.Client, room: Room) -> None:
    room.delay = 60
    start = time.monotonic()
    answer = client.post("/u/lilei", data={"key": KEY, "text": "慢"})
    assert answer.status_code == 303
    assert 1.5 < time.monotonic() - start < 4
    assert "慢" in shown(client)


def test_a_form_is_shown_and_sent(client: httpx.Client, room: Room) -> None:
    say(client, "form")
    until(lambda: "field.what" in shown(client))
    say(client, "", key="abcdefgh1", command="make_promise", **{"field.what": "送样", "field.due": "周五"})
    filled = room.web.read(room.arrivals[-1]).filled
    assert filled
    assert (filled.command, dict(filled.fields)) == ("make_promise", {"what": "送样", "due": "周五"})
    assert "送样 · 周五" in shown(client)


def test_markup_and_direction_marks_are_text(client: httpx.Client, room: Room) -> None:
    nasty = '</p><script>alert(1)</script> <hx-partial hx-target="body"> \u202egnp.exe\u202c {{ 7*7 }}'
    say(client, nasty)
    card = Card(
        nasty, (block(nasty, heading=nasty),), ((Button(nasty, id="b"), Button("x", url="javascript:1")),)
    )
    room.push("lilei", card)
    page = shown(client)
    assert "<script>alert" not in page
    assert '<hx-partial hx-target="body"' not in page
    assert "\u202e" not in page
    assert "javascript:" not in page
    assert "{{ 7*7 }}" in page


def test_control_characters_go(client: httpx.Client, room: Room) -> None:
    say(client, "a\x00b\x1b[31mc\r\nd\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"))
    assert room.web.read(room.arrivals[0]).text.startswith("ab[31mc\nd")


@pytest.mark.parametrize(("user", "words"), [("lilei", "太长了"), ("tom", "too long")])
def test_too_long_is_answered_politely(client: httpx.Client, room: Room, user: str, words: str) -> None:
    answer = say(client, "长" * MOST_BYTES, user=user)
    assert answer.status_code == 413
    assert words in answer.text
    answer = client.post(f"/u/{user}", data={"key": KEY, "text": "x" * 200_000})
    assert answer.status_code == 413
    assert words in answer.text
    assert room.arrivals == []


@pytest.mark.parametrize(
    "form",
    [
        {"key": KEY},
        {"key": "short", "text": "x"},
        {"key": "has spaces in it", "text": "x"},
        {"text": "x"},
        {"key": KEY, "text": "\x00\x01"},
        {"key": KEY, **{f"field.{n}": "x" for n in range(60)}},
    ],
)
def test_posts_that_no_page_sends_are_refused(client: httpx.Client, room: Room, form: dict[str, str]) -> None:
    assert client.post("/u/lilei", data=form, headers={"hx-request": "true"}).status_code == 400
    assert room.arrivals == []


def test_other_bodies_are_refused(client: httpx.Client) -> None:
    assert client.post("/u/lilei", json={"key": KEY, "text": "x"}).status_code == 400
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/u/lilei", content="é".encode(), headers=form).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
    ],
)
def test_other_sites_cannot_post(client: httpx.Client, room: Room, headers: dict[str, str]) -> None:
    answer = client.post("/u/lilei", data={"key": KEY, "text": "x"}, headers=headers)
    assert answer.status_code == 403
    assert room.arrivals == []


def test_a_post_without_a_sender_s_site_is_refused(client: httpx.Client) -> None:
    del client.headers["origin"]
    assert client.post("/u/lilei", data={"key": KEY, "text": "x"}).status_code == 403


def test_the_demo_answers_no_foreign_name(client: httpx.Client) -> None:
    for path in ("/", "/u/lilei", "/events?u=lilei"):
        assert client.get(path, headers={"host": "rebound.evil.example"}).status_code == 403


def test_unknown_people_have_no_chat(client: httpx.Client) -> None:
    for path in ("/u/nobody", "/u/%00", "/events"):
        assert client.get(path).status_code in {403, 404}
    assert say(client, "x", user="nobody").status_code == 403


def test_pages_are_guarded_by_headers(client: httpx.Client) -> None:
    headers = client.get("/").headers
    assert "script-src 'self'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"


def test_days_and_times_are_the_reader_s(client: httpx.Client, room: Room) -> None:
    now = datetime.now(UTC)
    last_year = datetime(now.year - 1, 3, 13, 20, 0, tzinfo=UTC)
    room.history("lilei", sent_line(last_year, Card("甲")), sent_line(now - timedelta(days=1), Card("乙")))
    room.history("tom", sent_line(last_year, Card("A")))
    assert f"{now.year - 1}年3月14日" in shown(client, "lilei")
    assert ">04:00<" in shown(client, "lilei")
    assert "昨天" in shown(client, "lilei")
    assert re.search(rf"\w{{3}} 13 Mar {now.year - 1}", shown(client, "tom"))
    assert ">21:00<" in shown(client, "tom")


def test_a_slow_reader_is_let_go_and_the_end_is_orderly(client: httpx.Client, room: Room) -> None:
    with stream(client, "lilei") as page:
        page.wait("data:")
        room.web.channel.close()
        until(lambda: not page._thread.is_alive())
    assert HEARTBEAT_SECONDS < 30, "proxies close what is silent for longer"
