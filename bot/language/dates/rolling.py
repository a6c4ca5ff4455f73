"""Rules for stretches up to now or from now: 最近两周, next 3 days, 前两天, the last four months of 2026."""

import re
from datetime import timedelta
from typing import Final

from bot.language.dates.grammar import Found, Rules, Scene
from bot.language.dates.lengths import FEW, amount_of
from bot.language.dates.periods import shifted_period
from bot.language.dates.spans import first_day, last_day, step
from bot.language.dates.tokens import SECONDS, Length, Mark, Span, Unit, Value
from bot.language.dates.weekdays import PERIOD, period_said

RULES: Final = Rules()
CLOCK_UNITS: Final = frozenset({Unit.SECOND, Unit.MINUTE, Unit.HOUR, Unit.QUARTER_HOUR})
VERB: Final = re.compile(r"(?:will|n't|should|to|would|could|can|may|might|must|not)$")
"""After these, to last is a verb."""
COUNTED: Final = re.compile(r"\w+ next \w+[^s]$")
ONE_DAY: Final = timedelta(days=1)
MOST: Final = 10**7
MOST_UNITS: Final = 400
MONTH_DAYS: Final = 31


def _reach(got: Found) -> Mark | None:
    """The word that says back or ahead."""
    marks = (got.mark(sort) for sort in ("relation", "rolling", "before", "later"))
    return next((mark for mark in marks if mark), None)


@RULES.on(
    f"{PERIOD} (of)? (rolling|relation|before|later) number (unit|month_mark)",
    f"(the)? (relation|th_last) (number|few) unit (of|in) (the)? {PERIOD}",
    f"{PERIOD} GLUE last_th number (unit|measure)",
)
def part_of(scene: Scene, got: Found) -> Value | None:
    """今年前三季度, 上月最后五天, the last four months of 2026."""
    whole, unit = period_said(scene, got), got.unit
    count = (got.numbers() or [FEW])[0]
    if whole is None or unit in (None, Unit.WORKDAY) or unit is None or count > MOST_UNITS:
        return None
    start, end = first_day(whole), last_day(whole) + ONE_DAY
    try:
        if got.has("before"):
            return Span(start, step(start, unit, count), Unit.DAY)
        return Span(step(end, unit, -count), end, Unit.DAY)
    except OverflowError:
        return None


@RULES.on("(?<!day)(rolling|relation|before|later) length(?! (later|within))")
def around_now(scene: Scene, got: Found) -> Value | None:
    mark, length = _reach(got), got.one(Length)
    if mark is None or VERB.search(got.before):
        return None
    if mark.number:
        return _around_now(scene, length, back=mark.number < 0)
    return _these(scene, length) if mark.sort == "relation" else None


@RULES.on(
    "relation rolling? measure? (number|few|couple|article) measure? (unit|month_mark|letter|fortnight)",
    "(number|couple) relation (unit|fortnight)",
    "(?<!day)(rolling|before|later) (number|few) (month_mark|unit)",
)
def rolling(scene: Scene, got: Found) -> Value | None:
    """The last two weeks, two more months, 前两周; "only 3 next week" is not three weeks."""
    mark, unit = _reach(got), got.unit or Unit.DAY
    if mark is None or not mark.number or unit is Unit.WORKDAY or VERB.search(got.before):
        return None
    if COUNTED.match(got.said):
        return None
    return _units(scene, unit, min(int(amount_of(got)), MOST), back=mark.number < 0)


def _units(scene: Scene, unit: Unit, count: int, *, back: bool) -> Span | None:
    if unit in CLOCK_UNITS:
        return _clock_span(scene, timedelta(seconds=SECONDS[unit] * count), back=back)
    return shifted_period(scene, unit, -count if back else 1, count)


def _these(scene: Scene, length: Length) -> Span | None:
    """这两天: today and tomorrow."""
    days = timedelta(seconds=length.seconds)
    today = scene.at.date()
    some = length.unit is Unit.DAY and ONE_DAY <= days <= timedelta(days=MONTH_DAYS)
    return Span(today, today + days, Unit.DAY) if some else None


def _clock_span(scene: Scene, length: timedelta, *, back: bool) -> Span:
    start, end = (scene.at - length, scene.at) if back else (scene.at, scene.at + length)
    return Span(start, end, Unit.MINUTE)


def _around_now(scene: Scene, length: Length, *, back: bool) -> Span | None:
    today, sign = scene.at.date(), -1 if back else 1
    days = timedelta(seconds=length.seconds)
    try:
        if length.workdays or days % ONE_DAY:
            return _clock_span(scene, days, back=back)
        other = step(today, Unit.MONTH, int(length.months) * sign) + days * sign
        return Span(other, today, Unit.DAY) if back else Span(today + ONE_DAY, other + ONE_DAY, Unit.DAY)
    except OverflowError:
        return None
