"""What the Telegram fake refuses and what it takes, payload by payload."""

import asyncio
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.fakes.png import png
from tests.fakes.schema import Json
from tests.fakes.telegram import TelegramFake
from tests.fakes.telegram_chats import File
from tests.fakes.telegram_rules import problems


def text(words: str = "已记下", **more: Any) -> tuple[str, Json]:
    return "sendMessage", {"chat_id": 42, "text": words, **more}


def html(words: str) -> tuple[str, Json]:
    return text(words, parse_mode="HTML")


def keyboard(*rows: list[Json]) -> tuple[str, Json]:
    return text(reply_markup={"inline_keyboard": list(rows)})


def button(data: str = "a1", label: str = "撤销", **more: Any) -> Json:
    return {"text": label, "callback_data": data, **more}


def article(number: int, **more: Any) -> Json:
    content = {"message_text": "泰禾"}
    return {"type": "article", "id": str(number), "title": "泰禾", "input_message_content": content, **more}


def inline(*results: Json, **more: Any) -> tuple[str, Json]:
    return "answerInlineQuery", {"inline_query_id": "1", "results": list(results), **more}


def document(size: int, **more: Any) -> tuple[str, Json]:
    file = File("file-1", "客户.xlsx", bytes(size))
    return "sendDocument", {"chat_id": 42, "document": "file-1", "_files": {"document": file}, **more}


def photo(width: int = 1080, height: int = 600, **more: Any) -> tuple[str, Json]:
    file = File("file-1", "funnel.png", png(width, height))
    return "sendPhoto", {"chat_id": 42, "photo": "file-1", "_files": {"photo": file}, **more}


def media(caption: str = "漏斗", **more: Any) -> tuple[str, Json]:
    said = {"type": "photo", "media": "attach://a", "caption": caption}
    files = {"media": File("file-1", "funnel.png", png())}
    return "editMessageMedia", {"chat_id": 42, "message_id": 1, "media": said, "_files": files, **more}


BAD: dict[str, tuple[tuple[str, Json], str]] = {
    "empty": (text(""), "empty"),
    "blank": (html("<b> </b>"), "empty"),
    "too long": (text("好" * 4097), "4097 > 4096"),
    "too long in UTF-16": (text("😀" * 2049), "4098 > 4096"),
    "no chat": (("sendMessage", {"text": "a"}), "chat_id"),
    "unclosed tag": (html("<b>泰禾"), "end tag"),
    "crossed tags": (html("<b><i>泰禾</b></i>"), "unmatched end tag"),
    "stray bracket": (html("利润 < 3"), "unclosed start tag"),
    "unknown tag": (html("<p>泰禾</p>"), "unsupported start tag"),
    "unknown entity": (html("泰禾&nbsp;"), "unsupported HTML entity"),
    "script link": (html('<a href="javascript:alert(1)">看</a>'), "wrong HTTP URL"),
    "entity beyond the text": (text("a", entities=[{"type": "bold", "offset": 0, "length": 9}]), "beyond"),
    "unknown parse mode": (text(parse_mode="BBCode"), "BBCode"),
    "unknown field": (text(disable_preview=True), "disable_preview"),
    "callback data of 66 bytes": (keyboard([button("承" * 22)]), "66 bytes"),
    "empty callback data": (keyboard([button("")]), "0 bytes"),
    "101 buttons": (keyboard(*[[button(str(n))] for n in range(101)]), "101 buttons"),
    "nine in a row": (keyboard([button(str(n)) for n in range(9)]), "1 to 8"),
    "empty row": (keyboard([]), "1 to 8"),
    "button without an action": (keyboard([{"text": "a"}]), "inline_keyboard"),
    "button with two actions": (keyboard([button(url="https://a.example")]), "inline_keyboard"),
    "button without text": (keyboard([button(label=" ")]), "without text"),
    "button with a bad link": (keyboard([{"text": "看", "url": "localhost/x"}]), "wrong HTTP URL"),
    "long caption": (document(1, caption="好" * 1025), "1025 > 1024"),
    "document of 51 MB": (document(51 * 2**20), "bytes"),
    "empty document": (document(0), "0 bytes"),
    "long caption of a photo": (photo(caption="好" * 1025), "1025 > 1024"),
    "photo too tall": (photo(20, 9990), "PHOTO_INVALID_DIMENSIONS"),
    "photo too narrow": (photo(20, 401), "PHOTO_INVALID_DIMENSIONS"),
    "photo that is none": (
        ("sendPhoto", {"chat_id": 42, "photo": "file-1", "_files": {"photo": File("1", "x", b"GIF89a")}}),
        "IMAGE_PROCESS_FAILED",
    ),
    "long caption of an edited photo": (media("好" * 1025), "1025 > 1024"),
    "edited photo without an upload": (media(_files={}), "uploaded"),
    "edited photo of no message": (("editMessageMedia", {"media": media()[1]["media"]}), "identifier"),
    "edited photo of unknown kind": (media(media={"type": "gif", "media": "attach://a"}), "gif"),
    "51 inline results": (inline(*[article(n) for n in range(51)]), "51 > 50"),
    "equal result ids": (inline(article(1), article(1)), "DUPLICATE"),
    "inline result without content": (inline({"type": "article", "id": "1", "title": "a"}), "results"),
    "long callback answer": (
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "好" * 201}),
        "200",
    ),
    "edit of nothing": (("editMessageText", {"text": "a"}), "identifier"),
    "upper-case command": (
        ("setMyCommands", {"commands": [{"command": "Help", "description": "a"}]}),
        "Help",
    ),
    "Chinese command": (("setMyCommands", {"commands": [{"command": "承诺", "description": "a"}]}), "承诺"),
    "unknown chat action": (("sendChatAction", {"chat_id": 42, "action": "thinking"}), "thinking"),
    "webhook without TLS": (("setWebhook", {"url": "http://a.example/"}), "HTTPS"),
    "webhook on an odd port": (("setWebhook", {"url": "https://a.example:9000/"}), "ports"),
    "webhook secret": (("setWebhook", {"url": "https://a.example/", "secret_token": "好"}), "secret token"),
    "limit over 100": (("getUpdates", {"limit": 101}), "1 to 100"),
}
GOOD: dict[str, tuple[str, Json]] = {
    "text": text(),
    "longest": text("好" * 4096),
    "longest after entities": html("<b>" + "好" * 4096 + "</b>"),
    "html": html(
        '<b>泰禾 <i>A&amp;B</i></b> &lt;3 <a href="https://a.example/?a=1&amp;b=2">看</a> <code>x</code>'
    ),
    "buttons": keyboard([button(), button("a2", "改")], [{"text": "看", "url": "https://a.example"}]),
    "100 buttons": keyboard(*[[button(str(n)) for n in range(5)]] * 20),
    "64 bytes": keyboard([button("x" * 64)]),
    "reply": text(reply_parameters={"message_id": 3}),
    "document": document(10, caption="<b>a</b>", parse_mode="HTML"),
    "photo": photo(caption="<b>漏斗</b>", parse_mode="HTML"),
    "edited photo": media(),
    "inline": inline(*[article(n) for n in range(50)], cache_time=0, is_personal=True),
    "commands": (
        "setMyCommands",
        {"commands": [{"command": "help", "description": "帮助"}], "language_code": "zh"},
    ),
    "webhook": ("setWebhook", {"url": "https://a.example:8443/t", "secret_token": "A-z_0"}),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_payload_is_caught_for_its_reason(name: str) -> None:
    (method, payload), reason = BAD[name]
    found = problems(method, payload)
    assert found
    assert reason in " | ".join(found)


@pytest.mark.parametrize("name", GOOD)
def test_good_payload_passes(name: str) -> None:
    method, payload = GOOD[name]
    assert problems(method, payload) == []


@pytest.fixture(scope="module")
def telegram() -> Iterator[TelegramFake]:
    with TelegramFake() as fake:
        fake.private(42)
        yield fake


@pytest.mark.parametrize("name", [name for name, ((_, payload), _) in BAD.items() if "_files" not in payload])
def test_bad_payload_is_refused_over_the_wire(telegram: TelegramFake, name: str) -> None:
    (method, payload), _ = BAD[name]
    telegram.violations.clear()
    answer = httpx.post(f"{telegram.base_url}{telegram.token}/{method}", json=payload)
    assert (answer.status_code, answer.json()["ok"]) == (400, False)
    assert telegram.violations
    assert all(violation.method == method for violation in telegram.violations)


def test_unknown_chat_is_a_violation(telegram: TelegramFake) -> None:
    telegram.violations.clear()

    async def send() -> httpx.Response:
        async with httpx.AsyncClient() as client:
            url = f"{telegram.base_url}{telegram.token}/sendMessage"
            return await client.post(url, data={"chat_id": 99, "text": "a"})

    assert asyncio.run(send()).json()["description"] == "Bad Request: chat not found"
    assert [str(violation) for violation in telegram.violations] == [
        "sendMessage: Bad Request: chat not found"
    ]
