"""The brief: what one needs to know of a customer before a meeting, and what to ask there."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from bot.domain.base import Result
from bot.domain.cases import CaseLine
from bot.domain.complaints import Complaint
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.deals import Deal
from bot.domain.interactions import Interaction
from bot.domain.lifecycle import StageShown
from bot.domain.materials import MaterialLine
from bot.domain.money import Money
from bot.domain.ownership import Ties
from bot.domain.preferences import WishLine
from bot.domain.promises import Against, Line, Promise
from bot.domain.quotes import Quote
from bot.domain.reminders import Reminder
from bot.domain.risk import Assessment

QUESTIONS: Final = 3
"""What one can keep in mind on the way in."""
EXPIRES_SOON: Final = 14
"""Days before its end when a quote is worth a word."""
DECIDES: Final = re.compile(
    "决策|拍板|老板|总经理|总裁|董事长|创始人|厂长|店主|老总"
    r"|\b(?:decision|decider|owner|founder|president|director|head of|ceo|managing|chair)",
    re.IGNORECASE,
)
"""Roles and titles of people who can say yes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteLine:
    """A quote that stands, with its product and giver by name; `disputed` when another one contradicts it."""

    quote: Quote
    product: str
    by: str
    disputed: bool = False
    masked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DealLine:
    deal: Deal
    product: str
    by: str


@dataclass(frozen=True, slots=True)
class Overdue:
    """What is late to be paid in one currency: of how many orders, and the most days."""

    amount: Money
    orders: int
    days: int


class Ask(StrEnum):
    """What to ask the customer, for what we do not know or what stands open; the most pressing first."""

    CONTRADICTION = "contradiction"
    COMPLAINT = "complaint"
    OURS_LATE = "ours_late"
    DEBT = "debt"
    QUOTE_ENDS = "quote_ends"
    THEIRS_LATE = "theirs_late"
    CLOSING_PASSED = "closing_passed"
    COMPETITOR = "competitor"
    DECIDER = "decider"
    NEXT_STEP = "next_step"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    ask: Ask
    about: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """What stands open with a customer and what nobody knows; names and words as they are shown."""

    today: date
    contradiction: str = ""
    complaint: Complaint | None = None
    ours_late: str = ""
    theirs_late: str = ""
    debt: bool = False
    quotes: tuple[QuoteLine, ...] = ()
    deal: Deal | None = None
    contacts: tuple[Contact, ...] = ()
    planned: bool = True
    silent: bool = False


@dataclass(frozen=True, kw_only=True)
class Briefed(Result):
    """What one needs before a meeting; names of people by member id in `names`.

    `lines` are the open `promises` with their standing, `against` those that contradict each other, `cases` open
    complaints and requests; `touched` is the day of the last touch, `touches_total` how many there were; `masked`
    when contacts and amounts are hidden from this reader. The `full` one shows all of it, the other one phone screen;
    as a `picture` it is a page to show or to pass on.
    """

    customer: Customer
    owner: str
    contacts: tuple[Contact, ...]
    touches: tuple[Interaction, ...]
    promises: tuple[Promise, ...]
    reminders: tuple[Reminder, ...]
    names: dict[str, str]
    today: date
    lines: tuple[Line, ...] = ()
    against: tuple[Against, ...] = ()
    cases: tuple[CaseLine, ...] = ()
    touched: date | None = None
    touches_total: int = 0
    masked: bool = False
    owner_left: bool = False
    wishes: tuple[WishLine, ...] = ()
    quotes: tuple[QuoteLine, ...] = ()
    deals: tuple[DealLine, ...] = ()
    overdue: tuple[Overdue, ...] = ()
    materials: tuple[MaterialLine, ...] = ()
    stage: StageShown | None = None
    risk: Assessment | None = None
    questions: tuple[Question, ...] = ()
    full: bool = False
    picture: bool = False
    ties: Ties = Ties()


@dataclass(frozen=True, kw_only=True)
class MeetingAhead(Result):
    """A brief that nobody asked for: who meets the customer at `at` about `what`; `orphaned` when no owner is here."""

    what: str
    by: str
    at: datetime
    orphaned: bool
    brief: Briefed


def questions_of(gaps: Gaps) -> tuple[Question, ...]:
    """The most pressing of what could be asked."""
    return tuple(found for ask, see in SEEN.items() if (found := see(ask, gaps)))[:QUESTIONS]


def decides(contact: Contact) -> bool:
    return DECIDES.search(f"{contact.role} {contact.title}") is not None


See = Callable[[Ask, Gaps], Question | None]


def _words(slot: str) -> See:
    """Asked when the slot holds words."""

    def see(ask: Ask, gaps: Gaps) -> Question | None:
        about: str = getattr(gaps, slot)
        return Question(ask=ask, about=about) if about else None

    return see


def _when(true: Callable[[Gaps], bool]) -> See:
    def see(ask: Ask, gaps: Gaps) -> Question | None:
        return Question(ask=ask) if true(gaps) else None

    return see


def _complaint(ask: Ask, gaps: Gaps) -> Question | None:
    case = gaps.complaint
    return Question(ask=ask, about=case.what, day=case.day) if case else None


def _quote_ends(ask: Ask, gaps: Gaps) -> Question | None:
    ends = [(each.quote.valid_until, each.product) for each in gaps.quotes if each.quote.valid_until]
    soon = [(day, product) for day, product in ends if (day - gaps.today).days <= EXPIRES_SOON]
    return Question(ask=ask, about=min(soon)[1], day=min(soon)[0]) if soon else None


def _closing_passed(ask: Ask, gaps: Gaps) -> Question | None:
    day = gaps.deal.close_day if gaps.deal else None
    return Question(ask=ask, day=day) if day and day < gaps.today else None


def _competitor(ask: Ask, gaps: Gaps) -> Question | None:
    rival = gaps.deal.competitor if gaps.deal else ""
    return Question(ask=ask, about=rival) if rival else None


def _nobody_decides(gaps: Gaps) -> bool:
    return not any(decides(each) for each in gaps.contacts)


SEEN: Final[dict[Ask, See]] = {
    Ask.CONTRADICTION: _words("contradiction"),
    Ask.COMPLAINT: _complaint,
    Ask.OURS_LATE: _words("ours_late"),
    Ask.DEBT: _when(lambda gaps: gaps.debt),
    Ask.QUOTE_ENDS: _quote_ends,
    Ask.THEIRS_LATE: _words("theirs_late"),
    Ask.CLOSING_PASSED: _closing_passed,
    Ask.COMPETITOR: _competitor,
    Ask.DECIDER: _when(_nobody_decides),
    Ask.NEXT_STEP: _when(lambda gaps: not gaps.planned),
    Ask.SILENCE: _when(lambda gaps: gaps.silent),
}


def late_by_currency(owed: Iterable[tuple[Money, int]]) -> tuple[Overdue, ...]:
    """Sums that are late, each with its days: added up per currency, the oldest first."""
    found: dict[str, Overdue] = {}
    for money, days in owed:
        before = found.get(money.currency, Overdue(Money(money.amount * 0, money.currency), 0, 0))
        amount = Money(before.amount.amount + money.amount, money.currency)
        found[money.currency] = Overdue(amount, before.orders + 1, max(before.days, days))
    return tuple(sorted(found.values(), key=lambda each: -each.days))
