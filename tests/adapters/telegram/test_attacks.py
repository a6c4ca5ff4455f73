"""Attacks 17 to 21, 23, 24 and 25 on Telegram's side; those on link codes are the conversation's."""

import json
from typing import Any

import httpx
import pytest

from bot.domain.chat import Block, Button, Card, Incoming, Outgoing
from bot.domain.errors import SlowDown, Unreachable
from tests.adapters.telegram.road import SECRET, Road, card, reply, to
from tests.fakes.telegram import TelegramFake
from tests.fakes.waiting import wait_until

HEADER = "X-Telegram-Bot-Api-Secret-Token"
LI = {"id": 42, "is_bot": False, "first_name": "李雷", "language_code": "zh"}


@pytest.fixture(autouse=True)
def known(tg: TelegramFake) -> None:
    tg.private(42, "李雷")


def update(number: int = 9, **more: Any) -> dict[str, Any]:
    message = {
        "message_id": 5,
        "date": 1773388800,
        "chat": {"id": 42, "type": "private"},
        "from": LI,
        "text": "泰禾",
    }
    return {"update_id": number, "message": message | more}


def post(road: Road, *, secret: str = SECRET, **body: Any) -> int:
    return httpx.post(road.url, headers={HEADER: secret}, **body).status_code


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {HEADER: ""},
        {HEADER: "wrong"},
        {HEADER: SECRET + "x"},
        {HEADER: SECRET[:-1]},
        {HEADER: "密码".encode()},
        [(HEADER, SECRET), (HEADER, SECRET)],
    ],
)
def test_attack_17_no_or_wrong_secret(called: Road, headers: Any) -> None:
    assert httpx.post(called.url, headers=headers, json=update()).status_code == 403
    assert (called.heard, called.seen) == ([], set())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"null",
        b"[]",
        b"7",
        b'"text"',
        b"[" * 100_000,
        b'{"update_id": 1, "message": ' + b'{"a":' * 900 + b"1" + b"}" * 901,
        b'{"update_id": 1, "message": ' + b'{"a":' * 50_000 + b"1" + b"}" * 50_001,
        b'{"message": {"text": "no number"}}',
        b'{"update_id": "9", "message": {"text": "a word as number"}}',
        b'{"update_id": true, "message": {"text": "a truth as number"}}',
        b'{"update_id": 1e400, "message": {"text": "infinite"}}',
        b'{"update_id": ' + b"9" * 5000 + b"}",
        b'{"update_id": 9, "message": "not an object"}',
        b'{"update_id": 9, "message": {"text": "\\u0000\\ud800", "chat": {"id": "x"}}}',
    ],
)
def test_attack_18_what_cannot_be_read_is_put_aside(called: Road, body: bytes) -> None:
    assert post(called, content=body) == 200
    assert (called.heard, len(called.quarantined)) == ([], 1)
    assert called.quarantined[0].payload.isascii()


@pytest.mark.parametrize(
    "more",
    [
        {"date": 10**12},
        {"date": -(10**15)},
        {"date": "yesterday"},
        {"date": None},
        {"date": float("inf")},
        {"edit_date": 10**12},
        {"from": {"id": "42"}},
        {"from": 42},
        {"chat": {"id": 42}},
        {"chat": None},
        {"text": 7},
        {"text": ["a"]},
        {"chat": {"id": -5, "type": "group"}, "entities": [{"type": "mention"}]},
        {"contact": "钱进"},
        {"contact": {"vcard": 7}},
    ],
)
def test_attack_18_strange_fields_are_put_aside(called: Road, more: dict[str, Any]) -> None:
    for _ in range(2):
        assert post(called, content=_json(update(**more))) == 200
    assert (called.heard, len(called.quarantined)) == ([], 1)


def test_attack_18_a_broken_update_does_not_hold_up_the_next(tg: TelegramFake, road: Road) -> None:
    for broken in (update(1, date=10**12), update(2, text={"a": 1}), {"update_id": 3, "message": None}):
        tg.push(broken)
    tg.push(update(4, text="后面的"))
    assert [each.text for each in road.wait_heard()] == ["后面的"]
    wait_until(lambda: not tg.updates.pending, "confirmation", 5, lambda: tg.updates.pending)
    assert len(road.quarantined) == 3


def test_attack_18_control_characters_and_half_characters_are_no_text(called: Road) -> None:
    assert post(called, content=_json(update(text="泰\x00禾\ud83d\u202e\x1b[31m"))) == 200
    assert [each.text for each in called.heard] == ["泰禾[31m"]


@pytest.mark.parametrize("claimed", ["30000000", None])
def test_attack_19_30_megabytes(called: Road, claimed: str | None) -> None:
    def body() -> Any:
        for _ in range(30):
            yield b" " * 1_000_000

    sized = {"content-length": claimed} if claimed else {}
    try:
        status = httpx.post(called.url, headers={HEADER: SECRET, **sized}, content=body()).status_code
    except httpx.WriteError:
        status = 413
    assert status == 413
    assert (called.heard, called.seen) == ([], set())
    assert post(called, json=update()) == 200


def test_attack_20_the_same_update_three_times(tg: TelegramFake, called: Road) -> None:
    li = tg.private(42)
    assert [post(called, json=update()) for _ in range(3)] == [200, 200, 200]
    li.wait_for("已记下")
    assert (len(called.heard), len(li.messages)) == (1, 1)


def test_attack_20_an_old_update_comes_again_by_polling(tg: TelegramFake, road: Road) -> None:
    for _ in range(3):
        tg.push(update(5000))
        road.wait_heard()
    wait_until(lambda: not tg.updates.pending, "confirmation", 5, lambda: tg.updates.pending)
    assert len(road.heard) == 1


@pytest.mark.parametrize("forged", ["drop table", "undo'--", "撤" * 30, "\x00\ud800", "a" * 5000])
def test_attack_21_a_forged_button_reaches_the_conversation_as_an_opaque_word(
    tg: TelegramFake, road: Road, forged: str
) -> None:
    li = tg.private(42)
    sent = road.send(to(42), card("一", buttons=[[Button("按", id="b")]]))
    press = li.press_data(forged, int(sent))
    assert tg.wait_for_answer(press)["text"] == "这个按钮已经失效"
    assert len(road.heard[0].button) <= 64
    assert [message.text for message in li.messages] == ["一"]


def test_attack_21_a_click_by_another_member_names_that_member(tg: TelegramFake, road: Road) -> None:
    li, han = tg.private(42), tg.private(43, "韩梅梅")
    group = tg.group(-100, "华东", [li, han])
    road.send(to(-100), card("请选", buttons=[[Button("第一个", id="c1")]]))
    press = group.press(han, "第一个")
    tg.wait_for_answer(press)
    assert (road.heard[0].sender.user, road.heard[0].group) == ("43", True)
    assert (han.toasts, li.toasts) == (["这个按钮已经失效"], [])
    assert [message.text for message in group.messages] == ["请选"]


@pytest.mark.usefixtures("road")
def test_attack_21_a_double_click_is_answered_twice(tg: TelegramFake) -> None:
    li = tg.private(42)
    li.send("一")
    li.wait_for("已记下")
    presses = [li.press("撤销") for _ in range(2)]
    for press in presses:
        tg.wait_for_answer(press)
    li.wait_for("已撤销")
    assert (tg.unanswered, len(li.messages)) == (set(), 1)


@pytest.mark.parametrize(
    "more",
    [
        {"forward_origin": {"type": "user", "sender_user": {"id": 1, "is_bot": False, "first_name": "Ann"}}},
        {"forward_from": {"id": 1, "is_bot": False, "first_name": "Ann"}},
        {"from": LI | {"first_name": "Ann", "username": "ann_the_boss"}},
        {"contact": {"phone_number": "1", "first_name": "Ann", "user_id": 1}},
        {"reply_to_message": {"from": {"id": 1, "first_name": "Ann"}}},
    ],
)
def test_attack_23_only_the_senders_id_says_who_acts(called: Road, more: dict[str, Any]) -> None:
    post(called, json=update(**more))
    assert [each.sender.user for each in called.heard] == ["42"]


def test_attack_24_markup_mentions_and_reversed_text_stay_literal(tg: TelegramFake, road: Road) -> None:
    li = tg.private(42)
    bad = "</b><a href='http://evil'>泰禾</a> &lt; <!channel> <@U1> <http://evil|bank> =1+1"
    turned = "发票\u202egpj.exe\u2066"
    buttons = [[Button(f"{bad}\n{turned}", id="b")]]
    road.send(to(42), Card(bad, (Block((bad, turned), bad),), tuple(map(tuple, buttons))))
    [message] = li.messages
    assert message.text == f"{bad}\n\n{bad}\n{bad}\n发票gpj.exe"
    assert {entity["type"] for entity in message.entities} == {"bold"}
    assert message.buttons[0].text == f"{bad} 发票gpj.exe"


def test_attack_25_only_the_chat_that_is_too_fast_waits(tg: TelegramFake, road: Road) -> None:
    li, han = tg.private(42), tg.private(43)
    tg.fail_next("sendMessage", 429, retry_after=30)
    with pytest.raises(SlowDown):
        road.send(to(42), card("一"))
    road.send(to(43), card("二"))
    assert (li.messages, [message.text for message in han.messages]) == ([], ["二"])


def test_attack_25_blocked_deleted_and_over_long(tg: TelegramFake, road: Road) -> None:
    li = tg.private(42)
    sent = road.send(to(42), card("一"))
    li.chat.history[-1].deleted = True
    road.send(to(42, replaces=sent), card("二"))
    road.side.channel.gap = 0.01  # type: ignore[attr-defined]
    road.send(to(42), card("好" * 9000))
    assert [len(message.text) for message in li.messages] == [1, 4094, 4094, 812]
    li.refuse()
    with pytest.raises(Unreachable):
        road.send(to(42), card("三"))


def test_attack_25_cards_to_one_chat_stay_in_order(tg: TelegramFake) -> None:
    def twice(incoming: Incoming) -> list[tuple[Outgoing, Card]]:
        return [(reply(incoming), card(f"{incoming.text}{part}")) for part in "甲乙"]

    with Road(tg, twice) as road:
        li = tg.private(42)
        li.send("一")
        li.wait_for_count(2)
        assert road.faults == []
    assert [message.text for message in li.messages] == ["一甲", "一乙"]


def _json(body: dict[str, Any]) -> bytes:
    return json.dumps(body).encode()
