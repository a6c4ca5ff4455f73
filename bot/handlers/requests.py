"""Requests: what a customer waits for, with a clock, until somebody did it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.domain.base import Mention, RequestId, new_id
from bot.domain.cases import RequestClosed, RequestLogged
from bot.domain.clocks import Step
from bot.domain.customers import Customer
from bot.domain.errors import NothingFound, Question
from bot.domain.interactions import Topic
from bot.domain.notes import Noted
from bot.domain.promises import KeepPromise, PromiseState
from bot.domain.requests import (
    IN_PERSON,
    CloseRequest,
    LogRequest,
    Request,
    RequestKind,
    RequestState,
)
from bot.domain.wording import akin, words
from bot.handlers.cases import agree, answer_due, begun, case_choice, case_line, opened, set_clock
from bot.handlers.notes import told
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import MOST, customer_of
from bot.handlers.settling import closed

OUTCOMES = {PromiseState.KEPT: RequestState.DONE, PromiseState.CANCELLED: RequestState.CANCELLED}


@handles(LogRequest)
def log_request(command: LogRequest, turn: Turn) -> RequestLogged:
    """What the customer asked for before is not opened twice: its clock goes on, or is shortened."""
    noted = told(command, turn, Topic.REQUEST)
    customer = noted.customer
    if customer is None:
        raise NothingFound({"what": noted.interaction.what})
    request = _request(command, noted, customer, turn)
    before = _open_already(request, turn)
    if before is None:
        opened(request, turn)
    elif command.due and request.due_at < before.due_at:
        before = replace(before, due_at=request.due_at)
        turn.work.save(before)
        set_clock(before, Step.OWNER, max(before.due_at, turn.now), turn)
    line = case_line(before or request, turn)
    return RequestLogged(**vars(noted), line=line, again=before is not None)


@handles(CloseRequest)
def close_request(command: CloseRequest, turn: Turn) -> RequestClosed:
    request = turn.work.get(Request, command.request)
    if request is None or not request.open or command.outcome is RequestState.OPEN:
        raise NothingFound({"what": request.what if request else "", "why": "request"})
    return _closed(request, command.outcome, turn)


def kept_request(command: KeepPromise, turn: Turn) -> RequestClosed | None:
    """已回电: what was done is what the customer asked for, where that fits better than any open promise."""
    outcome = OUTCOMES.get(command.outcome)
    if outcome is None or command.promise:
        return None
    if command.request:
        return close_request(CloseRequest(request=command.request.id, outcome=outcome), turn)
    fitting = _fitting(command, turn)
    if not fitting:
        return None
    if len(fitting) == 1:
        return _closed(fitting[0], outcome, turn)
    choices = tuple(case_choice(each, turn) for each in fitting[:MOST])
    raise Question(command, "request", "request", Mention(command.what), choices)


def _fitting(command: KeepPromise, turn: Turn) -> Sequence[Request]:
    """Open requests that the words fit, better than they fit any open promise to that customer.

    Without words it is only what the customer named waits for, and that only where nothing is promised.
    """
    if command.customer is None:
        return ()
    customer = customer_of(command, command.customer, turn)
    waiting = turn.work.requests.open_at([customer.id])
    promises = turn.work.promises.open_of(customer.id)
    if words(command.what):
        return _best(command.what, waiting, [each.what for each in promises])
    return waiting if command.customer.said and not promises else ()


def _best(said: str, waiting: Sequence[Request], promised: Iterable[str]) -> Sequence[Request]:
    scores = {each.id: akin(said, each.what) for each in waiting}
    best = max(scores.values(), default=0)
    rival = max((akin(said, each) for each in promised), default=0)
    return [each for each in waiting if best > rival and scores[each.id] == best]


def _closed(request: Request, outcome: RequestState, turn: Turn) -> RequestClosed:
    customer = turn.work.get(Customer, request.customer_id)
    if customer is None:
        raise NothingFound({"what": request.what})
    done = closed(request, outcome, turn)
    turn.focus = replace(turn.focus, customer_id=customer.id)
    return RequestClosed(line=case_line(done, turn), customer=customer)


def _request(command: LogRequest, noted: Noted, customer: Customer, turn: Turn) -> Request:
    request = Request(
        id=RequestId(new_id()),
        kind=command.kind or RequestKind.OTHER,
        **begun(command.what, noted, customer, turn),
    )
    due = answer_due(request, command.due, customer, turn)
    if request.kind is RequestKind.SIGNUP:
        due = min(due, answer_due(request, None, customer, turn))
    return replace(request, due_at=due)


def _open_already(new: Request, turn: Turn) -> Request | None:
    """The open request for the same thing, by the same person or nobody in particular."""
    waiting = turn.work.requests.open_at([new.customer_id])
    return next((each for each in waiting if _same_thing(new, each)), None)


def _same_thing(new: Request, other: Request) -> bool:
    if new.kind is not other.kind or not agree(new.product_id, other.product_id):
        return False
    if not agree(new.contact_id or new.person, other.contact_id or other.person):
        return False
    one, two = new.what.casefold(), other.what.casefold()
    return new.kind in IN_PERSON or one in two or two in one
