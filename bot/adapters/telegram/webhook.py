"""The webhook's route: secret, size, store, 200; what cannot be read is put aside, else it would return."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.adapters.telegram.front import Front, NotReady
from bot.adapters.telegram.updates import parsed
from bot.domain.errors import TryAgain

PATH = "/telegram"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 1_000_000


class TooLarge(Exception):
    """The body is larger than any update."""


@dataclass(slots=True, kw_only=True)
class Webhook:
    front: Front
    secret: str

    @property
    def routes(self) -> Sequence[BaseRoute]:
        return [Route(PATH, self.on_update, methods=["POST"])]

    async def on_update(self, request: Request) -> Response:
        """403 without the secret, 413 over a megabyte, 503 while it cannot be stored; else 200."""
        if not self._knows_the_secret(request):
            return Response(status_code=403)
        try:
            await self.front.take([parsed(await _body(request))])
        except TooLarge:
            return Response(status_code=413)
        except ClientDisconnect:
            return Response(status_code=400)
        except (TryAgain, NotReady):
            return Response(status_code=503)
        return Response(status_code=200)

    def _knows_the_secret(self, request: Request) -> bool:
        given = request.headers.getlist(HEADER)
        alike = len(given) == 1 and hmac.compare_digest(given[0].encode(), self.secret.encode())
        return alike and bool(self.secret)


async def _body(request: Request) -> bytes:
    """The body as far as it may go, whatever its Content-Length claims."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise TooLarge
    return bytes(body)
