"""Answers to the bot's questions, and link codes."""

import pytest

from bot.domain.guide import NEW, NONE
from bot.language import choice_in, code_in
from tests.language.answers_world import pending


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("1", "c-hongda1"),
        ("2", "c-hongda2"),
        ("2.", "c-hongda2"),
        ("第二个", "c-hongda2"),
        ("the second", "c-hongda2"),
        ("the first one", "c-hongda1"),
        ("宏达机械有限公司", "c-hongda2"),
        ("机械", "c-hongda2"),
        ("acme", "c-acme"),
        ("韩梅", "c-hongda1"),
        ("都不是", NONE),
        ("none of these", NONE),
        ("新客户", NEW),
        ("new", NEW),
        ("宏达", ""),
        ("Tom Baker", ""),
        ("9", ""),
        ("答应泰禾周五前送样", ""),
        ("", ""),
    ],
)
def test_an_answer_is_a_place_a_name_or_a_word(text: str, choice: str) -> None:
    assert choice_in(text, pending()) == choice


def test_new_is_no_answer_where_nothing_can_be_created() -> None:
    assert choice_in("新客户", pending(new=False)) == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("/start K7QX9M2P", "K7QX9M2P"),
        ("加入 K7QX-9M2P", "K7QX-9M2P"),
        ("join k7qx-9m2p", "K7QX-9M2P"),
        ("K7QX-9M2P", "K7QX-9M2P"),
        ("k7qx9m2p", "K7QX9M2P"),
        ("HELLOYOU", ""),
        ("20260313", ""),
        ("答应泰禾周五前送样", ""),
        ("/start", ""),
    ],
)
def test_a_code_is_found_however_it_is_sent(text: str, code: str) -> None:
    assert code_in(text) == code
