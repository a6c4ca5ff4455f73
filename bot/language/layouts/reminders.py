"""Reminders as cards: set, put off, done, handed over."""

from bot.domain.base import Mention
from bot.domain.chat import Button, Card
from bot.domain.customers import Customer
from bot.domain.guide import OpenForm
from bot.domain.moment import local
from bot.domain.reminders import (
    CancelReminder,
    PassedOn,
    Reminder,
    ReminderCancelled,
    ReminderDone,
    ReminderSet,
    RemindersShown,
    Snoozed,
)
from bot.language.layouts.parts import block, bullets, unstopped
from bot.language.rounds import spoken_round
from bot.language.speak import Say, says, short

MOST = 10
"""Reminders of one list; the rest is counted."""
CANCELS = 5
LABEL = 24
"""Columns of a reminder's words on a button."""


@says(ReminderSet)
def reminder_set(result: ReminderSet, say: Say) -> Card:
    reminder = result.reminder
    mine = say.is_me(reminder.member_id)
    at = when(reminder, say)
    what = subject_of(reminder, result.customer, say)
    title = say("reminders.set" if mine else "reminders.set_for", at=at, what=what, who=result.member)
    first = "" if reminder.recur is None else say("reminders.first", at=say.instant(reminder.due_at))
    return Card(title, block(first))


@says(RemindersShown)
def reminders_shown(result: RemindersShown, say: Say) -> Card:
    """Each with its button to call it off, the first few."""
    if not result.reminders:
        new = say.button("reminders.new", OpenForm(command="set_reminder"), stays=True)
        return Card(say("reminders.none"), buttons=((new,),))
    lines = bullets(_line(*each, say) for each in result.reminders[:MOST])
    left = len(result.reminders) - MOST
    more = say("parts.more", left=left) if left > 0 else ""
    title = say("reminders.mine", n=len(result.reminders))
    buttons = tuple((_cancel(*each, say),) for each in result.reminders[:CANCELS])
    return Card(title, block(*lines, more), buttons)


def _line(reminder: Reminder, customer: str, say: Say) -> str:
    """One reminder; of a recurring one also when it comes next."""
    line = reminder_text(reminder, customer, say)
    if reminder.recur is None:
        return line
    return say("reminders.next_time", line=line, at=say.instant(reminder.due_at))


def _cancel(reminder: Reminder, customer: str, say: Say) -> Button:
    meant = Mention(reminder.what, reminder.id, reminder.what)
    what = short(subject(reminder.what, customer, say), LABEL)
    return say.button("reminders.cancel", CancelReminder(reminder=meant), stays=True, what=what)


@says(ReminderCancelled)
def reminder_cancelled(result: ReminderCancelled, say: Say) -> Card:
    what = subject_of(result.reminder, result.customer, say)
    if result.reminder.recur is not None:
        return Card(say("reminders.stopped", what=what))
    return Card(say("reminders.cancelled", what=what, at=say.instant(result.reminder.due_at)))


@says(Snoozed)
def snoozed(result: Snoozed, say: Say) -> Card:
    what = subject_of(result.reminder, result.customer, say)
    return Card(say("reminders.snoozed", at=say.instant(result.reminder.due_at), what=what))


@says(ReminderDone)
def reminder_done(result: ReminderDone, say: Say) -> Card:
    reminder = result.reminder
    stopped = reminder.recur is not None and not result.goes_on
    goes_on = say("reminders.goes_on", at=when(reminder, say)) if result.goes_on else ""
    what = subject_of(reminder, result.customer, say)
    return Card(say("reminders.stopped" if stopped else "reminders.done", what=what), block(goes_on))


@says(PassedOn)
def passed_on(result: PassedOn, say: Say) -> Card:
    what = subject_of(result.reminder, result.customer, say)
    return Card(say("reminders.passed_on", to=result.to, what=what, at=say.instant(result.reminder.due_at)))


def subject_of(reminder: Reminder, customer: Customer | None, say: Say) -> str:
    return subject(reminder.what, customer.short if customer else "", say)


def subject(what: str, customer: str, say: Say) -> str:
    """`给钱总打电话（泰禾）`; the customer is named once, and alone when nothing else was said."""
    what = unstopped(what)
    if what in {"", customer}:
        return say("reminders.about", customer=customer) if customer else say("reminders.something")
    if not customer or customer in what:
        return what
    return say("reminders.what_at", what=what, customer=customer)


def reminder_text(reminder: Reminder, customer: str, say: Say) -> str:
    """One line of a list: when or how often, and what."""
    return say("reminders.line", at=when(reminder, say), what=subject(reminder.what, customer, say))


def when(reminder: Reminder, say: Say) -> str:
    """The minute on the reader's clock; a round on the clock of the zone it was said in."""
    if reminder.recur is None:
        return say.instant(reminder.due_at)
    return spoken_round(reminder.recur, local(reminder.due_at, reminder.zone).time(), say)
