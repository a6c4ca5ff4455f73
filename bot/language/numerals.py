"""Numbers in words: Chinese numerals (十二万八, 三点五, 半) and English cardinals and ordinals."""

import re
from decimal import Decimal
from typing import Final

DIGIT_SIGNS: Final = "零〇 一壹 二两贰兩俩 三叁仨 四肆 五伍 六陆 七柒 八捌 九玖"
DIGITS: Final = {sign: value for value, signs in enumerate(DIGIT_SIGNS.split()) for sign in signs}
ONE_TO_NINE: Final = "一二两三四五六七八九"
SMALL_UNITS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
BIG_UNITS: Final = {"亿": 10**8, "億": 10**8, "万": 10**4, "萬": 10**4}
"""The larger first."""
TENS: Final = {"廿": 20, "卅": 30}
SIGNS: Final = "".join([*DIGITS, *SMALL_UNITS, *BIG_UNITS, *TENS])
NUMERAL: Final = rf"[{SIGNS}]+(?:点[{''.join(DIGITS)}]+)?"
"""A regular expression for any run that `chinese` can try."""

ONES: Final = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
ENGLISH_TENS: Final = {
    word: value * 10
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
} | {"fourty": 40, "ninty": 90}
ENGLISH_ORDINALS: Final = {
    word: value
    for value, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        start=1,
    )
} | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "twelth": 12, "nineth": 9}
SMALL: Final = ONES | ENGLISH_TENS | ENGLISH_ORDINALS
SCALES: Final = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}


def _english_pattern() -> str:
    ones, tens, ordinals = (
        "|".join(sorted(each, key=len, reverse=True)) for each in (ONES, ENGLISH_TENS, ENGLISH_ORDINALS)
    )
    gap = r"(?:[ \t]+|-)"
    small = rf"(?:(?:{tens})(?:{gap}?(?:{ordinals}|{'|'.join(list(ONES)[1:10])}))?|{ordinals}|{ones})"
    joined = rf"(?:{gap}(?:and{gap})?{small})?"
    hundreds = rf"(?:{small}{gap}hundred{joined}|{small})"
    return rf"(?:{small}{gap}thousand(?:{gap}(?:and{gap})?{hundreds})?|{hundreds})(?![a-z])"


ENGLISH: Final = _english_pattern()
"""A regular expression for one well-formed English number below a million, ordinal or not."""
ONE: Final = f"[{''.join(DIGITS)}]"
SECTION: Final = re.compile(rf"(?:[廿卅]|{ONE}?[{''.join(SMALL_UNITS)}]|[零〇])*{ONE}?")
PAIR: Final = re.compile(rf"([廿卅]|{ONE})?([{''.join(SMALL_UNITS)}]?)")
ELLIPSIS: Final = re.compile(rf"(?P<head>.*(?P<unit>[百佰千仟万萬亿億]))(?P<digit>{ONE})")
LONGEST: Final = 40
"""Signs of the longest numeral that is tried."""
ENGLISH_WORD: Final = re.compile(r"[a-z]+")


def english(words: str) -> tuple[int, bool]:
    """The value of what ENGLISH matched, and whether it is an ordinal."""
    total = part = 0
    parts = ENGLISH_WORD.findall(words)
    for word in parts:
        if word == "thousand":
            total, part = (part or 1) * SCALES[word], 0
        elif word == "hundred":
            part = (part or 1) * SCALES[word]
        else:
            part += SMALL.get(word, 0)
    return total + part, any(word in ENGLISH_ORDINALS for word in parts)


def chinese(numeral: str) -> Decimal | None:
    """The value of 十二万八 (128000), 两千五 (2500), 一百零五, 二〇二六, 三点五; None if ill-formed."""
    whole, _, fraction = numeral.partition("点")
    if len(numeral) > LONGEST:
        return None
    try:
        value = _digits(whole) if all(sign in DIGITS for sign in whole) else _positional(whole)
        return Decimal(int(value)) + (Decimal(f"0.{_digits(fraction)}") if fraction else 0)
    except (KeyError, ValueError):
        return None


def _digits(numeral: str) -> str:
    """二〇二六 digit by digit."""
    return "".join(str(DIGITS[sign]) for sign in numeral)


def _positional(numeral: str) -> int:
    """The last 八 of 十二万八 counts tenths of the unit before it."""
    short = ELLIPSIS.fullmatch(numeral)
    if not short:
        return _whole(numeral)
    unit = SMALL_UNITS.get(short["unit"]) or BIG_UNITS[short["unit"]]
    return _whole(short["head"]) + DIGITS[short["digit"]] * unit // 10


def _whole(numeral: str) -> int:
    for sign, unit in BIG_UNITS.items():
        head, found, tail = numeral.rpartition(sign)
        if found:
            return _whole(head or "?") * unit + _whole(tail)
    return _section(numeral)


def _section(numeral: str) -> int:
    """Up to 九千九百九十九; ValueError when the order of signs is wrong."""
    if not SECTION.fullmatch(numeral):
        raise ValueError(numeral)
    pairs = PAIR.findall(numeral)
    known = DIGITS | TENS
    return sum(known.get(digit, 1) * SMALL_UNITS.get(unit, 1) for digit, unit in pairs if digit or unit)
