"""Slots that the corpus does not look at closely."""

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.audit import Amend
from bot.domain.calendar import Every
from bot.domain.guide import Help, OpenForm
from bot.domain.interactions import Channel, LogInteraction
from bot.domain.moment import Moment
from bot.domain.money import Money
from bot.domain.orders import LogPayment
from bot.domain.promises import CustomerPromise, KeepPromise, MakePromise, MovePromise, PromiseState, Side
from bot.domain.reminders import SetReminder, Snooze
from bot.language import parsed, understand
from tests.language.world import hearing


def commands(text: str, focus: str = "") -> list[Any]:
    return list(understand(text, hearing(focus=focus)).commands)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("答应泰禾周五前送样", "送样"),
        ("跟钱总说好下周三给报价", "给报价"),
        ("promised Acme a revised quote by Friday", "a revised quote"),
        ("I told Jane we'd send samples tomorrow", "send samples"),
        ("Acme will send the PO next week", "send the PO"),
        ("钱总答应月底付款", "付款"),
        ("remind me to call Jane on Thursday at 3pm", "call Jane"),
        ("周四15点提醒我给钱总打电话", "给钱总打电话"),
        ("今天拜访泰禾钱总，聊了续约", "聊了续约"),
        ("Called Jane at Acme, she's happy with the demo", "she's happy with the demo"),
    ],
)
def test_what_is_the_clause_without_names_dates_and_the_act(text: str, what: str) -> None:
    assert commands(text)[0].what == what


def test_what_nobody_named_is_about_the_customer_spoken_of() -> None:
    made = commands("答应他们周五前送样", focus="c-hualian")[0]
    assert isinstance(made, MakePromise)
    assert made.customer is not None
    assert made.customer.id == "c-hualian"


def test_a_reminder_after_a_promise_is_about_it() -> None:
    made, reminder = commands("答应泰禾周五前送样，周四提醒我")
    assert isinstance(reminder, SetReminder)
    assert (reminder.what, reminder.customer) == (made.what, made.customer)


def test_a_recurring_reminder_has_its_rule() -> None:
    reminder = commands("每周一上午9点提醒我看泰禾的进度")[0]
    assert isinstance(reminder, SetReminder)
    assert reminder.recur is not None
    assert (reminder.recur.every, reminder.recur.weekdays, reminder.recur.at) == (Every.WEEK, (0,), time(9))
    assert reminder.due is None


def test_what_they_did_closes_their_promise() -> None:
    kept = commands("泰禾合同已签")[0]
    assert isinstance(kept, KeepPromise)
    assert (kept.side, kept.outcome) == (Side.THEIRS, PromiseState.KEPT)


def test_a_contact_brings_the_customer() -> None:
    theirs = commands("Jane agreed to sign by Friday")[0]
    assert isinstance(theirs, CustomerPromise)
    assert theirs.customer is not None
    assert theirs.customer.name == "Acme Corp"


def test_snooze_keeps_a_delay_or_a_time() -> None:
    assert commands("snooze 30 minutes") == [Snooze(delay=timedelta(minutes=30))]
    assert commands("晚点再说，五点叫我") == [Snooze(due=Moment(date(2026, 3, 11), time(17)))]


def test_a_correction_reads_a_day_both_ways() -> None:
    (amend,) = commands("不对，是周四")
    assert isinstance(amend, Amend)
    assert (amend.due, amend.when) == (Moment(date(2026, 3, 12)), Moment(date(2026, 3, 5)))


def test_the_last_working_day_stands_for_a_week() -> None:
    assert commands("Acme will send the PO next week")[0].due == Moment(date(2026, 3, 20))


def test_an_unknown_name_is_kept_as_said() -> None:
    made = commands("答应宏图贸易周五前送样")[0]
    assert isinstance(made, MakePromise)
    assert made.customer is not None
    assert (made.customer.said, made.customer.known, made.customer.choices) == ("宏图贸易", False, ())


def test_unsure_messages_become_guesses() -> None:
    understood = understand("没答应泰禾周五送样", hearing())
    assert understood.commands == ()
    assert 1 <= len(understood.guesses) <= 3


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("/promise Acme sample by Friday", "make_promise"),
        ("/承诺 泰禾 周五前送样", "make_promise"),
        ("/brief 泰禾", "brief"),
        ("/undo", "undo"),
        ("/log Acme likes the demo", "log_interaction"),
        ("/提醒 周四15点 给钱总打电话", "set_reminder"),
        ("/find Jane", "find"),
        ("/snooze 30 minutes", "snooze"),
        ("/today", "my_day"),
        ("/my_day", "my_day"),
        ("/make_promise Acme sample by Friday", "make_promise"),
        ("/settings quiet hours 22:00-7:30", "settings"),
        ("/amend Thursday", "amend"),
        ("/customer Initech", "new_customer"),
        ("/contact Acme Mary Poole, CFO", "new_contact"),
        ("/invite Priya", "invite"),
        ("/done 泰禾 样品", "keep_promise"),
        ("/promises@yinuo_bot Acme", "check_promises"),
        ("/theirs Acme PO next week", "customer_promise"),
    ],
)
def test_a_slash_name_fixes_the_command(text: str, name: str) -> None:
    assert [each["name"] for each in parsed(understand(text, hearing()))["commands"]] == [name]


def test_a_slash_command_without_words_opens_its_form_or_its_help() -> None:
    assert commands("/promise") == [OpenForm(command="make_promise")]
    assert commands("/记") == [OpenForm(command="log_interaction")]
    assert commands("/find") == [Help(topic="find")]
    assert commands("/help promise") == [Help(topic="make_promise")]


def test_two_customers_joined_by_and_get_one_command_each() -> None:
    found = commands("今天拜访了泰禾和华联")
    assert all(isinstance(each, LogInteraction) for each in found)
    assert [each.customer.name for each in found] == ["泰禾电子科技有限公司", "华联集团"]


@pytest.mark.parametrize(
    "text", ["答应泰禾尽快出图纸", "promised Acme we'd fix it asap", "told Jane we would reply right away"]
)
def test_as_soon_as_possible_is_no_day(text: str) -> None:
    made = commands(text)[0]
    assert isinstance(made, MakePromise)
    assert made.due is None


def test_money_that_is_promised_is_an_amount() -> None:
    assert commands("钱总答应月底付8万")[0].amount == Money(Decimal(80000), "CNY")
    assert commands("Jane agreed to pay $8k by month end")[0].amount == Money(Decimal(8000), "USD")
    assert commands("答应泰禾周五前送样")[0].amount is None


@pytest.mark.parametrize("text", ["泰禾的样品延到下周三", "泰禾样品推迟到下周三"])
def test_a_promise_is_moved_by_a_word(text: str) -> None:
    moved = commands(text)[0]
    assert isinstance(moved, MovePromise)
    assert (moved.what, moved.due) == ("样品", Moment(date(2026, 3, 18)))


def test_the_plan_of_a_colleague_keeps_their_name() -> None:
    plan = commands("韩梅明天拜访泰禾")[0]
    assert isinstance(plan, SetReminder)
    assert (plan.by, plan.due) == (None, Moment(date(2026, 3, 12)))
    assert "韩梅" in plan.what


@pytest.mark.parametrize("text", ["上午泰禾，下午华联", "saw Acme and Globex today", "泰禾华联今天都去过了"])
def test_two_customers_of_one_line_get_one_log_each(text: str) -> None:
    found = commands(text)
    assert [type(each) for each in found] == [LogInteraction, LogInteraction]
    assert found[0].customer != found[1].customer


def test_the_way_alone_can_be_corrected() -> None:
    assert commands("actually it was a call") == [Amend(channel=Channel.CALL)]


def test_a_promise_that_answers_a_wish_has_its_own_day() -> None:
    told = commands("visited Acme, Jane wants a new quote by Friday and I promised samples tomorrow")
    (promise,) = [each for each in told if isinstance(each, MakePromise)]
    assert (promise.what, promise.due) == ("samples", Moment(date(2026, 3, 12)))


@pytest.mark.parametrize(
    "text", ["泰禾下周付款30万", "泰禾月底付款", "Acme pays 40k next week", "Acme pilot 40k next month"]
)
def test_money_of_a_day_to_come_has_not_arrived(text: str) -> None:
    assert not [each for each in commands(text) if isinstance(each, LogPayment)]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("周五去泰禾开会，下午两点", Moment(date(2026, 3, 13), time(14))),
        ("friday at Acme, 2pm", Moment(date(2026, 3, 13), time(14))),
        ("答应泰禾周五送样，下午三点前", Moment(date(2026, 3, 13), time(15))),
        ("moved demo with Jane to thurs 10", Moment(date(2026, 3, 12), time(10))),
        ("周五前给泰禾报价，明天下午两点提醒我", Moment(date(2026, 3, 12), time(14))),
        ("promised Bob a call back this pm", Moment(date(2026, 3, 11))),
    ],
)
def test_an_hour_that_stands_apart(text: str, due: Moment) -> None:
    (told,) = commands(text)
    assert told.due == due


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("华联换采购了，新的叫王磊，13900001111", "LogOrder"),
        ("Acme 30 days late on invoice 221", "LogPayment"),
        ("sample arrived at Acme damaged", "KeepPromise"),
    ],
)
def test_what_only_sounds_like_a_deed(text: str, wrong: str) -> None:
    assert wrong not in {type(each).__name__ for each in commands(text)}


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("预测一下本季度", date(2026, 1, 1)),
        ("看一下本月管道", date(2026, 3, 1)),
        ("查一下下个月的预测", date(2026, 4, 1)),
    ],
)
def test_a_look_is_no_next_one(text: str, start: date) -> None:
    (asked,) = commands(text)
    assert asked.period.start == start


@pytest.mark.parametrize(
    "text", ["Globex signed, 300k CNY", "Acme paid 300 CNY", "quoted Acme 50k CNY for 10 seats"]
)
def test_a_currency_is_no_festival(text: str) -> None:
    (told,) = commands(text)
    assert told.when is None
    assert told.amount.currency == "CNY"


def test_an_order_of_a_day_gone_by_needs_no_year() -> None:
    assert commands("1月8日泰禾下单A款20台")[0].when == Moment(date(2026, 1, 8))
    assert commands("泰禾下单A款20台，4月8日交货")[0].due == Moment(date(2026, 4, 8))


def test_a_day_goes_with_its_preposition() -> None:
    assert commands("visited Acme on 2 March, talked pricing")[0].what == "talked pricing"
    assert commands("going to Acme at 3pm today to sign")[0].what == "going to Acme to sign"
