"""Deals (opportunities): how far a sale has come, what it is worth, and when it should close."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.domain.base import Command, Mention
from bot.domain.moment import Moment
from bot.domain.money import Money


class Stage(StrEnum):
    """The stages of a workspace that has named none of its own."""

    LEAD = "lead"
    QUALIFIED = "qualified"
    PROPOSAL = "proposal"
    NEGOTIATION = "negotiation"
    WON = "won"
    LOST = "lost"


@dataclass(frozen=True, kw_only=True)
class DealUpdate(Command):
    """A deal moves: its stage, size, expected day of closing, chances (per cent), rival, or why it was lost."""

    customer: Mention | None = None
    person: Mention | None = None
    by: Mention | None = None
    product: Mention | None = None
    stage: Stage | None = None
    amount: Money | None = None
    close_date: Moment | None = None
    probability: Decimal | None = None
    competitor: str = ""
    reason: str = ""
    when: Moment | None = None
    what: str = ""
