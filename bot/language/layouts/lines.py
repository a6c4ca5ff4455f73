"""One promise in one line, and what it is made of: the deed, its day, its sum, who gave it."""

import re
from collections.abc import Iterable

from bot.domain.base import MemberId, Mention
from bot.domain.chat import Block, Button
from bot.domain.people import Language
from bot.domain.promises import KeepPromise, Line, Promise, Side, Standing
from bot.language.layouts.parts import block, bullets, unstopped, who
from bot.language.speak import Say, short

LABEL = 20
"""Columns of a promise's words on a button."""
DONE_BUTTONS = 3
FIGURE = re.compile(r"\d|[百千万亿]")
"""What was said tells the sum already: 付12万尾款."""


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
    """Who gave it when, everybody who did, and when it was settled: every fact has its source."""
    promise = line.promise
    facts = {"by": giver(line, say), "made": say.date_of(promise.made_at), "all": givers(line, say)}
    key = f"promises.origin.{promise.side}{'_several' if line.also else ''}"
    if promise.closed_at is None:
        origin = say(key, **facts)
        return (
            say("promises.origin.kept_on", origin=origin, keeper=_keeper(line, say))
            if line.keeper
            else origin
        )
    return say(f"{key}_closed", closed=say.date_of(promise.closed_at), **facts)


def _keeper(line: Line, say: Say) -> str:
    return say("promises.you") if say.is_me(line.promise.keeper_id) and not say.group else line.keeper


def givers(line: Line, say: Say) -> str:
    """`李雷3月2日、韩梅3月9日`: all who gave it, the first first."""
    first = (line.promise.made_at, line.promise.member_id, line.by, line.by_left)
    others = ((each.made_at, each.member_id, each.name, each.left) for each in line.also)
    told = (
        say("promises.giver", by=_called(member, name, say, left=left), made=say.date_of(made))
        for made, member, name, left in sorted((first, *others))
    )
    return say("promises.givers").join(told)


def _called(member: MemberId, name: str, say: Say, *, left: bool) -> str:
    if say.is_me(member) and not say.group:
        return say("promises.you")
    return say("promises.left", by=name) if left else who(name, say)


def giver(line: Line, say: Say) -> str:
    """Who gave it: you, where nobody else reads along; that they left when they did."""
    return _called(line.promise.member_id, line.by, say, left=line.by_left)


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


def ledger(
    heading: str, lines: Iterable[Line], say: Say, *, named: bool = False, plain: bool = False
) -> tuple[Block, ...]:
    """A block of promises under a heading; nothing when there are none."""
    written = (line_text(line, say, named=named, plain=plain) for line in lines)
    return block(*bullets(written), heading=say(heading))
