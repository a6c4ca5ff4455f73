"""What the Slack fake refuses and what it takes, payload by payload."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.schema import Json
from tests.fakes.slack import SlackFake
from tests.fakes.slack_rules import problems


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "送样", **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def button(label: str = "撤销", **more: Any) -> Json:
    return {"type": "button", "text": plain(label), "action_id": "undo", **more}


def actions(*elements: Json, **more: Any) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def select(*options: Json, **more: Any) -> Json:
    return {"type": "static_select", "action_id": "pick", "options": list(options), **more}


def option(label: str = "泰禾", value: str = "1") -> Json:
    return {"text": plain(label), "value": value}


def entry(**more: Any) -> Json:
    element = {"type": "plain_text_input", "action_id": "what"}
    return {"type": "input", "label": plain("内容"), "element": element, **more}


def message(*blocks: Json, **more: Any) -> tuple[str, Json]:
    return "chat.postMessage", {"channel": "U1", "text": "送样", "blocks": list(blocks), **more}


def modal(*blocks: Json, **more: Any) -> tuple[str, Json]:
    view = {"type": "modal", "title": plain("承诺"), "submit": plain("好"), "blocks": list(blocks), **more}
    return "views.open", {"trigger_id": "t", "view": view}


def bare_modal(*blocks: Json) -> tuple[str, Json]:
    view = {"type": "modal", "title": plain("承诺"), "blocks": list(blocks)}
    return "views.open", {"trigger_id": "t", "view": view}


def home(*blocks: Json, **more: Any) -> tuple[str, Json]:
    return "views.publish", {"user_id": "U1", "view": {"type": "home", "blocks": list(blocks), **more}}


MANY = [button(action_id=f"a{number}") for number in range(26)]


def picture(alt: str = "漏斗", **more: Any) -> Json:
    return {"type": "image", "slack_file": {"id": "F0123456789"}, "alt_text": alt, **more}


def upload(length: int = 9, name: str = "funnel.png") -> tuple[str, Json]:
    return "files.getUploadURLExternal", {"filename": name, "length": length}


BAD: dict[str, tuple[tuple[str, Json], str]] = {
    "51 blocks": (message(*[section()] * 51), "51 items"),
    "long section": (message(section("好" * 3001)), "3001 characters"),
    "empty section text": (message(section("")), "0 characters"),
    "picture without words": (message(picture("")), "0 characters"),
    "picture with too many words": (message(picture("好" * 2001)), "2001 characters"),
    "picture from two places": (message(picture(image_url="https://a.example/x.png")), "slack_file"),
    "picture by a name": (message(picture(slack_file={"id": "funnel.png"})), "funnel.png"),
    "empty upload": (upload(0), "0 bytes"),
    "upload without a name": (upload(name=""), "0 characters"),
    "upload of nothing": (("files.completeUploadExternal", {"files": []}), "files"),
    "section without text": (message({"type": "section"}), "neither text nor fields"),
    "11 fields": (message(section(fields=[mrkdwn("a")] * 11)), "11 items"),
    "long field": (message(section(fields=[mrkdwn("a" * 2001)])), "2001 characters"),
    "made-up block": (message({"type": "banner", "text": plain("a")}), "banner"),
    "block without type": (message({"text": plain("a")}), "'type' is a required property"),
    "misspelt key": (message(section(acessory=button())), "acessory"),
    "text of no type": (message({"type": "section", "text": {"text": "a"}}), "type"),
    "plain string as text": (message({"type": "section", "text": "a"}), "not of type 'object'"),
    "markdown in a button": (message(actions(button() | {"text": mrkdwn("a")})), "plain_text"),
    "long button": (message(actions(button("好" * 76))), "76 characters"),
    "empty button": (message(actions(button(""))), "0 characters"),
    "long button value": (message(actions(button(value="x" * 2001))), "2001 characters"),
    "number as value": (message(actions(button(value=7))), "not of type 'string'"),
    "style of no kind": (message(actions(button(style="warning"))), "warning"),
    "broken button link": (message(actions(button(url="javascript:alert(1)"))), "no link"),
    "26 buttons": (message(actions(*MANY)), "26 items"),
    "no buttons": (message(actions()), "0 items"),
    "one action_id twice": (message(actions(button(), button("改"))), "used 2 times"),
    "one block_id twice": (message(section(block_id="b"), section(block_id="b")), "used 2 times"),
    "long block_id": (message(section(block_id="b" * 256)), "256 characters"),
    "long action_id": (message(actions(button(action_id="b" * 256))), "256 characters"),
    "mrkdwn header": (message({"type": "header", "text": mrkdwn("a")}), "plain_text"),
    "long header": (message({"type": "header", "text": plain("a" * 151)}), "151 characters"),
    "11 context elements": (message({"type": "context", "elements": [mrkdwn("a")] * 11}), "11 items"),
    "button in context": (message({"type": "context", "elements": [button()]}), "button"),
    "image without alt": (message({"type": "image", "image_url": "https://a.example/a.png"}), "alt_text"),
    "menu without options": (message(actions(select())), "0 items"),
    "101 options": (message(actions(select(*[option(value=str(n)) for n in range(101)]))), "101 items"),
    "long option": (message(actions(select(option("好" * 76)))), "76 characters"),
    "equal option values": (message(actions(select(option(), option("华东")))), "used 2 times"),
    "foreign initial option": (
        message(actions(select(option(), initial_option=option("x", "9")))),
        "none of",
    ),
    "six overflow options": (
        message(section(accessory={"type": "overflow", "options": [option(value=str(n)) for n in range(6)]})),
        "6 items",
    ),
    "confirm too long": (
        message(
            actions(button(confirm={"title": plain("a"), "text": plain("b" * 301), "confirm": plain("c")}))
        ),
        "301 characters",
    ),
    "date in words": (
        message(actions({"type": "datepicker", "action_id": "d", "initial_date": "周五"})),
        "documented form",
    ),
    "blocks without text": (("chat.postMessage", {"channel": "U1", "blocks": [section()]}), "no_text"),
    "nothing to say": (("chat.postMessage", {"channel": "U1"}), "required"),
    "empty text": (("chat.postMessage", {"channel": "U1", "text": ""}), "no_text"),
    "long text": (("chat.postMessage", {"channel": "U1", "text": "好" * 4001}), "4001 characters"),
    "no channel": (("chat.postMessage", {"text": "a"}), "'channel' is a required property"),
    "update without ts": (("chat.update", {"channel": "C1", "text": "a"}), "'ts' is"),
    "ephemeral to nobody": (("chat.postEphemeral", {"channel": "C1", "text": "a"}), "'user' is"),
    "101 blocks in a view": (modal(*[section()] * 101), "101 items"),
    "long title": (modal(section(), title=plain("a" * 25)), "25 characters"),
    "input without submit": (bare_modal(entry()), "needs submit"),
    "two focused inputs": (
        modal(*[entry(element={"type": "plain_text_input", "action_id": "a", "focus_on_load": True})] * 2),
        "focus_on_load",
    ),
    "long metadata": (modal(section(), private_metadata="x" * 3001), "3001 characters"),
    "no trigger": (("views.open", {"view": modal(section())[1]["view"]}), "trigger_id"),
    "modal as home": (("views.publish", {"user_id": "U1", "view": modal(section())[1]["view"]}), "home view"),
    "home with a title": (home(section(), title=plain("a")), "title"),
    "errors without errors": (("view_response", {"response_action": "errors"}), "needs errors"),
    "unknown response action": (("view_response", {"response_action": "shake"}), "shake"),
    "response of no type": (("response_url", {"text": "a", "response_type": "public"}), "public"),
}
GOOD: dict[str, tuple[str, Json]] = {
    "text alone": ("chat.postMessage", {"channel": "U1", "text": "已记下"}),
    "card": message(section("*泰禾*", accessory=button()), actions(button(value="7", style="danger"))),
    "50 blocks": message(*[section()] * 50),
    "picture": message(section(), picture()),
    "upload": upload(),
    "uploaded": ("files.completeUploadExternal", {"files": [{"id": "F1", "title": "漏斗"}]}),
    "longest section": message(section("好" * 3000)),
    "25 buttons": message(actions(*MANY[:25])),
    "menu": message(actions(select(option(), option("华东", "2"), initial_option=option()))),
    "context, header, divider": message(
        {"type": "header", "text": plain("今天")},
        {"type": "context", "elements": [mrkdwn("三条")]},
        {"type": "divider"},
    ),
    "thread": ("chat.postMessage", {"channel": "C1", "text": "a", "thread_ts": "1.2", "unfurl_links": False}),
    "modal": modal(entry(hint=plain("客户和日期"), optional=True), private_metadata="7"),
    "home": home(section(), actions(button(action_id="a"), button(action_id="b"))),
    "100 home blocks": home(*[section()] * 100),
    "replace": ("response_url", {"text": "已撤销", "replace_original": True, "blocks": [section()]}),
    "delete": ("response_url", {"delete_original": True}),
    "errors": ("view_response", {"response_action": "errors", "errors": {"what": "不行"}}),
    "closing": ("view_response", {}),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_payload_is_caught_for_its_reason(name: str) -> None:
    (method, payload), reason = BAD[name]
    assert reason in " | ".join(problems(method, payload))
    assert problems(method, payload)


@pytest.mark.parametrize("name", GOOD)
def test_good_payload_passes(name: str) -> None:
    method, payload = GOOD[name]
    assert problems(method, payload) == []


@pytest.fixture(scope="module")
def slack() -> Iterator[SlackFake]:
    with SlackFake() as fake:
        fake.user("U1")
        yield fake


@pytest.mark.parametrize(
    "name", [name for name, ((method, _), _) in BAD.items() if method == "chat.postMessage"]
)
@pytest.mark.filterwarnings("ignore:The top-level `text` argument is missing")
def test_bad_message_is_refused_over_the_wire(slack: SlackFake, name: str) -> None:
    (method, payload), _ = BAD[name]
    slack.violations.clear()
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.base_url)
    with pytest.raises(SlackApiError, match="'ok': False"):
        asyncio.run(client.api_call(method, json=payload))
    assert [violation.method for violation in slack.violations] == [method] * len(slack.violations) != []
