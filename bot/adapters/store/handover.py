"""Hand-over: the table, and what goes along with customers that are handed over or merged."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import ColumnElement, func, or_, select

from bot.adapters.store.columns import (
    Row,
    chunks,
    id_part,
    index,
    instant,
    names,
    reference,
    refers,
    words,
)
from bot.adapters.store.complaints import COMPLAINT
from bot.adapters.store.customers import CUSTOMER
from bot.adapters.store.deals import DEAL
from bot.adapters.store.mapping import Shape
from bot.adapters.store.promises import PROMISE
from bot.adapters.store.reminders import REMINDER
from bot.adapters.store.requests import REQUEST
from bot.adapters.store.rows import Rows
from bot.domain.base import NOBODY, CustomerId, MemberId
from bot.domain.handover import Inheritance
from bot.domain.ports import Tied
from bot.domain.promises import Side


class InheritanceRow(Row, table=True):
    __tablename__ = "inheritance"
    __table_args__ = (
        refers("member", "from_id"),
        refers("member", "to_id"),
        index("from_id"),
        index("to_id", "at"),
    )

    id: str = id_part()
    from_id: str = reference()
    to_id: str = reference()
    customers: str = names()
    handed_by: str = words()
    at: dt.datetime = instant()


INHERITANCE = Shape(Inheritance, InheritanceRow)
_c = INHERITANCE.table.c
OPEN: Final = "open"
WAITING: Final = "waiting"
HANGING: Final[Mapping[Shape[Any], str]] = {
    DEAL: OPEN,
    PROMISE: OPEN,
    REMINDER: WAITING,
    REQUEST: OPEN,
    COMPLAINT: OPEN,
}
"""What somebody still has to do with a customer, in which state."""


class Inheritances:
    """Who handed which customers to whom, and what goes along."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def claims(self, member: MemberId, since: dt.datetime) -> int:
        """How many customers a colleague took out of the pool since then."""
        where = (_c.to_id == member, _c.from_id.is_(None), _c.at >= since)
        return sum(len(each.customers) for each in self._rows.find(INHERITANCE, *where))

    def load(self, members: Iterable[MemberId]) -> Mapping[MemberId, int]:
        """How many living customers each of them owns."""
        owner, table = CUSTOMER.table.c.owner_id, CUSTOMER.table
        wanted = sorted(set(members))
        here = self._rows.transaction.here(table, owner.in_(wanted), table.c.archived_at.is_(None))
        counted = select(owner, func.count()).where(here).group_by(owner)
        found = {row[0]: row[1] for row in self._rows.transaction.connection.execute(counted)}
        return {each: found.get(each, 0) for each in wanted}

    def hanging(self, member: MemberId, customers: Sequence[CustomerId]) -> Sequence[object]:
        """The open work of a colleague at these customers, whatever its noun; of promises only ours."""
        return [
            row
            for shape, state in HANGING.items()
            for some in chunks(customers)
            for row in self._rows.find(shape, *_of(shape, state, member), shape.table.c.customer_id.in_(some))
        ]

    def everything_at(self, customer: CustomerId) -> Sequence[Tied]:
        """Every row that refers to a customer, whatever its noun."""
        found: dict[tuple[str, str], Tied] = {}
        for shape in self._rows.shapes.all():
            for key in referring(shape):
                for row in self._rows.find(shape, shape.table.c[key] == customer):
                    known = found.get((shape.noun, row.id), Tied(shape.noun, row, ()))
                    found[shape.noun, row.id] = replace(known, by=(*known.by, key))
        return [*found.values()]


def referring(shape: Shape[Any]) -> Sequence[str]:
    """The fields of a noun that refer to a customer: read off the schema, so that none can be forgotten."""
    keys = shape.table.foreign_keys
    return sorted(each.parent.name for each in keys if each.target_fullname == f"{CUSTOMER.noun}.id")


def _of(shape: Shape[Any], state: str, member: MemberId) -> Sequence[ColumnElement[bool]]:
    c = shape.table.c
    where: list[ColumnElement[bool]] = [c.state == state]
    if shape is PROMISE:
        mine = or_(c.keeper_id == member, (c.member_id == member) & (c.keeper_id == NOBODY))
        return [*where, mine, c.side == Side.OURS, c.archived_at.is_(None)]
    if shape is REMINDER:
        return [*where, c.member_id == member]
    return [*where, c.member_id == member, c.archived_at.is_(None)]
