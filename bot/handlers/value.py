"""What customers are worth: one account by its own ledgers, and how revenue is spread over all of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from bot.domain.base import CustomerId, MemberId
from bot.domain.clv import WEEK, Buyer, Fit, Outlook, fit, outlook
from bot.domain.customers import Customer
from bot.domain.health import Worth
from bot.domain.moment import Period
from bot.domain.money import Money
from bot.domain.orders import Order
from bot.domain.people import Asked
from bot.domain.policy import ValuePolicy
from bot.domain.products import Product
from bot.domain.silence import silence_of
from bot.domain.value import (
    AccountValued,
    Future,
    NotReckoned,
    OwnerShare,
    Referred,
    Value,
    ValuesShown,
)
from bot.domain.worth import (
    PROSPECT,
    Book,
    Pace,
    SoldWanted,
    Total,
    buyer_of,
    counting,
    sum_of,
    valuation_of,
    year_to,
)
from bot.handlers.access import sees_alone
from bot.handlers.attention import class_shares
from bot.handlers.orders import account_at
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import customer_if_said, name_of_member
from bot.handlers.scopes import asked_of
from bot.handlers.worth import book_of

REFERRED: Final = 50
YEAR_DAYS: Final = 365
LEAST_DAYS: Final = 3
"""Order days from which on an account's own rhythm says something."""
LONG_AGO: Final = date(1970, 1, 1)


@handles(Value)
def value(command: Value, turn: Turn) -> AccountValued | ValuesShown | NotReckoned:
    customer = customer_if_said(command, command.customer, turn)
    return _spread(asked_of(command, turn), turn) if customer is None else valued(customer, turn)


@dataclass(frozen=True, slots=True)
class Bought:
    """The orders of an account with their sums in the workspace's currency, as far as they are known."""

    rows: Sequence[tuple[Order, Money | None]]
    home: str
    today: date

    @property
    def days(self) -> list[date]:
        return sorted({order.day for order, _ in self.rows})

    def worth(self, customer: CustomerId, touches: int) -> Worth:
        year = year_to(self.today)
        lately = [known for order, known in self.rows if year.start <= order.day < year.end]
        return Worth(
            customer_id=customer,
            reckoned_on=self.today,
            revenue=_total([each for each in lately if each], self.home),
            orders=len(lately),
            first_order=self.days[0] if self.rows else None,
            last_order=self.days[-1] if self.rows else None,
            touches=touches,
            unvalued=sum(each is None for each in lately),
        )

    def purchases(self) -> list[tuple[date, int]]:
        """By day, in minor units."""
        sums: dict[date, int] = {}
        for order, known in self.rows:
            sums[order.day] = sums.get(order.day, 0) + (known.to_minor() if known else 0)
        return sorted(sums.items())


def valued(customer: Customer, turn: Turn) -> AccountValued:
    """By its own ledgers as they stand; class, place and quintiles by what all accounts were last worth."""
    bought, policy = _bought(customer, turn), turn.workspace.policy.value
    worth = bought.worth(customer.id, _touches(customer, turn))
    cost = _cost(turn)
    service = cost.times(Decimal(worth.touches)) if cost else None
    shown = AccountValued(
        customer=customer,
        owner=name_of_member(customer.owner_id, turn),
        worth=worth,
        masked=False,
        total_orders=len(bought.rows),
        cycle=_pace(bought.days).cycle if bought.rows else None,
        silent=(turn.today - worth.last_order).days if worth.last_order else 0,
        future=_future(bought, worth.touches, cost, turn),
        margin=policy.margin,
        discount=policy.discount,
        touch_cost=cost,
        service=service,
        profit=_profit(worth, policy.margin, service),
        referred=_referred(customer, turn),
    )
    paid = account_at(customer, turn)
    shown = replace(shown, usual_days=paid.usual_days, overdue=paid.overdue, days_late=paid.days_late)
    compared = _compared(shown, book_of(turn))
    return compared if sees_alone(customer, turn) else _masked(compared)


def _compared(shown: AccountValued, book: Book | None) -> AccountValued:
    """With its class, quintiles and place among all accounts."""
    rated = book.of(shown.customer.id) if book else None
    if book is None or rated is None or rated.worth.tier == PROSPECT:
        return shown
    place, of = book.place(rated)
    known = rated.worth
    worth = replace(
        shown.worth,
        tier=known.tier,
        recency=known.recency,
        frequency=known.frequency,
        monetary=known.monetary,
    )
    return replace(shown, worth=worth, place=place, of=of)


def _masked(shown: AccountValued) -> AccountValued:
    """Without all that tells an amount, or how it compares with others'."""
    bare = replace(shown.worth, revenue=None, monetary=0)
    return replace(
        shown,
        worth=bare,
        masked=True,
        place=0,
        of=0,
        future=None,
        margin=None,
        touch_cost=None,
        service=None,
        profit=None,
        overdue=(),
    )


def _bought(customer: Customer, turn: Turn) -> Bought:
    orders = counting(turn.work.orders.of(customer.id), turn.today)
    products = turn.work.many(Product, {each.product_id for each in orders})
    home, policy = turn.workspace.currency, turn.workspace.policy
    sums = [sum_of(each, products.get(each.product_id)) for each in orders]
    known = [(policy.worth(each, home) if each else None) for each in sums]
    return Bought([*zip(orders, (_rounded(each) for each in known), strict=True)], home, turn.today)


def _rounded(money: Money | None) -> Money | None:
    return money.times(Decimal(1)) if money else None


def _total(sums: Sequence[Money], home: str) -> Money:
    return sum(sums, Money(Decimal(0), home))


def _pace(days: Sequence[date]) -> Pace:
    return Pace(len(days), days[0], days[-1])


def _touches(customer: Customer, turn: Turn) -> int:
    """Contact days of the twelve months."""
    year = year_to(turn.today)
    account = [(customer.id, customer.owner_id)]
    (found,) = turn.work.sales.reckoned(account, (year, year), valuation_of(turn.workspace))
    return found.worth.touches


def _cost(turn: Turn) -> Money | None:
    """What a touch costs, in the workspace's currency."""
    policy, cost = turn.workspace.policy, turn.workspace.policy.value.touch_cost
    return _rounded(policy.worth(cost, turn.workspace.currency)) if cost else None


def _profit(worth: Worth, margin: Decimal | None, service: Money | None) -> Money | None:
    """What margin and cost to serve leave of the twelve months, once the margin was said."""
    if margin is None or worth.revenue is None:
        return None
    gross = worth.revenue.times(margin / 100)
    return gross - service if service else gross


def _future(bought: Bought, touches: int, touch_cost: Money | None, turn: Turn) -> Future | None:
    """By what all accounts have taught, else by its own rhythm; None where neither says anything."""
    policy, today = turn.workspace.policy.value, turn.today
    buyer = buyer_of(bought.purchases(), today)
    if buyer is None or not any(known for _, known in bought.rows):
        return None
    found = _learnt(turn)
    cost = float(touch_cost.to_minor()) if touch_cost else None
    if found is None:
        return _by_rhythm(bought, touches, cost, turn)
    seen = outlook(found, buyer, touches, policy, cost)
    quiet = found.rhythm.silent(buyer, policy.ahead_days / WEEK)
    return replace(
        _told(seen, bought.home),
        buyers=found.buyers,
        repeaters=found.repeaters,
        quiet=round(100 * quiet),
        ahead_days=policy.ahead_days,
    )


def _learnt(turn: Turn) -> Fit | None:
    """What the nightly reckoning has learnt of buying habits; in a small workspace it is learnt at once."""
    ranking, policy = turn.work.worth.ranking, turn.workspace.policy.value
    if ranking and ranking.fitted_on:
        return ranking.fit
    accounts = turn.work.sales.accounts(policy.live_accounts + 1)
    if not policy.least_repeaters <= len(accounts) <= policy.live_accounts:
        return None
    bought = turn.work.sales.purchases(
        (each for each, _ in accounts), turn.today, valuation_of(turn.workspace)
    )
    buyers: list[Buyer] = [buyer for each in bought.values() if (buyer := buyer_of(each, turn.today))]
    return fit(buyers, policy)


def _by_rhythm(bought: Bought, touches: int, cost: float | None, turn: Turn) -> Future | None:
    """As often as so far; nothing is foretold of who is silent beyond the limit, or ordered on too few days."""
    days, policy = bought.days, turn.workspace.policy
    silence = silence_of(days, turn.today, policy.silence)
    cycle = _pace(days).cycle
    if len(days) < LEAST_DAYS or silence is None or silence.days > silence.limit or not cycle:
        return None
    sums = [each for _, each in bought.purchases() if each]
    mean, times = sum(sums) / len(sums), YEAR_DAYS / cycle
    return _told(_plain(times, mean, touches, cost, policy.value), bought.home)


def _plain(times: float, mean: float, touches: int, cost: float | None, policy: ValuePolicy) -> Outlook:
    """The year as one sum in its middle."""
    rate = (1 + float(policy.discount) / 100) ** -0.5
    margin = None if policy.margin is None else float(policy.margin) / 100
    service = None if cost is None else touches * cost * rate
    left = times * mean * rate * (1.0 if margin is None else margin) - (service or 0.0)
    return Outlook(times, mean, times * mean, margin, service, left)


def _told(seen: Outlook, home: str) -> Future:
    def money(minor: float) -> Money:
        return Money.from_minor(round(minor), home)

    return Future(
        purchases=seen.purchases, each=money(seen.each), revenue=money(seen.revenue), left=money(seen.left)
    )


def _referred(customer: Customer, turn: Turn) -> tuple[Referred, ...]:
    """Whom it brought, and what they have bought ever since."""
    brought = turn.work.referrals.by(customer.id)
    ids = list(dict.fromkeys(each.customer_id for each in brought if each.customer_id != customer.id))[
        :REFERRED
    ]
    if not ids:
        return ()
    ever = Period(LONG_AGO, turn.today + timedelta(days=1))
    wanted = SoldWanted(period=ever, customers=ids, most=REFERRED)
    sold = {
        each.customer_id: each.revenue for each in turn.work.sales.sold(wanted, valuation_of(turn.workspace))
    }
    customers = turn.work.customers.by_ids(ids)
    home = turn.workspace.currency
    return tuple(
        Referred(one.short, Money.from_minor(sold.get(each, 0), home) if sees_alone(one, turn) else None)
        for each in ids
        if (one := customers.get(each))
    )


def _spread(asked: Asked, turn: Turn) -> ValuesShown | NotReckoned:
    book = book_of(turn)
    if book is None:
        return NotReckoned()
    totals = book.totals(asked)
    return ValuesShown(
        asked=asked,
        reckoned_on=book.reckoned_on,
        classes=class_shares(totals, turn),
        owners=_owners(totals, turn),
        unvalued=sum(each.unvalued for each in totals),
    )


def _owners(totals: Sequence[Total], turn: Turn) -> tuple[OwnerShare, ...]:
    """Who brings most first."""
    whole = sum(each.revenue for each in totals)
    people = dict.fromkeys(each.owner_id for each in totals)
    found = [_owner(each, [one for one in totals if one.owner_id == each], whole, turn) for each in people]
    return tuple(sorted(found, key=lambda each: (-each.value.amount, each.owner)))


def _owner(member: MemberId, totals: Sequence[Total], whole: int, turn: Turn) -> OwnerShare:
    revenue = sum(each.revenue for each in totals)
    return OwnerShare(
        owner_id=member,
        owner=name_of_member(member, turn),
        counts=tuple(sorted((each.tier, each.accounts) for each in totals)),
        value=Money.from_minor(revenue, turn.workspace.currency),
        value_share=revenue / whole if whole else 0.0,
    )
