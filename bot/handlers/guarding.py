"""Beside a log: what it answered of what the customer waits for, and that they have a complaint open."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.domain.base import CustomerId, Result
from bot.domain.cases import Answered, ComplaintLogged, ComplaintResolved, Guarded
from bot.domain.customers import Customer
from bot.domain.guard import mends, sells
from bot.domain.interactions import Interaction, Topic
from bot.domain.promises import Promise, PromiseClosed, PromiseMade
from bot.domain.reminders import ReminderSet
from bot.handlers.cases import case_lines, guards
from bot.handlers.registry import Turn
from bot.handlers.settling import answered_by, settled_now

OFFERS: Final = frozenset({Topic.QUOTE, Topic.DEAL, Topic.MATERIAL})
TELLING: Final = (ReminderSet, PromiseMade, PromiseClosed)
OFFERED: Final = 3
"""Requests offered as done after a log."""


@dataclass(slots=True)
class Touched:
    """One customer of the message, and what it says of them."""

    customer: Customer
    notes: list[Interaction] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    selling: bool = False


def beside(results: Iterable[Result], turn: Turn) -> list[Result]:
    """What was answered first, then the warnings, once per customer."""
    flat = [*results]
    touched = _touched(flat)
    answered = (_answered(each, turn) for each in touched.values())
    return [*(each for each in answered if each), *_guarded(touched, _spoken_of(flat), turn)]


def _touched(results: Iterable[Result]) -> dict[CustomerId, Touched]:
    found: dict[CustomerId, Touched] = {}
    for each in results:
        customer, note = getattr(each, "customer", None), _note_of(each)
        if isinstance(customer, Customer) and (isinstance(each, TELLING) or note):
            _take(each, note, found.setdefault(customer.id, Touched(customer)))
    return found


def _note_of(result: Result) -> Interaction | None:
    """The line in the history that a log writes, be it itself a note or the row of a ledger with one."""
    note = getattr(getattr(result, "noted", result), "interaction", None)
    return note if isinstance(note, Interaction) else None


def _take(result: Result, note: Interaction | None, touched: Touched) -> None:
    """What an offer is follows from the noun, of a touch, a plan or a promise from its words."""
    if note is not None:
        touched.notes.append(note)
        touched.words.append(note.what)
        touched.selling |= note.topic in OFFERS or (note.topic is None and sells(note.what))
    elif isinstance(result, ReminderSet):
        touched.words.append(result.reminder.what)
        touched.selling |= sells(result.reminder.what)
    elif isinstance(result, PromiseMade | PromiseClosed):
        touched.promises.append(result.promise)
        touched.words.append(result.promise.what)
        touched.selling |= isinstance(result, PromiseMade) and sells(result.promise.what)


def _guarded(
    touched: Mapping[CustomerId, Touched], spoken_of: Collection[str], turn: Turn
) -> Iterator[Result]:
    """A line for each customer with an open complaint, unless it is what was just spoken of."""
    for guard in guards(touched.keys(), turn, known=spoken_of):
        each = touched[guard.line.case.customer_id]
        if not all(mends(words, guard.line.case.what) for words in each.words):
            yield Guarded(guard=guard, selling=each.selling)


def _spoken_of(results: Iterable[Result]) -> set[str]:
    logged = (each for each in results if isinstance(each, ComplaintLogged | ComplaintResolved))
    return {each.line.case.id for each in logged}


def _answered(touched: Touched, turn: Turn) -> Answered | None:
    """Requests closed by the message, linked to a promise in it, or to be chosen from."""
    closed = settled_now(touched.customer, turn)
    linked = [each for one in touched.promises for each in turn.work.requests.of_promise(one.id) if each.open]
    several = [each for note in touched.notes for each in answered_by(note, turn)][:OFFERED]
    if not (closed or linked or several):
        return None
    return Answered(
        customer=touched.customer,
        closed=case_lines(closed, turn),
        linked=case_lines(linked, turn),
        open=case_lines(several, turn),
    )
