"""Whom to send: everybody who may be sent, what speaks for each, and who is left out and why."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from bot.domain.advice import Advised, AssignAdvice, Candidate, Kin, choose
from bot.domain.base import NOBODY, MemberId, ProductId
from bot.domain.cases import Case
from bot.domain.customers import Customer
from bot.domain.keeping import Tally
from bot.domain.money import Money
from bot.domain.ownership import Part
from bot.domain.people import Member, Role
from bot.domain.ports import Band
from bot.domain.shares import Share
from bot.domain.skills import fitting, is_job
from bot.handlers.access import sees_details
from bot.handlers.belonging import decides
from bot.handlers.cases import case_line, may_assign
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import customer_if_said

SPOKEN_OF: Final = re.compile(r"这[个家单位台]|那[个家单位台]|他们|\b(?:this|that|them|it)\b", re.IGNORECASE)
"""Words that mean the customer just spoken of."""
CYCLES: Final = 2000
"""Won deals by which it is measured how long one lives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What somebody is to be sent for; `words` are those of the job."""

    customer: Customer | None
    product_id: ProductId = ProductId("")
    product: str = ""
    amount: Money | None = None
    job: bool = False
    words: str = ""
    case: Case | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """How deals like this one ended for each colleague, and in what they are like it."""

    kin: Kin | None
    shares: Mapping[MemberId, Share]


@handles(AssignAdvice)
def assign_advice(command: AssignAdvice, turn: Turn) -> Advised:
    matter = _matter(command, turn)
    people = _people(matter, turn)
    past = Past(None, {}) if matter.job else _past(matter, people, turn)
    unlisted = matter.job and not any(each.skills for each in people)
    policy = turn.workspace.policy.advice
    candidates = _candidates(matter, people, past, turn)
    return Advised(
        customer=matter.customer,
        product=matter.product,
        amount=matter.amount,
        job=matter.job,
        wanted=command.skill or (matter.product if matter.job else ""),
        case=case_line(matter.case, turn) if matter.case else None,
        kin=past.kin,
        chosen=choose(candidates, policy, skilled=matter.job and not unlisted),
        unlisted=unlisted,
        may_give=_may_give(matter, turn),
        policy=policy,
    )


def _matter(command: AssignAdvice, turn: Turn) -> Matter:
    """What was said, and what is known of the customer's one open deal or first open case."""
    customer = customer_if_said(command, command.customer, turn) or _spoken_of(command.what, turn)
    product = command.product
    said = Matter(
        customer=customer,
        product_id=ProductId(product.id if product else ""),
        product=(product.name or product.said) if product else "",
        amount=command.amount,
        job=is_job(command.skill, command.what),
    )
    return _of_job(said, command, turn) if said.job else _of_deal(said, turn)


def _spoken_of(what: str, turn: Turn) -> Customer | None:
    if not SPOKEN_OF.search(what):
        return None
    return turn.work.get(Customer, turn.focus.customer_id)


def _of_deal(matter: Matter, turn: Turn) -> Matter:
    customer = matter.customer
    deals = [each for each in turn.work.deals.of(customer.id) if each.open] if customer else []
    if customer is None or len(deals) != 1:
        return matter
    deal = deals[0]
    if not matter.product:
        matter = replace(matter, product_id=deal.product_id, product=deal.product)
    known = deal.amount if sees_details(customer, turn) else None
    return replace(matter, amount=matter.amount or known)


def _of_job(matter: Matter, command: AssignAdvice, turn: Turn) -> Matter:
    """Its words: the skill, the question without the customer's names, and the case that waits there."""
    customer = matter.customer
    cases = _cases_at(customer, turn) if customer else ()
    case = cases[0] if cases else None
    said = command.what
    for name in (customer.name, *customer.aliases) if customer else ():
        said = said.replace(name, " ")
    words = (command.skill, said, matter.product, case.what if case else "")
    return replace(matter, case=case, words=" ".join(filter(None, words)))


def _cases_at(customer: Customer, turn: Turn) -> Sequence[Case]:
    at: tuple[Case, ...] = (
        *turn.work.complaints.open_at([customer.id]),
        *turn.work.requests.open_at([customer.id]),
    )
    return sorted(at, key=lambda each: (each.due_at, each.id))


def _may_give(matter: Matter, turn: Turn) -> bool:
    customer = matter.customer
    if customer is None:
        return False
    if matter.job:
        return matter.case is not None and may_assign(matter.case, customer, turn)
    return decides(customer, turn)


def _people(matter: Matter, turn: Turn) -> Sequence[Member]:
    """Whom this reader may send: of their own people those who do such work, and the customer's owner."""
    mine = _mine(turn)
    everybody = [each for each in turn.work.people.all(active=False) if mine is None or each.id in mine]
    doing = {each.id for each in everybody if _does(each, matter)}
    reps = {each.id for each in everybody if each.role is Role.REP}
    owner = matter.customer.owner_id if matter.customer else NOBODY
    wanted = (doing or reps) | {owner}
    return [each for each in everybody if each.id in wanted]


def _does(member: Member, matter: Matter) -> bool:
    """Reps have deals; jobs are done by service, and by whoever has a skill on record."""
    if matter.job:
        return member.role is Role.SERVICE or bool(member.skills)
    return member.role is Role.REP


def _mine(turn: Turn) -> frozenset[MemberId] | None:
    """The subtree of a manager, everybody for an admin, for others the colleagues under the same manager."""
    actor = turn.actor
    if actor.role is Role.ADMIN:
        return None
    if actor.role is Role.MANAGER:
        return turn.work.people.below(actor.id) | {actor.id}
    peers = (each.id for each in turn.work.people.all(active=False) if each.manager_id == actor.manager_id)
    return frozenset({*peers, actor.id})


def _candidates(matter: Matter, people: Sequence[Member], past: Past, turn: Turn) -> list[Candidate]:
    """Everybody with all that counts; of those who left only whoever the customer knows."""
    found = [*_facts(matter, people, past, turn)]
    return [each for each in found if not each.gone or each.touches or each.owner]


def _facts(matter: Matter, people: Sequence[Member], past: Past, turn: Turn) -> Iterator[Candidate]:
    ids = [each.id for each in people]
    customer = matter.customer
    since = turn.today - timedelta(days=turn.workspace.policy.advice.touch_days)
    touches = turn.work.colleagues.touches(customer.id, since) if customer else {}
    kept = turn.work.promises.tallies(ids, turn.now)
    loads = turn.work.colleagues.jobs(ids) if matter.job else _live(ids, turn)
    given = turn.work.colleagues.given(ids)
    joint = _joint(customer, turn)
    for each in people:
        days, last = touches.get(each.id, (0, None))
        yield Candidate(
            id=each.id,
            name=each.name,
            touches=days,
            last=last,
            owner=customer is not None and customer.owner_id == each.id,
            shares=each.id in joint,
            kept=kept.get(each.id, Tally()),
            load=loads.get(each.id, 0),
            similar=past.shares.get(each.id, Share()),
            skill=fitting(each.skills, matter.words) if matter.job else "",
            given=given.get(each.id),
            gone=not each.active,
        )


def _joint(customer: Customer | None, turn: Turn) -> frozenset[MemberId]:
    following = turn.work.followers.of(customer.id) if customer else ()
    return frozenset(each.member_id for each in following if each.part is Part.CO_OWNER)


def _live(members: Sequence[MemberId], turn: Turn) -> Mapping[MemberId, int]:
    """Open deals no older than nearly all that were won; all of them where none was won yet."""
    took = sorted(turn.work.colleagues.cycles(CYCLES))
    last = took[int((len(took) - 1) * turn.workspace.policy.advice.live)] if took else None
    since: date | None = None if last is None else turn.today - timedelta(days=last)
    return turn.work.colleagues.live(members, since)


def _past(matter: Matter, people: Sequence[Member], turn: Turn) -> Past:
    """Of the same product; where nobody has decided any, of about the same size."""
    ids = [each.id for each in people]
    if matter.product:
        shares = turn.work.colleagues.with_product(ids, matter.product_id, matter.product)
        if shares:
            return Past(Kin.PRODUCT, shares)
    shares = turn.work.colleagues.within(ids, _bands(matter.amount, turn)) if matter.amount else {}
    return Past(Kin.SIZE if shares else None, shares)


def _bands(amount: Money, turn: Turn) -> Iterator[Band]:
    """The band around an amount, in its currency and in every one with a stated rate to it."""
    policy, times = turn.workspace.policy, Decimal(turn.workspace.policy.advice.band)
    currencies = {amount.currency, *(code for rate in policy.rates for code in (rate.base, rate.quote))}
    for code in sorted(currencies):
        money = policy.worth(amount, code)
        if money is not None:
            yield Band(money.times(1 / times), money.times(times))
