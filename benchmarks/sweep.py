"""What the nightly sweep costs and how that grows; and what messages cost while it runs, beside the same without it.

`sweep.py 10000 100000` measures these numbers of customers, with ten interactions each and a row in every other ledger,
on SQLite and PostgreSQL; every size in a process of its own. Figures go to stdout as a table, to `--out` as JSON.
"""

import argparse
import json
import logging
import math
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from sqlalchemy import Integer, cast, func, insert, literal, select, text

from benchmarks import ledgers
from benchmarks.ledgers import ENGINES, NOW, SERVER, database
from benchmarks.rows import HOME, filled, times
from benchmarks.timing import memory, percentile
from bot import nightly
from bot.adapters.store import migrate
from bot.adapters.store.customers import CUSTOMER
from bot.adapters.store.orders import ORDER, PAYMENT
from bot.app import App, build
from bot.config import Settings
from bot.domain.base import CustomerId, MemberId
from bot.domain.chat import Address, Identity, Incoming, Platform
from bot.domain.customers import Customer
from bot.domain.people import web_seat
from bot.domain.scoring import ScoreAccounts, Scored, Step

Figures = dict[str, Any]
ORDERS: Final = 6
"""Of every second account, a month apart; every tenth of those has not paid the last ones."""
SPOKEN_OF: Final = 40
"""Customers with names that messages are about."""
MESSAGES: Final = 150
"""In each half of the idle time."""
PAUSE: Final = 0.05
LONGEST: Final = 120.0
"""Seconds of messages beside a sweep; a longer one goes on without them."""
SAID: Final = ("今天拜访{name}，聊了续约", "{name}情况", "答应{name}周五前送样", "谁答应过{name}什么")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    parser.add_argument("--server", default=SERVER, help="a PostgreSQL on which databases may be made")
    parser.add_argument("--out", type=Path, help="write all figures to this file as JSON")
    parser.add_argument("--part", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.part:
        print(json.dumps(measure(asked.engines[0], asked.part, asked.sizes[0])))
        return
    figures: list[Figures] = []
    for engine in asked.engines:
        for size in asked.sizes:
            with database(engine, asked.server) as url:
                figures.append(_process(engine, size, url))
            if asked.out:
                asked.out.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    print(table(figures))


def _process(engine: str, size: int, url: str) -> Figures:
    command = [sys.executable, __file__, str(size), "--engines", engine, "--part", url]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ourselves
    found: Figures = json.loads(done.stdout.splitlines()[-1])
    print(json.dumps(found), file=sys.stderr)
    return found


def measure(engine: str, url: str, size: int) -> Figures:
    """Fill, sweep alone, then messages before, beside and after a sweep at its nightly pace."""
    logging.basicConfig(level=logging.ERROR)
    with TemporaryDirectory() as folder:
        migrate(url)
        app = build(Settings(database_url=url, data=Path(folder), demo=False), lambda: NOW)
        filling = timed(lambda: fill(app, size))
        forget_peak()
        start, worked = memory(), time.process_time()
        pages, alone = sweep(app)
        worked, peak = time.process_time() - worked, peak_memory()
        before = talk(app, lambda number: number < MESSAGES)
        beside, nightly_took = talk_beside(app)
        after = talk(app, lambda number: number < MESSAGES)
        app.store.close()
    idle = before + after
    return {
        "engine": engine,
        "size": size,
        "filled_s": round(filling, 1),
        "norms_s": round(pages[Step.NORMS], 2),
        "accounts_s": round(pages[Step.ACCOUNTS], 2),
        "after_s": round(pages[Step.AFTER], 2),
        "sweep_s": round(alone, 2),
        "cpu_s": round(worked, 2),
        "start_mb": round(start),
        "peak_mb": round(peak),
        "nightly_s": round(nightly_took, 1),
        "idle_ms": summary(idle),
        "beside_ms": summary(beside),
    }


def summary(took: Sequence[float]) -> Figures:
    ordered = sorted(took)
    return {
        "messages": len(ordered),
        **{f"p{share}": round(percentile(ordered, share), 1) for share in (50, 99)},
    }


def sweep(app: App) -> tuple[dict[Step, float], float]:
    """As `yinuo score` does it: page after page; the seconds of each step and of all."""
    took = dict.fromkeys(Step, 0.0)
    begun, command = time.perf_counter(), ScoreAccounts(begin=True)
    step = Step.NORMS
    while True:
        at = time.perf_counter()
        done = app.conversation.routine(HOME, command)
        took[step] += time.perf_counter() - at
        if not isinstance(done, Scored) or done.sweep is None:
            raise RuntimeError(f"no sweep: {done}")
        if not done.more:
            return took, time.perf_counter() - begun
        step, command = done.sweep.step, ScoreAccounts()


def talk_beside(app: App) -> tuple[list[float], float]:
    """Messages while a sweep runs in a thread of its own, at its nightly pace; how long that took."""
    app.conversation.routine(HOME, ScoreAccounts(begin=True))
    done = threading.Event()

    def run() -> None:
        nightly.sweep(lambda: app.conversation.routine(HOME, ScoreAccounts()))
        done.set()

    begun = time.perf_counter()
    threading.Thread(target=run, daemon=True).start()
    took = talk(app, lambda _: not done.is_set() and time.perf_counter() - begun < LONGEST)
    done.wait()
    return took, time.perf_counter() - begun


def talk(app: App, goes_on: Callable[[int], bool]) -> list[float]:
    """One message after the other by one person, with a short pause; seconds of each."""
    took: list[float] = []
    while goes_on(len(took)):
        number = len(took)
        said = SAID[number % len(SAID)].format(name=named(number % SPOKEN_OF))
        incoming = Incoming(
            event=f"{time.perf_counter_ns()}",
            at=NOW,
            sender=Identity(Platform.WEB, "", "m0"),
            address=Address(Platform.WEB, "", "m0"),
            text=said,
            message=f"{time.perf_counter_ns()}",
        )
        took.append(timed(lambda one=incoming: app.conversation.receive(one)))  # type: ignore[misc]
        time.sleep(PAUSE)
    return took


def timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def fill(app: App, size: int) -> None:
    """The ledgers' company, orders and payments for half of it, and some customers with names of their own."""
    ledgers.fill(app.store, size)
    with app.store.engine.begin() as connection:
        for number in range(ORDERS):
            at = NOW - timedelta(days=20 + 30 * number)
            facts = times(at, "recorded_at") | {
                "pay_by": (at + timedelta(days=15)).date(),
                "state": "delivered",
            }
            money = {"amount_minor": 1_000_00 + number, "amount_currency": "CNY"}
            some(connection, ORDER.table, f"o{number}", facts | money, every=2)
            if number:
                paid = times(at + timedelta(days=18), "recorded_at") | money
                some(connection, PAYMENT.table, f"y{number}", paid, every=2)
            else:
                paid = times(at + timedelta(days=10), "recorded_at") | money
                some(connection, PAYMENT.table, f"y{number}", paid, every=2, but=20)
    with app.store.work(HOME) as work:
        work.add(
            *(
                Customer(
                    id=CustomerId(f"n{number}"), name=named(number), owner_id=MemberId("m0"), created_at=NOW
                )
                for number in range(SPOKEN_OF)
            )
        )
        member = next(each for each in work.people.all() if each.id == "m0")
        work.add(replace(web_seat(member, "l0"), linked_at=NOW))
    with app.store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def named(number: int) -> str:
    """No two of them sound alike."""
    return f"{'瑞恒宏鼎嘉凯骏'[number % 7]}{'润晟煜铭锦诺'[number % 6]}{'物流食品电缆光电医疗'[number % 10]}{number}厂"


def some(connection: Any, table_: Any, prefix: str, facts: Figures, *, every: int, but: int = 0) -> None:
    """One row for every so manieth customer, except for those that `but` divides."""
    c = CUSTOMER.table.c
    number = cast(func.substr(c.id, 2), Integer)
    values = filled(table_, facts) | {"id": literal(prefix) + c.id, "customer_id": c.id}
    values |= dict.fromkeys(("member_id", "recorded_by"), c.owner_id)
    where = [c.workspace_id == HOME, number % every == 0]
    where += [number % but != 0] if but else []
    chosen = select(*values.values()).where(*where)
    connection.execute(insert(table_).from_select([*values], chosen))


def forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5", "ascii")


def peak_memory() -> float:
    """Megabytes, the most since the peak was forgotten."""
    status = Path("/proc/self/status").read_text("ascii")
    line = next(each for each in status.splitlines() if each.startswith("VmHWM"))
    return int(line.split()[1]) * 1024 / 1e6


def table(figures: Sequence[Figures]) -> str:
    columns = (
        *("engine", "customers", "sweep s", "of which norms", "own CPU s", "growth", "peak MB (start)"),
        *("idle p50 / p99 ms", "beside the sweep", "ratio"),
    )
    lines = [f"| {' | '.join(columns)} |", f"|{' --- |' * len(columns)}"]
    before: Figures = {}
    for each in figures:
        idle, beside = each["idle_ms"], each["beside_ms"]
        growth = _growth(before, each)
        ratio = f"{beside['p50'] / idle['p50']:.2f} / {beside['p99'] / idle['p99']:.2f}"
        lines.append(
            f"| {each['engine']} | {each['size']:,} | {each['sweep_s']} | {each['norms_s']} | {each['cpu_s']}"
            f" | {growth} | {each['peak_mb']} ({each['start_mb']}) | {idle['p50']} / {idle['p99']}"
            f" | {beside['p50']} / {beside['p99']} | {ratio} |"
        )
        before = each
    return "\n".join(lines)


def _growth(before: Figures, now: Figures) -> str:
    """The exponent of the CPU time: 1 is in proportion to the customers."""
    if before.get("engine") != now["engine"]:
        return ""
    return f"{math.log(now['cpu_s'] / before['cpu_s']) / math.log(now['size'] / before['size']):.2f}"


if __name__ == "__main__":
    main()
