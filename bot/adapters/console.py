"""The terminal chat: lines in, cards out, buttons by their number; works on a pipe too."""

import asyncio
import contextlib
import json
import threading
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TextIO

from bot.domain.base import new_id
from bot.domain.chat import Address, Button, Card, Identity, Incoming, Outgoing, Platform
from bot.domain.mail import Accept, Arrival

REPLY_SECONDS = 60.0


@dataclass(slots=True, kw_only=True)
class Console:
    """One person at a terminal; the `bot` and the `person` are the names before what they say.

    Each line waits for its answer before the next one is read, so a piped script reads like a transcript.
    """

    accept: Accept
    user: str
    reads: TextIO
    writes: TextIO
    clock: Callable[[], datetime]
    bot: str = "一诺"
    person: str = ""
    patience: float = REPLY_SECONDS
    routes: Sequence[object] = ()
    loops: Sequence[Callable[[], Awaitable[None]]] = ()
    _buttons: list[tuple[str, str]] = field(default_factory=list)
    _answered: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def channel(self) -> "Console":
        return self

    async def run(self) -> None:
        """Talk until the input ends; what is pushed meanwhile is printed as it comes."""
        lines: asyncio.Queue[str] = asyncio.Queue()
        threading.Thread(
            target=self._listen, args=(lines, asyncio.get_running_loop()), name="console", daemon=True
        ).start()
        self._prompt()
        while line := await lines.get():
            if text := printable(line).strip():
                await self._say(text)
            self._prompt()

    async def send(self, outgoing: Outgoing, card: Card) -> str:
        """Print a card; an edited one is printed again, a picture is told. Its buttons take the numbers from 1 on."""
        message = outgoing.replaces or new_id()
        buttons = [button for row in card.buttons for button in row]
        text = "\n".join(part for part in (card.in_words().plain(), self._numbered(buttons, message)) if part)
        self.writes.write(f"{self.bot}> {printable(text)}\n")
        self.writes.flush()
        if outgoing.push is None:
            self._answered.set()
        return "" if card.notice else message

    def read(self, arrival: Arrival) -> Incoming:
        """The inbox's payload as the conversation hears it."""
        facts = json.loads(arrival.payload)
        return Incoming(
            event=arrival.event,
            at=arrival.at,
            sender=Identity(Platform.CONSOLE, "", arrival.chat),
            address=Address(Platform.CONSOLE, "", arrival.chat),
            text=facts.get("text", ""),
            button=facts.get("button", ""),
            message=facts.get("message", arrival.event),
        )

    async def _say(self, text: str) -> None:
        self._answered.clear()
        arrival = Arrival(
            sender=Identity(Platform.CONSOLE, "", self.user),
            platform=Platform.CONSOLE,
            event=new_id(),
            chat=self.user,
            payload=json.dumps(self._meant(text), ensure_ascii=False),
            at=self.clock(),
        )
        await asyncio.to_thread(self.accept, [arrival])
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._answered.wait(), self.patience)

    def _meant(self, text: str) -> dict[str, str]:
        """A number that stands on a button presses it; anything else is said."""
        number = int(text) - 1 if text.isascii() and text.isdigit() else -1
        if 0 <= number < len(self._buttons):
            message, button = self._buttons[number]
            return {"button": button, "message": message}
        return {"text": text}

    def _numbered(self, buttons: Sequence[Button], message: str) -> str:
        """`[1 Undo] [2 Thursday]`; the numbers of earlier cards are void once new ones are shown."""
        pressable = [button for button in buttons if button.id]
        if pressable:
            self._buttons = [(message, button.id) for button in pressable]
        numbered = [f"[{number} {button.label}]" for number, button in enumerate(pressable, 1)]
        linked = [f"[{button.label}: {button.url}]" for button in buttons if button.url]
        return " ".join(numbered + linked)

    def _prompt(self) -> None:
        if self.reads.isatty():
            self.writes.write(f"{self.person}> ")
            self.writes.flush()

    def _listen(self, lines: "asyncio.Queue[str]", loop: asyncio.AbstractEventLoop) -> None:
        """Read in a thread of its own, which dies with the program: nobody waits for a last Enter."""
        while True:
            line = self.reads.readline()
            with contextlib.suppress(RuntimeError):  # the loop is over, and so are we
                loop.call_soon_threadsafe(lines.put_nowait, line)
            if not line:
                return


class Host(Protocol):
    """The running bot as the terminal needs it."""

    def accept(self, arrivals: Sequence[Arrival]) -> None: ...
    def running(self) -> AbstractAsyncContextManager[None]: ...


async def talk(host: Host, console: Console) -> None:
    """Start the bot, talk until the input ends, stop the bot; the console is one of its channels already."""
    async with host.running():
        await console.run()


def printable(text: str) -> str:
    """Without what would steer the terminal: names and messages come from anybody."""
    return "".join(char for char in text if char.isprintable() or char in "\n\t")
