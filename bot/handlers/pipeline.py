"""The pipeline and what will come of it, for whoever may see those numbers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bot.domain.base import MemberId
from bot.domain.deals import Deal, DealLine
from bot.domain.forecast import ForecastShown, outlook
from bot.domain.money import Money
from bot.domain.people import Asked, Member
from bot.domain.pipeline import (
    KEYS,
    DealsBehind,
    Forecast,
    PipelineDetails,
    PipelineParts,
    PipelineShown,
    PipelineStages,
    PipelineSummary,
    View,
    behind,
    coverage,
    grouped,
    summarise,
    total,
)
from bot.domain.snapshot import Book, Look, Of, Opportunity, book_of
from bot.domain.targets import quarter_of
from bot.handlers.aims import aim_for
from bot.handlers.deals import lines_of
from bot.handlers.registry import Turn, handles
from bot.handlers.scopes import asked_of

SHOWN = 8
"""Deals, or parts of a pipeline, on one phone screen."""
Asking = PipelineSummary | Forecast


@handles(PipelineSummary)
def pipeline_summary(command: PipelineSummary, turn: Turn) -> PipelineShown:
    whose, look = look_of(command, turn)
    aim = aim_for(whose, look.period, turn) if command.product is None and not command.source else None
    return PipelineShown(
        asked=replace(command, period=look.period),
        whose=whose,
        period=look.period,
        day=date.fromordinal(look.day),
        currency=turn.workspace.currency,
        summary=summarise(look, turn.workspace.policy.stages),
        window=turn.workspace.policy.pipeline.window,
        target=aim.amount if aim else None,
        leads=whose.people is None or len(whose.people) > 1,
    )


@handles(Forecast)
def forecast(command: Forecast, turn: Turn) -> ForecastShown:
    whose, look = look_of(command, turn)
    aim = aim_for(whose, look.period, turn) if command.product is None and not command.source else None
    found, policy = outlook(look), turn.workspace.policy.pipeline
    target = aim.amount if aim else None
    return ForecastShown(
        asked=replace(command, period=look.period),
        whose=whose,
        period=look.period,
        day=date.fromordinal(look.day),
        currency=turn.workspace.currency,
        outlook=found,
        target=target,
        coverage=coverage(found.live.value, found.won.value, target.to_minor() if target else None),
        least=(policy.least_past, policy.least_won),
    )


@handles(PipelineDetails)
def pipeline_details(command: PipelineDetails, turn: Turn) -> DealsBehind | PipelineStages | PipelineParts:
    whose, look = look_of(command.asked, turn)
    asked = replace(command.asked, period=look.period)
    if command.view is View.STAGES:
        summary = summarise(look, turn.workspace.policy.stages)
        return PipelineStages(
            asked=asked,
            whose=whose,
            period=look.period,
            currency=turn.workspace.currency,
            stages=summary.stages,
            limit=summary.limit,
        )
    if command.view in KEYS:
        return _parts(command.view, asked, whose, look, turn)
    found = behind(look, command.view, command.stage)
    reasons = summarise(look).reasons if command.view is View.LOST else ()
    return DealsBehind(
        asked=asked,
        whose=whose,
        period=look.period,
        view=command.view,
        stage=command.stage,
        currency=turn.workspace.currency,
        total=total(found),
        limit=look.book.at(look.day).limit,
        lines=_lines(found[:SHOWN], turn),
        reasons=reasons,
    )


def look_of(command: Asking, turn: Turn) -> tuple[Asked, Look]:
    """Whose deals are asked about, and as of when: now, at the end of a period that is over, or on the day said."""
    whose = asked_of(command, turn)
    period = command.period or quarter_of(command.as_of or turn.today)
    tomorrow = turn.today + timedelta(days=1)
    day = command.as_of or min(tomorrow, max(period.end, period.start))
    return whose, Look(book_at(day, turn), day.toordinal(), period, _of(command, whose))


def book_at(day: date, turn: Turn) -> Book:
    """Everything known of deals, in the workspace's currency."""
    currency, policy = turn.workspace.currency, turn.workspace.policy

    def worth(minor: int, foreign: str) -> int | None:
        money = policy.worth(Money.from_minor(minor, foreign), currency) if foreign else None
        return money.times(Decimal(1)).to_minor() if money else None

    pipeline = turn.work.pipeline
    return book_of(pipeline.deals(), pipeline.changes(day), currency, worth, policy.pipeline)


def _of(command: Asking, whose: Asked) -> Of:
    """Whether a deal is asked about: by its colleague, its product and where it came from."""
    people, source = whose.people, command.source.casefold()
    product = command.product
    names = {product.name.casefold(), product.said.casefold()} - {""} if product else set()

    def of(deal: Opportunity) -> bool:
        return (
            (people is None or deal.member_id in people)
            and (product is None or _sells(deal, product.id, names))
            and (not source or deal.origin.casefold() == source)
        )

    return of


def _sells(deal: Opportunity, product: str, names: set[str]) -> bool:
    return bool(product and deal.product_id == product) or deal.product.casefold() in names


def _parts(view: View, asked: PipelineSummary, whose: Asked, look: Look, turn: Turn) -> PipelineParts:
    """The largest parts; colleagues by their names."""
    groups = grouped(look, view)[:SHOWN]
    names = turn.work.many(Member, (each.key for each in groups)) if view is View.PEOPLE else {}
    named = (replace(each, name=names[each.key].name if each.key in names else each.name) for each in groups)
    return PipelineParts(
        asked=asked,
        whose=whose,
        period=look.period,
        view=view,
        currency=turn.workspace.currency,
        groups=tuple(named),
        people=frozenset(MemberId(each) for each in names),
    )


def _lines(found: Sequence[Opportunity], turn: Turn) -> tuple[DealLine, ...]:
    deals = turn.work.many(Deal, (each.id for each in found))
    return lines_of([deals[each.id] for each in found if each.id in deals], turn)
