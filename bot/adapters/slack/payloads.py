"""Payloads on their way into the inbox: what is kept of each, whose it is, its key to count once."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.domain.chat import Identity, Platform
from bot.domain.mail import Arrival

Json = dict[str, Any]

FORM = "form:"
"""Begins the value of a button that opens a form, and the callback_id of that form."""
NOT_KEPT = ("token", "authorizations", "enterprise")


class Source(StrEnum):
    """Which of Slack's three ways in it took."""

    EVENTS = "events"
    COMMANDS = "commands"
    INTERACTIVE = "interactive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """One verified payload; `team` is where we are installed, `im` the person's own chat with us."""

    source: Source
    body: Json
    team: str
    bot_user: str = ""
    im: str = ""

    @property
    def kind(self) -> str:
        """`command`, an event's type, or an interaction's."""
        if self.source is Source.COMMANDS:
            return "command"
        return (
            str(self.event.get("type", ""))
            if self.source is Source.EVENTS
            else str(self.body.get("type", ""))
        )

    @property
    def event(self) -> Json:
        return _dict(self.body, "event")

    @property
    def said(self) -> Json:
        """The message an event is about; of an edit, as it reads now."""
        return _dict(self.event, "message") or self.event

    @property
    def sender(self) -> Identity | None:
        """Who acts; a guest of another team stays of that team."""
        user, team = _person(self)
        return Identity(Platform.SLACK, team or self.team, user) if user else None

    @property
    def chat(self) -> str:
        """The channel it happened in; "" in the home tab, in forms and in global shortcuts."""
        if self.source is Source.COMMANDS:
            return _word(self.body, "channel_id")
        if self.source is Source.EVENTS:
            return _word(self.event, "channel")
        return _word(_dict(self.body, "channel"), "id")

    @property
    def trigger(self) -> str:
        return _word(self.body, "trigger_id")

    @property
    def in_person(self) -> bool:
        """Whether it needs the person's own chat: it has no channel, or one that may be others' too."""
        return self.source is not Source.EVENTS and (not self.chat or self.chat.startswith("D"))

    def action(self) -> Json:
        """The button pressed (the first action of the payload); {} when there is none."""
        actions = self.body.get("actions")
        return actions[0] if isinstance(actions, list) and actions and isinstance(actions[0], dict) else {}

    def at_home(self, im: str) -> "Payload":
        return replace(self, im=im)


def team_of(body: Json) -> str:
    """The workspace whose installation of ours this is about."""
    installed = _word(_dict(body, "view"), "app_installed_team_id")
    return installed or _word(_dict(body, "team"), "id") or _word(body, "team_id")


def arrival_of(payload: Payload, at: datetime) -> Arrival:
    kept = {name: value for name, value in payload.body.items() if name not in NOT_KEPT}
    packed = {
        "source": payload.source,
        "team": payload.team,
        "bot": payload.bot_user,
        "im": payload.im,
        "body": kept,
    }
    return Arrival(
        platform=Platform.SLACK,
        sender=payload.sender,
        event=_key(payload),
        team=payload.team,
        chat=payload.chat or payload.im,
        payload=json.dumps(packed),
        at=at,
    )


def unpack(arrival: Arrival) -> Payload:
    """What `arrival_of` kept."""
    kept = json.loads(arrival.payload)
    return Payload(
        source=Source(kept["source"]),
        body=kept["body"],
        team=kept["team"],
        bot_user=kept["bot"],
        im=kept["im"],
    )


def _key(payload: Payload) -> str:
    """An edit is known by its moment: a mention and a change of the same message tell of it twice."""
    edited = _dict(payload.said, "edited")
    if edited:
        return f"edit:{payload.team}:{payload.chat}:{_word(payload.said, 'ts')}:{_word(edited, 'ts')}"
    named = _word(payload.body, "event_id") or payload.trigger
    return f"{payload.team}:{named}" if named else _digest(payload)


def _digest(payload: Payload) -> str:
    raw = json.dumps([payload.source, payload.body], sort_keys=True)
    return f"digest:{hashlib.sha256(raw.encode()).hexdigest()}"


def _person(payload: Payload) -> tuple[str, str]:
    """User and own team of whoever acts."""
    if payload.source is Source.COMMANDS:
        return _word(payload.body, "user_id"), ""
    if payload.source is Source.INTERACTIVE:
        user = _dict(payload.body, "user")
        return _word(user, "id"), _word(user, "team_id")
    said = payload.said
    return _word(said, "user"), _word(said, "user_team") or _word(said, "team")


def _dict(holder: Json, name: str) -> Json:
    found = holder.get(name)
    return found if isinstance(found, dict) else {}


def _word(holder: Json, name: str) -> str:
    found = holder.get(name)
    return found if isinstance(found, str) else ""
