"""Names as they are compared: folded, without the legal form, and what each part of them is."""

import re
from collections.abc import Collection, Iterator, Sequence
from enum import IntEnum
from functools import cache, lru_cache
from typing import Final

from bot.domain.people import Language
from bot.language.matching.grams import grams_of
from bot.language.normalise import HAN, atoms, fold, has_han, join
from bot.language.words import reading

LEAST: Final = 2
TELLING: Final = frozenset(("international", "intl"))
PIECE: Final = re.compile(rf"[{HAN}]|[^{HAN} ]+")


class Part(IntEnum):
    """What a character of a Chinese name belongs to."""

    REGION = 0
    BRAND = 1
    TRADE = 2
    LEGAL = 3


@lru_cache(8192)
def form_of(name: str) -> str:
    """上海泰禾(中国)电子有限公司 is 上海泰禾中国电子, `ACME Corp.` is acme; never empty unless the name is."""
    whole = join([word for word, _, _ in atoms(fold(name)) if word])
    return _without_legal(whole) if has_han(whole) else " ".join(_without_legal_words(whole.split()))


def forms_of(names: Sequence[str]) -> Iterator[tuple[str, Collection[str]]]:
    """Every form of a thing with these names, with the grams under which it is looked for."""
    for form in dict.fromkeys(map(form_of, names)):
        if form:
            yield form, grams_of(form, local_of(form))


def _without_legal(form: str) -> str:
    while (found := legal_ending().search(form)) and found.start() >= LEAST:
        form = form[: found.start()]
    return form


def _without_legal_words(words: list[str]) -> list[str]:
    while len(words) > 1 and words[-1] in legal_words():
        words = words[:-1]
    return words


@cache
def legal_ending() -> re.Pattern[str]:
    return re.compile(f"(?:{reading(Language.ZH)['legal']})$")


@cache
def legal_words() -> frozenset[str]:
    """English legal forms; what tells two companies apart (International) is none here."""
    return frozenset(reading(Language.EN)["legal"].split()) - TELLING


@cache
def _region() -> re.Pattern[str]:
    return re.compile(f"(?:{reading(Language.ZH)['regions']})(?:省|市|自治区)?")


@cache
def _generic() -> re.Pattern[str]:
    zh = reading(Language.ZH)
    return re.compile(f"(?P<legal>{zh['legal']})|(?P<trade>{zh['industry']}|{zh['institutions']})")


def pieces(form: str) -> list[str]:
    """Its Han characters and Latin words."""
    return PIECE.findall(form)


@lru_cache(8192)
def parts_of(form: str) -> tuple[Part, ...]:
    """What each piece of a Chinese form belongs to; a name of trade words only has them as its brand."""
    parts = [Part.BRAND] * len(form)
    start = _head(form)
    parts[:start] = [Part.REGION] * start
    for found in _generic().finditer(form, min(start + LEAST, len(form))):
        kind = Part.LEGAL if found["legal"] else Part.TRADE
        parts[found.start() : found.end()] = [kind] * (found.end() - found.start())
    for found in _region().finditer(form, start + LEAST):
        parts[found.start() : found.end()] = [Part.REGION] * (found.end() - found.start())
    return tuple(parts[found.start()] for found in PIECE.finditer(form))


def _head(form: str) -> int:
    """The characters of the region at the beginning, if a name is left behind it."""
    found = _region().match(form)
    if not found or len(form) - found.end() < LEAST or _generic().fullmatch(form, found.end()):
        return 0
    return found.end()


def local_of(form: str) -> str:
    """The form without the regions in it."""
    kept = zip(pieces(form), parts_of(form), strict=True)
    return "".join(piece for piece, part in kept if part is not Part.REGION)


def has_trade(text: str) -> bool:
    """Whether a trade or a sort of institution is named."""
    return _generic().search(text) is not None


def tells_nothing(form: str) -> bool:
    """Whether it is regions and trades alone: 银行, 上海, 电子科技."""
    return _plain_words().fullmatch(form) is not None


@cache
def _plain_words() -> re.Pattern[str]:
    zh = reading(Language.ZH)
    return re.compile(f"(?:{zh['regions']}|{zh['legal']}|{zh['industry']}|{zh['institutions']})+")
