"""Customers nearly named: 太和 and `tai he` for 泰禾, gloebx for Globex; asked about unless it is certain."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final

from bot.domain.base import Mention
from bot.domain.people import Language
from bot.domain.ports import NameHit
from bot.language.names import keys_of
from bot.language.normalise import HAN, has_han
from bot.language.sounds import LEAST_SLIP, LEAST_SOUND, MOST_SLIP, MOST_SOUND, pinyin, slip_keys, sound_key
from bot.language.spotting import Asker, Name, Span, choices_of, fewer, stands
from bot.language.words import reading

WORD: Final = re.compile(r"[a-z]{2,}")
LATIN: Final = re.compile(r"(?<![a-z])(?=([a-z]+)(?: ([a-z]+))?(?![a-z]))")
CERTAIN_LETTERS: Final = 5
"""Letters of the longer of two words that are one slip apart, from which on it is no chance."""


@cache
def everyday() -> frozenset[str]:
    """English words of the tables: none of them is a slip of the finger."""
    return frozenset(WORD.findall(" ".join(_strings(reading(Language.EN)))))


@cache
def _everyday_han() -> str:
    return " ".join(_strings(reading(Language.ZH)))


def _strings(table: Any) -> Iterator[str]:
    if isinstance(table, str):
        yield table.lower()
        return
    for each in table.values() if isinstance(table, dict) else table:
        yield from _strings(each)


@cache
def _places() -> re.Pattern[str]:
    """Where a Chinese name can begin: a statement, or after 拜访, 答应, 给 and their like."""
    after = "|".join(f"(?<={word})" for word in reading(Language.ZH)["name_before"].split("|"))
    return re.compile(rf"(?:(?<![{HAN}])|{after})(?=[{HAN}]{{2}})")


def near_names(masked: str, original: str, asker: Asker) -> tuple[Name, ...]:
    """The customer that is nearly named in a text where none is known; at most one."""
    spans = _spans(masked)
    if not spans:
        return ()
    found: dict[Span, list[NameHit]] = {}
    for hit in asker.names.lookup(list(spans)):
        for span in spans[hit.key] if hit.noun == "customer" else ():
            found.setdefault(span, []).append(hit)
    ranked = sorted(found, key=lambda span: (span[0] - span[1], span))
    named = (
        _named(span, [*{hit.id: hit for hit in found[span]}.values()], masked, original, asker)
        for span in ranked
    )
    return tuple(each for each in named if each)[:1]


def _spans(masked: str) -> dict[str, list[Span]]:
    """The keys to look for, each with the places where it stands."""
    spans: dict[str, list[Span]] = {}
    for key, span in (*_latin(masked), *_han(masked)):
        spans.setdefault(key, []).append(span)
    return spans


def _latin(masked: str) -> Iterator[tuple[str, Span]]:
    for found in LATIN.finditer(masked):
        pair = masked[found.start(1) : max(found.end(2), found.end(1))]
        for words in dict.fromkeys((pair, found[1])):
            span = found.start(), found.start() + len(words)
            said = words.replace(" ", "")
            if _strange(words) and LEAST_SLIP <= len(said) <= MOST_SLIP and _can_stand(masked, span):
                yield from ((key, span) for key in slip_keys(said))


def _strange(words: str) -> bool:
    """Whether no table has the words as one, nor all of them."""
    return words not in everyday() and not everyday().issuperset(words.split())


def _can_stand(masked: str, span: Span) -> bool:
    return has_han(masked[max(0, span[0] - 1) : span[0]]) or stands(masked, span)


def _han(masked: str) -> Iterator[tuple[str, Span]]:
    for place in _places().finditer(masked):
        for length in range(MOST_SOUND, LEAST_SOUND - 1, -1):
            span = place.start(), place.start() + length
            said = masked[slice(*span)]
            if len(said) == length and said not in _everyday_han() and pinyin(said):
                yield sound_key(pinyin(said)), span


def _named(span: Span, hits: Sequence[NameHit], masked: str, original: str, asker: Asker) -> Name | None:
    """The one that it must be, else those that it may be; None when all are too far from what was said."""
    said, words = original[slice(*span)], masked[slice(*span)]
    sure = fewer([hit for hit in hits if any(_certain(words, form) for form in _forms(hit))], "", asker)
    maybe = sure or [hit for hit in hits if has_han(words) or len(words) > MOST_SLIP - CERTAIN_LETTERS]
    if len(sure) == 1:
        return Name(span, "customer", Mention(said, sure[0].id, sure[0].name))
    return Name(span, "customer", Mention(said, choices=choices_of(maybe))) if maybe else None


def _forms(hit: NameHit) -> Iterator[str]:
    return (key for key in keys_of("customer", (hit.name,)) if key[0].isalnum())


def _certain(said: str, form: str) -> bool:
    if has_han(said):
        return len(said) == len(form) and pinyin(said) == pinyin(form)
    one, other = said.replace(" ", ""), form.replace(" ", "")
    return max(len(one), len(other)) >= CERTAIN_LETTERS and one_slip(one, other)


def one_slip(one: str, other: str) -> bool:
    """Whether a letter too many, too few or wrong, or two neighbours swapped, is all that parts them."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((place for place, sign in enumerate(short) if sign != long[place]), len(short))
    if len(long) > len(short):
        return short[at:] == long[at + 1 :]
    swapped = short[at + 1 : at + 2] + short[at : at + 1] == long[at : at + 2]
    return short[at + 1 :] == long[at + 1 :] or (swapped and short[at + 2 :] == long[at + 2 :])
