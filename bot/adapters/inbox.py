"""The pump: takes stored events one by one, in order per chat, and sends them down the road."""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.chat import Incoming, Platform
from bot.domain.errors import TryAgain
from bot.domain.ports import Arrival, Inbox, Receive

log = logging.getLogger(__name__)

Read = Callable[[Arrival], Incoming | None]


class Reads(Protocol):
    """The part of a platform that the pump needs."""

    @property
    def read(self) -> Read: ...


POLL_SECONDS = 1.0
PAUSE = timedelta(milliseconds=200)


@dataclass(slots=True, kw_only=True)
class Pump:
    """Threads that drain the inbox; `wake` after storing an event, else it is found within a second."""

    inbox: Inbox
    sides: Mapping[Platform, Reads]
    receive: Receive
    clock: Callable[[], datetime]
    threads: int = 4
    _due: threading.Event = field(default_factory=threading.Event)
    _over: threading.Event = field(default_factory=threading.Event)
    _running: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        for number in range(self.threads):
            thread = threading.Thread(target=self._run, name=f"pump-{number}", daemon=True)
            self._running.append(thread)
            thread.start()

    def wake(self) -> None:
        self._due.set()

    def stop(self) -> None:
        """Let every thread finish the event it has in hand."""
        self._over.set()
        self._due.set()
        for thread in self._running:
            thread.join()

    def drain(self) -> int:
        """Handle all that is due now, in this thread; returns how many events that were."""
        handled = 0
        while self.step():
            handled += 1
        return handled

    def step(self) -> bool:
        """Handle one event; False when none is due."""
        arrival = self.inbox.claim(self.clock(), self.sides.keys())
        if arrival is None:
            return False
        try:
            incoming = self.sides[arrival.platform].read(arrival)
        except (KeyError, ValueError, TypeError, AttributeError, OverflowError, RecursionError) as fault:
            log.warning("put aside unreadable %s event %s: %r", arrival.platform, arrival.event, fault)
            self.inbox.quarantine(arrival, repr(fault))
            return True
        try:
            if incoming is not None:
                self.receive(incoming)
        except TryAgain:
            self.inbox.later(arrival, self.clock() + PAUSE)
            raise
        self.inbox.done(arrival)
        return True

    def _run(self) -> None:
        while not self._over.is_set():
            try:
                busy = self.step()
            except TryAgain:
                log.warning("the database is busy or away; trying again")
                self._over.wait(PAUSE.total_seconds())
                continue
            if not busy:
                self._due.wait(POLL_SECONDS)
                self._due.clear()
