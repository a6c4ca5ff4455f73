"""The limits of docs/howto/contribute.md over `bot/`: hints to look for a missing noun."""

import ast
import re

import pytest

from tests.architecture.source import Function, Module, complexity, imported, is_broad, length, modules

FILE_LINES = 400
FUNCTION_LINES = 50
FUNCTION_LINES_P95 = 25
COMPLEXITY = 8
BROAD_EXCEPTS = 3
EMPTY_NAMES = re.compile(r"Service|Manager|Helper|Utils?(?![a-z])|^_?(Base|Abstract)(?![a-z])")

MODULES = modules()
FUNCTIONS = [(module, function) for module in MODULES for function in module.functions()]


def named(module: Module, function: Function) -> str:
    return f"{module.at(function)} {function.name}"


def test_no_file_is_too_long() -> None:
    found = [f"{module.path.name}: {module.lines} lines" for module in MODULES if module.lines > FILE_LINES]
    assert not found, f"over {FILE_LINES} lines; give the noun that hides in it a file of its own: {found}"


def test_no_function_is_too_long() -> None:
    found = [f"{named(m, f)}: {length(f)} lines" for m, f in FUNCTIONS if length(f) > FUNCTION_LINES]
    assert not found, f"over {FUNCTION_LINES} lines; name the steps: {found}"


def test_nearly_all_functions_are_short() -> None:
    lengths = sorted(length(function) for _, function in FUNCTIONS) or [0]
    p95 = lengths[int(len(lengths) * 0.95)]
    found = [f"{named(m, f)}: {length(f)} lines" for m, f in FUNCTIONS if length(f) > FUNCTION_LINES_P95]
    assert p95 <= FUNCTION_LINES_P95, f"95 % must have at most {FUNCTION_LINES_P95} lines; longer: {found}"


def test_no_function_is_too_complex() -> None:
    found = [f"{named(m, f)}: {complexity(f)}" for m, f in FUNCTIONS if complexity(f) > COMPLEXITY]
    assert not found, f"complexity over {COMPLEXITY}; look for a table or a missing noun: {found}"


def test_only_a_few_places_catch_everything() -> None:
    found = [m.at(handler) for m in MODULES for handler in m.handlers() if is_broad(handler)]
    assert len(found) <= BROAD_EXCEPTS, f"at most {BROAD_EXCEPTS} broad excepts; name what can fail: {found}"


def test_no_function_imports_our_own_modules() -> None:
    found = [
        f"{named(module, function)} imports {name}"
        for module, function in FUNCTIONS
        for node in ast.walk(function)
        for name in imported(node)
        if name.split(".")[0] == "bot"
    ]
    assert not found, f"an import inside a function hides a cycle; import at the top: {found}"


def test_class_names_say_what_they_are() -> None:
    found = [f"{m.at(c)} {c.name}" for m in MODULES for c in m.classes() if EMPTY_NAMES.search(c.name)]
    assert not found, f"Service, Manager, Helper, Utils, Base…, Abstract… say nothing; name the noun: {found}"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return 1", 1),
        ("return 1 if x else 2", 2),
        ("return a and b and c or d", 4),
        ("return [y for y in x if y]", 2),
        ("for y in x:\n    while y:\n        pass", 3),
        ("try:\n    pass\nexcept OSError:\n    pass\nexcept ValueError:\n    pass", 3),
        ("match x:\n    case 1:\n        pass\n    case _:\n        pass", 3),
        ("def inner():\n    if x:\n        pass", 2),
    ],
)
def test_complexity_counts_what_we_say(body: str, expected: int) -> None:
    (function,) = ast.parse("def f():\n" + "\n".join(f"    {line}" for line in body.splitlines())).body
    assert isinstance(function, ast.FunctionDef)
    assert complexity(function) == expected


@pytest.mark.parametrize(
    ("clause", "broad"),
    [
        ("except:", True),
        ("except Exception:", True),
        ("except (ValueError, BaseException):", True),
        ("except (ValueError, KeyError):", False),
    ],
)
def test_broad_excepts_are_seen(clause: str, broad: bool) -> None:
    (block,) = ast.parse(f"try:\n    pass\n{clause}\n    pass").body
    assert isinstance(block, ast.Try)
    assert is_broad(block.handlers[0]) is broad


@pytest.mark.parametrize(
    "name", ["MailService", "LinkManager", "DateHelper", "Utils", "BaseCard", "AbstractBox"]
)
def test_empty_names_are_seen(name: str) -> None:
    assert EMPTY_NAMES.search(name)


@pytest.mark.parametrize("name", ["Basement", "Abstraction", "MakePromise", "Utility"])
def test_other_names_pass(name: str) -> None:
    assert not EMPTY_NAMES.search(name)
