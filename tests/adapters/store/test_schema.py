"""The tables: they mirror the entities, lead with the workspace, and are what the migrations make."""

from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Table, inspect, text

from bot.adapters.store import migrate
from bot.adapters.store.engine import connect, migrations
from bot.adapters.store.mapping import Shape
from bot.adapters.store.tables import KEPT, METADATA, OTHERS, ours
from bot.adapters.store.work import SHAPES
from bot.domain.audit import Action
from bot.domain.people import CodeTry
from bot.domain.ports import Focus

DOORS = {
    "ix_link_platform_team_user_workspace_id",
    "ix_link_platform_team_chat_workspace_id",
    "ix_link_code_digest_workspace_id",
}
"""Indexes for the questions that are asked before the workspace is known."""
TABLES = list(METADATA.tables.values())
BESIDES = {Focus: {"member_id", "address"}}
"""Columns that say where an entity belongs and are no field of it."""


@pytest.mark.parametrize("shape", KEPT, ids=lambda shape: shape.noun)
def test_fields_are_columns(shape: Shape[Any]) -> None:
    columns = {each.name for each in shape.table.columns} - {"workspace_id"} - BESIDES.get(shape.kind, set())
    assert columns == set(shape.columns())


def test_every_table_is_known() -> None:
    assert {shape.table for shape in KEPT} | set(OTHERS) == set(TABLES)


def test_nouns_come_after_those_that_they_refer_to() -> None:
    order = SHAPES.order
    assert order.index("member") < order.index("customer") < order.index("contact") < order.index("reminder")
    assert {SHAPES.of(each.kind).noun for each in SHAPES.all()} == set(order)
    assert not {Action, CodeTry} & {each.kind for each in SHAPES.all()}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_keys_and_indexes_lead_with_the_workspace(table: Table) -> None:
    assert next(iter(table.columns)).name == "workspace_id"
    assert next(iter(table.primary_key)).name == "workspace_id"
    for index in table.indexes:
        assert index.name in DOORS or next(iter(index.columns)).name == "workspace_id", index.name
    for key in table.foreign_key_constraints:
        assert next(iter(key.columns)).name == "workspace_id"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_what_refers_is_indexed(table: Table) -> None:
    """So that a row can be removed without reading every row that might refer to it."""
    starts = [[each.name for each in index.columns][:2] for index in table.indexes]
    for key in table.foreign_key_constraints:
        deferred = key.deferrable  # people are few
        assert deferred or [each.name for each in key.columns] in starts


def test_the_migrations_make_the_tables(database_url: str) -> None:
    migrate(database_url)
    database = connect(database_url)
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": ours})
        assert compare_metadata(context, METADATA) == []
    database.close()


def test_exact_names_are_folded_by_a_migration(database_url: str) -> None:
    database = connect(database_url)
    with database.engine.connect() as connection:
        command.downgrade(migrations(connection), "0002")
        rows = [{"key": each, "id": number} for number, each in enumerate(("=acme, inc.", "=泰禾", "泰禾,"))]
        insert = text(
            "INSERT INTO name_key (workspace_id, key, noun, id) VALUES ('w', :key, 'customer', :id)"
        )
        connection.execute(insert, [row | {"id": str(row["id"])} for row in rows])
        connection.commit()
        command.upgrade(migrations(connection), "head")
        kept = connection.execute(text("SELECT key, id FROM name_key ORDER BY id")).all()
    database.close()
    assert [tuple(each) for each in kept] == [("=acme inc", "0"), ("=泰禾", "1"), ("泰禾,", "2")]


def test_the_migrations_go_back(database_url: str) -> None:
    database = connect(database_url)
    with database.engine.connect() as connection:
        command.downgrade(migrations(connection), "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
        connection.rollback()
    database.close()
    migrate(database_url)
