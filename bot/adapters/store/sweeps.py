"""How far the sweep of a workspace has come: one row, so that it goes on after a restart."""

import datetime as dt

from bot.adapters.store.columns import Row, one_of, part, words
from bot.adapters.store.mapping import Shape
from bot.adapters.store.transaction import Transaction
from bot.domain.norms import Norms, Tally
from bot.domain.scoring import Step, Sweep


class SweepRow(Row, table=True):
    __tablename__ = "sweep"

    day: dt.date
    step: str = one_of(Step)
    after: str = words()
    judged: int
    total: int
    tally: str = part(Tally)
    norms: str = part(Norms)


SWEEP = Shape(Sweep, SweepRow)


class Sweeps:
    """The one sweep of a workspace."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def now(self, *, lock: bool = False) -> Sweep | None:
        row = self._transaction.first(self._transaction.select(SWEEP.table), lock=lock)
        return SWEEP.entity(row) if row else None

    def put(self, sweep: Sweep) -> None:
        self._transaction.put(SWEEP.table, SWEEP.values(sweep))
