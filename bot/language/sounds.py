"""How Chinese characters are read, and which syllables people mix up."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from bot.language.normalise import has_han

LEAST_SOUND, MOST_SOUND = 2, 4
"""Han characters of names whose pinyin is a key of its own."""
OTHER: Final = "~"
"""Before the syllable, in the table, of a character's second reading."""
ALIKE: Final = re.compile(r"^([zcs])h|^hu(?=[ao])|^n(?=[aeiouv])")
NASAL: Final = re.compile(r"(?<=[aei])ng$")
SOFTER: Final = {"h": "f", "n": "l"}
WHOLE: Final = {"hu": "fu", "hui": "fei", "hun": "fen"}
VOWELS: Final = frozenset("aeiouv")
MOST_WAYS: Final = 4
"""In how many ways letters are parted into syllables at most."""
LONGEST_SYLLABLE: Final = 6


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    """The syllables of every common character, the most usual one first."""
    found: dict[str, tuple[str, ...]] = {}
    for line in files("bot.language").joinpath("pinyin.txt").read_text("utf-8").splitlines():
        syllable, signs = line.lstrip(OTHER).split()
        for sign in signs:
            known = found.get(sign, ())
            found[sign] = known if syllable in known else (*known, syllable)
    return found


def readings(sign: str) -> tuple[str, ...]:
    """How a character may be read; () of what we do not know."""
    return _readings().get(sign, ())


def pinyin(han: str) -> tuple[str, ...]:
    """The usual syllables; () when a character has none that we know."""
    found = [readings(sign) for sign in han]
    return tuple(each[0] for each in found) if all(found) else ()


@lru_cache(1024)
def alike(syllable: str) -> str:
    """One spelling for what sounds alike to many: zh and z, ng and n, l and n, hu and f."""
    softened = ALIKE.sub(lambda found: found[1] or SOFTER[found[0][0]], syllable, count=1)
    return NASAL.sub("n", WHOLE.get(softened, softened))


@lru_cache(16384)
def sound(sign: str) -> str:
    """The usual reading of a character in that spelling; "" of what has none."""
    found = readings(sign)
    return alike(found[0]) if found else ""


@cache
def syllables() -> frozenset[str]:
    every = (syllable for some in _readings().values() for syllable in some)
    return frozenset(syllable for syllable in every if VOWELS.intersection(syllable))


def parted(letters: str) -> tuple[tuple[str, ...], ...]:
    """The ways in which letters are whole syllables, fewest syllables first: xian is xian, or xi an."""
    ways: list[list[tuple[str, ...]]] = [[()], *([] for _ in letters)]
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - LONGEST_SYLLABLE), end):
            if letters[start:end] in syllables():
                ways[end] += [(*way, letters[start:end]) for way in ways[start]]
        ways[end] = sorted(ways[end], key=len)[:MOST_WAYS]
    return tuple(ways[-1])


def near_keys(form: str) -> Iterator[str]:
    """The pinyin of a short Chinese form, joined and spaced, which a name index keeps beside the form itself."""
    if has_han(form) and LEAST_SOUND <= len(form) <= MOST_SOUND:
        said = pinyin(form)
        if said:
            yield from ("".join(said), " ".join(said))
