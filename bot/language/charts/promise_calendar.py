"""A month of promises: what falls due, what is late, what was kept, day by day."""

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.domain.chat import Picture
from bot.domain.people import Language
from bot.language.charts.paint import (
    BODY,
    INSIDE,
    MARGIN,
    SMALL,
    Ink,
    Mark,
    box,
    disc,
    heading,
    legend,
    picture,
    rect,
    text,
    tick,
    triangle,
)
from bot.language.days import MONTHS, WEEKDAYS
from bot.language.speak import Say

CELL: Final = INSIDE / 7
TALL: Final = 190
MARK_ROW: Final = 42
FIRST: Final = {Language.ZH: calendar.MONDAY, Language.EN: calendar.SUNDAY}
"""The day on which a week begins on the reader's wall calendar."""
SATURDAY: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPromises:
    """How many promises of one day wait, are late, were kept."""

    due: int = 0
    overdue: int = 0
    kept: int = 0

    @property
    def total(self) -> int:
        return self.due + self.overdue + self.kept


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseCalendar:
    """`month` is any day of it; days of other months are left out."""

    title: str
    month: date
    days: Mapping[date, DayPromises]
    note: str = ""

    @property
    def inside(self) -> dict[date, DayPromises]:
        here = (self.month.year, self.month.month)
        return {day: each for day, each in self.days.items() if (day.year, day.month) == here and each.total}


MARKS: Final[tuple[tuple[str, Mark, Ink], ...]] = (
    ("overdue", triangle, Ink.RED),
    ("due", disc, Ink.BLUE),
    ("kept", tick, Ink.GREEN),
)


def calendar_picture(month: PromiseCalendar, say: Say) -> Picture | None:
    """The month as a drawing; none without a promise in it."""
    if not month.inside:
        return None
    head, y = heading(month.title, month.note)
    weeks = calendar.Calendar(FIRST[say.language]).monthdatescalendar(month.month.year, month.month.month)
    cells = [
        _cell(day, MARGIN + at * CELL, y + 60 + row * TALL, month, say)
        for row, week in enumerate(weeks)
        for at, day in enumerate(week)
        if day.month == month.month.month
    ]
    bottom = y + 60 + len(weeks) * TALL
    key = legend(bottom + 60, [(mark, ink.value, say(f"charts.{name}")) for name, mark, ink in MARKS])
    names = "".join(_weekdays(y + 36, say))
    return picture("promises", bottom + 100, calendar_alt(month, say), head, names, *cells, key)


def calendar_alt(month: PromiseCalendar, say: Say) -> str:
    """The month's counts and its fullest day."""
    days = month.inside
    counts = {name: sum(getattr(each, name) for each in days.values()) for name, _, _ in MARKS}
    told = [say(f"charts.{name}_count", count=count) for name, count in counts.items() if count]
    counted = say("charts.listed", title=month.title, items=say("charts.between").join(told))
    if not days:
        return counted
    fullest = max(sorted(days), key=lambda day: days[day].total)
    return counted + say("charts.fullest", day=say.day(fullest), count=days[fullest].total)


def month_name(month: date, language: Language) -> str:
    """`2026年3月`, `Mar 2026`."""
    if language is Language.ZH:
        return f"{month.year}年{month.month}月"
    return f"{MONTHS[month.month - 1]} {month.year}"


def _weekdays(y: float, say: Say) -> Iterator[str]:
    first = FIRST[say.language]
    for at in range(7):
        name = WEEKDAYS[say.language][(first + at) % 7]
        x = MARGIN + (at + 0.5) * CELL
        yield text(x, y, name, size=SMALL, ink=Ink.QUIET, anchor="middle")


def _cell(day: date, x: float, y: float, month: PromiseCalendar, say: Say) -> str:
    """The day's number over up to three counts; weekends are shaded, today is framed."""
    paper = Ink.SHADE.value if day.weekday() >= SATURDAY else "#ffffff"
    drawn = rect(x + 3, y + 3, CELL - 6, TALL - 6, paper, round_=10)
    today = day == say.today
    drawn += box(x + 5, y + 5, CELL - 10, TALL - 10, Ink.TEXT, thick=6) if today else ""
    drawn += text(x + 18, y + 48, str(day.day), size=BODY, bold=today)
    counts = month.days.get(day, DayPromises())
    shown = [(mark, ink, count) for name, mark, ink in MARKS if (count := getattr(counts, name))]
    return drawn + "".join(
        _count(mark, ink, count, x + 34, y + 88 + at * MARK_ROW)
        for at, (mark, ink, count) in enumerate(shown)
    )


def _count(mark: Mark, ink: Ink, count: int, x: float, y: float) -> str:
    return mark(x, y - 12, 14, ink) + text(x + 26, y, str(count), size=36, bold=True)
