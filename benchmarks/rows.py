"""Rows by set-based inserts: one of a noun for every customer, with a value for every column it may get one day."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Integer,
    Table,
    bindparam,
    insert,
    literal,
    null,
    select,
)

from bot.adapters.store.customers import CUSTOMER
from bot.domain.base import WorkspaceId

HOME: Final = WorkspaceId("bench")
ZONE: Final = "Asia/Shanghai"


def each(
    connection: Connection, table: Table, prefix: str, facts: Mapping[str, Any], *where: ColumnElement[bool]
) -> None:
    """One row for every customer (that fits), by its owner."""
    c = CUSTOMER.table.c
    values = filled(table, facts) | {"id": literal(prefix) + c.id}
    values |= {name: c.id for name in ("customer_id",) if name in table.c}
    values |= {name: c.owner_id for name in ("member_id", "recorded_by") if name in table.c}
    chosen = select(*values.values()).where(c.workspace_id == HOME, *where)
    connection.execute(insert(table).from_select([*values], chosen))


def filled(table: Table, facts: Mapping[str, Any]) -> dict[str, Any]:
    """A value for every column: those given, else nothing."""
    return {each.name: _value(each, facts) for each in table.c} | {"workspace_id": literal(HOME)}


def _value(column: Any, facts: Mapping[str, Any]) -> Any:
    if column.name in facts:
        return bindparam(None, facts[column.name], type_=column.type)
    if column.nullable:
        return null()
    if isinstance(column.type, Boolean):
        return bindparam(None, value=False, type_=column.type)
    return literal(0) if isinstance(column.type, Integer) else literal("")


def times(at: datetime, *names: str) -> dict[str, Any]:
    return {"day": at.date()} | dict.fromkeys(names, at)


def promise(state: str, what: str, due: datetime, made: datetime) -> dict[str, Any]:
    """Ours; a kept one was kept when it was due."""
    facts = {
        "side": "ours",
        "what": what,
        "said": what,
        "zone": ZONE,
        "state": state,
        "evidence": (),
        "apart": (),
    }
    days = {"due_day": due.date(), "due_at": due, "made_at": made}
    return facts | days | ({"closed_at": due} if state == "kept" else {})
