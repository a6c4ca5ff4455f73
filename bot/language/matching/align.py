"""How well what was said fits a Chinese name: one in-order alignment in which skipped characters cost little.

The units of what was said are characters, syllables or initials; those of the name are its characters. The value
is 1 for the whole name, a little less for what a short form leaves out, and much less for what is wrong.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.language.matching.forms import Part, parts_of, pieces
from bot.language.sounds import alike, readings

SAME, SYLLABLE, HOMOPHONE, SOUNDS_LIKE, LIKE_SYLLABLE, INITIAL = 1.0, 0.97, 0.8, 0.6, 0.85, 0.79
SWAPPED: Final = 0.8
WRONG: Final = 0.25
EXTRA: Final = 0.4
"""What a wrong or superfluous unit costs beyond its own worth."""
WEIGHTS: Final = {Part.REGION: 0.45, Part.BRAND: 1.0, Part.TRADE: 0.55, Part.LEGAL: 0.25}
SKIPS: Final = {Part.REGION: 0.004, Part.BRAND: 0.05, Part.TRADE: 0.009, Part.LEGAL: 0.003}
FIRST_SKIP: Final = 0.1
"""What it costs to leave out the first character of the brand: hardly anybody does."""
LONGEST: Final = 24
NEVER: Final = -9.0


@dataclass(frozen=True, slots=True)
class Said:
    """What was said, as units: `signs` of characters ("" of a sound), `sounds` of syllables or initials."""

    signs: tuple[str, ...]
    sounds: tuple[tuple[str, ...], ...]
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A name as units, with the cost of leaving each of them out."""

    signs: tuple[str, ...]
    skips: tuple[float, ...]


def said_as_written(text: str) -> Said:
    """Characters, each weighing what its part of a name tells."""
    signs = pieces(text)[:LONGEST]
    weights = [WEIGHTS[part] for part in parts_of(text)][:LONGEST]
    whole = sum(weights) or 1.0
    return Said(
        tuple(signs), tuple(readings(sign) for sign in signs), tuple(each / whole for each in weights)
    )


def said_as_heard(syllables: Sequence[str]) -> Said:
    """Syllables of pinyin, or single letters that are initials."""
    units = syllables[:LONGEST]
    return Said(("",) * len(units), tuple((each,) for each in units), (1 / max(1, len(units)),) * len(units))


@lru_cache(8192)
def named(form: str) -> Named:
    signs, parts = pieces(form)[:LONGEST], parts_of(form)[:LONGEST]
    skips = [SKIPS[part] for part in parts]
    if Part.BRAND in parts:
        skips[parts.index(Part.BRAND)] = FIRST_SKIP
    return Named(tuple(signs), tuple(skips))


def fit(said: Said, name: Named) -> float:
    """At most 1; below 0 when nothing fits."""
    two_ago: list[float] = []
    last = _skipped(name)
    before = ""
    for place, (sign, sounds, weight) in enumerate(zip(said.signs, said.sounds, said.weights, strict=True)):
        extra = weight * EXTRA
        best = last[0] - extra
        this = [best]
        previous = ""
        for column, (other, skip) in enumerate(zip(name.signs, name.skips, strict=True)):
            best = max(
                best - skip, last[column + 1] - extra, last[column] + weight * _pay(sign, sounds, other)
            )
            if before and other == before and previous == sign != before:
                best = max(best, two_ago[column - 1] + (weight + said.weights[place - 1]) * SWAPPED)
            this.append(best)
            previous = other
        two_ago, last, before = last, this, sign
    return last[-1]


def _skipped(name: Named) -> list[float]:
    row = [0.0]
    for skip in name.skips:
        row.append(row[-1] - skip)
    return row


@lru_cache(65536)
def _pay(sign: str, sounds: tuple[str, ...], other: str) -> float:
    """What a unit of what was said is worth as a sign of the name."""
    if not sign:
        return _sound_pay(sounds[0], readings(other), other)
    return SAME if sign == other else _alike_pay(sounds, readings(other))


def _alike_pay(some: tuple[str, ...], others: tuple[str, ...]) -> float:
    """What a character of the same or a similar sound is worth."""
    if not set(some).isdisjoint(others):
        return HOMOPHONE
    return SOUNDS_LIKE if some and others and alike(some[0]) == alike(others[0]) else -WRONG


def _sound_pay(heard: str, others: tuple[str, ...], sign: str) -> float:
    """What a syllable or an initial is worth against a character."""
    if heard in others:
        return SYLLABLE
    if heard == sign:
        return SAME
    if any(alike(heard) == alike(other) for other in others):
        return LIKE_SYLLABLE
    initial = len(heard) == 1 and any(other.startswith(heard) for other in others)
    return INITIAL if initial else -WRONG
