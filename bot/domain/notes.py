"""Notes: what was told of a customer and has no ledger of its own yet, slot by slot in their history."""

from dataclasses import dataclass

from bot.domain.base import Result
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.interactions import Interaction


@dataclass(frozen=True, kw_only=True)
class Noted(Result):
    """`person` is the name as said of somebody who is no contact yet; a campaign may have no customer."""

    interaction: Interaction
    customer: Customer | None
    contact: Contact | None
    by: str
    person: str = ""
