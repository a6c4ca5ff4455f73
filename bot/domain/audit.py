"""The journal: every change with its before and after image. It is the audit trail and the undo."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from bot.domain.base import ActionId, Command, MemberId, Mention, Result
from bot.domain.interactions import Channel
from bot.domain.moment import Moment
from bot.domain.money import Money

UNDO_WITHIN = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One message's (or one routine's, one import's) doing: who, when, from which message, and its undoing."""

    id: ActionId
    member_id: MemberId
    at: datetime
    commands: tuple[Command, ...]
    source: str = ""
    said: str = ""
    undone_by: ActionId = ActionId("")
    undoes: ActionId = ActionId("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row's change within an action; `before` is None for a new row, `after` None for one that went."""

    id: str
    action_id: ActionId
    position: int
    noun: str
    row_id: str
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notable:
    """Something worth an audit line that changed no row: masked data read, a forged button, an export."""

    id: str
    member_id: MemberId
    at: datetime
    what: str
    subject: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Undo(Command):
    """Take back the last action of this person, or the one behind a card's button; `redo` the last undoing."""

    action: str = ""
    redo: bool = False


class Stays(StrEnum):
    """What a corrected time leaves as it was: make it 4pm the day, no, Thursday the minute."""

    DAY = "day"
    MINUTE = "minute"


@dataclass(frozen=True, kw_only=True)
class Amend(Command):
    """Correct what the last message logged: the customer, the day, how and by whom, figures, the wording.

    A bare `number` stands for whichever figure there was: the amount, else the quantity, else the chances.
    What was not said of a time stays: its day or its minute. `of` names the command that it is a correction of.
    """

    customer: Mention | None = None
    person: Mention | None = None
    by: Mention | None = None
    channel: Channel | None = None
    due: Moment | None = None
    when: Moment | None = None
    amount: Money | None = None
    qty: Decimal | None = None
    discount: Decimal | None = None
    rate: Decimal | None = None
    probability: Decimal | None = None
    term: int | None = None
    number: Decimal | None = None
    what: str = ""
    stays: Stays | None = None
    of: str = ""


@dataclass(frozen=True, kw_only=True)
class Audit(Command):
    """The trail: who changed, saw or exported what."""

    reads: ClassVar[bool] = True
    customer: Mention | None = None
    person: Mention | None = None
    when: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class Forget(Command):
    """Erase the personal data of somebody at a customer, as they asked; never without a confirmation."""

    customer: Mention | None = None
    person: Mention | None = None


@dataclass(frozen=True, kw_only=True)
class Undone(Result):
    """What was taken back, by noun with counts, in the words of the message that did it.

    `action` is this undoing: to undo that one is to redo.
    """

    said: str
    counts: tuple[tuple[str, int], ...]
    action: ActionId
    redone: bool = False


@dataclass(frozen=True, kw_only=True)
class Amended(Result):
    """The results of doing it again, with the correction."""

    results: tuple[Result, ...]
