"""Inline queries: `@bot 泰禾` typed in any chat offers account cards to its members."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from telegram import Bot, InlineQueryResultArticle, InlineQueryResultsButton, InputTextMessageContent
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.adapters.telegram.channel import NO_PREVIEW
from bot.adapters.telegram.faults import described
from bot.adapters.telegram.plain import clean, clip, one_line
from bot.adapters.telegram.write import NOTHING_SAID, pages
from bot.domain.chat import Card, Identity, Platform
from bot.domain.errors import Question, Refusal, UnknownMember

log = logging.getLogger(__name__)

Find = Callable[[Identity, str], Sequence[tuple[str, Card]]]
"""The cards for a query, each under the title it has in the list; UnknownMember for strangers."""
Words = Callable[[str], Mapping[str, str]]

MOST_RESULTS = 50
LONGEST_LINE = 120
JOIN = "telegram.join"
START = "join"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inline:
    bot: Bot
    find: Find
    words: Words

    async def answer(self, query: Any) -> None:
        """Answer one query; what Telegram refuses is only logged, since the next key press asks again."""
        person = query["from"]
        identity = Identity(Platform.TELEGRAM, "", str(person["id"]))
        button = None
        try:
            found = await asyncio.to_thread(self.find, identity, clean(query["query"]).strip())
        except UnknownMember:
            found, button = (), self._way_in(str(person.get("language_code", "")))
        except (Refusal, Question):
            found = ()
        results = [_article(number, *each) for number, each in enumerate(found[:MOST_RESULTS])]
        try:
            await self.bot.answer_inline_query(
                str(query["id"]), results, cache_time=0, is_personal=True, button=button
            )
        except TelegramError as fault:
            log.warning("an inline query was not answered: %s", described(fault, self.bot.token))

    def _way_in(self, language: str) -> InlineQueryResultsButton:
        words = self.words("en" if language.startswith("en") else "zh")
        return InlineQueryResultsButton(words[JOIN], start_parameter=START)


def _article(number: int, title: str, card: Card) -> InlineQueryResultArticle:
    first = pages(card)[0]
    said = [line for block in card.blocks for line in block.lines]
    return InlineQueryResultArticle(
        id=str(number),
        title=clip(one_line(title), LONGEST_LINE) or NOTHING_SAID,
        description=clip(one_line(said[0]), LONGEST_LINE) if said else None,
        input_message_content=InputTextMessageContent(
            first.html, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW
        ),
    )
