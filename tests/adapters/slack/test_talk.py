"""People in Slack and the bot, over real sockets: messages, mentions, commands, forms, buttons, the home tab."""

import pytest

from bot.domain.chat import Address, Button, Card, Filled, Identity, Outgoing, Platform
from tests.adapters.slack.stand import Bot
from tests.fakes.slack import SlackFake
from tests.fakes.waiting import wait_until


def test_text_buttons_click_and_the_message_is_edited(sl: SlackFake, bot: Bot) -> None:
    li = sl.user("U1")
    ts = li.message("答应泰禾 <A&B> 周五前送样")
    card = li.wait_for("已记下")
    assert card.shown == (
        "已记下：答应泰禾 <A&B> 周五前送样\n泰禾\n\n韩梅2月20日也答应过样品\n下一步：报价\n撤销\n填表"
    )
    [said] = bot.heard
    assert (said.sender, said.address) == (
        Identity(Platform.SLACK, "T1", "U1"),
        Address(Platform.SLACK, "T1", "DU1"),
    )
    assert (said.text, said.message, said.group, said.edited) == (
        "答应泰禾 <A&B> 周五前送样",
        ts,
        False,
        False,
    )
    assert li.press("撤销").acknowledged
    assert li.wait_for("已撤销").ts == card.ts
    assert card.controls == []
    assert bot.heard[1].message == card.ts


def test_a_mention_in_a_channel_and_in_its_thread(sl: SlackFake, bot: Bot) -> None:
    li = sl.user("U1")
    ts = li.mention("C1", "谁答应过泰禾什么")
    assert li.wait_for("谁答应过").thread_ts is None
    [said] = bot.heard
    assert (said.text, said.group, said.address.chat) == ("谁答应过泰禾什么", True, "C1")
    li.mention("C1", "再说一遍", thread_ts=ts)
    assert li.wait_for("再说一遍").thread_ts == ts
    li.press("撤销")
    assert li.wait_for("已撤销").thread_ts == ts
    li.mention("C1", "")
    assert li.wait_for("/help")


def test_channel_talk_that_does_not_call_us_is_not_even_kept(sl: SlackFake, bot: Bot) -> None:
    li = sl.user("U1")
    li.say("C1", "随便聊聊")
    li.message("在吗")
    li.wait_for("在吗")
    assert [said.text for said in bot.heard] == ["在吗"]


def test_an_edit_is_heard_once_and_only_when_words_change(sl: SlackFake, bot: Bot) -> None:
    li = sl.user("U1")
    ts = li.message("周五送样")
    li.edit(ts, "周四送样")
    li.wait_for("已更改：周四送样")
    sl.repeat()
    li.edit(ts, "周四送样")
    li.message("好了")
    li.wait_for("好了")
    assert [(said.text, said.edited, said.message) for said in bot.heard[:2]] == [
        ("周五送样", False, ts),
        ("周四送样", True, ts),
    ]
    assert len(bot.heard) == 3


def test_slash_command_with_text(sl: SlackFake, bot: Bot) -> None:
    li = sl.user("U1", "李雷")
    assert li.command("/yinuo", "答应泰禾周五前送样", channel="C1").acknowledged
    li.wait_for("已记下：答应泰禾周五前送样")
    assert (bot.heard[0].group, bot.heard[0].name, bot.heard[0].language) == (True, "李雷", "zh")
    li.command("/yinuo", "promise 泰禾 周五")
    li.wait_for("/promise 泰禾 周五")
    assert bot.heard[1].group is False
    li.command("/yinuo")
    li.wait_for("/help")


def test_where_we_are_not_in_the_channel_only_the_person_sees_the_answer(sl: SlackFake, bot: Bot) -> None:
    li = sl.user("U1")
    sl.channel("C9", members=[li]).refusal = "not_in_channel"
    li.command("/yinuo", "泰禾情况", channel="C9")
    card = li.wait_for("泰禾情况")
    assert card.only_for == "U1"
    li.press("撤销")
    assert li.wait_for("已撤销").ts == card.ts
    assert bot.heard[1].button.startswith("undo")


def test_a_chat_between_two_people_is_a_group(sl: SlackFake, bot: Bot) -> None:
    """`join CODE` said there must not bind that chat; our own private chat with the person is another."""
    li = sl.user("U1")
    sl.channel("DOTHER", members=[li]).refusal = "channel_not_found"
    li.command("/yinuo", "join ABC", channel="DOTHER")
    assert li.wait_for("join ABC").only_for == "U1"
    assert (bot.heard[0].address.chat, bot.heard[0].group) == ("DOTHER", True)


def test_bare_command_opens_the_form_and_its_answer_comes_where_it_was_asked(sl: SlackFake, bot: Bot) -> None:
    li = sl.user("U1")
    assert li.command("/yinuo", "log", channel="C1").acknowledged
    view = li.wait_for_view("记一次联系")
    assert view.shown == "记一次联系\n客户\n方式\n拜访\n电话\n哪天\n内容\n聊了什么"
    li.submit({"客户": "泰禾", "方式": "电话", "哪天": "2026-11-20", "内容": "聊了续约"})
    assert li.view is None
    li.wait_for("已记下：泰禾 call 2026-11-20 聊了续约")
    [said] = bot.heard
    assert said.filled == Filled(
        command="log_interaction",
        fields=(("customer", "泰禾"), ("channel", "call"), ("when", "2026-11-20"), ("what", "聊了续约")),
    )
    assert (said.address.chat, said.group) == ("C1", True)


def test_fields_left_empty_are_not_said(sl: SlackFake, bot: Bot) -> None:
    li = sl.user("U1")
    li.command("/yinuo", "记")
    li.wait_for_view()
    li.submit({"客户": "泰禾", "内容": "聊了"})
    li.wait_for("泰禾 聊了")
    assert bot.heard[0].filled == Filled(
        command="log_interaction", fields=(("customer", "泰禾"), ("what", "聊了"))
    )


def test_message_shortcut_takes_the_words_along(sl: SlackFake, bot: Bot) -> None:
    li, han = sl.user("U1"), sl.user("U2", "韩梅")
    sl.channel("C1", members=[li, han])
    ts = han.say("C1", "泰禾要 A&B 两款")
    assert li.shortcut("log_in_yinuo", ts).acknowledged
    li.wait_for_view("记一次联系")
    li.submit({"客户": "泰禾"})
    li.wait_for("已记下：泰禾 泰禾要 A&B 两款")
    [said] = bot.heard
    assert said.source == f"slack:T1:C1:{ts}"
    assert said.sender.user == "U1"


def test_global_shortcut_answers_in_the_private_chat(sl: SlackFake, bot: Bot) -> None:
    li = sl.user("U1")
    li.shortcut("log_with_yinuo")
    li.wait_for_view()
    li.submit({"客户": "泰禾", "内容": "来电"})
    li.wait_for("泰禾 来电")
    assert (bot.heard[0].address.chat, bot.heard[0].group) == ("DU1", False)


def test_a_button_that_shows_a_form_opens_it(sl: SlackFake, bot: Bot) -> None:
    li = sl.user("U1")
    li.message("在吗")
    li.wait_for("在吗")
    li.press("填表")
    li.wait_for_view("记一次联系")
    li.submit({"客户": "泰禾", "内容": "来电"})
    li.wait_for("泰禾 来电")
    assert [said.button.partition("-")[0] for said in bot.heard] == ["", "form", ""]


def test_a_button_whose_form_is_known_at_the_door_opens_it_there(sl: SlackFake, bot: Bot) -> None:
    stays = (Button("马上", id="form-now-1", stays=True), Button("以后", id="form-now-2"))
    bot.talk = lambda incoming: [Outgoing(address=incoming.address, card=Card(title="好", buttons=(stays,)))]
    li = sl.user("U1")
    li.message("在吗")
    li.wait_for("好")
    li.press("马上")
    li.wait_for_view("记一次联系")
    li.close()
    li.press("以后")
    wait_until(lambda: len(bot.heard) == 2, "press", 10, lambda: bot.heard)
    assert [said.button for said in bot.heard] == ["", "form-now-2"]


def test_a_form_that_comes_too_late_is_offered_by_a_button(sl: SlackFake, bot: Bot) -> None:
    sl.trigger_seconds = 0.0
    li = sl.user("U1")
    li.message("在吗")
    li.wait_for("在吗")
    sl.fail_next("views.open", 200, error="expired_trigger_id")
    li.press("填表")
    li.wait_for("请填表")
    sl.trigger_seconds = 3.0
    li.press("记一次联系")
    li.wait_for_view()
    assert [said.button[:4] for said in bot.heard] == ["", "form"]


def test_a_shortcut_whose_form_cannot_open_offers_it(sl: SlackFake, bot: Bot) -> None:
    li = sl.user("U1")
    sl.fail_next("views.open", 200, error="internal_error", times=2)
    li.command("/yinuo", "log")
    li.wait_for("请填表")
    li.press("记一次联系")
    li.wait_for_view()
    assert [said.text for said in bot.heard] == ["/log"]


def test_a_stranger_gets_words_not_forms(sl: SlackFake, bot: Bot) -> None:
    bot.members.add(Identity(Platform.SLACK, "T1", "U9"))
    li = sl.user("U1")
    li.command("/yinuo", "log")
    li.wait_for("还不认识您")
    assert li.view is None


def test_the_home_tab_shows_the_day_and_follows_a_press(sl: SlackFake, bot: Bot) -> None:
    li = sl.user("U1")
    li.open_home()
    li.wait_for_home("今天，听过0句")
    li.press("完成")
    li.wait_for_home("今天，听过1句")
    [said] = bot.heard
    assert (said.button, said.address.chat, said.message, said.group) == ("done-0", "DU1", "", False)
    li.press("记一次联系")
    li.wait_for_view("记一次联系")


@pytest.mark.usefixtures("bot")
def test_a_notice_is_for_one_person_only(sl: SlackFake) -> None:
    li, han = sl.user("U1"), sl.user("U2", "韩梅")
    sl.channel("C1", members=[li, han])
    li.mention("C1", "报价")
    card = han.wait_for("报价")
    han.press_action({"type": "button", "action_id": "x", "block_id": "b", "value": "forged"}, card)
    assert han.wait_for("这个按钮过期了").only_for == "U2"
    assert "过期" not in "".join(message.shown for message in li.messages)
