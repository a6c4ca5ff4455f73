"""The pipeline: a few columns of every deal and of the moves that matter, read in two statements."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Text, and_, func, or_, select, type_coerce

from bot.adapters.store.deals import DEAL, DEAL_MOVE
from bot.adapters.store.transaction import Transaction
from bot.domain.snapshot import NEVER, DealChange, Opportunity


class Pipeline:
    """What forecasts are made of."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def deals(self) -> Iterator[Opportunity]:
        """Every living deal, open or closed."""
        table, c = DEAL.table, DEAL.table.c
        columns = [
            *(_plain(c[name]) for name in ("id", "member_id", "product_id", "product", "origin", "stage")),
            *(c.opened_on, c.closed_on, c.close_day, c.amount_minor),
            *(_plain(c[name]) for name in ("amount_currency", "confidence", "reason")),
        ]
        wanted = select(*columns).where(self._transaction.here(table, c.archived_at.is_(None)))
        for row in self._transaction.connection.execute(wanted).all():
            *names, opened, closed, expected, minor, currency, sure, reason = row
            days = opened.toordinal(), _ordinal(closed, NEVER), _ordinal(expected, 0)
            yield Opportunity._make((*names, *days, minor, currency, sure, reason))

    def changes(self, since: date) -> Iterator[DealChange]:
        """Moves that changed a sum or put the expected day off, and all from that day on, in their order."""
        table, c = DEAL_MOVE.table, DEAL_MOVE.table.c
        repriced = and_(
            c.stage_from != "",
            or_(
                c.amount_from_minor.is_distinct_from(c.amount_to_minor),
                c.amount_from_currency.is_distinct_from(c.amount_to_currency),
            ),
        )
        delayed = c.close_to > c.close_from
        columns = [
            *(_plain(c.deal_id), c.day, _plain(c.stage_from), _plain(c.stage_to)),
            *(c.amount_from_minor, _plain(c.amount_from_currency), repriced, delayed),
        ]
        wanted = (
            select(*columns)
            .where(self._transaction.here(table, or_(repriced, delayed, c.day >= since)))
            .order_by(c.day, c.at, c.id)
        )
        for row in self._transaction.connection.execute(wanted).all():
            deal, day, stage_from, stage_to, minor, currency, changed, late = row
            told = (minor, currency, bool(changed), bool(late))
            yield DealChange(deal, day.toordinal(), stage_from, stage_to, *told)


def _ordinal(day: date | None, none: int) -> int:
    return day.toordinal() if day else none


def _plain(column: Any) -> Any:
    """The column as the text that is stored, "" for none: states and references need no reading."""
    return func.coalesce(type_coerce(column, Text), "")
