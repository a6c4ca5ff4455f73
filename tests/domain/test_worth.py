"""Twelve months, quarters, sums in several currencies, and what an order without an amount comes to."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.domain.base import CustomerId, MemberId, OrderId, ProductId, WorkspaceId
from bot.domain.clv import Buyer
from bot.domain.health import Worth
from bot.domain.money import Money
from bot.domain.orders import Order, OrderState
from bot.domain.people import Asked, Scope, Workspace
from bot.domain.policy import Policy, Rate, ValuePolicy
from bot.domain.products import Product
from bot.domain.worth import (
    Pace,
    Rated,
    buyer_of,
    counting,
    live_book,
    quarter_of,
    sum_of,
    valuation_of,
    year_to,
)

NOON = datetime(2026, 3, 10, 4, tzinfo=UTC)
TODAY = date(2026, 3, 10)
ALL = Asked(Scope.ALL, None)


def cny(amount: int | str) -> Money:
    return Money(Decimal(amount), "CNY")


@pytest.mark.parametrize(
    ("today", "start"),
    [
        (date(2026, 3, 10), date(2025, 3, 11)),
        (date(2024, 2, 29), date(2023, 3, 1)),
        (date(2025, 2, 28), date(2024, 2, 29)),
        (date(2024, 3, 1), date(2023, 3, 2)),
        (date(2026, 12, 31), date(2026, 1, 1)),
    ],
)
def test_twelve_months_end_with_today(today: date, start: date) -> None:
    year = year_to(today)
    assert year.start == start
    assert (year.end - today).days == 1
    assert (year.end - year.start).days in {365, 366}


def test_quarters() -> None:
    days = [date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 1), date(2026, 12, 31)]
    assert [quarter_of(each).month for each in days] == [1, 1, 4, 10]
    assert all(quarter_of(each).day == 1 for each in days)


def test_only_stated_rates_count() -> None:
    rates = (
        Rate("USD", "CNY", Decimal("7.2")),
        Rate("CNY", "JPY", Decimal(20)),
        Rate("EUR", "USD", Decimal(1)),
    )
    space = Workspace(id=WorkspaceId("w"), name="w", policy=Policy(rates=rates), created_at=NOON)
    found = valuation_of(space)
    assert found.home == "CNY"
    assert dict(found.factors) == pytest.approx({"USD": 7.2, "JPY": 5.0})


def order(
    day: date, amount: Money | None = None, qty: Decimal | None = None, state: OrderState = OrderState.OPEN
) -> Order:
    return Order(
        id=OrderId(day.isoformat()),
        customer_id=CustomerId("c"),
        member_id=MemberId("m"),
        recorded_by=MemberId("m"),
        recorded_at=NOON,
        day=day,
        amount=amount,
        qty=qty,
        state=state,
    )


def test_what_an_order_comes_to() -> None:
    product = Product(id=ProductId("p"), name="A款", list_price=cny(3000), created_at=NOON)
    told = order(TODAY, amount=cny(5), qty=Decimal(2))
    counted, bare = order(TODAY, qty=Decimal("2.5")), order(TODAY)
    assert [sum_of(each, product) for each in (told, counted, bare)] == [cny(5), cny("7500.00"), None]
    assert sum_of(counted, None) is None


def test_orders_that_count() -> None:
    later, gone = order(date(2026, 3, 11)), order(TODAY, state=OrderState.CANCELLED)
    first, second = order(date(2025, 1, 1)), order(date(2026, 1, 1))
    assert counting([second, later, gone, first], TODAY) == [first, second]


def test_a_buyer_out_of_days() -> None:
    bought = [(date(2026, 1, 6), 100), (date(2026, 1, 20), 300), (date(2026, 2, 3), 500)]
    assert buyer_of(bought, TODAY) == Buyer(2, 4.0, 9.0, 400.0)
    assert buyer_of(bought[:1], TODAY) == Buyer(0, 0.0, 9.0, 0.0)
    assert buyer_of([], TODAY) is None
    assert Pace(3, date(2026, 1, 6), date(2026, 2, 3)).cycle == 14
    assert Pace(1, TODAY, TODAY).cycle is None


def rated(key: str, revenue: int | None, owner: str = "li", touches: int = 0, tier: str = "") -> Rated:
    worth = Worth(
        customer_id=CustomerId(key),
        reckoned_on=TODAY,
        revenue=None if revenue is None else cny(revenue),
        orders=0 if revenue is None else 1,
        first_order=None if revenue is None else TODAY,
        last_order=None if revenue is None else TODAY,
        touches=touches,
        tier=tier,
    )
    return Rated(MemberId(owner), worth)


def test_a_class_stays_for_its_quarter_and_newcomers_get_one_at_once() -> None:
    rows = [rated("a", 10, tier="A"), rated("b", 80, tier="B"), rated("new", 900), rated("lead", None)]
    book = live_book(rows, TODAY, ValuePolicy())
    assert {key: each.worth.tier for key, each in book.rows.items()} == {
        "a": "A",
        "b": "B",
        "new": "A",
        "lead": "",
    }
    assert book.rows[CustomerId("lead")].worth.monetary == 0


def test_what_one_may_ask_of_a_book() -> None:
    rows = [
        rated("a", 80, touches=2),
        rated("b", 15, "tom", 7),
        rated("c", 5, "tom"),
        rated("d", None, touches=1),
    ]
    book = live_book(rows, TODAY, ValuePolicy())
    toms = Asked(Scope.ME, frozenset({MemberId("tom")}))
    assert [(each.tier, each.accounts, each.revenue, each.touches) for each in book.totals(toms)] == [
        ("B", 1, 1500, 7),
        ("C", 1, 500, 0),
    ]
    assert sum(each.revenue for each in book.totals(ALL)) == 10_000
    assert [each.worth.customer_id for each in book.beyond(ALL, 1000, 0.5, 9)] == ["b", "a", "d"]
    assert [each.worth.customer_id for each in book.beyond(ALL, 1000, 0.5, 1)] == ["b"]
    assert [book.place(book.rows[CustomerId(key)]) for key in "abc"] == [(1, 3), (2, 3), (3, 3)]
