"""The Web API's methods over the fake's workspaces."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import uuid4

from tests.fakes.schema import Json
from tests.fakes.slack_world import BOT_ID, BOT_USER, Channel, Message, View, World, with_ids

RESPONSE_USES, RESPONSE_SECONDS = 5, 1800


class RefusedError(Exception):
    """`ok: false`; `ours` marks what a correct bot never causes."""

    def __init__(self, error: str, *, ours: bool = False) -> None:
        super().__init__(error)
        self.error = error
        self.ours = ours


@dataclass
class Trigger:
    user: str
    expires: float
    used: bool = False


@dataclass
class ResponseUrl:
    channel: Channel
    user: str
    message: Message | None
    expires: float = field(default_factory=lambda: time.monotonic() + RESPONSE_SECONDS)
    uses: int = 0


@dataclass
class Methods:
    world: World
    base: Callable[[], str]
    tokens: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    responses: dict[str, ResponseUrl] = field(default_factory=dict)

    def call(self, method: str, team: str, payload: Json) -> Json:
        return {"ok": True} | _METHODS[method](self, team, payload)

    def channel(self, team: str, channel_id: str) -> Channel:
        found = self.world.where(channel_id)
        if found is None or found.team != team:
            raise RefusedError("channel_not_found", ours=True)
        if found.refusal is not None:
            raise RefusedError(found.refusal)
        return found

    def user(self, team: str, user_id: str) -> Json:
        found = self.world.users.get(user_id)
        if found is None or found["team_id"] != team:
            raise RefusedError("user_not_found", ours=True)
        return found

    def _check_files(self, team: str, payload: Json) -> None:
        """Slack refuses a message that shows a file which is not there, or not yet."""
        problem = self.world.files.problem(team, payload.get("blocks") or [])
        if problem:
            raise RefusedError("invalid_blocks", ours=problem != "not ready")

    def post(self, team: str, payload: Json) -> Json:
        channel = self.channel(team, payload["channel"])
        self._check_files(team, payload)
        thread = payload.get("thread_ts")
        if thread and channel.find(thread) is None:
            raise RefusedError("thread_not_found")
        message = self.world.write(channel, BOT_USER, payload.get("text", ""), payload.get("blocks"))
        message.thread_ts = thread
        return {"channel": channel.id, "ts": message.ts, "message": message.json()}

    def post_ephemeral(self, team: str, payload: Json) -> Json:
        channel = self.channel(team, payload["channel"])
        if payload["user"] not in channel.members:
            raise RefusedError("user_not_in_channel", ours=True)
        self._check_files(team, payload)
        message = self.world.write(channel, BOT_USER, payload.get("text", ""), payload.get("blocks"))
        message.only_for = payload["user"]
        return {"message_ts": message.ts}

    def update(self, team: str, payload: Json) -> Json:
        message = self.channel(team, payload["channel"]).find(payload["ts"])
        if message is None or message.only_for:
            raise RefusedError("message_not_found")
        if not message.by_bot:
            raise RefusedError("cant_update_message", ours=True)
        self._check_files(team, payload)
        change(message, payload)
        return {
            "channel": message.channel.id,
            "ts": message.ts,
            "text": message.text,
            "message": message.json(),
        }

    def permalink(self, team: str, payload: Json) -> Json:
        channel = self.channel(team, payload["channel"])
        if channel.find(payload["message_ts"]) is None:
            raise RefusedError("message_not_found")
        path = f"archives/{channel.id}/p{payload['message_ts'].replace('.', '')}"
        return {"channel": channel.id, "permalink": f"https://{team.lower()}.slack.com/{path}"}

    def open_conversation(self, team: str, payload: Json) -> Json:
        wanted: str = payload.get("users") or payload.get("channel") or ""
        if "," in wanted:
            raise RefusedError("this fake opens direct messages with one user", ours=True)
        if wanted.startswith("D"):
            return {"channel": {"id": self.channel(team, wanted).id}}
        return {"channel": {"id": self.world.dm(self.user(team, wanted)["id"]).id}}

    def upload_place(self, team: str, payload: Json) -> Json:
        file = self.world.files.begin(team, payload["filename"], payload["length"])
        return {"file_id": file.id, "upload_url": f"{self.base()}/upload/v1/{file.ticket}"}

    def complete_upload(self, team: str, payload: Json) -> Json:
        done = [
            self.world.files.complete(team, each["id"], each.get("title", "")) for each in payload["files"]
        ]
        if None in done:
            raise RefusedError("file_not_found", ours=True)
        return {"files": [each.json() for each in done if each]}

    def user_info(self, team: str, payload: Json) -> Json:
        return {"user": self.user(team, payload["user"])}

    def auth_test(self, team: str, _payload: Json) -> Json:
        url = f"https://{team.lower()}.slack.com/"
        return {
            "url": url,
            "team": team,
            "user": "yinuo",
            "team_id": team,
            "user_id": BOT_USER,
            "bot_id": BOT_ID,
        }

    def access(self, _team: str, payload: Json) -> Json:
        team = self.codes.pop(payload.get("code", ""), None)
        if team is None:
            raise RefusedError("invalid_code")
        token = f"xoxb-{team}-{uuid4().hex[:8]}"
        self.tokens[token] = team
        facts = {
            "token_type": "bot",
            "scope": "chat:write,commands,files:write",
            "bot_user_id": BOT_USER,
            "app_id": "A0YINUO",
        }
        people = {"team": {"id": team, "name": team}, "enterprise": None, "authed_user": {"id": "U1"}}
        return facts | people | {"access_token": token, "is_enterprise_install": False}

    def views_open(self, team: str, payload: Json) -> Json:
        trigger = self.triggers.get(payload.get("trigger_id", ""))
        if trigger is None:
            raise RefusedError("invalid_trigger_id", ours=True)
        if time.monotonic() > trigger.expires:
            raise RefusedError("expired_trigger_id", ours=True)
        if trigger.used:
            raise RefusedError("exchanged_trigger_id", ours=True)
        trigger.used = True
        self.user(team, trigger.user)
        view = self.world.show(f"V{uuid4().hex[:10].upper()}", trigger.user, payload["view"])
        self.world.views[view.id] = view
        return {"view": view.json()}

    def views_update(self, team: str, payload: Json) -> Json:
        view = self._view(payload)
        if view is None or view.team != team:
            raise RefusedError("not_found")
        if payload.get("hash", view.hash) != view.hash:
            raise RefusedError("hash_conflict")
        fresh = self.world.show(view.id, view.user, payload["view"])
        view.body, view.hash, view.errors = fresh.body, fresh.hash, {}
        return {"view": view.json()}

    def _view(self, payload: Json) -> View | None:
        if "view_id" in payload:
            homes = {view.id: view for view in self.world.homes.values()}
            return (self.world.views | homes).get(payload["view_id"])
        wanted = payload["external_id"]
        return next((v for v in self.world.views.values() if v.body.get("external_id") == wanted), None)

    def views_publish(self, team: str, payload: Json) -> Json:
        user_id = self.user(team, payload["user_id"])["id"]
        before = self.world.homes.get(user_id)
        if before and payload.get("hash", before.hash) != before.hash:
            raise RefusedError("hash_conflict")
        view = self.world.show(before.id if before else f"VHOME{user_id}", user_id, payload["view"])
        self.world.homes[user_id] = view
        return {"view": view.json()}

    def connections(self, _team: str, _payload: Json) -> Json:
        return {"url": self.base().replace("http://", "ws://") + f"/link/?ticket={uuid4().hex}"}

    def respond(self, key: str, payload: Json) -> None:
        """A post to a response_url: at most five within half an hour."""
        given = self.responses.get(key)
        if given is None or given.uses >= RESPONSE_USES or time.monotonic() > given.expires:
            raise RefusedError("used_url" if given else "expired_url", ours=True)
        given.uses += 1
        if given.message is not None and payload.get("delete_original"):
            given.message.deleted = True
        elif given.message is not None and payload.get("replace_original"):
            change(given.message, payload)
        else:
            self.reply(given.channel, given.user, payload)

    def reply(self, channel: Channel, user: str, payload: Json) -> None:
        """What a command's answer or a response_url shows: to the user alone unless `in_channel`."""
        message = self.world.write(channel, BOT_USER, payload.get("text", ""), payload.get("blocks"))
        message.only_for = None if payload.get("response_type") == "in_channel" else user


def change(message: Message, payload: Json) -> None:
    before = message.text
    if "blocks" in payload or "text" in payload:
        message.blocks = with_ids(payload.get("blocks", []))
    message.text = payload.get("text", message.text)
    message.edits.append(before)  # last: who sees the edit sees all of it


_METHODS: dict[str, Callable[[Methods, str, Json], Json]] = {
    "chat.postMessage": Methods.post,
    "chat.postEphemeral": Methods.post_ephemeral,
    "chat.update": Methods.update,
    "chat.getPermalink": Methods.permalink,
    "conversations.open": Methods.open_conversation,
    "files.getUploadURLExternal": Methods.upload_place,
    "files.completeUploadExternal": Methods.complete_upload,
    "users.info": Methods.user_info,
    "auth.test": Methods.auth_test,
    "oauth.v2.access": Methods.access,
    "views.open": Methods.views_open,
    "views.update": Methods.views_update,
    "views.publish": Methods.views_publish,
    "apps.connections.open": Methods.connections,
}
KNOWN = frozenset(_METHODS)
