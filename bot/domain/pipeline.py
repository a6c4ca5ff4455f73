"""Pipeline: open deals, what they will bring, and how that stands against the target."""

from dataclasses import dataclass
from typing import ClassVar

from bot.domain.base import Command, Mention
from bot.domain.moment import Period
from bot.domain.money import Money
from bot.domain.people import Scope


@dataclass(frozen=True, kw_only=True)
class PipelineSummary(Command):
    reads: ClassVar[bool] = True
    period: Period | None = None
    scope: Scope | None = None
    person: Mention | None = None
    product: Mention | None = None


@dataclass(frozen=True, kw_only=True)
class Forecast(Command):
    reads: ClassVar[bool] = True
    period: Period | None = None
    scope: Scope | None = None
    person: Mention | None = None
    product: Mention | None = None


@dataclass(frozen=True, kw_only=True)
class Targets(Command):
    """How a target stands; with an `amount` it is set."""

    period: Period | None = None
    scope: Scope | None = None
    person: Mention | None = None
    amount: Money | None = None
