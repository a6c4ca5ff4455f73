"""Pictures are drawn with our own fonts alone: every Han character is there, and nothing is fetched."""

import io
import threading
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from bot.adapters import pictures
from bot.adapters.pictures import FONTS, drawn, png_of
from bot.domain.chat import Picture
from bot.domain.errors import Undrawable

HAN = range(0x4E00, 0xA000)
CELL, COLUMNS = 24, 45
A_SHEET = COLUMNS * COLUMNS
UNKNOWN = "\u0e01"
"""A Thai letter: our fonts have no Thai."""


def svg(inside: str, *, height: str = "1080", open_: str = "") -> str:
    return (
        f'{open_}<svg xmlns="http://www.w3.org/2000/svg" width="1080" height="{height}" '
        f'font-family="Yinuo Sans">{inside}</svg>'
    )


def image(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("L")


def cells(signs: list[str]) -> Iterator[bytes]:
    """Each sign drawn in a cell of its own, as the pixels of that cell."""
    placed = [
        f'<text x="{at % COLUMNS * CELL + 2}" y="{at // COLUMNS * CELL + 19}" font-size="18">{sign}</text>'
        for at, sign in enumerate(signs)
    ]
    sheet = image(drawn(svg('<rect width="1080" height="1080" fill="#fff"/>' + "".join(placed))))
    for at in range(len(signs)):
        x, y = at % COLUMNS * CELL, at // COLUMNS * CELL
        yield sheet.crop((x, y, x + CELL, y + CELL)).tobytes()


@cache
def covered() -> frozenset[int]:
    return frozenset(code for path in FONTS for code in TTFont(path).getBestCmap())


def test_every_han_character_has_a_glyph() -> None:
    assert [hex(code) for code in HAN if code not in covered()] == []
    assert len(HAN) == 20_992


def test_every_han_character_is_seen() -> None:
    """No cell is empty, none is the box that stands for a missing glyph, and no two glyphs are one."""
    nothing, missing = cells([" ", UNKNOWN])
    assert missing != nothing
    seen: set[bytes] = set()
    codes = list(HAN)
    for first in range(0, len(codes), A_SHEET):
        signs = [chr(code) for code in codes[first : first + A_SHEET]]
        drawn_signs = list(cells(signs))
        vanished = [sign for sign, cell in zip(signs, drawn_signs, strict=True) if cell in {nothing, missing}]
        assert vanished == []
        seen |= set(drawn_signs)
    assert len(seen) > 0.99 * len(codes), "glyphs differ, so what was drawn were no boxes"


@pytest.mark.parametrize("sign", [*"堃喆龘靐䶮𠮷鿿鿰", *"Aé0¥€£₩→←↑↓⚠✓●■▲％（），。：；“”、…–—·•"])
def test_names_and_signs_of_ours_are_there(sign: str) -> None:
    assert ord(sign) in covered()


def test_a_picture_is_1080_wide() -> None:
    picture = Picture(name="x", svg=svg('<rect width="9" height="9" fill="#000"/>', height="700"), alt="x")
    assert image(png_of(picture)).size == (1080, 700)


def test_the_same_picture_is_drawn_once() -> None:
    fresh = svg(f"<text>{time.monotonic_ns()}</text>")
    before = drawn.cache_info().misses
    assert drawn(fresh) is drawn(fresh)
    assert drawn.cache_info().misses == before + 1


def test_drawing_has_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LONGEST_DRAWING", 0.001)
    with pytest.raises(Undrawable, match="TimeoutExpired"):
        drawn(svg("<text>slow</text>"))


def test_what_the_drawing_program_says_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "DRAWING", "raise ImportError('no resvg here')")
    with pytest.raises(Undrawable, match="no resvg here"):
        drawn(svg("<text>missing</text>"))


def test_others_go_on_while_a_page_is_drawn() -> None:
    """The library lets no other thread run while it draws; in a process of its own it holds nobody up."""
    lines = "".join(
        f'<text x="9" y="{y}" font-size="32">{"堃喆精密装备制造" * 4}</text>' for y in range(32, 2400, 40)
    )
    drawing = threading.Thread(target=drawn, args=(svg(lines, height="2400"),))
    drawing.start()
    steps = 0
    while drawing.is_alive():
        time.sleep(0.001)
        steps += 1
    assert steps > 20


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="secret.png" width="9" height="9"/>',
        '<use href="other.svg#a"/>',
        "<style>@import url(http://127.0.0.1/x.css)</style>",
        "<script>1</script>",
        "<foreignObject/>",
        '<rect width="9" height="9" fill="url(http://127.0.0.1/p.svg#a)"/>',
        '<text style="font-family: x">a</text>',
        '<g xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="x"/>',
    ],
)
def test_nothing_is_fetched(inside: str) -> None:
    with pytest.raises(Undrawable):
        drawn(svg(inside))


@pytest.mark.parametrize(
    "whole",
    [
        svg("<text>&a;</text>", open_='<!DOCTYPE svg [<!ENTITY a SYSTEM "pyproject.toml">]>'),
        svg("", height="4001"),
        svg("", height="0"),
        svg("", height="100%"),
        svg("<text>a & b</text>"),
        "<svg",
        "",
        svg("<text>" + "a" * 1_000_000 + "</text>"),
        svg("<text>\ud800</text>"),
    ],
)
def test_what_is_no_drawing_of_ours_is_refused(whole: str) -> None:
    with pytest.raises(Undrawable):
        drawn(whole)


def test_the_fonts_come_with_their_licence() -> None:
    here = Path(FONTS[0]).parent
    assert "SIL OPEN FONT LICENSE Version 1.1" in (here / "OFL.txt").read_text("utf-8")
    names = {TTFont(path)["name"].getDebugName(1) for path in FONTS}
    assert names == {"Yinuo Sans", "Yinuo Sans Rare"}
    assert sum(Path(path).stat().st_size for path in FONTS) < 10_000_000
