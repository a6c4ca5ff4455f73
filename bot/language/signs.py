"""The sign of a message: its words with every name, day and figure folded away, under which it is remembered."""

import re
from typing import Final

from bot.language.sheet import Sheet
from bot.language.words import CUSTOMER, RECURRING

SAME: Final = re.compile(rf"([{CUSTOMER}-{RECURRING}])\1+")
FIGURES: Final = re.compile(r"\d[\d.,:%]*")
IDLE: Final = re.compile(rf"[^\w?#{CUSTOMER}-{RECURRING}]+")
LETTERS: Final = re.compile(r"[^\W\d_]")
LEAST: Final = 2
"""Letters beside names without which a message says nothing to remember it by."""


def sign_of(sheet: Sheet) -> str:
    """Empty of what is hardly more than names; marks do not matter, but that it asks does."""
    folded = FIGURES.sub("#", SAME.sub(r"\1", sheet.masked))
    sign = IDLE.sub(" ", folded).strip()
    return sign if len(LETTERS.findall(sign)) >= LEAST else ""
