"""Interactions: the table and what is asked of it."""

import datetime as dt
from collections.abc import Sequence

from bot.adapters.store.columns import index, instant, one_of, part, reference, refers, tied, words
from bot.adapters.store.ledgers import LedgerRow
from bot.adapters.store.mapping import Shape
from bot.adapters.store.rows import Rows
from bot.domain.base import CustomerId, MemberId
from bot.domain.interactions import Channel, Facts, Interaction, Sentiment, Topic


class InteractionRow(LedgerRow, table=True):
    __tablename__ = "interaction"
    __table_args__ = (
        *tied("contact", "product"),
        refers("customer", "customer_id"),
        refers("member", "member_id"),
        index("customer_id", "at"),
        index("member_id", "at"),
        index("topic", "at", where="topic is not null"),
    )

    channel: str | None = one_of(Channel)
    day: dt.date
    at: dt.datetime = instant()
    what: str = words()
    sentiment: str | None = one_of(Sentiment)
    product_id: str = reference()
    topic: str | None = one_of(Topic)
    facts: str | None = part(Facts)
    recorded_at: dt.datetime = instant()


INTERACTION = Shape(Interaction, InteractionRow)
_c = INTERACTION.table.c


class Interactions:
    """Touches with customers; archived ones are out of sight."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def latest(self, customer: CustomerId, limit: int) -> Sequence[Interaction]:
        """The newest first."""
        at = (_c.customer_id == customer, _c.archived_at.is_(None))
        return self._rows.find(INTERACTION, *at, order=(_c.at.desc(), _c.id.desc()), limit=limit)

    def noted(
        self, topic: Topic, *, customer: CustomerId | None, by: MemberId | None, limit: int
    ) -> Sequence[Interaction]:
        """The newest first; of a customer by the index of theirs, else by that of the topic."""
        where = [_c.topic == topic, _c.archived_at.is_(None)]
        where += [] if customer is None else [_c.customer_id == customer]
        where += [] if by is None else [_c.member_id == by]
        return self._rows.find(INTERACTION, *where, order=(_c.at.desc(), _c.id.desc()), limit=limit)

    def count(self, customer: CustomerId) -> int:
        at = (_c.customer_id == customer, _c.archived_at.is_(None))
        return self._rows.count(INTERACTION, *at)
