"""Deals as they were known at the start of a day: which were open, how old and how large, and which were decided.

Days are ordinals (`date.toordinal`) and sums whole minor units of one currency: a hundred thousand deals are read
through in a fraction of a second.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import accumulate
from math import ceil
from operator import attrgetter
from typing import Final, NamedTuple, TypeVar

from bot.domain.deals import ENDS, WON
from bot.domain.moment import Period
from bot.domain.policy import PipelinePolicy

NEVER: Final = date.max.toordinal()
"""The day on which a deal was closed that is still open."""


class Opportunity(NamedTuple):
    """A deal as it stands now; `closed` is NEVER and `expected` 0 where there is no such day.

    `value` is in minor units of `currency`, in a book in those of its workspace; None where it is not known, or at
    no stated rate.
    """

    id: str
    member_id: str
    product_id: str
    product: str
    origin: str
    stage: str
    opened: int
    closed: int
    expected: int
    value: int | None
    currency: str
    confidence: str
    reason: str

    @property
    def won(self) -> bool:
        return self.stage == WON

    @property
    def cycle(self) -> int:
        """Days from its first word to its end."""
        return max(0, self.closed - self.opened)


class DealChange(NamedTuple):
    """A move that changed the sum, put the expected day off, or came at or after the day that is asked about."""

    deal_id: str
    day: int
    stage_from: str
    stage_to: str
    value: int | None
    currency: str
    repriced: bool
    delayed: bool


ToldT = TypeVar("ToldT")
Worth = Callable[[int, str], int | None]
"""Minor units of a currency in those of the workspace's; None at no stated rate."""
Of = Callable[[Opportunity], bool]
"""Whether a deal is one of those asked about."""


@dataclass(frozen=True, slots=True)
class Book:
    """Every deal there is, with the moves that tell what was known before.

    `deals` stand in the order of their first days, the `starts`; those that have `ended` in that of their last, the
    `ends`, with what was signed and asked for all of them won until then. `values` are what was asked for deals that
    were closed at another value.
    """

    deals: Sequence[Opportunity]
    starts: Sequence[int]
    ended: Sequence[Opportunity]
    ends: Sequence[int]
    signed: Sequence[tuple[int, int]]
    values: Mapping[str, int | None]
    prices: Mapping[str, Sequence[tuple[int, int | None]]]
    stages: Mapping[str, Sequence[tuple[int, str]]]
    slips: Sequence[tuple[str, int]]
    policy: PipelinePolicy

    def asked(self, deal: Opportunity) -> int | None:
        """Its value before it was closed: beside what was signed stands what was asked for."""
        return self.values.get(deal.id, deal.value)

    def opened_between(self, first: int, end: int) -> Sequence[Opportunity]:
        return self.deals[bisect_left(self.starts, first) : bisect_left(self.starts, end)]

    def closed_between(self, first: int, end: int) -> Sequence[Opportunity]:
        return self.ended[bisect_left(self.ends, first) : bisect_left(self.ends, end)]

    def signed_before(self, day: int) -> tuple[int, int]:
        """What was signed and what had been asked for, of all deals won before that day with both known."""
        return self.signed[bisect_left(self.ends, day)]

    def at(self, day: int) -> "Snapshot":
        """What was known at the start of that day: what was opened before it and not closed before it was open."""
        known = [each for each in self.opened_between(0, day) if each.closed >= day]
        past = self.closed_between(0, day)
        cycles = sorted([max(0, each.closed - each.opened) for each in past])
        enough = len(cycles) >= self.policy.least_past
        return Snapshot(
            day=day,
            open=[self._as_known(each, day) if self._moved(each) else each for each in known],
            past=past,
            limit=_rank(cycles, self.policy.live_share) if enough else None,
            longest=cycles[-1] if enough else None,
            policy=self.policy,
        )

    def _moved(self, each: Opportunity) -> bool:
        """Whether it may have stood otherwise on an earlier day."""
        return each.id in self.prices or each.id in self.stages or each.closed != NEVER

    def _as_known(self, each: Opportunity, day: int) -> Opportunity:
        """With the sum and the stage of that day; "" where nobody told the stage of a deal that has ended since."""
        value, stage = each.value, each.stage
        if each.id in self.prices:
            value = _before(self.prices[each.id], day, value)
        if each.id in self.stages:
            stage = _before(self.stages[each.id], day, stage)
        if value == each.value and stage == each.stage and stage not in ENDS:
            return each
        return each._replace(value=value, stage="" if stage in ENDS else stage)


def book_of(
    deals: Iterable[Opportunity],
    changes: Iterable[DealChange],
    currency: str,
    worth: Worth,
    policy: PipelinePolicy,
) -> Book:
    """In this currency; `changes` come in the order in which they happened."""
    told = _Told()
    for each in changes:
        told.take(each, _home(each, currency, worth))
    here = [
        each if each.currency == currency else each._replace(value=_home(each, currency, worth))
        for each in deals
    ]
    here.sort(key=attrgetter("opened"))
    ended = sorted((each for each in here if each.closed != NEVER), key=attrgetter("closed"))
    signed = [*accumulate((_signed(each, told.asked) for each in ended), _both, initial=(0, 0))]
    days = [each.opened for each in here], ended, [each.closed for each in ended]
    return Book(here, *days, signed, told.asked, told.prices, told.stages, told.slips, policy)


def _signed(deal: Opportunity, values: Mapping[str, int | None]) -> tuple[int, int]:
    asked = values.get(deal.id, deal.value) if deal.stage == WON else None
    return (deal.value, asked) if deal.value is not None and asked else (0, 0)


def _both(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return one[0] + other[0], one[1] + other[1]


class _Told:
    """What the moves tell of earlier days, by deal."""

    def __init__(self) -> None:
        self.prices: dict[str, list[tuple[int, int | None]]] = {}
        self.stages: dict[str, list[tuple[int, str]]] = {}
        self.asked: dict[str, int | None] = {}
        self.slips: list[tuple[str, int]] = []

    def take(self, change: DealChange, value: int | None) -> None:
        deal, day = change.deal_id, change.day
        if change.repriced:
            self.prices.setdefault(deal, []).append((day, value))
        if change.repriced and change.stage_to in ENDS:
            self.asked[deal] = value
        if change.stage_from not in {"", change.stage_to}:
            self.stages.setdefault(deal, []).append((day, change.stage_from))
        if change.delayed:
            self.slips.append((deal, day))


def _home(told: Opportunity | DealChange, currency: str, worth: Worth) -> int | None:
    return told.value if told.value is None or told.currency == currency else worth(told.value, told.currency)


def _before(told: Sequence[tuple[int, ToldT]], day: int, now: ToldT) -> ToldT:
    """What stood at the start of that day: what the first change from then on took away."""
    place = bisect_left(told, day, key=lambda each: each[0])
    return told[place][1] if place < len(told) else now


def _rank(cycles: Sequence[int], share: float) -> int:
    """The shortest cycle that at least this share of them do not exceed."""
    return cycles[max(0, ceil(share * len(cycles)) - 1)]


class Life(StrEnum):
    """How an open deal compares with the cycles of past ones."""

    LIVE = "live"
    STALLED = "stalled"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The deals of one day; without enough past ones there is no `limit`, and everything open is live."""

    day: int
    open: Sequence[Opportunity]
    past: Sequence[Opportunity]
    limit: int | None
    longest: int | None
    policy: PipelinePolicy

    def age(self, deal: Opportunity) -> int:
        return self.day - deal.opened

    def life(self, deal: Opportunity) -> Life:
        """SCORING.md, section 5: stalled above the limit of past cycles, dead above the longest ever closed."""
        age = self.day - deal.opened
        if self.limit is None or self.longest is None or age <= self.limit:
            return Life.LIVE
        return Life.STALLED if age <= self.longest else Life.DEAD

    def lives(self, of: Of) -> dict[Life, list[Opportunity]]:
        """The open ones that are asked about, parted."""
        parted: dict[Life, list[Opportunity]] = {life: [] for life in Life}
        for each in self.open:
            if of(each):
                parted[self.life(each)].append(each)
        return parted

    def decided(self, first: int) -> Sequence[Opportunity]:
        """What was closed from that day on."""
        return self.past[bisect_left(self.past, first, key=attrgetter("closed")) :]


@dataclass(frozen=True, slots=True)
class Look:
    """What is asked: of these deals, as it stood at the start of a day, and what a period brought until then."""

    book: Book
    day: int
    period: Period
    of: Of

    @property
    def first(self) -> int:
        return self.period.start.toordinal()

    @property
    def end(self) -> int:
        """The end of the period, or of what is known of it."""
        return min(self.period.end.toordinal(), self.day)

    @property
    def left(self) -> int:
        """Days of the period that are still to come."""
        return max(0, self.period.end.toordinal() - max(self.day, self.first))

    @property
    def wait(self) -> int:
        """Days until the period begins."""
        return max(0, self.first - self.day)

    def closed(self) -> list[Opportunity]:
        """Decided within the period."""
        return [*filter(self.of, self.book.closed_between(self.first, self.end))]

    def slipped(self) -> frozenset[str]:
        """Put off within the period."""
        return frozenset(deal for deal, day in self.book.slips if self.first <= day < self.end)
