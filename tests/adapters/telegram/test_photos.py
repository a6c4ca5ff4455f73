"""Cards with pictures: one message where the words fit under the photo, and nothing lost where it fails."""

from dataclasses import replace

import pytest

from bot.domain.chat import Block, Button, Card, Picture
from bot.domain.errors import SendFailed, SlowDown, Unreachable
from tests.adapters.telegram.road import Road, card, to
from tests.fakes.png import UNDRAWABLE, png
from tests.fakes.telegram import TelegramFake

FUNNEL = Picture(name="funnel", svg="<svg/>", alt="在谈商机：初步接洽3个；方案报价1个。")
UNDO = ((Button("撤销", id="u"),),)
SHORT = replace(card("初步接洽3个", title="在谈 <商机>", buttons=UNDO), picture=FUNNEL)
LONG = Card("在谈商机", (Block(("好" * 1100,)),), UNDO, picture=FUNNEL)
TOLD = f"在谈 <商机>\n初步接洽3个\n[{FUNNEL.alt}]"


@pytest.fixture(autouse=True)
def no_gap(road: Road) -> None:
    road.side.channel.gap = 0.01  # type: ignore[attr-defined]


def methods(tg: TelegramFake) -> list[str]:
    return [call.method for call in tg.calls if call.method.startswith(("send", "edit"))]


def test_a_short_card_is_the_caption_of_its_photo(tg: TelegramFake, road: Road) -> None:
    li = tg.private(42)
    sent = road.send(to(42), SHORT)
    (photo,) = li.messages
    assert sent == str(photo.id)
    assert photo.text == "在谈 <商机>\n初步接洽3个"
    assert photo.file
    assert (photo.file.name, photo.file.content) == ("funnel.png", png())
    assert [button.text for button in photo.buttons] == ["撤销"]


@pytest.mark.parametrize(("length", "messages"), [(1018, 1), (1020, 2)])
def test_a_caption_holds_1024_as_telegram_counts(
    tg: TelegramFake, road: Road, length: int, messages: int
) -> None:
    li = tg.private(42)
    road.send(to(42), Card("<😀>", (Block(("&" * length,)),), picture=FUNNEL))
    assert len(li.messages) == messages


def test_a_long_card_comes_first_then_the_photo_that_says_what_it_is(tg: TelegramFake, road: Road) -> None:
    li = tg.private(42)
    sent = road.send(to(42), LONG)
    words, photo = li.messages
    assert (sent, words.file, words.button("撤销") is not None) == (str(words.id), None, True)
    assert (photo.text, photo.buttons) == (FUNNEL.alt, [])
    assert photo.file


def test_a_card_without_words_says_what_its_photo_is(tg: TelegramFake, road: Road) -> None:
    li = tg.private(42)
    road.send(to(42), Card(picture=FUNNEL))
    assert [message.text for message in li.messages] == [FUNNEL.alt]


def test_in_a_group_the_photo_hangs_on_its_question(tg: TelegramFake, road: Road) -> None:
    li = tg.private(42)
    group = tg.group(-100, "华东", [li])
    asked = group.send(li, "漏斗", mention=True)
    road.send(to(-100, answers=f"telegram::-100:{asked}"), SHORT)
    (photo,) = [message for message in group.messages if message.file]
    assert photo.reply_to
    assert photo.reply_to.id == asked


def test_an_edited_card_takes_its_message_with_it(tg: TelegramFake, road: Road) -> None:
    li = tg.private(42)
    sent = road.send(to(42), card("一", title="先有字", buttons=UNDO))
    assert road.send(to(42, replaces=sent), SHORT) == sent
    again = replace(SHORT, title="四月")
    assert road.send(to(42, replaces=sent), again) == sent
    (photo,) = li.messages
    assert photo.file
    assert photo.text.startswith("四月")
    assert len(photo.edits) == 2


def test_words_cannot_replace_a_photo_and_take_away_its_buttons(tg: TelegramFake, road: Road) -> None:
    li = tg.private(42)
    sent = road.send(to(42), SHORT)
    fresh = road.send(to(42, replaces=sent), card("二", buttons=UNDO))
    photo, words = li.messages
    assert fresh == str(words.id)
    assert (photo.buttons, words.text) == ([], "二")
    assert words.button("撤销")


@pytest.mark.parametrize("gone", ["99999", "", "no-number"])
def test_a_photo_whose_message_is_gone_comes_anew(tg: TelegramFake, road: Road, gone: str) -> None:
    li = tg.private(42)
    sent = road.send(to(42, replaces=gone), SHORT)
    assert [str(message.id) for message in li.messages] == [sent]


def test_where_a_photo_cannot_take_the_place_of_words_they_lose_their_buttons(
    tg: TelegramFake, road: Road
) -> None:
    li = tg.private(42)
    sent = road.send(to(42), card("一", buttons=UNDO))
    tg.fail_next("editMessageMedia", 400, description="Bad Request: message can't be edited")
    road.send(to(42, replaces=sent), SHORT)
    words, photo = li.messages
    assert (words.buttons, photo.file is not None) == ([], True)


@pytest.mark.parametrize(
    ("status", "description"),
    [(400, "Bad Request: IMAGE_PROCESS_FAILED"), (500, "Internal Server Error"), (0, "")],
)
def test_a_photo_that_fails_is_told_in_words(
    tg: TelegramFake, road: Road, status: int, description: str
) -> None:
    li = tg.private(42)
    tg.fail_next("sendPhoto", status, description=description)
    sent = road.send(to(42), SHORT)
    (words,) = li.messages
    assert (sent, words.text, words.file) == (str(words.id), TOLD, None)
    assert words.button("撤销")
    assert methods(tg).count("sendPhoto") == 1


def test_a_photo_whose_answer_is_lost_is_never_sent_twice(tg: TelegramFake, road: Road) -> None:
    li = tg.private(42)
    tg.fail_next("sendPhoto", 0, done=True)
    road.send(to(42), SHORT)
    assert [message.file is not None for message in li.messages] == [True, False]
    assert li.messages[1].text == TOLD


def test_a_photo_below_a_long_card_is_not_repeated_and_does_not_fail_the_card(
    tg: TelegramFake, road: Road
) -> None:
    li = tg.private(42)
    tg.fail_next("sendPhoto", 0, done=True)
    sent = road.send(to(42), LONG)
    assert sent == str(li.messages[0].id)
    assert methods(tg) == ["sendMessage", "sendPhoto"]


def test_a_photo_too_fast_waits_with_its_card(tg: TelegramFake, road: Road) -> None:
    li = tg.private(42)
    tg.fail_next("sendPhoto", 429, retry_after=7)
    with pytest.raises(SlowDown) as slow:
        road.send(to(42), SHORT)
    assert (slow.value.seconds, li.messages) == (7, [])


def test_below_a_long_card_it_waits_by_itself(tg: TelegramFake, road: Road) -> None:
    li = tg.private(42)
    tg.fail_next("sendPhoto", 429, retry_after=1)
    road.send(to(42), LONG)
    assert [message.file is not None for message in li.messages] == [False, True]


@pytest.mark.parametrize(
    ("status", "description", "fault"),
    [
        (403, "Forbidden: bot was blocked by the user", Unreachable),
        (400, "Bad Request: chat not found", Unreachable),
    ],
)
def test_a_chat_that_is_closed_is_closed_for_photos_too(
    tg: TelegramFake, road: Road, status: int, description: str, fault: type[SendFailed]
) -> None:
    tg.private(42)
    tg.fail_next("sendPhoto", status, description=description)
    with pytest.raises(fault):
        road.send(to(42), SHORT)
    assert methods(tg) == ["sendPhoto"]


def test_what_cannot_be_drawn_is_told_in_words(tg: TelegramFake, road: Road) -> None:
    li = tg.private(42)
    road.send(to(42), replace(SHORT, picture=replace(FUNNEL, name=UNDRAWABLE)))
    assert [message.text for message in li.messages] == [TOLD]
    assert "sendPhoto" not in methods(tg)


def test_no_token_in_what_is_logged(tg: TelegramFake, road: Road, caplog: pytest.LogCaptureFixture) -> None:
    tg.private(42)
    tg.fail_next("sendPhoto", 0)
    road.send(to(42), SHORT)
    assert "did not get through" in caplog.text
    assert tg.token not in caplog.text
