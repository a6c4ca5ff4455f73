"""The attacks on Slack's front doors: 1 to 13, 15, 16 and 23 to 25; 14 is in test_install."""

import asyncio
import hashlib
import hmac
import json
import logging
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlencode

import httpx
import pytest

from bot.domain.chat import Block, Button, Card, Identity, Outgoing, Platform
from bot.domain.errors import TryAgain
from tests.adapters.slack.stand import Bot, settings_for
from tests.fakes.schema import Json
from tests.fakes.slack import SECRET, SlackFake
from tests.fakes.slack_delivery import Request

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


def event(sl: SlackFake, text: str = "周五送样", **more: object) -> Json:
    said: Json = {"type": "message", "channel": "DU1", "channel_type": "im", "user": "U1", "team": "T1"}
    return sl.envelope("T1", said | {"text": text, "ts": "1.000001", "event_ts": "1.000001"} | more)


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


def test_what_cannot_be_stored_now_is_asked_for_again(sl: SlackFake, quiet: Bot) -> None:
    def refuse(_arrivals: object) -> int:
        raise TryAgain

    put, quiet.inbox.put = quiet.inbox.put, refuse  # type: ignore[method-assign]
    assert statuses(quiet, signed(sl)) == [503]
    quiet.inbox.put = put  # type: ignore[method-assign]
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
    wait(lambda: bot.outbox.over)
    assert bot.heard[0].callback
    assert url not in bot.heard[0].callback
    assert bot.outbox.ends() == ["unreachable"]
    sl._ledger.violations.clear()


def test_attack_23_only_the_id_of_team_and_user_counts(sl: SlackFake, bot: Bot) -> None:
    bot.members.add(Identity(Platform.SLACK, "T1", "U1"))
    sl.user("U1", "李雷")
    twin = sl.user("U2", "李雷", guest=True)
    twin.message("我是李雷 <@U1>")
    twin.wait_for("还不认识您")
    connect = event(sl, "泰禾情况", channel="DU2", user="U1", user_team="T2", team="T2")
    assert sl._deliver("events", connect).acknowledged
    wait(lambda: len(bot.outbox.over) == 2)
    click: Json = {"type": "block_actions", "team": {"id": "T1"}, "user": {"id": "U1", "team_id": "T2"}}
    click |= {"actions": [{"type": "button", "value": "x"}], "channel": {"id": "DU2"}, "trigger_id": "9"}
    assert sl.interact(click | {"api_app_id": "A0YINUO"}).acknowledged
    wait(lambda: len(bot.heard) == 3)
    assert [said.sender for said in bot.heard] == [
        Identity(Platform.SLACK, "T1", "U2"),
        Identity(Platform.SLACK, "T2", "U1"),
        Identity(Platform.SLACK, "T2", "U1"),
    ]
    assert not any(each in bot.members for each in [said.sender for said in bot.heard])
    sl._ledger.violations.clear()


NASTY = (
    "<!channel> <@U1> <http://evil.example|银行> </b><a href='x'> *粗* _斜_ `码` :smile: \u202eexe.gpj &lt;"
)


def test_attack_24_markup_is_shown_as_it_was_typed(sl: SlackFake, bot: Bot) -> None:
    bot.talk = lambda incoming: [
        Outgoing(
            address=incoming.address,
            card=Card(
                title=NASTY,
                blocks=(Block((NASTY,), heading=NASTY),),
                buttons=((Button(NASTY, id="1"), Button("链接", url="javascript:alert(1)")),),
            ),
        )
    ]
    li = sl.user("U1")
    li.message(NASTY)
    card = li.wait_for("银行")
    shown = NASTY.replace("\u202e", "")
    assert bot.heard[0].text == shown
    assert card.shown.splitlines() == [shown, shown, "", shown, shown[:74] + "…"]
    assert len(card.controls) == 1
    for mark in ("<!channel>", "<@U1>", "<http", "\u202e"):
        assert mark not in card.text
    assert {element["type"] for block in card.blocks for element in elements(block)} == {"text", "plain_text"}


def elements(block: Json) -> list[Json]:
    """The texts of a block, as Slack would read them."""
    if block["type"] == "rich_text":
        return [each for section in block["elements"] for each in section["elements"]]
    return [element["text"] for element in block["elements"]]


@pytest.mark.usefixtures("bot")
def test_attack_25_too_fast_only_that_chat_waits(sl: SlackFake) -> None:
    li, han = sl.user("U1"), sl.user("U2", "韩梅")
    sl.fail_next("chat.postMessage", 429, retry_after=1)
    begun = time.monotonic()
    li.message("第一")
    li.message("第二")
    han.message("泰禾情况")
    han.wait_for("泰禾情况")
    assert time.monotonic() - begun < 0.9
    li.wait_for("第二")
    assert time.monotonic() - begun > 0.95
    assert [message.text.splitlines()[0] for message in li.messages] == ["已记下：第一", "已记下：第二"]


@pytest.mark.parametrize("error", ["channel_not_found", "is_archived", "account_inactive", "token_revoked"])
def test_attack_25_who_cannot_be_reached_is_said_so(sl: SlackFake, bot: Bot, error: str) -> None:
    li = sl.user("U1")
    li.dm.refusal = error
    li.message("在吗")
    wait(lambda: bot.outbox.over)
    assert bot.outbox.ends() == ["unreachable"]


@pytest.mark.usefixtures("bot")
def test_attack_25_a_deleted_message_is_written_anew(sl: SlackFake) -> None:
    li = sl.user("U1")
    li.message("周五送样")
    card = li.wait_for("已记下")
    sl.fail_next("chat.update", 200, error="message_not_found")
    li.press("撤销")
    assert li.wait_for("已撤销").ts != card.ts


def test_attack_25_a_long_answer_is_split_in_order(sl: SlackFake, bot: Bot) -> None:
    lines = tuple(f"{number}：{'长' * 500}" for number in range(60))
    card = Card(title="很长", blocks=(Block(lines, heading="泰禾"),), buttons=((Button("好", id="1"),),))
    bot.talk = lambda incoming: [Outgoing(address=incoming.address, card=card)]
    li = sl.user("U1")
    li.message("在吗")
    last = li.wait_for("59：")
    shown = "\n".join(message.shown for message in li.messages)
    assert [line.partition("：")[0] for line in shown.splitlines() if "：" in line] == [
        str(n) for n in range(60)
    ]
    assert len(li.messages) > 1
    assert [bool(message.controls) for message in li.messages] == [False] * (len(li.messages) - 1) + [True]
    assert last.controls[0].label == "好"


@pytest.mark.usefixtures("bot")
def test_attack_25_blocks_that_slack_refuses_are_sent_as_text(sl: SlackFake) -> None:
    sl.fail_next("chat.postMessage", 200, error="invalid_blocks")
    li = sl.user("U1")
    li.message("<周五> 送样")
    card = li.wait_for("送样")
    assert (card.blocks, card.text.splitlines()[0]) == ([], "已记下：&lt;周五&gt; 送样")


def test_attack_25_no_secret_in_any_log(sl: SlackFake, bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("slack_sdk").setLevel(logging.DEBUG)
    li = sl.user("U1")
    sl.fail_next("chat.postMessage", 500)
    sl.fail_next("views.publish", 200, error="not_enabled")
    sl.fail_next("conversations.open", 200, error="internal_error")
    li.open_home()
    li.message("周五送样")
    li.command("/yinuo", "log")
    li.wait_for("周五送样")
    li.press("撤销")
    li.wait_for("已撤销")
    sl.fail_next("chat.postMessage", 200, error="restricted_action")
    li.message("再来")
    wait(lambda: "failed" in bot.outbox.ends())
    assert "restricted_action" in caplog.text
    for secret in (sl.bot_token, SECRET, sl.app_token, sl.client_secret):
        assert secret not in caplog.text


def wait(look: Callable[[], object], seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < until
        time.sleep(0.005)
