"""Which form somebody asks for: by a bare `/yinuo log`, a shortcut, or a button that was kept for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.adapters.slack.callback import may_respond
from bot.adapters.slack.payloads import FORM, Json, Payload
from bot.adapters.slack.places import Origin, message_id
from bot.adapters.slack.read import is_group
from bot.adapters.slack.words import clean, typed, unescape

LOG = "log_interaction"
LOG_MESSAGE, LOG_ANYWHERE = "log_in_yinuo", "log_with_yinuo"
"""The callback_ids of the shortcuts on a message and in the search bar, as the app's manifest has them."""
LONGEST_QUOTE = 2900


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A form that is wanted: for which command, with what in it already, and where its answer goes."""

    command: str
    origin: Origin
    values: Mapping[str, str] = field(default_factory=dict)


def wish_of(payload: Payload, command: str, api: str) -> Wish:
    """A command's form, as this payload asks for it."""
    url, message = payload.body.get("response_url"), _pointed_at(payload)
    said = typed(str(message.get("text") or ""), payload.bot_user)[:LONGEST_QUOTE]
    origin = Origin(
        chat=payload.chat or payload.im,
        message=message_id(message),
        group=is_group(payload),
        respond=url if isinstance(url, str) and may_respond(url, api) else "",
    )
    return Wish(command=command, origin=origin, values={"what": said} if said else {})


def _pointed_at(payload: Payload) -> Json:
    """The message whose shortcut was chosen."""
    message = payload.body.get("message") if payload.kind == "message_action" else None
    return message if isinstance(message, dict) else {}


def asked_for(payload: Payload, slashes: Mapping[str, str]) -> str:
    """The command whose form this payload asks for by itself; "" when it asks for none."""
    if payload.kind == "command":
        return slashes.get(clean(unescape(str(payload.body.get("text") or ""))).strip().lower(), "")
    if payload.kind in {"message_action", "shortcut"}:
        return LOG if payload.body.get("callback_id") in {LOG_MESSAGE, LOG_ANYWHERE} else ""
    if payload.kind == "block_actions":
        value = str(payload.action().get("value") or "")
        return value.removeprefix(FORM) if value.startswith(FORM) else ""
    return ""
