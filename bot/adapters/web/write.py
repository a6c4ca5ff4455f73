"""Cards and pages → HTML. All text is literal: escaped, in its own direction, bidi controls made visible."""

import hashlib
import re
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.adapters.web.drawings import drawing
from bot.domain.chat import Card, Picture
from bot.domain.moment import local
from bot.domain.people import Member
from bot.domain.ports import Said

HERE = Path(__file__).parent
MICROS = timedelta(microseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KEY_DIGITS = 16
LINKS = {"http", "https", "tg", "slack"}
DIGEST = 32
SIZE = re.compile(r'<svg[^>]*? width="(\d+)" height="(\d+)"')
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")

Words = Callable[[str], Mapping[str, str]]
"""The page's own labels in a language: `[phrases.web]` of its file, keys without `web.`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """One chat as a page shows it."""

    user: str
    member: Member
    words: Mapping[str, str]
    lines: Sequence[Said] = ()
    chips: Sequence[str] = ()
    notices: Sequence[Card] = ()
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A line with the time and the day that its reader's calendar gives it."""

    line: Said
    key: str
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


def place(said: Said) -> str:
    """Where a line stands: ids of our own messages begin with their time, so that edits stay in place."""
    return stamp_of(instant_of(said.message, said.at) if said.card else said.at)


def fold(lines: Iterable[Said]) -> list[Said]:
    """Each message once, as edited last, where it first stood; presses and unsent cards are no lines."""
    by_message = {each.message: each for each in lines if each.message and (each.text or each.card)}
    return sorted(by_message.values(), key=place)


def literal(text: str) -> str:
    """Characters that would turn the reading direction become a visible mark."""
    return _BIDI.sub("\N{REPLACEMENT CHARACTER}", text)


def link(url: str) -> str:
    """The address of a button, "" unless it is of a harmless kind."""
    return url if urlsplit(url).scheme in LINKS else ""


def digest_of(picture: Picture) -> str:
    """The name of a picture's address: another drawing has another."""
    return hashlib.sha256(picture.svg.encode()).hexdigest()[:DIGEST]


def picture_in(lines: Iterable[Said], digest: str) -> Picture | None:
    """The picture of this name, where one of the cards shows it."""
    shown = (each.card.picture for each in lines if each.card and each.card.picture)
    return next((picture for picture in shown if digest_of(picture) == digest), None)


def ratio(picture: Picture) -> str:
    """Width and height as a style sheet's attributes want them, so that nothing moves once it is loaded."""
    size = SIZE.search(picture.svg)
    return f'width="{size[1]}" height="{size[2]}"' if size else ""


def environment() -> Environment:
    """Templates that escape everything and stumble over a missing word."""
    env = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {
        "literal": literal,
        "link": link,
        "digest": digest_of,
        "ratio": ratio,
        "drawing": drawing,
    }
    env.globals["fresh_key"] = lambda: secrets.token_hex(12)
    env.globals["version"] = int(max(each.stat().st_mtime for each in (HERE / "static").iterdir()))
    return env


@dataclass(frozen=True, slots=True)
class Markup:
    """The templates, and what they need to know."""

    words: Words
    clock: Callable[[], datetime]
    env: Environment = field(default_factory=environment)

    def page(self, chats: Sequence[Chat], *, signed_in: bool) -> str:
        return self._render("page.html", chats=chats, signed_in=signed_in, words=chats[0].words)

    def gate(
        self, language: str, *, token: str = "", why: str = "", page: str = "", export: bool = False
    ) -> str:
        """The page of somebody who is not signed in (yet), or comes for a file; the token leads to `page`."""
        facts = {"language": language, "token": token, "why": why, "page": page, "export": export}
        return self._render("gate.html", words=self.words(language), **facts)

    def board(self, chat: Chat, cards: Sequence[Card], *, signed_in: bool) -> str:
        """The page of somebody's numbers, plain HTML without a script."""
        here = local(self.clock(), chat.member.zone)
        time = f"{_dated(here.date(), here.date(), chat.words)} {here:%H:%M}"
        return self._render("board.html", chat=chat, cards=cards, time=time, signed_in=signed_in)

    def log(self, chat: Chat) -> str:
        """The whole log, for a page that has just connected (again)."""
        return self._render("log.html", chat=chat)

    def line(self, chat: Chat, line: Said) -> str:
        return self._render("news.html", chat=chat, line=self.shown(chat, [line])[0])

    def notice(self, chat: Chat, card: Card) -> str:
        return self._render("notice.html", chat=chat, card=card)

    def words_notice(self, chat: Chat, phrase: str) -> str:
        return self.notice(chat, Card(title=chat.words[phrase], notice=True))

    def shown(self, chat: Chat, lines: Sequence[Said]) -> list[Shown]:
        """Lines with their local times; the first of each day says which day it is."""
        shown: list[Shown] = []
        for line in lines:
            key = place(line)
            here = local(EPOCH + int(key) * MICROS, chat.member.zone)
            day = self._day(here, chat)
            first = not shown or shown[-1].day != day
            shown.append(Shown(line, key, f"{here:%H:%M}", day, here.isoformat(timespec="seconds"), first))
        return shown

    def _day(self, here: datetime, chat: Chat) -> str:
        today = local(self.clock(), chat.member.zone).date()
        words, day = chat.words, here.date()
        if day == today:
            return words["today"]
        if day == today - timedelta(days=1):
            return words["yesterday"]
        return _dated(day, today, words)

    def _render(self, template: str, **facts: object) -> str:
        return self.env.get_template(template).render(shown=self.shown, **facts)


def _dated(day: date, today: date, words: Mapping[str, str]) -> str:
    """With the year when it is not this one."""
    pattern = words["day"] if day.year == today.year else words["day_of_year"]
    month, weekday = words["months"].split()[day.month - 1], words["weekdays"].split()[day.weekday()]
    return pattern.format(year=day.year, month=month, day=day.day, weekday=weekday)
