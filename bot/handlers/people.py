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
        if turn.actor.role is not Role.ADMIN:
            raise NotAllowed
        turn.work.save(rules.SHARED[name](turn.workspace, command.value))
    elif name:
        raise BadSlot({"slot": "setting", "said": name, "why": "unknown"})
    return SettingsShown(member=turn.actor, workspace=turn.workspace, changed=name)


@handles(Invite)
def invite(command: Invite, turn: Turn) -> Invited:
    """A code for a new member, or for one who is already here and wants another platform."""
    member = _guest(command, turn)
    code, expires_at = make_code(member.id, turn)
    return Invited(member=member, code=code, expires_at=expires_at)


@handles(WebLink)
def web_link(_command: WebLink, turn: Turn) -> WebLinkMade:
    return WebLinkMade(url=turn.way_in(turn.actor.id))


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
    guest = command.person or Mention(command.name.strip())
    here = any(each.active for each in turn.work.people.named(guest.said))
    if not (here or guest.known or guest.choices):
        return _new_member(guest.said, command.role or Role.REP, turn)
    member = colleague_of(command, "person", guest, turn)
    if not member.active:
        raise BadSlot({"slot": "person", "said": member.name, "why": "left"})
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


def end_links(member: Member, turn: Turn) -> None:
    """Nobody who left is behind any identity."""
    for link in turn.work.people.links(member.id):
        turn.work.save(replace(link, ended_at=turn.now))
