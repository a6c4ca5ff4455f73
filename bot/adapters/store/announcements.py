"""What was already said to whom, so that nothing is said twice."""

from bot.adapters.store.columns import Row, id_part, words
from bot.adapters.store.mapping import Shape
from bot.adapters.store.transaction import Transaction
from bot.domain.base import MemberId
from bot.domain.routines import Told


class ToldRow(Row, table=True):
    __tablename__ = "told"

    member_id: str = id_part()
    kind: str = id_part()
    subject: str = id_part()
    day: str = id_part()
    id: str = words()


TOLD = Shape(Told, ToldRow)
_c = TOLD.table.c


class Announcements:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def was(self, member: MemberId, kind: str, subject: str, day: str) -> bool:
        same = (_c.member_id == member, _c.kind == kind, _c.subject == subject, _c.day == day)
        return self._transaction.first(self._transaction.select(TOLD.table, *same)) is not None

    def mark(self, told: Told) -> None:
        self._transaction.insert_new(TOLD.table, TOLD.values(told))
