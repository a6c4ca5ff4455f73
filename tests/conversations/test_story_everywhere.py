"""The story over real sockets: 李雷 and Tom on Telegram, 韩梅 on Slack, Ann on Slack and the web, one bot."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.adapters.store.scribe import CHANGE
from bot.app import App
from bot.domain.people import Member
from tests.conversations.company import Company, Read
from tests.conversations.script import Reply, Script, Step, scripts
from tests.conversations.team import TEAM
from tests.conversations.test_transcripts import buttons_fit, split, squeezed
from tests.fakes import telegram_people
from tests.fakes.slack import SlackFake
from tests.fakes.telegram import TelegramFake

HERE = Path(__file__).parent
STORIES = [script for name in ("story_zh", "story_en") for script in scripts(HERE / f"{name}.txt")]

pytestmark = pytest.mark.timeout(90)


@pytest.fixture
def tg() -> Iterator[TelegramFake]:
    with TelegramFake() as fake:
        yield fake
        assert fake.violations == []


@pytest.fixture
def sl() -> Iterator[SlackFake]:
    with SlackFake() as fake:
        yield fake
        assert [str(each) for each in fake.violations] == []


@pytest.fixture(autouse=True)
def the_clock_is_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is done unasked but what a line of the transcript lets the clock do, and nobody waits for a poll."""
    monkeypatch.setattr("bot.app.ROUTINES", {})
    monkeypatch.setattr("bot.adapters.outbox.POLL_SECONDS", 0.05)


@pytest.mark.parametrize("script", STORIES, ids=lambda script: script.path.stem)
def test_everybody_reads_the_story_on_their_own_platform(
    script: Script, tg: TelegramFake, sl: SlackFake, sqlite_url: str, tmp_path: Path
) -> None:
    with Company(tg, sl, sqlite_url, tmp_path, script) as company:
        *steps, last = script.steps
        left = False
        for step in steps:
            told(step, company.play(step))
            if not left and has_left(company.app):
                left = True
                who_left_is_a_stranger(company)
        assert left
        [answer] = last.replies
        page = company.asks_on_the_web(last.who, last.text)
        assert squeezed("\n".join(answer.lines)).replace("•", "") in squeezed(page)


def told(step: Step, reads: list[Read]) -> None:
    """Everybody got what the transcript says, and nothing else."""
    meant = sorted(step.replies, key=lambda reply: reply.to or step.who)
    got = sorted(reads, key=lambda read: read.to)
    assert [reply.to or step.who for reply in meant] == [read.to for read in got], (step.number, reads)
    for reply, read in zip(meant, got, strict=True):
        compared(step, reply, read)


def compared(step: Step, reply: Reply, read: Read) -> None:
    words, labels = split(reply.lines)
    assert squeezed(words) == squeezed(read.text), step.number
    assert buttons_fit(labels, read.buttons), (step.number, read)


def has_left(app: App) -> bool:
    with app.store.work(TEAM) as work:
        li = work.get(Member, "李雷")
        return li is not None and not li.active


def who_left_is_a_stranger(company: Company) -> None:
    """What they write and press from the next second on is answered as a stranger's is, and changes nothing."""
    li, stranger = company.people["李雷"], company.tg.private(66, "谁")
    assert isinstance(li, telegram_people.Person)
    before = changes(company.app)
    for person in (li, stranger):
        person.send("泰禾样品已送")
    company.settled()
    assert "13812345678" not in li.messages[-1].text
    assert li.messages[-1].text == stranger.messages[-1].text
    card = next(message for message in li.messages if message.button("撤销") or message.button("Undo"))
    assert company.tg.wait_for_answer(li.press_data(card.buttons[-1].data or "", card.id))["text"]
    assert changes(company.app) == before


def changes(app: App) -> int:
    """How many rows anybody has changed."""
    with app.store.engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(CHANGE)) or 0
