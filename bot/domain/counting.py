"""Small numbers as people write them in a promise: 3, 1,200, 三十, 半, a, twelve."""

from decimal import Decimal, InvalidOperation
from typing import Final

SIGNS: Final = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
SCALES: Final = {"十": 10, "百": 100, "千": 1000}
ENGLISH: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
WORDS: Final = {word: value for value, word in enumerate(ENGLISH.split())} | {
    "a": 1,
    "an": 1,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "hundred": 100,
}
DIGITS: Final = r"\d[\d,]*(?:\.\d+)?"
HAN: Final = "[零一二两三四五六七八九十百千半]+"
COUNT: Final = "|".join(sorted((word for word in WORDS if len(word) > 2), key=len, reverse=True))  # noqa: PLR2004
NUMBER: Final = rf"(?:{DIGITS}|{HAN}|\b(?:an?|{COUNT})\b)"
"""A regular expression for whatever `number_in` reads."""


def number_in(text: str) -> Decimal | None:
    """The value, None for what is no number."""
    if text in WORDS:
        return Decimal(WORDS[text])
    if text == "半":
        return Decimal("0.5")
    if text[:1] in {*SIGNS, *SCALES}:
        return _chinese(text)
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None


def folds(text: str) -> Decimal | None:
    """How many per cent off: 九折 is 10, 85折 and 八五折 are 15."""
    digits = "".join(str(SIGNS.get(sign, sign)) for sign in text)
    if not digits.replace(".", "", 1).isdigit():
        return None
    paid = Decimal(digits)
    return Decimal(100) - (paid * 10 if paid < 10 else paid)  # noqa: PLR2004


def _chinese(text: str) -> Decimal | None:
    """三十五 by its places, 二八 digit by digit."""
    if not any(sign in SCALES for sign in text):
        digits = "".join(str(SIGNS[sign]) for sign in text if sign in SIGNS)
        return Decimal(digits) if digits else None
    total, digit = 0, 0
    for sign in text:
        if sign in SCALES:
            total, digit = total + (digit or 1) * SCALES[sign], 0
        else:
            digit = SIGNS.get(sign, 0)
    return Decimal(total + digit)
