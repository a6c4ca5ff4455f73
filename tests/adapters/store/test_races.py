"""The race that random tests miss, made to happen."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, text

from bot.adapters.store import SqlStore
from bot.adapters.store.lanes import LANE, Direction
from bot.adapters.store.mail import INBOX, Received
from bot.adapters.store.transaction import Transaction
from tests.adapters.store import made
from tests.adapters.store.made import arrival

ON_POSTGRES = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
WAITING_FOR_A_LOCK = text(
    "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
)
NAIVE = text("""
  update lane set leased_until = '1970-01-01', ready_at =
    (select min(at) from inbox where inbox.workspace_id = lane.workspace_id and state = 'waiting')
  where workspace_id = 'home' and direction = 'in'
""")


@contextmanager
def a_message_on_its_way(store: SqlStore) -> Iterator[Connection]:
    """Another process has stored a second event of the chat, and is about to commit."""
    with store._database.engine.connect() as producer:
        here = Transaction(producer, made.HOME)
        lane = {"direction": Direction.IN, "platform": "telegram", "team": "", "chat": "77"}
        row = here.first(here.select(LANE, LANE.c.direction == Direction.IN), lock=True)
        assert row is not None
        here.put(LANE, {**row, **lane, "tail": 2})
        here.insert(INBOX, [{**first_event(here), "event": "second", "place": 2}])
        yield producer


def first_event(here: Transaction) -> dict[str, object]:
    row = here.first(here.select(INBOX))
    assert row is not None
    return {**row, "state": Received.WAITING}


def wait_until_somebody_waits(store: SqlStore) -> None:
    for _ in range(200):
        with store._database.reading() as connection:
            if connection.execute(WAITING_FOR_A_LOCK).scalar_one():
                return
        time.sleep(0.02)
    raise AssertionError("nobody waits for the lane")


@ON_POSTGRES
def test_a_message_that_commits_while_its_lane_is_awaited_is_seen(store: SqlStore) -> None:
    store.inbox.put([arrival("first")])
    first = store.inbox.claim(made.NOW)
    assert first is not None
    with a_message_on_its_way(store) as producer:
        finishing = threading.Thread(target=store.inbox.done, args=(first,))
        finishing.start()
        wait_until_somebody_waits(store)
        producer.commit()
        finishing.join(10)
    second = store.inbox.claim(made.NOW)
    assert second is not None
    assert second.event == "second"


@ON_POSTGRES
def test_one_statement_alone_would_have_missed_it(store: SqlStore) -> None:
    """Why the lane is locked in a statement of its own."""
    store.inbox.put([arrival("first")])
    first = store.inbox.claim(made.NOW)
    assert first is not None

    def finish_naively() -> None:
        with store._database.writing() as connection:
            connection.execute(text("update inbox set state = 'done' where event = 'first'"))
            connection.execute(NAIVE)

    with a_message_on_its_way(store) as producer:
        finishing = threading.Thread(target=finish_naively)
        finishing.start()
        wait_until_somebody_waits(store)
        producer.commit()
        finishing.join(10)
    assert store.inbox.claim(made.NOW) is None
    assert store.inbox.sweep() == 1
    second = store.inbox.claim(made.NOW)
    assert second is not None
    assert second.event == "second"


@ON_POSTGRES
def test_a_lane_in_somebodys_hands_is_passed_over(store: SqlStore) -> None:
    """Its producer is not waited for: another chat of the workspace goes first."""
    store.inbox.put([arrival("first"), arrival("other", "88")])
    with store._database.engine.connect() as producer:
        here = Transaction(producer, made.HOME)
        here.first(here.select(LANE, LANE.c.chat == "77"), lock=True)
        found = store.inbox.claim(made.NOW)
    assert found is not None
    assert found.event == "other"
