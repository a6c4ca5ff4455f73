"""Promises as people read them: noted, kept, looked up, given back after a log."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

from bot.domain.giveback import GivenBack, NextStep
from bot.domain.moment import Moment
from bot.domain.money import Money
from bot.domain.promises import CustomerPromised, PromiseClosed, PromiseMade, PromisesChecked, Standing
from bot.domain.reminders import SetReminder
from bot.language.layouts.lines import line_text
from tests.language.samples import (
    ACME,
    ANN,
    HAN_MEI,
    JANE,
    LEDGER,
    LI_LEI,
    MADE,
    OLD,
    QIAN,
    TAIHE,
    THEIRS,
    TODAY,
    TOM,
    at,
    line,
    reads,
    said,
    told,
)


def test_promise_made() -> None:
    result = PromiseMade(promise=MADE, customer=TAIHE, contact=QIAN, by="李雷", repeats=line(OLD, HAN_MEI))
    assert said(result, LI_LEI) == told(
        "已记下：3月13日周五前给泰禾钱总送样。",
        "韩梅2月20日也答应过“样品”，2月27日周五前，逾期11天还没完成，合成一条记。",
        "[前一天提醒我]",
        "[是两件事]",
    )


def test_promise_made_in_english() -> None:
    result = PromiseMade(
        promise=replace(MADE, customer_id=ACME.id, member_id=ANN.id, what="a revised quote"),
        customer=ACME,
        contact=JANE,
        by="Ann",
    )
    assert said(result, ANN) == told(
        "Noted for Acme (Jane): a revised quote by Fri 13 Mar.",
        "[Remind me the day before]",
    )


def test_promise_of_a_colleague_with_an_hour_in_another_zone() -> None:
    result = PromiseMade(
        promise=replace(MADE, member_id=TOM.id, due_time=time(15), due_at=at(date(2026, 3, 13), 15)),
        customer=TAIHE,
        contact=None,
        by="Tom",
    )
    assert said(result, LI_LEI) == told(
        "已记下：Tom答应3月13日周五15:00前给泰禾送样。",
    )
    assert said(result, TOM) == told(
        "Noted for 泰禾: 送样 by Fri 13 Mar at 3 am.",
        "[Remind me the day before]",
    )


def test_promise_due_today() -> None:
    result = PromiseMade(promise=replace(MADE, due_day=TODAY), customer=TAIHE, contact=None, by="李雷")
    assert said(result, LI_LEI) == told(
        "已记下：今天（3月10日周二）给泰禾送样。",
    )
    assert said(result, ANN) == told(
        "Noted for 泰禾: 送样 today, Tue 10 Mar, promised by 李雷.",
    )


def test_promise_without_a_day() -> None:
    result = PromiseMade(
        promise=replace(MADE, due_day=None, due_at=None), customer=TAIHE, contact=None, by="李雷"
    )
    assert said(result, LI_LEI) == told(
        "已记下：给泰禾送样。",
        "还没说哪天，说一声“周五前”我就补上。",
    )
    assert said(result, ANN) == told(
        "Noted for 泰禾: 送样, promised by 李雷.",
        'No day yet. Just say "by Friday" and I\'ll add it.',
    )


def test_promise_without_words_but_an_amount() -> None:
    result = PromiseMade(
        promise=replace(MADE, what="", amount=Money(Decimal(120_000), "CNY")),
        customer=TAIHE,
        contact=None,
        by="李雷",
    )
    assert said(result, LI_LEI) == told(
        "已记下：李雷答应了泰禾一件事，3月13日周五前，还没说是什么，金额¥12万。",
        "[前一天提醒我]",
    )
    assert said(result, ANN) == told(
        "Noted: 李雷 promised 泰禾 something by Fri 13 Mar, CNY 120,000. You haven't said what.",
    )


def test_promise_of_theirs() -> None:
    result = CustomerPromised(
        promise=replace(THEIRS, amount=Money(Decimal(2800), "CNY")), customer=TAIHE, contact=QIAN
    )
    assert said(result, LI_LEI) == told(
        "已记下：泰禾钱总答应3月31日周二前付尾款，金额¥2,800。",
    )
    assert said(result, ANN) == told(
        "Noted: 泰禾 (钱总) promised: 付尾款 by Tue 31 Mar, CNY 2,800.",
    )


def test_promise_kept_late() -> None:
    result = PromiseClosed(promise=OLD, customer=TAIHE, by="韩梅", standing=Standing.LATE_KEPT)
    assert said(result, LI_LEI) == told(
        "已兑现，不过晚了：给泰禾样品（韩梅2月20日答应的）。",
    )
    assert said(result, ANN) == told(
        "Done, though late: 样品 for 泰禾 (promised by 韩梅 on 20 Feb).",
    )


def test_own_promise_kept() -> None:
    result = PromiseClosed(promise=MADE, customer=TAIHE, by="李雷", standing=Standing.KEPT)
    assert said(result, LI_LEI) == told(
        "已兑现：给泰禾送样。",
    )


def test_their_promise_broken() -> None:
    result = PromiseClosed(promise=THEIRS, customer=TAIHE, by="李雷", standing=Standing.BROKEN)
    assert said(result, LI_LEI) == told(
        "记为没兑现：泰禾答应的“付尾款”。",
    )
    assert said(result, ANN) == told(
        "Marked as broken: 付尾款, promised by 泰禾.",
    )


def test_ledger() -> None:
    result = PromisesChecked(customer=TAIHE, by="", lines=LEDGER, total=12)
    assert said(result, LI_LEI) == told(
        "泰禾的承诺：共12条，2条逾期。",
        "我们答应的",
        "• 逾期11天：样品，2月27日周五前（已离职的韩梅2月20日答应）",
        "• 逾期11天：回复交期，2月27日周五前（你2月20日答应）",
        "• 送样，3月13日周五前（你3月10日答应）",
        "客户答应的",
        "• 付尾款，3月31日周二前（客户3月2日答应，你记的）",
        "已了结",
        "• 已兑现：报价单（韩梅2月20日答应，2月25日了结）",
        "另有7条没列出来。",
        "[已兑现：回复交期]",
        "[全部12条]",
    )
    assert said(result, ANN) == told(
        "Promises with 泰禾: 12 in all, 2 overdue.",
        "We promised",
        "• 11 days overdue: 样品 by Fri 27 Feb (former colleague 韩梅 on 20 Feb)",
        "• 11 days overdue: 回复交期 by Fri 27 Feb (李雷 on 20 Feb)",
        "• 送样 by Fri 13 Mar (李雷 on 10 Mar)",
        "They promised",
        "• 付尾款 by Tue 31 Mar (they told 李雷 on 2 Mar)",
        "Settled",
        "• Kept: 报价单 (韩梅 on 20 Feb; settled 25 Feb)",
        "7 more not shown.",
        "[Show all 12]",
    )


def test_ledger_of_a_colleague() -> None:
    result = PromisesChecked(customer=None, by="韩梅", lines=LEDGER[:1], total=1)
    assert said(result, LI_LEI) == told(
        "韩梅手上的承诺：共1条，1条逾期。",
        "我们答应的",
        "• 逾期11天：泰禾，样品，2月27日周五前（已离职的韩梅2月20日答应）",
    )
    assert said(result, ANN) == told(
        "韩梅's promises: 1 in all, 1 overdue.",
        "We promised",
        "• 11 days overdue: 泰禾, 样品 by Fri 27 Feb (former colleague 韩梅 on 20 Feb)",
    )


def test_ledger_of_a_colleague_at_one_customer() -> None:
    result = PromisesChecked(customer=TAIHE, by="Tom", lines=(), total=0)
    assert said(result, LI_LEI) == told(
        "还没有记过Tom和泰禾之间的承诺。",
    )
    assert said(result, ANN) == told(
        "Promises between Tom and 泰禾: none on record.",
    )


def test_given_back() -> None:
    result = GivenBack(
        customer=TAIHE,
        lines=LEDGER[1:3],
        total=5,
        next=NextStep(what="给钱总打电话", due=Moment(date(2026, 3, 12), time(15)), by="李雷"),
    )
    assert said(result, LI_LEI) == told(
        "泰禾还有5条承诺没完成",
        "• 逾期11天：回复交期，2月27日周五前（你2月20日答应）",
        "• 送样，3月13日周五前（你3月10日答应）",
        "下一步：给钱总打电话，3月12日周四15:00（你）",
        "[已兑现：回复交期]",
        "[全部5条]",
    )
    assert said(result, ANN) == told(
        "泰禾 still has 5 open promises",
        "• 11 days overdue: 回复交期 by Fri 27 Feb (李雷 on 20 Feb)",
        "• 送样 by Fri 13 Mar (李雷 on 10 Mar)",
        "Next: 给钱总打电话, Thu 12 Mar at 3 pm (李雷)",
        "[Show all 5]",
    )


def test_nothing_planned() -> None:
    result = GivenBack(
        customer=TAIHE, lines=(), total=0, suggestion=SetReminder(due=Moment(date(2026, 3, 17), time(9)))
    )
    assert said(result, LI_LEI) == told(
        "下一步还没安排。",
        "[3月17日周二提醒我跟进]",
    )
    assert said(result, ANN) == told(
        "No next step planned yet.",
        "[Remind me Tue 17 Mar to follow up]",
    )


def test_sums_in_words_are_starred_for_those_who_may_not_see_them() -> None:
    promise = replace(LEDGER[2].promise, what="付12万尾款，送10台样机")
    for discreet, what in ((True, "付***尾款，送10台样机"), (False, "付12万尾款，送10台样机")):
        shown = line_text(replace(LEDGER[2], promise=promise, discreet=discreet), reads(LI_LEI))
        assert shown.startswith(what)
