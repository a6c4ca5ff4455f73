"""Orders and payments: sums worked out, the deal found, who is late and who may know it."""

from datetime import date
from decimal import Decimal

from bot.domain.agenda import DayShown, MyDay
from bot.domain.base import Mention
from bot.domain.deals import DealMoved, DealUpdate
from bot.domain.giveback import GivenBack
from bot.domain.interactions import InteractionLogged, LogInteraction
from bot.domain.money import Money
from bot.domain.orders import LogOrder, LogPayment, OrderLogged
from bot.domain.receivables import CheckMoney, MoneyChecked, PaymentLogged
from bot.handlers import give_back
from bot.handlers.orders import debt_of
from tests.handlers.office import Office, on

TAIHE = Mention("泰禾")
A, B = Mention("A款"), Mention("B款")


def cny(amount: int | str) -> Money:
    return Money(Decimal(amount), "CNY")


def orders(office: Office, **slots: object) -> OrderLogged:
    return office.does("li", LogOrder(**{"customer": TAIHE, **slots}), OrderLogged)  # type: ignore[arg-type]


def pays(office: Office, **slots: object) -> PaymentLogged:
    return office.does("li", LogPayment(**{"customer": TAIHE, **slots}), PaymentLogged)  # type: ignore[arg-type]


def test_a_price_of_one_and_a_number_make_the_sum(office: Office) -> None:
    each = orders(office, product=A, qty=Decimal(100), unit="台", amount=cny(2800), term=30).order
    assert (each.price, each.amount, each.pay_by) == (cny(2800), cny("280000.00"), date(2026, 4, 8))
    whole = orders(office, qty=Decimal(100), amount=cny(120_000)).order
    assert (whole.price, whole.amount, whole.pay_by) == (None, cny(120_000), None)
    apiece = orders(office, qty=Decimal("2.5"), each=True, amount=Money(Decimal(3), "JPY")).order
    assert apiece.amount == Money(Decimal(8), "JPY")
    assert orders(office, unit="台", amount=cny(5)).order.amount is None


def test_the_term_runs_from_the_delivery(office: Office) -> None:
    order = orders(office, amount=cny(1), term=0, due=on("2026-03-20")).order
    assert (order.due_day, order.pay_by) == (date(2026, 3, 20), date(2026, 3, 20))


def test_an_order_finds_the_deal_that_it_comes_of(office: Office) -> None:
    won = office.does("li", DealUpdate(customer=TAIHE, product=A, stage="won"), DealMoved).deal
    office.does("li", DealUpdate(customer=TAIHE, product=B, stage="proposal"), DealMoved)
    assert orders(office, product=A).order.deal_id == won.id
    assert orders(office, product=B).deal
    assert orders(office, product=Mention("C款")).deal is None


def test_payments_settle_and_say_what_is_left(office: Office) -> None:
    first = orders(office, product=A, amount=cny(1000), term=10).order
    orders(office, product=B, amount=cny(500), term=60)
    assert pays(office, rate=Decimal(30)).payment.order_id != first.id
    account = pays(office, amount=cny(200), product=A).account
    assert account
    assert account.open == (cny(1150),)
    assert office.does("han", LogPayment(customer=TAIHE, amount=cny(1)), PaymentLogged).account is None


def test_who_is_overdue_is_known_to_all_and_how_much_to_some(office: Office) -> None:
    orders(office, amount=cny(1000), term=10)
    office.does("tom", LogOrder(customer=Mention("Acme"), amount=cny(5), term=3), OrderLogged)
    office.does("tom", LogOrder(customer=Mention("华联"), amount=cny(5), term=90), OrderLogged)
    assert office.does("ann", CheckMoney(), MoneyChecked).debts == ()
    office.later(days=14)
    for who, sums in (("ann", [True, True]), ("li", [False, True]), ("han", [False, False])):
        shown = office.does(who, CheckMoney(), MoneyChecked)
        assert [(each.customer.short, each.days_late) for each in shown.debts] == [("Acme", 12), ("泰禾", 4)]
        assert [each.account is not None for each in shown.debts] == sums
    assert office.does("li", CheckMoney(by=Mention("", "li")), MoneyChecked).total == 1
    (debt,) = office.does("li", CheckMoney(customer=TAIHE), MoneyChecked, group=True).debts
    assert (debt.account, debt.days_late) == (None, 4)


def test_the_owner_hears_of_it_with_every_log_and_in_the_morning(office: Office) -> None:
    orders(office, amount=cny(1000), term=10)
    office.later(days=14)
    for who, told in (("li", 1), ("ann", 0)):
        logged = office.does(who, LogInteraction(customer=TAIHE, what="聊"), InteractionLogged)
        with office.turn(who) as turn:
            (given,) = [each for each in give_back([logged], turn) if isinstance(each, GivenBack)]
            assert (given.debt is not None) is bool(told)
            assert debt_of(logged.customer, turn)
    assert [each.days_late for each in office.does("li", MyDay(), DayShown).debts] == [4]
    assert office.does("han", MyDay(), DayShown).debts == ()
