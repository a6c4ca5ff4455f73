"""Delivery: a card goes once, waits for a platform that is away, and stops nobody else."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.adapters.outbox import MOST_TRIES, PATIENCE, Delivery
from bot.adapters.store import SqlStore
from bot.domain.base import WorkspaceId
from bot.domain.chat import Card, Outgoing, Platform
from bot.domain.errors import SendFailed, TryAgain
from tests.adapters.store import made
from tests.adapters.store.made import PRIVATE, store_at


class Line:
    """A channel that says every card after as many faults as it is given."""

    def __init__(self, store: SqlStore, *faults: Exception) -> None:
        self.store, self.faults = store, list(faults)
        self.sent: list[str] = []
        self.now = made.NOW
        self.delivery = Delivery(
            outbox=store.outbox, compose=compose, sides={PRIVATE.platform: self}, clock=lambda: self.now
        )

    @property
    def channel(self) -> "Line":
        return self

    async def send(self, _outgoing: Outgoing, card: Card) -> str:
        if self.faults:
            raise self.faults.pop(0)
        self.sent.append(card.title)
        return f"m{len(self.sent)}"

    def go(self, wait: timedelta = timedelta()) -> bool:
        """Send the next card that is due after this wait; False when there is none."""
        self.now += wait

        async def once() -> bool:
            launched = await self.delivery._launch()
            await asyncio.gather(*self.delivery._flying)
            return launched

        return asyncio.run(once())


def compose(_workspace: WorkspaceId, outgoing: Outgoing) -> Card | None:
    return outgoing.card


def queue(store: SqlStore, *titles: str) -> None:
    with store.work(made.HOME) as work:
        work.begin(made.action())
        for title in titles:
            work.mailbox.send(Outgoing(address=PRIVATE, card=Card(title)))


def failing(call: Callable[..., None], times: int) -> Callable[..., None]:
    left = [TryAgain()] * times

    def mark(*arguments: object, **more: object) -> None:
        if left:
            raise left.pop()
        call(*arguments, **more)

    return mark


def test_a_card_whose_mark_meets_a_busy_database_goes_once(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = store_at(sqlite_url)
    queue(store, "泰禾")
    line = Line(store)
    monkeypatch.setattr("bot.adapters.outbox.MARK_AGAIN", (0.0, 0.0, 0.0))
    monkeypatch.setattr(type(store.outbox), "sent", failing(type(store.outbox).sent, 2))
    assert line.go()
    assert not line.go(timedelta(hours=1))
    assert line.sent == ["泰禾"]
    store.close()


def test_a_platform_that_is_away_for_hours_loses_nothing(sqlite_url: str) -> None:
    store = store_at(sqlite_url)
    queue(store, "早报")
    line = Line(store, *[SendFailed("away")] * 30)
    for _ in range(31):
        assert line.go(timedelta(minutes=16))
    assert line.sent == ["早报"]
    store.close()


def test_after_a_day_a_card_is_given_up_and_the_next_one_goes(sqlite_url: str) -> None:
    store = store_at(sqlite_url)
    queue(store, "昨天", "今天")
    line = Line(store, SendFailed("away"), SendFailed("away"))
    assert line.go()
    assert line.go(PATIENCE + timedelta(minutes=1))
    assert line.go(timedelta(minutes=1))
    assert line.sent == ["今天"]
    store.close()


def test_a_card_on_which_our_own_code_breaks_is_given_up_soon(sqlite_url: str) -> None:
    store = store_at(sqlite_url)
    queue(store, "坏", "好")
    line = Line(store, *[AssertionError("ours")] * (MOST_TRIES + 1))
    for _ in range(MOST_TRIES + 2):
        assert line.go(timedelta(minutes=16))
    assert line.sent == ["好"]
    store.close()


def test_a_send_that_hangs_ends_before_its_lease_does(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = store_at(sqlite_url)
    queue(store, "慢")
    line = Line(store)

    async def hang(*_arguments: object) -> str:
        await asyncio.Event().wait()
        return ""

    monkeypatch.setattr("bot.adapters.outbox.LONGEST_SEND", 0.05)
    monkeypatch.setattr(line, "send", hang)
    assert line.go()
    monkeypatch.undo()
    assert line.go(timedelta(minutes=1))
    assert line.sent == ["慢"]
    store.close()


def test_a_bot_that_is_not_here_keeps_its_cards(sqlite_url: str) -> None:
    store = store_at(sqlite_url)
    queue(store, "留着")
    line = Line(store)
    line.delivery.sides = {Platform.CONSOLE: line}
    assert not line.go()
    store.close()
