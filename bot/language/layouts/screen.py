"""The brief on one phone screen: every kind of fact in lines that do not wrap, the most pressing of each first."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.briefs import Briefed, DealLine, Overdue, Question, QuoteLine, decides
from bot.domain.cases import CaseLine, CaseSort
from bot.domain.chat import Block
from bot.domain.contacts import Contact
from bot.domain.interactions import Interaction
from bot.domain.moment import local
from bot.domain.money import Money
from bot.domain.promises import Line, Side
from bot.domain.reminders import Reminder
from bot.domain.risk import Colour
from bot.language import sums
from bot.language.layouts.following import ties_lines
from bot.language.layouts.interactions import touch_of
from bot.language.layouts.lines import giver, what_of
from bot.language.layouts.parts import block, unstopped
from bot.language.layouts.placing import conflict_text
from bot.language.layouts.preferences import wish_of
from bot.language.layouts.reasons import reason_text
from bot.language.speak import Say, short, width

COLUMNS: Final = 38
"""Of a line on a phone; a Han character takes two."""
ROWS: Final = 22
"""On one screen, the headline among them."""
LEAST: Final = 8
"""Columns of somebody's words, however much stands beside them."""
MOST: Final[Mapping[str, int]] = {
    "people": 3,
    "cases": 3,
    "against": 1,
    "ours": 3,
    "theirs": 2,
    "quotes": 3,
    "touches": 5,
    "next": 2,
    "ask": 3,
    "ties": 1,
}
"""Lines of each kind where there is room; kinds that are not named are shown whole."""
GIVEN_UP: Final = (
    ("quotes", 2),
    ("ours", 2),
    ("touches", 4),
    ("cases", 2),
    ("people", 2),
    ("touches", 3),
    ("theirs", 1),
    ("next", 1),
    ("ask", 2),
    ("quotes", 1),
    ("touches", 2),
    ("ties", 0),
    ("cases", 1),
    ("ours", 1),
    ("people", 1),
    ("ask", 1),
    ("touches", 1),
)
"""What is left out first where there is none, down to so many lines; the full brief has it."""
TOGETHER: Final = (
    ("state", "people", "wishes"),
    ("cases", "business", "against", "ours", "theirs", "quotes"),
    ("touches", "next"),
    ("ask", "ties", "hidden"),
)
"""Kinds that stand in one block."""


def rows_of(lines: Iterable[str]) -> int:
    """How many rows these lines take on a phone."""
    return sum(max(1, -(-width(each) // COLUMNS)) for each in lines)


def screen(result: Briefed, say: Say) -> tuple[Block, ...]:
    """As much of each kind as fits; of no kind that there is nothing."""
    lines = _Lines(result, say)
    told = {kind: [*tell()][: MOST.get(kind)] for kind, tell in lines.kinds().items()}
    for kind, left in GIVEN_UP:
        if 1 + sum(map(rows_of, told.values())) <= ROWS:
            break
        told[kind] = told[kind][:left]
    return tuple(
        part for kinds in TOGETHER for part in block(*(line for each in kinds for line in told[each]))
    )


def _fitted(words: str, *tells: Callable[[str], str]) -> str:
    """A line with as many of the words as one row has room for, told in the first way that leaves enough of it."""
    room, tell = next(
        ((left, each) for each in tells if (left := COLUMNS - width(each(""))) >= LEAST), (LEAST, tells[-1])
    )
    return tell(words if width(words) <= room else short(words, room - 1))


def roomiest(variants: Sequence[str]) -> str:
    """The first of these that fits into a row, else the last one, cut."""
    return next((each for each in variants if width(each) <= COLUMNS), short(variants[-1], COLUMNS))


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of each kind."""

    result: Briefed
    say: Say

    def kinds(self) -> Mapping[str, Callable[[], Iterable[str]]]:
        result = self.result
        return {
            "state": self._state,
            "people": lambda: map(self._person, sorted(result.contacts, key=lambda each: not decides(each))),
            "wishes": self._wishes,
            "cases": lambda: map(self._case, result.cases),
            "business": self._business,
            "against": lambda: (short(conflict_text(each, self.say), 2 * COLUMNS) for each in result.against),
            "ours": lambda: self._promises(Side.OURS),
            "theirs": lambda: self._promises(Side.THEIRS),
            "quotes": lambda: map(self._quote, result.quotes),
            "touches": lambda: map(self._touch, result.touches),
            "next": lambda: map(self._reminder, result.reminders),
            "ask": lambda: map(self._question, result.questions),
            "ties": self._ties,
            "hidden": self._hidden,
        }

    def _state(self) -> Iterator[str]:
        say, stage, risk = self.say, self.result.stage, self.result.risk
        if stage:
            key = "screen.in_stage" if stage.silent else "screen.in_stage_today"
            yield say(key, stage=say(f"screen.stage.{stage.stage}"), orders=stage.orders, days=stage.silent)
        if risk and risk.reasons and risk.colour is not Colour.GREEN:
            hidden = self.result.masked
            reasons = say("briefs.and").join(
                reason_text(each, say, room=COLUMNS, hidden=hidden) for each in risk.reasons
            )
            yield _fitted(reasons, lambda words: say(f"screen.risk.{risk.colour}", reasons=words))

    def _person(self, contact: Contact) -> str:
        """With their part in it and what they do not want; what has no room beside the name stands below."""
        told = self._called(contact.masked() if self.say.group else contact)
        wish = self._wish(contact)
        marks = [f"⚠{wish}", "⚠"] if wish else [""]
        return roomiest([f"{each} {mark}".strip() for mark in marks for each in told])

    def _called(self, contact: Contact) -> Sequence[str]:
        """With their part in it and without, and how to reach them."""
        part, reach = contact.role or contact.title, contact.phone or contact.email
        titled = self.say("contacts.titled", name=contact.name, title=part) if part else contact.name
        return [" ".join(filter(None, (name, reach))) for name in (titled, contact.name)]

    def _wish(self, contact: Contact) -> str:
        told = (wish_of(each, self.say) for each in self.result.wishes if each.wish.contact_id == contact.id)
        return self.say("parts.joined").join(told)

    def _wishes(self) -> Iterator[str]:
        """Of everybody there, of somebody who is no contact yet, and those for which a person's line is too short."""
        for each in self.result.wishes:
            if not each.wish.contact_id:
                whose = each.person or self.result.customer.short
                yield short(f"⚠ {whose} {wish_of(each, self.say)}", COLUMNS)
        for contact in self.result.contacts:
            if self._person(contact).endswith("⚠"):
                yield short(f"⚠ {contact.name} {self._wish(contact)}", COLUMNS)

    def _case(self, line: CaseLine) -> str:
        say, complaint = self.say, line.sort is CaseSort.COMPLAINT
        by = say("promises.you") if say.is_me(line.case.member_id) and not say.group else line.keeper
        key = "screen.case_late" if line.late is not None else "screen.case"
        head = say(f"screen.{'complaint' if complaint else 'request'}")
        facts = {"head": head, "by": by, "days": line.late or 0, "day": say.tiny_day(line.due.day)}
        words = say.words(unstopped(line.case.what), hidden=line.discreet) or say("cases.something")
        return _fitted(words, lambda told: say(key, what=told, **facts))

    def _business(self) -> Iterator[str]:
        yield from map(self._deal, self.result.deals[:1])
        yield from map(self._owed, self.result.overdue)

    def _deal(self, line: DealLine) -> str:
        say, deal = self.say, line.deal
        stage = say(f"notes.stage.{deal.stage}") if say.has(f"notes.stage.{deal.stage}") else deal.stage
        money = self._money(deal.amount, hidden=self.result.masked and not say.is_me(deal.member_id))
        closing = say("screen.closing", day=say.tiny_day(deal.close_day)) if deal.close_day else ""
        by = say("screen.by_day", by=line.by, day=say.tiny_day(local(deal.updated_at, say.zone).date()))

        def told(*facts: str, by: str = by) -> str:
            return say("screen.deal", told=say("parts.joined").join(filter(None, facts)), by=by)

        return roomiest(
            [
                told(line.product, stage, money, closing),
                told(line.product, stage, money),
                told(line.product, stage, money, by=line.by),
                told(stage, money),
            ]
        )

    def _owed(self, owed: Overdue) -> str:
        money = self._money(owed.amount, hidden=self.result.masked)
        return self.say("screen.overdue", amount=money, days=owed.days)

    def _money(self, money: Money | None, *, hidden: bool) -> str:
        if money is None:
            return ""
        return sums.hidden(self.say.language, money.currency) if hidden else self.say.money(money)

    def _promises(self, side: Side) -> Iterator[str]:
        return (self._promise(each) for each in self.result.lines if each.promise.side is side)

    def _promise(self, line: Line) -> str:
        say, promise = self.say, line.promise
        due = say("screen.due", day=say.tiny_day(promise.due_day)) if promise.due_day else ""
        when = say("screen.late", days=line.days_late) if line.days_late > 0 else due
        day = say.tiny_day(local(promise.made_at, say.zone).date())
        words = what_of(promise, say, hidden=line.discreet)
        by = giver(line, say).strip()
        sourced = say("screen.by_day", by=by, day=day)
        return _fitted(
            words,
            lambda told: say(f"screen.{promise.side}", what=told, when=when, by=sourced),
            lambda told: say(f"screen.{promise.side}", what=told, when=when, by=by),
        )

    def _quote(self, line: QuoteLine) -> str:
        say, quote = self.say, line.quote
        price = self._money(quote.amount, hidden=line.masked)
        price = say("notes.each", price=price, unit=quote.unit) if price and quote.unit else price
        qty = say("notes.qty", qty=sums.number(quote.qty), unit=quote.unit).strip() if quote.qty else ""
        less = "" if quote.discount is None else sums.reduced(quote.discount, say.language)
        term = "" if quote.term is None else say("screen.term", days=quote.term)
        key = "screen.agreed" if quote.agreed else "screen.quote"
        mark = "⚠ " if line.disputed else ""

        by = say("screen.by_day", by=line.by, day=say.tiny_day(quote.day))

        def told(*facts: str, by: str = by) -> str:
            return mark + say(key, told=say("parts.joined").join(filter(None, facts)), by=by)

        return roomiest(
            [
                told(line.product, price, qty, less, term),
                told(line.product, price, less, term),
                told(line.product, price, less),
                told(line.product, price, less, by=line.by),
                told(price, less, by=line.by),
            ]
        )

    def _touch(self, touch: Interaction) -> str:
        say, result = self.say, self.result
        hidden = result.masked and not say.is_me(touch.member_id)
        names = {contact.id: contact.name for contact in result.contacts}
        whom = names.get(touch.contact_id, "") or say("customers.them")
        told = touch_of(touch, whom, say, hidden=hidden)
        if touch.what and touch.topic is None:
            told = say.words(unstopped(touch.what), hidden=hidden)
        by = result.names.get(touch.member_id, "")
        day = say.tiny_day(touch.day)
        return _fitted(told, lambda words: say("customers.touch", day=day, by=by, touch=words))

    def _reminder(self, reminder: Reminder) -> str:
        say, result = self.say, self.result
        mine = say.is_me(reminder.member_id)
        at = local(reminder.due_at, say.zone)
        words = say.words(unstopped(reminder.what), hidden=result.masked and not mine)
        facts = {
            "day": say.tiny_day(at.date()),
            "time": say.time(at.time()),
            "by": say("promises.you") if mine and not say.group else result.names.get(reminder.member_id, ""),
        }
        return _fitted(
            words or say("promises.something"), lambda told: say("screen.next", what=told, **facts)
        )

    def _question(self, question: Question) -> str:
        say = self.say
        day = say.tiny_day(question.day) if question.day else ""
        about = say.words(unstopped(question.about), hidden=self.result.masked)
        return _fitted(about, lambda words: say(f"screen.asks.{question.ask}", about=words, day=day))

    def _ties(self) -> Iterator[str]:
        told = self.say("briefs.and").join(ties_lines(self.result.ties, self.say))
        yield from [short(told, COLUMNS)] if told else []

    def _hidden(self) -> Iterator[str]:
        if self.result.masked:
            yield self.say("screen.masked_group" if self.say.group else "screen.masked")
