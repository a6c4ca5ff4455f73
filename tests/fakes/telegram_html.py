"""Telegram's HTML: the text and the entities a user sees, or the words of refusal."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

_TOKEN = re.compile(
    r"<(?P<close>/?)(?P<name>[a-zA-Z0-9-]*)(?P<attributes>[^<>]*)>|(?P<stray><)|(?P<text>[^<]+)"
)
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?""")
_NAMED = re.compile(r"&(?!lt;|gt;|amp;|quot;|#\d+;|#x[0-9a-fA-F]+;)[a-zA-Z]+;")
_KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "code": "code", "pre": "pre", "blockquote": "blockquote", "a": "text_link", "span": "spoiler",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
_ALLOWED = {
    "a": {"href"},
    "blockquote": {"expandable"},
    "span": {"class"},
    "code": {"class"},
    "tg-emoji": {"emoji-id"},
}


class EntitiesError(Exception):
    """can't parse entities."""


def utf16(text: str) -> int:
    """Telegram counts lengths and offsets in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


@dataclass
class _Parser:
    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    open: list[tuple[str, int, dict[str, str]]] = field(default_factory=list)

    def feed(self, source: str) -> None:
        for match in _TOKEN.finditer(source):
            if match["text"]:
                self._words(match["text"])
            elif match["stray"]:
                raise EntitiesError(
                    f"unclosed start tag at byte offset {len(source[: match.start()].encode())}"
                )
            elif match["close"]:
                self._close(match["name"].lower())
            else:
                self._start(match["name"].lower(), match["attributes"])
        if self.open:
            raise EntitiesError(f'can\'t find end tag corresponding to start tag "{self.open[-1][0]}"')

    def _words(self, raw: str) -> None:
        if named := _NAMED.search(raw):
            raise EntitiesError(f"unsupported HTML entity {named[0]}")
        self.text += unescape(raw)

    def _start(self, name: str, raw: str) -> None:
        if name not in _KINDS:
            raise EntitiesError(f'unsupported start tag "{name}"')
        attributes = {key: double or single for key, double, single in _ATTRIBUTE.findall(raw)}
        if extra := set(attributes) - _ALLOWED.get(name, set()):
            raise EntitiesError(f'unsupported attribute {sorted(extra)} of tag "{name}"')
        if name == "a" and not attributes.get("href"):
            raise EntitiesError('tag "a" must have attribute "href"')
        self.open.append((name, utf16(self.text), attributes))

    def _close(self, name: str) -> None:
        if not self.open or self.open[-1][0] != name:
            expected = self.open[-1][0] if self.open else "nothing"
            raise EntitiesError(f'unmatched end tag "{name}", expected "{expected}"')
        tag, offset, attributes = self.open.pop()
        if length := utf16(self.text) - offset:
            entity = {"type": _KINDS[tag], "offset": offset, "length": length}
            self.entities.append(entity | ({"url": unescape(attributes["href"])} if tag == "a" else {}))


def parse(source: str) -> tuple[str, list[dict[str, Any]]]:
    """The visible text and its entities; `EntitiesError` says what Telegram would not take."""
    parser = _Parser()
    parser.feed(source)
    return parser.text, sorted(parser.entities, key=lambda e: (e["offset"], -e["length"]))
