"""How much two short texts speak of the same thing, word by word and Han character by character."""

from typing import Final

LATIN: Final = """
a an the it its this that them they to of for by on in at and our their his her is was be been done sent has
have had will would we i you he she with already
"""
EMPTY: Final = frozenset(LATIN.split()) | frozenset("的了给把已也和与在个我你他她们会要就是吧呢啊前后")
"""Words that say nothing about what is spoken of."""

STEM: Final = 4
"""Letters from which on the beginning of a word stands for it."""


def words(text: str) -> frozenset[str]:
    """Latin words and single Han characters, without the empty ones."""
    spaced = "".join(each if each.isascii() and each.isalnum() else " " for each in text.lower())
    han = (each for each in text if not each.isascii() and each.isalnum())
    return frozenset((*spaced.split(), *han)) - EMPTY


def shared(one: str, other: str) -> int:
    """How many words both texts have."""
    return len(words(one) & words(other))


def akin(one: str, other: str) -> int:
    """How many words of one text stand in the other, be it with another ending: leak, leaking."""
    theirs = words(other)
    return sum(any(_same(each, its) for its in theirs) for each in words(one))


def _same(one: str, other: str) -> bool:
    least = min(len(one), len(other))
    return one == other or (least >= STEM and one.isascii() and one[:least] == other[:least])


def much_alike(one: str, other: str) -> bool:
    """Whether half of the words of the shorter text stand in the other."""
    least = min(len(words(one)), len(words(other)))
    return least > 0 and shared(one, other) * 2 >= least
