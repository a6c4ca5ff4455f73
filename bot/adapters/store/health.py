"""Account health and worth: the derived tables, written in bulk by the sweep."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from bot.adapters.store.columns import Row, chunks, id_part, index, minor, one_of, part, words
from bot.adapters.store.dialect import inserting
from bot.adapters.store.mapping import Shape
from bot.adapters.store.transaction import Transaction
from bot.domain.base import CustomerId
from bot.domain.health import Health, Worth
from bot.domain.lifecycle import Lifecycle
from bot.domain.risk import Colour, Reason

FoundT = TypeVar("FoundT")


class HealthRow(Row, table=True):
    __tablename__ = "health"
    __table_args__ = (index("colour", "points"), index("stage"))

    customer_id: str = id_part()
    checked_on: dt.date
    points: int
    colour: str = one_of(Colour)
    since: dt.date
    reasons: str = part(tuple[Reason, ...])
    stage: str | None = one_of(Lifecycle)
    stage_since: dt.date | None
    declined_from: str | None = one_of(Lifecycle)
    next_stage: str | None = one_of(Lifecycle)
    next_checks: int
    next_checked_on: dt.date | None


HEALTH = Shape(Health, HealthRow)


class WorthRow(Row, table=True):
    __tablename__ = "worth"
    __table_args__ = (index("revenue_minor"), index("tier"))

    customer_id: str = id_part()
    reckoned_on: dt.date
    revenue_minor: int | None = minor()
    revenue_currency: str | None = words()
    orders: int
    first_order: dt.date | None
    last_order: dt.date | None
    touches: int
    tier: str = words()
    recency: int
    frequency: int
    monetary: int
    unvalued: int


WORTH = Shape(Worth, WorthRow)


class Healths:
    """How accounts stand."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def of(self, customers: Iterable[CustomerId]) -> Mapping[CustomerId, Health]:
        return found_of(HEALTH, customers, self._transaction)

    def put(self, found: Iterable[Health]) -> None:
        put_found(HEALTH, found, self._transaction)

    def drop_before(self, day: dt.date) -> None:
        """Of accounts that were last looked at before that day: they are no accounts any more."""
        self._transaction.delete(HEALTH.table, HEALTH.table.c.checked_on < day)


def found_of(
    shape: Shape[FoundT], customers: Iterable[CustomerId], transaction: Transaction
) -> dict[CustomerId, FoundT]:
    found: dict[CustomerId, FoundT] = {}
    for some in chunks(sorted(set(customers))):
        wanted = transaction.select(shape.table, shape.table.c.customer_id.in_(some))
        found |= {CustomerId(row["customer_id"]): shape.entity(row) for row in transaction.rows(wanted)}
    return found


def put_found(shape: Shape[FoundT], found: Iterable[FoundT], transaction: Transaction) -> None:
    """In place of what was found before."""
    rows: list[dict[str, Any]] = [transaction.placed(shape.values(each)) for each in found]
    new = inserting(transaction.connection, shape.table)
    keys = [each.name for each in shape.table.primary_key]
    fresh = {each.name: new.excluded[each.name] for each in shape.table.columns if each.name not in keys}
    statement = new.on_conflict_do_update(index_elements=keys, set_=fresh)
    for some in chunks(rows):
        transaction.connection.execute(statement, some)
