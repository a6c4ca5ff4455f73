"""Labelled messages: half of them for writing rules, half (by hash of the text) only for judging them.

The `unseen_…` ones were written and labelled before any of them was run.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.domain.base import name_of
from bot.handlers import handled
from bot.language import parsed, understand
from tests.language.world import hearing

FOLDER = Path(__file__).parent
READING = frozenset(name_of(kind) for kind in handled() if kind.reads) | {"targets"}
WRITING_DUE = frozenset({"make_promise", "customer_promise", "set_reminder"})


@dataclass(frozen=True, slots=True)
class Case:
    """One message and what it must become; `reads` when any command that only reads will do.

    `may` are commands that are no mistake besides; `open` allows any others.
    """

    text: str
    half: str
    commands: Sequence[Mapping[str, Any]] = ()
    focus: str = ""
    reads: bool = False
    open: bool = False
    may: Sequence[str] = ()


@dataclass(slots=True)
class Score:
    """Counts over a set of cases, and the texts that went wrong."""

    total: int = 0
    intents: int = 0
    slots: int = 0
    due: int = 0
    due_right: int = 0
    false_writes: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def cases(language: str, half: str = "") -> Iterator[Case]:
    for line in (FOLDER / f"corpus_{language}.jsonl").read_text("utf-8").splitlines():
        case = Case(**json.loads(line))
        if half in {"", case.half}:
            yield case


def heard(case: Case) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = parsed(understand(case.text, hearing(focus=case.focus)))["commands"]
    return found


def names_right(case: Case, found: Sequence[Mapping[str, Any]]) -> bool:
    said = [each["name"] for each in found]
    if case.reads:
        return set(said) <= {*READING, *case.may}
    wanted = [each["name"] for each in case.commands]
    if case.open:
        return set(wanted) <= set(said)
    return wanted in (said, [name for name in said if name not in case.may])


Pair = tuple[Mapping[str, Any], Mapping[str, Any]]
NOTHING: Mapping[str, Any] = {"slots": {}}


def paired(case: Case, found: Sequence[Mapping[str, Any]]) -> list[Pair]:
    """Every wanted command beside the one found for it: by name where others may stand between."""
    if not case.open:
        wanted = {each["name"] for each in case.commands}
        meant = [each for each in found if each["name"] in wanted or each["name"] not in case.may]
        return list(zip(case.commands, meant, strict=False))
    by_name = {each["name"]: each for each in reversed(found)}
    return [(want, by_name.get(want["name"], NOTHING)) for want in case.commands]


def slots_right(case: Case, found: Sequence[Mapping[str, Any]]) -> bool:
    return all(
        got["slots"].get(name) == value
        for want, got in paired(case, found)
        for name, value in want["slots"].items()
    )


def score(chosen: Iterator[Case]) -> Score:
    total = Score()
    for case in chosen:
        found = heard(case)
        right = names_right(case, found)
        full = right and slots_right(case, found)
        total.total += 1
        total.intents += right
        total.slots += full
        if not (case.commands or right) and {each["name"] for each in found} - READING:
            total.false_writes.append(case.text)
        for want, got in paired(case, found):
            if want["slots"].get("due") and want["name"] in WRITING_DUE:
                total.due += 1
                total.due_right += got["slots"].get("due", "")[:10] == want["slots"]["due"][:10]
        if not full:
            total.wrong.append(f"{case.text} → {json.dumps(found, ensure_ascii=False)}")
    return total
