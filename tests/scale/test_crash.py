"""SIGKILL in the middle of 100 updates: after the restart 100 are handled once and 100 answered."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.adapters.outbox import AT_ONCE
from bot.app import build
from bot.config import Settings
from bot.domain.base import new_id
from bot.domain.chat import Platform
from bot.domain.people import Link
from bot.handlers import story
from tests.fakes.telegram import TelegramFake
from tests.fakes.telegram_people import Person
from tests.fakes.waiting import wait_until

ROOT = Path(__file__).resolve().parents[2]
FIRST = 5000
COUNT = 100
KILLED_AT = 30
"""How many answers are out when the process dies."""
PATIENCE = 110.0


@pytest.mark.timeout(300)
def test_sigkill_in_the_middle_of_a_hundred_updates(database_url: str, tmp_path: Path) -> None:
    settle(database_url, tmp_path)
    with TelegramFake() as tg:
        people = [tg.private(FIRST + number, f"客户经理{number}") for number in range(COUNT)]
        say_all(people)
        with process(tg, database_url, tmp_path) as bot:
            wait_answers(tg, people, KILLED_AT)
            bot.send_signal(signal.SIGKILL)
        assert sum(bool(person.messages) for person in people) < COUNT
        with process(tg, database_url, tmp_path):
            wait_answers(tg, people, COUNT)
            wait_until(lambda: not tg.updates.pending, "confirmation", 10, lambda: tg.updates.pending)
        sent = [len(person.messages) for person in people]
        assert tg.violations == []
    assert noted(database_url, tmp_path) == Counter(f"telegram::{person.id}" for person in people)
    assert min(sent) == 1
    assert sum(sent) - COUNT <= AT_ONCE, "only what was in the air goes out twice"
    assert tg.token not in (tmp_path / "bot.log").read_text("utf-8")


def say_all(people: list[Person]) -> None:
    for number, person in enumerate(people):
        person.send(f"今天拜访泰禾，聊了第{number}件事")


def wait_answers(tg: TelegramFake, people: list[Person], count: int) -> None:
    def enough() -> bool:
        return sum(bool(person.messages) for person in people) >= count

    wait_until(enough, f"{count} answers", PATIENCE, lambda: Counter(call.method for call in tg.calls))


def settle(database_url: str, data: Path) -> None:
    """The demo's team, with a hundred accounts for one of its reps."""
    app = build(Settings(database_url=database_url, data=data))
    app.load_story()
    now = datetime.now(UTC)
    with app.store.work(story.DEMO) as work:
        for user in map(str, range(FIRST, FIRST + COUNT)):
            work.add(
                Link(
                    id=new_id(),
                    member_id=next(each.id for each in work.people.all() if each.name == "李雷"),
                    platform=Platform.TELEGRAM,
                    user=user,
                    chat=user,
                    linked_at=now,
                )
            )
    app.store.close()


def noted(database_url: str, data: Path) -> Counter[str]:
    """How many visits were noted from each chat."""
    app = build(Settings(database_url=database_url, data=data))
    try:
        with app.store.work(story.DEMO) as work:
            customer = work.customers.named("泰禾")[0].id
            sources = [each.source for each in work.interactions.latest(customer, 1000)]
    finally:
        app.store.close()
    return Counter(source.rpartition(":")[0] for source in sources if source.startswith("telegram:"))


@contextmanager
def process(tg: TelegramFake, database_url: str, data: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The bot in a process of its own; it has no time to clean up after itself."""
    settings = {
        "DATABASE_URL": database_url,
        "YINUO_DATA": str(data),
        "TELEGRAM_BOT_TOKEN": tg.token,
        "TELEGRAM_API": tg.base_url,
    }
    log = (data / "bot.log").open("ab")
    bot = subprocess.Popen(
        [sys.executable, "-m", "tests.scale.restless"], cwd=ROOT, env=os.environ | settings, stderr=log
    )
    try:
        yield bot
    finally:
        bot.kill()
        bot.wait(10)
        log.close()
