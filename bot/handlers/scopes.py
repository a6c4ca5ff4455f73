"""Whose numbers a reader gets: reps their own, managers their subtree, admins everybody's."""

from bot.domain.base import Command, MemberId, Mention
from bot.domain.errors import NotAllowed
from bot.domain.people import Asked, Member, Role, Scope
from bot.handlers.access import leads
from bot.handlers.registry import Turn
from bot.handlers.resolve import colleague_of


def asked_of(command: Command, turn: Turn) -> Asked:
    """By the `scope` and the `person` (a colleague) of a command that has them.

    NotAllowed for the numbers of a colleague whom the speaker does not lead.
    """
    person: Mention | None = getattr(command, "person", None)
    scope: Scope | None = getattr(command, "scope", None)
    if person is None:
        return _everyone(scope, turn)
    member = colleague_of(command, "person", person, turn)
    if member.id == turn.actor.id:
        return Asked(Scope.ME, frozenset({member.id}))
    if turn.actor.role is not Role.ADMIN and not leads(member.id, turn):
        raise NotAllowed
    return Asked(Scope.TEAM, _group(member, turn), member.name)


def _everyone(scope: Scope | None, turn: Turn) -> Asked:
    """The widest that this reader may see, unless less was asked for; the team of an admin over nobody is everybody."""
    actor = turn.actor
    if scope is Scope.ME or actor.role not in {Role.MANAGER, Role.ADMIN}:
        wanted_more = scope in {Scope.TEAM, Scope.ALL}
        return Asked(Scope.ME, frozenset({actor.id}), narrowed=wanted_more)
    group = _group(actor, turn)
    if actor.role is Role.ADMIN and (scope is not Scope.TEAM or group == {actor.id}):
        return Asked(Scope.ALL, None)
    return Asked(Scope.TEAM, group)


def _group(member: Member, turn: Turn) -> frozenset[MemberId]:
    return turn.work.people.below(member.id) | {member.id}
