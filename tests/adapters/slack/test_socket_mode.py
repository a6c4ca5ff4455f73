"""Socket Mode: the whole way without a public address."""

import pytest

from bot.domain.errors import TryAgain
from tests.adapters.slack.stand import Bot, settings_for
from tests.fakes.slack import SlackFake


@pytest.fixture
def bot(sl: SlackFake) -> Bot:
    return Bot(sl, settings_for(sl, signing_secrets=(), app_token=sl.app_token))


def test_messages_commands_forms_and_buttons(sl: SlackFake, bot: Bot) -> None:
    li = sl.user("U1")
    with bot.serving():
        li.message("周五送样")
        li.wait_for("周五送样")
        li.press("撤销")
        li.wait_for("已撤销")
        li.command("/yinuo", "log")
        li.wait_for_view()
        li.submit({"客户": "泰禾", "内容": "来电"})
        li.wait_for("泰禾 来电")
        li.open_home()
        li.wait_for_home("今天")
        sl.disconnect()
        li.message("还在吗")
        li.wait_for("还在吗")
        sl.repeat()
        li.message("好了")
        li.wait_for("好了")
    assert len(bot.heard) == 5
    assert sl.sockets.stray == []
    assert bot.side.routes == []


def test_what_could_not_be_stored_is_not_acknowledged_and_comes_again(sl: SlackFake, bot: Bot) -> None:
    li = sl.user("U1")
    tries: list[int] = []
    accept = bot.inbox.put

    def put(arrivals: object) -> int:
        tries.append(1)
        if len(tries) == 1:
            raise TryAgain
        return accept(arrivals)  # type: ignore[arg-type]

    bot.inbox.put = put  # type: ignore[method-assign]
    with bot.serving():
        li.message("周五送样")
        li.wait_for("周五送样")
    assert [delivery.status for delivery in sl.deliveries] == [0, 200]
    assert len(bot.heard) == 1
