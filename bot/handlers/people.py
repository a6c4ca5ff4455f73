"""People: their settings, and the codes that let them in."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain import settings as rules
from bot.domain.base import NOBODY, MemberId, Mention, new_id
from bot.domain.codes import digest_of, new_code
from bot.domain.errors import BadSlot, CodeRefused, NotAllowed
from bot.domain.people import (
    CODE_LIFE_MINUTES,
    CreateWorkspace,
    Invite,
    Invited,
    Join,
    Joined,
    LinkCode,
    Member,
    Role,
    Settings,
    SettingsShown,
    WebLink,
    WebLinkMade,
    WorkspaceCreated,
)
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import colleague_of


@handles(Settings)
def settings(command: Settings, turn: Turn) -> SettingsShown:
    name = command.setting
    if name in rules.OWN:
        turn.actor = rules.OWN[name](turn.actor, command.value)
        turn.work.save(turn.actor)
    elif name in rules.SHARED:
        managed = name in rules.MANAGED and turn.actor.role is Role.MANAGER
        if turn.actor.role is not Role.ADMIN and not managed:
            raise NotAllowed
        turn.work.save(rules.SHARED[name](turn.workspace, command.value))
    elif name:
        raise BadSlot({"slot": "setting", "said": name, "why": "unknown"})
    return SettingsShown(member=turn.actor, workspace=turn.workspace, changed=name)


@handles(Invite)
def invite(command: Invite, turn: Turn) -> Invited:
    """A code for a new member, or for one who is already here and wants another platform."""
    guest = _guest(command, turn)
    member = guest if guest.active else _back(guest, command.role, turn)
    code, expires_at = make_code(member.id, turn)
    return Invited(member=member, code=code, expires_at=expires_at, back=not guest.active)


@handles(WebLink)
def web_link(_command: WebLink, turn: Turn) -> WebLinkMade:
    return WebLinkMade(url=turn.ways.into(turn.actor.id))


@handles(Join)
def join(_command: Join, _turn: Turn) -> Joined:
    """Codes are redeemed at the door (`bot.handlers.joining`), where wrong ones are counted."""
    raise CodeRefused({"why": "wrong"})


@handles(CreateWorkspace)
def create_workspace(command: CreateWorkspace, turn: Turn) -> WorkspaceCreated:
    """The first admin of a workspace that has just been opened, and the code that lets them in."""
    admin = Member(
        id=MemberId(new_id()),
        name=command.admin,
        role=Role.ADMIN,
        language=command.language,
        zone=command.zone,
        created_at=turn.now,
    )
    turn.work.add(admin)
    code, expires_at = make_code(admin.id, turn)
    return WorkspaceCreated(workspace=turn.workspace, admin=admin, code=code, expires_at=expires_at)


def make_code(member: MemberId, turn: Turn) -> tuple[str, datetime]:
    """A code that works once within 15 minutes; only its hash is kept."""
    code = new_code()
    expires_at = turn.now + timedelta(minutes=CODE_LIFE_MINUTES)
    kept = LinkCode(
        id=new_id(),
        digest=digest_of(code),
        member_id=member,
        made_by=turn.actor.id,
        expires_at=expires_at,
    )
    turn.work.add(kept)
    return code, expires_at


def _guest(command: Invite, turn: Turn) -> Member:
    """Somebody of the team, those who left included; else a new member."""
    guest = command.person or Mention(command.name.strip())
    if not (guest.known or guest.choices or turn.work.people.named(guest.said)):
        return _new_member(guest.said, command.role or Role.REP, turn)
    return colleague_of(command, "person", guest, turn)


def _back(gone: Member, role: Role | None, turn: Turn) -> Member:
    """Who left is a member again, in another role if one was said."""
    member = replace(gone, left_on=None, role=role or gone.role)
    turn.work.save(member)
    return member


def _new_member(name: str, role: Role, turn: Turn) -> Member:
    """A colleague with the workspace's language and zone until they set their own."""
    if not name:
        raise BadSlot({"slot": "person", "said": "", "why": "missing"})
    host = turn.work.get(Member, turn.actor.id)
    member = Member(
        id=MemberId(new_id()),
        name=name,
        role=role,
        manager_id=host.id if host and role is not Role.ADMIN else NOBODY,
        language=turn.workspace.language,
        zone=turn.workspace.zone,
        created_at=turn.now,
    )
    turn.work.add(member)
    return member
