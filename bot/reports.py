"""The pipeline on the command line: a readable table, or JSON for other programs."""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from typing import Any, Protocol, TypeVar

import click

from bot.domain.base import Command, Mention, Result, WorkspaceId
from bot.domain.forecast import ForecastShown, Outlook, Tried
from bot.domain.moment import Period
from bot.domain.money import Money
from bot.domain.pipeline import Forecast, PipelineShown, PipelineSummary, Sum, Summary

ResultT = TypeVar("ResultT", bound=Result)
Told = Callable[[float | None], float | None]
"""Minor units as a figure."""
WIDTH = 24


class Place(Protocol):
    """Where commands are carried out."""

    def workspace(self, wanted: str) -> WorkspaceId: ...
    def do(self, workspace: WorkspaceId, command: Command, expected: type[ResultT]) -> ResultT: ...


@click.command()
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="What was known at the start of this day.")
@click.option(
    "--period",
    type=(click.DateTime(["%Y-%m-%d"]), click.DateTime(["%Y-%m-%d"])),
    help="First day and the day after the last; the quarter when left out.",
)
@click.option("--person", default="", help="Only this colleague's deals, and those of everybody below them.")
@click.option("--product", default="", help="Only deals of this product.")
@click.option("--source", default="", help="Only deals that came from there.")
@click.option("--json", "as_json", is_flag=True)
@click.option("--team", "home", default="")
@click.pass_obj
def pipeline(
    place: Place,
    *,
    as_of: datetime | None,
    period: tuple[datetime, datetime] | None,
    person: str,
    product: str,
    source: str,
    as_json: bool,
    home: str,
) -> None:
    """Tell the pipeline and what a period will bring, as it was known on a day."""
    asked: dict[str, Any] = {
        "period": Period(period[0].date(), period[1].date()) if period else None,
        "as_of": as_of.date() if as_of else None,
        "person": Mention(person) if person else None,
        "product": Mention(product, name=product) if product else None,
        "source": source,
    }
    workspace = place.workspace(home)
    shown = place.do(workspace, PipelineSummary(**asked), PipelineShown)
    ahead = place.do(workspace, Forecast(**asked), ForecastShown)
    if as_json:
        click.echo(json.dumps(told(shown, ahead), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(told(shown, ahead))))


def told(shown: PipelineShown, ahead: ForecastShown) -> dict[str, Any]:
    """Both as plain values; sums in whole units of the currency, rounded to its cents."""
    found, money = shown.summary, partial(_money, shown.currency)
    return {
        "as_of": shown.day.isoformat(),
        "currency": shown.currency,
        "period": {"start": shown.period.start.isoformat(), "end": shown.period.end.isoformat()},
        **{name: _counted(getattr(found, name), money) for name in ("open", "live", "stalled", "dead")},
        "stalled_after_days": found.limit,
        "dead_after_days": found.longest,
        "past_deals": found.past,
        **{name: _counted(getattr(found, name), money) for name in ("new", "won", "lost")},
        "slipped": found.slipped,
        "expected_day_passed": found.passed,
        **_rates(found, money),
        "stages": [
            {"stage": each.stage, **_counted(each.all, money), "stalled": each.stalled}
            for each in found.stages
        ],
        "loss_reasons": dict(found.reasons),
        **_ahead(ahead.outlook, money),
        "target": shown.target and float(shown.target.amount),
        "coverage": _rounded(shown.coverage, 2),
    }


def _money(currency: str, minor: float | None) -> float | None:
    return None if minor is None else float(Money.from_minor(round(minor), currency).amount)


def _rounded(figure: float | None, places: int) -> float | None:
    return None if figure is None else round(figure, places)


def _counted(each: Sum, money: Told) -> dict[str, Any]:
    unknown = {"without_value": each.unvalued} if each.unvalued else {}
    return {"count": each.count, "value": money(each.value), **unknown}


def _rates(found: Summary, money: Told) -> dict[str, Any]:
    rate = found.rate
    return {
        "win_rate": {
            "won": rate.good,
            "decided": rate.of,
            "rate": round(rate.value, 4),
            "likely": [round(each, 4) for each in rate.likely()],
        },
        "mean_won_value": money(found.value_won),
        "mean_won_cycle_days": _rounded(found.cycle, 1),
        "velocity_per_day": money(found.velocity),
    }


def _ahead(outlook: Outlook, money: Told) -> dict[str, Any]:
    pace, parts = outlook.pace, outlook.expected
    split = {"open_deals": money(parts.open), "new_business": money(parts.fresh)} if parts else {}
    return {
        "run_rate": {"days": pace.window, "won": money(pace.won)} if pace else None,
        "forecast": {
            "won": _counted(outlook.won, money),
            "run_rate": _foretold(money(outlook.run_rate), outlook.run_rate_tried),
            "hazard": {**_foretold(money(outlook.hazard), outlook.hazard_tried), **split},
            "commit": _counted(outlook.commit, money),
            "best_case": _counted(outlook.best_case, money),
        },
    }


def _foretold(value: float | None, tried: Tried) -> dict[str, Any]:
    return {"value": value, "past_error": _rounded(tried.error, 4), "tried_on_days": tried.days}


def _lines(facts: dict[str, Any]) -> Iterator[str]:
    """The same for people, in columns."""
    end = date.fromisoformat(facts["period"]["end"])
    yield f"Pipeline as of {facts['as_of']} ({facts['currency']}), {facts['period']['start']} to before {end}"
    for name in ("open", "live", "stalled", "dead", "new", "won", "lost"):
        yield _line(name, facts[name]["count"], facts[name]["value"])
    yield _line("put off", facts["slipped"])
    yield _line("expected day passed", facts["expected_day_passed"])
    rate = facts["win_rate"]
    low, high = rate["likely"]
    yield f"{'win rate':<{WIDTH}}{rate['won']}/{rate['decided']} = {rate['rate']:.0%} ({low:.0%}-{high:.0%})"
    if facts["stalled_after_days"] is None:
        yield f"{'cycles':<{WIDTH}}too few decided deals ({facts['past_deals']}) to tell what is stalled"
    else:
        yield f"{'stalled, dead after':<{WIDTH}}{facts['stalled_after_days']}, {facts['dead_after_days']} days"
    for each in facts["stages"]:
        yield _line(f"  {each['stage'] or '-'}", each["count"], each["value"])
    yield from _foretelling(facts)


def _foretelling(facts: dict[str, Any]) -> Iterator[str]:
    ahead = facts["forecast"]
    yield "Forecast for the period"
    for name in ("run_rate", "hazard"):
        each = ahead[name]
        error = "" if each["past_error"] is None else f"  off by {each['past_error']:.1%}"
        tried = f"{error} on {each['tried_on_days']} earlier days" if error else ""
        value = "too few past deals" if each["value"] is None else f"{each['value']:>16,.0f}{tried}"
        yield f"{'  ' + name.replace('_', ' '):<{WIDTH}}{'':>8}{value}"
    for name in ("won", "commit", "best_case"):
        yield _line(f"  {name.replace('_', ' ')}", ahead[name]["count"], ahead[name]["value"])
    if facts["target"] is not None:
        covered = "reached" if facts["coverage"] is None else f"covered {facts['coverage']} times"
        yield f"{'  target':<{WIDTH}}{'':>8}{facts['target']:>16,.0f}  {covered}"


def _line(name: str, count: int, value: float | None = None) -> str:
    return f"{name:<{WIDTH}}{count:>8,}" + ("" if value is None else f"{value:>16,.0f}")
