"""Copies of the SQLite file: whole while somebody writes, put back only when nobody is there."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.adapters.store import InUse, NotABackup, NotAFile, SqlStore, backup, migrate, restore
from tests.adapters.store import made

COUNTS = ("select count(*) from customer", "select count(*) from contact")
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def names(url: str) -> list[str]:
    store = SqlStore(url, vocabulary={}, keys_of=made.keys_of)
    with store.work(made.HOME) as work:
        found = sorted(each.name for each in work.customers.all())
    store.close()
    return found


@ON_SQLITE
def test_a_copy_taken_while_somebody_writes_is_whole(store: SqlStore, tmp_path: Path) -> None:
    """A customer and their contact are written together: the copy has both or neither."""
    copy, over = tmp_path / "copy.db", threading.Event()

    def write() -> None:
        while not over.is_set():
            account = made.customer()
            with store.work(made.HOME) as work:
                work.add(account)
                work.add(made.contact(customer_id=account.id))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(5):
            backup(str(store._database.engine.url), copy)
            with closing(sqlite3.connect(copy)) as file:
                counts = [file.execute(each).fetchone() for each in COUNTS]
            assert counts[0] == counts[1]
    finally:
        over.set()
        writer.join()
    assert sorted(each.name for each in tmp_path.iterdir() if "copy" in each.name) == ["copy.db"]


@pytest.mark.parametrize("copy", [backup, restore])
def test_postgresql_has_its_own_tools(copy: Callable[[str, Path], object], tmp_path: Path) -> None:
    with pytest.raises(NotAFile, match="pg_dump"):
        copy("postgresql://ann@db/yinuo", tmp_path / "copy.db")


@ON_SQLITE
def test_there_and_back(database_url: str, tmp_path: Path) -> None:
    store = made.store_at(database_url)
    with store.work(made.HOME) as work:
        work.add(made.customer(name="那时"))
    backup(database_url, tmp_path / "copy.db")
    with store.work(made.HOME) as work:
        work.add(made.customer(name="后来"))
    with pytest.raises(InUse, match="stop the bot"):
        restore(database_url, tmp_path / "copy.db")
    store.close()
    assert names(database_url) == ["后来", "那时"]
    aside = restore(database_url, tmp_path / "copy.db")
    migrate(database_url)
    assert names(database_url) == ["那时"]
    assert aside is not None
    assert names(f"sqlite:///{aside}") == ["后来", "那时"]
    assert not [each for each in tmp_path.iterdir() if each.name.startswith(".")]


@ON_SQLITE
def test_into_an_empty_place(database_url: str, tmp_path: Path) -> None:
    made.store_at(database_url).close()
    backup(database_url, tmp_path / "copy.db")
    there = f"sqlite:///{tmp_path}/new/place/yinuo.db"
    assert restore(there, tmp_path / "copy.db") is None
    assert names(there) == []


@ON_SQLITE
@pytest.mark.parametrize("kind", ["text", "empty", "foreign", "newer", "damaged"])
def test_what_is_no_backup_is_refused(database_url: str, tmp_path: Path, kind: str) -> None:
    made.store_at(database_url).close()
    copy = tmp_path / "copy.db"
    backup(database_url, copy)
    spoil(copy, kind)
    with pytest.raises(NotABackup):
        restore(database_url, copy)
    assert names(database_url) == []
    assert not list(tmp_path.glob("*before*"))


def spoil(copy: Path, kind: str) -> None:
    if kind in {"text", "empty"}:
        copy.write_text("no database" * 999 if kind == "text" else "")
    elif kind == "damaged":
        content = bytearray(copy.read_bytes())
        content[8192:-4096:7] = b"x" * len(content[8192:-4096:7])
        copy.write_bytes(bytes(content))
    else:
        with closing(sqlite3.connect(copy)) as file:
            drop = (
                "drop table workspace"
                if kind == "foreign"
                else "update alembic_version set version_num = '9999'"
            )
            file.execute(drop)
            file.commit()


@ON_SQLITE
def test_what_is_not_there_is_said(database_url: str, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        restore(database_url, tmp_path / "nothing.db")
    with pytest.raises(FileNotFoundError):
        backup(f"sqlite:///{tmp_path}/nothing.db", tmp_path / "copy.db")
