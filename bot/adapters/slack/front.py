"""The front door behind the guard: whose it is, whether it concerns us; stored, then acknowledged."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.adapters.slack.guard import Guard, Refused, parsed
from bot.adapters.slack.home import Home
from bot.adapters.slack.opening import Opening
from bot.adapters.slack.payloads import Json, Payload, Source, arrival_of, team_of
from bot.adapters.slack.teams import Team, Teams
from bot.config import SlackSettings
from bot.domain.errors import SendFailed, TryAgain
from bot.domain.ports import Accept

log = logging.getLogger(__name__)

OK, FOREIGN, LATER = 200, 403, 503
FOR_GOOD = {"X-Slack-No-Retry": "1"}
ACTS = frozenset({"command", "message_action", "shortcut", "view_submission"})
ENDS = frozenset({"app_uninstalled", "tokens_revoked"})


@dataclass(frozen=True, slots=True)
class Reply:
    """How Slack is answered: a status, and a body where it wants one."""

    status: int
    body: Json | None = None


@dataclass(slots=True, kw_only=True)
class Front:
    """What HTTP and Socket Mode have in common."""

    settings: SlackSettings
    teams: Teams
    home: Home
    accept: Accept
    forms: Opening
    clock: Callable[[], datetime]
    _errands: set[asyncio.Task[None]] = field(default_factory=set)

    async def take(self, source: Source, body: Json) -> Reply:
        """Take one verified payload in; 503 asks Slack to come again."""
        if body.get("type") == "url_verification":
            return Reply(OK, {"challenge": body.get("challenge", "")})
        if "ssl_check" in body:
            return Reply(OK)
        try:
            team = await self._ours(body)
            if team is None:
                return Reply(FOREIGN)
            payload = Payload(source=source, body=body, team=team.id, bot_user=team.bot_user)
            await self._taken(payload, team)
        except (TryAgain, SendFailed) as fault:
            log.warning("not taken in now: %r", fault)
            return Reply(LATER)
        return Reply(OK)

    async def rest(self) -> None:
        """Until cancelled; then errands still running are ended."""
        try:
            await asyncio.Event().wait()
        finally:
            for errand in self._errands:
                errand.cancel()
            await asyncio.gather(*self._errands, return_exceptions=True)

    async def _ours(self, body: Json) -> Team | None:
        """The installation it is about; None for other apps and for teams that never installed us."""
        if self.settings.app_id and body.get("api_app_id") != self.settings.app_id:
            return None
        return await self.teams.find(team_of(body))

    async def _taken(self, payload: Payload, team: Team) -> None:
        if payload.source is Source.EVENTS and await self._done_at_once(payload):
            return
        if not is_wanted(payload):
            return
        if payload.in_person:
            payload = payload.at_home(await self._im(payload, team))
        if await self.forms.opened(payload, team):
            return
        await asyncio.to_thread(self.accept, [arrival_of(payload, self.clock())])

    async def _done_at_once(self, payload: Payload) -> bool:
        """What leaves no trace in a chat: somebody looks at the home tab, or a team lets us go."""
        if payload.kind == "app_home_opened":
            self._look_in(payload)
        if payload.kind in ENDS and _is_the_end(payload):
            await self.teams.uninstalled(payload.team)
        return payload.kind in ENDS | {"app_home_opened"}

    def _look_in(self, payload: Payload) -> None:
        if payload.sender is None or payload.event.get("tab") != "home":
            return
        errand = asyncio.create_task(self.home.show(payload.team, payload.sender.user))
        self._errands.add(errand)
        errand.add_done_callback(self._errands.discard)

    async def _im(self, payload: Payload, team: Team) -> str:
        try:
            return await self.teams.im(team, payload.sender.user) if payload.sender else ""
        except SendFailed as fault:
            log.warning("no private chat with %s: %r", payload.sender, fault)
            return payload.chat


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One of the three URLs that Slack posts to."""

    source: Source
    guard: Guard
    front: Front

    async def answer(self, request: Request) -> Response:
        try:
            body = parsed(self.source, await self.guard.body(request))
        except Refused as refused:
            return Response(status_code=refused.status)
        reply = await self.front.take(self.source, body)
        if reply.body is None:
            return Response(status_code=reply.status, headers=FOR_GOOD if reply.status == FOREIGN else {})
        return JSONResponse(reply.body, reply.status)


def is_wanted(payload: Payload) -> bool:
    """Whether it can mean anything to us; most that Slack tells does not, our own messages first of all."""
    if payload.kind == "message":
        return not payload.said.get("bot_id") and "user" in payload.said
    return payload.kind in ACTS or payload.kind == "app_mention" or bool(payload.action().get("value"))


def _is_the_end(payload: Payload) -> bool:
    """Tokens of people may be revoked too; we have only the bot's."""
    tokens = payload.event.get("tokens")
    return payload.kind == "app_uninstalled" or (isinstance(tokens, dict) and bool(tokens.get("bot")))
