"""The guard before every request of Slack's: size, signature, time, and only then what it says."""

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl

from starlette.requests import Request

from bot.adapters.slack.payloads import Json, Source

MOST_BYTES = 2**20
MOST_FIELDS = 100
MOST_SECONDS = 300
SIGNATURE = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)
TIMESTAMP = re.compile(r"\d{1,12}", re.ASCII)
LENGTH = re.compile(r"\d{1,12}", re.ASCII)
UNSIGNED, UNREADABLE, TOO_LARGE = 401, 400, 413


@dataclass(eq=False)
class Refused(Exception):
    """A request that is not Slack's, or cannot be read; `status` answers it."""

    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """`secrets` are all that are valid now: two while a signing secret is rotated."""

    secrets: Sequence[str]
    clock: Callable[[], datetime]

    async def body(self, request: Request) -> bytes:
        """The body of a request that is surely Slack's; Refused for any other, unread if it can be."""
        length = request.headers.get("content-length", "0")
        if not LENGTH.fullmatch(length) or int(length) > MOST_BYTES:
            raise Refused(TOO_LARGE)
        signature = _only(request, "x-slack-signature", SIGNATURE)
        timestamp = _only(request, "x-slack-request-timestamp", TIMESTAMP)
        if abs(self.clock().timestamp() - int(timestamp)) > MOST_SECONDS:
            raise Refused(UNSIGNED)
        body = await _read(request)
        if not any(self._signed(each, signature, timestamp, body) for each in self.secrets):
            raise Refused(UNSIGNED)
        return body

    @staticmethod
    def _signed(secret: str, signature: str, timestamp: str, body: bytes) -> bool:
        """slack_sdk's own verifier cannot take a body that is not UTF-8."""
        said = b"v0:" + timestamp.encode() + b":" + body
        ours = hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()
        return hmac.compare_digest(f"v0={ours}", signature)


def parsed(source: Source, body: bytes) -> Json:
    """What a verified body says; Refused when it is broken, too deep or has too many fields."""
    if source is Source.EVENTS:
        return _object(body)
    fields = _fields(body)
    if source is Source.COMMANDS or "payload" not in fields:
        return fields
    return _object(fields["payload"].encode())


def _only(request: Request, name: str, shape: re.Pattern[str]) -> str:
    """A header that must be there once, in this shape."""
    found = request.headers.getlist(name)
    if len(found) != 1 or not shape.fullmatch(found[0]):
        raise Refused(UNSIGNED)
    return found[0]


async def _read(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise Refused(TOO_LARGE)
    return bytes(body)


def _object(text: bytes) -> Json:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise Refused(UNREADABLE) from None
    if not isinstance(found, dict):
        raise Refused(UNREADABLE)
    return found


def _fields(body: bytes) -> Json:
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict"
        )
    except ValueError:
        raise Refused(UNREADABLE) from None
    if len(dict(pairs)) != len(pairs):
        raise Refused(UNREADABLE)
    return dict(pairs)
