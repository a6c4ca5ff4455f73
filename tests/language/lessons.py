"""What leanings are learned from: the labelled messages that rules may be written for, and sayings beside them.

The judging half (`"half": "test"`) is never among them.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.domain.people import Language
from bot.language.leanings import NOTHING, READS, SEVERAL
from bot.language.phrases import catalogue
from tests.language.corpus import FOLDER, Case, cases

SAYINGS: Final = FOLDER / "sayings.txt"
UNTOUCHED: Final = "more_"
"""Messages for which no rule was written: only on them do the rules err as often as on anybody's."""
NO_ACTS: Final = frozenset({"chat", "join", "decline", "open_form", "web_link"})
"""Commands that no message leans to."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A message and the act it was labelled with; `judged` when it counts in figures."""

    case: Case
    act: str
    judged: bool = True


def lessons() -> Iterator[Lesson]:
    yield from _labelled()
    yield from _sayings()
    yield from _examples()


def _labelled() -> Iterator[Lesson]:
    for path in sorted(FOLDER.glob("corpus_*.jsonl")):
        name = path.stem.removeprefix("corpus_")
        yield from (
            Lesson(case, act_of(case), judged=name.startswith(UNTOUCHED))
            for case in cases(name)
            if case.half != "test"
        )


def _examples() -> Iterator[Lesson]:
    """What the manual says to type."""
    for language in Language:
        for name, command in catalogue(language)["commands"].items():
            for text in command.get("examples", ()):
                if name not in NO_ACTS and not text.startswith("/"):
                    yield Lesson(Case(text, "dev"), name, judged=False)


def _sayings() -> Iterator[Lesson]:
    """`# undo` begins the messages of an act, one a line."""
    act = NOTHING
    for line in SAYINGS.read_text("utf-8").splitlines():
        if line.startswith("# "):
            act = line[2:]
        elif line:
            yield Lesson(Case(line, "dev"), act, judged=False)


def act_of(case: Case) -> str:
    """The one act of a message, or the label for none, any look or several."""
    names = {each["name"] for each in case.commands} - NO_ACTS
    if len(names) > 1:
        return SEVERAL
    return next(iter(names), READS if case.reads else NOTHING)


def digest() -> str:
    """Of the messages and sayings, which the shipped file names; the manual may change without it."""
    learned = (*_labelled(), *_sayings())
    lines = (f"{each.case.text}\t{each.case.focus}\t{each.act}" for each in learned)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
