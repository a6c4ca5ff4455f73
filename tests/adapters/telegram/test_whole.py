"""End to end over real sockets: the real bot, a real database, a strict Telegram."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.domain.contacts import Contact
from bot.domain.interactions import Interaction
from bot.domain.promises import Promise
from bot.handlers import story
from tests.adapters.telegram.whole import SECRET, Whole
from tests.fakes.telegram import TelegramFake
from tests.fakes.waiting import wait_until

pytestmark = pytest.mark.timeout(60)
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


@pytest.fixture
def bot(tg: TelegramFake, sqlite_url: str, tmp_path: Path) -> Iterator[Whole]:
    """Polling, on SQLite."""
    with Whole(tg, sqlite_url, tmp_path) as bot:
        yield bot


@pytest.fixture(params=["polling", "webhook"])
def either(
    request: pytest.FixtureRequest, tg: TelegramFake, database_url: str, tmp_path: Path
) -> Iterator[Whole]:
    """Both ways in, on both engines."""
    with Whole(tg, database_url, tmp_path, webhook=request.param == "webhook") as bot:
        yield bot


def said_about(bot: Whole, chat: int) -> list[str]:
    """What was noted from messages of this chat and still stands."""
    with bot.app.store.work(story.DEMO) as work:
        customer = work.customers.named("泰禾")[0].id
        everything: list[Promise | Interaction] = [
            *work.promises.open_of(customer),
            *work.interactions.latest(customer, 500),
        ]
        return [each.what for each in everything if each.source.startswith(f"telegram::{chat}:")]


def test_text_then_button_then_click_then_edited_message(tg: TelegramFake, either: Whole) -> None:
    li = either.seat("lilei", 42, "李雷")
    li.send("答应泰禾周五前送样")
    answer = li.wait_for("已记下")
    assert said_about(either, 42) == ["送样"]
    press = li.press("撤销")
    tg.wait_for_answer(press)
    wait_until(lambda: answer.edits, "edit", 10, lambda: answer.text)
    assert (said_about(either, 42), len(li.messages)) == ([], 1)
    assert answer.button("撤销") is None


def test_joining_by_a_deep_link_then_in_ones_own_language(tg: TelegramFake, bot: Whole) -> None:
    tom = tg.private(77, "Tom", "en")
    tom.send("promised Taihe a quote")
    tom.wait_for("ask your admin")
    tom.start(bot.code_for("tom"))
    tom.wait_for("Welcome, Tom")
    tom.send("my day")
    tom.wait_for_count(3)


def test_attack_22_a_code_works_once_and_never_in_a_group(tg: TelegramFake, bot: Whole) -> None:
    tom, thief = tg.private(77, "Tom", "en"), tg.private(66, "Tom", "en")
    group = tg.group(-100, "华东", [tom, thief])
    overheard, code = bot.code_for("tom"), bot.code_for("tom")
    group.send(tom, overheard, mention=True)
    group.wait_for_count(1)
    for person, word in ((thief, overheard), (tom, code), (thief, code)):
        person.start(word)
        person.wait_for_count(1)
    thief.wait_for_count(2)
    assert [message.text for message in tom.messages] == [tom.wait_for("Welcome, Tom").text]
    assert not [message for message in thief.messages if "Welcome" in message.text]


def test_editing_a_message_corrects_what_it_logged_and_its_answer(bot: Whole) -> None:
    li = bot.seat("lilei", 42)
    sent = li.send("答应泰禾周五前送样")
    answer = li.wait_for("送样")
    li.edit(sent, "答应泰禾周五前送报价单")
    wait_until(lambda: "报价单" in answer.text, "corrected answer", 10, lambda: answer.text)
    assert said_about(bot, 42) == ["报价单"] or said_about(bot, 42) == ["送报价单"]
    assert len(li.messages) == 1


def test_a_shared_contact_is_kept_with_a_customer(bot: Whole) -> None:
    li = bot.seat("lilei", 42)
    li.send("泰禾情况")
    li.wait_for_count(1)
    li.share_contact("+8613800000001", "王芳")
    li.wait_for("王芳")
    with bot.app.store.work(story.DEMO) as work:
        [found] = work.contacts.named("王芳")
        assert isinstance(found, Contact)
        assert found.phone.endswith("13800000001")


def test_what_has_no_text_gets_a_polite_word(bot: Whole) -> None:
    li = bot.seat("lilei", 42)
    li.send_voice(b"ogg")
    li.wait_for("只看得懂文字")
    assert said_about(bot, 42) == []


def test_in_a_group_a_mention_is_answered_and_a_foreign_click_is_not(tg: TelegramFake, bot: Whole) -> None:
    li, han = bot.seat("lilei", 42), bot.seat("hanmei", 43)
    group = tg.group(-100, "华东", [li, han], privacy=False)
    group.send(li, "中午吃什么")
    group.send(li, "答应泰禾周五前送样", mention=True)
    answer = group.wait_for("送样")
    press = group.press(han, "撤销")
    assert tg.wait_for_answer(press)["text"]
    assert (len(han.toasts), answer.edits, said_about(bot, -100)) == (1, [], ["送样"])
    press = group.press(li, "撤销")
    tg.wait_for_answer(press)
    wait_until(lambda: answer.edits, "edit", 10, lambda: answer.text)
    assert said_about(bot, -100) == []


def test_attack_21_forged_foreign_and_stale_buttons_have_no_effect(tg: TelegramFake, bot: Whole) -> None:
    li, han = bot.seat("lilei", 42), bot.seat("hanmei", 43)
    li.send("答应泰禾周五前送样")
    answer = li.wait_for("送样")
    button = answer.button("撤销")
    assert button is not None
    han.send("/help")
    foreign = han.wait_for_count(1)[0]
    for person, data, message in ((li, "forged", answer), (han, button.data or "", foreign)):
        press = person.press_data(data, message.id)
        assert tg.wait_for_answer(press)["text"]
    assert said_about(bot, 42) == ["送样"]
    first, second = (li.press_data(button.data or "", answer.id) for _ in range(2))
    tg.wait_for_answer(first)
    assert tg.wait_for_answer(second)["text"]
    assert (said_about(bot, 42), tg.unanswered) == ([], set())


def test_a_strangers_press_is_answered(tg: TelegramFake, bot: Whole) -> None:
    li, stranger = bot.seat("lilei", 42), tg.private(66, "谁")
    group = tg.group(-100, "华东", [li, stranger])
    group.send(li, "答应泰禾周五前送样", mention=True)
    group.wait_for("送样")
    tg.wait_for_answer(group.press(stranger, "撤销"))
    assert said_about(bot, -100) == ["送样"]


def test_inline_shows_members_cards_without_personal_data(tg: TelegramFake, bot: Whole) -> None:
    results = bot.seat("lilei", 42).inline("泰禾")
    assert results[0]["title"].startswith("泰禾")
    text = results[0]["input_message_content"]["message_text"]
    assert "钱" in text
    assert "13800010001" not in text
    assert tg.private(66).inline("泰禾") == []
    asked = [call.payload for call in tg.calls if call.method == "answerInlineQuery"]
    assert asked[-1]["button"]["start_parameter"] == "join"


def test_the_menu_has_every_language(tg: TelegramFake, bot: Whole) -> None:
    bot.seat("lilei", 42).send("/help")
    wait_until(lambda: len(tg.commands) == 3, "menus", 10, lambda: tg.commands)
    assert {name: [each["command"] for each in menu] for name, menu in tg.commands.items()}.keys() == {
        "default/",
        "default/zh",
        "default/en",
    }


def test_attack_20_the_same_update_three_times_has_one_effect(tg: TelegramFake, either: Whole) -> None:
    li = either.seat("lilei", 42)
    update: dict[str, Any] = {
        "update_id": 70_000,
        "message": {
            "message_id": 900,
            "date": 1773388800,
            "chat": {"id": 42, "type": "private"},
            "from": li.user,
            "text": "答应泰禾周五前送样",
        },
    }
    tg.updates.next_id = 70_000
    for _ in range(3):
        if either.webhook:
            assert httpx.post(either.url, headers=HEADERS, json=update).status_code == 200
        else:
            tg.push(update)
    li.wait_for("送样")
    li.send("/help")
    li.wait_for_count(2)
    assert (said_about(either, 42), len(li.messages)) == (["送样"], 2)


def test_attack_18_the_unreadable_is_quarantined_and_the_chat_goes_on(
    tg: TelegramFake, either: Whole
) -> None:
    li = either.seat("lilei", 42)
    chat = {"id": 42, "type": "private"}
    broken = {"message_id": 1, "date": 10**12, "chat": chat, "from": li.user, "text": "泰\x00\ud83d"}
    for update in ({"update_id": 1, "message": broken}, {"update_id": 2, "message": {"text": 7}}):
        tg.push(update)
    li.send("/help")
    li.wait_for_count(1)
    wait_until(lambda: not tg.updates.pending, "confirmation", 10, lambda: tg.updates.pending)


def test_attack_25_a_429_holds_up_its_own_chat_only_and_keeps_the_order(tg: TelegramFake, bot: Whole) -> None:
    li, han = bot.seat("lilei", 42), bot.seat("hanmei", 43)
    tg.fail_next("sendMessage", 429, retry_after=2)
    li.send("泰禾情况")
    wait_until(lambda: any(c.method == "sendMessage" for c in tg.calls), "first try", 10, lambda: tg.calls)
    li.send("/help")
    han.send("/help")
    han.wait_for_count(1)
    assert li.messages == []
    first, second = li.wait_for_count(2)
    assert ("泰禾" in first.text, "帮助" in second.text or "对我说" in second.text) == (True, True)


def test_attack_25_who_blocked_the_bot_is_unlinked_and_the_admin_told(tg: TelegramFake, bot: Whole) -> None:
    li, admin = bot.seat("lilei", 42, "李雷"), bot.seat("admin", 44, "老周")
    tg.fail_next("sendMessage", 403, description="Forbidden: bot was blocked by the user")
    li.send("/help")
    admin.wait_for("李雷")
    left = bot.member("lilei").id

    def chats() -> list[str]:
        with bot.app.store.work(story.DEMO) as work:
            return [link.chat for link in work.people.links(left)]

    assert "42" not in chats()
    li.send("/help")
    li.wait_for_count(1)
    assert "42" in chats(), "who writes again is reached again"


def test_attack_24_markup_in_what_people_say_stays_literal(bot: Whole) -> None:
    li = bot.seat("lilei", 42)
    li.send("答应泰禾周五前送 <b>样</b> <a href='http://evil'>x</a> \u202egpj.exe")
    answer = li.wait_for("<b>样</b>")
    assert "\u202e" not in answer.text
    assert {entity["type"] for entity in answer.entities} <= {"bold"}


def test_the_log_never_says_the_token(tg: TelegramFake, bot: Whole, caplog: pytest.LogCaptureFixture) -> None:
    li = bot.seat("lilei", 42)
    tg.fail_next("sendMessage", 500, description=f"/bot{tg.token}/sendMessage")
    li.send("/help")
    li.wait_for_count(1)
    assert tg.token not in caplog.text


def test_the_full_brief_as_a_picture_to_pass_on(tg: TelegramFake, bot: Whole) -> None:
    li = bot.seat("lilei", 42, "李雷")
    li.send("泰禾情况")
    li.wait_for("负责人李雷")
    li.press("完整简报")
    li.wait_for_count(2)
    li.press("图片")
    photo = li.wait_for("泰禾的客户简报")
    assert photo.file
    assert photo.file.name == "brief.png"
    assert int.from_bytes(photo.file.content[16:20], "big") == 1080
    assert int.from_bytes(photo.file.content[20:24], "big") <= 2400
    assert len(li.messages) == 3
    assert tg.unanswered == set()
