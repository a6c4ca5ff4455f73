"""Amounts, quantities, discounts and rates: 十二万八, 120k, 2800/台, 八五折, 20% off, 5个点."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from bot.language import numerals
from bot.language.figures import CURRENCIES, NUMBER, PREFIX, SUFFIX, SYMBOL, Figure, any_of, figure_at, plain


class AmountKind(StrEnum):
    AMOUNT = "amount"
    UNIT_PRICE = "unit-price"
    QUANTITY = "quantity"
    DISCOUNT = "discount"
    RATE = "rate"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Amount:
    """One number with its meaning; `span` and `said` are of the original text.

    AMOUNT and UNIT_PRICE are money (`currency` None when none was said, UNIT_PRICE is for one `unit`);
    QUANTITY counts `unit`; DISCOUNT is the factor paid (九折 0.9); RATE is per cent; NUMBER is a bare
    number that may be a price (A款2800). `upto` is the upper end of a range.
    """

    span: tuple[int, int]
    said: str
    kind: AmountKind
    value: Decimal
    currency: str | None = None
    unit: str | None = None
    upto: Decimal | None = None


UNITS: Final = (
    "台 套 件 箱 吨 公斤 千克 斤 克 张 把 支 瓶 盒 包 条 平米 平方米 平 立方 部 辆 双 份 席位 席 只 根 "
    "块板 批 组 桶 袋 卷 副 片 颗 枚 罐 门 间 座 位 人 名 家 户 个 次 单 本 册 米 公里 点位 账号 用户 "
    "kg seats seat units unit pcs pc pieces piece licenses license licences licence users user boxes "
    "box sets set items item copies copy pallets pallet tons ton tonnes tonne people heads head packs "
    "pack devices device machines machine sites site cartons carton samples sample orders order rolls "
    "roll bottles bottle metres meters "
)
SPELLED: Final = "".join(numerals.DIGITS)
DASH: Final = re.compile(rf"[ ]?(?:-|~|—|–|到|至|to )[ ]?(?:{SYMBOL})?")
UNIT: Final = re.compile(rf"[ ]?({any_of(UNITS.split())})")
PER: Final = re.compile(rf"[ ]?(?:/|每|一|per[ ]|a[ ]|an[ ])[ ]?({any_of(UNITS.split())})|[ ]?each(?![a-z])")
PER_BEFORE: Final = re.compile(
    rf"(?P<whole>(?:每|一)(?P<unit>{any_of(UNITS.split())}))[ ]?(?:只要|报价|价格|是|卖)?[ ]?$"
    r"|单价[是为:： ]?$"
)
PERCENT: Final = re.compile(
    r"[ ]?(?:%|％|percent(?![a-z])|pct(?![a-z])|"
    r"个百分点|个点|pts?(?![a-z])|points?(?![a-z]))"
)
OFF_AFTER: Final = re.compile(r"[ ]?(?:off(?![a-z])|discount|的?折扣|的?优惠|的?让利)")
OFF_BEFORE: Final = re.compile(r"(?:discount of|优惠了?|便宜了?|让利了?|降价了?|折让|take|knock)[ ]?$")
TIME_WORDS: Final = (
    "business days?|working days?|days?|weeks?|months?|years?|hours?|hrs?|minutes?|mins?|o'clock|"
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
NOT_MONEY: Final = re.compile(
    r"[年月日号點点時时分秒天岁楼]|[周週](?![一二三四五六日天末])|[ ]?(?:"
    r"个?(?:小时|星期|礼拜|月|工作日|季度|钟头)|刻钟|th|st(?![a-z])|nd|rd|[ap]\.?m(?![a-z])|:\d|"
    rf"(?:{TIME_WORDS})(?![a-z]))"
)
"""What makes the number before it a date, a time or a length of time."""
ZHE: Final = re.compile(
    rf"打?(?P<digits>\d{{1,2}}(?:\.\d)?|[{SPELLED}]点[{SPELLED}]|[{SPELLED}]{{1,2}})[ ]?折(?!扣|合|叠|腾|旧)"
)
HALF_PRICE: Final = re.compile(r"半价|对折|half[ -]price|half off")
HUNDREDTHS: Final = re.compile(rf"(?P<base>百|千)分之(?P<part>{numerals.NUMERAL}|\d+(?:\.\d+)?)")
CODE_GOES_ON: Final = re.compile(r"[a-z\d/\-:_]")
PHONE_DIGITS: Final = 7
LEAST_SPELLED: Final = 10
WHOLE: Final = 100
LONGEST: Final = 4_096
"""Characters of the longest message of a chat platform; what follows is not read."""
FOLD: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code != ord("，")} | {
    code: code + 32 for code in range(65, 91)
}


def read_amounts(text: str, *, masked: Sequence[tuple[int, int]] = ()) -> tuple[Amount, ...]:
    """Every number with a commercial meaning, in order; `masked` are the spans of dates, phones and names."""
    line = _fold(text[:LONGEST], masked)
    special = list(_special(line))
    found = sorted([*special, *_plain_ones(line, special)], key=lambda amount: amount.span)
    return tuple(replace(amount, said=text[slice(*amount.span)]) for amount in found)


def _plain_ones(line: str, special: Sequence[Amount]) -> Iterator[Amount]:
    """The numbers outside of what was read as a discount or rate already."""
    ends = {place: amount.span[1] for amount in special for place in range(*amount.span)}
    position = 0
    while match := NUMBER.search(line, position):
        position = ends.get(match.start(), 0)
        amount = None if position else _ordinary(line, match)
        if amount:
            yield amount
        position = position or (amount.span[1] if amount else match.end())


def _fold(text: str, masked: Sequence[tuple[int, int]]) -> str:
    folded = text.translate(FOLD)
    for start, end in masked:
        folded = folded[:start] + "\0" * (min(end, len(folded)) - start) + folded[end:]
    return folded


def _special(line: str) -> Iterator[Amount]:
    """折, half price and 百分之: what is not one plain number."""
    for match in ZHE.finditer(line):
        factor = _tenths(match["digits"])
        if 0 < factor < 1:
            yield Amount(match.span(), "", AmountKind.DISCOUNT, factor)
    for match in HALF_PRICE.finditer(line):
        yield Amount(match.span(), "", AmountKind.DISCOUNT, Decimal("0.5"))
    for match in HUNDREDTHS.finditer(line):
        part = plain(match["part"])
        if part is not None:
            yield Amount(match.span(), "", AmountKind.RATE, part if match["base"] == "百" else part / 10)


def _tenths(digits: str) -> Decimal:
    """八五 and 85 are 0.85, 9.5 is 0.95."""
    signs = (str(numerals.DIGITS.get(sign, sign)) for sign in digits if sign not in "点.")
    return Decimal("0." + "".join(signs))


def _ordinary(line: str, match: re.Match[str]) -> Amount | None:
    figure = figure_at(line, match)
    if figure is None or line[match.start() - 1 : match.start()] in ("第", "#"):
        return None
    figure, upto = _range(line, figure)
    prefix = PREFIX.search(line, max(0, match.start() - 6), match.start())
    start, end = prefix.start() if prefix else match.start(), upto.end if upto else figure.end
    currency = CURRENCIES.get(prefix[0].strip()) if prefix else None
    high = upto.value if upto else None
    amount = Amount((start, end), "", AmountKind.NUMBER, figure.value, currency, upto=high)
    percent = PERCENT.match(line, end)
    if percent:
        return _percent(line, replace(amount, span=(start, percent.end())))
    return _priced(line, amount, match, scaled=figure.scale > 1)


def _range(line: str, figure: Figure) -> tuple[Figure, Figure | None]:
    """Both ends of 10-12万 in one scale; the second is None when there is no range."""
    middle = SUFFIX.match(line, figure.end)
    dash = DASH.match(line, middle.end() if middle else figure.end)
    number = NUMBER.match(line, dash.end()) if dash else None
    upto = figure_at(line, number) if number else None
    if upto is None:
        return figure, None
    first = figure if figure.scale > 1 else replace(figure, value=figure.value * upto.scale, scale=upto.scale)
    return (first, upto) if upto.value > first.value else (figure, None)


def _percent(line: str, amount: Amount) -> Amount:
    """20% off is the factor 0.8; 5% and 5个点 are rates."""
    start, end = amount.span
    after, before = OFF_AFTER.match(line, end), OFF_BEFORE.search(line, max(0, start - 12), start)
    if amount.value > WHOLE or not (after or before):
        return replace(amount, kind=AmountKind.RATE)
    span = (start, after.end() if after else end)
    return replace(amount, span=span, kind=AmountKind.DISCOUNT, value=1 - amount.value / WHOLE, upto=None)


def _priced(line: str, amount: Amount, match: re.Match[str], *, scaled: bool) -> Amount | None:
    start, end = amount.span
    suffix = SUFFIX.match(line, end)
    if suffix:
        end = suffix.end()
        amount = replace(amount, span=(start, end), currency=amount.currency or CURRENCIES[suffix[0].strip()])
    per, before = PER.match(line, end), PER_BEFORE.search(line, max(0, start - 8), start)
    if per:
        return replace(amount, span=(start, per.end()), kind=AmountKind.UNIT_PRICE, unit=per[1])
    if before:
        start = before.start() if before["whole"] else start
        return replace(amount, span=(start, end), kind=AmountKind.UNIT_PRICE, unit=before["unit"])
    if amount.currency:
        return replace(amount, kind=AmountKind.AMOUNT)
    return _counted(line, amount, match[0], scaled=scaled)


def _counted(line: str, amount: Amount, numeral: str, *, scaled: bool) -> Amount | None:
    start, end = amount.span
    unit = UNIT.match(line, end)
    if unit and not (numeral == "一" and unit[1] in "个家位人"):
        return replace(amount, span=(start, unit.end()), kind=AmountKind.QUANTITY, unit=unit[1])
    if NOT_MONEY.match(line, end) or numeral[0] in "千百万亿":
        return None
    if scaled:
        return replace(amount, kind=AmountKind.AMOUNT)
    return amount if _bare(line, amount, numeral) else None


def _bare(line: str, amount: Amount, numeral: str) -> bool:
    """A number that nothing explains: digits or a whole Chinese numeral, but no code, phone or ordinal."""
    if not numeral[0].isdecimal():
        return amount.value >= LEAST_SPELLED and len(numeral) > 1 and not numeral.isascii()
    long = len(numeral) >= PHONE_DIGITS and numeral.isdecimal()
    return not long and not CODE_GOES_ON.match(line, amount.span[1])
