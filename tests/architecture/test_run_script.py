"""The script `run`, tried with made-up programs on the PATH: no network, no real Python."""

import shutil
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

TOOLS = ("dirname", "readlink", "cat", "chmod", "cp", "grep", "mkdir", "tail", "tr")
SHELLS = [shell for shell in ("sh", "dash", "bash", "zsh") if shutil.which(shell)]
UV = '[ "$1" = --version ] && echo "uv 0.13.9 (made up)" || echo "$PWD: uv $*"'
PYTHON = f"""
case "$*" in
    *version_info*) echo 3.12 ;;
    *ensurepip*) exit "${{NO_VENV:-0}}" ;;
    '-m venv '*)
        mkdir -p "$4/bin"
        cp "$0" "$4/bin/python"
        ;;
    '-m pip install '*)
        [ -z "${{NO_NETWORK:-}}" ] || exit 1
        cat >"${{0%/*}}/uv" <<'END'
#!/bin/sh
{UV}
END
        chmod +x "${{0%/*}}/uv"
        ;;
esac
"""
LINT = {
    "ruff check": "All checks passed!",
    "ruff format": "3 files already formatted",
    "mypy": "Success: no issues found",
    "lint-imports": "Contracts: 5 kept, 0 broken.",
}

Program = Callable[[str, str], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the script alone, in a folder with a space in its name."""
    folder = tmp_path / "a clone"
    folder.mkdir()
    shutil.copy(ROOT / "run", folder)
    return folder


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """The only folder on the PATH: the system's small tools, and what a test adds."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for tool in TOOLS:
        (programs / tool).symlink_to(shutil.which(tool) or f"/bin/{tool}")
    return programs


@pytest.fixture
def program(programs: Path) -> Program:
    def write(name: str, script: str) -> Path:
        path = programs / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return path

    return write


def start(
    script: Path, *words: str, path: Path, shell: str = "sh", cwd: Path | None = None, **env: str
) -> str:
    """All that the script says, and its exit code at the end."""
    done = subprocess.run(
        [shutil.which(shell) or shell, str(script), *words],
        env={"PATH": str(path), "VIRTUAL_ENV": "/another/project", **env},
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=20,
    )
    return f"{done.stdout}[{done.returncode}]"


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_reads_it(shell: str) -> None:
    subprocess.run([shell, "-n", ROOT / "run"], check=True, timeout=20)


@pytest.mark.skipif(not shutil.which("shellcheck"), reason="shellcheck is not installed")
def test_shellcheck_finds_nothing() -> None:
    subprocess.run(["shellcheck", ROOT / "run", ROOT / ".ci/run"], check=True, timeout=60)


def test_help_needs_nothing(folder: Path, programs: Path) -> None:
    said = start(folder / "run", "help", path=programs)
    assert all(word in said for word in ("./run test", "./run check", "./run lint", "chat, parse, find"))
    assert said.endswith("[0]")


def test_without_python_it_says_what_to_install(folder: Path, programs: Path) -> None:
    said = start(folder / "run", path=programs)
    assert "needs Python 3.11 to 3.14; found none." in said
    assert "apt install python3 python3-venv" in said
    assert said.endswith("[1]")


@pytest.mark.parametrize("version", ["3.9", "3.15", "2.7"])
def test_a_python_that_does_not_fit_is_named(
    folder: Path, programs: Path, program: Program, version: str
) -> None:
    program("python3", f"echo {version}")
    assert f"needs Python 3.11 to 3.14; found {version}." in start(folder / "run", path=programs)


def test_without_venv_it_says_what_to_install(folder: Path, programs: Path, program: Program) -> None:
    program("python3", PYTHON)
    said = start(folder / "run", path=programs, NO_VENV="1")
    assert "apt install python3-venv" in said
    assert said.endswith("[1]")


def test_without_network_it_says_so(folder: Path, programs: Path, program: Program) -> None:
    program("python3", PYTHON)
    said = start(folder / "run", path=programs, NO_NETWORK="1")
    assert "Is the network reachable?" in said
    assert said.endswith("[1]")


@pytest.mark.parametrize("shell", SHELLS)
def test_it_gets_uv_once(folder: Path, programs: Path, program: Program, shell: str) -> None:
    program("python3", PYTHON)
    program("uv", "exit 127")
    first, second = (start(folder / "run", "doctor", path=programs, shell=shell) for _ in range(2))
    assert "getting uv, once" in first
    assert "getting uv" not in second
    assert second.endswith(f": uv run --project {folder} --frozen --no-dev -- yinuo doctor\n[0]")


def test_a_newer_python_beside_an_old_one_is_found(folder: Path, programs: Path, program: Program) -> None:
    program("python3", "echo 3.9")
    program("python3.12", PYTHON)
    assert start(folder / "run", path=programs).endswith("-- yinuo run\n[0]")


def test_an_old_uv_is_not_used(folder: Path, programs: Path, program: Program) -> None:
    program("python3", PYTHON)
    program("uv", "echo uv 0.4.30")
    assert "getting uv, once" in start(folder / "run", path=programs)


def test_it_works_through_a_link_from_another_folder(
    folder: Path, programs: Path, program: Program, tmp_path: Path
) -> None:
    program("uv", UV)
    (folder.parent / "second").symlink_to("a clone/run")
    (tmp_path / "first").symlink_to(folder.parent / "second")
    said = start(tmp_path / "first", "import", "my file.csv", path=programs, cwd=tmp_path)
    assert said == f"{tmp_path}: uv run --project {folder} --frozen --no-dev -- yinuo import my file.csv\n[0]"


@pytest.mark.parametrize(
    ("words", "parallel"),
    [
        ((), True),
        (("-x", "-k", "promise"), True),
        (("--cov",), True),
        (("tests/domain",), True),
        (("tests/domain/test_money.py",), False),
        (("tests/domain/test_money.py::test_sum",), False),
        (("-n0",), False),
        (("--pdb",), False),
    ],
)
def test_the_tests_run_in_parallel_when_that_helps(
    folder: Path, programs: Path, program: Program, words: tuple[str, ...], parallel: bool
) -> None:
    program("uv", UV)
    said = start(folder / "run", "test", *words, path=programs)
    spread = ["-n", "auto", "--maxprocesses", "8", "--dist", "worksteal"] if parallel else []
    assert said == " ".join([f"{folder}: uv run --frozen -- pytest", *spread, *words]) + "\n[0]"


def lint_of(answers: dict[str, str]) -> str:
    """A uv under which each tool says one line; an empty one makes it fail."""
    cases = [
        f"*'-- {tool}'*) echo '{said}'; {'exit 0' if said else 'exit 3'} ;;" for tool, said in answers.items()
    ]
    return "\n".join(['case "$*" in', "--version) echo uv 0.13.9 ;;", *cases, "esac"])


def test_lint_says_one_line_for_each_step(folder: Path, programs: Path, program: Program) -> None:
    program("uv", lint_of(LINT))
    lines = start(folder / "run", "lint", path=programs).splitlines()
    assert [line.split()[0] for line in lines] == ["ok", "ok", "ok", "ok", "[0]"]
    assert all(said in line for said, line in zip(LINT.values(), lines, strict=False))


def test_lint_stops_at_the_first_failure(folder: Path, programs: Path, program: Program) -> None:
    program("uv", lint_of(LINT | {"ruff format": ""}))
    said = start(folder / "run", "check", path=programs)
    assert "FAIL  ruff format" in said
    assert "mypy" not in said
    assert said.endswith("[3]")
