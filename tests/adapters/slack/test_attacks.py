"""The attacks on Slack's front doors: 1 to 13, 15 and 16; 14 is in test_install, 23 to 25 in test_contents."""

import asyncio
import hashlib
import hmac
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlencode

import httpx
import pytest

from bot.domain.errors import TryAgain
from tests.adapters.slack.stand import Bot, event, settings_for
from tests.fakes.schema import Json
from tests.fakes.slack import SECRET, SlackFake
from tests.fakes.slack_delivery import Request
from tests.fakes.waiting import wait_until

NOW = 1_790_000_000
Headers = Sequence[tuple[bytes | str, bytes | str]]
Post = Callable[..., Awaitable[int]]


def attacked(bot: Bot, attack: Callable[[Post], Awaitable[None]]) -> None:
    """Run requests against the bot's ASGI application, without a server between."""

    async def run() -> None:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(bot.app), base_url="http://bot") as client:

            async def post(request: Request, **changes: object) -> int:
                headers = changes.get("headers", list(request.headers.items()))
                content = changes.get("content", request.content)
                answer = await client.post(request.path, headers=headers, content=content)  # type: ignore[arg-type]
                return answer.status_code

            try:
                await attack(post)
            finally:
                await bot.side.teams.close()

    asyncio.run(run())


def statuses(bot: Bot, *requests: Request) -> list[int]:
    found: list[int] = []

    async def attack(post: Post) -> None:
        found.extend([await post(request) for request in requests])

    attacked(bot, attack)
    return found


@pytest.fixture
def quiet(sl: SlackFake) -> Bot:
    """A bot that only takes in; its clock stands still."""
    sl.user("U1")
    return Bot(sl, settings_for(sl), clock=lambda: datetime.fromtimestamp(NOW, UTC))


def signed(sl: SlackFake, body: Json | None = None, at: int = NOW) -> Request:
    return sl.sign("events", event(sl) if body is None else body, at)


def raw(path: str, content: bytes, secret: str = SECRET, kind: str = "application/json") -> Request:
    """Content that no correct client would send, signed all the same."""
    digest = hmac.new(secret.encode(), b"v0:%d:" % NOW + content, hashlib.sha256).hexdigest()
    headers = {
        "Content-Type": kind,
        "X-Slack-Request-Timestamp": str(NOW),
        "X-Slack-Signature": f"v0={digest}",
    }
    return Request(path, headers, content)


def test_a_good_request_passes(sl: SlackFake, quiet: Bot) -> None:
    assert statuses(quiet, signed(sl)) == [200]
    assert len(quiet.inbox.arrivals) == 1


def test_the_url_is_verified_only_when_signed(sl: SlackFake, quiet: Bot) -> None:
    request = signed(sl, {"type": "url_verification", "challenge": "3eZbrw1a", "token": "x"})

    async def attack(post: Post) -> None:
        del post
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(quiet.app), base_url="http://bot"
        ) as client:
            answer = await client.post(request.path, headers=request.headers, content=request.content)
            assert answer.json() == {"challenge": "3eZbrw1a"}
            assert (await client.post(request.path, content=request.content)).status_code == 401
            assert (await client.get(request.path)).status_code == 405

    attacked(quiet, attack)


def test_what_cannot_be_stored_now_is_asked_for_again(
    sl: SlackFake, quiet: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_arrivals: object) -> int:
        raise TryAgain

    with monkeypatch.context() as busy:
        busy.setattr(quiet.inbox, "put", refuse)
        assert statuses(quiet, signed(sl)) == [503]
    assert statuses(quiet, signed(sl)) == [200]
    sl.fail_next("auth.test", 500)
    assert statuses(Bot(sl, settings_for(sl), clock=quiet.clock), signed(sl)) == [503]


def test_attack_1_missing_or_duplicated_security_headers(sl: SlackFake, quiet: Bot) -> None:
    request = signed(sl)
    pairs = list(request.headers.items())

    async def attack(post: Post) -> None:
        for name in ("X-Slack-Signature", "X-Slack-Request-Timestamp"):
            assert await post(request, headers=[pair for pair in pairs if pair[0] != name]) == 401
            assert await post(request, headers=[*pairs, (name, request.headers[name])]) == 401

    attacked(quiet, attack)
    assert quiet.inbox.arrivals == []


def test_attack_2_wrong_secret_tampered_body_other_version(sl: SlackFake, quiet: Bot) -> None:
    good = signed(sl)
    sl.courier.secret = "another secret"
    wrong = signed(sl)
    tampered = replace(good, content=good.content.replace(b'"U1"', b'"U2"'))
    other = replace(good, headers=good.headers | {"X-Slack-Signature": "v1=" + "0" * 64})
    assert statuses(quiet, wrong, tampered, other) == [401, 401, 401]
    assert quiet.inbox.arrivals == []


@pytest.mark.parametrize(("seconds", "status"), [(-301, 401), (301, 401), (-299, 200), (299, 200)])
def test_attack_3_old_and_future_timestamps(sl: SlackFake, quiet: Bot, seconds: int, status: int) -> None:
    assert statuses(quiet, signed(sl, at=NOW + seconds)) == [status]


@pytest.mark.parametrize("timestamp", ["abc", "1.5", "", "9" * 5000, "-1", "１７９００００００００"])
def test_attack_4_timestamps_that_are_none(sl: SlackFake, quiet: Bot, timestamp: str) -> None:
    request = signed(sl)
    headers = [
        (name, (timestamp if name == "X-Slack-Request-Timestamp" else value).encode())
        for name, value in request.headers.items()
    ]

    async def attack(post: Post) -> None:
        assert await post(request, headers=headers) == 401

    attacked(quiet, attack)


def test_attack_5_a_signature_that_is_not_ascii(sl: SlackFake, quiet: Bot) -> None:
    request = signed(sl)
    headers = [
        (name, value.encode()) for name, value in request.headers.items() if name != "X-Slack-Signature"
    ]

    async def attack(post: Post) -> None:
        for signature in ("v0=" + "é" * 64, "签名", "v0=" + "１" * 64):
            assert await post(request, headers=[*headers, ("X-Slack-Signature", signature.encode())]) == 401

    attacked(quiet, attack)


def test_attack_6_an_exact_replay_has_no_second_effect(sl: SlackFake, bot: Bot) -> None:
    li = sl.user("U1")
    li.message("周五送样")
    li.wait_for("周五送样")
    assert sl.replay() == 200
    li.press("撤销")
    li.wait_for("已撤销")
    assert sl.replay() == 200
    li.command("/yinuo", "泰禾情况")
    li.wait_for("泰禾情况")
    assert sl.replay() == 200
    li.command("/yinuo", "log")
    assert sl.replay() == 200
    li.submit({"客户": "泰禾", "内容": "来电"})
    li.wait_for("泰禾 来电")
    assert sl.replay() == 200
    li.message("好了")
    li.wait_for("好了")
    assert [bool(said.button) + 2 * bool(said.filled) for said in bot.heard] == [0, 1, 0, 2, 0]
    assert [call.method for call in sl.calls].count("views.open") == 1


def test_attack_7_the_same_event_again_and_a_retry_at_first_sight(sl: SlackFake, quiet: Bot) -> None:
    first, other = event(sl), event(sl, "另一句")
    again = [sl.sign("events", first, NOW, (number, "http_timeout")) for number in (1, 2)]
    assert statuses(quiet, sl.sign("events", first, NOW), *again) == [200, 200, 200]
    assert statuses(quiet, sl.sign("events", other, NOW, (3, "http_error"))) == [200]
    assert [quiet.side.read(each).text for each in quiet.inbox.arrivals] == ["周五送样", "另一句"]  # type: ignore[union-attr]


BROKEN = [b'{"type":', b"\xff\xfe{}", b"[" * 100_000, b'{"a":' * 50_000, b"[]", b"1" * 5000, b"null", b""]


@pytest.mark.parametrize("content", BROKEN)
def test_attack_8_broken_and_unsigned_is_not_even_parsed(quiet: Bot, content: bytes) -> None:
    assert statuses(quiet, raw("/slack/events", content, "guessed")) == [401]


@pytest.mark.parametrize("content", BROKEN)
def test_attack_9_broken_but_signed(quiet: Bot, content: bytes) -> None:
    form = urlencode({"payload": content}).encode()
    assert statuses(
        quiet,
        raw("/slack/events", content),
        raw("/slack/interactive", form, kind="application/x-www-form-urlencoded"),
    ) == [400, 400]


def test_attack_9_a_form_that_is_no_text(quiet: Bot) -> None:
    for content in (b"text=\xff", b"text=%ff", b"a=1&a=2"):
        assert statuses(quiet, raw("/slack/commands", content)) == [400]


def test_attack_10_two_megabytes_signed(quiet: Bot) -> None:
    content = json.dumps({"type": "event_callback", "padding": "x" * 2**21}).encode()
    assert statuses(quiet, raw("/slack/events", content)) == [413]


def test_attack_10_fifty_megabytes_are_not_read(sl: SlackFake, quiet: Bot) -> None:
    sent: list[int] = []

    async def flood() -> AsyncIterator[bytes]:
        for number in range(50):
            sent.append(number)
            yield b"x" * 2**20

    async def attack(post: Post) -> None:
        request = signed(sl)
        assert await post(request, headers=[], content=flood()) == 401
        assert sent == []
        assert await post(request, content=flood()) == 413
        assert len(sent) <= 2

    attacked(quiet, attack)


def test_attack_10_over_a_socket_the_answer_comes_before_the_flood(bot: Bot) -> None:
    host, port = bot.url.removeprefix("http://").split(":")
    head = f"POST /slack/events HTTP/1.1\r\nHost: {host}\r\nContent-Length: {50 * 2**20}\r\n\r\n"
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(head.encode() + b"x" * 1000)
        assert b" 413 " in connection.recv(1000).splitlines()[0]


def test_attack_11_ssl_check_only_when_signed(quiet: Bot) -> None:
    content = urlencode({"ssl_check": "1", "token": "x"}).encode()
    assert statuses(quiet, raw("/slack/commands", content), raw("/slack/commands", content, "guessed")) == [
        200,
        401,
    ]


def test_attack_12_foreign_team_or_app(sl: SlackFake, quiet: Bot) -> None:
    foreign = sl.envelope("T666", event(sl)["event"])
    command = urlencode({"command": "/yinuo", "team_id": "T666", "user_id": "U1", "trigger_id": "1"}).encode()
    click = {
        "type": "block_actions",
        "team": {"id": "T666"},
        "user": {"id": "U1"},
        "actions": [{"value": "x"}],
    }
    form = urlencode({"payload": json.dumps(click)}).encode()
    assert (
        statuses(
            quiet,
            signed(sl, foreign),
            raw("/slack/commands", command),
            raw("/slack/interactive", form),
            signed(sl, {}),
        )
        == [403] * 4
    )
    strict = Bot(sl, settings_for(sl, app_id="AOTHER"), clock=quiet.clock)
    assert statuses(strict, signed(sl)) == [403]
    ours = Bot(sl, settings_for(sl, app_id="A0YINUO"), clock=quiet.clock)
    assert statuses(ours, signed(sl)) == [200]
    assert quiet.inbox.arrivals == strict.inbox.arrivals == []


def test_attack_13_both_secrets_pass_while_they_are_rotated(sl: SlackFake, quiet: Bot) -> None:
    rotating = Bot(sl, settings_for(sl, signing_secrets=("new secret", SECRET)), clock=quiet.clock)
    body = json.dumps(event(sl)).encode()
    requests = [raw("/slack/events", body, secret) for secret in (SECRET, "new secret", "third")]
    assert statuses(rotating, *requests) == [200, 200, 401]


def test_attack_13_a_thousand_fields(quiet: Bot) -> None:
    content = urlencode({f"field{number}": "x" for number in range(1000)}).encode()
    assert statuses(quiet, raw("/slack/commands", content), raw("/slack/interactive", content)) == [400, 400]


def test_attack_15_bots_workflows_and_notices_are_ignored(sl: SlackFake, bot: Bot) -> None:
    li = sl.user("U1")
    sales = sl.channel("C1", members=[li])
    sl.bot_message(li.dm, "我是机器人")
    sl.bot_message(sales, "<@UYINUO> 泰禾", subtype="bot_message")
    envelopes = [
        event(sl, "工作流", bot_id="B1", workflow_id="W1"),
        event(sl, "入群", subtype="channel_join"),
        event(sl, "改名", subtype="channel_name"),
        event(sl, "我们自己", user="UYINUO"),
        event(sl, "Slackbot", user="USLACKBOT"),
        event(sl, "别的应用", app_id="A2"),
        event(sl, "删除", subtype="message_deleted", previous_message={"user": "U1"}),
        event(sl, "提及", type="app_mention", bot_id="B1", channel="C1"),
    ]
    for envelope in envelopes:
        assert sl._deliver("events", envelope).acknowledged
    li.message("好了")
    li.wait_for("好了")
    assert [said.text for said in bot.heard] == ["好了"]


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/response",
        "http://hooks.slack.com/commands/1",
        "https://hooks.slack.com.evil.example/",
        "https://hooks.slack.com@evil.example/",
        "https://hooks.slack.com:444/",
        "http://127.0.0.1:1/response",
        "http://[",
        "file:///etc/passwd",
    ],
)
def test_attack_16_a_foreign_response_url_is_never_called(sl: SlackFake, bot: Bot, url: str) -> None:
    li = sl.user("U1")
    where = sl.channel("C9", members=[li])
    where.refusal = "not_in_channel"
    form = {"command": "/yinuo", "text": "泰禾", "team_id": "T1", "channel_id": "C9", "user_id": "U1"}
    sl.command(
        li, where, form | {"trigger_id": sl.trigger("U1"), "response_url": url, "api_app_id": "A0YINUO"}
    )
    wait_until(lambda: bot.outbox.over, "end", 10, lambda: bot.heard)
    assert bot.heard[0].callback
    assert url not in bot.heard[0].callback
    assert bot.outbox.ends() == ["unreachable"]
    sl._ledger.violations.clear()
