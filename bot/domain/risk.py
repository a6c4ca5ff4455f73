"""Accounts at risk: who may leave us and why, winning them back, letting them go."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, Final

from bot.domain.base import Command, Mention
from bot.domain.moment import Moment
from bot.domain.people import Scope
from bot.domain.policy import RiskPolicy
from bot.domain.silence import ENOUGH, Silence


@dataclass(frozen=True, kw_only=True)
class AtRiskList(Command):
    """The accounts at risk of a reader or a colleague, from the one after the first `skip` on; or one account."""

    reads: ClassVar[bool] = True
    customer: Mention | None = None
    scope: Scope | None = None
    person: Mention | None = None
    skip: int | None = None


@dataclass(frozen=True, kw_only=True)
class WinBack(Command):
    """A plan with dated promises, of a colleague's if `by`; its last step is `due` when a day was said."""

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
    """What may show that a customer is about to leave."""

    SILENCE = "silence"
    ORDER_SILENCE = "order_silence"
    PROMISE = "promise"
    COMPLAINT = "complaint"
    PAYMENT = "payment"
    VOLUME = "volume"
    CHAMPION = "champion"
    STATED = "stated"
    MOOD = "mood"
    STALLED = "stalled"


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
class LatePayment:
    """Days by which their oldest debt is late, and by which they usually pay late (None when nothing says)."""

    late: int
    usual: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """What they ordered in the last `window` days, as a share of their own mean; `seasonal` when adjusted."""

    share: float
    window: int
    seasonal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChampionLeft:
    """Somebody who decided there, or spoke for us, is gone, and nobody new is known since; who told it when."""

    person: str
    gone: date
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """That they leave, or that a `rival` stands ready, in the words of a log; "" where a deal names the rival."""

    said: str
    day: date
    by: str
    leaving: bool = False
    rival: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadMood:
    """How many of their last touches went badly."""

    bad: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StalledDeal:
    """An open deal older than `most` days, by which most are decided, with nothing planned."""

    deal: str
    age: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskFacts:
    """What the ledgers tell of an account; whoever knows more adds a field here and a judge below.

    `ordered` is the silence since their last order, None with fewer than three `orders`.
    """

    silence: Silence | None = None
    orders: int = 0
    ordered: Silence | None = None
    promises: tuple[LatePromise, ...] = ()
    complaints: tuple[OpenComplaint, ...] = ()
    payment: LatePayment | None = None
    volume: Volume | None = None
    champion: ChampionLeft | None = None
    stated: tuple[Stated, ...] = ()
    mood: BadMood | None = None
    stalled: tuple[StalledDeal, ...] = ()


Evidence = (
    Silence
    | LatePromise
    | OpenComplaint
    | LatePayment
    | Volume
    | ChampionLeft
    | Stated
    | BadMood
    | StalledDeal
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One signal with its points and what shows it: of several of a kind, the worst."""

    signal: Signal
    points: float
    evidence: Evidence
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The reasons with the most points first; never shown without them.

    `few_orders` is how many orders there are where they are too few to judge their silence, else 0.
    """

    points: float
    colour: Colour
    reasons: tuple[Reason, ...]
    few_orders: int = 0


def assess(facts: RiskFacts, policy: RiskPolicy) -> Assessment:
    """The at-risk score of SCORING.md, section 2."""
    found = (each for judge in JUDGES for each in judge(facts, policy))
    reasons = tuple(sorted(found, key=lambda each: -each.points))
    points = min(MOST, sum(each.points for each in reasons))
    return Assessment(
        points=points,
        colour=_colour(points, reasons, policy),
        reasons=reasons,
        few_orders=facts.orders if facts.orders < ENOUGH else 0,
    )


def _colour(points: float, reasons: Sequence[Reason], policy: RiskPolicy) -> Colour:
    leaving = any(isinstance(each.evidence, Stated) and each.evidence.leaving for each in reasons)
    if leaving or (points >= policy.red and len(reasons) >= policy.red_signals):
        return Colour.RED
    return Colour.AMBER if points >= policy.amber else Colour.GREEN


def _silent(facts: RiskFacts, policy: RiskPolicy) -> Iterator[Reason]:
    yield from _quiet(Signal.SILENCE, facts.silence, policy.silence)


def _not_ordering(facts: RiskFacts, policy: RiskPolicy) -> Iterator[Reason]:
    if facts.orders >= ENOUGH:
        yield from _quiet(Signal.ORDER_SILENCE, facts.ordered, policy.order_silence)


def _quiet(signal: Signal, silence: Silence | None, most: float) -> Iterator[Reason]:
    points = most * silence.share() if silence else 0.0
    if silence and points:
        yield Reason(signal=signal, points=points, evidence=silence)


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


def _paying_late(facts: RiskFacts, policy: RiskPolicy) -> Iterator[Reason]:
    seen = facts.payment
    beyond = seen.late - (seen.usual or 0) if seen else 0
    if seen and beyond > 0:
        yield Reason(signal=Signal.PAYMENT, points=min(float(beyond), policy.payment_most), evidence=seen)


def _buying_less(facts: RiskFacts, policy: RiskPolicy) -> Iterator[Reason]:
    seen = facts.volume
    if seen and seen.share <= HALF:
        points = policy.volume_quarter if seen.share <= QUARTER else policy.volume_half
        yield Reason(signal=Signal.VOLUME, points=points, evidence=seen)


def _alone(facts: RiskFacts, policy: RiskPolicy) -> Iterator[Reason]:
    if facts.champion:
        yield Reason(signal=Signal.CHAMPION, points=policy.champion, evidence=facts.champion)


def _stating(facts: RiskFacts, policy: RiskPolicy) -> Iterator[Reason]:
    """That they leave before that a rival is there, the latest word first."""
    stated = sorted(facts.stated, key=lambda each: (each.leaving, each.day), reverse=True)
    if stated:
        yield Reason(signal=Signal.STATED, points=policy.stated, evidence=stated[0], count=len(stated))


def _unhappy(facts: RiskFacts, policy: RiskPolicy) -> Iterator[Reason]:
    if facts.mood and facts.mood.bad >= OFTEN:
        yield Reason(signal=Signal.MOOD, points=policy.mood, evidence=facts.mood)


def _stalling(facts: RiskFacts, policy: RiskPolicy) -> Iterator[Reason]:
    stalled = sorted(facts.stalled, key=lambda each: -each.age)
    if stalled:
        yield Reason(signal=Signal.STALLED, points=policy.stalled, evidence=stalled[0], count=len(stalled))


WEEK: Final = 7
MOST: Final = 100.0
QUARTER, HALF = 0.25, 0.5
"""Shares of its usual volume below which an account buys less than it did."""
LAST: Final = 3
OFTEN: Final = 2
"""So many of the last three touches went badly."""
JUDGES: Final[tuple[Callable[[RiskFacts, RiskPolicy], Iterator[Reason]], ...]] = (
    _silent,
    _not_ordering,
    _owing,
    _complaining,
    _paying_late,
    _buying_less,
    _alone,
    _stating,
    _unhappy,
    _stalling,
)
"""Each judges one signal; new ones are added here."""
