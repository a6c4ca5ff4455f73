"""What customers owe: the cases that people argue about, and money that is never lost or found."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.base import CustomerId, MemberId, OrderId, PaymentId
from bot.domain.money import Money
from bot.domain.orders import Order, OrderState, Payment
from bot.domain.receivables import account_of, summed

TODAY = date(2026, 3, 10)
AT = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
FIRST = date(2026, 1, 1)


def cny(amount: int | str) -> Money:
    return Money(Decimal(amount), "CNY")


def order(key: str, day: date, amount: Money | None, pay_by: date | None = None) -> Order:
    return Order(
        id=OrderId(key),
        customer_id=CustomerId("taihe"),
        member_id=MemberId("li"),
        amount=amount,
        day=day,
        pay_by=pay_by,
        recorded_by=MemberId("li"),
        recorded_at=AT,
    )


def payment(
    key: str, day: date, amount: Money | None, order_id: str = "", rate: int | None = None
) -> Payment:
    return Payment(
        id=PaymentId(key),
        customer_id=CustomerId("taihe"),
        member_id=MemberId("li"),
        order_id=order_id,
        amount=amount,
        rate=None if rate is None else Decimal(rate),
        day=day,
        recorded_by=MemberId("li"),
        recorded_at=AT,
    )


OLD = order("old", date(2026, 1, 5), cny(1000), date(2026, 2, 4))
NEW = order("new", date(2026, 2, 20), cny(500), date(2026, 3, 22))


def rests(orders: Sequence[Order], payments: Sequence[Payment]) -> dict[str, int]:
    return {each.order.id: int(each.rest.amount) for each in account_of(orders, payments, TODAY).owed}


def test_the_oldest_order_is_paid_first() -> None:
    assert rests([NEW, OLD], [payment("a", date(2026, 3, 1), cny(1200))]) == {"new": 300}


def test_an_order_that_is_named_is_paid_before_older_ones_and_the_rest_goes_to_them() -> None:
    assert rests([OLD, NEW], [payment("a", date(2026, 3, 1), cny(400), "new")]) == {"old": 1000, "new": 100}
    assert rests([OLD, NEW], [payment("a", date(2026, 3, 1), cny(700), "new")]) == {"old": 800}


def test_currencies_are_kept_apart() -> None:
    dollars = payment("a", date(2026, 3, 1), Money(Decimal(5000), "USD"))
    account = account_of([OLD], [dollars], TODAY)
    assert (account.open, account.prepaid) == ((cny(1000),), (Money(Decimal(5000), "USD"),))


@pytest.mark.parametrize(
    ("payments", "rest"),
    [
        ([payment("a", date(2026, 2, 25), None, "new", 30)], {"old": 1000, "new": 350}),
        ([payment("a", date(2026, 2, 25), None, "", 30)], {"old": 1000, "new": 350}),
        ([payment("a", date(2026, 1, 6), None, "", 30)], {"old": 700, "new": 500}),
        ([payment("a", date(2026, 1, 1), None, "", 50)], {"old": 500, "new": 500}),
        ([payment("a", date(2026, 1, 1), None)], {"old": 1000, "new": 500}),
    ],
)
def test_a_share_is_one_of_the_order_named_or_of_the_last_before_it(
    payments: list[Payment], rest: dict[str, int]
) -> None:
    assert rests([OLD, NEW], payments) == rest


def test_what_is_late_is_told_in_days_with_how_late_they_usually_are() -> None:
    earlier = [order(f"e{n}", date(2025, n, 1), cny(100), date(2025, n, 20)) for n in (8, 9, 10)]
    paid = [payment(f"p{n}", date(2025, n, day), cny(100)) for n, day in ((8, 15), (9, 25), (10, 27))]
    account = account_of([*earlier, OLD, NEW], paid, TODAY)
    assert [(each.order.id, each.days_late) for each in account.owed] == [("old", 34), ("new", 0)]
    assert (account.overdue, account.days_late, account.usual_days) == ((cny(1000),), 34, 5)


def test_the_day_to_pay_itself_is_in_time() -> None:
    assert account_of([replace(OLD, pay_by=TODAY)], [], TODAY).late == ()
    assert account_of([replace(OLD, pay_by=None)], [], TODAY).late == ()


def test_orders_without_a_sum_and_cancelled_ones_owe_nothing() -> None:
    account = account_of([replace(OLD, amount=None), replace(NEW, state=OrderState.CANCELLED)], [], TODAY)
    assert (account.owed, [each.id for each in account.unpriced]) == ((), ["old"])


def test_what_was_paid_before_the_order_counts_for_it_on_its_day() -> None:
    account = account_of([OLD], [payment("a", date(2026, 1, 1), cny(1500))], TODAY)
    assert account.settled[0].day == OLD.day
    assert account.prepaid == (cny(500),)


days = st.integers(0, 120).map(lambda n: FIRST + timedelta(days=n))
sums = st.tuples(st.integers(1, 10**9), st.sampled_from(["CNY", "USD", "JPY"])).map(
    lambda each: Money(Decimal(each[0]), each[1])
)
orders_made = st.lists(st.tuples(days, sums, st.none() | days), max_size=8).map(
    lambda rows: [order(str(n), *row) for n, row in enumerate(rows)]
)
payments_made = st.lists(st.tuples(days, sums, st.sampled_from(["", *map(str, range(8))])), max_size=12).map(
    lambda rows: [payment(str(n), *row) for n, row in enumerate(rows)]
)


@given(orders_made, payments_made)
def test_money_is_neither_lost_nor_found(orders: list[Order], payments: list[Payment]) -> None:
    account = account_of(orders, payments, TODAY)
    owed = summed([*(each.amount for each in orders if each.amount), *account.prepaid])
    paid = summed([*(each.amount for each in payments if each.amount), *account.open])
    assert owed == paid
    assert not {each.currency for each in account.open} & {each.currency for each in account.prepaid}
    assert {*(each.order.id for each in account.owed), *(each.order.id for each in account.settled)} == {
        each.id for each in orders
    }
    assert all(each.rest.amount > 0 for each in account.owed)
