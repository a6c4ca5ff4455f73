"""Reminders: a minute at which somebody wants to be told something, once or again and again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from bot.domain.base import (
    Command,
    ContactId,
    CustomerId,
    MemberId,
    Mention,
    PromiseId,
    ReminderId,
    Result,
)
from bot.domain.calendar import Recurrence
from bot.domain.customers import Customer
from bot.domain.moment import Moment


class ReminderState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Due at an instant (UTC) that was said in `zone`; a recurring one moves on when it is sent."""

    id: ReminderId
    member_id: MemberId
    customer_id: CustomerId = CustomerId("")
    contact_id: ContactId = ContactId("")
    promise_id: PromiseId = PromiseId("")
    what: str
    due_at: datetime
    zone: str
    recur: Recurrence | None = None
    state: ReminderState = ReminderState.WAITING
    sent_at: datetime | None = None
    set_by: MemberId
    made_at: datetime
    said: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class SetReminder(Command):
    """`unread` is a time as it was said that no clock or calendar has: 25:00, 30 February."""

    customer: Mention | None = None
    person: Mention | None = None
    by: Mention | None = None
    what: str = ""
    due: Moment | None = None
    recur: Recurrence | None = None
    promise: str = ""
    unread: str = ""


@dataclass(frozen=True, kw_only=True)
class MyReminders(Command):
    """What the speaker will still be told."""

    reads: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class CancelReminder(Command):
    """Do not tell after all: the one named, or the one that these words, day or round fit."""

    customer: Mention | None = None
    by: Mention | None = None
    what: str = ""
    due: Moment | None = None
    recur: Recurrence | None = None
    reminder: Mention | None = None


@dataclass(frozen=True, kw_only=True)
class Snooze(Command):
    """Tell me later: `due` when a time was said, else `delay`; without `reminder` the last one told."""

    due: Moment | None = None
    delay: timedelta | None = None
    reminder: str = ""


@dataclass(frozen=True, kw_only=True)
class FinishReminder(Command):
    """The done button of a reminder; of a promise's reminder it also keeps the promise.

    Of a recurring one only this occurrence is done, unless `stop` ends it for good.
    """

    reminder: str
    stop: bool = False


@dataclass(frozen=True, kw_only=True)
class PassOn(Command):
    """Hand a reminder over to a colleague."""

    reminder: str
    to: Mention | None = None


@dataclass(frozen=True, kw_only=True)
class ReminderSet(Result):
    reminder: Reminder
    customer: Customer | None
    member: str


@dataclass(frozen=True, kw_only=True)
class RemindersShown(Result):
    """Those that wait, the next first, each with its customer's name."""

    private: ClassVar[bool] = True
    reminders: tuple[tuple[Reminder, str], ...]


@dataclass(frozen=True, kw_only=True)
class ReminderCancelled(Result):
    reminder: Reminder
    customer: Customer | None


@dataclass(frozen=True, kw_only=True)
class Snoozed(Result):
    reminder: Reminder
    customer: Customer | None


@dataclass(frozen=True, kw_only=True)
class ReminderDone(Result):
    """`goes_on` when a recurring reminder will come again."""

    reminder: Reminder
    customer: Customer | None
    goes_on: bool = False


@dataclass(frozen=True, kw_only=True)
class PassedOn(Result):
    reminder: Reminder
    customer: Customer | None
    to: str
