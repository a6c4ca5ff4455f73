"""A strict Bot API server on loopback, and the people who talk to the bot through it."""

import asyncio
import itertools
import json
import threading
from collections.abc import Iterable
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.fakes import telegram_rules
from tests.fakes.ledger import Call, Fault, Faults, Ledger, Violation
from tests.fakes.loopback import Loopback
from tests.fakes.pace import Limits, Pace
from tests.fakes.schema import Json, schema
from tests.fakes.telegram_chats import Chat, Chats, Message
from tests.fakes.telegram_methods import KNOWN, Methods, RefusedError
from tests.fakes.telegram_people import Group, Person
from tests.fakes.telegram_updates import Delivery, Updates, Webhook
from tests.fakes.waiting import wait_until

__all__ = ["Group", "Person", "TelegramFake"]

TOKEN = "123:abc"
_UPLOAD_LIMIT = 64 * 2**20
_OURS = {"delay", "description", "done"}
_DESCRIPTIONS = {
    400: "Bad Request: scripted",
    403: "Forbidden: bot was blocked by the user",
    429: "Too Many Requests: retry after {retry_after}",
    500: "Internal Server Error",
}


class TelegramFake:
    """`with TelegramFake() as tg:` then give `tg.base_url` (and `tg.file_url`) to `telegram.Bot`.

    `limits=True` answers 429 to a bot that outruns Telegram's documented pace.
    """

    def __init__(self, token: str = TOKEN, *, limits: bool = False) -> None:
        self.token = token
        self.lock = threading.RLock()
        self.chats = Chats()
        self.updates = Updates()
        self.webhook = Webhook(self.updates)
        self.methods = Methods(self.chats, self.updates, self.webhook)
        self.pace = Pace(Limits() if limits else None)
        self._ledger = Ledger()
        self._faults = Faults()
        self._ids = itertools.count(1)
        self._askers: dict[str, int] = {}
        app = web.Application(client_max_size=_UPLOAD_LIMIT)
        app.router.add_route("*", "/bot{token}/{method}", self._on_call)
        app.router.add_get("/file/bot{token}/{path}", self._on_file)
        self._server = Loopback(app)

    def __enter__(self) -> Self:
        self._server.open()
        self._server.spawn(self.webhook.run())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()

    @property
    def base_url(self) -> str:
        return f"{self._server.url}/bot"

    @property
    def file_url(self) -> str:
        return f"{self._server.url}/file/bot"

    @property
    def calls(self) -> list[Call]:
        """Every method call, in order of arrival."""
        return self._ledger.calls

    @property
    def violations(self) -> list[Violation]:
        """What a correct bot would not have sent; a fixture asserts that it is empty."""
        return self._ledger.violations

    @property
    def deliveries(self) -> list[Delivery]:
        """Webhook attempts and how they were answered."""
        return self.webhook.deliveries

    @property
    def unanswered(self) -> set[str]:
        """Callback queries that still show the user a spinner."""
        return set(self.methods.asked) - set(self.methods.answers)

    @property
    def commands(self) -> dict[str, list[Json]]:
        """Command menus by `scope/language`, for example `default/zh`."""
        return self.methods.commands

    def chat(self, chat_id: int) -> Chat:
        return self.chats.by_id[chat_id]

    def private(
        self, user_id: int, name: str = "李雷", language: str = "zh", *, started: bool = True
    ) -> Person:
        """A user; with `started=False` the bot may not write until the user did."""
        user = {"id": user_id, "is_bot": False, "first_name": name, "language_code": language}
        chat = self.chats.add(Chat(user_id, "private", name, {user_id: user}))
        if not started:
            chat.refusal = "bot can't initiate conversation with a user"
        return Person(self, chat, chat.members[user_id])

    def group(self, chat_id: int, title: str, members: Iterable[Person], *, privacy: bool = True) -> Group:
        people = {person.id: person.user for person in members}
        chat = self.chats.add(Chat(chat_id, "supergroup", title, people))
        chat.members |= people
        return Group(self, chat, privacy=privacy)

    def deliver_to(self, url: str, secret: str | None = None) -> None:
        """Webhook mode: post updates to `url` from now on, whatever URL setWebhook names."""
        with self.lock:
            self.webhook.secret = secret or self.webhook.secret
            self.webhook.url = url

    def push(self, update: Json) -> None:
        """Deliver any update as it is, well-formed or not; also an old one again."""
        self.updates.push_raw(update)

    def fail_next(self, method: str, status: int, **parameters: Any) -> None:
        """Script the next answer to `method` (`*`: any): retry_after=, description=, delay= seconds, times=.

        Status 0 drops the connection without an answer; 200 with a delay answers late. With `done=True` the
        call takes effect all the same, as when an answer is lost on its way back.
        """
        self._faults.script(method, status, parameters)

    def callback(self, user: Json, message: Message, data: str) -> str:
        with self.lock:
            query_id = f"callback-{next(self._ids)}"
            self.methods.asked[query_id] = message.chat
            self._askers[query_id] = user["id"]
            body = {"id": query_id, "from": user, "chat_instance": str(message.chat.id), "data": data}
            self.updates.push("callback_query", body | {"message": message.json()})
        return query_id

    def toasts(self, user_id: int) -> list[str]:
        answers = self.methods.answers.items()
        return [
            payload["text"] for key, payload in answers if self._askers[key] == user_id and "text" in payload
        ]

    def inline(self, user: Json, query: str, offset: str, timeout: float) -> list[Json]:
        with self.lock:
            query_id = f"inline-{next(self._ids)}"
            self.methods.inline_asked.add(query_id)
            self.updates.push(
                "inline_query", {"id": query_id, "from": user, "query": query, "offset": offset}
            )
        answers = self.methods.inline_answers
        answer = wait_until(lambda: answers.get(query_id), "inline answer", timeout, lambda: list(answers))
        results: list[Json] = answer["results"]
        return results

    def wait_for_answer(self, query_id: str, timeout: float = 30) -> Json:
        """The bot's answerCallbackQuery to this press."""
        answers = self.methods.answers
        return wait_until(lambda: answers.get(query_id), "callback answer", timeout, lambda: list(answers))

    async def _on_call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.match_info["token"] != self.token:
            return _refusal(RefusedError(401, "Unauthorized"))
        payload = await self._payload(method, request)
        self._ledger.add(method, payload)
        try:
            self._check(method, payload)
            if fault := self._faults.due(method):
                await self._suffer(fault, method, payload, request)
            return web.json_response({"ok": True, "result": await self._answer(method, payload)})
        except RefusedError as refused:
            if refused.ours:
                self._ledger.violate(method, refused.description, payload)
            return _refusal(refused)

    def _check(self, method: str, payload: Json) -> None:
        if method not in KNOWN:
            raise RefusedError(404, f"Not Found: this fake does not know {method}", ours=True)
        found = telegram_rules.problems(method, payload)
        for problem in found:
            self._ledger.violate(method, problem, payload)
        if found:
            raise RefusedError(400, f"Bad Request: {found[0]}")

    async def _suffer(self, fault: Fault, method: str, payload: Json, request: web.Request) -> None:
        await asyncio.sleep(fault.delay)
        if fault.status == 200:
            return
        if fault.parameters.get("done"):
            with self.lock:
                self.methods.call(method, payload)
        if fault.status == 0 and request.transport is not None:
            request.transport.abort()
        raise self._scripted(fault, payload)

    async def _answer(self, method: str, payload: Json) -> Any:
        if method == "getUpdates":
            return await self._poll(payload)
        with self.lock:
            self._check_pace(method, payload)
            return self.methods.call(method, payload)

    def _check_pace(self, method: str, payload: Json) -> None:
        if method not in telegram_rules.SENDS:
            return
        chat_id = payload["chat_id"]
        if problem := self.pace.early(chat_id):
            self._ledger.violate(method, problem, payload)
        if wait := self.pace.wait(chat_id, group=isinstance(chat_id, int) and chat_id < 0):
            raise RefusedError(429, f"Too Many Requests: retry after {wait}", retry_after=wait)

    async def _poll(self, payload: Json) -> list[Json]:
        if "allowed_updates" in payload:
            self.updates.allowed = payload["allowed_updates"]
        if self.webhook.url or self.methods.webhook_set:
            raise RefusedError(
                409, "Conflict: can't use getUpdates method while webhook is active", ours=True
            )
        found = await self.updates.poll(payload)
        if found is None:
            raise RefusedError(409, "Conflict: terminated by other getUpdates request")
        return found

    async def _payload(self, method: str, request: web.Request) -> Json:
        if request.content_type == "application/json":
            return schema("telegram").decode(method, await request.json())
        form = {**request.query, **await request.post()}
        uploads = {name: value for name, value in form.items() if isinstance(value, web.FileField)}
        files = {name: self.chats.keep(field.filename, field.file.read()) for name, field in uploads.items()}
        plain = {name: value for name, value in form.items() if name not in uploads}
        payload = schema("telegram").decode(method, plain)
        if not files:
            return payload
        attached = _attached(payload, files)
        plain_files = {name: file for name, file in files.items() if file not in attached.values()}
        ids = {name: file.id for name, file in plain_files.items()}
        return payload | {"_files": plain_files | attached} | ids

    def _scripted(self, fault: Fault, payload: Json) -> RefusedError:
        parameters = {key: value for key, value in fault.parameters.items() if key not in _OURS}
        if fault.status == 429:
            parameters.setdefault("retry_after", 1)
            self.pace.hush(payload.get("chat_id"), parameters["retry_after"])
        text = fault.parameters.get("description") or _DESCRIPTIONS.get(fault.status, "scripted")
        return RefusedError(fault.status or 500, text.format(**parameters), **parameters)

    async def _on_file(self, request: web.Request) -> web.Response:
        file = self.chats.files.get(request.match_info["path"])
        if file is None or request.match_info["token"] != self.token:
            raise web.HTTPNotFound
        return web.Response(body=file.content)


def _attached(payload: Json, files: Json) -> Json:
    """Uploads by the field that names them: `attach://name`, in the field itself or inside its media."""
    found: Json = {}
    for key, value in payload.items():
        named = value.get("media") if isinstance(value, dict) else value
        if isinstance(named, str) and named.startswith("attach://"):
            found[key] = files[named.removeprefix("attach://")]
    return found


def _refusal(refused: RefusedError) -> web.Response:
    body: Json = {"ok": False, "error_code": refused.status, "description": refused.description}
    if refused.parameters:
        body["parameters"] = refused.parameters
    return web.Response(text=json.dumps(body), status=refused.status, content_type="application/json")
