"""Questions with 几, 多少 and how many look something up; 几句 and 几个问题 only tell."""

import pytest

from bot.domain.customers import Brief
from bot.domain.interactions import LogInteraction
from bot.language import understand
from tests.language.world import hearing

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
    assert command.customer.id == "c-taihe"


@pytest.mark.parametrize("text", ["how many times did we visit acme", "when did we call acme"])
def test_how_many_times_is_a_look_at_the_customer(text: str) -> None:
    (command,) = understand(text, hearing(focus="c-globex")).commands
    assert isinstance(command, Brief)
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
