"""Deals as of a day, the pipeline's counts, and forecasts: what holds whatever the deals are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.forecast import Window, expected, hazards_of, outlook
from bot.domain.moment import Period
from bot.domain.pipeline import View, behind, coverage, grouped, summarise
from bot.domain.policy import PipelinePolicy
from bot.domain.snapshot import NEVER, Book, DealChange, Life, Look, Opportunity, book_of

START = date(2026, 1, 1).toordinal()
POLICY = PipelinePolicy(least_past=3, least_won=1)
YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))


def deal(
    number: int, opened: int, closed: int | None = None, stage: str = "lead", **facts: object
) -> Opportunity:
    """Days count from 1 January."""
    usual = {
        "id": f"d{number}",
        "member_id": "li",
        "product_id": "",
        "product": "",
        "origin": "",
        "stage": stage,
        "opened": START + opened,
        "closed": NEVER if closed is None else START + closed,
        "expected": 0,
        "value": 100,
        "currency": "CNY",
        "confidence": "",
        "reason": "",
    }
    return Opportunity(**{**usual, **facts})  # type: ignore[arg-type]


def book(*deals: Opportunity, changes: tuple[DealChange, ...] = (), policy: PipelinePolicy = POLICY) -> Book:
    return book_of(deals, changes, "CNY", lambda minor, _: minor * 7, policy)


@st.composite
def deals(draw: st.DrawFn) -> list[Opportunity]:
    found = []
    for number in range(draw(st.integers(0, 40))):
        opened, cycle = draw(st.integers(0, 300)), draw(st.integers(0, 150))
        stage = draw(st.sampled_from(["lead", "proposal", "won", "lost"]))
        closed = opened + cycle if stage in {"won", "lost"} else None
        value = draw(st.one_of(st.none(), st.integers(0, 10**9)))
        found.append(deal(number, opened, closed, stage, value=value, member_id=draw(st.sampled_from("ab"))))
    return found


def anybody(_: Opportunity) -> bool:
    return True


@given(deals(), st.integers(0, 400))
def test_counts_add_up(found: list[Opportunity], day: int) -> None:
    there = book(*found)
    total = summarise(Look(there, START + day, YEAR, anybody), ("lead", "proposal"))
    parts = (total.live, total.stalled, total.dead)
    assert (
        sum(each.count for each in parts) == total.open.count == sum(line.all.count for line in total.stages)
    )
    assert (
        sum(each.value for each in parts) == total.open.value == sum(line.all.value for line in total.stages)
    )
    assert total.stalled.count + total.dead.count == sum(line.stalled for line in total.stages)
    assert sum(count for _, count in total.reasons) == total.lost.count
    halves = [
        summarise(Look(there, START + day, YEAR, lambda each, who=who: each.member_id == who))  # type: ignore[misc]
        for who in "ab"
    ]
    assert sum(each.open.count for each in halves) == total.open.count
    assert sum(each.won.value for each in halves) == total.won.value
    by_person = grouped(Look(there, START + day, YEAR, anybody), View.PEOPLE)
    assert sum(each.live.count for each in by_person) == total.live.count


@given(deals(), st.integers(0, 400), st.integers(0, 100))
def test_as_time_goes_on_nothing_closed_opens_again(found: list[Opportunity], day: int, more: int) -> None:
    there = book(*found)
    now, later = there.at(START + day), there.at(START + day + more)
    assert {each.id for each in now.past} <= {each.id for each in later.past}
    known, known_later = ({each.id for each in (*one.open, *one.past)} for one in (now, later))
    assert known <= known_later
    assert not {each.id for each in now.open} & {each.id for each in now.past}


@given(deals(), st.integers(0, 400), st.integers(0, 200), st.integers(0, 120), st.integers(0, 60))
def test_hazards_give_chances(found: list[Opportunity], day: int, age: int, days: int, wait: int) -> None:
    hazards = hazards_of(book(*found).at(START + day))
    chance, longer = hazards.chance(age, days), hazards.chance(age, days + 1)
    assert -1e-9 <= chance <= longer + 1e-9 <= 1 + 2e-9
    parts = hazards.chance(age, wait) + hazards.chance(age, days, wait)
    assert parts == pytest.approx(hazards.chance(age, wait + days), abs=1e-9)
    assert all(-1e-9 <= won + left <= 1 + 1e-9 for won, left in zip(hazards.won, hazards.left, strict=True))


@given(deals(), st.integers(0, 400), st.integers(1, 90))
def test_a_forecast_of_open_deals_is_never_more_than_they_are_worth(
    found: list[Opportunity], day: int, days: int
) -> None:
    there = book(*(each for each in found if each.value is not None))
    snapshot = there.at(START + day)
    ahead = expected(there, snapshot, Window(days), anybody)
    if ahead is not None:
        assert -1e-6 <= ahead.open <= sum(each.value or 0 for each in snapshot.open) + 1e-6


PAST = [deal(number, 0, 10 * number, "won" if number % 2 else "lost") for number in range(1, 11)]
"""Cycles of 10, 20 … 100 days."""


def test_live_stalled_and_dead_by_past_cycles() -> None:
    ages = {90: Life.LIVE, 91: Life.STALLED, 100: Life.STALLED, 101: Life.DEAD}
    open_ = [deal(age, 200 - age) for age in ages]
    snapshot = book(*PAST, *open_).at(START + 200)
    assert (snapshot.limit, snapshot.longest) == (90, 100)
    assert {snapshot.age(each): snapshot.life(each) for each in snapshot.open} == ages


def test_with_too_few_past_deals_nothing_is_foretold() -> None:
    there = book(*PAST[:2], deal(99, 1))
    snapshot = there.at(START + 300)
    assert snapshot.life(snapshot.open[0]) is Life.LIVE
    assert (snapshot.limit, expected(there, snapshot, Window(30), anybody)) == (None, None)


def test_a_day_begins_before_what_happens_on_it() -> None:
    there = book(deal(1, 5, 9, "won"))
    assert [len(there.at(START + day).open) for day in (5, 6, 9, 10)] == [0, 1, 1, 0]
    assert [len(there.at(START + day).past) for day in (9, 10)] == [0, 1]


def test_sums_and_stages_are_those_of_the_day() -> None:
    moves = (
        DealChange("d1", START + 20, "lead", "proposal", 300, "CNY", repriced=True, delayed=False),
        DealChange("d1", START + 30, "proposal", "won", 500, "CNY", repriced=True, delayed=False),
        DealChange("d2", START + 25, "lead", "lead", None, "", repriced=False, delayed=True),
    )
    there = book(deal(1, 10, 30, "won", value=450), deal(2, 10), changes=moves)
    told = {day: next(each for each in there.at(START + day).open if each.id == "d1") for day in (15, 21, 30)}
    assert {day: (each.value, each.stage) for day, each in told.items()} == {
        15: (300, "lead"),
        21: (500, "proposal"),
        30: (500, "proposal"),
    }
    (won,) = there.at(START + 31).past
    assert (won.value, there.asked(won)) == (450, 500)
    look = Look(there, START + 40, YEAR, anybody)
    assert [each.id for each in behind(look, View.SLIPPED)] == ["d2"]
    assert summarise(look).slipped == 1


def test_other_currencies_are_brought_home_or_left_out() -> None:
    kept = book_of(
        [deal(1, 0, value=10, currency="USD"), deal(2, 0, value=10, currency="XXX"), deal(3, 0, value=None)],
        (),
        "CNY",
        lambda minor, code: minor * 7 if code == "USD" else None,
        POLICY,
    )
    total = summarise(Look(kept, START + 5, YEAR, anybody)).open
    assert (total.count, total.value, total.unvalued) == (3, 70, 2)


def test_what_should_have_been_signed() -> None:
    today = START + 100
    late, due = deal(1, 0, expected=today - 2), deal(2, 0, expected=today - 1)
    look = Look(book(late, due), today, YEAR, anybody)
    assert [each.id for each in behind(look, View.SLIPPED)] == ["d1"]


def test_the_period_counts_what_is_won_and_marked() -> None:
    there = book(
        deal(1, 0, 20, "won", value=70),
        deal(2, 50, value=30, confidence="commit", expected=START + 80),
        deal(3, 50, value=20, confidence="best_case"),
        deal(4, 50, value=90, confidence="commit", expected=START + 500),
    )
    found = outlook(Look(there, START + 60, YEAR, anybody))
    assert (found.won.value, found.commit.value, found.best_case.value) == (70, 100, 120)
    assert (found.commit.count, found.best_case.count) == (1, 2)
    assert found.run_rate == 70 + 70 / 90 * (365 - 60)
    assert found.hazard is None


def test_the_past_error_is_that_of_whole_periods() -> None:
    """A deal of 10 a day, won in two days: both ways foretell it exactly."""
    steady = [deal(number, number, number + 2, "won", value=10) for number in range(400)]
    quarter = Period(date(2026, 12, 1), date(2026, 12, 31))
    found = outlook(Look(book(*steady), date(2026, 12, 11).toordinal(), quarter, anybody))
    assert found.won.value == 100
    assert found.run_rate == pytest.approx(300)
    assert found.run_rate_tried.days == POLICY.tries
    assert found.run_rate_tried.error == pytest.approx(0)
    assert found.hazard_tried.error is not None
    assert found.hazard_tried.error < 0.1


@pytest.mark.parametrize(
    ("live", "won", "target", "times"), [(300, 50, 200, 2.0), (300, 200, 200, None), (1, 0, None, None)]
)
def test_coverage_is_of_what_is_missing(live: int, won: int, target: int | None, times: float | None) -> None:
    assert coverage(live, won, target) == times
