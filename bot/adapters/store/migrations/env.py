"""How Alembic reaches the database: through the connection that it is given."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, TypeDecorator, text

from bot.adapters.store.tables import METADATA, ours


def plain_types(kind: str, thing: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Our column types are code and may change; a migration names what the database has."""
    del autogen
    if kind == "type" and isinstance(thing, TypeDecorator):
        return f"sa.{thing.impl_instance!r}"
    return False


def run(connection: Connection) -> None:
    """SQLite recreates a table to change it, which would delete the rows that refer to it."""
    sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=sqlite,
        compare_type=True,
        include_name=ours,
        render_item=plain_types,
        transactional_ddl=True,
    )
    if sqlite:
        pragma(connection, "foreign_keys=OFF")
    with context.begin_transaction():
        context.run_migrations()
        broken = connection.execute(text("PRAGMA foreign_key_check")).all() if sqlite else []
        if broken:
            raise RuntimeError(f"rows refer to rows that are gone: {broken[:5]}")
    if sqlite:
        pragma(connection, "foreign_keys=ON")


def pragma(connection: Connection, setting: str) -> None:
    """Outside a transaction, where alone it takes effect."""
    raw = connection.connection.dbapi_connection
    if raw is not None:
        raw.cursor().execute(f"PRAGMA {setting}")


run(context.config.attributes["connection"])
