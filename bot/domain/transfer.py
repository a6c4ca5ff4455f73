"""Import and export: rows in, rows out, nothing lost, every bad row with its reason."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from bot.domain.base import Command, Mention, Result
from bot.domain.customers import Customer


class Kind(StrEnum):
    PEOPLE = "people"
    CUSTOMERS = "customers"
    CONTACTS = "contacts"
    PRODUCTS = "products"
    INTERACTIONS = "interactions"
    PROMISES = "promises"
    COMPLAINTS = "complaints"
    DEALS = "deals"
    ORDERS = "orders"
    PAYMENTS = "payments"


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a file: its line and its cells by column name (the English ones of docs/howto/import.md)."""

    line: int
    cells: tuple[tuple[str, str], ...]

    def __getitem__(self, column: str) -> str:
        return next((value for name, value in self.cells if name == column), "")


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was not taken; `reason` is a phrase key, `said` what stood there."""

    line: int
    reason: str
    said: str = ""


@dataclass(frozen=True, kw_only=True)
class ImportRows(Command):
    """Take rows of one kind; a row that is already there, unchanged, changes nothing.

    A long file comes in parts; what they do is taken back together, by their `batch`. `layout` names the format of
    another program, where its rows are read in their own way.
    """

    kind: Kind
    rows: tuple[Row, ...]
    file: str = ""
    batch: str = ""
    layout: str = ""
    dry: bool = False


@dataclass(frozen=True, kw_only=True)
class Import(Command):
    """How files come in."""

    reads: ClassVar[bool] = True
    what: str = ""


@dataclass(frozen=True, kw_only=True)
class Export(Command):
    """Rows as a file: of one customer, or of all that one may see; `what` says which, in words."""

    reads: ClassVar[bool] = True
    customer: Mention | None = None
    what: str = ""


@dataclass(frozen=True, kw_only=True)
class ExportRows(Command):
    """A page of one kind (of one customer), from the row after `after` on, as an import would read it."""

    kind: Kind
    customer: Mention | None = None
    after: str = ""


@dataclass(frozen=True, kw_only=True)
class RevertImport(Command):
    """Take a whole import back."""

    batch: str


@dataclass(frozen=True, kw_only=True)
class RowsImported(Result):
    kind: Kind
    created: int
    changed: int
    same: int
    bad: tuple[BadRow, ...]
    dry: bool


@dataclass(frozen=True, kw_only=True)
class ImportReverted(Result):
    """How many rows of each noun are as they were before."""

    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True)
class ExportReady(Result):
    """Everything about one customer behind a link that gives the file once, for a quarter of an hour."""

    private: ClassVar[bool] = True
    customer: Customer
    url: str


@dataclass(frozen=True, kw_only=True)
class RowsExported(Result):
    """The next page begins after `after`; there is none when it is empty."""

    private: ClassVar[bool] = True
    kind: Kind
    rows: tuple[Row, ...]
    after: str
