"""Who is a candidate and in which order, whatever comes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.advice import Because, Candidate, capacity, choose, ranked, surely_better
from bot.domain.base import MemberId
from bot.domain.keeping import Tally
from bot.domain.policy import AdvicePolicy
from bot.domain.shares import Share

POLICY = AdvicePolicy()
TODAY = date(2026, 3, 10)
DAYS = st.integers(0, 400).map(lambda ago: TODAY - timedelta(days=ago))
FEW = st.integers(0, 12)


@st.composite
def teams(draw: st.DrawFn) -> list[Candidate]:
    def one(key: int) -> Candidate:
        touches = draw(FEW)
        decided = draw(FEW)
        return Candidate(
            id=MemberId(f"m{key:02}"),
            name=f"m{key}",
            touches=touches,
            last=draw(DAYS) if touches else None,
            owner=draw(st.booleans()),
            kept=Tally(draw(FEW), draw(FEW), draw(FEW), draw(FEW)),
            load=draw(FEW),
            similar=Share(draw(st.integers(0, decided)), decided),
            given=draw(st.none() | DAYS),
        )

    return [one(key) for key in range(draw(st.integers(1, 8)))]


def one(key: str, **facts: object) -> Candidate:
    return Candidate(id=MemberId(key), name=key, **facts)  # type: ignore[arg-type]


def order(*candidates: Candidate) -> list[str]:
    return [each.id for each in ranked(candidates, POLICY)]


@given(teams(), st.randoms())
def test_the_order_does_not_depend_on_who_was_named_first(team: list[Candidate], random: object) -> None:
    shuffled = [*team]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert ranked(shuffled, POLICY) == ranked(team, POLICY)


@given(teams())
def test_whoever_drops_out_changes_nothing_among_the_others(team: list[Candidate]) -> None:
    first, *others = ranked(team, POLICY)
    assert ranked([each for each in team if each.id != first.id], POLICY) == tuple(others)


@given(teams())
def test_everybody_is_either_ranked_or_left_out_and_somebody_has_time(team: list[Candidate]) -> None:
    chosen = choose(team, POLICY, skilled=False)
    out = [each.candidate for each in chosen.left_out]
    assert sorted(each.id for each in (*chosen.ranked, *out)) == sorted(each.id for each in team)
    assert chosen.ranked
    assert all(each.load <= chosen.limit for each in chosen.ranked)
    assert len(out) * 2 <= len(team)


@given(teams())
def test_shares_won_never_decide(team: list[Candidate]) -> None:
    blind = [replace(each, similar=Share()) for each in team]
    assert [each.id for each in ranked(team, POLICY)] == [each.id for each in ranked(blind, POLICY)]


def test_first_the_customer_then_the_promises_then_the_load() -> None:
    known = one("known", touches=3, last=TODAY, load=9, kept=Tally(broken=9))
    reliable = one("reliable", kept=Tally(kept=9), load=9)
    free = one("free", kept=Tally(kept=8, broken=2), load=0)
    busy = one("busy", kept=Tally(kept=8, broken=2), load=2)
    assert order(busy, free, reliable, known) == ["known", "reliable", "free", "busy"]


def test_the_relationship_by_days_then_recency_then_ownership() -> None:
    more = one("more", touches=4, last=TODAY - timedelta(days=90))
    later = one("later", touches=3, last=TODAY)
    earlier = one("earlier", touches=3, last=TODAY - timedelta(days=9), owner=True)
    mine = one("mine", owner=True)
    stranger = one("a-stranger")
    assert order(stranger, mine, earlier, later, more) == ["more", "later", "earlier", "mine", "a-stranger"]


def test_one_broken_promise_of_few_decides_nothing() -> None:
    """Too few promises to go by: the load does."""
    assert order(one("new", load=1), one("unlucky", load=0, kept=Tally(kept=3, broken=1))) == [
        "unlucky",
        "new",
    ]


def test_ties_go_to_whoever_got_something_longest_ago() -> None:
    never, long_ago, lately = one("z"), one("y", given=TODAY - timedelta(days=9)), one("x", given=TODAY)
    assert order(lately, long_ago, never) == ["z", "y", "x"]
    given_now = one("z", given=TODAY + timedelta(days=1))
    assert order(lately, long_ago, given_now) == ["y", "x", "z"]


@pytest.mark.parametrize(
    ("loads", "limit"),
    [([], 3), ([1], 3), ([4, 8, 12], 10), ([2, 2, 2, 9], 3.75), ([5, 6, 7, 8, 30], 8), ([0, 0, 0, 1], 3)],
)
def test_capacity_is_the_upper_quartile_but_never_next_to_nothing(loads: list[int], limit: float) -> None:
    assert capacity(loads, POLICY) == limit


def test_why_somebody_is_left_out() -> None:
    team = [
        one("full", load=30, skill="修"),
        one("unskilled"),
        one("gone", gone=True, load=99, skill="修"),
        *(one(f"fits{number}", skill="修", load=number) for number in range(3)),
    ]
    chosen = choose(team, POLICY, skilled=True)
    why = {each.candidate.id: each.because for each in chosen.left_out}
    assert why == {"full": Because.FULL, "unskilled": Because.UNSKILLED, "gone": Because.GONE}
    assert [each.id for each in chosen.ranked] == ["fits0", "fits1", "fits2"]


def test_a_significant_difference_is_named() -> None:
    good, bad, unknown = one("a", similar=Share(40, 50)), one("b", similar=Share(10, 50)), one("c")
    assert surely_better([unknown, bad, good]) == (good, bad)
    assert surely_better([one("d", similar=Share(11, 16)), one("e", similar=Share(5, 12)), unknown]) is None
