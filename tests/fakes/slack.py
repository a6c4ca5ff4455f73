"""A strict Slack on loopback: the Web API, signed requests or Socket Mode, and the people who use the bot."""

import asyncio
import base64
import threading
import time
from collections.abc import Iterable
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

from aiohttp import web

from tests.fakes import slack_rules
from tests.fakes.ledger import Call, Fault, Faults, Ledger, Violation
from tests.fakes.loopback import Loopback
from tests.fakes.pace import Limits, Pace
from tests.fakes.schema import Json, schema
from tests.fakes.slack_delivery import Courier, Delivery, Request, Sockets
from tests.fakes.slack_methods import KNOWN, Methods, RefusedError, ResponseUrl, Trigger
from tests.fakes.slack_people import Person
from tests.fakes.slack_world import APP_ID, BOT_USER, Channel, Message, View, World

__all__ = ["Person", "SlackFake"]

TEAM, SECRET = "T1", "8f742231b10e8888abcd99yyyzzz85a5"
_SENDS = {"chat.postMessage", "chat.postEphemeral"}
_RETRY_PAUSES = (0.0, 0.1, 0.3)  # Slack: at once, one minute, five minutes


class SlackFake:
    """`with SlackFake() as sl:` then give `sl.base_url` to AsyncWebClient and call `sl.deliver_to(url)`.

    Without `deliver_to` everything goes to the Socket Mode connections opened with `app_token`.
    `limits=True` answers 429 to more than one message a second in a channel; `trigger_seconds` is how long a
    trigger_id opens a view.
    """

    def __init__(
        self,
        signing_secret: str = SECRET,
        team: str = TEAM,
        *,
        limits: bool = False,
        trigger_seconds: float = 3.0,
    ) -> None:
        self.team = team
        self.bot_token, self.app_token = f"xoxb-{team}", f"xapp-1-{APP_ID}-1"
        self.client_id, self.client_secret = "1.2", "client secret"
        self.lock = threading.RLock()
        self.world = World()
        self.courier = Courier(signing_secret)
        self.sockets = Sockets()
        self.methods = Methods(self.world, lambda: self._server.url, {self.bot_token: team})
        self.pace = Pace(Limits(bot=1000) if limits else None)
        self.deliveries: list[Delivery] = []
        self.trigger_seconds = trigger_seconds
        self._ledger = Ledger()
        self._faults = Faults()
        app = web.Application(client_max_size=2**22)
        app.router.add_route("*", "/api/{method}", self._on_call)
        app.router.add_post("/response/{key}", self._on_response)
        app.router.add_post("/upload/v1/{ticket}", self._on_upload)
        app.router.add_get("/link/", self.sockets.serve)
        self._server = Loopback(app)

    def __enter__(self) -> Self:
        self._server.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()

    @property
    def base_url(self) -> str:
        return f"{self._server.url}/api/"

    @property
    def calls(self) -> list[Call]:
        return self._ledger.calls

    @property
    def violations(self) -> list[Violation]:
        """What a correct bot would not have sent; a fixture asserts that it is empty."""
        return self._ledger.violations

    def user(
        self, user_id: str, name: str = "李雷", team: str | None = None, *, guest: bool = False
    ) -> Person:
        profile = {"real_name": name, "display_name": name, "email": f"{user_id.lower()}@example.com"}
        record = {
            "id": user_id,
            "team_id": team or self.team,
            "name": name,
            "real_name": name,
            "deleted": False,
        }
        record |= {"tz": "Asia/Shanghai", "tz_offset": 28800, "locale": "zh-CN", "profile": profile}
        record |= {"is_bot": False, "is_restricted": guest, "is_ultra_restricted": guest}
        return Person(self, self.world.users.setdefault(user_id, record))

    def channel(self, channel_id: str, name: str = "sales", members: Iterable[Person] = ()) -> Channel:
        """A channel with the bot in it; the team is its first member's."""
        people = list(members)
        team = people[0].team if people else self.team
        channel = self.world.channels.setdefault(channel_id, Channel(channel_id, team, name))
        channel.members |= {person.id for person in people}
        return channel

    def install(self, team: str) -> str:
        """A code that oauth.v2.access takes once, as after a user agreed."""
        code = uuid4().hex
        self.methods.codes[code] = team
        return code

    def deliver_to(self, prefix: str, **paths: str) -> None:
        """HTTP mode; `events=`, `commands=`, `interactive=` change the paths (`/slack/...`)."""
        self.courier.prefix = prefix.rstrip("/")
        self.courier.paths |= paths

    def disconnect(self) -> None:
        """Close every Socket Mode connection with a request to come back."""
        self._server.run(self.sockets.disconnect())

    def fail_next(self, method: str, status: int, **parameters: Any) -> None:
        """Script the next answer to `method` (`*`: any): retry_after=, error=, delay= seconds, times=.

        Status 0 drops the connection; 200 with `error=` answers `ok: false`, with only a delay answers late.
        With `done=True` the call takes effect all the same, as when an answer is lost on its way back.
        """
        self._faults.script(method, status, parameters)

    def sign(
        self, kind: str, body: Json, timestamp: int | None = None, retry: tuple[int, str] | None = None
    ) -> Request:
        """A signed request of this kind (events, commands, interactive), not sent: for your own attacks."""
        return self.courier.sign(kind, body, timestamp, retry)

    def trigger(self, user_id: str) -> str:
        key = f"trigger.{uuid4().hex}"
        self.methods.triggers[key] = Trigger(user_id, time.monotonic() + self.trigger_seconds)
        return key

    def response_url(self, channel: Channel, user_id: str, message: Message | None) -> str:
        key = uuid4().hex
        self.methods.responses[key] = ResponseUrl(channel, user_id, message)
        return f"{self._server.url}/response/{key}"

    def envelope(self, team: str, event: Json) -> Json:
        """The Events API's frame around an event."""
        bot = {"enterprise_id": None, "team_id": team, "user_id": BOT_USER, "is_bot": True}
        fixed = {"token": "deprecated", "type": "event_callback", "is_ext_shared_channel": False}
        names = {"team_id": team, "api_app_id": APP_ID, "event_id": f"Ev{uuid4().hex[:10].upper()}"}
        more = {"event_time": int(time.time()), "authorizations": [bot | {"is_enterprise_install": False}]}
        return fixed | names | more | {"event": event}

    def bot_message(self, channel: Channel, text: str, bot_id: str = "BOTHER", **more: Any) -> Delivery:
        """Another app's message in a channel; `subtype=` and the like as Slack has them."""
        ts = self.world.ts()
        event: Json = {"type": "message", "bot_id": bot_id, "text": text, "channel": channel.id, "ts": ts}
        event |= {"channel_type": "im" if channel.is_dm else "channel", "event_ts": ts}
        return self.event(channel.team, event | more)

    def event(self, team: str, event: Json) -> Delivery:
        return self._deliver("events", self.envelope(team, event))

    def interact(self, body: Json) -> Delivery:
        return self._promptly(self._deliver("interactive", body))

    def command(self, person: Person, channel: Channel, form: Json) -> Delivery:
        delivery = self._promptly(self._deliver("commands", form))
        answer = {"text": delivery.answer} if isinstance(delivery.answer, str) else delivery.answer
        if delivery.acknowledged and answer and self._sound("response_url", answer):
            with self.lock:
                self.methods.reply(channel, person.id, answer)
        return delivery

    def submit(self, view: View, body: Json) -> Delivery:
        """Deliver a view_submission and do to the modal what the acknowledgement says."""
        delivery = self._promptly(self._deliver("interactive", body))
        answer = delivery.answer if isinstance(delivery.answer, dict) else {}
        if delivery.acknowledged and self._sound("view_response", answer):
            with self.lock:
                self._acted(view, answer)
        return delivery

    def repeat(self, retry: int = 1, reason: str = "http_timeout") -> Delivery:
        """Send the last event again with retry headers, as after an ack that Slack did not see."""
        last = next(delivery for delivery in reversed(self.deliveries) if delivery.kind == "events")
        return self._server.run(self._attempt("events", last.body, (retry, reason)))

    def replay(self) -> int:
        """Post the last HTTP request again, byte by byte; the status it gets."""
        if self.courier.last is None:
            raise LookupError("nothing was sent yet")
        return self._server.run(self.courier.post(self.courier.last))[0]

    def _acted(self, view: View, answer: Json) -> None:
        action = answer.get("response_action")
        view.errors = answer.get("errors", {})
        if action in {"update", "push"}:
            key = view.id if action == "update" else f"V{uuid4().hex[:10].upper()}"
            self.world.views[key] = self.world.show(key, view.user, answer["view"])
        elif action == "clear":
            for each in self.world.modals(view.user):
                del self.world.views[each.id]
        elif action is None:
            self.world.views.pop(view.id, None)

    def _sound(self, method: str, payload: Json) -> bool:
        found = slack_rules.problems(method, payload)
        for problem in found:
            self._ledger.violate(method, problem, payload)
        return not found

    def _promptly(self, delivery: Delivery) -> Delivery:
        team = delivery.body.get("team_id") or delivery.body.get("team", {}).get("id")
        if not delivery.acknowledged and team in self.methods.tokens.values():
            self._ledger.violate(delivery.kind, f"not acknowledged: {delivery.status}", delivery.body)
        return delivery

    def _deliver(self, kind: str, body: Json) -> Delivery:
        return self._server.run(self._delivered(kind, body), timeout=None)

    async def _delivered(self, kind: str, body: Json) -> Delivery:
        delivery = await self._attempt(kind, body, None)
        for number, pause in enumerate(_RETRY_PAUSES if kind == "events" else (), start=1):
            if delivery.acknowledged or delivery.final:
                break
            await asyncio.sleep(pause)
            reason = "http_error" if delivery.status else "http_timeout"
            delivery = await self._attempt(kind, body, (number, reason))
        return delivery

    async def _attempt(self, kind: str, body: Json, retry: tuple[int, str] | None) -> Delivery:
        begun = time.monotonic()
        if self.courier.prefix:
            status, answer, final = await self.courier.post(self.courier.sign(kind, body, None, retry))
        else:
            status, answer, final = await self.sockets.send(kind, body, retry)
        number = retry[0] if retry else 0
        delivery = Delivery(kind, body, number, status, answer, time.monotonic() - begun, final)
        self.deliveries.append(delivery)
        return delivery

    async def _on_call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        payload = await self._payload(method, request)
        self._ledger.add(method, payload)
        try:
            team = self._team(method, payload, request)
            bare = {key: value for key, value in payload.items() if key not in {"token", "team_id"}}
            if refusal := self._checked(method, bare):
                return refusal
            if fault := self._faults.due(method):
                return await self._suffer(fault, method, team, bare, request)
            return self._answer(method, team, bare)
        except RefusedError as refused:
            if refused.ours:
                self._ledger.violate(method, refused.error, payload)
            return web.json_response({"ok": False, "error": refused.error})

    def _checked(self, method: str, payload: Json) -> web.Response | None:
        if method not in KNOWN:
            raise RefusedError("unknown_method", ours=True)
        if self._sound(method, payload):
            return None
        messages = [violation.problem for violation in self.violations if violation.payload is payload]
        error = "invalid_blocks" if messages[0].startswith("blocks") else "invalid_arguments"
        body = {"ok": False, "error": error, "response_metadata": {"messages": messages}}
        return web.json_response(body)

    def _answer(self, method: str, team: str, payload: Json) -> web.Response:
        with self.lock:
            if method in _SENDS and (refusal := self._paced(method, payload)):
                return refusal
            return web.json_response(self.methods.call(method, team, payload))

    async def _suffer(
        self, fault: Fault, method: str, team: str, payload: Json, request: web.Request
    ) -> web.Response:
        await asyncio.sleep(fault.delay)
        late = fault.status == 200 and "error" not in fault.parameters
        done = self._answer(method, team, payload) if late or fault.parameters.get("done") else None
        if late and done:
            return done
        if fault.status == 0 and request.transport is not None:
            request.transport.abort()
        if fault.status == 429:
            self.pace.hush(payload.get("channel"), fault.parameters.get("retry_after", 1))
        return _fault_answer(fault)

    def _paced(self, method: str, payload: Json) -> web.Response | None:
        if problem := self.pace.early(payload["channel"]):
            self._ledger.violate(method, problem, payload)
        wait = self.pace.wait(payload["channel"])
        return _too_many(wait) if wait else None

    def _team(self, method: str, payload: Json, request: web.Request) -> str:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or payload.get("token", "")
        if method == "oauth.v2.access":
            self._check_client(payload)
            return self.team
        if not token:
            raise RefusedError("not_authed", ours=True)
        if method == "apps.connections.open":
            if token != self.app_token:
                raise RefusedError("not_allowed_token_type", ours=True)
            return self.team
        team = self.methods.tokens.get(token)
        if team is None:
            raise RefusedError("invalid_auth")
        if payload.get("team_id", team) != team:  # Bolt adds it to every call
            raise RefusedError("team_access_not_granted", ours=True)
        return team

    def _check_client(self, payload: Json) -> None:
        if (payload.get("client_id"), payload.get("client_secret")) != (self.client_id, self.client_secret):
            raise RefusedError("bad_client_secret")

    async def _payload(self, method: str, request: web.Request) -> Json:
        if request.content_type == "application/json":
            return schema("slack").decode(method, await request.json())
        form = schema("slack").decode(method, {**request.query, **await request.post()})
        scheme, _, credentials = request.headers.get("Authorization", "").partition(" ")
        if scheme == "Basic":
            names = base64.b64decode(credentials).decode().split(":", 1)
            form |= dict(zip(("client_id", "client_secret"), names, strict=True))
        return form

    async def _on_response(self, request: web.Request) -> web.Response:
        payload: Json = await request.json()
        self._ledger.add("response_url", payload)
        fault = self._faults.due("response_url")
        if fault is not None:
            await asyncio.sleep(fault.delay)
            return _fault_answer(fault)
        if not self._sound("response_url", payload):
            return web.Response(status=400, text="invalid_payload")
        try:
            with self.lock:
                self.methods.respond(request.match_info["key"], payload)
        except RefusedError as refused:
            self._ledger.violate("response_url", refused.error, payload)
            return web.Response(status=404, text=refused.error)
        return web.Response(text="ok")

    async def _on_upload(self, request: web.Request) -> web.Response:
        """The place that files.getUploadURLExternal names: the bytes alone, without a token."""
        content = await request.read()
        self._ledger.add("upload", {"bytes": len(content)})
        fault = self._faults.due("upload")
        if fault is not None:
            await asyncio.sleep(fault.delay)
            return _fault_answer(fault)
        with self.lock:
            taken = self.world.files.upload(request.match_info["ticket"], content)
        if not taken or "Authorization" in request.headers:
            self._ledger.violate("upload", "not what was announced, or with a token", {"bytes": len(content)})
            return web.Response(status=400, text="Bad Request")
        return web.Response(text=f"OK - {len(content)}")


def _fault_answer(fault: Fault) -> web.Response:
    if fault.status == 429:
        return _too_many(fault.parameters.get("retry_after", 1))
    if error := fault.parameters.get("error"):
        return web.json_response({"ok": False, "error": error}, status=fault.status)
    return web.Response(status=fault.status or 500, text="scripted")


def _too_many(seconds: int) -> web.Response:
    body = {"ok": False, "error": "ratelimited"}
    return web.json_response(body, status=429, headers={"Retry-After": str(seconds)})
