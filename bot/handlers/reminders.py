"""Reminders: set for oneself or a colleague, put off, done, handed over."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final

from bot.domain.base import Command, ContactId, CustomerId, Mention, PromiseId, ReminderId, new_id
from bot.domain.calendar import ONE_DAY, Every, Recurrence, WorkCalendar, next_after, next_working
from bot.domain.customers import Customer
from bot.domain.errors import BadSlot, NothingFound, Question
from bot.domain.moment import Moment, local
from bot.domain.people import Member
from bot.domain.promises import Promise, PromiseState
from bot.domain.reminders import (
    FinishReminder,
    PassedOn,
    PassOn,
    Reminder,
    ReminderDone,
    ReminderSet,
    ReminderState,
    SetReminder,
    Snooze,
    Snoozed,
)
from bot.handlers.promises import close
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import MOST, colleague_choices, colleague_of, contact_of, customer_if_said

LATER: Final = timedelta(hours=1)
"""How long a reminder is put off when no time was said."""


@handles(SetReminder)
def set_reminder(command: SetReminder, turn: Turn) -> ReminderSet:
    promise = turn.work.get(Promise, command.promise)
    member = _reminded(command, turn)
    recur = _rule(command, member.work_from, turn)
    due_at = _first(recur, command.due, turn) if recur else _due_at(command, promise, member, turn)
    customer = _about(command, promise, turn)
    contact = contact_of(command.person, customer, turn)
    reminder = Reminder(
        id=ReminderId(new_id()),
        member_id=member.id,
        customer_id=customer.id if customer else CustomerId(""),
        contact_id=contact.id if contact else ContactId(""),
        promise_id=promise.id if promise else PromiseId(""),
        what=command.what or (promise.what if promise else ""),
        due_at=due_at,
        zone=turn.actor.zone,
        recur=recur,
        set_by=turn.actor.id,
        made_at=turn.now,
        said=turn.said,
        source=turn.source,
    )
    turn.work.add(reminder)
    return ReminderSet(reminder=reminder, customer=customer, member=member.name)


@handles(Snooze)
def snooze(command: Snooze, turn: Turn) -> Snoozed:
    reminder = _mine(command.reminder, turn) if command.reminder else _last_told(turn)
    due_at = turn.now + (command.delay or LATER)
    if command.due:
        due_at = _ahead(command.due, turn.actor, turn)
    if reminder.recur:
        later = replace(reminder, id=ReminderId(new_id()), recur=None, state=ReminderState.WAITING)
        later = replace(later, due_at=due_at, sent_at=None, made_at=turn.now)
        turn.work.add(later)
    else:
        later = replace(reminder, due_at=due_at, state=ReminderState.WAITING)
        turn.work.save(later)
    return Snoozed(reminder=later, customer=_customer(later, turn))


@handles(FinishReminder)
def finish_reminder(command: FinishReminder, turn: Turn) -> ReminderDone:
    """Done; the promise behind it is kept with it, a recurring one comes again unless it is stopped."""
    reminder = _mine(command.reminder, turn)
    promise = turn.work.get(Promise, reminder.promise_id)
    moved_on = reminder.recur is not None and reminder.state is ReminderState.WAITING
    goes_on = moved_on and not (command.stop or promise)
    done = reminder if goes_on else replace(reminder, state=ReminderState.DONE)
    if done != reminder:
        turn.work.save(done)
    if promise and promise.open:
        close(promise, PromiseState.KEPT, turn)
    return ReminderDone(reminder=done, customer=_customer(done, turn), goes_on=goes_on)


@handles(PassOn)
def pass_on(command: PassOn, turn: Turn) -> PassedOn:
    """The colleague is told at the reminder's minute, at once when that has passed."""
    reminder = _mine(command.reminder, turn)
    if command.to is None:
        others = [each for each in turn.work.people.all() if each.id != turn.actor.id]
        raise Question(command, "to", "colleague", Mention(""), colleague_choices(others[:MOST]))
    to = colleague_of(command, "to", command.to, turn)
    if not to.active:
        raise NothingFound({"what": to.name})
    due_at = max(reminder.due_at, turn.now)
    passed = replace(reminder, member_id=to.id, due_at=due_at, state=ReminderState.WAITING)
    turn.work.save(passed)
    return PassedOn(reminder=passed, customer=_customer(passed, turn), to=to.name)


def next_due(reminder: Reminder, calendar: WorkCalendar, now: datetime) -> datetime | None:
    """When a recurring reminder comes next, strictly after now; a second 01:30 in one night is none."""
    if reminder.recur is None:
        return None
    if reminder.recur.every is Every.HOUR:
        step = timedelta(hours=reminder.recur.interval)
        return reminder.due_at + step * max(1, (now - reminder.due_at) // step + 1)
    passed = max(now, reminder.due_at)
    wall = next_after(reminder.recur, _wall(passed, reminder.zone), calendar)
    while wall is not None and Moment.of(wall).utc(reminder.zone) <= passed:
        wall = next_after(reminder.recur, wall, calendar)
    return None if wall is None else Moment.of(wall).utc(reminder.zone)


def _wall(instant: datetime, zone: str) -> datetime:
    return local(instant, zone).replace(tzinfo=None)


def _reminded(command: SetReminder, turn: Turn) -> Member:
    """The speaker, or the colleague who is to be told instead."""
    member = colleague_of(command, "by", command.by, turn)
    if not member.active:
        raise BadSlot({"slot": "person", "said": member.name, "why": "left"})
    return member


def _rule(command: SetReminder, work_from: time, turn: Turn) -> Recurrence | None:
    """The recurrence with a time and the day from which its weeks or months are counted."""
    if command.recur is None:
        return None
    due = command.due
    at = command.recur.at or (due.at if due else None) or work_from
    since = command.recur.since or (due.day if due else turn.today)
    return replace(command.recur, at=at, since=since)


def _first(recur: Recurrence, due: Moment | None, turn: Turn) -> datetime:
    if due is not None and due.at is not None and recur.every is Every.HOUR:
        return _ahead(due, turn.actor, turn)
    start = _wall(turn.now, turn.actor.zone)
    if due is not None and due.day > start.date():
        start = datetime.combine(due.day, time()) - timedelta(minutes=1)
    wall = next_after(recur, start, turn.calendar)
    if wall is None:
        raise BadSlot({"slot": "recur", "said": recur.every, "why": "never"})
    return Moment.of(wall).utc(turn.actor.zone)


def _due_at(command: SetReminder, promise: Promise | None, member: Member, turn: Turn) -> datetime:
    """The minute said; without a day the morning before a promise is due, else the next working morning."""
    if command.due is not None:
        return _ahead(command.due, member, turn)
    morning = Moment(next_working(turn.today + ONE_DAY, turn.calendar), member.work_from)
    if promise and promise.due_day and promise.due_day - ONE_DAY > turn.today:
        morning = Moment(promise.due_day - ONE_DAY, member.work_from)
    return turn.instant(morning)


def _ahead(due: Moment, member: Member, turn: Turn) -> datetime:
    """The minute said; a day without a time means the start of work, or soon when that has passed today."""
    instant = due.utc(turn.actor.zone, member.work_from)
    if instant > turn.now:
        return instant
    if due == Moment(turn.today):
        return turn.now + LATER
    raise BadSlot({"slot": "due", "said": due.iso(), "why": "past"})


def _about(command: Command, promise: Promise | None, turn: Turn) -> Customer | None:
    if promise is not None:
        return turn.work.get(Customer, promise.customer_id)
    return customer_if_said(command, getattr(command, "customer", None), turn)


def _mine(reminder_id: str, turn: Turn) -> Reminder:
    """A reminder that the speaker may change: their own, or one that they set."""
    reminder = turn.work.get(Reminder, reminder_id)
    if reminder is None or turn.actor.id not in {reminder.member_id, reminder.set_by}:
        raise NothingFound({"what": ""})
    return reminder


def _last_told(turn: Turn) -> Reminder:
    reminder = turn.work.reminders.last_sent(turn.actor.id)
    if reminder is None:
        raise NothingFound({"what": ""})
    return reminder


def _customer(reminder: Reminder, turn: Turn) -> Customer | None:
    return turn.work.get(Customer, reminder.customer_id) if reminder.customer_id else None
