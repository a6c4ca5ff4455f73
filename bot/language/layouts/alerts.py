"""Accounts at risk as cards: the list, one account, the morning's alerts, and what was answered."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Context
from typing import Final

from bot.domain.alerts import (
    AccountShown,
    AlertSnoozed,
    AlertsTold,
    AlertTaken,
    Answer,
    AtRisk,
    AtRiskListed,
    NeverSwept,
    SnoozeAlert,
    TakeAlert,
)
from bot.domain.calendar import ONE_DAY
from bot.domain.chat import Block, Button, Card
from bot.domain.customers import Brief
from bot.domain.moment import Moment
from bot.domain.money import Money
from bot.domain.people import Asked
from bot.domain.promises import CheckPromises
from bot.domain.retention import CheckLifecycle
from bot.domain.risk import AtRiskList, Colour, Reason, Release, WinBack
from bot.language import sums
from bot.language.layouts.lines import due_of, what_of
from bot.language.layouts.parts import block, bullets, mention_of
from bot.language.layouts.placing import placed
from bot.language.layouts.promises import move_buttons
from bot.language.layouts.reasons import reason_text
from bot.language.speak import Say, says, short

REASONS: Final = 2
"""Reasons of each account in a list; all of them stand on its own card."""
ROOM: Final = 30
"""Columns of somebody's words in a list."""
LABEL: Final = 16
FIGURES: Final = 3
LONGER: Final = (14, 30)
"""Days for which an alert that sleeps may sleep instead."""
ANSWERED: Final = frozenset({Answer.TAKEN, Answer.SNOOZED, Answer.WINNING})


@says(AtRiskListed)
def at_risk_listed(result: AtRiskListed, say: Say) -> Card:
    """A page of accounts, each with what speaks for its leaving."""
    blocks = (
        *(each for line in result.lines for each in _account(line, say)),
        *block(_as_of(result, say), _hidden(result.lines, say)),
    )
    return Card(_headline(result, say), blocks, _list_buttons(result, say))


@says(AlertsTold)
def alerts_told(result: AlertsTold, say: Say) -> Card:
    """What is new since the reader was told last; the rest is a tap away."""
    blocks = [each for line in result.lines for each in _account(line, say)]
    left = result.total - len(result.lines)
    more = say("alerts.left", n=left) if left > 0 else ""
    everything = say.button("alerts.all", AtRiskList(), stays=True)
    buttons = (*_looks(result.lines), (everything,))
    title = say(f"alerts.told{_red(result)}", n=result.total, red=result.red)
    return Card(title, (*blocks, *block(more)), buttons)


@says(AccountShown)
def account_shown(result: AccountShown, say: Say) -> Card:
    """All reasons with their points, the stage, what was answered; and what can be done about it."""
    line, health = result.line, result.line.health
    title = say(f"alerts.account.{health.colour}", customer=line.customer.short, points=health.points)
    reasons = (_with_points(each, line, say) for each in health.reasons)
    blocks = (
        *block(_facts(line, say), *_stage(line, say)),
        *block(*bullets(reasons), heading=say("alerts.why")),
        *block(_answer(line, say)),
        *block(_as_of(result, say), _hidden([line], say)),
    )
    return Card(title, blocks, _account_buttons(result, say))


@says(NeverSwept)
def never_swept(_result: NeverSwept, say: Say) -> Card:
    overdue = say.button("alerts.overdue", CheckPromises(all=True, late=True), stays=True)
    return Card(say("alerts.never"), block(say("alerts.instead")), ((overdue,),))


@says(AlertTaken)
def alert_taken(result: AlertTaken, say: Say) -> Card:
    """The promise that it is, and how it gets another day."""
    made = result.made
    title = say(
        "alerts.taken",
        customer=made.customer.short,
        what=what_of(made.promise, say),
        due=due_of(made.promise, say),
    )
    return Card(title, block(*placed(made, say), say("alerts.move")), (move_buttons(made.promise, say),))


@says(AlertSnoozed)
def alert_snoozed(result: AlertSnoozed, say: Say) -> Card:
    customer = mention_of(result.customer)
    days = (say.today + timedelta(days=each) for each in LONGER)
    buttons = tuple(
        say.button("alerts.until", SnoozeAlert(customer=customer, until=Moment(day)), day=say.day(day))
        for day in days
        if day > result.until
    )
    title = say("alerts.snoozed", customer=result.customer.short, day=say.day(result.until))
    return Card(title, block(say("alerts.unless_worse")), (buttons,) if buttons else ())


def _headline(result: AtRiskListed, say: Say) -> str:
    whose = _whose(result.asked, say)
    if not result.total:
        return say("alerts.none", whose=whose)
    return say(f"alerts.listed{_red(result)}", whose=whose, n=result.total, red=result.red)


def _red(result: AtRiskListed | AlertsTold) -> str:
    """Whether some of them are red, or all."""
    return "" if not result.red else "_red" if result.amber else "_all_red"


def _whose(asked: Asked, say: Say) -> str:
    """`你`, `团队`, `公司`, or the colleague asked about; `Tom has`."""
    return say("alerts.whose.person" if asked.whose else f"alerts.whose.{asked.scope}", name=asked.whose)


def _account(line: AtRisk, say: Say) -> tuple[Block, ...]:
    """The account in one line, its first reasons under it, and who is at it."""
    reasons = (
        reason_text(each, say, room=ROOM, hidden=line.masked) for each in line.health.reasons[:REASONS]
    )
    answer = _answer(line, say) if line.held else ""
    facts = _joined(
        (say("alerts.points", points=line.health.points), _value(line, say), _owner(line, say)), say
    )
    sign = say(f"alerts.sign.{line.health.colour}")
    heading = say("alerts.line", sign=sign, customer=line.customer.short, facts=facts)
    return block(*bullets(filter(None, (*reasons, answer))), heading=heading)


def _joined(facts: Iterable[str], say: Say) -> str:
    return say("parts.joined").join(filter(None, facts))


def _value(line: AtRisk, say: Say) -> str:
    """What it brought in a year; starred where it is not for this reader."""
    if line.value is None:
        return ""
    hidden = line.masked
    amount = sums.hidden(say.language, line.value.currency) if hidden else say.money(_about(line.value))
    return say("alerts.value", amount=amount)


def _about(money: Money) -> Money:
    """To three figures: nobody decides by the rest."""
    return Money(Context(prec=FIGURES).create_decimal(money.amount), money.currency)


def _owner(line: AtRisk, say: Say) -> str:
    if say.is_me(line.customer.owner_id) and not say.group:
        return ""
    return line.owner or say("customers.unowned")


def _facts(line: AtRisk, say: Say) -> str:
    tier = say("customers.tier", tier=line.customer.tier) if line.customer.tier else ""
    owner = say("customers.owned_by", owner=line.owner) if line.owner else say("customers.unowned")
    return _joined((tier, _value(line, say), owner), say)


def _stage(line: AtRisk, say: Say) -> Iterator[str]:
    """Where the relationship stands, since when, and where it came from."""
    health = line.health
    if health.stage is None:
        return
    stage = say(f"briefs.stage.{health.stage}")
    since = say.short_day(health.stage_since) if health.stage_since else ""
    before = say(f"briefs.stage.{health.declined_from}") if health.declined_from else ""
    key = "won_back" if health.won_back else "declined" if before else "stage"
    yield say(f"alerts.{key}", stage=stage, before=before, day=since) if since else stage


def _with_points(reason: Reason, line: AtRisk, say: Say) -> str:
    text = reason_text(reason, say, hidden=line.masked)
    return say("alerts.reason", reason=text, points=round(reason.points))


def _answer(line: AtRisk, say: Say) -> str:
    """Who is at it until when; or that somebody was, and it has not helped."""
    answer = line.answer
    if answer is None or answer.answer not in ANSWERED or answer.until is None:
        return ""
    by = say("promises.you") if say.is_me(answer.member_id) and not say.group else line.by
    last = answer.until - ONE_DAY if answer.promises else answer.until
    state = "now" if line.held else "before"
    key = f"alerts.answer.{answer.answer}_{state}"
    return say(key, by=by, day=say.short_day(last), on=say.date_of(answer.at))


def _as_of(result: AtRiskListed | AccountShown, say: Say) -> str:
    return say("alerts.as_of", day=say.day(result.as_of)) if result.as_of else ""


def _hidden(lines: Iterable[AtRisk], say: Say) -> str:
    if not any(each.masked and each.value for each in lines):
        return ""
    return say("customers.masked_group" if say.group else "customers.masked")


def _looks(lines: Iterable[AtRisk]) -> tuple[tuple[Button, ...], ...]:
    """One button for each account, which leads to its card."""
    return tuple(
        (Button(_name(each.customer.short), AtRiskList(customer=mention_of(each.customer)), stays=True),)
        for each in lines
    )


def _list_buttons(result: AtRiskListed, say: Say) -> tuple[tuple[Button, ...], ...]:
    seen = result.skip + len(result.lines)
    scope, person = result.asked.scope, result.person
    following = AtRiskList(scope=scope, person=person, skip=seen)
    more = say.button("alerts.more", following, left=result.total - seen)
    counts = say.button("alerts.stages", CheckLifecycle(scope=scope, person=person), stays=True)
    return (
        *_looks(result.lines),
        *(((more,),) if seen < result.total else ()),
        *(((counts,),) if result.counted else ()),
    )


def _account_buttons(result: AccountShown, say: Say) -> tuple[tuple[Button, ...], ...]:
    customer = mention_of(result.line.customer)
    brief = say.button("alerts.brief", Brief(customer=customer), stays=True)
    if not result.may or result.line.health.colour is Colour.GREEN or result.line.customer.pooled_at:
        return ((brief,),)
    take = say.button("alerts.take", TakeAlert(customer=customer))
    win = say.button("alerts.win_back", WinBack(customer=customer))
    later = say.button("alerts.later", SnoozeAlert(customer=customer))
    release = say.button("alerts.release", Release(customer=customer))
    return (take, win), (later, release), (brief,)


def _name(name: str) -> str:
    return short(name, LABEL)
