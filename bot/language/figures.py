"""Numbers with their scale and currency words: 120k, 9千9, 3万5千, 半个亿, ¥1.2m."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.language import numerals

SYMBOLS: Final = {
    "¥": "CNY", "￥": "CNY", "us$": "USD", "hk$": "HKD", "s$": "SGD", "a$": "AUD", "c$": "CAD",
    "$": "USD", "£": "GBP", "€": "EUR", "₩": "KRW", "₹": "INR",
}  # fmt: skip
ISO: Final = "CNY USD EUR GBP JPY HKD TWD SGD AUD CAD CHF KRW INR KWD THB MYR"
CODES: Final = {code.lower(): code for code in ISO.split()} | {"rmb": "CNY"}
WORDS: Final = {
    "人民币": "CNY", "块钱": "CNY", "元钱": "CNY", "元": "CNY", "块": "CNY", "圆": "CNY",
    "yuan": "CNY", "kuai": "CNY", "美元": "USD", "美金": "USD", "美刀": "USD", "刀": "USD",
    "dollars": "USD", "dollar": "USD", "bucks": "USD", "欧元": "EUR", "euros": "EUR", "euro": "EUR",
    "英镑": "GBP", "pounds": "GBP", "quid": "GBP", "港币": "HKD", "港元": "HKD", "日元": "JPY",
    "日币": "JPY", "yen": "JPY", "台币": "TWD", "新币": "SGD",
}  # fmt: skip
CURRENCIES: Final = SYMBOLS | CODES | WORDS
SCALES: Final = {
    "个亿": 10**8, "亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "个w": 10**4,
    "w": 10**4, "千": 1000, "百": 100, "k": 1000, "grand": 1000, "thousand": 1000, "hundred": 100,
    "mm": 10**6, "mn": 10**6, "mil": 10**6, "million": 10**6, "m": 10**6,
    "bn": 10**9, "billion": 10**9, "b": 10**9,
}  # fmt: skip


def any_of(words: Iterable[str]) -> str:
    """A regular expression for one of the words, longest first; no letter may follow a Latin one."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(
        re.escape(word) + ("(?![a-z])" if word[-1].isascii() and word[-1].isalpha() else "")
        for word in ordered
    )


DIGITS: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
FREE: Final = "|".join([r"(?<![a-z\d_])(?<!\d[.,])", *(rf"(?<={code})" for code in CODES)])
"""A number starts here: not inside a code such as K9, but right after RMB."""
NUMBER: Final = re.compile(
    rf"(?:{FREE})(?:{DIGITS})|{numerals.NUMERAL}|半(?=个?[亿万百千])|(?<![a-z]){numerals.ENGLISH}"
)
SCALE: Final = re.compile(rf"[ ]?(?:{any_of(SCALES)})|(?:[多几来余])(?=[万亿千百])")
TAIL: Final = re.compile(
    r"(?P<digit>\d(?!\d|[.,]\d|[ ]?[-~]\d)|[一二三四五六七八九])(?P<scale>[千百])?(?![点折月年日号个%台件套])"
)
"""The 8 of 12万8, the 5千 of 3万5千."""
WORDED: Final = re.compile("[千万亿]|thousand")
SYMBOL: Final = any_of(SYMBOLS)
PREFIX: Final = re.compile(rf"(?:{SYMBOL}|(?<![a-z])(?:{'|'.join(CODES)}))[ ]?$")
SUFFIX: Final = re.compile(rf"[ ]?(?:{any_of([*WORDS, *CODES])})")
LEAST_SCALE: Final = 1000


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, where it ends, and the scale it was said in: 1 for plain numbers."""

    value: Decimal
    end: int
    scale: int


def plain(numeral: str) -> Decimal | None:
    """Digits, Chinese numerals, English cardinals or 半; None for anything else."""
    if numeral[0].isdecimal():
        return Decimal(numeral.replace(",", ""))
    if numeral[0].isascii():
        value, ordinal = numerals.english(numeral)
        return None if ordinal else Decimal(value)
    return Decimal("0.5") if numeral == "半" else numerals.chinese(numeral)


def figure_at(text: str, match: re.Match[str]) -> Figure | None:
    """The number that NUMBER found, with its scale words and its tail."""
    value, end = plain(match[0]), match.end()
    if value is None:
        return None
    scale = LEAST_SCALE if WORDED.search(match[0]) and value >= LEAST_SCALE else 1
    while word := SCALE.match(text, end):
        factor = SCALES.get(word[0].strip(), 1)
        value, scale, end = value * factor, scale * factor, word.end()
    tail = TAIL.match(text, end) if scale >= LEAST_SCALE and text[end - 1] in "万亿千w" else None
    if tail:
        value, end = value + _tail(tail, scale), tail.end()
    return Figure(value, end, scale)


def _tail(tail: re.Match[str], scale: int) -> int:
    sign = tail["digit"]
    digit = numerals.DIGITS[sign] if sign in numerals.DIGITS else int(sign)
    return digit * (SCALES[tail["scale"]] if tail["scale"] else scale // 10)
