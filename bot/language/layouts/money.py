"""Orders, payments and what is owed, as cards."""

from collections.abc import Iterable, Iterator

from bot.domain.base import Mention, OrderId
from bot.domain.chat import Block, Button, Card
from bot.domain.deals import WON, DealUpdate
from bot.domain.money import Money
from bot.domain.orders import Order, OrderLogged, Payment
from bot.domain.receivables import Account, CheckMoney, Debt, MoneyChecked, Owed, PaymentLogged, share_of
from bot.language.layouts.notes import title_of
from bot.language.layouts.parts import block, bullets, mention_of, newcomer
from bot.language.speak import Say, says

MOST = 8
"""Orders and customers of one list; the rest is counted."""
LOOKS = 3
"""Buttons to a customer's account each."""


@says(OrderLogged)
def order_logged(result: OrderLogged, say: Say) -> Card:
    order, deal = result.order, result.deal
    facts = [
        say("money.whole", sum=say.money(order.amount)) if order.amount and order.price else "",
        say("money.pay_by", day=say.day(order.pay_by)) if order.pay_by else "",
    ]
    terms = say("parts.joined").join(filter(None, facts))
    buttons: list[Button] = []
    if deal and deal.open:
        meant = Mention(deal.called, deal.id, deal.called)
        won = DealUpdate(customer=mention_of(result.customer), deal=meant, stage=WON, amount=order.amount)
        buttons.append(say.button("money.won", won, stays=True))
    lines = block(say("money.terms", terms=terms) if terms else "")
    known = newcomer(result.customer, result.noted.person, say)
    return Card(title_of(result.noted, say), lines, (*((each,) for each in buttons), *known))


@says(PaymentLogged)
def payment_logged(result: PaymentLogged, say: Say) -> Card:
    known = newcomer(result.customer, result.noted.person, say)
    return Card(title_of(result.noted, say), block(*_after(result, say)), known)


@says(MoneyChecked)
def money_checked(result: MoneyChecked, say: Say) -> Card:
    if result.customer:
        (debt,) = result.debts
        return _of_one(debt, say)
    whose = say("money.of_all", by=result.by) if result.by else ""
    if not result.debts:
        return Card(say("money.nobody", whose=whose))
    lines = bullets(debt_text(each, say) for each in result.debts)
    left = result.total - len(result.debts)
    more = say("parts.more", left=left) if left > 0 else ""
    looks = (_look(each, say) for each in result.debts[:LOOKS])
    title = say("money.overdue_all", whose=whose, total=result.total)
    blocks = (*block(*lines, more), *block(_masked(result.debts, say)))
    return Card(title, blocks, tuple((each,) for each in looks))


def debt_text(debt: Debt, say: Say) -> str:
    """`泰禾（李雷）：¥12万，最久23天`; without sums where they are not for this reader."""
    facts = {
        "customer": debt.customer.short,
        "sums": sums_of(debt.account.overdue, say) if debt.account else "***",
        "days": debt.days_late,
    }
    if say.is_me(debt.customer.owner_id) and not say.group:
        return say("money.own_debt", **facts)
    return say("money.debt", owner=debt.owner or say("customers.unowned"), **facts)


def overdue_text(debt: Debt, say: Say) -> str:
    """The same of one customer that is spoken of; "" where sums are not for this reader."""
    if debt.account is None or not debt.days_late:
        return ""
    return say("money.overdue", sums=sums_of(debt.account.overdue, say), days=debt.days_late)


def debts_block(debts: Iterable[Debt], say: Say) -> tuple[Block, ...]:
    """Who is overdue, under a heading; nothing when nobody is."""
    found = [*debts]
    more = say("parts.more", left=len(found) - MOST) if len(found) > MOST else ""
    lines = bullets(debt_text(each, say) for each in found[:MOST])
    return block(*lines, more, heading=say("money.late"))


def sums_of(amounts: Iterable[Money], say: Say) -> str:
    return say("parts.joined").join(map(say.money, amounts))


def _of_one(debt: Debt, say: Say) -> Card:
    name, account = debt.customer.short, debt.account
    if account is None:
        hidden = say("customers.masked_group" if say.group else "customers.masked")
        key = "money.late_masked" if debt.days_late else "money.not_late"
        return Card(say(key, customer=name, days=debt.days_late), block(hidden))
    if account == Account():
        return Card(say("money.no_orders", customer=name), block(say("money.how")))
    lines = bullets(_owed(each, say) for each in account.owed[:MOST])
    left = len(account.owed) - MOST
    more = say("parts.more", left=left) if left > 0 else ""
    return Card(_title(name, account, say), (*block(*lines, more), *block(*_besides(account, say))))


def _title(name: str, account: Account, say: Say) -> str:
    if not account.owed:
        return say("money.nothing_open", customer=name)
    sums, late = sums_of(account.open, say), sums_of(account.overdue, say)
    if not late:
        return say("money.open", customer=name, sums=sums)
    if account.overdue == account.open:
        return say("money.all_late", customer=name, sums=sums)
    return say("money.open_late", customer=name, sums=sums, late=late)


def _owed(owed: Owed, say: Say) -> str:
    """`A款，3月1日下单：还差¥12万，2月20日周五前付清，逾期18天`."""
    order = owed.order
    facts = [
        say("money.rest", sum=say.money(owed.rest)),
        say("money.pay_by", day=say.day(order.pay_by)) if order.pay_by else say("money.no_day"),
        say("money.days_late", days=owed.days_late) if owed.days_late else "",
    ]
    return say("money.order", order=_order(order, say), facts=say("parts.joined").join(filter(None, facts)))


def _order(order: Order, say: Say) -> str:
    day = say("money.ordered_on", day=say.short_day(order.day))
    return say("parts.joined").join(filter(None, (order.number, order.product, day)))


def _besides(account: Account, say: Say) -> Iterator[str]:
    if account.unpriced:
        yield say("money.unpriced", n=len(account.unpriced))
    if account.prepaid:
        yield say("money.prepaid", sums=sums_of(account.prepaid, say))
    if account.usual_days is not None:
        key = "money.usually_late" if account.usual_days else "money.usually_in_time"
        yield say(key, days=account.usual_days)


def _after(result: PaymentLogged, say: Say) -> Iterator[str]:
    """What the payment came to, and what is left to pay."""
    account = result.account
    if account is None or not any((account.owed, account.settled)):
        return
    share = _share(result.payment, account)
    if share:
        yield say("money.share", sum=say.money(share))
    elif result.payment.amount is None:
        yield say("money.no_sum")
    yield _left(account, say)
    if account.prepaid and not account.unpriced:
        yield say("money.prepaid", sums=sums_of(account.prepaid, say))


def _share(payment: Payment, account: Account) -> Money | None:
    """What a share comes to, when its order is known."""
    orders = {each.order.id: each.order for each in account.owed}
    orders |= {each.order.id: each.order for each in account.settled}
    order = orders.get(OrderId(payment.order_id))
    return share_of(order, payment.rate) if order and payment.rate is not None else None


def _left(account: Account, say: Say) -> str:
    if not account.owed:
        return say("money.all_paid")
    sums, late = sums_of(account.open, say), sums_of(account.overdue, say)
    return say("money.left_late", sums=sums, late=late) if late else say("money.left", sums=sums)


def _look(debt: Debt, say: Say) -> Button:
    look = CheckMoney(customer=mention_of(debt.customer))
    return say.button("money.look", look, stays=True, customer=debt.customer.short)


def _masked(debts: Iterable[Debt], say: Say) -> str:
    if all(each.account for each in debts):
        return ""
    return say("customers.masked_group" if say.group else "customers.masked")
