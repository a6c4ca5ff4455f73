"""A week or a month as a card: what changed, who needs what, a button to each; nothing to say is one line."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.domain.base import Command, Mention
from bot.domain.calendar import ONE_DAY
from bot.domain.cases import CheckCases
from bot.domain.chat import Block, Button, Card, Picture
from bot.domain.keeping import Kept, Tally
from bot.domain.moment import Period
from bot.domain.people import CODE_LIFE_MINUTES, Asked, Scope
from bot.domain.promises import CheckPromises
from bot.domain.quotes import CheckQuotes
from bot.domain.risk import AtRiskList
from bot.domain.summaries import (
    BoardLinked,
    CasesOfTeam,
    OpenBoard,
    PromiseMonth,
    Sales,
    Span,
    Sum,
    Summarised,
    TeamDay,
    Waiting,
)
from bot.domain.value import Attention, AttentionLine
from bot.language import days
from bot.language.charts import DayPromises, PromiseCalendar, calendar_picture, month_name
from bot.language.layouts.cases import case_text
from bot.language.layouts.drawn import funnel_of, rounded
from bot.language.layouts.lines import line_text, what_of
from bot.language.layouts.parts import block, bullets
from bot.language.layouts.reasons import reason_text
from bot.language.layouts.spans import about, sum_text
from bot.language.layouts.value import percent
from bot.language.speak import Say, says, short

WIDE: Final = 28
"""Columns of somebody's words in a line."""
MOST: Final = 4
"""Things that wait, each with its button; the page of one's numbers is the fifth."""
MOST_RATES: Final = 5
PER_CENT: Final = 100


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that waits, in a line, and the button to all of its kind."""

    line: str
    button: Button


@dataclass(frozen=True, slots=True)
class Of:
    """Whose things wait: one colleague's or all; accounts out of step `by_name`, or the worst with its shares."""

    person: Mention | None = None
    by_name: bool = False


@says(Summarised)
def summarised(result: Summarised, say: Say) -> Card:
    if not result.says_something:
        key = f"summaries.nothing.{result.span}"
        return Card(say(key, days=days_of(result.period, say)), buttons=_board(say))
    needs = [*_needs(result.waiting, say, Of(result.person, by_name=result.span is Span.MONTH))][:MOST]
    heading = say("summaries.mine" if result.asked.scope is Scope.ME else "summaries.waiting")
    rates = _rates(result.rates, say) if result.span is Span.MONTH else ()
    blocks = (
        *block(*bullets(_changes(result, say))),
        *block(*bullets(each.line for each in needs), heading=heading),
        *rates,
    )
    title = say(
        f"summaries.title.{result.span}", days=days_of(result.period, say), whose=whose(result.asked, say)
    )
    buttons = (*((each.button,) for each in needs), *_board(say))
    return Card(title, blocks, buttons, picture=_drawn(result, say))


def _drawn(result: Summarised, say: Say) -> Picture | None:
    """Where the open deals stand: the one thing that lines of text do not show at a glance."""
    shown = result.pipeline
    if shown is None:
        return None
    return funnel_of(shown, say("summaries.funnel", whose=whose(result.asked, say)), say)


@says(BoardLinked)
def board_linked(result: BoardLinked, say: Say) -> Card:
    told = say("summaries.board_link", minutes=CODE_LIFE_MINUTES)
    return Card(told, (Block((result.url,)),), ((Button(say("summaries.open_board"), url=result.url),),))


@says(PromiseMonth)
def promise_month(result: PromiseMonth, say: Say) -> Card:
    """How the month's promises stand, and which come next."""
    counts = {
        name: sum(getattr(each, name) for each in result.days.values()) for name in ("kept", "overdue", "due")
    }
    title = say(
        "summaries.promises",
        month=month_name(result.first, say.language),
        whose=whose(result.asked, say),
    )
    if not (any(counts.values()) or result.next):
        return Card(title, block(say("summaries.no_promises")))
    each = say("parts.joined").join(say(f"summaries.counts.{name}", n=n) for name, n in counts.items() if n)
    counted = say("summaries.counted", total=sum(counts.values()), each=each) if each else ""
    lines = (line_text(each, say, named=True) for each in result.next)
    blocks = (*block(counted), *block(*bullets(lines), heading=say("summaries.next")))
    return Card(title, blocks, picture=_calendar(title, result, say))


def _calendar(title: str, result: PromiseMonth, say: Say) -> Picture | None:
    counted = {day: DayPromises(due=n.due, overdue=n.overdue, kept=n.kept) for day, n in result.days.items()}
    return calendar_picture(PromiseCalendar(title=title, month=result.first, days=counted), say)


@says(CasesOfTeam)
def cases_of_team(result: CasesOfTeam, say: Say) -> Card:
    """The first due first."""
    title = say("summaries.team_cases", whose=whose(result.asked, say))
    if not result.lines:
        return Card(title, block(say("summaries.no_cases")))
    key = "summaries.cases_counted" if result.late else "summaries.cases_open"
    counted = say(key, n=result.total, late=result.late)
    left = result.total - len(result.lines)
    lines = bullets(case_text(each, say, named=True) for each in result.lines)
    return Card(title, (*block(counted), *block(*lines, say("parts.more", left=left) if left > 0 else "")))


def whose(asked: Asked, say: Say) -> str:
    """`你的团队`, `everybody`, a colleague by name."""
    return asked.whose or say(f"summaries.whose.{asked.scope}")


def days_of(period: Period, say: Say) -> str:
    return days.span(period.start, period.end - ONE_DAY, say.language, say.today)


def team_block(team: TeamDay, say: Say) -> tuple[Block, ...]:
    """The team's part of a manager's morning."""
    needs = [each.line for each in _needs(team.waiting, say)]
    since = say("summaries.since", day=say.weekday(team.since))
    return block(*bullets([*_touched(team.touches, team.customers, say), *needs]), heading=since)


def _changes(result: Summarised, say: Say) -> Iterator[str]:
    yield from _sales(result.sales, say)
    yield from _open(result, say)
    yield from _foretold(result, say)
    yield from _touched(result.touches, result.customers, say)
    yield from _kept(result.kept, say)


def _sales(sales: Sales, say: Say) -> Iterator[str]:
    """What was decided in one line, what came or went back in another; of what did not happen nothing is said."""
    for kinds in (("won", "lost"), ("opened", "slipped")):
        sums = {kind: getattr(sales, kind) for kind in kinds}
        told = [
            say(f"summaries.deals.{kind}", sum=_sum(each, say)) for kind, each in sums.items() if each.count
        ]
        if told:
            line = say("parts.joined").join(told)
            yield line[:1].upper() + line[1:]


def _open(result: Summarised, say: Say) -> Iterator[str]:
    """What is in the pipeline now, and how much of it stands still."""
    shown = result.pipeline
    if shown is None or not shown.summary.open.count:
        return
    found = shown.summary
    still = found.stalled.count + found.dead.count
    sum_ = sum_text(replace(found.open, unvalued=0), shown.currency, say)
    yield say("summaries.open_stalled" if still else "summaries.open", sum=sum_, n=still)


def _foretold(result: Summarised, say: Say) -> Iterator[str]:
    """What was foretold at the start of the month beside what was signed, once enough deals are known."""
    told = result.foretold
    value = (told.outlook.hazard or told.outlook.run_rate) if told else None
    if told is None or not value:
        return
    won = result.sales.won.worth
    off = ((float(won.to_minor()) if won else 0.0) - value) / value
    facts = {"value": about(value, told.currency, say), "off": abs(round(off * PER_CENT))}
    yield say("summaries.foretold_less" if off < 0 else "summaries.foretold_more", **facts)


def _sum(total: Sum, say: Say) -> str:
    """`2个（¥86万，1个没记金额）`."""
    if total.worth is None:
        return say("summaries.sum", n=total.count)
    key = "summaries.partly" if total.unpriced else "summaries.worth"
    return say(key, n=total.count, worth=say.money(rounded(total.worth)), left=total.unpriced)


def _touched(touches: int, customers: int, say: Say) -> Iterator[str]:
    if touches:
        yield say("summaries.touched", n=touches, customers=customers)


def _kept(tally: Tally, say: Say) -> Iterator[str]:
    if tally.settled:
        late = say("summaries.late", n=tally.late) if tally.late else ""
        yield say("summaries.kept", settled=tally.settled, good=tally.good, late=late)


def _rates(rates: Sequence[Kept], say: Say) -> tuple[Block, ...]:
    """Who keeps how much of what was promised, the least reliable first."""
    lines = (
        say("summaries.rate", name=each.name, good=each.tally.good, settled=each.tally.settled)
        for each in rates[:MOST_RATES]
    )
    return block(say("summaries.and").join(lines), heading=say("summaries.rates"))


def _names(kind: str, lines: Sequence[AttentionLine], total: int, say: Say) -> str:
    """`被忽视的A类客户2家：泰禾，华联`."""
    return say(
        f"summaries.step.{kind}", n=total, names=say("summaries.and").join(each.name for each in lines)
    )


def _needs(waiting: Waiting, say: Say, of: Of | None = None) -> Iterator[Need]:
    """The most pressing first, of one colleague or of all."""
    yield from (each for tell in TELLS for each in tell(waiting, of or Of(), say))


def _worsened(waiting: Waiting, of: Of, say: Say) -> Iterator[Need]:
    if not waiting.worsened:
        return
    worst = waiting.worsened[0]
    tier = worst.worth.tier if worst.worth else ""
    owner = "" if say.is_me(worst.customer.owner_id) else worst.owner
    about = (say("summaries.tier", tier=tier) if tier else "", owner)
    line = say(
        f"summaries.turned.{worst.health.colour}",
        customer=worst.customer.short,
        about=say("summaries.about", about=say("parts.joined").join(filter(None, about)))
        if any(about)
        else "",
        reason=say("summaries.then").join(
            reason_text(each, say, room=WIDE) for each in worst.health.reasons[:1]
        ),
    )
    yield _need(
        _others(line, waiting.worsened_total, say), "summaries.see.risk", AtRiskList(person=of.person), say
    )


def _attention(waiting: Waiting, of: Of, say: Say) -> Iterator[Need]:
    """Who eats the time, and who is forgotten: the furthest out of step of either, with both shares."""
    found = waiting.attention
    if found is None or not waiting.out_of_step:
        return
    sides = (
        ("over_served", found.over_served, found.over_served_total),
        ("neglected", found.neglected, found.neglected_total),
    )
    told = [
        _names(kind, lines, total, say) if of.by_name else _share(kind, lines, say)
        for kind, lines, total in sides
        if lines
    ]
    line = say("summaries.then").join(told)
    yield _need(line, "summaries.see.attention", Attention(person=of.person), say)


def _share(kind: str, lines: Sequence[AttentionLine], say: Say) -> str:
    """The one that takes most, or brings most, of those out of step; what is nothing at all is said in words."""
    over = kind == "over_served"
    line = max(lines, key=lambda each: each.touch_share if over else each.value_share)
    nothing = not line.value_share and not line.masked if over else not line.touches
    value = "***" if line.masked else percent(line.value_share)
    facts = {"customer": line.name, "tier": line.tier, "touch": percent(line.touch_share), "value": value}
    return say(f"summaries.share.{kind}{'_none' if nothing else ''}", **facts)


def _cases(waiting: Waiting, of: Of, say: Say) -> Iterator[Need]:
    if not waiting.cases:
        return
    worst = waiting.cases[0]
    what = say.words(worst.case.what or worst.case.said, hidden=worst.discreet)
    facts = {"customer": worst.customer, "what": short(what, WIDE), "by": worst.keeper}
    key = "summaries.cases" if worst.late else "summaries.cases_today"
    line = say(key, n=waiting.cases_total, days=worst.late or 0, **facts)
    yield _need(line, "summaries.see.cases", CheckCases(by=of.person), say)


def _overdue(waiting: Waiting, of: Of, say: Say) -> Iterator[Need]:
    if not waiting.overdue:
        return
    worst = waiting.overdue[0]
    what = short(what_of(worst.promise, say, hidden=worst.discreet), WIDE)
    facts = {"customer": worst.customer, "what": what, "by": worst.keeper or worst.by}
    side, told = worst.promise.side, {"n": waiting.overdue_total, "days": worst.days_late, **facts}
    today = worst.days_late == 0
    line = say(f"summaries.overdue_today.{side}" if today else f"summaries.overdue.{side}", **told)
    yield _need(line, "summaries.see.promises", _late(of.person), say)


def _late(person: Mention | None) -> CheckPromises:
    return CheckPromises(by=person, late=True) if person else CheckPromises(all=True, late=True)


def _disputed(waiting: Waiting, _: Of, say: Say) -> Iterator[Need]:
    if not waiting.disputed:
        return
    first = waiting.disputed[0]
    line = say("summaries.disputed", customer=first.customer.name, n=first.count)
    told = _others(line, len(waiting.disputed), say)
    yield _need(told, "summaries.see.disputed", CheckQuotes(customer=first.customer), say)


Tell = Callable[[Waiting, Of, Say], Iterable[Need]]
TELLS: Final[tuple[Tell, ...]] = (_worsened, _attention, _cases, _overdue, _disputed)


def _others(line: str, total: int, say: Say) -> str:
    return say("summaries.others", line=line, n=total - 1) if total > 1 else line


def _need(line: str, label: str, does: Command, say: Say) -> Need:
    return Need(line, say.button(label, does, stays=True))


def _board(say: Say) -> tuple[tuple[Button, ...], ...]:
    return ((say.button("summaries.see.board", OpenBoard(), stays=True),),)
