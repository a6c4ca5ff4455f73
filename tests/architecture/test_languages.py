"""Both language files say the same things: equal keys, and equal {places} in every phrase.

What a language understands (`reading`, `whole`, `patterns`, `words`) and its `examples` are its own.
"""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

import pytest

from tests.architecture.source import ROOT

FILES = {language: ROOT / f"bot/language/{language}.toml" for language in ("zh", "en")}
OWN = {"reading", "whole", "patterns", "words", "examples"}

Leaves = Mapping[str, object]


def leaves(table: Leaves, above: str = "") -> Iterator[tuple[str, object]]:
    """Dotted keys and their values; one key for each part that is the language's own."""
    for key, value in table.items():
        name = f"{above}{key}"
        if isinstance(value, dict) and key not in OWN:
            yield from leaves(value, f"{name}.")
        else:
            yield name, value


def places(phrase: str) -> set[str]:
    """The names between braces; raises ValueError where braces do not pair up."""
    return {name for _, name, _, _ in Formatter().parse(phrase) if name is not None}


def differences(zh: Leaves, en: Leaves) -> list[str]:
    """What a reader of one language would miss in the other."""
    ours, theirs = dict(leaves(zh)), dict(leaves(en))
    missing = [f"{key}: only in one language" for key in ours.keys() ^ theirs.keys()]
    shared = ours.keys() & theirs.keys()
    return sorted(missing + [fault for key in shared for fault in faults(key, ours[key], theirs[key])])


def faults(key: str, zh: object, en: object) -> list[str]:
    if not isinstance(zh, str) or not isinstance(en, str):
        return []
    try:
        odd = places(zh) ^ places(en)
    except ValueError as error:
        return [f"{key}: {error}"]
    return [f"{key}: {{{name}}} in one language only" for name in sorted(odd)]


def read(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.skipif(not any(path.exists() for path in FILES.values()), reason="no language files yet")
def test_both_languages_say_the_same() -> None:
    found = differences(read(FILES["zh"]), read(FILES["en"]))
    assert not found, "\n".join(["zh.toml and en.toml differ:", *found])


@pytest.mark.parametrize(
    ("zh", "en", "found"),
    [
        ({"a": "给{who}"}, {"a": "to {who}"}, []),
        ({"a": "给{who}"}, {"a": "to them"}, ["a: {who} in one language only"]),
        ({"a": "一"}, {"b": "one"}, ["a: only in one language", "b: only in one language"]),
        ({"a": {"b": "{x"}}, {"a": {"b": "{x}"}}, ["a.b: expected '}' before end of string"]),
        ({"patterns": {"今天": "x{2}"}}, {"patterns": {"today": "y"}}, []),
    ],
)
def test_differences_are_seen(zh: Leaves, en: Leaves, found: list[str]) -> None:
    assert differences(zh, en) == found
