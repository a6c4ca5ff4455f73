"""What is confirmed is kept: by a guess, an answer, a correction; and what is taken back is not."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot import language, lessons
from bot.adapters.store import SqlStore
from bot.domain.base import vocabulary
from bot.domain.interactions import LogInteraction
from bot.domain.promises import MakePromise
from tests.conversations.script import Step, scripts
from tests.conversations.stage import Stage, staged
from tests.conversations.team import TEAM

TEAM_OF = Path(__file__).parent / "conversations" / "ambiguity_zh.txt"


@pytest.fixture
def stage(sqlite_url: str) -> Iterator[Stage]:
    store = SqlStore(sqlite_url, vocabulary=vocabulary, keys_of=language.keys_of)
    yield staged(store, scripts(TEAM_OF)[0])
    store.close()


def says(stage: Stage, *texts: str, who: str = "李雷", edits: int = 0) -> None:
    for text in texts:
        stage.play(Step(0, who, "", edits, [text]))


def kept(stage: Stage) -> list[tuple[str, str, list[str]]]:
    """Text, way and commands of each example."""
    with stage.store.work(TEAM) as work:
        return [
            (each["text"], each["how"], [command["name"] for command in each["commands"]])
            for each in lessons.told(work)
        ]


def test_a_guess_that_is_pressed(stage: Stage) -> None:
    says(stage, "得给泰禾盯一下", "[记到泰禾]")
    assert kept(stage) == [("得给泰禾盯一下", "guess", ["log_interaction"])]


def test_a_question_that_is_answered_completes_the_whole_message(stage: Stage) -> None:
    says(stage, "今天拜访泰禾聊了续约，答应华联周五前送样", "[华联超市（王芳）]")
    assert kept(stage) == [
        ("今天拜访泰禾聊了续约，答应华联周五前送样", "answer", ["log_interaction", "make_promise"])
    ]


def test_a_correction_is_what_counts(stage: Stage) -> None:
    says(stage, "答应泰禾周五前送样", "不对，是周四")
    with stage.store.work(TEAM) as work:
        (told,) = lessons.told(work)
    assert told == {
        "text": "答应泰禾周五前送样",
        "commands": [
            {"name": "make_promise", "slots": {"customer": "泰禾", "what": "送样", "due": "2026-03-12"}}
        ],
        "at": "2026-03-10T10:00+08:00",
        "tz": "Asia/Shanghai",
        "how": "amended",
    }


def test_what_is_taken_back_is_forgotten(stage: Stage) -> None:
    says(stage, "得给泰禾盯一下", "[记到泰禾]", "撤销")
    assert kept(stage) == []


def test_what_is_said_again_in_an_edit_is_another_message(stage: Stage) -> None:
    says(stage, "得给泰禾盯一下", "[记到泰禾]")
    says(stage, "今天拜访泰禾，聊了续约", edits=1)
    assert kept(stage) == []


def test_what_was_understood_at_once_teaches_nothing(stage: Stage) -> None:
    says(stage, "答应泰禾周五前送样", "泰禾情况", "撤销")
    assert kept(stage) == []


def test_two_meanings_of_the_same_words_are_asked_about(stage: Stage) -> None:
    says(stage, "得给泰禾盯一下", "得给泰禾盯一下", "[记到泰禾]")
    with stage.store.work(TEAM) as work:
        (first,) = work.examples.all()
        assert lessons.recalled(work)(first.sign) == "log_interaction"
        promised = replace(first, id="other", source="other", commands=(MakePromise(),))
        work.examples.keep(promised)
        assert lessons.recalled(work)(first.sign) == ""
        work.examples.withdraw(first.source)
        assert lessons.recalled(work)(first.sign) == "make_promise"
        work.examples.keep(replace(promised, commands=(MakePromise(), LogInteraction())))
        assert lessons.recalled(work)(first.sign) == ""


def test_small_names_alone_teach_nothing(stage: Stage) -> None:
    says(stage, "华联", "[华联超市（王芳）]")
    assert kept(stage) == []
