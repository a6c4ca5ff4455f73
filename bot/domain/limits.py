"""What a rep may offer alone, and what a manager has to agree to."""

from decimal import Decimal

from bot.domain.money import Money
from bot.domain.policy import Policy
from bot.domain.prices import apiece
from bot.domain.products import Product
from bot.domain.quotes import Excess, Quote


def excess_of(quote: Quote, product: Product | None, policy: Policy) -> tuple[Excess, ...]:
    """In which points a quote goes beyond the floor price and what the team has decided."""
    limits = policy.quotes
    paid = _share_paid(quote, product, policy)
    found = {
        Excess.BELOW_FLOOR: _below_floor(quote, product, policy),
        Excess.BELOW_FACTOR: limits.least_factor is not None and paid < limits.least_factor,
        Excess.LONG_TERM: limits.longest_term is not None and (quote.term or 0) > limits.longest_term,
    }
    return tuple(point for point, holds in found.items() if holds)


def _below_floor(quote: Quote, product: Product | None, policy: Policy) -> bool:
    floor = product.floor_price if product else None
    price = _price_in(floor, quote, product, policy)
    return floor is not None and price is not None and price < floor


def _share_paid(quote: Quote, product: Product | None, policy: Policy) -> Decimal:
    """The share of the list price, or of whatever price was said."""
    listed = product.list_price if product else None
    price = _price_in(listed, quote, product, policy)
    if listed is None or price is None or not listed.amount:
        return quote.discount if quote.discount is not None else Decimal(1)
    return price.amount / listed.amount


def _price_in(measure: Money | None, quote: Quote, product: Product | None, policy: Policy) -> Money | None:
    """What one unit costs the customer, in the currency of what it is measured by."""
    price = apiece(quote, product)
    return policy.worth(price, measure.currency) if price and measure else None
