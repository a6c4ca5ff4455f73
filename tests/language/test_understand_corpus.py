"""The labelled messages: the half that rules are written for, and the half that judges them."""

import pytest

from tests.language.corpus import cases, score

FLOORS = {"zh": 0.90, "en": 0.92, "mixed": 0.85}
"""Shares of messages of the judging half with all intents right: below what it last reached (.93, .95, .93)."""
MOST_FALSE = 2


@pytest.mark.parametrize("language", FLOORS)
def test_messages_that_rules_were_written_for(language: str) -> None:
    result = score(cases(language, "dev"))
    assert result.slots >= 0.97 * result.total, result.wrong
    assert not result.false_writes
    assert result.due_right >= 0.95 * result.due


@pytest.mark.parametrize("language", FLOORS)
def test_messages_kept_for_judging(language: str) -> None:
    result = score(cases(language, "test"))
    assert result.intents >= FLOORS[language] * result.total
    assert len(result.false_writes) <= MOST_FALSE
    assert result.due_right >= 0.9 * result.due


@pytest.mark.parametrize("name", ["unseen_zh", "unseen_en", "unseen_mixed", "fresh_zh", "fresh_en"])
def test_messages_that_were_labelled_before_they_were_run(name: str) -> None:
    result = score(cases(name))
    assert result.intents >= 0.95 * result.total, result.wrong
    assert not result.false_writes
    assert result.due_right >= 0.95 * result.due - 1


@pytest.mark.parametrize(("name", "floor"), [("wide_zh", 0.64), ("wide_en", 0.61), ("wide_mixed", 0.67)])
def test_messages_of_the_whole_vocabulary_kept_for_judging(name: str, floor: float) -> None:
    """Below what it last reached (.67, .64, .71), far below the goal (.85)."""
    result = score(cases(name, "test"))
    assert result.intents >= floor * result.total
    assert len(result.false_writes) <= 0.02 * result.total


@pytest.mark.parametrize(("name", "floor"), [("natural_zh", 0.75), ("natural_en", 0.73)])
def test_messages_of_an_ordinary_month_kept_for_judging(name: str, floor: float) -> None:
    """Below what it last reached (.78, .76), below the goal (.85)."""
    result = score(cases(name, "test"))
    assert result.intents >= floor * result.total
    assert len(result.false_writes) <= 1


def test_there_are_enough_of_them() -> None:
    assert sum(1 for language in FLOORS for _ in cases(language)) >= 300
