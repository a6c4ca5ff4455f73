"""Exact money."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.money import Money, MoneyError, PrecisionError

CODES = st.sampled_from(["CNY", "USD", "JPY", "KWD"])


@given(st.integers(-(10**18), 10**18), CODES)
def test_minor_units_come_back(minor: int, code: str) -> None:
    assert Money.from_minor(minor, code).to_minor() == minor


@given(st.integers(-(10**12), 10**12), st.integers(-(10**12), 10**12), CODES)
def test_sums_are_exact(one: int, two: int, code: str) -> None:
    total = Money.from_minor(one, code) + Money.from_minor(two, code)
    assert total.to_minor() == one + two
    assert (total - Money.from_minor(two, code)).to_minor() == one


@pytest.mark.parametrize(
    ("text", "code", "minor"), [("2,800.50", "cny", 280050), ("5", "JPY", 5), ("1.234", "KWD", 1234)]
)
def test_plain_digits_are_parsed(text: str, code: str, minor: int) -> None:
    assert Money.parse(text, code).to_minor() == minor


@pytest.mark.parametrize(("text", "code"), [("many", "CNY"), ("1", "RMBY"), ("NaN", "CNY"), ("1", "C1Y")])
def test_what_is_no_money(text: str, code: str) -> None:
    with pytest.raises(MoneyError):
        Money.parse(text, code)


def test_fractions_of_a_cent_are_not_stored() -> None:
    with pytest.raises(PrecisionError):
        Money(Decimal("0.001"), "CNY").to_minor()


def test_two_currencies_do_not_mix() -> None:
    with pytest.raises(MoneyError):
        Money(Decimal(1), "CNY") + Money(Decimal(1), "USD")


def test_order_is_by_amount() -> None:
    assert Money(Decimal(1), "CNY") < Money(Decimal(2), "CNY")
