"""What service hears: complaints, requests, materials, campaigns, wishes; and who belongs to whom."""

from dataclasses import replace
from typing import Any, Final

import pytest

from bot.language import parsed, understand
from tests.language.world import hearing

TAIHE, HUALIAN, ACME = "泰禾电子科技有限公司", "华联集团", "Acme Corp"


def heard(text: str, focus: str = "") -> list[tuple[str, dict[str, Any]]]:
    found = parsed(understand(text, hearing(focus=focus)))["commands"]
    return [(each["name"], each["slots"]) for each in found]


def names(text: str, focus: str = "c-taihe") -> list[str]:
    return [name for name, _ in heard(text, focus)]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("泰禾投诉交货太慢", "log_complaint"),
        ("华联说机器又漏水了", "log_complaint"),
        ("Globex got the wrong items", "log_complaint"),
        ("Jane complained that nobody called back", "log_complaint"),
        ("泰禾嫌贵", "log_interaction"),
        ("Globex finds the price too high", "log_interaction"),
        ("华联质量问题处理好了", "resolve_complaint"),
        ("已换货，华联客户满意", "resolve_complaint"),
        ("sorted the Acme complaint", "resolve_complaint"),
        ("泰禾的问题没解决", "log_interaction"),
        ("钱总让我们派人去修", "log_request"),
        ("泰禾要一份资料", "log_request"),
        ("Acme wants a quote", "log_request"),
        ("泰禾要样品 我答应下周一寄出", "make_promise"),
        ("给泰禾发了新品手册", "log_material"),
        ("sent Jane the brochure", "log_material"),
    ],
)
def test_what_a_customer_is_unhappy_about_or_asks_for(text: str, act: str) -> None:
    assert names(text) == [act]


WRITING: Final = {
    *("log_complaint", "resolve_complaint", "log_request", "log_material", "merge", "handover", "refer"),
    *("set_preference", "amend_contact", "new_contact", "new_customer", "campaign"),
}


@pytest.mark.parametrize(
    "text",
    [
        "泰禾投诉了吗",
        "did Acme complain?",
        "如果泰禾投诉我们就换货",
        "听说泰禾投诉了",
        "没人投诉",
        "Don't close the overheating complaint yet",
        "no need to call june back",
        "把样品转给韩梅",
        "move Acme to negotiation",
        "要不要把泰禾转给韩梅？",
        "are Acme and Globex the same company?",
        "本来想去五月花的，车坏了",
        "我去泰禾修好了再说",
        "泰禾问投诉怎么处理",
        "估计泰禾会投诉",
        "Acme might complain",
        "Acme isn't complaining",
        "nobody complained",
        "Tom complained about the coffee",
        "if Acme asks for samples we send them",
        "we should merge Acme and Globex",
        "手册还没发给泰禾",
        "准备给泰禾发手册",
        "泰禾给了我们他们的手册",
        "Acme sent us their brochure",
        "I asked Jane for the contract",
        "we need samples from Acme",
        "泰禾要我们便宜点",
        "泰禾带来了图纸",
        "Jane needs to check with her boss",
        "texted Bob, no answer",
    ],
)
def test_what_is_asked_supposed_or_denied_is_not_written(text: str) -> None:
    assert WRITING.isdisjoint(names(text))


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("钱总不要再发邮件了", {"customer": TAIHE, "person": "钱伟", "channel": "email", "pref": "never"}),
        ("Acme: no calls before 10", {"customer": ACME, "channel": "call", "pref": "before", "at": "10:00"}),
        ("钱总只能微信联系", {"customer": TAIHE, "person": "钱伟", "channel": "wechat", "pref": "only"}),
        (
            "Jane prefers email",
            {"customer": ACME, "person": "Jane Smith", "channel": "email", "pref": "prefer"},
        ),
        ("June可以重新联系了", {"customer": "Friday Foods", "person": "June Park", "pref": "resume"}),
    ],
)
def test_how_somebody_wants_to_be_reached(text: str, slots: dict[str, str]) -> None:
    assert heard(text) == [("set_preference", slots)]


@pytest.mark.parametrize(
    "text",
    [
        "今天别给周敏打电话",
        "no calls today",
        "I don't call Acme on Mondays",
        "泰禾不接电话",
        "别忘了给钱总打电话",
    ],
)
def test_what_is_for_once_or_no_wish_is_no_preference(text: str) -> None:
    assert "set_preference" not in names(text)


@pytest.mark.parametrize(
    ("text", "amount", "qty"),
    [
        ("展会花了20万收了470张名片", {"value": 200000, "currency": "CNY"}, 470),
        ("webinar brought 120 sign-ups", None, 120),
        ("trade fair cost £12k", {"value": 12000, "currency": "GBP"}, None),
    ],
)
def test_what_a_campaign_cost_and_brought(text: str, amount: dict[str, Any] | None, qty: int | None) -> None:
    ((name, slots),) = heard(text)
    assert (name, slots.get("amount"), slots.get("qty")) == ("campaign", amount, qty)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("新客户 恒远机械 负责人韩梅", [("new_customer", {"customer": "恒远机械", "owner": "韩梅"})]),
        (
            "新客户：鼎新科技，联系人马总 13700001111",
            [
                ("new_customer", {"customer": "鼎新科技"}),
                ("new_contact", {"customer": "鼎新科技", "person": "马总", "phone": "+8613700001111"}),
            ],
        ),
        ("泰禾的采购换成了赵敏", [("new_contact", {"customer": TAIHE, "person": "赵敏", "title": "采购"})]),
        ("钱总升副总裁了", [("amend_contact", {"customer": TAIHE, "person": "钱伟", "title": "副总裁"})]),
        ("钱总离职了", [("amend_contact", {"customer": TAIHE, "person": "钱伟", "left": True})]),
        (
            "Jane's new number is +1 415 555 2671",
            [("amend_contact", {"customer": ACME, "person": "Jane Smith", "phone": "+14155552671"})],
        ),
        (
            "孙倩\n采购经理\n恒远机械有限公司\n手机 13812345678",
            [
                (
                    "new_contact",
                    {
                        "customer": "恒远机械有限公司",
                        "person": "孙倩",
                        "title": "采购经理",
                        "phone": "+8613812345678",
                    },
                )
            ],
        ),
    ],
)
def test_who_is_new_and_what_has_changed(text: str, said: list[tuple[str, dict[str, Any]]]) -> None:
    assert heard(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("merge Acme and Globex", ("merge", {"customer": ACME, "other": "Globex Inc"})),
        ("把泰禾和华联合并", ("merge", {"customer": TAIHE, "other": HUALIAN})),
        ("恒远是钱总介绍来的", ("refer", {"customer": "恒远", "person": "钱伟", "referrer": TAIHE})),
        ("Acme introduced us to Globex", ("refer", {"customer": "Globex Inc", "referrer": ACME})),
        ("把泰禾转给韩梅", ("handover", {"to": "韩梅", "customer": TAIHE})),
        ("泰禾以后由韩梅负责", ("handover", {"to": "韩梅", "customer": TAIHE})),
        ("小李离职，客户都转给我", ("handover", {"from": "李雷", "to": "李雷"})),
        ("assign acme to Ann", ("handover", {"to": "Ann", "customer": ACME})),
        ("make 韩梅 owner of 泰禾", ("handover", {"to": "韩梅", "customer": TAIHE})),
        ("give all Tom's accounts to Ann", ("handover", {"from": "Tom Baker", "to": "Ann"})),
        ("assign all of Tom's customers to me", ("handover", {"from": "Tom Baker", "to": "李雷"})),
        ("泰禾从Tom转到Ann", ("handover", {"from": "Tom Baker", "to": "Ann", "customer": TAIHE})),
    ],
)
def test_which_accounts_are_one_and_whose(text: str, said: tuple[str, dict[str, Any]]) -> None:
    assert heard(text) == [said]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("钱总电话多少", {"customer": TAIHE, "person": "钱伟"}),
        ("查一下华联", {"customer": HUALIAN}),
        ("look up Initech", {"customer": "Initech"}),
        ("查一下王芳是哪个公司的", {"customer": "宏达贸易有限公司", "person": "王芳"}),
        ("who is Ann", {"person": "Ann"}),
    ],
)
def test_whom_a_look_up_is_for(text: str, slots: dict[str, str]) -> None:
    assert heard(text) == [("find", slots)]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("泰禾投诉A款漏油，要求周五前处理", "2026-03-13"),
        ("Jane complained the A款 leaks, wants it fixed by Friday", "2026-03-13"),
        ("华联周一收到的货坏了两箱", None),
    ],
)
def test_by_when_a_complaint_is_to_be_settled(text: str, due: str | None) -> None:
    ((name, slots),) = heard(text)
    assert name == "log_complaint"
    assert slots.get("due") == due


def test_customers_go_to_me_even_when_nobody_knows_who_speaks() -> None:
    nobody = replace(hearing(), member=None)
    (command,) = parsed(understand("小李离职，客户都转给我", nobody))["commands"]
    assert command == {"name": "handover", "slots": {"from": "李雷", "to": "我"}}
