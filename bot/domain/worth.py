"""What accounts are worth: revenue by the orders, and how accounts compare with each other."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol, TypeVar

from bot.domain.abc import CLASSES, ClassCuts, cuts_of
from bot.domain.base import NOBODY, CustomerId, MemberId
from bot.domain.clv import WEEK, Buyer, Fit
from bot.domain.health import Worth
from bot.domain.moment import Period
from bot.domain.money import EXPONENTS, USUAL_EXPONENT, Money
from bot.domain.orders import Order, OrderState
from bot.domain.people import Asked, Workspace
from bot.domain.policy import Policy, ValuePolicy
from bot.domain.products import Product
from bot.domain.rfm import quintile_cuts, quintile_of

ValueT = TypeVar("ValueT", int, date)
PROSPECT = ""
"""In place of a class: has never ordered."""
LEAP_DAY = (2, 29)
QUARTER = 3


@dataclass(frozen=True, slots=True)
class Valuation:
    """How sums in several currencies are added up: minor units of `home` for one of each rated currency."""

    home: str
    factors: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Cuts:
    """Where classes and quintiles begin and end, so that each account can be placed by itself."""

    classes: ClassCuts = ClassCuts()
    recency: tuple[date, ...] = ()
    frequency: tuple[int, ...] = ()
    monetary: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """How the accounts of a workspace compared on a day; classes stand for the quarter that began on `quarter`.

    `done` when every account has been placed by it. `fit` is None where buying habits could not be learnt.
    """

    reckoned_on: date
    quarter: date
    cuts: Cuts = Cuts()
    fitted_on: date | None = None
    fit: Fit | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class Rated:
    """An account with its owner and what it is worth."""

    owner_id: MemberId
    worth: Worth

    @property
    def minor(self) -> int:
        """The revenue of twelve months in minor units."""
        return self.worth.revenue.to_minor() if self.worth.revenue else 0


@dataclass(frozen=True, slots=True)
class Total:
    """What one owner's accounts of one class come to; "" is the class of those that never ordered."""

    owner_id: MemberId
    tier: str
    accounts: int
    revenue: int
    touches: int
    unvalued: int = 0


@dataclass(frozen=True, slots=True)
class Sold:
    """What one account bought in a period: minor units, pieces, and orders without a known sum or rate."""

    customer_id: CustomerId
    revenue: int
    volume: Decimal
    orders: int
    unvalued: int


@dataclass(frozen=True, slots=True)
class Pace:
    """On how many days an account ordered, from the first to the last."""

    days: int
    first: date
    last: date

    @property
    def cycle(self) -> float | None:
        """Days from one order to the next, on average; None with fewer than two."""
        return (self.last - self.first).days / (self.days - 1) if self.days > 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SoldWanted:
    """Which orders are asked about: of these owners' accounts or these accounts, of a product; the best `most`."""

    period: Period
    people: frozenset[MemberId] | None = None
    customers: Sequence[CustomerId] | None = None
    product_id: str = ""
    product: str = ""
    most: int


class Book(Protocol):
    """What the accounts were worth on a day, wherever it is kept."""

    @property
    def reckoned_on(self) -> date: ...
    def of(self, customer: CustomerId) -> Rated | None: ...
    def totals(self, asked: Asked) -> Sequence[Total]: ...
    def beyond(self, asked: Asked, revenue: float, touches: float, most: int) -> Sequence[Rated]:
        """Those above this revenue (minor units) or these touches, the most touched first."""

    def place(self, rated: Rated) -> tuple[int, int]:
        """Its place by revenue, and among how many that ever ordered."""


@dataclass(frozen=True, slots=True)
class LiveBook:
    """Reckoned just now."""

    reckoned_on: date
    rows: Mapping[CustomerId, Rated]

    def of(self, customer: CustomerId) -> Rated | None:
        return self.rows.get(customer)

    def totals(self, asked: Asked) -> Sequence[Total]:
        found: dict[tuple[MemberId, str], Counter[str]] = {}
        for each in self.rows.values():
            if asked.of(each.owner_id):
                counts = found.setdefault((each.owner_id, each.worth.tier), Counter())
                counts.update(accounts=1, revenue=each.minor)
                counts.update(touches=each.worth.touches, unvalued=each.worth.unvalued)
        return [Total(owner, tier, **counts) for (owner, tier), counts in found.items()]

    def beyond(self, asked: Asked, revenue: float, touches: float, most: int) -> Sequence[Rated]:
        found = (
            each
            for each in self.rows.values()
            if asked.of(each.owner_id) and (each.minor > revenue or each.worth.touches > touches)
        )
        return sorted(found, key=lambda each: (-each.worth.touches, each.worth.customer_id))[:most]

    def place(self, rated: Rated) -> tuple[int, int]:
        bought = [each for each in self.rows.values() if each.worth.tier != PROSPECT]
        return 1 + sum(each.minor > rated.minor for each in bought), len(bought)


def valuation_of(workspace: Workspace) -> Valuation:
    """By the stated rates alone; what has none is left out of sums, and said."""
    home, policy = workspace.currency, workspace.policy
    codes = {each for rate in policy.rates for each in (rate.base, rate.quote)} - {home}
    rated = ((code, _factor(code, home, policy)) for code in sorted(codes))
    return Valuation(home, tuple((code, factor) for code, factor in rated if factor is not None))


def _factor(code: str, home: str, policy: Policy) -> float | None:
    one = policy.worth(Money(Decimal(1), code), home)
    finer = EXPONENTS.get(home, USUAL_EXPONENT) - EXPONENTS.get(code, USUAL_EXPONENT)
    return float(one.amount) * 10.0**finer if one else None


def year_to(today: date) -> Period:
    """The twelve months that end with today: 29 February has its year before on 1 March."""
    start = today.replace(year=today.year - 1, month=3, day=1) if _leap(today) else _year_before(today)
    return Period(start + timedelta(days=not _leap(today)), today + timedelta(days=1))


def _leap(day: date) -> bool:
    return (day.month, day.day) == LEAP_DAY


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1)


def quarter_of(day: date) -> date:
    """Its first day."""
    return day.replace(month=(day.month - 1) // QUARTER * QUARTER + 1, day=1)


def sum_of(order: Order, product: Product | None) -> Money | None:
    """What an order comes to: the sum that was said, else quantity times list price, else nobody knows."""
    if order.amount is not None:
        return order.amount
    if order.qty is None or product is None or product.list_price is None:
        return None
    return product.list_price.times(order.qty)


def counting(orders: Iterable[Order], today: date) -> list[Order]:
    """Those that were not cancelled, until today, the first first."""
    standing = (each for each in orders if each.state is not OrderState.CANCELLED and each.day <= today)
    return sorted(standing, key=lambda each: (each.day, each.id))


def buyer_of(purchases: Sequence[tuple[date, int]], today: date) -> Buyer | None:
    """Of the days on which an account bought and for how much (minor units), the first first; None of none."""
    if not purchases:
        return None
    first, last = purchases[0][0], purchases[-1][0]
    again = [each for _, each in purchases[1:]]
    mean = sum(again) / len(again) if again else 0.0
    return Buyer(len(again), (last - first).days / WEEK, (today - first).days / WEEK, mean)


def cuts_from(rows: Sequence[Rated], policy: ValuePolicy) -> Cuts:
    """Of accounts in memory; those that never ordered are no part of it."""
    bought = [each for each in rows if each.worth.last_order]
    ranked = sorted((-each.minor, each.worth.customer_id) for each in bought if each.minor > 0)
    total = -sum(minor for minor, _ in ranked)
    return Cuts(
        cuts_of(((key, -minor) for minor, key in ranked), total, policy),
        quintile_cuts(
            _counted(each.worth.last_order for each in bought if each.worth.last_order), len(bought)
        ),
        quintile_cuts(_counted(each.worth.orders for each in bought), len(bought)),
        quintile_cuts(_counted(each.minor for each in bought), len(bought)),
    )


def _counted(values: Iterable[ValueT]) -> list[tuple[ValueT, int]]:
    return sorted(Counter(values).items())


def placed(worth: Worth, cuts: Cuts, *, anew: bool) -> Worth:
    """With its class and quintiles; a class that it has stays within its quarter, unless all are made `anew`."""
    if worth.last_order is None:
        return replace(worth, tier=PROSPECT, recency=0, frequency=0, monetary=0)
    minor = worth.revenue.to_minor() if worth.revenue else 0
    kept = worth.tier in CLASSES and not anew
    return replace(
        worth,
        tier=worth.tier if kept else cuts.classes.class_of(minor, worth.customer_id),
        recency=quintile_of(worth.last_order, cuts.recency),
        frequency=quintile_of(worth.orders, cuts.frequency),
        monetary=quintile_of(minor, cuts.monetary),
    )


def live_book(rows: Sequence[Rated], today: date, policy: ValuePolicy) -> LiveBook:
    """Of rows that bear the classes of this quarter, where they have one already."""
    cuts = cuts_from(rows, policy)
    found = (Rated(each.owner_id or NOBODY, placed(each.worth, cuts, anew=False)) for each in rows)
    return LiveBook(today, {each.worth.customer_id: each for each in found})
