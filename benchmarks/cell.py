"""One cell of the table: an engine and a number of customers."""

import logging
import statistics
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import text

from benchmarks.company import account
from benchmarks.drive import Alone, at_once, one_by_one, open_app, send, shares_of
from benchmarks.frameworks import slack_dispatch, telegram_dispatch
from benchmarks.load import PER_REP, Imported, history, people, take_in
from benchmarks.messages import SPEAKERS, Said, round_of, rounds
from benchmarks.rows import HOME
from benchmarks.timing import Paced, memory, middle, percentile
from bot.adapters.store import migrate
from bot.app import ROUTINES, App
from bot.domain.base import Command
from bot.domain.transfer import Kind

ROUNDS = 16
"""Rounds of a dozen messages that are measured one at a time, in each run."""
EACH = 3
"""Rounds of every speaker when eight speak at once."""
LOOKS = 100
"""Customers whose brief and promises are asked for, in each run."""
Figures = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    url: str
    folder: str
    size: int
    runs: int
    begun: float

    def plain(self) -> Figures:
        return asdict(self)

    def open(self) -> App:
        logging.basicConfig(level=logging.ERROR)
        return open_app(self.url, Path(self.folder), self.begun)

    @property
    def reps(self) -> int:
        return max(SPEAKERS, self.size // PER_REP)


def load(cell: Cell) -> Figures:
    """Fill the database; how fast the import was, how big all became."""
    migrate(cell.url)
    app = cell.open()
    people(app, cell.reps)
    customers = take_in(app, Kind.CUSTOMERS, range(cell.size), cell.reps)
    contacts = take_in(app, Kind.CONTACTS, range(cell.size), cell.reps)
    with app.store.engine.begin() as connection:
        history(connection)
    figures = {
        "customers": _imported(customers),
        "contacts": _imported(contacts),
        "megabytes": _size(app, cell),
        "import_memory": memory(),
    }
    app.store.close()
    return figures


def measure(cell: Cell) -> Figures:
    """Everything asked of a loaded database, several times over; medians of the runs."""
    app = cell.open()
    start = memory()
    one_by_one(app, rounds(SPEAKERS))
    alone: list[Alone] = []
    ptb: list[tuple[Paced, Paced]] = []
    bolt: list[tuple[Paced, Paced]] = []
    crowd: list[Paced] = []
    looks: list[dict[str, Paced]] = []
    for run in range(cell.runs):
        ptb.append(telegram_dispatch([*rounds(ROUNDS)]))
        bolt.append(slack_dispatch([*rounds(ROUNDS)]))
        alone.append(one_by_one(app, rounds(ROUNDS)))
        looks.append(_looks(app, cell, run))
        crowd.append(_crowd(cell))
    figures = {
        "road": middle([each.paced for each in alone]).plain(),
        "road_at_once": middle(crowd).plain(),
        "ptb": middle([each for each, _ in ptb]).plain(),
        "ptb_at_once": middle([each for _, each in ptb]).plain(),
        "bolt": middle([each for each, _ in bolt]).plain(),
        "bolt_at_once": middle([each for _, each in bolt]).plain(),
        "sorts": {sort: statistics.median(each.sorts[sort] for each in alone) for sort in alone[0].sorts},
        "looks": {sort: middle([each[sort] for each in looks]).plain() for sort in looks[0]},
        "ticks": {type(each).__name__: _tick(app, each) for each in ROUTINES.values()},
        "memory": {"start": start, "end": memory()},
        "shares": shares_of(app, [*rounds(ROUNDS)]),
    }
    app.store.close()
    return figures


def grown(cells: Sequence[Cell]) -> list[Figures]:
    """All sizes beside each other: every message goes to each of them in turn, so that they share the noise."""
    apps = [cell.open() for cell in cells]
    kinds = {"mix": [*rounds(ROUNDS)], **{sort: [] for sort in ("brief", "check_promises")}}
    took: dict[str, list[list[float]]] = {kind: [[] for _ in cells] for kind in kinds}
    for app in apps:
        one_by_one(app, rounds(SPEAKERS))
    for run in range(cells[0].runs):
        asked = [questions_about(cell, run) for cell in cells]
        for kind, same in kinds.items():
            for number in range(len(same) or LOOKS):
                for size, app in enumerate(apps):
                    of_size = same or asked[size][kind]
                    took[kind][size].append(send(app, of_size[number % len(of_size)]))
    for app in apps:
        app.store.close()
    return [
        {
            kind: {"p50": percentile(took[kind][size], 50), "p99": percentile(took[kind][size], 99)}
            for kind in kinds
        }
        for size in range(len(cells))
    ]


def _crowd(cell: Cell) -> Paced:
    app = cell.open()
    try:
        return at_once(app, lambda speaker: [each for _ in range(EACH) for each in round_of(speaker)])
    finally:
        app.store.close()


def _looks(app: App, cell: Cell, run: int) -> dict[str, Paced]:
    return {sort: one_by_one(app, asked).paced for sort, asked in questions_about(cell, run).items()}


def questions_about(cell: Cell, run: int) -> dict[str, list[Said]]:
    """Questions about customers picked blindly, by their whole names, and by names that many share."""
    dice = Random(run)
    picked = [account(dice.randrange(cell.size), cell.reps) for _ in range(LOOKS)]
    questions = {
        "brief": [f"{each.name}情况" if _is_chinese(each.name) else f"brief {each.name}" for each in picked],
        "check_promises": [
            f"谁答应过{each.name}什么" if _is_chinese(each.name) else f"what did we promise {each.name}?"
            for each in picked
        ],
        "a family name": ["今天拜访王总，聊了续约" for _ in picked[: LOOKS // 5]],
        "no customer said": ["答应周五前送样" for _ in picked[: LOOKS // 5]],
        "a namesake": [f"找 {each.name[2:4]}" for each in picked if _is_chinese(each.name)][: LOOKS // 5],
    }
    return {
        sort: [Said(sort, number % SPEAKERS, each) for number, each in enumerate(texts)]
        for sort, texts in questions.items()
    }


def _is_chinese(name: str) -> bool:
    return not name.isascii()


def _tick(app: App, command: Command) -> float:
    """Seconds of one tick of the clock, the second one: the first has the backlog to tell."""
    app.conversation.routine(HOME, command)
    begun = time.perf_counter()
    app.conversation.routine(HOME, command)
    return time.perf_counter() - begun


def _imported(done: Imported) -> dict[str, float]:
    return {"rate": round(done.rate), "last_rate": round(done.last_rate)}


def _size(app: App, cell: Cell) -> float:
    """Megabytes of the database; statistics are brought up to date, as PostgreSQL does by itself in time."""
    if cell.url.startswith("sqlite"):
        with app.store.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return sum(each.stat().st_size for each in Path(cell.folder).glob("*.db*")) / 1e6
    with app.store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
        return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one()) / 1e6
