"""Examples: what a message was confirmed to mean, so that the workspace is understood better next time."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.base import Command, MemberId


class Confirmed(StrEnum):
    """How: a guess was pressed, a question answered, what was done corrected."""

    GUESS = "guess"
    ANSWER = "answer"
    AMENDED = "amended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """`sign` is the text with names, days and figures folded away; of each message (`source`) there is one."""

    id: str
    member_id: MemberId
    at: datetime
    zone: str
    text: str
    sign: str
    commands: tuple[Command, ...]
    how: Confirmed
    source: str
