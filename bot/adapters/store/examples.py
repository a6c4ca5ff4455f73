"""Examples: confirmed messages with the commands that they became; not journalled, and forgotten for good."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import RowMapping, Select, bindparam, select

from bot.adapters.store.columns import Row, id_part, index, instant, one_of, words
from bot.adapters.store.images import Wording
from bot.adapters.store.mapping import Shape
from bot.adapters.store.transaction import Transaction
from bot.domain.examples import Confirmed, Example


class ExampleRow(Row, table=True):
    __tablename__ = "example"
    __table_args__ = (index("sign", "at"), index("source"))

    id: str = id_part()
    member_id: str = words()
    at: datetime = instant()
    zone: str = words()
    text: str = words()
    sign: str = words()
    commands: str = words()
    how: str = one_of(Confirmed)
    source: str = words()


EXAMPLE = Shape(Example, ExampleRow)
_c = EXAMPLE.table.c
_NEWEST = (_c.at.desc(), _c.id.desc())


@cache
def _newest() -> Select[Any]:
    """Built once: every message asks it."""
    asked = (_c.workspace_id == bindparam("workspace"), _c.sign == bindparam("sign"))
    return select(EXAMPLE.table).where(*asked).order_by(*_NEWEST).limit(bindparam("most"))


class Examples:
    """What the people of a workspace confirmed."""

    def __init__(self, transaction: Transaction, wording: Wording) -> None:
        self._transaction = transaction
        self._wording = wording

    def keep(self, example: Example) -> None:
        """It takes the place of an earlier one of the same message."""
        self.withdraw(example.source)
        row = EXAMPLE.values(example) | {"commands": self._wording.dump(example.commands)}
        self._transaction.insert(EXAMPLE.table, [row])

    def withdraw(self, source: str) -> None:
        self._transaction.delete(EXAMPLE.table, _c.source == source)

    def like(self, sign: str, limit: int) -> Sequence[Example]:
        """The newest of this sign."""
        asked = {"workspace": self._transaction.workspace_id, "sign": sign, "most": limit}
        rows = self._transaction.connection.execute(_newest(), asked).mappings()
        return [self._example(row) for row in rows]

    def all(self) -> Sequence[Example]:
        """The oldest first."""
        found = self._transaction.select(EXAMPLE.table).order_by(_c.at, _c.id)
        return [self._example(row) for row in self._transaction.rows(found)]

    def forget(self, subject: str) -> None:
        """Throw away those that mention this customer, contact or colleague by id."""
        mention = f'"id":"{subject}"'
        self._transaction.delete(EXAMPLE.table, _c.commands.contains(mention, autoescape=True))
        self._transaction.delete(EXAMPLE.table, _c.member_id == subject)

    def _example(self, row: RowMapping) -> Example:
        return EXAMPLE.entity({**row, "commands": self._wording.load(row["commands"])})
