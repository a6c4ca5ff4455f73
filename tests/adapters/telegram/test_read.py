"""Updates as JSON, and the Incoming they become."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.adapters.telegram.read import read
from bot.adapters.telegram.updates import Me, arrival_of
from bot.domain.chat import Incoming

ME = Me(7, "yinuo_bot")
NOW = datetime(2026, 3, 13, 8, tzinfo=UTC)
LI = {"id": 42, "is_bot": False, "first_name": "雷", "last_name": "李", "language_code": "zh-hans"}
PRIVATE = {"id": 42, "type": "private"}
GROUP = {"id": -100, "type": "supergroup", "title": "华东"}


def message(**more: Any) -> dict[str, Any]:
    return {"message_id": 5, "date": 1773388800, "chat": PRIVATE, "from": LI, **more}


def heard(kind: str = "message", **more: Any) -> Incoming | None:
    return read(arrival_of({"update_id": 9, kind: message(**more)}, ME, NOW))


def test_a_text_says_who_when_and_where() -> None:
    incoming = heard(text="  答应泰禾\n周五  送样 ")
    assert incoming is not None
    assert (incoming.event, incoming.at, incoming.name) == ("9", datetime(2026, 3, 13, 8, tzinfo=UTC), "李雷")
    assert (incoming.text, incoming.source) == ("答应泰禾\n周五 送样", "telegram::42:5")


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [("Jane", "Doe", "Jane Doe"), ("芳", "王", "王芳"), ("韩梅梅", "", "韩梅梅"), ("Ann", "王", "Ann 王")],
)
def test_names_stand_in_the_order_of_their_language(first: str, last: str, name: str) -> None:
    more: dict[str, Any] = {"from": LI | {"first_name": first, "last_name": last}}
    incoming = heard(text="a", **more)
    assert incoming is not None
    assert incoming.name == name


@pytest.mark.parametrize(
    "more",
    [
        {"text": "a", "from": LI | {"is_bot": True}},
        {"text": "a", "sender_chat": {"id": -5, "type": "channel"}},
        {"text": "a", "via_bot": {"id": 7, "is_bot": True, "first_name": "一诺"}},
        {"text": "a", "chat": {"id": -5, "type": "channel"}},
        {"text": "a", "from": None},
        {"new_chat_members": [{"id": 7}], "chat": GROUP},
        {"pinned_message": {}},
        {"photo": [], "chat": GROUP},
        {"text": "@yinuo_bot is a word here", "chat": GROUP},
        {"text": "hi", "chat": GROUP},
        {"text": "hi", "chat": GROUP, "reply_to_message": {"from": {"id": 8}}},
        {"text": "/start@other_bot", "chat": GROUP},
    ],
)
def test_what_is_not_said_to_us_is_not_heard(more: dict[str, Any]) -> None:
    assert heard(**more) is None


@pytest.mark.parametrize(
    ("text", "offset", "length", "expected"),
    [
        ("@yinuo_bot 泰禾情况", 0, 10, "泰禾情况"),
        ("泰禾 @YINUO_bot 情况", 3, 10, "泰禾 情况"),
        ("😀😀 @yinuo_bot", 5, 10, "😀😀"),
        ("@yinuo_bot", 0, 10, None),
    ],
)
def test_a_mention_in_a_group_is_heard_without_our_name(
    text: str, offset: int, length: int, expected: str | None
) -> None:
    entity = {"type": "mention", "offset": offset, "length": length}
    incoming = heard(text=text, chat=GROUP, entities=[entity])
    assert (incoming.text if incoming else None) == expected


def test_a_caption_is_heard_like_a_text() -> None:
    entity = {"type": "mention", "offset": 0, "length": 10}
    incoming = heard(caption="@yinuo_bot 名片", caption_entities=[entity], photo=[], chat=GROUP)
    assert incoming is not None
    assert incoming.text == "名片"


def test_edits_without_words_say_nothing() -> None:
    assert heard("edited_message", location={}, edit_date=1773388860) is None
    assert heard("edited_message", text="b", edit_date=1773388860) is not None


def test_presses_without_data_or_message_are_nobodys() -> None:
    query = {"id": "1", "from": LI, "chat_instance": "1"}
    for more in ({"data": "a"}, {"message": message()}, {"data": "a", "inline_message_id": "x"}):
        assert read(arrival_of({"update_id": 9, "callback_query": {**query, **more}}, ME, NOW)) is None


def test_other_kinds_of_updates_are_not_heard() -> None:
    assert read(arrival_of({"update_id": 9, "poll": {}}, ME, NOW)) is None


def test_a_contact_without_a_vcard_has_its_name_and_phone() -> None:
    incoming = heard(contact={"phone_number": "+86 138", "first_name": "Jane", "last_name": "Doe"})
    assert incoming is not None
    assert incoming.contact is not None
    assert (incoming.contact.name, incoming.contact.phone, incoming.contact.title) == (
        "Jane Doe",
        "+86 138",
        "",
    )


def test_long_text_is_cut_at_what_telegram_itself_allows() -> None:
    incoming = heard(text="好" * 5000)
    assert incoming is not None
    assert len(incoming.text) == 4096


def test_what_is_nested_too_deeply_keeps_its_number() -> None:
    deep: dict[str, Any] = {}
    for _ in range(100_000):
        deep = {"a": deep}
    arrival = arrival_of({"update_id": 9, "message": message(text=deep)}, ME, NOW)
    assert (arrival.event, arrival.payload) == ("9", '{"unreadable": "nested too deeply"}')
    with pytest.raises(KeyError):
        read(arrival)
    while deep:
        deep = deep.pop("a")


def test_the_sender_and_the_chat_are_known_before_reading() -> None:
    arrival = arrival_of({"update_id": 9, "callback_query": {"from": LI, "message": message()}}, ME, NOW)
    assert arrival.sender is not None
    assert (arrival.sender.user, arrival.chat, arrival.event) == ("42", "42", "9")
