"""The command line: yinuo run, chat, parse, find, import, invite, backup, restore, demo, doctor, migrate."""

import json
import logging
import os
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import click
import uvicorn

from bot.adapters import console, sheets
from bot.adapters.store import backup, migrate, restore
from bot.app import App, build, first_steps, settle_in
from bot.config import BadSettings, Settings, read_settings
from bot.domain.base import Mention, WorkspaceId, new_id
from bot.domain.people import CreateWorkspace, Invite, Invited, Language, Role, WorkspaceCreated
from bot.domain.transfer import Kind

CHUNK = 2000
TELLING = ("httpx", "httpcore", "apscheduler", "telegram", "slack_sdk", "slack_bolt", "uvicorn.access")
"""Loggers that would write tokens in URLs, or a line for every tick."""


@dataclass
class Place:
    """The settings of this process, and the app once a command needs it."""

    settings: Settings

    @cached_property
    def app(self) -> App:
        migrate(self.settings.database_url)
        return build(self.settings)

    def workspace(self, wanted: str = "") -> WorkspaceId:
        """The workspace meant: the one named, else the only one."""
        there = self.app.store.workspaces()
        fitting = [each for each in there if wanted in {"", each}]
        if len(fitting) == 1:
            return fitting[0]
        if not there:
            raise click.ClickException("There is no team yet. Create one: yinuo team NAME --admin YOUR-NAME")
        raise click.ClickException(f"Which team? Add --team with one of: {', '.join(there)}")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def main(context: click.Context) -> None:
    """Yinuo (一诺): a chat bot for sales teams, in Chinese and English."""
    try:
        settings = read_settings(os.environ)
    except BadSettings as fault:
        raise click.ClickException("\n".join(["These settings cannot be used:", *fault.faults])) from fault
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for name in TELLING:
        logging.getLogger(name).setLevel(logging.WARNING)
    settings.data.mkdir(parents=True, exist_ok=True)
    context.obj = Place(settings)


@main.command()
@click.pass_obj
def run(place: Place) -> None:
    """Start every channel that has a token, and the web chat."""
    settle_in(place.app)
    for line in first_steps(place.app):
        click.echo(line)
    uvicorn.run(
        place.app.asgi(),
        host=place.settings.host,
        port=place.settings.port,
        log_config=None,
        timeout_graceful_shutdown=3,
    )


@main.command()
@click.option("--as", "who", default="", help="The member who talks; the first one when left out.")
@click.option("--team", default="", help="The workspace, when there are several.")
@click.pass_obj
def chat(place: Place, who: str, team: str) -> None:
    """Talk to the bot in this terminal."""
    settle_in(place.app)
    member = _member(place, place.workspace(team), who)
    console.talk(place.app, member, sys.stdin, sys.stdout)


@main.command()
@click.pass_obj
def demo(place: Place) -> None:
    """Load the demo story into an empty database."""
    click.echo("The demo story is loaded." if place.app.load_story() else "It is there already.")


@main.command(name="migrate")
@click.pass_obj
def bring_up_to_date(place: Place) -> None:
    """Bring the database up to this version."""
    migrate(place.settings.database_url)
    click.echo("The database is up to date.")


@main.command()
@click.argument("name")
@click.option("--admin", required=True, help="The name of the first admin.")
@click.option("--language", "tongue", type=click.Choice(list(Language)), default=Language.ZH)
@click.option("--zone", default="Asia/Shanghai", help="An IANA zone, such as Europe/Berlin.")
@click.pass_obj
def team(place: Place, name: str, admin: str, tongue: str, zone: str) -> None:
    """Create a workspace with its first admin, and print how that admin gets in."""
    home = WorkspaceId(new_id())
    command = CreateWorkspace(id=home, name=name, admin=admin, language=Language(tongue), zone=zone)
    result = _do(place, home, command)
    if isinstance(result, WorkspaceCreated):
        click.echo(f"{result.workspace.name}: {home}")
        _print_way_in(place, result.admin, result.code)


@main.command()
@click.argument("name")
@click.option("--role", type=click.Choice(list(Role)), default=Role.REP)
@click.option("--team", "home", default="")
@click.pass_obj
def invite(place: Place, name: str, role: str, home: str) -> None:
    """Make a one-time code and a web sign-in link for a member, new or not."""
    workspace = place.workspace(home)
    member = _member_named(place, workspace, name)
    person = Mention(name, member.id, member.name) if member else None
    result = _do(place, workspace, Invite(person=person, name=name, role=Role(role)))
    if isinstance(result, Invited):
        _print_way_in(place, result.member, result.code)


@main.command(name="import")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--as", "kind", type=click.Choice(list(Kind)), help="What the files hold, when their headers do not tell."
)
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--team", "home", default="")
@click.pass_obj
def take_in(place: Place, files: tuple[Path, ...], kind: str | None, *, dry_run: bool, home: str) -> None:
    """Load people, customers, contacts and products from CSV files."""
    workspace = place.workspace(home)
    for path in files:
        try:
            table = sheets.read_table(path, Kind(kind) if kind else None)
        except sheets.UnreadableFile as fault:
            raise click.ClickException(
                f"{fault}: no table with known columns; see docs/howto/import.md"
            ) from fault
        _report(path, table, _import(place, workspace, path, table, dry_run=dry_run))


@main.command(name="backup")
@click.argument("path", type=click.Path(path_type=Path))
@click.pass_obj
def keep_copy(place: Place, path: Path) -> None:
    """Copy the SQLite database to a file, while the bot runs."""
    backup(place.settings.database_url, path)
    click.echo(f"Copied to {path}, and checked.")


@main.command(name="restore")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.pass_obj
def bring_back(place: Place, path: Path) -> None:
    """Put a copy back in place; stop the bot first. The present file is kept aside."""
    aside = restore(place.settings.database_url, path)
    click.echo(f"Restored from {path}." + (f" The former file is {aside}." if aside else ""))


@main.command()
@click.option("--team", "home", default="")
@click.option("--as", "who", default="", help="Whose own customers come first.")
@click.pass_obj
def parse(place: Place, home: str, who: str) -> None:
    """Read JSON lines {"id","text","at","tz"}, write the commands understood; changes nothing."""
    with place.app.reader(place.workspace(home), who) as understand:
        for line in sys.stdin:
            if line.strip():
                click.echo(json.dumps(_parsed(line, understand), ensure_ascii=False))


@main.command()
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True)
@click.option("--team", "home", default="")
@click.option("--as", "who", default="")
@click.pass_obj
def find(place: Place, name: str | None, *, as_json: bool, home: str, who: str) -> None:
    """Find a customer by any name; without NAME, read JSON lines {"id","text"}."""
    with place.app.finder(place.workspace(home), who) as look_up:
        queries = [{"text": name}] if name else (json.loads(line) for line in sys.stdin if line.strip())
        for query in queries:
            answer = look_up(str(query.get("text", "")))
            if as_json or name is None:
                head = {"id": query["id"]} if "id" in query else {}
                click.echo(json.dumps({**head, **answer}, ensure_ascii=False))
            else:
                click.echo("\n".join(match["name"] for match in answer["matches"]) or "nothing found")


@main.command()
@click.pass_obj
def doctor(place: Place) -> None:
    """Check configuration, database and tokens."""
    faults = 0
    for what, word in place.app.examine():
        good = not word.startswith("!")
        faults += not good
        click.echo(f"{'ok ' if good else 'BAD'}  {what}: {word.removeprefix('!')}")
    raise SystemExit(1 if faults else 0)
