"""Hand-over: customers, and all that hangs on them, go from one colleague to another."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.base import Command, MemberId, Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Inheritance:
    """What one heir got from a colleague in one hand-over: the ids of the customers, told to the heir once."""

    id: str
    from_id: MemberId
    to_id: MemberId
    customers: tuple[str, ...]
    handed_by: MemberId
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Handover(Command):
    """Without `from_` the customers are whoever's they are; without `customer` all of that colleague's go."""

    from_: Mention | None = None
    to: Mention | None = None
    customer: Mention | None = None
