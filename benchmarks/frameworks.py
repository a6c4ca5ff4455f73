"""The bare frameworks: how long they take to hand the same messages to a handler that does nothing."""

import asyncio
import json
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from slack_bolt import App, BoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.signature import SignatureVerifier
from telegram import Update
from telegram.ext import Application, ApplicationBuilder, ContextTypes, MessageHandler, filters
from telegram.request import BaseRequest

from benchmarks.messages import BOT, BOT_USER, TEAM, Body, Said, slack, telegram
from benchmarks.timing import Paced, paced

TOKEN: Final = "4711:benchmark"  # noqa: S105 - nobody's
SECRET: Final = "benchmark"  # noqa: S105
AT_ONCE: Final = 8
Signed = tuple[str, dict[str, str | Sequence[str]]]
Ptb = Application[Any, Any, Any, Any, Any, Any]


class Offline(BaseRequest):
    """Answers every call of the library with who the bot is, without a network."""

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(self, *_args: Any, **_named: Any) -> tuple[int, bytes]:
        return 200, json.dumps({"ok": True, "result": BOT}).encode()


async def _nothing(_update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """A handler that does nothing."""


def telegram_dispatch(messages: Sequence[Said]) -> tuple[Paced, Paced]:
    """One at a time, and eight at once: parsing of the update and `Application.process_update`."""
    return asyncio.run(_telegram(messages))


async def _telegram(messages: Sequence[Said]) -> tuple[Paced, Paced]:
    application: Ptb = (
        ApplicationBuilder()
        .token(TOKEN)
        .request(Offline())
        .get_updates_request(Offline())
        .updater(None)
        .build()
    )
    application.add_handler(MessageHandler(filters.TEXT, _nothing))
    took: list[float] = []

    async def dispatch(body: Body) -> None:
        begun = time.perf_counter()
        await application.process_update(Update.de_json(body, application.bot))
        took.append(time.perf_counter() - begun)

    async with application:
        alone = await _one_by_one(dispatch, messages, took)
        took.clear()
        bodies = [telegram(each) for each in messages]
        begun = time.perf_counter()
        for start in range(0, len(bodies), AT_ONCE):
            await asyncio.gather(*map(dispatch, bodies[start : start + AT_ONCE]))
        return alone, paced(took, time.perf_counter() - begun)


async def _one_by_one(dispatch: Any, messages: Sequence[Said], took: list[float]) -> Paced:
    bodies = [telegram(each) for each in messages]
    begun = time.perf_counter()
    for body in bodies:
        await dispatch(body)
    return paced(took, time.perf_counter() - begun)


def slack_dispatch(messages: Sequence[Said]) -> tuple[Paced, Paced]:
    """One at a time, and by eight threads: signature, parsing and `App.dispatch`, listener included."""
    app = App(
        signing_secret=SECRET,
        authorize=lambda: AuthorizeResult(
            enterprise_id=None,
            team_id=TEAM,
            bot_user_id=BOT_USER,
            bot_token="xoxb-none",  # noqa: S106
        ),
        process_before_response=True,
    )
    app.event("message")(_listen)
    verifier = SignatureVerifier(SECRET)
    took: list[float] = []

    def dispatch(request: Signed) -> None:
        begun = time.perf_counter()
        app.dispatch(BoltRequest(body=request[0], headers=request[1]))
        took.append(time.perf_counter() - begun)

    requests = [_signed(slack(each), verifier) for each in messages]
    begun = time.perf_counter()
    for each in requests:
        dispatch(each)
    alone = paced(took, time.perf_counter() - begun)
    took.clear()
    begun = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(dispatch, requests))
    return alone, paced(took, time.perf_counter() - begun)


def _listen(event: Body) -> None:
    """A listener that does nothing."""


def _signed(body: str, verifier: SignatureVerifier) -> Signed:
    stamp = str(int(time.time()))
    signature = verifier.generate_signature(timestamp=stamp, body=body) or ""
    headers: dict[str, str | Sequence[str]] = {
        "content-type": "application/json",
        "x-slack-request-timestamp": stamp,
        "x-slack-signature": signature,
    }
    return body, headers
