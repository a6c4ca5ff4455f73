"""What a fake remembers of the calls it received, and the faults a test asked it for."""

import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Call:
    """A method call as it arrived; `at` is `time.monotonic()`."""

    method: str
    payload: dict[str, Any]
    at: float = field(default_factory=time.monotonic)


@dataclass(frozen=True)
class Violation:
    """A payload the platform would refuse, or take and show broken."""

    method: str
    problem: str
    payload: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.method}: {self.problem}"


@dataclass(frozen=True)
class Fault:
    """An answer scripted by a test; `delay` seconds pass before it."""

    status: int
    parameters: dict[str, Any]

    @property
    def delay(self) -> float:
        return float(self.parameters.get("delay", 0))


class Faults:
    """First scripted, first served, per method; `*` stands for every method."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Fault]] = defaultdict(deque)

    def script(self, method: str, status: int, parameters: dict[str, Any]) -> None:
        times = parameters.pop("times", 1)
        self._waiting[method].extend([Fault(status, parameters)] * times)

    def due(self, method: str) -> Fault | None:
        for name in (method, "*"):
            if self._waiting[name]:
                return self._waiting[name].popleft()
        return None


class Ledger:
    """The calls a fake received, in order, and what was wrong with them."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.violations: list[Violation] = []

    def add(self, method: str, payload: dict[str, Any]) -> Call:
        call = Call(method, payload)
        self.calls.append(call)
        return call

    def violate(self, method: str, problem: str, payload: dict[str, Any]) -> None:
        self.violations.append(Violation(method, problem, payload))

    def busiest(self, wanted: Callable[[Call], bool], seconds: float = 1.0) -> int:
        """The most wanted calls inside any window of `seconds`."""
        times = [call.at for call in self.calls if wanted(call)]
        return max((sum(start <= at < start + seconds for at in times) for start in times), default=0)

    def counts(self) -> Counter[str]:
        return Counter(call.method for call in self.calls)
