"""Undo: every change replayed backwards, refused when somebody moved on, and itself undone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.adapters.store import SqlStore
from bot.adapters.store.keys import NAME_KEY
from bot.adapters.store.work import SHAPES, SqlWork
from bot.domain.audit import Action, Undo
from bot.domain.base import ActionId, vocabulary
from bot.domain.customers import Customer
from bot.domain.errors import ChangedSince
from bot.domain.promises import MakePromise, Promise, PromiseState
from tests.adapters.store import made

Do = Callable[[SqlWork], object]


def act(store: SqlStore, *do: Do, **facts: Any) -> Action:
    """Carry something out as one action."""
    action = made.action(**facts)
    with store.work(made.HOME) as work:
        work.begin(action)
        for each in do:
            each(work)
    return action


def undo(store: SqlStore, action: Action) -> Action:
    return act(store, lambda work: work.journal.revert(action), commands=(Undo(),), undoes=action.id)


def tables(store: SqlStore) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every noun, and every key of every name."""
    with store._database.reading() as connection:
        kept = [*(shape.table for shape in SHAPES.all()), NAME_KEY]
        return {each.name: sorted(map(tuple, connection.execute(select(each))), key=repr) for each in kept}


@pytest.mark.parametrize("times", [1, 2, 3, 4])
def test_undo_and_undo_of_undo(store: SqlStore, times: int) -> None:
    before = tables(store)
    account = made.customer()
    first = last = act(store, lambda work: work.add(account, made.contact(customer_id=account.id)))
    after = tables(store)
    for _ in range(times):
        last = undo(store, last)
    assert tables(store) == (before if times % 2 else after)
    with store.work(made.HOME) as work:
        kept = work.journal.action(first.id)
        assert kept is not None
        assert bool(kept.undone_by) == bool(times % 2)
        counts = work.journal.last_action(made.ANN, made.NOW)
        assert (counts is not None and counts.id == first.id) == (times % 2 == 0)


def test_an_edit_is_undone_with_its_names(store: SqlStore) -> None:
    account = made.customer(name="泰禾")
    act(store, lambda work: work.add(account))
    before = tables(store)
    edit = act(store, lambda work: work.save(replace(account, name="泰禾集团", aliases=("TH",))))
    with store.work(made.HOME) as work:
        assert [each.id for each in work.names.lookup(["th"])] == [account.id]
    undo(store, edit)
    assert tables(store) == before


def test_several_changes_of_one_row_in_one_action(store: SqlStore) -> None:
    account = made.customer()
    before = tables(store)
    twice = act(
        store,
        lambda work: work.add(account),
        lambda work: work.save(replace(account, tier="B")),
        lambda work: work.save(replace(account, tier="A")),
    )
    with store.work(made.HOME) as work:
        changes = work.journal.changes(twice.id)
        assert [(each.position, each.before and each.before["tier"]) for each in changes] == [
            (0, None),
            (1, ""),
            (2, "B"),
        ]
    undo(store, twice)
    assert tables(store) == before


def test_what_somebody_changed_since_is_not_undone(store: SqlStore) -> None:
    tom = made.member(name="Tom")
    account = made.customer()
    act(store, lambda work: work.add(tom))
    ours = act(store, lambda work: work.add(account))
    theirs = act(store, lambda work: work.save(replace(account, tier="A")), member_id=tom.id)
    before = tables(store)
    with pytest.raises(ChangedSince) as refused:
        undo(store, ours)
    assert refused.value.facts == {"who": "Tom"}
    assert tables(store) == before
    undo(store, theirs)
    undo(store, ours)
    with store.work(made.HOME) as work:
        assert work.get(Customer, account.id) is None


def test_what_somebody_built_on_is_not_undone(store: SqlStore) -> None:
    tom = made.member(name="Tom")
    account = made.customer()
    act(store, lambda work: work.add(tom))
    ours = act(store, lambda work: work.add(account))
    promised = made.promise(customer_id=account.id, member_id=tom.id)
    act(store, lambda work: work.add(promised), member_id=tom.id)
    with pytest.raises(ChangedSince) as refused:
        undo(store, ours)
    assert refused.value.facts == {"who": "Tom"}
    with store.work(made.HOME) as work:
        assert work.get(Customer, account.id) == account
        assert work.get(Promise, promised.id) == promised


def test_a_refused_undo_can_be_followed_by_more(store: SqlStore) -> None:
    account = made.customer()
    ours = act(store, lambda work: work.add(account))
    act(store, lambda work: work.save(replace(account, tier="A")))
    with store.work(made.HOME) as work:
        with pytest.raises(ChangedSince), work.attempt():
            work.begin(made.action(undoes=ours.id))
            work.journal.revert(ours)
        assert not work.changed
        work.journal.note("refused", account.id)
        work.add(made.customer(name="另"))
    with store.work(made.HOME) as work:
        assert work.customers.named("另")


def test_undone_twice_is_undone_once(store: SqlStore) -> None:
    ours = act(store, lambda work: work.add(made.customer()))
    undo(store, ours)
    with store.work(made.HOME) as work:
        work.begin(made.action(undoes=ours.id))
        assert work.journal.revert(ours) == []
        assert not work.changed


def test_an_action_that_reverts_and_writes_is_undone_as_one(store: SqlStore) -> None:
    """So an amendment in one action brings the first version back when it is undone."""
    before = tables(store)
    first = act(store, lambda work: work.add(made.customer(name="甲")))
    added = tables(store)
    amended = act(
        store, lambda work: work.journal.revert(first), lambda work: work.add(made.customer(name="乙"))
    )
    with store.work(made.HOME) as work:
        assert [each.name for each in work.customers.all()] == ["乙"]
        assert work.journal.last_action(made.ANN, made.NOW) == amended
    undo(store, amended)
    assert tables(store) == added
    with store.work(made.HOME) as work:
        assert work.journal.last_action(made.ANN, made.NOW) == first
    undo(store, first)
    assert tables(store) == before


def test_edits_of_edits_leave_only_the_last(store: SqlStore) -> None:
    """An edit takes back in an action of its own, so the next one does not bring the first version back."""
    for name in "甲乙丙":
        with store.work(made.HOME) as work:
            for old in work.journal.of_source("message"):
                work.begin(made.action(source="message", undoes=old.id))
                work.journal.revert(old)
            work.begin(made.action(source="message"))
            work.add(made.customer(name=name))
    with store.work(made.HOME) as work:
        assert [each.name for each in work.customers.all()] == ["丙"]
        assert len(work.journal.of_source("message")) == 1


def test_the_journal_is_asked_for_actions(database_url: str) -> None:
    store = made.store_at(database_url, vocabulary=vocabulary)
    early = act(store, lambda w: w.add(made.customer()), at=made.NOW - timedelta(days=2), source="s")
    commands = (MakePromise(what="样品"),)
    late = act(store, lambda w: w.add(made.customer()), source="s", commands=commands, said="答应样品")
    act(store, lambda _: None, source="s")
    undone = act(store, lambda w: w.add(made.customer()), source="s")
    undo(store, undone)
    with store.work(made.HOME) as work:
        journal = work.journal
        assert journal.action(late.id) == late
        assert journal.last_action(made.ANN, made.NOW) == late
        assert journal.last_action(made.ANN, made.NOW + timedelta(seconds=1)) is None
        assert journal.of_source("s") == [late, early]
        assert journal.of_source("") == []
        assert journal.changes(ActionId("none")) == []
    store.close()


def test_an_action_that_changes_nothing_is_not_kept(store: SqlStore) -> None:
    account = made.customer()
    act(store, lambda work: work.add(account))
    idle = act(store, lambda work: work.save(account))
    with store.work(made.HOME) as work:
        assert work.journal.action(idle.id) is None
        work.begin(made.action())
        assert not work.changed
        work.save(replace(account, tier="A"))
        assert work.changed


def test_a_whole_import_is_undone_at_once(store: SqlStore) -> None:
    before = tables(store)
    accounts = [made.customer(name=f"客户{number}") for number in range(1200)]
    people = [made.contact(customer_id=each.id) for each in accounts]
    action = act(store, lambda work: work.add(*people, *accounts), lambda work: work.save(*accounts))
    undo(store, action)
    assert tables(store) == before


STEPS = st.lists(
    st.tuples(st.sampled_from("ancpke"), st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=8
)


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(actions=st.lists(STEPS, min_size=1, max_size=5))
def test_undoing_each_action_restores_the_tables(
    store: SqlStore, actions: list[list[tuple[str, int, int]]]
) -> None:
    """Taken back one by one, nothing of it is left; done again, all of it is there again."""
    states, done = [tables(store)], []
    for steps in actions:
        done.append(act(store, *(_step(*each) for each in steps)))
        states.append(tables(store))
    undone = []
    for action, state in zip(reversed(done), states[-2::-1], strict=True):
        undone.append(undo(store, action))
        assert tables(store) == state
    again = [undo(store, each) for each in reversed(undone)]
    assert tables(store) == states[-1]
    for each in reversed(again):
        undo(store, each)
    assert tables(store) == states[0]


def _step(kind: str, which: int, what: int) -> Do:
    """Add, name, link, promise, keep or erase something; nothing when there is nothing to do it to."""

    def do(work: SqlWork) -> None:
        accounts = sorted(work.customers.all(), key=lambda each: each.id)
        account = accounts[which % len(accounts)] if accounts else None
        if kind == "a":
            work.add(made.customer(name=f"客户{what}"), made.product(name=f"产品{what}"))
        elif account is None:
            return
        elif kind == "n":
            work.save(replace(account, name=f"新名{what}", aliases=(f"别名{what}",) * (what % 2)))
        elif kind == "c":
            work.add(made.contact(customer_id=account.id, name=f"联系人{what}"))
        elif kind == "p":
            work.add(promise := made.promise(customer_id=account.id), made.reminder(promise_id=promise.id))
        elif kind == "k":
            kept = work.promises.open_of(account.id)
            work.save(*(replace(each, state=PromiseState.KEPT, closed_at=made.NOW) for each in kept))
        else:
            work.save(replace(account, archived_at=made.NOW))

    return do
