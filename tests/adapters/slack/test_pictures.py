"""Cards with pictures on Slack: uploaded, then shown by the card's own message; nothing lost where it fails."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from bot.domain.chat import Block, Button, Card, Incoming, Outgoing, Picture
from tests.adapters.slack.stand import Bot
from tests.fakes.png import UNDRAWABLE, png
from tests.fakes.schema import Json
from tests.fakes.slack import SlackFake
from tests.fakes.slack_world import Message
from tests.fakes.waiting import wait_until

FUNNEL = Picture(name="funnel", svg="<svg/>", alt="在谈商机：初步接洽3个；方案报价1个。")
CARD = Card("在谈 <商机>", (Block(("初步接洽3个",)),), ((Button("撤销", id="undo-1"),),), picture=FUNNEL)
TOLD = f"[{FUNNEL.alt}]"


def says(*cards: Card) -> Callable[[Incoming], Sequence[Outgoing]]:
    """One card after the other, each in the place of the message that a button was pressed in."""
    left = list(cards)

    def talk(incoming: Incoming) -> Sequence[Outgoing]:
        card = left.pop(0) if len(left) > 1 else left[0]
        replaces = incoming.message if incoming.button else ""
        return [
            Outgoing(
                address=incoming.address,
                card=card,
                callback=incoming.callback,
                user=incoming.sender.user,
                replaces=replaces,
            )
        ]

    return talk


def images(message: Message) -> list[Json]:
    return [block for block in message.blocks if block["type"] == "image"]


def count(sl: SlackFake, method: str) -> int:
    return sum(call.method == method for call in sl.calls)


def test_the_picture_stands_in_its_card_between_words_and_buttons(sl: SlackFake, bot: Bot) -> None:
    bot.talk = says(CARD)
    li = sl.user("U1")
    li.message("漏斗")
    message = li.wait_for("初步接洽")
    kinds = [block["type"] for block in message.blocks]
    assert kinds == ["rich_text", "rich_text", "image", "actions"]
    (image,) = images(message)
    assert image["alt_text"] == FUNNEL.alt
    (file,) = sl.world.files.complete_ones
    assert (image["slack_file"], file.name, file.content) == ({"id": file.id}, "funnel.png", png())


def test_the_same_picture_is_uploaded_once(sl: SlackFake, bot: Bot) -> None:
    bot.talk = says(CARD)
    li = sl.user("U1")
    li.message("漏斗")
    li.message("漏斗")
    wait_until(lambda: len(bot.outbox.over) == 2, "end", 10, lambda: sl.calls)
    assert count(sl, "files.completeUploadExternal") == 1


def test_an_edited_card_changes_its_picture_and_can_lose_it(sl: SlackFake, bot: Bot) -> None:
    april = replace(CARD, title="四月", picture=replace(FUNNEL, svg="<svg> </svg>"))
    bot.talk = says(CARD, april, replace(CARD, title="五月", picture=None))
    li = sl.user("U1")
    li.message("漏斗")
    message = li.wait_for("在谈")
    (march,) = images(message)
    li.press("撤销")
    li.wait_for("四月")
    assert images(message)[0]["slack_file"] != march["slack_file"]
    li.press("撤销")
    li.wait_for("五月")
    assert images(message) == []
    assert len(li.messages) == 1


def test_a_card_without_words_is_notified_by_what_its_picture_shows(sl: SlackFake, bot: Bot) -> None:
    bot.talk = says(Card(picture=FUNNEL))
    li = sl.user("U1")
    li.message("漏斗")
    wait_until(lambda: li.messages, "message", 10, lambda: sl.calls)
    assert li.messages[0].text == FUNNEL.alt


def test_a_long_card_has_its_picture_on_the_first_page(sl: SlackFake, bot: Bot) -> None:
    bot.talk = says(replace(CARD, blocks=tuple(Block((f"第{at}段",), "段") for at in range(120))))
    li = sl.user("U1")
    li.message("漏斗")
    li.wait_for("第119段")
    assert [len(images(message)) for message in li.messages] == [1, 0, 0]
    assert li.messages[-1].controls


def test_slack_may_need_a_moment_after_the_upload(sl: SlackFake, bot: Bot) -> None:
    sl.world.files.slow = 2
    bot.talk = says(CARD)
    li = sl.user("U1")
    li.message("漏斗")
    assert images(li.wait_for("初步接洽"))
    assert (len(li.messages), count(sl, "chat.postMessage")) == (1, 3)


def test_a_file_that_never_shows_is_told_and_uploaded_anew_next_time(sl: SlackFake, bot: Bot) -> None:
    sl.world.files.slow = 99
    bot.talk = says(CARD)
    li = sl.user("U1")
    li.message("漏斗")
    message = li.wait_for("初步接洽")
    assert (images(message), message.shown.splitlines()[-2]) == ([], TOLD)
    sl.world.files.slow = 0
    li.message("漏斗")
    wait_until(lambda: len(li.messages) == 2, "message", 10, lambda: sl.calls)
    assert images(li.messages[1])
    assert count(sl, "files.completeUploadExternal") == 2


@pytest.mark.parametrize("step", ["files.getUploadURLExternal", "files.completeUploadExternal", "upload"])
@pytest.mark.parametrize(("status", "error"), [(200, "missing_scope"), (500, ""), (0, "")])
def test_a_picture_that_slack_does_not_take_is_told(
    sl: SlackFake, bot: Bot, step: str, status: int, error: str
) -> None:
    if step == "upload" and status == 200:
        status, error = 403, ""
    sl.fail_next(step, status, **({"error": error} if error else {}))
    bot.talk = says(CARD)
    li = sl.user("U1")
    li.message("漏斗")
    message = li.wait_for("初步接洽")
    assert images(message) == []
    assert TOLD in message.shown
    assert [control.label for control in message.controls] == ["撤销"]
    assert len(li.messages) == 1


def test_an_upload_too_fast_waits_and_doubles_nothing(sl: SlackFake, bot: Bot) -> None:
    sl.fail_next("files.getUploadURLExternal", 429, retry_after=1)
    bot.talk = says(CARD)
    li = sl.user("U1")
    li.message("漏斗")
    assert images(li.wait_for("初步接洽"))
    assert len(li.messages) == 1


def test_a_post_that_fails_after_the_upload_shows_the_same_file(sl: SlackFake, bot: Bot) -> None:
    sl.fail_next("chat.postMessage", 500)
    bot.talk = says(CARD)
    li = sl.user("U1")
    li.message("漏斗")
    assert images(li.wait_for("初步接洽"))
    assert (len(li.messages), count(sl, "files.completeUploadExternal")) == (1, 1)


def test_what_cannot_be_drawn_is_told(sl: SlackFake, bot: Bot) -> None:
    bot.talk = says(replace(CARD, picture=replace(FUNNEL, name=UNDRAWABLE)))
    li = sl.user("U1")
    li.message("漏斗")
    assert TOLD in li.wait_for("初步接洽").shown
    assert count(sl, "files.getUploadURLExternal") == 0


def test_where_yinuo_is_no_member_the_answer_comes_in_words(sl: SlackFake, bot: Bot) -> None:
    bot.talk = says(CARD)
    li = sl.user("U1")
    channel = sl.channel("C1", members=[li])
    sl.fail_next("chat.postMessage", 200, error="not_in_channel")
    li.command("/yinuo", "漏斗", channel="C1")
    message = li.wait_for("初步接洽")
    assert (message.channel.id, message.only_for, images(message)) == (channel.id, "U1", [])
