"""Amounts, quantities, discounts and rates: 十二万八, 120k, 2800/台, 八五折, 20% off, 5个点."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from bot.language import numerals


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


SYMBOLS: Final = {
    "¥": "CNY",
    "￥": "CNY",
    "us$": "USD",
    "hk$": "HKD",
    "s$": "SGD",
    "a$": "AUD",
    "c$": "CAD",
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "₩": "KRW",
    "₹": "INR",
}
CODES: Final = {
    code.lower(): code
    for code in [
        "CNY",
        "USD",
        "EUR",
        "GBP",
        "JPY",
        "HKD",
        "TWD",
        "SGD",
        "AUD",
        "CAD",
        "CHF",
        "KRW",
        "INR",
        "KWD",
        "THB",
        "MYR",
    ]
} | {"rmb": "CNY"}
WORDS: Final = {
    "人民币": "CNY", "块钱": "CNY", "元钱": "CNY", "元": "CNY", "块": "CNY", "圆": "CNY", "yuan": "CNY", "kuai": "CNY",
    "美元": "USD", "美金": "USD", "美刀": "USD", "刀": "USD", "dollars": "USD", "dollar": "USD", "bucks": "USD",
    "欧元": "EUR", "euros": "EUR", "euro": "EUR", "英镑": "GBP", "pounds": "GBP", "quid": "GBP",
    "港币": "HKD", "港元": "HKD", "日元": "JPY", "日币": "JPY", "yen": "JPY", "台币": "TWD", "新币": "SGD",
}  # fmt: skip
SCALES: Final = {
    "个亿": 10**8, "亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "个w": 10**4, "w": 10**4, "千": 1000, "百": 100,
    "k": 1000, "grand": 1000, "thousand": 1000, "hundred": 100, "mm": 10**6, "mn": 10**6, "mil": 10**6, "million": 10**6, "m": 10**6,
    "bn": 10**9, "billion": 10**9, "b": 10**9,
}  # fmt: skip
UNITS: Final = [
    "台",
    "套",
    "件",
    "箱",
    "吨",
    "公斤",
    "千克",
    "斤",
    "克",
    "kg",
    "张",
    "把",
    "支",
    "瓶",
    "盒",
    "包",
    "条",
    "平米",
    "平方米",
    "平",
    "立方",
    "部",
    "辆",
    "双",
    "份",
    "席位",
    "席",
    "只",
    "根",
    "块板",
    "批",
    "组",
    "桶",
    "袋",
    "卷",
    "副",
    "片",
    "颗",
    "枚",
    "罐",
    "门",
    "间",
    "座",
    "位",
    "人",
    "名",
    "家",
    "户",
    "个",
    "次",
    "单",
    "本",
    "册",
    "米",
    "公里",
    "点位",
    "账号",
    "用户",
    "seats",
    "seat",
    "units",
    "unit",
    "pcs",
    "pc",
    "pieces",
    "piece",
    "licenses",
    "license",
    "licences",
    "licence",
    "users",
    "user",
    "boxes",
    "box",
    "sets",
    "set",
    "items",
    "item",
    "copies",
    "copy",
    "pallets",
    "pallet",
    "tons",
    "ton",
    "tonnes",
    "tonne",
    "people",
    "heads",
    "head",
    "packs",
    "pack",
    "devices",
    "device",
    "machines",
    "machine",
    "sites",
    "site",
    "cartons",
    "carton",
    "samples",
    "sample",
    "orders",
    "order",
    "rolls",
    "roll",
    "bottles",
    "bottle",
    "metres",
    "meters",
    "hours-of-service",
]


def _any(words: Sequence[str]) -> str:
    ascii_end = "(?![a-z])"
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(
        re.escape(word) + (ascii_end if word[-1].isascii() and word[-1].isalpha() else "") for word in ordered
    )


DIGITS: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
NUMBER: Final = re.compile(
    rf"(?:(?<![a-z\d.,_])|(?<=rmb)|(?<=cny)|(?<=usd)|(?<=eur)|(?<=gbp)|(?<=hkd)|(?<=jpy))(?:{DIGITS})|{numerals.NUMERAL}|半(?=个?[亿万百千])|(?<![a-z]){numerals.ENGLISH}"
)
SCALE: Final = re.compile(rf"[ ]?(?:{_any([*SCALES])})|(?:[多几来余])(?=[万亿千百])")
TAIL: Final = re.compile(
    r"(?:\d(?![\d.,]|[ ]?[-~]\d)|[一二三四五六七八九])(?P<scale>[千百])?(?![点折月年日号个%台件套])"
)
PREFIX: Final = re.compile(
    rf"(?:{'|'.join(re.escape(each) for each in sorted(SYMBOLS, key=len, reverse=True))}|(?<![a-z])(?:{'|'.join(CODES)}))[ ]?$"
)
SUFFIX: Final = re.compile(rf"[ ]?(?:{_any([*WORDS, *CODES])})")
DASH: Final = re.compile(r"[ ]?(?:-|~|—|–|到|至|to )[ ]?")
UNIT: Final = re.compile(rf"[ ]?({_any(UNITS)})")
PER: Final = re.compile(rf"[ ]?(?:/|每|一|per[ ]|a[ ]|an[ ]|each(?![a-z]))[ ]?({_any(UNITS)})?")
PER_BEFORE: Final = re.compile(
    rf"(?:每|一)({_any(UNITS)})[ ]?(?:只要|报价|价格|是|卖)?[ ]?$|单价[是为:： ]?$"
)
PERCENT: Final = re.compile(
    r"[ ]?(?:%|％|percent(?![a-z])|pct(?![a-z])|个百分点|个点|pts?(?![a-z])|points?(?![a-z]))"
)
OFF_AFTER: Final = re.compile(r"[ ]?(?:off(?![a-z])|discount|的?折扣|的?优惠|的?让利)")
OFF_BEFORE: Final = re.compile(r"(?:discount of|优惠了?|便宜了?|让利了?|降价了?|折让|take|knock)[ ]?$")
NOT_MONEY: Final = re.compile(
    r"[年月日号點点時时分秒天岁楼]|[周週](?![一二三四五六日天末])|[ ]?(?:个?(?:小时|星期|礼拜|月|工作日|季度|钟头)|刻钟|th|st(?![a-z])|nd|rd|[ap]\.?m(?![a-z])|:\d|"
    r"(?:business |working )?(?:days?|weeks?|months?|years?|hours?|hrs?|minutes?|mins?|o'clock|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?![a-z]))"
)
ZHE: Final = re.compile(
    rf"(?P<digits>\d{{1,2}}(?:\.\d)?|[{''.join(numerals.DIGITS)}]{{1,2}}|[{''.join(numerals.DIGITS)}]点[{''.join(numerals.DIGITS)}])[ ]?折(?!扣|合|叠|腾|旧)"
)
HALF_PRICE: Final = re.compile(r"半价|对折|half[ -]price|half off")
HUNDREDTHS: Final = re.compile(rf"(?P<base>百|千)分之(?P<part>{numerals.NUMERAL}|\d+(?:\.\d+)?)")
WORDED: Final = re.compile("[千万亿]|thousand")
PHONE_DIGITS: Final = 7
LEAST_BARE: Final = 10
LONGEST: Final = 10_000


@dataclass(frozen=True, slots=True)
class _Figure:
    value: Decimal
    end: int
    scale: int
    spelled: bool


def read_amounts(text: str, *, masked: Sequence[tuple[int, int]] = ()) -> tuple[Amount, ...]:
    """Every number with a commercial meaning, in order; give the spans of dates, phones and names as `masked`."""
    low = _fold(text[:LONGEST], masked)
    found: list[Amount] = []
    position = 0
    starts = sorted(_special(low), key=lambda amount: amount.span)
    while match := NUMBER.search(low, position):
        special = next((each for each in starts if each.span[0] <= match.start() < each.span[1]), None)
        made = special or _ordinary(low, match)
        if made and made not in found:
            found.append(made)
        position = max(made.span[1] if made else match.end(), position + 1)
    found += [each for each in starts if each not in found]
    return tuple(
        replace(each, said=text[slice(*each.span)]) for each in sorted(found, key=lambda each: each.span)
    )


FOLD: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code != ord("￥")} | {
    code: code + 32 for code in range(65, 91)
}


def _fold(text: str, masked: Sequence[tuple[int, int]]) -> str:
    folded = text.translate(FOLD)
    for start, end in masked:
        folded = folded[:start] + "\0" * (min(end, len(folded)) - start) + folded[end:]
    return folded


def _special(low: str) -> Iterator[Amount]:
    """折, half price and 百分之: what is not one plain number."""
    for match in ZHE.finditer(low):
        digits = match["digits"].replace("点", "")
        number = Decimal("".join(str(numerals.DIGITS.get(sign, sign)) for sign in digits if sign != "."))
        places = len(digits.replace(".", ""))
        start = match.start() - (low[: match.start()].endswith("打"))
        if 0 < number < 10**places:
            yield Amount((start, match.end()), "", AmountKind.DISCOUNT, number / 10**places)
    for match in HALF_PRICE.finditer(low):
        yield Amount(match.span(), "", AmountKind.DISCOUNT, Decimal("0.5"))
    for match in HUNDREDTHS.finditer(low):
        part = _plain(match["part"])
        if part is not None:
            yield Amount(match.span(), "", AmountKind.RATE, part if match["base"] == "百" else part / 10)


def _plain(numeral: str) -> Decimal | None:
    if numeral[0].isascii() and numeral[0].isdigit():
        return Decimal(numeral.replace(",", ""))
    if numeral[0].isascii():
        value, ordinal = numerals.english(numeral)
        return None if ordinal else Decimal(value)
    return Decimal("0.5") if numeral == "半" else numerals.chinese(numeral)


def _figure(low: str, match: re.Match[str]) -> _Figure | None:
    """A number with its scale words: 120k, 9千9, 3万5千, 半个亿."""
    value, end = _plain(match[0]), match.end()
    if value is None:
        return None
    scale = 1000 if WORDED.search(match[0]) and value >= 1000 else 1
    spelled = not match[0][0].isdigit()
    while word := SCALE.match(low, end):
        factor = SCALES.get(word[0].strip(), 1)
        value, scale, end = value * factor, scale * factor, word.end()
    tail = TAIL.match(low, end) if scale >= 1000 and low[end - 1] in "万亿千w" else None
    if tail:
        digit = Decimal(numerals.DIGITS.get(tail[0][0]) or int(tail[0][0]))
        value += digit * (SCALES[tail["scale"]] if tail["scale"] else scale // 10)
        end = tail.end()
    return _Figure(value, end, scale, spelled)


def _ordinary(low: str, match: re.Match[str]) -> Amount | None:
    figure = _figure(low, match)
    if figure is None:
        return None
    prefix = PREFIX.search(low, max(0, match.start() - 6), match.start())
    start = prefix.start() if prefix else match.start()
    upto, end = _upper(low, figure)
    if upto and upto.scale > 1 and figure.scale == 1:
        figure = replace(figure, value=figure.value * upto.scale, scale=upto.scale)
    high = upto.value if upto else None
    percent = PERCENT.match(low, end)
    if percent:
        return _percent(low, figure, (start, percent.end()), high)
    blank = Amount((start, end), "", AmountKind.NUMBER, figure.value, upto=high)
    currency = _currency(prefix[0].strip() if prefix else "")
    return _priced(low, replace(blank, currency=currency), figure, match)


def _upper(low: str, figure: _Figure) -> tuple[_Figure | None, int]:
    """The other end of a range, if there is one."""
    middle = SUFFIX.match(low, figure.end)
    dash = DASH.match(low, middle.end() if middle else figure.end)
    if not dash:
        return None, figure.end
    prefix = re.compile(r"[¥￥$£€]").match(low, dash.end())
    number = NUMBER.match(low, prefix.end() if prefix else dash.end())
    upto = _figure(low, number) if number else None
    if upto is None or (
        upto.value * (1 if upto.scale > 1 or figure.scale == 1 else figure.scale) <= figure.value
        and upto.scale == 1
    ):
        return None, figure.end
    return upto, upto.end


def _percent(low: str, figure: _Figure, span: tuple[int, int], high: Decimal | None) -> Amount:
    """20% off is the factor 0.8; 5% and 5个点 are rates."""
    after = OFF_AFTER.match(low, span[1])
    before = OFF_BEFORE.search(low, max(0, span[0] - 12), span[0])
    if (after or before) and figure.value <= 100:
        end = after.end() if after else span[1]
        return Amount((span[0], end), "", AmountKind.DISCOUNT, 1 - figure.value / 100)
    return Amount(span, "", AmountKind.RATE, figure.value, upto=high)


def _currency(word: str) -> str | None:
    return SYMBOLS.get(word) or CODES.get(word) or WORDS.get(word)


def _priced(low: str, amount: Amount, figure: _Figure, match: re.Match[str]) -> Amount | None:
    end = amount.span[1]
    suffix = SUFFIX.match(low, end)
    if suffix:
        end = suffix.end()
        amount = replace(amount, currency=amount.currency or _currency(suffix[0].strip()))
    money = amount.currency is not None or figure.scale > 1
    per, before = PER.match(low, end), PER_BEFORE.search(low, max(0, match.start() - 8), amount.span[0])
    unit = per[1] if per else before[1] if before else None
    if (per and (unit or per[0].strip() == "each")) or before:
        end = per.end() if per and unit else end
        start = before.start() if before and before[1] else amount.span[0]
        return replace(amount, span=(start, end), kind=AmountKind.UNIT_PRICE, unit=unit)
    amount = replace(amount, span=(amount.span[0], end))
    if amount.currency:
        return replace(amount, kind=AmountKind.AMOUNT)
    return _counted(low, amount, match, money=money)


def _counted(low: str, amount: Amount, match: re.Match[str], *, money: bool) -> Amount | None:
    end = amount.span[1]
    if low[: amount.span[0]].endswith(("第", "#")):
        return None
    unit = UNIT.match(low, end)
    if unit and not (unit[1] in "个家位人" and match[0] == "一"):
        return replace(amount, span=(amount.span[0], unit.end()), kind=AmountKind.QUANTITY, unit=unit[1])
    if NOT_MONEY.match(low, end):
        return None
    if money:
        return replace(amount, kind=AmountKind.AMOUNT) if match[0][0] not in "千百万亿" else None
    return amount if _bare(low, amount, match) else None


def _bare(low: str, amount: Amount, match: re.Match[str]) -> bool:
    """A number that nothing explains: digits or a whole Chinese numeral, but no code, phone or ordinal."""
    written = match[0]
    if written[0].isascii() and written[0].isdigit():
        around = low[amount.span[1] : amount.span[1] + 1]
        long = len(written) >= PHONE_DIGITS and "," not in written and "." not in written
        return not long and not (around.isascii() and around.isalnum()) and around not in ("/", "-", ":", "_")
    return (
        amount.value >= LEAST_BARE
        and written[0] not in "千百万亿"
        and len(written) > 1
        and not written[0].isascii()
    )
