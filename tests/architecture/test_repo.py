"""Nothing that is committed names a machine, a package mirror or a secret."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

LOCK_FILES = {"uv.lock", "package-lock.json"}
LOCK_HOSTS = {"pypi.org", "files.pythonhosted.org", "registry.npmjs.org"}

HOST = re.compile(r"https?://(?:[^\s/@\"']+@)?([\w.-]+)")
LOCKED = re.compile(r"\b(?:registry|url|resolved)\"? ?[=:] \"https?://([^/\"]+)")
REGISTRY = re.compile(r"mirror|pypi|pythonhosted|npmjs|artifactory|nexus|deb\.debian|^registry\.")
MACHINE_PATH = re.compile(r"(?<![\w.~}/-])/(?:work|root|home/\w+|Users/\w+)/")
SECRETS = {
    "Telegram token": re.compile(r"\b\d{8,10}:(?![\w-]*(?:TEST|FAKE|EXAMPLE))[\w-]{35}(?![\w-])"),
    "Slack token": re.compile(r"\bxox[abeprs]-\d{9,}-(?![\w-]*(?i:test|fake|example))[\w-]{12,}"),
    "Slack app token": re.compile(r"\bxapp-\d-[A-Z0-9]{9,}-\d{9,}-[0-9a-f]{32,}\b"),
    "GitHub token": re.compile(r"\bgh[opsur]_\w{36}\b|\bgithub_pat_\w{60,}"),
    "cloud key": re.compile(r"\bAKIA[0-9A-Z]{16}\b|\bsk-[\w-]{32,}\b"),
    "private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
}


@cache
def tracked() -> dict[str, str]:
    """The text of every tracked file by its path; pictures and fonts left out."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: no list of tracked files")
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    return {name: text for name in listing.stdout.split("\0") if name and (text := text_of(ROOT / name))}


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (UnicodeDecodeError, OSError):  # a picture, or deleted and not yet committed
        return ""


def line_of(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start()) + 1


def test_no_machine_paths() -> None:
    found = [
        f"{name}:{line_of(text, match)} {match.group()}"
        for name, text in tracked().items()
        for match in MACHINE_PATH.finditer(text)
    ]
    assert not found, f"name paths relative to the repository: {found}"


def test_no_package_registries_but_in_lock_files() -> None:
    found = [
        f"{name}:{line_of(text, match)} {match[1]}"
        for name, text in tracked().items()
        if Path(name).name not in LOCK_FILES
        for match in HOST.finditer(text)
        if REGISTRY.search(match[1])
    ]
    assert not found, f"package registries are the reader's own choice: {found}"


def test_lock_files_name_the_standard_registries_only() -> None:
    locks = [text for name, text in tracked().items() if Path(name).name in LOCK_FILES]
    hosts = {host for text in locks for host in LOCKED.findall(text)}
    assert hosts, "no lock file names where its packages come from"
    assert hosts <= LOCK_HOSTS, f"lock files name other hosts: {hosts - LOCK_HOSTS}"


@pytest.mark.parametrize("kind", SECRETS)
def test_no_secrets(kind: str) -> None:
    found = [
        f"{name}:{line_of(text, match)}"
        for name, text in tracked().items()
        for match in SECRETS[kind].finditer(text)
    ]
    assert not found, f"{kind} committed: revoke it, then take it out: {found}"


@pytest.mark.parametrize(
    "line",
    ["open('/" + "work/x')", "cd /" + "root/a", "`/" + "home/ann/yinuo`", "in /" + "Users/ann/yinuo"],
)
def test_machine_paths_are_seen(line: str) -> None:
    assert MACHINE_PATH.search(line)


@pytest.mark.parametrize("line", ["docs/work/x", "https://example.com/work/1", "./root/x", "a / work"])
def test_other_paths_pass(line: str) -> None:
    assert not MACHINE_PATH.search(line)


@pytest.mark.parametrize(
    ("kind", "made_up"),
    [
        ("Telegram token", "110201543:" + "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0"),
        ("Slack token", "xoxb" + "-1234567890-1234567890-abcdefghijklmnop"),
        ("private key", "-----BEGIN " + "RSA PRIVATE KEY-----"),
        ("cloud key", "AKIA" + "ABCDEFGHIJKLMNOP"),
    ],
)
def test_secrets_are_seen(kind: str, made_up: str) -> None:
    assert SECRETS[kind].search(made_up)
