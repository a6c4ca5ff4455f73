from dataclasses import replace
from datetime import date

import pytest

from bot.domain.base import Mention
from bot.domain.errors import BadSlot, NothingFound, Question
from bot.domain.money import Money
from bot.domain.people import Member
from bot.domain.promises import (
    CheckPromises,
    CustomerPromise,
    CustomerPromised,
    KeepPromise,
    MakePromise,
    PromiseClosed,
    PromiseMade,
    PromisesChecked,
    PromiseState,
    Side,
    Standing,
)
from tests.handlers.office import Office, on, utc

TAIHE = Mention("泰禾")


def promise(what: str = "送样", due: str = "2026-03-13", **slots: object) -> MakePromise:
    return MakePromise(**{"customer": TAIHE, "what": what, "due": on(due) if due else None, **slots})  # type: ignore[arg-type]


def test_a_promise_is_due_at_the_end_of_its_day_where_it_was_given(office: Office) -> None:
    ours = office.does("li", promise(), PromiseMade).promise
    toms = office.does("tom", promise(customer=Mention("Acme")), PromiseMade).promise
    assert ours.due_at == utc("2026-03-13T15:59")
    assert toms.due_at == utc("2026-03-14T03:59")


def test_a_promise_without_a_day_is_kept_too(office: Office) -> None:
    assert office.does("li", promise(due=""), PromiseMade).promise.due_at is None


def test_what_a_colleague_promised_before_is_shown_at_once(office: Office) -> None:
    office.does("han", promise("送样品"), PromiseMade)
    office.does("han", promise("报价单"), PromiseMade)
    result = office.does("li", promise("送样"), PromiseMade)
    assert result.repeats is not None
    assert (result.repeats.by, result.repeats.promise.what) == ("韩梅", "送样品")


def test_a_past_day_is_refused(office: Office) -> None:
    with pytest.raises(BadSlot) as caught:
        office.does("li", promise(due="2026-03-06"), PromiseMade)
    assert caught.value.facts == {"slot": "due", "said": "2026-03-06", "why": "past"}


def test_today_is_not_past(office: Office) -> None:
    assert office.does("li", promise(due="2026-03-09"), PromiseMade).promise.due_day == date(2026, 3, 9)


def test_a_colleagues_earlier_promise_may_be_reported_late(office: Office) -> None:
    result = office.does("li", promise(due="2026-03-06", by=Mention("韩梅")), PromiseMade)
    assert (result.by, result.promise.member_id, result.promise.recorded_by) == ("韩梅", "han", "li")


def test_the_only_open_promise_is_the_one_that_was_kept(office: Office) -> None:
    office.does("li", promise(), PromiseMade)
    result = office.does("han", KeepPromise(customer=TAIHE), PromiseClosed)
    assert (result.standing, result.by, result.promise.closed_by) == (Standing.KEPT, "李雷", "han")


def test_kept_after_its_day_is_kept_late(office: Office) -> None:
    office.does("li", promise(), PromiseMade)
    office.later(days=7)
    assert office.does("li", KeepPromise(customer=TAIHE), PromiseClosed).standing is Standing.LATE_KEPT


@pytest.mark.parametrize("outcome", [PromiseState.BROKEN, PromiseState.CANCELLED])
def test_a_promise_may_end_otherwise(office: Office, outcome: PromiseState) -> None:
    office.does("li", promise(), PromiseMade)
    result = office.does("li", KeepPromise(customer=TAIHE, outcome=outcome), PromiseClosed)
    assert result.promise.state is outcome


def test_of_several_the_one_in_these_words_is_meant(office: Office) -> None:
    office.does("li", promise("送样品"), PromiseMade)
    office.does("li", promise("改报价"), PromiseMade)
    assert office.does("li", KeepPromise(customer=TAIHE, what="样品"), PromiseClosed).promise.what == "送样品"


def test_of_several_without_words_one_is_asked_for(office: Office) -> None:
    office.does("li", promise("送样品"), PromiseMade)
    office.does("han", promise("改报价", "2026-03-11"), PromiseMade)
    with pytest.raises(Question) as caught:
        office.does("li", KeepPromise(customer=TAIHE), PromiseClosed)
    assert [(each.name, each.note) for each in caught.value.choices] == [
        ("改报价", "韩梅 · 2026-03-11"),
        ("送样品", "李雷 · 2026-03-13"),
    ]
    assert (caught.value.slot, caught.value.about) == ("promise", "promise")


def test_words_that_fit_none_do_not_close_the_only_one(office: Office) -> None:
    office.does("li", promise("送样品"), PromiseMade)
    with pytest.raises(Question):
        office.does("li", KeepPromise(customer=TAIHE, what="合同"), PromiseClosed)


def test_words_that_say_nothing_mean_the_only_one(office: Office) -> None:
    office.does("tom", promise("revised quote", customer=Mention("Acme")), PromiseMade)
    result = office.does("tom", KeepPromise(customer=Mention("acme"), what="sent it"), PromiseClosed)
    assert result.promise.what == "revised quote"


def test_without_a_customer_ones_own_promise_is_meant(office: Office) -> None:
    office.does("li", promise("送样品"), PromiseMade)
    office.does("han", promise("改报价"), PromiseMade)
    assert office.does("li", KeepPromise(), PromiseClosed).promise.what == "送样品"


def test_nothing_open_is_said(office: Office) -> None:
    with pytest.raises(NothingFound) as caught:
        office.does("li", KeepPromise(customer=TAIHE), PromiseClosed)
    assert caught.value.facts == {"what": "泰禾", "why": "promise"}


def test_a_customer_that_was_only_spoken_of_may_be_the_wrong_one(office: Office) -> None:
    office.does("tom", promise("revised quote", customer=Mention("Acme")), PromiseMade)
    before = Mention("", "taihe", "泰禾集团有限公司")
    assert office.does("tom", KeepPromise(customer=before, what="quote"), PromiseClosed).customer.id == "acme"


def test_a_promise_is_closed_once(office: Office) -> None:
    made = office.does("li", promise(), PromiseMade).promise
    named = KeepPromise(promise=Mention("", made.id, made.what))
    office.does("li", named, PromiseClosed)
    with pytest.raises(NothingFound):
        office.does("li", named, PromiseClosed)


def test_customers_promise_too(office: Office) -> None:
    result = office.does(
        "li", CustomerPromise(customer=TAIHE, what="月底付款", due=on("2026-03-31")), CustomerPromised
    )
    assert (result.promise.side, result.promise.member_id) == (Side.THEIRS, "li")
    kept = office.does("li", KeepPromise(what="付款", side=Side.THEIRS), PromiseClosed)
    assert kept.promise.id == result.promise.id


def test_the_ledger_holds_everybodys_promises(office: Office) -> None:
    office.does("li", promise("送样品"), PromiseMade)
    office.does("han", promise("改报价", "2026-03-10"), PromiseMade)
    office.change("li", left_on=date(2026, 3, 10))
    office.later(days=3)
    result = office.does("ann", CheckPromises(customer=TAIHE), PromisesChecked)
    assert [
        (line.promise.what, line.by, line.by_left, line.standing, line.days_late) for line in result.lines
    ] == [
        ("改报价", "韩梅", False, Standing.OVERDUE, 2),
        ("送样品", "李雷", True, Standing.OPEN, 0),
    ]
    assert result.total == 2


def test_the_ledger_of_one_colleague_goes_over_all_customers(office: Office) -> None:
    office.does("han", promise("改报价"), PromiseMade)
    office.does("han", promise("寄合同", customer=Mention("Acme")), PromiseMade)
    result = office.does("ann", CheckPromises(by=Mention("韩梅")), PromisesChecked)
    assert (result.customer, result.by, result.total) == (None, "韩梅", 2)


def test_the_ledger_of_everybody_goes_over_all_customers_and_colleagues(office: Office) -> None:
    office.does("han", promise("改报价"), PromiseMade)
    office.does("li", promise("寄合同", customer=Mention("Acme")), PromiseMade)
    result = office.does("ann", CheckPromises(all=True), PromisesChecked)
    assert (result.customer, result.by, result.total) == (None, "", 2)
    assert {(line.customer, line.by) for line in result.lines} == {("泰禾", "韩梅"), ("Acme", "李雷")}


def test_amounts_of_others_customers_are_masked(office: Office) -> None:
    amount = Money.parse("800", "CNY")
    office.does("li", promise(amount=amount), PromiseMade)

    def seen(who: str, *, group: bool = False) -> Money | None:
        ledger = office.does(who, CheckPromises(customer=TAIHE), PromisesChecked, group=group)
        assert ledger.lines[0].masked is (ledger.lines[0].promise.amount is None)
        return ledger.lines[0].promise.amount

    assert [seen(each) for each in ("li", "han", "ann", "wang")] == [amount, None, amount, amount]
    assert seen("li", group=True) is None


def test_namesakes_among_colleagues_are_told_apart(office: Office) -> None:
    with office.work() as work:
        tom = work.get(Member, "tom")
        assert tom is not None
        work.add(replace(tom, id="tom2"))  # type: ignore[arg-type]
    with pytest.raises(Question) as caught:
        office.does("li", promise(by=Mention("Tom")), PromiseMade)
    assert (caught.value.about, len(caught.value.choices)) == ("colleague", 2)


@pytest.mark.parametrize(
    ("who", "discreet"), [("li", False), ("han", True), ("ann", False), ("wang", False), ("tom", True)]
)
def test_who_reads_sums_in_the_words_of_a_promise(office: Office, who: str, discreet: bool) -> None:
    office.does("li", CustomerPromise(customer=Mention("泰禾"), what="付12万尾款"), CustomerPromised)
    ledger = office.does(who, CheckPromises(customer=Mention("泰禾")), PromisesChecked)
    assert [each.discreet for each in ledger.lines] == [discreet]
