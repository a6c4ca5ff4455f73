"""The ledgers' facts of many accounts at once, on either engine."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, cast

import pytest

from bot.adapters.store import SqlStore
from bot.domain.base import ContactId, CustomerId, DealId, OrderId, PaymentId, new_id
from bot.domain.complaints import ComplaintState
from bot.domain.deals import Deal, DealState
from bot.domain.interactions import Sentiment, Topic
from bot.domain.money import Money
from bot.domain.norms import Norms, Tally
from bot.domain.orders import Order, OrderState, Payment
from bot.domain.policy import Policy, Rate
from bot.domain.promises import PromiseState, Side
from bot.domain.reminders import ReminderState
from bot.domain.scoring import Step, Sweep
from bot.domain.vitals import Ordered, OwnPromise, RunningCase, RunningDeal, Vitals, Word, Yardstick
from tests.adapters.store import made
from tests.adapters.store.made import ANN, HOME, NOW

TODAY = NOW.date()
POLICY = Policy(rates=(Rate("USD", "CNY", Decimal(7)),))
BY = Yardstick(now=NOW, zone="Asia/Shanghai", currency="CNY", policy=POLICY)
BOOKS: dict[str, Any] = {"member_id": ANN, "recorded_by": ANN}


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def cny(amount: int, currency: str = "CNY") -> Money:
    return Money(Decimal(amount), currency)


def touch(customer: CustomerId, days: int, **facts: Any) -> Any:
    at = NOW - timedelta(days=days)
    return made.interaction(customer_id=customer, day=at.date(), at=at, **facts)


def order(customer: CustomerId, days: int, amount: Money | None, **facts: Any) -> Order:
    usual = BOOKS | {"id": OrderId(new_id()), "customer_id": customer, "recorded_at": NOW}
    return Order(**usual | {"day": ago(days), "amount": amount} | facts)


def payment(customer: CustomerId, days: int, amount: Money) -> Payment:
    usual = BOOKS | {"id": PaymentId(new_id()), "customer_id": customer, "recorded_at": NOW}
    return Payment(**usual | {"day": ago(days), "amount": amount})


def deal(customer: CustomerId, **facts: Any) -> Deal:
    usual = BOOKS | {"id": DealId(new_id()), "customer_id": customer, "stage": "lead", "opened_on": ago(100)}
    return Deal(**cast("Any", usual | {"updated_at": NOW} | facts))


def account(key: str, store: SqlStore, *rows: Any) -> CustomerId:
    customer = CustomerId(key)
    with store.work(HOME) as work:
        work.begin(made.action())
        work.add(made.customer(id=customer, name=key), *rows)
    return customer


def page(store: SqlStore, limit: int = 100, after: str = "") -> dict[str, Vitals]:
    with store.reading(HOME) as work:
        return {each.customer_id: each for each in work.vitals.page(BY, limit, after=after)}


def test_contact_days_are_distinct_words_with_the_customer(store: SqlStore) -> None:
    key = CustomerId("a")
    account(
        "a",
        store,
        touch(key, 40),
        touch(key, 12),
        touch(key, 12),
        touch(key, 3, topic=Topic.ASIDE),
        touch(key, 2, archived_at=NOW),
        touch(key, -2),
        touch(key, 5, topic=Topic.QUOTE),
    )
    account("b", store)
    found = page(store)
    assert sorted(found["a"].contacts) == [ago(40), ago(12), ago(5)]
    assert found["b"].contacts == ()


def test_orders_that_stand_and_books_where_money_may_be_late(store: SqlStore) -> None:
    owing, paid = CustomerId("owing"), CustomerId("paid")
    due = {"pay_by": ago(20)}
    gone = order(owing, 8, cny(9), state=OrderState.CANCELLED)
    account(
        "owing",
        store,
        order(owing, 50, cny(100), **due),
        order(owing, 9, None),
        gone,
        payment(owing, 30, cny(60)),
    )
    account("paid", store, order(paid, 50, cny(100), **due), payment(paid, 30, cny(100)))
    account("later", store, order(CustomerId("later"), 50, cny(100), pay_by=ago(0)))
    found = page(store)
    assert sorted(found["owing"].ordered, key=lambda each: each.day) == [
        Ordered(ago(50), cny(100)),
        Ordered(ago(9), None),
    ]
    assert {len(found["owing"].orders), len(found["owing"].payments)} == {3, 1}
    assert (found["paid"].orders, found["later"].orders) == ((), ())


def test_money_is_paid_in_its_own_currency(store: SqlStore) -> None:
    key = CustomerId("a")
    account("a", store, order(key, 50, cny(100, "USD"), pay_by=ago(20)), payment(key, 30, cny(500)))
    assert len(page(store)["a"].orders) == 1


def test_our_late_promises_that_stand_for_themselves(store: SqlStore) -> None:
    key = CustomerId("a")
    late = {"customer_id": key, "due_day": ago(6), "due_at": NOW - timedelta(days=6)}
    first = made.promise(**late, what="送样")
    account(
        "a",
        store,
        first,
        made.promise(**late, joined_to=first.id),
        made.promise(**late, side=Side.THEIRS),
        made.promise(**late, state=PromiseState.KEPT),
        made.promise(**late, archived_at=NOW),
        made.promise(customer_id=key, due_day=ago(-6), due_at=NOW + timedelta(days=6)),
        made.promise(customer_id=key),
    )
    found = page(store)["a"]
    assert list(found.promises) == [OwnPromise("送样", ago(6), "Asia/Shanghai", ANN)]
    assert found.planned


def test_what_is_planned(store: SqlStore) -> None:
    for name, state in (("waits", ReminderState.WAITING), ("over", ReminderState.DONE)):
        account(name, store, made.reminder(customer_id=CustomerId(name), state=state))
    late = {"due_day": ago(6), "due_at": NOW - timedelta(days=6)}
    account("late", store, made.promise(customer_id=CustomerId("late"), **late))
    assert {key for key, each in page(store).items() if each.planned} == {"waits"}


def test_open_complaints_and_deals(store: SqlStore) -> None:
    key = CustomerId("a")
    account(
        "a",
        store,
        made.complaint(customer_id=key),
        made.complaint(customer_id=key, state=ComplaintState.RESOLVED),
        deal(key, name="新厂", competitor="恒力"),
        deal(key, product="A款"),
        deal(key, state=DealState.LOST, closed_on=ago(3)),
    )
    found = page(store)["a"]
    assert list(found.complaints) == [RunningCase("交货太慢", date(2026, 3, 10), NOW, ANN)]
    assert sorted(found.deals, key=lambda each: each.called) == [
        RunningDeal("A款", ago(100), "", NOW, ANN),
        RunningDeal("新厂", ago(100), "恒力", NOW, ANN),
    ]


def test_the_last_three_moods_and_the_words_of_late(store: SqlStore) -> None:
    key, him = CustomerId("a"), ContactId("him")
    with_him = {"contact_id": him}
    account(
        "a",
        store,
        made.contact(id=him, customer_id=key),
        touch(key, 91, sentiment=Sentiment.BAD, what="很久以前"),
        touch(key, 90, sentiment=Sentiment.BAD, what="", said="照说的"),
        touch(key, 9, **with_him),
        touch(key, 4, sentiment=Sentiment.GOOD, what="好"),
        touch(key, 1, topic=Topic.ASIDE, sentiment=Sentiment.BAD, what="听说"),
    )
    found = page(store)["a"]
    assert list(found.moods) == [Sentiment.GOOD, None, Sentiment.BAD]
    assert list(found.words) == [
        Word("照说的", ago(90), ANN, ContactId("")),
        Word("聊了续约", ago(9), ANN, him),
        Word("好", ago(4), ANN, ContactId("")),
        Word("听说", ago(1), ANN, ContactId("")),
    ]


def test_pages_go_on_where_the_last_one_ended(store: SqlStore) -> None:
    for name in ("a", "c", "b"):
        account(name, store, touch(CustomerId(name), 3))
    with store.work(HOME) as work:
        work.add(made.customer(id=CustomerId("bb"), archived_at=NOW))
    assert [*page(store, 2)] == ["a", "b"]
    assert [*page(store, 2, "b")] == ["c"]
    assert page(store, 2, "c") == {}
    with store.reading(HOME) as work:
        one = work.vitals.of(CustomerId("b"), BY)
        assert work.vitals.of(CustomerId("x"), BY) is None
        assert work.vitals.count() == 3
    assert one == page(store)["b"]


def full(names: Iterator[str], store: SqlStore) -> None:
    """Accounts with a row in every ledger, all of them in debt."""
    for name in names:
        key = CustomerId(name)
        late = {"due_day": ago(6), "due_at": NOW - timedelta(days=6)}
        rows = (order(key, 40, cny(9), pay_by=ago(9)), made.complaint(customer_id=key), deal(key))
        account(name, store, touch(key, 3), touch(key, 9), made.promise(customer_id=key, **late), *rows)


def test_statements_do_not_grow_with_accounts(store: SqlStore, statements: list[str]) -> None:
    counts: list[int] = []
    for names in (["a"], [f"b{each}" for each in range(40)]):
        full(iter(names), store)
        statements.clear()
        assert all(each.orders for each in page(store).values())
        with store.reading(HOME) as work:
            work.vitals.tally(BY, 100)
        counts.append(len([each for each in statements if "SELECT" in each]))
    assert counts[0] == counts[1] <= 20


def test_what_is_usual_is_tallied(store: SqlStore) -> None:
    for name in ("a", "b"):
        key = CustomerId(name)
        won = {"state": DealState.WON, "closed_on": ago(70)}
        account(
            name,
            store,
            *(touch(key, each) for each in (30, 23, 23, 2)),
            order(key, 100, cny(10)),
            order(key, 40, cny(3, "USD")),
            order(key, 38, cny(3, "EUR")),
            deal(key, competitor="恒力", **won),
        )
    with store.reading(HOME) as work:
        first, last = work.vitals.tally(BY, 1)
        assert last == "a"
        second, last = work.vitals.tally(BY, 2, after="a")
        assert last == ""
        assert work.vitals.tally(BY, 2, after="b") == (Tally(), "")
    tally = first.plus(second)
    assert tally == Tally(
        contact_gaps={7: 2, 21: 2},
        order_gaps={60: 2, 2: 2},
        cycles={30: 2},
        months={ago(100).isoformat()[:7]: 20.0, ago(40).isoformat()[:7]: 42.0},
        rivals={"恒力": 2},
    )


def test_how_far_the_sweep_has_come_is_kept(store: SqlStore) -> None:
    sweep = Sweep(
        day=TODAY,
        step=Step.NORMS,
        after="b",
        total=9,
        tally=Tally(contact_gaps={7: 2}, months={"2026-03": 1.5}, rivals={"恒力": 2}),
        norms=Norms(reckoned_on=TODAY, contact_gap=13.5, season=(1.0,) * 12, rivals=("恒力",)),
    )
    with store.work(HOME) as work:
        assert work.sweeps.now() is None
        work.sweeps.put(sweep)
    with store.work(HOME) as work:
        assert work.sweeps.now(lock=True) == sweep
        work.sweeps.put(replace(sweep, after="c"))
    with store.reading(HOME) as work:
        assert work.sweeps.now() == replace(sweep, after="c")


@pytest.mark.parametrize("name", ["甲", "é", "Z", "a"])
def test_ids_of_any_script_are_paged_as_the_engine_sorts_them(store: SqlStore, name: str) -> None:
    for key in ("0", name, "b"):
        account(key, store, touch(CustomerId(key), 3))
    found: list[str] = []
    while more := [*page(store, 1, found[-1] if found else "")]:
        found += more
    assert sorted(found) == sorted({"0", name, "b"})
