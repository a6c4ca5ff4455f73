"""Lines that nobody types but a paste brings: ten thousand signs of one word are read like any other."""

import pytest

from bot.language import understand
from bot.language.normalise import LONGEST
from tests.language.world import hearing

LENGTH = 10_000


@pytest.mark.parametrize(
    "piece",
    [
        "下周三",
        "泰禾",
        "泰禾,",
        "泰禾\n",
        "钱总",
        "答应泰禾",
        "取消",
        "提醒我",
        "没有",
        "会",
        "一百二十万",
        "2026-03-11 12:30 ",
        "1",
        " ",
        "？",
        "((((a",
        "acme ",
        "friday ",
        "remind me to ",
        "to ",
        "not ",
        "泰禾周五前",
        "A款2800 ",
        "£4.5k ",
        "王总李总",
    ],
)
def test_one_word_over_and_over_is_answered(piece: str) -> None:
    """A table that backtracks would hang here; what lies beyond the longest message changes nothing."""
    line = (piece * LENGTH)[:LENGTH]
    assert understand(line, hearing()) == understand(line[: LONGEST + 1], hearing())
