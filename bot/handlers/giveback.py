"""What every log gives back: promises open to that customer, and the next step."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from bot.domain.audit import Amended
from bot.domain.base import CustomerId, Mention, Result
from bot.domain.calendar import next_working
from bot.domain.cases import ComplaintLogged, RequestLogged
from bot.domain.contacts import ContactKept
from bot.domain.customers import Customer
from bot.domain.deals import DealMoved
from bot.domain.giveback import SHOWN, GivenBack, NextStep
from bot.domain.interactions import InteractionLogged
from bot.domain.moment import Moment, local
from bot.domain.notes import Noted
from bot.domain.orders import OrderLogged
from bot.domain.promises import CustomerPromised, Promise, PromiseMade, Side, by_urgency
from bot.domain.receivables import Debt, PaymentLogged
from bot.domain.reminders import Reminder, ReminderSet, SetReminder
from bot.handlers.access import note_words, sees_details
from bot.handlers.conflicts import still_open
from bot.handlers.guarding import beside
from bot.handlers.ledger import lines_of
from bot.handlers.orders import debt_of
from bot.handlers.pool import in_pool
from bot.handlers.preferences import warned
from bot.handlers.registry import Turn
from bot.handlers.resolve import name_of_member

Logged = (
    InteractionLogged
    | PromiseMade
    | CustomerPromised
    | ContactKept
    | Noted
    | DealMoved
    | OrderLogged
    | PaymentLogged
)

A_WEEK: Final = timedelta(days=7)
"""When nothing is planned, a next step is offered for the first working day after this."""


@dataclass(slots=True)
class Touched:
    """One customer of the message, and the promises and reminders that the answer shows already.

    What was just logged with a clock of its own is `clocked`: it needs no other next step.
    """

    customer: Customer
    shown: set[str] = field(default_factory=set)
    money_told: bool = False
    clocked: bool = False


def give_back(results: Sequence[Result], turn: Turn) -> Sequence[Result]:
    """What the speaker needs to know next about the customers just touched; once per customer."""
    flat = [*_flat(results)]
    touched: dict[CustomerId, Touched] = {}
    for result, customer in _logged(flat):
        here = touched.setdefault(customer.id, Touched(customer))
        here.shown.update(_ids(result))
        here.clocked |= isinstance(result, ComplaintLogged | RequestLogged)
        here.money_told |= isinstance(result, PaymentLogged)
    planned = {each.reminder.id for each in flat if isinstance(each, ReminderSet)}
    given = (_given(each, {*each.shown, *planned}, turn) for each in touched.values())
    told = filter(_tells, given)
    pooled = (in_pool(each.customer, turn) for each in touched.values())
    return [
        *warned(flat, turn),
        *beside(flat, turn),
        *still_open(touched, flat, turn),
        *told,
        *filter(None, pooled),
    ]


def _tells(given: GivenBack) -> bool:
    return any((given.lines, given.next, given.suggestion, given.debt))


def _logged(results: Iterable[Result]) -> Iterator[tuple[Logged, Customer]]:
    """Each log with its customer."""
    for result in results:
        if isinstance(result, Logged) and result.customer:
            yield result, result.customer


def _flat(results: Iterable[Result]) -> Iterator[Result]:
    for result in results:
        if isinstance(result, Amended):
            yield from _flat(result.results)
        else:
            yield result


def _ids(result: Logged) -> Iterator[str]:
    if not isinstance(result, PromiseMade | CustomerPromised):
        return
    yield result.promise.id
    told = (
        result.repeats,
        result.replaces,
        *(line for each in result.against for line in (each.first, each.second)),
    )
    yield from (line.promise.id for line in told if line)


def _given(touched: Touched, shown: set[str], turn: Turn) -> GivenBack:
    customer = touched.customer
    promises = by_urgency(turn.work.promises.open_of(customer.id))
    others = [each for each in promises if each.id not in shown]
    nearest = _nearest(promises, turn.work.reminders.waiting_for(customer.id), turn)
    return GivenBack(
        customer=customer,
        lines=lines_of(others[:SHOWN], turn),
        total=len(others),
        next=_step(nearest, customer, turn) if nearest and nearest.id not in shown else None,
        suggestion=None if nearest or touched.clocked else _suggestion(customer, turn),
        debt=None if touched.money_told else _debt(customer, turn),
    )


def _debt(customer: Customer, turn: Turn) -> Debt | None:
    """What is overdue, told to the owner only: it is for them to ask for it."""
    return debt_of(customer, turn) if customer.owner_id == turn.actor.id else None


def _nearest(
    promises: Iterable[Promise], reminders: Iterable[Reminder], turn: Turn
) -> Promise | Reminder | None:
    """What comes first of all that lies ahead; of promises only ours are a step of ours."""
    ours = (each for each in promises if each.side is Side.OURS and each.due_at)
    planned: list[Promise | Reminder] = [*ours, *reminders]
    ahead = [(each.due_at, each.id, each) for each in planned if each.due_at and each.due_at >= turn.now]
    return min(ahead)[-1] if ahead else None


def _step(planned: Promise | Reminder, customer: Customer, turn: Turn) -> NextStep:
    if isinstance(planned, Promise):
        due = planned.due or Moment(turn.today)
    else:
        due = Moment.of(local(planned.due_at, turn.actor.zone))
    others = planned.member_id != turn.actor.id
    hidden = others and not sees_details(customer, turn)
    if others and not hidden:
        note_words(customer, turn, planned.what)
    return NextStep(
        what=planned.what,
        due=due,
        by=name_of_member(planned.member_id, turn),
        discreet=hidden,
    )


def _suggestion(customer: Customer, turn: Turn) -> SetReminder:
    day = next_working(turn.today + A_WEEK, turn.calendar)
    meant = Mention(customer.name, customer.id, customer.name)
    return SetReminder(customer=meant, due=Moment(day, turn.actor.work_from))
