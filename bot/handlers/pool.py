"""The pool (公海): customers are let go, claimed within limits, and taken back when nobody touches them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final

from bot.domain.base import NOBODY, MemberId, Mention, new_id
from bot.domain.chat import Push
from bot.domain.customers import Customer
from bot.domain.errors import BadSlot
from bot.domain.handover import Inheritance
from bot.domain.interactions import Topic
from bot.domain.moment import Moment, local
from bot.domain.ownership import (
    CheckPool,
    Claim,
    Claimed,
    Idle,
    InPool,
    KeepOwn,
    Kept,
    Part,
    Pooled,
    PoolShown,
    PoolTook,
    PoolWarned,
    RecyclePool,
    Released,
)
from bot.domain.policy import PoolPolicy
from bot.domain.promises import Side
from bot.domain.reminders import ReminderState
from bot.domain.risk import Release
from bot.domain.routines import PushKind, RoutineDone
from bot.handlers.answering import end_alert
from bot.handlers.belonging import end_following, follow, must_decide, owned_by
from bot.handlers.notes import told
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import customer_of, name_of_member
from bot.handlers.telling import CLOCK, once, push_all

SHOWN: Final = 8
"""Customers of the pool on one card."""
BATCH: Final = 500
"""Customers warned of or taken back in one transaction."""
HALF_A_DAY: Final = timedelta(hours=12)
"""Days are counted by the day: what was warned of a little later in the morning counts, too."""
OPENS: Final = time(9)
"""When on a working day the pool takes back what was forgotten."""


@handles(Release)
def release(command: Release, turn: Turn) -> Released:
    """Nobody's any more: the owner's reminders there end, what was promised stays on record."""
    customer = customer_of(command, command.customer, turn)
    if customer.pooled_at:
        raise BadSlot({"slot": "customer", "said": customer.short, "why": "in_pool"})
    if customer.owner_id:
        must_decide(customer, turn)
    noted = told(replace(command, customer=_meant(customer)), turn, Topic.RELEASE)
    end_alert(customer, turn)
    promises = turn.work.promises.open_of(customer.id, Side.OURS)
    released = owned_by(customer, NOBODY, turn)
    turn.work.save(released)
    _end_sharing([released], turn)
    return Released(
        noted=noted,
        customer=released,
        owner=name_of_member(customer.owner_id, turn),
        promises=len(promises),
        reminders=_call_off(customer, turn),
    )


@handles(Claim)
def claim(command: Claim, turn: Turn) -> Claimed:
    """Out of the pool within the team's limits; what nobody ever had is simply taken."""
    customer = customer_of(command, command.customer, turn)
    if customer.owner_id == turn.actor.id:
        raise BadSlot({"slot": "customer", "said": customer.short, "why": "yours"})
    if customer.owner_id:
        owner = name_of_member(customer.owner_id, turn)
        raise BadSlot({"slot": "customer", "said": customer.short, "owner": owner, "why": "not_yours"})
    today = _claims_today(turn)
    if customer.pooled_at:
        _within_limits(customer, today, turn)
    claimed = owned_by(customer, turn.actor.id, turn)
    turn.work.save(claimed)
    heirs: dict[str, MemberId] = {customer.id: turn.actor.id}
    follow(turn.work.inheritances.hanging(customer.pooled_from, [customer.id]), heirs, turn)
    end_following(heirs, turn)
    if customer.pooled_at:
        turn.work.add(_record(customer, turn))
    most = turn.workspace.policy.pool.claims_a_day
    left = most - today - 1 if most and customer.pooled_at else None
    return Claimed(customer=claimed, left_today=left)


@handles(CheckPool)
def check_pool(_command: CheckPool, turn: Turn) -> PoolShown:
    waiting = turn.work.pool.waiting(SHOWN)
    touched = turn.work.pool.touched(each.id for each in waiting)
    shown = (_pooled(each, touched.get(each.id), turn) for each in waiting)
    return PoolShown(customers=tuple(shown), total=turn.work.pool.count())


@handles(KeepOwn)
def keep_own(command: KeepOwn, turn: Turn) -> Kept:
    customer = customer_of(command, command.customer, turn)
    must_decide(customer, turn)
    turn.work.save(replace(customer, held_at=turn.now, warned_at=None))
    days = turn.workspace.policy.pool.idle_days
    return Kept(customer=customer, until=turn.today + timedelta(days=days))


@handles(RecyclePool)
def recycle_pool(_command: RecyclePool, turn: Turn) -> RoutineDone:
    """Owners are warned `warn_days` before; only what was warned of in time, and not touched since, is taken."""
    day = turn.today.isoformat()
    if not _opens(turn):
        return RoutineDone(pushed=0)
    found = turn.work.pool.forgotten(_deadlines(turn.workspace.policy.pool, turn.now), BATCH)
    taken, warned = ([each for each in found if each.warned is done] for done in (True, False))
    turn.work.save(
        *(owned_by(each.customer, NOBODY, turn) for each in taken),
        *(replace(each.customer, warned_at=turn.now) for each in warned),
    )
    _end_sharing([each.customer for each in taken], turn)
    more = len(found) == BATCH
    if not more:
        once(CLOCK, PushKind.POOL_TOOK, "", day, turn)
    pushed = _push(PushKind.POOL_TOOK, taken, day, turn) + _push(PushKind.POOL_WARNING, warned, day, turn)
    return RoutineDone(pushed=pushed, more=more)


def pool_warned(_push: Push, turn: Turn) -> PoolWarned | None:
    """What still stands to be taken, when it is read."""
    warned = [each for each in turn.work.customers.all_of(turn.actor.id) if each.warned_at]
    touched = turn.work.pool.touched(each.id for each in warned)
    quiet = [each for each in warned if _quiet_since_warned(each, touched.get(each.id))]
    if not quiet:
        return None
    days = [(each, (turn.now - _since(each, touched.get(each.id))).days) for each in quiet]
    days.sort(key=lambda pair: (pair[0].tier or "Z", -pair[1]))
    notice = turn.workspace.policy.pool.notice_days
    return PoolWarned(customers=tuple(days[:SHOWN]), total=len(days), days=notice)


def pool_took(push: Push, turn: Turn) -> PoolTook | None:
    """What went to the pool from the reader since that day and still waits there."""
    since = Moment(datetime.fromisoformat(push.subject).date(), time()).utc(turn.workspace.zone)
    gone = turn.work.pool.taken_from(turn.actor.id, since)
    return PoolTook(customers=tuple(gone[:SHOWN]), total=len(gone)) if gone else None


def in_pool(customer: Customer, turn: Turn) -> InPool | None:
    """Given back with what was just logged: nobody owns it until somebody claims it."""
    now = turn.work.get(Customer, customer.id)
    return InPool(customer=now) if now and now.pooled_at else None


def _within_limits(customer: Customer, today: int, turn: Turn) -> None:
    policy = turn.workspace.policy.pool
    said = {"slot": "customer", "said": customer.short}
    since = turn.now - timedelta(days=policy.reclaim_days)
    if customer.pooled_from == turn.actor.id and customer.pooled_at and customer.pooled_at > since:
        raise BadSlot({**said, "why": "own_released", "days": str(policy.reclaim_days)})
    if policy.claims_a_day and today >= policy.claims_a_day:
        raise BadSlot({**said, "why": "claims_a_day", "most": str(policy.claims_a_day)})
    owned = turn.work.inheritances.load([turn.actor.id])[turn.actor.id]
    if policy.most_owned and owned >= policy.most_owned:
        raise BadSlot({**said, "why": "most_owned", "most": str(policy.most_owned)})


def _claims_today(turn: Turn) -> int:
    midnight = Moment(turn.today, time()).utc(turn.actor.zone)
    return turn.work.inheritances.claims(turn.actor.id, midnight)


def _record(customer: Customer, turn: Turn) -> Inheritance:
    return Inheritance(
        id=new_id(),
        from_id=NOBODY,
        to_id=turn.actor.id,
        customers=(customer.id,),
        handed_by=turn.actor.id,
        at=turn.now,
    )


def _meant(customer: Customer) -> Mention:
    return Mention(customer.name, customer.id, customer.name)


def _end_sharing(customers: Sequence[Customer], turn: Turn) -> None:
    """Who shared one shares nothing any more; who watches it still does."""
    following = turn.work.followers.of_all(each.id for each in customers)
    sharing = [each for each in following if each.part is Part.CO_OWNER]
    turn.work.save(*(replace(each, ended_at=turn.now) for each in sharing))


def _call_off(customer: Customer, turn: Turn) -> int:
    waiting = turn.work.reminders.waiting_for(customer.id)
    own = [each for each in waiting if each.member_id in {customer.owner_id, turn.actor.id}]
    turn.work.save(*(replace(each, state=ReminderState.CANCELLED) for each in own))
    return len(own)


def _pooled(customer: Customer, touched: datetime | None, turn: Turn) -> Pooled:
    day = local(touched, turn.actor.zone).date() if touched else None
    return Pooled(customer=customer, owner=name_of_member(customer.pooled_from, turn), touched=day)


def _opens(turn: Turn) -> bool:
    """Whether there is a rule, and a working day has begun that was not seen to yet."""
    if not turn.workspace.policy.pool.idle_days or not turn.calendar.is_working(turn.today):
        return False
    done = turn.work.told.was(CLOCK.id, PushKind.POOL_TOOK, "", turn.today.isoformat())
    return turn.here.time() >= OPENS and not done


def _deadlines(policy: PoolPolicy, now: datetime) -> tuple[datetime, datetime, datetime]:
    """Whoever was quiet since the first is warned; since the second, and warned before the third, taken."""
    idle, warn = timedelta(days=policy.idle_days), timedelta(days=policy.notice_days)
    return now - (idle - warn), now - idle, now - warn + HALF_A_DAY


def _push(kind: PushKind, some: list[Idle], day: str, turn: Turn) -> int:
    """One to each owner who is still here, whatever the number of customers and batches."""
    owners = {each.customer.owner_id for each in some}
    here = [each for each in turn.work.people.all() if each.id in owners and once(each, kind, "", day, turn)]
    told: list[tuple[MemberId, Push]] = [(each.id, Push(kind=kind, subject=day)) for each in here]
    return push_all(told, turn)


def _since(customer: Customer, touched: datetime | None) -> datetime:
    last = touched or customer.created_at
    return max(last, customer.held_at) if customer.held_at else last


def _quiet_since_warned(customer: Customer, touched: datetime | None) -> bool:
    return customer.warned_at is not None and _since(customer, touched) <= customer.warned_at
