"""Promises as cards: what was noted, what was closed, the ledger."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from bot.domain.base import Mention
from bot.domain.calendar import DAYS_A_WEEK, ONE_DAY, SATURDAY
from bot.domain.chat import Button, Card
from bot.domain.deeds import lasts
from bot.domain.moment import Moment
from bot.domain.promises import (
    CheckPromises,
    CustomerPromised,
    KeepPromise,
    Line,
    MovePromise,
    Promise,
    PromiseClosed,
    PromiseMade,
    PromiseMoved,
    PromisesChecked,
    PromiseState,
    Risky,
    Side,
    Standing,
)
from bot.domain.reminders import SetReminder
from bot.language.layouts.lines import (
    amount_of,
    deed_of,
    done_buttons,
    due_day,
    due_of,
    given,
    giver,
    ledger,
    what_of,
)
from bot.language.layouts.parts import at_customer, block, mention_of, newcomer, who
from bot.language.layouts.placing import conflict_text, part_button, placed, trace_buttons, warning_text
from bot.language.speak import Say, says

OPEN = {Standing.OPEN, Standing.DUE, Standing.OVERDUE}
A_WEEK = timedelta(days=DAYS_A_WEEK)
FRIDAY = SATURDAY - 1
MOST = 3
"""Contradictions shown above a ledger."""


@says(PromiseMade)
def promise_made(result: PromiseMade, say: Say) -> Card:
    promise = result.promise
    mine = say.is_me(promise.member_id)
    title = say(
        _noted("made" if mine else "made_by", "made_vague", promise),
        due=due_of(promise, say),
        customer=at_customer(result.customer, result.contact, say),
        what=given(promise, at_customer(result.customer, result.contact, say), say),
        by=result.by,
        amount=amount_of(promise, say),
    )
    buttons = (
        *(_day_before(result, say) if mine else ()),
        *_day_buttons(result, say),
        *part_button(result, say),
        *newcomer(result.customer, result.person, say),
    )
    return Card(title, block(*placed(result, say), *_warned(result, say), _dateless(result, say)), buttons)


def _warned(result: PromiseMade, say: Say) -> Iterator[str]:
    """What is risky about it, and who was told."""
    yield from (warning_text(each, say) for each in result.warnings)
    if result.told:
        yield say("promises.told", names=say("promises.givers").join(result.told))


def _dateless(result: PromiseMade, say: Say) -> str:
    """That the day is missing, unless days are offered, or it is a term that needs none."""
    offered = result.promise.due_day or _is_vague(result) or lasts(result.promise.what)
    return "" if offered else say("promises.undated")


def _is_vague(result: PromiseMade) -> bool:
    return any(each.why is Risky.VAGUE for each in result.warnings)


@says(CustomerPromised)
def customer_promised(result: CustomerPromised, say: Say) -> Card:
    promise = result.promise
    title = say(
        _noted("theirs", "theirs_vague", promise),
        due=due_of(promise, say),
        customer=at_customer(result.customer, result.contact, say),
        what=what_of(promise, say),
        amount=amount_of(promise, say),
    )
    buttons = (*part_button(result, say), *newcomer(result.customer, result.person, say))
    return Card(title, block(*placed(result, say)), buttons)


@says(PromiseClosed)
def promise_closed(result: PromiseClosed, say: Say) -> Card:
    """One line: what became of it; whose it was when it was a colleague's."""
    deed = deed_of(result.promise, result.customer.short, say, hidden=result.discreet)
    whose = _given_by(result.promise, result.by, say)
    return Card(say(f"promises.closed.{result.standing}", deed=deed, whose=whose))


@says(PromiseMoved)
def promise_moved(result: PromiseMoved, say: Say) -> Card:
    promise = result.promise
    title = say(
        "promises.moved" if result.was else "promises.dated",
        deed=deed_of(promise, result.customer.short, say, hidden=result.discreet),
        whose=_given_by(promise, result.by, say),
        day=due_day(promise, say),
    )
    was = say("promises.was", day=say.moment(result.was)) if result.was else ""
    return Card(title, block(was, _agrees(result.agrees, say)))


def _agrees(line: Line | None, say: Say) -> str:
    """That a colleague's promise says the same now."""
    return (
        ""
        if line is None
        else say("promises.agrees", by=giver(line, say), made=say.date_of(line.promise.made_at))
    )


@says(PromisesChecked)
def promises_checked(result: PromisesChecked, say: Say) -> Card:
    """The ledger: what contradicts itself, ours and theirs that are open, then what is settled."""
    if not result.lines:
        return Card(_nothing(result, say))
    named = result.customer is None
    opened = [line for line in result.lines if line.standing in OPEN]
    blocks = (
        *block(*(conflict_text(each, say) for each in result.against[:MOST])),
        *ledger("promises.ours_open", _of(opened, Side.OURS), say, named=named),
        *ledger("promises.theirs_open", _of(opened, Side.THEIRS), say, named=named),
        *ledger("promises.settled", [x for x in result.lines if x not in opened], say, named=named),
        *block(*_cut(result, say)),
    )
    buttons = (*done_buttons(opened, say), *trace_buttons(result.against, say), *_show_all(result, say))
    return Card(_summary(result, say), blocks, tuple((each,) for each in buttons))


def cancel_button(promise: Promise, say: Say) -> Button:
    meant = Mention(promise.what, promise.id, promise.what)
    return say.button("promises.cancel", KeepPromise(promise=meant, outcome=PromiseState.CANCELLED))


def move_buttons(promise: Promise, say: Say) -> tuple[Button, ...]:
    """Another day: the next weekday, or a week later; counted from the due day while it lies ahead."""
    start = max(say.today, promise.due_day or say.today)
    meant = Mention(promise.what, promise.id, promise.what)
    days = (weekday_from(start + ONE_DAY), weekday_from(start + A_WEEK))
    moves = (MovePromise(promise=meant, due=Moment(day)) for day in days)
    return tuple(say.button("promises.move_to", move, day=say.day(move.due.day)) for move in moves)


def weekday_from(day: date) -> date:
    """The day, or the Monday after it."""
    return day if day.weekday() < SATURDAY else day + timedelta(days=DAYS_A_WEEK - day.weekday())


def _noted(plain: str, vague: str, promise: Promise) -> str:
    """The phrase for what was said: without words, and without a day, it reads differently."""
    if promise.what:
        return f"promises.{plain}"
    return f"promises.{vague}" if promise.due_day else f"promises.{vague}_undated"


def _given_by(promise: Promise, by: str, say: Say) -> str:
    """Whose it is, unless it is the reader's own."""
    if promise.side is Side.THEIRS or say.is_me(promise.member_id):
        return ""
    return say("promises.of_colleague", by=who(by, say), made=say.date_of(promise.made_at))


def _day_before(result: PromiseMade, say: Say) -> tuple[tuple[Button, ...], ...]:
    """Remind me the day before, while there is a day before."""
    promise = result.promise
    before = promise.due_day and promise.due_day - ONE_DAY
    if before is None or before <= say.today or say.member is None:
        return ()
    reminder = SetReminder(
        customer=mention_of(result.customer),
        what=promise.what,
        due=Moment(before, say.member.work_from),
        promise=promise.id,
    )
    return ((say.button("promises.day_before", reminder, stays=True),),)


def _day_buttons(result: PromiseMade, say: Say) -> tuple[tuple[Button, ...], ...]:
    """A day for what was put off: soon, the end of this week, the end of the next."""
    if not _is_vague(result):
        return ()
    promise = result.promise
    meant = Mention(promise.what, promise.id, promise.what)
    friday = say.today + timedelta(days=(FRIDAY - say.today.weekday()) % DAYS_A_WEEK)
    days = sorted({weekday_from(say.today + 2 * ONE_DAY), friday, friday + A_WEEK} - {say.today})
    moves = (MovePromise(promise=meant, due=Moment(day)) for day in days)
    return (tuple(say.button("promises.set_day", each, day=say.day(each.due.day)) for each in moves),)


def _of(lines: Iterable[Line], side: Side) -> list[Line]:
    return [line for line in lines if line.promise.side is side]


def _summary(result: PromisesChecked, say: Say) -> str:
    if result.late:
        return say("promises.overdue", whose=_whose(result, say), total=result.total)
    late = sum(line.standing is Standing.OVERDUE for line in result.lines)
    key = "promises.checked_late" if late else "promises.checked"
    return say(key, whose=_whose(result, say), total=result.total, late=late)


def _whose(result: PromisesChecked, say: Say) -> str:
    customer = result.customer.short if result.customer else ""
    if customer and result.by:
        return say("promises.whose_both", customer=customer, by=result.by)
    if customer:
        return say("promises.whose_customer", name=customer)
    if result.by:
        return say("promises.whose_by", name=result.by)
    return say("promises.whose_own" if result.own else "promises.whose_all")


def _nothing(result: PromisesChecked, say: Say) -> str:
    return say("promises.none_overdue" if result.late else "promises.none", whose=_whose(result, say))


def _cut(result: PromisesChecked, say: Say) -> tuple[str, ...]:
    left = result.total - len(result.lines)
    return (say("promises.more", left=left),) if left > 0 else ()


def _show_all(result: PromisesChecked, say: Say) -> tuple[Button, ...]:
    if result.total <= len(result.lines):
        return ()
    giver = result.lines[0].promise.member_id
    whole = CheckPromises(
        customer=mention_of(result.customer) if result.customer else None,
        by=Mention(result.by, giver, result.by) if result.by else None,
        whole=True,
        all=result.customer is None and not result.by,
        late=result.late,
    )
    return (say.button("promises.show_all", whole, total=result.total),)
