"""The inbox: stored once, handled in order per chat, never stuck, and marked with its effect."""

import threading
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select, update

from bot.adapters.store import Leases, SqlStore
from bot.adapters.store.lanes import LANE
from bot.adapters.store.mail import INBOX
from bot.domain.base import WorkspaceId
from bot.domain.chat import Identity, Platform
from bot.domain.mail import Arrival
from bot.domain.people import LOBBY
from tests.adapters.store import made
from tests.adapters.store.made import arrival, together

SECOND = timedelta(seconds=1)
LEASE = Leases().inbox


def later(seconds: float) -> datetime:
    return made.NOW + seconds * SECOND


def claimed(store: SqlStore, now: datetime = made.NOW) -> Arrival:
    found = store.inbox.claim(now)
    assert found is not None
    return found


def test_an_event_is_stored_once(store: SqlStore) -> None:
    assert store.inbox.put([arrival("1"), arrival("2"), arrival("1")]) == 2
    assert store.inbox.put([arrival("2"), arrival("3"), arrival("1", workspace_id=WorkspaceId("other"))]) == 2
    assert store.inbox.put([]) == 0


def test_it_comes_back_as_it_was(store: SqlStore) -> None:
    given = arrival("1", team="T1", payload='{"text": "你好"}')
    store.inbox.put([given])
    assert claimed(store) == replace(given, epoch=1)


def test_each_chat_goes_one_by_one_in_order(store: SqlStore) -> None:
    store.inbox.put([arrival(f"{chat}{number}", chat) for number in range(3) for chat in "ab"])
    a, b = claimed(store), claimed(store)
    assert {a.event, b.event} == {"a0", "b0"}
    assert store.inbox.claim(made.NOW) is None
    store.inbox.done(a)
    store.inbox.put([arrival("a3", "a")])
    order = []
    while (each := store.inbox.claim(made.NOW)) is not None:
        order.append(each.event)
        store.inbox.done(each)
    assert order == ["a1", "a2", "a3"]
    store.inbox.done(b)
    assert claimed(store).event == "b1"


def test_the_chat_that_waited_longest_is_first(store: SqlStore) -> None:
    store.inbox.put([arrival("late", "a", at=later(9)), arrival("early", "b")])
    assert claimed(store, later(10)).event == "early"


def test_a_crash_frees_the_chat_when_the_lease_ends(store: SqlStore) -> None:
    store.inbox.put([arrival("1"), arrival("2")])
    lost = claimed(store)
    assert store.inbox.claim(made.NOW + LEASE - SECOND) is None
    again = claimed(store, made.NOW + LEASE)
    assert (again.event, again.tries, again.epoch) == ("1", 1, 2)
    store.inbox.done(lost)  # by who lost the lease: refused
    assert store.inbox.claim(made.NOW + LEASE) is None
    store.inbox.done(again)
    assert claimed(store, made.NOW + LEASE).event == "2"


def test_what_cannot_be_read_never_blocks_the_chat(store: SqlStore) -> None:
    store.inbox.put([arrival("broken"), arrival("next")])
    store.inbox.quarantine(claimed(store), "no JSON")
    assert claimed(store).event == "next"


def test_what_is_put_back_stays_the_next_of_its_chat(store: SqlStore) -> None:
    store.inbox.put([arrival("1"), arrival("2"), arrival("3", "other")])
    store.inbox.later(claimed(store), later(5))
    assert claimed(store).event == "3"
    assert store.inbox.claim(later(4)) is None
    store.inbox.put([arrival("4")])
    assert store.inbox.claim(later(4)) is None
    again = claimed(store, later(5))
    assert (again.event, again.tries) == ("1", 1)


def test_the_mark_commits_with_the_effect(store: SqlStore) -> None:
    store.inbox.put([arrival("1"), arrival("2")])
    first = claimed(store)
    heard = made.incoming(event="1", sender=Identity(Platform.TELEGRAM, "", "7"), address=made.PRIVATE)
    with pytest.raises(ZeroDivisionError), store.work(made.HOME) as work:
        assert work.mailbox.first_time(heard)
        raise ZeroDivisionError
    with store.work(made.HOME) as work:
        assert work.mailbox.first_time(heard)
        assert not work.mailbox.first_time(heard)
    with store.work(made.HOME) as work:
        assert not work.mailbox.first_time(heard)
    assert claimed(store, made.NOW + LEASE).event == "2"  # though nobody said that the first was done
    store.inbox.done(first)


def test_an_event_that_was_not_stored_first_takes_effect_once_too(store: SqlStore) -> None:
    heard = made.incoming()
    with store.work(made.HOME) as work:
        assert work.mailbox.first_time(heard)
    with store.work(made.HOME) as work:
        assert not work.mailbox.first_time(heard)
    with store.work(LOBBY) as work:
        assert work.mailbox.first_time(heard)
    assert store.inbox.put([arrival(heard.event, platform=Platform.WEB)]) == 0


def test_one_event_in_many_threads_takes_effect_once(store: SqlStore) -> None:
    heard, effects = made.incoming(), []
    ready = threading.Barrier(4)

    def receive() -> None:
        ready.wait()
        with store.work(made.HOME) as work:
            if work.mailbox.first_time(heard):
                effects.append(1)

    together(*[receive] * 4)
    assert effects == [1]


def test_many_threads_lose_nothing_and_keep_the_order(store: SqlStore) -> None:
    """Four put, four take, all at once; every chat's events come out as they went in."""
    chats, each_chat = "abcd", 12
    handled: list[str] = []

    def put(chat: str) -> None:
        for number in range(each_chat):
            store.inbox.put([arrival(f"{chat}{number}", chat)])

    def take() -> None:
        while len(handled) < len(chats) * each_chat:
            found = store.inbox.claim(made.NOW)
            if found is not None:
                handled.append(found.event)
                store.inbox.done(found)

    together(*(partial(put, chat) for chat in chats), *[take] * 4)
    for chat in chats:
        assert [each for each in handled if each[0] == chat] == [
            f"{chat}{number}" for number in range(each_chat)
        ]


def test_a_lane_that_sleeps_over_a_message_is_woken(store: SqlStore) -> None:
    store.inbox.put([arrival("1")])
    with store._database.writing() as connection:
        connection.execute(update(LANE).values(ready_at=None))
    assert claimed(store).event == "1"  # the first look sweeps
    with store._database.writing() as connection:
        connection.execute(update(LANE).values(ready_at=None, leased_until=made.NOW))
    assert store.inbox.claim(made.NOW) is None
    assert claimed(store, made.NOW + timedelta(minutes=2)).event == "1"


def test_workspaces_take_turns(store: SqlStore) -> None:
    many = [arrival(f"a{number}", f"a{number}", workspace_id=WorkspaceId("many")) for number in range(9)]
    store.inbox.put([*many, arrival("lone", workspace_id=WorkspaceId("few"), at=later(1))])
    assert "lone" in {claimed(store, later(2)).event for _ in range(3)}


def test_nothing_lies_about_twice(store: SqlStore) -> None:
    store.inbox.put([arrival("1")])
    with store._database.reading() as connection:
        rows = connection.execute(select(INBOX.c.workspace_id, INBOX.c.place)).all()
        lanes = connection.execute(select(LANE.c.chat, LANE.c.tail)).all()
    assert (rows, lanes) == ([("home", 1)], [("77", 1)])
