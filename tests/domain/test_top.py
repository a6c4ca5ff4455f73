"""The best customers: four factors and nothing else, by weights that everybody sees."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.base import CustomerId
from bot.domain.policy import TopWeights
from bot.domain.top import Factor, Record, best_count, ranked, weight_of

USUAL = TopWeights()


def record(
    key: str, revenue: int = 0, volume: int = 0, overdue: int = 0, cycle: float | None = None
) -> Record:
    return Record(
        customer_id=CustomerId(key), revenue=revenue, volume=Decimal(volume), overdue=overdue, cycle=cycle
    )


def order(records: list[Record], weights: TopWeights = USUAL) -> list[str]:
    return [each.record.customer_id for each in ranked(records, weights)]


def test_each_factor_alone() -> None:
    one = [record("a", revenue=9), record("b", revenue=5)]
    assert order(one) == ["a", "b"]
    assert order([record("a", volume=1), record("b", volume=2)]) == ["b", "a"]
    assert order([record("a", overdue=5), record("b")]) == ["b", "a"]
    assert order([record("a", cycle=90), record("b", cycle=30), record("c")]) == ["b", "a", "c"]


def test_the_weights_decide() -> None:
    rich, prompt = record("rich", revenue=900, overdue=100), record("prompt", revenue=100)
    assert order([rich, prompt]) == ["rich", "prompt"]
    assert order([rich, prompt], TopWeights(10, 10, 70, 10)) == ["prompt", "rich"]
    assert weight_of(Factor.REVENUE, USUAL) == 0.4
    assert sum(weight_of(each, TopWeights(3, 2, 2, 1)) for each in Factor) == 1


def test_points_go_from_nothing_to_a_hundred() -> None:
    best, worst = ranked([record(f"{n:03}", n, n, 100 - n, 100.0 - n) for n in range(100)], USUAL)[::99]
    assert (round(best.points, 1), round(worst.points, 1)) == (99.5, 0.5)


def test_equal_accounts_have_equal_points_and_go_by_revenue_then_key() -> None:
    found = ranked([record("b", 5), record("a", 5), record("c", 5)], USUAL)
    assert len({each.points for each in found}) == 1
    assert [each.record.customer_id for each in found] == ["a", "b", "c"]


@given(st.lists(st.tuples(*[st.integers(0, 50)] * 4), min_size=1, max_size=20), st.randoms())
def test_order_and_currency_make_no_difference(rows: list[tuple[int, int, int, int]], dice: Random) -> None:
    records = [record(f"{at:02}", *row) for at, row in enumerate(rows)]
    mixed = dice.sample(records, len(records))
    dear = [replace(each, revenue=each.revenue * 720, overdue=each.overdue * 720) for each in records]
    assert order(mixed) == order(records) == order(dear)


def test_the_best_fifth_is_rounded_up() -> None:
    assert [best_count(n, 20) for n in (0, 1, 5, 6, 10, 2357)] == [0, 1, 1, 2, 2, 472]
