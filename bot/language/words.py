"""The reading tables of both languages, compiled: one expression per feature, since people mix languages."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from bot.domain.people import Language
from bot.language.phrases import catalogue

CUSTOMER, CONTACT, MEMBER, PRODUCT = "\ue000", "\ue001", "\ue002", "\ue003"
MOMENT, DEADLINE, RECURRING = "\ue004", "\ue005", "\ue006"
ANY_NAME: Final = (
    f"(?:{CONTACT}++(?: ?(?:at|from|of|@|,|的) ?|[ ,]*)(?:the )?{CUSTOMER}++"
    f"|{CUSTOMER}++(?:的|'s)?[ ,]*{CONTACT}++|{CUSTOMER}++|{CONTACT}++)"
)
"""Possessive, like all signs: a name is one thing, and a list of words that may hold names stays fast."""
OPEN_HEAD: Final = re.compile(r"n't|[^\w(]")
OPEN_TAIL: Final = re.compile(r"(?:\\\?|\$|\]|\*|\$\)| \))$")
SIGNS: Final = {
    "{C}": f"(?:{CUSTOMER}++)",
    "{P}": f"(?:{CONTACT}++)",
    "{M}": f"(?:{MEMBER}++)",
    "{X}": f"(?:{PRODUCT}++)",
    "{T}": f"(?:[{MOMENT}-{RECURRING}]++)",
    "{D}": f"(?:{DEADLINE}++)",
    "{R}": f"(?:{RECURRING}++)",
    "{W}": f"(?:[{MOMENT}-{RECURRING}]++)",
    "{N}": ANY_NAME,
}
"""Runs of signs are possessive: a repetition around one never tries to part it."""


def reading(language: Language) -> dict[str, Any]:
    table: dict[str, Any] = catalogue(language)["reading"]
    return table


def pattern(expression: str) -> str:
    """An entry of the tables with the names of things put in."""
    for name, sign in SIGNS.items():
        if name in expression:
            expression = expression.replace(name, sign)
    return expression


def _bounds(language: Language, text: str) -> tuple[str, str]:
    """English words stand alone, except n't, which hangs on to its verb, and what a sign begins or ends."""
    if language is Language.ZH:
        return "", ""
    head = "" if OPEN_HEAD.match(text) else r"(?<![a-z])"
    return head, "" if OPEN_TAIL.search(text) else r"(?![a-z])"


def union(entries: Iterable[tuple[Language, str]]) -> re.Pattern[str]:
    """One expression for the entries of several languages; one that never matches when there are none.

    Neighbours of the same bounds share them: looked for once a place, not once an entry.
    """
    texts = ((language, pattern(entry)) for language, entry in entries)
    runs = groupby(((_bounds(*each), each[1]) for each in texts), key=itemgetter(0))
    parts = (f"{head}(?:{'|'.join(text for _, text in run)}){tail}" for (head, tail), run in runs)
    return re.compile("|".join(parts) or r"(?!)")


def _both(section: str, key: str) -> list[tuple[Language, str]]:
    return [
        (language, entry)
        for language in Language
        for entry in reading(language).get(section, {}).get(key, ())
    ]


@cache
def section(name: str) -> Mapping[str, re.Pattern[str]]:
    """Every table of a section (`features`, `channels`, …), both languages in one expression each."""
    keys = dict.fromkeys(key for language in Language for key in reading(language).get(name, {}))
    return {key: union(_both(name, key)) for key in keys}


@cache
def han_only(name: str) -> Mapping[str, re.Pattern[str]]:
    """The same tables for a text without Latin letters, where the English half could find nothing."""
    table: Mapping[str, Any] = reading(Language.ZH).get(name, {})
    return {key: union((Language.ZH, entry) for entry in entries) for key, entries in table.items()}


@cache
def strips(key: str, language: Language) -> tuple[re.Pattern[str], ...]:
    """What is taken out of a clause before the rest is its content, in order."""
    return tuple(
        re.compile(_bounded_strip(language, entry)) for entry in reading(language)["strip"].get(key, ())
    )


def _bounded_strip(language: Language, expression: str) -> str:
    text = pattern(expression)
    if language is Language.ZH or text[:1] in "^[":
        return text
    return rf"(?<![a-z])(?:{text})(?![a-z])"


@cache
def wholes() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    """The sayings that must fit a whole message, by command."""
    found: dict[str, list[re.Pattern[str]]] = {}
    for language in Language:
        for name, command in catalogue(language)["commands"].items():
            found.setdefault(name, []).extend(re.compile(pattern(each)) for each in command.get("whole", ()))
    return {name: tuple(patterns) for name, patterns in found.items() if patterns}


@cache
def tones() -> Mapping[str, re.Pattern[str]]:
    """Small talk by tone."""
    rows = {key: _both("chat", key) for key in reading(Language.EN)["chat"]}
    return {key: re.compile("|".join(f"(?:{pattern(each)})" for _, each in row)) for key, row in rows.items()}


@cache
def small_talk() -> re.Pattern[str]:
    """A message that is nothing but small talk: ok谢谢, hi 你好."""
    words = "|".join(each.pattern for each in tones().values())
    return re.compile(rf"(?:(?:{words})[\s,，.。!！~]*)+")


@cache
def greetings() -> re.Pattern[str]:
    """A greeting with what parts it from the message that follows."""
    words = "|".join(f"(?:{each})" for _, each in _both("chat", "hello"))
    return re.compile(rf"(?:(?:{words})(?:[\s,，.。!！~:：]+|$))+")


@cache
def places_said() -> tuple[re.Pattern[str], ...]:
    """The first, the second …, as people pick from a list."""
    rows = zip(*(reading(language)["answers"]["ordinals"] for language in Language), strict=True)
    return tuple(re.compile("|".join(row)) for row in rows)


@cache
def slashes() -> Mapping[str, str]:
    """Command names by their slash names, in either language; their own name always does."""
    return {
        slash.lower(): name
        for language in Language
        for name, command in catalogue(language)["commands"].items()
        for slash in (name, *command.get("slash", ()))
    }
