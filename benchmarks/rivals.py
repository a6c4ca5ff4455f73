"""Another library's answers: `rivals.py dateparser|jionlp` reads cases as JSON lines and writes answers as JSON lines.

It runs in a process of its own, so that any Python that has the library will do.
"""

import json
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

Case = dict[str, Any]
Answer = dict[str, Any]
Reader = Callable[[Case], Answer]
NOT_INSTALLED: Final = 3
"""The exit code that says so."""
FAULTS: Final = (ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError, RecursionError)
SIZES: Final = {
    "year": 31_536_000,
    "month": 2_592_000,
    "day": 86_400,
    "hour": 3_600,
    "minute": 60,
    "second": 1,
}
LAST_SECOND: Final = 59


def dateparser_reader() -> Reader:
    import dateparser  # noqa: PLC0415 - only where it is installed

    def read(case: Case) -> Answer:
        settings: Any = {"RELATIVE_BASE": datetime.fromisoformat(case["ref"]), "PREFER_DATES_FROM": "future"}
        found = dateparser.parse(phrase(case), languages=[case.get("lang") or "en"], settings=settings)
        value = found.replace(tzinfo=None) if found else None
        return {"kind": "datetime", "value": minutes(value)} if value else {"kind": "none"}

    return read


def jionlp_reader() -> Reader:
    import jionlp  # noqa: PLC0415 - only where it is installed

    def read(case: Case) -> Answer:
        base = datetime.fromisoformat(case["ref"]).timestamp()
        times = jionlp.parse_time(phrase(case), time_base=base).get("time")
        if isinstance(times, dict):
            seconds = sum(float(count) * SIZES.get(unit, 0) for unit, count in times.items() if count)
            return {"kind": "duration", "seconds": seconds}
        if not isinstance(times, list):
            return {"kind": "none"}
        start, end = (datetime.fromisoformat(str(each)) for each in times)
        return {
            "kind": "datetime",
            "value": minutes(start),
            "start": minutes(start),
            "end": minutes(up_to(end)),
        }

    return read


def up_to(end: datetime) -> datetime:
    """Its ranges end with their last second, ours before their end."""
    return end + timedelta(seconds=1) if end.second == LAST_SECOND else end


def phrase(case: Case) -> str:
    """The words that are the date: they need not find them in the sentence as we do."""
    return str(case.get("span") or case.get("text") or "")


def minutes(at: datetime) -> str:
    return at.isoformat(timespec="minutes")


READERS: Final[dict[str, Callable[[], Reader]]] = {"dateparser": dateparser_reader, "jionlp": jionlp_reader}


def attempt(read: Reader, case: Case) -> Answer:
    """The answer, or none where the library raises."""
    try:
        return read(case)
    except FAULTS:
        return {"kind": "none"}


def main(arguments: Sequence[str]) -> int:
    warnings.simplefilter("ignore")
    try:
        read = READERS[arguments[0]]()
    except ImportError:
        return NOT_INSTALLED
    cases = [json.loads(line) for line in sys.stdin if line.strip()]
    begun = time.perf_counter()
    answers = [attempt(read, case) for case in cases]
    pace = (time.perf_counter() - begun) / max(len(cases), 1) * 1000
    print(json.dumps({"pace": pace, "answers": answers}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
