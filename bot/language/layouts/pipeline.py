"""The pipeline as cards: on one screen what stands, what came and went, and at what rate; more by button."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.domain.base import Mention
from bot.domain.chat import Button, Card
from bot.domain.people import Asked
from bot.domain.pipeline import (
    DealsBehind,
    Forecast,
    Group,
    PipelineDetails,
    PipelineParts,
    PipelineShown,
    PipelineStages,
    PipelineSummary,
    StageLine,
    Sum,
    View,
)
from bot.domain.shares import Share
from bot.language.layouts.deals import deal_text, masked_text, steps_button
from bot.language.layouts.drawn import funnel_of
from bot.language.layouts.notes import stage_name
from bot.language.layouts.parts import block, bullets
from bot.language.layouts.spans import about, period_text, sum_text, whose_text, worth_text
from bot.language.speak import Say, says, short

PER_CENT: Final = 100
MOST: Final = 5
"""Buttons of a card."""
REASONS: Final = 3
STEPS: Final = 3
LABEL: Final = 16
MONTH: Final = 30
"""Days over which a pace is told."""
PARTS: Final = (View.PEOPLE, View.PRODUCTS, View.SOURCES)


@says(PipelineShown)
def pipeline_shown(result: PipelineShown, say: Say) -> Card:
    found = result.summary
    period = period_text(result.period, say)
    title = say("pipeline.title", whose=whose_text(result.whose, say), period=period)
    if not any(each.count for each in (found.open, found.new, found.won, found.lost)) and not found.rate.of:
        return Card(title, block(*narrowed(result.whose, say), say("pipeline.nothing"), say("deals.how")))
    blocks = (
        *block(*narrowed(result.whose, say), *filtered(result.asked, say), *_as_of(result, say)),
        *block(say("pipeline.standing", all=_sum(found.open, result, say)), *_standing(result, say)),
        *block(*bullets(_stage(each, result.currency, say) for each in found.stages)),
        *block(*_brought(result, say), heading=period),
        *block(*_rates(result, say), heading=say("pipeline.lately", days=result.window)),
    )
    return Card(title, blocks, rows(_deeper(result, say)), picture=funnel_of(result, title, say))


def _sum(found: Sum, result: PipelineShown, say: Say) -> str:
    return sum_text(found, result.currency, say)


def narrowed(whose: Asked, say: Say) -> Iterator[str]:
    """That more was asked for than this reader may see."""
    if whose.narrowed:
        yield say("pipeline.narrowed")


def filtered(asked: PipelineSummary | Forecast, say: Say) -> Iterator[str]:
    """Which deals alone are told of."""
    if asked.product:
        yield say("pipeline.only_product", product=asked.product.name or asked.product.said)
    if asked.source:
        yield say("pipeline.only_source", source=asked.source)


def _as_of(result: PipelineShown, say: Say) -> Iterator[str]:
    """The last day that is known of, where it is not today."""
    last = result.day - timedelta(days=1)
    if last != say.today:
        yield say("pipeline.as_of", day=say.short_day(last))


def _standing(result: PipelineShown, say: Say) -> Iterator[str]:
    """How many of the open ones are live; without past cycles nobody can tell."""
    found = result.summary
    if found.limit is None or found.longest is None:
        if found.open.count:
            yield say("pipeline.no_cycles" if found.past else "pipeline.none_ended", n=found.past)
        return
    yield say("pipeline.live", sum=_sum(found.live, result, say))
    if found.stalled.count:
        yield say("pipeline.stalled", sum=_sum(found.stalled, result, say), days=found.limit)
    if found.dead.count:
        yield say("pipeline.dead", sum=_sum(found.dead, result, say), days=found.longest)


def _stage(line: StageLine, currency: str, say: Say) -> str:
    stalled = say("pipeline.of_them_stalled", n=line.stalled) if line.stalled else ""
    name = stage_name(line.stage, say) if line.stage else say("pipeline.no_stage")
    return say("pipeline.stage", stage=name, sum=sum_text(line.all, currency, say), stalled=stalled)


def _brought(result: PipelineShown, say: Say) -> Iterator[str]:
    """New, won, lost and put off within the period, and why deals were lost."""
    found = result.summary
    yield say("pipeline.new", sum=_sum(found.new, result, say))
    yield say("pipeline.won", sum=_sum(found.won, result, say))
    if found.lost.count:
        why = reasons_text(found.reasons[:REASONS], say)
        yield say("pipeline.lost", n=found.lost.count, why=why)
    if found.slipped:
        yield say("pipeline.slipped", n=found.slipped)
    if found.passed:
        yield say("pipeline.passed", n=found.passed)


def reasons_text(reasons: Iterable[tuple[str, int]], say: Say) -> str:
    """`价格太高 5，没说原因 3`."""
    told = (
        say("pipeline.reason", reason=reason or say("pipeline.no_reason"), n=count)
        for reason, count in reasons
    )
    return say("parts.joined").join(told)


def _rates(result: PipelineShown, say: Say) -> Iterator[str]:
    found, currency = result.summary, result.currency
    if found.rate.of:
        yield say("pipeline.rate", rate=share_text(found.rate, say))
    if found.value_won is not None and found.cycle is not None:
        yield say(
            "pipeline.mean", value=about(found.value_won, currency, say), days=max(1, round(found.cycle))
        )
    if found.velocity is not None:
        yield say("pipeline.velocity", value=about(found.velocity * MONTH, currency, say))
    if result.target:
        yield _covered(result, say)


def share_text(share: Share, say: Say) -> str:
    """`12/20（60%，39–78%）`: never a rate without its counts and how far it can be trusted."""
    low, high = (round(each * PER_CENT) for each in share.likely())
    return say(
        "pipeline.share",
        good=share.good,
        all=share.of,
        rate=round(share.value * PER_CENT),
        low=low,
        high=high,
    )


def _covered(result: PipelineShown, say: Say) -> str:
    amount = say.money(result.target) if result.target else ""
    if result.coverage is None:
        return say("pipeline.reached", target=amount)
    return say("pipeline.target", target=amount, times=f"{result.coverage:.1f}")


def _deeper(result: PipelineShown, say: Say) -> Iterator[Button]:
    """What stands behind the figures, as far as there is anything."""
    found, asked = result.summary, result.asked
    old = found.stalled.count + found.dead.count
    late = found.slipped + found.passed
    if old:
        yield _look(asked, View.STALLED, say, n=old)
    if late:
        yield _look(asked, View.SLIPPED, say, n=late)
    if len(found.stages) > 1:
        yield _look(asked, View.STAGES, say)
    if found.lost.count:
        yield _look(asked, View.LOST, say, n=found.lost.count)
    if result.leads:
        yield _look(asked, View.PEOPLE, say)
    else:
        yield ahead_button(asked, say)


def _look(asked: PipelineSummary, view: View, say: Say, *, stage: str = "", **facts: object) -> Button:
    does = PipelineDetails(asked=asked, view=view, stage=stage)
    return say.button(f"pipeline.see.{view}", does, stays=True, **facts)


def ahead_button(asked: PipelineSummary, say: Say) -> Button:
    """To the forecast of the same people and days."""
    does = Forecast(
        period=asked.period,
        scope=asked.scope,
        person=asked.person,
        product=asked.product,
        source=asked.source,
    )
    return say.button("pipeline.forecast", does, stays=True)


def rows(buttons: Iterable[Button]) -> tuple[tuple[Button, ...], ...]:
    """At most five, two in a row."""
    kept = [*buttons][:MOST]
    return tuple(tuple(kept[place : place + 2]) for place in range(0, len(kept), 2))


@says(DealsBehind)
def deals_behind(result: DealsBehind, say: Say) -> Card:
    """The largest deals behind a figure."""
    name = stage_name(result.stage, say) if result.stage else say("pipeline.no_stage")
    title = say(
        f"pipeline.behind.{result.view}",
        whose=whose_text(result.whose, say),
        period=period_text(result.period, say),
        stage=name,
        sum=sum_text(result.total, result.currency, say),
    )
    lines = bullets(deal_text(each, say, named=True) for each in result.lines)
    left = result.total.count - len(result.lines)
    more = say("parts.more", left=left) if left > 0 else ""
    blocks = (
        *block(reasons_text(result.reasons, say)),
        *block(*lines, more),
        *block(masked_text(result.lines, say)),
    )
    steps = [(steps_button(each, say),) for each in result.lines[:STEPS]]
    return Card(title, blocks, (*steps, (_back(result.asked, say),)))


def _back(asked: PipelineSummary, say: Say) -> Button:
    return say.button("pipeline.back", asked, stays=True)


@says(PipelineStages)
def pipeline_stages(result: PipelineStages, say: Say) -> Card:
    title = say("pipeline.by_stage", whose=whose_text(result.whose, say))
    lines = bullets(_stage(each, result.currency, say) for each in result.stages)
    old = say("pipeline.old", days=result.limit) if result.limit is not None else ""
    buttons = [_of_stage(result.asked, each, say) for each in result.stages[: MOST - 1]]
    return Card(title, block(*lines, old), rows((*buttons, _back(result.asked, say))))


def _of_stage(asked: PipelineSummary, line: StageLine, say: Say) -> Button:
    name = stage_name(line.stage, say) if line.stage else say("pipeline.no_stage")
    does = PipelineDetails(asked=asked, view=View.STAGE, stage=line.stage)
    return say.button("pipeline.see.stage", does, stays=True, stage=short(name, LABEL))


@says(PipelineParts)
def pipeline_parts(result: PipelineParts, say: Say) -> Card:
    """By colleague, product or source, each with what is live, what is stalled and what was won."""
    title = say(
        f"pipeline.by.{result.view}",
        whose=whose_text(result.whose, say),
        period=period_text(result.period, say),
    )
    lines = bullets(_group(each, result, say) for each in result.groups)
    others = [_look(result.asked, view, say) for view in PARTS if view is not result.view]
    inside = [button for each in result.groups if (button := _inside(each, result, say))]
    return Card(title, block(*lines, say("pipeline.noise")), rows((*inside[: MOST - len(others)], *others)))


def _group(group: Group, result: PipelineParts, say: Say) -> str:
    facts = [say("pipeline.live_short", sum=sum_text(group.live, result.currency, say))]
    if group.stalled:
        facts.append(say("pipeline.stalled_short", n=group.stalled))
    if group.rate.of:
        facts.append(
            say(
                "pipeline.won_short",
                good=group.rate.good,
                all=group.rate.of,
                value=worth_text(group.won.value, result.currency, say),
            )
        )
    name = group.name or say(f"pipeline.none.{result.view}")
    return say("deals.line", name=name, what=say("parts.joined").join(facts))


def _inside(group: Group, result: PipelineParts, say: Say) -> Button | None:
    """The pipeline of that part alone."""
    asked = _only(group, result)
    if not group.key or asked is None:
        return None
    return say.button("pipeline.inside", asked, stays=True, name=short(group.name, LABEL))


def _only(group: Group, result: PipelineParts) -> PipelineSummary | None:
    mention = Mention(group.name, group.key, group.name)
    if result.view is View.PEOPLE:
        return replace(result.asked, person=mention, scope=None) if group.key in result.people else None
    if result.view is View.PRODUCTS:
        return replace(result.asked, product=Mention(group.name, "", group.name))
    return replace(result.asked, source=group.key)
