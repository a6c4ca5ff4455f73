"""Watching promises: the day before, the morning of, daily while overdue, to the manager after three days."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import time, timedelta
from typing import Final

from bot.domain.calendar import ONE_DAY, previous_working
from bot.domain.people import Member, Role
from bot.domain.promises import Promise, Side
from bot.domain.routines import PushKind, RoutineDone, WatchPromises
from bot.handlers.agenda import responsible
from bot.handlers.registry import Turn, handles
from bot.handlers.telling import gets_digest, once, push

AHEAD: Final = timedelta(days=15)
"""How far ahead a due day can lie to be announced today: the longest run of days off, and a day."""
AFTERNOON: Final = time(15)
PATIENCE: Final = range(3, 31)
"""Days late at which a manager hears of it; what is older was left alone on purpose."""

Nudge = tuple[Member, PushKind, str]


@handles(WatchPromises)
def watch_promises(_command: WatchPromises, turn: Turn) -> RoutineDone:
    promises = turn.work.promises.due_before(turn.now + AHEAD)
    return RoutineDone(pushed=sum(_watch(each, turn) for each in promises))


def _watch(promise: Promise, turn: Turn) -> int:
    nudges = [*_nudges(promise, turn), *_escalations(promise, turn)]
    return sum(_nudge(promise, each, turn) for each in nudges)


def _nudge(promise: Promise, nudge: Nudge, turn: Turn) -> bool:
    member, kind, day = nudge
    return once(member, kind, promise.id, day, turn) and push(member, kind, promise.id, turn)


def _nudges(promise: Promise, turn: Turn) -> Iterator[Nudge]:
    for member in responsible(promise, turn):
        reader = replace(turn, actor=member)
        kind = _kind(promise, reader)
        if kind and _awake(reader):
            yield member, kind, reader.today.isoformat()


def _kind(promise: Promise, reader: Turn) -> PushKind | None:
    """What there is to say today, apart from what the morning digest says anyway."""
    if promise.due_day is None:
        return None
    if promise.due_day > reader.today:
        return PushKind.PROMISE_TOMORROW if _is_eve(promise, reader) else None
    if gets_digest(reader):
        return None
    return PushKind.PROMISE_TODAY if promise.due_day == reader.today else PushKind.PROMISE_OVERDUE


def _is_eve(promise: Promise, reader: Turn) -> bool:
    """The afternoon of the last working day before one of our promises is due."""
    if promise.side is not Side.OURS or promise.due_day is None or reader.here.time() < AFTERNOON:
        return False
    return previous_working(promise.due_day - ONE_DAY, reader.calendar) == reader.today


def _escalations(promise: Promise, turn: Turn) -> Iterator[Nudge]:
    if promise.side is not Side.OURS or not _may_be_late(promise, turn):
        return
    for member in _managers(promise, turn):
        reader = replace(turn, actor=member)
        if promise.due_day and promise.days_late(reader.today) in PATIENCE and _awake(reader):
            yield member, PushKind.PROMISE_ESCALATED, promise.due_day.isoformat()


def _may_be_late(promise: Promise, turn: Turn) -> bool:
    """Whether it may be as late as managers hear of on some wall clock: most are not, and nobody is looked up."""
    days = promise.days_late(turn.now.date())
    return promise.due_day is not None and PATIENCE.start - 1 <= days <= PATIENCE.stop


def _managers(promise: Promise, turn: Turn) -> Sequence[Member]:
    """The manager of who looks after it; the admins where there is none."""
    keepers = responsible(promise, turn)
    managers = (turn.work.get(Member, each.manager_id) for each in keepers if each.manager_id)
    active = {each.id: each for each in managers if each and each.active}
    if active:
        return [*active.values()]
    return [each for each in turn.work.people.all() if each.role is Role.ADMIN and each not in keepers]


def _awake(reader: Turn) -> bool:
    """Whether the reader may be told unasked now: a working day, at work, not in the quiet hours."""
    now = reader.here.time()
    member = reader.actor
    return reader.calendar.is_working(reader.today) and now >= member.work_from and not member.quiet(now)
