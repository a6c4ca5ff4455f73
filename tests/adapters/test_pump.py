"""The pump goes on, whatever a message does to it."""

from datetime import timedelta

import pytest

from bot.adapters.inbox import MOST_TRIES, Pump
from bot.adapters.store import SqlStore
from bot.domain.chat import Address, Card, Identity, Incoming, Platform
from bot.domain.errors import TryAgain
from bot.domain.mail import Arrival
from tests.adapters.store import made
from tests.adapters.store.made import store_at
from tests.fakes.waiting import wait_until


class Platforms:
    """Reads the payload as text; `receive` breaks on the word that it is given."""

    read_fault: type[Exception] | None = None

    def __init__(self, breaks: type[Exception]) -> None:
        self.breaks = breaks
        self.heard: list[str] = []
        self.now = made.NOW

    def read(self, arrival: Arrival) -> Incoming:
        who = arrival.chat
        here = Address(Platform.WEB, "", who)
        return Incoming(
            event=arrival.event,
            at=arrival.at,
            sender=Identity(Platform.WEB, "", who),
            address=here,
            text=arrival.payload,
        )

    def receive(self, incoming: Incoming) -> Card | None:
        self.heard.append(incoming.text)
        if incoming.text == "poison":
            raise self.breaks
        return None

    def pump(self, store: SqlStore) -> Pump:
        return Pump(
            inbox=store.inbox, sides={Platform.WEB: self}, receive=self.receive, clock=lambda: self.now
        )


def said(event: str, text: str, chat: str = "ann") -> Arrival:
    return Arrival(
        workspace_id=made.HOME, platform=Platform.WEB, event=event, chat=chat, payload=text, at=made.NOW
    )


def test_a_message_that_breaks_everything_is_put_aside_and_the_chat_goes_on(sqlite_url: str) -> None:
    store, side = store_at(sqlite_url), Platforms(AssertionError)
    store.inbox.put([said("1", "poison"), said("2", "hello")])
    assert side.pump(store).drain() == 2
    assert side.heard == ["poison", "hello"]
    store.close()


def test_the_threads_survive_what_the_inbox_itself_throws(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, side = store_at(sqlite_url), Platforms(AssertionError)
    claim, left = store.inbox.claim, [1] * 8

    def broken(*arguments: object) -> Arrival | None:
        if left:
            left.pop()
            raise AssertionError("unreadable row")
        return claim(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(store.inbox, "claim", broken)
    pump = side.pump(store)
    pump.start()
    store.inbox.put([said("1", "hello")])
    wait_until(lambda: side.heard, "the message", 10, lambda: left)
    pump.stop()
    store.close()


def test_a_busy_database_is_tried_again_with_growing_pauses(sqlite_url: str) -> None:
    store, side = store_at(sqlite_url), Platforms(TryAgain)
    store.inbox.put([said("1", "poison")])
    pump = side.pump(store)
    for tries in range(3):
        with pytest.raises(TryAgain):
            pump.step()
        side.now += timedelta(seconds=0.15 * 2**tries)
        assert not pump.step(), "too early"
        side.now += timedelta(seconds=0.05 * 2**tries)
    store.close()


def test_what_is_begun_again_and_again_is_put_aside(sqlite_url: str) -> None:
    """As a message would be that ends the whole process each time."""
    store, side = store_at(sqlite_url), Platforms(AssertionError)
    store.inbox.put([said("1", "deadly"), said("2", "hello")])
    for _ in range(MOST_TRIES):
        assert store.inbox.claim(side.now, [Platform.WEB])
        side.now += timedelta(minutes=1)
    assert side.pump(store).drain() == 2
    assert side.heard == ["hello"]
    store.close()
