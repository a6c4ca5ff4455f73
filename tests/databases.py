"""Databases for tests: made and migrated once per worker process, handed to each test empty."""

import getpass
import os
import sqlite3
import time
from contextlib import closing
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

STORE = "bot.adapters.store.engine"
PREFIX = "yinuo_test_"
STALE_AFTER = 6 * 3600  # seconds; what a killed run left behind is dropped by a later one

SHAPE: LiteralString = """
  select md5(string_agg(format('%s.%s %s', relname, attname, atttypid), ' ' order by relname, attname))
  from pg_attribute join pg_class on pg_class.oid = attrelid
  where relnamespace = 'public'::regnamespace and attnum > 0
"""
TABLES: LiteralString = """
  select tablename from pg_tables where schemaname = 'public' and tablename <> 'alembic_version'
"""
SEQUENCES: LiteralString = """
  select sequencename from pg_sequences where schemaname = 'public' and last_value is not null
"""
END_OTHERS: LiteralString = """
  select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()
"""

Database = psycopg.Connection[tuple[object, ...]]


class NoServerError(Exception):
    """No PostgreSQL server answers the tests; set YINUO_TEST_POSTGRES=postgresql+psycopg://user@host/db."""


def prepare(url: str) -> None:
    """Bring a new database to the newest schema."""
    if find_spec(STORE) is not None:
        import_module(STORE).migrate(url)


def copy_sqlite(template: Path, target: Path) -> str:
    """Copy a database with what its write-ahead log still holds; the copy's URL."""
    with closing(sqlite3.connect(template)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
    return f"sqlite:///{target}"


@cache
def postgres_server() -> URL:
    """The server that YINUO_TEST_POSTGRES names, else a local one that lets us in."""
    named = os.environ.get("YINUO_TEST_POSTGRES")
    roles = (getpass.getuser(), "postgres")
    local = [f"postgresql+psycopg://{role}@127.0.0.1:5432/postgres" for role in roles]
    faults = []
    for url in map(make_url, [named] if named else local):
        try:
            connect(url).close()
        except psycopg.OperationalError as error:
            faults.append(str(error).splitlines()[0])
        else:
            return url
    raise NoServerError(f"no PostgreSQL for the tests ({'; '.join(faults)}); set YINUO_TEST_POSTGRES")


def connect(url: URL) -> Database:
    return psycopg.connect(spelled(url.set(drivername="postgresql")), autocommit=True, connect_timeout=3)


def spelled(url: URL) -> str:
    return url.render_as_string(hide_password=False)


def run(database: Database, statement: LiteralString, *names: str) -> None:
    database.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def names(database: Database, query: LiteralString) -> list[str]:
    return [str(name) for (name,) in database.execute(query)]


class PostgresDatabase:
    """One worker's database, and the template it is made from."""

    def __init__(self, server: URL) -> None:
        self.server = server
        self.name = f"{PREFIX}{int(time.time())}_{os.getpid()}"
        self.template = f"{self.name}_template"
        self.url = spelled(server.set(database=self.name))
        self.shape: list[str] = []

    def create(self) -> None:
        with connect(self.server) as server:
            drop_stale(server)
            run(server, "create database {}", self.template)
        address = self.server.set(database=self.template)
        prepare(spelled(address))
        with connect(address) as template:
            template.execute(END_OTHERS)
            self.shape = names(template, SHAPE)
        self.replace()

    def replace(self) -> None:
        with connect(self.server) as server:
            run(server, "drop database if exists {} with (force)", self.name)
            run(server, "create database {} template {}", self.name, self.template)

    def empty(self) -> None:
        """Remove every row; after a test that changed the schema or dropped the database, start anew."""
        try:
            with connect(make_url(self.url)) as database:
                database.execute(END_OTHERS)
                clean = names(database, SHAPE) == self.shape
                if clean:
                    remove_rows(database)
        except psycopg.OperationalError:
            clean = False
        if not clean:
            self.replace()

    def drop(self) -> None:
        with connect(self.server) as server:
            for name in (self.name, self.template):
                run(server, "drop database if exists {} with (force)", name)


def remove_rows(database: Database) -> None:
    """Delete without regard to foreign keys, 30 times as fast as TRUNCATE on small tables."""
    database.execute("set session_replication_role = replica")
    with database.transaction():
        for table in names(database, TABLES):
            run(database, "delete from {}", table)
        for sequence in names(database, SEQUENCES):
            run(database, "alter sequence {} restart", sequence)


def drop_stale(server: Database) -> None:
    for name in names(server, "select datname from pg_database where datname like 'yinuo\\_test\\_%'"):
        made = name.removeprefix(PREFIX).split("_")[0]
        if made.isdigit() and int(made) < time.time() - STALE_AFTER:
            run(server, "drop database if exists {} with (force)", name)
