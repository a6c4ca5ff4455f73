"""Make the two fonts of the pictures out of their sources; how to get these: bot/adapters/fonts/README.md.

Usage: python docs/reference/fonts.py NotoSansCJK-Regular.ttc chiron-hei-hk-25-400-normal.woff2
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

HERE: Final = Path(__file__).parents[2] / "bot/adapters/fonts"
SIMPLIFIED: Final = 2
"""The face of the collection with the shapes of mainland China."""
WRITTEN: Final = (
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x2000, 0x2BFF),
    (0x3000, 0x30FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFF00, 0xFFEF),
    (0x20000, 0x323AF),
)
"""Latin, punctuation, arrows and shapes, all Han, full-width forms."""
YOUNGEST: Final = ((0x9FF0, 0x9FFF),)
"""Han of 2020 and 2021, which the first source is too old for."""
LEFT_OUT: Final = ("BASE", "DSIG", "GPOS", "GSUB", "VORG", "vhea", "vmtx")


def main(noto: str, chiron: str) -> None:
    """Write both fonts beside their licences."""
    faces = TTCollection(noto).fonts
    _make(faces[SIMPLIFIED], WRITTEN, "Yinuo Sans")
    _make(TTFont(chiron), YOUNGEST, "Yinuo Sans Rare")


def _make(font: TTFont, ranges: tuple[tuple[int, int], ...], name: str) -> None:
    options = subset.Options(hinting=False, notdef_outline=True, layout_features=[], name_IDs=[0, 13, 14])
    options.drop_tables += LEFT_OUT
    cut = subset.Subsetter(options)
    cut.populate(unicodes=list(_each(ranges)))
    cut.subset(font)
    _named(font, name)
    font.flavor = None
    kind = "otf" if "CFF " in font else "ttf"
    font.save(HERE / f"{name.replace(' ', '')}-Regular.{kind}")


def _named(font: TTFont, name: str) -> None:
    """A name of its own: changed fonts must not bear that of their source."""
    post = name.replace(" ", "") + "-Regular"
    for number, said in {1: name, 2: "Regular", 3: post, 4: name, 6: post}.items():
        font["name"].setName(said, number, 3, 1, 0x409)
    if "CFF " in font:
        inside = font["CFF "].cff
        inside.fontNames = [post]
        inside[0].FullName, inside[0].FamilyName = name, name


def _each(ranges: tuple[tuple[int, int], ...]) -> Iterator[int]:
    for first, last in ranges:
        yield from range(first, last + 1)


if __name__ == "__main__":
    main(*sys.argv[1:])
