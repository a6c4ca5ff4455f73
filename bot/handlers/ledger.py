"""The ledger's lines: promises with their standing, who else gave them, and what they contradict."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from bot.domain.base import PromiseId
from bot.domain.customers import Customer
from bot.domain.likewise import Differs, Given, Relation, relation
from bot.domain.moment import local
from bot.domain.people import Member
from bot.domain.products import Product
from bot.domain.promises import Against, Giver, Line, Promise, PromiseState
from bot.handlers.access import hides_words, sees_details
from bot.handlers.registry import Turn
from bot.handlers.resolve import name_of_member

COMPARED: Final = 30
"""Open promises of one customer that are compared with each other."""
SHOWN: Final = 5
"""Contradictions that are told at a time."""


def lines_of(promises: Sequence[Promise], turn: Turn) -> tuple[Line, ...]:
    """Each with the colleagues who promised the same."""
    others: dict[str, list[Giver]] = defaultdict(list)
    for each in turn.work.promises.joined([PromiseId(one.joined_to or one.id) for one in promises]):
        others[each.joined_to].append(_giver(each, turn))
    return tuple(replace(_line(each, turn), also=_also(each, others, turn)) for each in promises)


def line_of(promise: Promise, turn: Turn) -> Line:
    return lines_of([promise], turn)[0]


def contradictions(promises: Iterable[Promise], turn: Turn) -> tuple[Against, ...]:
    """The open promises among these that cannot both be kept."""
    opened = sorted((each for each in promises if each.open), key=lambda each: (each.made_at, each.id))
    return _opposed(combinations(opened[:COMPARED], 2), turn)


def against(promise: Promise, others: Iterable[Promise], turn: Turn) -> tuple[Against, ...]:
    """What of the others contradicts this one."""
    return _opposed((in_order(promise, each) for each in others if each.id != promise.id), turn)


def _opposed(pairs: Iterable[tuple[Promise, Promise]], turn: Turn) -> tuple[Against, ...]:
    """Those pairs that contradict each other, unless somebody said that they are two matters."""
    told: dict[PromiseId, Given] = {}
    found: list[tuple[Promise, Promise, tuple[Differs, ...]]] = []
    for first, second in pairs:
        if first.id in second.apart or second.id in first.apart:
            continue
        told |= {each.id: given(each, turn) for each in (first, second) if each.id not in told}
        related = relation(told[first.id], told[second.id])
        if related.relation is Relation.CONTRADICTING:
            found.append((first, second, related.kinds))
        if len(found) == SHOWN:
            break
    return tuple(_against(*each, turn) for each in found)


def in_order(one: Promise, other: Promise) -> tuple[Promise, Promise]:
    """The one that was given first, and the other."""
    return (one, other) if (one.made_at, one.id) <= (other.made_at, other.id) else (other, one)


def given(promise: Promise, turn: Turn) -> Given:
    """The promise as it is compared; the names of the customer are no part of the words."""
    customer = turn.work.get(Customer, promise.customer_id)
    product = turn.work.get(Product, promise.product_id)
    words = promise.said
    for name in (customer.name, *customer.aliases) if customer else ():
        words = words.replace(name, " ")
    return Given(
        side=promise.side,
        customer=promise.customer_id,
        by=promise.member_id,
        person=promise.contact_id,
        what=promise.what,
        words=words,
        product=product.name if product else "",
        amount=promise.amount,
        due=promise.due_day,
        made=promise.made_at,
        until=promise.closed_at,
    )


def _against(first: Promise, second: Promise, kinds: tuple[Differs, ...], turn: Turn) -> Against:
    one, other = lines_of((first, second), turn)
    elsewhere = one.customer if first.customer_id != second.customer_id else ""
    return Against(first=one, second=other, kinds=kinds, customer=elsewhere)


def _also(promise: Promise, others: dict[str, list[Giver]], turn: Turn) -> tuple[Giver, ...]:
    """Who else: those that repeat it, or, of one that repeats, the first and the others."""
    if not promise.joined_to:
        return tuple(others[promise.id])
    first = turn.work.get(Promise, promise.joined_to)
    group = [*([_giver(first, turn)] if first else []), *others[promise.joined_to]]
    return tuple(each for each in group if each.member_id != promise.member_id)


def _giver(promise: Promise, turn: Turn) -> Giver:
    member = turn.work.get(Member, promise.member_id)
    return Giver(
        member_id=promise.member_id,
        name=member.name if member else "",
        left=member is not None and not member.active,
        made_at=promise.made_at,
    )


def _line(promise: Promise, turn: Turn) -> Line:
    """The promise as a ledger shows it to this reader, with its standing on the day in its own zone."""
    customer = turn.work.get(Customer, promise.customer_id)
    today = local(turn.now, promise.zone).date()
    giver = turn.work.get(Member, promise.member_id)
    hidden = _hides(customer, turn)
    masked = promise.amount is not None and hidden
    return Line(
        promise=replace(promise, amount=None) if masked else promise,
        customer=customer.short if customer else "",
        by=giver.name if giver else "",
        by_left=giver is not None and not giver.active,
        standing=promise.standing(turn.now, today),
        days_late=promise.days_late(today) if promise.state is PromiseState.OPEN else 0,
        masked=masked,
        discreet=hides_words(
            customer, turn, {promise.member_id, promise.recorded_by}, promise.amount, promise.what
        ),
        keeper=name_of_member(promise.keeper_id, turn),
    )


def _hides(customer: Customer | None, turn: Turn) -> bool:
    return customer is None or not sees_details(customer, turn)
