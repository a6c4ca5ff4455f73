"""The brief reads every ledger: rows are made here as their handlers write them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from bot.domain.base import (
    ComplaintId,
    ConflictId,
    CustomerId,
    DealId,
    InteractionId,
    MemberId,
    Mention,
    OrderId,
    PaymentId,
    QuoteId,
    RequestId,
)
from bot.domain.briefs import Ask, Briefed, Overdue
from bot.domain.complaints import Complaint, ComplaintState
from bot.domain.contacts import ContactKept, NewContact
from bot.domain.customers import Brief
from bot.domain.deals import Deal, DealState
from bot.domain.interactions import Channel, InteractionLogged, LogInteraction
from bot.domain.lifecycle import Lifecycle
from bot.domain.materials import LogMaterial, MaterialLogged
from bot.domain.money import Money
from bot.domain.orders import Order, Payment
from bot.domain.preferences import PreferenceSet, SetPreference
from bot.domain.promises import MakePromise, PromiseMade
from bot.domain.quotes import Conflict, Quote, QuoteState
from bot.domain.requests import Request
from bot.domain.risk import Colour, Signal
from tests.handlers.office import Office, on

TAIHE = Mention("泰禾")
AT: dict[str, Any] = {
    "customer_id": CustomerId("taihe"),
    "member_id": MemberId("tom"),
    "recorded_by": MemberId("tom"),
}
TODAY = date(2026, 3, 9)


def cny(amount: int) -> Money:
    return Money(Decimal(amount), "CNY")


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def kept(office: Office, *rows: object) -> None:
    with office.work() as work:
        work.add(*rows)


def brief(office: Office, who: str = "li", *, full: bool = False, group: bool = False) -> Briefed:
    return office.does(who, Brief(customer=TAIHE, full=full), Briefed, group=group)


def quote(office: Office, key: str, **facts: Any) -> Quote:
    interaction = office.does("tom", LogInteraction(customer=TAIHE, what=key), InteractionLogged).interaction
    base = Quote(
        id=QuoteId(key),
        interaction_id=InteractionId(interaction.id),
        product="A款",
        amount=cny(2800),
        unit="台",
        day=ago(2),
        at=office.now,
        **AT,
    )
    return replace(base, **facts)


def order(office: Office, key: str, amount: int, days: int, term: int = 30) -> Order:
    day = ago(days)
    pay_by = day + timedelta(days=term)
    return Order(id=OrderId(key), amount=cny(amount), day=day, pay_by=pay_by, recorded_at=office.now, **AT)


def payment(office: Office, key: str, amount: int, **facts: Any) -> Payment:
    return Payment(id=PaymentId(key), amount=cny(amount), day=TODAY, recorded_at=office.now, **AT, **facts)


def complaint(office: Office, **facts: Any) -> Complaint:
    base = Complaint(
        id=ComplaintId("c1"),
        what="交货太慢",
        day=ago(4),
        opened_at=office.now - timedelta(days=4),
        due_at=office.now - timedelta(days=2),
        **AT,
    )
    return replace(base, **facts)


def test_quotes_that_stand_come_with_product_and_giver_agreed_terms_first(office: Office) -> None:
    kept(
        office,
        quote(office, "plain"),
        quote(office, "agreed", agreed=True, day=ago(300)),
        quote(office, "over", valid_until=ago(1)),
        quote(office, "gone", state=QuoteState.SUPERSEDED),
    )
    shown = brief(office).quotes
    assert [(each.quote.id, each.product, each.by) for each in shown] == [
        ("agreed", "A款", "Tom"),
        ("plain", "A款", "Tom"),
    ]


def test_quotes_that_contradict_each_other_are_marked_and_asked_about(office: Office) -> None:
    kept(office, quote(office, "one"), quote(office, "two", amount=cny(2600)))
    conflict = Conflict(
        id=ConflictId("x"),
        customer_id=CustomerId("taihe"),
        quote_id=QuoteId("two"),
        other_id=QuoteId("one"),
        kinds=("price",),
        found_at=office.now,
    )
    kept(office, conflict)
    shown = brief(office)
    assert [each.disputed for each in shown.quotes] == [True, True]
    assert shown.questions[0].ask is Ask.CONTRADICTION
    with office.work() as work:
        work.save(replace(conflict, settled_at=office.now, settled_by=MemberId("ann")))
    assert [each.disputed for each in brief(office).quotes] == [False, False]


def test_money_that_is_late_is_what_payments_left_of_the_oldest_orders(office: Office) -> None:
    kept(office, order(office, "o1", 1000, 90), order(office, "o2", 500, 50), order(office, "o3", 700, 5))
    kept(office, payment(office, "p1", 600))
    assert brief(office).overdue == (Overdue(cny(900), 2, 60),)
    kept(office, payment(office, "p2", 500, order_id="o2"))
    assert brief(office).overdue == (Overdue(cny(400), 1, 60),)
    kept(office, payment(office, "p3", 400))
    assert brief(office).overdue == ()


def test_open_complaints_and_requests_with_their_clocks(office: Office) -> None:
    request = Request(
        id=RequestId("r1"),
        what="回电话",
        day=ago(1),
        opened_at=office.now,
        due_at=office.now + timedelta(hours=3),
        **AT,
    )
    kept(office, complaint(office), request)
    kept(office, complaint(office, id=ComplaintId("c2"), state=ComplaintState.RESOLVED))
    shown = brief(office)
    assert [(each.case.what, each.keeper, each.late) for each in shown.cases] == [
        ("交货太慢", "Tom", 2),
        ("回电话", "Tom", None),
    ]
    assert shown.risk
    assert [(each.signal, each.points) for each in shown.risk.reasons] == [(Signal.COMPLAINT, 7)]


def test_the_deal_that_is_open(office: Office) -> None:
    deal = Deal(
        id=DealId("d1"),
        name="新厂",
        stage="negotiation",
        amount=cny(112000),
        close_day=ago(3),
        competitor="恒力",
        opened_on=ago(60),
        updated_at=office.now,
        **AT,
    )
    kept(office, deal, replace(deal, id=DealId("d2"), state=DealState.LOST))
    office.does("li", LogInteraction(customer=TAIHE, what="聊新厂"), InteractionLogged)
    shown = brief(office)
    assert [(each.deal.id, each.product, each.by) for each in shown.deals] == [("d1", "新厂", "Tom")]
    assert [each.ask for each in shown.questions] == [Ask.CLOSING_PASSED, Ask.COMPETITOR, Ask.DECIDER]


def test_overdue_promises_and_silence_make_an_account_amber(office: Office) -> None:
    office.does("li", LogInteraction(customer=TAIHE, what="聊新厂"), InteractionLogged)
    office.does("han", MakePromise(customer=TAIHE, what="送样", due=on("2026-03-13")), PromiseMade)
    office.later(days=100)
    risk = brief(office).risk
    assert risk
    assert risk.colour is Colour.AMBER
    assert [each.signal for each in risk.reasons] == [Signal.SILENCE, Signal.PROMISE]


def test_the_stage_is_shown_with_orders_only(office: Office) -> None:
    assert brief(office).stage is None
    kept(office, *(order(office, f"o{each}", 100, each * 40) for each in range(1, 8)))
    stage = brief(office).stage
    assert stage
    assert (stage.stage, stage.orders, stage.silent) == (Lifecycle.MATURITY, 7, 40)


def test_who_decides_is_asked_until_somebody_is_known(office: Office) -> None:
    office.does("li", LogInteraction(customer=TAIHE, what="聊新厂"), InteractionLogged)
    assert Ask.DECIDER in {each.ask for each in brief(office).questions}
    office.does("li", NewContact(customer=TAIHE, name="钱国栋", title="总经理"), ContactKept)
    assert Ask.DECIDER not in {each.ask for each in brief(office).questions}


def test_do_not_contact_stands_in_the_brief(office: Office) -> None:
    office.does("li", NewContact(customer=TAIHE, name="钱国栋"), ContactKept)
    wish = SetPreference(customer=TAIHE, person=Mention("钱国栋"), channel=Channel.CALL)
    office.does("han", wish, PreferenceSet)
    (line,) = brief(office).wishes
    assert (line.person, line.by) == ("钱国栋", "韩梅")


def test_others_do_not_see_the_sums(office: Office) -> None:
    kept(office, quote(office, "plain"), order(office, "o1", 1000, 90))
    assert [each.masked for each in brief(office, "han").quotes] == [True]
    assert [each.masked for each in brief(office, "tom").quotes] == [False]
    assert [each.masked for each in brief(office, "ann").quotes] == [False]
    assert brief(office, "han").masked
    assert brief(office, "li", group=True).masked


def test_the_full_brief_tells_more(office: Office) -> None:
    for each in range(7):
        office.does("li", LogInteraction(customer=TAIHE, what=f"第{each}次"), InteractionLogged)
    office.does("li", LogMaterial(customer=TAIHE, what="手册"), MaterialLogged)
    assert len(brief(office).touches) == 5
    assert brief(office).materials == ()
    full = brief(office, full=True)
    assert len(full.touches) == 8
    assert [each.material.name for each in full.materials] == ["手册"]


def test_an_owner_who_left_is_told(office: Office) -> None:
    assert not brief(office).owner_left
    office.change("li", left_on=TODAY)
    shown = brief(office, "ann")
    assert (shown.owner, shown.owner_left) == ("李雷", True)
