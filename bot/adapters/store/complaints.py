"""Complaints: the table and what is asked of it."""

import datetime as dt

from bot.adapters.store.cases import Cases
from bot.adapters.store.columns import index, instant, one_of, reference, refers, tied, words
from bot.adapters.store.ledgers import NotedRow
from bot.adapters.store.mapping import Shape
from bot.adapters.store.rows import Rows
from bot.domain.complaints import Complaint, ComplaintKind, ComplaintState


class ComplaintRow(NotedRow, table=True):
    __tablename__ = "complaint"
    __table_args__ = (
        *tied("contact", "member", "interaction", "product"),
        refers("customer", "customer_id"),
        index("customer_id", "state"),
        index("member_id", "due_at", where="state = 'open'"),
        index("due_at", where="state = 'open'"),
    )

    person: str = words()
    product_id: str = reference()
    kind: str = one_of(ComplaintKind)
    what: str = words()
    day: dt.date
    opened_at: dt.datetime = instant()
    due_at: dt.datetime = instant()
    state: str = one_of(ComplaintState)
    closed_at: dt.datetime | None = instant()
    closed_by: str = words()
    outcome: str = words()
    satisfaction: int | None


COMPLAINT = Shape(Complaint, ComplaintRow)


class Complaints(Cases[Complaint]):
    """What customers are unhappy about."""

    def __init__(self, rows: Rows) -> None:
        super().__init__(rows, COMPLAINT)
