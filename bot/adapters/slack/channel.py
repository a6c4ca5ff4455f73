"""The sending half: cards to messages, edits, words to one person, and forms."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.adapters.slack.callback import Callback, unpacked
from bot.adapters.slack.faults import (
    DEFAULT_WAIT,
    LOST,
    NOT_HERE,
    TOO_MANY,
    UNSHOWN,
    error_of,
    failure,
    translated,
)
from bot.adapters.slack.forms import modal
from bot.adapters.slack.payloads import Json
from bot.adapters.slack.pictures import Pictures
from bot.adapters.slack.places import Origin, thread_of, ts_of
from bot.adapters.slack.teams import Team, Teams
from bot.adapters.slack.write import Page, pages, plain_pages, with_form_button
from bot.domain.chat import Card, Outgoing
from bot.domain.errors import SendFailed, SlowDown
from bot.domain.mail import Draw

NOT_FOR_THEM = NOT_HERE | {"user_not_in_channel"}
PATIENCE = (1.0, 3.0, 9.0)
UNREADY = (0.5, 1.5, 3.0, 6.0)
"""Seconds between looks at whether Slack can show a file already that was just uploaded."""
OK = 200


@dataclass(slots=True, kw_only=True)
class SlackChannel:
    """Sends one card at a time per channel; `gap` seconds lie between the pages of a long one."""

    teams: Teams
    show_home: Callable[[str, str], Awaitable[None]]
    clock: Callable[[], datetime]
    draw: Draw
    gap: float = 1.0
    unready: tuple[float, ...] = UNREADY
    pictures: Pictures = field(init=False)

    def __post_init__(self) -> None:
        self.pictures = Pictures(teams=self.teams, draw=self.draw)

    async def send(self, outgoing: Outgoing, card: Card) -> str:
        """Send, edit, notify or open a form; the id of the (last) message, "" when there is none to edit."""
        with self.teams.busy(), translated():
            return await self._send(outgoing, card)

    async def _send(self, outgoing: Outgoing, card: Card) -> str:
        team = await self.teams.at(outgoing.address.team)
        callback = unpacked(outgoing.callback)
        if card.form and await self._open(team, outgoing, card, callback):
            return ""
        letter = _Letter(self.teams, team, await self._chat(team, outgoing), outgoing, callback)
        sent = await self._deliver(letter, with_form_button(card))
        if callback.home:
            await self.show_home(team.id, outgoing.user)
        return sent

    async def _deliver(self, letter: "_Letter", card: Card) -> str:
        """A word about an act, or to one of many, is for that person only; all else is a message."""
        personal = letter.outgoing.callback or not letter.chat.startswith("D")
        if card.notice and letter.outgoing.user and personal:
            return await letter.whisper(pages(card.in_words())[0])
        return await self._show(letter, card)

    async def _chat(self, team: Team, outgoing: Outgoing) -> str:
        """The channel; a person's id stands for their chat with us."""
        chat = outgoing.address.chat
        return await self.teams.im(team, chat) if chat.startswith(("U", "W")) else chat

    async def _open(self, team: Team, outgoing: Outgoing, card: Card, callback: Callback) -> bool:
        """Whether the card's form is open now; its trigger lives for three seconds only."""
        if card.form is None or not callback.opens(self.clock()):
            return False
        chat = outgoing.address.chat
        origin = Origin(chat=chat, group=not chat.startswith("D"), respond=callback.respond)
        try:
            await team.client.views_open(trigger_id=callback.trigger, view=modal(card.form, origin))
        except SlackApiError:
            return False
        return True

    async def _show(self, letter: "_Letter", card: Card) -> str:
        """All pages in order; the first may replace a message, the buttons stand under the last."""
        told, file = await self.pictures.uploaded(letter.team, card)
        if file and (sent := await self._illustrated(letter, card, file)) is not None:
            return sent
        return await self._in_words(letter, told.in_words())

    async def _illustrated(self, letter: "_Letter", card: Card, file: str) -> str | None:
        """With its picture, None when Slack cannot show the file: it may need some seconds after an upload."""
        for wait in (*self.unready, 0.0):
            try:
                return await self._pages(letter, pages(card, file))
            except SlackApiError as fault:
                if error_of(fault) not in UNSHOWN:
                    raise
            await asyncio.sleep(wait)
        self.pictures.forget(file)
        return None

    async def _in_words(self, letter: "_Letter", card: Card) -> str:
        try:
            return await self._pages(letter, pages(card))
        except SlackApiError as fault:
            if error_of(fault) not in UNSHOWN:
                raise
        return await self._pages(letter, [Page(said=[text]) for text in plain_pages(card)])

    async def _pages(self, letter: "_Letter", cut: list[Page]) -> str:
        sent = await letter.first(cut[0])
        for page in cut[1:]:
            await asyncio.sleep(self.gap)
            sent = await _patiently(letter, page)
        return sent


@dataclass(frozen=True, slots=True)
class _Letter:
    """One card's way to one chat."""

    teams: Teams
    team: Team
    chat: str
    outgoing: Outgoing
    callback: Callback

    async def first(self, page: Page) -> str:
        """The first page, in place of a message of ours when there is one to replace."""
        if not self.outgoing.replaces:
            return await self.post(page)
        if self.callback.ephemeral and self.callback.respond:
            return await self.respond(page, replace_original=True)
        ts = ts_of(self.outgoing.replaces)
        try:
            await self.team.client.chat_update(channel=self.chat, ts=ts, **_body(page, update=True))
        except SlackApiError as fault:
            if error_of(fault) not in LOST:
                raise
            return await self.post(page)
        return ts

    async def post(self, page: Page) -> str:
        """A new message; where we are not in the channel, an answer only for the person who acted there."""
        try:
            return await self._posted(page, self._thread())
        except SlackApiError as fault:
            if error_of(fault) not in NOT_HERE or not self.callback.respond:
                raise
        return await self.respond(page)

    async def whisper(self, page: Page) -> str:
        """A word to one person in a channel."""
        body: dict[str, Any] = _body(page) | _in_thread(self._thread())
        try:
            await self.team.client.chat_postEphemeral(channel=self.chat, user=self.outgoing.user, **body)
        except SlackApiError as fault:
            if error_of(fault) not in NOT_FOR_THEM or not self.callback.respond:
                raise
            return await self.respond(page)
        return ""

    async def respond(self, page: Page, *, replace_original: bool = False) -> str:
        """For one person's eyes, in words alone: a response_url is not who uploaded the picture."""
        return await self._responded(_body(page.without_images()) | {"replace_original": replace_original})

    async def _posted(self, page: Page, thread: str) -> str:
        body: dict[str, Any] = _body(page) | {"unfurl_links": False, "unfurl_media": False}
        try:
            answer = await self.team.client.chat_postMessage(channel=self.chat, **body, **_in_thread(thread))
        except SlackApiError as fault:
            if not thread or error_of(fault) != "thread_not_found":
                raise
            return await self._posted(page, "")
        return str(answer["ts"])

    async def _responded(self, body: Json) -> str:
        """By the response_url that came with the act: five times in half an hour, for one person's eyes."""
        async with self.teams.session().post(
            self.callback.respond, json=body, allow_redirects=False
        ) as answer:
            if answer.status == TOO_MANY:
                raise SlowDown(float(answer.headers.get("Retry-After", DEFAULT_WAIT)))
            if answer.status != OK:
                raise SendFailed(f"response_url answered {answer.status}")
        return ""

    def _thread(self) -> str:
        """An answer stands in the thread of its question."""
        address = self.outgoing.address
        here = f"{address.platform}:{address.team}:{address.chat}:"
        source = self.outgoing.answers
        asked = source.removeprefix(here) if source.startswith(here) else ""
        return thread_of(asked) or thread_of(self.outgoing.replaces)


async def _patiently(letter: _Letter, page: Page) -> str:
    """A later page waits here for its turn: as a whole the card would start again from its first."""
    for wait in PATIENCE:
        try:
            return await letter.post(page)
        except SlackApiError as fault:
            told = failure(fault)
            if not isinstance(told, SlowDown) and type(told) is not SendFailed:
                raise
            await asyncio.sleep(told.seconds if isinstance(told, SlowDown) else wait)
        except (aiohttp.ClientError, TimeoutError):
            await asyncio.sleep(wait)
    return await letter.post(page)


def _body(page: Page, *, update: bool = False) -> Json:
    """The plain twin stands alone when there are no blocks; in an update it must say that they are gone."""
    if page.blocks:
        return {"text": page.plain, "blocks": page.blocks}
    text = page.said[0]
    return {"text": text, "blocks": []} if update else {"text": text}


def _in_thread(thread: str) -> dict[str, Any]:
    return {"thread_ts": thread} if thread else {}
