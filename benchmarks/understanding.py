"""What understanding a message costs while many customers are known, and whether a long stream stays in its memory.

`understanding.py` imports 100,000 customers with their contacts into an SQLite file, and those of whom the labelled
messages of tests/language speak (`--strangers` leaves them out: then every name in them has to be guessed). It reads
every message several times over, streams lines through `yinuo parse`, and times the import of the language package.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from benchmarks.drive import open_app
from benchmarks.load import LONG_AGO, PER_REP, people, take_in
from benchmarks.rows import HOME
from benchmarks.timing import percentile
from bot.adapters.store import migrate
from bot.app import App
from bot.domain.base import ContactId, CustomerId, MemberId, ProductId
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.products import Product
from bot.domain.transfer import Kind
from bot.language import Understood
from tests.language.world import CONTACTS, CUSTOMERS, PRODUCTS

ROOT: Final = Path(__file__).parents[1]
AT: Final = datetime(2026, 3, 11, 10, 0, tzinfo=UTC)
IMPORTED: Final = (
    "import time; begun = time.process_time(); import bot.language; print(time.process_time() - begun)"
)
LONG: Final = 10_000
"""Signs of the longest line that is tried."""
Read = Callable[[str, datetime], Understood]


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5, help="how often every message is read")
    parser.add_argument("--strangers", action="store_true", help="nobody spoken of is known")
    parser.add_argument("--stream", type=int, default=100_000, help="lines through `yinuo parse`")
    return parser.parse_args()


def main() -> None:
    asked = options()
    print(f"import of bot.language: {_import_seconds(asked.runs):.3f} s of processor time (median)")
    with tempfile.TemporaryDirectory(prefix="yinuo-bench-") as made:
        folder = Path(made)
        app = _filled(folder, asked.customers, strangers=asked.strangers)
        with app.glance.reader(HOME, "Rep 0") as read:
            _report(read, asked.runs)
            _report_long(read)
        app.store.close()
        _report_stream(folder, asked.stream)


def _import_seconds(runs: int) -> float:
    def once() -> float:
        command = [sys.executable, "-c", IMPORTED]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)  # noqa: S603 - ourselves
        return float(done.stdout)

    return statistics.median(once() for _ in range(runs))


def _filled(folder: Path, customers: int, *, strangers: bool = False) -> App:
    """A workspace with so many customers and a contact at each."""
    url = f"sqlite:///{folder / 'yinuo.db'}"
    migrate(url)
    app = open_app(url, folder, time.time())
    reps = max(8, customers // PER_REP)
    people(app, reps)
    if not strangers:
        spoken_of(app)
    for kind in (Kind.CUSTOMERS, Kind.CONTACTS):
        done = take_in(app, kind, range(customers), reps)
        print(f"{done.rows:,} {kind} imported, {done.rate:,.0f} a second", file=sys.stderr)
    return app


def spoken_of(app: App) -> None:
    """Whom the labelled messages name, as a team's own messages name its own customers."""
    owner = MemberId("rep0")
    with app.store.work(HOME) as work:
        for key, (name, aliases, _) in CUSTOMERS.items():
            work.add(
                Customer(id=CustomerId(key), name=name, aliases=aliases, owner_id=owner, created_at=LONG_AGO)
            )
        for key, (name, title, at) in CONTACTS.items():
            contact, customer = ContactId(key), CustomerId(at)
            work.add(Contact(id=contact, customer_id=customer, name=name, title=title, created_at=LONG_AGO))
        for key, (name, aliases) in PRODUCTS.items():
            work.add(Product(id=ProductId(key), name=name, aliases=aliases, created_at=LONG_AGO))


def messages() -> dict[str, list[str]]:
    """Every labelled message, by the language of its file."""
    found: dict[str, list[str]] = {}
    for path in sorted(ROOT.glob("tests/language/corpus_*.jsonl")):
        texts = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
        found.setdefault(path.stem.rpartition("_")[2], []).extend(texts)
    return found


def _seconds(read: Read, text: str) -> float:
    """Of processor time: the machine may have other things to do."""
    begun = time.process_time()
    read(text, AT)
    return time.process_time() - begun


def _pace() -> float:
    """How long two million additions take here and now: tells a busy machine from a slow reader."""
    begun, total = time.process_time(), 0
    for each in range(2_000_000):
        total += each
    return time.process_time() - begun


def _report(read: Read, runs: int) -> None:
    """Milliseconds of processor time a message: the best of its runs, and all of them."""
    print(f"\nthe loop by which machines are compared: {_pace() * 1000:.0f} ms")
    print("\n| messages | how many | p50 ms | p99 ms | slowest ms | p99 ms of all runs |")
    print("| --- | --- | --- | --- | --- | --- |")
    by_language = messages()
    for text in by_language["en"][:50]:
        read(text, AT)
    for language, texts in {
        **by_language,
        "all": [each for row in by_language.values() for each in row],
    }.items():
        took = [[_seconds(read, text) for text in texts] for _ in range(runs)]
        best = [min(each) for each in zip(*took, strict=True)]
        every = [each for row in took for each in row]
        figures = (percentile(best, 50), percentile(best, 99), max(best) * 1000, percentile(every, 99))
        print(f"| {language} | {len(texts):,} | " + " | ".join(f"{each:.2f}" for each in figures) + " |")


def _report_long(read: Read) -> None:
    """Lines of ten thousand signs: made of the messages themselves, of one word, of digits, of nonsense."""
    everything = "，".join(each for row in messages().values() for each in row)
    lines = {
        "messages in a row": everything,
        "one word": "下周三" * LONG,
        "digits": "2026-03-11 12:30 " * LONG,
        "brackets": "((((a" * LONG,
    }
    print("\n| a line of 10,000 signs | ms |\n| --- | --- |")
    for name, line in lines.items():
        best = min(_seconds(read, line[:LONG]) for _ in range(3))
        print(f"| {name} | {best * 1000:.1f} |")


def _asked(count: int) -> Iterator[bytes]:
    texts: Sequence[str] = [each for row in messages().values() for each in row]
    for number in range(count):
        line = {
            "id": number,
            "text": texts[number % len(texts)],
            "at": "2026-03-11T10:00",
            "tz": "Asia/Shanghai",
        }
        yield json.dumps(line, ensure_ascii=False).encode() + b"\n"


def _report_stream(folder: Path, count: int) -> None:
    """Lines a second through the command itself, and its memory after a tenth of them and at the end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "parse"],
        cwd=ROOT,
        env={**os.environ, "YINUO_DATA": str(folder), "DEMO": "0"},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    if process.stdin is None:
        raise RuntimeError("the stream has no way in")
    begun, early = time.perf_counter(), 0.0
    for number, line in enumerate(_asked(count)):
        process.stdin.write(line)
        if number == count // 10:
            early = _megabytes(process.pid)
    late = _megabytes(process.pid)
    process.stdin.close()
    if process.wait():
        raise RuntimeError("the stream broke off")
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"\n{count:,} lines through yinuo parse: {count / wall:,.0f} a second ({spent / count * 1000:.2f} ms of",
        end=" ",
    )
    print(f"processor time each), {early:.0f} MB after a tenth of them, {late:.0f} MB at the end")


def _megabytes(process: int) -> float:
    pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1e6


if __name__ == "__main__":
    main()
