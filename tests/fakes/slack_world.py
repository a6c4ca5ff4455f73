"""Workspaces as their members see them: users, channels, messages, views."""

import itertools
import time
from copy import deepcopy
from dataclasses import dataclass, field
from uuid import uuid4

from tests.fakes.schema import Json
from tests.fakes.slack_files import Files
from tests.fakes.slack_rules import elements

APP_ID, BOT_USER, BOT_ID = "A0YINUO", "UYINUO", "BYINUO"


@dataclass(frozen=True)
class Control:
    """Something to click: `action` is what block_actions carries for it."""

    label: str
    action: Json

    @property
    def url(self) -> str | None:
        url: str | None = self.action.get("url")
        return url


@dataclass
class Channel:
    id: str
    team: str
    name: str
    members: set[str] = field(default_factory=set)
    messages: list["Message"] = field(default_factory=list)
    refusal: str | None = None

    @property
    def is_dm(self) -> bool:
        return self.id.startswith("D")

    def find(self, ts: str) -> "Message | None":
        return next((m for m in self.messages if m.ts == ts and not m.deleted), None)


@dataclass
class Message:
    """A message as it stands now; `edits` keeps the texts it had before, `only_for` is set when ephemeral."""

    ts: str
    channel: Channel
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    only_for: str | None = None
    edits: list[str] = field(default_factory=list)
    deleted: bool = False

    @property
    def by_bot(self) -> bool:
        return self.user == BOT_USER

    @property
    def controls(self) -> list[Control]:
        return controls(self.blocks)

    @property
    def shown(self) -> str:
        """Everything a reader sees: the blocks' texts, or the text where there are none."""
        return "\n".join(texts(self.blocks)) if self.blocks else self.text

    def json(self) -> Json:
        body: Json = {"type": "message", "user": self.user, "text": self.text, "ts": self.ts}
        body |= {"team": self.channel.team}
        body |= {"bot_id": BOT_ID, "app_id": APP_ID} if self.by_bot else {}
        body |= {"blocks": self.blocks} if self.blocks else {}
        return body | ({"thread_ts": self.thread_ts} if self.thread_ts else {})


@dataclass
class View:
    """An open modal or a home tab; `errors` are what the bot answered to the last submission."""

    id: str
    team: str
    user: str
    body: Json
    hash: str
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        blocks: list[Json] = self.body["blocks"]
        return blocks

    @property
    def controls(self) -> list[Control]:
        return controls(self.blocks)

    @property
    def shown(self) -> str:
        return "\n".join(texts([self.body.get("title", {}), *self.blocks]))

    def json(self, state: Json | None = None) -> Json:
        fixed = {"id": self.id, "team_id": self.team, "hash": self.hash, "app_id": APP_ID, "bot_id": BOT_ID}
        empty = {"private_metadata": "", "callback_id": "", "external_id": ""}
        return empty | self.body | fixed | {"root_view_id": self.id, "state": {"values": state or {}}}


def with_ids(blocks: list[Json]) -> list[Json]:
    """Slack names the blocks and elements that the app left unnamed."""
    named = deepcopy(blocks)
    for block in named:
        block.setdefault("block_id", uuid4().hex[:5])
        for element in elements(block):
            element.setdefault("action_id", uuid4().hex[:5])
    return named


def texts(blocks: list[Json]) -> list[str]:
    """Every text a reader sees in the blocks, in order."""
    found: list[str] = []
    for block in blocks:
        _collect(block, found)
    return found


def _collect(node: object, found: list[str]) -> None:
    if isinstance(node, list):
        for item in node:
            _collect(item, found)
    elif isinstance(node, dict):
        if isinstance(node.get("text"), str):
            found.append(node["text"])
        _collect([value for key, value in node.items() if key != "confirm"], found)


def controls(blocks: list[Json]) -> list[Control]:
    """What reaches the bot at a click; an input waits for the submission unless it dispatches."""
    live = [block for block in blocks if block["type"] != "input" or block.get("dispatch_action")]
    return [each for block in live for element in elements(block) for each in _controls(block, element)]


def _controls(block: Json, element: Json) -> list[Control]:
    base = {"type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"]}
    if element["type"] == "button":
        extra = {key: element[key] for key in ("text", "value", "url", "style") if key in element}
        return [Control(element["text"]["text"], base | extra)]
    groups = element.get("option_groups", [element])
    options = [option for group in groups for option in group.get("options", [])]
    if element["type"] in {"checkboxes", "multi_static_select"}:
        return [Control(option["text"]["text"], base | {"selected_options": [option]}) for option in options]
    return [Control(option["text"]["text"], base | {"selected_option": option}) for option in options]


class World:
    """All workspaces of one fake; timestamps rise across all of them."""

    def __init__(self) -> None:
        self.users: dict[str, Json] = {}
        self.channels: dict[str, Channel] = {}
        self.views: dict[str, View] = {}
        self.homes: dict[str, View] = {}
        self.files = Files()
        self._counter = itertools.count(1)

    def ts(self) -> str:
        return f"{int(time.time())}.{next(self._counter):06d}"

    def dm(self, user_id: str) -> Channel:
        team: str = self.users[user_id]["team_id"]
        channel = Channel(f"D{user_id}", team, "directmessage", {user_id})
        return self.channels.setdefault(channel.id, channel)

    def where(self, channel_id: str) -> Channel | None:
        """A channel by its id; a user's id stands for the direct messages with them."""
        return self.dm(channel_id) if channel_id in self.users else self.channels.get(channel_id)

    def write(self, channel: Channel, user: str, text: str, blocks: list[Json] | None = None) -> Message:
        message = Message(self.ts(), channel, user, text, with_ids(blocks or []))
        channel.messages.append(message)
        return message

    def show(self, view_id: str, user_id: str, body: Json) -> View:
        named = body | {"blocks": with_ids(body["blocks"])}
        return View(
            view_id, self.users[user_id]["team_id"], user_id, named, f"{time.time():.6f}.{uuid4().hex[:8]}"
        )

    def modals(self, user_id: str) -> list[View]:
        return [view for view in self.views.values() if view.user == user_id]

    def visible(self, user_id: str) -> list[Message]:
        """The bot's messages that this user sees now, oldest first."""
        mine = [channel for channel in self.channels.values() if user_id in channel.members]
        found = [m for channel in mine for m in channel.messages if m.by_bot and not m.deleted]
        return sorted((m for m in found if m.only_for in {None, user_id}), key=lambda m: m.ts)
