"""The at-risk score, the silence and the stage, by the figures of their formulas."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain.policy import RiskPolicy, SilencePolicy
from bot.domain.risk import (
    BadMood,
    ChampionLeft,
    Colour,
    LatePayment,
    LatePromise,
    OpenComplaint,
    RiskFacts,
    Signal,
    StalledDeal,
    Stated,
    Volume,
    assess,
)
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


def order_silence(days: int) -> Silence:
    return Silence(days, 24, 72)


@pytest.mark.parametrize(
    ("facts", "signal", "points"),
    [
        ({"orders": 3, "ordered": order_silence(72)}, Signal.ORDER_SILENCE, 25),
        ({"orders": 3, "ordered": order_silence(48)}, Signal.ORDER_SILENCE, 12.5),
        ({"payment": LatePayment(late=23, usual=5)}, Signal.PAYMENT, 10),
        ({"payment": LatePayment(late=9, usual=5)}, Signal.PAYMENT, 4),
        ({"payment": LatePayment(late=9, usual=None)}, Signal.PAYMENT, 9),
        ({"volume": Volume(share=0.25, window=90)}, Signal.VOLUME, 12),
        ({"volume": Volume(share=0.26, window=90)}, Signal.VOLUME, 4),
        ({"volume": Volume(share=0.5, window=90)}, Signal.VOLUME, 4),
        ({"champion": ChampionLeft(person="钱总", gone=FIRST, by="小李")}, Signal.CHAMPION, 15),
        ({"stated": (Stated(said="对手也在", day=FIRST, by="小李"),)}, Signal.STATED, 20),
        ({"mood": BadMood(bad=2, last=3)}, Signal.MOOD, 8),
        ({"stalled": (StalledDeal(deal="新厂", age=200, most=90),)}, Signal.STALLED, 5),
    ],
)
def test_each_signal_has_its_points(facts: dict[str, Any], signal: Signal, points: float) -> None:
    found = assess(RiskFacts(**facts), RiskPolicy())
    assert [(each.signal, each.points) for each in found.reasons] == [(signal, points)]


@pytest.mark.parametrize(
    "facts",
    [
        {"orders": 2, "ordered": order_silence(500)},
        {"orders": 3, "ordered": order_silence(24)},
        {"payment": LatePayment(late=5, usual=5)},
        {"payment": LatePayment(late=3, usual=8)},
        {"volume": Volume(share=0.51, window=90)},
        {"mood": BadMood(bad=1, last=3)},
    ],
)
def test_what_is_as_usual_shows_nothing(facts: dict[str, Any]) -> None:
    assert assess(RiskFacts(**facts), RiskPolicy()).reasons == ()


@pytest.mark.parametrize(("orders", "few"), [(0, 0), (1, 1), (2, 2), (3, 0)])
def test_too_few_orders_are_told_instead_of_scored(orders: int, few: int) -> None:
    assert assess(RiskFacts(orders=orders), RiskPolicy()).few_orders == few


def test_leaving_is_red_alone_and_stands_before_a_rival() -> None:
    rival = Stated(said="", rival="恒力", day=FIRST + timedelta(days=9), by="Tom")
    leaving = Stated(said="明年不续了", day=FIRST, by="小李", leaving=True)
    found = assess(RiskFacts(stated=(rival, leaving)), RiskPolicy())
    assert (found.points, found.colour) == (20, Colour.RED)
    assert found.reasons[0].evidence == leaving
    assert assess(RiskFacts(stated=(rival,)), RiskPolicy()).colour is Colour.GREEN


def test_colours_begin_at_thirty_and_fifty() -> None:
    """Red needs two signals, however many points one has."""
    silent = {"silence": Silence(100, 13, 39), "orders": 3}
    late = tuple(LatePromise(what="送样", days=each, by="韩梅") for each in (1, 1))
    cases: list[tuple[dict[str, Any], float, Colour]] = [
        (silent, 25, Colour.GREEN),
        (silent | {"stalled": (StalledDeal(deal="", age=99, most=90),)}, 30, Colour.AMBER),
        (silent | {"ordered": order_silence(72)}, 50, Colour.RED),
        (silent | {"promises": late, "mood": BadMood(bad=2, last=3)}, 49, Colour.AMBER),
    ]
    for facts, points, colour in cases:
        found = assess(RiskFacts(**facts), RiskPolicy())
        assert (found.points, found.colour) == (points, colour)
    alone = assess(RiskFacts(silence=Silence(100, 13, 39)), RiskPolicy(silence=60))
    assert (alone.points, alone.colour) == (60, Colour.AMBER)


def test_it_ends_at_a_hundred() -> None:
    late = tuple(LatePromise(what="送样", days=99, by="韩梅") for _ in range(9))
    facts = RiskFacts(
        silence=Silence(100, 13, 39),
        orders=5,
        ordered=order_silence(99),
        promises=late,
        complaints=(OpenComplaint(what="慢", day=FIRST, days=99, late=90, by="小方"),),
        payment=LatePayment(late=99, usual=0),
        volume=Volume(share=0.0, window=90),
        champion=ChampionLeft(person="", gone=FIRST, by="Tom"),
        mood=BadMood(bad=3, last=3),
    )
    assert sum(each.points for each in assess(facts, RiskPolicy()).reasons) == 130
    assert assess(facts, RiskPolicy()).points == 100
