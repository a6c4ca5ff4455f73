"""Advice: whom to send to a deal or a job, and why (SCORING.md, section 6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import floor
from typing import ClassVar

from bot.domain.base import Command, MemberId, Mention, Result
from bot.domain.cases import CaseLine
from bot.domain.customers import Customer
from bot.domain.keeping import Tally
from bot.domain.moment import Moment
from bot.domain.money import Money
from bot.domain.policy import AdvicePolicy
from bot.domain.shares import Share


@dataclass(frozen=True, kw_only=True)
class AssignAdvice(Command):
    reads: ClassVar[bool] = True
    customer: Mention | None = None
    product: Mention | None = None
    amount: Money | None = None
    skill: str = ""
    when: Moment | None = None
    what: str = ""


class Kin(StrEnum):
    """In what past deals are like the one in question."""

    PRODUCT = "product"
    SIZE = "size"


class Because(StrEnum):
    """Why somebody is not a candidate."""

    FULL = "full"
    UNSKILLED = "unskilled"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What speaks for and against a colleague, without any score.

    `touches` are days of contact with the customer within a year, `last` the latest; `load` live deals or open jobs;
    `similar` deals like this one that were won out of those decided; `skill` what fits the job; `given` the day on
    which they last got a customer or a deal.
    """

    id: MemberId
    name: str
    touches: int = 0
    last: date | None = None
    owner: bool = False
    shares: bool = False
    kept: Tally = Tally()
    load: int = 0
    similar: Share = Share()
    skill: str = ""
    given: date | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    candidate: Candidate
    because: Because


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The candidates, the best first; `limit` is the load beyond which somebody is full."""

    ranked: tuple[Candidate, ...]
    left_out: tuple[LeftOut, ...]
    limit: float


@dataclass(frozen=True, kw_only=True)
class Advised(Result):
    """Whom to send: `ranked` with the reasons of each, `left_out` with why.

    For a job `wanted` are its words and `case` the open one at the customer; `unlisted` when nobody's skills are on
    record. `kin` says which past deals were compared: those of the `product`, or those about as large as `amount`.
    `may_give` when this reader may hand the customer or the case on.
    """

    private: ClassVar[bool] = True
    customer: Customer | None
    product: str = ""
    amount: Money | None = None
    job: bool = False
    wanted: str = ""
    case: CaseLine | None = None
    kin: Kin | None = None
    chosen: Chosen
    unlisted: bool = False
    may_give: bool = False
    policy: AdvicePolicy


def choose(people: Iterable[Candidate], policy: AdvicePolicy, *, skilled: bool) -> Chosen:
    """Keep those with capacity (and, when it must be `skilled`, the skill); rank by relationship, promises, load."""
    every = sorted(people, key=lambda each: each.id)
    limit = capacity([each.load for each in every if not each.gone], policy)
    judged = [(each, _why_not(each, limit, skilled=skilled)) for each in every]
    return Chosen(
        ranked=ranked([each for each, because in judged if because is None], policy),
        left_out=tuple(LeftOut(each, because) for each, because in judged if because),
        limit=limit,
    )


def capacity(loads: Sequence[int], policy: AdvicePolicy) -> float:
    """The percentile of the team's loads, between the two nearest; nobody is full below the least load."""
    ordered = sorted(loads)
    if not ordered:
        return policy.least_load
    at = (len(ordered) - 1) * policy.percentile
    low = floor(at)
    high = min(low + 1, len(ordered) - 1)
    return max(policy.least_load, ordered[low] + (ordered[high] - ordered[low]) * (at - low))


def ranked(candidates: Iterable[Candidate], policy: AdvicePolicy) -> tuple[Candidate, ...]:
    """In an order that depends on nothing but each candidate's own facts; ties go to who got something longest ago."""

    def place(one: Candidate) -> tuple[object, ...]:
        last = one.last or date.min
        relation = (-one.touches, -last.toordinal(), not one.owner, not one.shares)
        return (*relation, -reliability(one.kept, policy), one.load, one.given or date.min, one.id)

    return tuple(sorted(candidates, key=place))


def reliability(kept: Tally, policy: AdvicePolicy) -> float:
    """The kept rate in steps of ten points, drawn to the usual one while there are few promises to go by."""
    rate = (kept.good + policy.kept_usual * policy.kept_weight) / (kept.settled + policy.kept_weight)
    return round(rate, 1)


def surely_better(candidates: Sequence[Candidate]) -> tuple[Candidate, Candidate] | None:
    """The first two of whom one surely wins such deals more often; None where no difference is significant."""
    pairs = ((one, other) for one in candidates for other in candidates)
    return next(((one, other) for one, other in pairs if one.similar.surely_above(other.similar)), None)


def _why_not(one: Candidate, limit: float, *, skilled: bool) -> Because | None:
    if one.gone:
        return Because.GONE
    if skilled and not one.skill:
        return Because.UNSKILLED
    return Because.FULL if one.load > limit else None
