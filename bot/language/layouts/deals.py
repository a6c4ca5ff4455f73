"""Deals as cards: what moved, how far they have come, why they were lost."""

from collections.abc import Iterable, Iterator
from typing import Final

from bot.domain.base import Mention
from bot.domain.chat import Button, Card
from bot.domain.customers import Customer
from bot.domain.deals import (
    ENDS,
    LOST,
    WON,
    AskLoss,
    CheckDeals,
    Deal,
    DealLine,
    DealMove,
    DealMoved,
    DealsChecked,
    DealState,
    DealTold,
    DealUpdate,
    LossAsked,
)
from bot.domain.orders import LogOrder
from bot.language import sums
from bot.language.layouts.notes import stage_name, sum_of, title_of
from bot.language.layouts.parts import block, bullets, mention_of, newcomer
from bot.language.speak import Say, says, short

REASONS: Final = ("price", "rival", "budget", "need", "timing")
STEPS: Final = 3
"""Buttons to the moves of a deal each."""
LABEL: Final = 20
"""Columns of a deal's name on a button."""


@says(DealMoved)
def deal_moved(result: DealMoved, say: Say) -> Card:
    """What was noted, what it was before, and what follows from its end."""
    new = say("deals.opened") if result.opened and result.another else ""
    move = None if result.opened else result.move
    lines = (new, *(_before(move, say, hidden=result.masked) if move else ()))
    ended = result.move is not None and result.move.stage_from != result.deal.stage
    buttons = [*_after(result, say)] if ended else []
    known = newcomer(result.customer, result.noted.person, say)
    return Card(title_of(result.noted, say), block(*lines), (*((each,) for each in buttons), *known))


@says(LossAsked)
def loss_asked(result: LossAsked, say: Say) -> Card:
    deal = result.deal
    reasons = (say(f"deals.reason.{each}") for each in REASONS)
    said = (
        DealUpdate(customer=mention_of(result.customer), deal=_mention(deal), reason=each) for each in reasons
    )
    buttons = tuple((Button(each.reason, each),) for each in said)
    title = say("deals.why_lost", deal=_of(deal, result.customer, say))
    return Card(title, block(say("deals.or_say")), buttons)


@says(DealsChecked)
def deals_checked(result: DealsChecked, say: Say) -> Card:
    whose = result.customer.short if result.customer else result.by
    if not result.lines:
        return Card(say("deals.none", whose=whose), block(say("deals.how")))
    lines = bullets(deal_text(each, say, named=result.customer is None) for each in result.lines)
    left = result.total - len(result.lines)
    more = say("parts.more", left=left) if left > 0 else ""
    buttons = [steps_button(each, say) for each in result.lines if each.moved][:STEPS]
    blocks = (*block(*lines, more), *block(masked_text(result.lines, say)))
    return Card(_title(result, say), blocks, tuple((each,) for each in buttons))


def _title(result: DealsChecked, say: Say) -> str:
    if result.customer:
        return say("deals.checked", whose=result.customer.short, total=result.total)
    mine = say.is_me(result.lines[0].deal.member_id) and not say.group
    return say("deals.mine" if mine else "deals.theirs", whose=result.by, total=result.total)


@says(DealTold)
def deal_told(result: DealTold, say: Say) -> Card:
    """One deal with every move of it, the newest first."""
    line, deal = result.line, result.line.deal
    moves = bullets(_move(each, result, say) for each in result.moves)
    blocks = (
        *block(say("parts.joined").join(_facts(line, say))),
        *block(*moves, heading=say("deals.moves")),
        *block(masked_text([line], say)),
    )
    buttons = tuple((each,) for each in _whats_left(deal, result.customer, say))
    return Card(_of(deal, result.customer, say), blocks, buttons)


def deal_text(line: DealLine, say: Say, *, named: bool = False) -> str:
    """`A款：谈判，¥80万，预计4月30日周四成交，第23天（李雷，3月10日）`; the customer first if `named`."""
    deal = line.deal
    name = " ".join(filter(None, (line.customer if named else "", deal.name or deal.product)))
    what = say("parts.joined").join(_facts(line, say))
    told = say("deals.line", name=name, what=what) if name else what
    day = say.short_day(line.moved.day if line.moved else deal.opened_on)
    by = say("promises.you") if say.is_me(deal.member_id) and not say.group else line.by
    return say("deals.source", what=told, by=by, day=day)


def _facts(line: DealLine, say: Say) -> Iterator[str]:
    deal = line.deal
    yield stage_name(deal.stage, say)
    if deal.amount:
        yield sum_of(deal.amount, say, hidden=line.masked)
    if deal.open:
        yield from _ahead(line, say)
    if deal.competitor:
        yield say("notes.competitor", value=deal.competitor)
    if deal.reason:
        yield say("notes.reason", value=deal.reason)


def _ahead(line: DealLine, say: Say) -> Iterator[str]:
    """What is expected of an open deal."""
    deal = line.deal
    if deal.close_day:
        yield say("notes.close_date", day=say.day(deal.close_day))
    if deal.probability is not None:
        yield say("notes.probability", value=sums.number(deal.probability))
    if deal.confidence:
        yield say(f"notes.confidence.{deal.confidence}")
    if line.age:
        yield say("deals.age", days=line.age)
    if line.slips:
        yield say("deals.slips", n=line.slips)


def _before(move: DealMove, say: Say, *, hidden: bool) -> Iterator[str]:
    """What the deal was, as far as it was anything else; and by how much it slipped."""
    if move.stage_from in ENDS and move.stage_to not in ENDS:
        yield say("deals.reopened", stage=stage_name(move.stage_to, say))
        return
    was = [*_was(move, say, hidden=hidden)]
    if was:
        yield say("deals.was", facts=say("parts.joined").join(was))
    if move.slipped:
        yield say("deals.slipped", days=move.slipped)


def _was(move: DealMove, say: Say, *, hidden: bool) -> Iterator[str]:
    if move.stage_from != move.stage_to:
        yield stage_name(move.stage_from, say)
    if move.amount_from and move.amount_from != move.amount_to:
        yield sum_of(move.amount_from, say, hidden=hidden)
    if move.close_from and move.close_from != move.close_to:
        yield say("notes.close_date", day=say.day(move.close_from))


def _move(move: DealMove, result: DealTold, say: Say) -> str:
    """`3月10日 李雷：线索 → 谈判，¥60万 → ¥80万，推迟30天`."""
    hidden = result.line.masked
    changes = [_change(stage_name(move.stage_from, say), stage_name(move.stage_to, say), say)]
    amounts = [
        sum_of(each, say, hidden=hidden) if each else "" for each in (move.amount_from, move.amount_to)
    ]
    days = [say.short_day(each) if each else "" for each in (move.close_from, move.close_to)]
    expected = _change(days[0], days[1], say)
    changes += [_change(amounts[0], amounts[1], say), say("deals.expected", day=expected) if expected else ""]
    if move.slipped:
        changes.append(say("deals.late", days=move.slipped))
    told = say("parts.joined").join(filter(None, changes))
    by = result.names.get(move.member_id, "")
    return say("quotes.line", day=say.short_day(move.day), by=by, told=told)


def _change(before: str, after: str, say: Say) -> str:
    """From what to what; nothing where nothing changed."""
    if before == after:
        return ""
    return say("deals.change", before=before, after=after) if before else after


def _after(result: DealMoved, say: Say) -> Iterator[Button]:
    """What comes after the end of a deal: its order, or why it was lost."""
    deal, customer = result.deal, mention_of(result.customer)
    known = deal.amount is not None or deal.product
    if deal.stage == WON and known and not result.ordered:
        product = Mention(deal.product, deal.product_id, deal.product) if deal.product else None
        order = LogOrder(customer=customer, product=product, amount=deal.amount, deal=_mention(deal))
        yield say.button("deals.log_order", order, stays=True)
    if deal.stage == LOST and not deal.reason:
        yield say.button("deals.why", AskLoss(deal=_mention(deal)), stays=True)


def _whats_left(deal: Deal, customer: Customer | None, say: Say) -> Iterator[Button]:
    if deal.state is DealState.OPEN or customer is None:
        return
    if deal.stage == LOST and not deal.reason:
        yield say.button("deals.why", AskLoss(deal=_mention(deal)), stays=True)
    again = DealUpdate(customer=mention_of(customer), deal=_mention(deal), reopen=True)
    yield say.button("deals.reopen", again)


def steps_button(line: DealLine, say: Say) -> Button:
    """To every move of that deal."""
    called = line.deal.name or line.deal.product or line.customer
    look = CheckDeals(deal=_mention(line.deal))
    return say.button("deals.steps", look, stays=True, deal=short(called, LABEL))


def _mention(deal: Deal) -> Mention:
    return Mention(deal.called, deal.id, deal.called)


def _of(deal: Deal, customer: Customer | None, say: Say) -> str:
    """泰禾的A款商机; without what tells it apart 泰禾的商机."""
    called = deal.name or deal.product
    if customer is None:
        return say("deals.alone", deal=called)
    key = "deals.of" if called else "deals.of_plain"
    return say(key, customer=customer.short, deal=called) if called else say(key, customer=customer.short)


def masked_text(lines: Iterable[DealLine], say: Say) -> str:
    """Why amounts are starred, where they are."""
    if not any(each.masked and each.deal.amount for each in lines):
        return ""
    return say("customers.masked_group" if say.group else "customers.masked")
