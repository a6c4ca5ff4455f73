"""Figures put right: 不对，是2600; no, net 30; 应该是九折. What else is said is a correction of the words."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache, partial
from itertools import filterfalse
from typing import Any, Final

from bot.domain.audit import Amend
from bot.domain.money import Money
from bot.domain.people import Language
from bot.language.amounts import Amount, AmountKind, read_amounts
from bot.language.hearing import Hearing
from bot.language.intents import Mood, features_of, mood_of
from bot.language.phones import Contact, terms_of
from bot.language.sheet import Sheet, Span, sheet_of
from bot.language.words import reading, section

LETTERS: Final = re.compile(r"[^\W\d_]")
SALES: Final = ("log_order", "log_payment")
MOST_LEFT: Final = 1
"""Letters beside the figures and the words around them."""


@cache
def _around() -> re.Pattern[str]:
    """The words that name a figure or lead to it."""
    words = (reading(language)["corrected_figures"] for language in Language)
    return re.compile("|".join(words), re.IGNORECASE)


@cache
def _denied() -> re.Pattern[str]:
    return re.compile(r"(?:不是|并非|(?<![a-z])not)[ ]?[¥￥$]?$", re.IGNORECASE)


def _span(said: Amount | Contact) -> Span:
    return said.span


def _is_denied(text: str, amount: Amount) -> bool:
    return _denied().search(text[: amount.span[0]]) is not None


def figures_of(sheet: Sheet, hearing: Hearing) -> Amend | None:
    """The figures of a message that says nothing else; None when it does, or has none."""
    terms = terms_of(sheet.text.lower())
    amounts = _amounts(sheet, [*map(_span, terms)])
    meant = list(filterfalse(partial(_is_denied, sheet.text), amounts))
    spans = [*map(_span, terms), *map(_span, amounts)]
    if not (terms or meant) or _says_more(sheet, spans):
        return None
    slots: dict[str, Any] = {}
    for each in meant:
        slots |= _slot(each, hearing)
    return Amend(**slots, term=terms[-1].days if terms else None)


def sale_corrected(sheet: Sheet, hearing: Hearing) -> Amend | None:
    """把泰禾的订单改成40台: figures of the order or the payment that was noted just now."""
    for of in SALES:
        found = section("corrections")[of].match(sheet.masked)
        if not found or mood_of(features_of(sheet.masked, ahead=False)) is not Mood.STATEMENT:
            continue
        meant = figures_of(sheet_of(sheet.text[found.end() :], hearing), hearing)
        names = (name.mention for name in sheet.within(found.span()) if name.noun == "customer")
        return replace(meant, of=of, customer=next(names, None)) if meant else None
    return None


def _amounts(sheet: Sheet, terms: list[Span]) -> tuple[Amount, ...]:
    """The figures that are no part of a name or of a term of payment."""
    names = [name.span for name in sheet.names]
    return read_amounts(sheet.text.lower(), masked=[*terms, *names])


def _says_more(sheet: Sheet, spans: list[Span]) -> bool:
    rest = sheet.masked
    for start, end in sorted(spans, reverse=True):
        rest = f"{rest[:start]} {rest[end:]}"
    rest = _around().sub(" ", rest)
    return len(LETTERS.findall(rest)) > MOST_LEFT


def _slot(amount: Amount, hearing: Hearing) -> dict[str, Money | Decimal]:
    """A rate may be a tax or a chance: the last message tells which it had."""
    if amount.kind in {AmountKind.AMOUNT, AmountKind.UNIT_PRICE}:
        return {"amount": Money(amount.value, amount.currency or hearing.currency)}
    names = SLOTS[amount.kind]
    return dict.fromkeys(names, amount.value)


SLOTS: Final = {
    AmountKind.QUANTITY: ("qty",),
    AmountKind.DISCOUNT: ("discount",),
    AmountKind.RATE: ("rate", "probability"),
    AmountKind.NUMBER: ("number",),
}
