"""Reminders: set for oneself or a colleague, put off, done, handed over."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final

from bot.domain.base import Choice, Command, ContactId, CustomerId, Mention, PromiseId, ReminderId, new_id
from bot.domain.calendar import ONE_DAY, Every, Recurrence, WorkCalendar, next_after, next_working
from bot.domain.customers import Customer
from bot.domain.errors import BadSlot, NothingFound, Question
from bot.domain.moment import Moment, local
from bot.domain.people import Member
from bot.domain.promises import Promise, PromiseState
from bot.domain.reminders import (
    CancelReminder,
    FinishReminder,
    MyReminders,
    PassedOn,
    PassOn,
    Reminder,
    ReminderCancelled,
    ReminderDone,
    ReminderSet,
    RemindersShown,
    ReminderState,
    SetReminder,
    Snooze,
    Snoozed,
)
from bot.domain.wording import shared, words
from bot.handlers.promises import close
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import MOST, colleague_choices, colleague_of, contact_of, customer_if_said

LATER: Final = timedelta(hours=1)
"""How long a reminder is put off when no time was said."""
YEARS: Final = timedelta(days=36_500)
A_WEEK: Final = timedelta(days=7)
"""How long a reminder may wait past its minute while the clock stood still."""


@handles(SetReminder)
def set_reminder(command: SetReminder, turn: Turn) -> ReminderSet:
    if command.unread:
        raise BadSlot({"slot": "time", "said": command.unread, "why": "no_such_time"})
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


@handles(MyReminders)
def my_reminders(_command: MyReminders, turn: Turn) -> RemindersShown:
    waiting = _waiting(turn.actor, turn)
    customers = turn.work.customers.by_ids({each.customer_id for each in waiting if each.customer_id})
    names: dict[str, str] = {one.id: one.short for one in customers.values()}
    return RemindersShown(reminders=tuple((each, names.get(each.customer_id, "")) for each in waiting))


@handles(CancelReminder)
def cancel_reminder(command: CancelReminder, turn: Turn) -> ReminderCancelled:
    """Also a recurring one, for good; asks when several fit."""
    reminder = _called_off(command, turn)
    cancelled = replace(reminder, state=ReminderState.CANCELLED)
    turn.work.save(cancelled)
    return ReminderCancelled(reminder=cancelled, customer=_customer(cancelled, turn))


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


def _waiting(member: Member, turn: Turn) -> Sequence[Reminder]:
    """What the member will still be told, as far as it is the speaker's: their own, or set by them."""
    found = turn.work.reminders.between(member.id, turn.now - A_WEEK, turn.now + YEARS)
    waiting = (each for each in found if each.state is ReminderState.WAITING)
    return [each for each in waiting if turn.actor.id in {each.member_id, each.set_by}]


def _called_off(command: CancelReminder, turn: Turn) -> Reminder:
    if command.reminder is not None:
        return _still_waiting(command.reminder.id, turn)
    waiting = _waiting(colleague_of(command, "by", command.by, turn), turn)
    if not waiting:
        raise NothingFound({"what": command.what, "why": "reminder"})
    fitting = [each for each in waiting if _fits(each, command, turn)]
    best = _best(command.what, fitting, turn)
    if len(best) == 1:
        return best[0]
    choices = tuple(_choice(each, turn) for each in (best or fitting or waiting)[:MOST])
    raise Question(command, "reminder", "reminder", Mention(""), choices)


def _still_waiting(reminder_id: str, turn: Turn) -> Reminder:
    reminder = _mine(reminder_id, turn)
    if reminder.state is not ReminderState.WAITING:
        raise NothingFound({"what": ""})
    return reminder


def _best(said: str, reminders: Sequence[Reminder], turn: Turn) -> Sequence[Reminder]:
    """Those that share most words with what was said; none when words were said and nothing fits."""
    if not words(said):
        return reminders
    scores = {each.id: shared(said, _all_words(each, turn)) for each in reminders}
    best = max(scores.values(), default=0)
    return [each for each in reminders if best and scores[each.id] == best]


def _all_words(reminder: Reminder, turn: Turn) -> str:
    customer = _customer(reminder, turn)
    return " ".join((reminder.what, reminder.said, *((customer.name, *customer.aliases) if customer else ())))


def _fits_customer(reminder: Reminder, command: CancelReminder, _turn: Turn) -> bool:
    said = command.customer
    return said is None or reminder.customer_id == said.id or said.said in f"{reminder.what} {reminder.said}"


def _fits_round(reminder: Reminder, command: CancelReminder, _turn: Turn) -> bool:
    said, own = command.recur, reminder.recur
    if said is None or own is None:
        return said is None
    return said.every is own.every and {*said.weekdays} <= {*own.weekdays} and said.nth in {own.nth, None}


def _fits_day(reminder: Reminder, command: CancelReminder, turn: Turn) -> bool:
    """On that day or weekday, or at that time of any day."""
    due, own = command.due, local(reminder.due_at, turn.actor.zone)
    return due is None or own.weekday() == due.day.weekday() or own.time() == due.at


def _fits(reminder: Reminder, command: CancelReminder, turn: Turn) -> bool:
    return all(fits(reminder, command, turn) for fits in (_fits_customer, _fits_round, _fits_day))


def _choice(reminder: Reminder, turn: Turn) -> Choice:
    """A reminder to choose, told apart by when it comes next."""
    customer = _customer(reminder, turn)
    at = local(reminder.due_at, turn.actor.zone)
    name = reminder.what or (customer.short if customer else reminder.said)
    return Choice(reminder.id, name, f"{at:%Y-%m-%d %H:%M}")
