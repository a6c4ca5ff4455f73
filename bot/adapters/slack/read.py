"""Slack's payloads become Incoming: who did what in which chat. None for what is not meant for us."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.adapters.slack.callback import Callback, may_respond, seconds_of
from bot.adapters.slack.forms import filled
from bot.adapters.slack.payloads import FORM, Json, Payload, unpack
from bot.adapters.slack.places import message_id, origin_of, ts_of
from bot.adapters.slack.words import clean, guessed_language, mentions, one_line, typed, unescape
from bot.domain.chat import Address, Identity, Incoming, Platform
from bot.domain.ports import Arrival

LONGEST_TEXT = 4000
LONGEST_NAME = 128
LONGEST_BUTTON = 255
SAID = frozenset({None, "file_share", "thread_broadcast", "me_message"})
"""Subtypes of messages that are a person's own words."""
HELP = "/help"
NAMED_FIRST = frozenset(
    {
        "brief",
        "check_promises",
        "find",
        "help",
        "invite",
        "log_interaction",
        "make_promise",
        "set_reminder",
        "settings",
    }
)
"""Commands whose slash name may stand before more words; "today", "contact" or "fix" begin sentences, too."""
SLACKBOT = "USLACKBOT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """`slashes` are the names after /yinuo that fix a command; `api` is our host for tests."""

    slashes: Mapping[str, str]
    api: str

    def __call__(self, arrival: Arrival) -> Incoming | None:
        """The Incoming of one stored payload; KeyError, TypeError, ValueError … when it cannot be read."""
        payload = unpack(arrival)
        read = READERS.get(payload.kind)
        return read(self, payload, arrival) if read else None

    def message(self, payload: Payload, arrival: Arrival) -> Incoming | None:
        """Direct messages, and edits wherever we hear of them; a mention comes as an event of its own."""
        event = payload.event
        if event.get("subtype") == "message_changed":
            return self._changed(payload, arrival)
        private = event.get("channel_type") == "im"
        return self._said(payload, arrival, event, group=False) if private else None

    def mention(self, payload: Payload, arrival: Arrival) -> Incoming | None:
        """In the private chat it is told as a message, too."""
        private = payload.chat.startswith("D")
        return None if private else self._said(payload, arrival, payload.event, group=True)

    def command(self, payload: Payload, arrival: Arrival) -> Incoming:
        """`/yinuo text` as typed; a slash name of ours alone, or in front, makes it that command."""
        text = clean(unescape(str(payload.body.get("text") or ""))).strip()
        name, _, rest = text.partition(" ")
        command = self.slashes.get(name.lower(), "")
        slashed = command in NAMED_FIRST or (command and not rest)
        said = f"/{text}" if slashed else text or HELP
        return self._act(payload, arrival, text=said, name=str(payload.body.get("user_name") or ""))

    def press(self, payload: Payload, arrival: Arrival) -> Incoming | None:
        """A press on one of our buttons; one on a link or in a form asks nothing of us."""
        value = payload.action().get("value")
        if not isinstance(value, str) or not value:
            return None
        if value.startswith(FORM):
            return self._form_asked(payload, arrival, value.removeprefix(FORM))
        container, message = payload.body.get("container") or {}, payload.body.get("message") or {}
        place = {"ts": container.get("message_ts"), "thread_ts": message.get("thread_ts")}
        button = clean(value)[:LONGEST_BUTTON]
        return self._act(payload, arrival, button=button, message=message_id(place))

    def shortcut(self, payload: Payload, arrival: Arrival) -> Incoming:
        """A shortcut whose form could not be opened at once."""
        return self._form_asked(payload, arrival, "log_interaction")

    def submitted(self, payload: Payload, arrival: Arrival) -> Incoming | None:
        """A form of ours, sent off; it speaks from where it was asked for."""
        view = payload.body["view"]
        form = filled(view)
        if form is None:
            return None
        origin = origin_of(view["private_metadata"])
        return Incoming(
            event=arrival.event,
            at=arrival.at,
            sender=self._sender(payload),
            address=Address(Platform.SLACK, payload.team, origin.chat or payload.im),
            group=origin.group,
            message=origin.message,
            filled=form,
            callback=Callback(respond=self._respond(origin.respond)).packed(),
            name=self._name(payload),
        )

    def _changed(self, payload: Payload, arrival: Arrival) -> Incoming | None:
        """An edit by the author; a link preview changes a message too, but not its words."""
        event, said = payload.event, payload.event["message"]
        before = event.get("previous_message") or {}
        by = (said.get("edited") or {}).get("user")
        if by != said.get("user") or before.get("text") == said.get("text"):
            return None
        private = event.get("channel_type") == "im"
        if not (private or mentions(said.get("text") or "", payload.bot_user)):
            return None
        return self._said(payload, arrival, said, group=not private, edited=True)

    def _said(
        self, payload: Payload, arrival: Arrival, said: Json, *, group: bool, edited: bool = False
    ) -> Incoming | None:
        sender = payload.sender
        if sender is None or not _is_persons(said, payload):
            return None
        text = typed(str(said.get("text") or ""), payload.bot_user)[:LONGEST_TEXT]
        return Incoming(
            event=arrival.event,
            at=_moment(str(payload.event.get("event_ts") or said["ts"])),
            sender=sender,
            address=Address(Platform.SLACK, payload.team, payload.event["channel"]),
            group=group,
            text=text or (HELP if group else ""),
            message=message_id(said),
            edited=edited or "edited" in said,
            language=guessed_language(text),
        )

    def _form_asked(self, payload: Payload, arrival: Arrival, command: str) -> Incoming:
        """As if its slash command had been typed bare: the road's answer offers the form again."""
        name = next((slash for slash, named in self.slashes.items() if named == command), "help")
        return self._act(payload, arrival, text=f"/{name}", name=self._name(payload))

    def _act(
        self,
        payload: Payload,
        arrival: Arrival,
        *,
        text: str = "",
        button: str = "",
        message: str = "",
        name: str = "",
    ) -> Incoming:
        chat = payload.chat or payload.im
        container = payload.body.get("container") or {}
        callback = Callback(
            trigger=payload.trigger,
            at=seconds_of(arrival.at),
            respond=self._respond(payload.body.get("response_url")),
            ephemeral=bool(container.get("is_ephemeral")),
            home=not payload.chat and container.get("type") == "view",
        )
        return Incoming(
            event=arrival.event,
            at=arrival.at,
            sender=self._sender(payload),
            address=Address(Platform.SLACK, payload.team, chat),
            group=is_group(payload),
            text=text[:LONGEST_TEXT],
            button=button,
            message=message,
            callback=callback.packed(),
            language=guessed_language("" if text.startswith("/") and " " not in text else text),
            name=one_line(name or self._name(payload))[:LONGEST_NAME],
        )

    def _respond(self, url: object) -> str:
        return url if isinstance(url, str) and may_respond(url, self.api) else ""

    def _sender(self, payload: Payload) -> Identity:
        if payload.sender is None:
            raise ValueError("nobody did this")
        return payload.sender

    def _name(self, payload: Payload) -> str:
        user = payload.body.get("user")
        return str(user.get("name") or "") if isinstance(user, dict) else ""


def is_group(payload: Payload) -> bool:
    """Whether others may be there: all but the person's own chat with us."""
    return bool(payload.chat) and not (payload.chat.startswith("D") and payload.im in {"", payload.chat})


def _is_persons(said: Json, payload: Payload) -> bool:
    """A person's own words: not ours, not another bot's, a workflow's or Slack's own notices."""
    automatic = any(said.get(mark) for mark in ("bot_id", "bot_profile", "app_id", "hidden", "workflow_id"))
    return (
        not automatic
        and said.get("subtype") in SAID
        and said.get("user") not in {payload.bot_user, SLACKBOT, None}
        and bool(ts_of(str(said.get("ts") or "")))
    )


def _moment(ts: str) -> datetime:
    return datetime.fromtimestamp(float(ts), UTC)


READERS: Mapping[str, Callable[[Reader, Payload, Arrival], Incoming | None]] = {
    "message": Reader.message,
    "app_mention": Reader.mention,
    "command": Reader.command,
    "block_actions": Reader.press,
    "message_action": Reader.shortcut,
    "shortcut": Reader.shortcut,
    "view_submission": Reader.submitted,
}
