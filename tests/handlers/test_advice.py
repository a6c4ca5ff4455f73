"""Whom to send: from real rows to candidates with reasons."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.domain.advice import Advised, AssignAdvice, Because, Kin
from bot.domain.audit import Undo, Undone
from bot.domain.base import CustomerId, DealId, MemberId, Mention, new_id
from bot.domain.cases import AssignCase, CaseTaken, ComplaintLogged
from bot.domain.complaints import LogComplaint
from bot.domain.customers import Customer
from bot.domain.deals import Deal, DealMoved, DealState, DealUpdate
from bot.domain.errors import BadSlot, NotAllowed, NothingFound
from bot.domain.interactions import InteractionLogged, LogInteraction
from bot.domain.keeping import Tally
from bot.domain.money import Money
from bot.domain.people import Language, Member, Role
from bot.domain.policy import Rate
from bot.domain.promises import KeepPromise, MakePromise, PromiseClosed, PromiseMade, PromiseState
from bot.domain.shares import Share
from bot.handlers import handle
from tests.handlers.office import Office, on

TAIHE, A = Mention("泰禾"), Mention("A款")
TODAY = date(2026, 3, 9)


def cny(amount: int) -> Money:
    return Money(Decimal(amount), "CNY")


def advises(office: Office, who: str = "ann", **slots: object) -> Advised:
    return office.does(who, AssignAdvice(**slots), Advised)  # type: ignore[arg-type]


def names(advised: Advised) -> list[str]:
    return [each.name for each in advised.chosen.ranked]


def touches(office: Office, who: str, day: str) -> None:
    office.does(who, LogInteraction(customer=TAIHE, when=on(day), what="聊了"), InteractionLogged)


def deal(member: str, state: DealState = DealState.WON, **facts: object) -> Deal:
    usual = {
        "id": DealId(new_id()),
        "customer_id": CustomerId("hualian"),
        "member_id": MemberId(member),
        "stage": state if state is not DealState.OPEN else "lead",
        "state": state,
        "opened_on": TODAY - timedelta(days=30),
        "closed_on": None if state is DealState.OPEN else TODAY,
        "recorded_by": MemberId("wang"),
        "updated_at": on("2026-03-09").utc("UTC"),
    }
    return Deal(**{**usual, **facts})  # type: ignore[arg-type]


def joins(office: Office, key: str, name: str, **facts: object) -> None:
    with office.work() as work:
        new = Member(
            id=MemberId(key),
            name=name,
            manager_id=MemberId("ann"),
            created_at=office.now,
            language=Language.ZH,
        )
        work.add(replace(new, **facts))  # type: ignore[arg-type]


def complains(office: Office, what: str = "空调不制冷") -> str:
    return office.does("li", LogComplaint(customer=TAIHE, what=what), ComplaintLogged).line.case.id


def test_the_customer_then_promises_then_load(office: Office) -> None:
    for day in ("2026-03-02", "2026-03-05"):
        touches(office, "han", day)
    office.does("tom", MakePromise(customer=TAIHE, what="送样", due=on("2026-03-09")), PromiseMade, said="x")
    office.does("tom", KeepPromise(customer=TAIHE, what="送样", outcome=PromiseState.KEPT), PromiseClosed)
    advised = advises(office, customer=TAIHE)
    first, second, third = advised.chosen.ranked
    assert (first.name, first.touches, first.last) == ("韩梅", 2, date(2026, 3, 5))
    assert (second.name, second.owner, second.touches) == ("李雷", True, 0)
    assert (third.name, third.kept) == ("Tom", Tally(kept=1))
    assert advised.may_give
    assert advised.private


def test_a_contact_of_more_than_a_year_ago_is_no_relationship(office: Office) -> None:
    touches(office, "han", "2025-03-08")
    touches(office, "tom", "2025-03-10")
    touched = {each.name: each.touches for each in advises(office, customer=TAIHE).chosen.ranked}
    assert touched == {"李雷": 0, "韩梅": 0, "Tom": 1}


def test_who_is_full_is_left_out_with_the_figures(office: Office) -> None:
    with office.work() as work:
        work.add(*(deal("li", DealState.OPEN) for _ in range(9)), deal("han", DealState.OPEN))
    advised = advises(office, customer=TAIHE)
    (out,) = advised.chosen.left_out
    assert (out.candidate.name, out.candidate.load, out.because) == ("李雷", 9, Because.FULL)
    assert advised.chosen.limit == 5
    assert names(advised) == ["Tom", "韩梅"]


def test_a_deal_that_outlived_nearly_all_others_is_no_load(office: Office) -> None:
    with office.work() as work:
        work.add(*(deal("tom", opened_on=TODAY - timedelta(days=20)) for _ in range(10)))
        work.add(deal("li", DealState.OPEN, opened_on=TODAY - timedelta(days=21)))
        work.add(deal("li", DealState.OPEN, opened_on=TODAY - timedelta(days=20)))
    loads = {each.name: each.load for each in advises(office).chosen.ranked}
    assert loads["李雷"] == 1


def test_similar_deals_by_product_else_by_size(office: Office) -> None:
    with office.work() as work:
        work.add(deal("li", product="A款", amount=cny(100)), deal("li", DealState.LOST, product="A款"))
        work.add(deal("han", product="B款", amount=cny(900)))
    by_product = advises(office, product=A, amount=cny(1000))
    assert by_product.kin is Kin.PRODUCT
    assert {each.name: each.similar for each in by_product.chosen.ranked if each.similar.of} == {
        "李雷": Share(1, 2)
    }
    by_size = advises(office, product=Mention("C款"), amount=cny(1000))
    assert by_size.kin is Kin.SIZE
    assert {each.name: each.similar for each in by_size.chosen.ranked if each.similar.of} == {
        "韩梅": Share(1, 1)
    }
    assert advises(office).kin is None


def test_sizes_in_other_currencies_count_at_a_stated_rate(office: Office) -> None:
    with office.work() as work:
        work.add(deal("li", amount=Money(Decimal(100), "USD")))
    assert advises(office, amount=cny(720)).kin is None
    with office.work() as work:
        workspace = work.workspace
        rated = workspace.policy.stating(Rate("USD", "CNY", Decimal("7.2")))
        work.save(replace(workspace, policy=rated))
    assert advises(office, amount=cny(720)).kin is Kin.SIZE


def test_the_only_open_deal_says_product_and_size(office: Office) -> None:
    office.does("li", DealUpdate(customer=TAIHE, product=A, amount=cny(800_000)), DealMoved)
    advised = advises(office, customer=TAIHE)
    assert (advised.product, advised.amount) == ("A款", cny(800_000))
    assert advises(office, "han", customer=TAIHE).amount is None


def test_this_one_is_the_customer_just_spoken_of(office: Office) -> None:
    with office.turn("ann") as turn:
        turn.focus = replace(turn.focus, customer_id=CustomerId("taihe"))
        found = handle(AssignAdvice(what="这个大单派谁"), turn)
        assert isinstance(found, Advised)
        assert found.customer
        other = handle(AssignAdvice(what="大单派谁"), turn)
        assert isinstance(other, Advised)
        assert other.customer is None


def test_managers_see_their_own_people_admins_all_reps_their_colleagues(office: Office) -> None:
    office.change("tom", manager_id=MemberId("wang"))
    assert set(names(advises(office, "ann"))) == {"李雷", "韩梅"}
    assert set(names(advises(office, "wang"))) == {"李雷", "韩梅", "Tom"}
    assert set(names(advises(office, "li"))) == {"李雷", "韩梅"}
    assert names(advises(office, "tom")) == ["Tom"]


def test_a_rep_may_only_give_what_is_theirs(office: Office) -> None:
    assert advises(office, "li", customer=TAIHE).may_give
    assert not advises(office, "han", customer=TAIHE).may_give


def test_who_left_is_told_only_where_the_customer_knows_them(office: Office) -> None:
    touches(office, "li", "2026-03-02")
    office.change("li", left_on=TODAY)
    office.change("tom", left_on=TODAY)
    advised = advises(office, customer=TAIHE)
    assert [(each.candidate.name, each.because) for each in advised.chosen.left_out] == [
        ("李雷", Because.GONE)
    ]
    assert names(advised) == ["韩梅"]


def test_jobs_go_by_skill(office: Office) -> None:
    joins(office, "zhou", "周师傅", role=Role.SERVICE, skills=("空调维修",))
    joins(office, "wu", "吴工", role=Role.SERVICE, skills=("电梯维修",))
    case = complains(office)
    advised = advises(office, customer=TAIHE, what="谁去修泰禾的空调")
    assert (advised.job, names(advised)) == (True, ["周师傅"])
    assert advised.case
    assert advised.case.case.id == case
    assert {each.candidate.name: each.because for each in advised.chosen.left_out} == {
        "吴工": Because.UNSKILLED,
        "李雷": Because.UNSKILLED,
    }


def test_the_words_of_the_complaint_tell_what_is_to_be_done(office: Office) -> None:
    joins(office, "zhou", "周师傅", role=Role.SERVICE, skills=("空调维修",))
    joins(office, "wu", "吴工", role=Role.SERVICE, skills=("电梯维修",))
    complains(office, "电梯不动了")
    assert names(advises(office, customer=TAIHE, what="谁去修")) == ["吴工"]


def test_without_skills_on_record_it_says_so_and_goes_by_the_rest(office: Office) -> None:
    joins(office, "zhou", "周师傅", role=Role.SERVICE)
    complains(office)
    advised = advises(office, customer=TAIHE, what="谁去修泰禾的空调")
    assert (advised.unlisted, names(advised)) == (True, ["李雷", "周师傅"])
    assert [each.load for each in advised.chosen.ranked] == [1, 0]


def test_a_case_is_given_to_a_colleague_and_taken_back(office: Office) -> None:
    joins(office, "zhou", "周师傅", role=Role.SERVICE)
    case = complains(office)
    zhou = Mention("周师傅", "zhou", "周师傅")
    with pytest.raises(NotAllowed):
        office.does("han", AssignCase(case=case, to=zhou), CaseTaken)
    taken = office.does("ann", AssignCase(case=case, to=zhou), CaseTaken)
    assert taken.line.keeper == "周师傅"
    assert office.does("ann", Undo(), Undone).counts == (("complaint", 1),)
    office.change("zhou", left_on=TODAY)
    with pytest.raises(BadSlot):
        office.does("ann", AssignCase(case=case, to=zhou), CaseTaken)
    with pytest.raises(NothingFound):
        office.does("ann", AssignCase(case="x", to=zhou), CaseTaken)


def test_advice_changes_nothing(office: Office) -> None:
    advises(office, customer=TAIHE)
    with office.work() as work:
        customer = work.get(Customer, "taihe")
    assert customer
    assert customer.owner_id == "li"
