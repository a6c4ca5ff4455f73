"""The pump: takes stored events one by one, in order per chat, and sends them down the road."""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.chat import Incoming, Platform
from bot.domain.errors import TryAgain, surviving
from bot.domain.mail import Arrival, Inbox, Receive

log = logging.getLogger(__name__)

Read = Callable[[Arrival], Incoming | None]


class Reads(Protocol):
    """The part of a platform that the pump needs."""

    @property
    def read(self) -> Read: ...


POLL_SECONDS = 1.0
PAUSE = timedelta(milliseconds=200)
LONGEST_PAUSE = timedelta(minutes=1)
MOST_DOUBLINGS = 10
MOST_TRIES = 50
"""An event that was begun so often and never finished takes the process down with it."""


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
        """Handle one event; False when none is due. What no handler could catch is put aside with its reason."""
        arrival = self.inbox.claim(self.clock(), self.sides.keys())
        if arrival is None:
            return False
        if arrival.tries >= MOST_TRIES:
            log.error("put aside %s event %s: begun %s times", arrival.platform, arrival.event, arrival.tries)
            self.inbox.quarantine(arrival, "never finished")
            return True
        about = (arrival.platform, arrival.event)
        with surviving(log, "put aside %s event %s", *about, but=(TryAgain,)) as survived:
            self._handle(arrival)
        if survived.fault is not None:
            self.inbox.quarantine(arrival, repr(survived.fault))
        return True

    def _handle(self, arrival: Arrival) -> None:
        try:
            incoming = self.sides[arrival.platform].read(arrival)
        except (KeyError, ValueError, TypeError, AttributeError, OverflowError, RecursionError) as fault:
            log.warning("put aside unreadable %s event %s: %r", arrival.platform, arrival.event, fault)
            self.inbox.quarantine(arrival, repr(fault))
            return
        try:
            if incoming is not None:
                self.receive(incoming)
        except TryAgain:
            pause = min(LONGEST_PAUSE, PAUSE * 2 ** min(arrival.tries, MOST_DOUBLINGS))
            self.inbox.later(arrival, self.clock() + pause)
            raise
        self.inbox.done(arrival)

    def _run(self) -> None:
        while not self._over.is_set():
            if not self._tried():
                self._due.wait(POLL_SECONDS)
                self._due.clear()

    def _tried(self) -> bool:
        """One step, whatever becomes of it: a thread that ended would be missed by every chat."""
        try:
            with surviving(log, "the inbox cannot be worked on", but=(TryAgain,)):
                return self.step()
        except TryAgain:
            log.warning("the database is busy or away; trying again")
        self._over.wait(PAUSE.total_seconds())
        return True
