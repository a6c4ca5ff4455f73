"""The routes of the web chat: pages, posts, the event stream, and the way in."""

import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qsl, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.adapters.web import read as reading
from bot.adapters.web.live import News, WebChannel, events
from bot.adapters.web.read import Post, TooLong, Unreadable
from bot.adapters.web.signin import SignIn, from_our_page, on_loopback
from bot.adapters.web.write import HERE, Chat, Markup, Words, fold, picture_in
from bot.domain.chat import Address, Card, Identity, Incoming, Platform
from bot.domain.errors import TryAgain, Undrawable
from bot.domain.mail import Accept, Arrival, Draw
from bot.domain.people import Behind
from bot.domain.ports import Said

LINES = 60
MOST_BODY = 4 * reading.MOST_BYTES
MOST_CHATS = 8
PAGES = frozenset({"board"})
"""Where a sign-in link may lead besides the chat."""
WAIT_SECONDS = 2.0
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
KEPT = {"Cache-Control": "private, max-age=86400, immutable"}
"""A picture's address names what it shows."""
REFUSED: Mapping[type[Exception], tuple[str, int]] = {
    TooLong: ("too_long", 413),
    Unreadable: ("unreadable", 400),
    TryAgain: ("failed", 503),
}
FORM = "application/x-www-form-urlencoded"

History = Callable[[Address, int], Sequence[Said]]
"""The last so many lines of a chat, oldest first: what its person said, and every card sent or edited."""


Board = Callable[[Behind], Sequence[Card]]
"""The numbers of somebody, a card for each."""


def no_file(_user: str, _customer: str) -> bytes | None:
    return None


def nothing(_behind: Behind) -> Sequence[str]:
    return ()


def no_board(_behind: Behind) -> Sequence[Card]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """The demo lets anybody on this machine be any of these people (users of web links, in order).

    While there are none, and for everybody else, it is as without a demo.
    """

    people: Callable[[], Sequence[str]]
    suggest: Callable[[Behind], Sequence[str]] = nothing


@dataclass(slots=True, kw_only=True)
class WebChat:
    """The web chat as the rest sees it; without a `demo` every chat needs a signed link from `way_in`."""

    accept: Accept
    behind: Callable[[Identity], Behind | None]
    history: History
    words: Words
    clock: Callable[[], datetime]
    draw: Draw
    secret: str
    spend: Callable[[str, str], bool]
    spent: Callable[[str], bool]
    demo: Demo | None = None
    board: Board = no_board
    public_url: str = ""
    take_out: Callable[[str, str], bytes | None] = no_file
    channel: WebChannel = field(init=False)
    signs: SignIn = field(init=False)
    markup: Markup = field(init=False)
    routes: Sequence[BaseRoute] = field(init=False)
    loops: Sequence[Callable[[], Awaitable[None]]] = ()

    def __post_init__(self) -> None:
        self.channel = WebChannel(clock=self.clock)
        self.signs = SignIn(self.secret, self.spend, self.spent, secure=self.public_url.startswith("https:"))
        self.markup = Markup(self.words, self.clock)
        self.routes = [
            Route("/", self._guarded(self._home)),
            Route("/u/{user}", self._guarded(self._one)),
            Route("/u/{user}", self._guarded(self._post), methods=["POST"]),
            Route("/board", self._guarded(self._my_board)),
            Route("/u/{user}/board", self._guarded(self._board)),
            Route("/u/{user}/pictures/{digest}.png", self._guarded(self._picture)),
            Route("/events", self._guarded(self._events)),
            Route("/in/{token}", self._guarded(self._ask_in)),
            Route("/in/{token}", self._guarded(self._let_in), methods=["POST"]),
            Route("/export/{token}", self._guarded(self._ask_out)),
            Route("/export/{token}", self._guarded(self._hand_out), methods=["POST"]),
            Route("/out", self._guarded(self._let_out), methods=["POST"]),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ]

    def read(self, arrival: Arrival) -> Incoming:
        return reading.read(arrival)

    def way_in(self, user: str, page: str = "") -> str:
        """A link that signs this person in, once, within 15 minutes: to their chat, or to the `page` named."""
        to = f"?to={page}" if page in PAGES else ""
        return f"{self.public_url}/in/{self.signs.token(user)}{to}"

    def way_out(self, user: str, customer: str) -> str:
        """A link to the file about a customer, good once, within 15 minutes."""
        return f"{self.public_url}/export/{self.signs.export_token(user, customer)}"

    async def _home(self, request: Request) -> Response:
        chats = [chat for user in await self._seats() if (chat := await self._chat(user))]
        if chats:
            return self._page(chats, signed_in=False)
        user = self.signs.user(request)
        return RedirectResponse(f"/u/{user}", 303) if user else self._gate(request)

    async def _one(self, request: Request) -> Response:
        user = request.path_params["user"]
        chat = await self._chat(user) if await self._may_see(request, user) else None
        return self._page([chat], signed_in=self.signs.user(request) == user) if chat else self._gate(request)

    async def _my_board(self, request: Request) -> Response:
        user = self.signs.user(request)
        return RedirectResponse(f"/u/{user}/board", 303) if user else self._gate(request)

    async def _board(self, request: Request) -> Response:
        """One's own numbers; whoever is signed in as somebody else is told so."""
        user = request.path_params["user"]
        if not await self._may_see(request, user):
            return self._gate(request, why="not_yours" if self.signs.user(request) else "")
        try:
            page = await run_in_threadpool(self._board_of, user, self.signs.user(request) == user)
        except TryAgain:
            return Response("The database is busy; try again.\n", 503, headers=HEADERS)
        return self._html(page) if page else self._gate(request)

    def _board_of(self, user: str, signed_in: bool) -> str:
        """The page, "" when nobody is behind that user any more."""
        chat, behind = self._look_up(user, lines=False), self.behind(Identity(Platform.WEB, "", user))
        if chat is None or behind is None:
            return ""
        return self.markup.board(chat, self.board(behind), signed_in=signed_in)

    async def _picture(self, request: Request) -> Response:
        """A picture of one of the chat's lines as PNG, for those who may see the chat."""
        user, digest = request.path_params["user"], request.path_params["digest"]
        chat = await self._chat(user) if await self._may_see(request, user) else None
        picture = picture_in(chat.lines, digest) if chat else None
        if picture is None:
            return Response(status_code=404, headers=HEADERS)
        try:
            png = await run_in_threadpool(self.draw, picture)
        except Undrawable:
            return Response(status_code=404, headers=HEADERS)
        return Response(png, media_type="image/png", headers=HEADERS | KEPT)

    async def _post(self, request: Request) -> Response:
        user = request.path_params["user"]
        chat = await self._chat(user, lines=False) if await self._may_see(request, user) else None
        if chat is None:
            return self._gate(request)
        try:
            return await self._answer(request, chat, reading.post(await form_of(request)))
        except (TooLong, Unreadable, TryAgain) as fault:
            return await self._refuse(request, chat, *REFUSED[type(fault)])

    async def _answer(self, request: Request, chat: Chat, sent: Post) -> Response:
        """For pages with a script their own line at once; for the others a page that has the answer."""
        line = Said(message=reading.message_of(sent, chat.user), at=self.clock(), text=sent.said)
        if "hx-request" in request.headers:
            await self._take(sent, chat, line)
            return self._html(self.markup.line(chat, line) if sent.said else "")
        await self._take_and_wait(sent, chat, line)
        home = urlsplit(request.headers.get("referer", "")).path == "/"
        return RedirectResponse(f"/#chat-{chat.user}" if home else f"/u/{chat.user}", 303)

    async def _take(self, sent: Post, chat: Chat, line: Said) -> None:
        """Store it before anybody is told that it came."""
        await run_in_threadpool(self.accept, [reading.arrival_of(sent, chat.user, line.at)])
        if sent.said:
            self.channel.show(chat.user, line)

    async def _take_and_wait(self, sent: Post, chat: Chat, line: Said) -> None:
        """For pages without JavaScript: give the answer a moment, so that the next page has it."""
        with self.channel.listening([chat.user]) as listener:
            await self._take(sent, chat, line)
            until = time.monotonic() + WAIT_SECONDS
            while (left := until - time.monotonic()) > 0:
                news = await listener.next(left)
                if news and news.notice:
                    self.channel.keep(chat.user, news.notice)
                if news and (news.notice or (news.line and news.line.card)):
                    return

    async def _events(self, request: Request) -> Response:
        users = request.query_params.getlist("u")[:MOST_CHATS]
        if not users or not all([await self._may_see(request, user) for user in users]):
            return Response(status_code=403, headers=HEADERS)
        headers = HEADERS | {"X-Accel-Buffering": "no"}
        return StreamingResponse(events(self._stream(users)), media_type="text/event-stream", headers=headers)

    async def _stream(self, users: Sequence[str]) -> AsyncIterator[str]:
        """Listen first, then the whole log, then what comes: nothing is lost; ids keep it from doubling."""
        with self.channel.listening(users) as listener:
            for user in users:
                chat = await self._chat(user)
                yield self.markup.log(chat) if chat else ""
            while not listener.over:
                news = await listener.next()
                yield await self._told(news) if news else ""

    async def _told(self, news: News) -> str:
        chat = await self._chat(news.user, lines=False)
        if chat is None:
            return ""
        if news.notice:
            return self.markup.notice(chat, news.notice)
        return self.markup.line(chat, news.line) if news.line else ""

    async def _ask_in(self, request: Request) -> Response:
        """Only a press on this page uses the link up: previews of links in chats fetch it too."""
        return self._gate(request, token=request.path_params["token"], status=200)

    def _landing(self, request: Request) -> str:
        """The page that a link leads to, as far as there is such a page."""
        page = request.query_params.get("to", "")
        return page if page in PAGES else ""

    async def _let_in(self, request: Request) -> Response:
        token = request.path_params["token"] if from_our_page(request) else ""
        try:
            user = await run_in_threadpool(self.signs.redeem, token)
        except TryAgain:
            return self._gate(request, token=token, status=503)
        if not user:
            return self._gate(request, why="link_over")
        page = self._landing(request)
        response = RedirectResponse(f"/u/{user}/{page}" if page else f"/u/{user}", 303, headers=HEADERS)
        self.signs.let_in(response, user)
        return response

    async def _ask_out(self, request: Request) -> Response:
        """As with the way in: only a press on this page uses the link up."""
        return self._gate(request, token=request.path_params["token"], status=200, export=True)

    async def _hand_out(self, request: Request) -> Response:
        token = request.path_params["token"] if from_our_page(request) else ""
        try:
            user, customer = await run_in_threadpool(self.signs.redeem_export, token)
            file = await run_in_threadpool(self.take_out, user, customer) if user else None
        except TryAgain:
            return self._gate(request, token=token, status=503, export=True)
        if file is None:
            return self._gate(request, why="link_over")
        named = {"Content-Disposition": 'attachment; filename="yinuo-export.zip"'}
        return Response(file, headers=HEADERS | named, media_type="application/zip")

    async def _let_out(self, request: Request) -> Response:
        response = RedirectResponse("/", 303, headers=HEADERS)
        if from_our_page(request):
            await run_in_threadpool(self.signs.let_out, request, response)
        return response

    async def _chat(self, user: str, *, lines: bool = True) -> Chat | None:
        return await run_in_threadpool(self._look_up, user, lines)

    def _look_up(self, user: str, lines: bool) -> Chat | None:
        behind = self.behind(Identity(Platform.WEB, "", user))
        if behind is None or not behind.member.active:
            return None
        address = Address(Platform.WEB, "", user)
        known = [*self.history(address, LINES), *self.channel.recent(user)] if lines else []
        return Chat(
            user=user,
            member=behind.member,
            words=self.words(behind.member.language),
            lines=fold(known)[-LINES:],
            chips=self.demo.suggest(behind) if self.demo else (),
            notices=self.channel.kept(user) if lines else (),
        )

    async def _seats(self) -> Sequence[str]:
        return (await run_in_threadpool(self.demo.people))[:MOST_CHATS] if self.demo else ()

    async def _may_see(self, request: Request, user: str) -> bool:
        signed_in = secrets.compare_digest(self.signs.user(request).encode(), user.encode())
        return signed_in or user in await self._seats()

    def _guarded(
        self, answer: Callable[[Request], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        """Posts only from our own pages; the demo only for browsers that mean this machine."""

        async def guarded(request: Request) -> Response:
            if await self._seats() and not on_loopback(request):
                return Response("The demo answers on this machine only.\n", 403, headers=HEADERS)
            if request.method == "POST" and not from_our_page(request):
                return Response("Posts come from this site's own pages.\n", 403, headers=HEADERS)
            return await answer(request)

        return guarded

    async def _refuse(self, request: Request, chat: Chat, phrase: str, status: int) -> Response:
        if "hx-request" in request.headers:
            return self._html(self.markup.words_notice(chat, phrase), status)
        self.channel.keep(chat.user, Card(title=chat.words[phrase], notice=True))
        full = await self._chat(chat.user)
        return self._page([full or chat], signed_in=self.signs.user(request) == chat.user, status=status)

    def _gate(
        self, request: Request, token: str = "", why: str = "", status: int = 403, *, export: bool = False
    ) -> Response:
        language = "zh" if request.headers.get("accept-language", "zh").lower().startswith("zh") else "en"
        page = self._landing(request)
        return self._html(self.markup.gate(language, token=token, why=why, page=page, export=export), status)

    def _page(self, chats: Sequence[Chat], *, signed_in: bool, status: int = 200) -> Response:
        return self._html(self.markup.page(chats, signed_in=signed_in), status)

    def _html(self, html: str, status: int = 200) -> Response:
        return HTMLResponse(html, status, headers=HEADERS)


async def form_of(request: Request) -> Mapping[str, str]:
    """The fields of a posted form, read no further than a form of ours can be long."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise Unreadable
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BODY:
            raise TooLong
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=reading.MOST_FIELDS)
    except ValueError as fault:
        raise Unreadable from fault
    return dict(pairs)
