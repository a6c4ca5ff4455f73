"""Who may leave us: the list, one account with its reasons, and the answers that take one tap."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.domain.alerts import (
    AccountShown,
    AlertSnoozed,
    AlertTaken,
    Answer,
    AtRisk,
    AtRiskListed,
    NeverSwept,
    SnoozeAlert,
    TakeAlert,
    holds,
    latest,
)
from bot.domain.base import NOBODY, CustomerId, Mention
from bot.domain.calendar import ONE_DAY, add_working_days
from bot.domain.customers import Customer
from bot.domain.errors import BadSlot
from bot.domain.health import Health
from bot.domain.moment import Moment
from bot.domain.people import Language, Member, Scope
from bot.domain.policy import PlanStep
from bot.domain.promises import MakePromise, PromiseMade
from bot.domain.risk import AtRiskList, Colour
from bot.handlers.access import sees_details
from bot.handlers.answering import answerable, answered, may_answer
from bot.handlers.promises import make_promise
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import customer_of, name_of_member
from bot.handlers.scopes import asked_of
from bot.handlers.scoring import vitals_now

SHOWN: Final = 3
"""Accounts on one phone screen, each with its button; beside them there is one for the next page and the counts."""


@handles(AtRiskList)
def at_risk_list(command: AtRiskList, turn: Turn) -> AtRiskListed | AccountShown | NeverSwept:
    """One account, or a page of those that this reader answers for."""
    if command.customer:
        return account(customer_of(command, command.customer, turn), turn)
    asked = asked_of(command, turn)
    skip = command.skip or 0
    lines = risky(turn.work.alerts.at_risk(asked.people, SHOWN, skip), turn)
    swept = min((each.health.checked_on for each in lines), default=turn.work.alerts.swept_on())
    if swept is None:
        return NeverSwept()
    _note_looks(lines, turn)
    counts = turn.work.alerts.count(asked.people)
    return AtRiskListed(
        asked=asked,
        person=command.person,
        lines=lines,
        red=counts.get(Colour.RED, 0),
        amber=counts.get(Colour.AMBER, 0),
        skip=skip,
        as_of=_stale(swept, turn),
        counted=asked.scope is not Scope.ME,
    )


def account(customer: Customer, turn: Turn) -> AccountShown:
    """One account with all its reasons, at risk or not; one that no sweep has seen is judged now."""
    healths = turn.work.health.of([customer.id]) or {customer.id: _judged(customer, turn)}
    (line,) = _lines([customer], healths, turn)
    _note_looks([line], turn)
    as_of = _stale(line.health.checked_on, turn)
    return AccountShown(line=line, may=may_answer(customer, turn), as_of=as_of)


@handles(TakeAlert)
def take_alert(command: TakeAlert, turn: Turn) -> AlertTaken:
    """A promise by the speaker to get in touch within the team's days; it can be moved like any other."""
    customer = answerable(customer_of(command, command.customer, turn), turn)
    step = turn.workspace.policy.alerts.contact
    made = step_promised(step, customer, turn.actor, in_working_days(step.within, turn), turn)
    until = made.promise.due_day or turn.today
    answered(Answer.TAKEN, customer, turn, until=until + ONE_DAY, promises=[made.promise.id])
    return AlertTaken(made=made)


@handles(SnoozeAlert)
def snooze_alert(command: SnoozeAlert, turn: Turn) -> AlertSnoozed:
    customer = answerable(customer_of(command, command.customer, turn), turn)
    usual = turn.today + timedelta(days=turn.workspace.policy.alerts.snooze_days)
    until = command.until.day if command.until else usual
    if until <= turn.today:
        raise BadSlot({"slot": "due", "said": until.isoformat(), "why": "past"})
    answered(Answer.SNOOZED, customer, turn, until=until)
    return AlertSnoozed(customer=customer, until=until)


def risky(customers: Sequence[CustomerId], turn: Turn) -> tuple[AtRisk, ...]:
    """Accounts as this reader may see them, in this order; those that no sweep has seen are left out."""
    known, healths = turn.work.customers.by_ids(customers), turn.work.health.of(customers)
    seen = [known[each] for each in customers if each in known and each in healths]
    return tuple(_lines(seen, healths, turn))


def _lines(
    customers: Sequence[Customer], healths: Mapping[CustomerId, Health], turn: Turn
) -> Iterator[AtRisk]:
    ids = [each.id for each in customers]
    worths, alarms = turn.work.worth.of(ids), turn.work.alarms.of(ids)
    alerts = turn.work.alerts.standing(ids)
    for each in customers:
        answer = latest(alerts.get(each.id, ()))
        yield AtRisk(
            customer=each,
            owner=name_of_member(each.owner_id, turn),
            health=healths[each.id],
            value=worths[each.id].revenue if each.id in worths else None,
            masked=not sees_details(each, turn),
            answer=answer,
            by=name_of_member(answer.member_id, turn) if answer else "",
            held=answer is not None and holds(answer, alarms.get(each.id), turn.today),
        )


def _judged(customer: Customer, turn: Turn) -> Health:
    """By the same facts and judges as in the sweep, but nothing is kept."""
    found, today = vitals_now(customer, turn), turn.today
    if found is None:
        return Health(customer_id=customer.id, checked_on=today, since=today)
    return Health(
        customer_id=customer.id,
        checked_on=today,
        points=round(found.risk.points),
        colour=found.risk.colour,
        since=today,
        reasons=found.risk.reasons,
        stage=found.standing.stage,
        stage_since=found.standing.since,
        declined_from=found.standing.declined_from,
    )


def step_promised(step: PlanStep, customer: Customer, by: Member, due: date, turn: Turn) -> PromiseMade:
    """A step of the team's policy as a promise, in the words of who has to do it and not those of the message."""
    what = step.zh if by.language is Language.ZH else step.en
    giver = None if by.id == turn.actor.id else Mention(by.name, by.id, by.name)
    whom = Mention(customer.name, customer.id, customer.name)
    command = MakePromise(customer=whom, what=what, due=Moment(due), by=giver)
    return make_promise(command, replace(turn, said=""))


def in_working_days(days: int, turn: Turn) -> date:
    return add_working_days(turn.today, days, turn.calendar)


def _stale(swept: date, turn: Turn) -> date | None:
    """The day of the sweep, where it is too old to go unmentioned."""
    old = turn.today - swept > timedelta(days=turn.workspace.policy.alerts.stale_days)
    return swept if old else None


def _note_looks(lines: Sequence[AtRisk], turn: Turn) -> None:
    """A look at what somebody else's customer is worth is on the audit trail."""
    for each in lines:
        if each.value and not each.masked and each.customer.owner_id not in {turn.actor.id, NOBODY}:
            turn.work.journal.note("details_read", each.customer.id)
