"""Text as Telegram counts it, without what could deceive its reader or break a database."""

import re

NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Bidirectional controls: with them `gpj.exe` reads as `exe.jpg`."""
BREAK = re.compile(r"[\s，。；、,;]")
LEAST_KEPT = 0.5


def clean(text: str) -> str:
    """The text without control characters, lone surrogates and bidirectional controls; lines stay."""
    return TURNING.sub("", NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def size(text: str) -> int:
    """Length in UTF-16 code units, the only length that Telegram knows."""
    return len(text) + sum(char > "\uffff" for char in text)


def clip(text: str, most: int) -> str:
    """The text in at most so many code units; what is cut off is marked."""
    return text if size(text) <= most else f"{head(text, most - 1)}…"


def head(text: str, most: int) -> str:
    """The longest beginning of at most so many code units; a character outside the BMP is never halved."""
    taken = text[:most]
    while size(taken) > most:
        taken = taken[: len(taken) - max(1, (size(taken) - most) // 2)]
    return taken


def pieces(line: str, most: int) -> list[str]:
    """A line in pieces of at most so many code units, cut after a space or a comma where there is one."""
    cut: list[str] = []
    while size(line) > most:
        piece = head(line, most)
        breaks = [found.end() for found in BREAK.finditer(piece)]
        end = breaks[-1] if breaks and breaks[-1] > len(piece) * LEAST_KEPT else len(piece)
        cut.append(line[:end])
        line = line[end:]
    return [*cut, line]
