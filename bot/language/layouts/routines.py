"""What the bot says unasked: reminders at their minute, promises before they fall due, and after."""

from datetime import timedelta

from bot.domain.base import Mention
from bot.domain.chat import Button, Card
from bot.domain.moment import Moment
from bot.domain.promises import CheckPromises, Line, Side
from bot.domain.reminders import FinishReminder, PassOn, Snooze
from bot.domain.routines import LinkBlocked, PromiseNudged, PushKind, Reminded, RoutineDone
from bot.domain.scoring import Scored
from bot.language.layouts.cases import guard_line
from bot.language.layouts.lines import (
    amount_of,
    done_button,
    given,
    line_text,
    origin_of,
    then_due,
    what_of,
)
from bot.language.layouts.parts import block
from bot.language.layouts.preferences import warning_text
from bot.language.layouts.promises import cancel_button, move_buttons
from bot.language.layouts.reminders import subject, when
from bot.language.speak import Say, says

HOUR = timedelta(hours=1)
ONE_DAY = timedelta(days=1)


@says(Reminded)
def reminded(result: Reminded, say: Say) -> Card:
    reminder = result.reminder
    what = subject(reminder.what, _whom(result, say), say)
    promise = say("routines.promised", line=line_text(result.line, say)) if result.line else ""
    asked = say("routines.set_by", by=result.set_by) if result.set_by else ""
    warning = warning_text(result.warning, say) if result.warning else ""
    again = say("routines.again", at=when(reminder, say)) if reminder.recur else ""
    guard = guard_line(result.guard, say) if result.guard else ""
    told = block(promise, asked, again, warning, guard)
    return Card(say("routines.reminder", what=what), told, _reminder_buttons(result, say))


@says(PromiseNudged)
def promise_nudged(result: PromiseNudged, say: Say) -> Card:
    """Theirs are asked for, ours are owed; a manager sees whose it is."""
    line = result.line
    side = "theirs" if line.promise.side is Side.THEIRS else "ours"
    key = f"routines.{result.kind}.{side}"
    title = say(
        key,
        customer=line.customer,
        what=what_of(line.promise, say, hidden=line.discreet),
        thing=given(line.promise, line.customer, say, hidden=line.discreet),
        amount=amount_of(line.promise, say),
        due=then_due(line.promise, say),
        days=line.days_late,
        by=line.by,
    )
    return Card(title, block(origin_of(line, say)), _nudge_buttons(result, say))


@says(LinkBlocked)
def link_blocked(result: LinkBlocked, say: Say) -> Card:
    platform = say(f"platforms.{result.platform}")
    return Card(say("routines.link_blocked", name=result.name, platform=platform))


@says(Scored)
@says(RoutineDone)
def routine_done(result: RoutineDone, say: Say) -> Card:
    return Card(say("routines.pushed", n=result.pushed))


def _whom(result: Reminded, say: Say) -> str:
    """The customer with the person to speak to, unless the words name them already."""
    customer = result.customer.short if result.customer else ""
    if not result.contact or result.contact in result.reminder.what:
        return customer
    return say("parts.person_at", customer=customer, contact=result.contact)


def _reminder_buttons(result: Reminded, say: Say) -> tuple[tuple[Button, ...], ...]:
    reminder = result.reminder.id
    stop = say.button("reminders.stop", FinishReminder(reminder=reminder, stop=True))
    morning = Moment(say.today + ONE_DAY, say.member.work_from if say.member else None)
    return (
        (
            say.button("reminders.finish", FinishReminder(reminder=reminder)),
            say.button("reminders.hour_later", Snooze(delay=HOUR, reminder=reminder)),
        ),
        (
            say.button("reminders.tomorrow", Snooze(due=morning, reminder=reminder)),
            say.button("reminders.pass_on", PassOn(reminder=reminder)),
        ),
        *(((stop,),) if result.reminder.recur else ()),
    )


def _nudge_buttons(result: PromiseNudged, say: Say) -> tuple[tuple[Button, ...], ...]:
    promise = result.line.promise
    if result.kind is PushKind.PROMISE_ESCALATED:
        return ((_ledger(result.line, say),),)
    done, cancel = done_button(promise, say, "promises.kept"), cancel_button(promise, say)
    return ((done, cancel), move_buttons(promise, say))


def _ledger(line: Line, say: Say) -> Button:
    customer = Mention(line.customer, line.promise.customer_id, line.customer)
    return say.button("routines.ledger", CheckPromises(customer=customer), stays=True, customer=line.customer)
