"""People and groups on the other side of the bot: what they type, press and see."""

import re
from typing import TYPE_CHECKING

from tests.fakes.schema import Json
from tests.fakes.telegram_chats import BOT, Chat, Message
from tests.fakes.telegram_html import utf16
from tests.fakes.waiting import wait_until

if TYPE_CHECKING:
    from tests.fakes.telegram import TelegramFake


class Place:
    """A chat from the outside, private or group."""

    def __init__(self, fake: "TelegramFake", chat: Chat) -> None:
        self.fake = fake
        self.chat = chat

    @property
    def messages(self) -> list[Message]:
        """What the bot wrote here and did not delete, oldest first."""
        return self.chat.messages

    def wait_for(self, substring: str, timeout: float = 30) -> Message:
        """The newest message of the bot with these words, as it stands when they first appear."""

        def look() -> Message | None:
            return next((m for m in reversed(self.messages) if substring in m.text), None)

        return wait_until(
            look, f"message with {substring!r}", timeout, lambda: [m.text for m in self.messages]
        )

    def wait_for_count(self, count: int, timeout: float = 30) -> list[Message]:
        """The bot's messages once there are at least `count` of them."""

        def look() -> list[Message] | None:
            return self.messages if len(self.messages) >= count else None

        return wait_until(look, f"{count} messages", timeout, lambda: [m.text for m in self.messages])

    def refuse(self, reason: str = "bot was blocked by the user") -> None:
        """From now on the bot gets a 403 here."""
        self.chat.refusal = reason

    def accept(self) -> None:
        self.chat.refusal = None

    def _write(
        self, user: Json, text: str, extra: Json | None = None, entities: list[Json] | None = None
    ) -> Message:
        with self.fake.lock:
            message = self.fake.chats.write(self.chat, user, text, extra)
            message.entities += entities or []
            return message

    def _deliver(self, kind: str, message: Message) -> int:
        with self.fake.lock:
            self.fake.updates.push(kind, message.json())
        return message.id

    def _press(self, user: Json, label: str) -> str:
        with self.fake.lock:
            message, button = self.chat.newest_button(label)
        if button.data is None:
            raise LookupError(f"{button.text!r} is not a callback button but {button}")
        return self.fake.callback(user, message, button.data)


class Person(Place):
    """A user and the private chat with the bot."""

    def __init__(self, fake: "TelegramFake", chat: Chat, user: Json) -> None:
        super().__init__(fake, chat)
        self.user = user
        self.id: int = user["id"]

    @property
    def toasts(self) -> list[str]:
        """Texts of the callback answers this user saw."""
        return self.fake.toasts(self.id)

    def send(self, text: str, reply_to: int | None = None, extra: Json | None = None) -> int:
        """Send a text; its message id."""
        self.accept()
        message = self._write(self.user, text, extra)
        message.reply_to = self.chat.find(reply_to) if reply_to else None
        return self._deliver("message", message)

    def start(self, payload: str = "") -> int:
        """Open the bot by its deep link, which carries 64 characters of A-Z, a-z, 0-9, _ and - at most."""
        if not re.fullmatch(r"[\w-]{0,64}", payload, re.ASCII):
            raise ValueError(f"no deep link can carry {payload!r}")
        return self.send(f"/start {payload}".strip())

    def edit(self, message_id: int, text: str) -> None:
        message = self.chat.find(message_id)
        if message is None:
            raise LookupError(f"no message {message_id} in chat {self.chat.id}")
        message.edits.append(message.text)
        message.text, message.edited = text, True
        self._deliver("edited_message", message)

    def press(self, label: str) -> str:
        """Press the newest visible button whose text contains `label`; the callback query's id."""
        return self._press(self.user, label)

    def press_data(self, data: str, message_id: int) -> str:
        """A forged click: any data under any message of this chat."""
        message = self.chat.find(message_id)
        if message is None:
            raise LookupError(f"no message {message_id} in chat {self.chat.id}")
        return self.fake.callback(self.user, message, data)

    def share_contact(
        self, phone: str, name: str, vcard: str | None = None, user_id: int | None = None
    ) -> int:
        contact: Json = {"phone_number": phone, "first_name": name}
        contact |= {"vcard": vcard} if vcard else {}
        contact |= {"user_id": user_id} if user_id else {}
        return self.send("", extra={"contact": contact})

    def send_document(self, name: str, content: bytes, caption: str = "") -> int:
        """Upload a file that the bot may fetch with getFile."""
        file = self.fake.chats.keep(name, content)
        body = {"file_id": file.id, "file_unique_id": file.id, "file_size": file.size, "file_name": name}
        return self.send("", extra={"document": body} | ({"caption": caption} if caption else {}))

    def send_photo(self, content: bytes, caption: str = "") -> int:
        file = self.fake.chats.keep("photo.jpg", content)
        size = {
            "file_id": file.id,
            "file_unique_id": file.id,
            "file_size": file.size,
            "width": 1,
            "height": 1,
        }
        return self.send("", extra={"photo": [size]} | ({"caption": caption} if caption else {}))

    def send_voice(self, content: bytes, seconds: int = 3) -> int:
        file = self.fake.chats.keep("voice.ogg", content)
        body = {"file_id": file.id, "file_unique_id": file.id, "file_size": file.size, "duration": seconds}
        return self.send("", extra={"voice": body})

    def inline(self, query: str, offset: str = "", timeout: float = 30) -> list[Json]:
        """Type `@bot query` anywhere; the results the bot answers with."""
        return self.fake.inline(self.user, query, offset, timeout)

    def block(self) -> None:
        """Block the bot: sends get 403 and the bot is told by my_chat_member."""
        self.refuse()
        old, new = {"user": BOT, "status": "member"}, {"user": BOT, "status": "kicked", "until_date": 0}
        body = {
            "chat": self.chat.json(),
            "from": self.user,
            "date": 0,
            "old_chat_member": old,
            "new_chat_member": new,
        }
        with self.fake.lock:
            self.fake.updates.push("my_chat_member", body)


class Group(Place):
    """A group; in privacy mode (the default of real bots) plain talk does not reach the bot."""

    def __init__(self, fake: "TelegramFake", chat: Chat, *, privacy: bool) -> None:
        super().__init__(fake, chat)
        self.privacy = privacy

    def send(
        self, user: "Person | int", text: str, *, mention: bool = False, reply_to: int | None = None
    ) -> int:
        """Send as a member; `mention` puts the bot's name in front. The message id."""
        handle = f"@{BOT['username']}"
        entity = {"type": "mention", "offset": 0, "length": utf16(handle)}
        words = f"{handle} {text}" if mention else text
        message = self._write(self._member(user), words, entities=[entity] if mention else [])
        message.reply_to = self.chat.find(reply_to) if reply_to else None
        if not self.privacy or self._addressed(message):
            self._deliver("message", message)
        return message.id

    def press(self, user: "Person | int", label: str) -> str:
        return self._press(self._member(user), label)

    def _addressed(self, message: Message) -> bool:
        answered = message.reply_to is not None and message.reply_to.by_bot
        return answered or f"@{BOT['username']}" in message.text or message.text.startswith("/")

    def _member(self, user: "Person | int") -> Json:
        found = self.chat.members.get(user if isinstance(user, int) else user.id)
        if found is None:
            raise LookupError(f"{user} is not a member of {self.chat.title}")
        return found
