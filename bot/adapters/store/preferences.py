"""Preferences: the table and what is asked of it."""

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
from bot.domain.preferences import Preference, Wish


class WishRow(Row, table=True):
    __tablename__ = "wish"
    __table_args__ = (
        refers("customer", "customer_id"),
        refers("contact", "contact_id"),
        refers("member", "member_id"),
        index("customer_id"),
        index("contact_id"),
        index("member_id"),
    )

    id: str = id_part()
    customer_id: str = reference()
    contact_id: str = reference()
    person: str = words()
    channel: str | None = one_of(Channel)
    pref: str = one_of(Preference)
    at: dt.time | None
    topic: str = words()
    member_id: str = reference()
    day: dt.date
    made_at: dt.datetime = instant()
    said: str = words()
    source: str = words()
    ended_at: dt.datetime | None = instant()
    archived_at: dt.datetime | None = instant()


WISH = Shape(Wish, WishRow)


class Wishes:
    """How people want to be contacted."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, customer: CustomerId) -> Sequence[Wish]:
        """The newest first."""
        c = WISH.table.c
        where = [c.customer_id == customer, c.archived_at.is_(None)]
        return self._rows.find(WISH, *where, order=(c.at.desc(), c.id.desc()))
