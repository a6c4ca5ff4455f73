"""Briefs that nobody asked for: an hour before a meeting, and when a customer to be met has no owner who is here."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.domain.base import CustomerId, MemberId, new_id
from bot.domain.briefs import MeetingAhead
from bot.domain.chat import Push
from bot.domain.clocks import awake
from bot.domain.customers import Customer
from bot.domain.meetings import is_meeting
from bot.domain.people import Member, Role
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder, ReminderState
from bot.domain.routines import PushKind, RoutineDone, Told, WatchMeetings
from bot.handlers.briefs import brief_of
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import name_of_member
from bot.handlers.telling import push_all

AHEAD: Final = timedelta(minutes=60)
"""How long before a meeting its brief comes, quiet hours or not."""
HORIZON: Final = timedelta(days=3)
"""How far ahead a meeting at a customer without an owner is told to a manager."""
BATCH: Final = 2000
"""Plans of everybody looked through at once: more are due within three days in the largest teams only."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A plan to meet a customer, out of a reminder or a promise with a time."""

    id: str
    member_id: MemberId
    customer_id: CustomerId
    what: str
    at: datetime


@handles(WatchMeetings)
def watch_meetings(_command: WatchMeetings, turn: Turn) -> RoutineDone:
    """Each reader once per meeting and kind, in whatever process."""
    meetings = _planned(turn)
    customers = turn.work.customers.by_ids({each.customer_id for each in meetings})
    here = {each.id: each for each in turn.work.people.all()}
    told = [
        _told(reader, kind, each)
        for each in meetings
        if each.customer_id in customers
        for reader, kind in _readers(each, customers[each.customer_id], here, turn)
    ]
    new = turn.work.told.mark_new(told)
    pushes = [(MemberId(each.member_id), _push(each)) for each in told if each.id in new]
    return RoutineDone(pushed=push_all(pushes, turn))


def meeting_ahead(push: Push, turn: Turn) -> MeetingAhead | None:
    """Composed when it is delivered; None once the plan is over or called off."""
    meeting = _meeting(turn.work.get(Reminder, push.subject))
    meeting = meeting or _meeting(turn.work.get(Promise, push.subject))
    customer = turn.work.get(Customer, meeting.customer_id) if meeting else None
    if meeting is None or customer is None or meeting.at <= turn.now:
        return None
    return MeetingAhead(
        what=meeting.what,
        by=name_of_member(meeting.member_id, turn),
        at=meeting.at,
        orphaned=PushKind(push.kind) is PushKind.OWNER_INACTIVE,
        brief=brief_of(customer, turn),
    )


def _planned(turn: Turn) -> Sequence[Meeting]:
    until = turn.now + HORIZON
    plans: list[Reminder | Promise] = [*turn.work.reminders.due_between(turn.now, until, BATCH)]
    plans += turn.work.promises.timed_between(turn.now, until, BATCH)
    return [meeting for each in plans if (meeting := _meeting(each))]


def _meeting(plan: Reminder | Promise | None) -> Meeting | None:
    """None for what is over, and for what is done from the desk."""
    if plan is None or plan.due_at is None or not is_meeting(plan.what):
        return None
    waits = plan.open if isinstance(plan, Promise) else plan.state is ReminderState.WAITING
    found = Meeting(plan.id, plan.member_id, plan.customer_id, plan.what, plan.due_at)
    return found if waits and plan.customer_id else None


def _readers(
    meeting: Meeting, customer: Customer, here: Mapping[MemberId, Member], turn: Turn
) -> Iterator[tuple[Member, PushKind]]:
    """Whoever goes and the owner, an hour before; without an owner here also who leads them, when it is day."""
    soon = meeting.at - turn.now <= AHEAD
    if soon:
        goers = dict.fromkeys((meeting.member_id, customer.owner_id))
        yield from ((here[each], PushKind.MEETING_AHEAD) for each in goers if each in here)
    if customer.owner_id not in here:
        for each in _leaders(meeting, customer, here, turn):
            if soon or awake(each, turn.now, turn.calendar):
                yield each, PushKind.OWNER_INACTIVE


def _leaders(
    meeting: Meeting, customer: Customer, here: Mapping[MemberId, Member], turn: Turn
) -> Sequence[Member]:
    """The manager of the owner who left, else of who goes there, else the admins."""
    owner = turn.work.get(Member, customer.owner_id)
    goer = here.get(meeting.member_id)
    led = (each.manager_id for each in (owner, goer) if each)
    manager = next((here[each] for each in led if each in here), None)
    return [manager] if manager else _admins(here.values())


def _admins(people: Collection[Member]) -> list[Member]:
    return [each for each in people if each.role is Role.ADMIN]


def _told(reader: Member, kind: PushKind, meeting: Meeting) -> Told:
    """A round meets again: each of its days counts by itself."""
    day = meeting.at.date().isoformat()
    return Told(id=new_id(), member_id=reader.id, kind=kind, subject=meeting.id, day=day)


def _push(told: Told) -> Push:
    return Push(kind=told.kind, subject=told.subject)
