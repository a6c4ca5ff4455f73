"""How often dates are read right, beside dateparser and JioNLP: `dates.py FILE [--predictions OUT]`."""

import argparse
import json
import re
import time
import warnings
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final

from bot.domain.calendar import DatePolicy, WeekdaysOnly
from bot.language.dates import Direction, Kind, When, read_dates

POINTS: Final = ("date", "datetime", "time")
POLICY: Final = DatePolicy()
CALENDAR: Final = WeekdaysOnly()
Case = dict[str, Any]
Answer = dict[str, Any]
Reader = Callable[[Case], Answer]


DISPUTED_LIST: Final = Path(__file__).parent.parent / "docs" / "reference" / "dates.md"
CASE_ID: Final = re.compile(r"^\| ((?:rt|rtT|dk)_[a-z]+-\d+|jio-\d+) \|", re.MULTILINE)
DISPUTED: Final = frozenset(CASE_ID.findall(DISPUTED_LIST.read_text(encoding="utf-8")))
"""Cases whose own answer would be wrong for a sales user, with the reasons."""


@dataclass(slots=True)
class Score:
    """Right answers of one class of cases."""

    cases: int = 0
    days: int = 0
    timed: int = 0
    minutes: int = 0
    wrong: list[str] = field(default_factory=list)


Scores = dict[tuple[str, str], Score]


def ours(case: Case) -> Answer:
    """The longest reading of the text, as the kinds of the file."""
    at = datetime.fromisoformat(case["ref"]).replace(tzinfo=spoken_at(case))
    found = read_dates(case["text"], at, policy=POLICY, calendar=CALENDAR, direction=Direction.NONE)
    return answer(_wanted(found, case)) if found else {"kind": "none"}


def spoken_at(case: Case) -> timezone | None:
    """Duckling's corpora are spoken two hours behind Greenwich; of the others nothing is known."""
    return timezone(timedelta(hours=-2)) if str(case.get("id", "")).startswith("dk_") else None


def _wanted(found: Sequence[When], case: Case) -> When:
    """The reading that overlaps the phrase asked about most; the longest if none is named."""
    start = case["text"].lower().find(case["span"].lower()) if case["span"] else -1
    end = start + len(case["span"])

    def overlap(when: When) -> tuple[int, int]:
        shared = min(end, when.span[1]) - max(start, when.span[0]) if start >= 0 else 0
        return max(shared, 0), when.span[1] - when.span[0]

    return max(found, key=overlap)


def answer(when: When) -> Answer:
    """One reading in the file's terms: date, datetime, range, open, duration or recurring."""
    base: Answer = {"span": when.said}
    if when.kind is Kind.DURATION:
        return base | {"kind": "duration", "seconds": when.seconds}
    if when.kind is Kind.RANGE:
        return base | {"kind": "range", "start": iso(when.start), "end": iso(when.end)}
    if when.kind is Kind.RECURRING:
        return base | {"kind": "recurring"}
    kind = "datetime" if isinstance(when.value, datetime) else "date"
    edges = {"start": iso(when.start), "end": iso(when.end)} if when.start else {}
    if when.kind in (Kind.BY, Kind.AFTER):
        return base | {"kind": "open", "value": iso(when.value)} | edges
    return base | {"kind": "range" if edges else kind, "value": iso(when.value)} | edges


def iso(value: date | None) -> str | None:
    return (
        value.isoformat(timespec="minutes")
        if isinstance(value, datetime)
        else value.isoformat()
        if value
        else None
    )


def dateparser_reader() -> Reader:
    import dateparser  # noqa: PLC0415 - an optional rival

    def read(case: Case) -> Answer:
        settings: Any = {"RELATIVE_BASE": datetime.fromisoformat(case["ref"]), "PREFER_DATES_FROM": "future"}
        found = dateparser.parse(case["span"] or case["text"], languages=[case["lang"]], settings=settings)
        return {"kind": "datetime", "value": iso(found.replace(tzinfo=None))} if found else {"kind": "none"}

    return read


def jionlp_seconds(units: Answer) -> float:
    sizes = {"year": 365 * 86400, "month": 30 * 86400, "day": 86400, "hour": 3600, "minute": 60, "second": 1}
    return sum(float(count) * sizes[unit] for unit, count in units.items() if unit in sizes and count)


def jionlp_reader() -> Reader:
    import jionlp  # noqa: PLC0415 - an optional rival

    def read(case: Case) -> Answer:
        base = datetime.fromisoformat(case["ref"]).timestamp()
        try:
            found = jionlp.parse_time(case["span"] or case["text"], time_base=base)
        except (ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError):
            return {"kind": "none"}
        times = found.get("time")
        if isinstance(times, dict):
            return {"kind": "duration", "seconds": jionlp_seconds(times)}
        if not isinstance(times, list):
            return {"kind": "none"}
        start, end = (str(each).replace(" ", "T")[:16] for each in times)
        return {"kind": "datetime", "value": start, "start": start, "end": end}

    return read


def readers() -> dict[str, Reader]:
    found: dict[str, Reader] = {"yinuo": ours}
    for name, make in {"dateparser": dateparser_reader, "jionlp": jionlp_reader}.items():
        try:
            found[name] = make()
        except ImportError:
            print(f"{name} is not installed and left out (uv run --group benchmarks …)")
    return found


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


def _day(value: str | None) -> str:
    return (value or "")[:10]


def _same_minute(value: str, wanted: str) -> bool:
    return value[11:] == wanted if len(wanted) == 5 else value == wanted[:16]


def measure(cases: Sequence[Case], reader: Reader) -> tuple[Scores, list[Answer], float]:
    """Scores by class, the answers, and the milliseconds a case took."""
    scores: Scores = defaultdict(Score)
    begun = time.perf_counter()
    answers = [reader(case) for case in cases]
    pace = (time.perf_counter() - begun) / max(len(cases), 1) * 1000
    for case, said in zip(cases, answers, strict=True):
        kind = case["kind"] if case["core"] else "(not core)"
        count(scores[case["lang"], kind], case, said)
        if case["core"] and case["kind"] in POINTS:
            count(scores[case["lang"], "core points"], case, said)
            if case["id"] not in DISPUTED:
                count(scores[case["lang"], "core points undisputed"], case, said)
    return scores, [{"id": case["id"], **said} for case, said in zip(cases, answers, strict=True)], pace


def count(score: Score, case: Case, said: Answer) -> None:
    by_day, by_minute = right(case, said)
    timed = case["kind"] in ("datetime", "time")
    score.cases += 1
    score.days += by_day
    score.timed += timed
    score.minutes += timed and by_minute
    if not by_day or (timed and not by_minute):
        score.wrong.append(f"{case['id']} {case['ref'][:16]} {case['text']!r} {case['expected']} {said}")


def show(results: dict[str, Scores]) -> None:
    keys = sorted({key for scores in results.values() for key in scores})
    print(f"{'class':27}{'cases':>6}" + "".join(f"{name + ' day/min':>24}" for name in results))
    for key in keys:
        cells = "".join(f"{_cell(scores.get(key, Score())):>24}" for scores in results.values())
        print(f"{' '.join(key):27}{results['yinuo'][key].cases:>6}{cells}")


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
    return parser.parse_args()


def main() -> None:
    asked = options()
    warnings.simplefilter("ignore")
    lines = asked.file.read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines if line.strip()]
    results: dict[str, Scores] = {}
    for name, reader in ({"yinuo": ours} if asked.alone else readers()).items():
        results[name], answers, pace = measure(cases, reader)
        print(f"{name}: {pace:.3f} ms a case")
        if name == "yinuo" and asked.predictions:
            said = [json.dumps(each, ensure_ascii=False) + "\n" for each in answers]
            asked.predictions.write_text("".join(said), encoding="utf-8")
    show(results)
    if asked.wrong:
        print(*wrong(results["yinuo"]), sep="\n")


def wrong(scores: Scores) -> list[str]:
    return sorted({line for score in scores.values() for line in score.wrong})


if __name__ == "__main__":
    main()
