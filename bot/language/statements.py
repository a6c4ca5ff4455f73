"""A statement within a message: where it stands, what it does, and whether it lies ahead."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from bot.domain.moment import Moment
from bot.language.dates import Grain, Kind, When
from bot.language.intents import Mood, act_of, features_of
from bot.language.normalise import has_han
from bot.language.own_stages import own_stage
from bot.language.sheet import Sheet, Span, ahead
from bot.language.sold import SOMEBODY
from bot.language.words import section

DATED: Final = frozenset({"make_promise", "customer_promise"})
AND_THEN: Final = re.compile(r" ?(?:,|and|plus|&|then) (?:and |then )?")
BARE_PART: Final = 2
"""Characters of 早上, 下午."""
SENTENCE: Final = re.compile(r"[^。.!！?？;；\n]*")
FAR: Final = timedelta(days=270)
"""A day of a month further away than this was meant as the one that has just been."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement: its whole span, the head that carries the act, the act and the features."""

    span: Span
    head: Span
    act: str
    features: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scene:
    """When it is said, whether the conversation is about a customer already, and the team's own stages of deals."""

    now: datetime
    focused: bool = False
    stages: tuple[str, ...] = ()


def clause_at(sheet: Sheet, span: Span, scene: Scene, mood: Mood = Mood.STATEMENT) -> Clause:
    later = any(_lies_ahead(when, sheet, span, scene) for when in sheet.times(span))
    features = features_of(sheet.masked[span[0] : span[1]], ahead=later, focused=scene.focused)
    if any(name.span[0] < span[0] for name in sheet.names if name.noun in SOMEBODY):
        features |= {"spoken"}
    if own_stage(sheet.masked[span[0] : span[1]], scene.stages):
        features |= {"moves"}
    return Clause(span, span, act_of(features, mood), features)


def _lies_ahead(when: When, sheet: Sheet, span: Span, scene: Scene) -> bool:
    """Not a bare day before a verb of the past, nor one that would come round only next year."""
    if not ahead(when, scene.now):
        return False
    sure = when.kind not in {Kind.POINT, Kind.RANGE} or section("features")["coming"].search(
        when.said.lower()
    )
    return bool(sure) or not (_part(when) or _far(when, scene) or _before_deed(when, sheet, span))


def _part(when: When) -> bool:
    """早上, 下午: a part of the day without a day."""
    return when.grain is Grain.PART and len(when.said) <= BARE_PART and when.said[0] not in "今明后"


def _far(when: When, scene: Scene) -> bool:
    return when.value is not None and Moment.of(when.value).day - scene.now.date() >= FAR


def _before_deed(when: When, sheet: Sheet, span: Span) -> bool:
    """周一联系了, 周一拜访华联，王强没在: in Chinese the day of a deed stands before it, and how it went after it."""
    if not has_han(when.said):
        return False
    words = section("features")
    done = (words[each].search(sheet.masked, when.span[1], span[1]) for each in ("contact_past", "happened"))
    return any(done) or _turned_out(when, sheet)


def _turned_out(when: When, sheet: Sheet) -> bool:
    """Whether the next piece of the sentence tells how a visit went."""
    sentence = SENTENCE.match(sheet.masked, when.span[1])
    visit, _, after = sentence[0].partition(",") if sentence else ("", "", "")
    met = section("contact_verbs")["words"].search(visit)
    return met is not None and section("features")["met_so"].search(after) is not None


def lengthened(last: Clause, clause: Clause) -> Clause:
    """Both as one statement, with the act of the first."""
    until = clause.span[1]
    features = last.features | clause.features
    return replace(last, span=(last.span[0], until), head=(last.head[0], until), features=features)


def apart(clause: Clause, sheet: Sheet, scene: Scene) -> Iterator[Clause]:
    """答应泰禾周五送样下周报价: every day with a deed of its own is a promise of its own."""
    times = [when for when in sheet.times(clause.head) if ahead(when, scene.now)]
    cut = next((at for one, other in pairwise(times) if (at := _between(one, other, clause, sheet))), 0)
    if clause.act not in (*DATED, "set_reminder") or not cut:
        yield clause
        return
    yield replace(clause, span=(clause.span[0], cut), head=(clause.head[0], cut))
    rest = (cut, clause.span[1])
    yield Clause(rest, rest, clause.act, clause.features - {"named"} | clause_at(sheet, rest, scene).features)


def _between(one: When, other: When, clause: Clause, sheet: Sheet) -> int:
    """Where the second deed begins: in Chinese at its day, in English after the day of the first; 0 if none."""
    deed = section("features")["our_deed" if clause.act == "make_promise" else "their_deed"]
    middle = sheet.masked[one.span[1] : other.span[0]]
    if has_han(sheet.text[clause.span[0] : clause.span[1]]):
        after = sheet.masked[other.span[1] : clause.span[1]]
        return other.span[0] if deed.search(middle) and deed.search(after) else 0
    joined = AND_THEN.match(middle)
    return one.span[1] + joined.end() if joined and deed.search(middle) else 0
