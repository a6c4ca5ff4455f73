"""What Telegram refuses, in the words of the domain, and never with the token."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.domain.errors import Rejected, SendFailed, SlowDown, Unreachable

GONE = (
    "chat not found",
    "user is deactivated",
    "peer_id_invalid",
    "not enough rights",
    "have no rights",
    "chat_write_forbidden",
    "chat_restricted",
    "bot was kicked",
    "group chat was deactivated",
)
UNCHANGED = ("message is not modified",)
LOST = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
)
"""The message cannot be edited (any more): it was deleted, is too old or not ours."""
WORDLESS = ("no text in the message",)
"""The message is a photo: words cannot take its place."""


def says(fault: TelegramError, words: tuple[str, ...]) -> bool:
    said = fault.message.lower()
    return any(each in said for each in words)


def seconds(fault: RetryAfter) -> float:
    after = fault.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)


def described(fault: TelegramError, token: str) -> str:
    """The fault for a log: python-telegram-bot quotes the token in some of them."""
    return f"{type(fault).__name__}: {fault.message}".replace(token, "(token)")


@contextmanager
def translated(token: str) -> Iterator[None]:
    """Raise SendFailed and its kinds instead of Telegram's errors, without their tracebacks."""
    try:
        yield
    except RetryAfter as fault:
        raise SlowDown(seconds(fault)) from None
    except (Forbidden, ChatMigrated) as fault:
        raise Unreachable(described(fault, token)) from None
    except BadRequest as fault:
        kind = Unreachable if says(fault, GONE) else Rejected
        raise kind(described(fault, token)) from None
    except TelegramError as fault:
        raise SendFailed(described(fault, token)) from None
