"""Reminders and nudges as people read them, on their own clock."""

from dataclasses import replace
from datetime import date

from bot.domain.calendar import Every, Recurrence
from bot.domain.reminders import PassedOn, ReminderDone, ReminderSet, Snoozed
from bot.domain.routines import LinkBlocked, PromiseNudged, PushKind, Reminded, RoutineDone
from tests.language.samples import (
    ACME,
    ANN,
    LEDGER,
    LI_LEI,
    REMINDER,
    TAIHE,
    THEIRS,
    TOM,
    at,
    line,
    said,
    told,
)


def test_reminder_set() -> None:
    result = ReminderSet(reminder=REMINDER, customer=TAIHE, member="李雷")
    assert said(result, LI_LEI) == told(
        "好的，3月12日周四15:00提醒你：给钱总打电话（泰禾）。",
    )
    assert said(result, ANN) == told(
        "OK, I'll remind 李雷 Thu 12 Mar at 3 pm: 给钱总打电话 (泰禾).",
    )


def test_reminder_on_the_readers_clock() -> None:
    result = ReminderSet(reminder=replace(REMINDER, member_id=TOM.id), customer=TAIHE, member="Tom")
    assert said(result, TOM) == told(
        "OK, I'll remind you Thu 12 Mar at 3 am: 给钱总打电话 (泰禾).",
    )


def test_reminder_about_a_customer_only() -> None:
    result = ReminderSet(reminder=replace(REMINDER, what=""), customer=TAIHE, member="李雷")
    assert said(result, LI_LEI) == told(
        "好的，3月12日周四15:00提醒你：跟进泰禾。",
    )


def test_reminder_every_monday() -> None:
    result = ReminderSet(
        reminder=replace(REMINDER, recur=Recurrence(Every.WEEK, weekdays=(0,))), customer=None, member="李雷"
    )
    assert said(result, LI_LEI) == told(
        "好的，每周一15:00提醒你：给钱总打电话。",
        "第一次：3月12日周四15:00",
    )
    assert said(result, ANN) == told(
        "OK, I'll remind 李雷 every Mon at 3 pm: 给钱总打电话.",
        "First time: Thu 12 Mar at 3 pm",
    )


def test_snoozed() -> None:
    result = Snoozed(reminder=REMINDER, customer=TAIHE)
    assert said(result, LI_LEI) == told(
        "好的，3月12日周四15:00再提醒你：给钱总打电话（泰禾）。",
    )
    assert said(result, ANN) == told(
        "OK, I'll be back Thu 12 Mar at 3 pm: 给钱总打电话 (泰禾).",
    )


def test_reminder_done() -> None:
    result = ReminderDone(reminder=REMINDER, customer=None)
    assert said(result, LI_LEI) == told(
        "已完成：给钱总打电话。",
    )
    assert said(result, ANN) == told(
        "Done: 给钱总打电话.",
    )


def test_reminder_done_for_this_time() -> None:
    result = ReminderDone(
        reminder=replace(REMINDER, recur=Recurrence(Every.DAY, working=True)), customer=None, goes_on=True
    )
    assert said(result, LI_LEI) == told(
        "已完成：给钱总打电话。",
        "每个工作日15:00还会照常提醒。",
    )
    assert said(result, ANN) == told(
        "Done: 给钱总打电话.",
        "It comes round again every working day at 3 pm.",
    )


def test_passed_on() -> None:
    result = PassedOn(reminder=REMINDER, customer=TAIHE, to="韩梅")
    assert said(result, LI_LEI) == told(
        "已转给韩梅：给钱总打电话（泰禾），3月12日周四15:00提醒。",
    )
    assert said(result, ANN) == told(
        "Handed to 韩梅: 给钱总打电话 (泰禾), due Thu 12 Mar at 3 pm.",
    )


def test_reminded() -> None:
    result = Reminded(reminder=REMINDER, customer=TAIHE, contact="钱总", line=LEDGER[2], set_by="Ann")
    assert said(result, LI_LEI) == told(
        "提醒：给钱总打电话（泰禾）",
        "这是答应过的：送样，3月13日周五前（你3月10日答应）",
        "Ann让我提醒你的。",
        "[完成] [稍后1小时]",
        "[明天上午] [转交…]",
    )


def test_reminded_in_english() -> None:
    result = Reminded(
        reminder=replace(REMINDER, member_id=ANN.id, customer_id=ACME.id, what="check the delivery"),
        customer=ACME,
        contact="Jane",
    )
    assert said(result, ANN) == told(
        "Reminder: check the delivery (Jane, Acme)",
        "[Done] [In an hour]",
        "[Tomorrow morning] [Hand over …]",
    )


def test_nudged_tomorrow() -> None:
    result = PromiseNudged(kind=PushKind.PROMISE_TOMORROW, line=LEDGER[2])
    assert said(result, LI_LEI) == told(
        "快到期了：给泰禾送样，3月13日周五前。",
        "你3月10日答应",
        "[已兑现] [取消]",
        "[改到3月16日周一] [改到3月20日周五]",
    )
    assert said(result, ANN) == told(
        "Coming due for 泰禾: 送样 by Fri 13 Mar.",
        "李雷 on 10 Mar",
        "[Done] [Cancel it]",
        "[Move to Mon 16 Mar] [Move to Fri 20 Mar]",
    )


def test_nudged_today() -> None:
    result = PromiseNudged(kind=PushKind.PROMISE_TODAY, line=LEDGER[2])
    assert said(result, LI_LEI) == told(
        "今天到期：给泰禾送样，3月13日周五前。",
        "你3月10日答应",
        "[已兑现] [取消]",
        "[改到3月16日周一] [改到3月20日周五]",
    )
    assert said(result, ANN) == told(
        "Due today for 泰禾: 送样 by Fri 13 Mar.",
        "李雷 on 10 Mar",
        "[Done] [Cancel it]",
        "[Move to Mon 16 Mar] [Move to Fri 20 Mar]",
    )


def test_nudged_overdue() -> None:
    result = PromiseNudged(kind=PushKind.PROMISE_OVERDUE, line=LEDGER[1])
    assert said(result, LI_LEI) == told(
        "已逾期11天：给泰禾回复交期，2月27日周五前。",
        "你2月20日答应",
        "[已兑现] [取消]",
        "[改到3月11日周三] [改到3月17日周二]",
    )
    assert said(result, ANN) == told(
        "11 days overdue for 泰禾: 回复交期 by Fri 27 Feb.",
        "李雷 on 20 Feb",
        "[Done] [Cancel it]",
        "[Move to Wed 11 Mar] [Move to Tue 17 Mar]",
    )


def test_nudged_escalated() -> None:
    result = PromiseNudged(kind=PushKind.PROMISE_ESCALATED, line=LEDGER[1])
    assert said(result, LI_LEI) == told(
        "李雷答应泰禾的“回复交期”已逾期11天，2月27日周五前。",
        "你2月20日答应",
        "[看泰禾的承诺]",
    )
    assert said(result, ANN) == told(
        "李雷's promise to 泰禾 is 11 days overdue: 回复交期 by Fri 27 Feb.",
        "李雷 on 20 Feb",
        "[Promises with 泰禾]",
    )


def test_nudged_about_theirs() -> None:
    result = PromiseNudged(
        kind=PushKind.PROMISE_OVERDUE,
        line=line(replace(THEIRS, due_day=date(2026, 3, 9), due_at=at(date(2026, 3, 9), 23)), LI_LEI),
    )
    assert said(result, LI_LEI) == told(
        "泰禾答应的“付尾款”已逾期1天，3月9日周一前。要不要催一下？",
        "客户3月2日答应，你记的",
        "[已兑现] [取消]",
        "[改到3月11日周三] [改到3月17日周二]",
    )
    assert said(result, ANN) == told(
        "泰禾 is 1 day late: 付尾款 by Mon 9 Mar. Time to chase?",
        "they told 李雷 on 2 Mar",
        "[Done] [Cancel it]",
        "[Move to Wed 11 Mar] [Move to Tue 17 Mar]",
    )


def test_link_blocked() -> None:
    result = LinkBlocked(name="韩梅", platform="telegram")
    assert said(result, LI_LEI) == told(
        "韩梅在Telegram上收不到消息了：可能屏蔽了我，或关了聊天。请重新发一个加入码给韩梅。",
    )
    assert said(result, ANN) == told(
        "韩梅 can no longer be reached on Telegram: I was blocked or the chat was closed. They need a new join code.",
    )


def test_routine_done() -> None:
    result = RoutineDone(pushed=1)
    assert said(result, LI_LEI) == told(
        "发出1条提醒。",
    )
    assert said(result, ANN) == told(
        "1 message sent.",
    )
