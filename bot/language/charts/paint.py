"""Pens and paper of all charts: type, colours and shapes as SVG, sized for a phone.

A drawing is 1080 wide and seen at a third of it: type of 40 is read like 13 points.
"""

import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from html import escape
from typing import Final

from bot.domain.chat import Picture

WIDTH: Final = 1080
MARGIN: Final = 48
RIGHT: Final = WIDTH - MARGIN
INSIDE: Final = WIDTH - 2 * MARGIN
TITLE, LARGE, BODY, SMALL = 56, 42, 40, 34
"""Sizes of type; nothing is set smaller."""
FONT: Final = "Yinuo Sans"


class Ink(StrEnum):
    """Every colour by what it says; pairs that stand side by side differ in every kind of colour vision."""

    PAPER = "#fbfaf7"
    TEXT = "#1d2430"
    QUIET = "#59616e"
    RULE = "#d5d3cb"
    SHADE = "#efede6"
    BLUE = "#0072b2"
    SKY = "#56b4e9"
    GREEN = "#009e73"
    AMBER = "#e69f00"
    RED = "#c8401a"
    PURPLE = "#9b4f86"


HATCH: Final = "url(#hatch)"
"""A fill for what stands still."""
DEFS: Final = (
    '<defs><pattern id="hatch" width="16" height="16" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)">'
    f'<rect width="16" height="16" fill="#f6d9cf"/><rect width="7" height="16" fill="{Ink.RED}"/>'
    "</pattern></defs>"
)
UNSHOWN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\uffff"
    "\ud800-\udfff\ue000-\uf8ff\U0001f000-\U0001faff\U000e0000-\U0010ffff]"
)
"""Control characters, direction marks and emoji: neither can be drawn here."""
WIDTHS: Final = (
    "22 32 47 56 56 92 68 28 34 34 47 56 28 35 28 39 56 56 56 56 56 56 56 56 56 56 28 28 56 56 56 47 "
    "95 61 66 64 69 59 55 69 73 29 54 65 54 81 72 74 63 74 64 60 60 72 58 88 57 53 60 34 39 34 56 56 "
    "61 56 62 51 62 55 32 56 61 28 28 55 28 93 61 61 62 62 39 47 38 61 52 80 50 52 48 34 27 34 56"
)
NARROW: Final = dict(zip(map(chr, range(32, 127)), map(int, WIDTHS.split()), strict=True))
"""Hundredths of the type size that each ASCII character takes in our font; all else takes the whole."""
LATIN: Final = 0x250
LATIN_WIDTH: Final = 0.6


def clean(words: str) -> str:
    """The words on one line, without what no font can show."""
    return " ".join(UNSHOWN.sub("", words.replace("\n", " ").replace("\t", " ")).split())


def width_of(words: str, size: float) -> float:
    """How wide the words are, in pixels."""
    return sum(_ems(sign) for sign in words) * size


def _ems(sign: str) -> float:
    narrow = NARROW.get(sign)
    if narrow is not None:
        return narrow / 100
    return LATIN_WIDTH if ord(sign) < LATIN else 1.0


def cut(words: str, room: float, size: float) -> str:
    """The words if they fit into so many pixels, else their beginning with … after it.

    The font sets … at half height, as Chinese has it; after Latin it is three full stops.
    """
    if width_of(words, size) <= room:
        return words
    kept = words[: _fitting(words, room - size, size)].rstrip()
    return kept + ("..." if kept[-1:].isascii() else "…")


def _fitting(words: str, room: float, size: float) -> int:
    taken = 0.0
    for place, sign in enumerate(words):
        taken += _ems(sign) * size
        if taken > room:
            return place
    return len(words)


def wrapped(words: str, room: float, size: float) -> list[str]:
    """The words in lines of at most so many pixels; Latin words stay whole, no line begins with a stop."""
    lines: list[str] = []
    rest = words
    while width_of(rest, size) > room:
        place = _break(rest, max(1, _fitting(rest, room, size)))
        lines.append(rest[:place].rstrip())
        rest = rest[place:].lstrip()
    return [*lines, rest] if rest else lines


STOPS: Final = "，。；：、！？）」』》…,.;:!?)"


def _break(words: str, place: int) -> int:
    """The last place up to `place` where a line may end."""
    for at in range(place, place // 2, -1):
        before, after = words[at - 1], words[at]
        if not _joined(before, after) and after not in STOPS:
            return at
    return place


def _joined(before: str, after: str) -> bool:
    """Inside a Latin word or number, or between a number and its unit: `10日`."""
    if before.isspace() or after.isspace():
        return False
    return before.isdigit() or (before.isascii() and after.isascii())


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = BODY,
    ink: str = Ink.TEXT,
    anchor: str = "start",
    bold: bool = False,
    room: float = 0,
) -> str:
    """Words on their base line `y`; `room` is the most pixels they may take. Bold is a drawn outline."""
    said = clean(words)
    said = cut(said, room, size) if room else said
    weight = f' stroke="{ink}" stroke-width="{size * 0.035:.1f}"' if bold else ""
    place = f'x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}"'
    return f'<text {place} fill="{ink}"{weight}>{escape(said)}</text>'


def rect(x: float, y: float, width: float, height: float, fill: str, *, round_: float = 6) -> str:
    corner = min(round_, width / 2, height / 2)
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(0.0, width):.1f}" height="{height:.1f}" '
        f'rx="{max(0.0, corner):.1f}" fill="{fill}"/>'
    )


def box(x: float, y: float, width: float, height: float, ink: str, *, thick: float = 4) -> str:
    """An empty frame."""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="10" '
        f'fill="none" stroke="{ink}" stroke-width="{thick:g}"/>'
    )


def line(
    x: float,
    y: float,
    to_x: float,
    to_y: float,
    *,
    ink: str = Ink.RULE,
    thick: float = 2,
    dashed: bool = False,
) -> str:
    dashes = ' stroke-dasharray="14 10"' if dashed else ""
    ends = f'x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}"'
    return f'<line {ends} stroke="{ink}" stroke-width="{thick:g}"{dashes}/>'


def disc(x: float, y: float, radius: float, fill: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{fill}"/>'


def triangle(x: float, y: float, radius: float, fill: str) -> str:
    """Standing on its base, around its centre."""
    tip, foot, half = y - radius * 1.15, y + radius * 0.85, radius * 1.1
    return (
        f'<path d="M{x:.1f} {tip:.1f}L{x + half:.1f} {foot:.1f}L{x - half:.1f} {foot:.1f}Z" fill="{fill}"/>'
    )


def square(x: float, y: float, radius: float, fill: str) -> str:
    side = radius * 0.9
    return rect(x - side, y - side, 2 * side, 2 * side, fill, round_=2)


def tick(x: float, y: float, radius: float, ink: str) -> str:
    """A check mark around its centre."""
    points = f"M{x - radius:.1f} {y:.1f}L{x - radius * 0.25:.1f} {y + radius * 0.75:.1f}"
    return (
        f'<path d="{points}L{x + radius:.1f} {y - radius * 0.8:.1f}" fill="none" stroke="{ink}" '
        f'stroke-width="{radius * 0.45:.1f}"/>'
    )


Mark = Callable[[float, float, float, str], str]


def legend(y: float, entries: Iterable[tuple[Mark, str, str]]) -> str:
    """Marks with their meaning, side by side from the left margin."""
    drawn, x = [], float(MARGIN)
    for mark, ink, words in entries:
        drawn.append(mark(x + 14, y - 12, 14, ink) + text(x + 40, y, words, size=SMALL, ink=Ink.QUIET))
        x += 40 + width_of(clean(words), SMALL) + 44
    return "".join(drawn)


def heading(title: str, note: str = "") -> tuple[str, float]:
    """The title over an optional quiet line, and where what follows may begin."""
    drawn = text(MARGIN, 92, title, size=TITLE, bold=True, room=INSIDE)
    if not note:
        return drawn, 136.0
    return drawn + text(MARGIN, 148, note, size=SMALL, ink=Ink.QUIET, room=INSIDE), 184.0


def picture(name: str, height: float, alt: str, *parts: str) -> Picture:
    """The sheet of paper with everything on it."""
    size = f'width="{WIDTH}" height="{height:.0f}" viewBox="0 0 {WIDTH} {height:.0f}"'
    paper = f'<rect width="{WIDTH}" height="{height:.0f}" fill="{Ink.PAPER}"/>'
    font = f'font-family="{FONT}, sans-serif"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {font}>{DEFS}{paper}{"".join(parts)}</svg>'
    return Picture(name=name, svg=svg, alt=alt)


def percent(share: float) -> str:
    """`82%`; what is little but not nothing stays above 0."""
    rounded = round(share * 100)
    return "<1%" if share > 0 and rounded == 0 else f"{rounded}%"
