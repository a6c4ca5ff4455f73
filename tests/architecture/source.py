"""The product's source as syntax trees, and the measures that the limits of `test_shape` speak of."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MIGRATIONS = ROOT / "bot/adapters/store/migrations"

Function = ast.FunctionDef | ast.AsyncFunctionDef
BRANCHES = (
    ast.If,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.ExceptHandler,
    ast.IfExp,
    ast.comprehension,
    ast.match_case,
)


@dataclass(frozen=True, eq=False)
class Module:
    path: Path
    tree: ast.Module
    lines: int

    def at(self, node: ast.stmt | ast.ExceptHandler) -> str:
        return f"{self.path.relative_to(ROOT)}:{node.lineno}"

    def functions(self) -> Iterator[Function]:
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def classes(self) -> Iterator[ast.ClassDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef))

    def handlers(self) -> Iterator[ast.ExceptHandler]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.ExceptHandler))


@cache
def modules(folder: str = "bot") -> list[Module]:
    """Every module under a folder of the repository, migrations left out."""
    paths = sorted((ROOT / folder).rglob("*.py"))
    return [read(path) for path in paths if MIGRATIONS not in path.parents]


def read(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    return Module(path, ast.parse(text, filename=str(path)), len(text.splitlines()))


def length(function: Function) -> int:
    """Lines from `def` to the last statement, docstring included, decorators not."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def complexity(function: Function) -> int:
    """1 + branches + (boolean operands - 1), functions inside it included."""
    nodes = list(ast.walk(function))
    choices = sum(len(node.values) - 1 for node in nodes if isinstance(node, ast.BoolOp))
    return 1 + choices + sum(isinstance(node, BRANCHES) for node in nodes)


def imported(node: ast.AST) -> list[str]:
    """The modules that a statement imports; a relative one counts as ours."""
    match node:
        case ast.Import():
            return [alias.name for alias in node.names]
        case ast.ImportFrom(level=0, module=str(name)):
            return [name]
        case ast.ImportFrom():
            return [f"bot.{node.module or ''}"]
    return []


def is_broad(handler: ast.ExceptHandler) -> bool:
    """Whether it catches everything: a bare `except`, or `Exception` alone or among others."""
    caught = handler.type
    kinds = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(kind is None or ast.unparse(kind) in {"Exception", "BaseException"} for kind in kinds)
