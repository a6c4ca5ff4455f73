"""Orders and payments: what was bought, what was paid, and what is still owed."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final, TypeVar

from bot.domain.base import CustomerId, MemberId, Mention, OrderId, PaymentId, ProductId, new_id
from bot.domain.customers import Customer
from bot.domain.deals import Deal
from bot.domain.errors import NothingFound
from bot.domain.interactions import Topic
from bot.domain.money import Money
from bot.domain.notes import Noted
from bot.domain.orders import LogOrder, LogPayment, Order, OrderLogged, Payment
from bot.domain.receivables import (
    Account,
    CheckMoney,
    Debt,
    MoneyChecked,
    PaymentLogged,
    account_of,
)
from bot.handlers.access import note_look, sees_details
from bot.handlers.deals import fitting
from bot.handlers.notes import told
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import colleague_of, customer_if_said, name_of_member

RowT = TypeVar("RowT", Order, Payment)

SHOWN: Final = 8
"""Customers who are overdue on one phone screen."""
STILL_ITS_ORDER: Final = timedelta(days=90)
"""A deal that was won this long ago may still be what an order is for."""


@handles(LogOrder)
def log_order(command: LogOrder, turn: Turn) -> OrderLogged:
    noted = told(command, turn, Topic.ORDER)
    customer = _known(noted)
    deal = _deal(command, customer, turn)
    order = _order(command, noted, deal, turn)
    turn.work.add(order)
    return OrderLogged(noted=noted, customer=customer, order=order, deal=deal)


@handles(LogPayment)
def log_payment(command: LogPayment, turn: Turn) -> PaymentLogged:
    noted = told(command, turn, Topic.PAYMENT)
    customer = _known(noted)
    interaction = noted.interaction
    payment = Payment(
        id=PaymentId(new_id()),
        customer_id=customer.id,
        contact_id=interaction.contact_id,
        member_id=interaction.member_id,
        interaction_id=interaction.id,
        order_id=_ordered(command, customer, interaction.day, turn),
        amount=command.amount,
        rate=command.rate if command.amount is None else None,
        day=interaction.day,
        said=interaction.said,
        source=interaction.source,
        recorded_by=turn.actor.id,
        recorded_at=turn.now,
    )
    turn.work.add(payment)
    account = account_at(customer, turn) if sees_details(customer, turn) else None
    return PaymentLogged(noted=noted, customer=customer, payment=payment, account=account)


@handles(CheckMoney)
def check_money(command: CheckMoney, turn: Turn) -> MoneyChecked:
    by = colleague_of(command, "by", command.by, turn) if command.by else None
    customer = customer_if_said(command, command.customer, turn)
    if customer is None:
        debts = overdue(by.id if by else None, turn)
        for each in debts[:SHOWN]:
            _note_look(each, turn)
        return MoneyChecked(customer=None, by=by.name if by else "", debts=debts[:SHOWN], total=len(debts))
    debt = _debt(customer, account_at(customer, turn), turn)
    _note_look(debt, turn)
    return MoneyChecked(customer=customer, by="", debts=(debt,), total=1)


def _note_look(debt: Debt, turn: Turn) -> None:
    if debt.account:
        note_look(debt.customer, turn)


def account_at(customer: Customer, turn: Turn) -> Account:
    """How a customer stands today, whoever asks: what of it may be shown is for the caller to decide."""
    orders, payments = turn.work.orders.of(customer.id), turn.work.payments.of(customer.id)
    return account_of(orders, payments, turn.today)


def debt_of(customer: Customer, turn: Turn) -> Debt | None:
    """What is overdue of one customer, None when nothing is."""
    debt = _debt(customer, account_at(customer, turn), turn)
    return debt if debt.days_late else None


def overdue(owner: MemberId | None, turn: Turn) -> tuple[Debt, ...]:
    """Everybody who has not paid in time (customers of one owner), the longest overdue first."""
    late = turn.work.orders.owing(turn.today, owner)
    customers = turn.work.customers.by_ids(late)
    accounts = accounts_of(late, turn)
    debts = [_debt(one, accounts[each], turn) for each in late if (one := customers.get(each))]
    return tuple(sorted((each for each in debts if each.days_late), key=lambda each: -each.days_late))


def accounts_of(customers: Sequence[CustomerId], turn: Turn) -> dict[CustomerId, Account]:
    orders = _by_customer(turn.work.at_customers(Order, customers))
    payments = _by_customer(turn.work.at_customers(Payment, customers))
    return {each: account_of(orders.get(each, ()), payments.get(each, ()), turn.today) for each in customers}


def _by_customer(rows: Iterable[RowT]) -> dict[CustomerId, list[RowT]]:
    found: dict[CustomerId, list[RowT]] = {}
    for each in rows:
        found.setdefault(each.customer_id, []).append(each)
    return found


def _debt(customer: Customer, account: Account, turn: Turn) -> Debt:
    """How late they are may be known by everybody; sums only by those who see details."""
    return Debt(
        customer=customer,
        owner=name_of_member(customer.owner_id, turn),
        account=account if sees_details(customer, turn) else None,
        days_late=account.days_late,
    )


def _known(noted: Noted) -> Customer:
    if noted.customer is None:
        raise NothingFound
    return noted.customer


def _order(command: LogOrder, noted: Noted, deal: Deal | None, turn: Turn) -> Order:
    interaction, product = noted.interaction, command.product
    price, amount = _priced(command)
    due_day = command.due.day if command.due else None
    return Order(
        id=OrderId(new_id()),
        customer_id=interaction.customer_id,
        contact_id=interaction.contact_id,
        member_id=interaction.member_id,
        interaction_id=interaction.id,
        deal_id=deal.id if deal else "",
        product_id=ProductId(product.id if product else ""),
        product=(product.name or product.said) if product else "",
        qty=command.qty,
        unit=command.unit,
        price=price,
        amount=amount,
        term=command.term,
        day=interaction.day,
        due_day=due_day,
        pay_by=pay_day(command.term, due_day or interaction.day),
        said=interaction.said,
        source=interaction.source,
        recorded_by=turn.actor.id,
        recorded_at=turn.now,
    )


def pay_day(term: int | None, start: date) -> date | None:
    """The term runs from the delivery where a day for it was agreed, else from the order."""
    return None if term is None else start + timedelta(days=term)


def _priced(command: LogOrder) -> tuple[Money | None, Money | None]:
    """The price of one piece and the sum of the whole, as far as they were said."""
    if command.amount is None or not (command.unit or command.each):
        return None, command.amount
    whole = command.amount.times(command.qty) if command.qty is not None else None
    return command.amount, whole


def _deal(command: LogOrder, customer: Customer, turn: Turn) -> Deal | None:
    """The deal that this order comes of: the one of the button, else the only one that fits."""
    if command.deal:
        return turn.work.get(Deal, command.deal.id)
    deals = turn.work.deals.of(customer.id)
    taken = {each.deal_id for each in turn.work.orders.of(customer.id)}
    won = [each for each in deals if each.id not in taken and _lately_won(each, turn.today)]
    fit = fitting(command.product, won, turn) or fitting(
        command.product, [each for each in deals if each.open], turn
    )
    return fit[0] if len(fit) == 1 else None


def _lately_won(deal: Deal, today: date) -> bool:
    return deal.state == "won" and deal.closed_on is not None and today - deal.closed_on <= STILL_ITS_ORDER


def _ordered(command: LogPayment, customer: Customer, day: date, turn: Turn) -> str:
    """The order that is paid: of the product that was named, and of a share the last one; "" for the oldest first."""
    orders = [each for each in turn.work.orders.of(customer.id) if each.day <= day]
    if command.product:
        orders = [each for each in orders if _is_of(command.product, each)]
    elif command.amount is not None or command.rate is None:
        return ""
    return orders[0].id if orders else ""


def _is_of(product: Mention, order: Order) -> bool:
    if product.id and product.id == order.product_id:
        return True
    return order.product.casefold() in {product.name.casefold(), product.said.casefold()}
