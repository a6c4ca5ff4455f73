"""What customers are worth to whom: amounts, ranks and shares as each reader may know them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.adapters.store import SqlStore
from bot.domain.base import CustomerId, MemberId, Mention
from bot.domain.customers import Customer
from bot.domain.errors import BadSlot, NotAllowed
from bot.domain.moment import Period
from bot.domain.money import Money
from bot.domain.ownership import Referral
from bot.domain.people import Member, Role, Scope, Settings, SettingsShown
from bot.domain.policy import TopWeights, ValuePolicy
from bot.domain.top import Factor
from bot.domain.value import (
    AccountValued,
    Attention,
    AttentionShown,
    NotReckoned,
    TopCustomers,
    TopShown,
    Value,
    ValuesShown,
)
from bot.handlers import Turn, handle, story
from tests.handlers.office import HOME, MONDAY, Office
from tests.handlers.test_worth import habits, order, reckon, touch

TODAY = date(2026, 3, 9)
TAIHE, ACME, HUALIAN = Mention("泰禾"), Mention("Acme"), Mention("华联")


def cny(amount: int | str) -> Money:
    return Money(Decimal(amount), "CNY")


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def fill(office: Office) -> None:
    """泰禾 buys a lot and is left alone, Acme buys little and takes the time, 华联 never bought."""
    with office.work() as work:
        work.add(*(order("taihe", ago(days), "40000") for days in (10, 110, 210, 500)))
        work.add(order("acme", ago(30), "3000"), order("acme", ago(20)))
        work.add(touch("taihe", ago(40)), *(touch("acme", ago(each)) for each in range(1, 30)))
        work.add(touch("hualian", ago(3)))


def valued(office: Office, who: str, customer: Mention = TAIHE) -> AccountValued:
    return office.does(who, Value(customer=customer), AccountValued)


def test_the_last_twelve_months_come_first(office: Office) -> None:
    fill(office)
    shown = valued(office, "li")
    assert (shown.worth.revenue, shown.worth.orders, shown.total_orders) == (cny(120_000), 3, 4)
    assert (shown.worth.tier, shown.place, shown.of) == ("A", 1, 2)
    assert shown.cycle == pytest.approx(490 / 3)
    assert shown.silent == 10
    assert valued(office, "tom", ACME).worth.unvalued == 1


@pytest.mark.parametrize(
    ("who", "sees"), [("li", True), ("ann", True), ("wang", True), ("han", False), ("tom", False)]
)
def test_who_sees_amounts(office: Office, who: str, sees: bool) -> None:
    fill(office)
    with office.work() as work:
        work.add(_brought("taihe", "acme"))
    shown = valued(office, who)
    assert shown.masked is not sees
    assert [bool(each) for each in (shown.worth.revenue, shown.place, shown.future)] == [sees] * 3
    known = [each.bought for each in shown.referred]
    assert known == ([cny(3000)] if who in {"ann", "wang", "tom"} else [None])
    (line,) = [office.does(who, Attention(customer=TAIHE), AttentionShown).one]
    assert line is not None
    assert line.masked is not sees


def test_a_look_at_a_colleagues_amounts_leaves_a_line(office: Office) -> None:
    fill(office)
    notes = [_notes(office, who) for who in ("li", "han", "ann")]
    assert notes == [0, 0, 1]


def _notes(office: Office, who: str) -> int:
    with office.turn(who) as turn:
        noted: list[str] = []
        journal = turn.work.journal
        turn.begin(())

        class Overhearing:
            def note(self, what: str, about: str = "") -> None:
                noted.append(what)
                journal.note(what, about)

        turn.work = _With(turn.work, journal=Overhearing())  # type: ignore[assignment]
        handle(Value(customer=TAIHE), turn)
    return noted.count("details_read")


class _With:
    """A transaction with something else in one place."""

    def __init__(self, work: object, **others: object) -> None:
        self._work, self._others = work, others

    def __getattr__(self, name: str) -> object:
        return self._others.get(name) or getattr(self._work, name)


def _brought(by: str, whom: str) -> Referral:
    return Referral(
        id=f"{by}-{whom}",
        customer_id=CustomerId(whom),
        referrer_id=CustomerId(by),
        member_id=MemberId("ann"),
        day=TODAY,
    )


def test_in_a_group_the_answer_is_private_and_therefore_whole(office: Office) -> None:
    fill(office)
    shown = office.does("li", Value(customer=TAIHE), AccountValued, group=True)
    assert shown.private
    assert shown.worth.revenue == cny(120_000)
    assert office.does("han", Value(customer=TAIHE), AccountValued, group=True).masked


def test_margin_and_cost_to_serve_only_where_they_were_said(office: Office) -> None:
    fill(office)
    bare = valued(office, "li")
    assert (bare.margin, bare.service, bare.profit) == (None, None, None)
    assert bare.future is not None
    office.does("ann", Settings(setting="margin", value="30"), SettingsShown)
    office.does("ann", Settings(setting="touch_cost", value="200 CNY"), SettingsShown)
    shown = valued(office, "li")
    assert (shown.service, shown.profit) == (cny(200), cny(35_800))
    assert shown.future is not None
    assert shown.future.left.amount == pytest.approx(bare.future.left.amount * Decimal("0.3") - 191, abs=1)


def test_the_year_ahead_by_its_own_rhythm(office: Office) -> None:
    """Of regular orders as many as so far; of who is silent too long, or too new, nothing is foretold."""
    fill(office)
    future = valued(office, "li").future
    assert future is not None
    assert (future.buyers, future.quiet) == (0, None)
    assert future.purchases == pytest.approx(365 / (490 / 3))
    assert future.each == cny(40_000)
    assert valued(office, "tom", ACME).future is None
    office.later(days=200)
    assert valued(office, "li").future is None


def test_the_year_ahead_by_what_all_have_taught(office: Office) -> None:
    habits(office)
    with office.work() as work:
        sums = ((10, "380"), (110, "420"), (210, "350"), (500, "500"))
        work.add(*(order("taihe", ago(days), amount) for days, amount in sums))
    future = valued(office, "li").future
    assert future is not None
    assert future.buyers == 151
    assert future.repeaters > 80
    assert future.quiet is not None
    assert 0 < future.quiet < 100
    reckon(office)
    kept = valued(office, "li").future
    assert kept is not None
    assert kept.purchases == pytest.approx(future.purchases, rel=0.01)


def test_payments_that_are_usually_late(office: Office) -> None:
    with office.work() as work:
        work.add(replace(order("taihe", ago(60), "900"), pay_by=ago(30)))
    shown = valued(office, "li")
    assert (shown.overdue, shown.days_late) == ((cny(900),), 30)
    assert valued(office, "han").overdue == ()


def spread(office: Office, who: str, scope: Scope | None = None) -> ValuesShown:
    return office.does(who, Value(scope=scope), ValuesShown)


def test_how_revenue_is_spread_and_whose_it_is(office: Office) -> None:
    fill(office)
    shown = spread(office, "wang")
    assert [(each.tier, each.accounts, each.value) for each in shown.classes] == [
        ("A", 1, cny(120_000)),
        ("C", 1, cny(3000)),
        ("", 1, cny(0)),
    ]
    assert shown.classes[0].value_share == pytest.approx(120 / 123)
    assert [(each.owner, each.counts) for each in shown.owners] == [
        ("李雷", (("A", 1),)),
        ("Tom", (("C", 1),)),
        ("", (("", 1),)),
    ]
    assert shown.unvalued == 1
    assert [each.owner for each in spread(office, "ann").owners] == ["李雷", "Tom"]


def test_a_rep_sees_their_own(office: Office) -> None:
    fill(office)
    shown = spread(office, "tom", scope=Scope.ALL)
    assert (shown.asked.scope, shown.asked.narrowed) == (Scope.ME, True)
    assert [(each.tier, each.value) for each in shown.classes] == [("C", cny(3000))]
    with pytest.raises(NotAllowed):
        office.does("li", Attention(person=Mention("Tom", "tom")), AttentionShown)


def top(office: Office, who: str, **slots: object) -> TopShown:
    return office.does(who, TopCustomers(**slots), TopShown)  # type: ignore[arg-type]


def test_the_best_by_exactly_four_factors(office: Office) -> None:
    fill(office)
    with office.work() as work:
        late = replace(order("taihe", ago(90), "1000"), pay_by=ago(60), qty=Decimal(5))
        work.add(late)
    shown = top(office, "ann", most=10)
    assert [factor for factor, _ in shown.weights] == [*Factor]
    assert [share for _, share in shown.weights] == [40, 20, 20, 20]
    first, second = shown.lines
    assert (first.customer.short, first.value, first.volume) == ("泰禾", cny(121_000), Decimal(8))
    assert (first.overdue, second.overdue) == (cny(1000), None)
    assert [first.cycle, second.cycle] == pytest.approx([490 / 4, 10])
    assert [each.points for each in shown.lines] == pytest.approx([55, 45])
    assert (shown.unvalued, shown.compared, shown.cut) == (1, 2, False)


def test_the_weights_can_be_set(office: Office) -> None:
    fill(office)
    office.does("ann", Settings(setting="top_weights", value="10 10 10 70"), SettingsShown)
    shown = top(office, "ann", most=2)
    assert [each.customer.short for each in shown.lines] == ["Acme", "泰禾"]
    assert shown.weights[-1] == (Factor.CYCLE, 70)


@pytest.mark.parametrize(
    ("setting", "value", "why"),
    [
        ("margin", "0", "not_a_percentage"),
        ("margin", "很多", "not_a_percentage"),
        ("discount_rate", "101", "not_a_percentage"),
        ("touch_cost", "-5", "not_an_amount"),
        ("touch_cost", "0.001", "not_an_amount"),
        ("touch_cost", "5 USD", "no_rate"),
        ("top_weights", "1 2 3", "weights"),
        ("top_weights", "0 0 0 0", "weights"),
    ],
)
def test_settings_that_make_no_sense(office: Office, setting: str, value: str, why: str) -> None:
    with pytest.raises(BadSlot) as refused:
        office.does("wang", Settings(setting=setting, value=value), SettingsShown)
    assert refused.value.facts["why"] == why


@pytest.mark.parametrize("setting", ["margin", "touch_cost", "discount_rate", "top_weights"])
def test_reps_do_not_set_by_what_customers_are_valued(office: Office, setting: str) -> None:
    with pytest.raises(NotAllowed):
        office.does("li", Settings(setting=setting, value="10"), SettingsShown)


def test_settings_are_kept_and_can_be_dropped(office: Office) -> None:
    for setting, value in (
        ("margin", "32.5%"),
        ("touch_cost", "120"),
        ("discount_rate", "8"),
        ("top_weights", "4 3 2 1"),
    ):
        office.does("wang", Settings(setting=setting, value=value), SettingsShown)
    with office.work() as work:
        policy = work.workspace.policy.value
    assert (policy.margin, policy.touch_cost, policy.discount) == (Decimal("32.5"), cny(120), Decimal(8))
    assert policy.weights == TopWeights(4, 3, 2, 1)
    office.does("wang", Settings(setting="margin", value="取消"), SettingsShown)
    office.does("wang", Settings(setting="touch_cost", value="off"), SettingsShown)
    with office.work() as work:
        assert (work.workspace.policy.value.margin, work.workspace.policy.value.touch_cost) == (None, None)


def test_a_period_a_product_a_colleague(office: Office) -> None:
    fill(office)
    with office.work() as work:
        work.add(replace(order("acme", ago(5), "777"), product="A款"))
    march = Period(date(2026, 3, 1), date(2026, 4, 1))
    shown = top(office, "ann", period=march)
    assert [(each.customer.short, each.value) for each in shown.lines] == [("Acme", cny(777))]
    assert shown.period.end == date(2026, 3, 10)
    assert [each.value for each in top(office, "ann", product=Mention("a款")).lines] == [cny(777)]
    toms = top(office, "ann", person=Mention("Tom", "tom"))
    assert (toms.asked.whose, [each.customer.short for each in toms.lines]) == ("Tom", ["Acme"])


def test_more_by_and_by(office: Office) -> None:
    with office.work() as work:
        work.add(*_accounts(20))
        work.add(*(order(f"n{n:02}", ago(5), str(100 + n)) for n in range(20)))
    first = top(office, "wang", most=18)
    rest = top(office, "wang", most=18, start=16)
    assert (len(first.lines), first.listed, first.compared) == (8, 18, 20)
    assert [each.customer.name for each in rest.lines] == ["n03", "n02"]
    assert (top(office, "wang").listed, top(office, "wang").best) == (4, 4)


def _accounts(count: int) -> Sequence[object]:
    return [
        Customer(id=CustomerId(f"n{n:02}"), name=f"n{n:02}", owner_id=MemberId("li"), created_at=MONDAY)
        for n in range(count)
    ]


def attention(office: Office, who: str, **slots: object) -> AttentionShown:
    return office.does(who, Attention(**slots), AttentionShown)  # type: ignore[arg-type]


def test_where_the_attention_goes(office: Office) -> None:
    fill(office)
    shown = attention(office, "ann")
    (neglected,), (over_served,) = shown.neglected, shown.over_served
    assert (neglected.name, neglected.tier, neglected.touches) == ("泰禾", "A", 1)
    assert (over_served.name, over_served.tier, over_served.touches) == ("Acme", "C", 29)
    assert over_served.touch_share == pytest.approx(29 / 30)
    assert over_served.value_share == pytest.approx(3 / 123)
    assert over_served.log_ratio == pytest.approx(5.047, abs=0.001)
    assert [(each.tier, each.touches) for each in shown.classes] == [("A", 1), ("C", 29)]
    assert attention(office, "wang").touches == 31


def test_touches_of_a_period_against_revenue_of_the_year(office: Office) -> None:
    fill(office)
    february = Period(date(2026, 2, 1), date(2026, 3, 1))
    shown = attention(office, "ann", period=february)
    assert shown.touches == 21
    assert shown.classes[0].value == cny(120_000)
    assert [each.name for each in shown.neglected] == ["泰禾"]
    one = attention(office, "ann", customer=ACME, period=february).one
    assert one is not None
    assert (one.touches, one.touch_share) == (21, 1.0)


def test_a_large_workspace_is_told_to_wait_and_then_reads_the_same(office: Office) -> None:
    fill(office)
    shown = attention(office, "ann")
    with office.work() as work:
        few = replace(ValuePolicy(), live_accounts=2, most_ranked=1)
        work.save(replace(work.workspace, policy=replace(work.workspace.policy, value=few)))
    for asked in (Value(), Attention(), Attention(customer=TAIHE)):
        office.does("ann", asked, NotReckoned)
    bare = valued(office, "li")
    assert (bare.worth.revenue, bare.worth.tier, bare.place) == (cny(120_000), "", 0)
    best = top(office, "ann")
    assert ([each.customer.short for each in best.lines], best.cut) == (["泰禾"], True)
    reckon(office)
    assert replace(attention(office, "ann"), loudest=()) == replace(shown, loudest=())
    assert valued(office, "li").worth.tier == "A"


def test_the_demo_tells_of_a_loud_small_customer(store: SqlStore) -> None:
    with store.work(HOME) as work:
        work.add(replace(story.workspace(MONDAY), id=HOME))
        story.load(work, MONDAY)
    with Office(store).turn("ann") as turn:
        shown = _asked(Attention(), turn)
    loud = shown.over_served[0] if shown.over_served[0].name == "小满" else shown.over_served[-1]
    assert (loud.name, loud.tier) == ("小满", "C")
    assert loud.touch_share > 1 / 3
    assert loud.value_share < 0.02


def _asked(command: Attention, turn: Turn) -> AttentionShown:
    found = handle(command, turn)
    assert isinstance(found, AttentionShown)
    return found


def test_service_people_see_amounts_too(office: Office) -> None:
    fill(office)
    with office.work() as work:
        work.add(Member(id=MemberId("fang"), name="方洁", role=Role.SERVICE, created_at=MONDAY))
    assert valued(office, "fang").worth.revenue == cny(120_000)
