"""Telling people things unasked: where they are reached, and when it may be."""

from datetime import UTC, datetime

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
    link = _latest(member, turn) if member.active else None
    if link is None:
        return False
    told = Push(kind=kind, subject=subject)
    turn.work.mailbox.send(Outgoing(address=reach(link), push=told, member=member.id))
    return True


def once(member: Member, kind: PushKind, subject: str, day: str, turn: Turn) -> bool:
    """Whether this is still to be said on that day; from now on it counts as said."""
    if turn.work.told.was(member.id, kind, subject, day):
        return False
    turn.work.told.mark(Told(id=new_id(), member_id=member.id, kind=kind, subject=subject, day=day))
    return True


def gets_digest(turn: Turn) -> bool:
    """Whether the turn's actor has a digest today, which then holds what is due or late."""
    return turn.actor.digest and turn.calendar.is_working(turn.today)


def _latest(member: Member, turn: Turn) -> Link | None:
    links = turn.work.people.links(member.id)
    return max(links, key=lambda link: _used_at(member, link, turn), default=None)


def _used_at(member: Member, link: Link, turn: Turn) -> datetime:
    return turn.work.conversations.focus(member.id, reach(link)).at or link.linked_at
