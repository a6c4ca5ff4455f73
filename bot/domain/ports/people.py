"""The people of a team, as a store keeps them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.base import (
    MemberId,
)
from bot.domain.chat import Identity
from bot.domain.people import CodeTry, Link, LinkCode, Member


class People(Protocol):
    def all(self, *, active: bool = True) -> Sequence[Member]: ...
    def named(self, name: str) -> Sequence[Member]:
        """Members with this name or alias, in any case."""

    def below(self, member: MemberId) -> frozenset[MemberId]:
        """The subtree of a manager, without themselves."""

    def links(self, member: MemberId) -> Sequence[Link]:
        """Living, unblocked links, the most recently linked first."""

    def links_of(self, members: Iterable[MemberId]) -> Sequence[Link]:
        """The same of many members, in no order."""
        ...

    def identities(self, member: MemberId) -> Sequence[Link]:
        """Living links, blocked or not."""
        ...

    def link_of(self, identity: Identity) -> Link | None:
        """The living link of an identity, blocked or not."""

    def code(self, digest: str) -> LinkCode | None: ...
    def wrong_codes(self, identity: Identity, since: datetime) -> int: ...
    def keep_try(self, attempt: CodeTry) -> None:
        """Kept with the transaction, also when the attempt around it rolls back."""
