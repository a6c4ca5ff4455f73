"""Asking first what a text can match never changes what is found in it."""

import re
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.intents import TABLES
from bot.language.triggers import triggers_of
from bot.language.words import section
from tests.language.corpus import FOLDER, cases

PIECES = st.sampled_from(
    ["付", "款", "付款", "pay", "paid", "周", "a", "b", " ", "?", "？", "没", "\ue000", "9"]
)
EXPRESSIONS = [
    "付款",
    "付(?:款|钱)",
    "(?:付|给)了?",
    "[付给]款",
    "(?<!没)付款",
    "(?<=没)付",
    "付(?=款)",
    "pa(?:y|id)",
    "(?:a|付)?款",
    "(?:pay|付)+款*",
    "[\ue000-\ue006]付",
    "\\d",
    "a",
    "(?>付++)款",
    "[^付]款",
    "付款.*pay",
    "(?:付|pay).(?:周|没a?)",
    "(?:付款|pay.*周)",
    "$",
]


@pytest.mark.parametrize("expression", EXPRESSIONS)
@given(text=st.lists(PIECES, max_size=6).map("".join))
def test_an_expression_is_tried_wherever_it_matches(expression: str, text: str) -> None:
    compiled = re.compile(expression)
    found = triggers_of([("it", compiled)]).found(text)
    assert found == ({"it"} if compiled.search(text) else set())


def test_the_tables_find_in_messages_what_each_entry_finds_by_itself() -> None:
    entries = list(chain.from_iterable(section(table).entries() for table in TABLES))
    asked = triggers_of(entries)
    names = sorted(path.stem.removeprefix("corpus_") for path in FOLDER.glob("corpus_*.jsonl"))
    texts = [case.text.lower() for name in names for case in cases(name)][::150]
    assert len(texts) > 20
    for text in texts:
        assert asked.found(text) == {name for name, each in entries if each.search(text)}
