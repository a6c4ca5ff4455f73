"""Text as Telegram counts it, and vCards as phones write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.telegram.plain import clean, clip, head, pieces, size
from bot.domain import vcards


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(st.text())
def test_size_is_in_utf16_units(text: str) -> None:
    assert size(clean(text)) == utf16(clean(text))


@given(st.text(st.sampled_from("好a😀 ，"), min_size=1), st.integers(2, 20))
def test_pieces_lose_nothing_and_fit(line: str, most: int) -> None:
    cut = pieces(line, most)
    assert "".join(cut) == line
    assert all(utf16(piece) <= most for piece in cut)
    assert all(cut) or line == ""


@given(st.text(st.sampled_from("好a😀")), st.integers(1, 20))
def test_head_is_the_longest_that_fits(text: str, most: int) -> None:
    found = head(text, most)
    rest = text[len(found) :]
    assert text.startswith(found)
    assert utf16(found) <= most
    assert not rest or utf16(found + rest[0]) > most


def test_clipped_text_says_so() -> None:
    assert (clip("泰禾样品", 4), clip("泰禾样品已送", 4)) == ("泰禾样品", "泰禾样…")


@given(st.text(st.characters()))
def test_clean_text_has_nothing_that_a_database_or_a_reader_trips_over(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode()
    assert not set(cleaned) & set("\x00\x1b\u202e\u2066\u200f\ufeff\r")


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("BEGIN:VCARD\nTITLE:采购总监\nEND:VCARD", "TITLE", "采购总监"),
        ("BEGIN:VCARD\r\nTITLE:Head of\r\n  purchasing\r\nEND:VCARD", "TITLE", "Head of purchasing"),
        ("item1.EMAIL;type=INTERNET:a@b.example\nEMAIL:c@d.example", "EMAIL", "a@b.example"),
        ("TITLE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E9=87=87=E8=B4=AD", "TITLE", "采购"),
        ("TITLE;ENCODING=QUOTED-PRINTABLE:=E9=87=\n=87=E8=B4=AD", "TITLE", "采购"),
        ("TITLE;CHARSET=GB18030;ENCODING=QUOTED-PRINTABLE:=B2=C9=B9=BA", "TITLE", "采购"),
        ("TITLE;CHARSET=nonsense;ENCODING=QUOTED-PRINTABLE:=E9=87=87", "TITLE", "采"),
    ],
)
def test_vcards_of_several_makes(text: str, name: str, value: str) -> None:
    assert vcards.properties(text)[name] == value


def test_escapes_and_components_of_a_vcard() -> None:
    assert vcards.parts(r"泰禾\; 上海;采购部;;") == ["泰禾; 上海", "采购部"]
    assert vcards.said_in(r"one\, two\nthree") == "one, two three"


@given(st.text())
def test_any_text_is_read_as_some_vcard(text: str) -> None:
    assert isinstance(vcards.properties(text), dict)
