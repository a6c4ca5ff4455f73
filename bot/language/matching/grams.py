"""Grams: the pieces of a name under which it is looked for when it was not written as it stands.

Of a Chinese name: pairs of characters up to two apart (北大 of 北京大学), neighbouring sounds, and the first initials
of its pinyin. Of Latin words: the words, three letters in a row, and the acronym. Each sort has its own mark.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from bot.language.normalise import HAN, has_han
from bot.language.sounds import alike, parted, readings, sound

SOUND, INITIALS, LETTERS, WORD = "^", "!", ".", "_"
FURTHEST: Final = 3
"""How far apart the characters of a pair stand at most; neighbours are 1 apart."""
MOST_INITIALS: Final = 4
LONGEST: Final = 24
"""Pieces of a name that have grams."""
LETTER_GRAM: Final = 3
PIECE: Final = re.compile(rf"[{HAN}]|[^{HAN} ]+")


def grams_of(form: str, local: str) -> frozenset[str]:
    """Those of a form; `local` is the form without its region."""
    if not has_han(form):
        return frozenset(_latin(form))
    pieces = PIECE.findall(form)[:LONGEST]
    words = [piece for piece in pieces if len(piece) > 1]
    grams = {*_pairs(pieces), *_sounds(pieces), *_initials(form), *_initials(local)}
    return frozenset(grams | {gram for word in words for gram in _latin(word)})


def grams_said(said: str) -> frozenset[str]:
    """Those under which a name that was said so is looked for; swapped neighbours too."""
    if not has_han(said):
        return frozenset((*_latin(said), *_spelt(said)))
    pieces = PIECE.findall(said)[:LONGEST]
    swapped = (after + before for before, after in pairwise(pieces))
    words = [gram for piece in pieces if len(piece) > 1 for gram in _latin(piece)]
    return frozenset((*_pairs(pieces), *swapped, *_sounds(pieces), *words))


def _pairs(pieces: Sequence[str]) -> Iterator[str]:
    for place, piece in enumerate(pieces):
        yield from (piece + other for other in pieces[place + 1 : place + 1 + FURTHEST])


def _sounds(pieces: Sequence[str]) -> Iterator[str]:
    heard = [sound(piece) for piece in pieces]
    return _sound_pairs(heard)


def _sound_pairs(heard: Sequence[str]) -> Iterator[str]:
    pairs = pairwise(heard)
    return (f"{SOUND}{one} {other}" for one, other in pairs if one and other)


def _initials(form: str) -> Iterator[str]:
    """The first two, three and four initials."""
    first = "".join(readings(sign)[0][0] if readings(sign) else "?" for sign in form[:MOST_INITIALS])
    return (INITIALS + first[:length] for length in range(2, len(first) + 1))


def _spelt(said: str) -> Iterator[str]:
    """Letters as the pinyin or the initials of a Chinese name."""
    letters = said.replace(" ", "")
    for way in parted(letters):
        yield from _sound_pairs([alike(syllable) for syllable in way])
    if letters.isalpha():
        yield INITIALS + letters[:MOST_INITIALS]


def _latin(form: str) -> Iterator[str]:
    words = form.split()[:LONGEST]
    joined = "".join(words)
    starts = [sum(map(len, words[:place])) for place in range(len(words))]
    yield from (WORD + word for word in words)
    yield WORD + joined
    yield from (LETTERS + joined[at : at + LETTER_GRAM] for at in range(len(joined) - LETTER_GRAM + 1))
    yield from (f"{LETTERS}{LETTERS}{joined[at : at + 2]}" for at in starts)
    if len(words) > 1:
        yield WORD + "".join(word[0] for word in words)
