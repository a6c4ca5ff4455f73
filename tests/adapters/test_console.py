"""The terminal chat on a pipe."""

import asyncio
import io
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from bot.adapters.console import Console, printable, talk
from bot.domain.chat import Address, Block, Button, Card, Incoming, Outgoing, Picture, Platform, Push
from bot.domain.mail import Arrival

Answer = Callable[[Incoming], Sequence[Outgoing]]
HERE = Address(Platform.CONSOLE, "", "ann")


class Host:
    """Answers each line in the loop that talks, as the delivery would."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.heard: list[Incoming] = []
        self.console: Console
        self.loop: asyncio.AbstractEventLoop

    def accept(self, arrivals: Sequence[Arrival]) -> None:
        for arrival in arrivals:
            incoming = self.console.read(arrival)
            self.heard.append(incoming)
            for outgoing in self.answer(incoming):
                assert outgoing.card
                asyncio.run_coroutine_threadsafe(self.console.send(outgoing, outgoing.card), self.loop)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        self.loop = asyncio.get_running_loop()
        yield


def conversation(script: str, answer: Answer, reads: type[io.StringIO] = io.StringIO) -> tuple[str, Host]:
    host, writes = Host(answer), io.StringIO()
    host.console = Console(
        accept=host.accept,
        user="ann",
        reads=reads(script),
        writes=writes,
        clock=lambda: datetime.now(UTC),
        person="Ann",
        patience=0.3,
    )
    asyncio.run(talk(host, host.console))
    return writes.getvalue(), host


def noted(incoming: Incoming) -> Sequence[Outgoing]:
    if incoming.button:
        return [Outgoing(address=HERE, card=Card(f"按了 {incoming.button}"), replaces=incoming.message)]
    row = (Button("撤销", id="b1"), Button("周四提醒我", id="b2"), Button("看", url="https://x.example"))
    return [Outgoing(address=HERE, card=Card("已记下", (Block((incoming.text,)),), (row,)))]


def test_a_script_reads_like_a_transcript() -> None:
    said, host = conversation("答应泰禾周五前送样\n\n2\n", noted)
    assert said == (
        "一诺> 已记下\n答应泰禾周五前送样\n[1 撤销] [2 周四提醒我] [看: https://x.example]\n一诺> 按了 b2\n"
    )
    text, press = host.heard
    assert (press.button, press.text) == ("b2", "")
    assert press.message
    assert press.message != text.message
    assert text.sender.user == text.address.chat == "ann"


def test_a_picture_is_told_in_brackets() -> None:
    def drawn(_incoming: Incoming) -> Sequence[Outgoing]:
        picture = Picture(name="funnel", svg="<svg/>", alt="初步接洽3个；方案报价1个。")
        return [Outgoing(address=HERE, card=Card("在谈商机", picture=picture))]

    said, _ = conversation("漏斗\n", drawn)
    assert said == "一诺> 在谈商机\n[初步接洽3个；方案报价1个。]\n"


def test_a_number_without_a_button_is_said() -> None:
    _, host = conversation("7\n", noted)
    assert host.heard[0].text == "7"


def test_pushes_are_printed_and_answer_nothing() -> None:
    def pushes(incoming: Incoming) -> Sequence[Outgoing]:
        push = Outgoing(address=HERE, card=Card("三点了"), push=Push(kind="reminder"))
        return [push] if incoming.text == "一" else [push, *noted(incoming)]

    said, host = conversation("一\n二\n", pushes)
    assert said.count("三点了") == 2
    assert [each.text for each in host.heard] == ["一", "二"]


def test_a_terminal_is_asked_and_not_steered() -> None:
    class Tty(io.StringIO):
        def isatty(self) -> bool:
            return True

    said, _ = conversation("a\x1b[2Jb\n", noted, Tty)
    assert said.startswith("Ann> 一诺> ")
    assert "\x1b" not in said
    assert said.endswith("Ann> ")


@pytest.mark.parametrize(("text", "expected"), [("a\x1b[31m\u202eb\n\tc", "a[31mb\n\tc")])
def test_printable(text: str, expected: str) -> None:
    assert printable(text) == expected


def test_a_notice_has_no_id() -> None:
    async def send() -> str:
        console = Console(
            accept=lambda _: None, user="a", reads=io.StringIO(), writes=io.StringIO(), clock=datetime.now
        )
        return await console.send(Outgoing(address=HERE), Card("过期", notice=True))

    assert asyncio.run(send()) == ""
