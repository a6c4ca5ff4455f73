"""Where in a text a name may stand: what is left between punctuation and words that belong to no name."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from bot.domain.people import Language
from bot.language.normalise import HAN, has_han, later
from bot.language.words import reading

Span = tuple[int, int]
MOST: Final = 3
LONGEST_WORD: Final = 4
CHUNK: Final = later(rf"[{HAN}a-z0-9&\u00c0-\u024f](?:[{HAN}a-z0-9&\u00c0-\u024f .'’()（）-]*)")
HAN_OR_LATIN: Final = later(rf"[{HAN}0-9a-z&]*[{HAN}][{HAN}0-9a-z&()（）]*|[^{HAN}]+")
LATIN_WORD: Final = later(r"[a-z0-9\u00c0-\u024f][a-z0-9&.'’\u00c0-\u024f-]*")
EDGE: Final = " .'’-()（）"


def fragments(text: str) -> list[Span]:
    """The likeliest places of names in a folded text, the longest first, at most three."""
    spans = [span for chunk in CHUNK.finditer(text) for span in _pieces(text, chunk.span())]
    shorter = [each for span in spans for each in _between(text, span, soft())]
    ordered = (*sorted(spans, key=_longest), *sorted(shorter, key=_longest))
    return [*dict.fromkeys(ordered)][:MOST]


def _longest(span: Span) -> tuple[int, int]:
    return span[0] - span[1], span[0]


def _pieces(text: str, chunk: Span) -> Iterator[Span]:
    for run in HAN_OR_LATIN.finditer(text, *chunk):
        if has_han(run[0]):
            yield from _between(text, run.span(), boundary())
        else:
            yield from _word_runs(text, run.span())


def _between(text: str, run: Span, ends: re.Pattern[str]) -> Iterator[Span]:
    """Han between words that stand in no name."""
    start = run[0]
    for found in (*ends.finditer(text, *run), None):
        end = found.start() if found else run[1]
        span = _trimmed(text, (start, end))
        if span[1] - span[0] > 1 and not is_common(text[slice(*span)]):
            yield span
        start = found.end() if found else end


def _word_runs(text: str, run: Span) -> Iterator[Span]:
    """Neighbouring Latin words of which none is an everyday one."""
    start = end = -1
    for word in LATIN_WORD.finditer(text, *run):
        if word[0] in everyday_words():
            if start >= 0:
                yield start, end
            start = -1
            continue
        start, end = (word.start() if start < 0 else start), word.end()
    if start >= 0:
        yield start, end


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return start, end


@cache
def boundary() -> re.Pattern[str]:
    """Chinese words that stand beside a name and hardly ever in one."""
    words = sorted(reading(Language.ZH)["boundary"].split(), key=len, reverse=True)
    return re.compile("|".join(words))


@cache
def soft() -> re.Pattern[str]:
    """Chinese characters that stand beside a name, but in many a name too."""
    return re.compile(f"[{reading(Language.ZH)['soft_boundary']}]")


@cache
def everyday_words() -> frozenset[str]:
    """English words that stand beside a name and hardly ever in one."""
    en = reading(Language.EN)
    kept = (en["boundary"], en["name_stops"], en["months_days"], en["not_a_name"])
    return frozenset(" ".join(kept).replace("|", " ").replace("?", "").split())


@cache
def common() -> frozenset[str]:
    """Chinese words that everybody uses."""
    shipped = files("bot.language").joinpath("common_words.txt").read_text("utf-8").split()
    return frozenset(shipped) | frozenset(reading(Language.ZH)["common_words"].split())


def is_common(text: str) -> bool:
    """Whether Han text is made of everyday words alone."""
    ends = {0}
    for place in range(len(text)):
        if place in ends:
            ends |= {
                place + length
                for length in range(1, LONGEST_WORD + 1)
                if text[place : place + length] in common() or (length == 1 and text[place] in particles())
            }
    return len(text) in ends


@cache
def particles() -> frozenset[str]:
    return frozenset(reading(Language.ZH)["particles"])


def is_everyday(text: str) -> bool:
    """Whether a text in either language has only everyday words in it."""
    if has_han(text):
        return is_common(text)
    return everyday_words().issuperset(LATIN_WORD.findall(text))
