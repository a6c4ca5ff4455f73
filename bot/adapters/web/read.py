"""What somebody did on the page → the payload in the inbox → what it means."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.chat import Address, Filled, Identity, Incoming, Platform
from bot.domain.mail import Arrival

MOST_BYTES = 16 * 1024
MOST_FIELDS = 40
FIELD = "field."
_KEY = re.compile(r"[0-9A-Za-z-]{8,64}")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufff9-\uffff\U000e0000-\U000e007f]")


class TooLong(ValueError):
    """More text than one message may have."""


class Unreadable(ValueError):
    """A post that no page of ours sends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One thing a person did on the page; `key` is the browser's, so that sending twice takes effect once."""

    key: str
    text: str = ""
    button: str = ""
    message: str = ""
    command: str = ""
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def said(self) -> str:
        """What the page shows for it; a press shows nothing, its card changes instead."""
        return self.text or " · ".join(value for _, value in self.fields if value)

    def payload(self) -> str:
        filled = {"command": self.command, "fields": self.fields} if self.command else {}
        facts = {"text": self.text, "button": self.button, "message": self.message} | filled
        return json.dumps({name: value for name, value in facts.items() if value}, ensure_ascii=False)


def post(form: Mapping[str, str]) -> Post:
    """The fields of a form that the page sent; TooLong and Unreadable say what is wrong with them."""
    if sum(map(len, map(_bytes, [*form, *form.values()]))) > MOST_BYTES:
        raise TooLong
    cleaned = {name: clean(value) for name, value in form.items()}
    read = Post(
        key=form.get("key", ""),
        text=cleaned.get("text", ""),
        button=cleaned.get("button", ""),
        message=cleaned.get("message", ""),
        command=cleaned.get("command", ""),
        fields=tuple(
            (name.removeprefix(FIELD), value) for name, value in cleaned.items() if name.startswith(FIELD)
        ),
    )
    if not _KEY.fullmatch(read.key) or not (read.text or read.button or read.command):
        raise Unreadable
    return read


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def clean(text: str) -> str:
    """Without control characters and half surrogates; line ends are newlines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "ignore").decode()
    return _CONTROLS.sub("", text).strip()


def arrival_of(sent: Post, user: str, at: Any) -> Arrival:
    """The event to store; its name is unique per person and post."""
    return Arrival(
        sender=Identity(Platform.WEB, "", user),
        platform=Platform.WEB,
        event=message_of(sent, user),
        chat=user,
        payload=sent.payload(),
        at=at,
    )


def message_of(sent: Post, user: str) -> str:
    """The id of what somebody said: the page, the inbox and the history know it by the same."""
    return f"{user}.{sent.key}"


def read(arrival: Arrival) -> Incoming:
    """The inbox's payload as the conversation hears it."""
    payload = json.loads(arrival.payload)
    filled = None
    if "command" in payload:
        fields = tuple((str(name), str(value)) for name, value in payload.get("fields", ()))
        filled = Filled(command=payload["command"], fields=fields)
    return Incoming(
        event=arrival.event,
        at=arrival.at,
        sender=Identity(Platform.WEB, "", arrival.chat),
        address=Address(Platform.WEB, "", arrival.chat),
        text=said_in(arrival.payload),
        button=payload.get("button", ""),
        message=payload.get("message", "") or arrival.event,
        filled=filled,
    )


def said_in(payload: str) -> str:
    """What the page shows for a payload in the inbox, "" for a press."""
    facts = json.loads(payload)
    return facts.get("text", "") or " · ".join(value for _, value in facts.get("fields", ()) if value)
