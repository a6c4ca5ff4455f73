"""Slack as one side of the bot: its front doors, its reading and its writing half."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from slack_sdk.oauth.installation_store import InstallationStore
from slack_sdk.oauth.state_store import OAuthStateStore
from starlette.routing import BaseRoute, Route

from bot.adapters.slack.channel import SlackChannel
from bot.adapters.slack.front import Endpoint, Front
from bot.adapters.slack.guard import Guard
from bot.adapters.slack.home import Home
from bot.adapters.slack.install import Install
from bot.adapters.slack.opening import Opening
from bot.adapters.slack.payloads import Source
from bot.adapters.slack.read import Reader
from bot.adapters.slack.sockets import Socket
from bot.adapters.slack.teams import Teams
from bot.config import SlackSettings
from bot.domain.chat import Card, Form, Identity
from bot.domain.mail import Accept, Draw


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackSide:
    """What the rest of the bot needs of Slack."""

    read: Reader
    channel: SlackChannel
    routes: Sequence[BaseRoute]
    loops: Sequence[Callable[[], Awaitable[None]]]
    teams: Teams


def nothing(_identity: Identity, _button: str) -> str:
    return ""


class Registry(Protocol):
    """Where installations in many teams are kept, and who is just installing."""

    @property
    def installations(self) -> InstallationStore: ...
    @property
    def states(self) -> OAuthStateStore: ...


def side(
    settings: SlackSettings,
    *,
    accept: Accept,
    slashes: Mapping[str, str],
    home: Callable[[Identity], Card | None],
    form: Callable[[Identity, str], Form | None],
    form_behind: Callable[[Identity, str], str] = nothing,
    clock: Callable[[], datetime],
    draw: Draw,
    public_url: str = "",
    registry: Registry | None = None,
) -> SlackSide:
    """Slack with these settings; `home`, `form` and `form_behind` are asked in threads of their own.

    `form_behind` tells the command whose form a sealed button opens, "" of any other button.
    `slashes` are the commands' names after /yinuo. HTTP needs a signing secret, Socket Mode an app token,
    installing by OAuth a client id, a registry and the public URL.
    """
    teams = Teams(settings=settings, store=registry.installations if registry else None)
    tab = Home(teams=teams, card=home, form=form)
    forms = Opening(form=form, behind=form_behind, slashes=slashes, api=settings.api)
    front = Front(settings=settings, teams=teams, home=tab, accept=accept, forms=forms, clock=clock)
    sockets = (
        [Socket(app_token=settings.app_token, teams=teams, front=front).run] if settings.app_token else []
    )
    return SlackSide(
        read=Reader(slashes=slashes, api=settings.api),
        channel=SlackChannel(teams=teams, show_home=tab.show, clock=clock, draw=draw),
        routes=[*_doors(settings, front, clock), *_installing(settings, teams, public_url, registry)],
        loops=[*sockets, front.rest, teams.run],
        teams=teams,
    )


def _doors(settings: SlackSettings, front: Front, clock: Callable[[], datetime]) -> Sequence[BaseRoute]:
    """The three URLs of HTTP mode; without a secret there is no telling who posts to them."""
    if not settings.signing_secrets:
        return []
    guard = Guard(secrets=settings.signing_secrets, clock=clock)
    doors = (Endpoint(source, guard, front) for source in Source)
    return [Route(f"/slack/{door.source}", door.answer, methods=["POST"]) for door in doors]


def _installing(
    settings: SlackSettings, teams: Teams, public_url: str, registry: Registry | None
) -> Sequence[BaseRoute]:
    if not (registry and public_url and settings.client_id):
        return []
    install = Install(
        settings=settings,
        teams=teams,
        store=registry.installations,
        states=registry.states,
        public_url=public_url,
    )
    return install.routes()
