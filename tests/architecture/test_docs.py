"""The documents hold together: links lead somewhere, decisions are listed, each term stands once."""

import re
from pathlib import Path

import pytest

from docs.reference.generate import PAGE, page
from tests.architecture.source import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)")
OUTSIDE = re.compile(r"[a-z]+:")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def glossary() -> list[tuple[str, str]]:
    """English and Chinese of each row."""
    rows = [line.split("|") for line in read(ROOT / "docs/glossary.md").splitlines() if line.startswith("| ")]
    return [(row[1].strip(), row[2].strip()) for row in rows[2:]]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(document: Path) -> None:
    links = [link for link in LINK.findall(read(document)) if not OUTSIDE.match(link)]
    broken = [link for link in links if not (document.parent / link).exists()]
    assert not broken, f"{document.relative_to(ROOT)} links to nothing: {broken}"


def test_decisions_are_numbered_and_listed() -> None:
    decisions = sorted(path.name for path in (ROOT / "docs/adr").glob("*.md"))
    assert [name[:4] for name in decisions] == [f"{number:04}" for number in range(1, len(decisions) + 1)]
    index = read(ROOT / "docs/README.md")
    assert [name for name in decisions if f"(adr/{name})" not in index] == []


def test_the_command_reference_is_the_catalogue() -> None:
    assert read(PAGE) == page(), "run: uv run python -m docs.reference.generate"


def test_the_glossary_is_sorted_and_says_each_term_once() -> None:
    english, chinese = zip(*glossary(), strict=True)
    assert list(english) == sorted(english, key=str.casefold)
    assert len(set(english)) == len(english)
    assert sorted(term for term in set(chinese) if chinese.count(term) > 1) == []
