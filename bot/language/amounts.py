"""Amounts, quantities, discounts and rates: 十二万八, 120k, 2800/台, 八五折, 20% off, 5个点."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import zip_longest
from typing import Final

from bot.language import numerals
from bot.language.figures import (
    CURRENCIES,
    NUMBER,
    PREFIX,
    SUFFIX,
    SYMBOL,
    Figure,
    about,
    any_of,
    digit_of,
    figure_at,
    plain,
    tenths,
)
from bot.language.normalise import later


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
    "roll bottles bottle metres meters kits kit drums drum barrels barrel containers container pairs pair "
    "cases case nos nodes node servers server modules module sheets sheet vehicles vehicle trucks truck lots lot "
    "柜 车 托 对 升 节 颗 粒 期 人天 卷 令 "
)
LENGTHS: Final = "year yr annum month mo week day hour 年 月 天 小时"
"""What a price is for besides a thing: 12k a year."""
SPELLED: Final = "".join(numerals.DIGITS)
DASH: Final = later(rf"[ ]?(?:-|~|—|–|到|至|to )[ ]?(?:{SYMBOL})?")
BETWEEN: Final = later(r"[ ]?(?:and|和|与)[ ]?(?=[\d$£€¥])")
UNIT: Final = later(rf"(?:[ ]|\+|多|来|余)?({any_of(UNITS.split())})(?!事|儿|价)")
DOZEN: Final = later(rf"[ ]dozens?(?![a-z])(?:[ ](?:of[ ])?({any_of(UNITS.split())}))?")
PER: Final = later(
    rf"[ ]?(?:/|每|一|per[ ]|an?[ ])[ ]?({any_of([*UNITS.split(), *LENGTHS.split()])})"
    r"|[ ]?(?:each|apiece|a pop)(?![a-z])"
)
SHARE: Final = later(
    rf"(?P<low>[{numerals.ONE_TO_NINE}1-9])(?P<more>[{numerals.ONE_TO_NINE}]?)[ ]?成"
    rf"(?P<half>[半{numerals.ONE_TO_NINE}]?)(?=把握|能|会|可以|机会|可能|胜算|希望|概率|几率|预付|首付|定金|尾款|款"
    r"|左右|以上|的|[,，。 ]|$)"
)
"""七成把握, 三成首付: tenths of a whole."""
PER_BEFORE: Final = later(
    rf"(?P<whole>(?:每|一(?!次|批|单|期))(?P<unit>{any_of(UNITS.split())}))[ ]?(?:只要|报价|价格|是|卖)?[ ]?$"
    r"|单价[是为:： ]?$"
)
PERCENT: Final = later(
    r"[ ]?(?:%|％|percent(?![a-z])|pct(?![a-z])|"
    r"个百分点|个点|pts?(?![a-z])|points?(?![a-z]))"
)
OFF_AFTER: Final = later(
    r"[ ]?(?:off(?![a-z])|(?:\w{3,12}[ ])?discount|reduction|cheaper|lower(?![a-z])|less(?![a-z])"
    r"|的?折扣|的?优惠|的?让利)"
)
OFF_BEFORE: Final = later(
    r"(?:discount(?:ed)?(?:[ ](?:of|by))?|优惠了?|便宜了?|让利?了?|降价?了?|下浮|减了?|折让"
    r"|less|off|by|take|knock)[ ]?$"
)
UP_BEFORE: Final = later(r"(?:up|rose|raised?|increased?|increase|went up|grew|涨价?了?|上浮)[ ](?:by[ ])?$")
TIME_WORDS: Final = (
    "business days?|working days?|days?|weeks?|months?|years?|hours?|hrs?|minutes?|mins?|o'clock|"
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
NOT_MONEY: Final = later(
    r"[年月日号點点時时分秒天岁楼]|[周週](?![一二三四五六日天末])|[ ]?(?:"
    r"个?(?:小时|星期|礼拜|月|工作日|季度|钟头)|刻钟|th|st(?![a-z])|nd|rd|[ap]\.?m(?![a-z])|:\d|"
    rf"(?:{TIME_WORDS})(?![a-z]))"
)
"""What makes the number before it a date, a time or a length of time."""
ZHE: Final = later(
    rf"打?(?P<digits>\d{{1,2}}(?:\.\d)?|[{SPELLED}]点[{SPELLED}]|[{SPELLED}]{{1,2}})[ ]?折(?!扣|合|叠|腾|旧)"
)
HALF_PRICE: Final = later(r"半价|对折|half[ -]price|half off")
FEN: Final = later(r"[ ]?(?:毛钱?|角)(?!色|度|落)")
HUNDREDTHS: Final = later(rf"(?P<base>百|千)分之(?P<part>{numerals.NUMERAL}|\d+(?:\.\d+)?)")
CODE_GOES_ON: Final = later(r"[a-z\d/\-:_]")
NO_NUMBER_AFTER: Final = frozenset({"第", "#", "几", "数"})
SIZES: Final = {"千": 1000, "万": 10**4, "亿": 10**8, "百": 100}
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
    apart = (one for one, other in zip_longest(found, found[1:]) if not other or other.span[0] >= one.span[1])
    return tuple(replace(amount, said=text[slice(*amount.span)]) for amount in apart)


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

    for match in SHARE.finditer(line):
        yield _share(match)


def _share(match: re.Match[str]) -> Amount:
    """七成 is 70 per cent, 七八成 up to 80, 七成半 75."""
    low, half = digit_of(match["low"]) * 10, match["half"]
    rate = low + (0 if not half else 5 if half == "半" else digit_of(half))
    upto = Decimal(digit_of(match["more"]) * 10) if match["more"] else None
    return Amount(match.span(), "", AmountKind.RATE, Decimal(rate), upto=upto)


def _tenths(digits: str) -> Decimal:
    """八五 and 85 are 0.85, 9.5 is 0.95."""
    signs = (str(numerals.DIGITS.get(sign, sign)) for sign in digits if sign not in "点.")
    return Decimal("0." + "".join(signs))


def _ordinary(line: str, match: re.Match[str]) -> Amount | None:
    """A number with what stands before and after it; 几十万 is none."""
    figure = figure_at(line, match)
    if line[match.start() - 1 : match.start()] in NO_NUMBER_AFTER:
        return None
    roughly = about(match[0])
    if roughly and _goes_with(line, match):
        figure, upto = Figure(roughly[0], match.end(), _size(match[0])), roughly[1]
        return _worth(line, match, figure, Figure(upto, match.end(), figure.scale))
    return _worth(line, match, *_range(line, figure)) if figure else None


def _size(numeral: str) -> int:
    return next((size for sign, size in SIZES.items() if numeral.endswith(sign)), 1)


def _goes_with(line: str, match: re.Match[str]) -> bool:
    """七八 alone is 78; before a unit, or with a scale, it is seven or eight."""
    return bool(_size(match[0]) > 1 or match[0][-1] == "十" or UNIT.match(line, match.end()))


def _worth(line: str, match: re.Match[str], figure: Figure, upto: Figure | None) -> Amount | None:
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
    upto = _upper(line, figure)
    if upto is None:
        return figure, None
    first = figure if figure.scale > 1 else replace(figure, value=figure.value * upto.scale, scale=upto.scale)
    return (first, upto) if upto.value > first.value else (figure, None)


def _upper(line: str, figure: Figure) -> Figure | None:
    """The figure after a dash."""
    middle = SUFFIX.match(line, figure.end)
    end = middle.end() if middle else figure.end
    dash = DASH.match(line, end) or (BETWEEN.match(line, end) if _between(line, figure) else None)
    number = NUMBER.match(line, dash.end()) if dash else None
    return figure_at(line, number) if number else None


def _between(line: str, figure: Figure) -> bool:
    """Between 10k and 12k: elsewhere `and` joins two prices."""
    return "between " in line[max(0, figure.end - 20) : figure.end]


def _percent(line: str, amount: Amount) -> Amount:
    """20% off is the factor 0.8; 5% and 5个点 are rates."""
    start, end = amount.span
    after, before = OFF_AFTER.match(line, end), OFF_BEFORE.search(line, max(0, start - 12), start)
    rising = UP_BEFORE.search(line, max(0, start - 12), start)
    if amount.value > WHOLE or rising or not (after or before):
        return replace(amount, kind=AmountKind.RATE)
    span = (start, after.end() if after else end)
    return replace(amount, span=span, kind=AmountKind.DISCOUNT, value=1 - amount.value / WHOLE, upto=None)


def _priced(line: str, amount: Amount, match: re.Match[str], *, scaled: bool) -> Amount | None:
    start, end = amount.span
    suffix = SUFFIX.match(line, end)
    if suffix:
        end = suffix.end()
        more, end = tenths(line, end)
        currency = amount.currency or CURRENCIES[suffix[0].strip()]
        amount = replace(amount, span=(start, end), value=amount.value + more, currency=currency)
    elif fen := FEN.match(line, end):
        end = fen.end()
        amount = replace(amount, span=(start, end), value=amount.value / 10, currency="CNY")
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
    counted = _dozens(line, amount) or _units(line, amount, numeral)
    if counted:
        return counted
    end = amount.span[1]
    if NOT_MONEY.match(line, end) or numeral[0] in "千百万亿":
        return None
    if scaled:
        return replace(amount, kind=AmountKind.AMOUNT)
    return amount if _bare(line, amount, numeral) else None


def _dozens(line: str, amount: Amount) -> Amount | None:
    found = DOZEN.match(line, amount.span[1])
    if not found:
        return None
    span, value = (amount.span[0], found.end()), amount.value * 12
    return replace(amount, span=span, kind=AmountKind.QUANTITY, value=value, unit=found[1] or "")


def _units(line: str, amount: Amount, numeral: str) -> Amount | None:
    """一个, 一家 … is no count."""
    unit = UNIT.match(line, amount.span[1])
    if not unit or (numeral == "一" and unit[1] in "个家位人"):
        return None
    return replace(amount, span=(amount.span[0], unit.end()), kind=AmountKind.QUANTITY, unit=unit[1])


def _bare(line: str, amount: Amount, numeral: str) -> bool:
    """A number that nothing explains: digits or a whole Chinese numeral, but no code, phone or ordinal."""
    if about(numeral):
        return False
    if not numeral[0].isdecimal():
        return amount.value >= LEAST_SPELLED and len(numeral) > 1 and not numeral.isascii()
    long = len(numeral) >= PHONE_DIGITS and numeral.isdecimal()
    return not long and not CODE_GOES_ON.match(line, amount.span[1])
