"""A store in an empty database, on each engine in turn."""

from collections.abc import Iterator

import pytest

from bot.adapters.store import SqlStore
from tests.adapters.store.made import store_at


@pytest.fixture
def store(database_url: str) -> Iterator[SqlStore]:
    """One that has a workspace with one member, Ann."""
    store = store_at(database_url)
    yield store
    store.close()
