"""A store in an empty database, on each engine in turn, and the statements that reach it."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event

from bot.adapters.store import SqlStore
from tests.adapters.store.made import store_at


@pytest.fixture
def store(database_url: str) -> Iterator[SqlStore]:
    """One that has a workspace with one member, Ann."""
    store = store_at(database_url)
    yield store
    store.close()


@pytest.fixture
def statements(store: SqlStore) -> list[str]:
    """Every statement from here on, as sent."""
    sent: list[str] = []

    def on_execute(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    event.listen(store._database.engine, "before_cursor_execute", on_execute)
    return sent
