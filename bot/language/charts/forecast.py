"""What will be signed in a period against its target: one bar a way of telling, with its past error."""

from dataclasses import dataclass
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
    heading,
    line,
    percent,
    picture,
    rect,
    text,
    width_of,
)
from bot.language.speak import Say

ROW: Final = 150
BAR: Final = 56
HEADROOM: Final = 1.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A sum with its name and its words; it was off by `error` in the past, up or down."""

    label: str
    amount: float
    text: str
    error: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastBars:
    """What is signed, what was said to come, and what the past says will come; what is unknown is None."""

    title: str
    target: Amount | None = None
    won: Amount | None = None
    commit: Amount | None = None
    best_case: Amount | None = None
    run_rate: Amount | None = None
    hazard: Amount | None = None
    note: str = ""

    @property
    def bars(self) -> tuple[tuple[Amount, Ink], ...]:
        """Those that are known, each with its colour."""
        kinds = (
            (self.won, Ink.GREEN),
            (self.commit, Ink.BLUE),
            (self.best_case, Ink.SKY),
            (self.run_rate, Ink.AMBER),
            (self.hazard, Ink.PURPLE),
        )
        return tuple((amount, ink) for amount, ink in kinds if amount is not None)

    @property
    def most(self) -> float:
        """What the whole width stands for."""
        sums = [amount.amount + amount.error for amount, _ in self.bars]
        return max([*sums, self.target.amount if self.target else 0.0]) * HEADROOM


def forecast_picture(forecast: ForecastBars, say: Say) -> Picture | None:
    """The bars as a drawing; none when no sum is known or all are nothing."""
    if not forecast.bars or forecast.most <= 0:
        return None
    head, y = heading(forecast.title, forecast.note)
    top = y + (70 if forecast.target else 0)
    rows = [top + at * ROW for at in range(len(forecast.bars))]
    drawn = [
        _row(amount, ink, place, forecast, say)
        for (amount, ink), place in zip(forecast.bars, rows, strict=True)
    ]
    goal = _target(forecast, y + 40, rows)
    key, bottom = _key(forecast, rows[-1] + ROW, say)
    return picture("forecast", bottom, forecast_alt(forecast, say), head, *drawn, goal, key)


def forecast_alt(forecast: ForecastBars, say: Say) -> str:
    """The sums in a sentence."""
    told = [
        say("charts.labelled", label=amount.label, facts=_facts(amount, forecast.target, say))
        for amount, _ in forecast.bars
    ]
    if forecast.target:
        goal = say("charts.labelled", label=forecast.target.label, facts=forecast.target.text)
        told.insert(0, goal)
    return say("charts.listed", title=forecast.title, items=say("charts.between").join(told))


def _facts(amount: Amount, target: Amount | None, say: Say) -> str:
    if target is None or target.amount <= 0:
        return amount.text
    share = percent(amount.amount / target.amount)
    return say("charts.of_target", amount=amount.text, share=share)


def _key(forecast: ForecastBars, bottom: float, say: Say) -> tuple[str, float]:
    """What the whiskers mean, where there are any, and where the drawing ends."""
    if not any(amount.error for amount, _ in forecast.bars):
        return "", bottom + 20
    said = text(MARGIN, bottom + 36, say("charts.error"), size=SMALL, ink=Ink.QUIET, room=INSIDE)
    return said, bottom + 76


def _row(amount: Amount, ink: Ink, y: float, forecast: ForecastBars, say: Say) -> str:
    facts = _facts(amount, forecast.target, say)
    taken = width_of(facts, BODY)
    label = text(MARGIN, y + 48, amount.label, size=LARGE, bold=True, room=INSIDE - taken - 40)
    long = max(4.0, INSIDE * amount.amount / forecast.most) if amount.amount > 0 else 0.0
    bar = rect(MARGIN, y + 68, INSIDE, BAR, Ink.SHADE) + rect(MARGIN, y + 68, long, BAR, ink)
    whisker = _whisker(amount, y + 68 + BAR / 2, forecast.most)
    return label + text(RIGHT, y + 48, facts, anchor="end") + bar + whisker


def _whisker(amount: Amount, y: float, most: float) -> str:
    """From the least to the most that it turned out to be in the past."""
    if not amount.error:
        return ""
    low = MARGIN + INSIDE * max(0.0, amount.amount - amount.error) / most
    high = MARGIN + INSIDE * (amount.amount + amount.error) / most
    ends = "".join(line(x, y - 16, x, y + 16, ink=Ink.TEXT, thick=5) for x in (low, high))
    return line(low, y, high, y, ink=Ink.TEXT, thick=5) + ends


def _target(forecast: ForecastBars, y: float, rows: list[float]) -> str:
    """Named above the bars, a stroke across each."""
    target = forecast.target
    if target is None:
        return ""
    x = MARGIN + INSIDE * target.amount / forecast.most
    said = f"{target.label} {target.text}"
    half = width_of(said, BODY) / 2
    centre = min(max(x, MARGIN + half), RIGHT - half)
    words = text(centre, y, said, anchor="middle", bold=True)
    strokes = [line(x, row + 63, x, row + 73 + BAR, ink=Ink.TEXT, thick=8) for row in rows]
    return words + "".join(strokes)
