"""Killed in the middle, again and again: nothing is lost, nothing takes effect twice, chats keep their order."""

import subprocess
import sys
import time
from datetime import timedelta

import pytest

from bot.adapters.store import SqlStore
from tests.adapters.store import made

EVENTS, CHATS = 40, 4
KILLED_AFTER = (0.03, 0.11)
"""Seconds."""
LEASE = 1.0
WORKER = f"""
import sys, time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from bot.adapters.store import Leases, SqlStore
from tests.adapters.store import made
lease = timedelta(seconds={LEASE})
store = SqlStore(sys.argv[1], vocabulary={{}}, keys_of=made.keys_of, leases=Leases(lease, lease, lease))
print("ready", flush=True)
while True:
    arrival = store.inbox.claim(datetime.now(UTC))
    if arrival is None:
        time.sleep(0.01)
        continue
    with store.work(made.HOME) as work:
        if work.mailbox.first_time(replace(made.incoming(), event=arrival.event)):
            work.add(made.customer(name=f"{{arrival.chat}} {{arrival.event}}", created_at=datetime.now(UTC)))
            work.mailbox.send(made.outgoing(arrival.event))
    store.inbox.done(arrival)
"""


@pytest.mark.timeout(300)
def test_a_worker_killed_again_and_again(store: SqlStore, database_url: str) -> None:
    arrivals = [
        made.arrival(f"{number:03}", f"chat{number % CHATS}", platform="web") for number in range(EVENTS)
    ]
    store.inbox.put(arrivals)
    for seconds in KILLED_AFTER:
        worker = start(database_url)
        time.sleep(seconds)
        worker.kill()
        worker.wait()
    worker = start(database_url)
    try:
        wait_until_done(store)
    finally:
        worker.kill()
        worker.wait()
    with store.work(made.HOME) as work:
        effects = sorted(work.customers.all(), key=lambda each: each.created_at)
        assert sorted(each.name for each in effects) == sorted(
            f"{each.chat} {each.event}" for each in arrivals
        )
    for chat in {each.chat for each in arrivals}:
        order = [each.name for each in effects if each.name.startswith(chat)]
        assert order == sorted(order)
    cards = []
    while (card := store.outbox.claim(made.NOW + timedelta(days=9))) is not None:
        assert card.outgoing.card is not None
        cards.append(card.outgoing.card.title)
        store.outbox.sent(card, "m")
    assert sorted(cards) == [each.event for each in arrivals]


def start(url: str) -> "subprocess.Popen[str]":
    """A worker that has begun."""
    worker = subprocess.Popen([sys.executable, "-c", WORKER, url], stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    with worker.stdout:
        assert worker.stdout.readline() == "ready\n"
    return worker


def wait_until_done(store: SqlStore) -> None:
    for _ in range(300):
        with store.reading(made.HOME) as work:
            if len(list(work.customers.all())) == EVENTS:
                return
        time.sleep(0.1)
    pytest.fail("the worker did not get through")
