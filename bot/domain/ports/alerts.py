"""Accounts at risk, and what people answered to that, as a store keeps them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from bot.domain.alerts import Alarm, Alert, Audience
from bot.domain.base import CustomerId, MemberId
from bot.domain.health import Health
from bot.domain.lifecycle import Lifecycle
from bot.domain.retention import Retention
from bot.domain.risk import Colour


class Alerts(Protocol):
    def standing(self, customers: Iterable[CustomerId]) -> Mapping[CustomerId, Sequence[Alert]]:
        """The answers that count at these customers; customers without any are left out."""
        ...

    def at_risk(self, people: Collection[MemberId] | None, limit: int, skip: int = 0) -> Sequence[CustomerId]:
        """Customers of these owners (None: everybody's) that are at risk, by points times revenue."""
        ...

    def count(self, people: Collection[MemberId] | None) -> Mapping[Colour, int]: ...
    def news(self, audience: Audience, limit: int) -> Sequence[CustomerId]:
        """Those among them that this reader has not heard of as they stand now."""
        ...

    def count_news(self, audience: Audience) -> Mapping[Colour, int]: ...
    def swept_on(self) -> date | None:
        """The day of the last sweep."""
        ...


class Alarms(Protocol):
    def uncompared(self, limit: int) -> Sequence[tuple[Health, Alarm | None]]:
        """What a sweep has found of accounts at risk since they were compared last, with how they looked then."""
        ...

    def of(self, customers: Iterable[CustomerId]) -> Mapping[CustomerId, Alarm]: ...
    def put(self, alarms: Sequence[Alarm]) -> None: ...
    def settle(self) -> None:
        """Forget the accounts that are at risk no more."""
        ...


class Retentions(Protocol):
    def between(self, days: tuple[date, date, date], people: Collection[MemberId] | None) -> Retention:
        """Customers of these owners (None: everybody's) by their orders; `days` are the earliest, first and last."""
        ...

    def stages(self, people: Collection[MemberId] | None) -> Mapping[tuple[Lifecycle, Lifecycle | None], int]:
        """How many customers stand in each stage, those in decline by the stage they declined from."""
        ...
