"""Text on its way in and out: Slack's escapes undone and done; nothing deceives or calls people."""

import re
from collections.abc import Callable

NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Bidirectional controls: with them `gpj.exe` reads as `exe.jpg`."""
BREAK = re.compile(r"[\s，。；、,;]")
TOKEN = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
HAN = re.compile("[\u3400-\u9fff]")
LETTER = re.compile("[A-Za-z]{2}")
CODE = re.compile(r"\b[0-9A-Za-z]{4}-[0-9A-Za-z]{4}\b")
"""A join code, which is of no language."""
LEAST_KEPT = 0.5


def clean(text: str) -> str:
    """The text without control characters, lone surrogates and bidirectional controls; lines stay."""
    return TURNING.sub("", NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def clip(text: str, most: int) -> str:
    """The text in at most so many characters; what is cut off is marked."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def pieces(line: str, most: int) -> list[str]:
    """A line in pieces of at most so many characters, cut after a space or a comma where there is one."""
    cut: list[str] = []
    while len(line) > most:
        breaks = [found.end() for found in BREAK.finditer(line, 0, most)]
        end = breaks[-1] if breaks and breaks[-1] > most * LEAST_KEPT else most
        cut.append(line[:end])
        line = line[end:]
    return [*cut, line]


def escape(text: str) -> str:
    """Text for a mrkdwn field: no mention, channel call or link survives."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def typed(text: str, bot_user: str) -> str:
    """What a person typed: our own name taken out, links and mentions as they read, escapes undone."""
    return clean(unescape(TOKEN.sub(_reading(bot_user), text))).strip()


def mentions(text: str, bot_user: str) -> bool:
    return bool(bot_user) and f"<@{bot_user}" in text


def guessed_language(text: str) -> str:
    """The language of somebody of whom only this text is known: `zh`, `en`, or "" when it does not tell."""
    if HAN.search(text):
        return "zh"
    return "en" if LETTER.search(CODE.sub("", text)) else ""


def _reading(bot_user: str) -> Callable[[re.Match[str]], str]:
    def read(token: re.Match[str]) -> str:
        mark, inside, label = token[1], token[2], token[3]
        if mark == "@" and inside == bot_user:
            return ""
        if mark == "!":
            return label or f"@{inside}"
        if mark:
            return f"{mark}{label or inside}"
        return label or inside.removeprefix("mailto:").removeprefix("tel:")

    return read
