"""Targets: managers set them for themselves and their people, admins for everybody; all see how theirs stand."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.domain.base import NOBODY, MemberId, Mention, TargetId, new_id
from bot.domain.errors import BadSlot, NotAllowed
from bot.domain.forecast import outlook, won_between
from bot.domain.moment import Period
from bot.domain.money import Money
from bot.domain.people import Asked, Member, Role, Scope
from bot.domain.pipeline import PipelineSummary, Targets, coverage
from bot.domain.snapshot import Look
from bot.domain.targets import (
    MONTHS,
    Progress,
    Target,
    TargetSet,
    TargetsShown,
    aim_of,
    months,
    quarter_of,
    whole,
)
from bot.handlers.access import leads
from bot.handlers.aims import aim_among, aim_for, targets_within
from bot.handlers.pipeline import look_of
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import colleague_of, name_of_member
from bot.handlers.scopes import asked_of

SHOWN: Final = 8
"""Colleagues on one phone screen."""
MANAGING: Final = frozenset({Role.MANAGER, Role.ADMIN})


@handles(Targets)
def targets(command: Targets, turn: Turn) -> TargetSet | TargetsShown:
    if command.amount is not None:
        return _set(command, command.amount, turn)
    asked = PipelineSummary(scope=command.scope, person=command.person)
    asked = replace(asked, period=_meant(command, asked_of(asked, turn), turn))
    whose, look = look_of(asked, turn)
    return _shown(asked, whose, look, turn)


def _meant(command: Targets, whose: Asked, turn: Turn) -> Period:
    """The period that was said; else the month, quarter or year with a target of its own, or one that adds up."""
    if command.period:
        return whole(command.period) or command.period
    day, quarter = turn.today, quarter_of(turn.today)
    spans = (months(day, 1), quarter, months(day.replace(month=1), MONTHS))
    aims = [(aim.people > 0, span) for span in spans if (aim := aim_for(whose, span, turn))]
    return next((span for _, span in sorted(aims, key=lambda each: each[0])), quarter)


def _set(command: Targets, amount: Money, turn: Turn) -> TargetSet:
    """A new target, or another amount in place of the one that there is for the same people and days."""
    member, team = _whose(command, turn)
    period = whole(command.period or quarter_of(turn.today))
    if amount.amount <= 0:
        raise BadSlot({"slot": "amount", "said": str(amount.amount), "why": "target"})
    if period is None:
        raise BadSlot({"slot": "amount", "said": turn.said, "why": "target_period"})
    target = Target(
        id=TargetId(new_id()),
        member_id=member,
        team=team,
        start=period.start,
        end=period.end,
        amount=amount,
        set_by=turn.actor.id,
        set_at=turn.now,
    )
    there = _there(target, turn)
    if there is None:
        turn.work.add(target)
    elif there.amount != amount:
        turn.work.save(replace(target, id=there.id))
    return TargetSet(target=target, name=name_of_member(member, turn), before=there.amount if there else None)


def _there(target: Target, turn: Turn) -> Target | None:
    """The one that there is for the same people and days."""

    def about(each: Target) -> object:
        return each.member_id, each.team, each.period

    return next(
        (each for each in turn.work.targets.within(target.period) if about(each) == about(target)), None
    )


def _whose(command: Targets, turn: Turn) -> tuple[MemberId, bool]:
    """For whom it is set: oneself, one's team, a colleague one leads (with their people), or the workspace."""
    actor = turn.actor
    if actor.role not in MANAGING:
        raise BadSlot({"slot": "amount", "said": turn.said, "why": "target_rights"})
    if command.person is not None:
        return _of_colleague(command, command.person, turn)
    if command.scope is Scope.ME:
        return actor.id, False
    everybody = asked_of(command, turn).scope is Scope.ALL
    return NOBODY if everybody else actor.id, True


def _of_colleague(command: Targets, person: Mention, turn: Turn) -> tuple[MemberId, bool]:
    member, actor = colleague_of(command, "person", person, turn), turn.actor
    if member.id == actor.id:
        return actor.id, False
    if actor.role is not Role.ADMIN and not leads(member.id, turn):
        raise NotAllowed
    return member.id, bool(turn.work.people.below(member.id))


def _shown(asked: PipelineSummary, whose: Asked, look: Look, turn: Turn) -> TargetsShown:
    """What was won of it, what is live beside it, and what the two forecasts say."""
    among = targets_within(look.period, turn)
    aim, found = aim_among(among, whose, look.period, turn), outlook(look)
    currency = turn.workspace.currency
    target = aim.amount.to_minor() if aim else None
    return TargetsShown(
        asked=asked,
        whose=whose,
        period=look.period,
        currency=currency,
        aim=aim,
        won=found.won,
        live=found.live,
        coverage=coverage(found.live.value, found.won.value, target),
        forecasts=(_money(found.run_rate, currency), _money(found.hazard, currency)),
        people=_people(among, whose, look, turn),
        left=look.left,
        may_set=turn.actor.role in MANAGING,
    )


def _money(minor: float | None, currency: str) -> Money | None:
    return None if minor is None else Money.from_minor(round(minor), currency)


def _people(among: Sequence[Target], whose: Asked, look: Look, turn: Turn) -> tuple[Progress, ...]:
    """Each colleague of a group who has a target or has won something; the furthest from theirs first."""
    if whose.people is not None and len(whose.people) == 1:
        return ()
    members = [each for each in turn.work.people.all() if whose.of(each.id)]
    found = [_progress(each, among, look) for each in members]
    told = [each for each in found if each.aim or each.won.count]
    return tuple(sorted(told, key=_share)[:SHOWN])


def _progress(member: Member, among: Sequence[Target], look: Look) -> Progress:
    won = won_between(look.book, look.first, look.end, lambda deal: deal.member_id == member.id)
    return Progress(member.id, member.name, aim_of(among, member.id, look.period, team=False), won)


def _share(progress: Progress) -> tuple[bool, float, str]:
    """Those without a target come last."""
    aim = progress.aim
    return aim is None, progress.won.value / aim.to_minor() if aim else 0.0, progress.name
