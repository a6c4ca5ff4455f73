"""Winning a customer back: a plan of dated promises, saved at once and changed step by step."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bot.domain.alerts import Answer, WinBackPlanned, latest
from bot.domain.calendar import ONE_DAY, next_working
from bot.domain.customers import Customer
from bot.domain.errors import BadSlot
from bot.domain.interactions import Topic
from bot.domain.moment import Moment
from bot.domain.notes import Noted
from bot.domain.people import Member
from bot.domain.policy import PlanStep
from bot.domain.promises import Promise, by_urgency
from bot.domain.risk import WinBack
from bot.handlers.alerts import in_working_days, step_promised
from bot.handlers.answering import answerable, answered
from bot.handlers.ledger import lines_of
from bot.handlers.notes import told
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import colleague_of, customer_of


@handles(WinBack)
def win_back(command: WinBack, turn: Turn) -> WinBackPlanned:
    """The team's steps, promised by whoever looks after the customer; a plan that runs stays, unless a day is said."""
    customer = answerable(customer_of(command, command.customer, turn), turn)
    running = _running(customer, turn)
    if running and command.due is None:
        return _planned(None, customer, running, turn)
    plan = turn.workspace.policy.alerts.plan
    days = [*_days(plan, command.due, turn)]
    noted = told(command, turn, Topic.WIN_BACK)
    by = _whose(command, customer, turn)
    made = [step_promised(step, customer, by, day, turn) for step, day in zip(plan, days, strict=True)]
    promises = [each.promise for each in made]
    answered(
        Answer.WINNING, customer, turn, until=max(days) + ONE_DAY, promises=[each.id for each in promises]
    )
    return _planned(noted, customer, promises, turn)


def _planned(
    noted: Noted | None, customer: Customer, promises: Sequence[Promise], turn: Turn
) -> WinBackPlanned:
    steps = lines_of(by_urgency(promises), turn)
    return WinBackPlanned(noted=noted, customer=customer, steps=steps, by=steps[0].by, already=noted is None)


def _running(customer: Customer, turn: Turn) -> Sequence[Promise]:
    """The open steps of the plan that counts."""
    answer = latest(turn.work.alerts.standing([customer.id]).get(customer.id, ()))
    if answer is None or answer.answer is not Answer.WINNING:
        return ()
    return [each for each in turn.work.many(Promise, answer.promises).values() if each.open]


def _whose(command: WinBack, customer: Customer, turn: Turn) -> Member:
    """Who carries it out: the colleague named, else the customer's owner, else the speaker."""
    if command.by:
        return colleague_of(command, "by", command.by, turn)
    owner = turn.work.get(Member, customer.owner_id)
    return owner if owner and owner.active else turn.actor


def _days(plan: Sequence[PlanStep], due: Moment | None, turn: Turn) -> Iterator[date]:
    """The team's working days; where the end was said, the same steps spread up to that day."""
    if due is None:
        yield from (in_working_days(each.within, turn) for each in plan)
        return
    if due.day <= turn.today:
        raise BadSlot({"slot": "due", "said": due.iso(), "why": "past"})
    ahead = (due.day - turn.today).days
    for each in plan:
        share = each.within / plan[-1].within
        day = turn.today + timedelta(days=max(1, round(ahead * share)))
        yield min(due.day, next_working(day, turn.calendar)) if day < due.day else due.day
