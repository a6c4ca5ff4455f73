"""Who may see a chat outside the demo: a signed link, then a signed cookie; and where posts come from."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

COOKIE = "yinuo"
LINK_SECONDS = 15 * 60
SESSION_SECONDS = 30 * 24 * 3600
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(slots=True)
class SignIn:
    """Links that let one person in once, within 15 minutes, and the cookies they turn into.

    `spend` says whether a person's link, known by its number, is used for the first time, and remembers it;
    `spent` only asks. A session that was signed out is spent the same way.
    """

    secret: str
    spend: Callable[[str, str], bool]
    spent: Callable[[str], bool]
    secure: bool = False

    def token(self, user: str) -> str:
        return self._serializer("link").dumps([user, secrets.token_hex(8)])

    def redeem(self, token: str) -> str:
        """The person a link is for, "" when it is forged, too old or used."""
        user, nonce = self._open("link", token, LINK_SECONDS)
        return user if user and self.spend(user, nonce) else ""

    def export_token(self, user: str, customer: str) -> str:
        return self._serializer("export").dumps([user, customer, secrets.token_hex(8)])

    def redeem_export(self, token: str) -> tuple[str, str]:
        """The person and the customer that a link is for, empty when it is forged, too old or used."""
        try:
            user, customer, nonce = self._serializer("export").loads(token, max_age=LINK_SECONDS)
        except (BadData, ValueError, TypeError):
            return "", ""
        return (str(user), str(customer)) if self.spend(str(user), str(nonce)) else ("", "")

    def let_in(self, response: Response, user: str) -> None:
        response.set_cookie(
            COOKIE,
            self._serializer("session").dumps([user, secrets.token_hex(8)]),
            max_age=SESSION_SECONDS,
            httponly=True,
            samesite="lax",
            secure=self.secure,
        )

    def let_out(self, request: Request, response: Response) -> None:
        """End the session for good: a copy of the cookie opens nothing any more."""
        user, nonce = self._session(request)
        if user:
            self.spend(user, nonce)
        response.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=self.secure)

    def user(self, request: Request) -> str:
        """Who the cookie says this is, "" for a stranger."""
        user, nonce = self._session(request)
        return "" if user and self.spent(nonce) else user

    def _session(self, request: Request) -> tuple[str, str]:
        return self._open("session", request.cookies.get(COOKIE, ""), SESSION_SECONDS)

    def _open(self, kind: str, token: str, seconds: int) -> tuple[str, str]:
        try:
            user, nonce = self._serializer(kind).loads(token, max_age=seconds)
        except (BadData, ValueError, TypeError):
            return "", ""
        return str(user), str(nonce)

    def _serializer(self, kind: str) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self.secret, salt=f"yinuo.web.{kind}")


def from_our_page(request: Request) -> bool:
    """Whether a post comes from a page of this site: the browser says so, another site cannot make it lie."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc == request.headers.get("host", "")


def on_loopback(request: Request) -> bool:
    """Whether the browser means this machine; a foreign name that was pointed here is refused."""
    return urlsplit(f"//{request.headers.get('host', '')}").hostname in LOOPBACK
