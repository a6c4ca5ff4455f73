"""Numbers with their scale and currency words: 120k, 9千9, 3万5千, 半个亿, ¥1.2m."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.language import numerals
from bot.language.normalise import later

SYMBOLS: Final = {
    "¥": "CNY", "￥": "CNY", "us$": "USD", "hk$": "HKD", "s$": "SGD", "a$": "AUD", "c$": "CAD",
    "$": "USD", "£": "GBP", "€": "EUR", "₩": "KRW", "₹": "INR",
}  # fmt: skip
ISO: Final = "CNY USD EUR GBP JPY HKD TWD SGD AUD CAD CHF KRW INR KWD THB MYR"
CODES: Final = {code.lower(): code for code in ISO.split()} | {"rmb": "CNY", "rs": "INR"}
WORDS: Final = {
    "人民币": "CNY", "块钱": "CNY", "元钱": "CNY", "元整": "CNY", "元": "CNY", "块": "CNY", "圆": "CNY",
    "大洋": "CNY", "欧": "EUR", "法郎": "CHF", "韩元": "KRW", "韩币": "KRW", "卢比": "INR", "泰铢": "THB",
    "yuan": "CNY", "kuai": "CNY", "美元": "USD", "美金": "USD", "美刀": "USD", "刀": "USD",
    "dollars": "USD", "dollar": "USD", "bucks": "USD", "欧元": "EUR", "euros": "EUR", "euro": "EUR",
    "英镑": "GBP", "镑": "GBP", "pounds": "GBP", "quid": "GBP", "港币": "HKD", "港元": "HKD", "日元": "JPY",
    "日币": "JPY", "yen": "JPY", "台币": "TWD", "新币": "SGD", "rupees": "INR", "rupee": "INR",
}  # fmt: skip
CURRENCIES: Final = SYMBOLS | CODES | WORDS
SCALES: Final = {
    "个亿": 10**8, "亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "个w": 10**4,
    "w": 10**4, "千": 1000, "百": 100, "k": 1000, "grand": 1000, "thousand": 1000, "hundred": 100,
    "lakhs": 10**5, "lakh": 10**5, "lacs": 10**5, "lac": 10**5, "crores": 10**7, "crore": 10**7,
    "mm": 10**6, "mn": 10**6, "mil": 10**6, "mio": 10**6, "million": 10**6, "m": 10**6,
    "bn": 10**9, "billion": 10**9, "b": 10**9,
}  # fmt: skip


def any_of(words: Iterable[str]) -> str:
    """A regular expression for one of the words, longest first; no letter may follow a Latin one (2800 B款)."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(
        re.escape(word) + ("(?![a-z款型])" if word[-1].isascii() and word[-1].isalpha() else "")
        for word in ordered
    )


DIGITS: Final = (
    r"\d{1,3}(?: \d{3})+(?= ?(?:usd|eur|gbp|cny|rmb|[€£$元]))"
    r"|\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d+,\d{1,2}(?=[ ]?[kmw万](?![a-z]))|\d+(?:\.\d+)?"
)
"""Commas as in 128,000, 2,40,000 and 12,5k, spaces as in 12 000 eur."""
COMMA_DECIMAL: Final = later(r"\d+,\d{1,2}")
FREE: Final = "|".join([r"(?<![a-z\d_])(?<!\d[.,])", *(rf"(?<={code})" for code in CODES)])
"""A number starts here: not inside a code such as K9, but right after RMB."""
ROUND: Final = r"(?:half an?|an?)(?=[ ](?:hundred|thousand|grand|million|billion|dozen)(?![a-z]))"
NUMBER: Final = later(
    rf"(?:{FREE})(?:{DIGITS})(?: and a half)?|{numerals.NUMERAL}|半(?=个?[亿万百千])"
    rf"|(?<![a-z])(?:{ROUND}|{numerals.ENGLISH}(?: and a half)?)"
)
SCALE: Final = later(rf"[ ]?(?:{any_of(SCALES)})|(?:[多几来余])(?=[万亿千百])")
TAIL: Final = later(
    r"(?P<digit>\d(?!\d|[.,]\d|[ ]?[-~]\d)|[一二三四五六七八九])(?P<scale>[千百])?(?![点折月年日号个%台件套])"
)
"""The 8 of 12万8, the 5千 of 3万5千."""
CENTS: Final = later(r"(?<=块)(?P<tenths>[1-9一二两三四五六七八九])(?![\d.万千百十个台套件年月日天号折点])")
"""The 5 of 2块5."""
WORDED: Final = later("[千万亿]|thousand")
TRAILING: Final = later("[千万亿]+$")
ONE_UNIT: Final = later(r"(?<=[百千万亿])一$")
"""The 一 of 一千一台 counts the unit that follows."""
SYMBOL: Final = any_of(SYMBOLS)
PREFIX: Final = later(rf"(?:{SYMBOL}|人民币|(?<![a-z])(?:{'|'.join(CODES)}))[ ]?$")
SUFFIX: Final = later(rf"[ ]?(?:{any_of([*WORDS, *CODES])})(?![儿去来吃聊走])|[€￥¥£](?![ ]?\d)")
LEAST_SCALE: Final = 1000
HALF: Final = " and a half"
LEAST_STRIPPED: Final = 2
PARTS: Final = {"半": Decimal("0.5"), "half a": Decimal("0.5"), "half an": Decimal("0.5"), "a": Decimal(1),
                "an": Decimal(1)}  # fmt: skip
PER_ONE: Final = later("[台套件箱吨斤个张把支瓶盒包条部辆双份只块米年月间门座组桶袋卷副片枚罐批本册柜车位]")
SIDE: Final = "一二两三四五六七八九"
PAIR: Final = later(rf"(?P<head>[{SIDE}]?十|)(?P<low>[{SIDE}])(?P<high>[{SIDE}])(?P<rest>[十百千万亿]+|)")
"""The 八九 of 八九十万: between the two."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, where it ends, and the scale it was said in: 1 for plain numbers."""

    value: Decimal
    end: int
    scale: int


def plain(numeral: str) -> Decimal | None:
    """Digits, Chinese numerals, English cardinals, 半 or a; None for anything else."""
    if numeral.endswith(HALF):
        whole = plain(numeral.removesuffix(HALF))
        return None if whole is None else whole + PARTS["半"]
    if numeral[0].isdecimal():
        return Decimal(numeral.replace(" ", "").replace(",", "." if COMMA_DECIMAL.fullmatch(numeral) else ""))
    if numeral in PARTS:
        return PARTS[numeral]
    if numeral[0].isascii():
        value, ordinal = numerals.english(numeral)
        return None if ordinal else Decimal(value)
    return numerals.chinese(numeral)


def figure_at(text: str, match: re.Match[str]) -> Figure | None:
    """The number that NUMBER found, with its scale words and its tail."""
    numeral = _numeral(text, match)
    value, end = plain(numeral), match.start() + len(numeral)
    if value is None:
        return None
    scale = _scale(numeral) if value >= LEAST_SCALE else 1
    while word := SCALE.match(text, end):
        factor = SCALES.get(word[0].strip(), 1)
        value, scale, end = value * factor, scale * factor, word.end()
    tail = TAIL.match(text, end) if scale >= LEAST_SCALE and text[end - 1] in "万亿千wk" else None
    if tail:
        value, end = value + _tail(tail, scale), tail.end()
    return Figure(value, end, scale)


def _numeral(text: str, match: re.Match[str]) -> str:
    """Without the 一 of 三百五一台 and 一千一台, which belongs to the unit."""
    numeral = match[0]
    if len(numeral) < LEAST_STRIPPED or not numeral.endswith("一") or not PER_ONE.match(text, match.end()):
        return numeral
    return numeral[:-1] if ONE_UNIT.search(numeral) or numerals.chinese(numeral) is None else numeral


def _scale(numeral: str) -> int:
    """The scale that a numeral ends in, which 八到九万 lends to the 八."""
    if not WORDED.search(numeral):
        return 1
    last = TRAILING.search(numeral)
    return SCALES.get(last[0][-1], LEAST_SCALE) if last else LEAST_SCALE


def about(numeral: str) -> tuple[Decimal, Decimal] | None:
    """Both ends of 八九十万, 三五千, 十五六万; None when no two digits stand side by side."""
    pair = PAIR.fullmatch(numeral)
    if not pair:
        return None
    ends = [numerals.chinese(pair["head"] + pair[each] + pair["rest"]) for each in ("low", "high")]
    low, high = ends
    return (low, high) if low is not None and high is not None and low < high else None


def tenths(text: str, end: int) -> tuple[Decimal, int]:
    """What 2块5 has beyond the yuan, and where it ends."""
    found = CENTS.match(text, end)
    return (Decimal(digit_of(found["tenths"])) / 10, found.end()) if found else (Decimal(0), end)


def digit_of(sign: str) -> int:
    return numerals.DIGITS[sign] if sign in numerals.DIGITS else int(sign)


def _tail(tail: re.Match[str], scale: int) -> int:
    return digit_of(tail["digit"]) * (SCALES[tail["scale"]] if tail["scale"] else scale // 10)
