"""Where a new promise stands in the ledger: alone, as a repetition, in place of an earlier one, or against others."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.domain.base import MemberId
from bot.domain.chat import Push
from bot.domain.deeds import deed_of
from bot.domain.likewise import Relation, relation
from bot.domain.moment import local
from bot.domain.people import Member
from bot.domain.products import Product
from bot.domain.promises import (
    Against,
    Evidence,
    Line,
    Promise,
    PromiseState,
    Risky,
    Side,
    Source,
    Turned,
    Warned,
)
from bot.domain.prudence import risks
from bot.domain.reminders import ReminderState
from bot.domain.routines import PushKind
from bot.handlers.ledger import against, given, in_order, line_of
from bot.handlers.registry import Turn
from bot.handlers.telling import once, push_all


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A promise as it was put down, with what it repeats, replaces or contradicts."""

    promise: Promise
    repeats: Line | None = None
    replaces: Line | None = None
    against: tuple[Against, ...] = ()


def place(promise: Promise, turn: Turn) -> Placed:
    """Put a promise down; whoever gave what it contradicts, and their managers, hear of it."""
    same = _same(promise, turn)
    if same is None:
        turn.work.add(promise)
        return Placed(promise=promise, against=tell_of_contradictions(promise, turn))
    if same.member_id != promise.member_id:
        return _joined(promise, same, turn)
    return _in_place_of(promise, same, turn)


def _same(promise: Promise, turn: Turn) -> Promise | None:
    """The open promise that this one is, the giver's own before a colleague's."""
    there = turn.work.promises.open_of(promise.customer_id, promise.side)
    same = [each for each in there if each.id != promise.id and _are_one(each, promise, turn)]
    same.sort(key=lambda each: (each.member_id != promise.member_id, each.made_at))
    return same[0] if same else None


def _are_one(one: Promise, other: Promise, turn: Turn) -> bool:
    """Whichever came first; what somebody parted stays so."""
    if one.id in other.apart or other.id in one.apart:
        return False
    return relation(*(given(each, turn) for each in in_order(one, other))).relation is Relation.SAME


def agree(promise: Promise, turn: Turn) -> Promise | None:
    """What a colleague promised alike once it was moved: the later of both repeats the earlier now."""
    same = _same(promise, turn)
    if same is None or same.member_id == promise.member_id:
        return None
    first, second = in_order(promise, same)
    behind = [replace(each, joined_to=first.id) for each in turn.work.promises.joined([second.id])]
    turn.work.save(replace(second, joined_to=first.id), *behind)
    return same


def _joined(promise: Promise, same: Promise, turn: Turn) -> Placed:
    """One line for what several promised; a day that only the later one knows counts for both."""
    joined = replace(promise, joined_to=same.id)
    turn.work.add(joined)
    if same.due_day is None and promise.due_day is not None:
        dated = replace(
            same, due_day=promise.due_day, due_time=promise.due_time, due_at=promise.due_at, zone=promise.zone
        )
        told = Evidence(
            said=turn.said, source=turn.source, member_id=promise.member_id, at=turn.now, turned=Turned.DATED
        )
        same = replace(dated, evidence=(*same.evidence, told))
        turn.work.save(same)
        tell_of_contradictions(same, turn)
    return Placed(promise=joined, repeats=line_of(same, turn))


def _in_place_of(promise: Promise, old: Promise, turn: Turn) -> Placed:
    """The later word of the same person counts, and keeps of the earlier one what it does not say."""
    before = line_of(old, turn)
    new = _filled(promise, old)
    turn.work.add(new)
    gone = replace(
        old,
        state=PromiseState.SUPERSEDED,
        superseded_by=new.id,
        closed_at=turn.now,
        closed_by=turn.actor.id,
    )
    turn.work.save(gone, *_following(old, new, turn))
    for reminder in turn.work.reminders.of_promise(old.id):
        if reminder.state is ReminderState.WAITING:
            turn.work.save(replace(reminder, promise_id=new.id))
    return Placed(promise=new, replaces=before, against=tell_of_contradictions(new, turn))


def _filled(promise: Promise, old: Promise) -> Promise:
    """What only the earlier word told: the day, the person, the product, the sum."""
    kept = promise
    if promise.due_day is None:
        kept = replace(kept, due_day=old.due_day, due_time=old.due_time, due_at=old.due_at, zone=old.zone)
    return replace(
        kept,
        contact_id=promise.contact_id or old.contact_id,
        product_id=promise.product_id or old.product_id,
        amount=promise.amount or old.amount,
        evidence=old.evidence,
        apart=old.apart,
    )


def _following(old: Promise, new: Promise, turn: Turn) -> Iterator[Promise]:
    """Repetitions of the earlier word: they repeat the new one, or stand for themselves again."""
    for each in turn.work.promises.joined([old.id]):
        yield replace(each, joined_to=new.id if _are_one(each, new, turn) else "")


def contradicted(promise: Promise, turn: Turn) -> tuple[Against, ...]:
    """The open promises against this one; an exclusive right also against those of other customers."""
    others = [*turn.work.promises.open_of(promise.customer_id, promise.side)]
    if promise.side is Side.OURS and promise.product_id and deed_of(promise.what).exclusive:
        here = {each.id for each in others}
        others += [
            each for each in turn.work.promises.open_of_product(promise.product_id) if each.id not in here
        ]
    return against(promise, others, turn)


def tell_of_contradictions(promise: Promise, turn: Turn) -> tuple[Against, ...]:
    """Once for each day that it is promised for: all who gave them, and their managers, but not the speaker."""
    found = contradicted(promise, turn)
    lines = [line for each in found for line in (each.first, each.second)]
    givers = {line.promise.keeper_id or line.promise.member_id for line in lines} | {
        each.member_id for line in lines for each in line.also
    }
    day = str(promise.due_day or promise.made_at.date())
    _tell(_with_managers(givers, turn), PushKind.PROMISE_CONTRADICTED, promise, day, turn)
    return found


def warn(promise: Promise, turn: Turn) -> tuple[tuple[Warned, ...], tuple[str, ...]]:
    """What is risky about it, and whom that was told: of more than a vague day the giver's manager, once."""
    found = risks_of(promise, turn)
    if all(each.why is Risky.VAGUE for each in found):
        return found, ()
    everybody = _with_managers({promise.member_id}, turn)
    managers = [each for each in everybody if each.id not in {promise.member_id, turn.actor.id}]
    _tell(managers, PushKind.PROMISE_WARNED, promise, "", turn)
    return found, tuple(each.name for each in managers)


def risks_of(promise: Promise, turn: Turn) -> tuple[Warned, ...]:
    product = turn.work.get(Product, promise.product_id)
    day = local(promise.made_at, promise.zone).date()
    return tuple(risks(promise, product, turn.workspace.policy.restricted, day))


def _tell(members: Iterable[Member], kind: PushKind, promise: Promise, day: str, turn: Turn) -> None:
    fresh = [each for each in members if each.id != turn.actor.id and once(each, kind, promise.id, day, turn)]
    push_all([(each.id, Push(kind=kind, subject=promise.id)) for each in fresh], turn)


def _with_managers(givers: Iterable[MemberId], turn: Turn) -> Sequence[Member]:
    """Those who are still here, with the managers of all of them; where a giver left, nobody else."""
    members = [member for each in sorted(givers) if (member := turn.work.get(Member, each))]
    managers = [member for each in members if (member := turn.work.get(Member, each.manager_id))]
    return [each for each in {one.id: one for one in (*members, *managers)}.values() if each.active]


def parted(promise: Promise, other: Promise) -> Promise:
    """A promise that is another matter than the other: no repetition of it, nor replaced by it."""
    apart = replace(promise, apart=tuple(dict.fromkeys((*promise.apart, other.id))))
    if promise.joined_to == other.id:
        apart = replace(apart, joined_to="")
    if promise.superseded_by == other.id:
        return replace(
            apart, superseded_by="", state=PromiseState.OPEN, closed_at=None, closed_by=MemberId("")
        )
    return apart


def sources_of(promise: Promise, turn: Turn) -> tuple[Source, ...]:
    """What was said, the oldest first: given, repeated, replaced, moved, settled."""
    first = turn.work.get(Promise, promise.joined_to) or promise
    given_ = [*turn.work.promises.replaced(first), first, *turn.work.promises.joined([first.id])]
    told = [_given_source(each, turn) for each in given_]
    told += [_source(each, turn) for each in first.evidence]
    return tuple(sorted(told, key=lambda each: each.at))


def _given_source(promise: Promise, turn: Turn) -> Source:
    giver = turn.work.get(Member, promise.member_id)
    return Source(
        by=giver.name if giver else "",
        left=giver is not None and not giver.active,
        at=promise.made_at,
        said=promise.said or promise.what,
        superseded=promise.state is PromiseState.SUPERSEDED,
    )


def _source(evidence: Evidence, turn: Turn) -> Source:
    member = turn.work.get(Member, evidence.member_id)
    return Source(
        by=member.name if member else "",
        left=member is not None and not member.active,
        at=evidence.at,
        said=evidence.said,
        turned=evidence.turned,
    )
