"""The clocks of complaints and requests: keeper, manager, everybody, each told once and at work."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.domain.audit import UNDO_WITHIN
from bot.domain.base import MemberId, new_id
from bot.domain.calendar import ONE_DAY
from bot.domain.cases import Case
from bot.domain.chat import Push
from bot.domain.clocks import CHAIN, FIRST_WORD, FOLLOWING, Clock, Step, after, awake, shift_of, wakes
from bot.domain.customers import Customer
from bot.domain.people import Member, Role
from bot.domain.routines import PushKind, RoutineDone, Told, WatchCases
from bot.handlers.agenda import responsible
from bot.handlers.cases import allowed, promised_answer
from bot.handlers.registry import Turn, handles
from bot.handlers.responses import patience, word_given
from bot.handlers.telling import push_all
from bot.handlers.watching import managers_of

BATCH: Final = 500
"""Clocks that ring in one transaction."""
KINDS: Final[Mapping[Step, PushKind]] = {
    Step.OPENED: PushKind.CASE_OPENED,
    Step.OWNER: PushKind.CASE_OWNER,
    Step.MANAGER: PushKind.CASE_MANAGER,
    Step.POOL: PushKind.CASE_POOL,
    Step.CLOSED: PushKind.CASE_CLOSED,
    Step.UNTOUCHED: PushKind.CASE_UNTOUCHED,
    Step.NEGLECTED: PushKind.CASE_NEGLECTED,
}
Here = Mapping[MemberId, Member]
"""Everybody who is still here, by id."""
POOL: Final = frozenset({Role.SERVICE, Role.MANAGER})


@handles(WatchCases)
def watch_cases(_command: WatchCases, turn: Turn) -> RoutineDone:
    """Every clock that rings is set further or dropped, so that none rings twice for the same."""
    ringing = turn.work.clocks.due(turn.now, BATCH)
    ids = {each.case_id for each in ringing}
    cases: dict[str, Case] = {**turn.work.complaints.by_ids(ids), **turn.work.requests.by_ids(ids)}
    here = {each.id: each for each in turn.work.people.all()}
    rung = (each for clock in ringing for each in _rung(clock, cases.get(clock.case_id), here, turn))
    told = _one_card_each([*rung])
    new = turn.work.told.mark_new(told)
    pushes = [(MemberId(each.member_id), _push(each)) for each in told if each.id in new]
    return RoutineDone(pushed=push_all(pushes, turn), more=len(ringing) == BATCH)


def _one_card_each(told: Sequence[Told]) -> Sequence[Told]:
    """Who hears that an answer is due need not hear at the same time that nobody said a word yet."""
    of_words = {KINDS[each] for each in FIRST_WORD}
    due = {(each.member_id, each.subject) for each in told if each.kind not in of_words}
    return [each for each in told if each.kind not in of_words or (each.member_id, each.subject) not in due]


def _push(told: Told) -> Push:
    return Push(kind=told.kind, subject=told.subject)


def _rung(clock: Clock, case: Case | None, here: Here, turn: Turn) -> Iterator[Told]:
    """Who is told now; those who sleep keep the clock going until they wake."""
    if case is None or _over(clock, case, turn):
        _rest(clock, case, turn)
        return
    later = _answer_ahead(clock, case, turn)
    if later is not None:
        turn.work.clocks.put(replace(clock, rings_at=later))
        return
    readers = _readers(clock.step, case, here, turn)
    asleep = [each for each in readers if not awake(each, turn.now, turn.calendar)]
    yield from (_told(each, clock, case) for each in readers if each not in asleep)
    if asleep:
        morning = min(wakes(each, turn.now, turn.calendar) for each in asleep)
        turn.work.clocks.put(replace(clock, rings_at=morning))
    else:
        _go_on(clock, case, turn, heard=bool(readers))


def _over(clock: Clock, case: Case, turn: Turn) -> bool:
    """Whether what the clock waits for has come: the end of the case, or for some a first word of ours."""
    return case.open is (clock.step is Step.CLOSED) or word_given(clock, case, turn)


def _told(reader: Member, clock: Clock, case: Case) -> Told:
    """Once for everybody who looks after it, and once for each closing."""
    closed = clock.step is Step.CLOSED and case.closed_at
    day = closed.isoformat() if closed else case.member_id
    return Told(id=new_id(), member_id=reader.id, kind=KINDS[clock.step], subject=case.id, day=day)


def _rest(clock: Clock, case: Case | None, turn: Turn) -> None:
    """What is settled or taken back may come back by an undo; after that the clock is dropped."""
    since = max(clock.set_at, case.closed_at or clock.set_at) if case else clock.set_at
    if turn.now - since > 2 * UNDO_WITHIN:
        turn.work.clocks.drop(clock.case_id, [clock.step])
    else:
        turn.work.clocks.put(replace(clock, rings_at=turn.now + ONE_DAY))


def _answer_ahead(clock: Clock, case: Case, turn: Turn) -> datetime | None:
    """When the answer is due, while that lies ahead; a promise of an answer is watched for itself."""
    if clock.step not in CHAIN:
        return None
    promise = promised_answer(case, turn)
    promised = promise.due_at if promise else None
    later = max(case.due_at, promised or case.due_at)
    return later if later > turn.now else None


def _go_on(clock: Clock, case: Case, turn: Turn, *, heard: bool) -> None:
    """The next who hears of it does so after as much working time again; at once where nobody heard."""
    turn.work.clocks.drop(case.id, [clock.step])
    step = FOLLOWING.get(clock.step)
    customer = turn.work.get(Customer, case.customer_id)
    if step is None or customer is None:
        return
    keeper = responsible(case, turn)[:1]
    shift = shift_of(keeper[0] if keeper else turn.actor, turn.calendar)
    waits = patience(customer, turn) if step in FIRST_WORD else None
    rings = after(turn.now, waits or allowed(case, customer, turn), shift) if heard else turn.now
    turn.work.clocks.put(Clock(case_id=case.id, step=step, rings_at=rings, set_at=turn.now))


def _readers(step: Step, case: Case, here: Here, turn: Turn) -> Sequence[Member]:
    return READERS[step](case, here, responsible(case, turn))


def _unaware(case: Case, _here: Here, keepers: Sequence[Member]) -> Sequence[Member]:
    return [each for each in keepers if each.id != case.recorded_by]


def _keepers(_case: Case, _here: Here, keepers: Sequence[Member]) -> Sequence[Member]:
    return keepers


def _managers(_case: Case, here: Here, keepers: Sequence[Member]) -> Sequence[Member]:
    return managers_of(keepers, here, [each for each in here.values() if each.role is Role.ADMIN])


def _everybody(_case: Case, here: Here, keepers: Sequence[Member]) -> Sequence[Member]:
    return [each for each in here.values() if each.role in POOL and each not in keepers]


def _concerned(case: Case, here: Here, _keepers: Sequence[Member]) -> Sequence[Member]:
    """Who opened it and who looked after it, apart from who closed it."""
    return [here[each] for each in {case.recorded_by, case.member_id} - {case.closed_by} if each in here]


READERS: Final[Mapping[Step, Callable[[Case, Here, Sequence[Member]], Sequence[Member]]]] = {
    Step.OPENED: _unaware,
    Step.OWNER: _keepers,
    Step.MANAGER: _managers,
    Step.POOL: _everybody,
    Step.CLOSED: _concerned,
    Step.UNTOUCHED: _keepers,
    Step.NEGLECTED: _managers,
}
