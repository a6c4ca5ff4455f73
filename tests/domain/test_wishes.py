"""What somebody asked for, and what goes against it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.base import ContactId, CustomerId, MemberId, WishId
from bot.domain.interactions import Channel
from bot.domain.preferences import Preference, Wish
from bot.domain.wishes import Approach, allowed, bars_channel, came_from_them, channel_named, ended_by

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
QIAN = ContactId("qian")
CALL = Wish(
    id=WishId("w1"),
    customer_id=CustomerId("taihe"),
    contact_id=QIAN,
    channel=Channel.CALL,
    pref=Preference.NEVER,
    member_id=MemberId("li"),
    day=date(2026, 3, 2),
    made_at=NOON,
)
EVERYBODY = replace(CALL, contact_id=ContactId(""))
EARLY = replace(CALL, pref=Preference.BEFORE, at=time(10))
LATE = replace(CALL, pref=Preference.AFTER, at=time(18))
ONLY_MAIL = replace(CALL, channel=Channel.EMAIL, pref=Preference.ONLY)
NO_MESSAGES = replace(CALL, channel=Channel.MESSAGE)
AT_ALL = replace(CALL, channel=None)


def approach(
    contact: str = "qian", channel: Channel | None = Channel.CALL, hour: int | None = None
) -> Approach:
    at = None if hour is None else time(hour)
    return Approach(contact_id=ContactId(contact), channel=channel, at=at)


@pytest.mark.parametrize(
    ("wish", "way", "fine"),
    [
        (CALL, approach(), False),
        (CALL, approach(channel=Channel.EMAIL), True),
        (CALL, approach(channel=None), True),
        (CALL, approach("zhou"), True),
        (EVERYBODY, approach("zhou"), False),
        (EARLY, approach(hour=9), False),
        (EARLY, approach(hour=10), True),
        (EARLY, approach(), True),
        (LATE, approach(hour=18), False),
        (LATE, approach(hour=17), True),
        (ONLY_MAIL, approach(), False),
        (ONLY_MAIL, approach(channel=Channel.EMAIL), True),
        (ONLY_MAIL, approach(channel=None), True),
        (NO_MESSAGES, approach(channel=Channel.WECHAT), False),
        (AT_ALL, approach(channel=None), False),
        (replace(CALL, pref=Preference.PREFER), approach(channel=Channel.EMAIL), True),
        (replace(CALL, ended_at=NOON), approach(), True),
        (replace(CALL, contact_id=ContactId(""), person="老钱"), approach("zhou"), True),
        (
            replace(CALL, contact_id=ContactId(""), person="老钱"),
            Approach(person="老钱", channel=Channel.CALL),
            False,
        ),
        (replace(CALL, topic="促销"), Approach(contact_id=QIAN, channel=Channel.CALL, words="问交期"), True),
        (replace(CALL, topic="促销"), Approach(contact_id=QIAN, channel=Channel.CALL, words="讲促销"), False),
    ],
)
def test_what_is_allowed(wish: Wish, way: Approach, *, fine: bool) -> None:
    assert allowed([wish], way) is fine


def test_two_ways_that_are_the_only_ones_are_both_allowed() -> None:
    wechat = replace(ONLY_MAIL, id=WishId("w2"), channel=Channel.WECHAT)
    wishes = [ONLY_MAIL, wechat]
    assert allowed(wishes, approach(channel=Channel.WECHAT))
    assert allowed(wishes, approach(channel=Channel.EMAIL))
    assert not allowed(wishes, approach())


def test_one_channel_may_be_opened_again_while_the_others_stay_shut() -> None:
    mail = replace(AT_ALL, id=WishId("w2"), channel=Channel.EMAIL, pref=Preference.RESUME, made_at=later(1))
    assert ended_by(mail, [AT_ALL]) == ()
    assert allowed([AT_ALL, mail], approach(channel=Channel.EMAIL))
    assert not allowed([AT_ALL, mail], approach())
    again = replace(AT_ALL, id=WishId("w3"), made_at=later(2))
    assert not allowed([AT_ALL, mail, again], approach(channel=Channel.EMAIL))


@pytest.mark.parametrize(
    ("new", "old", "ends"),
    [
        (replace(CALL, pref=Preference.RESUME), CALL, True),
        (replace(CALL, pref=Preference.RESUME, channel=None), CALL, True),
        (replace(CALL, pref=Preference.RESUME, channel=Channel.EMAIL), CALL, False),
        (replace(EVERYBODY, pref=Preference.RESUME), CALL, False),
        (CALL, CALL, True),
        (replace(EARLY, at=time(9)), EARLY, True),
        (LATE, EARLY, False),
        (EARLY, CALL, True),
        (ONLY_MAIL, replace(CALL, channel=Channel.EMAIL), True),
    ],
)
def test_what_a_later_word_ends(new: Wish, old: Wish, *, ends: bool) -> None:
    assert ended_by(replace(new, made_at=later(1)), [old]) == ((old,) if ends else ())


@pytest.mark.parametrize(
    ("words", "channel"),
    [
        ("给钱总打电话", Channel.CALL),
        ("call Jane", Channel.CALL),
        ("发微信问报价", Channel.WECHAT),
        ("send an e-mail about the visit", Channel.EMAIL),
        ("拜访钱总", Channel.VISIT),
        ("送样", None),
        ("recall the batch", None),
    ],
)
def test_how_somebody_is_to_be_reached(words: str, channel: Channel | None) -> None:
    assert channel_named(words) is channel


@pytest.mark.parametrize(
    "words", ["钱总打来电话要报价", "Jane called me", "客户主动联系，问交期", "she wrote to us"]
)
def test_they_may_call_us(words: str) -> None:
    assert came_from_them(words)


@pytest.mark.parametrize("words", ["给钱总打了电话", "called Jane about us"])
def test_we_called_them(words: str) -> None:
    assert not came_from_them(words)


@pytest.mark.parametrize(
    ("wish", "channel", "barred"),
    [
        (CALL, Channel.CALL, True),
        (CALL, Channel.EMAIL, False),
        (ONLY_MAIL, Channel.CALL, True),
        (ONLY_MAIL, Channel.EMAIL, False),
        (AT_ALL, Channel.VISIT, True),
        (EARLY, Channel.CALL, True),
        (replace(CALL, pref=Preference.PREFER), Channel.CALL, False),
    ],
)
def test_who_is_on_the_list_of_a_channel(wish: Wish, channel: Channel, *, barred: bool) -> None:
    assert bars_channel(wish, channel) is barred


def later(days: int) -> datetime:
    return NOON + timedelta(days=days)
