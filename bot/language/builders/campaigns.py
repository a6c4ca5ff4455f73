"""Fairs, adverts and mailings: what they cost and what they brought."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bot.domain.base import Command
from bot.domain.campaigns import Campaign
from bot.domain.money import Money
from bot.language.amounts import Amount, AmountKind, read_amounts
from bot.language.sheet import first_minute
from bot.language.slots import Heard, dates_in, what_of, when_of
from bot.language.words import section

SPENT: Final = re.compile(
    r"花|投|费用|成本|耗资|烧了|砸了|预算|(?<![a-z])(?:costs?|costing|spent|spend|spending|paid|invested|put|budget\w*)(?![a-z])"
)
YEARS: Final = range(2000, 2100)
COUNTS: Final = frozenset({AmountKind.QUANTITY, AmountKind.NUMBER})


def campaign(heard: Heard) -> Iterator[Command]:
    """Money is what it cost, and so is a bare number after a word of spending; other numbers it brought."""
    if _is_to_come(heard):
        return
    found = _amounts(heard)
    cost = _cost(heard, found)
    brought = next((each for each in found if each is not cost and _counts(each)), None)
    when, spans = when_of(heard)
    yield Campaign(
        product=heard.first("product"),
        what=what_of(heard, "campaign", spans or dates_in(heard), head=False),
        source=_source(heard),
        amount=_money(cost, heard),
        qty=brought.value if brought else None,
        when=when,
    )


def _is_to_come(heard: Heard) -> bool:
    begins = (first_minute(when) for when in heard.whens)
    return any(each is not None and each.day > heard.hearing.at.date() for each in begins)


def _money(cost: Amount | None, heard: Heard) -> Money | None:
    return Money(cost.value, cost.currency or heard.hearing.currency) if cost else None


def _source(heard: Heard) -> str:
    found = section("serving")["fair"].search(heard.masked)
    return found[0] if found else ""


def _cost(heard: Heard, found: Sequence[Amount]) -> Amount | None:
    money = next((each for each in found if each.kind is AmountKind.AMOUNT), None)
    if money or not SPENT.search(heard.masked):
        return money
    return next(filter(_bare, found), None)


def _counts(amount: Amount) -> bool:
    """How many came; a bare 2026 is the year of the fair."""
    is_year = amount.kind is AmountKind.NUMBER and amount.value in YEARS
    return amount.kind in COUNTS and not is_year


def _bare(amount: Amount) -> bool:
    return amount.kind is AmountKind.NUMBER


def _amounts(heard: Heard) -> list[Amount]:
    start = heard.clause.span[0]
    spans = [each.span for each in heard.sheet.within(heard.clause.span)]
    spans += [each.span for each in heard.whens]
    return [*read_amounts(heard.text, masked=[(one - start, end - start) for one, end in spans])]
