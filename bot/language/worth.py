"""Which figures a clause holds, as features: a price, a count, something off, a rate, a term of payment."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from bot.language import numerals
from bot.language.amounts import Amount, AmountKind, read_amounts
from bot.language.phones import terms_of
from bot.language.words import PRODUCT

WORDED: Final = "|".join([*numerals.ONES, *numerals.ENGLISH_TENS, "hundred", "thousand", "million", "half"])
FIGURE: Final = re.compile(rf"[\d一二两三四五六七八九十百千万亿半折成]|(?<![a-z])(?:{WORDED}|dozen)")
OF_AFTER: Final = re.compile(rf"[ ]?[x×*]?[ ]?{PRODUCT}++(?![ ]?\d)")
PRICED: Final = re.compile(rf"(?:{PRODUCT}|款)[ ]?$")
"""A款2650 X200 11000: what follows one product is no count of the next."""
OF_BEFORE: Final = re.compile(rf"{PRODUCT}[ ]?[x×*][ ]?$")
LEAST_PRICE: Final = 10
FEATURES: Final = {
    AmountKind.AMOUNT: ("price", "money"),
    AmountKind.UNIT_PRICE: ("price", "money", "unit_price"),
    AmountKind.NUMBER: ("price",),
    AmountKind.QUANTITY: ("count",),
    AmountKind.DISCOUNT: ("off",),
    AmountKind.RATE: ("rate",),
}


def is_price(amount: Amount) -> bool:
    """Money, or a bare number that is none too small for a price."""
    if amount.kind is AmountKind.NUMBER:
        return amount.value >= LEAST_PRICE
    return amount.kind in {AmountKind.AMOUNT, AmountKind.UNIT_PRICE}


def counted(amounts: Iterable[Amount], masked: str) -> tuple[Amount, ...]:
    """With a bare number right before a product as the quantity of it: 50 X200."""
    return tuple(
        replace(each, kind=AmountKind.QUANTITY, unit="") if _of_product(each, masked) else each
        for each in amounts
    )


def _of_product(amount: Amount, masked: str) -> bool:
    start, end = amount.span
    after, before = OF_AFTER.match(masked, end), OF_BEFORE.search(masked, max(0, start - 4), start)
    priced = PRICED.search(masked, max(0, start - 2), start)
    return amount.kind is AmountKind.NUMBER and bool((after and not priced) or before)


def worth_of(masked: str) -> frozenset[str]:
    """The features of the figures; names and dates must be masked already."""
    found = {"term"} if terms_of(masked) else set()
    for amount in counted(read_amounts(masked), masked) if FIGURE.search(masked) else ():
        if amount.kind is not AmountKind.NUMBER or is_price(amount):
            found.update(FEATURES[amount.kind])
    return frozenset(found)
