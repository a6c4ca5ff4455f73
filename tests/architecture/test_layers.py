"""The layers of docs/howto/contribute.md: import-linter's contracts, and what those cannot say."""

import ast
import sys
from functools import cache
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.architecture.source import ROOT, Module, imported, modules

HOMES = {
    "alembic": "bot/adapters/store/",
    "psycopg": "bot/adapters/store/",
    "sqlalchemy": "bot/adapters/store/",
    "sqlmodel": "bot/adapters/store/",
    "slack_bolt": "bot/adapters/slack/",
    "slack_sdk": "bot/adapters/slack/",
    "telegram": "bot/adapters/telegram/",
    "apscheduler": "bot/adapters/clock.py",
}
GUESTS = {"slack_sdk": "bot/adapters/store/slack_installations.py"}
"""slack_sdk's installation store is a store: it lives where the database is."""


@cache
def imports(module: Module) -> set[str]:
    """The top-level packages that a module imports, wherever in it."""
    return {name.split(".")[0] for node in ast.walk(module.tree) for name in imported(node)}


def test_import_contracts_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_the_domain_needs_the_standard_library_only() -> None:
    found = [
        f"{module.path.relative_to(ROOT)}: {name}"
        for module in modules("bot/domain")
        for name in imports(module) - sys.stdlib_module_names - {"bot"}
    ]
    assert not found, f"the domain imports a package; it belongs to an adapter or a port: {found}"


@pytest.mark.parametrize("library", HOMES)
def test_each_outside_library_has_one_home(library: str) -> None:
    paths = [module.path.relative_to(ROOT).as_posix() for module in modules() if library in imports(module)]
    homes = (HOMES[library], GUESTS.get(library, HOMES[library]), "bot/app.py")
    strays = [path for path in paths if not path.startswith(homes)]
    assert not strays, f"{library} is imported outside {HOMES[library]} and the composition root: {strays}"


def test_every_package_has_its_init_file() -> None:
    folders = {path.parent for path in Path(ROOT / "bot").rglob("*.py") if "migrations" not in path.parts}
    found = sorted(str(folder) for folder in folders if not (folder / "__init__.py").exists())
    assert not found, f"import-linter does not see packages without __init__.py: {found}"
