"""Labelled sentences of logs: how well it is heard that a customer may leave."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.stated import Heard, Hint, heard

HERE = Path(__file__).parent
RIVALS = frozenset({"恒力", "BeltWorks"})
SETS = {"stated": 93, "stated_fresh": 59}
NONE = "none"
LEAST = 0.9
"""Precision and recall below which something has gone wrong."""
WARNS = (Hint.LEAVING, Hint.RIVAL, Hint.GONE)


def sentences(name: str) -> Iterator[tuple[str, str]]:
    """The label and the sentence."""
    for tongue in tomllib.loads((HERE / f"{name}.toml").read_text("utf-8")).values():
        yield from ((label, each) for label, some in tongue.items() for each in some)


def hint_of(text: str) -> str:
    return next((each.hint for each in heard(text, RIVALS)), NONE)


@pytest.mark.parametrize("name", SETS)
def test_sentences_are_heard_as_labelled(name: str) -> None:
    judged = [(label, hint_of(each), each) for label, each in sentences(name)]
    assert len(judged) == SETS[name]
    meant = Counter(label for label, _, _ in judged)
    found = Counter(hint for _, hint, _ in judged)
    right = Counter(label for label, hint, _ in judged if label == hint)
    for kind in WARNS:
        precision, recall = right[kind] / found[kind], right[kind] / meant[kind]
        print(f"{name}, {kind}: precision {precision:.2f}, recall {recall:.2f} of {meant[kind]}")  # noqa: T201
        assert precision >= LEAST
        assert recall >= LEAST
    assert not [each for each in judged if each[0] == Hint.STAYS and each[1] in WARNS]


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("王总抱怨交期。说明年要换供应商。不过月底还会下一单", [Hint.LEAVING]),
        ("恒力报得更低；他们不考虑别家", [Hint.RIVAL, Hint.STAYS]),
        ("Budget is 3.5 million. They are looking for a new supplier.", [Hint.LEAVING]),
        ("改用恒力的了", [Hint.LEAVING]),
        ("They are moving to BeltWorks", [Hint.LEAVING]),
        ("They moved to us from BeltWorks", [Hint.STAYS]),
        ("BeltWorks gave up", [Hint.STAYS]),
        ("咱们A款质量比竞品好", []),
        ("如果他再砍价我就走人", []),
        ("let go of Friday Foods", []),
        ("", []),
    ],
)
def test_each_sentence_speaks_for_itself(text: str, hints: list[Hint]) -> None:
    assert [each.hint for each in heard(text, RIVALS)] == hints


def test_a_rival_is_known_by_name_only_when_the_team_knows_it() -> None:
    assert heard("改用恒力的了") == ()
    assert heard("They are moving to BeltWorks") == ()


def test_a_short_name_may_be_part_of_other_words() -> None:
    assert heard("给了一个完美的方案", {"美的"}) == ()
    assert [each.hint for each in heard("美的也报了价", {"美的"})] == [Hint.RIVAL]
    assert [each.hint for each in heard("他们选了美的", {"美的"})] == [Hint.LEAVING]


def test_who_is_gone_stands_before_it() -> None:
    assert heard("采购王总已经调走了，没人对接") == (
        Heard(Hint.GONE, "采购王总已经调走了，没人对接", "采购王总已经"),
    )
    assert [each.who for each in heard("Jane has left the company")] == ["Jane"]
