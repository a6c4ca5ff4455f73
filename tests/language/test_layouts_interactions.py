"""Touches as people read them."""

from dataclasses import replace
from datetime import date

from bot.domain.interactions import Channel, InteractionLogged, Sentiment
from tests.language.samples import ACME, ANN, JANE, LI_LEI, QIAN, TAIHE, VISIT, said, told


def test_visit() -> None:
    result = InteractionLogged(interaction=VISIT, customer=TAIHE, contact=QIAN, by="李雷")
    assert said(result, LI_LEI) == told(
        "已记下：3月10日周二拜访泰禾钱总，聊了续约。",
    )
    assert said(result, ANN) == told(
        "Noted for Tue 10 Mar, 李雷: visit to 泰禾 (钱总) – 聊了续约.",
    )


def test_good_call_last_year() -> None:
    result = InteractionLogged(
        interaction=replace(
            VISIT, channel=Channel.CALL, day=date(2025, 12, 31), what="很满意。", sentiment=Sentiment.GOOD
        ),
        customer=TAIHE,
        contact=None,
        by="李雷",
    )
    assert said(result, LI_LEI) == told(
        "已记下：2025年12月31日周三和泰禾通电话，很满意。",
        "客户反应：好",
    )
    assert said(result, ANN) == told(
        "Noted for Wed 31 Dec 2025, 李雷: call with 泰禾 – 很满意.",
        "Their mood: good",
    )


def test_touch_without_words() -> None:
    result = InteractionLogged(
        interaction=replace(VISIT, channel=None, what=""), customer=ACME, contact=JANE, by="李雷"
    )
    assert said(result, LI_LEI) == told(
        "已记下：3月10日周二联系Acme Jane。",
    )
    assert said(result, ANN) == told(
        "Noted for Tue 10 Mar, 李雷: contact with Acme (Jane).",
    )


def test_a_word_for_the_channel_is_not_said_twice() -> None:
    touch = replace(VISIT, channel=Channel.VISIT, what="拜访了")
    result = InteractionLogged(interaction=touch, customer=TAIHE, contact=None, by="李雷")
    assert said(result, LI_LEI) == told("已记下：3月10日周二拜访泰禾。")
