"""The Slack fake against slack_sdk and a small bot, over signed HTTP and over Socket Mode."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from aiohttp import web
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.fakes.loopback import Loopback
from tests.fakes.schema import Json
from tests.fakes.slack import SECRET, SlackFake
from tests.fakes.slack_state import IncompleteError

UNDO = {"type": "button", "action_id": "undo", "value": "7", "text": {"type": "plain_text", "text": "撤销"}}
CARD: list[Json] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "*泰禾*"}},
    {"type": "actions", "elements": [UNDO]},
]
KINDS = [{"text": {"type": "plain_text", "text": name}, "value": name} for name in ("送样", "报价")]
WHAT: Json = {
    "type": "input",
    "block_id": "what",
    "label": {"type": "plain_text", "text": "内容"},
    "element": {"type": "plain_text_input", "action_id": "text"},
}
KIND: Json = {
    "type": "input",
    "label": {"type": "plain_text", "text": "种类"},
    "optional": True,
    "element": {"type": "static_select", "action_id": "kind", "options": KINDS, "initial_option": KINDS[0]},
}
MODAL: Json = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "承诺"},
    "submit": {"type": "plain_text", "text": "好"},
    "notify_on_close": True,
    "blocks": [WHAT, KIND],
}
Handle = Callable[["TinyBot", Json], Awaitable[Any]]


class TinyBot:
    """Checks signatures, remembers what came, and answers through one function per kind."""

    def __init__(self, fake: SlackFake) -> None:
        self.client = AsyncWebClient(token=fake.bot_token, base_url=fake.base_url)
        self.seen: list[Json] = []
        self.retries: list[str | None] = []
        self.statuses: list[int] = []
        self.handle: Handle = _ignore
        app = web.Application()
        for path in ("/slack/events", "/slack/commands", "/slack/interactive"):
            app.router.add_post(path, self._on_request)
        self.server = Loopback(app)

    async def _on_request(self, request: web.Request) -> web.Response:
        content = await request.read()
        if not SignatureVerifier(SECRET).is_valid_request(content, dict(request.headers)):
            return web.Response(status=401)
        self.retries.append(request.headers.get("X-Slack-Retry-Num"))
        if self.statuses:
            return web.Response(status=self.statuses.pop(0))
        body = await _body(request, content)
        self.seen.append(body)
        answer = await self.handle(self, body)
        return web.Response() if answer is None else web.json_response(answer)


async def _ignore(_bot: TinyBot, _body: Json) -> None:
    return None


async def _body(request: web.Request, content: bytes) -> Json:
    form = await request.post()
    found: Json = (
        json.loads(str(form.get("payload", content.decode()))) if "command" not in form else dict(form)
    )
    return found


@pytest.fixture
def sl() -> Iterator[SlackFake]:
    with SlackFake() as fake:
        yield fake


@pytest.fixture
def bot(sl: SlackFake) -> Iterator[TinyBot]:
    tiny = TinyBot(sl)
    tiny.server.open()
    sl.deliver_to(tiny.server.url)
    yield tiny
    tiny.server.close()


def test_direct_message_card_click_and_replacement(sl: SlackFake, bot: TinyBot) -> None:
    async def handle(bot: TinyBot, body: Json) -> None:
        if body["type"] == "event_callback":
            channel = body["event"]["channel"]
            await bot.client.chat_postMessage(channel=channel, text="已记下", blocks=CARD)
        else:
            await AsyncWebhookClient(body["response_url"]).send(text="已撤销", replace_original=True)

    bot.handle = handle
    li = sl.user("U1")
    li.message("答应泰禾 <A&B>")
    assert bot.seen[0]["event"]["text"] == "答应泰禾 &lt;A&amp;B&gt;"
    assert li.wait_for("泰禾").shown == "*泰禾*\n撤销"
    assert li.press("撤销").acknowledged
    [action] = bot.seen[1]["actions"]
    assert (action["action_id"], action["value"], bot.seen[1]["user"]["id"]) == ("undo", "7", "U1")
    assert [(message.text, message.controls) for message in li.messages] == [("已撤销", [])]
    assert sl.violations == []


def test_events_of_every_kind(sl: SlackFake, bot: TinyBot) -> None:
    li, sales = sl.user("U1"), sl.channel("C1", "sales")
    ts = li.message("周五送样")
    li.edit(ts, "周四送样")
    li.mention("C1", "泰禾?")
    li.say(sales, "随便聊聊")
    li.open_home()
    li.shortcut("promise", ts)
    li.shortcut("search")
    events = [body["event"] for body in bot.seen if body["type"] == "event_callback"]
    kinds = [(event["type"], event.get("subtype"), event.get("channel_type")) for event in events]
    assert kinds == [
        ("message", None, "im"),
        ("message", "message_changed", "im"),
        ("app_mention", None, None),
        ("message", None, "channel"),
        ("app_home_opened", None, None),
    ]
    assert events[1]["message"]["text"] == "周四送样"
    assert events[1]["previous_message"]["text"] == "周五送样"
    assert events[2]["text"] == "<@UYINUO> 泰禾?"
    assert [body["type"] for body in bot.seen[5:]] == ["message_action", "shortcut"]
    assert bot.seen[5]["message"]["text"] == "周四送样"


def test_command_opens_a_view_that_is_corrected_and_submitted(sl: SlackFake, bot: TinyBot) -> None:
    async def handle(bot: TinyBot, body: Json) -> Json | None:
        if "command" in body:
            await bot.client.views_open(trigger_id=body["trigger_id"], view=MODAL)
            return {"text": "请填"}
        value = body["view"]["state"]["values"]["what"]["text"]["value"]
        return {"response_action": "errors", "errors": {"what": "太短"}} if value == "样" else None

    bot.handle = handle
    li = sl.user("U1")
    li.command("/yinuo", "承诺")
    assert [(message.text, message.only_for) for message in li.messages] == [("请填", "U1")]
    with pytest.raises(IncompleteError, match="required"):
        li.submit()
    with pytest.raises(IncompleteError, match="none of"):
        li.submit({"内容": "样", "种类": "合同"})
    li.submit({"内容": "样"})
    view = li.wait_for_view("内容")
    assert view.errors == {"what": "太短"}
    li.submit({"what": "送样", "种类": "报价"})
    values = bot.seen[-1]["view"]["state"]["values"]
    kinds = [entry["kind"]["selected_option"]["value"] for entry in values.values() if "kind" in entry]
    assert (li.view, kinds) == (None, ["报价"])
    assert sl.violations == []


def test_an_unsound_answer_to_a_command_is_a_violation(sl: SlackFake, bot: TinyBot) -> None:
    async def handle(_bot: TinyBot, _body: Json) -> Json:
        return {"text": "a", "response_type": "everyone"}

    bot.handle = handle
    sl.user("U1").command("/yinuo")
    assert "everyone" in str(sl.violations[0])


def test_home_tab_is_published_and_clicked(sl: SlackFake, bot: TinyBot) -> None:
    async def handle(bot: TinyBot, body: Json) -> None:
        if body["type"] == "event_callback":
            user = body["event"]["user"]
            await bot.client.views_publish(user_id=user, view={"type": "home", "blocks": CARD})

    bot.handle = handle
    li = sl.user("U1")
    li.open_home()
    assert li.wait_for_home("泰禾").controls[0].label == "撤销"
    li.press("撤销")
    assert bot.seen[-1]["container"]["type"] == "view"


def test_menus_dates_and_other_bots(sl: SlackFake, bot: TinyBot) -> None:
    date = {"type": "datepicker", "action_id": "due"}
    menu = {"type": "static_select", "action_id": "kind", "options": KINDS}
    blocks = [{"type": "actions", "elements": [date, menu]}]

    async def work(client: AsyncWebClient) -> None:
        await client.chat_postMessage(channel="U1", text="哪天?", blocks=blocks)

    li = sl.user("U1")
    with_client(sl, work)
    [card] = li.messages
    li.pick(card, "due", "2026-11-27")
    li.pick(card, "kind", "报价")
    li.press("送样")
    [date], [kind], [press] = [body["actions"] for body in bot.seen]
    assert (date["selected_date"], kind["selected_option"]) == ("2026-11-27", KINDS[1])
    assert press["selected_option"] == KINDS[0]
    sl.bot_message(li.dm, "构建完成", subtype="bot_message")
    assert (bot.seen[-1]["event"]["bot_id"], "user" in bot.seen[-1]["event"]) == ("BOTHER", False)


def test_event_is_retried_with_its_id_and_the_headers(sl: SlackFake, bot: TinyBot) -> None:
    bot.statuses = [500, 503]
    li = sl.user("U1")
    li.message("在吗")
    assert bot.retries == [None, "1", "2"]
    assert [(delivery.status, delivery.retry) for delivery in sl.deliveries] == [(500, 0), (503, 1), (200, 2)]
    sl.repeat(retry=1)
    assert bot.retries[-1] == "1"
    assert bot.seen[0]["event_id"] == bot.seen[1]["event_id"]
    assert sl.replay() == 200


def test_an_interaction_nobody_acknowledges_is_a_violation(sl: SlackFake, bot: TinyBot) -> None:
    bot.statuses = [500]
    sl.user("U1").command("/yinuo")
    assert str(sl.violations[0]) == "commands: not acknowledged: 500"
    request = sl.sign("events", {"type": "url_verification", "challenge": "x"}, timestamp=1)
    assert request.headers["X-Slack-Signature"].startswith("v0=")
    assert sl.sign("commands", {"text": "好"}).content == b"text=%E5%A5%BD"


def with_client(sl: SlackFake, work: Callable[[AsyncWebClient], Awaitable[None]], token: str = "") -> None:
    async def run() -> None:
        await work(AsyncWebClient(token=token or sl.bot_token, base_url=sl.base_url))

    asyncio.run(run())


def test_web_api_answers_like_slack(sl: SlackFake) -> None:
    li = sl.user("U1", "李雷", guest=True)
    sales = sl.channel("C1", members=[li])

    async def work(client: AsyncWebClient) -> None:
        assert (await client.auth_test())["user_id"] == "UYINUO"
        user = (await client.users_info(user="U1", include_locale=True))["user"]
        assert (user["tz"], user["is_restricted"]) == ("Asia/Shanghai", True)
        assert (await client.conversations_open(users=["U1"]))["channel"]["id"] == li.dm.id
        sent = await client.chat_postMessage(channel="C1", text="一")
        await client.chat_update(channel="C1", ts=sent["ts"], text="二")
        await client.chat_postEphemeral(channel="C1", user="U1", text="悄悄")
        link = (await client.chat_getPermalink(channel="C1", message_ts=sent["ts"]))["permalink"]
        assert link.startswith("https://t1.slack.com/archives/C1/p")

    with_client(sl, work)
    assert [(message.text, message.edits) for message in li.messages] == [("二", ["一"]), ("悄悄", [])]
    assert len(sales.messages) == 2
    assert sl.violations == []


REFUSALS: dict[str, tuple[str, Json]] = {
    "channel_not_found": ("chat.postMessage", {"channel": "C9", "text": "a"}),
    "user_not_found": ("users.info", {"user": "U9"}),
    "message_not_found": ("chat.update", {"channel": "C1", "ts": "1.2", "text": "a"}),
    "thread_not_found": ("chat.postMessage", {"channel": "C1", "text": "a", "thread_ts": "1.2"}),
    "user_not_in_channel": ("chat.postEphemeral", {"channel": "C1", "user": "U2", "text": "a"}),
    "invalid_trigger_id": ("views.open", {"trigger_id": "forged", "view": MODAL}),
    "not_found": ("views.update", {"view_id": "V9", "view": MODAL}),
    "unknown_method": ("chat.shout", {}),
}


@pytest.mark.parametrize("error", REFUSALS)
def test_web_api_refuses_with_slacks_words(sl: SlackFake, error: str) -> None:
    method, payload = REFUSALS[error]
    sl.user("U2")
    sl.channel("C1", members=[sl.user("U1")])

    async def work(client: AsyncWebClient) -> None:
        with pytest.raises(SlackApiError, match=error):
            await client.api_call(method, json=payload)

    with_client(sl, work)


def test_tokens_belong_to_teams(sl: SlackFake) -> None:
    sl.user("U1")

    async def work(client: AsyncWebClient) -> None:
        with pytest.raises(SlackApiError, match="invalid_auth"):
            await client.auth_test()

    with_client(sl, work, token="xoxb-wrong")


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
def test_installation_gives_another_team_its_own_token(sl: SlackFake) -> None:
    sl.user("U1")
    han = sl.user("U2", "韩梅梅", team="T2")
    secrets = {"client_id": sl.client_id, "client_secret": sl.client_secret}

    async def work(client: AsyncWebClient) -> None:
        code = sl.install("T2")
        installed = await AsyncWebClient(base_url=sl.base_url).oauth_v2_access(**secrets, code=code)
        assert installed["team"]["id"] == "T2"
        with pytest.raises(SlackApiError, match="invalid_code"):
            await client.oauth_v2_access(**secrets, code=code)
        there = AsyncWebClient(token=installed["access_token"], base_url=sl.base_url)
        await there.chat_postMessage(channel="U2", text="你好")
        with pytest.raises(SlackApiError, match="channel_not_found"):
            await there.chat_postMessage(channel="U1", text="你好")

    with_client(sl, work)
    assert [message.text for message in han.messages] == ["你好"]


def test_a_trigger_opens_one_view_and_only_for_a_while(sl: SlackFake) -> None:
    sl.user("U1")

    async def work(client: AsyncWebClient) -> None:
        trigger = sl.trigger("U1")
        view = (await client.views_open(trigger_id=trigger, view=MODAL))["view"]
        with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
            await client.views_open(trigger_id=trigger, view=MODAL)
        await client.views_update(view_id=view["id"], hash=view["hash"], view=MODAL)
        with pytest.raises(SlackApiError, match="hash_conflict"):
            await client.views_update(view_id=view["id"], hash=view["hash"], view=MODAL)
        sl.trigger_seconds = -1
        with pytest.raises(SlackApiError, match="expired_trigger_id"):
            await client.views_open(trigger_id=sl.trigger("U1"), view=MODAL)

    with_client(sl, work)


def test_a_response_url_works_five_times(sl: SlackFake) -> None:
    li = sl.user("U1")
    url = sl.response_url(li.dm, "U1", None)

    async def work(_client: AsyncWebClient) -> None:
        answers = [await AsyncWebhookClient(url).send(text="a") for _ in range(6)]
        assert [answer.status_code for answer in answers] == [200] * 5 + [404]

    with_client(sl, work)
    assert len(li.messages) == 5
    assert str(sl.violations[0]) == "response_url: used_url"


def test_scripted_faults(sl: SlackFake) -> None:
    li = sl.user("U1")
    sl.fail_next("chat.postMessage", 429, retry_after=1)
    sl.fail_next("chat.postMessage", 200, error="account_inactive")
    sl.fail_next("chat.postMessage", 0, done=True)

    async def work(client: AsyncWebClient) -> None:
        client.retry_handlers[:] = [AsyncRateLimitErrorRetryHandler(max_retry_count=1)]
        begun = time.monotonic()
        with pytest.raises(SlackApiError, match="account_inactive"):
            await client.chat_postMessage(channel="U1", text="a")
        assert time.monotonic() - begun > 1
        with pytest.raises(Exception, match="disconnected"):
            await client.chat_postMessage(channel="U1", text="b")

    with_client(sl, work)
    assert [message.text for message in li.messages] == ["b"]
    assert sl.violations == []


def test_limits_answer_429_to_a_second_message_within_the_second() -> None:
    with SlackFake(limits=True) as sl:
        sl.user("U1")

        async def work(client: AsyncWebClient) -> None:
            await client.chat_postMessage(channel="U1", text="a")
            with pytest.raises(SlackApiError, match="ratelimited"):
                await client.chat_postMessage(channel="U1", text="b")

        with_client(sl, work)
        assert sl.pace.busiest("U1") == 1


def test_without_a_listener_an_act_says_so(sl: SlackFake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fakes.slack_delivery.ACK_SECONDS", 0.1)
    with pytest.raises(RuntimeError, match="nobody listens"):
        sl.user("U1").message("在吗")
