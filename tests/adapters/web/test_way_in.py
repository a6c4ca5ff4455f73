"""Outside the demo: signed links, used once, and the cookie they turn into."""

import time
from collections.abc import Iterator

import httpx
import pytest

from tests.adapters.web.room import PEOPLE, Room


@pytest.fixture
def room() -> Room:
    return Room(demo=False)


@pytest.fixture
def client(room: Room) -> Iterator[httpx.Client]:
    with room.serving() as url, httpx.Client(base_url=url, headers={"origin": url}, timeout=10) as client:
        yield client


def test_strangers_see_nobody_s_chat(client: httpx.Client) -> None:
    for path in ("/", "/u/lilei", "/events?u=lilei"):
        answer = client.get(path)
        assert answer.status_code == 403
        assert "李雷" not in answer.text
    assert client.post("/u/lilei", data={"key": "0123456789", "text": "x"}).status_code == 403


def test_a_link_lets_one_person_in_once(client: httpx.Client, room: Room) -> None:
    way_in = room.web.way_in("lilei")
    preview = client.get(way_in)
    assert preview.status_code == 200
    assert "set-cookie" not in preview.headers
    entered = client.post(way_in)
    assert entered.headers["location"] == "/u/lilei"
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "李雷" in client.get("/u/lilei").text
    assert client.get("/", follow_redirects=True).url.path == "/u/lilei"
    assert client.get("/u/tom").status_code == 403
    assert client.get("/events?u=lilei&u=tom").status_code == 403
    assert client.post("/u/lilei", data={"key": "0123456789", "text": "x"}).status_code == 303
    again = client.post(way_in)
    assert again.status_code == 403
    assert "set-cookie" not in again.headers


def test_an_old_link_is_refused(client: httpx.Client, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    way_in = room.web.way_in("lilei")
    later = time.time() + 15 * 60 + 5
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: later)
    answer = client.post(way_in, headers={"accept-language": "en"})
    assert answer.status_code == 403
    assert "expired" in answer.text


@pytest.mark.parametrize("forge", ["x", "WyJsaWxlaSJd.aSk.x", "../../x", "%00", "a" * 5000])
def test_forged_links_and_cookies_are_refused(client: httpx.Client, forge: str) -> None:
    assert client.post(f"/in/{forge}").status_code in {403, 404}
    assert client.get("/u/lilei", headers={"cookie": f"yinuo={forge}"}).status_code == 403


def test_a_link_is_no_cookie_and_a_cookie_no_link(client: httpx.Client, room: Room) -> None:
    token = room.web.signs.token("lilei")
    assert client.get("/u/lilei", headers={"cookie": f"yinuo={token}"}).status_code == 403
    session = client.post(f"/in/{token}").cookies["yinuo"]
    assert client.post(f"/in/{session}").status_code == 403


def test_other_sites_can_neither_sign_in_nor_out(client: httpx.Client, room: Room) -> None:
    way_in = room.web.way_in("lilei")
    evil = {"origin": "https://evil.example"}
    assert client.post(way_in, headers=evil).status_code == 403
    assert client.post(way_in).status_code == 303
    assert client.post("/out", headers=evil).status_code == 403
    assert client.get("/u/lilei").status_code == 200


def test_who_leaves_is_out_at_once(client: httpx.Client, room: Room) -> None:
    client.post(room.web.way_in("lilei"))
    room.gone.add(PEOPLE["lilei"].name)
    assert client.get("/u/lilei").status_code == 403


def test_signing_out(client: httpx.Client, room: Room) -> None:
    session = client.post(room.web.way_in("lilei")).cookies["yinuo"]
    assert client.post("/out").status_code == 303
    assert client.get("/u/lilei").status_code == 403
    assert client.get("/u/lilei", headers={"cookie": f"yinuo={session}"}).status_code == 403


def test_behind_https_the_cookie_is_secure() -> None:
    room = Room(demo=False, public_url="https://yinuo.example")
    assert room.web.way_in("lilei").startswith("https://yinuo.example/in/")
    with room.serving() as url, httpx.Client(base_url=url, headers={"origin": url}) as client:
        token = room.web.signs.token("lilei")
        assert "secure" in client.post(f"/in/{token}").headers["set-cookie"].lower()


def test_a_link_counts_when_its_use_cannot_be_kept_now(client: httpx.Client, room: Room) -> None:
    way_in = room.web.way_in("lilei")
    room.busy = True
    assert client.post(way_in).status_code == 503
    room.busy = False
    assert client.post(way_in).status_code == 303


def test_the_demo_opens_only_its_own_people() -> None:
    room = Room()
    with room.serving() as url, httpx.Client(base_url=url, headers={"origin": url}) as client:
        assert client.get("/u/ann").status_code == 200
        assert client.get("/u/owner").status_code == 403
        assert client.get("/events?u=ann&u=owner").status_code == 403
        client.post("/in/" + room.web.signs.token("owner"))
        page = client.get("/u/owner")
        assert page.status_code == 200
        assert "/out" in page.text


def test_a_demo_without_people_is_none() -> None:
    room = Room(seats=())
    with room.serving() as url, httpx.Client(base_url=url, headers={"origin": url}) as client:
        assert client.get("/").status_code == 403
        assert client.get("/u/ann").status_code == 403
        name = {"host": "yinuo.example", "origin": "http://yinuo.example"}
        assert client.post("/in/" + room.web.signs.token("ann"), headers=name).status_code == 303
