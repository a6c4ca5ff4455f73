"""Workspaces, the people in them, and how a platform's user becomes one of them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import ClassVar

from bot.domain.base import NOBODY, Command, MemberId, Mention, Result, WorkspaceId
from bot.domain.calendar import DatePolicy
from bot.domain.chat import Address, Identity, Platform
from bot.domain.policy import Policy

CODE_LIFE_MINUTES = 15
LOBBY = WorkspaceId("lobby")
"""Where messages of people without a link are kept; it has no members."""


class Language(StrEnum):
    ZH = "zh"
    EN = "en"


class Role(StrEnum):
    REP = "rep"
    SERVICE = "service"
    MANAGER = "manager"
    ADMIN = "admin"


class Scope(StrEnum):
    """Whose numbers are asked for."""

    ME = "me"
    TEAM = "team"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose numbers are shown: of these `people` (None: everybody's), one colleague's by name when one was asked for.

    `narrowed` when more was asked for than this reader may see.
    """

    scope: Scope
    people: frozenset[MemberId] | None
    whose: str = ""
    narrowed: bool = False

    def of(self, member: MemberId) -> bool:
        return self.people is None or member in self.people


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """One team's world; every table row belongs to one.

    `open_details` unmasks personal data for everybody, `share_names` for a language model, where there is one.
    """

    id: WorkspaceId
    name: str
    language: Language = Language.ZH
    zone: str = "Asia/Shanghai"
    country: str = "CN"
    currency: str = "CNY"
    dates: DatePolicy = DatePolicy()
    digest_at: time = time(8, 30)
    open_details: bool = False
    share_names: bool = False
    policy: Policy = Policy()
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person of the team; `manager_id` makes the tree whose subtree a manager sees.

    Who leads somebody gets the `weekly` and the `monthly` summary, and the team's part of the `team_digest`, by choice.
    """

    id: MemberId
    name: str
    aliases: tuple[str, ...] = ()
    role: Role = Role.REP
    manager_id: MemberId = NOBODY
    language: Language = Language.ZH
    zone: str = "Asia/Shanghai"
    work_from: time = time(9)
    work_to: time = time(18)
    quiet_from: time = time(21)
    quiet_to: time = time(8)
    digest: bool = True
    weekly: bool = True
    monthly: bool = True
    team_digest: bool = False
    skills: tuple[str, ...] = ()
    left_on: date | None = None
    created_at: datetime

    @property
    def active(self) -> bool:
        return self.left_on is None

    def quiet(self, at: time) -> bool:
        """Whether this local time lies in the quiet hours, which may run past midnight."""
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= at < self.quiet_to
        return at >= self.quiet_from or at < self.quiet_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A platform identity bound to a member, and the private chat in which pushes reach them.

    A link dies at once when its member leaves; `blocked_at` is set when the platform says the chat is closed.
    """

    id: str
    member_id: MemberId
    platform: Platform
    team: str = ""
    user: str
    chat: str
    linked_at: datetime
    blocked_at: datetime | None = None
    ended_at: datetime | None = None


def web_seat(member: Member, link_id: str) -> Link:
    """Everybody's own place in the web chat; as old as its member, so that newer links are told things first."""
    return Link(
        id=link_id,
        member_id=member.id,
        platform=Platform.WEB,
        user=member.id,
        chat=member.id,
        linked_at=member.created_at,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCode:
    """A one-time code; only its hash is kept. `member_id` is whom it lets in."""

    id: str
    digest: str
    member_id: MemberId
    made_by: MemberId
    expires_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeTry:
    """One wrong guess of a link code, kept to limit the rate per identity."""

    id: str
    platform: Platform
    team: str = ""
    user: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class CreateWorkspace(Command):
    """Open a workspace with its first admin, under `id` when one is given."""

    id: WorkspaceId = WorkspaceId("")
    name: str
    admin: str
    language: Language
    zone: str


@dataclass(frozen=True, kw_only=True)
class Invite(Command):
    """Let somebody in: a new member (`name`, `role`) or one that is already there (`person`)."""

    person: Mention | None = None
    name: str = ""
    role: Role | None = None


@dataclass(frozen=True, kw_only=True)
class Leave(Command):
    """Somebody has left the team: from today on they see and hear nothing here any more."""

    person: Mention


@dataclass(frozen=True, kw_only=True)
class Join(Command):
    """Redeem a link code in a private chat."""

    code: str


@dataclass(frozen=True, kw_only=True)
class Settings(Command):
    """Show the settings, or change one of them; the names are those of `bot.domain.settings`."""

    setting: str = ""
    value: str = ""


@dataclass(frozen=True, kw_only=True)
class WebLink(Command):
    """A link that signs the speaker in to the web chat."""

    reads: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class WebLinkMade(Result):
    """Good once, for a quarter of an hour, for this person only."""

    private: ClassVar[bool] = True
    url: str


@dataclass(frozen=True, kw_only=True)
class WorkspaceCreated(Result):
    """The first admin comes in with `code`."""

    private: ClassVar[bool] = True
    workspace: Workspace
    admin: Member
    code: str = ""
    expires_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Invited(Result):
    """`back`: they had left, and are a member again."""

    private: ClassVar[bool] = True
    member: Member
    code: str
    expires_at: datetime
    back: bool = False


@dataclass(frozen=True, kw_only=True)
class Left(Result):
    """How many identities ended and how many reminders went to `heir` (called off when there is nobody).

    The open promises they gave stay in their name; `customers` are still theirs, and `heirs` could take them: the
    nearest manager first, then the colleagues of the same group.
    """

    private: ClassVar[bool] = True
    member: Member
    identities: int
    reminders: int
    promises: int
    heir: str = ""
    customers: int = 0
    heirs: tuple[Mention, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Joined(Result):
    private: ClassVar[bool] = True
    member: Member
    workspace: Workspace
    again: bool = False


@dataclass(frozen=True, kw_only=True)
class SettingsShown(Result):
    private: ClassVar[bool] = True
    member: Member
    workspace: Workspace
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Behind:
    """Who is behind an identity: the workspace and the member it is linked to."""

    workspace_id: WorkspaceId
    member: Member
    link: Link


def reach(link: Link) -> Address:
    """Where a linked person is told things."""
    return Address(link.platform, link.team, link.chat)


def identity(link: Link) -> Identity:
    return Identity(link.platform, link.team, link.user)
