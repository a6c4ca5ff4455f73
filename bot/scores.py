"""`yinuo score`: the sweep now, with a bar, and what it found as a table or as JSON."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any, Final, Protocol

import click
from rich.console import Console as Terminal
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from bot.app import App
from bot.domain.base import WorkspaceId
from bot.domain.customers import Customer
from bot.domain.health import Health
from bot.domain.moment import Moment
from bot.domain.norms import Norms, Tally, norms_of
from bot.domain.people import Member, Workspace
from bot.domain.ports import Work
from bot.domain.risk import Colour
from bot.domain.scoring import ScoreAccounts, Scored
from bot.handlers import Turn, assessed, yardstick
from bot.language import Say
from bot.language.layouts.reasons import reason_text
from bot.language.layouts.stages import stage_name

SHOWN: Final = 50
"""Accounts at risk in the readable table."""
PAGE: Final = 1000
WORST: Final = (Colour.RED, Colour.AMBER)
STYLES: Final = {Colour.RED: "red", Colour.AMBER: "yellow", Colour.GREEN: "green"}


class Place(Protocol):
    """What of the command line is needed: the app, and the workspace meant."""

    @property
    def app(self) -> App: ...
    def workspace(self, wanted: str) -> WorkspaceId: ...


@dataclass(frozen=True, slots=True)
class Found:
    """One account as it is printed."""

    customer: Customer
    owner: str
    health: Health


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Every account with its reasons and their figures.")
@click.option("--team", "home", default="", help="The workspace, when there are several.")
@click.option(
    "--as-of",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="As that day's end saw it, by today's ledgers; nothing is kept.",
)
@click.pass_obj
def score(place: Place, home: str, day: datetime | None, *, as_json: bool) -> None:
    """Judge every account now: how likely it leaves and why, and its stage."""
    workspace = place.workspace(home)
    with place.app.store.reading(workspace) as work:
        team = work.workspace
    found = _as_of(place.app, team, day.date()) if day else _now(place.app, team)
    (_print_json if as_json else _print_table)(found, team, day.date() if day else None)


def _now(app: App, team: Workspace) -> Iterator[Found]:
    """The sweep, kept as at night; then what it found."""
    with _bar() as progress:
        bar = progress.add_task("judging", total=None)
        command = ScoreAccounts(begin=True)
        while True:
            done = app.conversation.routine(team.id, command)
            assert isinstance(done, Scored)  # noqa: S101  (its handler returns nothing else)
            if done.sweep:
                progress.update(bar, total=done.sweep.total, completed=done.sweep.judged)
            if not done.more:
                break
            command = ScoreAccounts()
    after = ""
    while True:
        with app.store.reading(team.id) as work:
            customers = work.page(Customer, PAGE, after=after)
            health = work.health.of(each.id for each in customers)
            yield from _named([health[each.id] for each in customers if each.id in health], work)
        if len(customers) < PAGE:
            return
        after = customers[-1].id


def _as_of(app: App, team: Workspace, day: date) -> Iterator[Found]:
    """Judged as at that day's end, from nothing remembered; nothing is kept."""
    end = Moment(day, time(23, 59)).utc(team.zone)

    def turn_of(work: Work) -> Turn:
        return replace(app.conversation.by_clock(work), now=end)

    norms = _norms(app, team, turn_of)
    after = ""
    with _bar() as progress:
        bar = progress.add_task("judging", total=None)
        while True:
            with app.store.reading(team.id) as work:
                turn = turn_of(work)
                found = assessed(yardstick(turn, norms), turn, after=after, limit=PAGE, afresh=True)
                yield from _named(found, work)
            progress.advance(bar, len(found))
            if len(found) < PAGE:
                return
            after = found[-1].customer_id


def _norms(app: App, team: Workspace, turn_of: Callable[[Work], Turn]) -> Norms:
    tally, after = Tally(), ""
    while True:
        with app.store.reading(team.id) as work:
            by = yardstick(turn_of(work), Norms())
            counted, after = work.vitals.tally(by, PAGE, after=after)
        tally = tally.plus(counted)
        if not after:
            return norms_of(tally, by.today, by.policy)


def _named(found: Sequence[Health], work: Any) -> Iterator[Found]:
    customers = work.customers.by_ids(each.customer_id for each in found)
    owners = work.many(Member, {each.owner_id for each in customers.values()})
    for each in found:
        customer = customers[each.customer_id]
        owner = owners.get(customer.owner_id)
        yield Found(customer, owner.name if owner else "", each)


def _bar() -> AbstractContextManager[Progress]:
    return Progress(console=Terminal(stderr=True), transient=True)


def _print_json(found: Iterator[Found], team: Workspace, day: date | None) -> None:
    """One object, written account by account: a million of them need no room."""
    counts: Counter[str] = Counter()
    click.echo(f'{{"team": {_json(team.name)}, "accounts": [', nl=False)
    for number, each in enumerate(found):
        _count(each, counts)
        click.echo((",\n" if number else "\n") + _json(_plain(each)), nl=False)
    click.echo(f'\n], "as_of": {_json(day)}, "totals": {_json(_totals(counts))}}}')


def _plain(found: Found) -> dict[str, Any]:
    health = found.health
    reasons = [
        {"signal": each.signal, "points": each.points, "count": each.count, **asdict(each.evidence)}
        for each in health.reasons
    ]
    kept = asdict(health) | {"reasons": reasons}
    return {"id": kept.pop("customer_id"), "name": found.customer.name, "owner": found.owner, **kept}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_in_json)


def _in_json(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else str(value)


def _count(found: Found, counts: Counter[str]) -> None:
    counts["accounts"] += 1
    counts[found.health.colour] += 1
    counts[f"{found.health.stage}"] += 1


def _totals(counts: Counter[str]) -> dict[str, int]:
    order = ("accounts", *Colour, "exploration", "growth", "maturity", "decline")
    return {str(each): counts[each] for each in order}


def _print_table(found: Iterator[Found], team: Workspace, day: date | None) -> None:
    """Those at risk, the worst first, each with its reasons in the team's language."""
    counts: Counter[str] = Counter()
    worst: list[Found] = []
    for each in found:
        _count(each, counts)
        if each.health.colour in WORST:
            worst.append(each)
    now = Moment(day, time(23, 59)).utc(team.zone) if day else datetime.now(UTC)
    say = Say(language=team.language, zone=team.zone, now=now, workspace=team)
    table = Table(show_lines=True)
    for heading in ("", "customer", "owner", "stage", "why"):
        table.add_column(heading)
    for each in sorted(worst, key=_badness)[:SHOWN]:
        table.add_row(*_cells(each, say))
    Terminal().print(table)
    if len(worst) > SHOWN:
        click.echo(f"and {len(worst) - SHOWN} more; --json has them all")
    click.echo(", ".join(f"{name} {number}" for name, number in _totals(counts).items()))


def _badness(found: Found) -> tuple[bool, int, str]:
    return found.health.colour is not Colour.RED, -found.health.points, found.customer.name


def _cells(found: Found, say: Say) -> Iterator[str]:
    health = found.health
    style = STYLES[health.colour]
    yield f"[{style}]{health.colour} {health.points}[/]"
    yield escape(found.customer.name)
    yield escape(found.owner)
    yield stage_name(health.stage, say, health.declined_from) if health.stage else ""
    yield escape("\n".join(reason_text(each, say) for each in health.reasons))
