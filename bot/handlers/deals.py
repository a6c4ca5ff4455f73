"""Deals: every word of them moves one on, and every move is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from bot.domain.base import NOBODY, Choice, CustomerId, DealId, MemberId, Mention, ProductId, new_id
from bot.domain.customers import Customer
from bot.domain.deals import (
    ENDS,
    AskLoss,
    CheckDeals,
    Deal,
    DealLine,
    DealMove,
    DealMoved,
    DealsChecked,
    DealState,
    DealTold,
    DealUpdate,
    LossAsked,
)
from bot.domain.errors import BadSlot, NothingFound, Question
from bot.domain.interactions import Topic
from bot.domain.notes import Noted
from bot.domain.people import Role
from bot.handlers.access import leads, note_look, sees_details
from bot.handlers.notes import told
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import MOST, colleague_of, customer_if_said, name_of_member

SHOWN: Final = 8
"""Deals on one phone screen."""
AFTERTHOUGHT: Final = timedelta(days=30)
"""Within this time after its end a word of the same end is still about that deal, and no new one."""


@handles(DealUpdate)
def deal_update(command: DealUpdate, turn: Turn) -> DealMoved:
    noted = told(command, turn, Topic.DEAL)
    customer = _known(noted)
    before = _meant(command, customer, turn)
    deal = _moved(command, before or _opened(command, noted, turn), noted, turn)
    move = _move(before, deal, noted)
    if before is None:
        turn.work.add(deal)
    else:
        turn.work.save(deal)
    if move is not None:
        turn.work.add(move)
    return DealMoved(
        noted=noted,
        customer=customer,
        deal=deal,
        move=move,
        opened=before is None,
        another=len(turn.work.deals.of(customer.id)) > 1,
        ordered=any(each.deal_id == deal.id for each in turn.work.orders.of(customer.id)),
        masked=not sees_details(customer, turn),
    )


@handles(CheckDeals)
def check_deals(command: CheckDeals, turn: Turn) -> DealsChecked | DealTold:
    """One deal with its moves, those of a customer, or the open ones of a colleague (the speaker's own)."""
    if command.deal:
        return _told(_of_button(command.deal, turn), turn)
    by = colleague_of(command, "by", command.by, turn)
    customer = customer_if_said(command, command.customer, turn)
    if customer is None:
        deals = turn.work.deals.open_by(by.id)
    else:
        deals = _in_order(turn.work.deals.of(customer.id), by.id if command.by else None)
    return DealsChecked(
        customer=customer,
        by=by.name if command.by or customer is None else "",
        lines=lines_of(deals[:SHOWN], turn),
        total=len(deals),
    )


@handles(AskLoss)
def ask_loss(command: AskLoss, turn: Turn) -> LossAsked:
    deal = _of_button(command.deal, turn)
    return LossAsked(deal=deal, customer=_customer_of(deal, turn))


def lines_of(deals: Sequence[Deal], turn: Turn) -> tuple[DealLine, ...]:
    """As a list shows them to this reader; a look at the amounts of somebody else's customer is noted."""
    customers = turn.work.customers.by_ids({each.customer_id for each in deals})
    moves: dict[DealId, list[DealMove]] = {}
    for move in turn.work.moves.of({each.id for each in deals}):
        moves.setdefault(move.deal_id, []).append(move)
    for customer in customers.values():
        if sees_details(customer, turn):
            note_look(customer, turn)
    return tuple(_line(each, customers, moves.get(each.id, ()), turn) for each in deals)


def _line(
    deal: Deal, customers: Mapping[CustomerId, Customer], moves: Sequence[DealMove], turn: Turn
) -> DealLine:
    customer = customers.get(deal.customer_id)
    return DealLine(
        deal=deal,
        customer=customer.short if customer else "",
        by=name_of_member(deal.member_id, turn),
        age=deal.age(turn.today),
        moved=moves[0] if moves else None,
        slips=sum(each.slipped > 0 for each in moves),
        masked=not (sees_details(customer, turn) if customer else _sees_alone(deal, turn)),
    )


def _sees_alone(deal: Deal, turn: Turn) -> bool:
    """Whether the amount of a deal without a customer is for this reader: who works on it, and those above."""
    if turn.group or turn.workspace.open_details:
        return turn.workspace.open_details
    mine = deal.member_id in {turn.actor.id, NOBODY} or leads(deal.member_id, turn)
    return mine or turn.actor.role in {Role.ADMIN, Role.SERVICE}


def _told(deal: Deal, turn: Turn) -> DealTold:
    moves = tuple(turn.work.moves.of([deal.id]))
    (line,) = lines_of([deal], turn)
    return DealTold(
        customer=turn.work.get(Customer, deal.customer_id),
        line=line,
        moves=moves,
        names={each.member_id: name_of_member(each.member_id, turn) for each in moves},
    )


def _in_order(deals: Sequence[Deal], by: MemberId | None) -> list[Deal]:
    """Open ones first; of one colleague if given."""
    return sorted((each for each in deals if by in {each.member_id, None}), key=lambda each: not each.open)


def _of_button(mention: Mention, turn: Turn) -> Deal:
    deal = turn.work.get(Deal, mention.id)
    if deal is None or deal.archived_at is not None:
        raise NothingFound({"what": mention.name or mention.said})
    return deal


def _customer_of(deal: Deal, turn: Turn) -> Customer:
    customer = turn.work.get(Customer, deal.customer_id)
    if customer is None:
        raise NothingFound({"what": deal.called})
    return customer


def _known(noted: Noted) -> Customer:
    if noted.customer is None:
        raise NothingFound
    return noted.customer


def _meant(command: DealUpdate, customer: Customer, turn: Turn) -> Deal | None:
    """The deal that is moved; None for a new one."""
    if command.deal and command.deal.known:
        return _of_button(command.deal, turn)
    deals = [] if command.fresh else turn.work.deals.of(customer.id)
    candidates = fitting(command.product, [each for each in deals if each.open], turn)
    if len(candidates) > 1:
        raise Question(command, "deal", "deal", Mention(""), _choices(candidates))
    return candidates[0] if candidates else _ended(command, deals, turn)


def _choices(deals: Sequence[Deal]) -> tuple[Choice, ...]:
    """Deals to choose from, told apart by the day on which they were opened."""
    return tuple(Choice(each.id, each.called, each.opened_on.isoformat()) for each in deals[:MOST])


def _ended(command: DealUpdate, deals: Sequence[Deal], turn: Turn) -> Deal | None:
    """The last one that was closed, when it is opened again or more is told of its end."""
    last = next((each for each in deals if not each.open), None)
    told = last is not None and (command.reopen or _afterthought(command, last, turn))
    return last if told else None


def fitting(product: Mention | None, deals: Sequence[Deal], turn: Turn) -> Sequence[Deal]:
    """Those whose name was said, else those of the product, else those of which nobody said the product."""
    called = [each for each in deals if each.name and each.name in turn.said]
    return called or (deals if product is None else _of_product(product, deals))


def _of_product(product: Mention, deals: Sequence[Deal]) -> Sequence[Deal]:
    same = [each for each in deals if _of(product, each)]
    return same or [each for each in deals if not each.product]


def _of(product: Mention, deal: Deal) -> bool:
    if product.id and product.id == deal.product_id:
        return True
    return deal.product.casefold() in {product.name.casefold(), product.said.casefold()}


def _afterthought(command: DealUpdate, last: Deal, turn: Turn) -> bool:
    """Whether it only tells more of a deal that has just ended: again that it did, or why."""
    if last.closed_on is None or turn.today - last.closed_on > AFTERTHOUGHT:
        return False
    told_why = not command.stage and bool(command.reason or command.competitor)
    return command.stage == last.stage or (told_why and command.amount is None)


def _opened(command: DealUpdate, noted: Noted, turn: Turn) -> Deal:
    interaction = noted.interaction
    return Deal(
        id=DealId(new_id()),
        customer_id=interaction.customer_id,
        contact_id=interaction.contact_id,
        member_id=interaction.member_id,
        product_id=ProductId(command.product.id if command.product else ""),
        product=(command.product.name or command.product.said) if command.product else "",
        stage=turn.workspace.policy.stages[0],
        opened_on=interaction.day,
        said=interaction.said,
        source=interaction.source,
        recorded_by=turn.actor.id,
        updated_at=turn.now,
    )


def _moved(command: DealUpdate, deal: Deal, noted: Noted, turn: Turn) -> Deal:
    """The deal with all that was said of it."""
    stage = _stage(command, deal, turn)
    moved = replace(deal, **_said(command), stage=stage, updated_at=turn.now)
    if command.product and not deal.product:
        name = command.product.name or command.product.said
        moved = replace(moved, product_id=ProductId(command.product.id), product=name)
    if noted.interaction.contact_id:
        moved = replace(moved, contact_id=noted.interaction.contact_id)
    if stage in ENDS:
        ended = deal.closed_on if stage == deal.stage else noted.interaction.day
        return replace(moved, state=DealState(stage), closed_on=ended)
    if deal.open:
        return moved
    return replace(moved, state=DealState.OPEN, closed_on=None, reason=command.reason)


def _said(command: DealUpdate) -> dict[str, Any]:
    """The slots that say something of the deal itself; what was not said stays as it is."""
    told = {
        "amount": command.amount,
        "close_day": command.close_date and command.close_date.day,
        "probability": command.probability,
        "confidence": command.confidence,
        "competitor": command.competitor,
        "reason": command.reason,
    }
    return {name: value for name, value in told.items() if value not in {None, ""}}


def _stage(command: DealUpdate, deal: Deal, turn: Turn) -> str:
    """As it was said; else as it stands, or stood before it was closed and is opened again."""
    if command.stage:
        return _known_stage(command.stage, turn)
    return _before_the_end(deal, turn) if command.reopen and not deal.open else deal.stage


def _known_stage(said: str, turn: Turn) -> str:
    stages = turn.workspace.policy.stages
    known = {each.casefold(): each for each in (*stages, *ENDS)}
    if said.casefold() not in known:
        raise BadSlot({"slot": "stage", "said": said, "why": "stage", "known": "、".join(stages)})
    return known[said.casefold()]


def _before_the_end(deal: Deal, turn: Turn) -> str:
    stood = (each.stage_from for each in turn.work.moves.of([deal.id]) if each.stage_to in ENDS)
    return next((each for each in stood if each and each not in ENDS), turn.workspace.policy.stages[0])


def _move(before: Deal | None, after: Deal, noted: Noted) -> DealMove | None:
    """What changed of its stage, size and day; None when nothing of it did."""
    same = before and (before.stage, before.amount, before.close_day)
    if same == (after.stage, after.amount, after.close_day):
        return None
    interaction = noted.interaction
    return DealMove(
        id=new_id(),
        deal_id=after.id,
        customer_id=after.customer_id,
        member_id=interaction.member_id,
        day=interaction.day,
        at=interaction.at,
        stage_from=before.stage if before else "",
        stage_to=after.stage,
        amount_from=before.amount if before else None,
        amount_to=after.amount,
        close_from=before.close_day if before else None,
        close_to=after.close_day,
        said=interaction.said,
        source=interaction.source,
    )
