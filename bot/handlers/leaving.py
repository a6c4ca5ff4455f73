"""Somebody leaves the team: their ways in end at once, what was to be told to them goes to their manager."""

from collections.abc import Collection
from dataclasses import replace

from bot.domain.base import MemberId, Mention
from bot.domain.errors import BadSlot, NotAllowed
from bot.domain.moment import local
from bot.domain.people import Leave, Left, Member, Role
from bot.domain.reminders import ReminderState
from bot.handlers.belonging import peers_of
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import colleague_choices, colleague_of


@handles(Leave)
def leave_team(command: Leave, turn: Turn) -> Left:
    """They stay in the books: history, customers and open promises keep their name."""
    member = _leaver(command, turn)
    _permit(member, turn)
    heir = manager_of(member, turn)
    peers = [each for each in peers_of(member, turn) if heir is None or each.id != heir.id]
    today = local(turn.now, turn.workspace.zone).date()
    gone = replace(member, left_on=today)
    turn.work.save(gone)
    _stop_following(member, turn)
    return Left(
        member=gone,
        identities=_end_links(member, turn),
        reminders=_pass_on(member, heir, turn),
        promises=turn.work.promises.open_by(member.id),
        heir=heir.name if heir else "",
        customers=turn.work.inheritances.load([member.id])[member.id],
        heirs=tuple(Mention(each.name, each.id, each.name) for each in (*([heir] if heir else []), *peers)),
    )


def manager_of(member: Member, turn: Turn) -> Member | None:
    """The nearest manager above who is still here."""
    passed: set[MemberId] = {member.id}
    above = turn.work.get(Member, member.manager_id)
    while above and above.id not in passed and not above.active:
        passed.add(above.id)
        above = turn.work.get(Member, above.manager_id)
    return above if above and above.active and above.id not in passed else None


def _leaver(command: Leave, turn: Turn) -> Member:
    """The colleague meant; who left before is meant only when nobody else can be."""
    said = command.person
    known = said.choices or colleague_choices(turn.work.people.named(said.said))
    here = {each.id for each in turn.work.people.all()}
    choices = tuple(each for each in known if each.id in here)
    member = colleague_of(command, "person", replace(said, choices=choices or known), turn)
    if not member.active:
        raise _refused(member, "gone")
    return member


def _permit(member: Member, turn: Turn) -> None:
    """Admins let anybody go but themselves and the last admin; managers those below them, never an admin."""
    if member.id == turn.actor.id:
        raise _refused(member, "oneself")
    if turn.actor.role is not Role.ADMIN and not _is_below(member, turn):
        raise NotAllowed
    if member.role is Role.ADMIN and _admins(turn) == {member.id}:
        raise _refused(member, "last_admin")


def _is_below(member: Member, turn: Turn) -> bool:
    return member.role is not Role.ADMIN and member.id in turn.work.people.below(turn.actor.id)


def _admins(turn: Turn) -> Collection[MemberId]:
    return {each.id for each in turn.work.people.all() if each.role is Role.ADMIN}


def _refused(member: Member, why: str) -> BadSlot:
    return BadSlot({"slot": "person", "said": member.name, "why": why})


def _end_links(member: Member, turn: Turn) -> int:
    """Every identity, the blocked ones too: nobody who left is behind any."""
    links = turn.work.people.identities(member.id)
    turn.work.save(*(replace(each, ended_at=turn.now) for each in links))
    return len(links)


def _stop_following(member: Member, turn: Turn) -> None:
    following = turn.work.followers.by(member.id)
    turn.work.save(*(replace(each, ended_at=turn.now) for each in following))


def _pass_on(member: Member, heir: Member | None, turn: Turn) -> int:
    waiting = turn.work.reminders.waiting_of(member.id)
    changed = {"member_id": heir.id} if heir else {"state": ReminderState.CANCELLED}
    turn.work.save(*(replace(each, **changed) for each in waiting))
    return len(waiting)
