"""Prices, quantities, discounts and rates of a clause, bound to their products."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from bot.domain.base import Mention
from bot.domain.money import Money
from bot.language.amounts import Amount, AmountKind, read_amounts
from bot.language.dates import Kind
from bot.language.phones import terms_of
from bot.language.sheet import Span
from bot.language.slots import Heard, customers_said
from bot.language.worth import counted, is_price

GOODS: Final = re.compile(
    r"(?<![a-z0-9])[a-z0-9-]{1,8}款"
    r"|(?<![a-z0-9$€£¥])(?!fy|po|no|rs|rm|wk|id|ev|kw|v\d)[a-z]{1,2}-?\d{2,4}(?![a-z0-9%-]|[.,]\d)",
    re.IGNORECASE,
)
"""What is called 款, and codes such as A100: products, known or not."""
NEW_PRICE: Final = re.compile(r"(?:到|至|成|为|现在|现|改|变|→|->|=>|\bto|now)[ ]?[¥￥$€£]?$", re.IGNORECASE)
SHARE_BEFORE: Final = re.compile(r"(?:预付|首付|定金|订金|尾款|deposit|upfront)[ ]?(?:款)?$", re.IGNORECASE)
SHARE_AFTER: Final = re.compile(
    r"[ ]?(?:的)?(?:预付|首付|定金|订金|尾款|deposit|up ?front|prepay|down)", re.IGNORECASE
)
NOT_GOODS: Final = frozenset(
    [
        "批",
        "次",
        "单",
        "家",
        "位",
        "人",
        "名",
        "户",
        "期",
        "份",
        "本",
        "打",
        "people",
        "heads",
        "head",
        "orders",
        "order",
        "sites",
        "site",
    ]
)
"""Units of what is counted but not sold."""
LEAST_SUM: Final = 1000
NAMED_GOODS: Final = re.compile(
    r" (?:more |extra |new )?(?P<goods>[a-z]{2,}s)(?= (?:at|for|@)|[,.;!]|$)", re.IGNORECASE
)
ORDERED: Final = re.compile(
    r"(?:order(?:s|ed|ing)?(?: of| for| another)?|took|takes?|taking|buys?|bought"
    r"|满|下了?|订了?|追加?了?|加了?|买了?|要了?|定了?)[ ]?$",
    re.IGNORECASE,
)


Goods = Sequence[tuple[Span, Mention]]


@dataclass(frozen=True, slots=True)
class Offer:
    """One price with what it is for; all of it may be missing but something."""

    product: Mention | None = None
    amount: Money | None = None
    upto: Money | None = None
    unit: str = ""
    qty: Decimal | None = None
    discount: Decimal | None = None
    rate: Decimal | None = None


def head_of(heard: Heard) -> str:
    return heard.sheet.text[slice(*heard.clause.head)]


def figures_of(heard: Heard) -> tuple[Amount, ...]:
    """The amounts of the clause's head; names, dates and terms of payment are none."""
    start = heard.clause.head[0]
    taken = [each.span for each in heard.sheet.within(heard.clause.head)]
    times = heard.sheet.times(heard.clause.head)
    taken += [each.span for each in times if each.kind is not Kind.DURATION]
    spans = [(first - start, end - start) for first, end in taken]
    spans += [each.span for each in terms_of(head_of(heard))]
    return counted(read_amounts(head_of(heard), masked=spans), heard.sheet.masked[slice(*heard.clause.head)])


def offers_of(heard: Heard) -> Iterator[Offer]:
    """One, or one for each product: those with a price each, or all of them with the same."""
    amounts, goods = _as_told(heard), _goods(heard)
    priced = [each for each in amounts if is_price(each) or each.kind is AmountKind.DISCOUNT]
    if len(goods) > 1 and len(priced) > 1:
        yield from _apiece(heard, goods, amounts, priced)
    else:
        products: list[Mention | None] = [product for _, product in goods] or [_meant(heard)]
        yield from (replace(_offer(heard, amounts), product=product) for product in products)


def _as_told(heard: Heard) -> list[Amount]:
    return [_as_ordered(each, head_of(heard)) for each in figures_of(heard)]


def _apiece(heard: Heard, goods: Goods, amounts: Sequence[Amount], own: Sequence[Amount]) -> Iterator[Offer]:
    """One offer for each product that has a figure of its own."""
    for part, product in _bound(goods, amounts, own[0]):
        if any(each in own for each in part):
            yield replace(_offer(heard, part), product=product)


def _meant(heard: Heard) -> Mention | None:
    """The product said before, when no other customer is named since."""
    return None if customers_said(heard) else heard.told.product


def _bound(
    goods: Goods, amounts: Sequence[Amount], first: Amount
) -> Iterator[tuple[tuple[Amount, ...], Mention]]:
    """A款2800 X200 3100: each figure belongs to the product before it, or after it when a price leads."""
    leads = first.span[0] < goods[0][0][0]
    for number, (span, product) in enumerate(goods):
        if leads:
            since = goods[number - 1][0][1] if number else 0
            until = span[0]
        else:
            since = span[1]
            until = goods[number + 1][0][0] if number + 1 < len(goods) else since + len(amounts) * 10**4
        yield tuple(each for each in amounts if since <= each.span[0] < until), product


def _goods(heard: Heard) -> list[tuple[Span, Mention]]:
    """The products of the head: known ones, and what is called 款."""
    start = heard.clause.head[0]
    names = [each for each in heard.sheet.within(heard.clause.head) if each.noun == "product"]
    found = {(each.span[0] - start, each.span[1] - start): each.mention for each in names}
    masked = heard.sheet.masked[slice(*heard.clause.head)]
    for match in GOODS.finditer(masked):
        found[match.span()] = Mention(head_of(heard)[slice(*match.span())])
    return sorted(found.items(), key=lambda item: item[0])


def goods_of(heard: Heard) -> Mention | None:
    found = _goods(heard)
    return found[0][1] if found else None


def _offer(heard: Heard, amounts: Sequence[Amount]) -> Offer:
    offer = _priced(heard, amounts)
    off = next((each.value for each in amounts if each.kind is AmountKind.DISCOUNT), None)
    return replace(offer, qty=_counted(amounts), discount=off, rate=_rate(heard, amounts))


def _priced(heard: Heard, amounts: Sequence[Amount]) -> Offer:
    price = _price(heard, amounts)
    if price is None:
        return Offer()
    currency = price.currency or heard.hearing.currency
    upto = Money(price.upto, currency) if price.upto is not None else None
    return Offer(amount=Money(price.value, currency), upto=upto, unit=_singular(price.unit or ""))


def _singular(unit: str) -> str:
    return unit[:-1] if unit.isascii() and unit.endswith("s") and unit != "pcs" else unit


def _price(heard: Heard, amounts: Sequence[Amount]) -> Amount | None:
    """The new price when an old one is told too (从2800降到2600), else that of one unit, else the first."""
    prices = [each for each in amounts if is_price(each)]
    text = head_of(heard)
    new = [each for each in prices if NEW_PRICE.search(text, 0, each.span[0])] if len(prices) > 1 else []
    unit = [each for each in prices if each.kind is AmountKind.UNIT_PRICE]
    money = [each for each in prices if each.kind is AmountKind.AMOUNT]
    return next(iter([*new[-1:], *unit, *money, *prices]), None)


def prices_of(heard: Heard) -> Offer:
    """The sum of the clause, whatever it is for."""
    return _priced(heard, figures_of(heard))


def ordered(heard: Heard) -> Iterator[Offer]:
    """What was ordered, one for each product that has its own number."""
    amounts, goods = _as_told(heard), _goods(heard)
    if not _counted(amounts):
        amounts = [_as_few(each) for each in amounts]
    counts = _counts(amounts)
    if len(goods) > 1 and len(counts) > 1:
        yield from _apiece(heard, goods, amounts, counts)
    elif goods:
        yield replace(_offer(heard, amounts), product=goods[0][1])
    else:
        yield _unlisted(_offer(heard, amounts), amounts, head_of(heard))


def _unlisted(offer: Offer, amounts: Sequence[Amount], text: str) -> Offer:
    """20 belts at $45 each: goods that no list has are named by the word after their number."""
    bare = (each for each in _counts(amounts) if not each.unit)
    found = next((match for each in bare if (match := NAMED_GOODS.match(text, each.span[1]))), None)
    if found is None or found["goods"].lower() in NOT_GOODS:
        return offer
    apiece = any(each.kind is AmountKind.UNIT_PRICE and not each.unit for each in amounts)
    unit = _singular(found["goods"].lower()) if apiece else offer.unit
    return replace(offer, product=Mention(found["goods"]), unit=unit)


def _as_few(amount: Amount) -> Amount:
    """Globex 25, said of an order: too little for money."""
    few = amount.kind is AmountKind.NUMBER and not amount.currency and amount.value < LEAST_SUM
    return replace(amount, kind=AmountKind.QUANTITY, unit="") if few else amount


def _as_ordered(amount: Amount, text: str) -> Amount:
    """Acme ordered 10, 又追100: a bare number after the verb counts."""
    bare = amount.kind is AmountKind.NUMBER and ORDERED.search(text, 0, amount.span[0])
    return replace(amount, kind=AmountKind.QUANTITY, unit="") if bare else amount


def _counted(amounts: Sequence[Amount]) -> Decimal | None:
    return next((each.value for each in _counts(amounts)), None)


def _counts(amounts: Sequence[Amount]) -> list[Amount]:
    return [each for each in amounts if each.kind is AmountKind.QUANTITY and each.unit not in NOT_GOODS]


def _rate(heard: Heard, amounts: Sequence[Amount]) -> Decimal | None:
    """Tax, commission: no share that is paid first."""
    text = head_of(heard)
    rates = (each for each in amounts if each.kind is AmountKind.RATE)
    return next((each.value for each in rates if not _share(text, each.span)), None)


def _share(text: str, span: Span) -> bool:
    return bool(SHARE_BEFORE.search(text, 0, span[0]) or SHARE_AFTER.match(text, span[1]))


def percent_of(heard: Heard) -> Decimal | None:
    """The first per cent that is said."""
    return next((each.value for each in figures_of(heard) if each.kind is AmountKind.RATE), None)
