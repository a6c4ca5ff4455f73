"""The pool (公海): which customers wait in it, and which ones nobody has touched for long."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select

from bot.adapters.store.columns import chunks, stands
from bot.adapters.store.customers import CUSTOMER
from bot.adapters.store.deals import DEAL
from bot.adapters.store.interactions import INTERACTION
from bot.adapters.store.reminders import REMINDER
from bot.adapters.store.rows import Rows
from bot.domain.base import CustomerId, MemberId
from bot.domain.customers import Customer
from bot.domain.deals import DealState
from bot.domain.interactions import INSIDE
from bot.domain.ownership import Idle
from bot.domain.reminders import ReminderState

_c, _touch, _deal, _reminder = (each.table.c for each in (CUSTOMER, INTERACTION, DEAL, REMINDER))
_WORDS = (_touch.archived_at.is_(None), or_(_touch.topic.is_(None), _touch.topic.not_in(sorted(INSIDE))))
"""What was a word with the customer."""
_IN_POOL = (_c.pooled_at.is_not(None), _c.archived_at.is_(None))


class Pool:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def waiting(self, limit: int) -> Sequence[Customer]:
        """The best class first, then those that came last."""
        order = (_c.tier == "", _c.tier, _c.pooled_at.desc(), _c.id)
        return self._rows.find(CUSTOMER, *_IN_POOL, order=order, limit=limit)

    def count(self) -> int:
        return self._rows.count(CUSTOMER, *_IN_POOL)

    def touched(self, ids: Iterable[CustomerId]) -> Mapping[CustomerId, datetime]:
        """When each of these customers was last touched; those never touched are left out."""
        found: dict[CustomerId, datetime] = {}
        for some in chunks(sorted(set(ids))):
            these = (_touch.customer_id.in_(some), *_WORDS)
            here = self._rows.transaction.here(INTERACTION.table, *these)
            last = select(_touch.customer_id, func.max(_touch.at)).where(here).group_by(_touch.customer_id)
            found |= {CustomerId(row[0]): row[1] for row in self._rows.transaction.connection.execute(last)}
        return found

    def taken_from(self, owner: MemberId, since: datetime) -> Sequence[Customer]:
        """What went to the pool from a colleague since then and still waits there, the best class first."""
        order = (_c.tier == "", _c.tier, _c.name)
        return self._rows.find(
            CUSTOMER, *_IN_POOL, _c.pooled_from == owner, _c.pooled_at >= since, order=order
        )

    def forgotten(self, deadlines: tuple[datetime, datetime, datetime], limit: int) -> Sequence[Idle]:
        """Owned customers that nobody has touched: to be warned of, or to be taken.

        Quiet since the first deadline and not warned of since: to be warned of. Quiet since the second and warned
        of before the third: to be taken. Whoever has an open deal or something planned has not forgotten them.
        """
        warn, take, warned = deadlines
        here = (_touch.workspace_id == _c.workspace_id, _touch.customer_id == _c.id)
        last = select(func.max(_touch.at)).where(*here, *_WORDS).scalar_subquery()
        touched = func.coalesce(last, _c.created_at)
        since = case((_c.held_at > touched, _c.held_at), else_=touched)
        anew = or_(_c.warned_at.is_(None), _c.warned_at < since)
        quiet = (
            *(_c.owner_id.is_not(None), _c.archived_at.is_(None)),
            or_(and_(since < warn, anew), and_(since < take, _c.warned_at <= warned)),
            *(~exists().where(*busy) for busy in _busy()),
        )
        found = self._rows.find(CUSTOMER, *quiet, order=(_c.id,), limit=limit)
        touches = self.touched(each.id for each in found)
        return [
            Idle(customer=each, warned=_warned(each, touches.get(each.id, each.created_at))) for each in found
        ]


def _warned(customer: Customer, touched: datetime) -> bool:
    """Whether its owner was told since anything happened there."""
    since = max(touched, customer.held_at) if customer.held_at else touched
    return customer.warned_at is not None and customer.warned_at >= since


def _busy() -> Iterable[tuple[ColumnElement[bool], ...]]:
    yield (
        _deal.workspace_id == _c.workspace_id,
        _deal.customer_id == _c.id,
        _deal.state == DealState.OPEN,
        _deal.archived_at.is_(None),
    )
    waiting = stands(_reminder.state, ReminderState.WAITING)
    yield _reminder.workspace_id == _c.workspace_id, _reminder.customer_id == _c.id, waiting
