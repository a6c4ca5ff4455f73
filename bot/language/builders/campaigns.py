"""Fairs, adverts and mailings: what they cost and what they brought."""

import re
from collections.abc import Iterator
from typing import Final

from bot.domain.base import Command
from bot.domain.campaigns import Campaign
from bot.domain.money import Money
from bot.language.amounts import Amount, AmountKind, read_amounts
from bot.language.slots import Heard, dates_in, what_of, when_of
from bot.language.words import section

SPENT: Final = re.compile(
    r"花|投|费用|成本|耗资|烧了|砸了|预算|(?<![a-z])(?:costs?|costing|spent|spend|spending|paid|invested|put|budget\w*)(?![a-z])"
)
MONEY: Final = frozenset({AmountKind.AMOUNT})
COUNTS: Final = frozenset({AmountKind.QUANTITY, AmountKind.NUMBER})


def campaign(heard: Heard) -> Iterator[Command]:
    """Money is what it cost when spending was said; any other number is what it brought."""
    found = _amounts(heard)
    spent = SPENT.search(heard.masked) is not None
    cost = next((each for each in found if each.kind in MONEY or (spent and _bare(each))), None)
    brought = next((each for each in found if each is not cost and each.kind in COUNTS), None)
    if cost is None and brought is None:
        return
    when, spans = when_of(heard)
    source = section("serving")["fair"].search(heard.masked)
    yield Campaign(
        product=heard.first("product"),
        what=what_of(heard, "campaign", spans or dates_in(heard), head=False),
        source=source[0] if source else "",
        amount=Money(cost.value, cost.currency or heard.hearing.currency) if cost and spent else None,
        qty=brought.value if brought else None,
        when=when,
    )


def _bare(amount: Amount) -> bool:
    return amount.kind is AmountKind.NUMBER


def _amounts(heard: Heard) -> list[Amount]:
    start = heard.clause.span[0]
    spans = [each.span for each in heard.sheet.within(heard.clause.span)]
    spans += [each.span for each in heard.whens]
    return [*read_amounts(heard.text, masked=[(one - start, end - start) for one, end in spans])]
