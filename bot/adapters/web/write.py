"""Cards and pages → HTML. All text is literal: escaped, kept in its own direction, bidi controls made visible."""

import re
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.domain.chat import Card
from bot.domain.moment import local
from bot.domain.people import Member

HERE = Path(__file__).parent
MICROS = timedelta(microseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KEY_DIGITS = 16
LINKS = {"http", "https", "tg", "slack"}
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")

Words = Callable[[str], Mapping[str, str]]
"""The page's own labels in a language: `[phrases.web]` of its file, keys without `web.`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing said in a chat: a `text` of the person's, or a `card` of the bot's under its message id."""

    message: str
    at: datetime
    text: str = ""
    card: Card | None = None

    @property
    def key(self) -> str:
        """Where it stands: ids of our own messages begin with their time, so that edits stay in place."""
        stamp = self.message.partition("-")[0]
        return stamp if self.card and stamp.isdigit() and len(stamp) == KEY_DIGITS else stamp_of(self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """One chat as a page shows it."""

    user: str
    member: Member
    words: Mapping[str, str]
    lines: Sequence[Line] = ()
    chips: Sequence[str] = ()
    notices: Sequence[Card] = ()
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A line with the time and the day that its reader's calendar gives it."""

    line: Line
    time: str
    day: str
    iso: str
    first: bool = False


def stamp_of(at: datetime) -> str:
    """Microseconds since 1970, sortable as text."""
    return f"{(at - EPOCH) // MICROS:0{KEY_DIGITS}d}"


def new_message(at: datetime) -> str:
    return f"{stamp_of(at)}-{secrets.token_hex(4)}"


def instant_of(message: str, otherwise: datetime) -> datetime:
    """When a message of ours was first sent."""
    stamp = message.partition("-")[0]
    return EPOCH + int(stamp) * MICROS if stamp.isdigit() and len(stamp) == KEY_DIGITS else otherwise


def fold(lines: Iterable[Line]) -> list[Line]:
    """Each message once, as it was edited last, where it first stood."""
    by_message = {line.message: line for line in lines if line.message and (line.text or line.card)}
    return sorted(by_message.values(), key=lambda line: line.key)


def literal(text: str) -> str:
    """Characters that would turn the reading direction become a visible mark."""
    return _BIDI.sub("\N{REPLACEMENT CHARACTER}", text)


def link(url: str) -> str:
    """The address of a button, "" unless it is of a harmless kind."""
    return url if urlsplit(url).scheme in LINKS else ""


@dataclass(frozen=True, slots=True)
class Markup:
    """The templates, and what they need to know."""

    words: Words
    clock: Callable[[], datetime]
    env: Environment = field(default_factory=lambda: _environment())

    def page(self, chats: Sequence[Chat], *, signed_in: bool) -> str:
        return self._render("page.html", chats=chats, signed_in=signed_in, words=chats[0].words)

    def gate(self, language: str, *, token: str = "", why: str = "") -> str:
        """The page of somebody who is not signed in (yet)."""
        return self._render("gate.html", words=self.words(language), language=language, token=token, why=why)

    def log(self, chat: Chat) -> str:
        """The whole log, for a page that has just connected (again)."""
        return self._render("log.html", chat=chat)

    def line(self, chat: Chat, line: Line) -> str:
        return self._render("news.html", chat=chat, line=self.shown(chat, [line])[0])

    def notice(self, chat: Chat, card: Card) -> str:
        return self._render("notice.html", chat=chat, card=card)

    def words_notice(self, chat: Chat, phrase: str) -> str:
        return self.notice(chat, Card(title=chat.words[phrase], notice=True))

    def shown(self, chat: Chat, lines: Sequence[Line]) -> list[Shown]:
        """Lines with their local times; the first of each day says which day it is."""
        shown: list[Shown] = []
        for line in lines:
            here = local(instant_of(line.message, line.at) if line.card else line.at, chat.member.zone)
            day = self._day(here, chat)
            first = not shown or shown[-1].day != day
            shown.append(Shown(line, f"{here:%H:%M}", day, here.isoformat(timespec="seconds"), first))
        return shown

    def _day(self, here: datetime, chat: Chat) -> str:
        today = local(self.clock(), chat.member.zone).date()
        words, day = chat.words, here.date()
        if day == today:
            return words["today"]
        if day == today - timedelta(days=1):
            return words["yesterday"]
        pattern = words["day"] if day.year == today.year else words["day_of_year"]
        month, weekday = words["months"].split()[day.month - 1], words["weekdays"].split()[day.weekday()]
        return pattern.format(year=day.year, month=month, day=day.day, weekday=weekday)

    def _render(self, template: str, **facts: object) -> str:
        return self.env.get_template(template).render(shown=self.shown, **facts)


def _environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {"literal": literal, "link": link}
    env.globals["fresh_key"] = lambda: secrets.token_hex(12)
    env.globals["version"] = int(max(each.stat().st_mtime for each in (HERE / "static").iterdir()))
    return env
