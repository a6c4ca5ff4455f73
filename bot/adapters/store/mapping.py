"""Rows ⇄ frozen dataclasses, by name; an amount of money takes two columns, a command goes by its name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, Generic, TypeVar, get_args, get_type_hints

from sqlalchemy import RowMapping, Table

from bot.adapters.store.columns import Row, table_of
from bot.domain.money import Money

EntityT = TypeVar("EntityT")
MINOR, CURRENCY = "_minor", "_currency"


@dataclass(frozen=True)
class Shape(Generic[EntityT]):
    """How one noun is kept: its entity, its table, and which of its fields are amounts."""

    kind: type[EntityT]
    row: type[Row]

    @cached_property
    def table(self) -> Table:
        return table_of(self.row)

    @property
    def noun(self) -> str:
        return self.table.name

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """Fields that are one column of the same name."""
        return tuple(each.name for each in fields(self._dataclass) if each.name not in self.amounts)

    @cached_property
    def amounts(self) -> tuple[str, ...]:
        hints = get_type_hints(self.kind)
        return tuple(name for name, hint in hints.items() if Money in {hint, *get_args(hint)})

    def columns(self) -> list[str]:
        """The columns that the entity's fields ask for, after workspace_id."""
        pairs = [[name + MINOR, name + CURRENCY] for name in self.amounts]
        return [*self.plain, *(column for pair in pairs for column in pair)]

    def values(self, entity: EntityT) -> dict[str, Any]:
        """The entity as a row's values, without its workspace."""
        values = {name: getattr(entity, name) for name in self.plain}
        for name in self.amounts:
            amount: Money | None = getattr(entity, name)
            values[name + MINOR] = None if amount is None else amount.to_minor()
            values[name + CURRENCY] = None if amount is None else amount.currency
        return values

    def entity(self, row: RowMapping | Mapping[str, Any]) -> EntityT:
        facts: dict[str, Any] = {name: row[name] for name in self.plain}
        for name in self.amounts:
            minor = row[name + MINOR]
            facts[name] = None if minor is None else Money.from_minor(minor, row[name + CURRENCY])
        return self.kind(**facts)

    @property
    def _dataclass(self) -> Any:
        return self.kind


class Shapes:
    """Every noun that is kept, by its entity and by its name."""

    def __init__(self, shapes: Iterable[Shape[Any]]) -> None:
        self._by_kind = {each.kind: each for each in shapes}
        self._by_noun = {each.noun: each for each in self._by_kind.values()}
        tables = next(iter(self._by_noun.values())).table.metadata.sorted_tables
        self.order = tuple(each.name for each in tables if each.name in self._by_noun)
        """Nouns, each after those that it refers to."""

    def of(self, kind: type[EntityT]) -> Shape[EntityT]:
        return self._by_kind[kind]

    def named(self, noun: str) -> Shape[Any]:
        return self._by_noun[noun]

    def all(self) -> tuple[Shape[Any], ...]:
        return tuple(self._by_kind.values())
