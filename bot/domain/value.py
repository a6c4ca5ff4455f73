"""Value: what customers are worth, who the best are, and where the attention goes."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from bot.domain.attention import Verdict
from bot.domain.base import Command, MemberId, Mention, Result
from bot.domain.customers import Customer
from bot.domain.health import Worth
from bot.domain.moment import Period
from bot.domain.money import Money
from bot.domain.people import Asked, Scope
from bot.domain.top import Factor


@dataclass(frozen=True, kw_only=True)
class Value(Command):
    reads: ClassVar[bool] = True
    customer: Mention | None = None
    scope: Scope | None = None


@dataclass(frozen=True, kw_only=True)
class TopCustomers(Command):
    """`most` is how many were asked for, 0 when none was said; `start` how many of them were shown before."""

    reads: ClassVar[bool] = True
    period: Period | None = None
    scope: Scope | None = None
    person: Mention | None = None
    product: Mention | None = None
    most: int = 0
    start: int = 0


@dataclass(frozen=True, kw_only=True)
class Attention(Command):
    """Touches and hours beside what they bring."""

    reads: ClassVar[bool] = True
    customer: Mention | None = None
    period: Period | None = None
    scope: Scope | None = None
    person: Mention | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Future:
    """The coming twelve months of an account, in the workspace's currency.

    By what `buyers` accounts taught, of whom `repeaters` bought again; by its own rhythm alone where those were too
    few (`buyers` 0), and then without the chance (per cent) that nothing is ordered within `ahead_days`.
    """

    purchases: float
    each: Money
    revenue: Money
    left: Money
    buyers: int = 0
    repeaters: int = 0
    quiet: int | None = None
    ahead_days: int = 0


@dataclass(frozen=True, slots=True)
class Referred:
    """An account that this one brought, and what it has bought; None where that is not for this reader."""

    name: str
    bought: Money | None


@dataclass(frozen=True, kw_only=True)
class AccountValued(Result):
    """What one account is worth: first what it brought in twelve months (`revenue` is None where that is hidden).

    `unvalued` orders of the twelve months have no known sum; `cycle` is days from order to order. `place` among `of`
    accounts, 0 where nobody has compared them. Quintiles stand in `worth`. `margin` and `discount` are per cent,
    `service` the touches of twelve months times `touch_cost`, `profit` what margin and service leave of the revenue;
    None where the workspace has not said.
    """

    private: ClassVar[bool] = True
    customer: Customer
    owner: str
    worth: Worth
    masked: bool
    total_orders: int
    cycle: float | None
    silent: int
    place: int = 0
    of: int = 0
    future: Future | None = None
    margin: Decimal | None = None
    discount: Decimal = Decimal(0)
    touch_cost: Money | None = None
    service: Money | None = None
    profit: Money | None = None
    referred: tuple[Referred, ...] = ()
    usual_days: int | None = None
    overdue: tuple[Money, ...] = ()
    days_late: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassShare:
    """The accounts of one class ("": those that never ordered) with their shares of revenue and touches, 0 to 1."""

    tier: str
    accounts: int
    value: Money
    value_share: float
    touches: int
    touch_share: float
    log_ratio: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerShare:
    """How many accounts of each class one colleague has, and their share of the revenue."""

    owner_id: MemberId
    owner: str
    counts: tuple[tuple[str, int], ...]
    value: Money
    value_share: float


@dataclass(frozen=True, kw_only=True)
class ValuesShown(Result):
    """How revenue is spread over the accounts of whoever was asked for; `unvalued` orders have no known sum."""

    private: ClassVar[bool] = True
    asked: Asked
    reckoned_on: date
    classes: tuple[ClassShare, ...]
    owners: tuple[OwnerShare, ...]
    unvalued: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TopLine:
    """One of the best with its four factors; `overdue` is None when nothing is; `masked` hides the amounts."""

    customer: Customer
    owner: str
    points: float
    value: Money
    value_share: float
    volume: Decimal
    overdue: Money | None
    cycle: float | None
    masked: bool


@dataclass(frozen=True, kw_only=True)
class TopShown(Result):
    """The best from `start` on, of `compared` accounts; the best `share` per cent are `best`, who bring `best_share`.

    `cut` when there were more than are compared; `weights` are per cent, in the order of `Factor`.
    """

    private: ClassVar[bool] = True
    asked: Asked
    command: TopCustomers
    period: Period
    usual: bool
    product: str
    lines: tuple[TopLine, ...]
    start: int
    listed: int
    compared: int
    share: int
    best: int
    best_share: float
    weights: tuple[tuple[Factor, int], ...]
    unvalued: int = 0
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionLine:
    """One account: its shares of revenue and touches (0 to 1) among those compared, and how far they are apart."""

    customer: Customer
    owner: str
    tier: str
    value: Money
    value_share: float
    touches: int
    touch_share: float
    log_ratio: float
    verdict: Verdict | None
    masked: bool

    @property
    def name(self) -> str:
        return self.customer.short


@dataclass(frozen=True, kw_only=True)
class AttentionShown(Result):
    """`neglected` the worst first, `over_served` likewise, `loudest` who had the most touches; `one` if asked for.

    Touches are of `period`, of the last twelve months where it is None, as revenue always is.
    """

    private: ClassVar[bool] = True
    asked: Asked
    reckoned_on: date
    period: Period | None
    classes: tuple[ClassShare, ...]
    neglected: tuple[AttentionLine, ...] = ()
    neglected_total: int = 0
    over_served: tuple[AttentionLine, ...] = ()
    over_served_total: int = 0
    loudest: tuple[AttentionLine, ...] = ()
    one: AttentionLine | None = None
    touches: int = 0


@dataclass(frozen=True, kw_only=True)
class NotReckoned(Result):
    """A large workspace whose accounts were never compared; the nightly reckoning does it."""
