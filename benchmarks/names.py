"""How often the customer meant is found, among thousands of names, however it was written.

`--sizes 1000000` asks among a million (a quarter of an hour to load), `--server` on an empty PostgreSQL database.
"""

import argparse
import gc
import json
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, Final

from rapidfuzz import fuzz, process

from benchmarks.namesakes import CHAT, Firm, asked, firms
from benchmarks.timing import MONDAY, percentile
from bot import language
from bot.adapters.store import SqlStore, migrate
from bot.domain.base import ContactId, CustomerId, MemberId, WorkspaceId
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.people import Member, Workspace

CHUNK: Final = 2000
PER_REP: Final = 250
TARGETS: Final = 120
"""Firms of each language asked for."""
MODES: Final = ("full names only", "+ own customers", "+ short names as aliases")
BRUTE_MOST: Final = 5_000
Found = Callable[[str], tuple[Sequence[str], str]]


@dataclass
class Score:
    """What came of the queries of one kind, or of all."""

    asked: int = 0
    first: int = 0
    five: int = 0
    accepted: int = 0
    right: int = 0
    took: list[float] = field(default_factory=list)

    def add(self, target: str, found: Sequence[str], decision: str, took: float) -> None:
        self.asked += 1
        self.first += found[:1] == [target]
        self.five += target in found[:5]
        self.accepted += decision == "accept"
        self.right += decision == "accept" and found[0] == target
        self.took.append(took)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--sizes", type=int, nargs="*", default=[5_000, 100_000])
    words.add_argument("--seed", type=int, default=1, help="of the world and of the queries")
    words.add_argument("--targets", type=int, default=TARGETS)
    words.add_argument("--server", default="", help="an empty PostgreSQL database instead of SQLite files")
    words.add_argument("--misses", type=int, default=0, help="print so many misses of each kind")
    words.add_argument("--keep", default="", help="a folder whose databases are used again")
    words.add_argument("--out", type=Path, help="all figures as JSON")
    given = words.parse_args()
    figures: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in given.sizes:
            place = Path(given.keep or folder)
            figures += [run(given, place, size, mode) for mode in range(len(MODES))]
    if given.out:
        given.out.write_text(json.dumps(figures, ensure_ascii=False, indent=1), "utf-8")


def run(given: argparse.Namespace, folder: Path, size: int, mode: int) -> dict[str, Any]:
    aliased = mode == len(MODES) - 1
    world = firms(size, given.seed)
    store, loaded = opened(given.server, folder, world, aliased=aliased, seed=given.seed)
    home = WorkspaceId(f"names{size}{'a' * aliased}{given.seed}")
    kinds: dict[str, Score] = {}
    gc.collect()
    with store.reading(home) as work:
        asker = language.Asker(names=work.names)
        for number in chosen(world, given.targets, given.seed):
            member = f"m{number % reps(size)}" if mode else ""
            here = language.Asker(names=asker.names, member_id=member)
            ask_for(world[number], number, here, kinds, given)
        idle = [language.find(each, here) for each in CHAT]
    accepted = sum(each.decision == "accept" for each in idle)
    report(size, MODES[mode], kinds, loaded, accepted)
    if mode == 0 and size <= BRUTE_MOST:
        brute(world, given)
    store.close()
    return {"size": size, "mode": MODES[mode], "kinds": {kind: vars(each) for kind, each in kinds.items()}}


def ask_for(
    firm: Firm, number: int, here: language.Asker, kinds: dict[str, Score], given: argparse.Namespace
) -> None:
    """Every kind of query about one firm."""
    for kind, text in asked(firm, Random(f"{given.seed}{number}")):
        begun = time.process_time()
        found = language.find(text, here)
        took = time.process_time() - begun
        names = [each.name for each in found.matches]
        score = kinds.setdefault(kind, Score())
        score.add(firm.name, names, found.decision, took)
        missed = names[:1] != [firm.name]
        if missed and score.asked - score.first <= given.misses:
            shown = ", ".join(f"{each.name} {each.worth:.2f}" for each in found.matches[:3])
            print(f"  {kind}: {text!r} meant {firm.name}: {found.decision} [{shown}]")
        elif found.decision == "accept" and missed:
            print(f"  WRONG {kind}: {text!r} meant {firm.name}: {found.matches[0]}")


def chosen(world: Sequence[Firm], count: int, seed: int) -> list[int]:
    """The numbers of the firms asked for, as many of each language."""
    dice = Random(seed + 1)
    numbers = list(range(len(world)))
    dice.shuffle(numbers)
    english = [each for each in numbers if world[each].words]
    return english[:count] + [each for each in numbers if not world[each].words][:count]


def reps(size: int) -> int:
    return max(2, size // PER_REP)


def opened(
    server: str, folder: Path, world: Sequence[Firm], *, aliased: bool, seed: int
) -> tuple[SqlStore, float]:
    """The store with this world in it, and how many customers a second went in (0: they were there)."""
    url = server or f"sqlite:///{folder}/names{len(world)}{'a' * aliased}s{seed}.db"
    migrate(url)
    store = SqlStore(url, vocabulary={}, keys_of=language.keys_of, forms_of=language.forms_of)
    home = WorkspaceId(f"names{len(world)}{'a' * aliased}{seed}")
    if home in store.workspaces():
        return store, 0.0
    begun = time.perf_counter()
    with store.work(home) as work:
        work.add(Workspace(id=home, name=home, zone="UTC", created_at=MONDAY))
        people = (
            Member(id=MemberId(f"m{each}"), name=f"Rep {each}", created_at=MONDAY)
            for each in range(reps(len(world)))
        )
        work.add(*people)
    for start in range(0, len(world), CHUNK):
        with store.work(home) as work:
            work.add(
                *(customer(world, each, aliased) for each in range(start, min(start + CHUNK, len(world))))
            )
    rate = len(world) / (time.perf_counter() - begun)
    for start in range(0, len(world), CHUNK):
        with store.work(home) as work:
            work.add(*(contact(world, each) for each in range(start, min(start + CHUNK, len(world)))))
    store.measure()
    return store, rate


def customer(world: Sequence[Firm], number: int, aliased: bool) -> Customer:
    firm = world[number]
    return Customer(
        id=CustomerId(f"c{number}"),
        name=firm.name,
        aliases=(firm.short,) if aliased else (),
        owner_id=MemberId(f"m{number % reps(len(world))}"),
        created_at=MONDAY,
    )


def contact(world: Sequence[Firm], number: int) -> Contact:
    return Contact(
        id=ContactId(f"p{number}"),
        customer_id=CustomerId(f"c{number}"),
        name=world[number].contact,
        created_at=MONDAY,
    )


def brute(world: Sequence[Firm], given: argparse.Namespace) -> None:
    """The same queries by rapidfuzz's WRatio over all names, in the same process."""
    kinds: dict[str, Score] = {}
    names = [each.name for each in world]
    for number in chosen(world, given.targets, given.seed):
        for kind, text in asked(world[number], Random(f"{given.seed}{number}")):
            begun = time.process_time()
            found = process.extract(text, names, scorer=fuzz.WRatio, limit=5)
            took = time.process_time() - begun
            kinds.setdefault(kind, Score()).add(world[number].name, [each[0] for each in found], "", took)
    report(len(world), "rapidfuzz WRatio over all full names", kinds, 0.0, 0)


def report(size: int, mode: str, kinds: dict[str, Score], loaded: float, idle: int) -> None:
    print(f"\n**{size:,} names, {mode}**\n")
    print("| kind | recall@1 | recall@5 | accepted | of these right |\n| --- | --- | --- | --- | --- |")
    for kind, each in kinds.items():
        sure = f"{each.right / each.accepted:.3f}" if each.accepted else ""
        share = each.accepted / each.asked
        print(
            f"| {kind} | {each.first / each.asked:.3f} | {each.five / each.asked:.3f} | {share:.2f} | {sure} |"
        )
    every = [*kinds.values()]
    first = statistics.mean(each.first / each.asked for each in every)
    five = statistics.mean(each.five / each.asked for each in every)
    coverage = statistics.mean(each.accepted / each.asked for each in every)
    accepted, right = sum(each.accepted for each in every), sum(each.right for each in every)
    took = [one for each in every for one in each.took]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    said = (
        f"macro recall@1 {first:.3f}, @5 {five:.3f}",
        f"accepted {coverage:.3f}, precision {right / max(1, accepted):.4f} ({accepted - right} of {accepted} wrong)",
        f"accepted in chat {idle} of {len(CHAT)}",
        f"{percentile(took, 50):.2f} / {percentile(took, 99):.2f} ms of CPU p50 / p99",
        f"{memory:.0f} MB",
        f"loaded {loaded:,.0f}/s",
    )
    print(f"\n{'; '.join(said)}")


if __name__ == "__main__":
    main()
