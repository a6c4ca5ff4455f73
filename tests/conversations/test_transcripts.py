"""Every conversation in `*.txt` runs as it is written, on the real road with a real store."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from bot import language
from bot.adapters.store import SqlStore
from bot.domain.base import vocabulary
from bot.domain.chat import Card
from tests.conversations.script import Reply, Script, Step, scripts, written
from tests.conversations.stage import BUTTON, Heard, Stage, staged

HERE = Path(__file__).parent
SCRIPTS = [script for path in sorted(HERE.glob("*.txt")) for script in scripts(path)]
ANYTHING = "..."
LEAST = 60


@pytest.fixture
def store(sqlite_url: str) -> Iterator[SqlStore]:
    store = SqlStore(sqlite_url, vocabulary=vocabulary, keys_of=language.keys_of, forms_of=language.forms_of)
    yield store
    store.close()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_transcript(script: Script, store: SqlStore) -> None:
    stage = staged(store, script)
    if script.not_yet:
        with pytest.raises((AssertionError, pytest.fail.Exception)):
            play(script, stage)
        pytest.xfail(script.not_yet)
    play(script, stage)


def test_there_are_enough_conversations() -> None:
    assert len(SCRIPTS) >= LEAST


def play(script: Script, stage: Stage) -> None:
    for step in script.steps:
        got = stage.play(step)
        if not agree(step, got):
            told = "\n".join([*written(step), *(line for each in got for line in as_said(each, step))])
            meant = "\n".join(line for reply in step.replies for line in [f"{reply.to}>", *reply.lines])
            pytest.fail(
                f"{script.path.name}:{step.number}\n{told}\n--- but it should be\n{meant}", pytrace=False
            )


def agree(step: Step, got: Sequence[Heard]) -> bool:
    """Whether everybody got what the step says, and nothing else; in which order counts within a chat."""
    here = step.group or step.who
    meant = sorted(step.replies, key=lambda reply: reply.to or here)
    heard = sorted(got, key=lambda each: each.chat)
    if [reply.to or here for reply in meant] != [each.chat for each in heard]:
        return False
    return all(says(*pair) for pair in zip(meant, heard, strict=True))


def says(reply: Reply, heard: Heard) -> bool:
    """Whether a card says what is written; buttons count only where some are written."""
    words, labels = split(reply.lines)
    pattern = re.escape(squeezed(words)).replace(re.escape(ANYTHING), ".*")
    pattern = pattern.replace("<code>", r"[0-9A-Z]{4}-[0-9A-Z]{4}")
    fits = re.fullmatch(pattern, squeezed(told(heard.card)), re.DOTALL) is not None
    return fits and buttons_fit(labels, heard.buttons)


def buttons_fit(written_: Sequence[str], shown: Sequence[str]) -> bool:
    if ANYTHING in written_:
        return all(label in shown for label in written_ if label != ANYTHING)
    return not written_ or list(written_) == list(shown)


def split(lines: Sequence[str]) -> tuple[str, list[str]]:
    """The words of an answer and the labels of its buttons."""
    text = "\n".join(lines)
    return BUTTON.sub("", text), BUTTON.findall(text)


def told(card: Card) -> str:
    """What stands on the card; a picture as what it shows, 〔like this〕."""
    return f"{card.plain()}\n〔{card.picture.alt}〕" if card.picture else card.plain()


def squeezed(text: str) -> str:
    """Without any white space: where lines break is no part of what is said."""
    return "".join(text.split())


def as_said(heard: Heard, step: Step) -> list[str]:
    """The card as it would stand in a file."""
    bot = "一诺" if heard.card.language != "en" else "Yinuo"
    to = "" if heard.chat == (step.group or step.who) else f"→{heard.chat}"
    first, *rest = told(heard.card).splitlines() or [""]
    rows = [" ".join(f"[{button.label}]" for button in row) for row in heard.card.buttons]
    return [f"{bot}{to}> {first}", *(f"      {line}" for line in [*rest, *rows])]
