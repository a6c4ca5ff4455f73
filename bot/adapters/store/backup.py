"""Copies of the SQLite file: taken while the bot runs, put back while it stands still."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from alembic.script import ScriptDirectory
from alembic.util import CommandError

from bot.adapters.store.dialect import SQLITE
from bot.adapters.store.engine import address_of, migrations


class NotAFile(ValueError):
    """Only a SQLite file is copied here; for PostgreSQL use pg_dump and pg_restore."""

    def __init__(self) -> None:
        super().__init__(type(self).__doc__)


class NotABackup(ValueError):
    """Not a sound copy of a database of ours; nothing was changed."""


class InUse(RuntimeError):
    """Somebody has the database open; stop the bot, then restore again. Nothing was changed."""

    def __init__(self) -> None:
        super().__init__(type(self).__doc__)


def backup(url: str, path: Path) -> None:
    """Copy the database as it stands at this moment; the bot may run and write meanwhile."""
    source = _file_of(url)
    if not source.exists():
        raise FileNotFoundError(source)
    with _landing(path) as target:
        _copy(source, target)
        _check(target)


def restore(url: str, path: Path) -> Path | None:
    """Put a copy in the place of the database; returns where the replaced one was kept, if there was one.

    An older copy is brought to the newest schema by `migrate` afterwards.
    """
    place = _file_of(url)
    _check(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    with _landing(place) as target:
        _copy(path, target)
        _check(target)
        return _put_aside(place) if place.exists() else None


def _file_of(url: str) -> Path:
    address = address_of(url)
    if address.get_backend_name() != SQLITE or not address.database:
        raise NotAFile
    return Path(address.database)


@contextmanager
def _landing(path: Path) -> Iterator[Path]:
    """A file beside the target that takes its place only when it is whole."""
    target = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield target
        target.replace(path)
    finally:
        target.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    """One file without a write-ahead log beside it."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")


def _check(path: Path) -> None:
    """NotABackup unless the file is sound and of a version that we know."""
    if not path.is_file():
        raise FileNotFoundError(path)
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
            sound = file.execute("PRAGMA integrity_check").fetchone()[0]
            version = file.execute("SELECT version_num FROM alembic_version").fetchone()[0]
            file.execute("SELECT count(*) FROM workspace")
    except (sqlite3.DatabaseError, TypeError) as fault:
        raise NotABackup(f"{path} is no database of ours: {fault}") from fault
    if sound != "ok":
        raise NotABackup(f"{path} is damaged: {sound}")
    try:
        ScriptDirectory.from_config(migrations()).get_revision(version)
    except CommandError as fault:
        raise NotABackup(f"{path} was made by another version ({version}); update first") from fault


def _put_aside(place: Path) -> Path:
    """Keep the file under another name; InUse while anybody has it open."""
    try:
        with closing(sqlite3.connect(place, timeout=1)) as file:
            file.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.DatabaseError as fault:
        if getattr(fault, "sqlite_errorcode", 0) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise InUse from fault
    aside = place.with_name(f"{place.name}.before-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}")
    place.rename(aside)
    return aside
