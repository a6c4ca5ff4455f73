"""A person's day: their reminders and promises, and what their customers owe them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.domain.agenda import DayShown, MyDay
from bot.domain.base import NOBODY, CustomerId, MemberId
from bot.domain.calendar import ONE_DAY
from bot.domain.cases import Case, CaseLine
from bot.domain.customers import Customer
from bot.domain.moment import Moment
from bot.domain.people import Member
from bot.domain.promises import Line, Promise, Side, by_urgency
from bot.domain.reminders import Reminder, ReminderState
from bot.domain.summaries import LEADS, TeamDay
from bot.handlers.cases import guards, kept_cases
from bot.handlers.ledger import lines_of
from bot.handlers.orders import overdue
from bot.handlers.registry import Turn, handles
from bot.handlers.scopes import asked_of
from bot.handlers.summing import team_day

DECEMBER: Final = 12
MIDNIGHT: Final = time()
LONGEST: Final = timedelta(days=31)
"""Days that are shown at once."""


@handles(MyDay)
def my_day(command: MyDay, turn: Turn) -> DayShown:
    first = command.when.day if command.when else turn.today
    last = min(command.until.day if command.until else first, first + LONGEST)
    return day_of(turn, first, until=last if last > first else None)


def day_of(turn: Turn, day: date, *, digest: bool = False, until: date | None = None) -> DayShown:
    """The day of the speaker, or all days until another; what is late is shown with today only."""
    last = until or day
    start, end = (_midnight(each, turn) for each in (day, last + ONE_DAY))
    ours, theirs = _concerning(end, turn)
    today = day == turn.today
    reminders = _reminders(start, end, turn)
    return DayShown(
        day=day,
        name=turn.actor.name,
        today=turn.today,
        reminders=reminders,
        due=_of_days(ours, day, last, turn),
        late=lines_of([one for one in ours if today and _before(one, day)], turn),
        waiting=lines_of(theirs, turn) if today else _of_days(theirs, day, last, turn),
        debts=overdue(turn.actor.id, turn) if today else (),
        cases=_cases(start, end, turn) if day >= turn.today else (),
        guards=guards(_planned(reminders, ours), turn),
        digest=digest,
        calendar_missing=_unpublished(turn),
        team=_team(turn, digest=digest),
        until=until,
    )


def says_something(shown: DayShown) -> bool:
    told = (shown.reminders, shown.due, shown.late, shown.waiting, shown.cases, shown.debts)
    return any(told) or (shown.team is not None and shown.team.any)


def _team(turn: Turn, *, digest: bool) -> TeamDay | None:
    """For those who lead and want it in their digest."""
    wanted = digest and turn.actor.team_digest and turn.actor.role in LEADS
    return team_day(asked_of(MyDay(), turn), turn) if wanted else None


def responsible(duty: Promise | Case, turn: Turn) -> Sequence[Member]:
    """Who looks after a promise or a case: whose it is by now, else the customer's owner, else the admins."""
    customer = turn.work.get(Customer, duty.customer_id)
    owner = customer.owner_id if customer else NOBODY
    looking = (turn.work.get(Member, each) for each in (_keeper(duty), owner))
    first = next((each for each in looking if each and each.active), None)
    if first:
        return (first,)
    return [each for each in turn.work.people.all() if each.role == "admin"]


def _keeper(duty: Promise | Case) -> MemberId:
    """Who has it now: of a promise the heir, where somebody inherited it."""
    return (duty.keeper_id if isinstance(duty, Promise) else NOBODY) or duty.member_id


def _concerning(end: datetime, turn: Turn) -> tuple[Sequence[Promise], Sequence[Promise]]:
    """Open promises due before the instant: ours that the speaker looks after, theirs that they wait for."""
    due = by_urgency(turn.work.promises.due_before(end, turn.actor.id))
    promises = [one for one in due if not _let_go(one, turn)]
    ours = [one for one in promises if one.side is Side.OURS and _looks_after(one, turn)]
    return ours, [one for one in promises if one.side is Side.THEIRS]


def _let_go(promise: Promise, turn: Turn) -> bool:
    """Whether its customer waits in the pool, where nobody is nagged."""
    customer = turn.work.get(Customer, promise.customer_id)
    return customer is not None and customer.pooled_at is not None


def _looks_after(promise: Promise, turn: Turn) -> bool:
    return any(each.id == turn.actor.id for each in responsible(promise, turn))


def _cases(start: datetime, end: datetime, turn: Turn) -> tuple[CaseLine, ...]:
    """What the speaker looks after and is due on the day; today also what is over time."""
    lines = kept_cases(end, turn)
    return tuple(each for each in lines if start <= each.case.due_at or start <= turn.now)


def _planned(reminders: Iterable[tuple[Reminder, str]], ours: Iterable[Promise]) -> set[CustomerId]:
    """Whom the speaker is to meet, call or give something that day."""
    planned = {one.customer_id for one, _ in reminders} | {each.customer_id for each in ours}
    return {each for each in planned if each}


def _of_days(promises: Sequence[Promise], first: date, last: date, turn: Turn) -> tuple[Line, ...]:
    return lines_of([one for one in promises if one.due_day and first <= one.due_day <= last], turn)


def _before(promise: Promise, day: date) -> bool:
    return promise.due_day is not None and promise.due_day < day


def _reminders(start: datetime, end: datetime, turn: Turn) -> tuple[tuple[Reminder, str], ...]:
    """Each reminder of the day with its customer's name; what is done or called off is left out."""
    over = {ReminderState.DONE, ReminderState.CANCELLED}
    found = turn.work.reminders.between(turn.actor.id, start, end)
    reminders = [each for each in found if each.state not in over]
    customers = turn.work.customers.by_ids({each.customer_id for each in reminders if each.customer_id})
    names = {CustomerId(one.id): one.name for one in customers.values()}
    return tuple((each, names.get(each.customer_id, "")) for each in reminders)


def _midnight(day: date, turn: Turn) -> datetime:
    return turn.instant(Moment(day, MIDNIGHT))


def _unpublished(turn: Turn) -> int | None:
    """Next year, when it is December and its official days are not known yet."""
    following = turn.today.year + 1
    missing = turn.today.month == DECEMBER and not turn.calendar.covers(following)
    return following if missing else None
