"""Attention against value: each customer's share of sales and of our touches, and what follows."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.domain.chat import Picture
from bot.language.charts.paint import (
    BODY,
    INSIDE,
    LARGE,
    MARGIN,
    RIGHT,
    SMALL,
    Ink,
    clean,
    cut,
    heading,
    legend,
    percent,
    picture,
    rect,
    square,
    text,
    width_of,
)
from bot.language.speak import Say

ROW: Final = 168
BAR: Final = 34
MOST: Final = 10
CLASS_ROOM: Final = 60
SHARE_ROOM: Final = 120
"""Kept free at the right for the longest bar's percentage."""


class Tone(StrEnum):
    """Whether a customer gets less than it is worth, more, or its due."""

    LITTLE = "little"
    MUCH = "much"
    DUE = "due"


TONES: Final = {Tone.LITTLE: Ink.RED, Tone.MUCH: Ink.PURPLE, Tone.DUE: Ink.QUIET}


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionRow:
    """One customer: shares between 0 and 1, `verdict` in the reader's words; `tier` is its class, "" unknown."""

    name: str
    tier: str
    value_share: float
    touch_share: float
    verdict: str = ""
    tone: Tone = Tone.DUE


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionBars:
    title: str
    rows: tuple[AttentionRow, ...]
    note: str = ""


def attention_picture(attention: AttentionBars, say: Say) -> Picture | None:
    """Two bars a customer, the first ten; none without customers or shares."""
    rows = attention.rows[:MOST]
    most = max((max(row.value_share, row.touch_share) for row in rows), default=0.0)
    if most <= 0:
        return None
    head, y = heading(attention.title, attention.note)
    entries = [
        (square, Ink.BLUE.value, say("charts.value_share")),
        (square, Ink.AMBER.value, say("charts.touch_share")),
    ]
    drawn = [_row(row, y + 60 + at * ROW, most) for at, row in enumerate(rows)]
    height = y + 60 + len(rows) * ROW + 20
    return picture("attention", height, attention_alt(attention, say), head, legend(y + 24, entries), *drawn)


def attention_alt(attention: AttentionBars, say: Say) -> str:
    """Each customer's two shares, of those who do not get their due; of all when everybody does."""
    shown = attention.rows[:MOST]
    odd = [row for row in shown if row.tone is not Tone.DUE] or list(shown[:3])
    told = [
        say(
            "charts.attention_told",
            name=clean(row.name),
            value=percent(row.value_share),
            touches=percent(row.touch_share),
        )
        for row in odd
    ]
    return say("charts.listed", title=attention.title, items=say("charts.between").join(told))


def _row(row: AttentionRow, y: float, most: float) -> str:
    taken = width_of(clean(row.verdict), BODY) + 30 if row.verdict else 0.0
    room = INSIDE - taken - (CLASS_ROOM + 20 if row.tier else 0)
    name = cut(clean(row.name), room, LARGE)
    drawn = text(MARGIN, y + 50, name, size=LARGE, bold=True)
    if row.tier:
        drawn += _tier(row.tier, MARGIN + width_of(name, LARGE) + 20, y)
    ink = TONES[row.tone]
    verdict = text(RIGHT, y + 50, row.verdict, ink=ink, anchor="end", bold=row.tone is not Tone.DUE)
    bars = _bar(row.value_share, y + 68, most, Ink.BLUE) + _bar(row.touch_share, y + 106, most, Ink.AMBER)
    return drawn + verdict + bars


def _tier(tier: str, x: float, y: float) -> str:
    chip = rect(x, y + 14, CLASS_ROOM - 8, 46, Ink.SHADE, round_=10)
    words = text(
        x + (CLASS_ROOM - 8) / 2, y + 49, tier, size=SMALL, ink=Ink.QUIET, anchor="middle", bold=True
    )
    return chip + words


def _bar(share: float, y: float, most: float, ink: Ink) -> str:
    long = max(4.0 if share > 0 else 0.0, (INSIDE - SHARE_ROOM) * share / most)
    said = text(MARGIN + long + 14, y + 29, percent(share), size=SMALL)
    return rect(MARGIN, y, long, BAR, ink) + said
