"""What Slack refuses, in the words of the domain, and never with a token."""

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.domain.errors import Rejected, SendFailed, SlowDown, Unreachable

TOO_MANY = 429
SERVER_ERROR = 500
DEFAULT_WAIT = 30.0
GONE = frozenset(
    {
        "account_inactive",
        "cannot_dm_bot",
        "channel_not_found",
        "is_archived",
        "messages_tab_disabled",
        "not_in_channel",
        "token_revoked",
        "user_disabled",
        "user_not_found",
        "user_not_visible",
    }
)
NOT_HERE = frozenset({"channel_not_found", "not_in_channel"})
"""We are not in that channel; the person's own act may still be answered by its response_url."""
LOST = frozenset({"cant_update_message", "edit_window_closed", "message_not_found"})
"""The message cannot be edited (any more): it was deleted, is too old or was for one person's eyes only."""
UNSHOWN = frozenset(
    {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "too_many_blocks"}
)
STALE_TRIGGER = frozenset(
    {"expired_trigger_id", "invalid_trigger_id", "exchanged_trigger_id", "trigger_expired"}
)
PASSING = frozenset(
    {
        "fatal_error",
        "internal_error",
        "invalid_auth",
        "not_authed",
        "org_login_required",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",
        "token_expired",
    }
)
"""Slack's own trouble, or ours with a token: worth another try, and no fault of the person's chat."""


def error_of(fault: SlackApiError) -> str:
    """Slack's word for it; "" when the answer was no JSON."""
    data = getattr(fault.response, "data", None)
    return str(data.get("error") or "") if isinstance(data, dict) else ""


def status_of(fault: SlackApiError) -> int:
    found = getattr(fault.response, "status_code", None)
    return found if isinstance(found, int) else SERVER_ERROR


def failure(fault: SlackApiError) -> SendFailed:
    """The same fault as the rest of the bot knows it."""
    error, status = error_of(fault), status_of(fault)
    if status == TOO_MANY or error in {"ratelimited", "rate_limited"}:
        return SlowDown(_seconds(fault))
    if error in GONE:
        return Unreachable(error)
    if not error or error in PASSING or status >= SERVER_ERROR:
        return SendFailed(error or f"status {status}")
    return Rejected(error)


@contextmanager
def translated() -> Iterator[None]:
    """Raise SendFailed and its kinds instead of Slack's errors, without their tracebacks."""
    try:
        yield
    except SlackApiError as fault:
        raise failure(fault) from None
    except (SlackClientError, aiohttp.ClientError, TimeoutError) as fault:
        raise SendFailed(type(fault).__name__) from None


def _seconds(fault: SlackApiError) -> float:
    headers = getattr(fault.response, "headers", None) or {}
    told = str(headers.get("Retry-After") or headers.get("retry-after") or "")
    return float(told) if told.isdecimal() else DEFAULT_WAIT
