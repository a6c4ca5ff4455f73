"""Telegram's updates become Incoming: who did what in which chat. None for what is not meant for us."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from bot.adapters.telegram.plain import clean, head, one_line
from bot.adapters.telegram.updates import Json, Me, unpack
from bot.domain import vcards
from bot.domain.chat import Address, Identity, Incoming, Platform, SharedContact
from bot.domain.mail import Arrival

LONGEST_TEXT = 4096
LONGEST_NAME = 128
LONGEST_BUTTON = 64
UNREADABLE = "?"
COMMAND = re.compile(r"/([^\s@/]+)(?:@(\w+))?(?=\s|$)")
SPACES = re.compile(r"[ \t]{2,}")
CHINESE = re.compile("[\u3400-\u9fff]")
MEDIA = {
    "animation",
    "audio",
    "checklist",
    "dice",
    "document",
    "game",
    "location",
    "paid_media",
    "photo",
    "poll",
    "sticker",
    "story",
    "venue",
    "video",
    "video_note",
    "voice",
}
"""What a person can send that has no text; all else without text is Telegram's own notice."""


def read(arrival: Arrival) -> Incoming | None:
    """The Incoming of one stored update; KeyError, TypeError, ValueError … when it cannot be read."""
    update, me = unpack(arrival.payload)
    for kind, reader in READERS.items():
        if kind in update:
            return reader(update[kind], arrival, me)
    return None


def _message(said: Json, arrival: Arrival, me: Me) -> Incoming | None:
    if _is_foreign(said):
        return None
    text = _text(said, me)
    if _is_group(said) and not _is_addressed(said, text, me):
        return None
    text = _without_command_name(text, me)
    contact = _contact(said["contact"]) if "contact" in said else None
    if not (text or contact or _is_silent(said)):
        return None
    return _incoming(said, arrival, text, contact)


def _edited(said: Json, arrival: Arrival, me: Me) -> Incoming | None:
    """Edits of what has no text (a moving location, a changed picture) say nothing."""
    if not (said.get("text") or said.get("caption")):
        return None
    return _message(said, arrival, me)


def _press(query: Json, arrival: Arrival, _me: Me) -> Incoming | None:
    """A press under one of our messages, however old; one under an inline result is nobody's."""
    message, data = query.get("message"), query.get("data")
    if not message or not data or query["from"].get("is_bot"):
        return None
    chat, person = message["chat"], query["from"]
    return Incoming(
        event=arrival.event,
        at=arrival.at,
        sender=_identity(person),
        address=_address(chat),
        group=chat["type"] != "private",
        button=head(clean(data), LONGEST_BUTTON) or UNREADABLE,
        message=str(message["message_id"]),
        callback=str(query["id"]),
        language=_language(person),
        name=_name(person),
    )


READERS: dict[str, Callable[[Json, Arrival, Me], Incoming | None]] = {
    "message": _message,
    "edited_message": _edited,
    "callback_query": _press,
}


def _incoming(said: Json, arrival: Arrival, text: str, contact: SharedContact | None) -> Incoming:
    person = said["from"]
    return Incoming(
        event=arrival.event,
        at=datetime.fromtimestamp(said.get("edit_date") or said["date"], UTC),
        sender=_identity(person),
        address=_address(said["chat"]),
        group=_is_group(said),
        text=text,
        message=str(said["message_id"]),
        edited="edit_date" in said,
        contact=contact,
        language=_language(person),
        name=_name(person),
    )


def _is_foreign(said: Json) -> bool:
    """Not a person's own words: channels, anonymous admins, bots, and what an inline bot wrote."""
    person = said.get("from")
    kind = said["chat"]["type"]
    return person is None or person.get("is_bot") or kind == "channel" or _borrowed(said)


def _is_group(said: Json) -> bool:
    return bool(said["chat"]["type"] != "private")


def _is_silent(said: Json) -> bool:
    """A picture, a voice …: in a private chat it still wants an answer."""
    return not (_is_group(said) or MEDIA.isdisjoint(said))


def _borrowed(said: Json) -> bool:
    return "sender_chat" in said or "via_bot" in said


def _text(said: Json, me: Me) -> str:
    """Text or caption, without our name where it is a mention."""
    kept = said.get("text") or said.get("caption") or ""
    units = kept.encode("utf-16-le", "surrogatepass")
    for entity in reversed(_mentions(said, me)):
        start, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
        units = units[:start] + units[end:]
    words = clean(units.decode("utf-16-le", "ignore"))
    return head(SPACES.sub(" ", words).strip(), LONGEST_TEXT)


def _mentions(said: Json, me: Me) -> list[Json]:
    """The entities that name us."""
    entities = said.get("entities") or said.get("caption_entities") or []
    units = (said.get("text") or said.get("caption") or "").encode("utf-16-le", "surrogatepass")
    name = f"@{me.username}".casefold()

    def names_us(entity: Json) -> bool:
        start, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
        return (
            entity["type"] == "mention" and units[start:end].decode("utf-16-le", "replace").casefold() == name
        )

    return [entity for entity in entities if names_us(entity)]


def _is_addressed(said: Json, text: str, me: Me) -> bool:
    """In a group we hear only what names us, answers us or is a command, and no other bot's command."""
    if command := COMMAND.match(text):
        return command[2] is None or command[2].casefold() == me.username.casefold()
    answered = said.get("reply_to_message") or {}
    return bool(_mentions(said, me)) or answered.get("from", {}).get("id") == me.id


def _without_command_name(text: str, me: Me) -> str:
    """`/promise@our_bot …` as `/promise …`."""
    command = COMMAND.match(text)
    if command is None or (command[2] or "").casefold() != me.username.casefold():
        return text
    return f"/{command[1]}{text[command.end() :]}"


def _contact(shared: Json) -> SharedContact:
    """A shared contact; whose Telegram account it is does not matter and is not read."""
    card = vcards.properties(shared.get("vcard") or "")
    named = _name(shared) or _line(card.get("FN", ""))
    return SharedContact(
        name=named,
        phone=_line(shared.get("phone_number") or card.get("TEL", "")),
        email=_line(card.get("EMAIL", "")),
        organisation=_line(" ".join(vcards.parts(card.get("ORG", "")))),
        title=_line(card.get("TITLE", "")),
    )


def _line(value: str) -> str:
    return head(one_line(vcards.said_in(value)), LONGEST_NAME)


def _name(person: Json) -> str:
    """First and last name in the order of their language: Jane Doe, 王芳."""
    first, last = one_line(person.get("first_name") or ""), one_line(person.get("last_name") or "")
    both = f"{last}{first}" if CHINESE.search(last) and CHINESE.search(first) else f"{first} {last}"
    return head(both.strip(), LONGEST_NAME)


def _language(person: Json) -> str:
    return head(one_line(person.get("language_code") or ""), 16)


def _identity(person: Json) -> Identity:
    return Identity(Platform.TELEGRAM, "", str(_number(person["id"])))


def _address(chat: Json) -> Address:
    return Address(Platform.TELEGRAM, "", str(_number(chat["id"])))


def _number(found: Any) -> int:
    if not isinstance(found, int):
        raise TypeError(f"an id must be a number, not {type(found).__name__}")
    return found
