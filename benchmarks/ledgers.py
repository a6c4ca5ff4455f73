"""What a brief and a ledger cost with ten touches, three promises and a row of every other ledger per customer.

`ledgers.py` measures 100,000 customers (1 M interactions, 300,000 promises) on SQLite and PostgreSQL: the handler and
its card, without the understanding of the message.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

import psycopg
from psycopg import sql
from sqlalchemy import (
    Connection,
    Integer,
    Table,
    insert,
    literal_column,
    select,
    text,
)

from benchmarks.rows import HOME, each, filled, promise, times
from benchmarks.timing import percentile
from bot import language
from bot.adapters.store import SqlStore, migrate
from bot.adapters.store.complaints import COMPLAINT
from bot.adapters.store.contacts import CONTACT
from bot.adapters.store.customers import CUSTOMER
from bot.adapters.store.deals import DEAL
from bot.adapters.store.interactions import INTERACTION
from bot.adapters.store.materials import MATERIAL
from bot.adapters.store.orders import ORDER
from bot.adapters.store.preferences import WISH
from bot.adapters.store.promises import PROMISE
from bot.adapters.store.quotes import QUOTE
from bot.domain.base import Command, MemberId, Mention, vocabulary
from bot.domain.calendar import WeekdaysOnly
from bot.domain.customers import Brief
from bot.domain.people import Member, Role, Workspace
from bot.domain.promises import CheckPromises
from bot.handlers import Turn, handle
from bot.language import Say, speak

NOW: Final = datetime(2026, 3, 10, 2, tzinfo=UTC)
REPS: Final = 400
TOUCHES: Final = 10
ENGINES: Final = ("sqlite", "postgresql")
SERVER: Final = "postgresql://postgres@127.0.0.1:5432/postgres"
ASKED: Final = 200
"""Customers picked blindly, of each question."""


def main() -> None:
    asked = options(__doc__)
    print("| engine | customers | filled in | question | p50 ms | p99 ms | most ms |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for engine in asked.engines:
        with database(engine, asked.server) as url:
            measure(engine, url, asked.size)


def options(about: str | None) -> argparse.Namespace:
    """How many of whatever is measured, on which engines."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    parser.add_argument("--server", default=SERVER, help="a PostgreSQL on which a database may be made")
    return parser.parse_args()


def opened(url: str) -> SqlStore:
    """The store of an empty database, brought up to date."""
    migrate(url)
    return SqlStore(url, vocabulary=vocabulary, keys_of=language.keys_of, forms_of=language.forms_of)


def measure(engine: str, url: str, size: int) -> None:
    store = opened(url)
    begun = time.perf_counter()
    fill(store, size)
    filled = f"{time.perf_counter() - begun:.0f} s"
    dice = Random(1)
    picked = [f"c{dice.randrange(size)}" for _ in range(ASKED)]
    questions: dict[str, Callable[[str], Command]] = {
        "brief": lambda key: Brief(customer=Mention("", key, key)),
        "full brief": lambda key: Brief(customer=Mention("", key, key), full=True),
        "ledger of a customer": lambda key: CheckPromises(customer=Mention("", key, key)),
    }
    for name, question in questions.items():
        took = sorted(ask(store, question(key)) for key in picked)
        figures = (percentile(took, 50), percentile(took, 99), took[-1] * 1000)
        print(
            f"| {engine} | {size:,} | {filled} | {name} | "
            + " | ".join(f"{each:.1f}" for each in figures)
            + " |"
        )
    store.close()


def ask(store: SqlStore, command: Command) -> float:
    """Seconds of one question of a manager, in a transaction of its own."""
    begun = time.perf_counter()
    with store.work(HOME) as work:
        member = work.get(Member, "boss")
        if member is None:
            raise LookupError("boss")
        turn = Turn(work=work, actor=member, now=NOW, calendar=WeekdaysOnly())
        result = handle(command, turn)
        speak(result, Say(language=member.language, zone=member.zone, now=NOW, member=member))
    return time.perf_counter() - begun


def fill(store: SqlStore, size: int) -> None:
    """People one by one, everything else by set-based inserts, older than the journal."""
    with store.work(HOME) as work:
        work.add(Workspace(id=HOME, name="Bench", created_at=NOW))
        boss = Member(id=MemberId("boss"), name="boss", role=Role.MANAGER, created_at=NOW)
        work.add(boss)
        work.add(
            *(
                replace(boss, id=MemberId(f"m{each}"), name=f"m{each}", role=Role.REP, manager_id=boss.id)
                for each in range(REPS)
            )
        )
    with store.engine.begin() as connection:
        customers(connection, size)
        for number in range(TOUCHES):
            at = NOW - timedelta(days=3 + number * 17)
            facts = {"channel": "call", "what": "聊了交期和价格", "said": "聊了交期和价格"}
            each(connection, INTERACTION.table, f"i{number}", facts | times(at, "at", "recorded_at"))
        for number, (state, due) in enumerate((("kept", -30), ("open", -4), ("open", 5))):
            facts = promise(state, "送样", NOW + timedelta(days=due), NOW - timedelta(days=40))
            each(connection, PROMISE.table, f"p{number}", facts)
        for table, facts in LEDGERS.items():
            each(connection, table, "x", facts)
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def customers(connection: Connection, size: int) -> None:
    """`c0`, `c1`, … shared out among the people."""
    numbers = text(
        "WITH RECURSIVE n(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < :last) SELECT n FROM n"
    ).bindparams(last=size - 1)
    rows = numbers.columns(literal_column("n", Integer)).subquery()
    facts = filled(
        CUSTOMER.table, {"tier": "A", "created_at": NOW - timedelta(days=700), "aliases": (), "tags": ()}
    )
    owner = text(f"'m' || (n % {REPS})")
    facts |= {"id": text("'c' || n"), "name": text("'客户' || n"), "owner_id": owner}
    names = [*facts]
    connection.execute(insert(CUSTOMER.table).from_select(names, select(*facts.values()).select_from(rows)))


LEDGERS: Final[dict[Table, dict[str, Any]]] = {
    CONTACT.table: {"name": "王总", "title": "总经理", "aliases": (), "created_at": NOW},
    QUOTE.table: {
        "product": "A款",
        "amount_minor": 280000,
        "amount_currency": "CNY",
        "state": "standing",
        "excess": (),
    }
    | times(NOW - timedelta(days=9), "at"),
    DEAL.table: {"stage": "proposal", "state": "open", "opened_on": NOW.date(), "updated_at": NOW},
    ORDER.table: {"amount_minor": 120000, "amount_currency": "CNY", "state": "open", "pay_by": NOW.date()}
    | times(NOW - timedelta(days=60), "recorded_at"),
    COMPLAINT.table: {"what": "交货太慢", "kind": "other", "state": "open", "opened_at": NOW, "due_at": NOW}
    | times(NOW),
    WISH.table: {"channel": "email", "pref": "never", "made_at": NOW} | times(NOW),
    MATERIAL.table: {"name": "新品手册"} | times(NOW, "at"),
}


@contextmanager
def database(engine: str, server: str) -> Iterator[str]:
    """An empty database, gone afterwards."""
    if engine == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{Path(folder) / 'bench.db'}"
        return
    name = f"yinuo_bench_ledgers_{int(time.time())}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield server.replace("postgresql://", "postgresql+psycopg://").rsplit("/", 1)[0] + f"/{name}"
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


if __name__ == "__main__":
    main()
