"""The journal, and what was said to whom."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.audit import Action, Change
from bot.domain.base import (
    ActionId,
    MemberId,
    PromiseId,
)
from bot.domain.routines import Told, Watch


class Journal(Protocol):
    def last_action(self, member: MemberId, since: datetime) -> Action | None:
        """The latest action of this member that changed rows and is neither undone nor an undo."""

    def last_undoing(self, member: MemberId, since: datetime) -> Action | None:
        """The latest action of this member that took another one back and still counts."""

    def action(self, action: ActionId) -> Action | None: ...
    def of_source(self, source: str) -> Sequence[Action]:
        """What a message did and still counts, newest first: neither undone nor an undo."""

    def changes(self, action: ActionId) -> Sequence[Change]: ...
    def revert(self, action: Action) -> Sequence[Change]:
        """Write every before image back, newest change first; raises ChangedSince if a row moved on.

        The present action undoes that one; to revert the undoing makes it count again. Nothing if it is
        undone already.
        """

    def note(self, what: str, subject: str = "") -> None:
        """An audit line that changes no row."""


class Announcements(Protocol):
    """What was already said to whom, so that nothing is said twice."""

    def was(self, member: MemberId, kind: str, subject: str, day: str) -> bool: ...
    def last(self, members: Sequence[MemberId], kind: str) -> Mapping[MemberId, str]:
        """The latest mark of each member for a kind without a subject; who has none is left out."""
        ...

    def mark(self, told: Told) -> None: ...
    def mark_new(self, told: Sequence[Told]) -> frozenset[str]:
        """Mark many; the ids of those that nobody had marked before."""
        ...

    def untold(self, watches: Sequence[Watch], limit: int) -> Sequence[tuple[PromiseId, Watch]]:
        """Promises that a watch's reader has not been told of yet, each with the day on which it is told."""
        ...
