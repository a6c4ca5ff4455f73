"""Pipeline: open deals by how far and how old they are, and what was won, lost and put off."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from bot.domain.base import Command, MemberId, Mention, Result
from bot.domain.deals import DealLine
from bot.domain.moment import Period
from bot.domain.money import Money
from bot.domain.people import Asked, Scope
from bot.domain.shares import Share
from bot.domain.snapshot import Life, Look, Of, Opportunity, Snapshot


@dataclass(frozen=True, kw_only=True)
class PipelineSummary(Command):
    """`source` is where the deals came from; `as_of` the day at whose start it is to be told, else it is now."""

    reads: ClassVar[bool] = True
    period: Period | None = None
    scope: Scope | None = None
    person: Mention | None = None
    product: Mention | None = None
    source: str = ""
    as_of: date | None = None


@dataclass(frozen=True, kw_only=True)
class Forecast(Command):
    """The same of what a period will bring."""

    reads: ClassVar[bool] = True
    period: Period | None = None
    scope: Scope | None = None
    person: Mention | None = None
    product: Mention | None = None
    source: str = ""
    as_of: date | None = None


@dataclass(frozen=True, kw_only=True)
class Targets(Command):
    """How a target stands; with an `amount` it is set."""

    period: Period | None = None
    scope: Scope | None = None
    person: Mention | None = None
    amount: Money | None = None


class View(StrEnum):
    """What stands behind a figure of the pipeline."""

    STAGES = "stages"
    STAGE = "stage"
    STALLED = "stalled"
    SLIPPED = "slipped"
    LOST = "lost"
    PEOPLE = "people"
    PRODUCTS = "products"
    SOURCES = "sources"


@dataclass(frozen=True, kw_only=True)
class PipelineDetails(Command):
    """What stands behind a figure of the pipeline that was `asked` for; `stage` for the deals of one stage."""

    reads: ClassVar[bool] = True
    asked: PipelineSummary
    view: View
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """So many deals, worth so much in minor units; `unvalued` of them have no known value."""

    count: int = 0
    value: int = 0
    unvalued: int = 0


@dataclass(frozen=True, slots=True)
class StageLine:
    """Open deals of a stage ("": not told); `stalled` of them are older than the limit."""

    stage: str
    all: Sum
    stalled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The pipeline at the start of `day`, what a period brought until then, and the rates of the last days.

    `value_won` is the mean value of a won deal and `cycle` its mean days; `velocity` is what a day brings at these
    rates. `limit` and `longest` are days; None while too few deals were ever decided. Sums are minor units.
    """

    day: int
    open: Sum
    live: Sum
    stalled: Sum
    dead: Sum
    new: Sum
    won: Sum
    lost: Sum
    slipped: int
    passed: int
    rate: Share
    value_won: float | None
    cycle: float | None
    velocity: float | None
    limit: int | None
    longest: int | None
    past: int
    stages: tuple[StageLine, ...]
    reasons: tuple[tuple[str, int], ...]


def summarise(look: Look, order: Sequence[str] = ()) -> Summary:
    """`order` is that of the stages; those that nobody names any more come last."""
    snapshot = look.book.at(look.day)
    lives = snapshot.lives(look.of)
    mine = [each for life in Life for each in lives[life]]
    closed = look.closed()
    lost = [each for each in closed if not each.won]
    rate, value_won, cycle, velocity = _pace(snapshot, len(lives[Life.LIVE]), look.of)
    return Summary(
        day=look.day,
        open=total(mine),
        live=total(lives[Life.LIVE]),
        stalled=total(lives[Life.STALLED]),
        dead=total(lives[Life.DEAD]),
        new=total(_opened(look)),
        won=total(each for each in closed if each.won),
        lost=total(lost),
        slipped=len(look.slipped() & {each.id for each in mine}),
        passed=sum(overdue(each, look.day) for each in mine),
        rate=rate,
        value_won=value_won,
        cycle=cycle,
        velocity=velocity,
        limit=snapshot.limit,
        longest=snapshot.longest,
        past=len(snapshot.past),
        stages=tuple(_stages(snapshot, mine, order)),
        reasons=tuple(Counter(each.reason for each in lost).most_common()),
    )


def _pace(snapshot: Snapshot, live: int, of: Of) -> tuple[Share, float | None, float | None, float | None]:
    """Win rate, mean value and mean cycle of the won, and velocity, all over the last days."""
    decided = [each for each in snapshot.decided(snapshot.day - snapshot.policy.window) if of(each)]
    won = [each for each in decided if each.won]
    rate = Share(len(won), len(decided))
    values = [each.value for each in won if each.value is not None]
    if not values:
        return rate, None, None, None
    mean, cycle = sum(values) / len(values), sum(each.cycle for each in won) / len(won)
    return rate, mean, cycle, live * rate.value * mean / cycle if cycle else None


def total(deals: Iterable[Opportunity]) -> Sum:
    values = [each.value for each in deals]
    known = [each for each in values if each is not None]
    return Sum(len(values), sum(known), len(values) - len(known))


def _opened(look: Look) -> Iterator[Opportunity]:
    """New in the period, with what was asked for them."""
    fresh = filter(look.of, look.book.opened_between(look.first, look.end))
    return (each._replace(value=look.book.asked(each)) for each in fresh)


def overdue(deal: Opportunity, day: int) -> bool:
    """Whether the day on which it should be signed has passed: it was before the last day that is known of."""
    return 0 < deal.expected < day - 1


def _stages(snapshot: Snapshot, deals: Sequence[Opportunity], order: Sequence[str]) -> Iterator[StageLine]:
    by_stage: dict[str, list[Opportunity]] = {each: [] for each in order}
    for each in deals:
        by_stage.setdefault(each.stage, []).append(each)
    for stage, there in by_stage.items():
        if there:
            old = sum(snapshot.life(each) is not Life.LIVE for each in there)
            yield StageLine(stage, total(there), old)


def coverage(live: int, won: int, target: int | None) -> float | None:
    """How often the live deals would fill what is still missing; None without a target, or once it is reached."""
    return live / (target - won) if target is not None and target > won else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What one colleague, product or source has in the pipeline and has brought in the period."""

    key: str
    name: str
    live: Sum
    stalled: int
    won: Sum
    rate: Share


KEYS: Mapping[View, Callable[[Opportunity], str]] = {
    View.PEOPLE: lambda deal: deal.member_id,
    View.PRODUCTS: lambda deal: deal.product,
    View.SOURCES: lambda deal: deal.origin,
}


def grouped(look: Look, view: View) -> tuple[Group, ...]:
    """By colleague, product or source; who has most in live deals comes first."""
    snapshot, key = look.book.at(look.day), KEYS[view]
    parts: dict[str, tuple[list[Opportunity], list[Opportunity]]] = {}
    for each in filter(look.of, snapshot.open):
        parts.setdefault(key(each), ([], []))[0].append(each)
    for each in look.closed():
        parts.setdefault(key(each), ([], []))[1].append(each)
    groups = [_group(name, *both, snapshot) for name, both in parts.items()]
    return tuple(sorted(groups, key=lambda each: (-each.live.value, -each.won.value, each.key)))


def _group(
    key: str, there: Sequence[Opportunity], closed: Sequence[Opportunity], snapshot: Snapshot
) -> Group:
    live = [each for each in there if snapshot.life(each) is Life.LIVE]
    won = [each for each in closed if each.won]
    return Group(
        key=key,
        name=key,
        live=total(live),
        stalled=len(there) - len(live),
        won=total(won),
        rate=Share(len(won), len(closed)),
    )


def behind(look: Look, view: View, stage: str = "") -> list[Opportunity]:
    """The deals behind a figure, the largest first."""
    snapshot = look.book.at(look.day)
    found = filter(look.of, _behind(look, snapshot, view, stage))
    return sorted(found, key=lambda each: (-(each.value or 0), each.opened, each.id))


def _behind(look: Look, snapshot: Snapshot, view: View, stage: str) -> Iterable[Opportunity]:
    if view is View.LOST:
        return filter(lambda each: not each.won, look.closed())
    if view is View.STALLED:
        return filter(lambda each: snapshot.life(each) is not Life.LIVE, snapshot.open)
    if view is View.STAGE:
        return filter(lambda each: each.stage == stage, snapshot.open)
    slipped = look.slipped()
    return filter(lambda each: each.id in slipped or overdue(each, look.day), snapshot.open)


@dataclass(frozen=True, kw_only=True)
class PipelineShown(Result):
    """`day` is the start of the day as of which it stands; `target` is that of the same people and period.

    Rates are of the last `window` days. Sums of `summary` are minor units of `currency`. `leads` where the reader has
    people whose numbers can be parted.
    """

    private: ClassVar[bool] = True
    asked: PipelineSummary
    whose: Asked
    period: Period
    day: date
    currency: str
    summary: Summary
    window: int
    target: Money | None = None
    leads: bool = False

    @property
    def coverage(self) -> float | None:
        target = None if self.target is None else self.target.to_minor()
        return coverage(self.summary.live.value, self.summary.won.value, target)


@dataclass(frozen=True, kw_only=True)
class DealsBehind(Result):
    """The deals behind a figure, the largest first; `total` counts and sums them all."""

    private: ClassVar[bool] = True
    asked: PipelineSummary
    whose: Asked
    period: Period
    view: View
    stage: str
    currency: str
    total: Sum
    limit: int | None
    lines: tuple[DealLine, ...]
    reasons: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class PipelineStages(Result):
    private: ClassVar[bool] = True
    asked: PipelineSummary
    whose: Asked
    period: Period
    currency: str
    stages: tuple[StageLine, ...]
    limit: int | None


@dataclass(frozen=True, kw_only=True)
class PipelineParts(Result):
    """The pipeline by colleague, product or source; `people` are the colleagues' ids among the keys."""

    private: ClassVar[bool] = True
    asked: PipelineSummary
    whose: Asked
    period: Period
    view: View
    currency: str
    groups: tuple[Group, ...]
    people: frozenset[MemberId] = frozenset()
