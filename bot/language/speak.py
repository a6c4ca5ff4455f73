"""What the bot says: results, refusals and questions become cards in the reader's language and zone."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

from bot.domain.base import Command, Result
from bot.domain.chat import Button, Card
from bot.domain.moment import Moment, local
from bot.domain.money import Money
from bot.domain.people import Language, Member, Workspace
from bot.language import dates
from bot.language.phrases import phrases

ResultT = TypeVar("ResultT", bound=Result)
Layout = Callable[[ResultT, "Say"], Card]


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
        """The phrase under its dotted key, with its facts filled in."""
        return phrases(self.language)[key].format_map(facts)

    def has(self, key: str) -> bool:
        return key in phrases(self.language)

    @property
    def today(self) -> date:
        return local(self.now, self.zone).date()

    def day(self, day: date) -> str:
        """`3月13日周五`, `Fri 13 Mar`; with the year when it is not this one."""
        return dates.render_day(day, self.language, self.today)

    def moment(self, moment: Moment) -> str:
        if moment.at is None:
            return self.day(moment.day)
        return f"{self.day(moment.day)} {moment.at:%H:%M}"

    def instant(self, instant: datetime) -> str:
        return self.moment(Moment.of(local(instant, self.zone)))

    def money(self, money: Money) -> str:
        return f"{money.amount:,f} {money.currency}"

    def button(self, key: str, does: Command, *, stays: bool = False, **facts: object) -> Button:
        return Button(self(key, **facts), does, stays=stays)


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
