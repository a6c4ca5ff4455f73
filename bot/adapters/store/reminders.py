"""Reminders: the table and what is asked of it."""

from collections.abc import Sequence
from datetime import datetime

from bot.adapters.store.columns import (
    Row,
    id_part,
    index,
    instant,
    one_of,
    part,
    reference,
    refers,
    stands,
    words,
)
from bot.adapters.store.mapping import Shape
from bot.adapters.store.rows import Rows
from bot.domain.base import CustomerId, MemberId, PromiseId
from bot.domain.calendar import Recurrence
from bot.domain.reminders import Reminder, ReminderState


class ReminderRow(Row, table=True):
    __tablename__ = "reminder"
    __table_args__ = (
        refers("customer", "customer_id"),
        refers("contact", "contact_id"),
        refers("member", "member_id"),
        refers("promise", "promise_id"),
        index("customer_id"),
        index("contact_id"),
        index("promise_id"),
        index("member_id", "due_at"),
        index("due_at", where="state = 'waiting'"),
    )

    id: str = id_part()
    member_id: str = reference()
    customer_id: str = reference()
    contact_id: str = reference()
    promise_id: str = reference()
    what: str = words()
    due_at: datetime = instant()
    zone: str = words()
    recur: str | None = part(Recurrence)
    state: str = one_of(ReminderState)
    sent_at: datetime | None = instant()
    set_by: str = words()
    made_at: datetime = instant()
    said: str = words()
    source: str = words()


REMINDER = Shape(Reminder, ReminderRow)
_c = REMINDER.table.c
_WAITING = stands(_c.state, ReminderState.WAITING)
_LIVE = _c.state.in_([ReminderState.WAITING, ReminderState.SENT])
_BY_DUE = (_c.due_at, _c.id)


class Reminders:
    """Minutes at which somebody wants to be told something."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def due(self, now: datetime, limit: int) -> Sequence[Reminder]:
        """Waiting ones whose minute has come, the longest due first."""
        return self._rows.find(REMINDER, _WAITING, _c.due_at <= now, order=_BY_DUE, limit=limit)

    def between(self, member: MemberId, start: datetime, end: datetime) -> Sequence[Reminder]:
        """Waiting or told but not done, due from `start` up to but not at `end`."""
        where = (_c.member_id == member, _LIVE, _c.due_at >= start, _c.due_at < end)
        return self._rows.find(REMINDER, *where, order=_BY_DUE)

    def due_between(self, after: datetime, until: datetime, limit: int) -> Sequence[Reminder]:
        """Waiting ones about a customer, of everybody, due after one instant and until the other."""
        where = (_WAITING, _c.customer_id.is_not(None), _c.due_at > after, _c.due_at <= until)
        return self._rows.find(REMINDER, *where, order=_BY_DUE, limit=limit)

    def waiting_for(self, customer: CustomerId) -> Sequence[Reminder]:
        return self._rows.find(REMINDER, _c.customer_id == customer, _WAITING, order=_BY_DUE)

    def waiting_of(self, member: MemberId) -> Sequence[Reminder]:
        return self._rows.find(REMINDER, _c.member_id == member, _WAITING, order=_BY_DUE)

    def last_sent(self, member: MemberId) -> Reminder | None:
        """The last one told and not done; a recurring one waits again."""
        told = (_c.member_id == member, _LIVE, _c.sent_at.is_not(None))
        found = self._rows.find(REMINDER, *told, order=(_c.sent_at.desc(), _c.id.desc()), limit=1)
        return found[0] if found else None

    def of_promise(self, promise: PromiseId) -> Sequence[Reminder]:
        """In whatever state."""
        return self._rows.find(REMINDER, _c.promise_id == promise, order=_BY_DUE)
