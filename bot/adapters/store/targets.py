"""Targets: the table and what is asked of it."""

import datetime as dt
from collections.abc import Sequence

from bot.adapters.store.columns import Row, id_part, index, instant, minor, reference, tied, words
from bot.adapters.store.mapping import Shape
from bot.adapters.store.rows import Rows
from bot.domain.moment import Period
from bot.domain.targets import Target


class TargetRow(Row, table=True):
    __tablename__ = "target"
    __table_args__ = (*tied("member"), index("start"))

    id: str = id_part()
    member_id: str = reference()
    team: bool
    start: dt.date
    end: dt.date
    amount_minor: int = minor()
    amount_currency: str = words()
    set_by: str = words()
    set_at: dt.datetime = instant()


TARGET = Shape(Target, TargetRow)


class Targets:
    """What is to be sold."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def within(self, period: Period) -> Sequence[Target]:
        """Everybody's that lie in these days, the first first."""
        c = TARGET.table.c
        where = (c.start >= period.start, c.end <= period.end)
        return self._rows.find(TARGET, *where, order=(c.start, c.id))
