"""The brief: what one needs to know of a customer before a meeting."""

from dataclasses import dataclass
from datetime import date

from bot.domain.base import Result
from bot.domain.cases import CaseLine
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.interactions import Interaction
from bot.domain.ownership import Ties
from bot.domain.promises import Line, Promise
from bot.domain.reminders import Reminder


@dataclass(frozen=True, kw_only=True)
class Briefed(Result):
    """What one needs before a meeting; names of people by member id in `names`.

    `lines` are the open `promises` with their standing, `cases` open complaints and requests; `touched` is the day
    of the last touch, `touches_total` how many there were; `masked` when contacts and amounts are hidden from
    this reader.
    """

    customer: Customer
    owner: str
    contacts: tuple[Contact, ...]
    touches: tuple[Interaction, ...]
    promises: tuple[Promise, ...]
    reminders: tuple[Reminder, ...]
    names: dict[str, str]
    today: date
    lines: tuple[Line, ...] = ()
    cases: tuple[CaseLine, ...] = ()
    touched: date | None = None
    touches_total: int = 0
    masked: bool = False
    ties: Ties = Ties()
