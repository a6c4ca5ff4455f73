"""Money as people read it: `¥2,800`, `12万`, `CNY 2,800`."""

from decimal import Decimal
from typing import Final

from bot.domain.money import Money
from bot.domain.people import Language
from bot.language.amounts import AmountKind, read_amounts

SIGNS: Final = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "HKD": "HK$"}
MYRIADS: Final = ((Decimal(10**8), "亿"), (Decimal(10**4), "万"))
SUMS: Final = frozenset({AmountKind.AMOUNT, AmountKind.UNIT_PRICE, AmountKind.NUMBER})
"""Kinds of figures that may be money; quantities, discounts and rates stay."""
FINEST: Final = Decimal("0.01")
"""12.34万 still reads well; what is finer is written out."""


def render(money: Money, language: Language) -> str:
    if language is Language.EN:
        return f"{money.currency} {_digits(money.amount)}"
    sign = SIGNS.get(money.currency, "")
    return f"{sign}{_myriads(money.amount)}" + ("" if sign else money.currency)


def hidden(language: Language, currency: str) -> str:
    """In place of an amount that not everybody may see."""
    return f"{SIGNS.get(currency, '')}***" if language is Language.ZH else f"{currency} ***"


def reduced(factor: Decimal, language: Language) -> str:
    """A discount by the factor that is paid: `8.5折`, `15% off`."""
    if language is Language.ZH:
        return f"{number(factor * 10)}折"
    return f"{number((1 - factor) * 100)}% off"


def number(figure: Decimal) -> str:
    """`1,000`, `2.5`: without zeros that say nothing."""
    text = f"{figure:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def hush(text: str) -> str:
    """The words with *** in place of every sum of money: `付12万尾款` becomes `付***尾款`."""
    for amount in reversed(read_amounts(text)):
        if amount.kind in SUMS:
            start, end = amount.span
            text = f"{text[:start]}***{text[end:]}"
    return text


def _myriads(amount: Decimal) -> str:
    for size, unit in MYRIADS:
        count = amount / size
        if abs(count) >= 1 and count % FINEST == 0:
            return f"{_digits(count)}{unit}"
    return _digits(amount)


def _digits(amount: Decimal) -> str:
    """Thousands apart, cents only when there are any."""
    whole = amount == amount.to_integral_value()
    return f"{amount:,.0f}" if whole else f"{amount:,.2f}".rstrip("0").rstrip(".")
