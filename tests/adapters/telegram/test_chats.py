"""What people see, over real sockets: texts, buttons, edits, contacts, groups and inline queries."""

import pytest

from bot.domain.chat import Identity, Platform, SharedContact
from tests.adapters.telegram.road import Road
from tests.fakes.telegram import TelegramFake
from tests.fakes.waiting import wait_until

VCARD = """BEGIN:VCARD
VERSION:3.0
N:钱;进;;;
FN:钱进
ORG:泰禾;采购部
TITLE:采购总监
EMAIL;TYPE=work:qian@thai.example
TEL;TYPE=cell:+8613800000000
END:VCARD
"""


@pytest.fixture(params=["road", "called"])
def bot(request: pytest.FixtureRequest) -> Road:
    """Polling and webhook in turn."""
    found: Road = request.getfixturevalue(request.param)
    return found


def test_text_gets_a_card_with_buttons_and_a_press_edits_it(tg: TelegramFake, bot: Road) -> None:
    li = tg.private(42, "李雷")
    sent = li.send("答应泰禾周五送样")
    answer = li.wait_for("已记下")
    assert answer.text == "已记下\n听到：答应泰禾周五送样"
    assert answer.entities == [{"type": "bold", "offset": 0, "length": 3}]
    press = li.press("撤销")
    assert li.wait_for("已撤销").id == answer.id
    assert (answer.edits, answer.buttons, tg.unanswered) == (["已记下\n听到：答应泰禾周五送样"], [], set())
    tg.wait_for_answer(press)
    text, button = bot.heard
    assert (text.text, text.message, text.sender) == (
        "答应泰禾周五送样",
        str(sent),
        Identity(Platform.TELEGRAM, "", "42"),
    )
    assert (text.name, text.language, text.group, text.edited) == ("李雷", "zh", False, False)
    assert (button.button, button.message, button.callback) == ("undo", str(answer.id), press)


def test_an_edited_message_is_heard_as_an_edit_of_the_same_message(tg: TelegramFake, road: Road) -> None:
    li = tg.private(42)
    sent = li.send("周五")
    li.edit(sent, "周四")
    first, second = road.wait_heard(2)
    assert (first.edited, second.edited, second.text) == (False, True, "周四")
    assert first.source == second.source


def test_a_shared_contact_brings_what_its_vcard_says(tg: TelegramFake, road: Road) -> None:
    tg.private(42).share_contact("+8613800000000", "钱进", vcard=VCARD, user_id=43)
    [incoming] = road.wait_heard()
    assert incoming.contact == SharedContact(
        name="钱进",
        phone="+8613800000000",
        email="qian@thai.example",
        organisation="泰禾 采购部",
        title="采购总监",
    )
    assert incoming.sender.user == "42"


def test_a_deep_link_arrives_as_its_text(tg: TelegramFake, road: Road) -> None:
    tg.private(42).start("K7Q2M9")
    assert road.wait_heard()[0].text == "/start K7Q2M9"
    assert road.side.join_link("K7Q2M9") == "https://t.me/yinuo_bot?start=K7Q2M9"


def test_in_a_group_it_hears_only_what_is_said_to_it(tg: TelegramFake, road: Road) -> None:
    li, han = tg.private(42), tg.private(43, "韩梅梅")
    group = tg.group(-100, "华东", [li, han], privacy=False)
    group.send(li, "中午吃什么")
    group.send(li, "/help@other_bot")
    group.send(li, "泰禾情况", mention=True)
    answer = group.wait_for("泰禾情况")
    group.send(han, "第一个", reply_to=answer.id)
    group.send(han, "/promise@Yinuo_Bot 泰禾 周五")
    group.send(han, "/my_day")
    heard = road.wait_heard(4)
    assert [each.text for each in heard] == ["泰禾情况", "第一个", "/promise 泰禾 周五", "/my_day"]
    assert all(each.group for each in heard)
    assert (heard[1].sender.user, heard[1].address.chat) == ("43", "-100")
    assert answer.reply_to is not None
    assert answer.reply_to.text == "@yinuo_bot 泰禾情况"
    assert len(road.seen) == 4, "the group's own talk is not even stored"


def test_what_has_no_text_is_heard_in_private_and_an_album_once(tg: TelegramFake, road: Road) -> None:
    li, group = tg.private(42), tg.group(-100, "华东", [tg.private(42)], privacy=False)
    li.send_voice(b"ogg")
    for _ in range(3):
        li.send("", extra={"photo": [], "media_group_id": "77"})
    li.send_photo(b"jpg", caption="泰禾的名片")
    group.send(li, "")
    li.send("", extra={"pinned_message": {}})
    li.send("完")
    heard = road.wait_heard(4)
    assert [each.text for each in heard] == ["", "", "泰禾的名片", "完"]


def test_inline_offers_members_their_accounts(tg: TelegramFake, bot: Road) -> None:
    results = tg.private(42).inline("泰禾")
    assert len(results) == 50
    assert (results[0]["title"], results[0]["description"]) == ("泰禾 0", "A级 <b>")
    assert results[0]["input_message_content"]["message_text"] == "<b>泰禾</b>\nA级 &lt;b&gt;"
    [asked] = [call for call in tg.calls if call.method == "answerInlineQuery"]
    assert (asked.payload["is_personal"], asked.payload["cache_time"]) == (True, 0)
    assert bot.heard == []


def test_inline_shows_strangers_the_way_in_only(tg: TelegramFake, road: Road) -> None:
    assert tg.private(66, language="en-GB").inline("泰禾") == []
    [asked] = [call for call in tg.calls if call.method == "answerInlineQuery"]
    assert asked.payload["button"] == {"text": "Join Yinuo", "start_parameter": "join"}
    assert road.heard == []


def test_inline_finds_nothing_or_fails_without_harm(
    tg: TelegramFake, road: Road, caplog: pytest.LogCaptureFixture
) -> None:
    li = tg.private(42)
    assert li.inline("无") == []
    with pytest.raises(TimeoutError):
        li.inline("坏", timeout=0.3)
    assert "an inline query found no answer: LookupError" in caplog.text
    assert len(li.inline("泰禾")) == 50
    [empty, _] = [call.payload for call in tg.calls if call.method == "answerInlineQuery"]
    assert "button" not in empty
    assert road.heard == []


def test_the_menu_speaks_each_language(tg: TelegramFake, road: Road) -> None:
    assert road.side.front.me is not None
    zh, en = tg.commands["default/zh"], tg.commands["default/en"]
    assert zh == [
        {"command": "promise", "description": "记一个承诺"},
        {"command": "help", "description": "怎么说"},
    ]
    assert tg.commands["default/"] == en


def test_presses_under_messages_that_telegram_no_longer_shows(tg: TelegramFake, road: Road) -> None:
    li = tg.private(42)
    tg.push(
        {
            "update_id": 5000,
            "callback_query": {
                "id": "old",
                "from": li.user,
                "chat_instance": "1",
                "data": "gone",
                "message": {"chat": li.chat.json(), "message_id": 3, "date": 0},
            },
        }
    )
    [incoming] = road.wait_heard()
    assert (incoming.button, incoming.message, incoming.address.chat) == ("gone", "3", "42")
    wait_until(lambda: li.messages, "a word instead of the toast", 5, lambda: tg.calls)
    assert li.messages[0].text == "这个按钮已经失效"
