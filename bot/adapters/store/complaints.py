"""Complaints: the table and what is asked of it."""

from bot.adapters.store.cases import CaseRow, Cases, case_ties
from bot.adapters.store.columns import one_of, words
from bot.adapters.store.mapping import Shape
from bot.adapters.store.rows import Rows
from bot.domain.complaints import Complaint, ComplaintKind, ComplaintState


class ComplaintRow(CaseRow, table=True):
    __tablename__ = "complaint"
    __table_args__ = case_ties()

    kind: str = one_of(ComplaintKind)
    state: str = one_of(ComplaintState)
    outcome: str = words()
    satisfaction: int | None


COMPLAINT = Shape(Complaint, ComplaintRow)


class Complaints(Cases[Complaint]):
    """What customers are unhappy about."""

    def __init__(self, rows: Rows) -> None:
        super().__init__(rows, COMPLAINT)
