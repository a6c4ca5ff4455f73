"""Where one statement ends and the next begins; what has no act of its own belongs to its neighbour."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from bot.domain.people import Language
from bot.language.intents import Mood, act_of, is_bare, mood_of
from bot.language.joining import Joining, joined, looking, merged
from bot.language.normalise import HAN
from bot.language.rules import UNSURE
from bot.language.rules.managing import OF_CUSTOMERS, OF_SALES
from bot.language.sheet import Sheet, Span
from bot.language.statements import Clause, Scene, clause_at, parted
from bot.language.words import CUSTOMER, PRODUCT, RECURRING, pattern, reading, section

__all__ = ["Clause", "Scene", "clauses_of"]

SIGNED: Final = f"{CUSTOMER}-{RECURRING}"
SPACED: Final = (
    f"(?<=[{HAN}]) +(?=[{HAN}{SIGNED}])|(?<=[0-9]) +(?=[{HAN}{SIGNED}])(?!{PRODUCT})"
    f"|(?<=[{SIGNED}]) +(?=[{HAN}])"
)
"""A space that parts: not that of 50 X200."""
ABBREVIATED: Final = re.compile(r"(?<![a-z])(?:nos|incl|excl|approx|qty|mr|mrs|ms|dr)$")
THOUSANDS: Final = re.compile(r"\d,(?:\d{2,3}(?!\d)|\d[kmw万])")
HAPPENED: Final = frozenset({"contact", "perfect", "past_deed"})
"""Before a question, what holds none of these is what is asked about: 泰禾要英文好的，派谁."""
ORDERED: Final = frozenset(
    {
        "set_reminder",
        "undo",
        "help",
        "my_day",
        "my_reminders",
        "brief",
        "find",
        "check_promises",
        "check_quotes",
    }
    | {act for act, _ in (*OF_CUSTOMERS, *OF_SALES)} - {"targets"}
)
"""What may follow a question in the same breath: orders and looks, no news."""


@cache
def _breaks() -> re.Pattern[str]:
    zh, en = reading(Language.ZH)["clause"], reading(Language.EN)["clause"]
    joins = f"(?:{pattern(zh['joins'])})|(?<![a-z])(?:{pattern(en['joins'])})(?![a-z])"
    parts = section("sold")["parts"].pattern
    return re.compile(f"{zh['breaks']}|{en['breaks']}|{joins}|{SPACED}|{parts}")


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
        if _parts_nothing(masked, match):
            continue
        mark = "?" in match[0] or "？" in match[0]
        piece = _trimmed(masked, start, match.end() if mark else match.start())
        if piece[0] < piece[1]:
            yield piece
        start = match.start() if match[0][:1].isalpha() else match.end()
    piece = _trimmed(masked, start, span[1])
    if piece[0] < piece[1]:
        yield piece


def _parts_nothing(masked: str, match: re.Match[str]) -> bool:
    """The comma of 128,000 and of 12,5k parts nothing, nor does the stop of 50 nos. X200."""
    if match[0] == ".":
        return bool(ABBREVIATED.search(masked, max(0, match.start() - 8), match.start()))
    return match[0] == "," and bool(THOUSANDS.match(masked, match.start() - 1))


def clauses_of(sheet: Sheet, scene: Scene) -> list[Clause]:
    """The statements of a message, in order."""
    found: list[Clause] = []
    for sentence in _cut(sheet.masked, (0, len(sheet.masked)), _sentences()):
        if found and found[-1].act in {"", "set_reminder"} and is_bare(sheet.masked[slice(*sentence)]):
            found[-1] = clause_at(sheet, (found[-1].span[0], sentence[1]), scene)
            continue
        found = merged(found, list(_of_sentence(sheet, sentence, scene)), sheet)
    return [part for clause in looking(found) for part in parted(clause, sheet, scene)]


def _of_sentence(sheet: Sheet, sentence: Span, scene: Scene) -> Iterator[Clause]:
    whole = clause_at(sheet, sentence, scene)
    mood = mood_of(whole.features)
    pieces = list(_cut(sheet.masked, sentence, _breaks()))
    if mood is Mood.QUESTION and len(pieces) > 1 and (asked := _asked(sheet, pieces, scene)):
        yield from asked
    elif mood is not Mood.STATEMENT:
        yield replace(whole, act=act_of(whole.features, mood))
    elif len(pieces) <= 1:
        yield whole
    else:
        yield from joined(sheet, pieces, scene)


def _asked(sheet: Sheet, pieces: Sequence[Span], scene: Scene) -> list[Clause]:
    """Several questions in one breath, or what happened and then a question that stands alone.

    None of them when a question has no meaning of its own (…，对吧): then it is about all that was said.
    """
    joining = Joining(sheet, scene)
    for piece in pieces:
        mood = mood_of(clause_at(sheet, piece, scene).features)
        clause = joining.read(piece, mood)
        if not _may_stand(clause, mood, after=joining.asked):
            return []
        joining.asked = joining.asked or mood is Mood.QUESTION
        if clause.act == "log_interaction" and clause.features.isdisjoint(HAPPENED):
            joining.lead = clause.span[0]
        else:
            joining.add(piece, mood)
    return joining.ended(pieces[-1][1])


def _may_stand(clause: Clause, mood: Mood, *, after: bool) -> bool:
    """A question by its own meaning; what is told only before one, but orders and looks after it too."""
    if mood is Mood.QUESTION:
        return clause.act not in {"", UNSURE}
    return not after or clause.act in ORDERED
