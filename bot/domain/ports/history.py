"""What happened and what is to come: touches, promises, reminders."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from bot.domain.base import (
    CustomerId,
    MemberId,
    PromiseId,
)
from bot.domain.interactions import Interaction, Topic
from bot.domain.promises import Promise, Side
from bot.domain.reminders import Reminder


class Interactions(Protocol):
    def latest(self, customer: CustomerId, limit: int) -> Sequence[Interaction]: ...
    def days(self, customer: CustomerId, limit: int) -> Sequence[date]:
        """Distinct days with a word between the customer and us, the latest first."""
        ...

    def count(self, customer: CustomerId) -> int: ...
    def noted(
        self, topic: Topic, *, customer: CustomerId | None, by: MemberId | None, limit: int
    ) -> Sequence[Interaction]:
        """Notes on this topic, of all customers and colleagues unless one is given, the newest first."""
        ...


class Promises(Protocol):
    def open_of(self, customer: CustomerId, side: Side | None = None) -> Sequence[Promise]: ...
    def ledger(self, customer: CustomerId | None, by: MemberId | None, limit: int) -> Sequence[Promise]:
        """Open ones first by due instant, then closed ones, newest first.

        `by`: only what that colleague gave (what customers gave is nobody's of ours).
        """

    def count(self, customer: CustomerId | None, by: MemberId | None) -> int: ...
    def open_by(self, member: MemberId) -> int:
        """How many of ours this colleague gave and nobody settled."""
        ...

    def due_before(self, instant: datetime, member: MemberId | None = None) -> Sequence[Promise]:
        """Open promises, either side, due before the instant.

        With a member: those given or heard by them, and those at customers they own.
        """

    def timed_between(self, after: datetime, until: datetime, limit: int) -> Sequence[Promise]:
        """Open ones with a time of day, of everybody, due after one instant and until the other."""
        ...


class Reminders(Protocol):
    def due(self, now: datetime, limit: int) -> Sequence[Reminder]: ...
    def between(self, member: MemberId, start: datetime, end: datetime) -> Sequence[Reminder]:
        """Waiting, or told but not done; `end` is not included."""

    def due_between(self, after: datetime, until: datetime, limit: int) -> Sequence[Reminder]:
        """Waiting ones about a customer, of everybody, due after one instant and until the other."""
        ...

    def waiting_for(self, customer: CustomerId) -> Sequence[Reminder]: ...
    def waiting_of(self, member: MemberId) -> Sequence[Reminder]: ...
    def last_sent(self, member: MemberId) -> Reminder | None:
        """The last one told and not done; a recurring one waits again."""

    def of_promise(self, promise: PromiseId) -> Sequence[Reminder]:
        """In whatever state."""
