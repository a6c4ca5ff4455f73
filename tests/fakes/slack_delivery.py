"""From the fake to the bot: signed HTTP requests, or envelopes over Socket Mode."""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import aiohttp
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from tests.fakes.schema import Json
from tests.fakes.slack_world import APP_ID

ACK_SECONDS, CONNECTIONS = 3.0, 10
Retry = tuple[int, str]  # X-Slack-Retry-Num and -Reason
_ENVELOPES = {"events": "events_api", "commands": "slash_commands", "interactive": "interactive"}


@dataclass(frozen=True)
class Request:
    """A signed request, ready for any HTTP client."""

    path: str
    headers: dict[str, str]
    content: bytes


@dataclass(frozen=True)
class Delivery:
    """One attempt; status 0 means no answer in time, `answer` is the acknowledgement's body."""

    kind: str
    body: Json
    retry: int
    status: int
    answer: Any
    seconds: float
    final: bool = False

    @property
    def acknowledged(self) -> bool:
        return self.status == 200


def encode(kind: str, body: Json) -> tuple[str, bytes]:
    """Content type and body as Slack sends this kind."""
    if kind == "events":
        return "application/json", json.dumps(body, ensure_ascii=False).encode()
    form = body if kind == "commands" else {"payload": json.dumps(body, ensure_ascii=False)}
    return "application/x-www-form-urlencoded", urlencode(form).encode()


@dataclass
class Courier:
    """Signs and posts; `prefix` is where the bot listens, `clock` what it is for both."""

    secret: str
    prefix: str = ""
    paths: dict[str, str] = field(
        default_factory=lambda: {
            "events": "/slack/events",
            "commands": "/slack/commands",
            "interactive": "/slack/interactive",
        }
    )
    last: Request | None = None
    clock: Callable[[], float] = time.time

    def sign(
        self, kind: str, body: Json, timestamp: int | None = None, retry: tuple[int, str] | None = None
    ) -> Request:
        content_type, content = encode(kind, body)
        at = str(int(self.clock()) if timestamp is None else timestamp)
        signature = SignatureVerifier(self.secret).generate_signature(timestamp=at, body=content) or ""
        headers = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": at,
            "X-Slack-Signature": signature or "",
        }
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry[0]), "X-Slack-Retry-Reason": retry[1]}
        return Request(self.paths[kind], headers, content)

    async def post(self, request: Request) -> tuple[int, Any, bool]:
        """Status, body, and whether the bot asked not to be retried."""
        self.last = request
        timeout = aiohttp.ClientTimeout(ACK_SECONDS)
        try:
            async with aiohttp.ClientSession(timeout=timeout) as session:
                url = self.prefix + request.path
                async with session.post(url, data=request.content, headers=request.headers) as answer:
                    text = await answer.text()
                    return answer.status, _json(text), answer.headers.get("X-Slack-No-Retry") == "1"
        except (aiohttp.ClientError, TimeoutError):
            return 0, None, False


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text or None


class Sockets:
    """Socket Mode connections of the bot; each envelope goes to one of them and waits for its ack."""

    def __init__(self) -> None:
        self.open: list[web.WebSocketResponse] = []
        self.stray: list[Json] = []
        self._waiting: dict[str, asyncio.Future[Any]] = {}
        self._turn = 0

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        link = web.WebSocketResponse()
        await link.prepare(request)
        if len(self.open) >= CONNECTIONS:
            await link.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await link.close()
            return link
        self.open.append(link)
        hello = {"type": "hello", "num_connections": len(self.open), "connection_info": {"app_id": APP_ID}}
        await link.send_json(
            hello | {"debug_info": {"host": "loopback", "approximate_connection_time": 3600}}
        )
        try:
            async for message in link:
                if message.type is aiohttp.WSMsgType.TEXT:
                    self._acknowledged(_json(message.data))
        finally:
            self.open.remove(link)
        return link

    def _acknowledged(self, ack: Any) -> None:
        waiting = self._waiting.pop(ack.get("envelope_id", ""), None) if isinstance(ack, dict) else None
        if waiting is None:
            self.stray.append(ack)
        elif not waiting.done():
            waiting.set_result(ack.get("payload"))

    async def send(
        self, kind: str, body: Json, retry: tuple[int, str] | None = None
    ) -> tuple[int, Any, bool]:
        await self._connected()
        self._turn += 1
        link = self.open[self._turn % len(self.open)]
        envelope: Json = {"envelope_id": str(uuid4()), "type": _ENVELOPES[kind], "payload": body}
        envelope["accepts_response_payload"] = kind != "events"
        if kind == "events":
            envelope |= {"retry_attempt": retry[0] if retry else 0, "retry_reason": retry[1] if retry else ""}
        answer = self._waiting[envelope["envelope_id"]] = asyncio.get_running_loop().create_future()
        try:
            await link.send_json(envelope)
            return 200, await asyncio.wait_for(answer, ACK_SECONDS), False
        except (TimeoutError, ConnectionError):
            return 0, None, False

    async def _connected(self) -> None:
        deadline = time.monotonic() + ACK_SECONDS
        while not self.open:
            if time.monotonic() > deadline:
                raise RuntimeError("nobody listens: call deliver_to(url), or connect the bot by Socket Mode")
            await asyncio.sleep(0.01)

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask the bot to reconnect, as Slack does every few hours."""
        for link in list(self.open):
            await link.send_json({"type": "disconnect", "reason": reason})
            await link.close()
