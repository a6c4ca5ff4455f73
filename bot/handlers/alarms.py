"""The morning's alerts: one card for each owner, and for whoever stands above, of what is new; never one by one."""

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Final

from bot.domain.alerts import Alarm, AlertsTold, Audience, SendAlerts, compared
from bot.domain.base import new_id
from bot.domain.chat import Push
from bot.domain.health import Health
from bot.domain.moment import Moment, local
from bot.domain.people import Role
from bot.domain.risk import Colour
from bot.domain.routines import PushKind, RoutineDone, Told
from bot.handlers.alerts import SHOWN, risky
from bot.handlers.registry import Turn, handles
from bot.handlers.telling import hour_has_come, push

BATCH: Final = 500
"""Accounts compared in one transaction."""
DAY: Final = "day"
"""The mark of a local day; the one without a subject says when exactly it was."""
NEVER: Final = datetime(2000, 1, 1, tzinfo=UTC)


@handles(SendAlerts)
def send_alerts(_command: SendAlerts, turn: Turn) -> RoutineDone:
    """What the sweep found is compared first, in batches; then everybody whose hour has come is told, once a day."""
    found = turn.work.alarms.uncompared(BATCH)
    turn.work.alarms.put([_compared(health, before, turn) for health, before in found])
    if len(found) == BATCH:
        return RoutineDone(pushed=0, more=True)
    turn.work.alarms.settle()
    people = turn.work.people.all()
    last = turn.work.told.last([each.id for each in people], PushKind.AT_RISK)
    readers = ((replace(turn, actor=each), last.get(each.id, "")) for each in people)
    return RoutineDone(pushed=sum(_told(*each) for each in readers))


def alerts_told(push: Push, turn: Turn) -> AlertsTold | None:
    """What is new when it is read; None when somebody saw to all of it meanwhile."""
    audience = _audience(turn, push.subject)
    counts = turn.work.alerts.count_news(audience)
    if not counts:
        return None
    return AlertsTold(
        lines=risky(turn.work.alerts.news(audience, SHOWN), turn),
        red=counts.get(Colour.RED, 0),
        amber=counts.get(Colour.AMBER, 0),
    )


def _compared(health: Health, before: Alarm | None, turn: Turn) -> Alarm:
    """A sweep is taken to have been made at the beginning of its day, where the team is."""
    least = turn.workspace.policy.alerts.least
    swept = Moment(health.checked_on, time()).utc(turn.workspace.zone)
    return compared(before, health, least, turn.now, swept)


def _told(reader: Turn, last: str) -> bool:
    """Once a working day, from the hour of the digest on; nothing new, nothing said."""
    member = reader.actor
    if not reader.calendar.is_working(reader.today) or not hour_has_come(reader):
        return False
    audience = _audience(reader, last)
    if audience.last >= reader.today:
        return False
    if not _first_today(reader):
        return False
    mark = Told(id=new_id(), member_id=member.id, kind=PushKind.AT_RISK, subject="", day=_mark(reader.now))
    reader.work.told.mark(mark)
    return bool(reader.work.alerts.news(audience, 1)) and push(member, PushKind.AT_RISK, last, reader)


def _first_today(reader: Turn) -> bool:
    """Whether nobody else, in another process either, has told them today."""
    day = Told(
        id=new_id(),
        member_id=reader.actor.id,
        kind=PushKind.AT_RISK,
        subject=DAY,
        day=reader.today.isoformat(),
    )
    return day.id in reader.work.told.mark_new([day])


def _audience(turn: Turn, last: str) -> Audience:
    """Their own accounts and those of everybody below; what nobody here owns is the admins'."""
    since = datetime.fromisoformat(last) if last else NEVER
    return Audience(
        reader=turn.actor.id,
        people={turn.actor.id, *turn.work.people.below(turn.actor.id)},
        orphans=turn.actor.role is Role.ADMIN,
        since=since,
        last=local(since, turn.actor.zone).date(),
        day=turn.today,
    )


def _mark(now: datetime) -> str:
    return now.astimezone(UTC).isoformat()
