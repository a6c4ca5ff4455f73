"""Where the attention goes, beside what it brings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.domain.abc import CLASSES
from bot.domain.attention import Verdict, log_ratio, verdict_of
from bot.domain.customers import Customer
from bot.domain.money import Money
from bot.domain.people import Asked, Scope
from bot.domain.value import Attention, AttentionLine, AttentionShown, ClassShare, NotReckoned
from bot.domain.worth import PROSPECT, Rated, Total
from bot.handlers.access import sees_alone
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import customer_if_said, name_of_member
from bot.handlers.scopes import asked_of
from bot.handlers.worth import book_of

MOST: Final = 500
"""Accounts that are looked at more closely; with more than a two-hundredth of either there are never that many."""
LOUDEST: Final = 3
SHOWN: Final = 4
EVERYBODY: Final = Asked(Scope.ALL, None)
"""With whose customers a single one is compared."""


@dataclass(frozen=True, slots=True)
class Whole:
    """All revenue (minor units) and all touches of those that are compared."""

    revenue: int
    touches: int

    def shares(self, revenue: int, touches: int) -> tuple[float, float]:
        return (
            revenue / self.revenue if self.revenue else 0.0,
            touches / self.touches if self.touches else 0.0,
        )


@handles(Attention)
def attention(command: Attention, turn: Turn) -> AttentionShown | NotReckoned:
    customer = customer_if_said(command, command.customer, turn)
    asked, book = asked_of(command, turn), book_of(turn, command.period)
    if book is None:
        return NotReckoned()
    totals = book.totals(EVERYBODY if customer else asked)
    whole = _whole(totals)
    shown = AttentionShown(
        asked=asked,
        reckoned_on=book.reckoned_on,
        period=command.period,
        classes=class_shares(totals, turn),
        touches=whole.touches,
    )
    if customer:
        return replace(shown, one=_one(customer, book.of(customer.id), whole, turn))
    least = turn.workspace.policy.value.smoothing
    rated = book.beyond(asked, whole.revenue * least, whole.touches * least, MOST)
    return _spread(shown, _lines(rated, whole, turn), turn)


def _spread(shown: AttentionShown, lines: Sequence[AttentionLine], turn: Turn) -> AttentionShown:
    neglected, over_served = (_with(verdict, lines) for verdict in Verdict)
    return replace(
        shown,
        neglected=_seen(neglected[:SHOWN], turn),
        neglected_total=len(neglected),
        over_served=_seen(over_served[:SHOWN], turn),
        over_served_total=len(over_served),
        loudest=_seen(lines[:LOUDEST], turn),
    )


def _seen(lines: Sequence[AttentionLine], turn: Turn) -> tuple[AttentionLine, ...]:
    """As this reader may see them."""
    return tuple(replace(each, masked=not sees_alone(each.customer, turn)) for each in lines)


def _one(customer: Customer, rated: Rated | None, whole: Whole, turn: Turn) -> AttentionLine | None:
    if rated is None:
        return None
    (line,) = _seen([_line(customer, rated, whole, turn)], turn)
    return line


def class_shares(totals: Sequence[Total], turn: Turn) -> tuple[ClassShare, ...]:
    """A, B, C, and those that never ordered; classes without accounts are left out."""
    whole = _whole(totals)
    kinds = ((tier, [each for each in totals if each.tier == tier]) for tier in (*CLASSES, PROSPECT))
    return tuple(_class(tier, found, whole, turn) for tier, found in kinds if found)


def _class(tier: str, totals: Sequence[Total], whole: Whole, turn: Turn) -> ClassShare:
    revenue, touches = sum(each.revenue for each in totals), sum(each.touches for each in totals)
    value_share, touch_share = whole.shares(revenue, touches)
    return ClassShare(
        tier=tier,
        accounts=sum(each.accounts for each in totals),
        value=Money.from_minor(revenue, turn.workspace.currency),
        value_share=value_share,
        touches=touches,
        touch_share=touch_share,
        log_ratio=log_ratio(touch_share, value_share, turn.workspace.policy.value),
    )


def _whole(totals: Iterable[Total]) -> Whole:
    found = [*totals]
    return Whole(sum(each.revenue for each in found), sum(each.touches for each in found))


def _lines(rated: Sequence[Rated], whole: Whole, turn: Turn) -> tuple[AttentionLine, ...]:
    customers = turn.work.customers.by_ids(each.worth.customer_id for each in rated)
    found = ((customers.get(each.worth.customer_id), each) for each in rated)
    return tuple(_line(customer, each, whole, turn) for customer, each in found if customer)


def _line(customer: Customer, rated: Rated, whole: Whole, turn: Turn) -> AttentionLine:
    policy, worth = turn.workspace.policy.value, rated.worth
    value_share, touch_share = whole.shares(rated.minor, worth.touches)
    ratio = log_ratio(touch_share, value_share, policy)
    return AttentionLine(
        customer=customer,
        owner=name_of_member(customer.owner_id, turn),
        tier=worth.tier,
        value=Money.from_minor(rated.minor, turn.workspace.currency),
        value_share=value_share,
        touches=worth.touches,
        touch_share=touch_share,
        log_ratio=ratio,
        verdict=verdict_of(worth.tier, ratio, policy),
        masked=True,
    )


def _with(verdict: Verdict, lines: Sequence[AttentionLine]) -> list[AttentionLine]:
    """The furthest out of step first."""
    found = (each for each in lines if each.verdict is verdict)
    return sorted(found, key=lambda each: -abs(each.log_ratio))
