"""What the sweep found of every account, and what it reads to find it."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from bot.domain.base import CustomerId
from bot.domain.health import Health, Worth


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
