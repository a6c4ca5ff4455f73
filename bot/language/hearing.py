"""What one needs to know to understand a message, and what comes of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.base import Command, Mention
from bot.domain.calendar import DatePolicy, WorkCalendar
from bot.domain.people import Language, Member
from bot.domain.ports import NameIndex


def nothing(_sign: str) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """Who speaks, when (local), about whom just now.

    `customer` and `contact` are the conversation's focus: whom "they", 他们 or nobody at all refers to.
    With `shares_names` a second reader may see names. `stages` are those of deals that the workspace named itself.
    `recall` tells which act a message of this sign was confirmed to be, "" for none.
    """

    at: datetime
    names: NameIndex
    calendar: WorkCalendar
    policy: DatePolicy
    currency: str
    member: Member | None = None
    customer: Mention | None = None
    contact: Mention | None = None
    language: Language = Language.ZH
    shares_names: bool = False
    stages: tuple[str, ...] = ()
    recall: Callable[[str], str] = nothing


@dataclass(frozen=True, slots=True)
class Understood:
    """The commands of a message in order; when none is sure enough, up to three `guesses` to choose from."""

    commands: tuple[Command, ...] = ()
    guesses: tuple[Command, ...] = ()


class Understand(Protocol):
    """The seam behind which another reader (an LLM, say) can help."""

    def __call__(self, text: str, hearing: Hearing) -> Understood: ...
