"""People on the other side of the bot: what they type, click, submit and see in Slack.

Every act delivers at once and returns when the bot has acknowledged it (or Slack has given up).
"""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.fakes.schema import Json
from tests.fakes.slack_delivery import Delivery
from tests.fakes.slack_state import fill, picked
from tests.fakes.slack_world import APP_ID, BOT_USER, Channel, Control, Message, View
from tests.fakes.waiting import wait_until

if TYPE_CHECKING:
    from tests.fakes.slack import SlackFake


def escape(text: str) -> str:
    """What people type reaches an app with &, < and > escaped."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Person:
    """A member of a workspace; `dm` is the direct conversation with the bot."""

    def __init__(self, fake: "SlackFake", user: Json) -> None:
        self.fake = fake
        self.record = user
        self.id: str = user["id"]
        self.team: str = user["team_id"]
        self.dm = fake.world.dm(self.id)

    @property
    def messages(self) -> list[Message]:
        """What the bot wrote where this user sees it (ephemeral too), oldest first."""
        return self.fake.world.visible(self.id)

    @property
    def home(self) -> View | None:
        return self.fake.world.homes.get(self.id)

    @property
    def view(self) -> View | None:
        """The modal in front, if one is open."""
        return next(reversed(self.fake.world.modals(self.id)), None)

    def message(self, text: str, thread_ts: str | None = None) -> str:
        """A direct message to the bot; its ts."""
        message = self._write(self.dm, escape(text), thread_ts)
        self._event(self._message_event(message))
        return message.ts

    def mention(self, channel: str | Channel, text: str, thread_ts: str | None = None) -> str:
        """`@yinuo text` in a channel; its ts."""
        where = self.fake.channel(channel if isinstance(channel, str) else channel.id, members=[self])
        message = self._write(where, f"<@{BOT_USER}> {escape(text)}", thread_ts)
        event = self._message_event(message) | {"type": "app_mention"}
        self._event({key: value for key, value in event.items() if key != "channel_type"})
        return message.ts

    def say(self, channel: str | Channel, text: str, thread_ts: str | None = None) -> str:
        """Talk in a channel without calling the bot."""
        where = self.fake.channel(channel if isinstance(channel, str) else channel.id, members=[self])
        message = self._write(where, escape(text), thread_ts)
        self._event(self._message_event(message))
        return message.ts

    def edit(self, ts: str, text: str) -> None:
        message = self._find(ts)
        before = message.json()
        message.edits.append(message.text)
        message.text = escape(text)
        moment = self.fake.world.ts()
        after = message.json() | {"edited": {"user": self.id, "ts": moment}}
        event = {"type": "message", "subtype": "message_changed", "channel": message.channel.id, "ts": moment}
        event |= {"channel_type": _kind(message.channel), "event_ts": moment}
        self._event(event | {"message": after, "previous_message": before})

    def command(self, command: str, text: str = "", channel: str | None = None) -> Delivery:
        """A slash command; what it answers appears as an ephemeral message."""
        where = self.fake.channel(channel, members=[self]) if channel else self.dm
        form = {"command": command, "text": text, "team_id": self.team, "team_domain": self.team.lower()}
        form |= {"channel_id": where.id, "channel_name": where.name, "user_id": self.id}
        form |= {"user_name": self.record["name"], "api_app_id": APP_ID, "is_enterprise_install": "false"}
        form |= {"token": "deprecated", "trigger_id": self.fake.trigger(self.id)}
        form["response_url"] = self.fake.response_url(where, self.id, None)
        return self.fake.command(self, where, form)

    def press(self, label: str) -> Delivery:
        """Click what is labelled so: in the open modal, the newest message that has it, or the home tab."""
        views = [view for view in (self.view, self.home) if view]
        places: list[View | Message] = [*views[:1], *reversed(self.messages), *views[1:]]
        if self.view is None:
            places = [*reversed(self.messages), *views]
        for place in places:
            for control in place.controls:
                if label in control.label:
                    return self._click(place, control)
        seen = [control.label for place in places for control in place.controls]
        raise LookupError(f"{self.id} sees nothing labelled {label!r}; there are {seen}")

    def pick(self, place: View | Message, action_id: str, value: Any) -> Delivery:
        """Choose in a menu, a date picker or the like; options go by their text or value."""
        return self._click(place, Control("", picked(place.blocks, action_id, value)))

    def press_action(self, action: Json, message: Message) -> Delivery:
        """A forged click: any action under any message."""
        return self._click(message, Control("", action))

    def submit(self, values: dict[str, Any] | None = None) -> Delivery:
        """Fill the open modal by label, block_id or action_id, and submit it."""
        view = self._open_view()
        state = fill(view.blocks, values or {})
        body = self._interaction("view_submission") | {"view": view.json(state), "response_urls": []}
        return self.fake.submit(view, body)

    def close(self) -> None:
        """Close the modal; the bot is told when it asked with notify_on_close."""
        view = self._open_view()
        del self.fake.world.views[view.id]
        if view.body.get("notify_on_close"):
            body = self._interaction("view_closed") | {"view": view.json(), "is_cleared": False}
            self.fake.interact(body)

    def shortcut(self, callback_id: str, message_ts: str | None = None) -> Delivery:
        """A message shortcut, or a global one without a message."""
        if message_ts is None:
            return self.fake.interact(self._interaction("shortcut") | {"callback_id": callback_id})
        message = self._find(message_ts)
        body = self._interaction("message_action") | {"callback_id": callback_id, "message_ts": message_ts}
        body |= {"channel": _channel(message.channel), "message": message.json()}
        body["response_url"] = self.fake.response_url(message.channel, self.id, None)
        return self.fake.interact(body)

    def open_home(self) -> None:
        event: Json = {"type": "app_home_opened", "user": self.id, "channel": self.dm.id, "tab": "home"}
        event |= {"view": self.home.json()} if self.home else {}
        self._event(event | {"event_ts": self.fake.world.ts()})

    def wait_for(self, substring: str, timeout: float = 30) -> Message:
        """The newest message of the bot in which this user reads these words."""

        def look() -> Message | None:
            return next(
                (m for m in reversed(self.messages) if substring in m.shown or substring in m.text), None
            )

        return wait_until(
            look, f"message with {substring!r}", timeout, lambda: [m.shown for m in self.messages]
        )

    def wait_for_view(self, substring: str = "", timeout: float = 30) -> View:
        def look() -> View | None:
            return self.view if self.view and substring in self.view.shown else None

        return wait_until(look, f"view with {substring!r}", timeout, lambda: self.view and self.view.shown)

    def wait_for_home(self, substring: str = "", timeout: float = 30) -> View:
        def look() -> View | None:
            return self.home if self.home and substring in self.home.shown else None

        return wait_until(
            look, f"home tab with {substring!r}", timeout, lambda: self.home and self.home.shown
        )

    def _click(self, place: View | Message, control: Control) -> Delivery:
        body = self._interaction("block_actions")
        body["actions"] = [control.action | {"action_ts": self.fake.world.ts()}]
        if isinstance(place, View):
            return self.fake.interact(body | _in_view(place))
        body |= {"response_url": self.fake.response_url(place.channel, self.id, place)}
        return self.fake.interact(body | _in_message(place))

    def _interaction(self, kind: str) -> Json:
        user = {
            "id": self.id,
            "username": self.record["name"],
            "name": self.record["name"],
            "team_id": self.team,
        }
        team = {"id": self.team, "domain": self.team.lower()}
        fixed: Json = {"token": "deprecated", "enterprise": None, "is_enterprise_install": False}
        fixed |= {"action_ts": self.fake.world.ts()} if "action" in kind or kind == "shortcut" else {}
        trigger = self.fake.trigger(self.id)
        return fixed | {"type": kind, "user": user, "team": team, "api_app_id": APP_ID, "trigger_id": trigger}

    def _open_view(self) -> View:
        if self.view is None:
            raise LookupError(f"{self.id} has no modal open")
        return self.view

    def _find(self, ts: str) -> Message:
        found = (
            channel.find(ts) for channel in self.fake.world.channels.values() if self.id in channel.members
        )
        message = next((message for message in found if message), None)
        if message is None:
            raise LookupError(f"{self.id} sees no message {ts}")
        return message

    def _write(self, channel: Channel, text: str, thread_ts: str | None) -> Message:
        with self.fake.lock:
            message = self.fake.world.write(channel, self.id, text)
            message.thread_ts = thread_ts
            return message

    def _message_event(self, message: Message) -> Json:
        kind = {"channel": message.channel.id, "channel_type": _kind(message.channel)}
        return message.json() | kind | {"event_ts": message.ts, "client_msg_id": str(uuid4())}

    def _event(self, event: Json) -> Delivery:
        return self.fake.event(self.team, event)


def _kind(channel: Channel) -> str:
    return "im" if channel.is_dm else "channel"


def _channel(channel: Channel) -> Json:
    return {"id": channel.id, "name": channel.name}


def _in_view(view: View) -> Json:
    return {"container": {"type": "view", "view_id": view.id}, "view": view.json()}


def _in_message(message: Message) -> Json:
    here = {"type": "message", "message_ts": message.ts, "channel_id": message.channel.id}
    container = here | {"is_ephemeral": message.only_for is not None}
    body = {"container": container, "channel": _channel(message.channel), "state": {"values": {}}}
    return body if message.only_for else body | {"message": message.json()}
