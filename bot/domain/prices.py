"""What a quoted price comes to for the customer, so that it can be set against another one.

Discount, total, pack, currency, tax and freight are worked out; what nobody said widens a price to the span in which
it may lie, so that two prices differ only when they do so whatever was meant.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.domain.money import Money
from bot.domain.policy import Policy
from bot.domain.products import Product
from bot.domain.quotes import Included, Quote

SINGLE: Final = frozenset(
    ["台", "个", "只", "套", "部", "unit", "piece", "pc", "pcs", "each", "set", "item", "device", "machine"]
)
"""One of the thing itself, however it is called."""
PACKS: Final = frozenset(["箱", "盒", "包", "件", "box", "case", "carton", "pack"])
ONE: Final = Decimal(1)
HUNDRED: Final = Decimal(100)
TAX: Final = (Decimal("0.03"), Decimal("0.3"))
"""The least and the most that tax adds where no rate was said."""
FREIGHT: Final = (Decimal("0.02"), Decimal("0.3"))
"""The least and the most that freight adds; nobody ever says how much."""
ROUGH: Final = Decimal("0.05")
"""How far from a rough figure the exact one may be."""


@dataclass(frozen=True, slots=True)
class Span:
    """From the least to the most that a price may mean."""

    low: Decimal
    high: Decimal

    def times(self, low: Decimal, high: Decimal) -> "Span":
        return Span(self.low * low, self.high * high)


def gap(first: Quote, second: Quote, product: Product | None, policy: Policy) -> int | None:
    """-1 when the first is surely cheaper, 1 when the second is, 0 when they may be one price, else None."""
    one, other = _worth(first, product), _worth(second, product)
    if one is None or other is None or _counted(first, product)[0] != _counted(second, product)[0]:
        return None
    converted = _in_currency(one, first, second, product, policy)
    if converted is None:
        return None
    tolerance = _tolerance(first, second, policy)
    return _cheaper(_widened(converted, first, second), _widened(other, second, first), tolerance)


def starting(quote: Quote, product: Product | None) -> Money | None:
    """The price before the discount: the one said, or the list price when only a discount was."""
    if quote.amount is not None or quote.discount is None or product is None:
        return quote.amount
    return product.list_price


def apiece(quote: Quote, product: Product | None) -> Money | None:
    """What one of the product's unit costs at least, where that is known."""
    start, worth = starting(quote, product), _worth(quote, product)
    if start is None or worth is None or _counted(quote, product)[0]:
        return None
    return Money(worth.low, start.currency)


def _worth(quote: Quote, product: Product | None) -> Span | None:
    """For one unit, after the discount, in its own currency."""
    start = starting(quote, product)
    parts = quote.qty if quote.total else ONE
    if start is None or not parts:
        return None
    share = quote.discount if quote.discount is not None else ONE
    high = quote.upto or start
    times = share * _counted(quote, product)[1] / parts
    return Span(start.amount, high.amount).times(times, times)


def _counted(quote: Quote, product: Product | None) -> tuple[str, Decimal]:
    """What the price is for ("" is the product's own unit), and what turns it into one of those."""
    unit, own = quote.unit.casefold(), product.unit.casefold() if product else ""
    if not unit or unit == own:
        return "", ONE
    packed = _packed(unit, own, product.pack if product else None)
    if packed is not None:
        return "", packed
    return ("", ONE) if unit in SINGLE and own not in PACKS else (unit, ONE)


def _packed(unit: str, own: str, pack: int | None) -> Decimal | None:
    """What turns boxes into pieces, or pieces into boxes, where the pack is known."""
    if not pack:
        return None
    if own in PACKS:
        return Decimal(pack) if unit in SINGLE else None
    return ONE / pack if unit in PACKS else None


def _in_currency(
    span: Span, quote: Quote, other: Quote, product: Product | None, policy: Policy
) -> Span | None:
    """The span in the currency of the other quote, at the stated rate."""
    here, there = starting(quote, product), starting(other, product)
    if here is None or there is None:
        return None
    rate = policy.worth(Money(ONE, here.currency), there.currency)
    return None if rate is None else span.times(rate.amount, rate.amount)


def _widened(span: Span, quote: Quote, other: Quote) -> Span:
    """With tax and freight, as far as only one of the two includes them."""
    rate = quote.rate if quote.rate is not None else other.rate
    tax = (rate / HUNDRED, rate / HUNDRED) if rate is not None else TAX
    for said, beside, adds in ((quote.tax, other.tax, tax), (quote.freight, other.freight, FREIGHT)):
        span = span.times(*_adding(said, beside, adds))
    return span


def _adding(
    said: Included | None, other: Included | None, adds: tuple[Decimal, Decimal]
) -> tuple[Decimal, Decimal]:
    if said is other or said is Included.IN:
        return ONE, ONE
    return (ONE if said is None else ONE + adds[0]), ONE + adds[1]


def _tolerance(first: Quote, second: Quote, policy: Policy) -> Decimal:
    """What is no difference: rounding where something had to be worked out, more around a rough figure."""
    if first.about or second.about:
        return ROUGH
    return Decimal(0) if _basis(first) == _basis(second) else policy.quotes.tolerance


def _basis(quote: Quote) -> tuple[object, ...]:
    """All that decides what a figure means; equal ones can be compared to the cent."""
    currency = quote.amount.currency if quote.amount else ""
    return currency, quote.total, quote.discount, quote.unit, quote.tax, quote.freight


def _cheaper(first: Span, second: Span, tolerance: Decimal) -> int:
    if _above(second.low, first.high, tolerance):
        return -1
    return 1 if _above(first.low, second.high, tolerance) else 0


def _above(high: Decimal, low: Decimal, tolerance: Decimal) -> bool:
    return high - low > tolerance * max(high, low)
