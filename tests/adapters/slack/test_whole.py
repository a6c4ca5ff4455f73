"""End to end over real sockets: the real bot, a real database, a strict Slack."""

import logging
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.adapters.store.journal import NOTABLE
from bot.handlers import story
from tests.adapters.slack.whole import Whole
from tests.fakes.slack import SECRET, SlackFake
from tests.fakes.slack_people import Person
from tests.fakes.slack_world import Message
from tests.fakes.waiting import wait_until

pytestmark = pytest.mark.timeout(90)


@pytest.fixture
def bot(sl: SlackFake, sqlite_url: str, tmp_path: Path) -> Iterator[Whole]:
    """By HTTP, on SQLite."""
    with Whole(sl, sqlite_url, tmp_path) as bot:
        yield bot


@pytest.fixture(params=["http", "socket"])
def either(
    request: pytest.FixtureRequest, sl: SlackFake, database_url: str, tmp_path: Path
) -> Iterator[Whole]:
    """Both ways in, on both engines."""
    socket = {"signing_secrets": (), "app_token": sl.app_token} if request.param == "socket" else {}
    with Whole(sl, database_url, tmp_path, **socket) as bot:
        yield bot


def labels(message: Message) -> list[str]:
    return [control.label for control in message.controls]


def test_text_then_button_then_click_then_edited_message(either: Whole) -> None:
    li = either.seat("lilei", "U1", "李雷")
    li.message("答应泰禾周五前送样")
    answer = li.wait_for("已记下")
    assert either.noted() == ["送样"]
    assert li.press("撤销").acknowledged
    wait_until(lambda: "撤销" not in labels(answer), "edit", 10, lambda: answer.shown)
    assert (either.noted(), len(li.messages), len(answer.edits)) == ([], 1, 1)


def test_command_then_modal_then_submit(either: Whole) -> None:
    li = either.seat("lilei", "U1")
    li.command("/yinuo", "log")
    view = li.wait_for_view()
    li.submit({"customer": "泰禾", "what": "聊了续约", "channel": "call"})
    li.wait_for("聊了续约")
    assert (li.view, len(view.blocks)) == (None, 5)
    assert either.noted() == ["聊了续约"]


def test_joining_by_a_code_in_the_private_chat_only(sl: SlackFake, bot: Whole) -> None:
    tom, code = sl.user("U7", "Tom"), bot.code_for("tom")
    tom.message("promised Taihe a quote")
    tom.wait_for("ask your admin")
    tom.mention("C1", f"join {code}")
    wait_until(lambda: len(tom.messages) == 2, "refusal", 10, lambda: tom.messages)
    tom.message(f"join {bot.code_for('tom')}")
    tom.wait_for("Tom")
    tom.command("/yinuo", "my day")
    wait_until(lambda: len(tom.messages) == 4, "day", 10, lambda: tom.messages)
    [link] = bot.links("tom")
    assert (link.team, link.user, link.chat) == ("T1", "U7", "DU7")


def test_attack_22_a_code_works_once_and_guessing_is_stopped(sl: SlackFake, bot: Whole) -> None:
    tom, thief = sl.user("U7", "Tom"), sl.user("U8", "Tom")
    sl.channel("C1", members=[tom, thief])
    overheard, code = bot.code_for("tom"), bot.code_for("tom")
    tom.mention("C1", f"join {overheard}")
    wait_until(lambda: tom.messages, "refusal", 10, lambda: tom.messages)
    tom.message(f"join {code}")
    wait_until(lambda: bot.links("tom"), "link", 10, lambda: tom.messages)
    tries = [overheard, code, "AAAA1111", "AAAA2222", "AAAA3333", bot.code_for("ann")]
    before = len(thief.messages)
    for number, word in enumerate(tries, before + 1):
        thief.message(f"join {word}")
        answered(thief, number)
    assert [link.user for link in bot.links("tom")] == ["U7"]
    assert bot.links("ann") == []


@pytest.mark.usefixtures("bot")
def test_attack_23_a_stranger_cannot_tell_what_is_there_from_what_is_not(sl: SlackFake) -> None:
    stranger = sl.user("U9", "李雷")
    for number, asked in enumerate(["泰禾情况", "没有这家情况", "谁答应过泰禾什么", "撤销"], 1):
        stranger.message(asked)
        answered(stranger, number)
    assert len({message.shown for message in stranger.messages}) == 1


def test_attack_21_a_forged_press_does_nothing_and_is_on_the_audit_trail(sl: SlackFake, bot: Whole) -> None:
    li = bot.seat("lilei", "U1")
    bot.seat("hanmei", "U2")
    li.message("答应泰禾周五前送样")
    answer = li.wait_for("送样")
    stolen = next(each.action["value"] for each in answer.controls if each.label == "撤销")
    for number, value in enumerate(["forged", stolen]):
        action = {"type": "button", "action_id": "button-0", "value": value}
        sl.interact(
            {
                "type": "block_actions",
                "api_app_id": "A0YINUO",
                "team": {"id": "T1"},
                "user": {"id": "U2", "team_id": "T1"},
                "channel": {"id": "DU2"},
                "container": {"type": "message", "message_ts": answer.ts},
                "trigger_id": f"9.{number}",
                "actions": [action],
            }
        )
        noted(bot, number + 1)
    assert bot.noted() == ["送样"]
    assert {line["member_id"] for line in noted_presses(bot)} == {bot.member("hanmei").id}


def answered(person: Person, count: int) -> None:
    wait_until(lambda: len(person.messages) == count, "answer", 10, lambda: person.messages)


def noted(bot: Whole, count: int) -> None:
    wait_until(lambda: len(noted_presses(bot)) == count, "audit line", 10, lambda: noted_presses(bot))


def noted_presses(bot: Whole) -> list[Mapping[str, Any]]:
    """The audit lines about buttons that did not count."""
    with bot.app.store.engine.connect() as connection:
        lines = connection.execute(select(NOTABLE.table).where(NOTABLE.table.c.what == "stale_button"))
        return [dict(line) for line in lines.mappings()]


def test_a_code_in_a_chat_of_two_people_is_refused(sl: SlackFake, bot: Whole) -> None:
    tom = sl.user("U7", "Tom")
    sl.channel("DOTHER", members=[tom]).refusal = "channel_not_found"
    tom.command("/yinuo", f"join {bot.code_for('tom')}", channel="DOTHER")
    wait_until(lambda: tom.messages, "refusal", 10, lambda: tom.messages)
    assert bot.links("tom") == []


def test_editing_a_message_corrects_what_it_logged_and_its_answer(bot: Whole) -> None:
    li = bot.seat("lilei", "U1")
    ts = li.message("答应泰禾周五前送样")
    answer = li.wait_for("送样")
    li.edit(ts, "答应泰禾周五前送报价单")
    wait_until(lambda: "报价单" in answer.shown, "corrected answer", 10, lambda: answer.shown)
    assert len(bot.noted()) == 1
    assert "报价单" in bot.noted()[0]
    assert len(li.messages) == 1


def test_in_a_channel_private_things_go_to_the_private_chat(bot: Whole) -> None:
    li = bot.seat("lilei", "U1")
    li.mention("C1", "今天要做什么")
    wait_until(lambda: len(li.messages) == 2, "day and hint", 10, lambda: [m.shown for m in li.messages])
    assert {message.channel.id for message in li.messages} == {"C1", "DU1"}


def test_a_foreign_click_gets_a_word_and_does_nothing(sl: SlackFake, bot: Whole) -> None:
    li, han = bot.seat("lilei", "U1"), bot.seat("hanmei", "U2")
    sl.channel("C1", members=[li, han])
    li.mention("C1", "答应泰禾周五前送样")
    answer = han.wait_for("送样")
    before = len(han.messages)
    han.press("撤销")

    def told() -> bool:
        return any(each.only_for == "U2" for each in han.messages[before:])

    wait_until(told, "word", 10, lambda: [m.shown for m in han.messages])
    assert (answer.edits, bot.noted()) == ([], ["送样"])
    li.press("撤销")
    wait_until(lambda: answer.edits, "edit", 10, lambda: answer.shown)
    assert bot.noted() == []


def test_the_shortcut_logs_a_colleagues_message(sl: SlackFake, bot: Whole) -> None:
    li, guest = bot.seat("lilei", "U1"), sl.user("U5", "顾客")
    sl.channel("C1", members=[li, guest])
    ts = guest.say("C1", "样品收到了，很满意")
    li.shortcut("log_in_yinuo", ts)
    li.wait_for_view()
    li.submit({"customer": "泰禾"})
    li.wait_for("很满意")
    assert bot.noted() == ["样品收到了，很满意"]
    with bot.app.store.work(story.DEMO) as work:
        customer = work.customers.named("泰禾")[0].id
        assert work.interactions.latest(customer, 1)[0].source == f"slack:T1:C1:{ts}"


def test_the_home_tab(sl: SlackFake, bot: Whole) -> None:
    li, stranger = bot.seat("lilei", "U1"), sl.user("U9", "路人")
    li.open_home()
    stranger.open_home()
    li.wait_for_home()
    time.sleep(0.2)
    assert stranger.home is None
    li.press("记")
    li.wait_for_view()


def test_a_button_of_help_opens_its_form(bot: Whole) -> None:
    li = bot.seat("lilei", "U1")
    li.command("/yinuo")
    card = li.wait_for("")
    begun = time.monotonic()
    label = next(control.label for control in card.controls if "记" in control.label)
    li.press(label)
    li.wait_for_view()
    assert time.monotonic() - begun < 2


def test_repeated_events_and_replays_count_once(sl: SlackFake, bot: Whole) -> None:
    li = bot.seat("lilei", "U1")
    li.message("答应泰禾周五前送样")
    li.wait_for("送样")
    assert [sl.repeat(number).status for number in (1, 2, 3)] == [200] * 3
    assert sl.replay() == 200
    li.message("谢谢")
    wait_until(lambda: len(li.messages) == 2, "answer", 10, lambda: [m.shown for m in li.messages])
    assert bot.noted() == ["送样"]


def test_who_uninstalled_is_unlinked(sl: SlackFake, bot: Whole) -> None:
    li = bot.seat("lilei", "U1")
    li.dm.refusal = "account_inactive"
    li.message("答应泰禾周五前送样")
    wait_until(lambda: not bot.links("lilei"), "disabled link", 10, lambda: sl.calls)
    assert bot.noted() == ["送样"]


def test_no_secret_reaches_a_log(sl: SlackFake, bot: Whole, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    li = bot.seat("lilei", "U1")
    sl.fail_next("chat.postMessage", 500)
    li.message("泰禾情况")
    li.wait_for("泰禾")
    for secret in (sl.bot_token, SECRET):
        assert secret not in caplog.text


def test_the_full_brief_as_a_picture_to_pass_on(sl: SlackFake, bot: Whole) -> None:
    li = bot.seat("lilei", "U1", "李雷")
    li.message("泰禾情况")
    li.wait_for("负责人李雷")
    li.press("完整简报")
    wait_until(lambda: len(li.messages) == 2, "full brief", 10, lambda: li.messages)
    li.press("图片")
    message = li.wait_for("泰禾的客户简报")
    (image,) = [block for block in message.blocks if block["type"] == "image"]
    (file,) = sl.world.files.complete_ones
    assert image["slack_file"] == {"id": file.id}
    assert image["alt_text"].startswith("泰禾")
    assert file.content
    assert int.from_bytes(file.content[16:20], "big") == 1080
