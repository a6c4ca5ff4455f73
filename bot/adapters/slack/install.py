"""Installing the app in a team: to Slack and back, bound to one browser, each way once."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth import AuthorizeUrlGenerator, OAuthStateUtils
from slack_sdk.oauth.installation_store import Installation, InstallationStore
from slack_sdk.oauth.state_store import OAuthStateStore
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.adapters.slack.faults import error_of
from bot.adapters.slack.teams import Teams
from bot.config import SlackSettings

log = logging.getLogger(__name__)

SCOPES = ("app_mentions:read", "chat:write", "commands", "files:write", "im:history", "im:write")
BACK = "/slack/oauth_redirect"
LONGEST_STATE = 200
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}
INSTALLED = (
    "一诺已装好。请在 Slack 里打开与一诺的私信，发送：加入 邀请码",
    "Yinuo is installed. Open your direct messages with Yinuo in Slack and send: join CODE",
)
HEAD = (
    '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>Yinuo</title>"
)
REFUSED = ("没有装成，请从头再来。", "Not installed. Please start again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Install:
    """The two pages of the way; `states` remembers who is under way."""

    settings: SlackSettings
    teams: Teams
    store: InstallationStore
    states: OAuthStateStore
    public_url: str
    cookies: OAuthStateUtils = field(default_factory=OAuthStateUtils)

    def routes(self) -> Sequence[Route]:
        return [Route("/slack/install", self.start), Route(BACK, self.back)]

    async def start(self, _request: Request) -> Response:
        """Send them to Slack, with a state that only this browser can bring back."""
        state = await asyncio.to_thread(self.states.issue)
        generator = AuthorizeUrlGenerator(
            client_id=quote(self.settings.client_id),
            scopes=SCOPES,
            redirect_uri=quote(self._redirect_uri, safe=""),
        )
        headers = HEADERS | {
            "Set-Cookie": f"{self.cookies.build_set_cookie_for_new_state(state)}; SameSite=Lax"
        }
        return RedirectResponse(generator.generate(state), 302, headers=headers)

    async def back(self, request: Request) -> Response:
        """They are back with a code: keep what Slack gives for it."""
        code = request.query_params.get("code", "")
        if not await self._is_theirs(request) or not code:
            return _page(REFUSED, 400)
        try:
            installation = await self._exchanged(code)
        except SlackApiError as fault:
            log.warning("an installation was refused: %s", error_of(fault))
            return _page(REFUSED, 400)
        except (aiohttp.ClientError, TimeoutError, KeyError) as fault:
            log.warning("an installation failed: %s", type(fault).__name__)
            return _page(REFUSED, 502)
        await asyncio.to_thread(self.store.save, installation)
        self.teams.forget(installation.team_id or "")
        log.info("installed in team %s", installation.team_id)
        return _page(INSTALLED, 200, self.cookies.build_set_cookie_for_deletion())

    @property
    def _redirect_uri(self) -> str:
        return f"{self.public_url}{BACK}"

    async def _is_theirs(self, request: Request) -> bool:
        """Whether this browser set out with this state, for the first time; a state is used up by the try."""
        given = request.query_params.getlist("state")
        if len(given) != 1 or not 0 < len(given[0]) <= LONGEST_STATE:
            return False
        headers = {"cookie": request.headers.getlist("cookie")}
        if not self.cookies.is_valid_browser(given[0], dict(headers)):
            return False
        return await asyncio.to_thread(self.states.consume, given[0])

    async def _exchanged(self, code: str) -> Installation:
        answer = await self.teams.access(code=code, redirect_uri=self._redirect_uri)
        return installation_of(answer)


def installation_of(answer: AsyncSlackResponse) -> Installation:
    """What to keep of an installation; KeyError for one of a whole organisation, which has no team."""
    team = answer.get("team") or {}
    return Installation(
        app_id=answer["app_id"],
        team_id=team["id"],
        team_name=team.get("name"),
        bot_token=answer["access_token"],
        bot_user_id=answer["bot_user_id"],
        bot_id="",
        bot_scopes=answer.get("scope", ""),
        bot_refresh_token=answer.get("refresh_token"),
        bot_token_expires_in=answer.get("expires_in"),
        user_id=(answer.get("authed_user") or {}).get("id", ""),
        token_type=answer.get("token_type"),
    )


def _page(lines: Sequence[str], status: int, cookie: str = "") -> Response:
    said = "".join(f"<p>{escape(line)}</p>" for line in lines)
    page = f"{HEAD}{said}"
    return HTMLResponse(page, status, headers=HEADERS | ({"Set-Cookie": cookie} if cookie else {}))
