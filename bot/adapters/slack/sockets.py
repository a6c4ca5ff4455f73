"""Socket Mode: the same payloads over a connection that we open, for a bot without a public address."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass

from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.adapters.slack.front import LATER, Front
from bot.adapters.slack.payloads import Source
from bot.adapters.slack.teams import Teams, quiet

log = logging.getLogger(__name__)

SOURCES: Mapping[str, Source] = {
    "events_api": Source.EVENTS,
    "slash_commands": Source.COMMANDS,
    "interactive": Source.INTERACTIVE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Socket:
    """One connection; slack_sdk renews it when Slack asks for that or it breaks."""

    app_token: str
    teams: Teams
    front: Front

    async def run(self) -> None:
        """Listen until cancelled."""
        client = SocketModeClient(app_token=self.app_token, web_client=self.teams.client(), logger=quiet)
        client.socket_mode_request_listeners.append(self._on_request)
        try:
            await client.connect()  # type: ignore[no-untyped-call]  # slack_sdk leaves it untyped
            await asyncio.Event().wait()
        finally:
            await client.close()  # type: ignore[no-untyped-call]  # the same

    async def _on_request(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        """Acknowledge what is stored; what is not comes again."""
        source = SOURCES.get(request.type)
        reply = await self.front.take(source, request.payload) if source else None
        if reply is None or reply.status != LATER:
            await client.send_socket_mode_response(SocketModeResponse(request.envelope_id))
