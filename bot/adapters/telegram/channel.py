"""The sending half: cards to messages, edits and toasts."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.adapters.telegram.faults import GONE, LOST, UNCHANGED, WORDLESS, described, says, seconds, translated
from bot.adapters.telegram.photos import Photo, Photos, captioned
from bot.adapters.telegram.plain import size
from bot.adapters.telegram.write import Page, keyboard, pages, toast
from bot.domain.chat import Card, Outgoing
from bot.domain.errors import Undrawable
from bot.domain.mail import Draw

log = logging.getLogger(__name__)

SentT = TypeVar("SentT")
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
GLANCE = 60
"""A longer notice waits for OK instead of vanishing."""
PATIENCE = (1.0, 3.0, 9.0)
LONGEST_WAIT = 20.0
"""Seconds; longer ones are the outbox's, before its lease of the card ends."""


@dataclass(slots=True, kw_only=True)
class TelegramChannel:
    """Sends one card at a time per chat; `gap` seconds lie between the pages of a long one."""

    bot: Bot
    draw: Draw
    gap: float = 1.0
    _flying: int = 0
    _landed: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, outgoing: Outgoing, card: Card) -> str:
        """Send, edit or notify; the id of the (last) message, "" for a notice."""
        self._flying += 1
        try:
            with translated(self.bot.token):
                if card.notice and outgoing.callback:
                    return await self._notify(outgoing, card)
                if outgoing.callback:
                    await self._answer(outgoing.callback)
                return await self._show(outgoing, card)
        finally:
            self._flying -= 1
            self._landed.set()

    async def close(self) -> None:
        """Let what is in the air land, then close the connections."""
        while self._flying:
            self._landed.clear()
            await self._landed.wait()
        await self.bot.shutdown()

    async def _notify(self, outgoing: Outgoing, card: Card) -> str:
        """A word to the one who pressed; too late for that, it becomes a message, but not before a group."""
        if await self._answer(outgoing.callback, toast(card)) or _is_group(outgoing):
            return ""
        return await self._show(replace(outgoing, replaces=""), card)

    async def _answer(self, callback: str, text: str | None = None) -> bool:
        """Stop the button's spinner; False when Telegram no longer waits for it."""
        try:
            await self.bot.answer_callback_query(callback, text, show_alert=size(text or "") > GLANCE)
        except BadRequest:
            return False
        return True

    async def _show(self, outgoing: Outgoing, card: Card) -> str:
        if card.picture is None:
            return await self._pages(outgoing, card)
        try:
            photo = await Photo.of(card.picture, self.draw)
        except Undrawable as fault:
            log.warning("a picture was not drawn: %s", fault)
            return await self._pages(outgoing, card.in_words())
        page = captioned(card, photo)
        if page is None:
            return await self._then_photo(outgoing, card, photo)
        return await self._with_photo(outgoing, card, photo, page)

    async def _with_photo(self, outgoing: Outgoing, card: Card, photo: Photo, page: Page) -> str:
        """One message; if the photo does not get through, the words alone do, and it is not tried twice."""
        photos, keys = Photos(bot=self.bot), keyboard(card)
        try:
            if await photos.put(outgoing, photo, page.html, keys):
                return outgoing.replaces
            await self._bare(outgoing)
            reply = _answered(outgoing)
            return await photos.post(outgoing, photo, page.html, html=True, markup=keys, reply=reply)
        except NetworkError as fault:
            if says(fault, GONE):
                raise
            log.warning("a picture did not get through: %s", described(fault, self.bot.token))
        return await self._pages(outgoing, card.in_words())

    async def _then_photo(self, outgoing: Outgoing, card: Card, photo: Photo) -> str:
        """The words first; the photo below has no part in whether the card was sent."""
        sent = await self._pages(outgoing, card)
        await asyncio.sleep(self.gap)
        post = partial(Photos(bot=self.bot).post, outgoing, photo, photo.caption, html=False)
        try:
            await self._patiently(post, lost=False)
        except TelegramError as fault:
            log.warning("a picture did not get through: %s", described(fault, self.bot.token))
        return sent

    async def _bare(self, outgoing: Outgoing) -> None:
        """Take the buttons off a message that a new one replaces."""
        if outgoing.replaces.isdecimal():
            with contextlib.suppress(BadRequest):
                await self.bot.edit_message_reply_markup(
                    int(outgoing.address.chat), int(outgoing.replaces), reply_markup=None
                )

    async def _pages(self, outgoing: Outgoing, card: Card) -> str:
        """All pages in order; the first may replace a message, the buttons stand under the last."""
        cut, keys = pages(card), keyboard(card)
        first = cut[0]
        sent = await self._first(outgoing, first, keys if len(cut) == 1 else None)
        for page in cut[1:]:
            await asyncio.sleep(self.gap)
            markup = keys if page is cut[-1] else None
            sent = await self._patiently(partial(self._post, outgoing, page, markup))
        return sent

    async def _first(self, outgoing: Outgoing, page: Page, markup: InlineKeyboardMarkup | None) -> str:
        if not outgoing.replaces.isdecimal():
            return await self._post(outgoing, page, markup)
        try:
            await self._edit(outgoing, page, markup)
        except BadRequest as fault:
            if says(fault, WORDLESS):
                await self._bare(outgoing)
            if says(fault, (*LOST, *WORDLESS)):
                return await self._post(outgoing, page, markup)
            if not says(fault, UNCHANGED):
                raise
        return outgoing.replaces

    async def _edit(self, outgoing: Outgoing, page: Page, markup: InlineKeyboardMarkup | None) -> None:
        async def edit(text: str, parse_mode: str | None) -> None:
            await self.bot.edit_message_text(
                text,
                chat_id=int(outgoing.address.chat),
                message_id=int(outgoing.replaces),
                parse_mode=parse_mode,
                reply_markup=markup,
                link_preview_options=NO_PREVIEW,
            )

        await _formatted(page, edit, (*UNCHANGED, *LOST, *WORDLESS, *GONE))

    async def _post(self, outgoing: Outgoing, page: Page, markup: InlineKeyboardMarkup | None) -> str:
        async def post(text: str, parse_mode: str | None) -> str:
            message = await self.bot.send_message(
                int(outgoing.address.chat),
                text,
                parse_mode=parse_mode,
                reply_markup=markup,
                link_preview_options=NO_PREVIEW,
                reply_parameters=_answered(outgoing),
            )
            return str(message.message_id)

        return await _formatted(page, post, GONE)

    async def _patiently(self, post: Callable[[], Awaitable[str]], *, lost: bool = True) -> str:
        """A later page waits here for its turn: as a whole the card would start again from its first.

        What may have arrived although it failed is sent again only if it would be `lost` otherwise.
        """
        for wait in PATIENCE:
            try:
                return await post()
            except BadRequest:
                raise
            except RetryAfter as fault:
                if seconds(fault) > LONGEST_WAIT:
                    raise
                await asyncio.sleep(seconds(fault))
            except NetworkError:
                if not lost:
                    raise
                await asyncio.sleep(wait)
        return await post()


async def _formatted(
    page: Page, send: Callable[[str, str | None], Awaitable[SentT]], final: tuple[str, ...]
) -> SentT:
    """Send as HTML; refused for anything but `final` reasons, the same page goes out as plain text."""
    try:
        return await send(page.html, ParseMode.HTML)
    except BadRequest as fault:
        if says(fault, final):
            raise
    return await send(page.plain, None)


def _is_group(outgoing: Outgoing) -> bool:
    return outgoing.address.chat.startswith("-")


def _answered(outgoing: Outgoing) -> ReplyParameters | None:
    """In a group an answer hangs on its question, which also keeps it in the question's topic."""
    chat, _, message = outgoing.answers.rpartition(":")
    here = chat == f"{outgoing.address.platform}:{outgoing.address.team}:{outgoing.address.chat}"
    if not (here and _is_group(outgoing) and message.isdecimal()):
        return None
    return ReplyParameters(int(message), allow_sending_without_reply=True)
