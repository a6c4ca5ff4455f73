"""Forecasts as a card: two numbers side by side, each with how far off it was before, and what reps marked."""

from collections.abc import Iterator

from bot.domain.chat import Button, Card
from bot.domain.forecast import ForecastShown, Tried
from bot.domain.pipeline import PipelineSummary, Sum, Targets
from bot.language.layouts.drawn import bars_of
from bot.language.layouts.parts import block, bullets
from bot.language.layouts.pipeline import PER_CENT, filtered, narrowed, rows
from bot.language.layouts.spans import about, period_text, sum_text, whose_text, worth_text
from bot.language.speak import Say, says

FEW = 2
"""On fewer earlier days nothing is tried."""


@says(ForecastShown)
def forecast_shown(result: ForecastShown, say: Say) -> Card:
    period = period_text(result.period, say)
    title = say("forecast.title", whose=whose_text(result.whose, say), period=period)
    found = result.outlook
    won = sum_text(found.won, result.currency, say)
    days = max(0, (result.period.end - max(result.day, result.period.start)).days)
    so_far = say("forecast.so_far" if days else "forecast.over", sum=won, days=days)
    blocks = (
        *block(*narrowed(result.whose, say), *filtered(result.asked, say), so_far),
        *block(*bullets(_two(result, say)), _parts(result, say), heading=say("forecast.two")),
        *block(*_marked(result, say)),
        *block(_target(result, say)),
        *block(say("forecast.unadjusted")),
    )
    return Card(title, blocks, rows(_further(result, say)), picture=bars_of(result, title, say))


def _two(result: ForecastShown, say: Say) -> Iterator[str]:
    """Each with its own past error; too few past deals are said instead of a number."""
    found, (past, won) = result.outlook, result.least
    if found.run_rate is None:
        yield say("forecast.no_pace", least=won)
    else:
        yield say(
            "forecast.pace", value=_about(found.run_rate, result, say), off=_off(found.run_rate_tried, say)
        )
    if found.hazard is None or found.expected is None:
        yield say("forecast.no_ages", n=found.past, least=past)
        return
    yield say("forecast.ages", value=_about(found.hazard, result, say), off=_off(found.hazard_tried, say))


def _parts(result: ForecastShown, say: Say) -> str:
    """What the second one is made of."""
    ahead = result.outlook.expected
    if ahead is None or not ahead.all:
        return ""
    open_, fresh = (_about(each, result, say) for each in (ahead.open, ahead.fresh))
    return say("forecast.parts", open=open_, fresh=fresh)


def _about(value: float, result: ForecastShown, say: Say) -> str:
    return about(value, result.currency, say)


def _off(tried: Tried, say: Say) -> str:
    if tried.error is None or tried.days < FEW:
        return say("forecast.untried")
    return say("forecast.off", error=round(tried.error * PER_CENT), n=tried.days)


def _marked(result: ForecastShown, say: Say) -> Iterator[str]:
    """What the reps marked, with what is won already."""
    if not result.outlook.best_case.count:
        yield say("forecast.unmarked")
        return
    yield say("forecast.marked")
    for key in ("commit", "best_case"):
        each: Sum = getattr(result.outlook, key)
        value = worth_text(each.value, result.currency, say)
        yield from bullets([say(f"forecast.{key}", value=value, n=each.count)])


def _target(result: ForecastShown, say: Say) -> str:
    if result.target is None:
        return say("forecast.no_target")
    amount = say.money(result.target)
    if result.coverage is None:
        return say("pipeline.reached", target=amount)
    return say("pipeline.target", target=amount, times=f"{result.coverage:.1f}")


def _further(result: ForecastShown, say: Say) -> Iterator[Button]:
    asked = result.asked
    summary = PipelineSummary(
        period=asked.period,
        scope=asked.scope,
        person=asked.person,
        product=asked.product,
        source=asked.source,
    )
    yield say.button("pipeline.back", summary, stays=True)
    target = Targets(period=asked.period, scope=asked.scope, person=asked.person)
    yield say.button("forecast.see_target", target, stays=True)
