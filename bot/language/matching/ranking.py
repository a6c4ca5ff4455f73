"""Candidates for a name as said: found by their grams, ranked by how well they fit, decided by the margin."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from typing import Final

from rapidfuzz.distance import LCSseq

from bot.domain.ports import NameForm, NameHit, NameIndex
from bot.language.matching import align, latin
from bot.language.matching.forms import form_of, tells_nothing
from bot.language.matching.grams import grams_said
from bot.language.normalise import fold, has_han
from bot.language.sounds import parted, sound

OWN, CONTACT, SURNAME = 0.15, 0.10, 0.06
EXACT: Final = 0.05
"""What a name that is said as it stands is worth beyond one that only has the same form."""
MOST: Final = 10
FINALISTS, LATIN_FINALISTS = 16, 28
"""Candidates that are looked at closely; English names differ less from each other at first sight."""
NAMED: Final = 12
LEAST: Final = 0.3
PLAIN: Final = 0.5
"""What a name is worth at most of which only trade and region were said."""
ACCEPTED: Final = ((1.0, 0.03), (0.9, 0.12), (0.8, 0.2))
"""Score and margin to the second from which on nobody needs to be asked."""
ASKED: Final = 0.6
ACCEPT, ASK, NOTHING = "accept", "ask", "none"
LETTERS: Final = 8
"""Letters that may all be initials."""
UNSAID: Final = 0.5
"""How much less a name is worth that is a part of what was said only, when nothing else of it makes sense."""
Fit = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Match:
    """A customer with its score from 0 to 1; `worth` is the score before it is cut off at 1."""

    id: str
    name: str
    score: float
    worth: float
    note: str = ""

    def raised(self) -> "Match":
        """The same where somebody of the surname that was said is known."""
        worth = self.worth + SURNAME
        return replace(self, worth=worth, score=min(1.0, worth))


@dataclass(frozen=True, slots=True)
class Matches:
    """Candidates by score; `decision` is accept, ask or none."""

    matches: tuple[Match, ...]
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What else tells the customer: who asks, and the customers of contacts named beside it."""

    member_id: str = ""
    contacts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Within:
    """Customers known by a part of what was said, each with that part; `left` is the share that none is known by."""

    said: Mapping[str, str]
    left: float = 0.0


NOTHING_WITHIN: Final = Within({})


def candidates(
    said: str, names: NameIndex, hints: Hints, within: Within = NOTHING_WITHIN, *, least: float = 0.0
) -> list[Match]:
    """The customers that `said` (folded) may mean, best first, each once; none when the best is below `least`."""
    form = form_of(said)
    found = names.like(grams_said(form), within.said, hints.member_id) if form else ()
    nearness, fit, fit_within = _nearness(form, hints, within), _fits(form), _fits_within(within)
    worth: dict[str, float] = {}
    most = FINALISTS if has_han(form) else LATIN_FINALISTS
    for each in nlargest(most, found, key=nearness):
        value = max(fit(each.form), fit_within(each))
        worth[each.id] = max(worth.get(each.id, 0.0), _worth(each, value, hints))
    if max(worth.values(), default=0.0) + EXACT < least:
        return []
    likely = [each for each, value in sorted(worth.items(), key=_by_worth)[:NAMED] if value >= LEAST]
    return best(_match(hit, worth[hit.id], said) for hit in names.about(likely))


def _fits_within(within: Within) -> Callable[[NameForm], float]:
    """How well the customers known by a part of what was said fit that part."""
    fits = {said: _fits(form_of(said)) for said in set(within.said.values())}

    def fit(each: NameForm) -> float:
        said = within.said.get(each.id)
        return fits[said](each.form) - UNSAID * within.left if said is not None else 0.0

    return fit


def _by_worth(pair: tuple[str, float]) -> float:
    return -pair[1]


def _worth(form: NameForm, fit: float, hints: Hints) -> float:
    own = OWN if form.own else 0.0
    return max(0.0, fit) and fit + own + (CONTACT if form.id in hints.contacts else 0.0)


def _match(hit: NameHit, worth: float, said: str) -> Match:
    value = worth + (EXACT if _whole(said) == _whole(fold(hit.name)) else 0.0)
    return Match(hit.id, hit.name, min(1.0, value), value, hit.note)


def best(matches: Iterable[Match]) -> list[Match]:
    """Each customer once, by its best name."""
    ordered = sorted(matches, key=lambda each: (-each.worth, each.name, each.id))
    return [*{each.id: each for each in reversed(ordered)}.values()][::-1]


def decided(matches: Sequence[Match]) -> Matches:
    """The first ten, and whether the first is sure enough."""
    top = tuple(sorted(matches, key=lambda each: (-each.worth, each.name, each.id))[:MOST])
    if not top or top[0].worth < ASKED:
        return Matches(top, NOTHING)
    margin = top[0].worth - (top[1].worth if len(top) > 1 else 0.0)
    sure = any(top[0].worth >= least and margin >= parting for least, parting in ACCEPTED)
    return Matches(top, ACCEPT if sure else ASK)


def _whole(name: str) -> str:
    return "".join(each for each in name.casefold() if each.isalnum())


def _nearness(said: str, hints: Hints, within: Within) -> Callable[[NameForm], float]:
    """A quick measure of how well a form will fit what was said, to leave the far ones out."""
    shared = _shared(said)

    def nearness(each: NameForm) -> float:
        likelier = each.own + (each.id in hints.contacts) + (each.id in within.said)
        return shared(each.form) / len(said) - 0.01 * abs(len(said) - len(each.form)) + 0.3 * likelier

    return nearness


def _shared(said: str) -> Fit:
    """How many characters, or sounds, or initials a form has in the same order."""
    heard = [sound(sign) or sign for sign in said]
    letters, written = said.replace(" ", ""), has_han(said)

    def shared(form: str) -> float:
        written_alike = LCSseq.similarity(said, form)
        if not has_han(form):
            return max(written_alike, len(said) * (said == _acronym(form)))
        sounds = [sound(sign) or sign for sign in form]
        alike = LCSseq.similarity(heard, sounds) if written else _spelt(letters, sounds)
        return max(written_alike, 0.9 * alike)

    return shared


def _acronym(form: str) -> str:
    return "".join(word[0] for word in form.split())


def _spelt(letters: str, sounds: Sequence[str]) -> float:
    """How many letters fit the initials, or the pinyin."""
    initials = LCSseq.similarity(letters, "".join(each[:1] for each in sounds))
    return max(initials, LCSseq.similarity(letters, "".join(sounds)))


def _fits(said: str) -> Fit:
    """How well forms fit what was said."""
    if has_han(said):
        return _fits_written(said)
    words = said.split()
    heard = [align.said_as_heard(way) for way in _ways(words)]

    def fit(form: str) -> float:
        if not has_han(form):
            return latin.fit(words, form)
        return max((align.fit(each, align.named(form)) for each in heard), default=0.0)

    return fit


def _fits_written(said: str) -> Fit:
    """Trades and regions alone are a name only as they stand: 上海银行 is never 银行."""
    written, most = align.said_as_written(said), PLAIN if tells_nothing(said) else 1.0

    def fit(form: str) -> float:
        if form == said:
            return 1.0
        return min(most, align.fit(written, align.named(form))) if has_han(form) else 0.0

    return fit


def _ways(words: Sequence[str]) -> list[tuple[str, ...]]:
    """As what syllables or initials letters may be read."""
    letters = "".join(words)
    ways = [*parted(letters)]
    if 1 < len(letters) <= LETTERS and letters.isalpha():
        ways.append(tuple(letters))
    return ways
