"""What the sweep found of every account, and what it reads to find it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from bot.domain.base import CustomerId
from bot.domain.health import Health, Worth
from bot.domain.norms import Tally
from bot.domain.scoring import Sweep
from bot.domain.vitals import Vitals, Yardstick


class Healths(Protocol):
    """How accounts stand; not journalled."""

    def of(self, customers: Iterable[CustomerId]) -> Mapping[CustomerId, Health]:
        """Those that a sweep has seen."""
        ...

    def put(self, found: Iterable[Health]) -> None: ...


class Worths(Protocol):
    """What accounts bring; not journalled."""

    def of(self, customers: Iterable[CustomerId]) -> Mapping[CustomerId, Worth]:
        """Those that a sweep has seen."""
        ...

    def put(self, found: Iterable[Worth]) -> None: ...


class VitalSigns(Protocol):
    """The ledgers' facts of many accounts at once, in the order of their ids."""

    def page(self, by: Yardstick, limit: int, *, after: str = "") -> Sequence[Vitals]:
        """Of living accounts, from the one after `after` on."""
        ...

    def of(self, customer: CustomerId, by: Yardstick) -> Vitals | None: ...
    def count(self) -> int: ...
    def tally(self, by: Yardstick, limit: int, *, after: str = "") -> tuple[Tally, str]:
        """What a page of accounts adds to the team's norms, and its last account; "" when it was the last page."""
        ...


class Sweeps(Protocol):
    """How far the sweep has come; not journalled."""

    def now(self, *, lock: bool = False) -> Sweep | None: ...
    def put(self, sweep: Sweep) -> None: ...
