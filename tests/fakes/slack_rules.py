"""Block Kit's rules that types cannot say: sizes, counts, uniqueness. Each finds what is wrong."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from tests.fakes.schema import Json, schema

MESSAGE_BLOCKS, VIEW_BLOCKS, TEXT = 50, 100, 4000
SECTION, FIELD, FIELDS, ID = 3000, 2000, 10, 255
BUTTON_TEXT, BUTTON_VALUE, URL, ACTIONS, CONTEXT = 75, 2000, 3000, 25, 10
TITLE, METADATA, MARKDOWN, HEADER, PLACEHOLDER, LABEL = 24, 3000, 12000, 150, 150, 2000
FILE_BYTES = 2**30
FILE_ID, FILE_ID_EXAMPLE = re.compile("F[A-Z0-9]{8,}"), "F0123456789"
_OPTIONS = {
    "overflow": 5,
    "radio_buttons": 10,
    "checkboxes": 10,
    "static_select": 100,
    "multi_static_select": 100,
}
_DATES = {"initial_date": r"\d{4}-\d\d-\d\d", "initial_time": r"([01]\d|2[0-3]):[0-5]\d"}


def problems(method: str, payload: Json) -> list[str]:
    """Everything Slack would refuse in this payload: shapes first, then sizes."""
    shape = _shapes(method, payload)
    return shape or [*_limits(payload), *_CHECKS.get(method, _nothing)(payload)]


def _shapes(method: str, payload: Json) -> list[str]:
    types = schema("slack")
    view = payload.get("view")
    inside = view.get("blocks", []) if isinstance(view, dict) else []
    blocks = payload.get("blocks", inside)
    found = [
        f"blocks[{index}] {problem}"
        for index, block in enumerate(blocks if isinstance(blocks, list) else [])
        for problem in types.type_problems("KnownBlock", block)
    ]
    return found or types.problems(method, payload)


def _nothing(_payload: Json) -> Iterator[str]:
    return iter(())


def _limits(payload: Json) -> Iterator[str]:
    if "blocks" in payload:
        yield from _blocks(payload["blocks"], MESSAGE_BLOCKS)
    if "view" in payload:
        yield from _view(payload["view"])
    yield from _size("text", payload.get("text"), TEXT, least=0)


def _message(payload: Json) -> Iterator[str]:
    if not payload.get("text") and not payload.get("markdown_text"):
        yield "no_text: notifications and screen readers need `text` beside `blocks`"


def _upload(payload: Json) -> Iterator[str]:
    yield from _size("filename", payload["filename"], ID)
    if not 1 <= payload["length"] <= FILE_BYTES:
        yield f"length: {payload['length']} bytes (1 to {FILE_BYTES})"


def _size(name: str, value: str | None, most: int, least: int = 1) -> Iterator[str]:
    if value is not None and not least <= len(value) <= most:
        yield f"{name}: {len(value)} characters ({least} to {most})"


def _count(name: str, items: list[Any], most: int, least: int = 1) -> Iterator[str]:
    if not least <= len(items) <= most:
        yield f"{name}: {len(items)} items ({least} to {most})"


def _unique(name: str, ids: list[str | None]) -> Iterator[str]:
    for each, count in Counter(ids).items():
        if each is not None and count > 1:
            yield f"{name} {each!r} is used {count} times"


def _text_of(name: str, holder: Json | None, most: int, least: int = 1) -> Iterator[str]:
    if holder is not None:
        yield from _size(name, holder["text"], most, least)


def _blocks(blocks: list[Json], most: int, least: int = 0) -> Iterator[str]:
    yield from _count("blocks", blocks, most, least)
    yield from _unique("block_id", [block.get("block_id") for block in blocks])
    focused = sum(element.get("focus_on_load", False) for block in blocks for element in elements(block))
    if focused > 1:
        yield "focus_on_load on more than one element"
    yield from _size("markdown blocks together", "".join(_markdown(blocks)), MARKDOWN, least=0)
    for index, block in enumerate(blocks):
        found = [*_size("block_id", block.get("block_id"), ID), *_BLOCKS.get(block["type"], _nothing)(block)]
        found += [each for element in elements(block) for each in _element(element)]
        found += _unique("action_id", [element.get("action_id") for element in elements(block)])
        yield from (f"blocks[{index}] ({block['type']}) {each}" for each in found)


def _markdown(blocks: list[Json]) -> Iterator[str]:
    return (block["text"] for block in blocks if block["type"] == "markdown")


def elements(block: Json) -> list[Json]:
    """The interactive parts of a block."""
    found = [
        *(block["elements"] if block["type"] == "actions" else []),
        block.get("accessory"),
        block.get("element"),
    ]
    return [element for element in found if element and element["type"] != "image"]


def _section(block: Json) -> Iterator[str]:
    if not block.get("text") and not block.get("fields"):
        yield "neither text nor fields"
    yield from _text_of("text", block.get("text"), SECTION)
    if "fields" in block:
        yield from _count("fields", block["fields"], FIELDS)
    for each in block.get("fields", []):
        yield from _text_of("field", each, FIELD)


def _header(block: Json) -> Iterator[str]:
    yield from _text_of("text", block["text"], HEADER)


def _context(block: Json) -> Iterator[str]:
    yield from _count("elements", block["elements"], CONTEXT)
    for element in block["elements"]:
        if element["type"] == "image":
            yield from _image(element)
        else:
            yield from _text_of("text", element, SECTION)


def _actions(block: Json) -> Iterator[str]:
    yield from _count("elements", block["elements"], ACTIONS)


def _input(block: Json) -> Iterator[str]:
    yield from _text_of("label", block["label"], LABEL)
    yield from _text_of("hint", block.get("hint"), LABEL)


def _image(block: Json) -> Iterator[str]:
    file = block.get("slack_file", {}).get("id", FILE_ID_EXAMPLE)
    if not FILE_ID.fullmatch(file):
        yield f"slack_file id {file!r} is none"
    yield from _size("image_url", block.get("image_url"), URL)
    yield from _size("alt_text", block["alt_text"], LABEL)
    yield from _text_of("title", block.get("title"), LABEL)


def _table(block: Json) -> Iterator[str]:
    yield from _count("rows", block["rows"], 100)
    for row in block["rows"]:
        yield from _count("cells", row, 20)


def _element(element: Json) -> Iterator[str]:
    yield from _size("action_id", element.get("action_id"), ID)
    yield from _text_of("placeholder", element.get("placeholder"), PLACEHOLDER)
    yield from _confirm(element.get("confirm"))
    for key, pattern in _DATES.items():
        if key in element and not re.fullmatch(pattern, element[key]):
            yield f"{key} {element[key]!r} is not in the documented form"
    if element["type"] == "button":
        yield from _button(element)
    if element["type"] == "plain_text_input":
        yield from _plain_text_input(element)
    if element["type"] in _OPTIONS:
        yield from _menu(element)


def _button(element: Json) -> Iterator[str]:
    yield from _text_of("button text", element["text"], BUTTON_TEXT)
    yield from _size("button value", element.get("value"), BUTTON_VALUE)
    yield from _size("button url", element.get("url"), URL)
    yield from _size("accessibility_label", element.get("accessibility_label"), BUTTON_TEXT)
    if "url" in element and not re.match(r"https?://|mailto:|slack://", element["url"]):
        yield f"button url {element['url']!r} is no link"


def _confirm(dialog: Json | None) -> Iterator[str]:
    for key, most in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
        yield from _text_of(f"confirm {key}", (dialog or {}).get(key), most)


def _plain_text_input(element: Json) -> Iterator[str]:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if not 0 <= least <= most <= 3000 or most < 1:
        yield f"min_length {least} and max_length {most} (within 0 to 3000)"
    yield from _size("initial_value", element.get("initial_value"), most, least=0)


def _menu(element: Json) -> Iterator[str]:
    groups = element.get("option_groups")
    if ("options" in element) == (groups is not None):
        yield "needs either options or option_groups"
        return
    for group in groups if groups is not None else [element]:
        yield from _count(f"{element['type']} options", group["options"], _OPTIONS[element["type"]])
    options = [option for group in groups or [element] for option in group["options"]]
    yield from _unique("option value", [option.get("value") for option in options])
    for option in options:
        yield from _option(option)
    chosen = element.get(
        "initial_options", [element["initial_option"]] if "initial_option" in element else []
    )
    if any(option not in options for option in chosen):
        yield "an initial option is none of the options"


def _option(option: Json) -> Iterator[str]:
    yield from _text_of("option text", option["text"], BUTTON_TEXT)
    yield from _size("option value", option.get("value"), 150)
    yield from _text_of("option description", option.get("description"), BUTTON_TEXT)


def _view(view: Json) -> Iterator[str]:
    yield from _blocks(view["blocks"], VIEW_BLOCKS)
    for key in ("title", "submit", "close"):
        yield from _text_of(key, view.get(key), TITLE)
    yield from _size("private_metadata", view.get("private_metadata"), METADATA, least=0)
    yield from _size("callback_id", view.get("callback_id"), ID, least=0)
    yield from _size("external_id", view.get("external_id"), ID, least=0)
    inputs = any(block["type"] == "input" for block in view["blocks"])
    if view["type"] == "modal" and inputs and "submit" not in view:
        yield "a modal with input blocks needs submit"


def _home(payload: Json) -> Iterator[str]:
    if payload["view"]["type"] != "home":
        yield f"views.publish takes a home view, not {payload['view']['type']}"


def _modal(payload: Json) -> Iterator[str]:
    if payload["view"]["type"] != "modal":
        yield f"a modal is expected, not {payload['view']['type']}"


def _response(payload: Json) -> Iterator[str]:
    if not payload.get("delete_original"):
        yield from _message(payload)


def _view_response(payload: Json) -> Iterator[str]:
    needed = {"errors": "errors", "update": "view", "push": "view"}.get(payload.get("response_action", ""))
    if needed and not payload.get(needed):
        yield f"response_action {payload['response_action']} needs {needed}"


_BLOCKS: dict[str, Callable[[Json], Iterator[str]]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "image": _image,
    "table": _table,
}
_CHECKS: dict[str, Callable[[Json], Iterator[str]]] = {
    "chat.postMessage": _message,
    "chat.postEphemeral": _message,
    "chat.update": _message,
    "files.getUploadURLExternal": _upload,
    "response_url": _response,
    "views.open": _modal,
    "views.update": _nothing,
    "views.publish": _home,
    "view_response": _view_response,
}
