"""What no message can do is said so, and how one was in touch is put right: neither is noted as a contact."""

import pytest

from bot.domain.audit import Amend
from bot.domain.guide import Decline
from bot.domain.interactions import Channel
from bot.language import understand
from tests.language.world import hearing


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("delete acme", "delete"),
        ("remove the customer Acme", "delete"),
        ("删除泰禾", "delete"),
        ("把泰禾删掉", "delete"),
    ],
)
def test_what_cannot_be_done_is_declined(text: str, wish: str) -> None:
    (command,) = understand(text, hearing(focus="c-taihe")).commands
    assert isinstance(command, Decline)
    assert command.wish == wish


@pytest.mark.parametrize(
    "text", ["give acme a quote by friday", "把样品交给泰禾", "谁可以删除泰禾？", "delete the last one"]
)
def test_other_sentences_are_not_declined(text: str) -> None:
    assert not [each for each in understand(text, hearing()).commands if isinstance(each, Decline)]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("actually it was a call", Channel.CALL),
        ("no, it was an email not a call", Channel.EMAIL),
        ("不对，是打电话", Channel.CALL),
        ("不是拜访，是电话", Channel.CALL),
        ("是微信不是电话", Channel.WECHAT),
    ],
)
def test_how_it_was(text: str, channel: Channel) -> None:
    assert understand(text, hearing()).commands == (Amend(channel=channel),)
