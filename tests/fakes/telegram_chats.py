"""Chats as their members see them."""

import itertools
import time
from dataclasses import dataclass, field

from tests.fakes.schema import Json
from tests.fakes.telegram_html import utf16

BOT: Json = {"id": 7000000001, "is_bot": True, "first_name": "一诺", "username": "yinuo_bot"}


@dataclass(frozen=True)
class Button:
    """`data` is what the bot gets back; a link has a `url` instead."""

    text: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class File:
    id: str
    name: str
    content: bytes

    @property
    def size(self) -> int:
        return len(self.content)


@dataclass
class Message:
    """A message as it stands now; `edits` keeps the texts it had before."""

    id: int
    chat: "Chat"
    sender: Json
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    markup: Json = field(default_factory=dict)
    reply_to: "Message | None" = None
    file: File | None = None
    extra: Json = field(default_factory=dict)
    edits: list[str] = field(default_factory=list)
    edited: bool = False
    deleted: bool = False
    date: int = field(default_factory=lambda: int(time.time()))

    @property
    def by_bot(self) -> bool:
        return bool(self.sender["is_bot"])

    @property
    def rows(self) -> list[list[Button]]:
        rows = self.markup.get("inline_keyboard") or self.markup.get("keyboard") or []
        return [[_button(item) for item in row] for row in rows]

    @property
    def buttons(self) -> list[Button]:
        return [button for row in self.rows for button in row]

    def button(self, label: str) -> Button | None:
        return next((button for button in self.buttons if label in button.text), None)

    def json(self) -> Json:
        caption = self.file is not None
        body: Json = {"message_id": self.id, "date": self.date, "chat": self.chat.json(), "from": self.sender}
        if self.text:
            body["caption" if caption else "text"] = self.text
        if self.entities:
            body["caption_entities" if caption else "entities"] = self.entities
        if self.markup.get("inline_keyboard"):
            body["reply_markup"] = {"inline_keyboard": self.markup["inline_keyboard"]}
        if self.reply_to is not None:
            body["reply_to_message"] = {
                k: v for k, v in self.reply_to.json().items() if k != "reply_to_message"
            }
        return body | self.extra | ({"edit_date": int(time.time())} if self.edited else {})


def _button(item: Json | str) -> Button:
    if isinstance(item, str):
        return Button(item)
    return Button(item["text"], item.get("callback_data"), item.get("url"))


@dataclass
class Chat:
    """A private chat (its id is the user's) or a group; `open` is False once the bot may not write there."""

    id: int
    type: str
    title: str
    members: dict[int, Json] = field(default_factory=dict)
    history: list[Message] = field(default_factory=list)
    refusal: str | None = None

    @property
    def is_private(self) -> bool:
        return self.type == "private"

    @property
    def messages(self) -> list[Message]:
        """What the bot wrote here and did not delete."""
        return [message for message in self.history if message.by_bot and not message.deleted]

    def find(self, message_id: int) -> Message | None:
        return next((m for m in self.history if m.id == message_id and not m.deleted), None)

    def newest_button(self, label: str) -> tuple[Message, Button]:
        for message in reversed(self.messages):
            if button := message.button(label):
                return message, button
        seen = [button.text for message in self.messages for button in message.buttons]
        raise LookupError(f"no button {label!r} in chat {self.id}; there are {seen}")

    def json(self) -> Json:
        if self.is_private:
            user = self.members[self.id]
            return {"id": self.id, "type": "private", "first_name": user["first_name"]}
        return {"id": self.id, "type": self.type, "title": self.title}


class Chats:
    """Every chat this fake knows; message ids rise across all of them."""

    def __init__(self) -> None:
        self.by_id: dict[int, Chat] = {}
        self.files: dict[str, File] = {}
        self._ids = itertools.count(1)

    def add(self, chat: Chat) -> Chat:
        return self.by_id.setdefault(chat.id, chat)

    def keep(self, name: str, content: bytes) -> File:
        file = File(f"file-{len(self.files) + 1}", name, content)
        self.files[file.id] = file
        return file

    def write(self, chat: Chat, sender: Json, text: str = "", extra: Json | None = None) -> Message:
        message = Message(next(self._ids), chat, sender, text, extra=extra or {})
        if text.startswith("/"):
            command = {"type": "bot_command", "offset": 0, "length": utf16(text.split(maxsplit=1)[0])}
            message.entities = [command]
        chat.history.append(message)
        return message
