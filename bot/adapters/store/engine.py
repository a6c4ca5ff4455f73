"""Connections to either engine: one writer at a time on SQLite, psycopg on PostgreSQL, and migrations."""

import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.adapters.store.dialect import SQLITE, passing
from bot.domain.errors import TryAgain

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS = 10.0
TURN_SECONDS = 60.0
"""How long a writer waits for its turn within this process; a big import takes tens of seconds."""
OPTIONS: Mapping[str, Any] = {
    "pool_size": 8,
    "max_overflow": 24,
    "pool_timeout": 30,
    "hide_parameters": True,  # faults are logged, and what people say is not for logs
}
PSYCOPG = "postgresql+psycopg"
WRITES = "writes"
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}",
)


@dataclass(frozen=True, slots=True)
class Database:
    """One database: transactions that write, in turn where the engine needs it, and ones that only read."""

    engine: Engine
    turn: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Commits at the end of the block; TryAgain when the engine could not do it now."""
        alone = self.engine.dialect.name == SQLITE
        if alone and not self.turn.acquire(timeout=TURN_SECONDS):
            raise TryAgain
        try:
            with _translated(), self.engine.connect() as connection:
                writing = connection.execution_options(**{WRITES: True})
                with writing.begin():
                    yield writing
        finally:
            if alone:
                self.turn.release()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A look that nobody waits for, consistent on SQLite; whatever is written in it is lost."""
        with _translated(), self.engine.connect() as connection:
            yield connection

    def close(self) -> None:
        self.engine.dispose()


def connect(url: str) -> Database:
    """A pool of connections; nothing is opened before the first transaction."""
    address = address_of(url)
    if address.get_backend_name() == SQLITE:
        return Database(_sqlite(address))
    return Database(_postgres(address))


def address_of(url: str) -> URL:
    """The URL with our driver; `postgres://` and `postgresql://` mean PostgreSQL."""
    address = make_url(url)
    if address.drivername in {"postgres", "postgresql"}:
        return address.set(drivername=PSYCOPG)
    return address


def migrate(url: str) -> None:
    """Bring the database to the newest schema; a new one is created."""
    address = address_of(url)
    if address.get_backend_name() == SQLITE and address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    database = connect(url)
    try:
        with _translated(), database.engine.connect() as connection:
            command.upgrade(migrations(connection), "head")
    finally:
        database.close()


def migrations(connection: Connection | None = None) -> Config:
    """Alembic's configuration, for this connection if it is to do anything; there is no alembic.ini."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (DBAPIError, PoolTimeout) as fault:
        if passing(fault):
            raise TryAgain from fault
        raise


def _sqlite(address: URL) -> Engine:
    engine = create_engine(address, connect_args={"check_same_thread": False}, **OPTIONS)
    event.listen(engine, "connect", _on_sqlite_connect)
    event.listen(engine, "begin", _on_sqlite_begin)
    return engine


def _on_sqlite_connect(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _on_sqlite_begin(connection: Connection) -> None:
    """A writer asks for the lock at once: a reader that turns writer would lose to another writer."""
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgres(address: URL) -> Engine:
    """`?pgbouncer=true` in the URL turns prepared statements off, as a pooler in transaction mode needs."""
    pooled = address.query.get("pgbouncer") == "true"
    options: dict[str, Any] = {"options": "-c timezone=UTC"} if not pooled else {"prepare_threshold": None}
    return create_engine(
        address.difference_update_query(["pgbouncer"]), pool_pre_ping=True, connect_args=options, **OPTIONS
    )
