"""Learns the leanings of `bot/language/leanings.txt` from the labelled messages and says how well they do.

Run it from the repository's root with the group `learn`: `uv run --group learn python -m benchmarks.learn`.
Every figure is cross-validated: each message is judged by weights that were learned without it.
"""

import argparse
import hashlib
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bot.domain.base import name_of
from bot.language import Understood, parsed
from bot.language.leanings import FILE, FIRST_ACT, MOST_WEIGHT, ZERO, Leaning, Leanings, written
from bot.language.messages import whole_message
from bot.language.reconsider import NEVER, First, Kind, Thought, changes, shown, thoughts
from bot.language.sheet import sheet_of
from bot.language.understand import addressed, by_rules, may_err
from tests.language.corpus import names_right
from tests.language.lessons import Lesson, digest, lessons
from tests.language.world import hearing

SHIPPED: Final = Path(__file__).parents[1] / "bot" / "language" / FILE
FOLDS: Final = 5
LEAST_SEEN: Final = 3
"""Messages that must show a sign before it is learned from."""
LEAST_WEIGHT: Final = 0.1
"""Of smaller ones nothing is kept."""
GRID: Final = tuple(each / 20 for each in range(6, 20))
ANY: Final = dict.fromkeys(Kind, 0.0)
LOSS, FALSE_WRITE = 2, 3
"""How many gains a message that was right and is wrong now costs, and one that is written falsely now."""


@dataclass(frozen=True, slots=True)
class Read:
    """A lesson as the rules read it; `first` is None of a message that is taken as a whole."""

    lesson: Lesson
    signs: frozenset[str]
    understood: Understood
    first: First | None

    @property
    def fold(self) -> int:
        return hashlib.sha256(f"fold {self.lesson.case.text}".encode()).digest()[0] % FOLDS

    def verdict(self, understood: Understood) -> tuple[bool, bool]:
        """Whether all intents are right, and whether something false is written."""
        case, found = self.lesson.case, parsed(understood)["commands"]
        changed = {name_of(type(each)) for each in understood.commands if changes(each)} - {*case.may}
        right = not changed if case.reads else names_right(case, found)
        return right, bool(changed) and not (right or case.commands)


def read(lesson: Lesson) -> Read:
    heard = hearing(focus=lesson.case.focus)
    sheet = sheet_of(addressed(lesson.case.text.strip()), heard)
    first = by_rules(sheet, heard)
    noted = whole_message(sheet, heard).commands
    if noted and not may_err(noted):
        return Read(lesson, shown(first), Understood(noted), None)
    first = replace(first, understood=Understood(noted)) if noted else first
    return Read(lesson, shown(first), first.understood, first)


def learned(reads: Sequence[Read]) -> Leanings:
    """Weights by multinomial logistic regression, rounded to the steps that the file has room for."""
    seen = Counter(sign for each in reads for sign in each.signs)
    kept = [{sign: 1.0 for sign in sorted(each.signs) if seen[sign] >= LEAST_SEEN} for each in reads]
    table = DictVectorizer()
    rows = table.fit_transform(kept)
    model = LogisticRegression(C=1.0, max_iter=150, tol=1e-3)
    model.fit(rows, [each.lesson.act for each in reads])
    weights: list[list[float]] = model.coef_.T.tolist()
    step = max(abs(weight) for row in weights for weight in row) / MOST_WEIGHT
    packed = {sign: _packed(row, step) for sign, row in zip(table.get_feature_names_out(), weights, strict=True)}
    return Leanings(
        acts=tuple(str(act) for act in model.classes_),
        step=round(step, 6),
        bias=tuple(round(each / step) for each in model.intercept_.tolist()),
        rows={sign: row for sign, row in packed.items() if row},
    )


def _packed(weights: Iterable[float], step: float) -> bytes:
    """The weights that matter as pairs of signs: the act, and how many steps from zero."""
    pairs = (
        (FIRST_ACT + place, ZERO + round(weight / step))
        for place, weight in enumerate(weights)
        if abs(weight) >= LEAST_WEIGHT
    )
    return bytes(each for pair in pairs for each in pair)


def judged(reads: Sequence[Read]) -> Iterator[tuple[Read, Leaning]]:
    """Every message that counts, with its leaning by what was learned without its fold."""
    for fold in range(FOLDS):
        table = learned([each for each in reads if each.fold != fold])
        yield from ((each, table.lean(each.signs)) for each in reads if each.fold == fold and each.lesson.judged)


Tried = Sequence[tuple[Read, Sequence[Thought]]]


def tried(leanings: Iterable[tuple[Read, Leaning]]) -> Tried:
    return [(each, tuple(thoughts(each.first, leaning, ANY)) if each.first else ()) for each, leaning in leanings]


def bars_of(outcomes: Tried) -> dict[str, float]:
    """For each kind of second thought the chance from which it gains most, losses counted dearer."""
    worths: dict[Kind, list[tuple[float, int]]] = defaultdict(list)
    for each, found in outcomes:
        for thought in found:
            worths[thought.kind].append((thought.chance, _worth(each, thought)))
    return {kind: _bar(worths[kind]) for kind in Kind}


def _bar(worths: Iterable[tuple[float, int]]) -> float:
    rows = tuple(worths)
    sums = {bar: sum(worth for chance, worth in rows if chance >= bar) for bar in GRID}
    best = max(sums, key=lambda bar: (sums[bar], bar))
    return best if sums[best] > 0 else NEVER


def _worth(each: Read, thought: Thought) -> int:
    before, after = each.verdict(each.understood), each.verdict(thought.understood)
    gain = int(after[0]) - LOSS * int(before[0]) if after[0] != before[0] else 0
    return gain + FALSE_WRITE * (int(before[1]) - int(after[1]))


def decided(each: Read, found: Sequence[Thought], bars: Mapping[str, float]) -> Understood:
    chosen = (thought.understood for thought in found if thought.chance >= bars[thought.kind])
    return next(chosen, each.understood)


def report(outcomes: Tried, bars: Mapping[str, float]) -> None:
    figures: dict[str, Counter[str]] = defaultdict(Counter)
    for each, found in outcomes:
        before, after = each.verdict(each.understood), each.verdict(decided(each, found, bars))
        language = _language(each.lesson.case.text)
        for name in (language, "all"):
            figures[name].update({"messages": 1, "rules": before[0], "both": after[0]})
            figures[name].update({"false by rules": before[1], "false by both": after[1]})
    print("| messages | how many | all intents right | with leanings | false writes | with leanings |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, row in sorted(figures.items()):
        many = row["messages"]
        shares = (f"{row[key] / many:.1%}" for key in ("rules", "both"))
        print(f"| {name} | {many} | {' | '.join(shares)} | {row['false by rules']} | {row['false by both']} |")
    _report_kinds(outcomes, bars)


def _report_kinds(outcomes: Tried, bars: Mapping[str, float]) -> None:
    counts: dict[Kind, Counter[str]] = defaultdict(Counter)
    for each, found in outcomes:
        for thought in [one for one in found if one.chance >= bars[one.kind]][:1]:
            before, after = each.verdict(each.understood), each.verdict(thought.understood)
            name = "gained" if after > before else "lost" if after < before else "neither"
            stopped = before[1] - after[1]
            counts[thought.kind].update({name: 1, "stopped": max(0, stopped), "false": max(0, -stopped)})
    print("\n| second thought | from | gained | lost | neither | false writes stopped | made |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for kind in Kind:
        row = counts[kind]
        cells = (row[key] for key in ("gained", "lost", "neither", "stopped", "false"))
        print(f"| {kind} | {bars[kind]:.2f} | {' | '.join(map(str, cells))} |")


def _language(text: str) -> str:
    han = any("一" <= sign <= "鿿" for sign in text)
    latin = sum(sign.isascii() and sign.isalpha() for sign in text)
    return "mixed" if han and latin > 3 else "zh" if han else "en"


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dry", action="store_true", help="print the figures, leave the file as it is")
    return parser.parse_args()


def main() -> None:
    asked = options()
    begun = time.monotonic()
    reads = [read(each) for each in lessons() if each.case.text[:1] != "/"]
    print(f"{len(reads)} messages read in {time.monotonic() - begun:.0f} s\n")
    outcomes = tried(judged(reads))
    bars = bars_of(outcomes)
    report(outcomes, bars)
    table = replace(learned(reads), bars=bars, inputs=digest())
    text = written(table)
    if not asked.dry:
        SHIPPED.write_text(text, "utf-8")
    kilobytes = len(text.encode()) / 1000
    print(f"\n{len(table.rows)} signs, {kilobytes:.0f} kB; {time.monotonic() - begun:.0f} s in all")


if __name__ == "__main__":
    main()
