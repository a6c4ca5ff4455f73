"""What `database_url` promises to every other test."""

import time
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, inspect, make_url, text

from tests.databases import PREFIX, SHAPE, STALE_AFTER, PostgresDatabase, connect, drop_stale, names, run


@pytest.fixture
def database(postgres_database: PostgresDatabase) -> Iterator[PostgresDatabase]:
    """One whose schema is a parent and a child."""
    postgres_database.empty()
    before = postgres_database.shape
    with connect(make_url(postgres_database.url)) as connection:
        connection.execute("create table parent (id serial primary key)")
        connection.execute("create table child (id int references parent)")
        postgres_database.shape = names(connection, SHAPE)
    yield postgres_database
    postgres_database.shape = before


@pytest.mark.parametrize("turn", [1, 2])
def test_a_changed_schema_does_not_reach_the_next_test(database_url: str, turn: int) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text(f"create table visit (turn int default {turn})"))
    assert "visit" in inspect(engine).get_table_names()
    engine.dispose()


@pytest.mark.postgres
def test_rows_go_and_counters_start_anew_despite_forgotten_connections(database: PostgresDatabase) -> None:
    address = make_url(database.url)
    forgotten = connect(address)
    forgotten.execute("begin; insert into parent default values; insert into child values (1)")
    with connect(address) as other:
        other.execute("insert into parent default values")
    database.empty()
    with connect(address) as fresh:
        assert names(fresh, "select count(*) from parent") == ["0"]
        assert names(fresh, "insert into parent default values returning id") == ["1"]
    forgotten.close()


@pytest.mark.postgres
def test_what_a_killed_run_left_is_dropped_later(postgres_database: PostgresDatabase) -> None:
    old, new = (f"{PREFIX}{int(time.time()) - age}_stale" for age in (STALE_AFTER + 60, 60))
    with connect(postgres_database.server) as server:
        run(server, "create database {}", old)
        run(server, "create database {}", new)
        drop_stale(server)
        left = names(server, "select datname from pg_database")
        run(server, "drop database {}", new)
    assert old not in left
    assert {new, postgres_database.name} <= set(left)
