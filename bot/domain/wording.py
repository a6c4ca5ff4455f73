"""How much two short texts speak of the same thing, word by word and Han character by character."""

from typing import Final

LATIN: Final = """
a an the it its this that them they to of for by on in at and our their his her is was be been done sent has
have had will would we i you he she with already
"""
EMPTY: Final = frozenset(LATIN.split()) | frozenset("的了给把已也和与在个我你他她们会要就是吧呢啊前后")
"""Words that say nothing about what is spoken of."""


def words(text: str) -> frozenset[str]:
    """Latin words and single Han characters, without the empty ones."""
    spaced = "".join(each if each.isascii() and each.isalnum() else " " for each in text.lower())
    han = (each for each in text if not each.isascii() and each.isalnum())
    return frozenset((*spaced.split(), *han)) - EMPTY


def shared(one: str, other: str) -> int:
    """How many words both texts have."""
    return len(words(one) & words(other))
