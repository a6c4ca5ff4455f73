"""Polling and the webhook when something is wrong: nothing is lost, nothing is said twice."""

import asyncio
import logging

import httpx
import pytest

from bot.domain.errors import SendFailed
from tests.adapters.telegram.road import SECRET, Road, card, to
from tests.fakes.telegram import TelegramFake
from tests.fakes.waiting import wait_until

log = logging.getLogger(__name__)


def waited(caplog: pytest.LogCaptureFixture, words: str) -> None:
    wait_until(lambda: words in caplog.text, words, 10, lambda: caplog.text)


@pytest.mark.parametrize("status", [0, 500, 502, 429])
def test_polling_goes_on_after_a_fault(tg: TelegramFake, status: int) -> None:
    li = tg.private(42)
    tg.fail_next("getUpdates", status, times=2, retry_after=0.05)
    li.send("一")
    li.send("二")
    with Road(tg) as road:
        assert [each.text for each in road.wait_heard(2)] == ["一", "二"]


def test_an_update_is_confirmed_only_after_it_was_stored(
    tg: TelegramFake, road: Road, caplog: pytest.LogCaptureFixture
) -> None:
    road.busy = 2
    tg.private(42).send("一")
    assert [each.text for each in road.wait_heard()] == ["一"]
    waited(caplog, "trying again: TryAgain()")
    polls = [call.payload.get("offset", 0) for call in tg.calls if call.method == "getUpdates"]
    assert polls[:3] == [0, 0, 0]
    wait_until(lambda: not tg.updates.pending, "confirmation", 5, lambda: tg.updates.pending)


def test_a_second_poller_is_named_in_the_log(
    tg: TelegramFake, road: Road, caplog: pytest.LogCaptureFixture
) -> None:
    httpx.get(f"{tg.base_url}{tg.token}/getUpdates")
    waited(caplog, "another program polls with this token")
    tg.private(42).send("一")
    road.wait_heard()


def test_updates_without_a_number_do_not_spin(
    tg: TelegramFake, road: Road, caplog: pytest.LogCaptureFixture
) -> None:
    tg.push({"message": {"text": "?"}})
    waited(caplog, "without a number")
    assert len(road.quarantined) == 1
    tg.private(42).send("一")
    road.wait_heard()
    tg.updates.pending.clear()


def test_a_webhook_is_removed_before_polling_and_waiting_updates_stay(tg: TelegramFake) -> None:
    tg.methods.webhook_set = {"url": "https://old.example"}
    tg.private(42).send("早先")
    with Road(tg) as road:
        assert [each.text for each in road.wait_heard()] == ["早先"]
    [removed] = [call.payload for call in tg.calls if call.method == "deleteWebhook"]
    assert removed.get("drop_pending_updates", False) is False
    asked = [call.payload["allowed_updates"] for call in tg.calls if call.method == "getUpdates"]
    assert asked[0] == ["message", "edited_message", "callback_query", "inline_query"]


def test_the_webhook_is_set_with_its_secret(tg: TelegramFake, called: Road) -> None:
    [payload] = [call.payload for call in tg.calls if call.method == "setWebhook"]
    assert (payload["url"], payload["secret_token"]) == ("https://yinuo.example/telegram", SECRET)
    assert payload["allowed_updates"] == ["message", "edited_message", "callback_query", "inline_query"]
    assert called.side.routes


def test_the_webhook_asks_again_later_while_nothing_can_be_stored(tg: TelegramFake, called: Road) -> None:
    called.busy = 2
    tg.private(42).send("一")
    assert [each.text for each in called.wait_heard()] == ["一"]
    wait_until(lambda: not tg.updates.pending, "delivery", 5, lambda: tg.deliveries)
    assert [delivery.status for delivery in tg.deliveries] == [503, 503, 200]


def test_the_webhook_waits_until_we_know_our_name(tg: TelegramFake, called: Road) -> None:
    called.side.front.me = None
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    assert httpx.post(called.url, headers=headers, json={"update_id": 1}).status_code == 503
    assert tg.violations == []


def test_without_https_it_polls(tg: TelegramFake, road: Road) -> None:
    assert list(road.side.routes) == []
    assert not any(call.method == "setWebhook" for call in tg.calls)


def test_start_is_patient(tg: TelegramFake, caplog: pytest.LogCaptureFixture) -> None:
    for method in ("getMe", "setMyCommands", "deleteWebhook"):
        tg.fail_next(method, 500)
    tg.private(42)
    with Road(tg) as road:
        road.send(to(42), card("在"))
    assert caplog.text.count("Telegram is not ready yet") == 3


def test_a_wrong_token_is_said_once(tg: TelegramFake, caplog: pytest.LogCaptureFixture) -> None:
    telegram = Road(tg, token="123:wrong").side
    asyncio.run(asyncio.wait_for(telegram.loops[0](), 10))
    assert caplog.text.count("Telegram does not know TELEGRAM_BOT_TOKEN") == 1
    assert "wrong" not in caplog.text


def test_no_token_reaches_any_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with TelegramFake(token="987654:AAH-of-no-others-business") as tg:
        suffer(tg)
        assert tg.violations == []
    assert "(token)" in caplog.text
    assert "business" not in caplog.text


def suffer(tg: TelegramFake) -> None:
    """Every kind of fault in every kind of call, with descriptions that quote the token."""
    li, leak = tg.private(42), f"no such path: /bot{tg.token}/x"
    for method in ("getMe", "setMyCommands", "deleteWebhook", "getUpdates", "answerInlineQuery"):
        tg.fail_next(method, 0)
        tg.fail_next(method, 500, description=leak)
    with Road(tg) as road:
        li.send("一")
        li.wait_for("已记下")
        with pytest.raises(TimeoutError):
            li.inline("泰禾", timeout=0.3)
        for status, times in ((0, 1), (500, 1), (403, 1), (400, 2), (429, 1)):
            tg.fail_next("sendMessage", status, description=leak, times=times)
            with pytest.raises(SendFailed) as raised:
                road.send(to(42), card("二"))
            log.error("cannot be sent: %r", raised.value, exc_info=raised.value)
