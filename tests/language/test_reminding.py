"""Reminders asked for, called off, or without a time: no word of them may set a new one."""

import pytest

from bot.domain.base import Command
from bot.domain.guide import OpenForm
from bot.domain.reminders import CancelReminder, MyReminders, SetReminder
from bot.language import understand
from tests.language.world import hearing


def only(text: str) -> Command:
    (command,) = understand(text, hearing()).commands
    return command


@pytest.mark.parametrize(
    "text", ["我的提醒", "提醒", "查看提醒", "我有哪些提醒？", "my reminders", "show reminders"]
)
def test_looking_at_reminders(text: str) -> None:
    assert only(text) == MyReminders()


@pytest.mark.parametrize("text", ["提醒我", "设个提醒", "remind me", "set a reminder", "please remind me"])
def test_a_reminder_of_nothing_opens_the_form(text: str) -> None:
    assert only(text) == OpenForm(command="set_reminder")


@pytest.mark.parametrize(
    "text",
    [
        "取消每周五的提醒",
        "stop the friday reminder",
        "delete the reminder to call jane",
        "不用提醒我了",
        "别再提醒我了",
        "don't remind me",
        "把明天下午三点的提醒删掉",
        "泰禾的提醒不要了",
        "cancel my 3pm reminder",
        "no more reminders about acme",
    ],
)
def test_calling_off_never_sets_one(text: str) -> None:
    assert isinstance(only(text), CancelReminder)


def test_what_tells_the_reminder_meant() -> None:
    friday = only("取消每周五的提醒")
    assert isinstance(friday, CancelReminder)
    assert friday.recur
    assert (friday.recur.weekdays, friday.what) == ((4,), "")
    call = only("不用提醒我给钱总打电话了")
    assert isinstance(call, CancelReminder)
    assert (call.what, call.customer and call.customer.id) == ("给钱总打电话", "c-taihe")


@pytest.mark.parametrize(
    "text",
    ["别忘了提醒我给钱总打电话", "不要忘记提醒我明天打电话", "don't forget to remind me tomorrow to call"],
)
def test_not_to_forget_is_to_remind(text: str) -> None:
    assert isinstance(only(text), SetReminder)


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("remind me at 25:00 to call", "25:00"),
        ("25点提醒我打电话", "25点"),
        ("2月30日提醒我对账", "2月30日"),
        ("remind me at 9:75 to call", "9:75"),
        ("remind me at 24:00 to call", ""),
        ("周四15:30提醒我给钱总打电话", ""),
    ],
)
def test_a_time_that_is_none(text: str, unread: str) -> None:
    command = only(text)
    assert isinstance(command, SetReminder)
    assert command.unread == unread


def test_the_first_monday_of_the_month_is_that_of_every_month() -> None:
    command = only("remind me the first monday of the month to send the forecast")
    assert isinstance(command, SetReminder)
    assert command.recur
    assert (command.recur.weekdays, command.recur.nth, command.what) == ((0,), 1, "send the forecast")
