"""Whose target counts for whom."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.domain.base import NOBODY, MemberId
from bot.domain.moment import Period
from bot.domain.people import Asked, Scope
from bot.domain.targets import Aim, Target, aim_of, summed
from bot.handlers.registry import Turn


def aim_for(whose: Asked, period: Period, turn: Turn) -> Aim | None:
    """That of one colleague; of several the one set for them all, else what their own add up to."""
    return aim_among(targets_within(period, turn), whose, period, turn)


def aim_among(targets: Sequence[Target], whose: Asked, period: Period, turn: Turn) -> Aim | None:
    if whose.people is not None and len(whose.people) == 1:
        (only,) = whose.people
        amount = aim_of(targets, only, period, team=False)
        return Aim(amount) if amount else None
    head = head_of(whose, turn)
    amount = aim_of(targets, head, period, team=True) if head is not None else None
    if amount:
        return Aim(amount)
    people = whose.people if whose.people is not None else {each.id for each in turn.work.people.all()}
    return summed(targets, sorted(people), period)


def targets_within(period: Period, turn: Turn) -> Sequence[Target]:
    """In the workspace's currency; those at no stated rate are left out."""
    return [*_home(turn.work.targets.within(period), turn)]


def _home(targets: Sequence[Target], turn: Turn) -> Iterator[Target]:
    for each in targets:
        amount = turn.workspace.policy.worth(each.amount, turn.workspace.currency)
        if amount is not None:
            yield replace(each, amount=amount.times(Decimal(1)))


def head_of(whose: Asked, turn: Turn) -> MemberId | None:
    """Who stands for a group of people: nobody for the whole workspace, else whoever is over all the others."""
    if whose.scope is Scope.ALL or whose.people is None:
        return NOBODY
    people = turn.work.people
    heads = (each for each in sorted(whose.people) if whose.people <= people.below(each) | {each})
    return next(heads, None)
