"""The pipeline as a funnel: one bar a stage, its stalled part hatched."""

from dataclasses import dataclass
from typing import Final

from bot.domain.chat import Picture
from bot.language.charts.paint import (
    BODY,
    HATCH,
    INSIDE,
    LARGE,
    MARGIN,
    RIGHT,
    SMALL,
    Ink,
    heading,
    legend,
    picture,
    rect,
    square,
    text,
    width_of,
)
from bot.language.speak import Say

ROW: Final = 152
BAR: Final = 60
LEAST: Final = 10
"""Pixels of a bar that stands for something, however little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelStage:
    """One stage: its deals, what they are worth in words, and how many of them stand still."""

    label: str
    count: int
    value_text: str = ""
    stalled: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """`note` says whose deals and as of when."""

    title: str
    stages: tuple[FunnelStage, ...]
    note: str = ""


def funnel_picture(funnel: Funnel, say: Say) -> Picture | None:
    """The funnel as a drawing; none while no stage holds a deal."""
    most = max((stage.count for stage in funnel.stages), default=0)
    if not most:
        return None
    head, y = heading(funnel.title, funnel.note)
    rows = [_row(stage, y + at * ROW, most, say) for at, stage in enumerate(funnel.stages)]
    bottom = y + len(funnel.stages) * ROW
    marks = [(square, Ink.BLUE.value, say("charts.moving")), (square, HATCH, say("charts.stalled"))]
    stalled = any(stage.stalled for stage in funnel.stages)
    key = legend(bottom + 44, marks) if stalled else ""
    return picture("funnel", bottom + (84 if stalled else 24), funnel_alt(funnel, say), head, *rows, key)


def funnel_alt(funnel: Funnel, say: Say) -> str:
    """What the funnel shows, in a sentence."""
    told = [_told(stage, say) for stage in funnel.stages if stage.count]
    return say("charts.listed", title=funnel.title, items=say("charts.between").join(told))


def _told(stage: FunnelStage, say: Say) -> str:
    facts = [say("charts.deals", count=stage.count), stage.value_text]
    if stage.stalled:
        facts.append(say("charts.stalled_count", count=stage.stalled))
    return say("charts.labelled", label=stage.label, facts=say("charts.comma").join(filter(None, facts)))


def _row(stage: FunnelStage, y: float, most: int, say: Say) -> str:
    facts = say("charts.comma").join(filter(None, [say("charts.deals", count=stage.count), stage.value_text]))
    taken = width_of(facts, BODY)
    label = text(MARGIN, y + 50, stage.label, size=LARGE, bold=True, room=INSIDE - taken - 40)
    return label + text(RIGHT, y + 50, facts, anchor="end") + _bar(stage, y + 70, most)


def _bar(stage: FunnelStage, y: float, most: int) -> str:
    """The whole from the left, the stalled part at its end, counted where there is room."""
    whole = max(LEAST, INSIDE * stage.count / most) if stage.count else 0.0
    stalled = whole * min(stage.stalled, stage.count) / stage.count if stage.count else 0.0
    drawn = rect(MARGIN, y, INSIDE, BAR, Ink.SHADE) + rect(MARGIN, y, whole, BAR, Ink.BLUE)
    if not stalled:
        return drawn
    drawn += rect(MARGIN + whole - stalled, y, stalled, BAR, HATCH, round_=0)
    said = str(stage.stalled)
    room = width_of(said, SMALL) + 16
    if MARGIN + whole + room <= RIGHT:
        return drawn + text(MARGIN + whole + 10, y + 42, said, size=SMALL, ink=Ink.RED, bold=True)
    badge = rect(RIGHT - room - 8, y + 8, room, BAR - 16, Ink.PAPER)
    return drawn + badge + text(RIGHT - 8 - room / 2, y + 42, said, size=SMALL, ink=Ink.RED, anchor="middle")
