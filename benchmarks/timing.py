"""Clocks: percentiles of a run, and where the time of one message goes."""

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, event

MONDAY: Final = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Ten in the morning in Shanghai, a working day: what is said means the same in every run."""


@dataclass(frozen=True, slots=True)
class Paced:
    """Messages a second, and the milliseconds half of them and all but one in a hundred took at most."""

    rate: float
    p50: float
    p99: float

    def plain(self) -> dict[str, float]:
        return {name: round(value, 3) for name, value in asdict(self).items()}


def paced(took: Sequence[float], wall: float) -> Paced:
    """From the seconds of each message and of all of them together."""
    return Paced(len(took) / wall, percentile(took, 50), percentile(took, 99))


def percentile(took: Sequence[float], share: int) -> float:
    """In milliseconds, by nearest rank."""
    ordered = sorted(took)
    return ordered[min(len(ordered) - 1, len(ordered) * share // 100)] * 1000


def middle(runs: Sequence[Paced]) -> Paced:
    """The median of each figure over several runs."""
    return Paced(
        *(statistics.median(each) for each in zip(*((r.rate, r.p50, r.p99) for r in runs), strict=True))
    )


class Moving:
    """A clock that stood at that Monday when the benchmark began (seconds since the epoch), and goes on from there."""

    def __init__(self, begun: float) -> None:
        self._begun = begun

    def __call__(self) -> datetime:
        return MONDAY + timedelta(seconds=time.time() - self._begun)


@dataclass(slots=True)
class Shares:
    """Seconds spent understanding and in the database, and the statements and commits sent to it.

    For one thread: the clocks simply add up. The database's share is that of the driver: statements sent until
    their first row is there, and commits; what SQLAlchemy does around them is part of the rest.
    """

    understand: float = 0.0
    database: float = 0.0
    statements: int = 0
    commits: int = 0
    _begun: list[float] = field(default_factory=list)

    def watch(self, engine: Engine) -> None:
        event.listen(engine, "before_cursor_execute", self._before)
        event.listen(engine, "after_cursor_execute", self._after)
        commit = engine.dialect.do_commit

        def timed(connection: Any) -> None:
            with self._clocked():
                commit(connection)
            self.commits += 1

        engine.dialect.do_commit = timed  # type: ignore[method-assign, assignment]

    def understanding(self, understand: Callable[..., Any]) -> Callable[..., Any]:
        """The same function under the clock, without its look-ups in the database."""

        def timed(*given: Any) -> Any:
            begun, asked = time.perf_counter(), self.database
            try:
                return understand(*given)
            finally:
                self.understand += time.perf_counter() - begun - (self.database - asked)

        return timed

    def clear(self) -> None:
        self.understand, self.database, self.statements, self.commits = 0.0, 0.0, 0, 0

    def _before(self, *_: Any) -> None:
        self._begun.append(time.perf_counter())

    def _after(self, *_: Any) -> None:
        self.database += time.perf_counter() - self._begun.pop()
        self.statements += 1

    @contextmanager
    def _clocked(self) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        self.database += time.perf_counter() - begun


def memory() -> float:
    """Megabytes of this process in RAM now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1e6
