"""The four stages: by the facts of a day, and over the weeks without flapping."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.lifecycle import (
    Lifecycle,
    StageFacts,
    Standing,
    Verdict,
    Why,
    advance,
    cadence_of,
    verdict_of,
)
from bot.domain.policy import LifecyclePolicy, SilencePolicy
from bot.domain.silence import silence_of

FIRST = date(2025, 1, 1)
POLICY = LifecyclePolicy()
E, G, M, D = Lifecycle


def facts(*orders: int, today: int, **more: Any) -> StageFacts:
    days = [FIRST + timedelta(days=each) for each in orders]
    silence = silence_of(days, FIRST + timedelta(days=today), SilencePolicy())
    return replace(StageFacts(ordered=days, known_since=FIRST, silence=silence), **more)


@pytest.mark.parametrize(
    ("orders", "today", "more", "stage", "why"),
    [
        ((), 400, {}, E, Why.ORDERS),
        ((0, 10), 400, {}, E, Why.ORDERS),
        ((0, 10, 20), 80, {}, E, Why.TIME),
        ((0, 40, 80, 120), 150, {}, G, Why.ORDERS),
        ((0, 10, 30, 60, 90, 120), 150, {}, G, Why.ORDERS),
        ((0, 60, 120, 180, 240, 300), 340, {}, M, Why.ORDERS),
        ((0, 60, 120, 180, 240, 300), 340, {"share": 1.25}, G, Why.VOLUME),
        ((0, 60, 120, 180, 240, 300), 340, {"share": 1.24}, M, Why.ORDERS),
        ((0, 60, 120, 180, 240, 300), 340, {"share": 0.25}, D, Why.VOLUME),
        ((0, 60, 120, 180, 240, 300), 340, {"share": 0.26}, M, Why.ORDERS),
        ((0, 60, 120, 180, 240, 300), 600, {}, D, Why.SILENCE),
        ((0, 10), 600, {}, E, Why.ORDERS),
        ((0, 60, 120, 180, 240, 300), 340, {"leaving": True}, D, Why.LEAVING),
    ],
)
def test_the_verdict_of_a_day(
    orders: tuple[int, ...], today: int, more: dict[str, Any], stage: Lifecycle, why: Why
) -> None:
    verdict = verdict_of(facts(*orders, today=today, **more), FIRST + timedelta(days=today), POLICY)
    assert (verdict.stage, verdict.why) == (stage, why)


def test_a_decline_knows_what_it_was_otherwise() -> None:
    today = FIRST + timedelta(days=600)
    verdict = verdict_of(facts(0, 60, 120, 180, 240, 300, today=600), today, POLICY)
    assert (verdict.stage, verdict.otherwise) == (D, M)
    assert advance(None, verdict, today, POLICY).declined_from is M


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def said(stage: Lifecycle, why: Why, last: date | None = None) -> Verdict:
    return Verdict(stage, why, stage, last)


def begin(stage: Lifecycle) -> Standing:
    return Standing(stage=stage, since=FIRST, checked_on=FIRST, next_checked_on=FIRST)


def nightly(standing: Standing, days: range, verdict: Verdict) -> Standing:
    for each in days:
        standing = advance(standing, verdict, day(each), POLICY)
    return standing


def test_a_change_needs_four_weekly_checks_that_agree() -> None:
    verdict = said(D, Why.VOLUME)
    waiting = nightly(begin(M), range(1, 28), verdict)
    assert (waiting.stage, waiting.next_stage, waiting.next_checks) == (M, D, 3)
    changed = nightly(waiting, range(28, 29), verdict)
    assert (changed.stage, changed.since, changed.declined_from) == (D, day(28), M)
    assert (changed.next_stage, changed.next_checks) == (None, 0)


def test_a_check_that_disagrees_begins_anew() -> None:
    waiting = nightly(begin(M), range(1, 22), said(G, Why.VOLUME))
    assert waiting.next_checks == 3
    calm = nightly(waiting, range(22, 29), said(M, Why.ORDERS))
    assert (calm.stage, calm.next_checks) == (M, 0)
    other = nightly(waiting, range(22, 29), said(D, Why.VOLUME))
    assert (other.stage, other.next_stage, other.next_checks) == (M, D, 1)


def test_running_it_again_on_the_same_day_counts_once() -> None:
    standing = begin(M)
    for _ in range(10):
        standing = advance(standing, said(D, Why.VOLUME), day(7), POLICY)
    assert standing.next_checks == 1


def test_silence_counts_at_once() -> None:
    gone = advance(begin(G), said(D, Why.SILENCE), day(1), POLICY)
    assert (gone.stage, gone.since, gone.declined_from) == (D, day(1), G)


def test_an_order_out_of_decline_counts_at_once_and_is_remembered() -> None:
    gone = advance(begin(M), said(D, Why.SILENCE, day(-200)), day(1), POLICY)
    still = advance(gone, said(M, Why.ORDERS, day(-20)), day(9), POLICY)
    assert (still.stage, still.next_stage) == (D, M)
    back = advance(gone, said(G, Why.VOLUME, day(5)), day(6), POLICY)
    assert (back.stage, back.declined_from) == (G, M)
    later = nightly(back, range(7, 7 + 28), said(M, Why.ORDERS, day(5)))
    assert (later.stage, later.declined_from) == (M, None)


def test_the_order_that_makes_the_third_counts_at_once_but_not_mere_time() -> None:
    grown = advance(begin(E), said(G, Why.ORDERS, day(2)), day(3), POLICY)
    assert grown.stage is G
    older = advance(begin(E), said(G, Why.ORDERS, day(-50)), day(3), POLICY)
    assert older.stage is E
    bigger = advance(begin(M), said(G, Why.VOLUME, day(2)), day(3), POLICY)
    assert bigger.stage is M


SLOW = st.sampled_from([said(G, Why.VOLUME), said(M, Why.ORDERS), said(D, Why.VOLUME), said(D, Why.LEAVING)])


@given(st.lists(SLOW, min_size=1, max_size=400), st.integers(1, 9))
def test_it_never_flaps_within_four_weeks(verdicts: list[Verdict], step: int) -> None:
    """Whatever the days say, and however often it is looked at."""
    standing, changes = begin(M), [FIRST]
    for number, verdict in enumerate(verdicts, 1):
        before, standing = standing, advance(standing, verdict, day(number * step), POLICY)
        if standing.stage is not before.stage:
            changes.append(standing.since)
            assert standing.declined_from is (before.stage if standing.stage is D else before.declined_from)
    assert all((later - earlier).days >= 28 for earlier, later in pairwise(changes))


@given(st.sampled_from(Lifecycle), st.lists(SLOW, max_size=60))
def test_silence_and_orders_never_wait(stage: Lifecycle, before: list[Verdict]) -> None:
    standing = begin(stage)
    for number, verdict in enumerate(before, 1):
        standing = advance(standing, verdict, day(number), POLICY)
    now = len(before) + 1
    silent = advance(standing, said(D, Why.SILENCE), day(now), POLICY)
    assert silent.stage is D
    ordered = advance(silent, said(M, Why.ORDERS, day(now)), day(now + 1), POLICY)
    assert ordered.stage is M


def test_each_stage_has_its_cadence() -> None:
    assert {each: cadence_of(each, POLICY) for each in Lifecycle} == {E: 7, G: 14, M: 30, D: 7}
