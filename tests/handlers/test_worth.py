"""The nightly reckoning: what it keeps is what would be reckoned at once, on both engines, step by step."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from random import Random

import pytest

from bot.adapters.store import SqlStore
from bot.domain.base import CustomerId, InteractionId, MemberId, OrderId, ProductId, vocabulary
from bot.domain.customers import Customer
from bot.domain.health import Worth
from bot.domain.interactions import Interaction, Topic
from bot.domain.moment import Period
from bot.domain.money import Money
from bot.domain.orders import Order, OrderState
from bot.domain.people import Asked, Scope
from bot.domain.policy import Policy, Rate, ValuePolicy
from bot.domain.products import Product
from bot.domain.worth import Ranking
from bot.handlers import CLOCK, Turn
from bot.handlers.worth import KeptBook, book_of, rank_accounts
from tests.handlers.office import Office, keys_of

TODAY = date(2026, 3, 9)
ALL = Asked(Scope.ALL, None)
TOM = Asked(Scope.ME, frozenset({MemberId("tom")}))
_numbers = count()


@pytest.fixture
def store(database_url: str) -> Iterator[SqlStore]:
    store = SqlStore(database_url, vocabulary=vocabulary, keys_of=keys_of)
    yield store
    store.close()


@pytest.fixture
def office(store: SqlStore) -> Office:
    return Office(store).open()


def order(customer: str, day: date, amount: str = "", **facts: object) -> Order:
    known = {"currency": "CNY", "qty": None, "product_id": ProductId(""), "state": OrderState.OPEN} | facts
    return Order(
        id=OrderId(f"o{next(_numbers)}"),
        customer_id=CustomerId(customer),
        member_id=MemberId("tom"),
        recorded_by=MemberId("tom"),
        recorded_at=datetime.fromisoformat("2026-03-01T00:00+00:00"),
        day=day,
        amount=Money(Decimal(amount), str(known["currency"])) if amount else None,
        qty=known["qty"],  # type: ignore[arg-type]
        product_id=known["product_id"],  # type: ignore[arg-type]
        state=known["state"],  # type: ignore[arg-type]
    )


def touch(customer: str, day: date, topic: Topic | None = None) -> Interaction:
    at = datetime.fromisoformat(f"{day}T04:00+00:00")
    return Interaction(
        id=InteractionId(f"i{next(_numbers)}"),
        customer_id=CustomerId(customer),
        member_id=MemberId("tom"),
        day=day,
        at=at,
        what="聊",
        topic=topic,
        recorded_at=at,
    )


def reckon(office: Office) -> int:
    """To its end; in how many steps."""
    after: str | None = ""
    steps = 0
    while after is not None:
        with office.work() as work:
            actor = replace(CLOCK, zone="Asia/Shanghai")
            turn = Turn(work=work, actor=actor, now=office.now, calendar=office.calendar)
            after = rank_accounts(turn, after)
        steps += 1
    return steps


def worth(office: Office, customer: str) -> Worth:
    with office.work() as work:
        return work.worth.of([CustomerId(customer)])[CustomerId(customer)]


def ranking(office: Office) -> Ranking:
    with office.work() as work:
        found = work.worth.ranking
        assert found is not None
        return found


def test_what_counts_as_revenue_and_as_a_touch(office: Office) -> None:
    with office.work() as work:
        rates = Policy(rates=(Rate("USD", "CNY", Decimal("7.2")),))
        work.save(replace(work.workspace, policy=rates))
        price = Money(Decimal(3000), "CNY")
        work.add(Product(id=ProductId("a"), name="A款", list_price=price, created_at=office.now))
        work.add(
            order("acme", TODAY, "1000.55"),
            order("acme", TODAY - timedelta(days=364), "10"),
            order("acme", TODAY - timedelta(days=365), "7777"),
            order("acme", TODAY + timedelta(days=1), "5555"),
            order("acme", TODAY, "333", state=OrderState.CANCELLED),
            order("acme", TODAY, "100", currency="USD"),
            order("acme", TODAY, "100", currency="EUR"),
            order("acme", TODAY, qty=Decimal("2.5"), product_id=ProductId("a")),
            order("acme", TODAY, qty=Decimal(2)),
        )
        work.add(
            *(touch("acme", TODAY - timedelta(days=each)) for each in (0, 0, 3, 364, 365)),
            touch("acme", TODAY - timedelta(days=5), Topic.ASIDE),
            touch("acme", TODAY - timedelta(days=6), Topic.ORDER),
        )
    reckon(office)
    found = worth(office, "acme")
    assert found.revenue == Money(Decimal("1000.55") + 10 + 720 + 7500, "CNY")
    assert (found.orders, found.unvalued) == (6, 2)
    assert (found.first_order, found.last_order) == (TODAY - timedelta(days=365), TODAY)
    assert found.touches == 4
    assert (found.tier, worth(office, "taihe").tier, worth(office, "taihe").revenue) == ("A", "", None)


def crowd(office: Office, accounts: int) -> None:
    """Accounts of the reps with orders and touches of all sizes; some never bought, some are gone."""
    dice = Random(5)  # noqa: S311  (made-up customers, not secrets)
    owners = ["li", "han", "tom", ""]
    with office.work() as work:
        for number in range(accounts):
            key = f"k{number:03}"
            gone = office.now if number % 17 == 3 else None
            work.add(
                Customer(
                    id=CustomerId(key),
                    name=key,
                    owner_id=MemberId(owners[number % 4]),
                    created_at=office.now,
                    archived_at=gone,
                )
            )
            days = [TODAY - timedelta(days=dice.randrange(600)) for _ in range(dice.randrange(6))]
            work.add(*(order(key, day, str(dice.choice([100, 100, 250, 4000]))) for day in days))
            work.add(
                *(touch(key, TODAY - timedelta(days=dice.randrange(400))) for _ in range(dice.randrange(9)))
            )


def test_what_is_kept_is_what_would_be_reckoned_at_once(office: Office) -> None:
    crowd(office, 120)
    reckon(office)
    for touched in (None, Period(date(2026, 1, 1), date(2026, 3, 1))):
        with office.turn("wang") as turn:
            live = book_of(turn, touched)
            kept = KeptBook(TODAY, turn.work.worth, touched)
            assert live is not None
            assert live.reckoned_on == kept.reckoned_on == TODAY
            for asked in (ALL, TOM):
                assert sorted(live.totals(asked), key=str) == sorted(kept.totals(asked), key=str)
                assert live.beyond(asked, 100_000, 3, 30) == kept.beyond(asked, 100_000, 3, 30)
            for number in range(120):
                key = CustomerId(f"k{number:03}")
                assert live.of(key) == kept.of(key)
                if rated := live.of(key):
                    assert live.place(rated) == kept.place(rated)


def test_the_steps_are_many_where_accounts_are_many(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    crowd(office, 30)
    monkeypatch.setattr("bot.handlers.worth.BATCH", 7)
    assert reckon(office) > 10
    assert ranking(office).done


def test_classes_stay_for_the_quarter_and_newcomers_have_theirs_at_once(office: Office) -> None:
    with office.work() as work:
        work.add(order("acme", TODAY, "900"), order("taihe", TODAY, "10"))
    reckon(office)
    assert (worth(office, "acme").tier, worth(office, "taihe").tier) == ("A", "C")
    with office.work() as work:
        work.add(order("taihe", TODAY, "99999"), order("hualian", TODAY, "5"))
    office.later(days=1)
    reckon(office)
    assert [worth(office, each).tier for each in ("acme", "taihe", "hualian")] == ["A", "C", "C"]
    assert worth(office, "taihe").monetary > worth(office, "acme").monetary
    office.later(days=30)
    assert ranking(office).quarter == date(2026, 1, 1)
    reckon(office)
    assert [worth(office, each).tier for each in ("acme", "taihe", "hualian")] == ["C", "A", "C"]
    assert ranking(office).quarter == date(2026, 4, 1)


def test_it_may_stop_anywhere_and_begin_anew(office: Office) -> None:
    crowd(office, 20)
    after: str | None = ""
    for _ in range(3):
        with office.turn("wang") as turn:
            assert after is not None
            after = rank_accounts(turn, after)
    assert not ranking(office).done
    reckon(office)
    assert ranking(office).done
    with office.turn("wang") as turn:
        live = book_of(turn)
        assert live is not None
        assert live.totals(ALL)


def test_who_is_gone_is_forgotten(office: Office) -> None:
    with office.work() as work:
        work.add(order("acme", TODAY, "900"))
    reckon(office)
    with office.work() as work:
        acme = work.get(Customer, "acme")
        assert acme is not None
        work.save(replace(acme, archived_at=office.now))
    reckon(office)
    with office.work() as work:
        assert CustomerId("acme") not in work.worth.of([CustomerId("acme")])


def test_a_large_workspace_waits_for_the_night(office: Office) -> None:
    few = replace(Policy(), value=replace(ValuePolicy(), live_accounts=2))
    with office.work() as work:
        work.save(replace(work.workspace, policy=few))
        work.add(order("acme", TODAY, "900"))
    with office.turn("wang") as turn:
        assert book_of(turn) is None
    reckon(office)
    with office.turn("wang") as turn:
        assert isinstance(book_of(turn), KeptBook)


def habits(office: Office) -> None:
    """150 accounts that buy at their own pace for their own sums, and sooner or later leave."""
    dice = Random(3)  # noqa: S311  (made-up customers, not secrets)
    with office.work() as work:
        for number in range(150):
            key = f"b{number:03}"
            work.add(Customer(id=CustomerId(key), name=key, created_at=office.now))
            start, every = dice.randrange(100, 700), dice.lognormvariate(4, 0.6)
            day, usual, leaves = float(start), dice.lognormvariate(6, 0.7), dice.betavariate(0.8, 2.4)
            while day > 0:
                amount = str(round(usual * dice.uniform(0.3, 1.7), 2))
                work.add(order(key, TODAY - timedelta(days=round(day)), amount))
                day = day - dice.expovariate(1 / every) - 1 if dice.random() > leaves else 0


def test_habits_are_learnt_once_a_week(office: Office) -> None:
    habits(office)
    reckon(office)
    first = ranking(office)
    assert first.fit is not None
    assert first.fit.buyers == 150
    assert first.fit.repeaters > 80
    office.later(days=6)
    reckon(office)
    assert ranking(office).fitted_on == first.fitted_on
    office.later(days=1)
    reckon(office)
    assert ranking(office).fitted_on == TODAY + timedelta(days=7)
