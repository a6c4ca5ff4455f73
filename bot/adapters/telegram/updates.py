"""Updates on their way into the inbox: what is kept of each, and under which key it counts once."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from bot.domain.chat import Identity, Platform
from bot.domain.mail import Arrival

Json = dict[str, Any]

WANTED = ("message", "edited_message", "callback_query", "inline_query")
HIGHEST_ID = 2**63


@dataclass(frozen=True, slots=True)
class Me:
    """Which bot we are, as getMe says: reading needs it to tell who is spoken to in a group."""

    id: int
    username: str


def parsed(body: bytes) -> object:
    """The JSON of a request; what cannot be parsed stays as it came, as text."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return body.decode("utf-8", "replace")


def id_of(update: object) -> int | None:
    """The update_id, None when there is no usable one."""
    found = update.get("update_id") if isinstance(update, dict) else None
    usable = isinstance(found, int) and not isinstance(found, bool) and 0 <= found < HIGHEST_ID
    return found if usable else None


def arrival_of(update: object, me: Me, at: datetime) -> Arrival:
    """The update as it is kept; an unusable one is kept too, for reading to put it aside."""
    number = id_of(update)
    if not isinstance(update, dict) or number is None:
        return _unreadable(update, at)
    said = _said(update)
    sender = _id_in(said, "from")
    return Arrival(
        platform=Platform.TELEGRAM,
        sender=Identity(Platform.TELEGRAM, "", sender) if sender else None,
        event=_event(said, number),
        chat=_id_in(said, "chat"),
        payload=_packed({"bot": asdict(me), "update": update}),
        at=at,
    )


def unpack(payload: str) -> tuple[Json, Me]:
    """What `arrival_of` kept; KeyError when it was unreadable from the start."""
    kept = json.loads(payload)
    return kept["update"], Me(kept["bot"]["id"], kept["bot"]["username"])


def _unreadable(update: object, at: datetime) -> Arrival:
    raw = _packed({"unreadable": update})
    digest = hashlib.sha256(raw.encode()).hexdigest()[:32]
    return Arrival(platform=Platform.TELEGRAM, event=f"unreadable:{digest}", chat="", payload=raw, at=at)


def _packed(kept: Json) -> str:
    """JSON in ASCII: no database refuses it, whatever a message holds."""
    try:
        return json.dumps(kept)
    except RecursionError:
        return json.dumps({"unreadable": "nested too deeply"})


def _said(update: Json) -> Json:
    """The first thing of a kind we asked for; a press stands in the chat of its message."""
    said: Json = next((update[kind] for kind in WANTED if isinstance(update.get(kind), dict)), {})
    message = said.get("message")
    return {**said, "chat": message.get("chat")} if isinstance(message, dict) else said


def _id_in(said: Json, name: str) -> str:
    found = said.get(name)
    number = found.get("id") if isinstance(found, dict) else None
    return str(number) if isinstance(number, int) and -HIGHEST_ID < number < HIGHEST_ID else ""


def _event(said: Json, number: int) -> str:
    """An album is one thing said, however many pictures it has."""
    album = said.get("media_group_id")
    is_new = "edit_date" not in said
    return f"album:{album[:40]}" if isinstance(album, str) and is_new else str(number)
