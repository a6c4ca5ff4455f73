"""Whose customer it is: who may give it away, and what goes along when it gets another owner."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.domain.base import NOBODY, MemberId
from bot.domain.customers import Customer
from bot.domain.errors import BadSlot
from bot.domain.people import Member, Role
from bot.domain.promises import Promise
from bot.handlers.access import leads
from bot.handlers.registry import Turn
from bot.handlers.resolve import name_of_member


def decides(customer: Customer, turn: Turn) -> bool:
    """Whether the speaker may give a customer away: its owner, who stands above the owner, an admin.

    One that nobody owns is given by managers.
    """
    if turn.actor.role is Role.ADMIN or customer.owner_id == turn.actor.id:
        return True
    if customer.owner_id == NOBODY:
        return turn.actor.role is Role.MANAGER
    return leads(customer.owner_id, turn)


def must_decide(customer: Customer, turn: Turn) -> None:
    """Raise the refusal that says whose it is."""
    if not decides(customer, turn):
        why = "not_yours" if customer.owner_id else "nobodys"
        owner = name_of_member(customer.owner_id, turn)
        raise BadSlot({"slot": "customer", "said": customer.short, "owner": owner, "why": why})


def owned_by(customer: Customer, owner: MemberId, turn: Turn) -> Customer:
    """The customer in new hands: out of the pool, and with its clock beginning anew."""
    return replace(
        customer,
        owner_id=owner,
        held_at=turn.now,
        warned_at=None,
        pooled_at=None if owner else turn.now,
        pooled_from=NOBODY if owner else customer.owner_id,
    )


def passed_on(row: Any, heir: MemberId) -> Any:
    """A piece of open work in the heir's hands; a promise stays whose it was."""
    if isinstance(row, Promise):
        return replace(row, keeper_id=NOBODY if row.member_id == heir else heir)
    return replace(row, member_id=heir)


def follow(rows: Iterable[Any], heirs: Mapping[str, MemberId], turn: Turn) -> None:
    """Let open work go with its customers, to the heir of each."""
    turn.work.save(*(passed_on(each, heirs[each.customer_id]) for each in rows))


def end_following(heirs: Mapping[str, MemberId], turn: Turn) -> None:
    """Who owns a customer needs not to watch or share it any more."""
    over = [
        each for each in turn.work.followers.of_all(_ids(heirs)) if each.member_id == heirs[each.customer_id]
    ]
    turn.work.save(*(replace(each, ended_at=turn.now) for each in over))


def peers_of(member: Member, turn: Turn) -> Sequence[Member]:
    """Colleagues under the same manager, who looks after the fewest customers first."""
    people = turn.work.people.all()
    peers = [
        each for each in people if each.manager_id == member.manager_id != NOBODY and each.id != member.id
    ]
    load = turn.work.inheritances.load(each.id for each in peers)
    return sorted(peers, key=lambda each: load[each.id])


def _ids(heirs: Mapping[str, MemberId]) -> Sequence[Any]:
    return [*heirs]
