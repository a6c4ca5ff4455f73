"""Rows of deals, orders and payments."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from bot.domain.base import CustomerId, DealId, OrderId, PaymentId, new_id
from bot.domain.deals import ENDS, LOST, WON, Confidence, Deal, DealState
from bot.domain.likeness import plain
from bot.domain.orders import Order, OrderState, Payment
from bot.domain.transfer import ImportRows, Row
from bot.handlers.intake.parties import Parties, parties_of
from bot.handlers.intake.reading import (
    Intake,
    Unusable,
    day_in,
    days_in,
    filled,
    instant_in,
    number_in,
    one_in,
    sum_in,
)
from bot.handlers.orders import pay_day
from bot.handlers.registry import Turn

STAGES: Final = {
    **dict.fromkeys(("lead", "线索"), "lead"),
    **dict.fromkeys(("qualified", "确认意向", "意向", "商机"), "qualified"),
    **dict.fromkeys(("proposal", "方案报价", "方案", "报价"), "proposal"),
    **dict.fromkeys(("negotiation", "谈判", "商务谈判"), "negotiation"),
    **dict.fromkeys(("won", "closed won", "赢单", "成交", "已成交", "赢"), WON),
    **dict.fromkeys(("lost", "closed lost", "丢单", "输单", "输"), LOST),
}
"""The usual stages by the names that other systems give them; a team's own go before them."""
ORDER_STATES: Final = {
    **{each.value: each for each in OrderState},
    **dict.fromkeys(("未交货", "进行中"), OrderState.OPEN),
    **dict.fromkeys(("已交货", "完成", "已完成"), OrderState.DELIVERED),
    **dict.fromkeys(("取消", "已取消"), OrderState.CANCELLED),
}
SURE: Final = {
    **{each.value: each for each in Confidence},
    **dict.fromkeys(("稳签", "承诺"), Confidence.COMMIT),
    **dict.fromkeys(("最好情况", "best case"), Confidence.BEST_CASE),
}


def deals(command: ImportRows, turn: Turn) -> Intake[Deal]:
    """One of a name (or a product) that was opened on a day; one with a name needs no customer."""
    parties = parties_of(command, turn)

    def opened(row: Row) -> date:
        return parties.day(_as_day(row, "opened")).day

    def key(row: Row) -> Hashable:
        return parties.home(row), plain(row["name"]), plain(row["product"]), opened(row)

    def new(row: Row, _key: Hashable) -> Deal:
        here = parties.home(row)
        return Deal(
            id=DealId(new_id()),
            customer_id=here,
            member_id=parties.member(row, parties.customer(row)) if here else parties.named(row["by"]),
            name=row["name"].strip(),
            product=row["product"].strip(),
            stage=turn.workspace.policy.stages[0],
            opened_on=opened(row),
            recorded_by=turn.actor.id,
            updated_at=turn.now,
        )

    def read(row: Row, before: Deal | None) -> dict[str, object]:
        product = parties.product(row)
        return {
            **_stage(row, before, turn),
            **filled(row, "contact", lambda _: parties.contact(row, parties.customer(row)), "contact_id"),
            **filled(row, "value", lambda said: sum_in(said, turn.workspace.currency), "amount"),
            **filled(row, "expected", lambda said: day_in(said, turn).day, "close_day"),
            **filled(row, "probability", number_in),
            **filled(row, "confidence", lambda said: one_in(SURE, said, "bad_confidence")),
            **filled(row, "competitor", str),
            **filled(row, "reason", str),
            **filled(row, "source", str, "origin"),
            **({"product_id": product.id} if product else {}),
        }

    alone = turn.work.deals.named(row["name"] for row in command.rows if not row["customer"].strip())
    rows = [*turn.work.at_customers(Deal, _ids(parties)), *(each for each in alone if not each.customer_id)]
    known = {(each.customer_id, plain(each.name), plain(each.product), each.opened_on): each for each in rows}
    return Intake(known, key, new, read)


def orders(command: ImportRows, turn: Turn) -> Intake[Order]:
    """One of a number, else what was bought of a product on a day, how many and for how much."""
    parties = parties_of(command, turn)

    def key(row: Row) -> Hashable:
        customer, day = parties.customer(row).id, parties.day(row).day
        if row["number"].strip():
            return customer, plain(row["number"])
        return customer, day, plain(row["product"]), _qty(row), _whole(row, turn).get("amount")

    def new(row: Row, _key: Hashable) -> Order:
        customer, moment = parties.customer(row), parties.day(row)
        return Order(
            id=OrderId(new_id()),
            customer_id=customer.id,
            member_id=parties.member(row, customer),
            number=row["number"].strip(),
            day=moment.day,
            recorded_by=turn.actor.id,
            recorded_at=instant_in(moment, turn),
        )

    def read(row: Row, before: Order | None) -> dict[str, object]:
        product, day = parties.product(row), before.day if before else parties.day(row).day
        return {
            **filled(row, "product", str),
            **({"product_id": product.id} if product else {}),
            **filled(row, "qty", number_in),
            **filled(row, "unit", str),
            **filled(row, "price", lambda said: sum_in(said, turn.workspace.currency)),
            **_whole(row, turn),
            **filled(row, "contact", lambda _: parties.contact(row, parties.customer(row)), "contact_id"),
            **filled(row, "state", lambda said: one_in(ORDER_STATES, said, "bad_state")),
            **_paid_by(row, day, turn),
        }

    known = {key: each for each in turn.work.at_customers(Order, _ids(parties)) for key in _order_keys(each)}
    return Intake(known, key, new, read)


def payments(command: ImportRows, turn: Turn) -> Intake[Payment]:
    """One of a number, else so much on a day (for an order)."""
    parties = parties_of(command, turn)
    ordered = _numbers(parties, turn)

    def key(row: Row) -> Hashable:
        customer, day = parties.customer(row).id, parties.day(row).day
        if row["number"].strip():
            return customer, plain(row["number"])
        told = _paid(row, turn)
        return customer, day, told.get("amount"), told.get("rate"), _order_of(row, customer, ordered)

    def new(row: Row, _key: Hashable) -> Payment:
        customer, moment = parties.customer(row), parties.day(row)
        return Payment(
            id=PaymentId(new_id()),
            customer_id=customer.id,
            member_id=parties.member(row, customer),
            number=row["number"].strip(),
            day=moment.day,
            recorded_by=turn.actor.id,
            recorded_at=instant_in(moment, turn),
        )

    def read(row: Row, _before: Payment | None) -> dict[str, object]:
        return {
            **_paid(row, turn),
            **filled(row, "order", lambda _: _order_of(row, parties.customer(row).id, ordered), "order_id"),
            **filled(row, "contact", lambda _: parties.contact(row, parties.customer(row)), "contact_id"),
        }

    rows = turn.work.at_customers(Payment, _ids(parties))
    return Intake({key: each for each in rows for key in _payment_keys(each)}, key, new, read)


def _paid(row: Row, turn: Turn) -> dict[str, object]:
    """The sum, or the share of an order."""
    told = {
        **filled(row, "amount", lambda cell: sum_in(cell, turn.workspace.currency)),
        **filled(row, "rate", number_in),
    }
    if not told:
        raise Unusable("missing_amount")
    return told


def _order_of(row: Row, customer: CustomerId, ordered: Mapping[tuple[CustomerId, str], str]) -> str:
    """The order that is paid, "" where none is named."""
    said = row["order"].strip()
    found = ordered.get((customer, plain(said)), "") if said else ""
    if said and not found:
        raise Unusable("unknown_order", said)
    return found


def _ids(parties: Parties) -> list[CustomerId]:
    return [each.id for each in parties.customers.values()]


def _as_day(row: Row, column: str) -> Row:
    """The row with that column as its day."""
    return replace(row, cells=(*(pair for pair in row.cells if pair[0] != "day"), ("day", row[column])))


def _stage(row: Row, before: Deal | None, turn: Turn) -> dict[str, object]:
    """Its stage; a day of closing belongs to the end of a deal, and an end without one is today."""
    said, closed = row["stage"].strip(), row["closed"].strip()
    if closed and not said:
        raise Unusable("missing_stage")
    if not said:
        return {}
    stage = _stage_of(said, turn)
    if stage in ENDS:
        return {"stage": stage, "state": DealState(stage), "closed_on": _ended(closed, before, turn)}
    if closed:
        raise Unusable("bad_stage", said)
    return {"stage": stage, "state": DealState.OPEN, "closed_on": None}


def _stage_of(said: str, turn: Turn) -> str:
    """The team's stage of that name, else the usual one that is meant, where the team has it."""
    own = {each.casefold(): each for each in (*turn.workspace.policy.stages, *ENDS)}
    stage = own.get(said.casefold()) or own.get(STAGES.get(said.casefold(), ""))
    if stage is None:
        raise Unusable("bad_stage", said)
    return stage


def _ended(closed: str, before: Deal | None, turn: Turn) -> date:
    if closed:
        return day_in(closed, turn).day
    return (before and before.closed_on) or turn.today


def _qty(row: Row) -> Decimal | None:
    return number_in(row["qty"].strip()) if row["qty"].strip() else None


def _whole(row: Row, turn: Turn) -> dict[str, object]:
    """The sum of an order: as it stands there, else its price times its number."""
    currency, qty = turn.workspace.currency, _qty(row)
    if row["amount"].strip():
        return {"amount": sum_in(row["amount"].strip(), currency)}
    if row["price"].strip() and qty is not None:
        return {"amount": sum_in(row["price"].strip(), currency).times(qty)}
    return {}


def _paid_by(row: Row, day: date, turn: Turn) -> dict[str, object]:
    """When it is delivered and to be paid; a term counts from the delivery, else from the order."""
    due = filled(row, "delivery", lambda said: day_in(said, turn).day, "due_day")
    term = filled(row, "term", days_in)
    start = day_in(row["delivery"].strip(), turn).day if due else day
    pay_by = pay_day(days_in(row["term"].strip()), start) if term else None
    last = filled(row, "pay_by", lambda said: day_in(said, turn).day)
    return {**due, **term, **({"pay_by": pay_by} if pay_by else {}), **last}


def _order_keys(order: Order) -> Iterator[Hashable]:
    yield order.customer_id, plain(order.number or order.id)
    yield order.customer_id, order.day, plain(order.product), order.qty, order.amount


def _payment_keys(payment: Payment) -> Iterator[Hashable]:
    yield payment.customer_id, plain(payment.number or payment.id)
    yield payment.customer_id, payment.day, payment.amount, payment.rate, payment.order_id


def _numbers(parties: Parties, turn: Turn) -> Mapping[tuple[CustomerId, str], str]:
    """Orders by their numbers; by the ids under which an export names those that have none."""
    rows = turn.work.at_customers(Order, _ids(parties))
    return {(each.customer_id, plain(each.number or each.id)): each.id for each in rows}
