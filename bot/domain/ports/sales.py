"""What the pipeline, forecasts and targets are made of, as a store keeps it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from bot.domain.moment import Period
from bot.domain.snapshot import DealChange, Opportunity
from bot.domain.targets import Target


class Pipeline(Protocol):
    """A few facts of every deal there is, in a fixed number of statements."""

    def deals(self) -> Iterator[Opportunity]:
        """Every living deal, open or closed."""
        ...

    def changes(self, since: date) -> Iterator[DealChange]:
        """Moves that changed a sum or put the expected day off, and all from that day on, in their order."""
        ...


class Targets(Protocol):
    """What is to be sold."""

    def within(self, period: Period) -> Sequence[Target]:
        """Everybody's that lie in these days, the first first."""
        ...
