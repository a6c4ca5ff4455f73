"""Materials: the table and what is asked of it."""

import datetime as dt
from collections.abc import Sequence

from bot.adapters.store.columns import (
    Row,
    id_part,
    index,
    instant,
    one_of,
    reference,
    refers,
    words,
)
from bot.adapters.store.mapping import Shape
from bot.adapters.store.rows import Rows
from bot.domain.base import CustomerId
from bot.domain.interactions import Channel
from bot.domain.materials import Material


class MaterialRow(Row, table=True):
    __tablename__ = "material"
    __table_args__ = (
        refers("customer", "customer_id"),
        refers("contact", "contact_id"),
        refers("member", "member_id"),
        refers("interaction", "interaction_id"),
        refers("product", "product_id"),
        index("customer_id", "at"),
        index("contact_id"),
        index("member_id"),
        index("interaction_id"),
        index("product_id"),
    )

    id: str = id_part()
    customer_id: str = reference()
    contact_id: str = reference()
    person: str = words()
    member_id: str = reference()
    interaction_id: str = reference()
    product_id: str = reference()
    name: str = words()
    channel: str | None = one_of(Channel)
    day: dt.date
    at: dt.datetime = instant()
    said: str = words()
    source: str = words()
    recorded_by: str = words()
    archived_at: dt.datetime | None = instant()


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
