from collections.abc import Iterator

import pytest

from bot.adapters.store import SqlStore
from bot.domain.base import vocabulary
from tests.handlers.office import Office, keys_of


@pytest.fixture
def store(sqlite_url: str) -> Iterator[SqlStore]:
    store = SqlStore(sqlite_url, vocabulary=vocabulary, keys_of=keys_of)
    yield store
    store.close()


@pytest.fixture
def office(store: SqlStore) -> Office:
    return Office(store).open()
