"""Cards, and the pages and keyboards they become."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.telegram.write import keyboard, pages, toast
from bot.domain.chat import Block, Button, Card
from bot.domain.errors import Rejected
from tests.adapters.telegram.road import card
from tests.fakes.telegram_html import parse, utf16

LINES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
BLOCKS = st.builds(Block, st.lists(LINES, max_size=5).map(tuple), LINES)
CARDS = st.builds(Card, LINES, st.lists(BLOCKS, max_size=5).map(tuple))


def test_titles_and_headings_are_bold_and_blocks_keep_their_distance() -> None:
    said = Card("泰禾", (Block(("A级",)), Block(("周五前送样", "月底前报价"), "承诺")))
    [page] = pages(said)
    assert page.html == "<b>泰禾</b>\nA级\n\n<b>承诺</b>\n周五前送样\n月底前报价"


@given(CARDS)
def test_whatever_a_card_says_stands_there_literally(said: Card) -> None:
    for page in pages(said):
        text, entities = parse(page.html)
        assert text == page.plain
        assert {entity["type"] for entity in entities} <= {"bold"}


def test_a_long_card_is_cut_between_blocks() -> None:
    blocks = tuple(Block(("好" * 1200, "是" * 1200), f"第{n}段") for n in range(3))
    cut = pages(Card("长", blocks))
    assert [page.plain.count("段") for page in cut] == [1, 1, 1]
    assert all(utf16(page.plain) <= 4096 for page in cut)


def test_a_long_block_is_cut_between_lines_and_a_long_line_at_a_space() -> None:
    lines = tuple(f"{number} " + "好" * 90 for number in range(100))
    cut = pages(card(*lines))
    assert "\n".join(page.plain for page in cut).split("\n") == list(lines)
    [first, second] = pages(card("word " * 1000))
    assert first.plain.endswith("word ")
    assert utf16(first.plain) <= 4096
    assert (first.plain + second.plain).replace("\n", "") == "word " * 1000


def test_emoji_count_double_and_are_never_halved() -> None:
    cut = pages(card("😀" * 3000))
    assert [utf16(page.plain) <= 4096 for page in cut] == [True, True]
    assert "".join(page.plain for page in cut) == "😀" * 3000


def test_no_page_has_more_bold_than_telegram_shows() -> None:
    cut = pages(Card("t", tuple(Block(("a",), f"h{n}") for n in range(150))))
    assert max(page.html.count("<b>") for page in cut) <= 100


def test_an_empty_card_is_still_a_message() -> None:
    assert [page.html for page in pages(Card())] == ["…"]
    assert keyboard(Card()) is None


def test_rows_of_more_than_eight_go_on_below() -> None:
    keys = keyboard(card(buttons=[[Button(str(n), id=str(n)) for n in range(10)], [Button("无")]]))
    assert keys is not None
    assert [len(row) for row in keys.inline_keyboard] == [8, 2]


def test_a_button_is_an_id_or_a_link() -> None:
    keys = keyboard(card(buttons=[[Button("撤销", id="a1"), Button("打开", url="https://a.example")]]))
    assert keys is not None
    [[undo, link]] = keys.inline_keyboard
    assert (undo.callback_data, undo.url, link.url) == ("a1", None, "https://a.example")
    with pytest.raises(Rejected):
        keyboard(card(buttons=[[Button("长", id="好" * 22)]]))


def test_a_toast_is_one_short_line() -> None:
    assert toast(card("第二行", title="第一行")) == "第一行 第二行"
    assert utf16(toast(card("好" * 300))) == 200
