"""Alerts: accounts that may leave us, who is told of them when, and what somebody answered."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Final

from bot.domain.base import Command, CustomerId, MemberId, Mention, Result
from bot.domain.customers import Customer
from bot.domain.health import Health
from bot.domain.moment import Moment
from bot.domain.money import Money
from bot.domain.notes import Noted
from bot.domain.people import Asked
from bot.domain.promises import Line, PromiseMade
from bot.domain.risk import Colour, Signal

GRAVITY: Final = (Colour.GREEN, Colour.AMBER, Colour.RED)
AT_RISK: Final = (Colour.AMBER, Colour.RED)


class Answer(StrEnum):
    """What somebody does about an account at risk."""

    TAKEN = "taken"
    SNOOZED = "snoozed"
    WINNING = "winning"
    RELEASED = "released"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """An answer to the risk of an account, which had that colour and those points then.

    Nobody is told of the account again before `until`, unless it gets worse; `promises` are what the answer gave.
    It counts until `ended_at`, when another answer took its place.
    """

    id: str
    customer_id: CustomerId
    member_id: MemberId
    answer: Answer
    at: datetime
    until: date | None = None
    colour: Colour = Colour.GREEN
    points: int = 0
    promises: tuple[str, ...] = ()
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """How an account at risk looked when it was last compared: who was told before then need not hear it again.

    `changed_at` is when a change of its colour or its signals was noticed, `worse_at` the beginning of the day on
    which it last got a graver colour or one more signal. Derived from `Health`, neither journalled nor undone.
    """

    customer_id: CustomerId
    seen_on: date
    colour: Colour
    signals: tuple[Signal, ...] = ()
    changed_at: datetime
    worse_at: datetime


def compared(before: Alarm | None, health: Health, least: float, now: datetime, swept: datetime) -> Alarm:
    """The alarm of an account as the sweep at `swept` found it; only signals of `least` points and more count.

    Whoever answered after that sweep has answered to what it found.
    """
    signals = tuple(sorted({each.signal for each in health.reasons if each.points >= least}))
    if before is None:
        return Alarm(
            customer_id=health.customer_id,
            seen_on=health.checked_on,
            colour=health.colour,
            signals=signals,
            changed_at=now,
            worse_at=min(now, swept),
        )
    changed = (before.colour, before.signals) != (health.colour, signals)
    graver = GRAVITY.index(health.colour) > GRAVITY.index(before.colour)
    worse = graver or bool(set(signals) - set(before.signals))
    return replace(
        before,
        seen_on=health.checked_on,
        colour=health.colour,
        signals=signals,
        changed_at=now if changed else before.changed_at,
        worse_at=min(now, swept) if worse else before.worse_at,
    )


def latest(alerts: Iterable[Alert]) -> Alert | None:
    return max(alerts, key=lambda each: (each.at, each.id), default=None)


def holds(answer: Alert, alarm: Alarm | None, today: date) -> bool:
    """Whether nobody needs to hear of the account now: until the answer's day, unless it got worse since."""
    lasts = answer.until is not None and answer.until > today
    return lasts and not (alarm and alarm.worse_at > answer.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Whom one reader hears of: customers of these `people` (None: everybody's), and of nobody if `orphans`.

    Told is what changed after `since`; `day` is the reader's today, `last` the day on which they were told before.
    """

    reader: MemberId
    people: Collection[MemberId] | None
    orphans: bool = False
    since: datetime
    last: date
    day: date


@dataclass(frozen=True, kw_only=True)
class TakeAlert(Command):
    """I am on it: a promise to get in touch, within the working days that the team allows."""

    customer: Mention


@dataclass(frozen=True, kw_only=True)
class SnoozeAlert(Command):
    """Nobody hears of this account before that day (the team's usual one without `until`), unless it gets worse."""

    customer: Mention
    until: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class SendAlerts(Command):
    """Compare what the last sweep found with the one before, and tell in the morning whom that concerns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtRisk:
    """One account as a list shows it: why, what it brought in twelve months, whose it is, what was answered.

    `value` is `masked` where it is not for this reader; `held` while the answer keeps it out of the digests.
    """

    customer: Customer
    owner: str
    health: Health
    value: Money | None = None
    masked: bool = False
    answer: Alert | None = None
    by: str = ""
    held: bool = False


@dataclass(frozen=True, kw_only=True)
class AtRiskListed(Result):
    """A page of the accounts at risk, the gravest and most valuable first; `skip` of `total` stand before it.

    `as_of` is the day of a sweep that is too old to go unmentioned; `counted` when this reader leads somebody.
    """

    private: ClassVar[bool] = True
    asked: Asked
    person: Mention | None = None
    lines: tuple[AtRisk, ...]
    red: int
    amber: int
    skip: int = 0
    as_of: date | None = None
    counted: bool = False

    @property
    def total(self) -> int:
        return self.red + self.amber


@dataclass(frozen=True, kw_only=True)
class AccountShown(Result):
    """One account with all that speaks for its leaving; `may` when this reader may answer."""

    private: ClassVar[bool] = True
    line: AtRisk
    may: bool
    as_of: date | None = None


@dataclass(frozen=True, kw_only=True)
class NeverSwept(Result):
    """No sweep has seen any account yet."""


@dataclass(frozen=True, kw_only=True)
class AlertsTold(Result):
    """The digest: what is new of the reader's accounts at risk, `total` of them."""

    private: ClassVar[bool] = True
    lines: tuple[AtRisk, ...]
    red: int
    amber: int

    @property
    def total(self) -> int:
        return self.red + self.amber


@dataclass(frozen=True, kw_only=True)
class AlertTaken(Result):
    made: PromiseMade


@dataclass(frozen=True, kw_only=True)
class AlertSnoozed(Result):
    customer: Customer
    until: date


@dataclass(frozen=True, kw_only=True)
class WinBackPlanned(Result):
    """The steps in order; `already` when they were planned before and nothing was added."""

    noted: Noted | None
    customer: Customer
    steps: tuple[Line, ...]
    by: str
    already: bool = False
