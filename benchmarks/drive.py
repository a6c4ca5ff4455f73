"""Sends messages down the whole road: stored as Telegram's updates, claimed, handled, answered."""

import threading
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from benchmarks.messages import BOT, SPEAKERS, Said, telegram
from benchmarks.timing import Moving, Paced, Shares, paced, percentile
from bot.adapters.telegram.updates import Me, arrival_of
from bot.app import App, build
from bot.config import Settings, TelegramSettings
from bot.domain.chat import Platform
from bot.domain.mail import Arrival, Inbox

ME: Final = Me(int(str(BOT["id"])), str(BOT["username"]))
WAIT_SECONDS: Final = 120


def open_app(url: str, folder: Path, begun: float) -> App:
    telegram_settings = TelegramSettings(token=f"{BOT['id']}:benchmark")
    return build(
        Settings(database_url=url, data=folder, demo=False, telegram=telegram_settings), Moving(begun)
    )


def send(app: App, said: Said) -> float:
    """One message, stored and carried out in this thread; its seconds."""
    update = telegram(said)
    begun = time.perf_counter()
    app.accept([arrival_of(update, ME, app.clock())])
    if not app.pump.step():
        raise RuntimeError(f"nothing was due after {said}")
    return time.perf_counter() - begun


@dataclass(slots=True)
class Alone:
    """One message at a time: the pace of all, and the milliseconds of each sort."""

    paced: Paced
    sorts: dict[str, float]
    took: list[float]


def one_by_one(app: App, messages: Iterable[Said]) -> Alone:
    took: list[float] = []
    sorts: dict[str, list[float]] = {}
    for each in messages:
        took.append(send(app, each))
        sorts.setdefault(each.sort, []).append(took[-1])
    return Alone(paced(took, sum(took)), {name: percentile(each, 50) for name, each in sorts.items()}, took)


def shares_of(app: App, messages: Sequence[Said]) -> dict[str, float]:
    """Milliseconds of a message by where they went, and how much it asks of the database."""
    shares = Shares()
    shares.watch(app.store.engine)
    understand = shares.understanding(app.conversation.understand)
    app.conversation = replace(app.conversation, understand=understand)
    wall = sum(send(app, each) for each in messages)
    count = len(messages)
    return {
        "understand": shares.understand / count * 1000,
        "database": shares.database / count * 1000,
        "rest": (wall - shares.understand - shares.database) / count * 1000,
        "statements": shares.statements / count,
        "commits": shares.commits / count,
    }


@dataclass(slots=True)
class Watched:
    """The inbox, telling whoever waits when an event is settled."""

    inbox: Inbox
    settled: dict[str, threading.Event] = field(default_factory=dict)

    def put(self, arrivals: Sequence[Arrival]) -> int:
        return self.inbox.put(arrivals)

    def claim(self, now: datetime, platforms: Collection[Platform]) -> Arrival | None:
        return self.inbox.claim(now, platforms)

    def done(self, arrival: Arrival) -> None:
        self.inbox.done(arrival)
        self.settled[arrival.event].set()

    def __getattr__(self, name: str) -> object:
        return getattr(self.inbox, name)


def at_once(app: App, rounds_of: Callable[[int], Sequence[Said]]) -> Paced:
    """Every speaker types their messages one after the other, all speakers at the same time."""
    watched = Watched(app.store.inbox)
    app.pump.inbox = watched  # type: ignore[assignment]
    app.pump.start()
    took: list[float] = []

    def talk(speaker: int) -> None:
        for said in rounds_of(speaker):
            update = telegram(said)
            begun = time.perf_counter()
            arrival = arrival_of(update, ME, app.clock())
            settled = watched.settled[arrival.event] = threading.Event()
            app.accept([arrival])
            if not settled.wait(WAIT_SECONDS):
                raise RuntimeError(f"no answer to {said}")
            took.append(time.perf_counter() - begun)

    begun = time.perf_counter()
    with ThreadPoolExecutor(SPEAKERS) as pool:
        list(pool.map(talk, range(SPEAKERS)))
    wall = time.perf_counter() - begun
    app.pump.stop()
    return paced(took, wall)
