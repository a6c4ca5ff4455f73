"""What is asked of deals, orders and payments, on each engine."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from bot.adapters.store import SqlStore
from bot.domain.base import CustomerId, DealId, MemberId, OrderId, PaymentId, new_id
from bot.domain.customers import Customer
from bot.domain.deals import Deal, DealMove, DealState
from bot.domain.money import Money
from bot.domain.orders import Order, OrderState, Payment
from tests.adapters.store.made import ANN, HOME, NOW, customer, member

TODAY = date(2026, 3, 10)
PAST, AHEAD = date(2026, 3, 9), date(2026, 3, 11)
BOB = MemberId("bob")


def money(amount: int, currency: str = "CNY") -> Money:
    return Money(Decimal(amount), currency)


def deal(at: str, **facts: Any) -> Deal:
    usual = {
        "id": DealId(new_id()),
        "customer_id": CustomerId(at),
        "member_id": ANN,
        "stage": "lead",
        "opened_on": TODAY,
        "recorded_by": ANN,
        "updated_at": NOW,
    }
    return Deal(**{**usual, **facts})


def order(at: str, amount: Money | None, pay_by: date | None, **facts: Any) -> Order:
    usual = {
        "id": OrderId(new_id()),
        "customer_id": CustomerId(at),
        "member_id": ANN,
        "amount": amount,
        "pay_by": pay_by,
        "day": TODAY,
        "recorded_by": ANN,
        "recorded_at": NOW,
    }
    return Order(**{**usual, **facts})


def payment(at: str, amount: Money) -> Payment:
    return Payment(
        id=PaymentId(new_id()),
        customer_id=CustomerId(at),
        member_id=ANN,
        amount=amount,
        day=TODAY,
        recorded_by=ANN,
        recorded_at=NOW,
    )


def test_who_owes_and_had_to_pay_before_today(store: SqlStore) -> None:
    with store.work(HOME) as work:
        work.add(member(id=BOB, name="Bob"))
        work.add(*(customer(id=CustomerId(key), name=key, owner_id=ANN) for key in "abcdef"))
        work.add(customer(id=CustomerId("g"), name="g", owner_id=BOB))
        work.add(order("a", money(10), PAST), payment("a", money(9)))
        work.add(order("b", money(10), PAST), payment("b", money(10)))
        work.add(order("c", money(10), TODAY))
        work.add(order("d", money(10), PAST), payment("d", money(10, "USD")))
        work.add(order("e", money(10), PAST, state=OrderState.CANCELLED), order("e", None, PAST))
        work.add(order("f", money(10), PAST, archived_at=NOW), order("f", money(1), None))
        work.add(order("g", money(10), PAST))
        assert work.orders.owing(TODAY, None) == ["a", "d", "g"]
        assert work.orders.owing(TODAY, ANN) == ["a", "d"]
        assert work.orders.owing(AHEAD, BOB) == ["g"]


def test_open_deals_of_a_colleague_and_every_move(store: SqlStore) -> None:
    with store.work(HOME) as work:
        work.add(customer(id=CustomerId("a"), name="a"))
        later, sooner = deal("a", close_day=AHEAD), deal("a", close_day=TODAY)
        someday, won = deal("a"), deal("a", state=DealState.WON, stage="won")
        work.add(later, sooner, someday, won)
        assert work.deals.open_by(ANN) == [sooner, later, someday]
        first, second = (
            DealMove(
                id=new_id(),
                deal_id=won.id,
                customer_id=won.customer_id,
                member_id=ANN,
                day=TODAY,
                at=NOW + timedelta(minutes=minute),
                stage_to=stage,
            )
            for minute, stage in enumerate(("lead", "won"))
        )
        work.add(first, second)
        assert work.moves.of([won.id, later.id]) == [second, first]
        assert work.moves.of([later.id]) == []


def test_rows_by_pages_by_ids_and_by_customers(store: SqlStore) -> None:
    with store.work(HOME) as work:
        kept = [customer(id=CustomerId(key), name=key) for key in "abc"]
        work.add(*kept, customer(id=CustomerId("d"), name="d", archived_at=NOW))
        orders = [order(key, money(1), None, day=day) for key in "ab" for day in (PAST, TODAY)]
        work.add(*orders)
        assert work.page(Customer, 2) == kept[:2]
        assert work.page(Customer, 2, after="b") == kept[2:]
        assert work.page(Customer, 9, customer="b") == [kept[1]]
        assert {*work.page(Order, 9, customer="b")} == {*orders[2:]}
        assert {*work.many(Customer, ["a", "d", "", "none"])} == {"a", "d"}
        assert {*work.at_customers(Order, ["a", "a"], (TODAY, AHEAD))} == {orders[1]}
        assert work.at_customers(Order, []) == []
