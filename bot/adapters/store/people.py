"""Workspaces, members, their links, and link codes: the tables and what is asked of them."""

import datetime as dt
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, and_

from bot.adapters.store.columns import (
    Row,
    chunks,
    door,
    id_part,
    index,
    instant,
    names,
    one_of,
    part,
    reference,
    refers,
    words,
)
from bot.adapters.store.mapping import Shape
from bot.adapters.store.rows import Rows
from bot.domain.base import MemberId
from bot.domain.calendar import DatePolicy
from bot.domain.chat import Address, Identity, Platform
from bot.domain.people import CodeTry, Language, Link, LinkCode, Member, Role, Workspace
from bot.domain.policy import Policy


class WorkspaceRow(Row, table=True):
    """Its `id` is its `workspace_id`."""

    __tablename__ = "workspace"

    id: str = id_part()
    name: str = words()
    language: str = one_of(Language)
    zone: str = words()
    country: str = words()
    currency: str = words()
    dates: str = part(DatePolicy)
    digest_at: dt.time
    open_details: bool
    share_names: bool
    policy: str = part(Policy)
    created_at: dt.datetime = instant()


class MemberRow(Row, table=True):
    __tablename__ = "member"
    __table_args__ = (refers("member", "manager_id", deferred=True),)

    id: str = id_part()
    name: str = words()
    aliases: str = names()
    role: str = one_of(Role)
    manager_id: str = reference()
    language: str = one_of(Language)
    zone: str = words()
    work_from: dt.time
    work_to: dt.time
    quiet_from: dt.time
    quiet_to: dt.time
    digest: bool
    weekly: bool
    monthly: bool
    team_digest: bool
    skills: str = names()
    left_on: dt.date | None
    created_at: dt.datetime = instant()


class LinkRow(Row, table=True):
    __tablename__ = "link"
    __table_args__ = (
        refers("member", "member_id"),
        index("member_id"),
        door("platform", "team", "user"),
        door("platform", "team", "chat"),
    )

    id: str = id_part()
    member_id: str = reference()
    platform: str = one_of(Platform)
    team: str = words()
    user: str = words()
    chat: str = words()
    linked_at: dt.datetime = instant()
    blocked_at: dt.datetime | None = instant()
    ended_at: dt.datetime | None = instant()


class LinkCodeRow(Row, table=True):
    __tablename__ = "link_code"
    __table_args__ = (refers("member", "member_id"), index("member_id"), door("digest"))

    id: str = id_part()
    digest: str = words()
    member_id: str = reference()
    made_by: str = words()
    expires_at: dt.datetime = instant()
    used_at: dt.datetime | None = instant()


class CodeTryRow(Row, table=True):
    __tablename__ = "code_try"
    __table_args__ = (index("platform", "team", "user", "at"),)

    id: str = id_part()
    platform: str = one_of(Platform)
    team: str = words()
    user: str = words()
    at: dt.datetime = instant()


WORKSPACE = Shape(Workspace, WorkspaceRow)
MEMBER = Shape(Member, MemberRow)
LINK = Shape(Link, LinkRow)
LINK_CODE = Shape(LinkCode, LinkCodeRow)
CODE_TRY = Shape(CodeTry, CodeTryRow)
_member, _link, _code, _try = MEMBER.table.c, LINK.table.c, LINK_CODE.table.c, CODE_TRY.table.c


class People:
    """The members of this workspace and the identities bound to them."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._tries: list[CodeTry] = []

    def all(self, *, active: bool = True) -> Sequence[Member]:
        """In the order they came."""
        here = [_member.left_on.is_(None)] if active else []
        return self._rows.find(MEMBER, *here, order=(_member.created_at, _member.id))

    def named(self, name: str) -> Sequence[Member]:
        """Members with this name or alias, in any case; those who left too."""
        return self._rows.called(MEMBER, name)

    def below(self, member: MemberId) -> frozenset[MemberId]:
        """The subtree of a manager, without themselves."""
        managed: dict[MemberId, list[MemberId]] = {}
        for each in self.all(active=False):
            managed.setdefault(each.manager_id, []).append(each.id)
        below: set[MemberId] = set()
        waiting = [member]
        while waiting:
            fresh = set(managed.get(waiting.pop(), ())) - below
            below |= fresh
            waiting += fresh
        return frozenset(below - {member})

    def links(self, member: MemberId) -> Sequence[Link]:
        """Living, unblocked links, the most recently linked first."""
        open_ones = (_link.member_id == member, _link.ended_at.is_(None), _link.blocked_at.is_(None))
        return self._rows.find(LINK, *open_ones, order=(_link.linked_at.desc(), _link.id.desc()))

    def links_of(self, members: Iterable[MemberId]) -> Sequence[Link]:
        """Living, unblocked links of many members."""
        living = (_link.ended_at.is_(None), _link.blocked_at.is_(None))
        return [
            link
            for some in chunks([*members])
            for link in self._rows.find(LINK, _link.member_id.in_(some), *living)
        ]

    def identities(self, member: MemberId) -> Sequence[Link]:
        """Living links, blocked or not."""
        return self._rows.find(LINK, _link.member_id == member, _link.ended_at.is_(None), order=(_link.id,))

    def link_of(self, identity: Identity) -> Link | None:
        """The living link of an identity, blocked or not."""
        living = (is_of(identity), _link.ended_at.is_(None))
        found = self._rows.find(LINK, *living, order=(_link.linked_at.desc(), _link.id.desc()), limit=1)
        return found[0] if found else None

    def to(self, address: Address) -> Sequence[Link]:
        """Living, unblocked links whose pushes go to this chat."""
        chat = (_link.platform == address.platform, _link.team == address.team, _link.chat == address.chat)
        return self._rows.find(LINK, *chat, _link.ended_at.is_(None), _link.blocked_at.is_(None))

    def code(self, digest: str) -> LinkCode | None:
        found = self._rows.find(LINK_CODE, _code.digest == digest, order=(_code.expires_at.desc(),), limit=1)
        return found[0] if found else None

    def wrong_codes(self, identity: Identity, since: dt.datetime) -> int:
        who = (identity.platform, identity.team, identity.user)
        by = (_try.platform == who[0], _try.team == who[1], _try.user == who[2], _try.at >= since)
        fresh = [each for each in self._tries if (each.platform, each.team, each.user) == who]
        return self._rows.count(CODE_TRY, *by) + sum(each.at >= since for each in fresh)

    def keep_try(self, attempt: CodeTry) -> None:
        """Kept at the end of the transaction, also when the attempt around it rolls back."""
        self._tries.append(attempt)

    def flush(self) -> None:
        self._rows.transaction.insert(CODE_TRY.table, map(CODE_TRY.values, self._tries))
        self._tries.clear()


def is_of(identity: Identity) -> ColumnElement[bool]:
    return and_(_link.platform == identity.platform, _link.team == identity.team, _link.user == identity.user)
