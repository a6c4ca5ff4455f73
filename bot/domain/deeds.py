"""What a promise is about, read out of its few words: the deed, its object, its figures and its terms.

Chinese and English words are brought to the same concepts, so that 寄样品 and "send samples" are one deed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from bot.domain.concepts import (
    ACTS,
    CHARGED,
    DAYS,
    DENIED,
    EMPTY,
    EXCLUSIVE,
    FOLD,
    FREE,
    FREIGHT,
    MARK,
    MONTHS,
    NO_DEPOSIT,
    NO_MARK,
    NOT_EXCLUSIVE,
    OBJECTS,
    PERCENTS,
    QUANTITIES,
    STAFF,
    SUMS,
    VAGUE,
    WHICH,
)
from bot.domain.counting import folds, number_in

FAINT_ACTS: Final = frozenset({"visit"})
FAINT_OBJECTS: Final = frozenset({"goods"})
"""What is said along with a deed, and is one only where nothing else is."""
TERMS: Final = frozenset({"discount", "rebate", "warranty", "term", "deposit"})
_ENDING: Final = re.compile(r"(?<=\w{3})(?:ing|ed|es|s)$", re.ASCII)
_WORD: Final = re.compile(r"[a-z]+|[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """The concepts of a promise; `marks` are product codes, `which` tells one of a series from the next.

    `months` and `days` say for how long, `percent` is off the price, back, or in advance, `rest` holds the words that
    no concept covers. `free` and `exclusive` are None when nothing was said of it, `freight` is empty then.
    """

    acts: frozenset[str]
    objects: frozenset[str]
    freight: str
    exclusive: bool | None
    free: bool | None
    denied: bool
    percent: Decimal | None
    months: Decimal | None
    days: Decimal | None
    sum: Decimal | None
    qty: Decimal | None
    marks: frozenset[str]
    which: frozenset[str]
    rest: frozenset[str]

    @property
    def concepts(self) -> frozenset[str]:
        return self.acts | self.objects

    @property
    def telling(self) -> bool:
        """Whether there is more to it than a bare verb."""
        terms = self.freight or self.exclusive is not None or self.free is not None
        return bool(terms or self.objects or self.rest or self.acts - {"send", *FAINT_ACTS})


@lru_cache(8192)
def deed_of(text: str, product: str = "") -> Deed:
    """The deed that a few words tell; the product's own name is no part of it."""
    reading = _Reading(text.casefold().replace(product.casefold() or "\0", " "))
    reading.take(VAGUE)
    marks = reading.marks()
    freight = next((whose for whose, pattern in FREIGHT if reading.take(pattern)), "")
    percent = reading.share()
    exclusive, free = reading.choice(NOT_EXCLUSIVE, EXCLUSIVE), reading.choice(CHARGED, FREE)
    months, days, money = reading.number(MONTHS), reading.number(DAYS), reading.number(SUMS)
    which, qty = reading.all(WHICH), reading.number(QUANTITIES)
    denied = reading.take(DENIED)
    reading.take(STAFF)
    objects = reading.concepts(OBJECTS) | reading.implied
    acts = reading.concepts(ACTS)
    return Deed(
        acts=acts - FAINT_ACTS or acts,
        objects=objects - FAINT_OBJECTS or objects,
        freight=freight,
        exclusive=exclusive,
        free=free,
        denied=denied,
        percent=percent,
        months=months,
        days=days,
        sum=money,
        qty=None if "pay" in acts else qty,
        marks=marks,
        which=which | frozenset(re.findall(r"\d+", reading.text)),
        rest=frozenset(_ENDING.sub("", each) for each in _WORD.findall(reading.text)) - EMPTY,
    )


def lasts(text: str) -> bool:
    """Whether it is a term that holds from now on and needs no day: 包邮, a discount, two years of warranty."""
    deed = deed_of(text)
    return bool(deed.freight or deed.exclusive is not None or (deed.objects & TERMS and not deed.acts))


def granting(text: str, product: str, word: str) -> str:
    """The words that promise what `word` means, in its own or in other words; none where it is refused."""
    deed, meant = deed_of(text, product), deed_of(word)
    if meant.exclusive:
        return _words(EXCLUSIVE, text) if deed.exclusive else ""
    if meant.free:
        return _words(FREE, text) if deed.free else ""
    if meant.freight:
        return _words(dict(FREIGHT)[meant.freight], text) if deed.freight == meant.freight else ""
    return "" if deed.denied else _words(re.escape(word), text)


def _words(pattern: str, text: str) -> str:
    found = re.search(pattern, text, re.ASCII | re.IGNORECASE)
    return found[0] if found else ""


def vague(text: str) -> str:
    """The words that put a promise off to no day at all: 尽快, soon."""
    return _words(VAGUE, text)


@dataclass(slots=True)
class _Reading:
    """A text of which every part that was understood is taken out; `implied` are objects that need no name."""

    text: str
    implied: frozenset[str] = frozenset()

    def take(self, pattern: str) -> bool:
        """Take the first match out; whether there was one."""
        return self._cut(re.search(pattern, self.text, re.ASCII)) is not None

    def choice(self, no: str, yes: str) -> bool | None:
        """False, True, or None when nothing was said of it."""
        if self.take(no):
            return False
        return True if self.take(yes) else None

    def number(self, patterns: Iterable[tuple[str, int]]) -> Decimal | None:
        for pattern, times in patterns:
            found = re.search(pattern, self.text, re.ASCII)
            value = number_in(found["n"] or "1") if found else None
            if value is not None:
                self._cut(found)
                return value * times
        return None

    def share(self) -> Decimal | None:
        """Per cent: off the price (九折 is 10), in advance (none at all is 0), or of whatever is named."""
        if self.take(NO_DEPOSIT):
            self.implied |= {"deposit"}
            return Decimal(0)
        found = self._cut(re.search(FOLD, self.text, re.ASCII))
        if found:
            self.implied |= {"discount"}
            return folds(found["n"])
        return self.number(PERCENTS)

    def all(self, pattern: str) -> frozenset[str]:
        found: set[str] = set()
        while one := self._cut(re.search(pattern, self.text, re.ASCII)):
            found.add(one[0])
        return frozenset(found)

    def marks(self) -> frozenset[str]:
        """Product codes: A款, X200, P40."""
        found = {each for each in re.findall(MARK, self.text, re.ASCII) if not re.fullmatch(NO_MARK, each)}
        for each in found:
            self.text = re.sub(rf"{re.escape(each)}[款型系]?列?", " ", self.text)
        return frozenset(found)

    def concepts(self, table: Iterable[tuple[str, str]]) -> frozenset[str]:
        return frozenset(concept for concept, pattern in table if self.all(pattern))

    def _cut(self, found: re.Match[str] | None) -> re.Match[str] | None:
        if found:
            self.text = f"{self.text[: found.start()]} {self.text[found.end() :]}"
        return found
