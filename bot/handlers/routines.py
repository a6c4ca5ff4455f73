"""What the clock asks for: due reminders and digests; and what each push says."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Final

from bot.domain.base import MemberId, QuoteId, Result
from bot.domain.chat import Push
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.people import Link
from bot.domain.products import Product
from bot.domain.promises import Promise
from bot.domain.quotes import Conflict, ConflictSettled, ConflictTold, Excess, ExcessTold, Quote
from bot.domain.reminders import Reminder, ReminderState
from bot.domain.routines import (
    CaseNudged,
    LinkBlocked,
    PromiseContradicted,
    PromiseNudged,
    PromiseWarned,
    PushKind,
    Reminded,
    RoutineDone,
    SendDigests,
    SendDueReminders,
)
from bot.handlers.agenda import day_of, says_something
from bot.handlers.alarms import alerts_told
from bot.handlers.cases import case_line, case_of, guards
from bot.handlers.conflicts import clash_again, clashes_of, offered
from bot.handlers.handover import inherited
from bot.handlers.ledger import line_of
from bot.handlers.meetings import meeting_ahead
from bot.handlers.news import news_told
from bot.handlers.placing import contradicted, risks_of
from bot.handlers.pool import pool_took, pool_warned
from bot.handlers.preferences import forgotten
from bot.handlers.registry import Turn, handles
from bot.handlers.reminders import next_due
from bot.handlers.resolve import name_of_member
from bot.handlers.summaries import summed_up
from bot.handlers.telling import gets_digest, hour_has_come, once, push, push_all

BATCH: Final = 500
"""Reminders moved to the outbox in one transaction."""
OVER: Final = {ReminderState.DONE, ReminderState.CANCELLED}


@handles(SendDueReminders)
def send_due_reminders(_command: SendDueReminders, turn: Turn) -> RoutineDone:
    """At their minute, quiet hours or not: that minute was asked for."""
    due = turn.work.reminders.due(turn.now, BATCH)
    here = {each.id for each in turn.work.people.all()}
    turn.work.save(*(_moved_on(each, here, turn) for each in due))
    told = [(each.member_id, _reminding(each)) for each in due if each.member_id in here]
    return RoutineDone(pushed=push_all(told, turn), more=len(due) == BATCH)


def _moved_on(reminder: Reminder, here: Collection[MemberId], turn: Turn) -> Reminder:
    """Told once, however long it is overdue; a recurring one moves on, that of a member who left ends."""
    if reminder.member_id not in here:
        return replace(reminder, state=ReminderState.CANCELLED)
    following = next_due(reminder, turn.calendar, turn.now)
    state = ReminderState.WAITING if following else ReminderState.SENT
    return replace(reminder, due_at=following or reminder.due_at, state=state, sent_at=turn.now)


def _reminding(reminder: Reminder) -> Push:
    return Push(kind=PushKind.REMINDER, subject=reminder.id)


@handles(SendDigests)
def send_digests(_command: SendDigests, turn: Turn) -> RoutineDone:
    readers = (replace(turn, actor=member) for member in turn.work.people.all())
    return RoutineDone(pushed=sum(_digest(each) for each in readers))


def _digest(reader: Turn) -> bool:
    """Once a working day, from the workspace's hour to the end of work, when there is something to say."""
    member, day = reader.actor, reader.today
    if not gets_digest(reader) or not hour_has_come(reader):
        return False
    fresh = once(member, PushKind.DIGEST, "", day.isoformat(), reader)
    return (
        fresh
        and says_something(day_of(reader, day, digest=True))
        and push(member, PushKind.DIGEST, "", reader)
    )


def tell(push: Push, turn: Turn) -> Result | None:
    """The facts of a push for the reader `turn.actor`, who looks at them; None when it is out of date."""
    turn.begin(())
    return _TELLS[PushKind(push.kind)](push, turn)


def _reminded(push: Push, turn: Turn) -> Reminded | None:
    reminder = turn.work.get(Reminder, push.subject)
    if reminder is None or reminder.state in OVER or reminder.member_id != turn.actor.id:
        return None
    promise = turn.work.get(Promise, reminder.promise_id)
    contact = turn.work.get(Contact, reminder.contact_id)
    return Reminded(
        reminder=reminder,
        customer=turn.work.get(Customer, reminder.customer_id),
        contact=contact.name if contact else "",
        line=line_of(promise, turn) if promise else None,
        set_by=name_of_member(reminder.set_by, turn) if reminder.set_by != turn.actor.id else "",
        warning=forgotten(reminder, turn),
        guard=next(iter(guards([reminder.customer_id], turn)), None) if reminder.customer_id else None,
    )


def _nudged(push: Push, turn: Turn) -> PromiseNudged | None:
    promise = turn.work.get(Promise, push.subject)
    if promise is None or not promise.open:
        return None
    return PromiseNudged(kind=PushKind(push.kind), line=line_of(promise, turn))


def _case_nudged(push: Push, turn: Turn) -> CaseNudged | None:
    """None when it was settled meanwhile, taken back, or is looked after by this reader now."""
    case, kind = case_of(push.subject, turn), PushKind(push.kind)
    if case is None or case.open is (kind is PushKind.CASE_CLOSED):
        return None
    if kind is PushKind.CASE_POOL and case.member_id == turn.actor.id:
        return None
    by = case.recorded_by if case.open else case.closed_by
    return CaseNudged(kind=kind, line=case_line(case, turn), by=name_of_member(by, turn))


def _contradicted(push: Push, turn: Turn) -> PromiseContradicted | None:
    promise = turn.work.get(Promise, push.subject)
    found = contradicted(promise, turn) if promise and promise.open else ()
    return PromiseContradicted(against=found) if found else None


def _warned(push: Push, turn: Turn) -> PromiseWarned | None:
    promise = turn.work.get(Promise, push.subject)
    found = risks_of(promise, turn) if promise and promise.open else ()
    return PromiseWarned(line=line_of(promise, turn), warnings=found) if promise and found else None


def _digested(_push: Push, turn: Turn) -> Result | None:
    shown = day_of(turn, turn.today, digest=True)
    return shown if says_something(shown) else None


def _conflict_told(push: Push, turn: Turn) -> ConflictTold | None:
    """The conflicts of a quote, as far as they are open."""
    clashes = tuple(clashes_of(turn.work.conflicts.open_among([QuoteId(push.subject)]), turn))
    return ConflictTold(clashes=clashes) if clashes else None


def _conflict_settled(push: Push, turn: Turn) -> ConflictSettled | None:
    conflict = turn.work.get(Conflict, push.subject)
    clash = clash_again(conflict, turn) if conflict and conflict.settled_at else None
    if clash is None:
        return None
    return ConflictSettled(clash=clash, by=name_of_member(clash.conflict.settled_by, turn))


def _excess_told(push: Push, turn: Turn) -> ExcessTold | None:
    quote = turn.work.get(Quote, push.subject)
    if quote is None or quote.archived_at or not quote.excess:
        return None
    product = turn.work.get(Product, quote.product_id)
    floor = product.floor_price if product and Excess.BELOW_FLOOR in quote.excess else None
    return ExcessTold(offered=offered(quote, turn, party=True), floor=floor)


def _blocked(push: Push, turn: Turn) -> LinkBlocked | None:
    link = turn.work.get(Link, push.subject)
    if link is None:
        return None
    return LinkBlocked(name=name_of_member(link.member_id, turn), platform=link.platform)


_TELLS: Final[Mapping[PushKind, Callable[[Push, Turn], Result | None]]] = {
    PushKind.REMINDER: _reminded,
    PushKind.PROMISE_TOMORROW: _nudged,
    PushKind.PROMISE_TODAY: _nudged,
    PushKind.PROMISE_OVERDUE: _nudged,
    PushKind.PROMISE_ESCALATED: _nudged,
    PushKind.PROMISE_CONTRADICTED: _contradicted,
    PushKind.PROMISE_WARNED: _warned,
    PushKind.MEETING_AHEAD: meeting_ahead,
    PushKind.OWNER_INACTIVE: meeting_ahead,
    PushKind.CASE_OPENED: _case_nudged,
    PushKind.CASE_OWNER: _case_nudged,
    PushKind.CASE_MANAGER: _case_nudged,
    PushKind.CASE_POOL: _case_nudged,
    PushKind.CASE_CLOSED: _case_nudged,
    PushKind.CASE_UNTOUCHED: _case_nudged,
    PushKind.CASE_NEGLECTED: _case_nudged,
    PushKind.DIGEST: _digested,
    PushKind.LINK_BLOCKED: _blocked,
    PushKind.CONFLICT: _conflict_told,
    PushKind.CONFLICT_SETTLED: _conflict_settled,
    PushKind.QUOTE_EXCESS: _excess_told,
    PushKind.HANDED_OVER: inherited,
    PushKind.NEWS: news_told,
    PushKind.POOL_WARNING: pool_warned,
    PushKind.POOL_TOOK: pool_took,
    PushKind.WEEKLY: summed_up,
    PushKind.MONTHLY: summed_up,
    PushKind.AT_RISK: alerts_told,
}
