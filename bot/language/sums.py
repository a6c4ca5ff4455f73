"""Money as people read it: `¥2,800`, `12万`, `CNY 2,800`."""

from decimal import Decimal
from typing import Final

from bot.domain.money import Money
from bot.domain.people import Language

SIGNS: Final = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "HKD": "HK$"}
MYRIADS: Final = ((Decimal(10**8), "亿"), (Decimal(10**4), "万"))
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
