"""Telegram's rules that types cannot say: sizes, counts, markup. Each finds what is wrong."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from tests.fakes.schema import Json, schema
from tests.fakes.telegram_html import EntitiesError, parse, utf16

TEXT, CAPTION, CALLBACK_DATA, CALLBACK_ANSWER = 4096, 1024, 64, 200
BUTTONS, ROW, INLINE_RESULTS, ENTITIES = 100, 8, 50, 100
PHOTO_BYTES, DOCUMENT_BYTES = 10 * 2**20, 50 * 2**20
WEBHOOK_PORTS = {443, 80, 88, 8443}
SENDS = {"sendMessage", "sendPhoto", "sendDocument"}
EDITS = {"editMessageText", "editMessageMedia", "editMessageReplyMarkup"}
PHOTO_SIDES, PHOTO_RATIO = 10_000, 20
_PNG = re.compile(rb"\x89PNG\r\n\x1a\n.{4}IHDR(.{4})(.{4})", re.DOTALL)


def problems(method: str, payload: Json) -> list[str]:
    """Everything Telegram would refuse or lose in this payload, types first."""
    types = schema("telegram")
    fields = {name: value for name, value in payload.items() if name != "_files"}
    shape = types.problems(method, fields) if method in types.methods else []
    return shape or list(_CHECKS.get(method, _nothing)(payload))


def visible(payload: Json, key: str = "text") -> tuple[str, list[Json]]:
    """The text after entities parsing, and the entities."""
    text, mode = payload.get(key) or "", payload.get("parse_mode")
    if mode is None:
        given = payload.get("caption_entities" if key == "caption" else "entities")
        return text, given or []
    if mode != "HTML":
        raise EntitiesError(f"this fake reads HTML only, not {mode}")
    return parse(text)


def _nothing(_payload: Json) -> Iterator[str]:
    return iter(())


def _text(payload: Json, key: str = "text", limit: int = TEXT, least: int = 1) -> Iterator[str]:
    try:
        text, entities = visible(payload, key)
    except EntitiesError as error:
        yield f"can't parse entities: {error}"
        return
    if least and not text.strip():
        yield "message text is empty"
    if utf16(text) > limit:
        name = "message caption" if key == "caption" else "message"
        yield f"{name} is too long ({utf16(text)} > {limit})"
    if len(entities) > ENTITIES:
        yield f"{len(entities)} entities, the client shows {ENTITIES}"
    for entity in entities:
        yield from _entity(entity, utf16(text))


def _entity(entity: Json, length: int) -> Iterator[str]:
    if entity["offset"] < 0 or entity["length"] < 1 or entity["offset"] + entity["length"] > length:
        yield f"entity beyond the text: {entity}"
    if entity["type"] == "text_link":
        yield from _url(entity.get("url", ""))


def _url(url: str) -> Iterator[str]:
    parts = urlsplit(url)
    web = parts.scheme in {"http", "https"} and "." in (parts.hostname or "")
    if not web and parts.scheme not in {"tg", "ton", "mailto", "tel"}:
        yield f"wrong HTTP URL {url!r}"


def _markup(payload: Json) -> Iterator[str]:
    markup = payload.get("reply_markup") or {}
    rows: list[list[Any]] = markup.get("inline_keyboard") or markup.get("keyboard") or []
    buttons = [button for row in rows for button in row]
    if len(buttons) > BUTTONS:
        yield f"reply markup is too long: {len(buttons)} buttons > {BUTTONS}"
    if any(not 1 <= len(row) <= ROW for row in rows):
        yield f"a row of buttons holds 1 to {ROW}"
    for button in buttons:
        yield from _button(button if isinstance(button, dict) else {"text": button})


def _button(button: Json) -> Iterator[str]:
    if not button["text"].strip():
        yield "a button without text"
    size = len(button.get("callback_data", "x").encode())
    if not 1 <= size <= CALLBACK_DATA:
        yield f"BUTTON_DATA_INVALID: {size} bytes"
    if "url" in button:
        yield from _url(button["url"])
    for link in (button.get("web_app", {}).get("url"), button.get("login_url", {}).get("url")):
        if link is not None and not link.startswith("https://"):
            yield f"not an HTTPS link: {link}"


def _send_message(payload: Json) -> Iterator[str]:
    yield from _text(payload)
    yield from _markup(payload)


def _edit_message(payload: Json) -> Iterator[str]:
    yield from _target(payload)
    if "text" in payload or "rich_message" not in payload:
        yield from _text(payload)
    yield from _markup(payload)


def _target(payload: Json) -> Iterator[str]:
    if "inline_message_id" not in payload and not {"chat_id", "message_id"} <= set(payload):
        yield "message identifier is not specified"


def _edit_markup(payload: Json) -> Iterator[str]:
    yield from _target(payload)
    yield from _markup(payload)


def _send_file(kind: str, limit: int) -> Callable[[Json], Iterator[str]]:
    def check(payload: Json) -> Iterator[str]:
        yield from _text(payload, "caption", CAPTION, least=0)
        yield from _markup(payload)
        upload = payload.get("_files", {}).get(kind)
        if upload is None and not payload[kind].startswith(("http://", "https://", "file-")):
            yield f"wrong remote file identifier {payload[kind][:40]!r}"
        if upload is not None and not 1 <= upload.size <= limit:
            yield f"{kind} of {upload.size} bytes (1 to {limit})"
        if upload is not None and kind == "photo":
            yield from _photo(upload.content)

    return check


def _photo(content: bytes) -> Iterator[str]:
    """What Telegram answers to photos too large or too long; of PNG only, as we send no others."""
    found = _PNG.match(content)
    if found is None:
        yield "IMAGE_PROCESS_FAILED"
        return
    width, height = (int.from_bytes(side, "big") for side in found.groups())
    if width + height > PHOTO_SIDES or max(width, height) > PHOTO_RATIO * min(width, height):
        yield f"PHOTO_INVALID_DIMENSIONS: {width} x {height}"


def _edit_media(payload: Json) -> Iterator[str]:
    yield from _target(payload)
    yield from _markup(payload)
    media = payload["media"]
    upload = payload.get("_files", {}).get("media")
    if media["type"] != "photo" or upload is None:
        yield "this fake takes uploaded photos only"
        return
    yield from _text(media, "caption", CAPTION, least=0)
    if not 1 <= upload.size <= PHOTO_BYTES:
        yield f"photo of {upload.size} bytes (1 to {PHOTO_BYTES})"
    yield from _photo(upload.content)


def _callback_answer(payload: Json) -> Iterator[str]:
    if utf16(payload.get("text", "")) > CALLBACK_ANSWER:
        yield f"MESSAGE_TOO_LONG: a callback answer holds {CALLBACK_ANSWER}"


def _inline_answer(payload: Json) -> Iterator[str]:
    results = payload["results"]
    if len(results) > INLINE_RESULTS:
        yield f"RESULTS_TOO_MUCH: {len(results)} > {INLINE_RESULTS}"
    ids = [result["id"] for result in results]
    if len(set(ids)) < len(ids):
        yield "RESULT_ID_DUPLICATE"
    if any(not 1 <= len(name.encode()) <= CALLBACK_DATA for name in ids):
        yield "RESULT_ID_INVALID: 1 to 64 bytes"
    if len(payload.get("next_offset", "").encode()) > CALLBACK_DATA:
        yield "NEXT_OFFSET_INVALID: 64 bytes at most"
    for result in results:
        yield from _inline_result(result)


def _inline_result(result: Json) -> Iterator[str]:
    content = result.get("input_message_content", {})
    if "message_text" in content:
        yield from _text({**content, "text": content["message_text"]})
    yield from _text(result, "caption", CAPTION, least=0)
    yield from _markup(result)
    if result["type"] == "article" and not result["title"].strip():
        yield "ARTICLE_TITLE_EMPTY"


def _commands(payload: Json) -> Iterator[str]:
    commands = payload["commands"]
    if len(commands) > 100:
        yield "BOT_COMMANDS_TOO_MUCH"
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            yield f"BOT_COMMAND_INVALID: {command['command']!r}"
        if not 1 <= len(command["description"]) <= 256:
            yield f"BOT_COMMAND_DESCRIPTION_INVALID: {command['command']!r}"


def _webhook(payload: Json) -> Iterator[str]:
    url = urlsplit(payload["url"])
    if payload["url"] and url.scheme != "https":
        yield "bad webhook: an HTTPS URL must be provided for webhook"
    if (url.port or 443) not in WEBHOOK_PORTS:
        yield "bad webhook: webhook can be set up only on ports 80, 88, 443 or 8443"
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", payload.get("secret_token", "x")):
        yield "bad webhook: secret token contains unallowed characters"


def _get_updates(payload: Json) -> Iterator[str]:
    if not 1 <= payload.get("limit", 100) <= 100:
        yield "limit is 1 to 100"
    if payload.get("timeout", 0) < 0:
        yield "timeout is not negative"


_CHECKS: dict[str, Callable[[Json], Iterator[str]]] = {
    "sendMessage": _send_message,
    "editMessageText": _edit_message,
    "editMessageMedia": _edit_media,
    "editMessageReplyMarkup": _edit_markup,
    "sendPhoto": _send_file("photo", PHOTO_BYTES),
    "sendDocument": _send_file("document", DOCUMENT_BYTES),
    "answerCallbackQuery": _callback_answer,
    "answerInlineQuery": _inline_answer,
    "setMyCommands": _commands,
    "setWebhook": _webhook,
    "getUpdates": _get_updates,
}
