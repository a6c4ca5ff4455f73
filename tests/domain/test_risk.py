"""The at-risk score, the silence and the stage, by the figures of their formulas."""

from datetime import date, timedelta

import pytest

from bot.domain.lifecycle import Lifecycle, stage_of
from bot.domain.policy import RiskPolicy, SilencePolicy
from bot.domain.risk import Colour, LatePromise, OpenComplaint, RiskFacts, Signal, assess
from bot.domain.silence import Silence, silence_of

FIRST = date(2025, 1, 1)
POLICY = SilencePolicy()


def days(*offsets: int) -> list[date]:
    return [FIRST + timedelta(days=each) for each in offsets]


@pytest.mark.parametrize(
    ("contacts", "usual", "limit"),
    [
        (days(0, 30, 60, 90), 33.136, 99.41),
        (days(0), 36.6, 109.80),
        (days(*range(0, 57, 7)), 10.991, 32.97),
    ],
)
def test_the_usual_gap_and_its_limit(contacts: list[date], usual: float, limit: float) -> None:
    silence = silence_of(contacts, FIRST + timedelta(days=150), POLICY)
    assert silence is not None
    assert silence.usual == pytest.approx(usual, abs=0.001)
    assert silence.limit == pytest.approx(limit, abs=0.01)


def test_silence_points() -> None:
    silence = silence_of(days(0, 30, 60, 90), FIRST + timedelta(days=150), POLICY)
    found = assess(RiskFacts(silence=silence), RiskPolicy())
    assert found.points == pytest.approx(10.134, abs=0.001)
    assert found.colour is Colour.GREEN


def test_who_was_never_in_touch_is_not_silent() -> None:
    assert silence_of([], FIRST, POLICY) is None
    assert silence_of(days(3), FIRST, POLICY) is None


def test_promises_and_complaints_count_up_to_their_most() -> None:
    late = tuple(LatePromise(what=f"第{each}件", days=each, by="李雷") for each in (3, 15, 1))
    complaint = OpenComplaint(what="交货慢", day=FIRST, days=18, late=16, by="小方")
    found = assess(RiskFacts(promises=late, complaints=(complaint,)), RiskPolicy())
    assert [(each.signal, each.points, each.count) for each in found.reasons] == [
        (Signal.PROMISE, 20, 3),
        (Signal.COMPLAINT, 15, 1),
    ]
    assert found.reasons[0].evidence == late[1]
    assert found.colour is Colour.AMBER


def test_red_needs_two_signals() -> None:
    policy = RiskPolicy(red=20)
    silent = RiskFacts(silence=Silence(200, 13, 39))
    assert assess(silent, policy).colour is Colour.GREEN
    owing = RiskFacts(silence=silent.silence, promises=(LatePromise(what="送样", days=6, by="韩梅"),))
    assert assess(owing, policy).colour is Colour.RED


@pytest.mark.parametrize(
    ("orders", "today", "stage"),
    [
        (days(0, 10), 400, Lifecycle.EXPLORATION),
        (days(0, 10), 60, Lifecycle.EXPLORATION),
        (days(0, 10, 20), 80, Lifecycle.EXPLORATION),
        (days(0, 40, 80, 120), 150, Lifecycle.GROWTH),
        (days(0, 60, 120, 180, 240, 300), 340, Lifecycle.MATURITY),
        (days(0, 60, 120, 180, 240, 300), 600, Lifecycle.DECLINE),
    ],
)
def test_the_stage_by_orders(orders: list[date], today: int, stage: Lifecycle) -> None:
    shown = stage_of(orders, FIRST, FIRST + timedelta(days=today), POLICY)
    assert shown is not None
    assert shown.stage is stage


def test_without_orders_nothing_shows_a_stage() -> None:
    assert stage_of([], FIRST, FIRST, POLICY) is None
