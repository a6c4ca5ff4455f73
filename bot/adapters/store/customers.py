"""Customers: the table and what is asked of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select

from bot.adapters.store.columns import Row, chunks, id_part, index, instant, names, reference, refers, words
from bot.adapters.store.interactions import INTERACTION
from bot.adapters.store.mapping import Shape
from bot.adapters.store.rows import Rows
from bot.domain.base import CustomerId, MemberId
from bot.domain.customers import Customer


class CustomerRow(Row, table=True):
    __tablename__ = "customer"
    __table_args__ = (
        refers("member", "owner_id"),
        index("owner_id"),
        index("pooled_at", where="pooled_at is not null"),
        index("source", where="source <> ''"),
    )

    id: str = id_part()
    name: str = words()
    aliases: str = names()
    owner_id: str = reference()
    industry: str = words()
    source: str = words()
    tier: str = words()
    tags: str = names()
    created_by: str = words()
    created_at: datetime = instant()
    pooled_at: datetime | None = instant()
    pooled_from: str = words()
    held_at: datetime | None = instant()
    warned_at: datetime | None = instant()
    merged_into: str = words()
    archived_at: datetime | None = instant()


CUSTOMER = Shape(Customer, CustomerRow)
_c = CUSTOMER.table.c


class Customers:
    """Accounts of this workspace; archived ones are out of sight."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def named(self, name: str) -> Sequence[Customer]:
        """Living customers with exactly this name or alias, in any case."""
        return self._rows.called(CUSTOMER, name)

    def spelt(self, names: Iterable[str]) -> Sequence[Customer]:
        """Living customers with one of these names or aliases, in any width, case and punctuation."""
        return self._rows.spelt(CUSTOMER, names)

    def owned(self, owner: MemberId, limit: int) -> Sequence[Customer]:
        """The last touched first, untouched ones by their making."""
        touch = INTERACTION.table.c
        touched = (
            select(func.max(touch.at))
            .where(
                touch.workspace_id == _c.workspace_id, touch.customer_id == _c.id, touch.archived_at.is_(None)
            )
            .scalar_subquery()
        )
        latest = func.coalesce(touched, _c.created_at).desc()
        living = (_c.owner_id == owner, _c.archived_at.is_(None))
        return self._rows.find(CUSTOMER, *living, order=(latest, _c.id.desc()), limit=limit)

    def all_of(self, owner: MemberId) -> Sequence[Customer]:
        """All living ones of this owner, in no order."""
        return self._rows.find(CUSTOMER, _c.owner_id == owner, _c.archived_at.is_(None))

    def all(self) -> Iterable[Customer]:
        return self._rows.find(CUSTOMER, _c.archived_at.is_(None), order=(_c.id,))

    def by_ids(self, ids: Iterable[CustomerId]) -> Mapping[CustomerId, Customer]:
        found: dict[CustomerId, Customer] = {}
        for some in chunks(sorted(set(ids))):
            found |= {each.id: each for each in self._rows.find(CUSTOMER, _c.id.in_(some))}
        return found
