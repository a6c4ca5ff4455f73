"""Keys by which a name is found that was only nearly said: by its sound, or with one slip of the finger.

Both are found by equality, so that the name index answers them in the same query: a sound key is the joined
pinyin in which zh and z, ng and n, l and n are alike; the slip keys of a word are the word and what is left
of it without one of its letters, and two words one slip apart share one of them.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from bot.language.normalise import has_han

SOUND: Final = "^"
SLIP: Final = "*"
LEAST_SLIP, MOST_SLIP = 4, 12
"""Letters of words in which a slip is looked for."""
LEAST_SOUND, MOST_SOUND = 2, 4
"""Han characters of names that are found by their sound."""
ALIKE: Final = re.compile(r"([zcs])h|(?<=[aei])(n)g|^(l)")


@cache
def _readings() -> dict[str, str]:
    """The syllable of every common character, as it is read most often."""
    lines = files("bot.language").joinpath("pinyin.txt").read_text("utf-8").splitlines()
    return {sign: line.split()[0] for line in lines for sign in line.split()[1]}


def pinyin(han: str) -> tuple[str, ...]:
    """The syllables; () when a character has none that we know."""
    found = tuple(_readings().get(sign, "") for sign in han)
    return found if all(found) else ()


def _alike(syllable: str) -> str:
    return ALIKE.sub(lambda found: found[1] or found[2] or "n", syllable)


def sound_key(syllables: tuple[str, ...]) -> str:
    """One key for all that sounds alike; "" without syllables."""
    return SOUND + "".join(map(_alike, syllables)) if syllables else ""


def slip_keys(word: str) -> Iterator[str]:
    """The word and what is left of it without one letter."""
    yield SLIP + word
    yield from (SLIP + word[:place] + word[place + 1 :] for place in range(len(word)))


def near_keys(form: str) -> Iterator[str]:
    """What a name index keeps of a short form besides the form itself."""
    if has_han(form):
        syllables = pinyin(form) if LEAST_SOUND <= len(form) <= MOST_SOUND else ()
        if syllables:
            yield sound_key(syllables)
            yield from ("".join(syllables), " ".join(syllables))
        return
    word = form.replace(" ", "")
    if LEAST_SLIP <= len(word) <= MOST_SLIP and word.isalpha():
        yield from slip_keys(word)
