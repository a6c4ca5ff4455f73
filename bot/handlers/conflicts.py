"""Quotes that contradict each other: found when the second is logged, told to whom it concerns, settled."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.domain.base import NOBODY, ConflictId, CustomerId, MemberId, QuoteId, Result, new_id
from bot.domain.conflicts import (
    Kind,
    Known,
    Stands,
    Verdict,
    Why,
    binding,
    compare,
    ended,
    points,
    priced,
)
from bot.domain.customers import Customer
from bot.domain.errors import NotAllowed, StaleButton
from bot.domain.people import Member, Role
from bot.domain.products import Product
from bot.domain.quotes import (
    Clash,
    Conflict,
    ConflictSettled,
    ConflictsOpen,
    Offered,
    Quote,
    QuoteLogged,
    QuoteState,
    RecapConflict,
    Recapped,
    SettleConflict,
)
from bot.handlers.access import note_words, sees_details
from bot.handlers.offers import offer_called, offers_to
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import name_of_member
from bot.handlers.warning import concerned, tell_settled

RIVALS: Final = 50
"""Quotes of a product to others that are set against an exclusive one."""
REPLACING: Final = frozenset({Why.AGREED, Why.ORDERED, Why.REVISED, Why.LATER, Why.FIRM})


@dataclass(frozen=True, slots=True)
class Judged:
    """A quote that stood before, beside a new one."""

    other: Quote
    quote: Quote
    verdict: Verdict

    @property
    def pair(self) -> tuple[Quote, Quote]:
        return in_order(self.other, self.quote)

    @property
    def winner(self) -> Quote | None:
        return {Stands.FIRST: self.pair[0], Stands.SECOND: self.pair[1]}.get(self.verdict.stands)


@dataclass(frozen=True, slots=True)
class Found:
    """What a new quote contradicts, and what it took the place of."""

    clashes: tuple[Clash, ...]
    replaced: tuple[Offered, ...]


def in_order(one: Quote, other: Quote) -> tuple[Quote, Quote]:
    first, second = sorted((one, other), key=lambda each: (each.day, each.at, each.id))
    return first, second


def known_of(quote: Quote, turn: Turn) -> Known:
    product = turn.work.get(Product, quote.product_id)
    return Known(today=turn.today, policy=turn.workspace.policy, product=product)


def settle_in(quote: Quote, turn: Turn) -> Found:
    """Set a new quote against all that stand: keep the conflicts, and retire what it replaces."""
    known = known_of(quote, turn)
    judged = [Judged(each, quote, _verdict(each, quote, known)) for each in _others(quote, turn)]
    clashing = sorted((each for each in judged if each.verdict.conflict), key=_gravity)
    conflicts = [_conflict(each, turn) for each in _one_each(clashing)]
    turn.work.add(*conflicts)
    replaced = filter(_replaces, judged)
    return Found(
        clashes=tuple(clashes_of(conflicts, turn)),
        replaced=tuple(_retired(replaced, {each.other.id for each in clashing}, turn)),
    )


def _retired(replaced: Iterable[Judged], disputed: Collection[QuoteId], turn: Turn) -> Iterator[Offered]:
    """Retire them, and name those of which the new quote is another version."""
    for each in replaced:
        shown = offered(each.other, turn)
        _retire(each, disputed, turn)
        if each.verdict.kinds and each.winner is each.quote:
            yield shown


def _others(quote: Quote, turn: Turn) -> Iterator[Quote]:
    """What stands at this customer, and the same product elsewhere where somebody has it to himself."""
    yield from (each for each in offers_to(quote.customer_id, turn) if each.id != quote.id)
    if quote.product:
        only = not quote.exclusive
        rivals = turn.work.quotes.of_product(quote.product_id, quote.product, exclusive=only, limit=RIVALS)
        yield from (each for each in rivals if each.customer_id != quote.customer_id)


def _verdict(other: Quote, quote: Quote, known: Known) -> Verdict:
    return compare(*in_order(other, quote), known)


def _gravity(each: Judged) -> tuple[bool, bool]:
    """Agreed terms and orders before quotes, the price before the rest."""
    return not binding(each.other), Kind.PRICE not in each.verdict.kinds


def _one_each(judged: Iterable[Judged]) -> Sequence[Judged]:
    """The first of each colleague: nobody needs to hear twice that one price differs."""
    first: dict[str, Judged] = {}
    for each in judged:
        first.setdefault(each.other.member_id, each)
    return [*first.values()]


def _conflict(each: Judged, turn: Turn) -> Conflict:
    first, second = each.pair
    return Conflict(
        id=ConflictId(new_id()),
        customer_id=each.quote.customer_id,
        quote_id=second.id,
        other_id=first.id,
        kinds=tuple(str(kind) for kind in each.verdict.kinds),
        why=each.verdict.why,
        stands=each.winner.id if each.winner else "",
        found_at=turn.now,
    )


def _replaces(each: Judged) -> bool:
    """Whether one takes the place of the other: meant so, or only said again by the same colleague."""
    verdict, (first, second) = each.verdict, each.pair
    if verdict.conflict:
        return False
    if verdict.why is Why.SAME and first.member_id == second.member_id:
        return points(first) <= points(second)
    return verdict.stands is Stands.SECOND and verdict.why in REPLACING


def _retire(each: Judged, disputed: Collection[QuoteId], turn: Turn) -> None:
    """The earlier one gives way; conflicts that it was part of are over with it."""
    first, second = each.pair
    gone = _given_way(first, second, each.verdict.kinds)
    turn.work.save(gone)
    if gone.state is QuoteState.SUPERSEDED:
        for conflict in turn.work.conflicts.open_among([first.id]):
            _end(conflict, first, disputed, turn)


def _end(conflict: Conflict, gone: Quote, disputed: Collection[QuoteId], turn: Turn) -> None:
    """The other one stands; told only where the new quote does not contradict it again."""
    left = offer_called(conflict.other_id if conflict.quote_id == gone.id else conflict.quote_id, turn)
    if left is None:
        return
    by = NOBODY if left.id in disputed else turn.actor.id
    over = replace(conflict, stands=left.id, settled_at=turn.now, settled_by=by)
    turn.work.save(over)
    tell_settled(over, in_order(gone, left), turn)


def _given_way(loser: Quote, winner: Quote, kinds: Iterable[str]) -> Quote:
    """All of it; but what only tells another term leaves the price as it was."""
    if priced(winner) or not priced(loser):
        return replace(loser, state=QuoteState.SUPERSEDED, superseded_by=winner.id)
    without = replace(loser, term=None) if Kind.TERM in kinds else loser
    without = replace(without, delivery=None, lead=None) if Kind.DELIVERY in kinds else without
    return replace(without, exclusive=None) if Kind.EXCLUSIVITY in kinds else without


def clashes_of(conflicts: Iterable[Conflict], turn: Turn) -> Iterator[Clash]:
    """Those whose quotes are both still there and still count."""
    for conflict in conflicts:
        first, second = (offer_called(each, turn) for each in (conflict.other_id, conflict.quote_id))
        if first and second and not any(ended(each, known_of(each, turn)) for each in (first, second)):
            yield clash_of(conflict, first, second, turn)


def still_open(
    customers: Iterable[CustomerId], told: Iterable[Result], turn: Turn
) -> Iterator[ConflictsOpen]:
    """Contradictions at these customers that the answer does not show already."""
    shown = {clash.conflict.id for each in told if isinstance(each, QuoteLogged) for clash in each.clashes}
    for customer in customers:
        waiting = (each for each in turn.work.conflicts.of(customer) if each.id not in shown)
        clashes = tuple(clashes_of(waiting, turn))
        if clashes:
            yield ConflictsOpen(clashes=clashes)


def clash_again(conflict: Conflict, turn: Turn) -> Clash | None:
    """A conflict as it was found, whatever has become of its quotes; None when a quote was taken back."""
    first, second = (offer_called(each, turn) for each in (conflict.other_id, conflict.quote_id))
    return clash_of(conflict, first, second, turn) if first and second else None


def clash_of(conflict: Conflict, first: Quote, second: Quote, turn: Turn) -> Clash:
    """Both versions; whoever it concerns sees both sums, and that look is noted."""
    party = turn.actor.id in {each.id for each in concerned((first, second), turn)}
    shown = [offered(each, turn, party=party) for each in (first, second)]
    others = any(offered(each, turn).masked for each in (first, second))
    if party and others and not turn.group:
        turn.work.journal.note("conflict_read", conflict.id)
    return Clash(conflict=conflict, first=shown[0], second=shown[1])


def offered(quote: Quote, turn: Turn, *, party: bool = False) -> Offered:
    """A quote with its names; its sums as this reader may see them here."""
    customer = turn.work.get(Customer, quote.customer_id)
    later = turn.work.get(Quote, quote.superseded_by)
    own = party or turn.actor.id in {quote.member_id, quote.recorded_by}
    return Offered(
        quote=quote,
        customer=customer.short if customer else "",
        by=name_of_member(quote.member_id, turn),
        left=_has_left(quote.member_id, turn),
        masked=_hides(quote, customer, turn, own=own),
        ended=ended(quote, known_of(quote, turn)) or "",
        by_later=name_of_member(later.member_id, turn) if later else "",
        later_on=later.day if later else None,
    )


def _has_left(member_id: MemberId, turn: Turn) -> bool:
    member = turn.work.get(Member, member_id)
    return member is not None and not member.active


def _hides(quote: Quote, customer: Customer | None, turn: Turn, *, own: bool) -> bool:
    """Sums of one's own are starred in groups only; a look at others' is noted."""
    if customer is None or sees_details(customer, turn):
        told = turn.actor.id in {quote.member_id, quote.recorded_by}
        note_words(None if told else customer, turn, quote.amount)
        return False
    return turn.group or not own


@handles(SettleConflict)
def settle_conflict(command: SettleConflict, turn: Turn) -> ConflictSettled:
    """What loses gives way to what stands, but agreed terms go on; with neither, both are taken back."""
    conflict, first, second = _open(command.conflict, turn)
    winner = next((each for each in (first, second) if each.id == command.stands), None)
    for each in (first, second):
        if each is not winner and not binding(each):
            turn.work.save(_loses(each, winner, conflict))
    settled = replace(
        conflict,
        stands=winner.id if winner else "",
        settled_at=turn.now,
        settled_by=turn.actor.id,
    )
    turn.work.save(settled)
    return ConflictSettled(
        clash=clash_of(settled, first, second, turn),
        by=turn.actor.name,
        told=tell_settled(settled, (first, second), turn),
    )


def _loses(quote: Quote, winner: Quote | None, conflict: Conflict) -> Quote:
    if winner is None or winner.customer_id != quote.customer_id:
        return replace(quote, state=QuoteState.WITHDRAWN)
    return _given_way(quote, winner, conflict.kinds)


def _open(conflict_id: ConflictId, turn: Turn) -> tuple[Conflict, Quote, Quote]:
    """An unsettled conflict with its quotes, for whom it concerns."""
    conflict, first, second = _pair(conflict_id, turn)
    if conflict.settled_at is not None:
        raise StaleButton
    return conflict, first, second


def _pair(conflict_id: ConflictId, turn: Turn) -> tuple[Conflict, Quote, Quote]:
    conflict = turn.work.get(Conflict, conflict_id)
    first = offer_called(conflict.other_id, turn) if conflict else None
    second = offer_called(conflict.quote_id, turn) if conflict else None
    if conflict is None or first is None or second is None:
        raise StaleButton
    if turn.actor.role is not Role.ADMIN and not _concerns(turn.actor, first, second, turn):
        raise NotAllowed
    return conflict, first, second


def _concerns(member: Member, first: Quote, second: Quote, turn: Turn) -> bool:
    parties = {each.id for each in concerned((first, second), turn)}
    return member.id in {*parties, first.recorded_by, second.recorded_by}


@handles(RecapConflict)
def recap_conflict(command: RecapConflict, turn: Turn) -> Recapped:
    """What stands, as the customer may read it; nothing about any other customer."""
    conflict, first, second = _pair(command.conflict, turn)
    customer = turn.work.get(Customer, conflict.customer_id)
    if customer is None:
        raise StaleButton
    standing = next((each for each in (first, second) if each.id == conflict.stands), None)
    theirs = standing if standing and standing.customer_id == customer.id else None
    return Recapped(customer=customer, product=second.product or first.product, standing=theirs)
