"""Reminders as cards: set, put off, done, handed over."""

from bot.domain.chat import Card
from bot.domain.customers import Customer
from bot.domain.moment import local
from bot.domain.reminders import PassedOn, Reminder, ReminderDone, ReminderSet, Snoozed
from bot.language.layouts.parts import block, unstopped
from bot.language.rounds import spoken_round
from bot.language.speak import Say, says


@says(ReminderSet)
def reminder_set(result: ReminderSet, say: Say) -> Card:
    reminder = result.reminder
    mine = say.is_me(reminder.member_id)
    at = when(reminder, say)
    what = subject_of(reminder, result.customer, say)
    title = say("reminders.set" if mine else "reminders.set_for", at=at, what=what, who=result.member)
    first = "" if reminder.recur is None else say("reminders.first", at=say.instant(reminder.due_at))
    return Card(title, block(first))


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
