"""The facts of a summary for one reader: sums in the workspace's currency, and what waits, the worst first."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

from bot.domain.base import CustomerId, MemberId, Mention
from bot.domain.calendar import ONE_DAY, previous_working
from bot.domain.cases import CaseLine
from bot.domain.customers import Customer
from bot.domain.health import Health
from bot.domain.keeping import Kept, Tally
from bot.domain.moment import Moment, Period
from bot.domain.money import Money
from bot.domain.people import Asked, Member
from bot.domain.ports import Adding
from bot.domain.ports.history import Late
from bot.domain.promises import Side
from bot.domain.summaries import (
    CasesOfTeam,
    Disputed,
    PromiseMonth,
    Sales,
    Sum,
    Summarise,
    TeamDay,
    Waiting,
    Worsened,
    month_of,
)
from bot.domain.value import Attention, AttentionShown
from bot.handlers.attention import attention
from bot.handlers.cases import case_line, case_of
from bot.handlers.ledger import lines_of
from bot.handlers.registry import Turn
from bot.handlers.resolve import name_of_member
from bot.handlers.worth import book_of

WORST: Final = 3
"""Of each kind, looked up for those who are told of it."""
SHOWN: Final = 8
"""Cases on the page."""
NEXT: Final = 5
"""Promises that fall due first."""


def sales_of(asked: Asked, period: Period, turn: Turn) -> Sales:
    found = turn.work.summaries.deals(_people(asked), period)
    return Sales(**{kind: _added(each, turn) for kind, each in found.items()})


def _added(parts: Sequence[Adding], turn: Turn) -> Sum:
    """In the workspace's currency; deals without an amount, or in one without a stated rate, are only counted."""
    count, unpriced, total = 0, 0, Decimal(0)
    for each in parts:
        count += each.count
        worth = _worth(each, turn) if each.currency else None
        if worth is None:
            unpriced += each.count
        else:
            total += worth.amount
    priced = count > unpriced
    return Sum(count, Money(total, turn.workspace.currency).times(Decimal(1)) if priced else None, unpriced)


def _worth(part: Adding, turn: Turn) -> Money | None:
    money = Money.from_minor(part.minor, part.currency)
    return turn.workspace.policy.worth(money, turn.workspace.currency)


def touches_of(asked: Asked, period: Period, turn: Turn) -> tuple[int, int]:
    start, end = instants(period, turn)
    return turn.work.summaries.touches(_members(asked, turn), start, end)


def kept_of(asked: Asked, period: Period, turn: Turn) -> Tally:
    start, end = instants(period, turn)
    return turn.work.summaries.settled(_people(asked), start, end, turn.now)


def rates_of(asked: Asked, period: Period, turn: Turn) -> tuple[Kept, ...]:
    """By colleague, as far as any of their promises came due; the least reliable first."""
    start, end = instants(period, turn)
    whose = [each for each in turn.work.people.all() if asked.of(each.id)]
    tallies = ((each, turn.work.summaries.settled([each.id], start, end, turn.now)) for each in whose)
    kept = [Kept(each.name, Side.OURS, tally) for each, tally in tallies if tally.settled]
    return tuple(sorted(kept, key=lambda each: (each.tally.good / each.tally.settled, each.name)))


def waiting_for(asked: Asked, since: date, turn: Turn, *, found_since: datetime | None = None) -> Waiting:
    """What waits now: accounts that are at risk since that day, promises and cases that are late, contradictions."""
    ledger, people = turn.work.summaries, _people(asked)
    worsened, worsened_total = ledger.worsened(people, since, WORST)
    cases, cases_total = ledger.cases(people, turn.now, WORST)
    late = Late(now=turn.now, people=asked.people)
    overdue = turn.work.promises.late(late, WORST)
    disputed = ledger.disputed(people, found_since, WORST)
    return Waiting(
        worsened=_worsened(worsened, turn),
        worsened_total=worsened_total,
        overdue=lines_of(overdue, turn),
        overdue_total=turn.work.promises.count_late(late) if overdue else 0,
        cases=_cases(cases, turn),
        cases_total=cases_total,
        disputed=_disputed(disputed, turn),
    )


def _cases(found: Sequence[str], turn: Turn) -> tuple[CaseLine, ...]:
    return tuple(case_line(each, turn) for one in found if (each := case_of(one, turn)))


def cases_of(asked: Asked, turn: Turn) -> CasesOfTeam:
    """Everything that customers of these people wait for."""
    ledger, people = turn.work.summaries, _people(asked)
    found, total = ledger.cases(people, None, SHOWN)
    _, late = ledger.cases(people, turn.now, 1)
    return CasesOfTeam(asked=asked, lines=_cases(found, turn), total=total, late=late)


def _worsened(found: Sequence[CustomerId], turn: Turn) -> tuple[Worsened, ...]:
    customers: Mapping[str, Customer] = turn.work.many(Customer, found)
    health: Mapping[CustomerId, Health] = turn.work.health.of(found)
    book = book_of(turn) if found else None
    worth = {each: rated.worth for each in found if book and (rated := book.of(each))}
    return tuple(
        Worsened(
            customer=customers[each],
            owner=name_of_member(customers[each].owner_id, turn),
            health=health[each],
            worth=worth.get(each),
        )
        for each in found
    )


def _disputed(found: Sequence[tuple[CustomerId, int]], turn: Turn) -> tuple[Disputed, ...]:
    customers = turn.work.many(Customer, [each for each, _ in found])
    return tuple(
        Disputed(customer=Mention(one.name, one.id, one.short), count=count)
        for each, count in found
        if (one := customers.get(each))
    )


def attention_of(command: Summarise, turn: Turn) -> AttentionShown | None:
    """Who has more of the time than they bring, and who less, over twelve months; None where nobody has reckoned."""
    found = attention(Attention(scope=command.scope, person=command.person), turn)
    return found if isinstance(found, AttentionShown) else None


def team_day(asked: Asked, turn: Turn) -> TeamDay:
    """Since the last working day before today: of a Monday, since Friday. Accounts at risk have a card of their own."""
    since = previous_working(turn.today - ONE_DAY, turn.calendar)
    touches, customers = touches_of(asked, Period(since, turn.today), turn)
    waiting = waiting_for(asked, turn.today, turn, found_since=instants(Period(since, since), turn)[0])
    known = replace(waiting, worsened=(), worsened_total=0)
    return TeamDay(since=since, touches=touches, customers=customers, waiting=known)


def promise_month(asked: Asked, turn: Turn) -> PromiseMonth:
    """Of the month that it is, and what falls due from now on."""
    period = month_of(turn.today)
    days = turn.work.summaries.promise_days(_people(asked), period, turn.now)
    ahead = turn.work.summaries.due_next(_people(asked), turn.now, NEXT)
    return PromiseMonth(first=period.start, asked=asked, days=days, next=lines_of(ahead, turn))


def instants(period: Period, turn: Turn) -> tuple[datetime, datetime]:
    """Its first and its last midnight on the reader's clock."""
    start, end = (turn.instant(Moment(each, time())) for each in (period.start, period.end))
    return start, end


def _people(asked: Asked) -> Sequence[MemberId] | None:
    return None if asked.people is None else sorted(asked.people)


def _members(asked: Asked, turn: Turn) -> Sequence[MemberId]:
    """By name also where everybody is meant: touches are found by who made them; those who left, too."""
    known: Sequence[Member] = turn.work.people.all(active=False) if asked.people is None else ()
    return [each.id for each in known] if asked.people is None else sorted(asked.people)
