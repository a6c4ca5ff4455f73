"""The best customers, by revenue, volume, overdue amount and purchase cycle."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Final

from bot.domain.base import CustomerId, Mention
from bot.domain.customers import Customer
from bot.domain.moment import Period
from bot.domain.money import Money
from bot.domain.people import Asked
from bot.domain.top import Factor, Record, Standing, best_count, ranked, weight_of
from bot.domain.value import TopCustomers, TopLine, TopShown
from bot.domain.worth import Sold, SoldWanted, valuation_of, year_to
from bot.handlers.access import sees_alone
from bot.handlers.orders import accounts_of
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import name_of_member
from bot.handlers.scopes import asked_of

SHOWN: Final = 8
"""Of one card."""
MOST: Final = 100
A_DAY: Final = timedelta(days=1)


@handles(TopCustomers)
def top_customers(command: TopCustomers, turn: Turn) -> TopShown:
    asked, policy = asked_of(command, turn), turn.workspace.policy.value
    period = _until(command.period or year_to(turn.today), turn)
    found = _sold(command, asked, period, turn)
    sold, cut = found[: policy.most_ranked], len(found) > policy.most_ranked
    standings = ranked(_records(sold, turn), policy.weights)
    best = best_count(len(sold), policy.top_share)
    total = sum(each.revenue for each in sold)
    listed = min(command.most or best, MOST, len(sold))
    shown = standings[command.start : min(command.start + SHOWN, listed)]
    return TopShown(
        asked=asked,
        command=command,
        period=period,
        usual=command.period is None,
        product=_called(command.product),
        lines=_lines(shown, total, turn),
        start=command.start,
        listed=listed,
        compared=len(sold),
        share=policy.top_share,
        best=best,
        best_share=_share(sum(each.record.revenue for each in standings[:best]), total),
        weights=tuple((each, round(100 * weight_of(each, policy.weights))) for each in Factor),
        unvalued=sum(each.unvalued for each in sold),
        cut=cut,
    )


def _until(period: Period, turn: Turn) -> Period:
    """As far as it has come."""
    return Period(period.start, max(period.start + A_DAY, min(period.end, turn.today + A_DAY)))


def _sold(command: TopCustomers, asked: Asked, period: Period, turn: Turn) -> Sequence[Sold]:
    """One more account than are compared."""
    product = command.product
    wanted = SoldWanted(
        period=period,
        people=asked.people,
        product_id=product.id if product else "",
        product=_called(product),
        most=turn.workspace.policy.value.most_ranked + 1,
    )
    return turn.work.sales.sold(wanted, valuation_of(turn.workspace))


def _called(product: Mention | None) -> str:
    return (product.name or product.said) if product else ""


def _records(sold: Sequence[Sold], turn: Turn) -> list[Record]:
    """With what is overdue today, and how often they have ordered so far."""
    ids = [each.customer_id for each in sold]
    paces = turn.work.sales.paces(ids, turn.today)
    overdue = _overdue(ids, turn)
    return [
        Record(
            customer_id=each.customer_id,
            revenue=each.revenue,
            volume=each.volume,
            overdue=overdue.get(each.customer_id, 0),
            cycle=paces[each.customer_id].cycle if each.customer_id in paces else None,
        )
        for each in sold
    ]


def _overdue(ids: Sequence[CustomerId], turn: Turn) -> Mapping[CustomerId, int]:
    """In minor units of the workspace's currency, as far as there is a rate."""
    if not ids:
        return {}
    late = turn.work.orders.owing(turn.today, None, ids)
    policy, home = turn.workspace.policy, turn.workspace.currency
    found: dict[CustomerId, int] = {}
    for customer, account in accounts_of(late, turn).items():
        sums = (policy.worth(each, home) for each in account.overdue)
        found[customer] = sum(each.times(Decimal(1)).to_minor() for each in sums if each)
    return found


def _lines(standings: Sequence[Standing], total: int, turn: Turn) -> tuple[TopLine, ...]:
    customers = turn.work.customers.by_ids(each.record.customer_id for each in standings)
    found = ((customers.get(each.record.customer_id), each) for each in standings)
    return tuple(_line(customer, each, total, turn) for customer, each in found if customer)


def _line(customer: Customer, standing: Standing, total: int, turn: Turn) -> TopLine:
    record, home = standing.record, turn.workspace.currency
    return TopLine(
        customer=customer,
        owner=name_of_member(customer.owner_id, turn),
        points=standing.points,
        value=Money.from_minor(record.revenue, home),
        value_share=_share(record.revenue, total),
        volume=record.volume,
        overdue=Money.from_minor(record.overdue, home) if record.overdue else None,
        cycle=record.cycle,
        masked=not sees_alone(customer, turn),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
