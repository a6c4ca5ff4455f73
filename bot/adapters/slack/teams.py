"""The teams we are installed in, the client and the bot's name in each, and the private chats there."""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store import Bot, InstallationStore
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.adapters.slack.faults import translated
from bot.config import SlackSettings
from bot.domain.errors import SendFailed, Unreachable

log = logging.getLogger(__name__)
quiet = logging.getLogger("bot.adapters.slack.sdk")
quiet.setLevel(logging.WARNING)
"""slack_sdk writes tokens at DEBUG, and looks only at its own logger's level."""

KNOWN_SECONDS = 60.0
MOST_KNOWN = 10_000
CALL_SECONDS = 10.0
REFRESH_SECONDS = 7200
ValueT = TypeVar("ValueT")


@dataclass(frozen=True, slots=True)
class Team:
    """One installation: the workspace, a client with its token, and who we are there."""

    id: str
    client: AsyncWebClient
    bot_user: str


class Recent(OrderedDict[str, tuple[float, asyncio.Future[ValueT]]]):
    """The latest answers by key, each for a while, asked once even by many at once; failures go."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds

    async def ask(self, key: str, find: Callable[[], Coroutine[Any, Any, ValueT]]) -> ValueT:
        now = time.monotonic()
        asked_at, answer = self.get(key, (-self.seconds, None))
        if answer is None or now - asked_at >= self.seconds:
            answer = asyncio.ensure_future(find())
            answer.add_done_callback(lambda done: self._drop_failed(key, done))
            self[key] = (now, answer)
            self.move_to_end(key)
        if len(self) > MOST_KNOWN:
            self.popitem(last=False)
        return await asyncio.shield(answer)

    def _drop_failed(self, key: str, done: asyncio.Future[ValueT]) -> None:
        if done.cancelled() or done.exception():
            self.pop(key, None)


@dataclass(slots=True, kw_only=True)
class Teams:
    """Looks a team's token up in the store; with a token in the settings we live in that one team too."""

    settings: SlackSettings
    store: InstallationStore | None = None
    _flying: int = 0
    _landed: asyncio.Event = field(default_factory=asyncio.Event)
    _session: aiohttp.ClientSession | None = None
    _own: Team | None = None
    _known: Recent[Team | None] = field(default_factory=lambda: Recent(KNOWN_SECONDS))
    _ims: Recent[str] = field(default_factory=lambda: Recent(KNOWN_SECONDS * 60))
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    def client(self, token: str = "") -> AsyncWebClient:
        """A client that neither retries by itself (the outbox does) nor writes to any log."""
        return AsyncWebClient(
            token=token or None,
            base_url=self.settings.api,
            session=self.session(),
            logger=quiet,
            retry_handlers=[],
        )

    async def access(self, **grant: str) -> AsyncSlackResponse:
        """Tokens for a code or a refresh token; slack_sdk's own call rests on what aiohttp drops."""
        ours = {"client_id": self.settings.client_id, "client_secret": self.settings.client_secret}
        return await self.client().api_call("oauth.v2.access", data=ours | grant)

    def session(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(CALL_SECONDS))
        return self._session

    async def find(self, team: str) -> Team | None:
        """The installation in this team, None without one; SendFailed when Slack does not tell now."""
        own = await self.own()
        if own is not None and own.id == team:
            return own
        return await self._known.ask(team, lambda: self._installed(team))

    async def at(self, team: str) -> Team:
        """The installation in this team; Unreachable where there is none (any more)."""
        found = await self.find(team)
        if found is None:
            raise Unreachable(f"not installed in {team}")
        return found

    async def own(self) -> Team | None:
        """The team of SLACK_BOT_TOKEN."""
        if self._own is None and self.settings.bot_token:
            async with self._turn:
                self._own = self._own or await self._who_am_i()
        return self._own

    async def im(self, team: Team, user: str) -> str:
        """The private chat of a person with us."""
        return await self._ims.ask(f"{team.id} {user}", lambda: _open_im(team, user))

    def forget(self, team: str) -> None:
        """Look the team up again next time."""
        self._known.pop(team, None)

    async def uninstalled(self, team: str) -> None:
        """Our token there is worth nothing any more."""
        if self.store is not None:
            await asyncio.to_thread(self.store.delete_all, enterprise_id=None, team_id=team)
        self.forget(team)

    async def run(self) -> None:
        """Until cancelled; then what is in the air lands, and the connections are closed."""
        try:
            await self._say_who_we_are()
            await asyncio.Event().wait()
        finally:
            if self._flying:
                self._landed.clear()
                await self._landed.wait()
            await self.close()

    @contextmanager
    def busy(self) -> Iterator[None]:
        """While something is sent, the connections stay open."""
        self._flying += 1
        try:
            yield
        finally:
            self._flying -= 1
            if not self._flying:
                self._landed.set()

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def _say_who_we_are(self) -> None:
        try:
            own = await self.own()
        except SendFailed as fault:
            log.warning("Slack: SLACK_BOT_TOKEN does not work now: %r", fault)
            return
        if own is not None:
            log.info("Slack: ready in team %s as %s", own.id, own.bot_user)

    async def _who_am_i(self) -> Team:
        client = self.client(self.settings.bot_token)
        with translated():
            answer = await client.auth_test()
        return Team(answer["team_id"], client, answer["user_id"])

    async def _installed(self, team: str) -> Team | None:
        if self.store is None:
            return None
        bot = await asyncio.to_thread(self.store.find_bot, enterprise_id=None, team_id=team)
        if bot is None:
            return None
        fresh = await self._refreshed(bot, self.store)
        return Team(team, self.client(fresh.bot_token), fresh.bot_user_id)

    async def _refreshed(self, bot: Bot, store: InstallationStore) -> Bot:
        """With a new token when the old one runs out soon (for apps with token rotation)."""
        if not bot.bot_refresh_token or (bot.bot_token_expires_at or 0) - time.time() > REFRESH_SECONDS:
            return bot
        try:
            answer = await self.access(grant_type="refresh_token", refresh_token=bot.bot_refresh_token)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as fault:
            log.warning("the token of team %s could not be refreshed: %s", bot.team_id, type(fault).__name__)
            return bot
        bot.bot_token, bot.bot_refresh_token = answer["access_token"], answer["refresh_token"]
        bot.bot_token_expires_at = int(time.time()) + int(answer["expires_in"])
        await asyncio.to_thread(store.save_bot, bot)
        return bot


async def _open_im(team: Team, user: str) -> str:
    with translated():
        answer = await team.client.conversations_open(users=user)
    return str(answer["channel"]["id"])
