"""What is risky about a promise at the moment it is given: too vague, too early, or more than a rep may promise."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from bot.domain.deeds import Deed, deed_of, granting, vague
from bot.domain.money import Money
from bot.domain.products import Product
from bot.domain.promises import Promise, Risky, Side, Warned

GOODS: Final = frozenset({"goods", "order", "part"})
"""What has a lead time; samples come from the shelf, and papers take none."""
PRICES: Final = frozenset({"discount", "quote"})
WHOLE: Final = Decimal(100)


def risks(
    promise: Promise, product: Product | None, restricted: Iterable[str], day: date
) -> Iterator[Warned]:
    """Of a promise of ours that was given on a day."""
    name = product.name if product else ""
    if promise.side is Side.OURS:
        yield from _put_off(promise)
        yield from _restricted(promise, name, restricted)
        if product is not None:
            deed = deed_of(promise.what, name)
            yield from _early(promise, product, deed, day)
            yield from _cheap(promise, product, deed)


def _put_off(promise: Promise) -> Iterator[Warned]:
    said = vague(promise.what) or vague(promise.said)
    if said and promise.due_day is None:
        yield Warned(Risky.VAGUE, said)


def _restricted(promise: Promise, product: str, words: Iterable[str]) -> Iterator[Warned]:
    """The first of what needs a manager, in whichever words it was promised."""
    granted = next(filter(None, (granting(promise.what, product, each) for each in words)), "")
    if granted:
        yield Warned(Risky.RESTRICTED, granted)


def _early(promise: Promise, product: Product, deed: Deed, day: date) -> Iterator[Warned]:
    """Goods before the product's lead time is over."""
    if not product.lead_days or "send" not in deed.acts or deed.objects - GOODS:
        return
    first = day + timedelta(days=product.lead_days)
    if promise.due_day is not None and promise.due_day < first:
        yield Warned(Risky.EARLY, product.name, first, product.lead_days)


def _cheap(promise: Promise, product: Product, deed: Deed) -> Iterator[Warned]:
    price = _price(promise, product, deed)
    if price and product.floor_price and _below(price, product.floor_price):
        yield Warned(Risky.BELOW_FLOOR, product.name)


def _price(promise: Promise, product: Product, deed: Deed) -> Money | None:
    """The price that was promised: said, or the list price less what was taken off."""
    if not deed.objects & PRICES:
        return None
    if deed.percent is not None and product.list_price:
        listed = product.list_price
        return Money(listed.amount * (WHOLE - deed.percent) / WHOLE, listed.currency)
    return promise.amount


def _below(price: Money, floor: Money) -> bool:
    return price.currency == floor.currency and price.amount < floor.amount
