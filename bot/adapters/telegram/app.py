"""Telegram's side of the bot, put together: what is read, what is sent, the webhook and the loop."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.routing import BaseRoute
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.request import BaseRequest, HTTPXRequest

from bot.adapters.telegram.channel import TelegramChannel
from bot.adapters.telegram.faults import described
from bot.adapters.telegram.front import Front
from bot.adapters.telegram.inline import Find, Inline, Words
from bot.adapters.telegram.menu import Commands, show_menus
from bot.adapters.telegram.polling import Pause, Polling
from bot.adapters.telegram.read import read
from bot.adapters.telegram.updates import WANTED, Me
from bot.adapters.telegram.webhook import PATH, Webhook
from bot.config import TelegramSettings
from bot.domain.chat import Incoming
from bot.domain.mail import Accept, Arrival, Channel, Draw

log = logging.getLogger(__name__)

CONNECTIONS = 32
SEND_SECONDS = 15.0
NOISY = ("httpx", "httpcore", "telegram")
"""Loggers that would print the token (it is part of every URL) or what people write."""

os.environ.setdefault("PTB_TIMEDELTA", "true")  # else the library warns at every 429


@dataclass(slots=True, kw_only=True)
class TelegramSide:
    """What the composition root needs of Telegram; `front.me` is known once the loop has begun."""

    read: Callable[[Arrival], Incoming | None]
    channel: Channel
    routes: Sequence[BaseRoute]
    loops: Sequence[Callable[[], Awaitable[None]]]
    front: Front

    def join_link(self, code: str) -> str:
        """The link that opens our chat and sends the code, "" while our name is not known."""
        return join_link(self.front.me.username, code) if self.front.me else ""


@dataclass(slots=True, kw_only=True)
class Session:
    """From the first getMe to the last connection closed."""

    bot: Bot
    front: Front
    channel: TelegramChannel
    polling: Polling
    commands: Commands
    webhook: str = ""
    secret: str = ""

    async def run(self) -> None:
        """Learn who we are, show the menus, then fetch updates or let them be brought, until cancelled."""
        try:
            await self._persist(self._introduce)
            await self._persist(self._show_menus)
            await self._persist(self._set_webhook if self.webhook else self._delete_webhook)
            await (asyncio.Event().wait() if self.webhook else self.polling.run())
        except InvalidToken:
            log.critical("Telegram does not know TELEGRAM_BOT_TOKEN; ask BotFather for the present one")
        finally:
            await self.front.close()
            await self.channel.close()

    async def _persist(self, step: Callable[[], Awaitable[None]]) -> None:
        """Until it works; only a wrong token cannot be waited out."""
        while True:
            try:
                await step()
            except InvalidToken:
                raise
            except TelegramError as fault:
                log.warning("Telegram is not ready yet, trying again: %s", described(fault, self.bot.token))
                await self.polling.pause.take()
            else:
                self.polling.pause.over()
                return

    async def _introduce(self) -> None:
        await self.bot.initialize()
        self.front.me = Me(self.bot.id, self.bot.username)
        log.info("Telegram: @%s is ready", self.bot.username)

    async def _show_menus(self) -> None:
        """A menu that Telegram refuses is missing; the bot works without it."""
        try:
            await show_menus(self.bot, self.commands)
        except BadRequest as fault:
            log.warning("Telegram refused the commands menu: %s", described(fault, self.bot.token))

    async def _set_webhook(self) -> None:
        await self.bot.set_webhook(self.webhook, secret_token=self.secret, allowed_updates=WANTED)

    async def _delete_webhook(self) -> None:
        await self.bot.delete_webhook(drop_pending_updates=False)


def side(
    settings: TelegramSettings,
    *,
    accept: Accept,
    public_url: str,
    words: Words,
    commands: Commands,
    inline: Find,
    clock: Callable[[], datetime],
    draw: Draw,
    pause: Pause | None = None,
) -> TelegramSide:
    """Telegram for these settings: by webhook when `public_url` is https, else by polling."""
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
    line = HTTPXRequest(connection_pool_size=2)
    bot = _bot(settings, line)
    front = Front(accept=accept, inline=Inline(bot=bot, find=inline, words=words), clock=clock)
    channel = TelegramChannel(bot=bot, draw=draw)
    webhook = f"{public_url}{PATH}" if public_url.startswith("https://") else ""
    session = Session(
        bot=bot,
        front=front,
        channel=channel,
        polling=Polling(bot=bot, line=line, front=front, pause=pause or Pause()),
        commands=commands,
        webhook=webhook,
        secret=settings.secret,
    )
    routes = Webhook(front=front, secret=settings.secret).routes if webhook else ()
    return TelegramSide(read=read, channel=channel, routes=routes, loops=[session.run], front=front)


def join_link(username: str, code: str) -> str:
    """The deep link that joins with one press."""
    return f"https://t.me/{username}?start={code}"


def _bot(settings: TelegramSettings, polling: BaseRequest) -> Bot:
    """The library's Bot for calls, with connections of their own for sending and polling."""
    sending = HTTPXRequest(
        connection_pool_size=CONNECTIONS, read_timeout=SEND_SECONDS, pool_timeout=SEND_SECONDS
    )
    return Bot(settings.token, base_url=settings.api, request=sending, get_updates_request=polling)
