"""Two accounts that are one: previewed with counts, then everything moves, and undo puts it all back."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from bot.domain.base import NOBODY, Mention, new_id
from bot.domain.customers import Customer, Merge, Merged, MergePlanned
from bot.domain.errors import BadSlot, Question
from bot.domain.ownership import Follower, Part, Referral
from bot.domain.people import Member
from bot.domain.ports import Tied
from bot.handlers.belonging import must_decide
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import MOST, customer_choices, customer_of, name_of_member


@handles(Merge)
def merge(command: Merge, turn: Turn) -> MergePlanned | Merged:
    """A preview until it is sure; who may give both away may make them one."""
    customer = customer_of(command, command.customer, turn)
    other = _other(command, turn)
    if customer.id == other.id:
        raise BadSlot({"slot": "customer", "said": customer.short, "why": "same"})
    for each in (customer, other):
        if each.owner_id:
            must_decide(each, turn)
    tied = turn.work.inheritances.everything_at(other.id)
    counts = tuple(sorted(Counter(each.noun for each in tied).items()))
    turn.focus = replace(turn.focus, customer_id=customer.id)
    if not command.sure:
        owners = name_of_member(customer.owner_id, turn), name_of_member(other.owner_id, turn)
        return MergePlanned(customer=customer, other=other, owners=owners, counts=counts)
    whole = united(customer, other)
    turn.work.save(whole, replace(other, archived_at=turn.now, merged_into=customer.id))
    turn.work.save(*_moved(tied, whole, turn))
    return Merged(customer=whole, other=other, counts=counts, joint=_joint(whole, other, turn))


def united(customer: Customer, other: Customer) -> Customer:
    """The account that stays, with the names of both, and what only the other one knew."""
    names = dict.fromkeys((*customer.aliases, other.name, *other.aliases))
    names.pop(customer.name, None)
    ours = customer.owner_id != NOBODY or other.owner_id == NOBODY
    return replace(
        customer,
        aliases=tuple(names),
        owner_id=customer.owner_id or other.owner_id,
        pooled_at=customer.pooled_at if ours else None,
        pooled_from=customer.pooled_from if ours else NOBODY,
        industry=customer.industry or other.industry,
        source=customer.source or other.source,
        tier=min(filter(None, (customer.tier, other.tier)), default=""),
        tags=tuple(dict.fromkeys((*customer.tags, *other.tags))),
    )


def _other(command: Merge, turn: Turn) -> Customer:
    """The one that goes; asks which one it is when the name is unclear, and never makes it anew."""
    mention = command.other or Mention("")
    found = turn.work.get(Customer, mention.id) if mention.known else None
    same = [found] if found else [*turn.work.customers.named(mention.said)] if mention.said else []
    if len(same) == 1 and same[0].archived_at is None:
        return same[0]
    known = mention.choices or customer_choices(same, turn)
    raise Question(command, "other", "customer", mention, known[:MOST])


def _moved(tied: Sequence[Tied], whole: Customer, turn: Turn) -> Iterable[Any]:
    """Every row under the account that stays; whoever would follow it twice, or be its own referrer, ends."""
    following = {each.member_id for each in turn.work.followers.of(whole.id)} | {whole.owner_id}
    for each in tied:
        row = replace(each.row, **dict.fromkeys(each.by, whole.id))
        if isinstance(row, Follower) and row.member_id in following and row.ended_at is None:
            row = replace(row, ended_at=turn.now)
        if isinstance(row, Referral) and row.customer_id == row.referrer_id:
            row = replace(row, archived_at=turn.now)
        yield row


def _joint(whole: Customer, other: Customer, turn: Turn) -> str:
    """Whoever owned the other one goes on with the whole as a co-owner."""
    owner = turn.work.get(Member, other.owner_id)
    if owner is None or not owner.active or owner.id == whole.owner_id:
        return ""
    if not any(each.member_id == owner.id for each in turn.work.followers.of(whole.id)):
        shared = Follower(
            id=new_id(), customer_id=whole.id, member_id=owner.id, part=Part.CO_OWNER, since=turn.now
        )
        turn.work.add(shared)
    return owner.name
