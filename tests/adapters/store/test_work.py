"""The unit of work: all or nothing, parts that roll back alone, and rows as this transaction read them."""

import threading
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from bot.adapters.store import SqlStore
from bot.domain.base import MemberId, WorkspaceId
from bot.domain.chat import Identity, Platform
from bot.domain.customers import Customer
from bot.domain.errors import Refusal, TryAgain
from bot.domain.people import LOBBY, CodeTry, Workspace
from bot.domain.ports import Work
from tests.adapters.store import made
from tests.adapters.store.made import together

STRANGER = Identity(Platform.TELEGRAM, "", "999")


def attempt_of(number: int) -> CodeTry:
    return CodeTry(id=str(number), platform=Platform.TELEGRAM, user="999", at=made.NOW)


def test_a_fault_takes_everything_back(store: SqlStore) -> None:
    account = made.customer()
    with pytest.raises(ZeroDivisionError), store.work(made.HOME) as work:
        work.add(account)
        work.mailbox.send(made.outgoing())
        raise ZeroDivisionError
    with store.work(made.HOME) as work:
        assert work.get(Customer, account.id) is None
    assert store.outbox.claim(made.NOW + timedelta(days=999)) is None


def test_an_attempt_rolls_back_alone(store: SqlStore) -> None:
    kept, lost = made.customer(name="留"), made.customer(name="去")
    with store.work(made.HOME) as work:
        work.begin(made.action())
        with pytest.raises(Refusal), work.attempt():
            work.begin(made.action())
            work.add(lost)
            work.mailbox.send(made.outgoing("lost"))
            assert work.changed
            raise Refusal
        assert not work.changed
        assert work.get(Customer, lost.id) is None
        with work.attempt():
            work.add(kept)
            with pytest.raises(Refusal), work.attempt():
                work.save(replace(kept, tier="A"))
                assert work.get(Customer, kept.id) == replace(kept, tier="A")
                raise Refusal
            assert work.get(Customer, kept.id) == kept
        assert work.changed
    with store.work(made.HOME) as work:
        assert [each.name for each in work.customers.all()] == ["留"]
    assert store.outbox.claim(made.NOW + timedelta(days=999)) is None


def test_an_attempt_that_a_broken_row_ends_leaves_the_rest(store: SqlStore) -> None:
    account = made.customer()
    with store.work(made.HOME) as work:
        work.add(account)
        with pytest.raises(Exception, match=r"(?i)unique"), work.attempt():
            work.add(account)
        work.save(replace(account, tier="A"))
    with store.work(made.HOME) as work:
        assert work.get(Customer, account.id) == replace(account, tier="A")


def test_wrong_codes_stay_counted(store: SqlStore) -> None:
    with store.work(LOBBY) as work:
        with pytest.raises(Refusal), work.attempt():
            work.people.keep_try(attempt_of(1))
            raise Refusal
        assert work.people.wrong_codes(STRANGER, made.NOW) == 1
    with store.work(LOBBY) as work:
        work.people.keep_try(attempt_of(2))
        assert work.people.wrong_codes(STRANGER, made.NOW) == 2
        assert work.people.wrong_codes(STRANGER, made.NOW + timedelta(seconds=1)) == 0
        assert work.people.wrong_codes(Identity(Platform.TELEGRAM, "", "1"), made.NOW) == 0


def test_what_is_written_while_reading_is_lost(store: SqlStore) -> None:
    with store.reading(made.HOME) as work:
        assert work.workspace.id == made.HOME
        work.add(account := made.customer())
        assert list(work.customers.named(account.name)) == [account]
    with store.reading(made.HOME) as work:
        assert work.get(Customer, account.id) is None


def test_a_reader_does_not_wait_for_a_writer(store: SqlStore) -> None:
    with store.work(made.HOME) as work:
        work.add(made.customer())
        with store.reading(made.HOME) as other:
            assert list(other.customers.all()) == []


def test_rows_are_read_once(store: SqlStore) -> None:
    account = made.customer()
    with store.work(made.HOME) as work:
        work.add(account)
    with store.work(made.HOME) as work:
        assert work.get(Customer, account.id) is work.get(Customer, account.id)
        assert next(iter(work.customers.all())) is work.get(Customer, account.id)
        assert work.get(Customer, "") is None
        assert work.get(Customer, "nobody") is None


def test_only_what_is_there_is_saved(store: SqlStore) -> None:
    with pytest.raises(LookupError, match="add it first"), store.work(made.HOME) as work:
        work.save(made.customer())


def test_a_reference_to_nothing_is_refused(store: SqlStore) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"), store.work(made.HOME) as work:
        work.add(made.contact(customer_id="nobody"))


def test_a_workspace_is_founded_in_its_own_work(store: SqlStore) -> None:
    other = WorkspaceId("other")
    with store.work(other) as work:
        with pytest.raises(LookupError, match="no workspace other"):
            _ = work.workspace
        work.add(made.workspace(id=other, name="另一家"), made.member(id=MemberId("bob"), name="Bob"))
        assert work.workspace.name == "另一家"
        work.save(replace(work.workspace, open_details=True))
        assert work.workspace.open_details
    with store.work(made.HOME) as work:
        assert [each.name for each in work.people.all()] == ["Ann"]
        assert work.workspace.id == made.HOME
        with pytest.raises(ValueError, match="cannot be added"):
            work.add(made.workspace(id=WorkspaceId("third")))
    with store.work(LOBBY) as work:
        assert work.workspace == replace(work.workspace, id=LOBBY)
    assert set(store.workspaces()) == {made.HOME, other}


def test_a_work_is_what_the_domain_asks_for(store: SqlStore) -> None:
    with store.work(made.HOME) as work:
        asked: Work = work
        assert isinstance(asked.workspace, Workspace)


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_two_who_change_one_row_do_not_lose_a_change(store: SqlStore) -> None:
    """Whoever read the row before the other's commit is told to try again."""
    account = made.customer()
    with store.work(made.HOME) as work:
        work.add(account)
    read, written = threading.Event(), threading.Event()

    def other() -> None:
        read.wait(10)
        with store.work(made.HOME) as work:
            work.save(replace(account, tier="A"))
        written.set()

    thread = threading.Thread(target=other)
    thread.start()
    with pytest.raises(TryAgain), store.work(made.HOME) as work:
        mine = work.get(Customer, account.id)
        read.set()
        assert written.wait(10)
        assert mine is not None
        work.save(replace(mine, industry="地产"))
    thread.join()
    with store.work(made.HOME) as work:
        assert work.get(Customer, account.id) == replace(account, tier="A")


def test_threads_take_turns(store: SqlStore) -> None:
    """Each adds to the same row again and again; a transaction that must is tried again, none is lost."""
    account = made.customer()
    with store.work(made.HOME) as work:
        work.add(account)

    def write(name: str) -> None:
        for number in range(10):
            while not tagged(store, account, f"{name}{number}"):
                pass

    together(*(partial(write, name) for name in "abcd"))
    with store.work(made.HOME) as work:
        done = work.get(Customer, account.id)
    assert done is not None
    assert sorted(done.tags) == sorted(f"{name}{number}" for name in "abcd" for number in range(10))
    sent = []
    while (card := store.outbox.claim(made.NOW + timedelta(days=999))) is not None:
        assert card.outgoing.card is not None
        sent.append(card.outgoing.card.title)
        store.outbox.sent(card, "m")
    assert sent == list(done.tags)


def tagged(store: SqlStore, account: Customer, tag: str) -> bool:
    """Whether it went through at this try."""
    try:
        with store.work(made.HOME) as work:
            now = work.get(Customer, account.id)
            assert now is not None
            work.save(replace(now, tags=(*now.tags, tag)))
            work.mailbox.send(made.outgoing(tag))
    except TryAgain:
        return False
    return True
