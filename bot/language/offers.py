"""What a clause says of a sale: prices bound to products, quantities, terms, days, stage, rival, reason."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Final

from bot.domain.base import Mention
from bot.domain.deals import Stage
from bot.domain.moment import Moment
from bot.domain.money import Money
from bot.language import numerals
from bot.language.amounts import Amount, AmountKind, read_amounts
from bot.language.dates import Direction, Kind, When
from bot.language.figures import plain
from bot.language.phones import terms_of
from bot.language.sheet import Span, last_day, only_day, times_of
from bot.language.slots import Heard, customers_said, tidy, unmasked, when_of
from bot.language.words import section
from bot.language.worth import counted, is_price

GOODS: Final = re.compile(r"(?<![a-z0-9])[a-z0-9-]{1,8}款", re.IGNORECASE)
NEW_PRICE: Final = re.compile(r"(?:到|至|成|为|现在|现|改|变|→|->|=>|\bto|now)[ ]?[¥￥$€£]?$", re.IGNORECASE)
SHARE_BEFORE: Final = re.compile(r"(?:预付|首付|定金|订金|尾款|deposit|upfront)[ ]?(?:款)?$", re.IGNORECASE)
SHARE_AFTER: Final = re.compile(
    r"[ ]?(?:的)?(?:预付|首付|定金|订金|尾款|deposit|up ?front|prepay|down)", re.IGNORECASE
)
NOT_GOODS: Final = frozenset(
    "批 次 单 家 位 人 名 户 期 份 本 打 people heads head orders order sites site".split()
)
"""Units of what is counted but not sold."""
COUNTED: Final = rf"\d{{1,4}}|[{numerals.SIGNS}]{{1,6}}|半|{numerals.ENGLISH}|a"
LENGTH: Final = re.compile(
    rf"(?:\d{{1,3}}[ ]?(?:-|~|到|至|to)[ ]?)?(?P<number>{COUNTED})[ -]?"
    r"(?P<unit>(?:business |working )?days?|weeks?|wks?|months?|天|日|周|个?(?:工作日|星期|礼拜|月)|年)",
    re.IGNORECASE,
)
DAYS: Final = {
    "d": 1,
    "b": 1,
    "w": 7,
    "m": 30,
    "天": 1,
    "日": 1,
    "工": 1,
    "周": 7,
    "星": 7,
    "礼": 7,
    "月": 30,
    "年": 365,
}
REACH: Final = 14
"""Characters after a word such as 交期 within which its length or day stands."""
DATED: Final = frozenset({"valid", "delivers"})
GAP: Final = 4
EVEN: Final = Decimal(50)
LEAST_CHANCE: Final = 5
MOST_CHANCE: Final = 100
LEAST_SUM: Final = 1000
ORDERED: Final = re.compile(
    r"(?:order(?:s|ed|ing)?(?: of| for| another)?|took|takes?|taking|buys?|bought|满|下了?|订了?|追加?了?|加了?|买了?|要了?|定了?)[ ]?$",
    re.IGNORECASE,
)
TERMS: Final = re.compile(
    r"(?:不含税|未税|含税|含运费|不含运费|包邮|包运费|包安装|到厂|fob|cif|exw|ddp|ex works)(?![a-z])",
    re.IGNORECASE,
)


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


def _head(heard: Heard) -> str:
    return heard.sheet.text[slice(*heard.clause.head)]


def figures_of(heard: Heard) -> tuple[Amount, ...]:
    """The amounts of the clause's head; names, dates and terms of payment are none."""
    start = heard.clause.head[0]
    taken = [each.span for each in heard.sheet.within(heard.clause.head)]
    times = heard.sheet.times(heard.clause.head)
    taken += [each.span for each in times if each.kind is not Kind.DURATION]
    spans = [(first - start, end - start) for first, end in taken]
    spans += [each.span for each in terms_of(_head(heard))]
    return counted(read_amounts(_head(heard), masked=spans), heard.sheet.masked[slice(*heard.clause.head)])


def offers_of(heard: Heard) -> Iterator[Offer]:
    """One, or one for each product: those with a price each, or all of them with the same."""
    amounts, goods = [_as_ordered(each, _head(heard)) for each in figures_of(heard)], _goods(heard)
    priced = [each for each in amounts if is_price(each) or each.kind is AmountKind.DISCOUNT]
    if len(goods) <= 1:
        yield replace(_offer(heard, amounts), product=goods[0][1] if goods else _meant(heard))
    elif len(priced) <= 1:
        for _, product in goods:
            yield replace(_offer(heard, amounts), product=product)
    else:
        for part, product in _bound(goods, amounts, priced[0]):
            if any(each in priced for each in part):
                yield replace(_offer(heard, part), product=product)


def _meant(heard: Heard) -> Mention | None:
    """The product said before, when no other customer is named since."""
    return None if customers_said(heard) else heard.told.product


def _bound(
    goods: Sequence[tuple[Span, Mention]], amounts: Sequence[Amount], first: Amount
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
        found[match.span()] = Mention(_head(heard)[slice(*match.span())])
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
    text = _head(heard)
    new = [each for each in prices if NEW_PRICE.search(text, 0, each.span[0])] if len(prices) > 1 else []
    unit = [each for each in prices if each.kind is AmountKind.UNIT_PRICE]
    money = [each for each in prices if each.kind is AmountKind.AMOUNT]
    return next(iter([*new[-1:], *unit, *money, *prices]), None)


def prices_of(heard: Heard) -> Offer:
    """The sum of the clause, whatever it is for."""
    return _priced(heard, figures_of(heard))


def ordered(heard: Heard) -> Iterator[Offer]:
    """What was ordered, one for each product that has its own number."""
    amounts, goods = [_as_ordered(each, _head(heard)) for each in figures_of(heard)], _goods(heard)
    if not _counted(amounts):
        amounts = [_as_few(each) for each in amounts]
    counts = [each for each in amounts if each.kind is AmountKind.QUANTITY and each.unit not in NOT_GOODS]
    if len(goods) > 1 and len(counts) > 1:
        for part, product in _bound(goods, amounts, counts[0]):
            if any(each in counts for each in part):
                yield replace(_offer(heard, part), product=product)
    else:
        yield replace(_offer(heard, amounts), product=goods[0][1] if goods else None)


def _as_few(amount: Amount) -> Amount:
    """Globex 25, said of an order: too little for money."""
    few = amount.kind is AmountKind.NUMBER and not amount.currency and amount.value < LEAST_SUM
    return replace(amount, kind=AmountKind.QUANTITY, unit="") if few else amount


def _as_ordered(amount: Amount, text: str) -> Amount:
    """Acme ordered 10, 又追100: a bare number after the verb counts."""
    bare = amount.kind is AmountKind.NUMBER and ORDERED.search(text, 0, amount.span[0])
    return replace(amount, kind=AmountKind.QUANTITY, unit="") if bare else amount


def _counted(amounts: Sequence[Amount]) -> Decimal | None:
    counts = (each for each in amounts if each.kind is AmountKind.QUANTITY and each.unit not in NOT_GOODS)
    return next((each.value for each in counts), None)


def _rate(heard: Heard, amounts: Sequence[Amount]) -> Decimal | None:
    """Tax, commission: no share that is paid first."""
    text = _head(heard)
    rates = (each for each in amounts if each.kind is AmountKind.RATE)
    return next((each.value for each in rates if not _share(text, each.span)), None)


def _share(text: str, span: Span) -> bool:
    return bool(SHARE_BEFORE.search(text, 0, span[0]) or SHARE_AFTER.match(text, span[1]))


def percent_of(heard: Heard) -> Decimal | None:
    """The first per cent that is said."""
    return next((each.value for each in figures_of(heard) if each.kind is AmountKind.RATE), None)


def chances_of(heard: Heard) -> Decimal | None:
    """How likely, per cent: also a bare number after the word (概率提到80); even chances are 50."""
    found = percent_of(heard)
    if found is not None or "odds" not in heard.clause.features:
        return found
    numbers = (each.value for each in figures_of(heard) if each.kind is AmountKind.NUMBER)
    bare = next((each for each in numbers if LEAST_CHANCE <= each <= MOST_CHANCE), None)
    return EVEN if bare is None and section("sold")["even"].search(heard.masked) else bare


def past_of(heard: Heard) -> Moment | None:
    """The day it happened: one that was said, read backwards after a verb of the past (paid on Monday)."""
    found = when_of(heard)[0]
    if found or "past_deed" not in heard.clause.features or not DATED.isdisjoint(heard.clause.features):
        return found
    today = heard.hearing.at.date()
    days = [only_day(each) for each in times_of(unmasked(heard), heard.hearing, Direction.PAST)]
    return next((each for each in days if each and each.day <= today), None)


def term_of(heard: Heard) -> int | None:
    return next((each.days for each in terms_of(_head(heard))), None)


def terms_said(heard: Heard) -> str:
    """含税, FOB: conditions of a price that have no slot."""
    return tidy(" ".join(match[0] for match in TERMS.finditer(_head(heard))))


def _length(text: str) -> int | None:
    """Days of 两周, 10 business days, 3-4 weeks (the longer)."""
    found = LENGTH.search(text)
    number = (
        Decimal(1)
        if found and found["number"].lower() == "a"
        else plain(found["number"].lower())
        if found
        else None
    )
    if found is None or number is None:
        return None
    unit = found["unit"].lower().removeprefix("个")
    return int(number * DAYS[unit[0]])


def _near(name: str, heard: Heard) -> tuple[re.Match[str], When] | None:
    """A word of selling with the date that stands beside it."""
    start = heard.clause.head[0]
    masked = heard.sheet.masked[slice(*heard.clause.head)]
    pairs = [
        (match, when, when.span[0] - start - match.end(), match.start() - when.span[1] + start)
        for match in section("selling")[name].finditer(masked)
        for when in heard.sheet.times(heard.clause.head)
    ]
    found = sorted(pairs, key=_apart)
    return next((pair[:2] for pair in found if _beside(pair[2], pair[3])), None)


def _apart(pair: tuple[re.Match[str], When, int, int]) -> int:
    """How far a date is from its word, after it or before it."""
    return pair[2] if pair[2] >= 0 else pair[3] if pair[3] >= 0 else 0


def _beside(after: int, before: int) -> bool:
    return 0 <= after <= REACH or 0 <= before <= GAP or (after < 0 and before < 0)


def lead_of(heard: Heard) -> int | None:
    """交期两周, ships in 4 weeks, 20天内发货: days from the order."""
    masked, text = heard.sheet.masked[slice(*heard.clause.head)], _head(heard)
    word = section("selling")["lead_time"].search(masked)
    if word:
        length = _length(text[word.start() : word.end() + REACH])
        if length:
            return length
    beside = _near("delivers", heard)
    return _length(beside[1].said) if beside and beside[1].kind is not Kind.RANGE else None


def days_for(name: str, heard: Heard) -> Moment | None:
    """The day on which goods come; a length of time is none."""
    beside = _near(name, heard)
    if beside is None or _length(beside[1].said) or beside[1].kind is Kind.DURATION:
        return None
    return last_day(beside[1], heard.hearing)


def valid_until(heard: Heard) -> Moment | None:
    beside = _near("valid", heard)
    if beside and beside[1].kind is not Kind.DURATION:
        return last_day(beside[1], heard.hearing)
    masked, text = heard.sheet.masked[slice(*heard.clause.head)], _head(heard)
    word = section("selling")["valid"].search(masked)
    days = _length(text[max(0, word.start() - GAP * 2) : word.end() + REACH]) if word else None
    return Moment((heard.hearing.at + timedelta(days=days)).date()) if days else None


def stage_of(heard: Heard) -> Stage | None:
    """Lost or won when it is over, else the last stage that it moves to."""
    features = heard.clause.features
    if "lost" in features and "not_lost" not in features:
        return Stage.LOST
    if "won" in features and features.isdisjoint({"not_won", "odds", "closing", "ahead", "negation"}):
        return Stage.WON
    moved = [match[0] for match in section("selling")["moves"].finditer(heard.masked)]
    words = section("stages")
    return next((Stage(name) for name in words if moved and words[name].search(moved[-1])), None)


def competitor_of(heard: Heard) -> str:
    """To whom it was lost, or against whom it stands."""
    return _said("competitor", heard)


def reason_of(heard: Heard) -> str:
    return _said("reason", heard)


def _said(name: str, heard: Heard) -> str:
    """What the words of a table leave open, as it was said."""
    found = section("sold")[name].search(heard.masked)
    if not found:
        return ""
    group = next((key for key, said in found.groupdict().items() if said), None)
    return tidy(heard.text[slice(*found.span(group))]) if group else ""
