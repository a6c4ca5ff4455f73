"""What the sweep found of every account, and what it reads to find it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from bot.domain.base import CustomerId, MemberId
from bot.domain.health import Health, Worth
from bot.domain.moment import Period
from bot.domain.norms import Tally
from bot.domain.people import Asked
from bot.domain.policy import ValuePolicy
from bot.domain.scoring import Sweep
from bot.domain.vitals import Vitals, Yardstick
from bot.domain.worth import Cuts, Pace, Ranking, Rated, Sold, SoldWanted, Total, Valuation


class Healths(Protocol):
    """How accounts stand; not journalled."""

    def of(self, customers: Iterable[CustomerId]) -> Mapping[CustomerId, Health]:
        """Those that a sweep has seen."""
        ...

    def put(self, found: Iterable[Health]) -> None: ...
    def drop_before(self, day: date) -> None:
        """Of accounts that were last looked at before that day: they are no accounts any more."""
        ...


class Worths(Protocol):
    """What accounts bring; not journalled."""

    def of(self, customers: Iterable[CustomerId]) -> Mapping[CustomerId, Worth]:
        """Those that a sweep has seen."""
        ...

    def put(self, found: Iterable[Worth]) -> None: ...

    def between(self, first: CustomerId, last: CustomerId) -> Mapping[CustomerId, Worth]:
        """The same of accounts that follow each other in the order of their ids."""
        ...

    @property
    def ranking(self) -> Ranking | None:
        """How the accounts compared when they were last reckoned."""
        ...

    def rank(self, ranking: Ranking) -> None: ...
    def clear(self) -> None:
        """Forget accounts that are no longer there."""
        ...

    def page(self, limit: int, *, after: str = "") -> Sequence[Worth]:
        """In the order of the ids of their customers, from the one after `after` on."""
        ...

    def cuts(self, policy: ValuePolicy) -> Cuts:
        """Where classes and quintiles lie among all that ever ordered."""
        ...

    def some(self, most: int) -> Sequence[CustomerId]:
        """At most so many of those that ever ordered, evenly by id."""
        ...

    def totals(self, asked: Asked, touched: Period | None) -> Sequence[Total]:
        """By owner and class; `touched` counts the touches of other days than the twelve months."""
        ...

    def beyond(
        self, asked: Asked, touched: Period | None, *, revenue: float, touches: float, most: int
    ) -> Sequence[Rated]:
        """Those above this revenue (minor units) or these touches, the most touched first."""
        ...

    def one(self, customer: CustomerId, touched: Period | None) -> Rated | None: ...
    def place(self, minor: int) -> tuple[int, int]:
        """The place of a revenue, and among how many that ever ordered."""
        ...


class Sales(Protocol):
    """What the ledgers say of many accounts at once, in a few statements however many they are."""

    def accounts(self, limit: int, *, after: str = "") -> Sequence[tuple[CustomerId, MemberId]]:
        """Living accounts with their owners in the order of their ids, from the one after `after` on."""
        ...

    def reckoned(
        self, accounts: Sequence[tuple[CustomerId, MemberId]], periods: tuple[Period, Period], by: Valuation
    ) -> Sequence[Rated]:
        """Revenue of the first period and touches of the second; of accounts by id, with none left out between."""
        ...

    def sold(self, wanted: SoldWanted, by: Valuation) -> Sequence[Sold]:
        """The accounts with the highest revenue first."""
        ...

    def paces(self, customers: Iterable[CustomerId], until: date) -> Mapping[CustomerId, Pace]: ...
    def purchases(
        self, customers: Iterable[CustomerId], until: date, by: Valuation
    ) -> Mapping[CustomerId, Sequence[tuple[date, int]]]:
        """The days on which each bought and for how much (minor units), the first first."""
        ...


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
