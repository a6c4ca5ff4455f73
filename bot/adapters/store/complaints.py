"""Complaints: the table and what is asked of it."""

import datetime as dt

from bot.adapters.store.cases import Cases
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
from bot.domain.complaints import Complaint, ComplaintKind, ComplaintState


class ComplaintRow(Row, table=True):
    __tablename__ = "complaint"
    __table_args__ = (
        refers("customer", "customer_id"),
        refers("contact", "contact_id"),
        refers("member", "member_id"),
        refers("interaction", "interaction_id"),
        refers("product", "product_id"),
        index("customer_id", "state"),
        index("member_id", "due_at", where="state = 'open'"),
        index("member_id"),
        index("contact_id"),
        index("interaction_id"),
        index("product_id"),
        index("due_at", where="state = 'open'"),
    )

    id: str = id_part()
    customer_id: str = reference()
    contact_id: str = reference()
    person: str = words()
    member_id: str = reference()
    interaction_id: str = reference()
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
    said: str = words()
    source: str = words()
    recorded_by: str = words()
    archived_at: dt.datetime | None = instant()


COMPLAINT = Shape(Complaint, ComplaintRow)


class Complaints(Cases[Complaint]):
    """What customers are unhappy about."""

    def __init__(self, rows: Rows) -> None:
        super().__init__(rows, COMPLAINT)
