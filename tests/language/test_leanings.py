"""A second thought fills what no rule decides, holds doubtful writes back, and never writes what is not stated."""

import logging
from importlib.resources import files
from itertools import product
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.agenda import MyDay
from bot.domain.audit import Undo
from bot.domain.base import Command
from bot.domain.guide import Help
from bot.domain.interactions import LogInteraction
from bot.domain.people import Settings
from bot.domain.promises import MakePromise
from bot.domain.reminders import MyReminders
from bot.language import reconsider, understand
from bot.language.build import BUILDERS
from bot.language.leanings import (
    FILE,
    FIRST_ACT,
    MOST_WEIGHT,
    NOTHING,
    READS,
    SEVERAL,
    ZERO,
    Leaning,
    Leanings,
    leanings,
    taken,
    written,
)
from bot.language.reconsider import BY_NAME, First, Kind, changes, thoughts
from bot.language.sheet import sheet_of
from bot.language.traits import OWN, traits_of
from bot.language.understand import by_rules
from tests.language.lessons import digest, lessons
from tests.language.test_understand_never_writes import DENIALS_EN, DENIALS_ZH, QUESTIONS_EN, QUESTIONS_ZH
from tests.language.world import hearing

MOST_KILOBYTES: Final = 600
UNRULED: Final[dict[str, type[Command]]] = {
    "scrap that last entry": Undo,
    "what's on my plate": MyDay,
    "今天先忙什么": MyDay,
    "which reminders do I have": MyReminders,
    "设过的闹钟有哪些": MyReminders,
    "what can you do": Help,
    "我该怎么跟你说话": Help,
    "夜里别吵我": Settings,
    "don't disturb me after 9pm": Settings,
}
"""What many say in their own words."""


def shipped() -> Leanings:
    table = leanings()
    assert table is not None
    return table


def sure_of(act: str) -> Leanings:
    """A table that takes every message for this, and acts on it."""
    names = sorted({act, NOTHING})
    bias = tuple(1000 if name == act else 0 for name in names)
    return Leanings(tuple(names), 0.1, bias, {}, dict.fromkeys(Kind, 0.5))


@pytest.mark.parametrize("text", UNRULED)
def test_what_no_rule_knows_is_understood(text: str) -> None:
    (command,) = understand(text, hearing()).commands
    assert isinstance(command, UNRULED[text])


@pytest.fixture(scope="module")
def unstated() -> list[First]:
    """Questions, denials, conditions and rumours, as far as the rules write nothing of them."""
    chinese = product(QUESTIONS_ZH + DENIALS_ZH, ("泰禾",), ("周五前", ""), ("送样", "付款"))
    english = product(QUESTIONS_EN + DENIALS_EN, ("Acme",), ("by Friday", ""), ("send samples", "pay"))
    heard = hearing(focus="c-globex")
    texts = (each.format(name=name, day=day, deed=deed) for each, name, day, deed in (*chinese, *english))
    firsts = [by_rules(sheet_of(text, heard), heard) for text in texts]
    return [first for first in firsts if not first.writes]


def test_the_surest_leaning_writes_nothing_that_is_not_stated(unstated: list[First]) -> None:
    found = [
        (first.heard.text, act)
        for first, act in product(unstated, sorted({*BUILDERS, *BY_NAME, "undo", "settings"}))
        for thought in thoughts(first, Leaning({act: 1.0}), dict.fromkeys(Kind, 0.5))
        if any(changes(each) for each in thought.understood.commands)
    ]
    assert found == []


@pytest.mark.parametrize("text", ["答应泰禾周五前送样", "promised Acme samples by Friday"])
def test_a_write_that_is_likely_none_is_offered_instead(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reconsider, "leanings", lambda: sure_of(NOTHING))
    understood = understand(text, hearing())
    assert understood.commands == ()
    assert isinstance(understood.guesses[0], MakePromise)


def test_an_order_is_never_held_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reconsider, "leanings", lambda: sure_of(NOTHING))
    assert len(understand("周四15点提醒我给钱总打电话", hearing()).commands) == 1


def test_a_look_never_becomes_a_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reconsider, "leanings", lambda: sure_of("log_order"))
    assert not any(changes(each) for each in understand("泰禾情况", hearing()).commands)


def named(thought_of: str, chances: dict[str, float]) -> list[str]:
    """The acts that are thought of instead, in order, with every bar at a half; not what is held back."""
    heard = hearing()
    first = by_rules(sheet_of(thought_of, heard), heard)
    found = thoughts(first, Leaning(chances), dict.fromkeys(Kind, 0.5))
    return [each.act for each in found if each.kind not in {Kind.HOLD, Kind.DOUBT}]


def test_an_act_is_weighed_against_what_the_rules_made() -> None:
    """And not against all else that it might be."""
    unclear = {SEVERAL: 0.4, "make_promise": 0.4, "log_interaction": 0.1, NOTHING: 0.1}
    assert named("今天拜访泰禾，聊了续约", unclear) == ["make_promise"]
    assert named("今天拜访泰禾，聊了续约", {"log_interaction": 0.6, "make_promise": 0.4}) == []


def test_what_may_be_nothing_speaks_against_a_write_and_not_against_a_look() -> None:
    beside = {"log_interaction": 0.3, NOTHING: 0.15, READS: 0.15}
    assert named("今天拜访泰禾，聊了续约", {"brief": 0.4, **beside}) == ["brief"]
    assert named("今天拜访泰禾，聊了续约", {"make_promise": 0.4, **beside}) == []


def test_what_is_hardly_likely_is_not_thought_of() -> None:
    assert named("asdf qwer", {SEVERAL: 0.9, "help": 0.1}) == []


def test_what_the_rules_made_is_a_sign_too() -> None:
    made = traits_of("\ue000付了", ("paid_in",), 1, ("log_payment",))
    assert {"=log_payment", "=.log_payment", "=log_payment+paid_in"} <= made
    assert not any(trait.startswith(OWN) for trait in traits_of("\ue000付了", ("paid_in",), 1))


def test_bent_words_share_a_sign() -> None:
    assert {"~promis", "prom-"} <= traits_of("promised", (), 1) & traits_of("promises", (), 1)


def test_slots_come_from_the_builders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reconsider, "leanings", lambda: sure_of("make_promise"))
    (command,) = understand("今天拜访泰禾，聊了续约", hearing()).commands
    assert isinstance(command, MakePromise)
    assert command.customer is not None
    assert command.customer.id == "c-taihe"


def test_without_its_file_the_rules_read_alone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.language.leanings.FILE", "nowhere.txt")
    leanings.cache_clear()
    try:
        (command,) = understand("今天拜访泰禾，聊了续约", hearing()).commands
    finally:
        leanings.cache_clear()
    assert isinstance(command, LogInteraction)
    assert "rules read alone" in caplog.text


@pytest.mark.parametrize("text", ["", "{}", '{"version": 2}', "nonsense", '{"version": 3}', "[]"])
def test_a_broken_file_is_none(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        taken(text)


def test_the_log_says_why(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    row = bytes((FIRST_ACT + 1, ZERO + MOST_WEIGHT))
    table = Leanings((NOTHING, "undo"), 0.2, (0, 0), {"scrap": row}, dict.fromkeys(Kind, 0.5))
    monkeypatch.setattr(reconsider, "leanings", lambda: table)
    with caplog.at_level(logging.DEBUG):
        understand("scrap it all", hearing())
    assert "undo by ('scrap ×" in caplog.text


@pytest.mark.parametrize("text", ["asdf qwer", "啊啊啊啊", "我叫什么"])
def test_what_means_nothing_has_no_buttons(text: str) -> None:
    understood = understand(text, hearing())
    assert understood.commands == understood.guesses == ()


def test_what_is_shipped_was_learned_from_the_present_messages() -> None:
    assert shipped().inputs == digest(), (
        "the labelled messages changed: uv run --group learn python -m benchmarks.learn"
    )


def test_what_is_shipped_is_small() -> None:
    assert len(files("bot.language").joinpath(FILE).read_bytes()) < MOST_KILOBYTES * 1000


def test_no_message_kept_for_judging_is_learned_from() -> None:
    assert all(each.case.half != "test" for each in lessons())


def test_a_table_is_read_as_it_was_written() -> None:
    table = shipped()
    assert taken(written(table)) == table


def test_names_and_figures_are_no_signs() -> None:
    plain = traits_of("\ue000\ue000\ue000付了500", ("paid_in",), 1)
    assert plain == traits_of("\ue000\ue000付了1,200", ("paid_in",), 1)
    assert {"C_付", "了_#_$", "+paid_in"} <= plain


@given(st.text(max_size=400), st.sets(st.text(max_size=5), max_size=5))
def test_any_signs_make_chances(text: str, features: set[str]) -> None:
    leaning = shipped().lean(traits_of(text, features, 1))
    assert abs(sum(leaning.chances.values()) - 1) < 1e-9
    assert leaning.act == max(leaning.chances, key=lambda act: leaning.chances[act])
