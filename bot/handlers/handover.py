"""Hand-over: previewed, then done as one action; history and authorship stay where they are."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.domain import access
from bot.domain.base import NOBODY, Choice, CustomerId, MemberId, Mention, new_id
from bot.domain.chat import Push
from bot.domain.complaints import Complaint
from bot.domain.customers import Customer
from bot.domain.deals import Deal
from bot.domain.errors import BadSlot, NothingFound, Question
from bot.domain.handover import (
    HandedOver,
    Handover,
    HandoverPlanned,
    Inheritance,
    Inherited,
    LeaveAsIs,
    LeftAsItWas,
    Share,
    ids,
    spread,
)
from bot.domain.ownership import Claim, Claimed
from bot.domain.people import Leave, Left, Member, Role
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.requests import Request
from bot.domain.routines import PushKind
from bot.handlers.access import leads
from bot.handlers.belonging import end_following, follow, must_decide, owned_by, peers_of
from bot.handlers.leaving import manager_of
from bot.handlers.news import handed_on
from bot.handlers.pool import claim
from bot.handlers.registry import Turn, handle, handles
from bot.handlers.resolve import MOST, colleague_of, customer_of, name_of_member
from bot.handlers.telling import push_all

NOUNS: Final[Mapping[type, str]] = {
    Deal: "deal",
    Promise: "promise",
    Reminder: "reminder",
    Request: "request",
    Complaint: "complaint",
}
NAMED: Final = 5
"""Customers that an heir is told by name."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Who gets what: each heir's customers, and the open work that goes along."""

    giver: Member | None
    heirs: Mapping[MemberId, Member]
    dealt: Mapping[MemberId, tuple[Customer, ...]]
    hanging: Sequence[Any]
    left_out: tuple[str, ...]
    loads: Mapping[MemberId, int]

    @property
    def heir_at(self) -> Mapping[str, MemberId]:
        return {each.id: heir for heir, some in self.dealt.items() for each in some}


@handles(Handover)
def hand_over(command: Handover, turn: Turn) -> HandoverPlanned | HandedOver | Claimed:
    """A preview until it is sure; what belongs to nobody is simply taken by who wants it."""
    heirs = _heirs(command, turn)
    taken = _taken(command, heirs, turn)
    if taken:
        return claim(Claim(customer=taken), turn)
    plan = _planned(command, heirs, turn)
    giver = plan.giver.name if plan.giver else ""
    shares = _shares(plan)
    if not command.sure:
        asked = _pinned(command, plan, turn)
        may_leave = _may_leave(command, plan, turn)
        return HandoverPlanned(
            asked=asked, giver=giver, shares=shares, left_out=plan.left_out, may_leave=may_leave
        )
    _carry_out(plan, turn)
    left = _let_go(plan, turn) if command.leaves else None
    return HandedOver(giver=giver, shares=shares, left_out=plan.left_out, left=left)


@handles(LeaveAsIs)
def leave_as_is(command: LeaveAsIs, _turn: Turn) -> LeftAsItWas:
    return LeftAsItWas(wish=command.wish)


def inherited(push: Push, turn: Turn) -> Inherited | None:
    """What the heir is told; nothing once it was taken back."""
    found = turn.work.get(Inheritance, push.subject)
    if found is None or found.to_id != turn.actor.id:
        return None
    customers = turn.work.customers.by_ids(CustomerId(each) for each in found.customers)
    still = [each for each in customers.values() if each.owner_id == turn.actor.id]
    if not still:
        return None
    first = sorted(still, key=lambda each: (each.tier or "Z", each.name))[:NAMED]
    return Inherited(
        giver=name_of_member(found.from_id, turn),
        by=name_of_member(found.handed_by, turn),
        total=len(still),
        customers=tuple(first),
    )


def _heirs(command: Handover, turn: Turn) -> dict[MemberId, Member]:
    """The colleagues who get them, all still here; asks when nobody was named."""
    if command.to is None:
        raise Question(command, "to", "heir", Mention(""), _choices(command, turn))
    first = colleague_of(command, "to", command.to, turn)
    heirs = {each.id: each for each in (first, *(_further(one, turn) for one in command.also))}
    for each in heirs.values():
        if not each.active:
            raise BadSlot({"slot": "person", "said": each.name, "why": "gone"})
    return heirs


def _choices(command: Handover, turn: Turn) -> tuple[Choice, ...]:
    """Colleagues of the same group, who has the fewest customers first, and the speaker."""
    giver = colleague_of(command, "from_", command.from_, turn)
    speaker = [turn.actor] if turn.actor.id != giver.id else []
    people = {each.id: each for each in (*peers_of(giver, turn)[: MOST - 1], *speaker)}
    return tuple(Choice(each.id, each.name, each.role) for each in people.values())


def _further(mention: Mention, turn: Turn) -> Member:
    found = turn.work.get(Member, mention.id) if mention.known else None
    named = [found] if found else turn.work.people.named(mention.said)
    if len(named) != 1:
        raise NothingFound({"what": mention.said})
    return named[0]


def _taken(command: Handover, heirs: Mapping[MemberId, Member], turn: Turn) -> Mention | None:
    """The one customer that the speaker wants for themselves and that nobody owns."""
    if len(command.named) != 1 or set(heirs) != {turn.actor.id}:
        return None
    customer = customer_of(command, command.named[0], turn)
    return Mention(customer.name, customer.id, customer.name) if customer.owner_id == NOBODY else None


def _planned(command: Handover, heirs: Mapping[MemberId, Member], turn: Turn) -> Plan:
    giver = _giver(command, turn)
    going, left_out = _going(command, giver, turn)
    moving = _moving(going, heirs)
    loads = turn.work.inheritances.load(heirs)
    owners = sorted({each.owner_id for each in moving} - {NOBODY})
    hanging = [row for owner in owners for row in _hanging(owner, moving, turn)]
    whose = giver or (turn.work.get(Member, owners[0]) if len(owners) == 1 else None)
    return Plan(whose, heirs, spread(moving, loads), hanging, left_out, loads)


def _giver(command: Handover, turn: Turn) -> Member | None:
    """Who was named; the speaker where no customer was; else whoever owns the customers."""
    if command.from_ or not command.named:
        return colleague_of(command, "from_", command.from_, turn)
    return None


def _moving(going: Sequence[Customer], heirs: Mapping[MemberId, Member]) -> Sequence[Customer]:
    """Without those that the only heir owns already; refuses when nothing is left."""
    moving = [each for each in going if len(heirs) > 1 or each.owner_id not in heirs]
    if not moving:
        owner = next(iter(heirs.values())).name
        said = going[0].short if len(going) == 1 else owner
        raise BadSlot({"slot": "customer", "said": said, "owner": owner, "why": "already"})
    return moving


def _hanging(owner: MemberId, moving: Sequence[Customer], turn: Turn) -> Sequence[Any]:
    """The owner's open work; of a colleague who left also what went to their manager in the meantime."""
    customers = [each.id for each in moving if each.owner_id == owner]
    hanging = turn.work.inheritances.hanging(owner, customers)
    gone = turn.work.get(Member, owner)
    manager = manager_of(gone, turn) if gone and not gone.active else None
    theirs = turn.work.inheritances.hanging(manager.id, customers) if manager else ()
    return [*hanging, *(each for each in theirs if isinstance(each, Reminder) and each.set_by == owner)]


def _going(command: Handover, giver: Member | None, turn: Turn) -> tuple[Sequence[Customer], tuple[str, ...]]:
    """What goes, and what was named but is not the giver's; refuses what the speaker may not give."""
    if not command.named:
        return _all_of(giver or turn.actor, turn), ()
    named = [_customer(command, each, turn) for each in command.named]
    mine = [each for each in named if giver is None or each.owner_id == giver.id]
    _refuse_others(named, mine, turn)
    for each in mine:
        must_decide(each, turn)
    return mine, tuple(each.short for each in named if each not in mine)


def _all_of(giver: Member, turn: Turn) -> Sequence[Customer]:
    own = giver.id == turn.actor.id or turn.actor.role is Role.ADMIN
    if not (own or leads(giver.id, turn)):
        raise BadSlot({"slot": "customer", "said": giver.name, "owner": giver.name, "why": "all_not_yours"})
    owned = turn.work.customers.all_of(giver.id)
    if not owned:
        raise BadSlot({"slot": "customer", "said": giver.name, "why": "owns_nothing"})
    return owned


def _refuse_others(named: Sequence[Customer], mine: Sequence[Customer], turn: Turn) -> None:
    if not mine:
        other = named[0]
        owner = name_of_member(other.owner_id, turn)
        why = "other_owner" if owner else "nobodys"
        raise BadSlot({"slot": "customer", "said": other.short, "owner": owner, "why": why})


def _customer(command: Handover, mention: Mention, turn: Turn) -> Customer:
    """The first is asked for when it is unclear; of the others each must be known."""
    if mention == command.customer:
        return customer_of(command, mention, turn)
    found = turn.work.get(Customer, mention.id) if mention.known else None
    same = [found] if found else turn.work.customers.named(mention.said)
    if len(same) != 1:
        raise NothingFound({"what": mention.said})
    return same[0]


def _shares(plan: Plan) -> tuple[Share, ...]:
    return tuple(_share(heir, some, plan) for heir, some in plan.dealt.items() if some)


def _share(heir: MemberId, customers: tuple[Customer, ...], plan: Plan) -> Share:
    known = set(ids(customers))
    counted = Counter(NOUNS[type(row)] for row in plan.hanging if row.customer_id in known)
    counts = tuple((noun, counted[noun]) for noun in NOUNS.values() if counted[noun])
    ordered = sorted(customers, key=lambda each: (each.tier or "Z", each.name))
    return Share(
        heir=heir,
        name=plan.heirs[heir].name,
        customers=tuple(ordered),
        counts=counts,
        load=plan.loads[heir],
    )


def _pinned(command: Handover, plan: Plan, turn: Turn) -> Handover:
    """The same, with everybody and everything in it made certain, so that the button means what was shown."""
    first, *others = (Mention(each.name, each.id, each.name) for each in plan.heirs.values())
    named = [_customer(command, each, turn) for each in command.named]
    meant = [Mention(each.name, each.id, each.name) for each in named if each.short not in plan.left_out]
    giver = plan.giver if command.from_ or not meant else None
    return Handover(
        from_=Mention(giver.name, giver.id, giver.name) if giver else None,
        to=first,
        customer=meant[0] if meant else None,
        also=tuple(others),
        customers=tuple(meant[1:]),
        sure=True,
    )


def _may_leave(command: Handover, plan: Plan, turn: Turn) -> bool:
    """Whether the whole hand-over can let the colleague go in the same step."""
    giver = plan.giver
    if giver is None or command.named or not giver.active or giver.id == turn.actor.id:
        return False
    leave = Leave(person=Mention(giver.name, giver.id, giver.name))
    return access.may(turn.actor, leave) and giver.role is not Role.ADMIN


def _carry_out(plan: Plan, turn: Turn) -> None:
    """All of it in a few statements: the customers, what hangs on them, who followed them, and the record of it."""
    heirs = plan.heir_at
    moved = [each for some in plan.dealt.values() for each in some]
    turn.work.save(*(owned_by(each, heirs[each.id], turn) for each in moved))
    follow(plan.hanging, heirs, turn)
    end_following(heirs, turn)
    handed_on(moved, turn)
    records = [*_records(plan, turn)]
    turn.work.add(*records)
    told = ((each.to_id, Push(kind=PushKind.HANDED_OVER, subject=each.id)) for each in records)
    push_all([(member, push) for member, push in told if member != turn.actor.id], turn)


def _records(plan: Plan, turn: Turn) -> Iterable[Inheritance]:
    """One for each pair of giver and heir."""
    pairs: dict[tuple[MemberId, MemberId], list[str]] = {}
    for heir, some in plan.dealt.items():
        for each in some:
            if each.owner_id != heir:
                pairs.setdefault((each.owner_id, heir), []).append(each.id)
    for (giver, heir), customers in pairs.items():
        yield Inheritance(
            id=new_id(),
            from_id=giver,
            to_id=heir,
            customers=tuple(customers),
            handed_by=turn.actor.id,
            at=turn.now,
        )


def _let_go(plan: Plan, turn: Turn) -> int:
    giver = plan.giver
    if giver is None:
        return 0
    left = handle(Leave(person=Mention(giver.name, giver.id, giver.name)), turn)
    return left.identities if isinstance(left, Left) else 0
