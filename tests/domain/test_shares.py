"""Shares and how far they can be trusted (Wilson, 1927)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.shares import Share, likely

COUNTS = st.integers(1, 10_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


def test_the_check_value() -> None:
    assert [round(each, 4) for each in likely(107, 152)] == [0.6271, 0.7708]
    assert [round(each * 100) for each in likely(11, 16)] == [44, 86]


@pytest.mark.parametrize(
    ("good", "of", "low", "high"), [(0, 0, 0, 1), (0, 10, 0, 0.2775), (10, 10, 0.7225, 1)]
)
def test_the_edges(good: int, of: int, low: float, high: float) -> None:
    assert [round(each, 4) for each in likely(good, of)] == [low, high]


@given(COUNTS)
def test_the_interval_holds_the_share_and_mirrors(counts: tuple[int, int]) -> None:
    good, of = counts
    low, high = likely(good, of)
    assert 0 <= low <= good / of <= high <= 1
    assert likely(of - good, of) == pytest.approx((1 - high, 1 - low))


@given(COUNTS)
def test_more_of_the_same_is_narrower(counts: tuple[int, int]) -> None:
    good, of = counts
    (low, high), (lower, higher) = likely(good * 2, of * 2), likely(good, of)
    assert high - low < higher - lower


@given(COUNTS, COUNTS)
def test_one_is_surely_above_only_where_intervals_part(one: tuple[int, int], other: tuple[int, int]) -> None:
    first, second = Share(*one), Share(*other)
    if first.surely_above(second):
        assert not second.surely_above(first)
        assert one[0] / one[1] > other[0] / other[1]
    assert not first.surely_above(first)
