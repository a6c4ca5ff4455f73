"""Customers nearly named: 太和 and `tai he` for 泰禾, gloebx for Globex; asked about unless it is certain."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any, Final

from bot.domain.base import Choice, Mention
from bot.domain.people import Language
from bot.language.matching.fragments import boundary, is_common
from bot.language.matching.ranking import ACCEPT, ASK, ASKED, Hints, Matches, candidates, decided
from bot.language.normalise import HAN, fold, has_han
from bot.language.spotting import MOST_CHOICES, Asker, Name, Span, stands
from bot.language.words import reading

WORD: Final = re.compile(r"[a-z]{2,}")
LATIN: Final = re.compile(r"(?<![a-z])(?=([a-z]+)(?: ([a-z]+))?(?![a-z]))")
LEAST_LETTERS: Final = 4
MOST_TRIED: Final = 3
LIKELY: Final = 0.7
"""The score from which on a name in a message is asked about; where none need stand, `ASKED` is too little."""


@cache
def everyday() -> frozenset[str]:
    """English words of the tables: none of them is a slip of the finger."""
    return frozenset(WORD.findall(" ".join(_strings(reading(Language.EN)))))


@cache
def _everyday_han() -> str:
    return " ".join(_strings(reading(Language.ZH)))


def is_everyday(said: str) -> bool:
    """Chinese words that a table has, or that many names share."""
    return said in _everyday_han() or is_common(said)


def _strings(table: Any) -> Iterator[str]:
    if isinstance(table, str):
        yield table.lower()
        return
    for each in table.values() if isinstance(table, dict) else table:
        yield from _strings(each)


@cache
def _places() -> re.Pattern[str]:
    """Where a Chinese name can stand: at the beginning, or after 拜访, 答应, 给; it ends before 周五 or 的."""
    zh = reading(Language.ZH)
    after = "|".join(f"(?<={word})" for word in zh["name_before"].split("|"))
    end = boundary().pattern
    return re.compile(rf"(?:(?<![{HAN}])|{after})(?P<name>(?:(?!{end})[{HAN}]){{2,12}})")


def near_names(masked: str, original: str, asker: Asker) -> tuple[Name, ...]:
    """The customer that is nearly named in a text where none is known; at most one."""
    for span in (*_latin(masked), *_han(masked))[:MOST_TRIED]:
        found = _named(span, original, asker)
        if found:
            return (found,)
    return ()


def meant(said: str, asker: Asker, *, least: float = 0.0) -> Matches:
    """The customers that a name (folded) may mean; none when the best is below `least`."""
    return decided(candidates(said, asker.names, Hints(member_id=asker.member_id), least=least))


def mention_of(said: str, found: Matches) -> Mention | None:
    """The one meant when it is sure, else those that it may be; None when all are too far from what was said."""
    first, *_ = (*found.matches, None)
    if first is None or found.decision not in {ACCEPT, ASK}:
        return None
    if found.decision == ACCEPT:
        return Mention(said, first.id, first.name)
    several = [each for each in found.matches if each.score >= ASKED][:MOST_CHOICES]
    return Mention(said, choices=tuple(Choice(each.id, each.name, each.note) for each in several))


def nearer(name: Name, asker: Asker) -> Name:
    """A customer that nobody knows by this name, with those that it may be another name of."""
    if name.noun != "customer" or name.mention.known or name.mention.choices:
        return name
    return replace(name, mention=likely(name.mention.said, asker))


def likely(said: str, asker: Asker) -> Mention:
    """The customer of nearly this name, or the few that it may be; only the words when none is near."""
    found = meant(fold(said), asker, least=LIKELY)
    near = found.matches and found.matches[0].score >= LIKELY
    return (mention_of(said, found) if near else None) or Mention(said)


def _latin(masked: str) -> Iterator[Span]:
    for found in LATIN.finditer(masked):
        pair = masked[found.start(1) : max(found.end(2), found.end(1))]
        for words in dict.fromkeys((pair, found[1])):
            span = found.start(), found.start() + len(words)
            if _strange(words) and len(words.replace(" ", "")) >= LEAST_LETTERS and _can_stand(masked, span):
                yield span


def _strange(words: str) -> bool:
    """Whether no table has the words as one, nor all of them."""
    return words not in everyday() and not everyday().issuperset(words.split())


def _can_stand(masked: str, span: Span) -> bool:
    return has_han(masked[max(0, span[0] - 1) : span[0]]) or stands(masked, span)


def _han(masked: str) -> Iterator[Span]:
    for found in _places().finditer(masked):
        if not is_everyday(found["name"]):
            yield found.span("name")


def _named(span: Span, original: str, asker: Asker) -> Name | None:
    mention = likely(original[slice(*span)], asker)
    return Name(span, "customer", mention) if mention.known or mention.choices else None
