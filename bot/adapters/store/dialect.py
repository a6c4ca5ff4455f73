"""All in which the two engines differ as to statements: upserts, row locks, and how each says "not now"."""

import sqlite3
from typing import Any

from sqlalchemy import Connection, Select, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

SQLITE = "sqlite"
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
PRIMARY_CODE = 0xFF


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


def passing(fault: Exception) -> bool:
    """Whether the same transaction may well succeed a moment later: busy, deadlocked, disconnected."""
    if isinstance(fault, PoolTimeout):
        return True
    if not isinstance(fault, DBAPIError):
        return False
    if isinstance(fault.orig, sqlite3.Error):
        return getattr(fault.orig, "sqlite_errorcode", 0) & PRIMARY_CODE in BUSY
    return fault.connection_invalidated or isinstance(fault, OperationalError | InterfaceError)
