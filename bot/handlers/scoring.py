"""The sweep: how every account stands, judged at night, page by page; and how one stands now."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.health import Health
from bot.domain.norms import Norms, Tally, norms_of
from bot.domain.people import Member
from bot.domain.scoring import ScoreAccounts, Scored, Step, Sweep
from bot.domain.stated import may_be_gone
from bot.domain.vitals import Judged, Person, Vitals, Yardstick, health_of, judged
from bot.handlers.registry import Turn, handles
from bot.handlers.worth import rank_accounts

PAGE: Final = 250
"""Accounts judged at a time: little enough that nobody waits for it."""
TALLIED: Final = 2000
"""Accounts counted at a time for what is usual in the team."""
EVERYBODY: Final = 10_000

AFTER: Final[tuple[Callable[[Turn, str], str | None], ...]] = (rank_accounts,)
"""What follows when all accounts are judged, step by step, each in a transaction of its own.

A stage is given what its step before returned ("" at first), and is over when that is None.
"""


@dataclass(frozen=True, slots=True)
class Looked:
    """What one look found: where the sweep stood `before`, stands after it, and the accounts judged."""

    before: Sweep | None
    sweep: Sweep
    found: Sequence[Health] = ()


@handles(ScoreAccounts)
def score_accounts(command: ScoreAccounts, turn: Turn) -> Scored:
    """One page, looked at and kept in one transaction; the road does it in two, so that writers need not wait."""
    looked = look(command, turn)
    return keep(looked, turn) if looked else Scored(pushed=0, sweep=None)


def look(command: ScoreAccounts, turn: Turn) -> Looked | None:
    """Read and judge the next page; nothing is written. None while it is not time."""
    before = turn.work.sweeps.now()
    sweep = _begun(before, command, turn)
    if sweep is None:
        return None
    steps = {Step.NORMS: _count, Step.ACCOUNTS: _judge, Step.AFTER: _leave, Step.DONE: _leave}
    return steps[sweep.step](before, sweep, turn)


def keep(looked: Looked, turn: Turn) -> Scored:
    """Write what was found, unless another process was quicker."""
    if turn.work.sweeps.now(lock=True) != looked.before:
        return Scored(pushed=0, more=True, sweep=looked.before)
    sweep = looked.sweep
    if looked.before and looked.before.step is Step.AFTER and sweep.step is Step.AFTER:
        sweep = _carried_on(sweep, turn)
    turn.work.health.put(looked.found)
    if looked.found and sweep.step is not Step.ACCOUNTS:
        turn.work.health.drop_before(sweep.day)
    turn.work.sweeps.put(sweep)
    return Scored(pushed=0, more=sweep.runs, sweep=sweep)


def vitals_now(customer: Customer, turn: Turn) -> Judged | None:
    """How one account stands at this moment, by the same facts and the same judges as in the sweep."""
    sweep = turn.work.sweeps.now()
    by = yardstick(turn, sweep.norms if sweep else Norms())
    vitals = turn.work.vitals.of(customer.id, by)
    if vitals is None:
        return None
    known, by = _peopled([vitals], by, turn)
    return judged(known[0], turn.work.health.of([customer.id]).get(customer.id), by)


def assessed(
    by: Yardstick, turn: Turn, *, after: str = "", limit: int = PAGE, afresh: bool = False
) -> Sequence[Health]:
    """A page of accounts judged, `afresh` without what was found before; nothing is kept."""
    vitals = turn.work.vitals.page(by, limit, after=after)
    before = {} if afresh else turn.work.health.of(each.customer_id for each in vitals)
    peopled, by = _peopled(vitals, by, turn)
    return [health_of(each, before.get(each.customer_id), by) for each in peopled]


def yardstick(turn: Turn, norms: Norms) -> Yardstick:
    workspace = turn.workspace
    return Yardstick(
        now=turn.now,
        zone=turn.actor.zone,
        currency=workspace.currency,
        policy=workspace.policy,
        norms=norms,
        rivals=frozenset(norms.rivals),
    )


def _begun(before: Sweep | None, command: ScoreAccounts, turn: Turn) -> Sweep | None:
    """The sweep that runs, else a new one once a local day, when its hour has come."""
    if before and before.runs:
        return before
    if not command.begin and not _due(before, turn):
        return None
    norms = before.norms if before else Norms()
    fresh = command.begin or _outdated(norms, turn)
    return Sweep(
        day=turn.today,
        step=Step.NORMS if fresh else Step.ACCOUNTS,
        total=turn.work.vitals.count(),
        norms=norms,
    )


def _due(before: Sweep | None, turn: Turn) -> bool:
    new_day = before is None or before.day < turn.today
    return new_day and turn.here.hour >= turn.workspace.policy.sweep.hour


def _outdated(norms: Norms, turn: Turn) -> bool:
    days = turn.workspace.policy.sweep.norms_days
    return norms.reckoned_on is None or (turn.today - norms.reckoned_on).days >= days


def _count(before: Sweep | None, sweep: Sweep, turn: Turn) -> Looked:
    """A page of what is usual; after the last one the norms are known."""
    by = yardstick(turn, sweep.norms)
    counted, last = turn.work.vitals.tally(by, TALLIED, after=sweep.after)
    tally = sweep.tally.plus(counted)
    if last:
        return Looked(before, replace(sweep, after=last, tally=tally))
    norms = norms_of(tally, by.today, by.policy)
    return Looked(before, replace(sweep, step=Step.ACCOUNTS, after="", tally=Tally(), norms=norms))


def _judge(before: Sweep | None, sweep: Sweep, turn: Turn) -> Looked:
    found = assessed(yardstick(turn, sweep.norms), turn, after=sweep.after)
    on = replace(sweep, judged=sweep.judged + len(found))
    if len(found) == PAGE:
        return Looked(before, replace(on, after=found[-1].customer_id), found)
    return Looked(before, replace(on, step=Step.AFTER if AFTER else Step.DONE, after=""), found)


def _leave(before: Sweep | None, sweep: Sweep, _turn: Turn) -> Looked:
    """What comes after is done while it is kept."""
    return Looked(before, sweep)


def _carried_on(sweep: Sweep, turn: Turn) -> Sweep:
    """One step of a stage after the accounts; `after` says which stage, and where in it."""
    stage, _, place = sweep.after.partition("|")
    number = int(stage or 0)
    following = AFTER[number](turn, place)
    if following is not None:
        return replace(sweep, after=f"{number}|{following}")
    if number + 1 == len(AFTER):
        return replace(sweep, step=Step.DONE, after="")
    return replace(sweep, after=str(number + 1))


def _peopled(vitals: Sequence[Vitals], by: Yardstick, turn: Turn) -> tuple[Sequence[Vitals], Yardstick]:
    """With the names of our people, and with theirs wherever somebody may be gone."""
    by = replace(by, names=_names(vitals, turn))
    gone = [each.customer_id for each in vitals if any(may_be_gone(word.text) for word in each.words)]
    if not gone:
        return vitals, by
    people: dict[str, list[Person]] = defaultdict(list)
    for each in turn.work.contacts.at_all(gone):
        people[each.customer_id].append(_person(each))
    known = [replace(each, people=tuple(people.get(each.customer_id, ()))) for each in vitals]
    return known, replace(by, nicknames=_nicknames(turn))


def _names(vitals: Sequence[Vitals], turn: Turn) -> dict[str, str]:
    ids = {member for each in vitals for member in _members(each)}
    return {key: member.name for key, member in turn.work.many(Member, ids).items()}


def _members(vitals: Vitals) -> Iterator[str]:
    """Whoever may be named in a reason."""
    yield from (each.member_id for each in vitals.promises)
    yield from (each.member_id for each in vitals.complaints)
    yield from (each.member_id for each in vitals.deals)
    yield from (each.member_id for each in vitals.words)


def _nicknames(turn: Turn) -> frozenset[str]:
    """Whatever our people are called, also those who have left."""
    members = turn.work.page(Member, EVERYBODY)
    return frozenset(name for each in members for name in (each.name, *each.aliases))


def _person(contact: Contact) -> Person:
    return Person(
        id=contact.id,
        names=(contact.name, *contact.aliases),
        part=f"{contact.title} {contact.role}".strip(),
        since=contact.created_at,
    )
