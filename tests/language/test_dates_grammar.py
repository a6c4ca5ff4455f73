"""The grammar's own rules."""

import re
from typing import Final

import pytest

from bot.language.dates.grammar import LETTERS, needs_of
from bot.language.dates.lexer import WORDS, lex, sort_of
from bot.language.dates.read import GRAMMAR

LEXED: Final = {
    "numbers",
    "clock",
    "number",
    "ordinal",
    "decimal",
    "quartermark",
    "minutes",
    "letter",
    "break",
}
MADE: Final = {"span", "moment", "length", "bound", "repeat", "year", "month", "day", "part"}
MARKED: Final = {"am_letter", "pm_letter", "comma"}


def test_every_sort_that_a_rule_names_exists() -> None:
    words = {sort_of(value) for value in WORDS.values()}
    assert set(LETTERS) <= words | LEXED | MADE | MARKED


def test_every_rule_can_be_compiled_and_needs_something() -> None:
    for rule in GRAMMAR.rules:
        assert re.compile(rule.expression)
        assert rule.needs


def test_optional_parts_are_not_needed() -> None:
    assert needs_of("一?二(三|四)(五六)*(?=七)") == (frozenset("二"), frozenset("三四"))


@pytest.mark.parametrize("text", ["下周三 at 10:30", "３月５号 ＦＲＩ", "週五 3點", "a\n\tb  c"])
def test_tokens_are_of_the_original_text(text: str) -> None:
    tokens = lex(text)
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)


@pytest.mark.parametrize(
    ("traditional", "simplified"), [("週五", "周五"), ("後天", "后天"), ("三點半", "三点半")]
)
def test_traditional_words_are_simplified(traditional: str, simplified: str) -> None:
    assert [token.sort for token in lex(traditional)] == [token.sort for token in lex(simplified)]
