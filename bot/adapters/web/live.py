"""The sending half: cards go to every open page of a chat; pages that open later read the history."""

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.adapters.web.write import instant_of, new_message
from bot.domain.chat import Card, Outgoing
from bot.domain.ports import Said

HEARTBEAT_SECONDS = 15.0
MOST_WAITING = 200
RECENT_LINES = 30
RECENT_LASTS = timedelta(minutes=1)
NOTICE_LASTS = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class News:
    """What became new in a chat: a line (perhaps an edited one) or a word to its person."""

    user: str
    line: Said | None = None
    notice: Card | None = None


@dataclass(slots=True, eq=False)
class Listener:
    """One open page; a page that does not read is closed, and catches up when it comes back."""

    users: tuple[str, ...]
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)
    _queue: "asyncio.Queue[News | None]" = field(default_factory=lambda: asyncio.Queue(MOST_WAITING))
    _over: bool = False

    def tell(self, news: News | None) -> None:
        """Safe from any thread; None closes the page's stream."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._put, news)

    async def next(self, seconds: float = HEARTBEAT_SECONDS) -> News | None:
        """The next news, None after a while without any."""
        try:
            return await asyncio.wait_for(self._queue.get(), seconds)
        except TimeoutError:
            return None

    @property
    def over(self) -> bool:
        return self._over and self._queue.empty()

    def _put(self, news: News | None) -> None:
        if news is None or self._queue.full():
            self._over = True
            news = None
        if not self._queue.full():
            self._queue.put_nowait(news)


@dataclass(slots=True, kw_only=True)
class WebChannel:
    """Sends to whoever looks; what was just sent is kept until the history is sure to have it."""

    clock: Callable[[], datetime]
    _listeners: dict[str, set[Listener]] = field(default_factory=lambda: defaultdict(set))
    _recent: dict[str, deque[tuple[datetime, Said]]] = field(default_factory=dict)
    _notices: dict[str, list[tuple[datetime, Card]]] = field(default_factory=dict)

    async def send(self, outgoing: Outgoing, card: Card) -> str:
        """Show the card on every open page of the chat; a notice is a toast and has no id."""
        user = outgoing.address.chat
        if card.notice:
            if self._listeners.get(user):
                self._tell(News(user, notice=card))
            else:
                self.keep(user, card)
            return ""
        now = self.clock()
        message = outgoing.replaces or new_message(now)
        self.show(user, Said(message=message, at=instant_of(message, now), card=replace(card, notice=False)))
        return message

    def show(self, user: str, line: Said) -> None:
        """Add or change a line on every open page of the chat."""
        self._recent.setdefault(user, deque(maxlen=RECENT_LINES)).append((self.clock(), line))
        self._tell(News(user, line))

    def recent(self, user: str) -> Sequence[Said]:
        """What was sent a moment ago, which the history may not have yet."""
        since = self.clock() - RECENT_LASTS
        return [line for at, line in self._recent.get(user, ()) if at >= since]

    def keep(self, user: str, notice: Card) -> None:
        """Keep a word to the person for the page that they open next."""
        self._notices.setdefault(user, []).append((self.clock(), notice))

    def kept(self, user: str) -> list[Card]:
        """Words that no open page showed; each is handed out once."""
        since = self.clock() - NOTICE_LASTS
        return [card for at, card in self._notices.pop(user, []) if at >= since]

    @contextmanager
    def listening(self, users: Iterable[str]) -> Iterator[Listener]:
        listener = Listener(tuple(users))
        for user in listener.users:
            self._listeners[user].add(listener)
        try:
            yield listener
        finally:
            for user in listener.users:
                self._listeners[user].discard(listener)

    def close(self) -> None:
        """End every open page's stream, so that the server can stop; the pages come back by themselves."""
        for listener in {each for group in self._listeners.values() for each in group}:
            listener.tell(None)

    def _tell(self, news: News) -> None:
        for listener in tuple(self._listeners.get(news.user, ())):
            listener.tell(news)


async def events(parts: AsyncIterator[str]) -> AsyncIterator[str]:
    """HTML as server-sent events; an empty part is a heartbeat that no page sees."""
    async for part in parts:
        yield "".join(f"data: {line}\n" for line in part.splitlines()) + "\n" if part else ": still here\n\n"
