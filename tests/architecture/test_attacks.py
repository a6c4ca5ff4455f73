"""Every attack on the list has tests, and these are there."""

import re

from tests.architecture.source import ROOT

LIST = ROOT / "docs/reference/attacks.md"
ROW = re.compile(r"^\| (\d+) \|.*$", re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def test_every_attack_has_a_row_with_tests() -> None:
    rows = [(int(row[1]), NAMED.findall(row[0])) for row in ROW.finditer(LIST.read_text("utf-8"))]
    assert [number for number, _ in rows] == list(range(1, 26))
    assert [number for number, tests in rows if not tests] == []


def test_the_tests_that_it_names_are_there() -> None:
    named = NAMED.findall(LIST.read_text("utf-8"))
    missing = [name for file, name in named if f"def {name}(" not in (ROOT / file).read_text("utf-8")]
    assert missing == []


def test_every_test_of_an_attack_is_on_the_list() -> None:
    listed = {name for _, name in NAMED.findall(LIST.read_text("utf-8"))}
    found = [
        name
        for file in ROOT.glob("tests/**/test_*.py")
        for name in re.findall(r"^def (test_attack_\w+)", file.read_text("utf-8"), re.MULTILINE)
    ]
    assert sorted(set(found) - listed) == []
