"""Watching promises: the day before, the morning of, daily while overdue, to the manager after three days."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import time, timedelta
from typing import Final

from bot.domain.base import NOBODY, MemberId, new_id
from bot.domain.calendar import ONE_DAY, next_working
from bot.domain.chat import Push
from bot.domain.clocks import awake
from bot.domain.people import Member, Role
from bot.domain.routines import PushKind, RoutineDone, Told, Watch, WatchPromises
from bot.handlers.registry import Turn, handles
from bot.handlers.telling import gets_digest, push_all

BATCH: Final = 500
"""Promises told in one transaction."""
AFTERNOON: Final = time(15)
PATIENCE: Final = timedelta(days=3)
"""How late a promise is when a manager hears of it."""
LONGEST: Final = timedelta(days=30)
"""What is later than this was left alone on purpose."""


@handles(WatchPromises)
def watch_promises(_command: WatchPromises, turn: Turn) -> RoutineDone:
    """Who may be told what now is decided here; which promises those are, and not told yet, the store finds."""
    found = turn.work.told.untold([*_watches(turn)], BATCH)
    told = [_told(promise, watch) for promise, watch in found]
    new = turn.work.told.mark_new(told)
    pushes = [(MemberId(each.member_id), _push(each)) for each in told if each.id in new]
    return RoutineDone(pushed=push_all(pushes, turn), more=len(found) == BATCH)


def _told(promise: str, watch: Watch) -> Told:
    return Told(id=new_id(), member_id=watch.reader, kind=watch.kind, subject=promise, day=watch.day)


def _push(told: Told) -> Push:
    return Push(kind=told.kind, subject=told.subject)


def _watches(turn: Turn) -> Iterator[Watch]:
    """For everybody here, and for what nobody here looks after: the admins."""
    here = {each.id: each for each in turn.work.people.all()}
    admins = [each for each in here.values() if each.role is Role.ADMIN]
    for member in here.values():
        yield from _of_keeper(member.id, [member], managers_of([member], here, admins), turn)
    yield from _of_keeper(NOBODY, admins, managers_of(admins, here, admins), turn)


def _of_keeper(
    keeper: MemberId, keepers: Sequence[Member], managers: Sequence[Member], turn: Turn
) -> Iterator[Watch]:
    for each in keepers:
        yield from (replace(watch, keeper=keeper) for watch in _nudges(replace(turn, actor=each)))
    for each in managers:
        yield from (replace(watch, keeper=keeper) for watch in _escalations(replace(turn, actor=each)))


def _nudges(reader: Turn) -> Iterator[Watch]:
    """What there is to say now, apart from what the morning digest says anyway."""
    if not awake(reader.actor, reader.now, reader.calendar):
        return
    me, today = reader.actor.id, reader.today
    day, late = today.isoformat(), today - ONE_DAY
    if reader.here.time() >= AFTERNOON:
        eve, next_day = today + ONE_DAY, next_working(today + ONE_DAY, reader.calendar)
        yield Watch(reader=me, kind=PushKind.PROMISE_TOMORROW, first=eve, last=next_day, day=day)
    if not gets_digest(reader):
        yield Watch(reader=me, kind=PushKind.PROMISE_TODAY, first=today, last=today, ours=False, day=day)
        since = today - LONGEST
        yield Watch(reader=me, kind=PushKind.PROMISE_OVERDUE, first=since, last=late, ours=False, day=day)


def _escalations(reader: Turn) -> Iterator[Watch]:
    """Once for each day on which a promise was due."""
    if awake(reader.actor, reader.now, reader.calendar):
        since, until = reader.today - LONGEST, reader.today - PATIENCE
        kind = PushKind.PROMISE_ESCALATED
        yield Watch(reader=reader.actor.id, kind=kind, first=since, last=until)


def managers_of(
    keepers: Sequence[Member], here: Mapping[MemberId, Member], admins: Sequence[Member]
) -> Sequence[Member]:
    """The managers of who looks after something; the other admins where there is none."""
    managers = {each.manager_id: here[each.manager_id] for each in keepers if each.manager_id in here}
    return [*managers.values()] or [each for each in admins if each not in keepers]
