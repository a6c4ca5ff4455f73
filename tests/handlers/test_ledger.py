"""The ledger of promises: joined, replaced, contradicted, traced, counted, warned of."""

from dataclasses import replace

import pytest

from bot.domain.audit import Undo, Undone
from bot.domain.base import CustomerId, Mention, ProductId
from bot.domain.errors import ChangedSince, Question
from bot.domain.keeping import KeptRate, KeptRateShown, Tally
from bot.domain.money import Money
from bot.domain.products import Product
from bot.domain.promises import (
    CheckPromises,
    CustomerPromise,
    CustomerPromised,
    KeepPromise,
    MakePromise,
    MovePromise,
    PartPromises,
    Promise,
    PromiseClosed,
    PromiseMade,
    PromiseMoved,
    PromisesChecked,
    PromisesParted,
    PromiseState,
    PromiseTraced,
    Risky,
    TracePromise,
    Turned,
)
from bot.domain.reminders import ReminderSet, ReminderState, SetReminder
from bot.domain.routines import PromiseContradicted, PromiseWarned, PushKind
from tests.handlers.office import MONDAY, Office, on

TAIHE, HUALIAN = Mention("泰禾"), Mention("华联")
A_KUAN = Mention("A款", "a-kuan", "A款")


def promise(what: str = "送样", due: str = "2026-03-13", **slots: object) -> MakePromise:
    return MakePromise(**{"customer": TAIHE, "what": what, "due": on(due) if due else None, **slots})  # type: ignore[arg-type]


def meant(one: Promise) -> Mention:
    return Mention(one.what, one.id, one.what)


def stands(office: Office, one: Promise) -> Promise:
    with office.work() as work:
        found = work.get(Promise, one.id)
    assert found is not None
    return found


def ledger(office: Office, who: str = "ann") -> PromisesChecked:
    return office.does(who, CheckPromises(customer=TAIHE), PromisesChecked)


def a_kuan(office: Office, **facts: object) -> None:
    with office.work() as work:
        product = Product(id=ProductId("a-kuan"), name="A款", created_at=MONDAY)
        work.add(replace(product, **facts))  # type: ignore[arg-type]


def test_a_repetition_is_one_line_with_both_names(office: Office) -> None:
    office.does("li", promise(), PromiseMade)
    office.does("han", promise("寄样品"), PromiseMade)
    shown = ledger(office)
    assert shown.total == 1
    assert [(line.by, [each.name for each in line.also]) for line in shown.lines] == [("李雷", ["韩梅"])]


def test_closing_one_closes_all_that_repeat_it(office: Office) -> None:
    first = office.does("li", promise(), PromiseMade).promise
    second = office.does("han", promise("寄样品"), PromiseMade).promise
    office.does(
        "han", SetReminder(what="送样", due=on("2026-03-12", "09:00"), promise=second.id), ReminderSet
    )
    office.does("han", KeepPromise(promise=meant(second)), PromiseClosed, said="样品送到了")
    assert [stands(office, each).state for each in (first, second)] == [PromiseState.KEPT] * 2
    assert [(each.turned, each.said, each.member_id) for each in stands(office, first).evidence] == [
        (Turned.KEPT, "样品送到了", "han")
    ]
    with office.work() as work:
        assert [each.state for each in work.reminders.of_promise(second.id)] == [ReminderState.CANCELLED]


def test_a_day_that_only_the_second_knows_counts_for_both(office: Office) -> None:
    first = office.does("li", promise(due=""), PromiseMade).promise
    office.does("han", promise("寄样品"), PromiseMade)
    assert stands(office, first).due == on("2026-03-13")
    with pytest.raises(ChangedSince):
        office.does("li", Undo(), Undone)


def test_what_repeats_a_promise_that_was_undone_stands_for_itself(office: Office) -> None:
    office.does("li", promise(), PromiseMade)
    office.does("han", promise("寄样品"), PromiseMade)
    office.does("li", Undo(), Undone)
    assert [(line.by, line.also) for line in ledger(office).lines] == [("韩梅", ())]


def test_the_later_word_of_the_same_person_counts(office: Office) -> None:
    old = office.does("li", promise(), PromiseMade).promise
    reminder = SetReminder(what="送样", due=on("2026-03-12", "09:00"), promise=old.id)
    office.does("li", reminder, ReminderSet)
    new = office.does("li", promise("寄样品", "2026-03-18"), PromiseMade)
    assert new.replaces is not None
    assert (stands(office, old).state, stands(office, old).superseded_by) == (
        PromiseState.SUPERSEDED,
        new.promise.id,
    )
    with office.work() as work:
        assert [each.what for each in work.reminders.of_promise(new.promise.id)] == ["送样"]
    assert [line.promise.id for line in ledger(office).lines] == [new.promise.id]


def test_what_the_later_word_does_not_say_is_kept(office: Office) -> None:
    office.does("li", promise(amount=Money.parse("3000", "CNY")), PromiseMade)
    again = office.does("li", promise("寄样品", ""), PromiseMade).promise
    assert (again.due, again.amount) == (on("2026-03-13"), Money.parse("3000", "CNY"))


def test_undoing_the_later_word_restores_the_earlier(office: Office) -> None:
    old = office.does("li", promise(), PromiseMade).promise
    office.does("li", promise("寄样品", "2026-03-18"), PromiseMade)
    office.does("li", Undo(), Undone)
    assert stands(office, old) == old


def test_a_contradiction_is_shown_to_all_and_told_once(office: Office) -> None:
    office.does("li", promise(), PromiseMade)
    second = office.does("han", promise("寄样品", "2026-03-20"), PromiseMade)
    assert [tuple(map(str, each.kinds)) for each in second.against] == [("date",)]
    assert [each.first.by for each in ledger(office).against] == ["李雷"]
    told = office.told("li", PushKind.PROMISE_CONTRADICTED, second.promise.id)
    assert isinstance(told, PromiseContradicted)


def pushed(office: Office, who: str, command: MakePromise | MovePromise) -> list[tuple[str, str]]:
    return sorted((member, kind) for member, kind, _ in office.pushes(command, who))


def test_both_givers_and_their_manager_are_told_but_not_the_speaker(office: Office) -> None:
    office.does("li", promise(), PromiseMade)
    told = pushed(office, "han", promise("寄样品", "2026-03-20"))
    assert told == [("ann", "promise_contradicted"), ("li", "promise_contradicted")]


def test_a_contradiction_that_was_settled_is_not_told_any_more(office: Office) -> None:
    first = office.does("li", promise(), PromiseMade).promise
    second = office.does("han", promise("寄样品", "2026-03-20"), PromiseMade).promise
    office.does("li", KeepPromise(promise=meant(first), outcome=PromiseState.CANCELLED), PromiseClosed)
    assert office.told("ann", PushKind.PROMISE_CONTRADICTED, second.id) is None


def test_moved_to_the_same_day_two_become_one(office: Office) -> None:
    office.does("li", promise(), PromiseMade)
    second = office.does("han", promise("寄样品", "2026-03-20"), PromiseMade).promise
    moved = office.does("han", MovePromise(promise=meant(second), due=on("2026-03-13")), PromiseMoved)
    assert moved.agrees is not None
    assert (ledger(office).total, ledger(office).against) == (1, ())


def test_two_matters_are_kept_apart_for_good(office: Office) -> None:
    first = office.does("li", promise(), PromiseMade).promise
    second = office.does("han", promise("寄样品"), PromiseMade).promise
    office.does("han", PartPromises(promise=meant(second), other=meant(first)), PromisesParted)
    assert ledger(office).total == 2
    office.does("han", MovePromise(promise=meant(second), due=on("2026-03-20")), PromiseMoved)
    assert ledger(office).against == ()


def test_parting_brings_back_what_was_replaced(office: Office) -> None:
    old = office.does("li", promise(), PromiseMade).promise
    new = office.does("li", promise("寄样品", "2026-03-18"), PromiseMade).promise
    office.does("li", PartPromises(promise=meant(new), other=meant(old)), PromisesParted)
    assert (stands(office, old).open, ledger(office).total) == (True, 2)


def test_two_customers_cannot_both_be_exclusive(office: Office) -> None:
    a_kuan(office)
    office.does("li", promise("A款华东独家", "", product=A_KUAN), PromiseMade)
    other = office.does("han", promise("A款华东独家", "", product=A_KUAN, customer=HUALIAN), PromiseMade)
    assert [(each.customer, each.first.by) for each in other.against] == [("泰禾", "李雷")]


def test_theirs_heard_on_two_days_contradict(office: Office) -> None:
    office.does("li", CustomerPromise(customer=TAIHE, what="付款", due=on("2026-03-16")), CustomerPromised)
    later = CustomerPromise(customer=TAIHE, what="打款", due=on("2026-03-30"))
    assert len(office.does("han", later, CustomerPromised).against) == 1


def test_sources_are_told_in_their_order(office: Office) -> None:
    first = office.does("li", promise(), PromiseMade, said="答应泰禾周五前送样").promise
    office.later(hours=1)
    office.does("li", MovePromise(promise=meant(first), due=on("2026-03-16")), PromiseMoved, said="改到周一")
    office.later(hours=1)
    office.does("li", KeepPromise(promise=meant(first)), PromiseClosed, said="送到了")
    traced = office.does("ann", TracePromise(customer=TAIHE, what="样品"), PromiseTraced)
    assert [(each.said, each.turned) for each in traced.sources] == [
        ("答应泰禾周五前送样", None),
        ("改到周一", Turned.MOVED),
        ("送到了", Turned.KEPT),
    ]


def test_which_of_several_is_asked(office: Office) -> None:
    office.does("li", promise(), PromiseMade)
    office.does("li", promise("寄合同"), PromiseMade)
    with pytest.raises(Question):
        office.does("ann", TracePromise(customer=TAIHE), PromiseTraced)


def test_kept_rates_count_what_came_due(office: Office) -> None:
    for what, outcome in (("送样", "kept"), ("寄合同", "broken"), ("培训", "cancelled"), ("出方案", "")):
        made = office.does("li", promise(what), PromiseMade).promise
        if outcome:
            close = KeepPromise(promise=meant(made), outcome=PromiseState(outcome))
            office.does("li", close, PromiseClosed)
    office.later(days=7)
    shown = office.does("ann", KeptRate(by=Mention("李雷")), KeptRateShown)
    assert [each.tally for each in shown.lines] == [Tally(kept=1, broken=1, overdue=1)]
    with_taihe = office.does("han", KeptRate(customer=TAIHE), KeptRateShown)
    assert [each.tally.settled for each in with_taihe.lines] == [3, 0]


def test_a_manager_sees_the_rates_of_their_people_a_rep_their_own(office: Office) -> None:
    for who in ("li", "tom"):
        made = office.does(who, promise(f"{who} sends samples"), PromiseMade).promise
        office.does(who, KeepPromise(promise=meant(made)), PromiseClosed)
    assert {each.name for each in office.does("ann", KeptRate(), KeptRateShown).lines} == {"李雷", "Tom"}
    assert [each.name for each in office.does("tom", KeptRate(), KeptRateShown).lines] == ["Tom"]


def test_overdue_ones_of_ones_people_only(office: Office) -> None:
    office.does("li", promise(), PromiseMade)
    office.does("li", promise("寄合同", "2026-03-31"), PromiseMade)
    office.later(days=7)
    for who, count in (("ann", 1), ("wang", 1), ("li", 1), ("tom", 0)):
        shown = office.does(who, CheckPromises(all=True, late=True), PromisesChecked)
        assert (shown.total, len(shown.lines)) == (count, count), who


@pytest.mark.parametrize(
    ("what", "due", "why"),
    [
        ("尽快发报告", "", Risky.VAGUE),
        ("交货100台", "2026-03-13", Risky.EARLY),
        ("安装不收费", "", Risky.RESTRICTED),
        ("打八折", "", Risky.BELOW_FLOOR),
    ],
)
def test_risky_promises_are_kept_and_warned_of(office: Office, what: str, due: str, why: Risky) -> None:
    prices = {"list_price": Money.parse("3000", "CNY"), "floor_price": Money.parse("2500", "CNY")}
    a_kuan(office, lead_days=15, **prices)
    made = office.does("li", promise(what, due, product=A_KUAN), PromiseMade)
    assert [each.why for each in made.warnings] == [why]
    assert made.told == (() if why is Risky.VAGUE else ("Ann",))
    warned = office.told("ann", PushKind.PROMISE_WARNED, made.promise.id)
    assert isinstance(warned, PromiseWarned)


@pytest.mark.parametrize(
    ("what", "due"),
    [
        ("送样", "2026-03-13"),
        ("发检测报告", "2026-03-13"),
        ("不做独家", ""),
        ("打九折", ""),
        ("交货", "2026-04-13"),
    ],
)
def test_ordinary_promises_are_not_warned_of(office: Office, what: str, due: str) -> None:
    prices = {"list_price": Money.parse("3000", "CNY"), "floor_price": Money.parse("2500", "CNY")}
    a_kuan(office, lead_days=15, **prices)
    assert office.does("li", promise(what, due, product=A_KUAN), PromiseMade).warnings == ()


def test_the_amounts_of_others_stay_masked_beside_a_contradiction(office: Office) -> None:
    sums = {"amount": Money.parse("3000", "CNY")}
    office.does("li", promise("安装收费3000", "", **sums), PromiseMade)
    other = office.does("han", promise("免费安装", ""), PromiseMade)
    assert [each.first.promise.amount for each in other.against] == [None]


def test_customer_ids_stay_apart(office: Office) -> None:
    office.does("li", promise(), PromiseMade)
    made = office.does("han", promise(customer=HUALIAN), PromiseMade)
    assert (made.repeats, made.against, made.customer.id) == (None, (), CustomerId("hualian"))
