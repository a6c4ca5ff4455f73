"""What two pieces of a sentence are to each other: one statement, a remark on the last, or two."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from bot.language.dates.when import When
from bot.language.intents import Mood, is_bare
from bot.language.rules import UNSURE
from bot.language.sheet import Sheet, Span
from bot.language.sold import SOLD, adds_to, announces, counted_first, goes_like, other_customer, turns_into
from bot.language.statements import DATED, Clause, Scene, clause_at, lengthened
from bot.language.words import section

PRICE: Final = re.compile(r"\d{2,}")
ORDERS: Final = frozenset({"unremind", "running", "errand", "dont", "press"})
"""What is asked of somebody, and so no remark on what happened."""
APART: Final = frozenset({"undo", "help", "settings", "my_day", "my_reminders"})
"""What is said to the bot itself: what happened is no remark on it."""
SAME: Final = frozenset(
    {
        "log_complaint",
        "resolve_complaint",
        "set_preference",
        "amend_contact",
        "refer",
        "log_request",
        "campaign",
    }
)
"""Acts of which the next words say more: what else is broken, how else they want to be reached."""
LONGEST_LEAD: Final = 100
"""Signs without an act that may wait for one: a list of a thousand names is not read anew with each of them."""
LOOKING: Final = frozenset({"find", "brief", "check_promises"})
"""Acts of a whole sentence: within a longer one 钱总 电话 is no question for the number."""
OCCASIONS: Final = frozenset({"log_interaction", "customer_promise", "set_reminder"})
DONE: Final = frozenset({"contact_past", "promise", "their_will", "remind"})
ASKING: Final = frozenset({"question", "brief_ask", "show_me"})
CLAIMED: Final = frozenset(
    {"deal_update", "log_payment", "log_order", "log_material", "keep_promise", UNSURE}
)
"""What somebody may have taken for done."""
EARLIER: Final = re.compile("提前|earlier|before|ahead", re.IGNORECASE)
"""A time that counts from the plan: it has a reminder of its own."""
DAY: Final = re.compile(
    r"[今明后昨早晚午]|[周月日号天]|星期|礼拜|(?<![a-z])(?!at|by|am|pm|noon|sharp)[a-z]{3}"
)
"""What names a day in the words of a time: 八点, at 4pm hold nothing of the kind."""
PLANS: Final = frozenset({"", "log_interaction", "log_complaint", "make_promise", "set_reminder", UNSURE})
"""Acts of what is told before its new day."""
TOLD: Final = frozenset({"contact", "contact_past", "report", "reported", "their_saying", "perfect"})
NO_NOTE: Final = frozenset(
    {"ahead", "denial", "not_yet", "hedge", "rumour", "dont", "must", "will", "plan", "future"}
)
"""What a lead must hold, and must not, to be a note."""
CONTENT: Final = frozenset(
    {"our_deed", "their_deed", "askable", "material", "broken", "cancelled", "count", "price", "our_work"}
)
"""What tells of one thing rather than another."""
NOT_OVER: Final = frozenset({"not_settled", "ahead", "will", "promise"})


def joined(sheet: Sheet, pieces: Sequence[Span], scene: Scene) -> list[Clause]:
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
    asked: bool = False

    def read(self, piece: Span, mood: Mood = Mood.STATEMENT) -> Clause:
        """The piece with what leads it."""
        start = piece[0] if self.lead is None or piece[0] - self.lead > LONGEST_LEAD else self.lead
        return self._priced(clause_at(self.sheet, (start, piece[1]), self.scene, mood), piece)

    def add(self, piece: Span, mood: Mood = Mood.STATEMENT) -> None:
        self._note_lead(piece)
        clause = self.read(piece, mood)
        self.lead = None
        if self.done and goes_like(self.done[-1], clause, self.sheet):
            self.done.append(replace(clause, act=self.done[-1].act))
        elif not (self.done and self._joins(self.done[-1], clause)):
            self._place(clause, piece)

    def _note_lead(self, piece: Span) -> None:
        """Phone with Zhou, she is ok, remind me …: what is told before an order is a note of its own."""
        if self.lead is None or "remind" not in clause_at(self.sheet, piece, self.scene).features:
            return
        lead = clause_at(self.sheet, (self.lead, piece[0]), self.scene)
        if "named" in lead.features and TOLD & lead.features and lead.features.isdisjoint(NO_NOTE):
            self.done.append(replace(lead, act="log_interaction"))
            self.lead = None

    def _place(self, clause: Clause, piece: Span) -> None:
        """What joins nothing: a remark, a clause of its own, or the lead of the next."""
        if announces(clause):
            self.lead = clause.span[0]
        elif self._follows(clause, piece):
            self.done[-1] = replace(self.done[-1], span=(self.done[-1].span[0], clause.span[1]))
        elif _stands(clause):
            self.done.append(clause)
        else:
            self.lead = clause.span[0]

    def _joins(self, last: Clause, clause: Clause) -> bool:
        """Whether it is one statement with the last: the day of a promise, or the promise to a wish."""
        both = _one_of(last, clause, self.sheet, self.scene)
        if both:
            self.done[-1:] = both
        return bool(both)

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
        return continues(self.done[-1], clause, self.sheet)

    def ended(self, until: int) -> list[Clause]:
        """What is left at the end belongs to the last clause, if that one has no remarks yet."""
        if self.lead is not None and not self.done:
            return [clause_at(self.sheet, (self.lead, until), self.scene)]
        if self.lead is not None and self.done[-1].act in SOLD:
            left = clause_at(self.sheet, (self.lead, until), self.scene)
            self.done[-1] = lengthened(self.done[-1], left)
        elif self.lead is not None and self.done[-1].span == self.done[-1].head:
            self.done[-1] = clause_at(self.sheet, (self.done[-1].span[0], until), self.scene)
        return self.done


def _stands(clause: Clause) -> bool:
    """Whether it has an act of its own here: looks only when they are asked for."""
    return bool(clause.act) and (clause.act not in LOOKING or not clause.features.isdisjoint(ASKING))


def _one_of(last: Clause, clause: Clause, sheet: Sheet, scene: Scene) -> list[Clause]:
    """What becomes of both when they belong together; nothing when they do not."""
    if whole := _whole(last, clause, sheet, scene):
        return [whole]
    if _granted(last, clause, sheet):
        return [replace(last, act="log_interaction"), clause]
    if _fulfils(last, clause, sheet):
        return [_fulfilled(last, clause)]
    if _answers(last, clause, sheet):
        return [_answered(last, clause)]
    return _lengthened(last, clause, sheet)


def _answered(last: Clause, clause: Clause) -> Clause:
    """What was asked for and agreed to is one promise."""
    head = (last.head[0], clause.head[1]) if clause.act == "set_reminder" else clause.head
    return replace(clause, act="make_promise", span=(last.span[0], clause.span[1]), head=head)


def _lengthened(last: Clause, clause: Clause, sheet: Sheet) -> list[Clause]:
    """The clause before, with this one; nothing when they do not belong together."""
    act = next((act or last.act for act, holds in JOINED if holds(last, clause, sheet)), "")
    return [replace(lengthened(last, clause), act=act)] if act else []


def _whole(last: Clause, clause: Clause, sheet: Sheet, scene: Scene) -> Clause | None:
    return _refuted(last, clause, sheet) or _moved(last, clause, sheet, scene)


def _refuted(last: Clause, clause: Clause, sheet: Sheet) -> Clause | None:
    """钱已经打了，我还没查到; 我以为送了，其实没送: what is told first did not come about."""
    belied = last.act in CLAIMED and _belies(last, clause)
    if not belied or other_customer(last, clause, sheet):
        return None
    act = "log_interaction" if last.act in {"log_payment", "deal_update"} else UNSURE
    return replace(lengthened(last, clause), act=act)


def _belies(last: Clause, clause: Clause) -> bool:
    """Whether the second says that the first is not, or not wholly, so."""
    if last.act == "deal_update":
        return "won" in last.features and {"partly", "negation"} <= clause.features
    told = last.act != "log_order" and not last.features.isdisjoint({"thought", "their_saying", "report"})
    not_so = "in_fact" in clause.features or told
    return "undone" in clause.features or (not_so and "not_yet" in clause.features)


def _completes(last: Clause, clause: Clause, sheet: Sheet) -> bool:
    """欠泰禾一份报价 周四要给: the day of what has none yet, and nobody else named."""
    same = clause.act in {"", "set_reminder", *DATED} and "remind" not in clause.features
    dated = sheet.times(clause.span) and not sheet.times(last.span) and not sheet.within(clause.span)
    return last.act in DATED and same and bool(dated)


def _settles(last: Clause, clause: Clause, sheet: Sheet) -> bool:
    """机器漏水，已经修好了: what was wrong is told with its end."""
    over = "settled" in clause.features and clause.features.isdisjoint(NOT_OVER)
    return last.act == "log_complaint" and over and not other_customer(last, clause, sheet)


def _fulfils(last: Clause, clause: Clause, sheet: Sheet) -> bool:
    """要案例，已经发了: what is done at once."""
    handed = "handed" in clause.features and clause.act in {"", "log_interaction"}
    done = handed or clause.act in {"keep_promise", "log_material"}
    return last.act == "log_request" and done and not other_customer(last, clause, sheet)


def _fulfilled(last: Clause, clause: Clause) -> Clause:
    both = lengthened(last, clause)
    return replace(both, act="log_material" if "material" in both.features else "keep_promise")


def _answers(last: Clause, clause: Clause, sheet: Sheet) -> bool:
    """泰禾要样品 我答应下周一寄出: what they want is why it is promised, and no contact of its own."""
    wished = last.act == "log_request" or (last.act == "log_interaction" and "their_want" in last.features)
    wanted = wished and "contact" not in last.features
    return wanted and _is_given_word(last, clause, sheet) and not sheet.within(clause.span)


def _is_given_word(last: Clause, clause: Clause, sheet: Sheet) -> bool:
    """A promise, or a day after 我说行."""
    agreed = section("features")["accepted"].search(sheet.masked, last.span[0], clause.span[1])
    dated = clause.act == "set_reminder" and "remind" not in clause.features
    return clause.act == "make_promise" or (agreed is not None and dated)


def _prepares(last: Clause, clause: Clause, sheet: Sheet) -> bool:
    """明早去泰禾，八点叫我出门: one reminder, before what is planned or on the same day."""
    plan = last.act == clause.act == "set_reminder" and "remind" not in last.features
    if not plan or "remind" not in clause.features or other_customer(last, clause, sheet):
        return False
    return "beforehand" in clause.features or not any(map(_own_time, sheet.times(clause.span)))


def _own_time(when: When) -> bool:
    """Whether it names a day of its own, or counts from the plan."""
    return bool(DAY.search(when.said) or EARLIER.search(when.said))


def _spells_out(last: Clause, clause: Clause, sheet: Sheet) -> bool:
    """跟王强说了，会做一次演示: what was said follows, as a promise."""
    said = (
        last.act == "make_promise" and "told" in last.features and not {"our_deed", "ahead"} & last.features
    )
    content = {"future", "our_deed"} <= clause.features and clause.act in PLANS
    return said and content and not other_customer(last, clause, sheet)


def _affirms(last: Clause, clause: Clause, sheet: Sheet) -> bool:
    """I gave them my word; promise kept: the same once more, and nothing else of it."""
    again = last.act == clause.act and last.act in {*DATED, "keep_promise"}
    bare = not (sheet.within(clause.span) or sheet.times(clause.span))
    return again and bare and clause.features.isdisjoint(CONTENT)


def _fails(last: Clause, clause: Clause, sheet: Sheet) -> bool:
    """说好周一付款的，到今天没到账: what was promised did not come."""
    broken = "broken" in clause.features and clause.features.isdisjoint(
        {"moved", "promise", "dont", "conditional"}
    )
    return last.act in DATED and broken and not other_customer(last, clause, sheet)


def _took_place(last: Clause, clause: Clause, sheet: Sheet) -> bool:
    """回访泰禾，李工夸了几句: what came of it tells that it was no plan."""
    happened = "perfect" in clause.features and clause.features.isdisjoint(
        {"ahead", "negation", "remind", "will"}
    )
    told = "bare_todo" in last.features and clause.act in {"", "log_interaction"}
    return last.act == UNSURE and told and happened and not other_customer(last, clause, sheet)


def _closes(last: Clause, clause: Clause, sheet: Sheet) -> bool:
    """培训做完了，这事可以结了: that it is over, once more."""
    over = clause.act == "resolve_complaint" and clause.features.isdisjoint({"complains", "defect"})
    return last.act == "keep_promise" and over and not sheet.within(clause.span)


def _orders(last: Clause, clause: Clause, sheet: Sheet) -> bool:
    """定个闹钟，一小时后给泰禾回电: what comes after a bare order is what to be reminded of."""
    content = clause.act in {"", "set_reminder", "log_interaction"} and not is_bare(
        sheet.masked[slice(*clause.span)]
    )
    return "bare_order" in last.features and content


def _moved(last: Clause, clause: Clause, sheet: Sheet, scene: Scene) -> Clause | None:
    """Samples slipping - now 25 March: what moves, and then to which day."""
    told = "moved" in last.features | clause.features and last.act in PLANS
    if not told or not _dates(last, clause, sheet):
        return None
    whole = clause_at(sheet, (last.span[0], clause.span[1]), scene)
    return whole if whole.act == "move_promise" else None


def _dates(last: Clause, clause: Clause, sheet: Sheet) -> bool:
    """Whether the day is said in this clause, of what was told without one in the clause before."""
    undated = not sheet.times(last.span) or last.act in DATED or "promise_told" in last.features
    return undated and bool(sheet.times(clause.span)) and not sheet.within(clause.span)


def _granted(last: Clause, clause: Clause, sheet: Sheet) -> bool:
    """来电话催样品 我们答应周五前寄出: what was asked for in a call and promised at once is a call and a promise."""
    asked = last.act == "log_request" and not last.features.isdisjoint({"contact", "channel"})
    return asked and clause.act == "make_promise" and not sheet.within(clause.span)


def continues(last: Clause, clause: Clause, sheet: Sheet) -> bool:
    """A log after a log, or a remark after anything, about nobody else."""
    if last.act in APART or other_customer(last, clause, sheet):
        return False
    if clause.act == last.act and clause.act in SAME:
        return True
    return clause.act == "log_interaction" and _remarks(last, clause)


def _remarks(last: Clause, clause: Clause) -> bool:
    """A note that needs none of its own; what they say against a price does."""
    if last.act in SOLD and {"counter", "rival"} & clause.features:
        return False
    return last.act == "log_interaction" or (last.act != UNSURE and "contact" not in clause.features)


def _goes_on(last: Clause, clause: Clause, sheet: Sheet) -> bool:
    return clause.act == "" or continues(last, clause, sheet)


def merged(found: list[Clause], more: list[Clause], sheet: Sheet) -> list[Clause]:
    """Sentences without an act of their own go on with what was said before them."""
    for clause in more:
        if found and adds_to(found[-1], clause, sheet):
            found[-1] = lengthened(found[-1], clause)
        elif found and found[-1].act == "log_interaction" and _goes_on(found[-1], clause, sheet):
            found[-1] = replace(found[-1], span=(found[-1].span[0], clause.span[1]))
        else:
            found.append(clause)
    return found


def looking(found: list[Clause]) -> list[Clause]:
    """半小时后华联来签字，快给我讲讲: what is about to happen is why somebody looks, and no news."""
    looks = any(each.act == "brief" and "question" not in each.features for each in found)
    return [
        each for each in found if not (looks and each.act in OCCASIONS and each.features.isdisjoint(DONE))
    ]


def _turns(act: str, last: Clause, clause: Clause, sheet: Sheet) -> bool:
    return turns_into(last, clause, sheet) == act


JOINED: Final[tuple[tuple[str, Callable[[Clause, Clause, Sheet], bool]], ...]] = (
    ("", _prepares),
    ("", _spells_out),
    ("", _closes),
    ("", _affirms),
    ("keep_promise", _fails),
    ("log_interaction", _took_place),
    ("", _orders),
    ("resolve_complaint", _settles),
    ("", _completes),
    ("", adds_to),
    ("log_quote", counted_first),
    ("log_quote", partial(_turns, "log_quote")),
    ("deal_update", partial(_turns, "deal_update")),
)
"""Which two are one statement, and its act: that of the first unless it is another."""
