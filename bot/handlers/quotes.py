"""Quotes looked up: what colleagues have told of them, newest first."""

from collections.abc import Iterable, Sequence
from typing import Final

from bot.domain.base import CustomerId, Mention
from bot.domain.customers import Customer
from bot.domain.interactions import Interaction, Topic
from bot.domain.people import Member
from bot.domain.quotes import CheckQuotes, Quoted, QuotesChecked
from bot.handlers.access import sees_details
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import colleague_of, customer_if_said, name_of_member

SHOWN: Final = 8
"""Quotes on one phone screen."""
SEARCHED: Final = 200
"""Notes looked through for a product."""


@handles(CheckQuotes)
def check_quotes(command: CheckQuotes, turn: Turn) -> QuotesChecked:
    customer = customer_if_said(command, command.customer, turn)
    by = colleague_of(command, "by", command.by, turn) if command.by else None
    quotes = [each for each in _told(customer, by, turn) if _of(each, command.product)]
    product = (command.product.name or command.product.said) if command.product else ""
    asked = (customer.short if customer else "", product, by.name if by else "")
    return QuotesChecked(
        customer=customer,
        name=" ".join(filter(None, asked)),
        lines=_lines(quotes[:SHOWN], turn),
        total=len(quotes),
    )


def _told(customer: Customer | None, by: Member | None, turn: Turn) -> Sequence[Interaction]:
    whose, whom = customer.id if customer else None, by.id if by else None
    return turn.work.interactions.noted(Topic.QUOTE, customer=whose, by=whom, limit=SEARCHED)


def _of(quote: Interaction, product: Mention | None) -> bool:
    """Whether it is a quote of the product asked for: by id, or by the name it was told under."""
    if product is None or (product.id and product.id == quote.product_id):
        return True
    told = quote.facts.product.casefold() if quote.facts else ""
    return told != "" and told in {product.name.casefold(), product.said.casefold()}


def _lines(quotes: Sequence[Interaction], turn: Turn) -> tuple[Quoted, ...]:
    customers = turn.work.customers.by_ids(_ids(quotes))
    return tuple(_line(each, customers.get(each.customer_id), turn) for each in quotes)


def _ids(quotes: Iterable[Interaction]) -> set[CustomerId]:
    return {each.customer_id for each in quotes if each.customer_id}


def _line(quote: Interaction, customer: Customer | None, turn: Turn) -> Quoted:
    own = quote.member_id == turn.actor.id and not turn.group
    return Quoted(
        interaction=quote,
        customer=customer.short if customer else "",
        by=name_of_member(quote.member_id, turn),
        masked=customer is not None and not own and not sees_details(customer, turn),
    )
