"""What summaries are made of, on each engine: whose, of which days, and what is left out."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from bot.adapters.store import SqlStore
from bot.domain.base import ConflictId, CustomerId, MemberId, QuoteId, new_id
from bot.domain.deals import DealMove, DealState
from bot.domain.health import Health, Worth
from bot.domain.interactions import Topic
from bot.domain.moment import Period
from bot.domain.money import Money
from bot.domain.ports import Adding
from bot.domain.promises import PromiseState
from bot.domain.quotes import Conflict, Quote
from bot.domain.risk import Colour
from bot.domain.summaries import DayOfPromises
from tests.adapters.store import made
from tests.adapters.store.made import ANN, HOME, NOW
from tests.adapters.store.test_sales import deal, money

WEEK = Period(date(2026, 3, 9), date(2026, 3, 16))
DAY = timedelta(days=1)


def furnish(store: SqlStore, *rows: object) -> tuple[str, MemberId]:
    """Ann's customer and another colleague's; the rows are told whose they are by their makers."""
    bob = made.member(id=MemberId("bob"), name="Bob")
    mine, theirs = made.customer(owner_id=ANN), made.customer(owner_id=bob.id)
    with store.work(HOME) as work:
        work.begin(made.action())
        work.add(bob, mine, theirs, *rows)
    return mine.id, bob.id


def put(store: SqlStore, *rows: object) -> None:
    with store.work(HOME) as work:
        work.begin(made.action())
        work.add(*rows)


def test_deals_by_what_became_of_them(store: SqlStore) -> None:
    mine, bob = furnish(store)
    moved = deal(mine, opened_on=date(2026, 1, 5), amount=money(500))
    later: dict[str, Any] = {"close_from": date(2026, 4, 1), "close_to": date(2026, 5, 1)}
    move: dict[str, Any] = {
        "deal_id": moved.id,
        "customer_id": mine,
        "member_id": ANN,
        "at": NOW,
        "stage_to": "lead",
    }
    put(
        store,
        moved,
        deal(
            mine,
            state=DealState.WON,
            closed_on=date(2026, 3, 9),
            opened_on=date(2026, 1, 5),
            amount=money(100),
        ),
        deal(
            mine,
            state=DealState.WON,
            closed_on=date(2026, 3, 15),
            opened_on=date(2026, 1, 5),
            amount=money(50),
        ),
        deal(mine, state=DealState.WON, closed_on=date(2026, 3, 16), opened_on=date(2026, 1, 5)),
        deal(mine, state=DealState.LOST, closed_on=date(2026, 3, 10), opened_on=date(2026, 3, 9)),
        deal(mine, member_id=bob, opened_on=date(2026, 3, 9), amount=money(7, "USD")),
    )
    put(store, *(DealMove(id=new_id(), day=date(2026, 3, 10), **move, **later) for _ in range(2)))
    with store.work(HOME) as work:
        mine_only = work.summaries.deals([ANN], WEEK)
        everybody = work.summaries.deals(None, WEEK)
    assert mine_only["won"] == [Adding(2, 15000, "CNY")]
    assert mine_only["lost"] == [Adding(1, 0, "")]
    assert mine_only["slipped"] == [Adding(1, 50000, "CNY")]
    assert sum(each.count for each in mine_only["opened"]) == 1
    assert Adding(1, 700, "USD") in everybody["opened"]


def test_touches_are_words_with_a_customer(store: SqlStore) -> None:
    mine, bob = furnish(store)
    put(
        store,
        made.interaction(customer_id=mine, at=NOW),
        made.interaction(customer_id=mine, at=NOW + DAY),
        made.interaction(customer_id=mine, at=NOW, topic=Topic.CAMPAIGN),
        made.interaction(customer_id=mine, at=NOW, member_id=bob),
        made.interaction(customer_id=mine, at=NOW, archived_at=NOW),
    )
    with store.work(HOME) as work:
        assert work.summaries.touches([ANN], NOW, NOW + DAY) == (1, 1)
        assert work.summaries.touches([ANN, bob], NOW, NOW + 2 * DAY) == (3, 1)


def promised(at: str, **facts: Any) -> object:
    due = facts.pop("due", NOW)
    return made.promise(customer_id=CustomerId(at), due_day=due.date(), due_at=due, zone="UTC", **facts)


def test_promises_that_ended_and_those_that_came_due(store: SqlStore) -> None:
    mine, _ = furnish(store)
    kept: dict[str, Any] = {"state": PromiseState.KEPT, "closed_by": ANN}
    put(
        store,
        promised(mine, due=NOW + DAY, closed_at=NOW, **kept),
        promised(mine, due=NOW - DAY, closed_at=NOW, **kept),
        promised(mine, due=NOW, state=PromiseState.BROKEN, closed_at=NOW, closed_by=ANN),
        promised(mine, due=NOW),
        promised(mine, due=NOW + 9 * DAY),
        promised(mine, due=NOW, state=PromiseState.CANCELLED, closed_at=NOW, closed_by=ANN),
    )
    now = NOW + 2 * DAY
    with store.work(HOME) as work:
        tally = work.summaries.settled([ANN], NOW, NOW + DAY, now)
        nobody = work.summaries.settled([MemberId("bob")], NOW, NOW + DAY, now)
        days = work.summaries.promise_days([ANN], Period(NOW.date(), (NOW + DAY).date()), now)
        ahead = work.summaries.due_next(None, now, 5)
    assert (tally.kept, tally.late, tally.broken, tally.overdue) == (1, 1, 1, 1)
    assert nobody.settled == 0
    assert days == {NOW.date(): DayOfPromises(due=0, overdue=1, kept=0)}
    assert [each.due_at for each in ahead] == [NOW + 9 * DAY]


def test_accounts_that_got_worse_the_most_valuable_first(store: SqlStore) -> None:
    mine, bob = furnish(store)
    second = made.customer(owner_id=ANN)
    pooled = made.customer(owner_id=ANN, pooled_at=NOW)
    put(store, second, pooled)

    def ill(customer: str, points: int, since: date, colour: Colour = Colour.AMBER) -> Health:
        facts = {"checked_on": NOW.date(), "points": points, "colour": colour, "since": since}
        return Health(customer_id=CustomerId(customer), **facts)  # type: ignore[arg-type]

    rich = Worth(
        customer_id=CustomerId(second.id), reckoned_on=NOW.date(), revenue=Money(Decimal(900), "CNY")
    )
    with store.work(HOME) as work:
        work.health.put(
            [ill(mine, 60, NOW.date()), ill(second.id, 31, NOW.date()), ill(pooled.id, 90, NOW.date())]
        )
        work.worth.put([rich])
        assert work.summaries.worsened([ANN], NOW.date(), 5) == ([second.id, mine], 2)
        assert work.summaries.worsened(None, NOW.date(), 1) == ([second.id], 2)
        assert work.summaries.worsened([bob], NOW.date(), 5) == ([], 0)
        assert work.summaries.worsened([ANN], NOW.date() + DAY, 5) == ([], 0)


def test_cases_past_their_clock(store: SqlStore) -> None:
    mine, bob = furnish(store)
    late = made.complaint(customer_id=CustomerId(mine), due_at=NOW - DAY)
    later = made.request(customer_id=CustomerId(mine), due_at=NOW - 2 * DAY)
    ahead = made.request(customer_id=CustomerId(mine), due_at=NOW + DAY)
    put(store, late, later, ahead)
    with store.work(HOME) as work:
        assert work.summaries.cases([ANN], NOW, 5) == ([later.id, late.id], 2)
        assert work.summaries.cases(None, None, 1) == ([later.id], 3)
        assert work.summaries.cases([bob], None, 5) == ([], 0)


def test_who_has_heard_two_things(store: SqlStore) -> None:
    mine, bob = furnish(store)

    def quote(by: MemberId) -> Quote:
        facts: dict[str, Any] = {"day": NOW.date(), "at": NOW, "recorded_by": by, "interaction_id": ""}
        return Quote(id=QuoteId(new_id()), customer_id=CustomerId(mine), member_id=by, **facts)

    one, other = quote(ANN), quote(bob)
    clash = Conflict(
        id=ConflictId(new_id()),
        customer_id=CustomerId(mine),
        quote_id=one.id,
        other_id=other.id,
        kinds=(),
        found_at=NOW,
    )
    put(store, one, other, clash)
    with store.work(HOME) as work:
        assert work.summaries.disputed([bob], None, 5) == [(mine, 1)]
        assert work.summaries.disputed([MemberId("cai")], None, 5) == []
        assert work.summaries.disputed(None, NOW + DAY, 5) == []
