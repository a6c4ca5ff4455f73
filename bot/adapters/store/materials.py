"""Materials: the table and what is asked of it."""

import datetime as dt
from collections.abc import Sequence

from bot.adapters.store.columns import index, instant, one_of, reference, refers, tied, words
from bot.adapters.store.ledgers import NotedRow
from bot.adapters.store.mapping import Shape
from bot.adapters.store.rows import Rows
from bot.domain.base import CustomerId
from bot.domain.interactions import Channel
from bot.domain.materials import Material


class MaterialRow(NotedRow, table=True):
    __tablename__ = "material"
    __table_args__ = (
        *tied("contact", "member", "interaction", "product"),
        refers("customer", "customer_id"),
        index("customer_id", "at"),
    )

    person: str = words()
    product_id: str = reference()
    name: str = words()
    channel: str | None = one_of(Channel)
    day: dt.date
    at: dt.datetime = instant()


MATERIAL = Shape(Material, MaterialRow)


class Materials:
    """What customers were given to read."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, customer: CustomerId) -> Sequence[Material]:
        """The newest first."""
        c = MATERIAL.table.c
        where = [c.customer_id == customer, c.archived_at.is_(None)]
        return self._rows.find(MATERIAL, *where, order=(c.at.desc(), c.id.desc()))
