"""A strict Slack, and a small bot on it. At the end of every test nothing that we sent may be wrong."""

from collections.abc import Iterator

import pytest

from tests.adapters.slack.stand import Bot, settings_for
from tests.fakes.slack import SlackFake


@pytest.fixture(autouse=True)
def no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the clock says unasked depends on the hour at which the tests run."""
    monkeypatch.setattr("bot.app.ROUTINES", {})


@pytest.fixture
def sl() -> Iterator[SlackFake]:
    with SlackFake() as fake:
        yield fake
        assert [str(each) for each in fake.violations] == []


@pytest.fixture
def bot(sl: SlackFake) -> Iterator[Bot]:
    with Bot(sl, settings_for(sl)).serving() as serving:
        sl.deliver_to(serving.url)
        yield serving
