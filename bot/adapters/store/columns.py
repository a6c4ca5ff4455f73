"""What columns are made of: words without NUL, instants in UTC, states, parts as JSON."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar, cast

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    Dialect,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    literal_column,
    text,
)
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from bot.adapters.store.images import clean, image_of, read_image

EnumT = TypeVar("EnumT", bound=StrEnum)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
ENGINES = ("sqlite", "postgresql")
METADATA = MetaData(naming_convention=NAMING)


class Words(TypeDecorator[str]):
    """Text as people type it, without the NUL and the half surrogates that a database refuses."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        del dialect
        return None if value is None else clean(str(value))


class Reference(TypeDecorator[str]):
    """The id of another row; "" (nobody, nothing) is NULL, so that foreign keys hold."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        del dialect
        return value or None

    def process_result_value(self, value: str | None, dialect: Dialect) -> str:
        del dialect
        return value or ""


class Instant(TypeDecorator[datetime]):
    """A point in time, stored in UTC; ValueError for a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no zone: say in which zone it is before storing it")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class State(TypeDecorator[StrEnum]):
    """A member of a StrEnum, stored as its value."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        del dialect
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        del dialect
        return None if value is None else self.kind(value)


class Thousandths(TypeDecorator[Decimal]):
    """A figure that is no money (a quantity, a factor, per cent) as a whole number of thousandths."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        del dialect
        return None if value is None else int((value * 1000).to_integral_value())

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        del dialect
        return None if value is None else Decimal(value) / 1000


class Part(TypeDecorator[object]):
    """A tuple or a frozen dataclass inside an entity, as JSON text; equal values are equal text."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:
        del dialect
        return None if value is None else image_of(self.kind, value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> object:
        del dialect
        return None if value is None else read_image(self.kind, value)


WORDS, REFERENCE, INSTANT, THOUSANDTHS = Words(), Reference(), Instant(), Thousandths()
NAMES = Part(tuple[str, ...])
PLAIN = Text()


class Row(SQLModel, registry=registry(metadata=METADATA)):
    """Every table's first column; it leads keys and indexes, so that a sharded engine can place the row."""

    workspace_id: str = Field(primary_key=True, sa_type=PLAIN)


def id_part() -> Any:
    """A part of the primary key."""
    return Field(primary_key=True, sa_type=WORDS)


def plain_part() -> Any:
    """A part of the primary key that is known to be clean: one of our own ids, or made of clean words."""
    return Field(primary_key=True, sa_type=PLAIN)


def id_of(kind: Any) -> Any:
    """A part of the primary key that is a frozen dataclass."""
    return Field(primary_key=True, sa_type=Part(kind))


def state_part(kind: type[StrEnum]) -> Any:
    """A part of the primary key that is a member of a StrEnum."""
    return Field(primary_key=True, sa_type=State(kind))


def id_number() -> Any:
    """A part of the primary key that counts."""
    return Field(primary_key=True, sa_type=Integer, sa_column_kwargs={"autoincrement": False})


def words() -> Any:
    return Field(sa_type=WORDS)


def reference() -> Any:
    return Field(sa_type=REFERENCE, nullable=True)


def instant() -> Any:
    """Nullable where the annotation allows None."""
    return Field(sa_type=INSTANT)


def one_of(kind: type[StrEnum]) -> Any:
    return Field(sa_type=State(kind))


def part(kind: Any) -> Any:
    return Field(sa_type=Part(kind))


def names() -> Any:
    return Field(sa_type=NAMES)


def minor() -> Any:
    """Cents, fen, yen: the integer half of an amount; its currency stands in the column beside it."""
    return Field(sa_type=BigInteger)


def thousandths() -> Any:
    """A figure with up to three decimal places."""
    return Field(sa_type=THOUSANDTHS)


def refers(table: str, *columns: str, deferred: bool = False) -> ForeignKeyConstraint:
    """A reference within the workspace; `deferred` checks it at the commit only."""
    here, there = ("workspace_id", *columns), (f"{table}.workspace_id", f"{table}.id")
    initially = "DEFERRED" if deferred else None
    return ForeignKeyConstraint(here, there, deferrable=deferred or None, initially=initially)


def tied(*nouns: str) -> tuple[ForeignKeyConstraint | Index, ...]:
    """References to these nouns by `<noun>_id`, each with the index that lets a row of that noun go."""
    return (*(refers(each, f"{each}_id") for each in nouns), *(index(f"{each}_id") for each in nouns))


def index(*columns: str, unique: bool = False, where: str = "") -> Index:
    """An index within the workspace; `where` makes it a partial one."""
    partial: dict[str, Any] = {f"{each}_where": text(where) for each in ENGINES if where}
    return Index(None, "workspace_id", *columns, unique=unique, **partial)


def door(*columns: str) -> Index:
    """An index across workspaces, for the few questions asked before the workspace is known."""
    return Index(None, *columns, "workspace_id")


def table_of(row: type[Row]) -> Table:
    return cast("Table", row.__table__)  # type: ignore[attr-defined]


def stands(column: ColumnElement[Any], value: str) -> ColumnElement[bool]:
    """`column = 'value'`, spelt out and not bound, so that a partial index on it is seen to fit."""
    return column == literal_column(f"'{value}'")


def chunks(items: Sequence[Any], size: int = 500) -> list[Sequence[Any]]:
    return [items[start : start + size] for start in range(0, len(items), size)]
