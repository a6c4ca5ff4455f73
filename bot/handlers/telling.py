"""Telling people things unasked: where they are reached, and when it may be."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, time

from bot.domain.base import MemberId, new_id
from bot.domain.chat import Outgoing, Push
from bot.domain.people import Link, Member, Role, reach
from bot.domain.routines import PushKind, Told
from bot.handlers.registry import Turn

CLOCK = Member(
    id=MemberId("clock"), name="clock", role=Role.ADMIN, created_at=datetime(2026, 1, 1, tzinfo=UTC)
)
"""Who acts when nobody does."""


def push(member: Member, kind: PushKind, subject: str, turn: Turn) -> bool:
    """Put it into the outbox, for the private chat they used last; False when nobody can be reached."""
    return member.active and push_all([(member.id, Push(kind=kind, subject=subject))], turn) == 1


def push_all(pushes: Sequence[tuple[MemberId, Push]], turn: Turn) -> int:
    """The same for many, of whom all are active; how many can be reached."""
    links = _latest({member for member, _ in pushes}, turn)
    reached = [(reach(links[member]), member, told) for member, told in pushes if member in links]
    for address, member, told in reached:
        turn.work.mailbox.send(Outgoing(address=address, push=told, member=member))
    return len(reached)


def once(member: Member, kind: PushKind, subject: str, day: str, turn: Turn) -> bool:
    """Whether this is still to be said on that day; from now on it counts as said."""
    if turn.work.told.was(member.id, kind, subject, day):
        return False
    turn.work.told.mark(Told(id=new_id(), member_id=member.id, kind=kind, subject=subject, day=day))
    return True


def gets_digest(turn: Turn) -> bool:
    """Whether the turn's actor has a digest today, which then holds what is due or late."""
    return turn.actor.digest and turn.calendar.is_working(turn.today)


def hour_has_come(reader: Turn) -> bool:
    """Whether the digest's hour has come for the turn's actor, and work is not over nor quiet begun."""
    member, at = reader.actor, reader.workspace.digest_at
    start = member.quiet_to if member.quiet(at) else at
    end = member.work_to if member.work_to > start else time.max
    now = reader.here.time()
    return start <= now < end and not member.quiet(now)


def _latest(members: Collection[MemberId], turn: Turn) -> Mapping[MemberId, Link]:
    """Of each member's links the one used last, or else linked last."""
    used = turn.work.conversations.last_used(members)
    links = turn.work.people.links_of(members)

    def used_at(link: Link) -> datetime:
        return used.get((link.member_id, reach(link)), link.linked_at)

    return {link.member_id: link for link in sorted(links, key=used_at)}
