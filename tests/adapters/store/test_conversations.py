"""Each chat's focus, open question and buttons, and what is left of commands that are no longer known."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time

import pytest

from bot.adapters.store import SqlStore
from bot.domain.base import ActionId, Choice, ContactId, CustomerId, Mention, new_id
from bot.domain.chat import Address, Platform
from bot.domain.customers import Brief, NewCustomer
from bot.domain.moment import Moment
from bot.domain.money import Money
from bot.domain.ports import Focus, Pending, Sealed
from bot.domain.promises import KeepPromise, MakePromise, PromiseState
from tests.adapters.store import made

KNOWN = {"make_promise": MakePromise, "keep_promise": KeepPromise, "brief": Brief}
PROMISE = MakePromise(
    customer=Mention("泰禾", choices=(Choice("1", "泰禾", "Ann"), Choice("2", "泰禾地产"))),
    what="送样",
    due=Moment(date(2026, 3, 13), time(15)),
    amount=Money.parse("2,800.50", "CNY"),
)


@pytest.fixture
def store(database_url: str) -> Iterator[SqlStore]:
    store = made.store_at(database_url, vocabulary=lambda: KNOWN)
    yield store
    store.close()


def pending(**facts: object) -> Pending:
    usual = {
        "id": new_id(),
        "member_id": made.ANN,
        "address": made.CHAT,
        "commands": (PROMISE, KeepPromise(outcome=PromiseState.BROKEN)),
        "slot": "customer",
        "about": "customer",
        "mention": PROMISE.customer,
        "choices": (Choice("1", "泰禾", "Ann"),),
        "new": True,
        "said": "答应泰禾",
        "source": "web::ann:1",
        "asked_at": made.NOW,
    }
    return Pending(**{**usual, **facts})  # type: ignore[arg-type]


def sealed(**facts: object) -> Sealed:
    usual = {"id": new_id(), "command": PROMISE, "member_id": made.ANN, "address": made.CHAT, "at": made.NOW}
    return Sealed(**{**usual, "card": "card", **facts})  # type: ignore[arg-type]


def test_a_question_is_open_until_it_is_settled_or_another_is_asked(store: SqlStore) -> None:
    first, second, elsewhere = pending(), pending(), pending(address=made.GROUP)
    with store.work(made.HOME) as work:
        for each in (first, elsewhere, second):
            work.conversations.ask(each)
        assert not work.changed
    with store.work(made.HOME) as work:
        assert work.conversations.pending(made.ANN, made.CHAT) == second
        assert work.conversations.pending(made.ANN, made.GROUP) == elsewhere
        work.conversations.settle(second.id)
        assert work.conversations.pending(made.ANN, made.CHAT) is None


def test_what_a_later_version_no_longer_knows_is_left_out(store: SqlStore) -> None:
    with store.work(made.HOME) as work:
        work.conversations.ask(pending(commands=(NewCustomer(name="x"), PROMISE)))
        work.conversations.seal(sealed(id="unknown", command=NewCustomer(name="x")))
        work.conversations.seal(sealed(id="known", command=Brief()))
    with store.work(made.HOME) as work:
        asked = work.conversations.pending(made.ANN, made.CHAT)
        assert asked is not None
        assert asked.commands == (PROMISE,)
        assert work.conversations.sealed("unknown") is None
        assert work.conversations.sealed("known") == sealed(id="known", command=Brief())
        assert work.conversations.sealed("forged") is None


def test_a_button_uses_up_its_card_unless_it_stays(store: SqlStore) -> None:
    one, two, stays, other = sealed(), sealed(), sealed(stays=True), sealed(card="other")
    with store.work(made.HOME) as work:
        for each in (one, two, stays, other):
            work.conversations.seal(each)
        work.conversations.use(stays, made.NOW)
        assert work.conversations.sealed(stays.id) == replace(stays, used_at=made.NOW)
        assert work.conversations.sealed(one.id) == one
        work.conversations.use(one, made.NOW)
        assert work.conversations.sealed(two.id) == replace(two, used_at=made.NOW)
        assert work.conversations.sealed(other.id) == other


def test_the_focus_of_each_chat(store: SqlStore) -> None:
    slack = Address(Platform.SLACK, "T1", "D1")
    focus = Focus(
        customer_id=CustomerId("c"), contact_id=ContactId("p"), action_id=ActionId("a"), at=made.NOW
    )
    with store.work(made.HOME) as work:
        assert work.conversations.focus(made.ANN, made.CHAT) == Focus()
        work.conversations.set_focus(made.ANN, made.CHAT, focus)
        work.conversations.set_focus(made.ANN, slack, replace(focus, customer_id=CustomerId("d")))
        work.conversations.set_focus(made.ANN, made.CHAT, replace(focus, customer_id=CustomerId("e")))
    with store.work(made.HOME) as work:
        assert work.conversations.focus(made.ANN, made.CHAT).customer_id == "e"
        assert work.conversations.focus(made.ANN, slack).customer_id == "d"
