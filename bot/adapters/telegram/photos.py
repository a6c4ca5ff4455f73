"""Pictures on Telegram: a photo with the card as its caption, or the card and then the photo."""

import asyncio
from dataclasses import dataclass, replace

from telegram import Bot, InlineKeyboardMarkup, InputMediaPhoto, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.adapters.telegram.faults import GONE, UNCHANGED, says
from bot.adapters.telegram.plain import clip, one_line, size
from bot.adapters.telegram.write import Page, pages
from bot.domain.chat import Card, Outgoing, Picture
from bot.domain.mail import Draw

LONGEST_CAPTION = 1024
WRITE_SECONDS = 15.0
READ_SECONDS = 10.0
"""Together they leave time for the words alone, before the outbox's lease of the card ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture ready to be uploaded."""

    png: bytes
    name: str
    alt: str

    @classmethod
    async def of(cls, picture: Picture, draw: Draw) -> "Photo":
        """Drawn in a thread; raises Undrawable."""
        return cls(png=await asyncio.to_thread(draw, picture), name=picture.name, alt=picture.alt)

    @property
    def filename(self) -> str:
        return f"{self.name}.png"

    @property
    def caption(self) -> str:
        """What it shows, for where the card's words stand in a message of their own."""
        return clip(one_line(self.alt), LONGEST_CAPTION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Photos:
    """Sends photos and puts them in the place of earlier messages; raises Telegram's errors."""

    bot: Bot

    async def post(
        self,
        outgoing: Outgoing,
        photo: Photo,
        caption: str,
        *,
        html: bool,
        markup: InlineKeyboardMarkup | None = None,
        reply: ReplyParameters | None = None,
    ) -> str:
        """A new message with the photo; its id."""
        message = await self.bot.send_photo(
            int(outgoing.address.chat),
            photo.png,
            caption=caption,
            parse_mode=ParseMode.HTML if html else None,
            reply_markup=markup,
            reply_parameters=reply,
            filename=photo.filename,
            write_timeout=WRITE_SECONDS,
            read_timeout=READ_SECONDS,
        )
        return str(message.message_id)

    async def put(
        self, outgoing: Outgoing, photo: Photo, caption: str, markup: InlineKeyboardMarkup | None
    ) -> bool:
        """In the place of the message that the card replaces; False when that cannot be."""
        if not outgoing.replaces.isdecimal():
            return False
        media = InputMediaPhoto(photo.png, caption, ParseMode.HTML, filename=photo.filename)
        try:
            await self.bot.edit_message_media(
                media,
                chat_id=int(outgoing.address.chat),
                message_id=int(outgoing.replaces),
                reply_markup=markup,
                write_timeout=WRITE_SECONDS,
                read_timeout=READ_SECONDS,
            )
        except BadRequest as fault:
            if says(fault, GONE):
                raise
            return says(fault, UNCHANGED)
        return True


def captioned(card: Card, photo: Photo) -> Page | None:
    """The card as a caption; None when it is too long for one. A card without words shows what the photo is."""
    said = card if card.plain().strip() else replace(card, title=photo.caption)
    cut = pages(said)
    return cut[0] if len(cut) == 1 and size(cut[0].plain) <= LONGEST_CAPTION else None
