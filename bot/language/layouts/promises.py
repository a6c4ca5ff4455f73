"""Promises as cards: what was noted, what was closed, the ledger."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from bot.domain.base import Mention
from bot.domain.calendar import DAYS_A_WEEK, ONE_DAY, SATURDAY
from bot.domain.chat import Block, Button, Card
from bot.domain.moment import Moment
from bot.domain.people import Language
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
    Side,
    Standing,
)
from bot.domain.reminders import SetReminder
from bot.language.layouts.parts import at_customer, block, bullets, mention_of, newcomer, unstopped, who
from bot.language.speak import Say, says, short

OPEN = {Standing.OPEN, Standing.DUE, Standing.OVERDUE}
LABEL = 20
"""Columns of a promise's words on a button."""
DONE_BUTTONS = 3
FIGURE = re.compile(r"\d|[百千万亿]")
"""What was said tells the sum already: 付12万尾款."""
A_WEEK = timedelta(days=DAYS_A_WEEK)


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
    alike = [_alike(line, say) for line in result.alike if line.promise.id != promise.id]
    undated = "" if promise.due_day else say("promises.undated")
    before = _day_before(result, say) if mine else ()
    return Card(title, block(*alike, undated), (*before, *newcomer(result.customer, result.person, say)))


@says(CustomerPromised)
def customer_promised(result: CustomerPromised, say: Say) -> Card:
    promise = result.promise
    return Card(
        say(
            _noted("theirs", "theirs_vague", promise),
            due=due_of(promise, say),
            customer=at_customer(result.customer, result.contact, say),
            what=what_of(promise, say),
            amount=amount_of(promise, say),
        ),
        buttons=newcomer(result.customer, result.person, say),
    )


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
        "promises.moved",
        deed=deed_of(promise, result.customer.short, say, hidden=result.discreet),
        whose=_given_by(promise, result.by, say),
        day=due_day(promise, say),
    )
    was = say("promises.was", day=say.moment(result.was)) if result.was else ""
    return Card(title, block(was))


@says(PromisesChecked)
def promises_checked(result: PromisesChecked, say: Say) -> Card:
    """The ledger: ours and theirs that are open, then what is settled."""
    if not result.lines:
        return Card(_nothing(result, say))
    named = result.customer is None
    opened = [line for line in result.lines if line.standing in OPEN]
    blocks = (
        *ledger("promises.ours_open", _of(opened, Side.OURS), say, named=named),
        *ledger("promises.theirs_open", _of(opened, Side.THEIRS), say, named=named),
        *ledger("promises.settled", [x for x in result.lines if x not in opened], say, named=named),
        *block(*_cut(result, say)),
    )
    buttons = (*done_buttons(opened, say), *_show_all(result, say))
    return Card(_summary(result, say), blocks, tuple((each,) for each in buttons))


def line_text(line: Line, say: Say, *, named: bool = False, plain: bool = False) -> str:
    """One promise in one line: how it stands, what, by when, who gave it when; the customer if `named`.

    Under a heading that says how it stands, `plain` leaves it out of the line.
    """
    promise = line.promise
    days_gone = line.standing is Standing.OVERDUE and line.days_late > 0
    what = what_of(promise, say, hidden=line.discreet)
    return say(
        f"promises.standing.{Standing.OPEN if plain else 'overdue_days' if days_gone else line.standing}",
        what=say("promises.of_customer", customer=line.customer, what=what) if named else what,
        due=then_due(promise, say),
        days=line.days_late,
        amount=say("promises.amount", amount="***") if _hidden(line) else amount_of(promise, say),
        origin=origin_of(line, say),
    )


def origin_of(line: Line, say: Say) -> str:
    """Who gave it when, and when it was settled: every fact has its source."""
    promise = line.promise
    facts = {"by": giver(line, say), "made": say.date_of(promise.made_at)}
    if promise.closed_at is None:
        origin = say(f"promises.origin.{promise.side}", **facts)
        return (
            say("promises.origin.kept_on", origin=origin, keeper=_keeper(line, say))
            if line.keeper
            else origin
        )
    return say(f"promises.origin.{promise.side}_closed", closed=say.date_of(promise.closed_at), **facts)


def _keeper(line: Line, say: Say) -> str:
    return say("promises.you") if say.is_me(line.promise.keeper_id) and not say.group else line.keeper


def giver(line: Line, say: Say) -> str:
    """Who gave it: you, where nobody else reads along; that they left when they did."""
    if say.is_me(line.promise.member_id) and not say.group:
        return say("promises.you")
    return say("promises.left", by=line.by) if line.by_left else who(line.by, say)


def what_of(promise: Promise, say: Say, *, hidden: bool = False) -> str:
    """The words of a promise; `hidden` when this reader may not see the sums in them."""
    return say.words(unstopped(promise.what), hidden=hidden) or say("promises.something")


def deed_of(promise: Promise, customer: str, say: Say, *, hidden: bool = False) -> str:
    """`给泰禾送样`, `泰禾答应的“付款”`; `samples for Acme`."""
    thing = given(promise, customer, say, hidden=hidden)
    return say(f"promises.deed.{promise.side}", customer=customer, thing=thing)


def given(promise: Promise, whom: str, say: Say, *, hidden: bool = False) -> str:
    """What was promised, ready to follow 给 and the customer: one 给 is enough, Latin words stand apart."""
    what = what_of(promise, say, hidden=hidden)
    if say.language is not Language.ZH:
        return what
    what = what.removeprefix("给")
    return f" {what}" if whom[-1:].isascii() and what[:1].isascii() else what


def due_of(promise: Promise, say: Say) -> str:
    """`3月13日周五前`, `by Fri 13 Mar`; today is said so; nothing without a day."""
    if promise.due_day is None:
        return ""
    today = promise.due_day == say.today and promise.due_time is None
    return say("promises.due_today" if today else "promises.due_by", day=due_day(promise, say))


def then_due(promise: Promise, say: Say) -> str:
    """The same, ready to follow the words of the promise."""
    return "" if promise.due_day is None else say("promises.then_due", day=due_day(promise, say))


def due_day(promise: Promise, say: Say) -> str:
    """The day as it was said; a minute is the same instant on the reader's clock."""
    if promise.due_time is not None and promise.due_at is not None:
        return say.instant(promise.due_at)
    return "" if promise.due_day is None else say.day(promise.due_day)


def _hidden(line: Line) -> bool:
    return line.masked and not FIGURE.search(line.promise.what)


def amount_of(promise: Promise, say: Say) -> str:
    return (
        ""
        if promise.amount is None or FIGURE.search(promise.what)
        else say("promises.amount", amount=say.money(promise.amount))
    )


def done_button(promise: Promise, say: Say, key: str = "promises.kept_what") -> Button:
    what = short(what_of(promise, say), LABEL)
    return say.button(key, KeepPromise(promise=Mention(promise.what, promise.id, promise.what)), what=what)


def done_buttons(lines: Iterable[Line], say: Say) -> tuple[Button, ...]:
    """One 已兑现 for each of the reader's own overdue promises, the first three."""
    own = [line.promise for line in lines if line.standing is Standing.OVERDUE]
    mine = [each for each in own if each.side is Side.OURS and say.is_me(each.keeper_id or each.member_id)]
    return tuple(done_button(each, say) for each in mine[:DONE_BUTTONS])


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


def ledger(
    heading: str, lines: Iterable[Line], say: Say, *, named: bool = False, plain: bool = False
) -> tuple[Block, ...]:
    """A block of promises under a heading; nothing when there are none."""
    written = (line_text(line, say, named=named, plain=plain) for line in lines)
    return block(*bullets(written), heading=say(heading))


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


def _alike(line: Line, say: Say) -> str:
    """That the same was promised before, by whom and when, and how it stands."""
    promise = line.promise
    return say(
        "promises.alike_mine" if say.is_me(promise.member_id) else "promises.alike",
        by=giver(line, say),
        made=say.date_of(promise.made_at),
        what=what_of(promise, say, hidden=line.discreet),
        state=say("promises.still_late" if line.days_late else "promises.still_open", days=line.days_late),
    )


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
    if not customer and not result.by:
        return say("promises.whose_all")
    return say("promises.whose_customer" if customer else "promises.whose_by", name=customer or result.by)


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
