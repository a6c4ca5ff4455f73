"""Learns the leanings of `bot/language/leanings.txt` from the labelled messages and says how well they do.

Run it from the repository's root with the group `learn`: `uv run --group learn python -m benchmarks.learn`.
Every figure is cross-validated: each message is judged by weights that were learned without it. The bars stay as
they are unless `--bars` is said: they were chosen while the rules knew none of the messages, and where rules have
been written for a message since, a second thought has nothing left to gain there and would be barred for ever.
"""

import argparse
import hashlib
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bot.domain.base import name_of
from bot.language import Understood, parsed
from bot.language.leanings import (
    FILE,
    FIRST_ACT,
    MOST_WEIGHT,
    ZERO,
    Leaning,
    Leanings,
    leanings,
    weight_of,
    written,
)
from bot.language.messages import whole_message
from bot.language.normalise import has_han
from bot.language.reconsider import NEVER, First, Kind, changes, shown, thoughts
from bot.language.sheet import sheet_of
from bot.language.traits import OWN
from bot.language.understand import addressed, by_rules, may_err
from tests.language.corpus import names_right
from tests.language.lessons import Lesson, digest, lessons
from tests.language.world import hearing

SHIPPED: Final = Path(__file__).parents[1] / "bot" / "language" / FILE
FOLDS: Final = 5
C: Final = 30.0
"""How freely weights grow."""
LEAST_SEEN: Final = 3
"""Messages that must show a trait before it is learned from."""
LEAST_STEPS: Final = 0.6
"""Weights of fewer steps are not kept."""
GRID: Final = (*(each / 20 for each in range(5, 20)), NEVER)
ANY: Final[dict[str, float]] = dict.fromkeys(Kind, 0.0)
LEAST_BAR: Final = {
    Kind.LOOK: 0.45,
    Kind.WHOLE: 0.7,
    Kind.WRITE: 0.7,
    Kind.SPECIAL: 0.3,
    Kind.FACT: 0.85,
    Kind.DEED: 0.65,
    Kind.SWAP: 0.4,
    Kind.TURN: 0.4,
    Kind.ONE: NEVER,
    Kind.HOLD: 0.6,
    Kind.DOUBT: 0.4,
}
"""However little was lost below: the messages are few, and a write is dearer than a look."""
ROUNDS: Final = 2
"""How often every bar is chosen anew beside the others."""
LOSS, FALSE_WRITE = 1, 3
"""How many gains a message that was right and is wrong now costs, and one that is written falsely now.

A loss costs no more than a gain, since rules are written for these very messages: where both break even here, on
messages that nobody wrote rules for there is something to gain.
"""


Verdict = tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class Read:
    """A lesson as the rules read it; `first` is None of a message that is taken as a whole."""

    lesson: Lesson
    traits: frozenset[str]
    understood: Understood
    first: First | None

    @property
    def fold(self) -> int:
        return hashlib.sha256(f"fold {self.lesson.case.text}".encode()).digest()[0] % FOLDS

    def verdict(self, understood: Understood) -> Verdict:
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
    first = replace(first, understood=Understood(noted)) if noted else first
    return Read(lesson, shown(first), first.understood, None if noted and not may_err(noted) else first)


def counted(each: Read) -> frozenset[str]:
    """Its traits, without what the rules made of it where rules were written for the message itself."""
    fair = each.lesson.judged
    return each.traits if fair else frozenset(trait for trait in each.traits if not trait.startswith(OWN))


def learned(reads: Sequence[Read]) -> Leanings:
    """Weights by multinomial logistic regression, rounded to the steps that the file has room for."""
    shows = [counted(each) for each in reads]
    seen = Counter(trait for each in shows for trait in each)
    kept = [{trait: weight_of(each) for trait in sorted(each) if seen[trait] >= LEAST_SEEN} for each in shows]
    table = DictVectorizer(dtype=np.float32)
    rows = table.fit_transform(kept)
    model = LogisticRegression(C=C, max_iter=80, tol=2e-3)
    model.fit(rows, [each.lesson.act for each in reads])
    weights: list[list[float]] = model.coef_.T.tolist()
    step = max(abs(weight) for row in weights for weight in row) / MOST_WEIGHT
    packed = {
        trait: _packed(row, step) for trait, row in zip(table.get_feature_names_out(), weights, strict=True)
    }
    return Leanings(
        acts=tuple(str(act) for act in model.classes_),
        step=round(step, 6),
        bias=tuple(round(each / step) for each in model.intercept_.tolist()),
        rows={trait: row for trait, row in packed.items() if row},
    )


def _packed(weights: Iterable[float], step: float) -> bytes:
    """The weights that matter as pairs of characters: the act, and how many steps from zero."""
    steps = ((place, weight / step) for place, weight in enumerate(weights))
    pairs = ((FIRST_ACT + place, ZERO + round(many)) for place, many in steps if abs(many) >= LEAST_STEPS)
    return bytes(each for pair in pairs for each in pair)


def judged(reads: Sequence[Read]) -> Iterator[tuple[Read, Leaning]]:
    """Every message that counts, with its leaning by what was learned without its fold."""
    for fold in range(FOLDS):
        table = learned([each for each in reads if each.fold != fold])
        yield from (
            (each, table.lean(each.traits)) for each in reads if each.fold == fold and each.lesson.judged
        )


@dataclass(frozen=True, slots=True)
class Weighed:
    """A second thought and what it would make of the message."""

    kind: Kind
    chance: float
    after: Verdict


@dataclass(frozen=True, slots=True)
class Tried:
    """A message with what the rules make of it and everything else that could be made of it."""

    each: Read
    before: Verdict
    weighed: Sequence[Weighed]

    def chosen(self, bars: Mapping[str, float]) -> Weighed | None:
        return next((one for one in self.weighed if one.chance >= bars[one.kind]), None)

    def after(self, bars: Mapping[str, float]) -> Verdict:
        found = self.chosen(bars)
        return found.after if found else self.before


def tried(leant: Iterable[tuple[Read, Leaning]]) -> Iterator[Tried]:
    for each, leaning in leant:
        found = thoughts(each.first, leaning, ANY) if each.first else ()
        weighed = [Weighed(one.kind, one.chance, each.verdict(one.understood)) for one in found]
        yield Tried(each, each.verdict(each.understood), weighed)


def bars_of(outcomes: Sequence[Tried]) -> dict[str, float]:
    """The chances from which it gains most, each chosen beside the others; losses are counted dearer."""
    bars: dict[str, float] = {kind: max(LEAST_BAR[kind], 0.9) for kind in Kind}
    for kind in [*Kind] * ROUNDS:
        concerned = [each for each in outcomes if any(one.kind is kind for one in each.weighed)]
        worths = {
            bar: sum(_worth(each, {**bars, kind: bar}) for each in concerned)
            for bar in GRID
            if bar >= LEAST_BAR[kind]
        }
        bars[kind] = max(worths, key=lambda bar: (worths[bar], bar))
    return bars


def _worth(each: Tried, bars: Mapping[str, float]) -> int:
    before, after = each.before, each.after(bars)
    gain = int(after[0]) - LOSS * int(before[0]) if after[0] != before[0] else 0
    return gain + FALSE_WRITE * (int(before[1]) - int(after[1]))


def across(outcomes: Sequence[Tried]) -> Iterator[tuple[Tried, Mapping[str, float]]]:
    """Every message with bars that were chosen without its fold."""
    for fold in range(FOLDS):
        bars = bars_of([each for each in outcomes if each.each.fold != fold])
        yield from ((each, bars) for each in outcomes if each.each.fold == fold)


def report(outcomes: Iterable[tuple[Tried, Mapping[str, float]]]) -> None:
    figures: dict[str, Counter[str]] = defaultdict(Counter)
    for each, bars in outcomes:
        before, after = each.before, each.after(bars)
        for name in (_language(each.each.lesson.case.text), "all"):
            figures[name].update({"messages": 1, "rules": before[0], "both": after[0]})
            figures[name].update({"false by rules": before[1], "false by both": after[1]})
    print("| messages | how many | all intents right | with leanings | false writes | with leanings |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, row in sorted(figures.items()):
        many = row["messages"]
        shares = (f"{row[key] / many:.1%}" for key in ("rules", "both"))
        print(
            f"| {name} | {many} | {' | '.join(shares)} | {row['false by rules']} | {row['false by both']} |"
        )


def report_kinds(outcomes: Iterable[Tried], bars: Mapping[str, float]) -> None:
    counts: dict[Kind, Counter[str]] = defaultdict(Counter)
    for each in outcomes:
        thought, before = each.chosen(bars), each.before
        if thought:
            after = thought.after
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
    han = has_han(text)
    latin = sum(letter.isascii() and letter.isalpha() for letter in text)
    return "mixed" if han and latin > 3 else "zh" if han else "en"


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--dry", action="store_true", help="print the figures, leave the file as it is")
    parser.add_argument(
        "--bars", action="store_true", help="choose the bars anew, else those of the file stay"
    )
    return parser.parse_args()


def main() -> None:
    asked = options()
    begun = time.monotonic()
    reads = [read(each) for each in lessons() if each.case.text[:1] != "/"]
    print(f"{len(reads)} messages read in {time.monotonic() - begun:.0f} s\n")
    outcomes = [*tried(judged(reads))]
    kept = leanings()
    bars = bars_of(outcomes) if asked.bars or kept is None else kept.bars
    report(across(outcomes) if asked.bars or kept is None else ((each, bars) for each in outcomes))
    report_kinds(outcomes, bars)
    table = replace(learned(reads), bars=bars, inputs=digest())
    text = written(table)
    if not asked.dry:
        SHIPPED.write_text(text, "utf-8")
    kilobytes = len(text.encode()) / 1000
    print(f"\n{len(table.rows)} traits, {kilobytes:.0f} kB; {time.monotonic() - begun:.0f} s in all")


if __name__ == "__main__":
    main()
