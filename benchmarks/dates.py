"""How often dates are read right, beside dateparser and JioNLP: `dates.py FILE [--predictions OUT]`.

FILE has one JSON case a line: `text` and `ref` (the local moment of speaking), and what is known of `id`, `lang`,
`span` (the words asked about), `kind`, `expected` and `core`. Cases without `expected` are answered and not judged.
"""

import argparse
import json
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from statistics import median
from typing import Any, Final

from bot.domain.calendar import DatePolicy, WeekdaysOnly
from bot.language.dates import Direction, Kind, When, read_dates

Case = dict[str, Any]
Answer = dict[str, Any]
POINTS: Final = ("date", "datetime", "time")
POLICY: Final = DatePolicy()
CALENDAR: Final = WeekdaysOnly()
RIVALS: Final = ("dateparser", "jionlp")
HERE: Final = Path(__file__).parent
DISPUTED_LIST: Final = HERE.parent / "docs" / "reference" / "dates.md"
CASE_ID: Final = re.compile(r"^\| ((?:rt|rtT|dk)_[a-z]+-\d+|jio-\d+) \|", re.MULTILINE)
DISPUTED: Final = frozenset(CASE_ID.findall(DISPUTED_LIST.read_text(encoding="utf-8")))
"""Cases whose own answer would be wrong for a sales user, with the reasons."""
LENIENT: Final = "core range, last day in or out"
CLOCK: Final = len("15:00")


@dataclass(slots=True)
class Score:
    """Right answers of one class of cases."""

    cases: int = 0
    days: int = 0
    timed: int = 0
    minutes: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Result:
    """What one library answered, how often it was right, and the milliseconds a case took."""

    answers: Sequence[Answer]
    scores: dict[tuple[str, str], Score]
    pace: float


def ours(case: Case) -> Answer:
    """The reading of the words asked about, as the kinds of the file."""
    at = datetime.fromisoformat(case["ref"]).replace(tzinfo=spoken_at(case))
    found = read_dates(str(case["text"]), at, policy=POLICY, calendar=CALENDAR, direction=Direction.NONE)
    return answer(wanted(found, case)) if found else {"kind": "none"}


def spoken_at(case: Case) -> timezone | None:
    """Duckling's corpora are spoken two hours behind Greenwich; of the others nothing is known."""
    return timezone(timedelta(hours=-2)) if str(case.get("id", "")).startswith("dk_") else None


def wanted(found: Sequence[When], case: Case) -> When:
    """The reading that overlaps the phrase asked about most; the longest if none is named."""
    phrase = str(case.get("span") or "").lower()
    start = str(case["text"]).lower().find(phrase) if phrase else -1
    end = start + len(phrase)

    def overlap(when: When) -> tuple[int, int]:
        shared = min(end, when.span[1]) - max(start, when.span[0]) if start >= 0 else 0
        return max(shared, 0), when.span[1] - when.span[0]

    return max(found, key=overlap)


def answer(when: When) -> Answer:
    """One reading in the file's terms; a part of a day, an end and a limit have their range beside their value."""
    base: Answer = {"span": when.said}
    if when.kind is Kind.DURATION:
        return base | {"kind": "duration", "seconds": when.seconds}
    if when.kind is Kind.RECURRING:
        return base | {"kind": "recurring"}
    edges = {"start": iso(when.start), "end": iso(when.end)} if when.start else {}
    if when.kind is Kind.RANGE:
        return base | {"kind": "range"} | edges
    value = {"value": iso(when.value)} | edges
    if when.kind in (Kind.BY, Kind.AFTER):
        return base | {"kind": "open"} | value
    kind = "datetime" if isinstance(when.value, datetime) else "date"
    return base | {"kind": "range" if edges else kind} | value


def iso(value: date | None) -> str | None:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if value else None


def right(case: Case, said: Answer) -> tuple[bool, bool]:
    """Whether the day and the minute agree with the file."""
    if case["kind"] == "none":
        return (said["kind"] == "none",) * 2
    if case["kind"] == "duration":
        return (abs(said.get("seconds") or 0) == case["expected"][0],) * 2
    if case["kind"] == "range":
        return _right_range([said.get("start"), said.get("end")], case["expected"])
    return _right_point(case["kind"], said.get("value") or "", case["expected"])


def _right_point(kind: str, value: str, wanted: list[str]) -> tuple[bool, bool]:
    minutes = any(_same_minute(value, each) for each in wanted)
    return minutes or (kind != "time" and _day(value) in map(_day, wanted)), minutes


def _right_range(got: list[str | None], wanted: list[str]) -> tuple[bool, bool]:
    return [_day(each) for each in got] == [_day(each) for each in wanted], got == wanted


def last_day_out(case: Case, said: Answer) -> bool:
    """Right but for the last day of a range of days, which suites count in or out."""
    start, end = said.get("start") or "", said.get("end") or ""
    if case["kind"] != "range" or len(end) != len("2026-03-10"):
        return False
    earlier = (date.fromisoformat(end) - timedelta(days=1)).isoformat()
    return [_day(start), earlier] == [_day(each) for each in case["expected"]]


def _day(value: str | None) -> str:
    return (value or "")[:10]


def _same_minute(value: str, wanted: str) -> bool:
    return value[11:] == wanted if len(wanted) == CLOCK else value == wanted[:16]


def scored(cases: Sequence[Case], answers: Sequence[Answer]) -> dict[tuple[str, str], Score]:
    """Scores by language and class, of the cases that say what is right."""
    scores: dict[tuple[str, str], Score] = defaultdict(Score)
    for case, said in zip(cases, answers, strict=True):
        if case.get("expected") is None or not case.get("kind"):
            continue
        for name in classes(case):
            count(scores[str(case.get("lang") or "?"), name], case, said, lenient=name == LENIENT)
    return scores


def classes(case: Case) -> list[str]:
    """The classes that a case counts in."""
    if not case.get("core", True):
        return [f"{case['kind']}, not core"]
    names = [f"core {case['kind']}"]
    if case["kind"] in POINTS:
        names += ["core points", *(["core points, undisputed"] if case.get("id") not in DISPUTED else [])]
    return [*names, LENIENT] if case["kind"] == "range" else names


def count(score: Score, case: Case, said: Answer, *, lenient: bool = False) -> None:
    by_day, by_minute = right(case, said)
    timed = case["kind"] in ("datetime", "time")
    score.cases += 1
    score.days += by_day or (lenient and last_day_out(case, said))
    score.timed += timed
    score.minutes += timed and by_minute
    if not by_day or (timed and not by_minute):
        score.wrong.append(f"{case.get('id')} {case['ref'][:16]} {case['text']!r} {case['expected']} {said}")


def measured(cases: Sequence[Case]) -> Result:
    """Our own answers; the pace is that of the middle case."""
    answers, paces = [], []
    for case in cases:
        begun = time.perf_counter()
        answers.append(ours(case))
        paces.append((time.perf_counter() - begun) * 1000)
    return Result(answers, scored(cases, answers), median(paces or [0]))


def rival(name: str, cases: Sequence[Case], python: str) -> Result | None:
    """Another library's answers from a process of its own; None where it is not installed."""
    lines = "".join(json.dumps(case) + "\n" for case in cases)
    done = subprocess.run(  # noqa: S603 - our own script
        [python, str(HERE / "rivals.py"), name], input=lines, capture_output=True, text=True, check=False
    )
    if done.returncode:
        return None
    said = json.loads(done.stdout.splitlines()[-1])
    return Result(said["answers"], scored(cases, said["answers"]), said["pace"])


def table(results: dict[str, Result | None]) -> str:
    """Classes down, libraries across: right by day / by the minute, in per cent."""
    head = f"{'class':40}{'cases':>6}" + "".join(f"{name:>18}" for name in results)
    keys = sorted({key for result in results.values() if result for key in result.scores})
    rows = [head] + [_row(key, results) for key in keys]
    paces = "".join(f"{f'{each.pace:.3f}' if each else 'not installed':>18}" for each in results.values())
    return "\n".join([*rows, f"{'milliseconds a case':46}{paces}"])


def _row(key: tuple[str, str], results: dict[str, Result | None]) -> str:
    scores = [result.scores.get(key, Score()) if result else Score() for result in results.values()]
    cases = max(score.cases for score in scores)
    return f"{' '.join(key):40}{cases:>6}" + "".join(f"{_cell(score):>18}" for score in scores)


def _cell(score: Score) -> str:
    day = f"{100 * score.days / score.cases:.1f}" if score.cases else "-"
    minute = f"{100 * score.minutes / score.timed:.1f}" if score.timed else "-"
    return f"{day} / {minute}"


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--predictions", type=Path, help="one JSON line a case")
    parser.add_argument("--wrong", action="store_true", help="list the cases that went wrong")
    parser.add_argument("--alone", action="store_true", help="without the other libraries")
    parser.add_argument("--rivals", default=sys.executable, help="the Python that has the other libraries")
    return parser.parse_args()


def keep(path: Path, cases: Sequence[Case], answers: Sequence[Answer]) -> None:
    """One JSON line a case: its id, the kind, value or start and end or seconds, and the words read."""
    lines = [
        json.dumps({"id": case.get("id", place), **said}, ensure_ascii=False) + "\n"
        for place, (case, said) in enumerate(zip(cases, answers, strict=True))
    ]
    path.write_text("".join(lines), encoding="utf-8")


def main() -> None:
    asked = options()
    lines = asked.file.read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines if line.strip()]
    results: dict[str, Result | None] = {"yinuo": measured(cases)}
    own = results["yinuo"]
    if asked.predictions and own:
        keep(asked.predictions, cases, own.answers)
    results |= {} if asked.alone else {name: rival(name, cases, asked.rivals) for name in RIVALS}
    print(table(results))
    if asked.wrong and own:
        print(*sorted({line for score in own.scores.values() for line in score.wrong}), sep="\n")


if __name__ == "__main__":
    main()
