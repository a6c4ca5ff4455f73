"""The command line: yinuo run, chat, parse, find, import, export, team, invite, backup, restore, demo, doctor …."""

import asyncio
import json
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

import click
import uvicorn

from bot import files, language, reports
from bot.adapters import sheets
from bot.adapters.console import Console, talk
from bot.adapters.store import InUse, NotABackup, NotAFile, backup, migrate, restore
from bot.app import App, EmptySecretError, build
from bot.config import BadSettings, Settings, read_settings
from bot.doctor import examine
from bot.domain.base import Command, Mention, Result, WorkspaceId
from bot.domain.chat import Platform
from bot.domain.errors import Question, Refusal, TryAgain
from bot.domain.people import (
    CreateWorkspace,
    Invite,
    Invited,
    Language,
    Leave,
    Left,
    Member,
    Role,
    WorkspaceCreated,
)
from bot.domain.transfer import ImportReverted, Kind, RevertImport, RowsExported
from bot.handlers import story
from bot.handlers.intake.crm_sales import LAYOUT
from bot.language import Say
from bot.lines import answer_of, json_lines, moment_of, zone_of
from bot.scores import score
from bot.server import Server, check_port

TELLING = (
    *("httpx", "httpcore", "alembic", "apscheduler"),
    *("telegram", "slack_sdk", "slack_bolt", "uvicorn.access"),
)
"""Loggers that would write tokens in URLs, or a line for every tick."""

LANGUAGES = click.Choice([each.value for each in Language])
ROLES = click.Choice([each.value for each in Role])
ResultT = TypeVar("ResultT", bound=Result)


@dataclass
class Place:
    """The settings of this process, and the app once a command needs it."""

    settings: Settings

    @cached_property
    def app(self) -> App:
        migrate(self.settings.database_url)
        try:
            app = build(self.settings)
        except EmptySecretError as fault:
            raise click.ClickException(str(fault)) from fault
        app.store.catch_up()
        return app

    def close(self) -> None:
        """Give the database back, if a command opened it."""
        if "app" in vars(self):
            self.app.store.close()

    def workspace(self, wanted: str) -> WorkspaceId:
        """The workspace meant: the one named, else the only one."""
        there = self.app.store.workspaces()
        fitting = [each for each in there if wanted in {"", each}]
        if len(fitting) == 1:
            return fitting[0]
        if not there:
            raise click.ClickException("There is no team yet. Create one: ./run team NAME --admin YOUR-NAME")
        raise click.ClickException(f"Which team? Add --team with one of: {', '.join(there)}")

    def do(self, workspace: WorkspaceId, command: Command, expected: type[ResultT]) -> ResultT:
        """Carry a command out as the clock would; a refusal becomes a sentence."""
        try:
            result = self.app.conversation.routine(workspace, command)
        except Refusal as refusal:
            raise click.ClickException(in_words(refusal)) from refusal
        except Question as question:
            names = ", ".join(each.name for each in question.choices)
            raise click.ClickException(f"Whom do you mean? Write the full name: {names}") from question
        if not isinstance(result, expected):
            raise click.ClickException(f"unexpected answer: {type(result).__name__}")
        return result

    def member(self, workspace: WorkspaceId, name: str) -> Member | None:
        """The member of this name; without a name, the first one."""
        with self.app.store.reading(workspace) as work:
            found = work.people.named(name) if name else work.people.all()
        return next(iter(found), None)


class Words(click.Group):
    """What stands in the way is said in one sentence; what nobody foresaw keeps its trace."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except TryAgain as fault:
            raise click.ClickException(
                "The database does not answer; look at DATABASE_URL, and whether it runs."
            ) from fault
        except Refusal as refusal:
            raise click.ClickException(in_words(refusal)) from refusal
        except (OSError, NotAFile, NotABackup, InUse) as fault:
            raise click.ClickException(str(fault) or str(type(fault).__doc__)) from fault


def in_words(refusal: Refusal) -> str:
    say = Say(language=Language.EN, zone="UTC", now=datetime.now(UTC))
    return language.refuse(refusal, say).plain()


@click.group(cls=Words, commands=[score], context_settings={"help_option_names": ["-h", "--help"]})
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
    context.call_on_close(context.obj.close)


@main.command()
@click.pass_obj
def run(place: Place) -> None:
    """Start every channel that has a token, and the web chat."""
    check_port(place.settings)
    if place.settings.demo:
        place.app.load_story()
    for line in _first_steps(place):
        click.echo(line)
    server = uvicorn.Config(
        place.app.asgi(),
        host=place.settings.host,
        port=place.settings.port,
        log_config=None,
        timeout_graceful_shutdown=3,
    )
    Server(server, place.app.web.channel.close).run()


@main.command()
@click.option("--as", "who", default="", help="The member who talks; the first one when left out.")
@click.option("--team", "home", default="", help="The workspace, when there are several.")
@click.pass_obj
def chat(place: Place, who: str, home: str) -> None:
    """Talk to the bot in this terminal, or through a pipe."""
    if place.settings.demo:
        place.app.load_story()
    workspace = place.workspace(home)
    member = place.member(workspace, who)
    if member is None:
        raise click.ClickException(f"Nobody here is called {who}.")
    logging.getLogger().setLevel(logging.ERROR)
    console = Console(
        accept=place.app.accept,
        user=place.app.seat(workspace, member, Platform.CONSOLE),
        reads=sys.stdin,
        writes=sys.stdout,
        clock=place.app.clock,
        person=member.name,
    )
    place.app.sides.clear()  # the other channels belong to the process that runs the bot
    place.app.sides[Platform.CONSOLE] = console
    asyncio.run(talk(place.app, console))


@main.command()
@click.pass_obj
def demo(place: Place) -> None:
    """Load the demo story into an empty database."""
    click.echo("The demo story is loaded." if place.app.load_story() else "It is there already.")


@main.command(name="migrate")
@click.pass_obj
def bring_up_to_date(place: Place) -> None:
    """Bring the database up to this version."""
    place.app.store.measure()
    click.echo("The database is up to date.")


@main.command()
@click.argument("name")
@click.option("--admin", required=True, help="The name of the first admin.")
@click.option("--language", "tongue", type=LANGUAGES, default=Language.ZH.value)
@click.option("--zone", default="Asia/Shanghai", help="An IANA zone, such as Europe/Berlin.")
@click.pass_obj
def team(place: Place, name: str, admin: str, tongue: str, zone: str) -> None:
    """Create a workspace with its first admin, and print how that admin gets in."""
    try:
        command = CreateWorkspace(name=name, admin=admin, language=Language(tongue), zone=zone_of(zone).key)
    except ValueError as fault:
        raise click.ClickException(str(fault)) from fault
    made = place.do(WorkspaceId(""), command, WorkspaceCreated)
    click.echo(f"The team {made.workspace.name} is ready; its id is {made.workspace.id}.")
    _print_way_in(place, made.workspace.id, made.admin, made.code)


@main.command()
@click.argument("name")
@click.option("--role", type=ROLES, default=None)
@click.option("--team", "home", default="")
@click.pass_obj
def invite(place: Place, name: str, role: str | None, home: str) -> None:
    """Make a one-time code and a web sign-in link for a member, new or not."""
    if not name.strip():
        raise click.ClickException("Whom? Write a name: ./run invite NAME")
    workspace = place.workspace(home)
    member = place.member(workspace, name.strip())
    person = Mention(name, member.id, member.name) if member else None
    command = Invite(person=person, name=name.strip(), role=Role(role) if role else None)
    made = place.do(workspace, command, Invited)
    _print_way_in(place, workspace, made.member, made.code)


@main.command()
@click.argument("name")
@click.option("--team", "home", default="")
@click.pass_obj
def leave(place: Place, name: str, home: str) -> None:
    """Let a member go: every sign-in ends at once, waiting reminders go to their manager."""
    left = place.do(place.workspace(home), Leave(person=Mention(name)), Left)
    taker = f"went to {left.heir}" if left.heir else "were called off"
    click.echo(f"{left.member.name} has left. Sign-ins ended: {left.identities}.")
    click.echo(f"{left.reminders} reminders {taker}; {left.promises} open promises stay in their name.")


@main.command(name="import")
@click.argument(
    "paths",
    metavar="FILE…",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--as",
    "kind",
    type=click.Choice([*(each.value for each in Kind), LAYOUT]),
    help="What the files hold, when their headers do not tell; crm-sales is another format.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--team", "home", default="")
@click.pass_obj
def take_in(place: Place, paths: tuple[Path, ...], kind: str | None, *, dry_run: bool, home: str) -> None:
    """Load people, customers, contacts, products, deals, orders and the like from CSV files."""
    workspace, conversation = place.workspace(home), place.app.conversation
    real = nullcontext(partial(conversation.routine, workspace))
    with conversation.rehearsal(workspace) if dry_run else real as do:
        try:
            files.take_all_in(do, paths, kind or "", dry_run=dry_run)
        except sheets.UnreadableFile as fault:
            raise click.ClickException(
                f"{fault}: no table with known columns; see docs/howto/import.md"
            ) from fault
    place.app.store.measure()


@main.command(name="export")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--customer", default="", help="Only what concerns this customer.")
@click.option("--language", "tongue", type=LANGUAGES, default=Language.EN.value, help="Of the headers.")
@click.option("--team", "home", default="")
@click.pass_obj
def put_out(place: Place, path: Path, customer: str, tongue: str, home: str) -> None:
    """Write CSV files of every kind, as import reads them, to a new folder or a .zip."""
    do = partial(place.do, place.workspace(home), expected=RowsExported)
    files.put_out(do, path, Mention(customer) if customer else None, chinese=tongue == Language.ZH)


@main.command()
@click.argument("batch")
@click.option("--team", "home", default="")
@click.pass_obj
def revert(place: Place, batch: str, home: str) -> None:
    """Take a whole import back; its last line named it."""
    done = place.do(place.workspace(home), RevertImport(batch=batch), ImportReverted)
    click.echo(f"Taken back: {', '.join(f'{count} {noun}' for noun, count in done.counts)}")


@main.command(name="backup")
@click.argument("path", type=click.Path(path_type=Path))
@click.pass_obj
def keep_copy(place: Place, path: Path) -> None:
    """Copy the SQLite database to a file, while the bot runs."""
    if not path.resolve().parent.is_dir():
        raise click.ClickException(f"There is no folder {path.parent}; make it first.")
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
    with place.app.glance.reader(place.workspace(home), who) as understand:
        for asked in json_lines():
            try:
                answer = language.parsed(understand(str(asked.get("text", "")), moment_of(asked)))
            except ValueError as fault:
                answer = {"error": str(fault)}
            click.echo(json.dumps({"id": asked.get("id"), **answer}, ensure_ascii=False))


@main.command()
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True)
@click.option("--team", "home", default="")
@click.option("--as", "who", default="", help="Whose own customers come first.")
@click.pass_obj
def find(place: Place, name: str | None, *, as_json: bool, home: str, who: str) -> None:
    """Find a customer by any name; without NAME, read JSON lines {"id","text"}, if you like with "as"."""
    with place.app.glance.finder(place.workspace(home)) as look_up:
        for asked in [{"text": name}] if name else json_lines():
            found = look_up(str(asked.get("text", "")), str(asked.get("as") or who))
            if as_json or name is None:
                click.echo(json.dumps(answer_of(asked, found), ensure_ascii=False))
            else:
                click.echo("\n".join(each.name for each in found.matches) or f"Nothing is called {name}.")


@main.command()
@click.option("--team", "home", default="")
@click.pass_obj
def examples(place: Place, home: str) -> None:
    """Write what people confirmed as JSON lines {"text","commands","at","tz","how"}: labels to learn from."""
    with place.app.glance.examples(place.workspace(home)) as told:
        for each in told:
            click.echo(json.dumps(each, ensure_ascii=False))


@main.command()
@click.pass_obj
def doctor(place: Place) -> None:
    """Check the configuration, the database, and whether the platforms know the tokens."""
    findings = list(examine(place.settings, list(place.app.store.workspaces())))
    for each in findings:
        click.echo(f"{'ok ' if each.good else 'BAD'}  {each.what:<10} {each.told}")
    raise SystemExit(0 if all(each.good for each in findings) else 1)


def _print_way_in(place: Place, workspace: WorkspaceId, member: Member, code: str) -> None:
    user = place.app.seat(workspace, member, Platform.WEB)
    click.echo(
        f"{member.name} joins with the code {code}: once, within 15 minutes, in a private chat with the bot."
    )
    click.echo(f"Or in the web chat: {place.app.web.way_in(user)}")


def _first_steps(place: Place) -> Iterator[str]:
    app = place.app
    yield f"Yinuo is at {place.settings.local_url}"
    if not app.store.workspaces():
        yield 'There is no team yet. In another terminal: ./run team "Our team" --admin "Your name"'
    yield f"Channels: {', '.join(app.sides)}"
    if place.settings.demo and app.web.demo is None:
        yield "Others can reach this address, so even the demo's people sign in:"
        yield from (f"  {app.web.way_in(user)}" for user in story.SEATS)


main.add_command(reports.pipeline)

if __name__ == "__main__":
    main()
