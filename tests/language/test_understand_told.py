"""Promises as people retell them, and looks at customers that nobody knows."""

from datetime import date, datetime
from typing import Final

import pytest

from bot.domain.base import Mention
from bot.domain.customers import Brief
from bot.domain.interactions import LogInteraction
from bot.domain.moment import Moment
from bot.domain.promises import CustomerPromise, MakePromise
from bot.domain.quotes import CheckQuotes
from bot.language import understand
from tests.language.world import NOW, hearing

LATE: Final = datetime(2026, 11, 22, 10, 0, tzinfo=NOW.tzinfo)


def made(text: str, *, at: datetime = NOW) -> MakePromise:
    (command,) = understand(text, hearing(focus="c-acme", at=at)).commands
    assert isinstance(command, MakePromise)
    return command


def test_the_balance_wired_over_is_their_promise() -> None:
    (command,) = understand("钱总说月底前把尾款打过来", hearing(focus="c-taihe")).commands
    assert isinstance(command, CustomerPromise)
    assert command.due == Moment(date(2026, 3, 31))
    assert "尾款" in command.what


@pytest.mark.parametrize(
    ("text", "by", "what"),
    [
        ("Tom said he will send Acme a new quote on monday", "m-tom", "send a new quote"),
        ("Ann says she'll send Acme the contract", "m-ann", "send the contract"),
        ("韩梅说她会给泰禾发合同", "m-hanmei", "发合同"),
    ],
)
def test_what_a_colleague_says_they_will_do_is_their_promise(text: str, by: str, what: str) -> None:
    command = made(text)
    assert command.by is not None
    assert (command.by.id, command.what) == (by, what)


@pytest.mark.parametrize("text", ["韩梅说她不会给泰禾发合同", "韩梅说她会给泰禾发合同吗"])
def test_what_a_colleague_will_not_do_is_no_promise(text: str) -> None:
    commands = understand(text, hearing(focus="c-acme")).commands
    assert not any(isinstance(each, MakePromise) for each in commands)


def test_hasty_english_promises_too() -> None:
    command = made("told her id get back by wed")
    assert (command.what, command.due) == ("get back", Moment(date(2026, 3, 18)))


@pytest.mark.parametrize(
    ("text", "said", "what"),
    [
        (
            "泰禾的钱总刚才打电话过来说价格太高了要再降三个点我答应他明天中午前回复",
            "说价格太高了要再降三个点",
            "回复",
        ),
        ("泰禾钱总今天上午来电话催样品我们答应他周五前寄出", "来电话催样品", "寄出"),
    ],
)
def test_a_promise_at_the_end_of_a_long_breath_stands_alone(text: str, said: str, what: str) -> None:
    log, promise = understand(text, hearing(focus="c-acme")).commands
    assert isinstance(log, LogInteraction)
    assert isinstance(promise, MakePromise)
    assert (log.what, promise.what) == (said, what)
    assert promise.customer == log.customer


@pytest.mark.parametrize(
    "text",
    [
        "听小李说我答应他们明天送样",
        "今天去泰禾他们嫌价格太贵了我没答应他降价",
        "不记得什么时候我答应他送样了",
    ],
)
def test_a_rumour_or_a_denial_is_not_parted_from_its_promise(text: str) -> None:
    commands = understand(text, hearing(focus="c-acme")).commands
    assert all(type(each).reads for each in commands)


@pytest.mark.parametrize(
    ("text", "what", "due"),
    [
        ("这周内给泰禾回复", "回复", None),
        ("3天内给泰禾回复", "回复", None),
        ("年底前给泰禾返点", "返点", date(2026, 12, 31)),
        ("年底前完成泰禾改造", "完成改造", date(2026, 12, 31)),
        ("春节前完成泰禾改造", "完成改造", None),
    ],
)
def test_a_deed_of_ours_with_a_deadline_is_a_promise(text: str, what: str, due: date | None) -> None:
    command = made(text, at=LATE)
    assert command.what == what
    assert command.due is not None
    assert due in {None, command.due.day}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("华为情况", "华为"),
        ("华为最近怎么样", "华为"),
        ("brief Initech", "Initech"),
        ("any news on Northwind?", "Northwind"),
        ("any news on northwind", "northwind"),
        ("Acne status", "Acne"),
    ],
)
def test_a_look_at_somebody_unknown_is_about_nobody_else(text: str, name: str) -> None:
    (command,) = understand(text, hearing(focus="c-taihe")).commands
    assert isinstance(command, Brief)
    assert command.customer is not None
    assert (command.customer.said, command.customer.known) == (name, False)


@pytest.mark.parametrize(
    "text",
    [
        "项目进展",
        "报价进度",
        "最近情况",
        "他们情况",
        "order status",
        "any news on the quote",
        "how is business",
    ],
)
def test_words_that_everybody_uses_are_no_names(text: str) -> None:
    """At most a look at the customer of the conversation, or their quotes; nobody is called 最近 or 他们."""
    for command in understand(text, hearing(focus="c-taihe")).commands:
        assert isinstance(command, Brief | CheckQuotes)
        assert command.customer == Mention("", "c-taihe", "泰禾电子科技有限公司")
