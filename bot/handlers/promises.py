"""Promises: given, received, kept, looked up."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.domain.base import NOBODY, Choice, ContactId, CustomerId, Mention, ProductId, PromiseId, new_id
from bot.domain.cases import RequestClosed
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.deeds import deed_of
from bot.domain.errors import BadSlot, NothingFound, Question
from bot.domain.moment import Moment
from bot.domain.people import Member, Role
from bot.domain.ports.history import Late
from bot.domain.promises import (
    Against,
    CheckPromises,
    CustomerPromise,
    CustomerPromised,
    Evidence,
    KeepPromise,
    MakePromise,
    MovePromise,
    PartPromises,
    Promise,
    PromiseClosed,
    PromiseMade,
    PromiseMoved,
    PromisesChecked,
    PromisesParted,
    PromiseState,
    PromiseTraced,
    Side,
    TracePromise,
    Turned,
    by_urgency,
)
from bot.domain.reminders import ReminderState
from bot.domain.wording import shared, words
from bot.handlers.access import shown_contact
from bot.handlers.answering import put_off
from bot.handlers.ledger import contradictions, line_of, lines_of
from bot.handlers.placing import agree, parted, place, sources_of, tell_of_contradictions, warn
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
YEARS: Final = timedelta(days=3650)


@handles(MakePromise)
def make_promise(command: MakePromise, turn: Turn) -> PromiseMade:
    if command.by is None:
        _still_ahead(command.due, turn)
    customer = customer_of(command, command.customer, turn)
    contact = contact_of(command.person, customer, turn)
    giver = colleague_of(command, "by", command.by, turn)
    promise = replace(
        _promise(command, Side.OURS, customer, contact, turn),
        member_id=giver.id,
        product_id=ProductId(command.product.id if command.product else ""),
    )
    placed = place(promise, turn)
    link(placed.promise, turn)
    warnings, told = warn(placed.promise, turn)
    return PromiseMade(
        promise=placed.promise,
        customer=customer,
        contact=shown_contact(contact, customer, turn),
        by=giver.name,
        repeats=placed.repeats,
        replaces=placed.replaces,
        against=placed.against,
        warnings=warnings,
        told=told,
        person=stranger(command.person, contact),
    )


@handles(CustomerPromise)
def customer_promise(command: CustomerPromise, turn: Turn) -> CustomerPromised:
    customer = customer_of(command, command.customer, turn)
    contact = contact_of(command.person, customer, turn)
    placed = place(_promise(command, Side.THEIRS, customer, contact, turn), turn)
    return CustomerPromised(
        promise=placed.promise,
        customer=customer,
        contact=shown_contact(contact, customer, turn),
        repeats=placed.repeats,
        replaces=placed.replaces,
        against=placed.against,
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
    """Close a promise, and all that repeat it; nobody needs to be reminded of any of them any more."""
    customer = turn.work.get(Customer, promise.customer_id)
    if customer is None or outcome is PromiseState.OPEN:
        raise NothingFound({"what": promise.what})
    closed = replace(
        promise,
        state=outcome,
        closed_at=turn.now,
        closed_by=turn.actor.id,
        evidence=(*promise.evidence, _evidence(Turned(outcome.value), promise, turn)),
    )
    repeated = [each for each in turn.work.promises.joined([promise.id]) if each.open]
    ended = [replace(each, state=outcome, closed_at=turn.now, closed_by=turn.actor.id) for each in repeated]
    turn.work.save(closed, *ended)
    for each in (closed, *ended):
        settle_promised(each, turn)
        _silence(each, turn)
    turn.focus = replace(turn.focus, customer_id=customer.id)
    line = line_of(closed, turn)
    return PromiseClosed(
        promise=line.promise,
        customer=customer,
        by=line.by,
        standing=line.standing,
        discreet=line.discreet,
    )


def _silence(promise: Promise, turn: Turn) -> None:
    for reminder in turn.work.reminders.of_promise(promise.id):
        if reminder.state is ReminderState.WAITING:
            turn.work.save(replace(reminder, state=ReminderState.CANCELLED))


@handles(MovePromise)
def move_promise(command: MovePromise, turn: Turn) -> PromiseMoved:
    """Whoever gave it: the customer was told another day, which counts for all who promised the same."""
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
        evidence=(*promise.evidence, _evidence(Turned.MOVED, promise, turn)),
    )
    turn.work.save(moved)
    put_off(moved, turn)
    tell_of_contradictions(moved, turn)
    agreed = agree(moved, turn)
    turn.focus = replace(turn.focus, customer_id=customer.id)
    line = line_of(moved, turn)
    return PromiseMoved(
        promise=line.promise,
        customer=customer,
        by=line.by,
        was=promise.due,
        discreet=line.discreet,
        agrees=line_of(agreed, turn) if agreed else None,
    )


def _evidence(turned: Turned, promise: Promise, turn: Turn) -> Evidence:
    return Evidence(
        said=turn.said,
        source=turn.source,
        member_id=turn.actor.id,
        at=turn.now,
        turned=turned,
        due=promise.due_day,
    )


@handles(CheckPromises)
def check_promises(command: CheckPromises, turn: Turn) -> PromisesChecked:
    """Of one customer, of one colleague, what that colleague promised that customer, or of everybody."""
    by = colleague_of(command, "by", command.by, turn) if command.by else None
    customer = _concerned(command, turn)
    most = WHOLE if command.whole else SHORT
    if command.late:
        return _overdue(customer, by, most, turn)
    whose = (customer.id if customer else None, by.id if by else None)
    promises = turn.work.promises.ledger(*whose, most, replaced=command.whole)
    return PromisesChecked(
        customer=customer,
        by=by.name if by else "",
        lines=lines_of(promises, turn),
        total=turn.work.promises.count(*whose, replaced=command.whole),
        against=() if by else _opposed(customer, turn),
    )


def _opposed(customer: Customer | None, turn: Turn) -> tuple[Against, ...]:
    """What contradicts itself of all that is open at a customer."""
    return contradictions(turn.work.promises.open_of(customer.id), turn) if customer else ()


def _concerned(command: CheckPromises, turn: Turn) -> Customer | None:
    """The customer asked about; of a colleague's promises or everybody's none need be."""
    about = customer_if_said if command.by or command.all else customer_of
    return about(command, command.customer, turn)


def _overdue(customer: Customer | None, by: Member | None, most: int, turn: Turn) -> PromisesChecked:
    """What is late, the longest first: of a customer, of what a colleague gave, or of the speaker's people."""
    everybody = customer or by or turn.actor.role is Role.ADMIN
    people = None if everybody else {turn.actor.id, *turn.work.people.below(turn.actor.id)}
    late = Late(
        now=turn.now,
        customer=customer.id if customer else CustomerId(""),
        by=by.id if by else NOBODY,
        people=None if people is None else frozenset(people),
    )
    return PromisesChecked(
        customer=customer,
        by=by.name if by else "",
        lines=lines_of(turn.work.promises.late(late, most), turn),
        total=turn.work.promises.count_late(late),
        late=True,
        own=people == {turn.actor.id},
    )


@handles(TracePromise)
def trace_promise(command: TracePromise, turn: Turn) -> PromiseTraced:
    """Everything that was said about one promise, by whoever gave, repeated, moved or settled it."""
    if command.promise and command.promise.known:
        promise = turn.work.get(Promise, command.promise.id)
        if promise is None:
            raise NothingFound({"what": command.promise.name, "why": "promise"})
    else:
        promise = _traced(command, turn)
    return PromiseTraced(line=line_of(promise, turn), sources=sources_of(promise, turn))


def _traced(command: TracePromise, turn: Turn) -> Promise:
    """The one meant, settled or not; of several that fit, the one the speaker picks."""
    customer = customer_of(command, command.customer, turn)
    promises = turn.work.promises.ledger(customer.id, None, WHOLE)
    best = _best(command.what, promises)
    if not best:
        raise NothingFound({"what": command.what or customer.short, "why": "promise"})
    if len(best) == 1:
        return best[0]
    choices = tuple(_choice(each, turn) for each in best[:MOST])
    raise Question(command, "promise", "promise", Mention(command.what), choices)


@handles(PartPromises)
def part_promises(command: PartPromises, turn: Turn) -> PromisesParted:
    """Both stand by themselves, and are never compared again."""
    pair = [turn.work.get(Promise, each.id) for each in (command.promise, command.other)]
    one, other = pair
    if one is None or other is None:
        raise NothingFound({"what": command.other.name, "why": "promise"})
    one, other = parted(one, other), parted(other, one)
    turn.work.save(one, other)
    first, second = lines_of((one, other), turn)
    return PromisesParted(first=first, second=second)


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
    if isinstance(command, MovePromise):
        best = [each for each in best if each.member_id == turn.actor.id] or best
    if len(best) == 1:
        return best[0]
    raise _which(command, best or candidates, turn)


def _which(command: KeepPromise | MovePromise, promises: Sequence[Promise], turn: Turn) -> Question:
    choices = tuple(_choice(each, turn) for each in promises[:MOST])
    said = command.promise or Mention(_quotable(command.what, turn))
    return Question(command, "promise", "promise", said, choices)


def _quotable(what: str, turn: Turn) -> str:
    """The speaker's own words rather than what is left of them; nothing when they are too many to quote."""
    return turn.said.strip() if what and len(turn.said) <= QUOTED else ""


def _still_open(mention: Mention, turn: Turn) -> Promise:
    promise = turn.work.get(Promise, mention.id)
    promise = turn.work.get(Promise, promise.joined_to) or promise if promise else None
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
    """Those whose words and deeds share most with what was said; none when words were said and nothing fits."""
    if not words(said):
        return promises
    meant = deed_of(said).concepts
    scores = {
        each.id: shared(said, each.what) + len(meant & deed_of(each.what).concepts) for each in promises
    }
    best = max(scores.values(), default=0)
    return [each for each in promises if best and scores[each.id] == best]


def _choice(promise: Promise, turn: Turn) -> Choice:
    """A promise to choose, told apart by who gave it and its day."""
    facts = (name_of_member(promise.member_id, turn), promise.due.iso() if promise.due else "")
    return Choice(promise.id, promise.what, " · ".join(each for each in facts if each))
