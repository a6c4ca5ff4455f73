"""Numbers in words: Chinese numerals (十二万八, 三点五, 半) and English cardinals and ordinals."""

import re
from decimal import Decimal
from typing import Final

DIGITS: Final = {
    **{sign: value for value, signs in enumerate(("零〇", "一壹", "二两贰兩", "三叁仨", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")) for sign in signs},
    "俩": 2,
}  # fmt: skip
SMALL_UNITS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
BIG_UNITS: Final = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
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
ENGLISH_WORD: Final = re.compile(r"[a-z]+")


def english(words: str) -> tuple[int, bool]:
    """The value of what ENGLISH matched, and whether it is an ordinal."""
    total = part = 0
    ordinal = False
    for word in ENGLISH_WORD.findall(words):
        if word == "thousand":
            total, part = (part or 1) * SCALES[word], 0
        elif word == "hundred":
            part = (part or 1) * SCALES[word]
        else:
            ordinal = ordinal or word in ENGLISH_ORDINALS
            part += ONES.get(word) or ENGLISH_TENS.get(word) or ENGLISH_ORDINALS.get(word, 0)
    return total + part, ordinal


def chinese(numeral: str) -> Decimal | None:
    """The value of 十二万八 (128000), 两千五 (2500), 一百零五, 二〇二六, 三点五; None if ill-formed."""
    whole, point, fraction = numeral.partition("点")
    if point:
        value = chinese(whole)
        digits = "".join(str(DIGITS[sign]) for sign in fraction if sign in DIGITS)
        return (
            None if value is None or len(digits) != len(fraction) else value + Decimal(f"0.{digits or '0'}")
        )
    if all(sign in DIGITS for sign in whole):
        return Decimal("".join(str(DIGITS[sign]) for sign in whole)) if whole else None
    return _positional(whole)


def _positional(numeral: str) -> Decimal | None:
    total = section = 0
    digit: int | None = None
    last_unit, ended_zero = 1, False
    for sign in numeral:
        if sign in DIGITS:
            if digit:
                return None
            digit, ended_zero = DIGITS[sign], DIGITS[sign] == 0
        elif sign in BIG_UNITS:
            unit = BIG_UNITS[sign]
            total, section = (
                (total + section + (digit or 0)) * unit
                if total < unit
                else total + (section + (digit or 0)) * unit,
                0,
            )
            digit, last_unit = None, unit
        else:
            unit = TENS.get(sign) or (1 if digit is None else digit) * SMALL_UNITS[sign]
            section += unit
            digit, last_unit = None, SMALL_UNITS.get(sign, 10)
    if digit and last_unit > 10 and not ended_zero and not _zero_before_last(numeral):
        digit *= last_unit // 10
    return Decimal(total + section + (digit or 0))


def _zero_before_last(numeral: str) -> bool:
    return DIGITS.get(numeral[-2:-1]) == 0
