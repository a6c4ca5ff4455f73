"""Complaints and requests as they are read: of which kind, and what is asked of them."""

from typing import Any

import pytest

from bot.language import parsed, understand
from bot.language.kinds import complaint_kind, request_kind
from tests.language.world import hearing

TAIHE, ACME = "泰禾电子科技有限公司", "Acme Corp"


def heard(text: str, focus: str = "") -> list[tuple[str, dict[str, Any]]]:
    found = parsed(understand(text, hearing(focus=focus)))["commands"]
    return [(each["name"], each["slots"]) for each in found]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("交货太慢", "delivery"),
        ("发错货了", "delivery"),
        ("少了3箱", "delivery"),
        ("机器又漏水了", "quality"),
        ("A款屏幕碎了", "quality"),
        ("发票开错了", "billing"),
        ("多收了2000", "billing"),
        ("报价前后不一", "price"),
        ("打了三次电话没人接", "service"),
        ("态度恶劣", "service"),
        ("the last shipment was late again", "delivery"),
        ("the X200 is leaking", "quality"),
        ("we billed him twice", "billing"),
        ("nobody called back", "service"),
        ("很生气", None),
    ],
)
def test_kinds_of_complaints(text: str, kind: str | None) -> None:
    assert complaint_kind(text) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("回个电话", "callback"),
        ("给他打个电话", "callback"),
        ("派人去修", "repair"),
        ("要一份样品", "sample"),
        ("要A款报价单", "quote"),
        ("寄一份合同", "document"),
        ("上门演示", "visit"),
        ("报名了讲座", "signup"),
        ("a call back", "callback"),
        ("call her back", "callback"),
        ("an engineer on site", "visit"),
        ("a repair", "repair"),
        ("samples of the X200", "sample"),
        ("the data sheet", "document"),
        ("a quote for 10 seats", "quote"),
        ("加急", None),
    ],
)
def test_kinds_of_requests(text: str, kind: str | None) -> None:
    assert request_kind(text) == kind


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("泰禾有什么投诉", {"customer": TAIHE, "sort": "complaint"}),
        ("泰禾还有什么投诉没解决？", {"customer": TAIHE, "sort": "complaint"}),
        ("泰禾的投诉处理得怎么样了", {"customer": TAIHE, "sort": "complaint"}),
        ("还有哪些投诉没解决", {"sort": "complaint"}),
        ("未结投诉", {"sort": "complaint"}),
        ("我有哪些投诉要处理", {"by": "李雷", "sort": "complaint"}),
        ("Tom手上有哪些投诉", {"by": "Tom Baker", "sort": "complaint"}),
        ("我手上有哪些要求", {"by": "李雷", "sort": "request"}),
        ("谁在等我们回复", {"sort": "request"}),
        ("哪些客户在等我们", {"sort": "request"}),
        ("泰禾在等我们什么", {"customer": TAIHE, "sort": "request"}),
        ("泰禾有什么要求没办", {"customer": TAIHE, "sort": "request"}),
        ("投诉和要求", {}),
        ("open complaints", {"sort": "complaint"}),
        ("which complaints are still open?", {"sort": "complaint"}),
        ("what did Acme complain about?", {"customer": ACME, "sort": "complaint"}),
        ("who is waiting for us?", {"sort": "request"}),
        ("what is Acme waiting for?", {"customer": ACME, "sort": "request"}),
        ("show me my open complaints", {"by": "李雷", "sort": "complaint"}),
        ("what complaints does Tom have?", {"by": "Tom Baker", "sort": "complaint"}),
    ],
)
def test_what_is_open_is_asked(text: str, slots: dict[str, str]) -> None:
    assert heard(text) == [("check_cases", slots)]


def test_the_customer_spoken_of_is_meant_by_a_pronoun_only() -> None:
    assert heard("他们有什么投诉", "c-taihe") == [("check_cases", {"customer": TAIHE, "sort": "complaint"})]
    assert heard("谁在等我们回复", "c-taihe") == [("check_cases", {"sort": "request"})]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("钱总报名了讲座", {"customer": TAIHE, "person": "钱伟", "kind": "signup", "what": "报名了讲座"}),
        (
            "泰禾报名了下周四的讲座",
            {"customer": TAIHE, "kind": "signup", "what": "报名了下周四的讲座", "due": "2026-03-19"},
        ),
        (
            "Acme signed up for the webinar on Thursday",
            {
                "customer": ACME,
                "kind": "signup",
                "what": "signed up for the webinar on Thursday",
                "due": "2026-03-12",
            },
        ),
    ],
)
def test_a_sign_up_is_a_request(text: str, slots: dict[str, str]) -> None:
    assert heard(text) == [("log_request", slots)]


@pytest.mark.parametrize(
    "text", ["钱总没报名", "钱总会报名讲座吗", "Jane didn't sign up", "展会来了300人报名"]
)
def test_no_sign_up(text: str) -> None:
    assert "log_request" not in [name for name, _ in heard(text)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Acme complained about late delivery", "late delivery"),
        ("Jane asked for a call back", "a call back"),
        ("Globex wants samples", "samples"),
        ("泰禾投诉交货太慢", "交货太慢"),
    ],
)
def test_what_it_is_about_stands_without_the_words_of_complaining_and_asking(text: str, what: str) -> None:
    (_, slots), *_ = heard(text)
    assert slots["what"] == what


@pytest.mark.parametrize("text", ["提醒我看一下未结投诉", "如果泰禾投诉就换货", "泰禾投诉交货太慢，谁在处理"])
def test_what_looks_like_a_question_about_complaints(text: str) -> None:
    assert heard(text) != [("check_cases", {"sort": "complaint"})]
