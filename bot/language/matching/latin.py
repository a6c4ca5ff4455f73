"""How well Latin words fit an English name: words in order, each whole, begun, misspelt or abbreviated."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import OSA, LCSseq

from bot.language.matching.forms import legal_words
from bot.language.names import common_words

SAME, BEGUN, BEGUN_SHORT, ABBREVIATED = 1.0, 0.93, 0.75, 0.78
ACRONYM: Final = 0.93
SLIPS: Final = {1: 0.88, 2: 0.76}
"""What a word with one or two slips is worth."""
SHORTEST_SLIP: Final = {1: 4, 2: 8}
SLIP_OF_FOUR: Final = 0.72
"""What a word of four letters with a slip is worth: Acne is hardly Acme."""
SHORT: Final = 3
WRONG, EXTRA = 0.2, 0.4
PLAIN_WEIGHT: Final = 0.4
SKIP_PLAIN, SKIP, SKIP_FIRST = 0.012, 0.03, 0.14
SMALL: Final = frozenset(("the", "of", "and", "&", "for"))
PLAIN_WORDS: Final = """
company companies firm guys people folks team office account customer client inc ltd llc corp
technologies technology international intl systems solutions services software logistics industries
partners consulting capital ventures holdings trading manufacturing foods energy medical labs
laboratories design media digital networks motors
"""
PLAIN_EXTRA: Final = frozenset(PLAIN_WORDS.split())


def fit(said: Sequence[str], form: str) -> float:
    """At most 1; joined words count as the words, an acronym as its words."""
    words = form.split()
    if list(said) == words:
        return SAME
    return max(_in_order(said, words), _joined(said, words), _acronym(said, words))


def _in_order(said: Sequence[str], words: Sequence[str]) -> float:
    weights = [PLAIN_WEIGHT if _is_plain(word) else 1.0 for word in said]
    whole = sum(weights)
    last = _skips(words)
    costs = [before - after for before, after in pairwise(last)]
    for word, each in zip(said, weights, strict=True):
        weight = each / whole
        this = [last[0] - weight * EXTRA]
        for column, other in enumerate(words, start=1):
            this.append(
                max(
                    this[-1] - costs[column - 1],
                    last[column] - weight * EXTRA,
                    last[column - 1] + weight * worth(word, other),
                )
            )
        last = this
    return last[-1]


def _skips(words: Sequence[str]) -> list[float]:
    row = [0.0]
    first = next((place for place, word in enumerate(words) if word not in SMALL), 0)
    for place, word in enumerate(words):
        cost = SKIP_FIRST if place == first else SKIP_PLAIN if _is_plain(word) else SKIP
        row.append(row[-1] - (0.0 if word in SMALL else cost))
    return row


@lru_cache(8192)
def _is_plain(word: str) -> bool:
    return word in PLAIN_EXTRA or word in legal_words() or word in common_words()


@lru_cache(32768)
def worth(said: str, word: str) -> float:
    """What one word is worth as another."""
    if said == word:
        return SAME
    if word.startswith(said) and len(said) > 1:
        return BEGUN if len(said) > SHORT else BEGUN_SHORT
    return _slipped(said, word) or (ABBREVIATED if _abbreviates(said, word) else -WRONG)


def _slipped(said: str, word: str) -> float:
    """What a word with a slip or two is worth; 0 of another word."""
    slips = OSA.distance(said, word, score_cutoff=2)
    if slips not in SLIPS or min(len(said), len(word)) < SHORTEST_SLIP[slips]:
        return 0.0
    return SLIPS[slips] if max(len(said), len(word)) > SHORTEST_SLIP[1] else SLIP_OF_FOUR


def _abbreviates(said: str, word: str) -> bool:
    """Whether it is short for it: intl for international, mfg for manufacturing."""
    if not SHORT <= len(said) < len(word) or said[0] != word[0]:
        return False
    return LCSseq.similarity(said, word) == len(said)


def _joined(said: Sequence[str], words: Sequence[str]) -> float:
    """Words written in one, or one written in two: the beginning of the name, but for a slip."""
    one = "".join(said)
    best = -1.0
    costs = _skips(words)
    for count in range(1, len(words) + 1):
        other = "".join(words[:count])
        if count == 1 == len(said) or abs(len(one) - len(other)) > 1:
            continue
        left_out = costs[count] - costs[-1]
        best = max(best, (SAME - 0.01 if one == other else worth(one, other)) - left_out)
    return best


def _acronym(said: Sequence[str], words: Sequence[str]) -> float:
    """IBM for its words, or the words for IBM."""
    if len(said) == 1 and len(words) > 1:
        return ACRONYM if said[0] in _initials(words) and len(said[0]) > 1 else -1.0
    return ACRONYM if len(words) == 1 and len(words[0]) > SHORT - 1 and words[0] in _initials(said) else -1.0


def _initials(words: Sequence[str]) -> tuple[str, str]:
    """With and without the small words."""
    return "".join(word[0] for word in words), "".join(word[0] for word in words if word not in SMALL)
