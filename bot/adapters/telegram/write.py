"""A Card becomes pages of Telegram's HTML, each with its plain twin, and an inline keyboard."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.adapters.telegram.plain import clean, clip, one_line, pieces, size
from bot.domain.chat import Block, Button, Card
from bot.domain.errors import Rejected

LONGEST_MESSAGE = 4096
MOST_BOLD = 100
MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
LONGEST_DATA = 64
LONGEST_TOAST = 200
NOTHING_SAID = "…"


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    bold: bool = False
    gap: bool = False

    @property
    def size(self) -> int:
        """In UTF-16 units, with the line breaks before it."""
        return size(self.text) + 1 + self.gap

    @property
    def html(self) -> str:
        """Everything is literal: no markup of the text's own survives."""
        said = escape(self.text, quote=False)
        return f"<b>{said}</b>" if self.bold and said else said


@dataclass(slots=True)
class Page:
    """One message of a card."""

    lines: list[Line] = field(default_factory=list)

    @property
    def html(self) -> str:
        return "\n".join("\n" * (line.gap and at > 0) + line.html for at, line in enumerate(self.lines))

    @property
    def plain(self) -> str:
        return "\n".join("\n" * (line.gap and at > 0) + line.text for at, line in enumerate(self.lines))

    def takes(self, lines: list[Line]) -> bool:
        together = self.lines + lines
        bold = sum(line.bold for line in together)
        return sum(line.size for line in together) <= LONGEST_MESSAGE and bold <= MOST_BOLD


def pages(card: Card) -> list[Page]:
    """The card in as few messages as it needs: cut between blocks, else between lines, else within one."""
    cut = [Page()]
    for section in _sections(card):
        whole = Page().takes(section)
        for lines in [section] if whole else [[line] for line in section]:
            if not cut[-1].takes(lines):
                cut.append(Page())
            cut[-1].lines += lines
    filled = [page for page in cut if page.plain.strip()]
    return filled or [Page([Line(NOTHING_SAID)])]


def keyboard(card: Card) -> InlineKeyboardMarkup | None:
    """The buttons, at most eight in a row; Rejected when an id would not fit."""
    rows = [
        [_key(button) for button in row[start : start + MOST_IN_A_ROW] if button.id or button.url]
        for row in card.buttons
        for start in range(0, len(row), MOST_IN_A_ROW)
    ]
    shown = [row for row in rows if row][: MOST_BUTTONS // MOST_IN_A_ROW]
    return InlineKeyboardMarkup(shown) if shown else None


def toast(card: Card) -> str:
    """The card as the short word that answers a press."""
    return clip(one_line(card.plain()), LONGEST_TOAST) or NOTHING_SAID


def _sections(card: Card) -> Iterator[list[Line]]:
    if card.title:
        yield _lines(card.title, bold=True)
    for block in card.blocks:
        yield _block(block)


def _block(block: Block) -> list[Line]:
    heading = _lines(block.heading, bold=True, gap=True) if block.heading else []
    return heading + [line for said in block.lines for line in _lines(said)]


def _lines(text: str, *, bold: bool = False, gap: bool = False) -> list[Line]:
    """The text's lines, none longer than a message; only the first keeps its distance."""
    cut = [piece for line in clean(text).split("\n") for piece in pieces(line, LONGEST_MESSAGE - 2)]
    return [Line(piece, bold, gap and at == 0) for at, piece in enumerate(cut)]


def _key(button: Button) -> InlineKeyboardButton:
    label = one_line(button.label) or NOTHING_SAID
    if button.url:
        return InlineKeyboardButton(label, url=button.url)
    if len(button.id.encode()) > LONGEST_DATA:
        raise Rejected(f"a button's id holds {LONGEST_DATA} bytes, not {len(button.id.encode())}")
    return InlineKeyboardButton(label, callback_data=button.id)
