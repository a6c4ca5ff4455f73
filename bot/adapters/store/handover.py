"""Hand-over: the table and what is asked of it."""

import datetime as dt

from bot.adapters.store.columns import (
    Row,
    id_part,
    index,
    instant,
    names,
    reference,
    refers,
    words,
)
from bot.adapters.store.mapping import Shape
from bot.domain.handover import Inheritance


class InheritanceRow(Row, table=True):
    __tablename__ = "inheritance"
    __table_args__ = (
        refers("member", "from_id"),
        refers("member", "to_id"),
        index("from_id"),
        index("to_id"),
    )

    id: str = id_part()
    from_id: str = reference()
    to_id: str = reference()
    customers: str = names()
    handed_by: str = words()
    at: dt.datetime = instant()


INHERITANCE = Shape(Inheritance, InheritanceRow)
