"""Who means to buy: signs of those that have not bought yet, read off what was logged of them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from bot.domain.base import CustomerId
from bot.domain.briefs import decides
from bot.domain.campaigns import Drive
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.deals import Deal
from bot.domain.errors import NothingFound
from bot.domain.interactions import INSIDE, Interaction
from bot.domain.leads import CheckLeads, Lead, LeadsShown, Seen, Sign, points_of
from bot.domain.moment import local
from bot.domain.policy import LeadPolicy
from bot.domain.preferences import Preference
from bot.domain.promises import Promise, Side
from bot.domain.quotes import Quote
from bot.domain.requests import Request, RequestKind
from bot.domain.wishes import came_from_them
from bot.handlers.campaigns import brought_by
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import name_of_member
from bot.handlers.scopes import asked_of

BUDGET: Final = re.compile(
    r"预算[^，,。；;]{0,12}[\d一二三四五六七八九十百千万]|\bbudget\w*\b[^.;]{0,30}\d|\d[^.;,]{0,16}\bbudget",
    re.IGNORECASE,
)
"""A budget with a figure to it."""
CLAUSES: Final = re.compile(r"[，。；;！!？?\n]|,(?!\d)|\.(?!\d)")


@dataclass(slots=True)
class History:
    """What is on record of one customer, the newest first in each."""

    touches: list[Interaction] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    deals: list[Deal] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    deciders: dict[str, Contact] = field(default_factory=dict)


LEDGERS: Final[tuple[tuple[type[Any], str, bool], ...]] = (
    (Interaction, "touches", True),
    (Quote, "quotes", True),
    (Request, "requests", True),
    (Deal, "deals", False),
    (Promise, "promises", False),
)
"""What is read of each ledger into which part of a history, and whether only recent days count."""


@handles(CheckLeads)
def check_leads(command: CheckLeads, turn: Turn) -> LeadsShown:
    """Of a campaign's customers or of all, those that the reader may see and that showed any sign."""
    drive = _campaign(command, turn)
    asked = asked_of(command, turn)
    policy = turn.workspace.policy.leads
    brought = brought_by(drive, turn) if drive else None
    customers = turn.work.campaigns.leads(brought, asked.people, policy.looked_at)
    judged = [each for each in leads_of(customers, turn) if each.seen]
    judged.sort(key=lambda each: (-each.points, -_last(each).toordinal(), each.customer.id))
    return LeadsShown(
        name=drive.name if drive else "",
        lines=tuple(judged[: policy.shown]),
        judged=len(judged),
        narrowed=asked.narrowed,
    )


def lead_of(customer: Customer, turn: Turn) -> Lead | None:
    """None for who bought already, and for whom nothing shows."""
    if turn.work.orders.of(customer.id):
        return None
    return next((each for each in leads_of([customer], turn) if each.seen), None)


def leads_of(customers: Sequence[Customer], turn: Turn) -> Iterator[Lead]:
    policy = turn.workspace.policy.leads
    histories = _histories([each.id for each in customers], turn)
    barred = _barred([each.id for each in customers], turn)
    for each in customers:
        seen = tuple(_signs(histories[each.id], turn))
        yield Lead(
            customer=each,
            owner=name_of_member(each.owner_id, turn),
            seen=seen,
            points=points_of(seen, policy),
            barred=each.id in barred,
        )


def _campaign(command: CheckLeads, turn: Turn) -> Drive | None:
    drive = turn.work.get(Drive, command.campaign) if command.campaign else None
    if command.campaign and (drive is None or drive.archived_at is not None):
        raise NothingFound({"what": ""})
    return drive


def _last(lead: Lead) -> date:
    return max(each.day for each in lead.seen)


def _barred(customers: Sequence[CustomerId], turn: Turn) -> frozenset[CustomerId]:
    wishes = turn.work.wishes.of(*customers) if customers else ()
    return frozenset(each.customer_id for each in wishes if each.pref is Preference.NEVER and not each.topic)


def _histories(customers: Sequence[CustomerId], turn: Turn) -> Mapping[CustomerId, History]:
    """Each ledger is asked once for all of them."""
    found: defaultdict[CustomerId, History] = defaultdict(History)
    days = (turn.today - timedelta(days=turn.workspace.policy.leads.recent_days), turn.today)
    for kind, kept, dated in LEDGERS:
        rows: Sequence[Any] = turn.work.at_customers(kind, customers, days if dated else None)
        for row in sorted(rows, key=lambda one: (one.day, one.id) if dated else one.id, reverse=True):
            getattr(found[row.customer_id], kept).append(row)
    for contact in filter(decides, turn.work.contacts.at_all(customers)):
        found[contact.customer_id].deciders[contact.id] = contact
    return found


def _signs(history: History, turn: Turn) -> Iterator[Seen]:
    policy = turn.workspace.policy.leads
    found = (
        _price(history, turn),
        _budget(history, turn),
        _date(history, turn),
        _decider(history, policy, turn),
        _answers(history, policy, turn),
    )
    return (each for each in found if each)


def _price(history: History, turn: Turn) -> Seen | None:
    """A price was asked for, or told."""
    asked = next((each for each in history.requests if each.kind is RequestKind.QUOTE), None)
    if asked:
        by = name_of_member(asked.recorded_by, turn)
        return Seen(sign=Sign.PRICE, day=asked.day, by=by, what=asked.what)
    quote = next(iter(history.quotes), None)
    if quote is None:
        return None
    by = name_of_member(quote.member_id, turn)
    return Seen(sign=Sign.PRICE, day=quote.day, by=by, what=quote.product, times=len(history.quotes))


def _budget(history: History, turn: Turn) -> Seen | None:
    """A budget with a figure was heard of, else a deal has a sum."""
    told = next((each for each in history.touches if BUDGET.search(each.said or each.what)), None)
    if told:
        by = name_of_member(told.member_id, turn)
        return Seen(sign=Sign.BUDGET, day=told.day, by=by, what=_clause(told.said or told.what))
    return None


def _clause(said: str) -> str:
    """The part of a message that speaks of the budget."""
    parts = (each.strip() for each in CLAUSES.split(said))
    return next((each for each in parts if BUDGET.search(each)), said)


def _date(history: History, turn: Turn) -> Seen | None:
    """The day on which they mean to sign or do something lies ahead."""
    signing = [(each.close_day, each.id, each.member_id, each.product) for each in history.deals if each.open]
    theirs = (each for each in _theirs(history.promises) if each.open)
    doing = [(each.due_day, each.id, each.member_id, each.what) for each in theirs]
    for plans in (signing, doing):
        ahead = [(day, key, by, what) for day, key, by, what in plans if day and day >= turn.today]
        if ahead:
            day, _, by, what = min(ahead)
            return Seen(sign=Sign.DATE, day=day, by=name_of_member(by, turn), what=what)
    return None


def _decider(history: History, policy: LeadPolicy, turn: Turn) -> Seen | None:
    """Somebody who can say yes was spoken with lately."""
    since = turn.today - timedelta(days=policy.decider_days)
    for touch in history.touches:
        contact = history.deciders.get(touch.contact_id)
        if contact and touch.day >= since and touch.topic not in INSIDE:
            by = name_of_member(touch.member_id, turn)
            return Seen(sign=Sign.DECIDER, day=touch.day, by=by, what=contact.name)
    return None


def _answers(history: History, policy: LeadPolicy, turn: Turn) -> Seen | None:
    """Something came from them, more than once."""
    days = [*_came(history, turn)]
    if len(days) < policy.least_answers:
        return None
    day, by = max(days)
    return Seen(sign=Sign.ANSWERS, day=day, by=by, times=len(days))


def _came(history: History, turn: Turn) -> Iterator[tuple[date, str]]:
    for request in history.requests:
        yield request.day, name_of_member(request.recorded_by, turn)
    for promise in _theirs(history.promises):
        yield local(promise.made_at, turn.actor.zone).date(), name_of_member(promise.member_id, turn)
    for touch in history.touches:
        if touch.topic is None and came_from_them(touch.said or touch.what):
            yield touch.day, name_of_member(touch.member_id, turn)


def _theirs(promises: Iterable[Promise]) -> Iterator[Promise]:
    return (each for each in promises if each.side is Side.THEIRS)
