"""ABC classes, quintiles and attention: the published figures, and what holds for any accounts."""

from collections import Counter
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.abc import classes_of, cuts_of, share_of_top
from bot.domain.attention import Verdict, log_ratio, verdict_of
from bot.domain.policy import ValuePolicy
from bot.domain.rfm import quintile_cuts, quintile_of, quintiles_of
from tests.domain import cdnow

POLICY = ValuePolicy()
ACCOUNTS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=4), st.integers(-50, 5000), max_size=40)


def test_the_classes_of_cdnow() -> None:
    revenues = cdnow.revenues()
    assert len(revenues) == 2357
    assert Counter(classes_of(revenues, POLICY).values()) == {"A": 777, "B": 801, "C": 779}
    assert share_of_top([*revenues.values()], 0.2) == pytest.approx(0.6740, abs=0.0005)


def test_by_hand() -> None:
    revenues = {"a": 79, "b": 1, "c": 15, "d": 5, "e": 0, "f": -3}
    found = classes_of(revenues, POLICY)
    assert found == {"a": "A", "c": "A", "d": "B", "b": "C", "e": "C", "f": "C"}


def test_exactly_eighty_per_cent_before_is_no_longer_a() -> None:
    assert classes_of({"a": 80, "b": 15, "c": 5}, POLICY) == {"a": "A", "b": "B", "c": "C"}


def test_ties_go_by_key() -> None:
    assert classes_of({"b": 40, "a": 40, "d": 10, "c": 10}, POLICY) == {
        "a": "A",
        "b": "A",
        "c": "B",
        "d": "B",
    }


@given(ACCOUNTS)
def test_every_account_has_one_class_and_better_ones_no_worse(revenues: dict[str, int]) -> None:
    found = classes_of(revenues, POLICY)
    assert found.keys() == revenues.keys()
    assert all(found[key] == "C" for key, revenue in revenues.items() if revenue <= 0)
    for one, other in zip(revenues, [*revenues][1:], strict=False):
        if revenues[one] > revenues[other]:
            assert found[one] <= found[other]


@given(ACCOUNTS, st.randoms())
def test_order_and_currency_make_no_difference(revenues: dict[str, int], dice: Random) -> None:
    mixed = dict(dice.sample([*revenues.items()], len(revenues)))
    found = classes_of(revenues, POLICY)
    assert classes_of(mixed, POLICY) == found
    assert classes_of({key: value * 720 for key, value in revenues.items()}, POLICY) == found


@given(ACCOUNTS)
def test_the_boundaries_say_the_same(revenues: dict[str, int]) -> None:
    """Where classes end is kept instead of the classes, so that each account can be placed by itself."""
    ranked = sorted((-value, key) for key, value in revenues.items() if value > 0)
    total = -sum(value for value, _ in ranked)
    cuts = cuts_of(((key, -value) for value, key in ranked), total, POLICY)
    placed = {key: cuts.class_of(value, key) for key, value in revenues.items()}
    assert placed == classes_of(revenues, POLICY)


def test_quintiles_by_hand() -> None:
    assert quintiles_of(dict(zip("abcde", (50, 10, 30, 20, 40), strict=True))) == dict(
        zip("abcde", (5, 1, 3, 2, 4), strict=True)
    )
    assert quintiles_of({"a": 7, "b": 7, "c": 7}) == {"a": 3, "b": 3, "c": 3}
    assert quintiles_of({"a": 0, "b": 0, "c": 0, "d": 9}) == {"a": 2, "b": 2, "c": 2, "d": 5}


@given(st.dictionaries(st.integers(), st.integers(-20, 20), min_size=1, max_size=60))
def test_quintiles_go_from_one_to_five_and_ties_share_theirs(values: dict[int, int]) -> None:
    found = quintiles_of(values)
    assert set(found.values()) <= {1, 2, 3, 4, 5}
    for (one, value), (other, another) in product(values.items(), repeat=2):
        if value == another:
            assert found[one] == found[other]
        elif value < another:
            assert found[one] <= found[other]


@given(st.lists(st.integers(0, 10**6), min_size=25, max_size=80, unique=True))
def test_without_ties_quintiles_are_fifths(values: list[int]) -> None:
    counts = Counter(quintiles_of(dict(enumerate(values))).values())
    assert max(counts.values()) - min(counts.values()) <= 1


def test_a_newcomer_is_placed_by_the_starts_of_the_quintiles() -> None:
    cuts = quintile_cuts(((value, 1) for value in range(1, 11)), 10)
    assert cuts == (3, 5, 7, 9)
    assert [quintile_of(value, cuts) for value in (0, 3, 4, 8, 99)] == [1, 2, 2, 4, 5]


def test_attention_of_the_three_classes() -> None:
    shares = ((0.10, 0.80), (0.30, 0.15), (0.60, 0.05))
    ratios = [round(log_ratio(touch, value, POLICY), 3) for touch, value in shares]
    assert ratios == [-2.939, 0.977, 3.459]
    verdicts = [verdict_of(tier, ratio, POLICY) for tier, ratio in zip("ABC", ratios, strict=True)]
    assert verdicts == [Verdict.NEGLECTED, None, Verdict.OVER_SERVED]


@pytest.mark.parametrize(
    ("tier", "ratio", "verdict"),
    [("A", -1.0, None), ("A", -1.01, Verdict.NEGLECTED), ("A", 3, None), ("C", 1.0, None), ("", 5, None)],
)
def test_only_who_is_out_of_step_is_named(tier: str, ratio: float, verdict: Verdict | None) -> None:
    assert verdict_of(tier, ratio, POLICY) is verdict
