"""Periods, people and rounded sums as the cards of a manager tell them."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from bot.domain.moment import Period
from bot.domain.money import Money
from bot.domain.people import Asked, Scope
from bot.domain.pipeline import Sum
from bot.domain.targets import months, quarter_of
from bot.language.speak import Say

YEAR = 12
FIGURES = 3
"""Figures of an estimate; more would pretend to know."""
A_DAY = timedelta(days=1)


def period_text(period: Period, say: Say) -> str:
    """`3月`, `二季度`, `2026年`, `3月9日–3月15日`; with the year when it is not this one."""
    start, this = period.start, period.start.year == say.today.year
    year = "" if this else say("spans.of_year", year=start.year)
    if period == months(start, 1):
        return say("spans.month", year=year, month=say(f"spans.months.{start.month}"))
    if period == quarter_of(start):
        return say("spans.quarter", year=year, quarter=say(f"spans.quarters.{(start.month + 2) // 3}"))
    if period == months(start.replace(month=1), YEAR):
        return say("spans.year", year=start.year)
    if period.end - period.start == A_DAY:
        return say.short_day(start)
    return say("spans.days", first=say.short_day(start), last=say.short_day(period.end - A_DAY))


def whose_text(whose: Asked, say: Say) -> str:
    """`你`, `团队`, `全公司`, or a colleague's name."""
    if whose.whose:
        return whose.whose
    return say(f"spans.whose.{whose.scope if whose.people is not None else Scope.ALL}")


def worth_text(value: float, currency: str, say: Say) -> str:
    """An exact sum of minor units."""
    return say.money(Money.from_minor(round(value), currency))


def about(value: float, currency: str, say: Say) -> str:
    """An estimate in minor units, to three figures."""
    amount = Money.from_minor(round(value), currency).amount
    rough = Decimal(f"{amount:.{FIGURES - 1}e}")
    return say.money(Money(Decimal(f"{rough:f}"), currency))


def sum_text(found: Sum, currency: str, say: Say) -> str:
    """`18个，¥220万`; those without a known value are told."""
    return say("parts.joined").join(_sum(found, currency, say))


def _sum(found: Sum, currency: str, say: Say) -> Iterator[str]:
    yield say("spans.deals", n=found.count)
    if found.count > found.unvalued:
        yield worth_text(found.value, currency, say)
    if found.unvalued:
        yield say("spans.unvalued", n=found.unvalued)
