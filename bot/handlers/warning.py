"""Who hears of quotes that contradict each other or go beyond the limits: each once, and not at night."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Final

from bot.domain.base import NOBODY, MemberId, new_id
from bot.domain.chat import Push
from bot.domain.clocks import awake
from bot.domain.people import Member, Role
from bot.domain.quotes import Conflict, Quote
from bot.domain.routines import PushKind, RoutineDone, Told, WatchQuotes
from bot.handlers.offers import offer_called
from bot.handlers.registry import Turn, handles
from bot.handlers.telling import push_all

LOOKED_BACK: Final = timedelta(days=3)
"""What nobody could be told of for so long is told by whoever meets it next."""
Telling = tuple[Member, PushKind, str]
"""Whom, what, and the id of what it is about."""


def concerned(quotes: Iterable[Quote], turn: Turn) -> Sequence[Member]:
    """The colleagues who gave these quotes, and whoever manages them; of those who are still here."""
    reps = _members((each.member_id for each in quotes), turn)
    here = [each for each in reps if each.active]
    return [*{each.id: each for each in (*here, *managers_of(reps, turn))}.values()]


def managers_of(members: Sequence[Member], turn: Turn) -> Sequence[Member]:
    """Their managers; the admins where nobody manages any of them."""
    managers = [each for each in _members((one.manager_id for one in members), turn) if each.active]
    admins = (each for each in turn.work.people.all() if each.role is Role.ADMIN and each not in members)
    return managers or [*admins]


def _members(ids: Iterable[MemberId], turn: Turn) -> Sequence[Member]:
    found = (turn.work.get(Member, each) for each in ids)
    return [each for each in found if each is not None]


def tell_of(quote: Quote, others: Sequence[Quote], turn: Turn) -> tuple[str, ...]:
    """Tell everybody concerned but the one who logged it; the names of those who hear of it, now or later."""
    tellings = [*_of_conflicts(quote, others, turn), *_of_excess(quote, turn)]
    _tell(tellings, turn)
    return tuple(dict.fromkeys(member.name for member, _, _ in tellings))


def tell_settled(conflict: Conflict, quotes: Sequence[Quote], turn: Turn) -> tuple[str, ...]:
    tellings = [*_of_settled(conflict, quotes, turn)]
    _tell(tellings, turn)
    return tuple(member.name for member, _, _ in tellings)


def _of_settled(conflict: Conflict, quotes: Sequence[Quote], turn: Turn) -> Iterator[Telling]:
    """Everybody concerned but who settled it; what only gave way to another conflict is no news."""
    if conflict.settled_by != NOBODY:
        for each in concerned(quotes, turn):
            if each.id != conflict.settled_by:
                yield each, PushKind.CONFLICT_SETTLED, conflict.id


def _of_conflicts(quote: Quote, others: Sequence[Quote], turn: Turn) -> Iterator[Telling]:
    if others:
        for each in concerned((quote, *others), turn):
            if each.id != quote.recorded_by:
                yield each, PushKind.CONFLICT, quote.id


def _of_excess(quote: Quote, turn: Turn) -> Iterator[Telling]:
    rep = turn.work.get(Member, quote.member_id)
    if quote.excess and rep:
        for each in managers_of([rep], turn):
            if each.id != quote.recorded_by:
                yield each, PushKind.QUOTE_EXCESS, quote.id


def _tell(tellings: Iterable[Telling], turn: Turn) -> int:
    """Those who are awake, unless they know."""
    now = [each for each in tellings if awake(each[0], turn.now, turn.calendar)]
    marks = [
        (Told(id=new_id(), member_id=member.id, kind=kind, subject=subject, day=""), (member, kind, subject))
        for member, kind, subject in now
    ]
    new = turn.work.told.mark_new([mark for mark, _ in marks])
    fresh = [telling for mark, telling in marks if mark.id in new]
    return push_all([(each.id, Push(kind=kind, subject=subject)) for each, kind, subject in fresh], turn)


@handles(WatchQuotes)
def watch_quotes(_command: WatchQuotes, turn: Turn) -> RoutineDone:
    """Those who were asleep when it was found; nobody hears of the same quote twice."""
    since = turn.now - LOOKED_BACK
    tellings = [telling for each in turn.work.quotes.exceeding(since) for telling in _of_excess(each, turn)]
    for conflict in turn.work.conflicts.touched_since(since):
        tellings += _of_conflict(conflict, turn)
    return RoutineDone(pushed=_tell(tellings, turn))


def _of_conflict(conflict: Conflict, turn: Turn) -> Iterator[Telling]:
    """That it was found, or how it was settled."""
    later, other = (offer_called(each, turn) for each in (conflict.quote_id, conflict.other_id))
    if later is None or other is None:
        return iter(())
    if conflict.settled_at:
        return _of_settled(conflict, (other, later), turn)
    return _of_conflicts(later, (other,), turn)
