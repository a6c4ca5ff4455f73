"""Lead score: how much shows that somebody means to buy, every point with its evidence (no bare score)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from bot.domain.base import Command, Result
from bot.domain.customers import Customer
from bot.domain.policy import LeadPolicy


class Sign(StrEnum):
    """What shows that somebody means to buy, the strongest first."""

    PRICE = "price"
    BUDGET = "budget"
    DATE = "date"
    DECIDER = "decider"
    ANSWERS = "answers"


@dataclass(frozen=True, kw_only=True)
class CheckLeads(Command):
    """Who of those that have not bought yet means to: of a campaign's customers, or of all the reader may see."""

    reads: ClassVar[bool] = True
    campaign: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One sign as it was seen: on which day, by whom, in which words or of what; `times` it was seen."""

    sign: Sign
    day: date
    by: str = ""
    what: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A customer who has not bought yet, and what shows that they may; 0 to 100 points."""

    customer: Customer
    owner: str = ""
    seen: tuple[Seen, ...] = ()
    points: int = 0
    barred: bool = False


@dataclass(frozen=True, kw_only=True)
class LeadsShown(Result):
    """The likeliest first; `name` is the campaign's, `judged` how many customers showed any sign."""

    private: ClassVar[bool] = True
    name: str = ""
    lines: tuple[Lead, ...]
    judged: int
    narrowed: bool = False


def points_of(seen: Iterable[Seen], policy: LeadPolicy) -> int:
    """Each sign once, however often it was seen."""
    worth = {
        Sign.PRICE: policy.price,
        Sign.BUDGET: policy.budget,
        Sign.DATE: policy.date,
        Sign.DECIDER: policy.decider,
        Sign.ANSWERS: policy.answers,
    }
    return sum(worth[each] for each in {one.sign for one in seen})
