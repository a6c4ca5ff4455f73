"""What can stand between a message and its effect.

    Refusal          the person can put it right; shown politely, changes nothing
      UnknownMember    nobody we know behind this identity
      NotAllowed       the role does not permit it
      NothingFound     nothing matches what was asked for
      NothingToUndo    no action of this person within 24 hours
      ChangedSince     somebody changed the same rows afterwards
      BadSlot          a slot cannot be read (a date in the past for a promise, a broken phone number)
      CodeRefused      a link code that is wrong, used, expired, tried too often or said in a group
      StaleButton      a button that is forged, foreign, used or too old
    Question         only the person knows; stored with the pending commands, answered by a button or by text
    TryAgain         the database was busy or gone: nothing was written, the same message comes again
    SendFailed       a platform would not take a card
      Unreachable      blocked or closed: that link is disabled
      SlowDown         too fast: wait `seconds`, for that chat or the whole bot
      Rejected         the payload was refused: sent again as plain text
    Undrawable       a picture cannot be drawn: the card goes out with its words alone

Anything else is a fault: caught once, logged with a reference number that the person sees.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.domain.base import Choice, Command, Mention


@dataclass(eq=False)
class Refusal(Exception):
    """Something the person can put right; `phrase` is its key in the language files, `facts` fill it."""

    facts: dict[str, str] = field(default_factory=dict)

    @property
    def phrase(self) -> str:
        return type(self).__name__


class UnknownMember(Refusal):
    """Nobody we know behind this identity."""


class NotAllowed(Refusal):
    """The role does not permit it."""


class NothingFound(Refusal):
    """Nothing matches what was asked for (`what`)."""


class NothingToUndo(Refusal):
    """No action of this person within 24 hours."""


class ChangedSince(Refusal):
    """Somebody (`who`) changed the same rows afterwards."""


class BadSlot(Refusal):
    """A slot (`slot`) holds something (`said`) that cannot be used; `why` is a phrase key."""


class CodeRefused(Refusal):
    """A link code that is wrong, used, expired, tried too often or said in a group (`why`)."""


class StaleButton(Refusal):
    """A button that is forged, foreign, used or too old."""


@dataclass(eq=False)
class Question(Exception):
    """Only the person knows: which customer, which day, which promise.

    `slot` of `command` is to be replaced by the choice; `about` is the phrase key; `new` offers to create `said`.
    """

    command: Command
    slot: str
    about: str
    mention: Mention
    choices: tuple[Choice, ...] = ()
    new: bool = False


class TryAgain(Exception):
    """The database was busy or gone; nothing was written."""


class Undrawable(Exception):
    """A picture is no drawing of ours, or drawing it took too long."""


class SendFailed(Exception):
    """A platform would not take a card."""


class Unreachable(SendFailed):
    """The person blocked the bot or the chat is closed."""


@dataclass(eq=False)
class SlowDown(SendFailed):
    """Too fast: nothing to this chat (or to any, when `everywhere`) for `seconds`."""

    seconds: float
    everywhere: bool = False


class Rejected(SendFailed):
    """The platform refused the payload."""


@dataclass(slots=True)
class Survived:
    """The fault inside a block that was survived, None when there was none."""

    fault: Exception | None = None


@contextmanager
def surviving(
    log: logging.Logger, words: str, *facts: object, but: tuple[type[Exception], ...] = ()
) -> Iterator[Survived]:
    """Log a fault and go on: what breaks on one message, card or team stops no other; `but` these pass."""
    survived = Survived()
    try:
        yield survived
    except but:
        raise
    except Exception as fault:
        log.exception(words, *facts)
        survived.fault = fault
