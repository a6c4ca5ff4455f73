"""The Telegram fake against python-telegram-bot, and the people in it."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeVar

import httpx
import pytest
from aiohttp import web
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputMediaPhoto,
)
from telegram import InputTextMessageContent as Content
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from tests.fakes.loopback import Loopback
from tests.fakes.png import png
from tests.fakes.telegram import TelegramFake
from tests.fakes.telegram_chats import Button

T = TypeVar("T")
BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton("撤销", callback_data="a1")]])


@pytest.fixture
def tg(monkeypatch: pytest.MonkeyPatch) -> Iterator[TelegramFake]:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # RetryAfter warns without it
    with TelegramFake() as fake:
        yield fake


def with_bot(fake: TelegramFake, work: Callable[[Bot], Awaitable[T]], token: str | None = None) -> T:
    async def run() -> T:
        async with Bot(token or fake.token, base_url=fake.base_url, base_file_url=fake.file_url) as bot:
            return await work(bot)

    return asyncio.run(run())


def test_person_reads_what_the_bot_wrote_and_edited(tg: TelegramFake) -> None:
    li = tg.private(42)

    async def work(bot: Bot) -> None:
        sent = await bot.send_message(42, "已记下 <b>泰禾</b>", parse_mode="HTML", reply_markup=BUTTONS)
        assert tg.chat(42).messages[-1].buttons == [Button("撤销", "a1")]
        await bot.edit_message_text("已撤销", 42, sent.message_id)
        with pytest.raises(BadRequest, match="not modified"):
            await bot.edit_message_text("已撤销", 42, sent.message_id)
        other = await bot.send_message(42, "多余")
        await bot.delete_message(42, other.message_id)

    with_bot(tg, work)
    assert [(m.text, m.edits, m.buttons) for m in li.messages] == [("已撤销", ["已记下 泰禾"], [])]
    assert li.wait_for("撤销").entities == []
    assert tg.violations == []


def test_a_press_is_answered_once_and_seen_as_a_toast(tg: TelegramFake) -> None:
    li = tg.private(42)

    async def work(bot: Bot) -> None:
        await bot.send_message(42, "已记下", reply_markup=BUTTONS)
        query_id = li.press("撤")
        assert tg.unanswered == {query_id}
        [update] = await bot.get_updates()
        assert update.callback_query is not None
        assert (update.callback_query.data, update.callback_query.from_user.id) == ("a1", 42)
        await update.callback_query.answer("好了")
        assert tg.wait_for_answer(query_id)["text"] == "好了"
        with pytest.raises(BadRequest, match="Query is too old"):
            await bot.answer_callback_query("no such")

    with_bot(tg, work)
    assert (li.toasts, tg.unanswered) == (["好了"], set())
    with pytest.raises(LookupError, match="there are"):
        li.press("改期")


def test_people_send_texts_edits_contacts_files_and_deep_links(tg: TelegramFake) -> None:
    li = tg.private(42, "李雷")

    async def work(bot: Bot) -> None:
        ts = li.send("答应泰禾周五送样")
        li.edit(ts, "答应泰禾周四送样")
        li.start("link-7")
        li.share_contact("+8613800000000", "王芳", vcard="BEGIN:VCARD")
        li.send_document("客户.csv", b"a,b")
        first, edited, start, contact, upload = [u.effective_message for u in await bot.get_updates()]
        assert first
        assert edited
        assert start
        assert contact
        assert upload
        assert (first.text, edited.text, edited.edit_date is None) == (
            "答应泰禾周五送样",
            "答应泰禾周四送样",
            False,
        )
        assert (start.text, start.entities[0].type) == ("/start link-7", "bot_command")
        assert contact.contact is not None
        assert (contact.contact.first_name, contact.contact.vcard) == ("王芳", "BEGIN:VCARD")
        assert upload.document is not None
        file = await bot.get_file(upload.document.file_id)
        assert bytes(await file.download_as_bytearray()) == b"a,b"

    with_bot(tg, work)


def test_privacy_mode_hides_plain_talk_in_a_group(tg: TelegramFake) -> None:
    li, han = tg.private(42), tg.private(43, "韩梅梅")
    group = tg.group(-100, "华东", [li, han])

    async def work(bot: Bot) -> None:
        group.send(li, "随便聊聊")
        group.send(li, "泰禾怎么样", mention=True)
        sent = await bot.send_message(-100, "请选", reply_markup=BUTTONS)
        group.send(han, "第一个", reply_to=sent.message_id)
        group.press(han, "撤销")
        mention, reply, press = await bot.get_updates()
        assert mention.message
        assert reply.message
        assert press.callback_query
        assert mention.message.text == "@yinuo_bot 泰禾怎么样"
        assert mention.message.entities[0].type == "mention"
        assert reply.message.reply_to_message is not None
        assert press.callback_query.from_user.first_name == "韩梅梅"

    with_bot(tg, work)
    assert group.messages[-1].text == "请选"


def test_inline_query_returns_the_answered_results(tg: TelegramFake) -> None:
    li = tg.private(42)

    async def work(bot: Bot) -> None:
        asked = asyncio.create_task(asyncio.to_thread(li.inline, "泰禾"))
        [update] = await bot.get_updates(timeout=5)
        assert update.inline_query is not None
        await update.inline_query.answer([InlineQueryResultArticle("1", "泰禾", Content("泰禾 A级"))])
        assert [result["title"] for result in await asked] == ["泰禾"]

    with_bot(tg, work)


def test_updates_come_again_until_a_higher_offset_confirms_them(tg: TelegramFake) -> None:
    li = tg.private(42)

    async def work(bot: Bot) -> None:
        for number in range(120):
            li.send(str(number))
        first = await bot.get_updates()
        assert (len(first), await bot.get_updates()) == (100, first)
        rest = await bot.get_updates(offset=first[-1].update_id + 1)
        assert [update.message.text for update in rest if update.message] == [str(n) for n in range(100, 120)]
        assert len(await bot.get_updates(limit=5)) == 5
        assert len(await bot.get_updates(offset=-1)) == 1
        assert await bot.get_updates(offset=rest[-1].update_id + 1) == ()

    with_bot(tg, work)


def test_a_long_poll_ends_with_the_first_update_or_with_a_second_poller(tg: TelegramFake) -> None:
    li = tg.private(42)

    async def work(bot: Bot) -> None:
        poll = asyncio.create_task(bot.get_updates(timeout=5))
        await asyncio.sleep(0.1)
        li.send("在吗")
        assert len(await asyncio.wait_for(poll, 2)) == 1
        first = asyncio.create_task(bot.get_updates(offset=10**6, timeout=5))
        await asyncio.sleep(0.1)
        async with Bot(tg.token, base_url=tg.base_url) as other:
            await other.get_updates(offset=10**6)
        with pytest.raises(Conflict):
            await first

    with_bot(tg, work)


def test_only_allowed_updates_are_delivered(tg: TelegramFake) -> None:
    li = tg.private(42)

    async def work(bot: Bot) -> None:
        await bot.get_updates(allowed_updates=["message"])
        li.edit(li.send("a"), "b")
        assert [update.edited_message for update in await bot.get_updates()] == [None]

    with_bot(tg, work)


def test_webhook_posts_with_the_secret_and_again_until_it_gets_a_200(tg: TelegramFake) -> None:
    seen: list[tuple[str | None, str]] = []

    async def on_update(request: web.Request) -> web.Response:
        update = await request.json()
        seen.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), update["message"]["text"]))
        return web.Response(status=500 if len(seen) == 1 else 200)

    app = web.Application()
    app.router.add_post("/telegram", on_update)
    server = Loopback(app)
    server.open()
    tg.deliver_to(f"{server.url}/telegram", "s3cret")
    li = tg.private(42)
    li.send("一")
    li.send("二")
    deadline = time.monotonic() + 5
    while tg.updates.pending and time.monotonic() < deadline:
        time.sleep(0.01)
    server.close()
    assert seen == [("s3cret", "一"), ("s3cret", "一"), ("s3cret", "二")]
    assert [delivery.status for delivery in tg.deliveries] == [500, 200, 200]
    with pytest.raises(Conflict, match="webhook is active"):
        with_bot(tg, lambda bot: bot.get_updates())


def test_scripted_faults(tg: TelegramFake) -> None:
    li = tg.private(42)
    tg.fail_next("sendMessage", 429, retry_after=7)
    tg.fail_next("sendMessage", 500)
    tg.fail_next("sendMessage", 0, done=True)
    tg.fail_next("sendMessage", 200, delay=1)

    async def work(bot: Bot) -> None:
        with pytest.raises(RetryAfter, match="0:00:07"):
            await bot.send_message(42, "a")
        with pytest.raises(NetworkError):
            await bot.send_message(42, "b")
        with pytest.raises(NetworkError):
            await bot.send_message(42, "c")
        with pytest.raises(TimedOut):
            await bot.send_message(42, "d", read_timeout=0.2)
        li.block()
        with pytest.raises(Forbidden, match="blocked"):
            await bot.send_message(42, "e")

    with_bot(tg, work)
    assert [message.text for message in li.messages] == ["c"]


def test_a_send_inside_retry_after_is_a_violation(tg: TelegramFake) -> None:
    tg.private(42)
    tg.fail_next("sendMessage", 429, retry_after=5)

    async def work(bot: Bot) -> None:
        with pytest.raises(RetryAfter):
            await bot.send_message(42, "a")
        await bot.send_message(42, "a")

    with_bot(tg, work)
    assert "before the retry-after was over" in str(tg.violations[0])


def test_limits_answer_429_to_a_bot_that_outruns_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    with TelegramFake(limits=True) as tg:
        tg.private(42)
        tg.private(43)

        async def work(bot: Bot) -> None:
            await bot.send_message(42, "a")
            await bot.send_message(43, "a")
            with pytest.raises(RetryAfter):
                await bot.send_message(42, "b")

        with_bot(tg, work)
        assert (tg.pace.busiest(), tg.pace.busiest(42)) == (2, 1)


def test_strangers_tokens_and_unknown_methods(tg: TelegramFake) -> None:
    tg.private(44, started=False)

    async def work(bot: Bot) -> None:
        with pytest.raises(Forbidden, match="can't initiate"):
            await bot.send_message(44, "a")

    with_bot(tg, work)
    assert tg.violations == []
    with pytest.raises(InvalidToken):
        with_bot(tg, work, "9:wrong")
    assert httpx.get(f"{tg.base_url}{tg.token}/getStickers").status_code == 404
    assert "does not know getStickers" in str(tg.violations[0])


def test_photos_documents_actions_and_the_menu(tg: TelegramFake) -> None:
    li = tg.private(42)

    async def work(bot: Bot) -> None:
        await bot.send_chat_action(42, "typing")
        await bot.send_photo(42, png(), caption="<b>漏斗</b>", parse_mode="HTML")
        await bot.send_document(42, b"a,b", filename="客户.csv")
        await bot.set_my_commands([("help", "帮助")], language_code="zh")
        with pytest.raises(BadRequest):
            await bot.send_photo(42, png(), caption="好" * 1025)

    with_bot(tg, work)
    photo, document = li.messages
    assert (photo.text, photo.file and photo.file.content) == ("漏斗", png())
    assert document.file
    assert (document.file.name, document.file.content) == ("客户.csv", b"a,b")
    assert tg.commands == {"default/zh": [{"command": "help", "description": "帮助"}]}
    assert [violation.method for violation in tg.violations] == ["sendPhoto"]


def test_a_photo_takes_the_place_of_words_and_of_photos_but_words_never_of_a_photo(
    tg: TelegramFake,
) -> None:
    li = tg.private(42)

    async def work(bot: Bot) -> None:
        said = await bot.send_message(42, "先有字")
        for height in (600, 700):
            media = InputMediaPhoto(png(height=height), caption="<b>漏斗</b>", parse_mode="HTML")
            await bot.edit_message_media(media, 42, said.message_id)
        with pytest.raises(BadRequest, match="no text in the message"):
            await bot.edit_message_text("又是字", 42, said.message_id)

    with_bot(tg, work)
    (photo,) = li.messages
    assert (photo.text, photo.edits) == ("漏斗", ["先有字", "漏斗"])
    assert photo.file
    assert photo.file.content == png(height=700)
    assert tg.violations == []


def test_json_bodies_with_numbers_as_text_are_understood(tg: TelegramFake) -> None:
    li = tg.private(42)
    markup = '{"inline_keyboard": [[{"text": "撤销", "callback_data": "a1"}]]}'
    body = {"chat_id": "42", "text": "123", "reply_markup": markup}
    assert httpx.post(f"{tg.base_url}{tg.token}/sendMessage", json=body).status_code == 200
    assert (li.messages[-1].text, len(li.messages[-1].buttons)) == ("123", 1)


def test_a_deep_link_carries_only_what_telegram_lets_it(tg: TelegramFake) -> None:
    with pytest.raises(ValueError, match="no deep link"):
        tg.private(42).start("x" * 65)


def test_waiting_in_vain_quotes_what_there_was(tg: TelegramFake) -> None:
    with pytest.raises(TimeoutError, match=r"no message with '泰禾' within 0\.1 s; there is \[\]"):
        tg.private(42).wait_for("泰禾", timeout=0.1)
