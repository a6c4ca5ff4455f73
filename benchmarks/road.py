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
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg import sql

from benchmarks.cell import Cell, grown, load, measure
from benchmarks.tables import show

Figures = dict[str, Any]
SIZES: Final = (1_000, 100_000)
FULL: Final = 1_000_000
ENGINES: Final = ("sqlite", "postgresql")
SERVER: Final = "postgresql://postgres@127.0.0.1:5432/postgres"


PARTS: Final[dict[str, Callable[[list[Cell]], Figures]]] = {
    "load": lambda cells: load(cells[0]),
    "measure": lambda cells: measure(cells[0]),
    "grow": lambda cells: {"sizes": grown(cells)},
}


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
    parser.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    parser.add_argument("--cells", help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> None:
    asked = options()
    if asked.part:
        print(json.dumps(PARTS[asked.part]([Cell(**each) for each in json.loads(asked.cells)])))
        return
    sizes = asked.sizes or [*SIZES, *([FULL] if asked.full else [])]
    figures: list[Figures] = []
    for engine in asked.engines:
        figures += _engine(engine, sizes, asked)
        if asked.out:
            asked.out.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(show(figures))


def _engine(engine: str, sizes: Sequence[int], asked: argparse.Namespace) -> list[Figures]:
    """Each size is loaded by one process and measured by another, whose memory is then its own; last all together."""
    begun = time.time()
    figures: list[Figures] = []
    cells: list[Cell] = []
    with ExitStack() as databases:
        for size in sizes:
            url, folder = databases.enter_context(_database(engine, asked))
            cells.append(Cell(url=url, folder=str(folder), size=size, runs=asked.runs, begun=begun))
            parts = (_process(part, cells[-1:]) for part in ("load", "measure"))
            figures.append({"engine": engine, "size": size, **next(parts), **next(parts)})
            print(f"{engine}, {size:,} customers: {time.time() - begun:.0f} s", file=sys.stderr)
        for each, found in zip(figures, _process("grow", cells)["sizes"], strict=True):
            each["growth"] = found
    return figures


def _process(part: str, cells: Sequence[Cell]) -> Figures:
    told = json.dumps([each.plain() for each in cells])
    command = [sys.executable, __file__, "--part", part, "--cells", told]
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
