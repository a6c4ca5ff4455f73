"""Sending: edits, notices, long cards, and what Telegram refuses."""

import threading
import time

import pytest

from bot.domain.chat import Block, Button, Card
from bot.domain.errors import Rejected, SendFailed, SlowDown, Unreachable
from tests.adapters.telegram.road import Road, card, to
from tests.fakes.telegram import TelegramFake

LONG = Card("长", tuple(Block(("好" * 3000,), f"第{n}段") for n in range(3)), ((Button("撤销", id="u"),),))


@pytest.fixture(autouse=True)
def no_gap(road: Road) -> None:
    road.side.channel.gap = 0.01  # type: ignore[attr-defined]


def test_the_id_of_what_was_sent_comes_back_and_edits_it(tg: TelegramFake, road: Road) -> None:
    li = tg.private(42)
    sent = road.send(to(42), card("一"))
    assert sent == str(li.messages[0].id)
    assert road.send(to(42, replaces=sent), card("二", buttons=[[Button("好", id="b")]])) == sent
    assert road.send(to(42, replaces=sent), card("二", buttons=[[Button("好", id="b")]])) == sent, "unchanged"
    assert [(message.text, message.edits) for message in li.messages] == [("二", ["一"])]


@pytest.mark.parametrize("gone", ["99999", "", "no-number"])
def test_what_cannot_be_edited_is_sent_anew(tg: TelegramFake, road: Road, gone: str) -> None:
    li = tg.private(42)
    sent = road.send(to(42, replaces=gone), card("新"))
    assert [str(message.id) for message in li.messages] == [sent]


def test_a_message_too_old_to_edit_is_sent_anew(tg: TelegramFake, road: Road) -> None:
    li = tg.private(42)
    old = road.send(to(42), card("旧"))
    tg.fail_next("editMessageText", 400, description="Bad Request: message can't be edited")
    assert road.send(to(42, replaces=old), card("新")) == str(li.messages[1].id)


def test_a_notice_is_a_toast_for_the_one_who_pressed(tg: TelegramFake, road: Road) -> None:
    li = tg.private(42)
    road.send(to(42), card("一", buttons=[[Button("按", id="b")]]))
    press = li.press("按")
    assert road.wait_heard()[0].callback == press
    answer = tg.wait_for_answer(press)
    assert (answer["text"], answer["show_alert"], li.toasts) == (
        "这个按钮已经失效",
        False,
        ["这个按钮已经失效"],
    )
    assert len(li.messages) == 1


def test_a_long_notice_waits_to_be_read(tg: TelegramFake, road: Road) -> None:
    li = tg.private(42)
    road.send(to(42), card("一", buttons=[[Button("按", id="undo")]]))
    press = li.press("按")
    tg.wait_for_answer(press)
    assert road.send(to(42, callback=press), card("好" * 250, notice=True)) == ""
    answer = tg.wait_for_answer(press)
    assert (len(answer["text"]), answer["show_alert"]) == (200, True)


def test_a_late_notice_becomes_a_message_but_never_in_a_group(tg: TelegramFake, road: Road) -> None:
    li = tg.private(42)
    group = tg.group(-100, "华东", [li])
    assert road.send(to(42, callback="too old", replaces="7"), card("失效", notice=True)) != ""
    assert road.send(to(-100, callback="too old"), card("失效", notice=True)) == ""
    assert ([message.text for message in li.messages], group.messages) == (["失效"], [])


def test_a_notice_without_a_press_is_a_message(tg: TelegramFake, road: Road) -> None:
    li = tg.private(42)
    road.send(to(42), card("提醒", notice=True))
    assert li.messages[0].text == "提醒"


def test_an_over_long_card_is_split_with_its_buttons_under_the_last(tg: TelegramFake, road: Road) -> None:
    li = tg.private(42)
    sent = road.send(to(42), LONG)
    assert [len(message.buttons) for message in li.messages] == [0, 0, 1]
    assert sent == str(li.messages[-1].id)
    assert [message.text[-3000:] for message in li.messages] == ["好" * 3000] * 3


def test_a_429_in_the_middle_of_a_long_card_does_not_start_it_again(tg: TelegramFake, road: Road) -> None:
    li = tg.private(42)

    def refuse_the_second() -> None:
        li.wait_for_count(1)
        tg.fail_next("sendMessage", 429)

    first = threading.Thread(target=refuse_the_second)
    first.start()
    road.side.channel.gap = 0.2  # type: ignore[attr-defined]
    road.send(to(42), LONG)
    first.join()
    assert len(li.messages) == 3
    assert sum(call.method == "sendMessage" for call in tg.calls) == 4


def test_a_network_fault_in_the_middle_of_a_long_card_does_not_start_it_again(
    tg: TelegramFake, road: Road
) -> None:
    li = tg.private(42)
    road.side.channel.gap = 0.2  # type: ignore[attr-defined]
    sender = threading.Thread(target=road.send, args=(to(42), LONG))
    sender.start()
    li.wait_for_count(1)
    tg.fail_next("sendMessage", 500)
    li.wait_for_count(2)
    tg.fail_next("sendMessage", 400, description="Bad Request: can't parse entities")
    sender.join(10)
    assert len(li.messages) == 3


def test_a_long_429_in_the_middle_of_a_long_card_is_left_to_the_outbox(tg: TelegramFake, road: Road) -> None:
    tg.private(42)
    tg.fail_next("sendMessage", 200)
    tg.fail_next("sendMessage", 429, retry_after=40)
    with pytest.raises(SlowDown):
        road.send(to(42), LONG)


def test_a_long_card_that_is_refused_on_its_way_is_given_up(tg: TelegramFake, road: Road) -> None:
    tg.private(42)
    tg.fail_next("sendMessage", 200)
    tg.fail_next("sendMessage", 400, description="Bad Request: chat not found")
    with pytest.raises(Unreachable):
        road.send(to(42), LONG)


def test_an_edit_in_a_chat_that_is_gone_is_not_tried_again(tg: TelegramFake, road: Road) -> None:
    tg.private(42)
    sent = road.send(to(42), card("一"))
    tg.fail_next("editMessageText", 400, description="Bad Request: chat not found")
    with pytest.raises(Unreachable):
        road.send(to(42, replaces=sent), card("二"))


def test_a_429_is_for_this_chat_only_and_says_how_long(tg: TelegramFake, road: Road) -> None:
    tg.private(42)
    tg.private(43)
    tg.fail_next("sendMessage", 429, retry_after=7)
    with pytest.raises(SlowDown) as slow:
        road.send(to(42), card("一"))
    assert (slow.value.seconds, slow.value.everywhere) == (7, False)
    road.send(to(43), card("二"))


@pytest.mark.parametrize(
    ("status", "description"),
    [
        (403, "Forbidden: bot was blocked by the user"),
        (403, "Forbidden: user is deactivated"),
        (400, "Bad Request: chat not found"),
        (400, "Bad Request: not enough rights to send text messages to the chat"),
    ],
)
def test_who_cannot_be_reached_is_said_once(
    tg: TelegramFake, road: Road, status: int, description: str
) -> None:
    tg.private(42)
    tg.fail_next("sendMessage", status, description=description)
    with pytest.raises(Unreachable):
        road.send(to(42), card("一"))
    assert sum(call.method == "sendMessage" for call in tg.calls) == 1


def test_a_group_that_moved_is_unreachable_under_its_old_id(tg: TelegramFake, road: Road) -> None:
    tg.group(-5, "旧", [tg.private(42)])
    tg.fail_next("sendMessage", 400, description="Bad Request: group upgraded", migrate_to_chat_id=-1005)
    with pytest.raises(Unreachable):
        road.send(to(-5), card("一"))


@pytest.mark.parametrize("status", [500, 502, 0])
def test_network_faults_are_for_a_later_try(tg: TelegramFake, road: Road, status: int) -> None:
    tg.private(42)
    tg.fail_next("sendMessage", status)
    with pytest.raises(SendFailed) as failed:
        road.send(to(42), card("一"))
    assert type(failed.value) is SendFailed


def test_refused_markup_goes_out_as_plain_text(tg: TelegramFake, road: Road) -> None:
    li = tg.private(42)
    sent = road.send(to(42), card("一"))
    for method, outgoing in (("sendMessage", to(42)), ("editMessageText", to(42, replaces=sent))):
        tg.fail_next(method, 400, description="Bad Request: can't parse entities: unsupported start tag")
        road.send(outgoing, card("<b>&", title="字"))
    assert [(message.text, message.entities) for message in li.messages] == [("字\n<b>&", [])] * 2


def test_what_is_refused_even_as_plain_text_is_rejected(tg: TelegramFake, road: Road) -> None:
    tg.private(42)
    tg.fail_next("sendMessage", 400, description="Bad Request: BUTTON_URL_INVALID", times=2)
    with pytest.raises(Rejected, match="Button_url_invalid"):
        road.send(to(42), card("一"))


def test_links_show_no_preview(tg: TelegramFake, road: Road) -> None:
    tg.private(42)
    sent = road.send(to(42), card("https://example.com t.me/somebody"))
    road.send(to(42, replaces=sent), card("https://example.org"))
    shown = [call.payload for call in tg.calls if call.method in {"sendMessage", "editMessageText"}]
    assert [payload["link_preview_options"]["is_disabled"] for payload in shown] == [True, True]


def test_the_end_waits_for_what_is_in_the_air(tg: TelegramFake) -> None:
    li = tg.private(42)
    tg.fail_next("sendMessage", 200, delay=0.5)
    with Road(tg) as road:
        sender = threading.Thread(target=road.send, args=(to(42), card("最后")))
        sender.start()
        while not any(call.method == "sendMessage" for call in tg.calls):
            time.sleep(0.01)
    sender.join(5)
    assert [message.text for message in li.messages] == ["最后"]
