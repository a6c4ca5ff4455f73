"""Every result, refusal, question and command has its words, in both languages, and no word is idle."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from bot.domain.base import Command, Result, name_of, vocabulary
from bot.domain.errors import Refusal
from bot.domain.people import Language
from bot.language import spoken
from bot.language.forms import FORMS
from bot.language.manual import GROUPS
from bot.language.phrases import catalogue, phrases

ROOT = Path(__file__).resolve().parents[2]
SPEAKING = [
    *(ROOT / "bot/language/layouts").glob("*.py"),
    *(ROOT / "bot/language/charts").glob("*.py"),
    *(ROOT / f"bot/language/{name}.py" for name in ("replies", "forms", "manual", "rounds", "speak")),
]
UNSAID = {
    "check_lifecycle",
    "send_alerts",
    "snooze_alert",
    "take_alert",
    "answer",
    "ask_loss",
    "assign_case",
    "check_untouched",
    "deal_out",
    "chat",
    "close_request",
    "create_workspace",
    "decline",
    "export_rows",
    "finish_reminder",
    "import_rows",
    "join",
    "leave_as_is",
    "open_form",
    "part_promises",
    "pass_on",
    "pipeline_details",
    "recycle_pool",
    "score_accounts",
    "send_digests",
    "revert_import",
    "send_due_reminders",
    "watch_meetings",
    "recap_conflict",
    "settle_conflict",
    "send_news",
    "rate_complaint",
    "take_case",
    "watch_cases",
    "watch_promises",
    "watch_quotes",
}
"""Commands that come from buttons, forms, files and the clock only, and small talk: help need not tell them."""


def below(kind: type[Any]) -> Iterator[type[Any]]:
    child: type[Any]
    for child in kind.__subclasses__():
        yield child
        yield from below(child)


def ours(kind: type[Any]) -> set[type[Any]]:
    return {each for each in below(kind) if each.__module__.startswith("bot.")}


def test_every_result_has_a_layout() -> None:
    assert not {kind.__name__ for kind in ours(Result) - spoken()}


def test_both_languages_have_the_same_phrases() -> None:
    assert phrases(Language.ZH).keys() == phrases(Language.EN).keys()


@pytest.mark.parametrize("key", phrases(Language.ZH))
def test_both_languages_say_the_same_facts(key: str) -> None:
    zh, en = (places(phrases(language)[key]) for language in Language)
    assert zh >= en - {"n"}
    assert en >= zh - {"n"}


def places(phrase: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(phrase) if name}


@pytest.mark.parametrize("kind", sorted(ours(Refusal), key=str))
def test_every_refusal_has_a_phrase(kind: type[Refusal]) -> None:
    key = f"refusals.{kind.__name__}"
    assert key in phrases(Language.ZH) or f"{key}.other" in phrases(Language.ZH)


def test_every_reason_of_a_refusal_has_a_phrase() -> None:
    known = {key.rsplit(".", 1)[1] for key in phrases(Language.ZH) if key.startswith("refusals.")}
    refusing = [
        *(ROOT / "bot/domain").glob("*.py"),
        *(ROOT / "bot/handlers").glob("*.py"),
        ROOT / "bot/door.py",
    ]
    given = {why for path in refusing for why in whys(path.read_text("utf-8"))}
    assert not given - known


def whys(source: str) -> list[str]:
    return re.findall(r'"why": "(\w+)"', source)


def test_every_question_has_its_phrases() -> None:
    about = {key.split(".")[1] for key in phrases(Language.ZH) if key.startswith("questions.")}
    asked: set[str] = set()
    for path in (ROOT / "bot/handlers").glob("*.py"):
        asked.update(re.findall(r'Question\(\s*\w+, [^,]+, "(\w+)"', path.read_text("utf-8")))
    assert asked
    assert not asked - about


@pytest.mark.parametrize("language", Language)
def test_every_command_people_say_is_in_the_manual(language: Language) -> None:
    told = {command for group in GROUPS.values() for command in group}
    assert not vocabulary().keys() - UNSAID - told
    for command in told:
        entry = catalogue(language)["commands"][command]
        assert entry["help"], command
        assert entry["examples"], command


@pytest.mark.parametrize("command", FORMS)
def test_forms_fill_slots_that_their_command_has(command: str) -> None:
    kind: type[Command] = vocabulary()[command]
    assert name_of(kind) == command
    assert {slot.name for slot in FORMS[command]} <= set(kind.__dataclass_fields__)


def test_every_key_that_is_said_exists() -> None:
    missing = {key for key in literal_keys() if key not in phrases(Language.ZH)}
    assert not missing


def test_no_phrase_is_idle() -> None:
    """Platforms say a few words of their own; those of the web page are read by its template."""
    literal = literal_keys((ROOT / "bot").rglob("*.py"))
    patterns = [re.compile(each) for each in key_patterns()]
    idle = {
        key
        for key in phrases(Language.ZH)
        if not key.startswith("web.")
        and key not in literal
        and not any(pattern.fullmatch(key) for pattern in patterns)
    }
    assert not idle


TABLES = {key.split(".")[0] for key in phrases(Language.ZH)}


def literal_keys(paths: Iterable[Path] = SPEAKING) -> set[str]:
    """Dotted strings in these modules whose first part is a table of phrases."""
    return {
        node.value
        for tree in trees(paths)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and is_key(node.value)
    }


def is_key(text: str) -> bool:
    return (
        text.split(".", maxsplit=1)[0] in TABLES
        and not text.endswith("_")
        and re.fullmatch(r"\w+(\.\w+)+", text) is not None
    )


def key_patterns() -> set[str]:
    """Keys with a part that is filled in: `f"promises.standing.{…}"`; one that is all gaps says nothing."""
    found = (node for tree in trees() for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))
    return {pattern for node in found if (pattern := pattern_of(node)) and pattern.split("\\.")[0] in TABLES}


def pattern_of(node: ast.JoinedStr) -> str:
    parts = (
        re.escape(part.value) if isinstance(part, ast.Constant) and isinstance(part.value, str) else r"\w+"
        for part in node.values
    )
    return "".join(parts)


def trees(paths: Iterable[Path] = SPEAKING) -> Iterator[ast.Module]:
    return (ast.parse(path.read_text("utf-8")) for path in paths)
