"""What forecasts are made of, and targets, on each engine."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from bot.adapters.store import SqlStore
from bot.domain.base import CustomerId, DealId, TargetId, new_id
from bot.domain.deals import Confidence, Deal, DealMove, DealState
from bot.domain.moment import Period
from bot.domain.money import Money
from bot.domain.snapshot import NEVER, DealChange, Opportunity
from bot.domain.targets import Target
from tests.adapters.store.made import ANN, HOME, NOW, action, customer
from tests.adapters.store.test_sales import deal, money

DAY = date(2026, 3, 10)
FAR = date(2030, 1, 1)


def move(of: Deal, minute: int, **facts: Any) -> DealMove:
    usual: dict[str, Any] = {
        "id": new_id(),
        "deal_id": of.id,
        "customer_id": of.customer_id,
        "member_id": ANN,
        "day": DAY,
        "at": NOW + timedelta(minutes=minute),
        "stage_from": "lead",
        "stage_to": "lead",
    }
    return DealMove(**{**usual, **facts})


def test_every_living_deal_with_its_days_and_sum(store: SqlStore) -> None:
    with store.work(HOME) as work:
        work.add(customer(id=CustomerId("a"), name="a"))
        open_ = deal(
            "a", close_day=date(2026, 4, 1), amount=money(12), confidence=Confidence.COMMIT, origin="展会"
        )
        ended = {"state": DealState.WON, "stage": "won", "closed_on": DAY}
        won = deal("", product="A款", amount=money(7, "USD"), reason="价格", **ended)
        work.add(open_, won, deal("a", archived_at=NOW))
        told = {each.id: each for each in work.pipeline.deals()}
    day = DAY.toordinal()
    assert told == {
        open_.id: Opportunity(
            *(open_.id, ANN, "", "", "展会", "lead", day, NEVER, date(2026, 4, 1).toordinal()),
            *(1200, "CNY", "commit", ""),
        ),
        won.id: Opportunity(*(won.id, ANN, "", "A款", "", "won", day, day, 0), *(700, "USD", "", "价格")),
    }


def test_moves_that_matter_in_their_order(store: SqlStore) -> None:
    with store.work(HOME) as work:
        work.add(customer(id=CustomerId("a"), name="a"))
        one = deal("a")
        work.add(one)
        opened = move(one, 0, stage_from="", amount_to=money(5))
        onward = move(one, 1, stage_to="proposal")
        dearer = move(one, 2, amount_from=money(5), amount_to=money(6))
        abroad = move(one, 3, amount_from=money(6), amount_to=money(6, "USD"))
        sooner = move(one, 4, close_from=FAR, close_to=DAY)
        later = move(one, 5, close_from=DAY, close_to=FAR)
        first_sum = move(one, 6, amount_to=money(1))
        work.add(later, first_sum, abroad, opened, onward, dearer, sooner)
        told = [*work.pipeline.changes(FAR)]
        of_late = [*work.pipeline.changes(DAY)]
    day = DAY.toordinal()
    assert told == [
        DealChange(one.id, day, "lead", "lead", 500, "CNY", repriced=True, delayed=False),
        DealChange(one.id, day, "lead", "lead", 600, "CNY", repriced=True, delayed=False),
        DealChange(one.id, day, "lead", "lead", None, "", repriced=False, delayed=True),
        DealChange(one.id, day, "lead", "lead", None, "", repriced=True, delayed=False),
    ]
    assert len(of_late) == 7
    assert of_late[1] == DealChange(one.id, day, "lead", "proposal", None, "", repriced=False, delayed=False)


def test_however_many_deals_it_takes_two_statements(store: SqlStore, statements: list[str]) -> None:
    with store.work(HOME) as work:
        work.add(customer(id=CustomerId("a"), name="a"), *(deal("a") for _ in range(1200)))
        statements.clear()
        assert len([*work.pipeline.deals()]) == 1200
        assert not [*work.pipeline.changes(FAR)]
    reads = [each for each in statements if each.startswith("SELECT")]
    assert len(reads) == 2


def test_deals_by_their_exact_names(store: SqlStore) -> None:
    with store.work(HOME) as work:
        work.add(customer(id=CustomerId("a"), name="a"))
        one, other = deal("a", name="1C1I7A6R"), deal("", name="二期")
        work.add(one, other, deal("a"), deal("a", name="二期", archived_at=NOW))
        assert {each.id for each in work.deals.named(["1C1I7A6R", "二期", "", "nothing"])} == {
            one.id,
            other.id,
        }


def target(start: date, end: date, **facts: Any) -> Target:
    usual: dict[str, Any] = {
        "id": TargetId(new_id()),
        "member_id": ANN,
        "team": False,
        "start": start,
        "end": end,
        "amount": Money(Decimal("1200000.50"), "CNY"),
        "set_by": ANN,
        "set_at": NOW,
    }
    return Target(**{**usual, **facts})


def test_targets_within_a_period_and_their_undo(store: SqlStore) -> None:
    january, february = date(2026, 1, 1), date(2026, 2, 1)
    april = date(2026, 4, 1)
    month, rest = target(january, february), target(february, april, member_id="", team=True)
    whole, far = target(january, april), target(january, FAR)
    with store.work(HOME) as work:
        work.begin(act := action())
        work.add(rest, month, whole, far)
        within = work.targets.within(Period(january, april))
        assert {each.id for each in within} == {month.id, whole.id, rest.id}
        assert within[-1] == rest
    with store.work(HOME) as work:
        work.begin(action())
        assert len(work.journal.revert(act)) == 4
        assert not work.targets.within(Period(january, FAR))


def test_a_deal_may_have_no_customer(store: SqlStore) -> None:
    with store.work(HOME) as work:
        work.add(one := deal(""))
        assert work.get(Deal, DealId(one.id)) == one
        assert work.deals.open_by(ANN) == [one]
