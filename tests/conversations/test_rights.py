"""`docs/reference/rights.md` is what people see: every cell of its table, on the real road."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.adapters.store.journal import NOTABLE
from tests.conversations.rights import (
    NOTHING,
    PRIVATELY,
    READERS,
    REFUSED,
    SHOWN,
    STARRED,
    TODAY,
    WAYS,
    Right,
    fresh_store,
    got,
    looks,
    opened,
    rights,
)
from tests.conversations.script import Step
from tests.conversations.stage import Stage
from tests.databases import copy_sqlite, prepare

LEAST = 400
"""Cells."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which the whole story was told."""
    path = tmp_path_factory.mktemp("rights") / "told.db"
    prepare(f"sqlite:///{path}")
    with closing(fresh_store(f"sqlite:///{path}")) as store:
        opened(store)
    return path


@pytest.fixture
def stage(told: Path, tmp_path: Path) -> Iterator[Stage]:
    with closing(fresh_store(copy_sqlite(told, tmp_path / "yinuo.db"))) as store:
        yield Stage(store, TODAY.astimezone(UTC), count=10_000)


@pytest.mark.parametrize("right", [*rights()], ids=lambda right: right.name)
def test_everybody_sees_what_the_table_says(right: Right, stage: Stage) -> None:
    """And who sees figures of a customer that is not theirs leaves a line, the others none."""
    seen: dict[str, str] = {}
    noted: set[str] = set()
    for reader, who in READERS.items():
        before = looks(stage, who)
        seen[reader] = got(stage, right, who)
        noted |= {reader} if looks(stage, who) > before else set()
    assert seen == right.cells
    told = {reader for reader, verdict in seen.items() if verdict in {SHOWN, PRIVATELY}}
    assert noted == told - {"owner"}


def test_the_table_is_whole() -> None:
    rows = [*rights()]
    cells = [cell for row in rows for cell in row.cells.values()]
    assert {row.where for row in rows} == set(WAYS)
    assert set(cells) == {SHOWN, STARRED, PRIVATELY, NOTHING, REFUSED}
    assert len(cells) >= LEAST
    assert {row.cells[reader] for row in rows for reader in ("departed", "stranger")} == {REFUSED}


def test_who_is_told_sums_unasked_is_on_the_audit_trail_too(stage: Stage) -> None:
    """Ann hears that two quotes for 泰禾 contradict each other, and reads both sums."""
    before = looks(stage, "Ann")
    heard = stage.play(Step(0, READERS["other rep"], lines=["给泰禾报了A款2600一台"]))
    assert "2,811" in next(each.card.plain() for each in heard if each.chat == "Ann")
    assert looks(stage, "Ann") == before + 1


def test_who_presses_what_is_not_theirs_is_on_the_audit_trail(stage: Stage) -> None:
    right = next(each for each in rights() if each.where == "button in a group")
    got(stage, right, READERS["other rep"])
    with stage.store.engine.connect() as connection:
        tried = connection.scalars(
            select(NOTABLE.table.c.member_id).where(NOTABLE.table.c.what == "stale_button")
        )
        assert [*tried] == [READERS["other rep"]]
