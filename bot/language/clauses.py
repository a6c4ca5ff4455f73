"""Where one statement ends and the next begins; what has no act of its own belongs to its neighbour."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from bot.domain.moment import Moment
from bot.domain.people import Language
from bot.language.dates import Grain, Kind, When
from bot.language.intents import Mood, act_of, features_of, is_bare, mood_of
from bot.language.normalise import HAN, has_han
from bot.language.rules import UNSURE
from bot.language.sheet import Sheet, Span, ahead
from bot.language.words import CUSTOMER, RECURRING, pattern, reading, section

SIGNED: Final = f"{CUSTOMER}-{RECURRING}"
SPACED: Final = f"(?<=[{HAN}0-9]) +(?=[{HAN}{SIGNED}])|(?<=[{SIGNED}]) +(?=[{HAN}])"
PRICE: Final = re.compile(r"\d{2,}")
ORDERS: Final = frozenset({"unremind", "running", "errand", "dont", "press"})
"""What is asked of somebody, and so no remark on what happened."""
DATED: Final = frozenset({"make_promise", "customer_promise"})
SAME: Final = frozenset(
    {"log_complaint", "resolve_complaint", "set_preference", "amend_contact", "refer", "log_request"}
)
"""Acts of which the next words say more: what else is broken, how else they want to be reached."""
LOOKING: Final = frozenset({"find", "brief"})
"""Acts of a whole sentence: within a longer one 钱总 电话 is no question for the number."""


BARE_PART: Final = 2
"""Characters of 早上, 下午."""
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
    """When it is said, and whether the conversation is about a customer already."""

    now: datetime
    focused: bool = False


@cache
def _breaks() -> re.Pattern[str]:
    zh, en = reading(Language.ZH)["clause"], reading(Language.EN)["clause"]
    joins = f"(?:{pattern(zh['joins'])})|(?<![a-z])(?:{pattern(en['joins'])})(?![a-z])"
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


def clauses_of(sheet: Sheet, scene: Scene) -> list[Clause]:
    """The statements of a message, in order."""
    found: list[Clause] = []
    for sentence in _cut(sheet.masked, (0, len(sheet.masked)), _sentences()):
        found = _merged(found, list(_of_sentence(sheet, sentence, scene)), sheet)
    return found


def _clause(sheet: Sheet, span: Span, scene: Scene, mood: Mood = Mood.STATEMENT) -> Clause:
    later = any(_lies_ahead(when, sheet, span, scene) for when in sheet.times(span))
    features = features_of(sheet.masked[span[0] : span[1]], ahead=later, focused=scene.focused)
    if any(name.noun in {"customer", "contact"} for name in sheet.within((0, span[0]))):
        features |= {"told_of"}
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
    return when.grain is Grain.PART and len(when.said) <= BARE_PART


def _far(when: When, scene: Scene) -> bool:
    return when.value is not None and Moment.of(when.value).day - scene.now.date() >= FAR


def _before_deed(when: When, sheet: Sheet, span: Span) -> bool:
    """周一联系了: in Chinese the day of a deed stands before it."""
    done = section("features")["contact_past"].search(sheet.masked, when.span[1], span[1])
    return has_han(when.said) and done is not None


def _of_sentence(sheet: Sheet, sentence: Span, scene: Scene) -> Iterator[Clause]:
    whole = _clause(sheet, sentence, scene)
    mood = mood_of(whole.features)
    pieces = list(_cut(sheet.masked, sentence, _breaks()))
    if mood is not Mood.STATEMENT:
        yield replace(whole, act=act_of(whole.features, mood))
    elif len(pieces) == 1:
        yield whole
    else:
        yield from _joined(sheet, pieces, scene)


def _joined(sheet: Sheet, pieces: Sequence[Span], scene: Scene) -> list[Clause]:
    """Pieces with an act of their own; a bare name or date leads the next, a remark follows the last."""
    joining = Joining(sheet, scene)
    for piece in pieces:
        joining.add(piece)
    return joining.ended(pieces[-1][1])


@dataclass(slots=True)
class Joining:
    """Clauses found so far, and where a piece without an act began that leads the next one."""

    sheet: Sheet
    scene: Scene
    done: list[Clause] = field(default_factory=list)
    lead: int | None = None

    def add(self, piece: Span) -> None:
        start = piece[0] if self.lead is None else self.lead
        clause = self._priced(_clause(self.sheet, (start, piece[1]), self.scene), piece)
        self.lead = None
        if self.done and self._joins(self.done[-1], clause):
            return
        self._answered_by(clause)
        if self._follows(clause, piece):
            self.done[-1] = replace(self.done[-1], span=(self.done[-1].span[0], clause.span[1]))
        elif clause.act and clause.act not in LOOKING:
            self.done.append(clause)
        else:
            self.lead = start

    def _answered_by(self, clause: Clause) -> None:
        """What is promised at once was told in a contact, and no longer waits."""
        if self.done and _promised(self.done[-1], clause, self.sheet):
            self.done[-1] = replace(self.done[-1], act="log_interaction")

    def _joins(self, last: Clause, clause: Clause) -> bool:
        """Whether it is one statement with the last: the day of a promise, or the promise to a wish."""
        if _settles(last, clause, self.sheet):
            self.done[-1] = replace(_lengthened(last, clause), act="resolve_complaint")
        elif _fulfils(last, clause, self.sheet):
            self.done[-1] = _fulfilled(last, clause)
        elif _completes(last, clause, self.sheet):
            self.done[-1] = _lengthened(last, clause)
        elif _answers(last, clause, self.sheet):
            self.done[-1] = replace(clause, span=(last.span[0], clause.span[1]))
        else:
            return False
        return True

    def _priced(self, clause: Clause, piece: Span) -> Clause:
        """华联 A款2800: a figure for a customer is a note, until it can be a quote."""
        priced = not clause.act and "named" in clause.features and PRICE.search(self.sheet.masked, *piece)
        return replace(clause, act="log_interaction") if priced and not self.done else clause

    def _follows(self, clause: Clause, piece: Span) -> bool:
        """A remark on what was said before: words without an act, or more of the same."""
        if not self.done:
            return False
        if clause.act == UNSURE and self.done[-1].act == "log_interaction":
            return clause.features.isdisjoint(ORDERS)
        if not clause.act:
            return not is_bare(self.sheet.masked[piece[0] : piece[1]])
        return _continues(self.done[-1], clause, self.sheet)

    def ended(self, until: int) -> list[Clause]:
        """What is left at the end belongs to the last clause, if that one has no remarks yet."""
        if self.lead is not None and not self.done:
            return [_clause(self.sheet, (self.lead, until), self.scene)]
        if self.lead is not None and self.done[-1].span == self.done[-1].head:
            self.done[-1] = _clause(self.sheet, (self.done[-1].span[0], until), self.scene)
        return self.done


def _completes(last: Clause, clause: Clause, sheet: Sheet) -> bool:
    """欠泰禾一份报价 周四要给: the day of what has none yet, and nobody else named."""
    same = clause.act in {"", "set_reminder", *DATED} and "remind" not in clause.features
    dated = sheet.times(clause.span) and not sheet.times(last.span) and not sheet.within(clause.span)
    return last.act in DATED and same and bool(dated)


def _settles(last: Clause, clause: Clause, sheet: Sheet) -> bool:
    """机器漏水，已经修好了: what was wrong is told with its end."""
    over = "settled" in clause.features and clause.features.isdisjoint(
        {"not_settled", "ahead", "will", "promise"}
    )
    return last.act == "log_complaint" and over and not _other_customer(last, clause, sheet)


def _promised(last: Clause, clause: Clause, sheet: Sheet) -> bool:
    """来电话催样品，我们答应周五前寄出: what is promised at once is no request that waits."""
    same = clause.act == "make_promise" and not _other_customer(last, clause, sheet)
    return same and last.act == "log_request" and "contact" in last.features


def _fulfils(last: Clause, clause: Clause, sheet: Sheet) -> bool:
    """要案例，已经发了: what is done at once."""
    handed = "handed" in clause.features and clause.act in {"", "log_interaction"}
    done = handed or clause.act in {"keep_promise", "log_material"}
    return last.act == "log_request" and done and not _other_customer(last, clause, sheet)


def _fulfilled(last: Clause, clause: Clause) -> Clause:
    both = _lengthened(last, clause)
    return replace(both, act="log_material" if "material" in both.features else "keep_promise")


def _answers(last: Clause, clause: Clause, sheet: Sheet) -> bool:
    """泰禾要样品 我答应下周一寄出: what they want is why it is promised, and no contact of its own."""
    wished = last.act == "log_request" or (last.act == "log_interaction" and "their_want" in last.features)
    wanted = wished and "contact" not in last.features
    return wanted and clause.act == "make_promise" and not sheet.within(clause.span)


def _lengthened(last: Clause, clause: Clause) -> Clause:
    """Both as one statement, with the act of the first."""
    until = clause.span[1]
    features = last.features | clause.features
    return replace(last, span=(last.span[0], until), head=(last.head[0], until), features=features)


def _continues(last: Clause, clause: Clause, sheet: Sheet) -> bool:
    """A log after a log, or a remark after anything, about nobody else."""
    if _other_customer(last, clause, sheet):
        return False
    if clause.act == last.act and clause.act in SAME:
        return True
    if clause.act != "log_interaction":
        return False
    return last.act == "log_interaction" or (last.act != UNSURE and "contact" not in clause.features)


def _other_customer(last: Clause, clause: Clause, sheet: Sheet) -> bool:
    said = {name.mention for name in sheet.within(clause.span) if name.noun == "customer"}
    before = {name.mention for name in sheet.within(last.span) if name.noun == "customer"}
    return bool(said and before) and not said <= before


def _goes_on(last: Clause, clause: Clause, sheet: Sheet) -> bool:
    return clause.act == "" or _continues(last, clause, sheet)


def _merged(found: list[Clause], more: list[Clause], sheet: Sheet) -> list[Clause]:
    """Sentences without an act of their own go on with what was said before them."""
    for clause in more:
        if found and found[-1].act == "log_interaction" and _goes_on(found[-1], clause, sheet):
            found[-1] = replace(found[-1], span=(found[-1].span[0], clause.span[1]))
        else:
            found.append(clause)
    return found
