"""A card as one page to read or to pass on: its words as a picture."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.chat import Card, Picture
from bot.language.charts.paint import (
    INSIDE,
    MARGIN,
    RIGHT,
    SMALL,
    Ink,
    clean,
    line,
    picture,
    text,
    width_of,
    wrapped,
)
from bot.language.speak import Say

TALLEST: Final = 2400
"""Taller pictures are scaled down by the platforms until nobody can read them."""
SIZES: Final = (40, 37, 34)
"""Of the type: the largest with which all fits, else the smallest, and the rest is cut off."""
LEADING: Final = 1.42
BULLET: Final = "• "


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the page; `gap` is the room above it, `indent` that at its left."""

    words: str
    size: float
    gap: float = 0.0
    indent: float = 0.0
    bold: bool = False
    ink: Ink = Ink.TEXT
    ruled: bool = False

    @property
    def height(self) -> float:
        return self.gap + self.size * LEADING


def page_picture(card: Card, say: Say, *, name: str = "page") -> Picture | None:
    """The card's words on one page; none for a card without words."""
    if not card.plain().strip():
        return None
    rows = _fitting(card, say)
    y, drawn = float(MARGIN), []
    for row in rows:
        y += row.height
        drawn.append(_drawn(row, y))
    foot = say("charts.as_of", at=say.instant(say.now))
    drawn.append(text(RIGHT, y + 70, foot, size=SMALL, ink=Ink.QUIET, anchor="end"))
    return picture(name, y + 110, page_alt(card, say), *drawn)


def page_alt(card: Card, say: Say) -> str:
    """What the page is about: its title, and which parts it has."""
    parts = [block.heading for block in card.blocks if block.heading]
    title = clean(card.title) or clean(card.plain())[:60]
    if not parts:
        return title
    return say("charts.listed", title=title, items=say("charts.and").join(map(clean, parts)))


def _fitting(card: Card, say: Say) -> Sequence[Row]:
    for size in SIZES:
        rows = list(_rows(card, size))
        if _height(rows) <= TALLEST:
            return rows
    return _cut(rows, say)


def _height(rows: Sequence[Row]) -> float:
    return sum(row.height for row in rows) + 2 * MARGIN + 110


def _cut(rows: list[Row], say: Say) -> list[Row]:
    """As many as fit, and a word that there are more."""
    kept = list(rows)
    while kept and _height(kept) > TALLEST - 80:
        kept.pop()
    more = say("charts.more_lines", count=len(rows) - len(kept))
    return [*kept, Row(more, SIZES[-1], gap=16, ink=Ink.QUIET)]


def _rows(card: Card, size: float) -> Iterator[Row]:
    for words in wrapped(clean(card.title), INSIDE, size * 1.25):
        yield Row(words, size * 1.25, bold=True)
    for at, block in enumerate(card.blocks):
        gap = 26.0 if at or card.title else 0.0
        if block.heading:
            yield Row(clean(block.heading), size, gap=gap + 14, bold=True, ink=Ink.BLUE, ruled=True)
            gap = 6.0
        for words in block.lines:
            yield from _line(words, size, gap)
            gap = 0.0


def _line(words: str, size: float, gap: float) -> Iterator[Row]:
    """A line of the card; what a bullet's line goes on with hangs under its first word."""
    said = clean(words)
    indent = width_of(BULLET, size) if said.startswith(BULLET) else 0.0
    for at, part in enumerate(wrapped(said, INSIDE - indent, size)):
        yield Row(part, size, gap=gap if at == 0 else 0.0, indent=indent if at else 0.0)


def _drawn(row: Row, y: float) -> str:
    base = y - row.size * 0.3
    words = text(MARGIN + row.indent, base, row.words, size=row.size, ink=row.ink, bold=row.bold)
    rule = line(MARGIN, base + row.size * 0.36, RIGHT, base + row.size * 0.36) if row.ruled else ""
    return words + rule
