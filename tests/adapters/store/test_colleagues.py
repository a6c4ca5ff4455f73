"""What is counted of colleagues, on each engine."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from bot.adapters.store import SqlStore
from bot.domain.base import CustomerId, MemberId, ProductId, new_id
from bot.domain.deals import DealState
from bot.domain.handover import Inheritance
from bot.domain.interactions import Topic
from bot.domain.money import Money
from bot.domain.ports import Band
from bot.domain.requests import RequestState
from bot.domain.shares import Share
from tests.adapters.store.made import ANN, HOME, complaint, customer, interaction, member, product, request
from tests.adapters.store.test_sales import TODAY, deal, money

BOB, EVE = MemberId("bob"), MemberId("eve")
TEAM = (ANN, BOB, EVE)
SINCE = TODAY - timedelta(days=365)


def stocked(store: SqlStore) -> None:
    with store.work(HOME) as work:
        work.add(member(id=BOB, name="Bob"), member(id=EVE, name="Eve"))
        work.add(customer(id=CustomerId("c1"), name="泰禾"), customer(id=CustomerId("c2"), name="华联"))
        work.add(product(id=ProductId("a"), name="A款"))


def touch(day: date, by: MemberId = ANN, at: str = "c1", **facts: object) -> object:
    return interaction(customer_id=CustomerId(at), member_id=by, day=day, **facts)


def test_days_of_contact_by_colleague(store: SqlStore) -> None:
    stocked(store)
    with store.work(HOME) as work:
        work.add(touch(TODAY), touch(TODAY), touch(TODAY - timedelta(days=3)), touch(SINCE, BOB))
        work.add(touch(SINCE - timedelta(days=1), EVE), touch(TODAY, EVE, at="c2"))
        work.add(touch(TODAY, EVE, topic=Topic.PREFERENCE), touch(TODAY, EVE, archived_at=_at(TODAY)))
        assert work.colleagues.touches(CustomerId("c1"), SINCE) == {ANN: (2, TODAY), BOB: (1, SINCE)}


def test_live_deals_and_how_long_deals_live(store: SqlStore) -> None:
    stocked(store)
    old = TODAY - timedelta(days=100)
    with store.work(HOME) as work:
        work.add(deal("c1"), deal("c1", opened_on=old), deal("c2", member_id=BOB))
        for days in (10, 20):
            begun = TODAY - timedelta(days=days)
            work.add(deal("c1", state=DealState.WON, opened_on=begun, closed_on=TODAY))
        work.add(deal("c1", state=DealState.LOST, opened_on=old, closed_on=TODAY))
        assert work.colleagues.live(TEAM, None) == {ANN: 2, BOB: 1}
        assert work.colleagues.live(TEAM, old + timedelta(days=1)) == {ANN: 1, BOB: 1}
        assert work.colleagues.live([EVE], None) == {}
        assert sorted(work.colleagues.cycles(9)) == [10, 20]


def test_open_jobs_are_complaints_and_requests(store: SqlStore) -> None:
    stocked(store)
    with store.work(HOME) as work:
        at = CustomerId("c1")
        work.add(complaint(customer_id=at), complaint(customer_id=at, member_id=BOB))
        work.add(request(customer_id=at), request(customer_id=at, state=RequestState.DONE))
        assert dict(work.colleagues.jobs(TEAM)) == {ANN: 2, BOB: 1}


def test_deals_won_of_those_decided(store: SqlStore) -> None:
    stocked(store)
    won, lost = {"state": DealState.WON}, {"state": DealState.LOST}
    with store.work(HOME) as work:
        work.add(deal("c1", product_id=ProductId("a"), product="A款", amount=money(100), **won))
        work.add(deal("c1", product="a款", amount=money(300), **lost), deal("c1", product="A款"))
        work.add(deal("c2", member_id=BOB, product="B款", amount=money(100), **lost))
        work.add(deal("c2", member_id=BOB, amount=money(100, "USD"), **won))
        count = work.colleagues
        assert count.with_product(TEAM, ProductId("a"), "A款") == {ANN: Share(1, 2)}
        assert count.with_product(TEAM, ProductId(""), "B款") == {BOB: Share(0, 1)}
        cny = Band(money(50), money(200))
        assert count.within(TEAM, [cny]) == {ANN: Share(1, 1), BOB: Share(0, 1)}
        both = [cny, Band(Money(Decimal(10), "USD"), Money(Decimal(100), "USD"))]
        assert count.within(TEAM, both) == {ANN: Share(1, 1), BOB: Share(1, 2)}
        assert count.within(TEAM, []) == {}


def test_when_somebody_last_got_work(store: SqlStore) -> None:
    stocked(store)
    handed = TODAY + timedelta(days=2)
    with store.work(HOME) as work:
        work.add(deal("c1", opened_on=SINCE), deal("c1", member_id=BOB))
        work.add(_inheritance(BOB, handed), _inheritance(EVE, SINCE))
        assert work.colleagues.given(TEAM) == {ANN: SINCE, BOB: handed, EVE: SINCE}


def _inheritance(to: MemberId, day: date) -> Inheritance:
    return Inheritance(id=new_id(), from_id=ANN, to_id=to, customers=("c1",), handed_by=ANN, at=_at(day))


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
