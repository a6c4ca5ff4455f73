"""How each engine is reached, and what is told when it is busy or gone."""

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.adapters.store import SqlStore, engine, migrate
from bot.adapters.store.dialect import passing
from bot.adapters.store.engine import address_of, connect
from bot.domain.errors import TryAgain
from tests.adapters.store import made

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ON_POSTGRES = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql(scheme: str) -> None:
    address = address_of(f"{scheme}://ann:secret@db:5433/yinuo?sslmode=require")
    assert address == make_url("postgresql+psycopg://ann:secret@db:5433/yinuo?sslmode=require")


def test_sqlite_stays_as_it_is() -> None:
    assert str(address_of("sqlite:////tmp/yinuo.db")) == "sqlite:////tmp/yinuo.db"


@ON_SQLITE
def test_sqlite_is_safe_and_checks_references(store: SqlStore) -> None:
    with store._database.reading() as connection:
        pragmas = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}


@ON_POSTGRES
@pytest.mark.parametrize("pooled", [True, False])
def test_a_pooler_gets_no_prepared_statements(database_url: str, pooled: bool) -> None:
    database = connect(f"{database_url}?pgbouncer=true" if pooled else database_url)
    with database.reading() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        assert (driver.prepare_threshold is None) == pooled
        assert connection.execute(text("select 1")).scalar() == 1
    database.close()


@ON_SQLITE
def test_a_writer_elsewhere_makes_us_try_again(
    store: SqlStore, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "PRAGMAS", (*engine.PRAGMAS[:3], "PRAGMA busy_timeout=50"))
    hurried = SqlStore(database_url, vocabulary={}, keys_of=made.keys_of)
    with store.work(made.HOME) as work:
        work.add(made.customer())
        with pytest.raises(TryAgain), hurried.work(made.HOME):
            raise AssertionError("not reached")
        assert hurried.workspaces() == [made.HOME]
    hurried.close()


@ON_SQLITE
def test_a_writer_of_this_process_waits_its_turn(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "TURN_SECONDS", 0.05)
    with store.work(made.HOME), pytest.raises(TryAgain), store.work(made.HOME):
        raise AssertionError("not reached")


@ON_POSTGRES
def test_a_lost_connection_makes_us_try_again(store: SqlStore) -> None:
    with pytest.raises(TryAgain), store.work(made.HOME) as work:
        work.add(lost := made.customer())
        with store._database.reading() as other:
            end = "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
            other.execute(text(f"{end} and datname = current_database()"))
        work.add(made.customer())
    with store.work(made.HOME) as work:
        assert work.get(type(lost), lost.id) is None


@ON_POSTGRES
def test_a_deadlock_makes_one_try_again(store: SqlStore) -> None:
    one, two = made.customer(name="一"), made.customer(name="二")
    with store.work(made.HOME) as work:
        work.add(one, two)
    together, outcomes = threading.Barrier(2), []

    def lock(first: str, second: str) -> None:
        try:
            with store._database.writing() as connection:
                for place in (first, second):
                    connection.execute(
                        text("select 1 from customer where id = :id for update"), {"id": place}
                    )
                    if place == first:
                        together.wait()
            outcomes.append("done")
        except TryAgain:
            outcomes.append("again")

    threads = [threading.Thread(target=lock, args=pair) for pair in ((one.id, two.id), (two.id, one.id))]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    assert sorted(outcomes) == ["again", "done"]


def test_nobody_there_makes_us_try_again() -> None:
    store = SqlStore("postgresql://nobody@127.0.0.1:1/none", vocabulary={}, keys_of=made.keys_of)
    with pytest.raises(TryAgain):
        store.workspaces()
    with pytest.raises(TryAgain):
        migrate("postgresql://nobody@127.0.0.1:1/none")
    store.close()


def test_a_fault_of_ours_is_not_tried_again(store: SqlStore) -> None:
    with pytest.raises((ProgrammingError, OperationalError)), store.work(made.HOME) as work:
        work.transaction.connection.execute(text("select nothing from nowhere"))
    assert not passing(IntegrityError("", {}, Exception()))
    assert not passing(ValueError())
    assert passing(PoolTimeout())
    assert not passing(OperationalError("", {}, sqlite3.OperationalError("no such table")))


def test_a_new_file_is_made_in_a_new_folder(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new/folder/yinuo.db"
    migrate(url)
    migrate(url)
    assert SqlStore(url, vocabulary={}, keys_of=made.keys_of).workspaces() == []
