"""The Slack fake over Socket Mode: slack_sdk's client, and Bolt as the product uses it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.schema import Json
from tests.fakes.slack import SECRET, SlackFake

BUTTON: Json = {"type": "button", "action_id": "undo", "text": {"type": "plain_text", "text": "撤销"}}
CARD: list[Json] = [{"type": "actions", "elements": [BUTTON]}]


@pytest.fixture
def sl() -> Iterator[SlackFake]:
    with SlackFake() as fake:
        yield fake


def test_socket_mode_delivers_acknowledges_and_reconnects(sl: SlackFake) -> None:
    li = sl.user("U1")
    seen: list[tuple[str, int]] = []

    async def on_request(client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        seen.append((request.type, request.retry_attempt or 0))
        answer = {"text": "收到"} if request.type == "slash_commands" else None
        await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, answer))

    async def run() -> None:
        web_client = AsyncWebClient(base_url=sl.base_url)
        client = SocketModeClient(app_token=sl.app_token, web_client=web_client)
        client.socket_mode_request_listeners.append(on_request)
        await client.connect()  # type: ignore[no-untyped-call]  # slack_sdk leaves it untyped
        await asyncio.to_thread(li.message, "在吗")
        await asyncio.to_thread(li.command, "/yinuo", "帮助")
        await asyncio.to_thread(sl.disconnect)
        await asyncio.to_thread(li.message, "还在吗")
        await client.close()  # type: ignore[no-untyped-call]  # the same

    asyncio.run(run())
    assert seen == [("events_api", 0), ("slash_commands", 0), ("events_api", 0)]
    assert li.messages[-1].text == "收到"
    assert sl.sockets.stray == []


def test_bolt_works_against_the_fake(sl: SlackFake) -> None:
    li = sl.user("U1")

    async def on_message(event: Json, say: Callable[..., Awaitable[None]]) -> None:
        await say(text=f"收到 {event['text']}", blocks=CARD)

    async def on_undo(ack: Callable[..., Awaitable[None]], respond: Callable[..., Awaitable[None]]) -> None:
        await ack()
        await respond(text="已撤销", replace_original=True)

    async def run() -> None:
        app = AsyncApp(client=AsyncWebClient(token=sl.bot_token, base_url=sl.base_url), signing_secret=SECRET)
        app.event("message")(on_message)
        app.action("undo")(on_undo)
        web_client = AsyncWebClient(base_url=sl.base_url)
        handler = AsyncSocketModeHandler(app, sl.app_token, web_client=web_client)
        await handler.connect_async()  # type: ignore[no-untyped-call]  # the same
        await asyncio.to_thread(li.message, "在吗")
        await asyncio.to_thread(li.wait_for, "撤销")
        await asyncio.to_thread(li.press, "撤销")
        await asyncio.to_thread(li.wait_for, "已撤销")
        await handler.close_async()  # type: ignore[no-untyped-call]  # the same

    asyncio.run(run())
    assert sl.violations == []
