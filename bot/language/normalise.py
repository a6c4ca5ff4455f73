"""Text as tables and keys see it: one width, one case, simplified, and every character at its old place."""

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any, Final, cast

LONGEST: Final = 1000
"""What a person says in one message; the rest of a longer one is not listened to."""
HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff"
LATIN: Final = r"[a-z0-9\u00c0-\u024f]+(?:(?:[&+.\-]|'(?!s(?![a-z])))[a-z0-9\u00c0-\u024f]+)*"
ATOM: Final = re.compile(rf"(?P<latin>{LATIN})|(?P<han>[{HAN}])|(?P<gap>[ ]+)|(?P<stop>.)", re.DOTALL)
QUOTES: Final = dict(zip(map(ord, "‘’“”｀´"), "''\"\"''", strict=True))
HAN_RUN: Final = re.compile(rf"[{HAN}]")


class Later:
    """A regular expression that is compiled when it is first used: few are needed to begin with."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self.pattern), name)
        setattr(self, name, found)
        return found


def later(pattern: str) -> re.Pattern[str]:
    """The expression, for a constant of a module."""
    return cast("re.Pattern[str]", Later(pattern))


@cache
def _simplified() -> dict[int, str]:
    """Each traditional character and its simplified one, from OpenCC (see docs/reference/names.md)."""
    pairs = files("bot.language").joinpath("simplified.txt").read_text("utf-8").strip()
    return {ord(old): new for old, new in zip(pairs[::2], pairs[1::2], strict=True)} | QUOTES


@cache
def _plain(sign: str) -> str:
    """One character for one: what would grow (㎏, ß) stays as it is."""
    folded = unicodedata.normalize("NFKC", sign).lower()
    if sign.isspace() and sign != "\n":
        return " "
    return folded if len(folded) == 1 else sign


def fold(text: str) -> str:
    """NFKC, lower case and simplified, of the same length: spans of it are spans of the original."""
    if text.isascii():
        return text.lower().replace("\t", " ")
    return "".join(map(_plain, text)).translate(_simplified())


def has_han(text: str) -> bool:
    return HAN_RUN.search(text) is not None


def atoms(folded: str) -> list[tuple[str, int, int]]:
    """Han characters and Latin words with their spans; a stop between two of them is an empty one."""
    found: list[tuple[str, int, int]] = []
    for match in ATOM.finditer(folded):
        if match.lastgroup == "stop":
            found.append(("", match.start(), match.end()))
        elif match.lastgroup == "gap":
            if _between_han(folded, match.start(), match.end()):
                found.append(("", match.start(), match.end()))
        else:
            found.append((match[0], match.start(), match.end()))
    return found


def _between_han(folded: str, start: int, end: int) -> bool:
    return bool(
        start and end < len(folded) and HAN_RUN.match(folded[start - 1]) and HAN_RUN.match(folded[end])
    )


def join(words: list[str]) -> str:
    """A key out of atoms: words with a space between them, Han characters without."""
    key = ""
    for word in words:
        key += f" {word}" if key and key[-1].isascii() and word[:1].isascii() else word
    return key


def key_of(name: str) -> str:
    """The whole name as one key."""
    return join([word for word, _, _ in atoms(fold(name)) if word])
