"""Accounts at risk: who may leave us and why, winning them back, letting them go."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, Final

from bot.domain.base import Command, Mention
from bot.domain.moment import Moment
from bot.domain.people import Scope
from bot.domain.policy import RiskPolicy
from bot.domain.silence import Silence


@dataclass(frozen=True, kw_only=True)
class AtRiskList(Command):
    reads: ClassVar[bool] = True
    customer: Mention | None = None
    scope: Scope | None = None
    person: Mention | None = None


@dataclass(frozen=True, kw_only=True)
class WinBack(Command):
    customer: Mention | None = None
    by: Mention | None = None
    due: Moment | None = None
    what: str = ""


@dataclass(frozen=True, kw_only=True)
class Release(Command):
    """Back to the pool (公海): nobody's, and no more nagging."""

    customer: Mention | None = None
    what: str = ""


class Signal(StrEnum):
    SILENCE = "silence"
    PROMISE = "promise"
    COMPLAINT = "complaint"


class Colour(StrEnum):
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class LatePromise:
    """A promise of ours that is late, whoever gave it."""

    what: str
    days: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenComplaint:
    """`days` it is open, `late` whole days past its clock (None while the clock runs)."""

    what: str
    day: date
    days: int
    late: int | None
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskFacts:
    """What the ledgers tell of an account; whoever knows more adds a field here and a judge below."""

    silence: Silence | None = None
    promises: tuple[LatePromise, ...] = ()
    complaints: tuple[OpenComplaint, ...] = ()


Evidence = Silence | LatePromise | OpenComplaint


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One signal with its points and what shows it: of several of a kind, the worst."""

    signal: Signal
    points: float
    evidence: Evidence
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The reasons with the most points first; never shown without them."""

    points: float
    colour: Colour
    reasons: tuple[Reason, ...]


def assess(facts: RiskFacts, policy: RiskPolicy) -> Assessment:
    """The at-risk score of SCORING.md, section 2, as far as the facts reach."""
    reasons = sorted(
        (each for judge in JUDGES for each in judge(facts, policy)), key=lambda each: -each.points
    )
    points = sum(each.points for each in reasons)
    return Assessment(points=points, colour=_colour(points, len(reasons), policy), reasons=tuple(reasons))


def _colour(points: float, signals: int, policy: RiskPolicy) -> Colour:
    if points >= policy.red and signals >= policy.red_signals:
        return Colour.RED
    return Colour.AMBER if points >= policy.amber else Colour.GREEN


def _silent(facts: RiskFacts, policy: RiskPolicy) -> Iterator[Reason]:
    points = policy.silence * facts.silence.share() if facts.silence else 0.0
    if facts.silence and points:
        yield Reason(signal=Signal.SILENCE, points=points, evidence=facts.silence)


def _owing(facts: RiskFacts, policy: RiskPolicy) -> Iterator[Reason]:
    late = sorted(facts.promises, key=lambda each: -each.days)
    points = sum(policy.promise + policy.promise_week * (each.days // WEEK) for each in late)
    if late:
        least = min(points, policy.promise_most)
        yield Reason(signal=Signal.PROMISE, points=least, evidence=late[0], count=len(late))


def _complaining(facts: RiskFacts, policy: RiskPolicy) -> Iterator[Reason]:
    opened = sorted(facts.complaints, key=lambda each: -each.days)
    points = sum(policy.complaint + (each.late or 0) for each in opened)
    if opened:
        least = min(points, policy.complaint_most)
        yield Reason(signal=Signal.COMPLAINT, points=least, evidence=opened[0], count=len(opened))


WEEK: Final = 7
JUDGES: Final[tuple[Callable[[RiskFacts, RiskPolicy], Iterator[Reason]], ...]] = (
    _silent,
    _owing,
    _complaining,
)
"""Each judges one signal; new ones are added here."""
