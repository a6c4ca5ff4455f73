"""Promises: given, received, kept, looked up."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.domain.base import Choice, ContactId, CustomerId, MemberId, Mention, ProductId, PromiseId, new_id
from bot.domain.cases import RequestClosed
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.errors import BadSlot, NothingFound, Question
from bot.domain.moment import Moment, local
from bot.domain.people import Member
from bot.domain.promises import (
    CheckPromises,
    CustomerPromise,
    CustomerPromised,
    KeepPromise,
    Line,
    MakePromise,
    MovePromise,
    Promise,
    PromiseClosed,
    PromiseMade,
    PromiseMoved,
    PromisesChecked,
    PromiseState,
    Side,
    Standing,
    by_urgency,
)
from bot.domain.reminders import ReminderState
from bot.domain.wording import much_alike, shared, words
from bot.handlers.access import sees_details, shown_contact
from bot.handlers.registry import Turn, handles
from bot.handlers.requests import kept_request
from bot.handlers.resolve import (
    MOST,
    colleague_of,
    contact_of,
    customer_if_said,
    customer_of,
    name_of_member,
    stranger,
)
from bot.handlers.settling import link, settle_promised

QUOTED: Final = 40
"""Signs of a message that is quoted back whole."""
SHORT: Final = 8
WHOLE: Final = 200
ALIKE: Final = 3
YEARS: Final = timedelta(days=3650)


@handles(MakePromise)
def make_promise(command: MakePromise, turn: Turn) -> PromiseMade:
    if command.by is None:
        _still_ahead(command.due, turn)
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
    link(promise, turn)
    shown = shown_contact(contact, customer, turn)
    return PromiseMade(
        promise=promise,
        customer=customer,
        contact=shown,
        by=giver.name,
        alike=alike,
        person=stranger(command.person, contact),
    )


@handles(CustomerPromise)
def customer_promise(command: CustomerPromise, turn: Turn) -> CustomerPromised:
    customer = customer_of(command, command.customer, turn)
    contact = contact_of(command.person, customer, turn)
    promise = _promise(command, Side.THEIRS, customer, contact, turn)
    turn.work.add(promise)
    return CustomerPromised(
        promise=promise,
        customer=customer,
        contact=shown_contact(contact, customer, turn),
        person=stranger(command.person, contact),
    )


@handles(KeepPromise)
def keep_promise(command: KeepPromise, turn: Turn) -> PromiseClosed | RequestClosed:
    """The promise meant; or what the customer asked for, where the words fit that better."""
    asked_for = kept_request(command, turn)
    if asked_for:
        return asked_for
    promise = _meant(command, turn)
    return close(promise, command.outcome, turn)


def close(promise: Promise, outcome: PromiseState, turn: Turn) -> PromiseClosed:
    """Close a promise as kept, broken or cancelled; nobody needs to be reminded of it any more."""
    customer = turn.work.get(Customer, promise.customer_id)
    if customer is None or outcome is PromiseState.OPEN:
        raise NothingFound({"what": promise.what})
    closed = replace(promise, state=outcome, closed_at=turn.now, closed_by=turn.actor.id)
    turn.work.save(closed)
    settle_promised(closed, turn)
    for reminder in turn.work.reminders.of_promise(promise.id):
        if reminder.state is ReminderState.WAITING:
            turn.work.save(replace(reminder, state=ReminderState.CANCELLED))
    turn.focus = replace(turn.focus, customer_id=customer.id)
    line = line_of(closed, turn)
    return PromiseClosed(
        promise=line.promise,
        customer=customer,
        by=line.by,
        standing=line.standing,
        discreet=line.discreet,
    )


@handles(MovePromise)
def move_promise(command: MovePromise, turn: Turn) -> PromiseMoved:
    _still_ahead(command.due, turn)
    promise = _meant(command, turn)
    customer = turn.work.get(Customer, promise.customer_id)
    if customer is None:
        raise NothingFound({"what": promise.what})
    moved = replace(
        promise,
        due_day=command.due.day,
        due_time=command.due.at,
        due_at=turn.instant(command.due),
        zone=turn.actor.zone,
    )
    turn.work.save(moved)
    turn.focus = replace(turn.focus, customer_id=customer.id)
    line = line_of(moved, turn)
    return PromiseMoved(
        promise=line.promise, customer=customer, by=line.by, was=promise.due, discreet=line.discreet
    )


@handles(CheckPromises)
def check_promises(command: CheckPromises, turn: Turn) -> PromisesChecked:
    """Of one customer, of one colleague, what that colleague promised that customer, or of everybody."""
    by = colleague_of(command, "by", command.by, turn) if command.by else None
    customer = _concerned(command, turn)
    whose = (customer.id if customer else None, by.id if by else None)
    listed = _overdue if command.late else _ledger
    lines, total = listed(*whose, WHOLE if command.whole else SHORT, turn)
    return PromisesChecked(
        customer=customer, by=by.name if by else "", lines=lines, total=total, late=command.late
    )


def _concerned(command: CheckPromises, turn: Turn) -> Customer | None:
    """The customer asked about; of a colleague's promises or everybody's none need be."""
    about = customer_if_said if command.by or command.all else customer_of
    return about(command, command.customer, turn)


def _ledger(
    customer: CustomerId | None, by: MemberId | None, most: int, turn: Turn
) -> tuple[tuple[Line, ...], int]:
    promises = turn.work.promises
    return lines_of(promises.ledger(customer, by, most), turn), promises.count(customer, by)


def _overdue(
    customer: CustomerId | None, by: MemberId | None, most: int, turn: Turn
) -> tuple[tuple[Line, ...], int]:
    """What is late, the longest first: of a customer, of what a colleague gave, or of everybody."""
    meant = [
        each
        for each in turn.work.promises.due_before(turn.now)
        if each.customer_id == (customer or each.customer_id)
        and (by is None or (each.member_id == by and each.side is Side.OURS))
    ]
    late = tuple(line for line in lines_of(meant, turn) if line.standing is Standing.OVERDUE)
    return late[:most], len(late)


def lines_of(promises: Sequence[Promise], turn: Turn) -> tuple[Line, ...]:
    return tuple(line_of(each, turn) for each in promises)


def line_of(promise: Promise, turn: Turn) -> Line:
    """The promise as a ledger shows it to this reader, with its standing on the day in its own zone."""
    customer = turn.work.get(Customer, promise.customer_id)
    today = local(turn.now, promise.zone).date()
    giver = turn.work.get(Member, promise.member_id)
    hidden = _hides(customer, turn)
    masked = promise.amount is not None and hidden
    return Line(
        promise=replace(promise, amount=None) if masked else promise,
        customer=customer.short if customer else "",
        by=giver.name if giver else "",
        by_left=giver is not None and not giver.active,
        standing=promise.standing(turn.now, today),
        days_late=promise.days_late(today) if promise.state is PromiseState.OPEN else 0,
        masked=masked,
        discreet=hidden and turn.actor.id not in {promise.member_id, promise.recorded_by},
        keeper=name_of_member(promise.keeper_id, turn),
    )


def _hides(customer: Customer | None, turn: Turn) -> bool:
    return customer is None or not sees_details(customer, turn)


def _still_ahead(due: Moment | None, turn: Turn) -> None:
    """What is promised lies ahead; a colleague's earlier promise may be reported late."""
    if due is not None and turn.instant(due) < turn.now:
        raise BadSlot({"slot": "due", "said": due.iso(), "why": "past"})


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


def _meant(command: KeepPromise | MovePromise, turn: Turn) -> Promise:
    """The open promise that was kept or moved: the one named, the only one, or the one the speaker picks."""
    if command.promise and command.promise.known:
        return _still_open(command.promise, turn)
    candidates = _candidates(command, turn)
    best = _best(command.what, candidates)
    if len(best) == 1:
        return best[0]
    choices = tuple(_choice(each, turn) for each in (best or candidates)[:MOST])
    said = command.promise or Mention(_quotable(command.what, turn))
    raise Question(command, "promise", "promise", said, choices)


def _quotable(what: str, turn: Turn) -> str:
    """The speaker's own words rather than what is left of them; nothing when they are too many to quote."""
    return turn.said.strip() if what and len(turn.said) <= QUOTED else ""


def _still_open(mention: Mention, turn: Turn) -> Promise:
    promise = turn.work.get(Promise, mention.id)
    if promise is None or not promise.open:
        raise NothingFound({"what": mention.name or mention.said, "why": "promise"})
    return promise


def _candidates(command: KeepPromise | MovePromise, turn: Turn) -> Sequence[Promise]:
    """The customer's open promises, the most urgent first; with no customer said, the speaker's own.

    A customer that nobody named is only the one spoken of before, and may be the wrong one.
    """
    found: Sequence[Promise] = ()
    about = turn.actor.name
    if command.customer:
        customer = customer_of(command, command.customer, turn)
        found, about = _open_of(customer, command.side, turn), customer.short
    if not found and not (command.customer and command.customer.said):
        found = _own_open(command.side, turn)
    if not found:
        raise NothingFound({"what": command.what or about, "why": "promise"})
    return by_urgency(found)


def _open_of(customer: Customer, side: Side | None, turn: Turn) -> Sequence[Promise]:
    """Those of the side meant; all of them when that side has none, for words seldom tell the sides apart."""
    return turn.work.promises.open_of(customer.id, side) or turn.work.promises.open_of(customer.id)


def _own_open(side: Side | None, turn: Turn) -> Sequence[Promise]:
    """What the speaker gave, and what customers promised them by some day."""
    given = turn.work.promises.ledger(None, turn.actor.id, WHOLE)
    heard = turn.work.promises.due_before(turn.now + YEARS, turn.actor.id)
    own = {one.id: one for one in (*given, *heard) if one.member_id == turn.actor.id}
    return [one for one in own.values() if one.state is PromiseState.OPEN and side in {one.side, None}]


def _best(said: str, promises: Sequence[Promise]) -> Sequence[Promise]:
    """Those whose words share most with what was said; none when words were said and nothing fits."""
    if not words(said):
        return promises
    scores = {each.id: shared(said, each.what) for each in promises}
    best = max(scores.values(), default=0)
    return [each for each in promises if best and scores[each.id] == best]


def _choice(promise: Promise, turn: Turn) -> Choice:
    """A promise to choose, told apart by who gave it and its day."""
    facts = (name_of_member(promise.member_id, turn), promise.due.iso() if promise.due else "")
    return Choice(promise.id, promise.what, " · ".join(each for each in facts if each))


def _alike(what: str, customer: Customer, turn: Turn) -> tuple[Line, ...]:
    """Open promises to this customer that may be the same thing, promised earlier."""
    promises = turn.work.promises.open_of(customer.id, Side.OURS)
    alike = [each for each in promises if much_alike(what, each.what)]
    return lines_of(by_urgency(alike)[:ALIKE], turn)
