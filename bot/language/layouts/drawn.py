"""Results as charts: the same figures that their cards tell, drawn for a phone."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from bot.domain.alerts import AtRisk
from bot.domain.attention import Verdict
from bot.domain.chat import Picture
from bot.domain.forecast import ForecastShown, Tried
from bot.domain.money import Money
from bot.domain.pipeline import PipelineShown, StageLine, Sum
from bot.domain.value import AttentionLine, AttentionShown
from bot.language.charts import (
    Amount,
    AttentionBars,
    AttentionRow,
    ForecastBars,
    Funnel,
    FunnelStage,
    RiskMap,
    RiskPoint,
    Tone,
    attention_picture,
    forecast_picture,
    funnel_picture,
    risk_map_picture,
)
from bot.language.layouts.notes import stage_name
from bot.language.layouts.spans import about, worth_text
from bot.language.speak import Say

TONES: Final = {Verdict.NEGLECTED: Tone.LITTLE, Verdict.OVER_SERVED: Tone.MUCH}


def funnel_of(result: PipelineShown, title: str, say: Say) -> Picture | None:
    """Open deals by stage, with those that stand still."""
    stages = tuple(_stage(each, result.currency, say) for each in result.summary.stages)
    return funnel_picture(Funnel(title=title, stages=stages), say)


def _stage(line: StageLine, currency: str, say: Say) -> FunnelStage:
    name = stage_name(line.stage, say) if line.stage else say("pipeline.no_stage")
    valued = line.all.count > line.all.unvalued
    value = worth_text(line.all.value, currency, say) if valued else ""
    return FunnelStage(label=name, count=line.all.count, value_text=value, stalled=line.stalled)


def bars_of(result: ForecastShown, title: str, say: Say) -> Picture | None:
    """What is signed, what reps marked, and both forecasts with their past error, against the target."""
    found = result.outlook
    marked = found.best_case.count > 0
    bars = ForecastBars(
        title=title,
        target=_target(result.target, say),
        won=_exact("won", found.won, result, say),
        commit=_exact("commit", found.commit, result, say) if marked else None,
        best_case=_exact("best_case", found.best_case, result, say) if marked else None,
        run_rate=_estimate("run_rate", found.run_rate, found.run_rate_tried, result, say),
        hazard=_estimate("hazard", found.hazard, found.hazard_tried, result, say),
    )
    return forecast_picture(bars, say)


def _target(target: Money | None, say: Say) -> Amount | None:
    if target is None:
        return None
    return Amount(label=say("summaries.bars.target"), amount=float(target.to_minor()), text=say.money(target))


def _exact(key: str, found: Sum, result: ForecastShown, say: Say) -> Amount:
    text = worth_text(found.value, result.currency, say)
    return Amount(label=say(f"summaries.bars.{key}"), amount=float(found.value), text=text)


def _estimate(key: str, value: float | None, tried: Tried, result: ForecastShown, say: Say) -> Amount | None:
    if value is None:
        return None
    text = about(value, result.currency, say)
    error = value * (tried.error or 0.0)
    return Amount(label=say(f"summaries.bars.{key}"), amount=value, text=text, error=error)


def shares_of(result: AttentionShown, note: str, say: Say) -> Picture | None:
    """Time beside value: those out of step first, then whoever has the most touches; only what this reader may see."""
    lines = {
        each.customer.id: each
        for each in (*result.over_served, *result.neglected, *result.loudest)
        if not each.masked
    }
    rows = tuple(_row(each, say) for each in lines.values())
    return attention_picture(AttentionBars(title=say("summaries.see.attention"), rows=rows, note=note), say)


def _row(line: AttentionLine, say: Say) -> AttentionRow:
    return AttentionRow(
        name=line.name,
        tier=line.tier,
        value_share=line.value_share,
        touch_share=line.touch_share,
        verdict=say(f"attention.verdict.{line.verdict}") if line.verdict else "",
        tone=TONES[line.verdict] if line.verdict else Tone.DUE,
    )


def map_of(lines: Iterable[AtRisk], say: Say) -> Picture | None:
    """Accounts at risk by what they brought in twelve months; what this reader may not see is not placed.

    None while nobody has reckoned what they bring.
    """
    seen = [each for each in lines if not each.masked]
    worths = [each.value for each in seen if each.value]
    if not worths:
        return None
    points = tuple(
        RiskPoint(
            name=each.customer.short,
            value=float(each.value.amount) if each.value else 0.0,
            points=each.health.points,
            colour=each.health.colour,
        )
        for each in seen
    )
    most = max(worths, key=lambda each: each.amount)
    chart = RiskMap(
        title=say("summaries.map.title"),
        x_label=say("summaries.map.risk"),
        y_label=say("summaries.map.value"),
        points=points,
        y_ticks=((float(most.amount), say.money(rounded(most))),),
    )
    return risk_map_picture(chart, say)


def rounded(money: Money) -> Money:
    """To thousands from ten thousand on: a sum of many is read at a glance."""
    power = -3 if abs(money.amount) >= Decimal(10_000) else 0
    return Money(round(money.amount, power) if power else round(money.amount, 0), money.currency)
