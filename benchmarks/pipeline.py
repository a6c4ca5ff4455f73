"""What the pipeline and the forecast cost with many deals: the handler and its card, in a transaction of its own.

Every third deal is still open; each closed one has the move that closed it at another sum. `pipeline.py --size 100000`
measures on SQLite and PostgreSQL.
"""

import statistics
import time
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any, Final

from benchmarks.ledgers import NOW, REPS, ask, database, fill, opened, options
from benchmarks.rows import HOME
from bot.adapters.store import SqlStore
from bot.adapters.store.deals import DEAL, DEAL_MOVE
from bot.domain.base import Command, CustomerId, DealId, MemberId, new_id
from bot.domain.deals import ENDS, Deal, DealMove, DealState
from bot.domain.money import Money
from bot.domain.pipeline import Forecast, PipelineDetails, PipelineSummary, View

CUSTOMERS: Final = 1000
YEARS: Final = 3
ROUNDS: Final = 7
QUESTIONS: Final[dict[str, Command]] = {
    "pipeline": PipelineSummary(),
    "pipeline by person": PipelineDetails(asked=PipelineSummary(), view=View.PEOPLE),
    "stalled deals": PipelineDetails(asked=PipelineSummary(), view=View.STALLED),
    "forecast, tried on 6 days": Forecast(),
}


def main() -> None:
    asked = options(__doc__)
    print("| engine | deals | question | median s | most s | median s of CPU |")
    print("| --- | --- | --- | --- | --- | --- |")
    for engine in asked.engines:
        with database(engine, asked.server) as url:
            measure(engine, url, asked.size)


def measure(engine: str, url: str, size: int) -> None:
    store = opened(url)
    fill(store, CUSTOMERS)
    add_deals(store, size)
    for name, question in QUESTIONS.items():
        took, worked = [], []
        for _ in range(ROUNDS):
            begun = time.process_time()
            took.append(ask(store, question))
            worked.append(time.process_time() - begun)
        figures = (statistics.median(took), max(took), statistics.median(worked))
        print(f"| {engine} | {size:,} | {name} | " + " | ".join(f"{each:.2f}" for each in figures) + " |")
    store.close()


def add_deals(store: SqlStore, size: int) -> None:
    """In bulk, older than the journal."""
    dice = Random(5)
    with store.work(HOME) as work:
        for _ in range(0, size, 1000):
            made = [*_some(dice, 1000)]
            work.transaction.insert(DEAL.table, [DEAL.values(deal) for deal, _ in made])
            work.transaction.insert(DEAL_MOVE.table, [DEAL_MOVE.values(move) for _, move in made if move])


def _some(dice: Random, count: int) -> Iterator[tuple[Deal, DealMove | None]]:
    for _ in range(count):
        age, cycle = dice.randrange(YEARS * 365), dice.randrange(1, 140)
        stage = dice.choice(("won", "lost", "proposal")) if cycle < age else "lead"
        opened = NOW.date() - timedelta(days=age)
        closed = opened + timedelta(days=cycle) if stage in ENDS else None
        asked = Money.from_minor(dice.randrange(10_000, 50_000_000), "CNY")
        signed = Money.from_minor(asked.to_minor() * 9 // 10, "CNY") if stage == "won" else asked
        usual: dict[str, Any] = {
            "customer_id": CustomerId(f"c{dice.randrange(CUSTOMERS)}"),
            "member_id": MemberId(f"m{dice.randrange(REPS)}"),
        }
        deal = Deal(
            id=DealId(new_id()),
            stage=stage,
            state=DealState(stage) if stage in ENDS else DealState.OPEN,
            product="A款",
            amount=signed,
            opened_on=opened,
            closed_on=closed,
            recorded_by=MemberId("boss"),
            updated_at=NOW,
            **usual,
        )
        move = closed and DealMove(
            id=new_id(),
            deal_id=deal.id,
            day=closed,
            at=NOW,
            stage_from="proposal",
            stage_to=stage,
            amount_from=asked,
            amount_to=signed,
            **usual,
        )
        yield deal, move or None


if __name__ == "__main__":
    main()
