"""The reading tables of both languages, compiled: one expression per feature, since people mix languages."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from bot.domain.people import Language
from bot.language.normalise import has_han
from bot.language.phrases import catalogue

CUSTOMER, CONTACT, MEMBER, PRODUCT = "\ue000", "\ue001", "\ue002", "\ue003"
MOMENT, DEADLINE, RECURRING = "\ue004", "\ue005", "\ue006"
ANY_NAME: Final = (
    f"(?:{CONTACT}++(?: ?(?:at|from|of|@|,|的) ?|[ ,]*)(?:the )?{CUSTOMER}++"
    f"|{CUSTOMER}++(?:的|'s)?[ ,]*{CONTACT}++|{CUSTOMER}++|{CONTACT}++)"
)
LATIN_WORD: Final = re.compile(r"[a-z]")
NOT_WORDS: Final = re.compile(r"\\.|\{[A-Z]\}|\(\?P<\w+>")
"""Classes, signs and group names: letters of an expression that are none of what it looks for."""
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
"""Possessive: a run of signs is never given back, or a repeat of repeats would take for ever on 下周三下周三…."""


def reading(language: Language) -> dict[str, Any]:
    table: dict[str, Any] = catalogue(language)["reading"]
    return table


def pattern(expression: str) -> str:
    """An entry of the tables with the names of things put in."""
    for name, sign in SIGNS.items():
        if name in expression:
            expression = expression.replace(name, sign)
    return expression


def _bounded(language: Language, expression: str) -> str:
    """English words stand alone, except n't, which hangs on to its verb, and what a sign begins or ends."""
    text = pattern(expression)
    if language is Language.ZH:
        return text
    head = "" if OPEN_HEAD.match(text) else r"(?<![a-z])"
    tail = "" if OPEN_TAIL.search(text) else r"(?![a-z])"
    return f"{head}(?:{text}){tail}"


def union(entries: Iterable[tuple[Language, str]]) -> re.Pattern[str]:
    """One expression for the entries of several languages; one that never matches when there are none."""
    return re.compile("|".join(_bounded(*entry) for entry in entries) or r"(?!)")


def _both(section: str, key: str) -> list[tuple[Language, str]]:
    return [
        (language, entry)
        for language in Language
        for entry in reading(language).get(section, {}).get(key, ())
    ]


@cache
def section(name: str, *, han: bool = True, latin: bool = True) -> Mapping[str, re.Pattern[str]]:
    """Every table of a section (`features`, `channels`, …), both languages in one expression each.

    Of a text without Han characters, or without Latin letters, only the entries that it can meet.
    """
    keys = dict.fromkeys(key for language in Language for key in reading(language).get(name, {}))
    rows = {key: [each for each in _both(name, key) if _meets(*each, han=han, latin=latin)] for key in keys}
    return {key: union(row) for key, row in rows.items() if row or (han and latin)}


def _meets(language: Language, entry: str, *, han: bool, latin: bool) -> bool:
    """Whether an entry can be met: a Chinese one in Han, or else when it has Latin words; and the reverse."""
    words = LATIN_WORD.search(NOT_WORDS.sub("", entry)) is not None
    if language is Language.ZH:
        return han or words or not has_han(entry)
    return latin or not words


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
