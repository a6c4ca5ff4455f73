"""A connection inside one workspace: every statement made here carries the workspace."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, Table, and_, delete, select, update

from bot.adapters.store.dialect import inserting, is_sqlite, locked
from bot.domain.base import WorkspaceId

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Transaction:
    """The running transaction of one workspace."""

    connection: Connection
    workspace_id: WorkspaceId

    @property
    def alone(self) -> bool:
        """Whether nobody else can write until this transaction ends."""
        return is_sqlite(self.connection)

    def here(self, table: Table, *where: ColumnElement[bool]) -> ColumnElement[bool]:
        return and_(table.c.workspace_id == self.workspace_id, *where)

    def select(self, table: Table, *where: ColumnElement[bool]) -> Select[Any]:
        return select(table).where(self.here(table, *where))

    def rows(self, statement: Select[Any], *, lock: bool = False) -> Sequence[RowMapping]:
        wanted = locked(self.connection, statement) if lock else statement
        return self.connection.execute(wanted).mappings().all()

    def first(self, statement: Select[Any], *, lock: bool = False, skip: bool = False) -> RowMapping | None:
        """`lock` it until the end of the transaction; `skip` rows that somebody else has locked."""
        wanted = locked(self.connection, statement, skip=skip) if lock else statement
        return self.connection.execute(wanted.limit(1)).mappings().first()

    def number(self, statement: Select[Any]) -> int:
        return int(self.connection.execute(statement).scalar_one())

    def insert(self, table: Table, rows: Iterable[Values]) -> None:
        many = [self.placed(each) for each in rows]
        if many:
            self.connection.execute(table.insert(), many)

    def insert_new(self, table: Table, row: Values) -> bool:
        """Insert unless a row with the same key stands there; whether it was new."""
        statement = inserting(self.connection, table).values(self.placed(row)).on_conflict_do_nothing()
        return self.connection.execute(statement.returning(table.c.workspace_id)).first() is not None

    def put(self, table: Table, row: Values) -> None:
        """Insert the row, or replace the one with the same primary key."""
        keys = [each.name for each in table.primary_key]
        statement = inserting(self.connection, table).values(self.placed(row))
        fresh = {name: statement.excluded[name] for name in row if name not in keys}
        self.connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=fresh))

    def update(self, table: Table, values: Values, *where: ColumnElement[bool]) -> int:
        """How many rows were changed."""
        return self.connection.execute(update(table).where(self.here(table, *where)).values(values)).rowcount

    def delete(self, table: Table, *where: ColumnElement[bool]) -> None:
        self.connection.execute(delete(table).where(self.here(table, *where)))

    def placed(self, row: Values) -> dict[str, Any]:
        """The row with the workspace it belongs to."""
        return {"workspace_id": self.workspace_id, **row}
