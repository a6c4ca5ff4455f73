"""BG/NBD and Gamma-Gamma against what was published of CDNOW, and where there is nothing to learn from."""

from dataclasses import replace
from decimal import Decimal
from math import exp, log
from random import Random
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.clv import (
    Buyer,
    Fit,
    Rhythm,
    Spend,
    fit,
    fit_rhythm,
    fit_spend,
    gauss,
    log_likelihood,
    outlook,
)
from bot.domain.policy import ValuePolicy
from tests.domain import cdnow

POLICY = ValuePolicy()
PUBLISHED = Rhythm(0.242594, 4.413596, 0.792919, 2.425895)
JANE = Buyer(2, 30.43, 38.86, 22.35)


def test_the_likeliest_rhythm_of_cdnow() -> None:
    buyers = cdnow.buyers()
    found = fit_rhythm(buyers)
    assert found is not None
    assert (found.r, found.alpha, found.a, found.b) == pytest.approx(
        (0.2426, 4.4135, 0.7929, 2.4258), abs=0.005
    )
    assert log_likelihood(found, buyers) == pytest.approx(-9582.43, abs=0.01)
    assert found.alive(JANE) == pytest.approx(0.7266, abs=0.001)
    assert found.expected(JANE, 39) == pytest.approx(1.2259, abs=0.001)


def test_what_a_purchase_of_cdnow_comes_to() -> None:
    found = fit_spend(cdnow.buyers())
    assert found is not None
    assert (found.p, found.q) == pytest.approx((6.249, 3.745), abs=0.005)
    assert found.gamma == pytest.approx(15.448, abs=0.02)
    assert found.mean(JANE) == pytest.approx(24.659, abs=0.01)


def test_both_parts_are_learnt_in_about_a_second() -> None:
    buyers = cdnow.buyers()
    start = perf_counter()
    found = fit(buyers, POLICY)
    took = perf_counter() - start
    assert found is not None
    assert (found.buyers, found.repeaters) == (2357, 946)
    assert found.spend.mean(JANE) == pytest.approx(24.659, abs=0.01)
    assert took < 5, f"{took:.1f} s, where an idle machine takes 0.2"


def test_the_currency_makes_no_difference() -> None:
    in_dollars = cdnow.buyers()
    in_cents = [replace(each, mean=each.mean * 100) for each in in_dollars]
    one, other = fit(in_dollars, POLICY), fit(in_cents, POLICY)
    assert one is not None
    assert other is not None
    assert other.rhythm == one.rhythm
    cents = other.spend.mean(replace(JANE, mean=2235.0))
    assert cents == pytest.approx(100 * one.spend.mean(JANE), rel=1e-4)


def test_silence_ahead_grows_with_silence_so_far() -> None:
    """Whoever bought often and then stopped is more doubtful than who bought often until now."""
    stopped, goes_on = Buyer(10, 20, 60), Buyer(10, 59, 60)
    assert PUBLISHED.silent(stopped, 13) > 0.95
    assert PUBLISHED.silent(goes_on, 13) < 0.25
    assert PUBLISHED.alive(Buyer(0, 0, 60)) == 1
    assert PUBLISHED.silent(Buyer(0, 0, 60), 13) > PUBLISHED.silent(goes_on, 13)


def test_by_hand_without_a_chance_to_leave() -> None:
    """With a tiny chance of leaving only the gamma rate counts: P(none in t) = ((α+T)/(α+T+t))^(r+x)."""
    steady = Rhythm(2.0, 8.0, 1e-6, 50.0)
    buyer = Buyer(3, 10.0, 12.0)
    assert steady.silent(buyer, 4) == pytest.approx((20 / 24) ** 5, rel=1e-4)
    assert steady.expected(buyer, 4) == pytest.approx(5 / 20 * 4, rel=1e-3)


@given(st.floats(0.1, 4), st.floats(0.1, 4), st.floats(0, 0.95))
def test_the_series_by_cases_that_are_known(a: float, b: float, z: float) -> None:
    assert gauss(a, b, b, z) == pytest.approx((1 - z) ** -a, rel=1e-6)
    if z > 0.001:
        assert gauss(1, 1, 2, z) == pytest.approx(-log(1 - z) / z, rel=1e-6)


def test_too_few_that_came_back() -> None:
    buyers = [Buyer(1, 10, 30, 5.0)] * 49 + [Buyer(0, 0, 30)] * 500
    assert fit(buyers, POLICY) is None


@pytest.mark.parametrize(
    "buyers",
    [
        [Buyer(20, 99.9, 100, 50.0)] * 200,
        [Buyer(1, 0.001, 1000, 10.0)] * 60,
        [Buyer(2, 10, 20, 0.0)] * 60,
    ],
    ids=["everybody alike", "nobody stayed", "for nothing"],
)
def test_what_teaches_nothing(buyers: list[Buyer]) -> None:
    assert fit(buyers, POLICY) is None


def test_made_up_habits_are_found_again() -> None:
    dice, true = Random(7), Rhythm(1.5, 12.0, 0.9, 4.0)  # noqa: S311  (made-up customers, not secrets)
    found = fit_rhythm([_lived(true, 80.0, dice) for _ in range(3000)])
    assert found is not None
    assert found.r / found.alpha == pytest.approx(true.r / true.alpha, rel=0.1)
    assert found.a / (found.a + found.b) == pytest.approx(true.a / (true.a + true.b), rel=0.25)


def _lived(true: Rhythm, age: float, dice: Random) -> Buyer:
    rate, leaving = dice.gammavariate(true.r, 1 / true.alpha), dice.betavariate(true.a, true.b)
    now, last, repeats = 0.0, 0.0, 0
    while (now := now + dice.expovariate(rate)) < age:
        last, repeats = now, repeats + 1
        if dice.random() < leaving:
            break
    return Buyer(repeats, last, age)


KNOWN = Fit(Rhythm(2.0, 8.0, 1e-6, 50.0), Spend(6.0, 4.0, 15.0), 500, 200)


def test_the_inputs_of_a_lifetime_value() -> None:
    buyer = Buyer(3, 10.0, 12.0, 40.0)
    bare = outlook(KNOWN, buyer, 10, POLICY, None)
    assert (bare.margin, bare.service) == (None, None)
    assert bare.revenue == pytest.approx(bare.purchases * bare.each)
    yearly = replace(POLICY, margin=Decimal(30), discount=Decimal(0))
    whole = outlook(KNOWN, buyer, 10, replace(yearly, margin=None), None)
    assert whole.left == pytest.approx(whole.revenue)
    assert bare.left < whole.left
    served = outlook(KNOWN, buyer, 10, yearly, 2.0)
    assert served.service == pytest.approx(20.0)
    assert served.left == pytest.approx(0.3 * whole.revenue - 20.0)


def test_later_money_is_worth_less() -> None:
    buyer = Buyer(3, 10.0, 12.0, 40.0)
    left = [
        outlook(KNOWN, buyer, 0, replace(POLICY, discount=Decimal(rate)), None).left for rate in (1, 10, 50)
    ]
    assert left == sorted(left, reverse=True)
    full = outlook(KNOWN, buyer, 0, POLICY, None).revenue
    assert full * exp(-log(1.5)) < left[-1] < full
