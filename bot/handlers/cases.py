"""Cases, be they complaints or requests: who looks after them, until when, and what there is of them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from bot.domain.base import Choice, CustomerId, MemberId
from bot.domain.cases import (
    Case,
    CaseLine,
    CasesChecked,
    CaseSort,
    CaseTaken,
    CheckCases,
    Guard,
    TakeCase,
    by_customer,
    days_between,
)
from bot.domain.clocks import CHAIN, Clock, Step, after, shift_of, time_allowed
from bot.domain.complaints import Complaint
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.errors import NothingFound
from bot.domain.moment import END_OF_DAY, Moment, local
from bot.domain.notes import Noted
from bot.domain.people import Member
from bot.domain.ports import Cases
from bot.domain.promises import Promise
from bot.domain.requests import Request
from bot.handlers.access import hides_words
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import colleague_of, customer_if_said, name_of_member
from bot.handlers.responses import expect_word

SHORT: Final = 8
WHOLE: Final = 200


@handles(CheckCases)
def check_cases(command: CheckCases, turn: Turn) -> CasesChecked:
    """Of one customer, what one colleague looks after, or everything that is open."""
    customer = customer_if_said(command, command.customer, turn)
    by = colleague_of(command, "by", command.by, turn) if command.by else None
    whose = (customer.id if customer else None, by.id if by else None)
    found, total = _found(command, whose, turn)
    return CasesChecked(
        customer=customer,
        by=by.name if by else "",
        sort=command.sort,
        lines=case_lines(found, turn),
        total=total,
    )


def _found(
    command: CheckCases, whose: tuple[CustomerId | None, MemberId | None], turn: Turn
) -> tuple[Sequence[Case], int]:
    """The first due of either book, and how many there are."""
    books = [book for sort, book in _books(turn) if command.sort in {sort, None}]
    limit = WHOLE if command.whole else SHORT
    found: list[Case] = [case for book in books for case in book.ledger(*whose, limit)]
    found.sort(key=lambda each: (each.due_at, each.id))
    return found[:limit], sum(book.count(*whose) for book in books)


@handles(TakeCase)
def take_case(command: TakeCase, turn: Turn) -> CaseTaken:
    case = case_of(command.case, turn)
    customer = turn.work.get(Customer, case.customer_id) if case and case.open else None
    if case is None or customer is None:
        raise NothingFound({"what": ""})
    taken = replace(case, member_id=turn.actor.id)
    turn.work.save(taken)
    turn.work.clocks.drop(case.id, (*CHAIN, Step.OPENED))
    rings = after(turn.now, allowed(case, customer, turn), shift_of(turn.actor, turn.calendar))
    set_clock(taken, Step.OWNER, max(rings, case.due_at), turn)
    turn.focus = replace(turn.focus, customer_id=customer.id)
    return CaseTaken(line=case_line(taken, turn), customer=customer)


def case_of(case_id: str, turn: Turn) -> Case | None:
    return turn.work.get(Complaint, case_id) or turn.work.get(Request, case_id)


def begun(what: str, noted: Noted, customer: Customer, turn: Turn) -> dict[str, Any]:
    """The fields of a new case that was just written down, whatever its sort; its clock starts with the note."""
    note = noted.interaction
    return {
        "customer_id": customer.id,
        "contact_id": note.contact_id,
        "person": noted.person,
        "member_id": keeper_of(customer, turn).id,
        "interaction_id": note.id,
        "product_id": note.product_id,
        "what": what or turn.said,
        "day": note.day,
        "opened_at": note.at,
        "due_at": note.at,
        "said": turn.said,
        "source": turn.source,
        "recorded_by": turn.actor.id,
    }


def keeper_of(customer: Customer, turn: Turn) -> Member:
    """Who looks after a new case: the customer's owner, else whoever logs it."""
    owner = turn.work.get(Member, customer.owner_id) if customer.owner_id else None
    return owner if owner and owner.active else turn.actor


def allowed(case: Case, customer: Customer, turn: Turn) -> timedelta:
    clocks = turn.workspace.policy.clocks
    usual = clocks.complaint_hours if isinstance(case, Complaint) else clocks.request_hours
    return time_allowed(clocks, usual, case.kind, customer.tier)


def answer_due(case: Case, said: Moment | None, customer: Customer, turn: Turn) -> datetime:
    """By when there is to be an answer: the day said, else when its keeper's working time for it is over."""
    if said is not None:
        return turn.instant(said)
    keeper = turn.work.get(Member, case.member_id) or turn.actor
    return after(case.opened_at, allowed(case, customer, turn), shift_of(keeper, turn.calendar))


def opened(case: Case, turn: Turn) -> None:
    """Keep a new case and set its clock; a keeper who does not know of it is told."""
    turn.work.add(case)
    set_clock(case, Step.OWNER, max(case.due_at, turn.now), turn)
    expect_word(case, turn)
    if case.member_id != turn.actor.id:
        set_clock(case, Step.OPENED, turn.now, turn)


def told_when_closed(case: Case, turn: Turn) -> None:
    """Whoever opened it, and whoever looked after it, is to hear of it."""
    if {case.recorded_by, case.member_id} - {turn.actor.id}:
        set_clock(case, Step.CLOSED, turn.now, turn)


def set_clock(case: Case, step: Step, at: datetime, turn: Turn) -> None:
    turn.work.clocks.put(Clock(case_id=case.id, step=step, rings_at=at, set_at=turn.now))


def case_lines(cases: Iterable[Case], turn: Turn) -> tuple[CaseLine, ...]:
    return tuple(case_line(each, turn) for each in cases)


def case_line(case: Case, turn: Turn) -> CaseLine:
    """The case as this reader may see it, on their own calendar."""
    customer = turn.work.get(Customer, case.customer_id)
    contact = turn.work.get(Contact, case.contact_id)
    promise = promised_answer(case, turn)
    due = Moment.of(local(case.due_at, turn.actor.zone))
    return CaseLine(
        case=case,
        customer=customer.short if customer else "",
        keeper=name_of_member(case.member_id, turn),
        person=contact.name if contact else case.person,
        age=days_between(case.day, local(case.closed_at or turn.now, turn.actor.zone).date()),
        due=Moment(due.day) if due.at == END_OF_DAY else due,
        late=days_between(due.day, turn.today) if case.due_at < turn.now else None,
        promised=promise,
        promiser=name_of_member(promise.member_id, turn) if promise else "",
        discreet=_hides(case, customer, turn),
    )


def promised_answer(case: Case, turn: Turn) -> Promise | None:
    """The open promise that answers a request."""
    promise = turn.work.get(Promise, case.promise_id) if isinstance(case, Request) else None
    return promise if promise and promise.open else None


def _hides(case: Case, customer: Customer | None, turn: Turn) -> bool:
    return hides_words(customer, turn, {case.member_id, case.recorded_by}, case.what)


def case_choice(case: Case, turn: Turn) -> Choice:
    """A case to choose, told apart by its day and who looks after it."""
    facts = (case.day.isoformat(), name_of_member(case.member_id, turn))
    return Choice(case.id, case.what or case.said, " · ".join(each for each in facts if each))


def agree(one: str, other: str) -> bool:
    """The same person or product, as far as any was named."""
    return not one or not other or one == other


def guards(customers: Collection[CustomerId], turn: Turn, known: Collection[str] = ()) -> tuple[Guard, ...]:
    """The customers with open complaints, apart from complaints that are known already."""
    found = by_customer(each for each in turn.work.complaints.open_at(customers) if each.id not in known)
    return tuple(Guard(line=case_line(each[0], turn), total=len(each)) for each in found.values())


def open_cases(customer: Customer, turn: Turn) -> tuple[CaseLine, ...]:
    """What is open at a customer: complaints first, then requests, each the first due first."""
    return case_lines((case for _, book in _books(turn) for case in book.open_at([customer.id])), turn)


def kept_cases(end: datetime, turn: Turn) -> tuple[CaseLine, ...]:
    """What the speaker looks after and is due before that instant."""
    return case_lines((case for _, book in _books(turn) for case in book.kept_by(turn.actor.id, end)), turn)


def _books(turn: Turn) -> Sequence[tuple[CaseSort, Cases[Case]]]:
    return ((CaseSort.COMPLAINT, turn.work.complaints), (CaseSort.REQUEST, turn.work.requests))
