"""A strict Telegram for every test; whatever it would not have taken fails the test."""

from collections.abc import Iterator

import pytest

from tests.adapters.telegram.road import Road
from tests.fakes.telegram import TelegramFake


@pytest.fixture(autouse=True)
def no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the clock says unasked depends on the hour at which the tests run."""
    monkeypatch.setattr("bot.app.ROUTINES", {})


@pytest.fixture
def tg() -> Iterator[TelegramFake]:
    with TelegramFake() as fake:
        yield fake
        assert fake.violations == []


@pytest.fixture
def road(tg: TelegramFake) -> Iterator[Road]:
    """The bot, polling."""
    with Road(tg) as road:
        yield road
        assert road.faults == []


@pytest.fixture
def called(tg: TelegramFake) -> Iterator[Road]:
    """The bot behind a webhook; the fake is told where."""
    with Road(tg, webhook=True) as road:
        tg.deliver_to(road.url)
        yield road
        assert road.faults == []
