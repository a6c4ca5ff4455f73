"""Where one statement ends and the next begins; what has no act of its own belongs to its neighbour."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Final

from bot.domain.people import Language
from bot.language.intents import UNSURE, Mood, act_of, features_of, is_bare, mood_of
from bot.language.normalise import HAN
from bot.language.sheet import Sheet, Span, ahead
from bot.language.words import CUSTOMER, RECURRING, pattern, reading

SIGNED: Final = f"{CUSTOMER}-{RECURRING}"
SPACED: Final = f"(?<=[{HAN}]) +(?=[{HAN}{SIGNED}])|(?<=[{SIGNED}]) +(?=[{HAN}])"
WEAK: Final = frozenset({"log_interaction"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement: its whole span, the head that carries the act, the act and the features."""

    span: Span
    head: Span
    act: str
    features: frozenset[str]


@cache
def _breaks() -> re.Pattern[str]:
    zh, en = reading(Language.ZH)["clause"], reading(Language.EN)["clause"]
    joins = f"(?:{zh['joins']})|(?<![a-z])(?:{pattern(en['joins'])})(?![a-z])"
    return re.compile(f"{zh['breaks']}|{en['breaks']}|{joins}|{SPACED}")


@cache
def _sentences() -> re.Pattern[str]:
    zh, en = reading(Language.ZH)["clause"], reading(Language.EN)["clause"]
    return re.compile(f"{zh['sentence']}|{en['sentence']}")


def _trimmed(masked: str, start: int, end: int) -> Span:
    while start < end and masked[start] in " ,，、":
        start += 1
    while start < end and masked[end - 1] in " ,，、":
        end -= 1
    return start, end


def _cut(masked: str, span: Span, at: re.Pattern[str]) -> Iterator[Span]:
    """The pieces between breaks; a break stays with the piece before it (its question mark matters)."""
    start = span[0]
    for match in at.finditer(masked, *span):
        mark = match[0].strip() in {"?", "？"} or "?" in match[0] or "？" in match[0]
        piece = _trimmed(masked, start, match.end() if mark else match.start())
        if piece[0] < piece[1]:
            yield piece
        start = match.start() if match[0][:1].isalpha() else match.end()
    piece = _trimmed(masked, start, span[1])
    if piece[0] < piece[1]:
        yield piece


def clauses_of(sheet: Sheet, now: datetime) -> list[Clause]:
    """The statements of a message, in order."""
    found: list[Clause] = []
    for sentence in _cut(sheet.masked, (0, len(sheet.masked)), _sentences()):
        found = _merged(found, list(_of_sentence(sheet, sentence, now)))
    return found


def _clause(sheet: Sheet, span: Span, now: datetime, mood: Mood = Mood.STATEMENT) -> Clause:
    later = any(ahead(when, now) for when in sheet.times(span))
    features = features_of(sheet.masked[span[0] : span[1]], ahead=later)
    return Clause(span, span, act_of(features, mood), features)


def _of_sentence(sheet: Sheet, sentence: Span, now: datetime) -> Iterator[Clause]:
    whole = features_of(sheet.masked[sentence[0] : sentence[1]], ahead=False)
    mood = mood_of(whole)
    if mood is not Mood.STATEMENT:
        yield _clause(sheet, sentence, now, mood)
        return
    waiting: int | None = None
    last: Clause | None = None
    for piece in _cut(sheet.masked, sentence, _breaks()):
        start = piece[0] if waiting is None else waiting
        clause = _clause(sheet, (start, piece[1]), now)
        waiting = None
        if last and _continues(last, clause, sheet):
            last = replace(last, span=(last.span[0], clause.span[1]))
        elif clause.act:
            if last:
                yield last
            last = clause
        elif last and not is_bare(sheet.masked[piece[0] : piece[1]]):
            last = replace(last, span=(last.span[0], clause.span[1]))
        else:
            waiting = start
    if waiting is not None and last:
        yield _clause(sheet, (last.span[0], sentence[1]), now) if last.span == last.head else last
    elif waiting is not None:
        yield _clause(sheet, (waiting, sentence[1]), now)
    elif last:
        yield last


def _continues(last: Clause, clause: Clause, sheet: Sheet) -> bool:
    """A log after a log, or a remark after anything, about nobody else."""
    if clause.act != "log_interaction" or _other_customer(last, clause, sheet):
        return False
    return last.act == "log_interaction" or (last.act != UNSURE and "contact" not in clause.features)


def _other_customer(last: Clause, clause: Clause, sheet: Sheet) -> bool:
    said = {name.mention for name in sheet.within(clause.span) if name.noun == "customer"}
    before = {name.mention for name in sheet.within(last.span) if name.noun == "customer"}
    return bool(said) and not said <= before


def _merged(found: list[Clause], more: list[Clause]) -> list[Clause]:
    """Sentences without an act go on with what was said before them."""
    for clause in more:
        if clause.act == "" and found and found[-1].act == "log_interaction":
            found[-1] = replace(found[-1], span=(found[-1].span[0], clause.span[1]))
        else:
            found.append(clause)
    return found
