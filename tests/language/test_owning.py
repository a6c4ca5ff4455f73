"""Who watches, shares, claims or inherits a customer, in either language; and what only sounds like it."""

from typing import Any

import pytest

from bot.language import parsed, understand
from tests.language.world import hearing

TAIHE, HUALIAN, ACME, GLOBEX = "泰禾电子科技有限公司", "华联集团", "Acme Corp", "Globex Inc"


def heard(text: str) -> list[tuple[str, dict[str, Any]]]:
    return [(each["name"], each["slots"]) for each in parsed(understand(text, hearing()))["commands"]]


SAID: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("关注泰禾", "watch", {"customer": TAIHE}),
    ("帮我盯着华联", "watch", {"customer": HUALIAN}),
    ("keep an eye on Globex", "watch", {"customer": GLOBEX}),
    ("取消关注泰禾", "stop_watching", {"customer": TAIHE}),
    ("泰禾不用关注了", "stop_watching", {"customer": TAIHE}),
    ("unfollow Acme", "stop_watching", {"customer": ACME}),
    ("我和韩梅一起跟泰禾", "co_own", {"customer": TAIHE, "with": "韩梅"}),
    ("让韩梅也跟华联", "co_own", {"customer": HUALIAN, "with": "韩梅"}),
    ("make Tom a co-owner of Acme", "co_own", {"customer": ACME, "with": "Tom Baker"}),
    ("有什么新动态", "whats_new", {}),
    ("any news on my accounts?", "whats_new", {}),
    ("全部标为已读", "mark_read", {}),
    ("mark everything as read", "mark_read", {}),
    ("公海里有哪些客户", "check_pool", {}),
    ("which customers are in the pool?", "check_pool", {}),
    ("我要认领华联", "claim", {"customer": HUALIAN}),
    ("I'll claim Globex from the pool", "claim", {"customer": GLOBEX}),
    ("华联先留着", "keep_own", {"customer": HUALIAN}),
    ("keep Acme", "keep_own", {"customer": ACME}),
    ("公海回收30天", "settings", {"setting": "pool_days", "value": "30"}),
    ("公海回收 关", "settings", {"setting": "pool_days", "value": "off"}),
    ("pool after 60 days", "settings", {"setting": "pool_days", "value": "60"}),
    ("每天最多认领3家", "settings", {"setting": "pool_claims", "value": "3"}),
    ("customers per person 200", "settings", {"setting": "pool_most", "value": "200"}),
    ("韩梅的客户平均分给Ann和Tom", "handover", {"from": "韩梅", "to": "Ann", "also": ["Tom Baker"]}),
    (
        "split Tom's accounts between Ann and 韩梅",
        "handover",
        {"from": "Tom Baker", "to": "Ann", "also": ["韩梅"]},
    ),
    ("/handover Acme Ann", "handover", {"customer": ACME, "to": "Ann"}),
    ("/移交 韩梅", "handover", {"from": "韩梅"}),
    ("/认领 华联", "claim", {"customer": HUALIAN}),
)


@pytest.mark.parametrize(
    ("text", "name", "slots"), SAID, ids=lambda each: each if isinstance(each, str) else ""
)
def test_what_is_said_of_owners(text: str, name: str, slots: dict[str, Any]) -> None:
    assert heard(text) == [(name, slots)]


@pytest.mark.parametrize(
    "text",
    [
        "我和韩梅一起跟泰禾钱总吃了饭",
        "泰禾很关注交期",
        "keep Acme posted on the delivery",
        "shared the price list with Acme",
        "泰禾放回公海",
        "what's new at Acme",
        "follow up with Acme on Friday",
        "关注泰禾的交期问题，周五前给答复",
    ],
)
def test_what_only_sounds_like_it(text: str) -> None:
    ours = {"watch", "stop_watching", "co_own", "claim", "keep_own", "check_pool", "whats_new", "mark_read"}
    assert not {name for name, _ in heard(text)} & ours
