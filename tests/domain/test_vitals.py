"""What of the ledgers' facts counts as a sign that a customer may leave."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.base import ContactId, CustomerId, MemberId, OrderId, PaymentId
from bot.domain.interactions import Sentiment
from bot.domain.lifecycle import Lifecycle
from bot.domain.money import Money
from bot.domain.norms import Norms
from bot.domain.orders import Order, Payment
from bot.domain.policy import Policy
from bot.domain.risk import (
    BadMood,
    ChampionLeft,
    Colour,
    LatePayment,
    LatePromise,
    OpenComplaint,
    RiskFacts,
    Signal,
    StalledDeal,
    Stated,
)
from bot.domain.vitals import (
    Ordered,
    OwnPromise,
    Person,
    RunningCase,
    RunningDeal,
    Vitals,
    Word,
    Yardstick,
    health_of,
    judged,
    risk_facts,
)

NOW = datetime(2026, 3, 9, 2, tzinfo=UTC)
TODAY = date(2026, 3, 9)
LI, HER = MemberId("li"), ContactId("her")
BY = Yardstick(
    now=NOW,
    zone="Asia/Shanghai",
    currency="CNY",
    policy=Policy(),
    names={LI: "李雷"},
    nicknames=frozenset({"李雷", "小李"}),
)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def at(days: int) -> datetime:
    return NOW - timedelta(days=days)


def vitals(**facts: Any) -> Vitals:
    usual: dict[str, Any] = {"customer_id": CustomerId("c"), "created_at": at(400)}
    return Vitals(**usual | facts)


def facts(by: Yardstick = BY, **known: Any) -> RiskFacts:
    return risk_facts(vitals(**known), by)


def word(text: str, days: int = 5, contact: str = "") -> Word:
    return Word(text, ago(days), LI, ContactId(contact))


def person(key: str, name: str, part: str = "", days: int = 300) -> Person:
    return Person(ContactId(key), (name,), part, at(days))


def test_the_usual_gap_leans_on_the_teams_own() -> None:
    known: dict[str, Any] = {
        "contacts": [ago(20)],
        "ordered": [Ordered(ago(each), None) for each in (50, 40, 30)],
    }
    plain, own = facts(**known), facts(replace(BY, norms=Norms(contact_gap=10, order_gap=50)), **known)
    assert plain.silence
    assert plain.ordered
    assert own.silence
    assert own.ordered
    assert (round(plain.silence.usual, 1), round(own.silence.usual, 1)) == (36.6, 10.0)
    assert own.ordered.usual > plain.ordered.usual


def test_promises_are_late_on_the_day_of_their_own_zone() -> None:
    """It is the ninth in Shanghai and still the eighth in New York."""
    due = [OwnPromise("送样", ago(1), zone, LI) for zone in ("Asia/Shanghai", "America/New_York")]
    assert facts(promises=due).promises == (
        LatePromise(what="送样", days=1, by="李雷"),
        LatePromise(what="送样", days=0, by="李雷"),
    )


def test_complaints_with_and_without_their_clock_run_out() -> None:
    cases = [RunningCase("慢", ago(18), at(16), LI), RunningCase("吵", ago(1), at(-1), LI)]
    assert facts(complaints=cases).complaints == (
        OpenComplaint(what="慢", day=ago(18), days=18, late=16, by="李雷"),
        OpenComplaint(what="吵", day=ago(1), days=1, late=None, by="李雷"),
    )


def test_a_payment_is_late_beside_what_is_usual() -> None:
    books: dict[str, Any] = {"customer_id": CustomerId("c"), "member_id": LI, "recorded_by": LI}
    hundred = Money(Decimal(100), "CNY")
    orders = [
        Order(
            id=OrderId(str(days)),
            day=ago(days),
            pay_by=ago(days - 30),
            amount=hundred,
            recorded_at=NOW,
            **books,
        )
        for days in (200, 53)
    ]
    paid = Payment(id=PaymentId("p"), day=ago(165), amount=hundred, recorded_at=NOW, **books)
    assert facts(orders=orders, payments=[paid]).payment == LatePayment(late=23, usual=5)
    assert facts(orders=orders[:1], payments=[paid]).payment is None
    assert facts(orders=orders[1:]).payment == LatePayment(late=23, usual=None)


@pytest.mark.parametrize(
    ("moods", "mood"),
    [
        ((), None),
        ((None, Sentiment.GOOD, None), None),
        ((Sentiment.BAD, None, Sentiment.BAD), BadMood(bad=2, last=3)),
        ((Sentiment.BAD, Sentiment.BAD), BadMood(bad=2, last=2)),
    ],
)
def test_moods(moods: tuple[Sentiment | None, ...], mood: BadMood | None) -> None:
    assert facts(moods=moods).mood == mood


def test_a_deal_stalls_beyond_the_age_at_which_most_are_decided_unless_something_is_planned() -> None:
    deals = [RunningDeal("新厂", ago(91), "", at(50), LI), RunningDeal("旧线", ago(90), "", at(50), LI)]
    assert facts(deals=deals).stalled == (StalledDeal(deal="新厂", age=91, most=90),)
    assert facts(deals=deals, planned=True).stalled == ()
    slow = replace(BY, norms=Norms(deal_age=120))
    assert facts(slow, deals=deals).stalled == ()


def test_a_rival_of_an_open_deal_counts_while_somebody_looks_at_it() -> None:
    deals = [
        RunningDeal("新厂", ago(200), "恒力", at(90), LI),
        RunningDeal("旧线", ago(200), "海康", at(91), LI),
    ]
    assert facts(deals=deals).stated == (Stated(said="", rival="恒力", day=ago(90), by="李雷"),)


def test_a_rival_is_heard_by_the_name_that_a_deal_gave_it() -> None:
    text = [word("恒力机械昨天也去演示了")]
    assert facts(words=text).stated == ()
    known = replace(BY, rivals=frozenset({"恒力机械"}))
    assert [each.said for each in facts(known, words=text).stated] == ["恒力机械昨天也去演示了"]


def test_the_last_word_counts() -> None:
    leaving = word("王总抱怨交期。说明年要换供应商", 20)
    assert facts(words=[leaving]).stated == (
        Stated(said="说明年要换供应商", day=ago(20), by="李雷", leaving=True),
    )
    assert facts(words=[leaving, word("王总说不换供应商了", 9)]).stated == ()
    again = word("他们同时在跟另外两家谈", 3)
    assert [each.day for each in facts(words=[leaving, again]).stated] == [ago(20), ago(3)]


def test_whoever_is_gone_leaves_a_gap_until_somebody_new_is_known() -> None:
    people = [person("her", "钱国栋", "总经理 决策人"), person("him", "孙志强", "技术经理")]
    gone = [word("钱总离职了", contact="her")]
    left = ChampionLeft(person="钱国栋", gone=ago(5), by="李雷")
    assert facts(words=gone, people=people).champion == left
    assert facts(words=gone, people=[*people, person("new", "刘颖", days=4)]).champion is None
    assert facts(words=gone, people=[*people, person("old", "刘颖", days=6)]).champion == left


def test_it_is_told_by_name_without_a_contact_in_the_log() -> None:
    people = [person("her", "钱国栋", "总经理")]
    found = facts(words=[word("钱国栋上周离职了")], people=people).champion
    assert found == ChampionLeft(person="钱国栋", gone=ago(5), by="李雷")
    unknown = facts(words=[word("采购王总已经调走了")], people=people).champion
    assert unknown == ChampionLeft(person="", gone=ago(5), by="李雷")


def test_neither_clerks_nor_our_own_people_are_champions() -> None:
    people = [person("her", "周敏", "财务 付款")]
    assert facts(words=[word("周会计离职了", contact="her")], people=people).champion is None
    assert facts(words=[word("小李离职了，客户转给我")], people=people).champion is None


def test_what_is_kept_of_an_account() -> None:
    silent = vitals(contacts=[ago(each) for each in range(41, 400, 13)])
    late = replace(silent, promises=[OwnPromise("报价", ago(30), "Asia/Shanghai", LI)])
    first = health_of(late, None, BY)
    assert (first.colour, first.points, first.since) == (Colour.AMBER, 35, TODAY)
    assert [each.signal for each in first.reasons] == [Signal.SILENCE, Signal.PROMISE]
    assert (first.stage, first.stage_since, first.next_checked_on) == (Lifecycle.EXPLORATION, TODAY, TODAY)
    tomorrow = replace(BY, now=NOW + timedelta(days=1))
    second = health_of(late, first, tomorrow)
    assert (second.checked_on, second.since) == (ago(-1), TODAY)
    third = health_of(silent, second, replace(BY, now=NOW + timedelta(days=2)))
    assert (third.colour, third.since) == (Colour.GREEN, ago(-2))


def test_a_stage_is_by_their_orders_and_remembers_what_it_declined_from() -> None:
    orders = [Ordered(ago(each), None) for each in range(130, 1300, 90)]
    found = judged(vitals(created_at=at(100), ordered=orders), None, BY)
    assert (found.standing.stage, found.standing.declined_from) == (Lifecycle.DECLINE, Lifecycle.MATURITY)
    assert (found.stage.first, found.stage.last) == (ago(1210), ago(130))
