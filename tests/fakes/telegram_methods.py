"""The Bot API's methods over the fake's chats."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.schema import Json
from tests.fakes.telegram_chats import BOT, Chat, Chats, File, Message
from tests.fakes.telegram_rules import visible
from tests.fakes.telegram_updates import Updates, Webhook


class RefusedError(Exception):
    """The answer of the API when it says no; `ours` marks what a correct bot never does."""

    def __init__(self, status: int, description: str, *, ours: bool = False, **parameters: Any) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters
        self.ours = ours


def bad(description: str, *, ours: bool = False) -> RefusedError:
    return RefusedError(400, f"Bad Request: {description}", ours=ours)


@dataclass
class Methods:
    chats: Chats
    updates: Updates
    webhook: Webhook
    commands: dict[str, list[Json]] = field(default_factory=dict)
    webhook_set: Json = field(default_factory=dict)
    asked: dict[str, Chat] = field(default_factory=dict)
    answers: dict[str, Json] = field(default_factory=dict)
    inline_asked: set[str] = field(default_factory=set)
    inline_answers: dict[str, Json] = field(default_factory=dict)

    def call(self, method: str, payload: Json) -> Any:
        return _METHODS[method](self, payload)

    def chat(self, payload: Json) -> Chat:
        found = self.chats.by_id.get(payload["chat_id"])
        if found is None:
            raise bad("chat not found", ours=True)
        if found.refusal is not None:
            raise RefusedError(403, f"Forbidden: {found.refusal}")
        return found

    def send(self, payload: Json, key: str = "text") -> Message:
        chat = self.chat(payload)
        reply = self._reply(chat, payload)
        message = self.chats.write(chat, BOT)
        message.text, message.entities = visible(payload, key)
        message.markup, message.reply_to = payload.get("reply_markup") or {}, reply
        return message

    def send_message(self, payload: Json) -> Json:
        return self.send(payload).json()

    def _reply(self, chat: Chat, payload: Json) -> Message | None:
        wanted = payload.get("reply_parameters") or {}
        found = chat.find(wanted.get("message_id", 0))
        if wanted and found is None and not wanted.get("allow_sending_without_reply"):
            raise bad("message to be replied not found")
        return found

    def _editable(self, payload: Json) -> Message:
        message = self.chat(payload).find(payload["message_id"])
        if message is None:
            raise bad("message to edit not found")
        if not message.by_bot:
            raise bad("message can't be edited", ours=True)
        return message

    def edit_text(self, payload: Json) -> Json:
        message = self._editable(payload)
        if message.file is not None:
            raise bad("there is no text in the message to edit")  # who replaces it need not know
        before = (message.text, message.entities, message.markup)
        after = (*visible(payload), payload.get("reply_markup") or {})
        if after == before:
            raise bad("message is not modified")
        message.edits.append(message.text)
        message.text, message.entities, message.markup = after
        message.edited = True
        return message.json()

    def edit_media(self, payload: Json) -> Json:
        """Another photo in its place, or a photo where there were words alone."""
        message = self._editable(payload)
        message.edits.append(message.text)
        media = payload["media"]
        message.text, message.entities = visible(media, "caption")
        message.markup, message.edited = payload.get("reply_markup") or {}, True
        illustrate(message, payload["_files"]["media"])
        return message.json()

    def edit_markup(self, payload: Json) -> Json:
        message = self._editable(payload)
        markup = payload.get("reply_markup") or {}
        if markup.get("inline_keyboard", []) == message.markup.get("inline_keyboard", []):
            raise bad("message is not modified")
        message.markup, message.edited = markup, True
        return message.json()

    def delete(self, payload: Json) -> bool:
        message = self.chat(payload).find(payload["message_id"])
        if message is None:
            raise bad("message to delete not found")
        if not message.by_bot and not message.chat.is_private:
            raise bad("message can't be deleted")
        message.deleted = True
        return True

    def answer_callback(self, payload: Json) -> bool:
        if payload["callback_query_id"] not in self.asked:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        self.answers[payload["callback_query_id"]] = payload
        return True

    def answer_inline(self, payload: Json) -> bool:
        if payload["inline_query_id"] not in self.inline_asked:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        self.inline_answers[payload["inline_query_id"]] = payload
        return True

    def set_commands(self, payload: Json) -> bool:
        scope = (payload.get("scope") or {"type": "default"})["type"]
        self.commands[f"{scope}/{payload.get('language_code', '')}"] = payload["commands"]
        return True

    def set_webhook(self, payload: Json) -> bool:
        self.webhook_set = payload if payload["url"] else {}
        self.webhook.secret = payload.get("secret_token")
        return self._restart(payload)

    def delete_webhook(self, payload: Json) -> bool:
        self.webhook_set, self.webhook.url = {}, ""
        return self._restart(payload)

    def _restart(self, payload: Json) -> bool:
        if "allowed_updates" in payload:
            self.updates.allowed = payload["allowed_updates"]
        if payload.get("drop_pending_updates"):
            self.updates.pending.clear()
        return True

    def get_me(self, _payload: Json) -> Json:
        return BOT | {
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
        }

    def webhook_info(self, _payload: Json) -> Json:
        url, waiting = self.webhook_set.get("url", ""), len(self.updates.pending)
        return {"url": url, "has_custom_certificate": False, "pending_update_count": waiting}

    def get_file(self, payload: Json) -> Json:
        file = self.chats.files.get(payload["file_id"])
        if file is None:
            raise bad("invalid file_id", ours=True)
        return {"file_id": file.id, "file_unique_id": file.id, "file_size": file.size, "file_path": file.id}

    def chat_action(self, payload: Json) -> bool:
        return self.chat(payload) is not None


def _send_file(kind: str) -> Callable[[Methods, Json], Json]:
    def send(methods: Methods, payload: Json) -> Json:
        upload = payload.get("_files", {}).get(kind)
        file = upload or methods.chats.files.get(payload[kind]) or methods.chats.keep(payload[kind], b"")
        message = methods.send(payload, "caption")
        if kind == "photo":
            illustrate(message, file)
        else:
            message.file, message.extra = file, {"document": _body(file) | {"file_name": file.name}}
        return message.json()

    return send


def illustrate(message: Message, file: File) -> None:
    message.file, message.extra = file, {"photo": [_body(file) | {"width": 800, "height": 600}]}


def _body(file: File) -> Json:
    return {"file_id": file.id, "file_unique_id": file.id, "file_size": file.size}


_METHODS: dict[str, Callable[[Methods, Json], Any]] = {
    "sendMessage": Methods.send_message,
    "sendPhoto": _send_file("photo"),
    "sendDocument": _send_file("document"),
    "sendChatAction": Methods.chat_action,
    "editMessageText": Methods.edit_text,
    "editMessageMedia": Methods.edit_media,
    "editMessageReplyMarkup": Methods.edit_markup,
    "deleteMessage": Methods.delete,
    "answerCallbackQuery": Methods.answer_callback,
    "answerInlineQuery": Methods.answer_inline,
    "setMyCommands": Methods.set_commands,
    "setWebhook": Methods.set_webhook,
    "deleteWebhook": Methods.delete_webhook,
    "getWebhookInfo": Methods.webhook_info,
    "getMe": Methods.get_me,
    "getFile": Methods.get_file,
}
KNOWN = {*_METHODS, "getUpdates"}
