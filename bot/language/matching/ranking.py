"""Candidates for a name as said: found by their grams, ranked by how well they fit, decided by the margin."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from heapq import nlargest
from typing import Final

from rapidfuzz.distance import LCSseq

from bot.domain.ports import NameForm, NameIndex
from bot.language.matching import align, latin
from bot.language.matching.forms import form_of
from bot.language.matching.grams import grams_said
from bot.language.normalise import has_han
from bot.language.sounds import parted, sound

OWN, CONTACT, SURNAME = 0.15, 0.10, 0.06
EXACT: Final = 0.05
"""What a name that is said as it stands is worth beyond one that only has the same form."""
MOST: Final = 10
FINALISTS: Final = 24
LEAST: Final = 0.3
ACCEPTED: Final = ((1.0, 0.03), (0.9, 0.12), (0.8, 0.2))
"""Score and margin to the second from which on nobody needs to be asked."""
ASKED: Final = 0.6
ACCEPT, ASK, NOTHING = "accept", "ask", "none"
LETTERS: Final = 8
"""Letters that may all be initials."""
Fit = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Match:
    """A customer with its score from 0 to 1; `worth` is the score before it is cut off at 1."""

    id: str
    name: str
    score: float
    worth: float
    note: str = ""
    owner_id: str = ""

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


def candidates(said: str, names: NameIndex, hints: Hints, ids: Iterable[str] = ()) -> list[Match]:
    """The customers that `said` (folded) may mean, best first, each once."""
    form = form_of(said)
    found = names.like(grams_said(form), ids, hints.member_id) if form else ()
    fitting = _fits(form)
    finalists = nlargest(FINALISTS, found, key=partial(_nearness, form, hints))
    scored = [_match(each, fitting(each.form), said, form, hints) for each in finalists]
    return best([each for each in scored if each.worth >= LEAST])


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


def _match(form: NameForm, fit: float, said: str, said_form: str, hints: Hints) -> Match:
    exact = EXACT if said_form == form.form and _whole(said) == _whole(form.name) else 0.0
    own = OWN if hints.member_id and form.owner_id == hints.member_id else 0.0
    person = CONTACT if form.id in hints.contacts else 0.0
    worth = max(0.0, fit) and fit + exact + own + person
    return Match(form.id, form.name, max(0.0, min(1.0, worth)), worth, form.note, form.owner_id)


def _whole(name: str) -> str:
    return "".join(each for each in name.casefold() if each.isalnum())


def _nearness(said: str, hints: Hints, each: NameForm) -> float:
    """A quick measure of how well a form will fit, to leave the far ones out."""
    near = LCSseq.similarity(said, each.form)
    own = each.owner_id == hints.member_id and bool(hints.member_id)
    closeness = near - 0.02 * abs(len(said) - len(each.form))
    if has_han(each.form):
        closeness = max(closeness, 0.9 * _heard_nearness(said, each.form))
    return closeness + 0.5 * own + 0.5 * (each.id in hints.contacts)


def _heard_nearness(said: str, form: str) -> float:
    """The same of the sounds."""
    heard = [sound(sign) or sign for sign in form]
    if has_han(said):
        return LCSseq.similarity([sound(sign) or sign for sign in said], heard)
    letters = said.replace(" ", "")
    initials = LCSseq.similarity(letters, "".join(each[:1] for each in heard))
    spelt = LCSseq.similarity(letters, "".join(heard))
    return max(initials, spelt) / 2


def _fits(said: str) -> Fit:
    """How well forms fit what was said."""
    if has_han(said):
        written = align.said_as_written(said)
        return lambda form: align.fit(written, align.named(form)) if has_han(form) else 0.0
    words = said.split()
    heard = [align.said_as_heard(way) for way in _ways(words)]

    def fit(form: str) -> float:
        if not has_han(form):
            return latin.fit(words, form)
        return max((align.fit(each, align.named(form)) for each in heard), default=0.0)

    return fit


def _ways(words: Sequence[str]) -> list[tuple[str, ...]]:
    """As what syllables or initials letters may be read."""
    letters = "".join(words)
    ways = [*parted(letters)]
    if 1 < len(letters) <= LETTERS and letters.isalpha():
        ways.append(tuple(letters))
    return ways
