"""Examples: one a message, found by their sign, withdrawn and forgotten for good."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from bot.adapters.store import SqlStore
from bot.domain.base import Mention, WorkspaceId, new_id
from bot.domain.examples import Confirmed, Example
from bot.domain.interactions import LogInteraction
from bot.domain.promises import MakePromise
from tests.adapters.store import made

TAIHE = Mention("泰禾", "c-taihe", "泰禾集团")
KNOWN = {"make_promise": MakePromise, "log_interaction": LogInteraction}


@pytest.fixture
def store(database_url: str) -> Iterator[SqlStore]:
    store = made.store_at(database_url, vocabulary=lambda: KNOWN)
    yield store
    store.close()


def example(**facts: Any) -> Example:
    usual = {
        "id": new_id(),
        "member_id": made.ANN,
        "at": made.NOW,
        "zone": "Asia/Shanghai",
        "text": "得给泰禾盯一下",
        "sign": "得给 盯一下",
        "commands": (MakePromise(customer=TAIHE, what="盯一下"),),
        "how": Confirmed.GUESS,
        "source": new_id(),
    }
    return Example(**{**usual, **facts})


def test_each_message_is_one_example_and_the_newest_comes_first(store: SqlStore) -> None:
    older, newer = example(source="m1"), example(source="m2", at=made.NOW + timedelta(minutes=1))
    corrected = example(source="m1", commands=(LogInteraction(customer=TAIHE),), how=Confirmed.AMENDED)
    with store.work(made.HOME) as work:
        for each in (older, newer, corrected, example(sign="别的")):
            work.examples.keep(each)
        assert work.examples.like(older.sign, 5) == [newer, corrected]
        assert work.examples.like(older.sign, 1) == [newer]
        assert len(work.examples.all()) == 3
        work.examples.withdraw("m1")
        assert work.examples.like(older.sign, 5) == [newer]


def test_another_workspace_knows_nothing_of_them(store: SqlStore) -> None:
    with store.work(made.HOME) as work:
        work.examples.keep(example())
    with store.work(WorkspaceId("other")) as other:
        assert other.examples.all() == []


def test_who_is_forgotten_is_in_no_example(store: SqlStore) -> None:
    other = example(commands=(MakePromise(customer=Mention("华联", "c-hualian", "华联")),))
    unlike = example(commands=(MakePromise(customer=Mention("泰", "c_taihe", "泰")),))
    with store.work(made.HOME) as work:
        for each in (example(), other, unlike):
            work.examples.keep(each)
        work.examples.forget("c-taihe")
        assert set(work.examples.all()) == {other, unlike}
        work.examples.forget(made.ANN)
        assert work.examples.all() == []


def test_what_nobody_said_for_two_years_is_thrown_away(store: SqlStore) -> None:
    with store.work(made.HOME) as work:
        work.examples.keep(example())
    assert store.purge(made.NOW + timedelta(days=729)) == 0
    assert store.purge(made.NOW + timedelta(days=731)) == 1
