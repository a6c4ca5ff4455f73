"""What happened and what is to come: touches, promises, reminders."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.base import (
    NOBODY,
    CustomerId,
    MemberId,
    ProductId,
    PromiseId,
)
from bot.domain.interactions import Interaction, Topic
from bot.domain.keeping import Tally
from bot.domain.promises import Promise, Side
from bot.domain.reminders import Reminder


class Interactions(Protocol):
    def latest(self, customer: CustomerId, limit: int) -> Sequence[Interaction]: ...
    def count(self, customer: CustomerId) -> int: ...
    def noted(
        self, topic: Topic, *, customer: CustomerId | None, by: MemberId | None, limit: int
    ) -> Sequence[Interaction]:
        """Notes on this topic, of all customers and colleagues unless one is given, the newest first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """Open promises past their time: of a customer, given by a colleague, or concerning some people.

    Those concern people that they gave or heard, and those at their customers; None is everybody.
    """

    now: datetime
    customer: CustomerId = CustomerId("")
    by: MemberId = NOBODY
    people: frozenset[MemberId] | None = None


class Promises(Protocol):
    """What only repeats another promise stands behind it, and is looked for with `joined`."""

    def open_of(self, customer: CustomerId, side: Side | None = None) -> Sequence[Promise]: ...
    def joined(self, promises: Iterable[PromiseId]) -> Sequence[Promise]:
        """Those that only repeat one of these, the oldest first."""
        ...

    def replaced(self, promise: Promise) -> Sequence[Promise]:
        """What this one took the place of, itself or by what it replaced, the oldest first."""
        ...

    def open_of_product(self, product: ProductId) -> Sequence[Promise]:
        """Ours to whichever customer."""
        ...

    def ledger(
        self, customer: CustomerId | None, by: MemberId | None, limit: int, *, replaced: bool = False
    ) -> Sequence[Promise]:
        """Open ones first by due instant, then closed ones, newest first; those that were `replaced` if asked for.

        `by`: only what that colleague gave (what customers gave is nobody's of ours).
        """

    def count(self, customer: CustomerId | None, by: MemberId | None, *, replaced: bool = False) -> int: ...
    def late(self, late: Late, limit: int) -> Sequence[Promise]:
        """The most overdue first."""
        ...

    def count_late(self, late: Late) -> int: ...
    def open_by(self, member: MemberId) -> int:
        """How many of ours this colleague gave, nobody settled and nobody inherited."""
        ...

    def due_before(self, instant: datetime, member: MemberId | None = None) -> Sequence[Promise]:
        """Open promises, either side, due before the instant.

        With a member: those given or heard by them, and those at customers they own.
        """

    def tallies(self, members: Iterable[MemberId], now: datetime) -> Mapping[MemberId, Tally]:
        """How the promises that each of them gave have ended."""
        ...

    def tally_of(self, customer: CustomerId, now: datetime) -> Mapping[Side, Tally]:
        """How our promises to a customer have ended, and theirs; what several gave counts once."""
        ...

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
