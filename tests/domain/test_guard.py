import pytest

from bot.domain.guard import mends, sells
from bot.domain.requests import UNREACHED
from bot.domain.wording import akin


@pytest.mark.parametrize(
    "words",
    [
        "推荐了新品",
        "聊了续约",
        "拜访泰禾",
        "给个优惠",
        "demo on Friday",
        "Upgrade offer",
        "visit Acme",
        "new models",
    ],
)
def test_offers_and_visits_sell(words: str) -> None:
    assert sells(words)


@pytest.mark.parametrize("words", ["送货", "回电话", "开会", "called about the invoice", "paid", ""])
def test_daily_work_does_not(words: str) -> None:
    assert not sells(words)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("处理泰禾的投诉", "交货太慢"),
        ("周五前换货", "屏幕碎了"),
        ("问一下交货的事", "交货太慢"),
        ("fix the leak", "X200 is leaking"),
        ("apologise to Jane", "late delivery"),
        ("explain the late delivery", "late delivery again"),
    ],
)
def test_what_is_about_the_complaint_needs_no_warning(words: str, complaint: str) -> None:
    assert mends(words, complaint)


@pytest.mark.parametrize(
    ("words", "complaint"), [("拜访泰禾", "交货太慢"), ("demo for Acme", "late delivery")]
)
def test_what_is_not_does(words: str, complaint: str) -> None:
    assert not mends(words, complaint)


@pytest.mark.parametrize(
    ("words", "reached"),
    [
        ("没人接", False),
        ("电话没打通", False),
        ("no answer", False),
        ("she didn't pick up", False),
        ("聊了交期", True),
        ("talked it through", True),
    ],
)
def test_a_call_that_reached_nobody(words: str, reached: bool) -> None:
    assert (UNREACHED.search(words) is None) is reached


def test_words_are_akin_by_their_beginnings() -> None:
    assert akin("sorted the leak", "X200 is leaking") == 1
    assert akin("漏水修好了", "机器漏水") == len("漏水")
    assert akin("call", "calm") == 0
