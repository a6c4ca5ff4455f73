"""The pipeline, forecasts and targets for those who ask: whose numbers, of which days, and what stands behind them."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.domain.audit import Undo, Undone
from bot.domain.base import CustomerId, DealId, MemberId, Mention
from bot.domain.deals import (
    CheckDeals,
    Confidence,
    Deal,
    DealMoved,
    DealsChecked,
    DealState,
    DealTold,
    DealUpdate,
)
from bot.domain.errors import BadSlot, NotAllowed
from bot.domain.forecast import ForecastShown
from bot.domain.moment import Period
from bot.domain.money import Money
from bot.domain.people import Scope, Settings, SettingsShown
from bot.domain.pipeline import (
    DealsBehind,
    Forecast,
    PipelineDetails,
    PipelineParts,
    PipelineShown,
    PipelineStages,
    PipelineSummary,
    Targets,
    View,
)
from bot.domain.targets import TargetSet, TargetsShown
from tests.handlers.office import MONDAY, Office, on

MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))
FIRST_QUARTER = Period(date(2026, 1, 1), date(2026, 4, 1))
TODAY = date(2026, 3, 9)


def cny(amount: int) -> Money:
    return Money(Decimal(amount), "CNY")


def deal(number: int, who: str, opened: int, closed: int | None = None, **facts: object) -> Deal:
    """Opened and closed so many days ago, 10,000 each."""
    usual: dict[str, object] = {
        "id": DealId(f"deal{number:03}"),
        "customer_id": CustomerId("taihe"),
        "member_id": MemberId(who),
        "stage": "proposal",
        "amount": cny(10_000),
        "opened_on": TODAY - timedelta(days=opened),
        "closed_on": None if closed is None else TODAY - timedelta(days=closed),
        "recorded_by": MemberId(who),
        "updated_at": MONDAY,
    }
    stage = facts.get("stage")
    state = {"state": DealState(str(stage))} if stage in {"won", "lost"} else {}
    return Deal(**{**usual, **state, **facts})  # type: ignore[arg-type]


def past() -> Iterator[Deal]:
    """24 decided deals with cycles of 10 to 33 days, every second one won; six of the wins of the last 90 days."""
    for number in range(24):
        won, closed = number % 2 == 0, 5 + number * 14
        who, reason = ("li", "") if won else ("han", "价格太高" if number % 4 == 1 else "")
        yield deal(number, who, closed + 10 + number, closed, stage="won" if won else "lost", reason=reason)


@pytest.fixture
def busy(office: Office) -> Office:
    """Live, stalled and dead deals of 李雷 and 韩梅, one without an amount, and a history of 24."""
    with office.work() as work:
        work.add(*past())
        work.add(
            deal(100, "li", 5, confidence=Confidence.COMMIT, close_day=date(2026, 3, 25), product="A款"),
            deal(101, "li", 31, confidence=Confidence.BEST_CASE, stage="negotiation", origin="展会"),
            deal(102, "han", 40, customer_id=CustomerId("acme"), close_day=date(2026, 3, 1)),
            deal(103, "han", 3, amount=None, stage="lead"),
        )
    return office


def test_the_team_of_a_manager_with_what_is_live_stalled_and_dead(busy: Office) -> None:
    shown = busy.does("ann", PipelineSummary(period=MARCH), PipelineShown)
    found = shown.summary
    assert (shown.whose.scope, shown.leads, shown.day) == (Scope.TEAM, True, TODAY + timedelta(days=1))
    assert (found.limit, found.longest, found.past) == (31, 33, 24)
    assert [each.count for each in (found.open, found.live, found.stalled, found.dead)] == [4, 2, 1, 1]
    assert (found.open.value, found.open.unvalued) == (3_000_000, 1)
    assert [(each.stage, each.all.count, each.stalled) for each in found.stages] == [
        ("lead", 1, 0),
        ("proposal", 2, 1),
        ("negotiation", 1, 1),
    ]
    assert (found.new.count, found.won.count, found.lost.count, found.passed) == (2, 1, 0, 1)
    assert (found.rate.good, found.rate.of) == (4, 7)
    low, high = found.rate.likely()
    assert low < 4 / 7 < high
    assert found.velocity == pytest.approx(2 * 4 / 7 * 1_000_000 / found.cycle)  # type: ignore[operator]


def test_reps_see_their_own_and_only_that(busy: Office) -> None:
    own = busy.does("li", PipelineSummary(), PipelineShown)
    assert (own.whose.scope, own.whose.narrowed, own.leads) == (Scope.ME, False, False)
    assert (own.summary.open.count, own.period) == (2, FIRST_QUARTER)
    wider = busy.does("li", PipelineSummary(scope=Scope.TEAM), PipelineShown)
    assert (wider.whose.narrowed, wider.summary.open.count) == (True, 2)
    for command in (PipelineSummary, Forecast, Targets):
        with pytest.raises(NotAllowed):
            busy.does("li", command(person=Mention("韩梅")), PipelineShown)
    assert busy.does("ann", PipelineSummary(person=Mention("韩梅")), PipelineShown).summary.open.count == 2
    assert busy.does("wang", PipelineSummary(), PipelineShown).whose.scope is Scope.ALL


def test_by_product_by_source_and_by_both_people(busy: Office) -> None:
    of_a = busy.does("ann", PipelineSummary(product=Mention("a款")), PipelineShown)
    from_fair = busy.does("ann", PipelineSummary(source="展会"), PipelineShown)
    assert (of_a.summary.open.count, from_fair.summary.open.count) == (1, 1)
    parts = {
        view: busy.does("ann", PipelineDetails(asked=PipelineSummary(), view=view), PipelineParts).groups
        for view in (View.PEOPLE, View.PRODUCTS, View.SOURCES)
    }
    assert {(each.name, each.live.count, each.stalled) for each in parts[View.PEOPLE]} == {
        ("李雷", 1, 1),
        ("韩梅", 1, 1),
    }
    assert {each.key for each in parts[View.PRODUCTS]} == {"A款", ""}
    assert {each.key for each in parts[View.SOURCES]} == {"展会", ""}


@pytest.mark.parametrize(
    ("view", "stage", "ids"),
    [
        (View.STALLED, "", ["deal102", "deal101"]),
        (View.SLIPPED, "", ["deal102"]),
        (View.STAGE, "proposal", ["deal102", "deal100"]),
    ],
)
def test_what_stands_behind_a_figure(busy: Office, view: View, stage: str, ids: list[str]) -> None:
    asked = PipelineDetails(asked=PipelineSummary(period=MARCH), view=view, stage=stage)
    shown = busy.does("ann", asked, DealsBehind)
    assert [each.deal.id for each in shown.lines] == ids
    assert shown.total.count == len(ids)


def test_why_deals_were_lost(busy: Office) -> None:
    asked = PipelineDetails(asked=PipelineSummary(), view=View.LOST)
    shown = busy.does("ann", asked, DealsBehind)
    assert {each.deal.state for each in shown.lines} == {DealState.LOST}
    assert dict(shown.reasons) == {"价格太高": 1, "": 1}
    stages = busy.does("ann", PipelineDetails(asked=PipelineSummary(), view=View.STAGES), PipelineStages)
    assert [each.stage for each in stages.stages] == ["lead", "proposal", "negotiation"]


def test_a_period_that_is_over_is_told_as_of_its_end(busy: Office) -> None:
    february = Period(date(2026, 2, 1), date(2026, 3, 1))
    shown = busy.does("ann", PipelineSummary(period=february), PipelineShown)
    assert (shown.day, shown.summary.open.count) == (date(2026, 3, 1), 3)
    early = busy.does("ann", PipelineSummary(as_of=date(2026, 1, 2)), PipelineShown)
    assert early.period == FIRST_QUARTER
    assert early.summary.past < shown.summary.past


def test_slips_come_from_the_moves(busy: Office) -> None:
    update = DealUpdate(customer=Mention("泰禾"), deal=Mention("", "deal100"), close_date=on("2026-04-30"))
    busy.does("li", update, DealMoved, said="推迟到四月底")
    shown = busy.does("ann", PipelineSummary(period=MARCH), PipelineShown)
    assert (shown.summary.slipped, shown.summary.passed) == (1, 1)
    behind = busy.does("ann", PipelineDetails(asked=shown.asked, view=View.SLIPPED), DealsBehind)
    assert {each.deal.id for each in behind.lines} == {"deal100", "deal102"}


def test_amounts_of_others_customers_stay_starred_in_lists(busy: Office) -> None:
    with busy.work() as work:
        work.add(deal(104, "li", 2, customer_id=CustomerId("acme"), stage="lead"))
    asked = PipelineDetails(asked=PipelineSummary(), view=View.STAGE, stage="lead")
    (line,) = busy.does("li", asked, DealsBehind).lines
    assert line.masked
    lines = busy.does("ann", asked, DealsBehind).lines
    assert not any(each.masked for each in lines)


def test_other_currencies_count_at_the_stated_rate_only(busy: Office) -> None:
    with busy.work() as work:
        work.add(deal(105, "li", 1, amount=Money(Decimal(1000), "USD")))
    found = busy.does("li", PipelineSummary(), PipelineShown).summary.open
    assert (found.value, found.unvalued) == (2_000_000, 1)
    busy.does("wang", Settings(setting="rate", value="1 USD = 7.2 CNY"), SettingsShown)
    found = busy.does("li", PipelineSummary(), PipelineShown).summary.open
    assert (found.value, found.unvalued) == (2_720_000, 0)


def test_two_forecasts_with_what_is_marked(busy: Office) -> None:
    shown = busy.does("ann", Forecast(period=MARCH), ForecastShown)
    found = shown.outlook
    assert (found.won.value, found.commit.value, found.best_case.value) == (1_000_000, 2_000_000, 3_000_000)
    assert found.run_rate is None
    assert found.hazard is not None
    assert found.won.value < found.hazard < found.won.value + found.live.value
    assert found.hazard_tried.days > 0
    assert shown.least == (20, 5)


def test_too_few_past_deals_give_no_number(office: Office) -> None:
    with office.work() as work:
        work.add(deal(1, "li", 3), deal(2, "li", 30, 2, stage="won"))
    found = office.does("ann", Forecast(), ForecastShown).outlook
    assert (found.run_rate, found.hazard, found.past) == (None, None, 1)
    summary = office.does("ann", PipelineSummary(), PipelineShown).summary
    assert (summary.limit, summary.live.count, summary.stalled.count) == (None, 1, 0)


def test_a_manager_sets_targets_for_their_people_and_it_can_be_undone(busy: Office) -> None:
    team = busy.does("ann", Targets(period=MARCH, amount=cny(50_000)), TargetSet)
    assert (team.target.member_id, team.target.team, team.before) == ("ann", True, None)
    one = busy.does("ann", Targets(period=MARCH, amount=cny(20_000), person=Mention("李雷")), TargetSet)
    assert (one.target.member_id, one.target.team, one.name) == ("li", False, "李雷")
    more = busy.does("ann", Targets(period=MARCH, amount=cny(60_000)), TargetSet)
    assert (more.before, more.target.amount) == (cny(50_000), cny(60_000))
    shown = busy.does("ann", Targets(), TargetsShown)
    assert (shown.period, shown.aim and shown.aim.amount, shown.won.value) == (MARCH, cny(60_000), 1_000_000)
    assert shown.coverage == pytest.approx(1_000_000 / (6_000_000 - 1_000_000))
    assert [(each.name, each.aim) for each in shown.people] == [("李雷", cny(20_000))]
    assert busy.does("li", Targets(), TargetsShown).aim.amount == cny(20_000)  # type: ignore[union-attr]
    assert busy.does("ann", Undo(), Undone).counts == (("target", 1),)
    assert busy.does("ann", PipelineSummary(period=MARCH), PipelineShown).target == cny(50_000)


def test_without_a_target_of_its_own_a_team_has_those_of_its_people(busy: Office) -> None:
    for who, amount in (("李雷", 20_000), ("韩梅", 30_000)):
        busy.does("ann", Targets(period=FIRST_QUARTER, amount=cny(amount), person=Mention(who)), TargetSet)
    shown = busy.does("ann", Targets(), TargetsShown)
    assert shown.aim
    assert (shown.period, shown.aim.amount, shown.aim.people) == (FIRST_QUARTER, cny(50_000), 2)
    assert busy.does("wang", Targets(), TargetsShown).aim == shown.aim
    everybody = busy.does("wang", Targets(period=FIRST_QUARTER, amount=cny(90_000)), TargetSet)
    assert (everybody.target.member_id, everybody.target.team) == ("", True)
    assert busy.does("wang", Targets(), TargetsShown).aim != shown.aim


def test_who_may_not_set_a_target(busy: Office) -> None:
    with pytest.raises(BadSlot) as refused:
        busy.does("li", Targets(period=MARCH, amount=cny(1)), TargetSet)
    assert refused.value.facts["why"] == "target_rights"
    with pytest.raises(NotAllowed):
        busy.does("ann", Targets(period=MARCH, amount=cny(1), person=Mention("Wang")), TargetSet)
    week = Period(date(2026, 3, 9), date(2026, 3, 16))
    for period, amount, why in ((MARCH, 0, "target"), (week, 5, "target_period")):
        with pytest.raises(BadSlot) as refused:
            busy.does("ann", Targets(period=period, amount=cny(amount)), TargetSet)
        assert refused.value.facts["why"] == why


def test_a_deal_without_a_customer_is_seen_by_who_works_on_it(busy: Office) -> None:
    with busy.work() as work:
        work.add(deal(106, "li", 2, customer_id=CustomerId(""), name="1C1I7A6R"))
    told = busy.does("li", CheckDeals(deal=Mention("", "deal106")), DealTold)
    assert (told.customer, told.line.masked) == (None, False)
    seen = {
        who: busy.does(who, CheckDeals(deal=Mention("", "deal106")), DealTold).line.masked
        for who in ("ann", "wang", "han")
    }
    assert seen == {"ann": False, "wang": False, "han": True}
    own = busy.does("li", CheckDeals(), DealsChecked)
    assert "1C1I7A6R" in {each.deal.name for each in own.lines}


def test_the_day_is_that_of_the_reader(busy: Office) -> None:
    """In New York it is still Sunday, 8 March, when a deal of Monday is told in Shanghai."""
    assert busy.does("tom", PipelineSummary(), PipelineShown).day == TODAY
    assert busy.does("li", PipelineSummary(), PipelineShown).day == TODAY + timedelta(days=1)
