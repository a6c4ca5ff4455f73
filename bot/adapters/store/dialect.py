"""All in which the two engines differ as to statements: upserts, row locks, lists, and how each says "not now"."""

import sqlite3
from collections.abc import Sequence
from json import JSONEncoder
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Dialect,
    Integer,
    Select,
    Table,
    Text,
    TypeDecorator,
    bindparam,
    cast,
    func,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

SQLITE = "sqlite"
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
PRIMARY_CODE = 0xFF
_json: Final = JSONEncoder(ensure_ascii=False).encode


class Listed(TypeDecorator[Sequence[object]]):
    """A list as one JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sequence[object] | None, dialect: Dialect) -> str | None:
        del dialect
        return None if value is None else _json(value)


def is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == SQLITE


def inserting(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that knows ON CONFLICT."""
    return sqlite.insert(table) if is_sqlite(connection) else postgresql.insert(table)


def locked(connection: Connection, select: Select[Any], *, skip: bool = False) -> Select[Any]:
    """Lock the rows read until the end of the transaction; SQLite's writer has the whole file anyway.

    Not against those who only refer to a row: they may go on.
    """
    return select if is_sqlite(connection) else select.with_for_update(skip_locked=skip, key_share=True)


def listed(name: str, kind: Any, *, sqlite: bool) -> ColumnElement[Any]:
    """The values of a list, given as one parameter of this name, as the column of a table.

    A statement that spells a list out is another for every length; and PostgreSQL compares every row with every value.
    """
    if sqlite:
        return func.json_each(bindparam(name, type_=Listed())).table_valued("value").c.value
    return func.unnest(bindparam(name, type_=ARRAY(kind))).table_valued("value").render_derived().c.value


def days_between(
    earlier: ColumnElement[Any], later: ColumnElement[Any], *, sqlite: bool
) -> ColumnElement[int]:
    """Whole days from one date to another."""
    if sqlite:
        return cast(func.julianday(later) - func.julianday(earlier), Integer)
    return later - earlier


def passing(fault: Exception) -> bool:
    """Whether the same transaction may well succeed a moment later: busy, deadlocked, disconnected."""
    if isinstance(fault, PoolTimeout):
        return True
    if not isinstance(fault, DBAPIError):
        return False
    if isinstance(fault.orig, sqlite3.Error):
        return getattr(fault.orig, "sqlite_errorcode", 0) & PRIMARY_CODE in BUSY
    return fault.connection_invalidated or isinstance(fault, OperationalError | InterfaceError)
