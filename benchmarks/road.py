"""What the whole road of a message costs, beside the bare frameworks, and how the cost grows with the customers.

`road.py` measures 1,000 and 100,000 customers, `road.py --full` a million too, on SQLite and PostgreSQL.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg import sql

from benchmarks.cell import Cell, load, measure
from benchmarks.tables import show

SIZES: Final = (1_000, 100_000)
FULL: Final = 1_000_000
ENGINES: Final = ("sqlite", "postgresql")
SERVER: Final = "postgresql://postgres@127.0.0.1:5432/postgres"
Figures = dict[str, Any]


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--full", action="store_true", help="a million customers too")
    parser.add_argument("--sizes", type=int, nargs="+", help="these numbers of customers instead")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    parser.add_argument(
        "--runs", type=int, default=3, help="how often everything is measured (medians are shown)"
    )
    parser.add_argument("--server", default=SERVER, help="a PostgreSQL on which databases may be made")
    parser.add_argument("--folder", type=Path, help="where the SQLite files go")
    parser.add_argument("--out", type=Path, help="write all figures to this file as JSON")
    parser.add_argument("--cell", help=argparse.SUPPRESS)
    parser.add_argument("--load", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> None:
    asked = options()
    if asked.cell:
        cell = Cell(**json.loads(asked.cell))
        print(json.dumps(load(cell) if asked.load else measure(cell)))
        return
    figures: list[Figures] = []
    for engine in asked.engines:
        for size in asked.sizes or (*SIZES, *([FULL] if asked.full else [])):
            figures.append(_run(engine, size, asked))
            if asked.out:
                asked.out.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(show(figures))


def _run(engine: str, size: int, asked: argparse.Namespace) -> Figures:
    """One engine at one size: loaded by one process, measured by another, whose memory is then its own."""
    with _database(engine, asked) as (url, folder):
        cell = Cell(url=url, folder=str(folder), size=size, runs=asked.runs, begun=time.time())
        begun = time.perf_counter()
        figures = {"engine": engine, "size": size, **_process(cell, "--load"), **_process(cell)}
        print(f"{engine}, {size:,} customers: {time.perf_counter() - begun:.0f} s", file=sys.stderr)
    return figures


def _process(cell: Cell, *more: str) -> Figures:
    command = [sys.executable, __file__, "--cell", json.dumps(cell.plain()), *more]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ourselves
    found: Figures = json.loads(done.stdout.splitlines()[-1])
    return found


@contextmanager
def _database(engine: str, asked: argparse.Namespace) -> Iterator[tuple[str, Path]]:
    """An empty database of its own, gone afterwards."""
    with tempfile.TemporaryDirectory(dir=asked.folder, prefix="yinuo-bench-") as made:
        folder = Path(made)
        if engine == "sqlite":
            yield f"sqlite:///{folder / 'yinuo.db'}", folder
            return
        name = f"yinuo_bench_{time.time_ns()}"
        with _server(asked.server) as do:
            do("create database {}", name)
            try:
                yield asked.server.rpartition("/")[0] + f"/{name}", folder
            finally:
                do("drop database if exists {} with (force)", name)


@contextmanager
def _server(url: str) -> Iterator[Callable[[Any, str], None]]:
    with psycopg.connect(url, autocommit=True) as server:
        yield lambda statement, name: _execute(server, statement, name)


def _execute(server: psycopg.Connection[Sequence[object]], statement: Any, name: str) -> None:
    server.execute(sql.SQL(statement).format(sql.Identifier(name)))


if __name__ == "__main__":
    main()
