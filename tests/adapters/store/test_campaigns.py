"""Campaigns and what is counted of the customers they brought, on each engine."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import text

from bot.adapters.store import SqlStore
from bot.domain.base import CampaignId, CustomerId, MemberId, new_id
from bot.domain.campaigns import Drive
from bot.domain.deals import DealState
from bot.domain.interactions import Topic
from bot.domain.ports import Brought, Work, Worked
from bot.domain.promises import Side
from bot.domain.requests import RequestKind
from tests.adapters.store.made import ANN, HOME, NOW, customer, interaction, member, promise, request
from tests.adapters.store.test_sales import TODAY, deal, money, order

BOB = MemberId("bob")
FAIR = Brought(("广交会2026", "Canton fair"), frozenset(), TODAY)


def drive(name: str, **facts: Any) -> Drive:
    usual = {"id": CampaignId(new_id()), "day": TODAY, "member_id": ANN, "recorded_at": NOW}
    return Drive(**{**usual, "name": name, **facts})


def brought(work: Work, key: str, owner: str = "", source: str = "广交会2026", **facts: Any) -> None:
    work.add(customer(id=CustomerId(key), name=key, owner_id=MemberId(owner), source=source, **facts))


def touched(key: str, **facts: Any) -> Any:
    return interaction(customer_id=CustomerId(key), day=TODAY, **{"at": NOW, **facts})


def stocked(store: SqlStore) -> None:
    with store.work(HOME) as work:
        work.add(member(id=BOB, name="Bob"))
        for key, owner in (("a1", "ann"), ("a2", "ann"), ("b1", "bob"), ("n1", "")):
            brought(work, key, owner)
        brought(work, "other", "bob", source="抖音")
        brought(work, "gone", "bob", archived_at=NOW)
        brought(work, "plain", "bob", source="")


def test_the_newest_first_without_archived_ones(store: SqlStore) -> None:
    with store.work(HOME) as work:
        old = drive("旧", day=TODAY - timedelta(days=1), cost=money(200), spellings=("old",))
        work.add(old, drive("新"), drive("没了", archived_at=NOW))
        assert [each.name for each in work.campaigns.all()] == ["新", "旧"]
        assert work.get(Drive, old.id) == old


def test_who_has_how_many_and_how_many_were_contacted(store: SqlStore) -> None:
    stocked(store)
    with store.work(HOME) as work:
        work.add(touched("a1"), touched("a1"), touched("b1", at=NOW - timedelta(days=3)))
        work.add(touched("n1", topic=Topic.REQUEST), touched("n1", archived_at=NOW))
        assert work.campaigns.by_owner(FAIR) == {ANN: (2, 1), BOB: (1, 0), "": (1, 0)}
        names = [each.id for each in work.campaigns.untouched(FAIR, None, 9)]
        assert names == ["a2", "b1", "n1"]
        assert [each.id for each in work.campaigns.untouched(FAIR, {ANN, MemberId("")}, 9)] == ["a2", "n1"]
        assert [each.id for each in work.campaigns.untouched(FAIR, {BOB}, 9)] == ["b1"]
        assert [each.id for each in work.campaigns.owned_by(FAIR, MemberId(""))] == ["n1"]


def test_deals_and_sign_ups_bring_customers_too(store: SqlStore) -> None:
    stocked(store)
    with store.work(HOME) as work:
        work.add(deal("other", origin="Canton fair"))
        assert sum(total for total, _ in work.campaigns.by_owner(FAIR).values()) == 5
        signed = Brought(FAIR.names, frozenset({CustomerId("plain"), CustomerId("a1")}), TODAY)
        assert sum(total for total, _ in work.campaigns.by_owner(signed).values()) == 6


def test_what_came_of_them(store: SqlStore) -> None:
    stocked(store)
    old = TODAY - timedelta(days=2)
    with store.work(HOME) as work:
        work.add(deal("a1", amount=money(100)), deal("a1", amount=money(50), state=DealState.WON))
        work.add(deal("b1"), deal("b1", opened_on=old, amount=money(7)), deal("other", amount=money(9)))
        work.add(deal("other", opened_on=old, origin="广交会2026", amount=money(3, "USD")))
        found = {(each.state, each.currency): each for each in work.campaigns.deals(FAIR)}
        assert found == {
            (DealState.OPEN, "CNY"): Worked(DealState.OPEN, "CNY", 2, 10_900),
            (DealState.WON, "CNY"): Worked(DealState.WON, "CNY", 1, 5_000),
            (DealState.OPEN, ""): Worked(DealState.OPEN, "", 1, 0),
            (DealState.OPEN, "USD"): Worked(DealState.OPEN, "USD", 1, 300),
        }
        answered = work.campaigns.answered(FAIR)
        work.add(request(customer_id=CustomerId("a2")), order("n1", None, None))
        assert work.campaigns.answered(FAIR) == answered + 2
        work.add(promise(customer_id=CustomerId("a2"), side=Side.THEIRS))
        assert work.campaigns.answered(FAIR) == answered + 2


def test_sign_ups_of_some_days(store: SqlStore) -> None:
    stocked(store)
    with store.work(HOME) as work:
        at = CustomerId("a1")
        work.add(request(customer_id=at, kind=RequestKind.SIGNUP, what="报名"), request(customer_id=at))
        work.add(request(customer_id=at, kind=RequestKind.SIGNUP, day=TODAY - timedelta(days=9)))
        assert [each.what for each in work.campaigns.signups(TODAY, TODAY)] == ["报名"]


def test_where_customers_came_from(store: SqlStore) -> None:
    stocked(store)
    with store.work(HOME) as work:
        assert work.campaigns.sources(9) == [("广交会2026", 4), ("抖音", 1)]
        assert work.campaigns.sources(1) == [("广交会2026", 4)]


def test_who_may_buy_showed_something_and_has_not_bought(store: SqlStore) -> None:
    stocked(store)
    with store.work(HOME) as work:
        later = datetime(2026, 3, 11, tzinfo=UTC)
        brought(work, "late", "bob", created_at=later)
        work.add(deal("a1"), deal("late"), request(customer_id=CustomerId("b1")), deal("n1"), deal("other"))
        work.add(order("n1", None, None))
        of_all = [each.id for each in work.campaigns.leads(None, None, 9)]
        assert of_all[0] == "late"
        assert set(of_all) == {"late", "a1", "b1", "other"}
        assert {each.id for each in work.campaigns.leads(FAIR, None, 9)} == {"late", "a1", "b1"}
        assert {each.id for each in work.campaigns.leads(FAIR, {BOB}, 9)} == {"late", "b1"}


def test_customers_are_found_by_the_index_of_their_source(store: SqlStore, statements: list[str]) -> None:
    stocked(store)
    with store.work(HOME) as work:
        del statements[:]
        work.campaigns.by_owner(FAIR)
        assert len(statements) == 1
        if not work.transaction.alone:
            return
        plan = work.transaction.connection.execute(
            text(
                "EXPLAIN QUERY PLAN SELECT id FROM customer"
                " WHERE workspace_id = 'home' AND source <> '' AND source IN ('广交会2026')"
            )
        ).all()
        assert "ix_customer_workspace_id_source" in str(plan)
