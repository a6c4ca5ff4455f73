"""Promises: given, received, kept, looked up."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.base import Choice, ContactId, Mention, ProductId, PromiseId, new_id
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.errors import NothingFound, Question
from bot.domain.moment import local
from bot.domain.people import Member
from bot.domain.promises import (
    CheckPromises,
    CustomerPromise,
    CustomerPromised,
    KeepPromise,
    Line,
    MakePromise,
    Promise,
    PromiseClosed,
    PromiseMade,
    PromisesChecked,
    PromiseState,
    Side,
    by_urgency,
)
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import colleague_of, contact_of, customer_of

SHORT, WHOLE = 8, 200


@handles(MakePromise)
def make_promise(command: MakePromise, turn: Turn) -> PromiseMade:
    customer = customer_of(command, command.customer, turn)
    contact = contact_of(command.person, customer, turn)
    giver = colleague_of(command, "by", command.by, turn)
    alike = _alike(command.what, customer, turn)
    promise = replace(
        _promise(command, Side.OURS, customer, contact, turn),
        member_id=giver.id,
        product_id=ProductId(command.product.id if command.product else ""),
    )
    turn.work.add(promise)
    return PromiseMade(promise=promise, customer=customer, contact=contact, by=giver.name, alike=alike)


@handles(CustomerPromise)
def customer_promise(command: CustomerPromise, turn: Turn) -> CustomerPromised:
    customer = customer_of(command, command.customer, turn)
    contact = contact_of(command.person, customer, turn)
    promise = _promise(command, Side.THEIRS, customer, contact, turn)
    turn.work.add(promise)
    return CustomerPromised(promise=promise, customer=customer, contact=contact)


@handles(KeepPromise)
def keep_promise(command: KeepPromise, turn: Turn) -> PromiseClosed:
    promise = _meant(command, turn)
    closed = replace(promise, state=command.outcome, closed_at=turn.now, closed_by=turn.actor.id)
    turn.work.save(closed)
    line = line_of(closed, turn)
    customer = turn.work.get(Customer, closed.customer_id)
    if customer is None:
        raise NothingFound({"what": command.what})
    return PromiseClosed(promise=closed, customer=customer, by=line.by, standing=line.standing)


@handles(CheckPromises)
def check_promises(command: CheckPromises, turn: Turn) -> PromisesChecked:
    by = colleague_of(command, "by", command.by, turn) if command.by else None
    customer = customer_of(command, command.customer, turn) if command.customer or not by else None
    customer_id, by_id = customer.id if customer else None, by.id if by else None
    promises = turn.work.promises.ledger(customer_id, by_id, WHOLE if command.whole else SHORT)
    return PromisesChecked(
        customer=customer,
        by=by.name if by else "",
        lines=lines_of(promises, turn),
        total=turn.work.promises.count(customer_id, by_id),
    )


def lines_of(promises: Sequence[Promise], turn: Turn) -> tuple[Line, ...]:
    return tuple(line_of(each, turn) for each in promises)


def line_of(promise: Promise, turn: Turn) -> Line:
    """The promise as a ledger shows it, with its standing on the day in its own zone."""
    customer = turn.work.get(Customer, promise.customer_id)
    today = local(turn.now, promise.zone).date()
    giver = turn.work.get(Member, promise.member_id)
    return Line(
        promise=promise,
        customer=customer.name if customer else "",
        by=giver.name if giver else "",
        by_left=giver is not None and not giver.active,
        standing=promise.standing(turn.now, today),
        days_late=promise.days_late(today) if promise.state is PromiseState.OPEN else 0,
    )


def _promise(
    command: MakePromise | CustomerPromise,
    side: Side,
    customer: Customer,
    contact: Contact | None,
    turn: Turn,
) -> Promise:
    return Promise(
        id=PromiseId(new_id()),
        side=side,
        customer_id=customer.id,
        contact_id=contact.id if contact else ContactId(""),
        member_id=turn.actor.id,
        what=command.what,
        due_day=command.due.day if command.due else None,
        due_time=command.due.at if command.due else None,
        due_at=turn.instant(command.due) if command.due else None,
        zone=turn.actor.zone,
        amount=command.amount,
        made_at=turn.now,
        recorded_by=turn.actor.id,
        said=turn.said,
        source=turn.source,
    )


def _meant(command: KeepPromise, turn: Turn) -> Promise:
    """The open promise that was kept: the one named, the only one, or the one the speaker picks."""
    if command.promise and command.promise.known:
        promise = turn.work.get(Promise, command.promise.id)
        if promise is None or promise.state is not PromiseState.OPEN:
            raise NothingFound({"what": command.promise.name})
        return promise
    customer = customer_of(command, command.customer, turn)
    candidates = _matching(command, turn.work.promises.open_of(customer.id, command.side))
    if not candidates:
        raise NothingFound({"what": command.what or customer.name})
    if len(candidates) > 1:
        choices = tuple(Choice(each.id, each.what, line_of(each, turn).by) for each in candidates[:5])
        raise Question(command, "promise", "promise", command.promise or Mention(command.what), choices)
    return candidates[0]


def _matching(command: KeepPromise, promises: Sequence[Promise]) -> Sequence[Promise]:
    """Those whose words share most with what was said; all of them when nothing fits."""
    ordered = by_urgency(promises)
    scores = {each.id: _shared(command.what, each.what) for each in ordered}
    best = max(scores.values(), default=0)
    return [each for each in ordered if scores[each.id] == best] if best else ordered


def _shared(said: str, what: str) -> int:
    """How many of the words (or Han characters) of one text stand in the other."""
    return len(_words(said) & _words(what))


def _words(text: str) -> set[str]:
    latin = "".join(each if each.isascii() else " " for each in text.lower()).split()
    return {*latin, *(each for each in text if not each.isascii() and each.isalnum())}


def _alike(what: str, customer: Customer, turn: Turn) -> tuple[Line, ...]:
    """Open promises to this customer that may be the same thing, promised earlier."""
    promises = turn.work.promises.open_of(customer.id, Side.OURS)
    alike = [each for each in promises if _shared(what, each.what) * 2 >= max(1, len(_words(what)))]
    return lines_of(by_urgency(alike)[:3], turn)
