"""The brief on one phone screen: of every customer of the demo, in both languages, as everybody there sees it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import language
from bot.adapters.store import SqlStore
from bot.conversation import Conversation
from bot.domain.base import Mention, vocabulary
from bot.domain.calendar import WeekdaysOnly
from bot.domain.customers import Brief
from bot.domain.people import Language, Member
from bot.handlers import handle, story
from bot.language.layouts.screen import COLUMNS, ROWS, rows_of
from bot.language.speak import width
from tests.databases import copy_sqlite

NOW = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
MOST = 24
WHOLE = {
    Language.ZH: (
        "投诉：",
        "要求：",
        "滁州",
        "逾期货款",
        "答应：",
        "对方：",
        "协议：",
        "报价：",
        "接着：",
        "问：",
    ),
    Language.EN: (
        *("Complaint:", "Request:", "negotiation", "overdue", "We owe:", "They owe:", "Agreed:", "Quote:"),
        *("Next:", "Ask:"),
    ),
}
"""Every kind of fact that there is about 泰禾 in the demo."""


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Conversation]:
    url = copy_sqlite(sqlite_template, tmp_path_factory.mktemp("screen") / "demo.db")
    with closing(
        SqlStore(url, vocabulary=vocabulary, keys_of=language.keys_of, forms_of=language.forms_of)
    ) as store:
        with store.work(story.DEMO) as work:
            work.add(story.workspace(NOW))
            story.load(work, NOW)
        yield Conversation(
            store=store,
            understand=language.understand,
            calendars=lambda _workspace: WeekdaysOnly(),
            clock=lambda: NOW,
        )


def briefs(talk: Conversation, reader: str, tongue: Language, *, group: bool = False) -> dict[str, list[str]]:
    """The lines of each customer's brief, as this colleague reads it in this language."""
    with talk.store.work(story.DEMO) as work:
        member = work.get(Member, reader)
        assert member is not None
        turn = talk._turn(work, replace(member, language=tongue))
        turn.group = group
        turn.begin(())
        found: dict[str, list[str]] = {}
        for each in work.customers.all():
            told = handle(Brief(customer=Mention(each.name, each.id, each.name)), turn)
            found[each.short] = language.speak(told, talk._say(turn)).plain().splitlines()
        return found


@pytest.mark.parametrize("group", [False, True])
@pytest.mark.parametrize("tongue", Language)
@pytest.mark.parametrize("reader", story.SEATS)
def test_every_brief_fits_on_one_screen(
    talk: Conversation, reader: str, tongue: Language, *, group: bool
) -> None:
    told = briefs(talk, reader, tongue, group=group)
    assert len(told) >= 10
    assert {name: lines for name, lines in told.items() if rows_of(lines) > MOST} == {}


@pytest.mark.parametrize("tongue", Language)
def test_no_kind_of_fact_is_left_out(talk: Conversation, tongue: Language) -> None:
    lines = briefs(talk, "ann", tongue)["泰禾"]
    assert [kind for kind in WHOLE[tongue] if not any(kind in line for line in lines)] == []
    assert "13800010001" in "\n".join(lines)
    assert len(lines) == rows_of(lines) <= ROWS
    assert max(map(width, lines)) <= COLUMNS
