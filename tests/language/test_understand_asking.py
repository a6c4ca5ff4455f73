"""Questions with 几, 多少 and how many look something up; 几句 and 几个问题 only tell."""

from datetime import date, datetime, time
from typing import Final

import pytest

from bot.domain.base import Mention
from bot.domain.customers import Brief
from bot.domain.interactions import LogInteraction
from bot.domain.moment import Moment
from bot.domain.promises import CheckPromises
from bot.domain.quotes import LogQuote
from bot.domain.reminders import Snooze
from bot.language import understand
from tests.language.world import NOW, hearing

LATE: Final = datetime(2026, 11, 22, 10, 0, tzinfo=NOW.tzinfo)

ABOUT_TAIHE = (
    "上个月拜访了几次泰禾",
    "泰禾拜访了几次",
    "泰禾去了几回",
    "上个月去了泰禾几次",
    "给泰禾打过多少电话",
    "这个月谁拜访过泰禾",
    "我们什么时候拜访的泰禾",
    "哪天拜访的泰禾",
    "有没有拜访过泰禾",
    "是不是拜访过泰禾",
    "拜访过泰禾么",
    "昨天跟泰禾聊了多久",
)
VAGUE = ("拜访过几次", "泰禾下了多少订单", "泰禾要几个", "which customers did we visit", "今天见了几个客户")
TOLD = (
    "今天拜访泰禾聊了几句",
    "跟泰禾聊了几个问题",
    "拜访泰禾，提了几个问题",
    "拜访了几次泰禾，都没见到人",
    "拜访泰禾好几次了",
    "今天拜访泰禾见了几位领导",
)


@pytest.mark.parametrize("text", ABOUT_TAIHE)
def test_how_often_is_a_look_at_the_customer(text: str) -> None:
    (command,) = understand(text, hearing(focus="c-acme")).commands
    assert isinstance(command, Brief)
    assert command.customer is not None
    assert command.customer.id == "c-taihe"


@pytest.mark.parametrize("text", ["how many times did we visit acme", "when did we call acme"])
def test_how_many_times_is_a_look_at_the_customer(text: str) -> None:
    (command,) = understand(text, hearing(focus="c-globex")).commands
    assert isinstance(command, Brief)
    assert command.customer is not None
    assert command.customer.id == "c-acme"


@pytest.mark.parametrize("text", VAGUE)
def test_a_question_never_writes(text: str) -> None:
    understood = understand(text, hearing(focus="c-acme"))
    assert all(type(each).reads for each in understood.commands)
    assert understood.commands or understood.guesses


@pytest.mark.parametrize("text", TOLD)
def test_some_of_something_is_told_not_asked(text: str) -> None:
    (command,) = understand(text, hearing(focus="c-acme")).commands
    assert isinstance(command, LogInteraction)
    assert command.customer is not None
    assert command.customer.id == "c-taihe"


MINE = (
    "我答应过谁什么",
    "我都答应了什么",
    "我还欠谁什么",
    "what do i owe people",
    "what did I promise?",
    "everything i promised",
    "my promises",
)
EVERYBODY = (
    "谁没兑现",
    "客户答应我们什么了",
    "所有承诺",
    "all open promises",
)
OVERDUE = (
    "哪些承诺逾期了",
    "所有逾期的承诺",
    "overdue promises",
    "overdue promises of the team",
    "show all overdue promises",
    "who is late?",
)


@pytest.mark.parametrize("text", MINE)
def test_my_promises_are_those_to_anybody(text: str) -> None:
    (command,) = understand(text, hearing(focus="c-acme")).commands
    assert isinstance(command, CheckPromises)
    assert command.by == Mention("", "m-lilei", "李雷")
    assert command.customer is None
    assert not command.all


@pytest.mark.parametrize("text", EVERYBODY)
def test_general_words_ask_about_everybody(text: str) -> None:
    assert understand(text, hearing(focus="c-acme")).commands == (CheckPromises(all=True),)


@pytest.mark.parametrize("text", OVERDUE)
def test_what_is_overdue_is_only_that(text: str) -> None:
    assert understand(text, hearing(focus="c-acme")).commands == (CheckPromises(all=True, late=True),)


@pytest.mark.parametrize("text", ["我答应了", "我答应过", "答应了"])
def test_a_bare_yes_is_no_question_about_mine(text: str) -> None:
    assert all(
        getattr(each, "by", None) is None for each in understand(text, hearing(focus="c-acme")).commands
    )


@pytest.mark.parametrize(
    "text",
    [
        "提醒改到下午4点",
        "把提醒改到下午4点",
        "move the reminder to 4pm",
        "reminder moved to 4pm",
        "change my reminder to 4pm",
    ],
)
def test_a_reminder_that_is_moved_is_no_new_one(text: str) -> None:
    assert understand(text, hearing(focus="c-acme")).commands == (Snooze(due=Moment(NOW.date(), time(16))),)


@pytest.mark.parametrize(
    "text",
    [
        "11.20拜访泰禾",
        "11-20拜访泰禾",
        "11/20拜访泰禾",
        "11.20跟泰禾开会",
        "11.20 visited 泰禾",
        "11/20 visited 泰禾",
    ],
)
def test_a_month_and_a_day_before_a_contact_is_its_day(text: str) -> None:
    (command,) = understand(text, hearing(focus="c-acme", at=LATE)).commands
    assert isinstance(command, LogInteraction)
    assert command.when == Moment(date(2026, 11, 20))
    assert "11" not in command.what


@pytest.mark.parametrize(
    "text", ["11.20元一个 泰禾说贵", "报价11.20给泰禾", "1.5版本演示给泰禾", "3.5折泰禾不满意"]
)
def test_prices_and_versions_are_no_days(text: str) -> None:
    (command,) = understand(text, hearing(focus="c-acme", at=LATE)).commands
    assert isinstance(command, LogInteraction | LogQuote)
    assert command.when is None
