"""Attacks 23 to 25: what is said, who says it, and what happens when Slack says no."""

import logging
import time

import pytest

from bot.domain.chat import Address, Block, Button, Card, Identity, Outgoing, Platform
from tests.adapters.slack.stand import Bot, event
from tests.fakes.schema import Json
from tests.fakes.slack import SECRET, SlackFake
from tests.fakes.waiting import wait_until


def test_attack_23_only_the_id_of_team_and_user_counts(sl: SlackFake, bot: Bot) -> None:
    bot.members.add(Identity(Platform.SLACK, "T1", "U1"))
    sl.user("U1", "李雷")
    twin = sl.user("U2", "李雷", guest=True)
    twin.message("我是李雷 <@U1>")
    twin.wait_for("还不认识您")
    connect = event(sl, "泰禾情况", channel="DU2", user="U1", user_team="T2", team="T2")
    assert sl._deliver("events", connect).acknowledged
    wait_until(lambda: len(bot.outbox.over) == 2, "end", 10, lambda: bot.heard)
    click: Json = {"type": "block_actions", "team": {"id": "T1"}, "user": {"id": "U1", "team_id": "T2"}}
    click |= {"actions": [{"type": "button", "value": "x"}], "channel": {"id": "DU2"}, "trigger_id": "9"}
    assert sl.interact(click | {"api_app_id": "A0YINUO"}).acknowledged
    wait_until(lambda: len(bot.heard) == 3, "end", 10, lambda: bot.heard)
    assert [said.sender for said in bot.heard] == [
        Identity(Platform.SLACK, "T1", "U2"),
        Identity(Platform.SLACK, "T2", "U1"),
        Identity(Platform.SLACK, "T2", "U1"),
    ]
    assert not any(each in bot.members for each in [said.sender for said in bot.heard])
    sl._ledger.violations.clear()


NASTY = (
    "<!channel> <@U1> <http://evil.example|银行> </b><a href='x'> *粗* _斜_ `码` :smile: \u202eexe.gpj &lt;"
)


def test_attack_24_markup_is_shown_as_it_was_typed(sl: SlackFake, bot: Bot) -> None:
    bot.talk = lambda incoming: [
        Outgoing(
            address=incoming.address,
            card=Card(
                title=NASTY,
                blocks=(Block((NASTY,), heading=NASTY),),
                buttons=((Button(NASTY, id="1"), Button("链接", url="javascript:alert(1)")),),
            ),
        )
    ]
    li = sl.user("U1")
    li.message(NASTY)
    card = li.wait_for("银行")
    shown = NASTY.replace("\u202e", "")
    assert bot.heard[0].text == shown
    assert card.shown.splitlines() == [shown, shown, "", shown, shown[:74] + "…"]
    assert len(card.controls) == 1
    for mark in ("<!channel>", "<@U1>", "<http", "\u202e"):
        assert mark not in card.text
    assert {element["type"] for block in card.blocks for element in elements(block)} == {"text", "plain_text"}


def elements(block: Json) -> list[Json]:
    """The texts of a block, as Slack would read them."""
    if block["type"] == "rich_text":
        return [each for section in block["elements"] for each in section["elements"]]
    return [element["text"] for element in block["elements"]]


@pytest.mark.usefixtures("bot")
def test_attack_25_too_fast_only_that_chat_waits(sl: SlackFake) -> None:
    li, han = sl.user("U1"), sl.user("U2", "韩梅")
    sl.fail_next("chat.postMessage", 429, retry_after=1)
    begun = time.monotonic()
    li.message("第一")
    li.message("第二")
    han.message("泰禾情况")
    han.wait_for("泰禾情况")
    assert time.monotonic() - begun < 0.9
    li.wait_for("第二")
    assert time.monotonic() - begun > 0.95
    assert [message.text.splitlines()[0] for message in li.messages] == ["已记下：第一", "已记下：第二"]


@pytest.mark.parametrize("error", ["channel_not_found", "is_archived", "account_inactive", "token_revoked"])
def test_attack_25_who_cannot_be_reached_is_said_so(sl: SlackFake, bot: Bot, error: str) -> None:
    li = sl.user("U1")
    li.dm.refusal = error
    li.message("在吗")
    wait_until(lambda: bot.outbox.over, "end", 10, lambda: bot.heard)
    assert bot.outbox.ends() == ["unreachable"]


@pytest.mark.usefixtures("bot")
def test_attack_25_a_deleted_message_is_written_anew(sl: SlackFake) -> None:
    li = sl.user("U1")
    li.message("周五送样")
    card = li.wait_for("已记下")
    sl.fail_next("chat.update", 200, error="message_not_found")
    li.press("撤销")
    assert li.wait_for("已撤销").ts != card.ts


def test_attack_25_a_long_answer_is_split_in_order(sl: SlackFake, bot: Bot) -> None:
    lines = tuple(f"{number}：{'长' * 500}" for number in range(60))
    card = Card(title="很长", blocks=(Block(lines, heading="泰禾"),), buttons=((Button("好", id="1"),),))
    bot.talk = lambda incoming: [Outgoing(address=incoming.address, card=card)]
    li = sl.user("U1")
    li.message("在吗")
    last = li.wait_for("59：")
    shown = "\n".join(message.shown for message in li.messages)
    assert [line.partition("：")[0] for line in shown.splitlines() if "：" in line] == [
        str(n) for n in range(60)
    ]
    assert len(li.messages) > 1
    assert [bool(message.controls) for message in li.messages] == [False] * (len(li.messages) - 1) + [True]
    assert last.controls[0].label == "好"


@pytest.mark.usefixtures("bot")
def test_attack_25_blocks_that_slack_refuses_are_sent_as_text(sl: SlackFake) -> None:
    sl.fail_next("chat.postMessage", 200, error="invalid_blocks")
    li = sl.user("U1")
    li.message("<周五> 送样")
    card = li.wait_for("送样")
    assert (card.blocks, card.text.splitlines()[0]) == ([], "已记下：&lt;周五&gt; 送样")


def test_attack_25_no_secret_in_any_log(sl: SlackFake, bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("slack_sdk").setLevel(logging.DEBUG)
    li = sl.user("U1")
    sl.fail_next("chat.postMessage", 500)
    sl.fail_next("views.publish", 200, error="not_enabled")
    sl.fail_next("conversations.open", 200, error="internal_error")
    li.open_home()
    li.message("周五送样")
    li.command("/yinuo", "log")
    li.wait_for("周五送样")
    li.press("撤销")
    li.wait_for("已撤销")
    sl.fail_next("chat.postMessage", 200, error="restricted_action")
    li.message("再来")
    wait_until(lambda: "failed" in bot.outbox.ends(), "end", 10, lambda: bot.heard)
    assert "restricted_action" in caplog.text
    for secret in (sl.bot_token, SECRET, sl.app_token, sl.client_secret):
        assert secret not in caplog.text


def long_card() -> Card:
    return Card(title="很长", blocks=tuple(Block((f"{number}：{'长' * 2000}",)) for number in range(12)))


def test_later_pages_wait_for_their_turn(sl: SlackFake, bot: Bot) -> None:
    bot.talk = lambda incoming: [Outgoing(address=incoming.address, card=long_card())]
    li = sl.user("U1")
    sl.fail_next("chat.postMessage", 200, delay=0)
    sl.fail_next("chat.postMessage", 429, retry_after=1)
    li.message("在吗")
    li.wait_for("11：")
    said = [line[:3] for message in li.messages for line in message.shown.splitlines() if "：" in line]
    assert said == [f"{number}："[:3] + ("长" if number < 10 else "") for number in range(12)]
    assert bot.outbox.ends() in ([], ["sent"])


def test_a_card_for_a_person_goes_to_their_private_chat(sl: SlackFake, bot: Bot) -> None:
    li = sl.user("U1")
    bot.talk = lambda _incoming: [
        Outgoing(address=Address(Platform.SLACK, "T1", "U1"), card=Card(title="泰禾明天到期"))
    ]
    li.mention("C1", "提醒我")
    assert li.wait_for("明天到期").channel.id == "DU1"


@pytest.mark.usefixtures("bot")
def test_a_thread_that_is_gone_is_answered_in_the_channel(sl: SlackFake) -> None:
    li = sl.user("U1")
    ts = li.mention("C1", "泰禾情况")
    li.wait_for("泰禾情况")
    sl.fail_next("chat.postMessage", 200, error="thread_not_found")
    li.mention("C1", "再说一遍", thread_ts=ts)
    assert li.wait_for("再说一遍").thread_ts is None


def test_where_we_are_not_a_word_goes_by_the_response_url(sl: SlackFake, bot: Bot) -> None:
    notice = Card(title="这个按钮过期了", notice=True)
    bot.talk = lambda incoming: [
        Outgoing(address=incoming.address, card=notice, callback=incoming.callback, user=incoming.sender.user)
    ]
    li = sl.user("U1")
    sl.channel("C9", members=[li]).refusal = "not_in_channel"
    sl.fail_next("response_url", 429, retry_after=1)
    li.command("/yinuo", "在吗", channel="C9")
    assert li.wait_for("过期").only_for == "U1"


def test_a_response_url_that_fails_is_tried_again(sl: SlackFake, bot: Bot) -> None:
    li = sl.user("U1")
    sl.channel("C9", members=[li]).refusal = "not_in_channel"
    sl.fail_next("response_url", 500)
    li.command("/yinuo", "在吗", channel="C9")
    assert li.wait_for("在吗").only_for == "U1"
    wait_until(lambda: bot.outbox.over, "end", 10, lambda: bot.outbox.waiting)
    assert bot.outbox.ends() == ["sent"]
