"""What colleagues did and have to do, counted for those who give out work."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.domain.base import CustomerId, MemberId, ProductId
from bot.domain.money import Money
from bot.domain.shares import Share


@dataclass(frozen=True, slots=True)
class Band:
    """Amounts of one currency from `low` to `high`."""

    low: Money
    high: Money


class Colleagues(Protocol):
    def touches(self, customer: CustomerId, since: date) -> Mapping[MemberId, tuple[int, date]]:
        """Who was in touch with a customer since then: on how many days, and when last."""
        ...

    def cycles(self, limit: int) -> Sequence[int]:
        """Days that the latest won deals took."""
        ...

    def live(self, members: Collection[MemberId], since: date | None) -> Mapping[MemberId, int]:
        """Their open deals, only those opened since then if a day is given."""
        ...

    def jobs(self, members: Collection[MemberId]) -> Mapping[MemberId, int]:
        """Open complaints and requests that they look after."""
        ...

    def with_product(
        self, members: Collection[MemberId], product: ProductId, name: str
    ) -> Mapping[MemberId, Share]:
        """Their deals of a product that were won, out of those decided."""
        ...

    def within(self, members: Collection[MemberId], bands: Iterable[Band]) -> Mapping[MemberId, Share]:
        """The same of deals whose amount lies in the band of its currency."""
        ...

    def given(self, members: Collection[MemberId]) -> Mapping[MemberId, date]:
        """The last day on which each got customers or opened a deal."""
        ...
