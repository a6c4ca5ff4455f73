"""Help, small talk, and what to say when a message is not understood."""

from dataclasses import dataclass
from typing import ClassVar

from bot.domain.base import Command, Mention, Result

NONE, NEW = "none", "new"
"""Answers that are not one of the choices: none of these; create what was said."""


@dataclass(frozen=True, kw_only=True)
class Help(Command):
    reads: ClassVar[bool] = True
    topic: str = ""


@dataclass(frozen=True, kw_only=True)
class Chat(Command):
    """Small talk: thanks, hello, well done. Writes nothing."""

    reads: ClassVar[bool] = True
    tone: str


@dataclass(frozen=True, kw_only=True)
class Answer(Command):
    """A choice for the pending question of this chat: an id out of its choices, `new` or `none`."""

    question: str
    choice: str


@dataclass(frozen=True, kw_only=True)
class OpenForm(Command):
    """Show the form of a command, where the platform has forms."""

    reads: ClassVar[bool] = True
    command: str


@dataclass(frozen=True, kw_only=True)
class Decline(Command):
    """Something was asked for (`wish`: delete, handover) that cannot be done by a word; writes nothing."""

    reads: ClassVar[bool] = True
    wish: str
    about: Mention | None = None


@dataclass(frozen=True, kw_only=True)
class Declined(Result):
    """Nothing was changed; `instead` is what can be done today."""

    wish: str
    name: str
    instead: tuple[Command, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Helped(Result):
    topic: str


@dataclass(frozen=True, kw_only=True)
class Chatted(Result):
    tone: str
    name: str


@dataclass(frozen=True, kw_only=True)
class NotUnderstood(Result):
    """Nothing was written; `guesses` are commands that the message may have meant."""

    said: str
    guesses: tuple[Command, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Dropped(Result):
    """A question was answered with none of these: nothing was written."""

    said: str


@dataclass(frozen=True, kw_only=True)
class FormOpened(Result):
    command: str
