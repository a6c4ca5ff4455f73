"""What the bot says: results, refusals and questions become cards in the reader's language and zone."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any, Final, TypeVar

from bot.domain.base import Command, Result
from bot.domain.chat import Button, Card
from bot.domain.moment import Moment, local
from bot.domain.money import Money
from bot.domain.people import Language, Member, Workspace
from bot.language import days, sums
from bot.language.phrases import phrases

ELEVENTH = range(11, 14)
ResultT = TypeVar("ResultT", bound=Result)
Layout = Callable[[ResultT, "Say"], Card]


class Count(int):
    """A number that picks the word after it: `{n} {n:day|days}` reads `1 day`; `{n:th}` reads `2nd`."""

    def __format__(self, spec: str) -> str:
        if spec == "th":
            return f"{int(self)}{_ordinal(self)}"
        one, bar, many = spec.partition("|")
        if not bar:
            return super().__format__(spec)
        return one if self == 1 else many


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """The reader's words: phrases, days, times and amounts as this person reads them.

    `member` is who reads; None is a stranger. In a `group` personal data stays masked.
    """

    language: Language
    zone: str
    now: datetime
    member: Member | None = None
    workspace: Workspace | None = None
    group: bool = False

    def __call__(self, key: str, **facts: object) -> str:
        """The phrase under its dotted key, with its facts filled in; numbers choose singular or plural."""
        filled = {name: _counted(fact) for name, fact in facts.items()}
        return phrases(self.language)[key].format_map(filled)

    def has(self, key: str) -> bool:
        return key in phrases(self.language)

    @property
    def today(self) -> date:
        return local(self.now, self.zone).date()

    def is_me(self, member_id: str) -> bool:
        return self.member is not None and self.member.id == member_id

    def day(self, day: date) -> str:
        """`3月13日周五`, `Fri 13 Mar`; with the year when it is not this one."""
        return days.full_day(day, self.language, self.today)

    def short_day(self, day: date) -> str:
        """The same without the weekday, for what is past: `2月20日`, `20 Feb`."""
        return days.short_day(day, self.language, self.today)

    def tiny_day(self, day: date) -> str:
        """The same where there is little room: `2/20`, `20 Feb`."""
        return days.tiny_day(day, self.language, self.today)

    def weekday(self, day: date) -> str:
        return days.weekday(day, self.language)

    def moment(self, moment: Moment) -> str:
        if moment.at is None:
            return self.day(moment.day)
        return self("parts.moment", day=self.day(moment.day), time=self.time(moment.at))

    def time(self, at: time) -> str:
        """`15:30`, `3:30 pm`."""
        return days.clock(at, self.language)

    def instant(self, instant: datetime) -> str:
        return self.moment(Moment.of(local(instant, self.zone)))

    def date_of(self, instant: datetime) -> str:
        """The reader's day of something past."""
        return self.short_day(local(instant, self.zone).date())

    def money(self, money: Money) -> str:
        """`¥2,800`, `CNY 2,800`; hidden in a group of a team that keeps amounts to owners."""
        if self.group and not (self.workspace and self.workspace.open_details):
            return sums.hidden(self.language, money.currency)
        return sums.render(money, self.language)

    def words(self, text: str, *, hidden: bool = False) -> str:
        """Somebody's words; sums of money in them are starred where `money` would be hidden, or if `hidden`."""
        shut = self.group and not (self.workspace and self.workspace.open_details)
        return sums.hush(text) if hidden or shut else text

    def button(self, key: str, does: Command, *, stays: bool = False, **facts: object) -> Button:
        return Button(self(key, **facts), does, stays=stays)


def _ordinal(number: int) -> str:
    if number % 100 in ELEVENTH:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _counted(fact: object) -> object:
    return Count(fact) if isinstance(fact, int) and not isinstance(fact, bool) else fact


WIDE: Final = 0x250
"""From here on characters take two columns; below are Latin letters and ¥."""


def width(text: str) -> int:
    """How many columns it takes; a Han character takes two, and so do the signs around it."""
    return sum(1 if ord(sign) < WIDE else 2 for sign in text)


def short(text: str, size: int) -> str:
    """The text, cut with … when it is longer than `size` columns; a Han character takes two."""
    width = 0
    for place, sign in enumerate(text):
        width += 1 if sign.isascii() else 2
        if width > size:
            return text[: max(1, place - 1)].rstrip() + "…"
    return text


_layouts: dict[type[Result], Layout[Any]] = {}


def says(kind: type[ResultT]) -> Callable[[Layout[ResultT]], Layout[ResultT]]:
    """Declare the function below as the layout of this result."""

    def declare(layout: Layout[ResultT]) -> Layout[ResultT]:
        _layouts[kind] = layout
        return layout

    return declare


def speak(result: Result, say: Say) -> Card:
    """The card of a result, for one reader."""
    return replace(_layouts[type(result)](result, say), language=say.language)


def spoken() -> frozenset[type[Result]]:
    return frozenset(_layouts)
