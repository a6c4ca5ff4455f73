"""The four stages of a customer relationship (SCORING.md, section 3), with a memory so that they do not flap."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.domain.policy import LifecyclePolicy
from bot.domain.silence import ENOUGH, Silence


class Lifecycle(StrEnum):
    EXPLORATION = "exploration"
    GROWTH = "growth"
    MATURITY = "maturity"
    DECLINE = "decline"


class Why(StrEnum):
    """What a verdict rests on."""

    SILENCE = "silence"
    LEAVING = "leaving"
    VOLUME = "volume"
    ORDERS = "orders"
    TIME = "time"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageFacts:
    """What a stage is judged by: the days of their orders, since when they are known, and what risk tells.

    `silence` is that of their orders, `share` what they bought lately beside their own mean, where that says anything.
    """

    ordered: Sequence[date] = ()
    known_since: date
    silence: Silence | None = None
    share: float | None = None
    leaving: bool = False

    @property
    def first(self) -> date:
        return min((self.known_since, *self.ordered))

    @property
    def last(self) -> date | None:
        return max(self.ordered, default=None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The stage that the facts of one day show, and why; `otherwise` is where it stood if it did not decline."""

    stage: Lifecycle
    why: Why
    otherwise: Lifecycle
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The stage of an account since a day, and what has been said instead by its last weekly checks.

    `checked_on` is the day of the last look, `next_checked_on` of the last weekly check. `declined_from` is kept
    after an account was won back, until its stage changes again.
    """

    stage: Lifecycle
    since: date
    checked_on: date
    declined_from: Lifecycle | None = None
    next_stage: Lifecycle | None = None
    next_checks: int = 0
    next_checked_on: date


@dataclass(frozen=True, slots=True)
class StageShown:
    """The stage, and what shows it: how many orders since when, and days since the last."""

    stage: Lifecycle
    orders: int
    since: date
    silent: int
    declined_from: Lifecycle | None = None


def verdict_of(facts: StageFacts, today: date, policy: LifecyclePolicy) -> Verdict:
    """By the day's facts alone."""
    usual, why = _usual(facts, today, policy)
    decline = next(_decline(facts, policy), None)
    if decline:
        return Verdict(Lifecycle.DECLINE, decline, usual, facts.last)
    return Verdict(usual, why, usual, facts.last)


def _decline(facts: StageFacts, policy: LifecyclePolicy) -> Iterator[Why]:
    silence = facts.silence if len(facts.ordered) >= ENOUGH else None
    if silence and silence.days > silence.limit:
        yield Why.SILENCE
    if facts.leaving:
        yield Why.LEAVING
    if facts.share is not None and facts.share <= policy.shrinking:
        yield Why.VOLUME


def _usual(facts: StageFacts, today: date, policy: LifecyclePolicy) -> tuple[Lifecycle, Why]:
    orders, known = len(facts.ordered), (today - facts.first).days
    if orders <= policy.first_orders or known < policy.first_days:
        return Lifecycle.EXPLORATION, Why.ORDERS if orders <= policy.first_orders else Why.TIME
    if orders < policy.few_orders or known < policy.few_days:
        return Lifecycle.GROWTH, Why.ORDERS
    if facts.share is not None and facts.share >= policy.growing:
        return Lifecycle.GROWTH, Why.VOLUME
    return Lifecycle.MATURITY, Why.ORDERS


def advance(before: Standing | None, verdict: Verdict, today: date, policy: LifecyclePolicy) -> Standing:
    """The standing after a look at the account: silence and new orders count at once, the rest when weeks agree."""
    if before is None:
        came_from = verdict.otherwise if verdict.stage is Lifecycle.DECLINE else None
        return Standing(
            stage=verdict.stage,
            since=today,
            checked_on=today,
            declined_from=came_from,
            next_checked_on=today,
        )
    looked = replace(before, checked_on=today)
    if verdict.stage is not before.stage and _at_once(before, verdict):
        return _changed(looked, verdict.stage, today)
    if (today - before.next_checked_on).days < policy.every:
        return looked
    return _checked(looked, verdict.stage, today, policy)


def _at_once(before: Standing, verdict: Verdict) -> bool:
    """Silence; an order of an account in decline; or an order that makes it one of more orders."""
    if verdict.stage is Lifecycle.DECLINE:
        return verdict.why is Why.SILENCE
    if verdict.last is None:
        return False
    if before.stage is Lifecycle.DECLINE:
        return verdict.last >= before.since
    return verdict.why is Why.ORDERS and verdict.last >= before.checked_on


def _checked(before: Standing, stage: Lifecycle, today: date, policy: LifecyclePolicy) -> Standing:
    """A weekly check: it agrees with the stage, or with the one before it, or begins to count anew."""
    if stage is before.stage:
        return replace(before, next_stage=None, next_checks=0, next_checked_on=today)
    checks = before.next_checks + 1 if stage is before.next_stage else 1
    if checks >= policy.checks:
        return _changed(before, stage, today)
    return replace(before, next_stage=stage, next_checks=checks, next_checked_on=today)


def _changed(before: Standing, stage: Lifecycle, today: date) -> Standing:
    came_from: Lifecycle | None = None
    if stage is Lifecycle.DECLINE:
        came_from = before.stage
    elif before.stage is Lifecycle.DECLINE:
        came_from = before.declined_from
    return Standing(
        stage=stage, since=today, checked_on=today, declined_from=came_from, next_checked_on=today
    )


def cadence_of(stage: Lifecycle, policy: LifecyclePolicy) -> int:
    """Days between touches that this stage asks for, unless a team has decided otherwise."""
    return dict(policy.cadence)[stage]
