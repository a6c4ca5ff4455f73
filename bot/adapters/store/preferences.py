"""Preferences: the table and what is asked of it."""

import datetime as dt
from collections.abc import Sequence

from bot.adapters.store.columns import index, instant, one_of, reference, tied, words
from bot.adapters.store.ledgers import LedgerRow
from bot.adapters.store.mapping import Shape
from bot.adapters.store.rows import Rows
from bot.domain.base import CustomerId
from bot.domain.interactions import Channel
from bot.domain.preferences import Preference, Wish


class WishRow(LedgerRow, table=True):
    __tablename__ = "wish"
    __table_args__ = (
        *tied("customer", "contact", "member", "interaction"),
        index("made_at", where="ended_at is null"),
    )

    person: str = words()
    interaction_id: str = reference()
    channel: str | None = one_of(Channel)
    pref: str = one_of(Preference)
    at: dt.time | None
    topic: str = words()
    day: dt.date
    made_at: dt.datetime = instant()
    ended_at: dt.datetime | None = instant()


WISH = Shape(Wish, WishRow)
_c = WISH.table.c
_STANDS = (_c.ended_at.is_(None), _c.archived_at.is_(None))
_NEWEST = (_c.made_at.desc(), _c.id.desc())


class Wishes:
    """How people want to be contacted; what was taken back is out of sight."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, *customers: CustomerId) -> Sequence[Wish]:
        """The newest first."""
        return self._rows.find(WISH, _c.customer_id.in_(customers), *_STANDS, order=_NEWEST)

    def latest(self, limit: int) -> Sequence[Wish]:
        """Of all customers, the newest first; nothing that says somebody may be contacted again."""
        bars = _c.pref.not_in([Preference.RESUME, Preference.PREFER])
        return self._rows.find(WISH, *_STANDS, bars, order=_NEWEST, limit=limit)
