"""Value: what customers are worth, who the best are, and where the attention goes."""

from dataclasses import dataclass
from typing import ClassVar

from bot.domain.base import Command, Mention
from bot.domain.moment import Period
from bot.domain.people import Scope


@dataclass(frozen=True, kw_only=True)
class Value(Command):
    reads: ClassVar[bool] = True
    customer: Mention | None = None
    scope: Scope | None = None


@dataclass(frozen=True, kw_only=True)
class TopCustomers(Command):
    """`most` is how many were asked for, 0 when none was said."""

    reads: ClassVar[bool] = True
    period: Period | None = None
    scope: Scope | None = None
    person: Mention | None = None
    product: Mention | None = None
    most: int = 0


@dataclass(frozen=True, kw_only=True)
class Attention(Command):
    """Touches and hours beside what they bring."""

    reads: ClassVar[bool] = True
    customer: Mention | None = None
    period: Period | None = None
    scope: Scope | None = None
    person: Mention | None = None
