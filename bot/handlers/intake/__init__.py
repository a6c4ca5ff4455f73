"""What a file may hold: for each kind, how its rows are read."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from bot.domain.transfer import ImportRows, Kind
from bot.handlers.intake.crm_sales import LAYOUT, opportunities
from bot.handlers.intake.ledgers import complaints, interactions, promises
from bot.handlers.intake.names import contacts, customers, people, products
from bot.handlers.intake.reading import Intake, Unusable
from bot.handlers.intake.sales import deals, orders, payments
from bot.handlers.registry import Turn

__all__ = ["Intake", "Unusable", "intake_of"]

Reading = Callable[[ImportRows, Turn], Intake[Any]]

INTAKES: Final[Mapping[Kind, Reading]] = {
    Kind.PEOPLE: people,
    Kind.CUSTOMERS: customers,
    Kind.CONTACTS: contacts,
    Kind.PRODUCTS: products,
    Kind.INTERACTIONS: interactions,
    Kind.PROMISES: promises,
    Kind.COMPLAINTS: complaints,
    Kind.DEALS: deals,
    Kind.ORDERS: orders,
    Kind.PAYMENTS: payments,
}
OTHERS: Final[Mapping[tuple[str, Kind], Reading]] = {(LAYOUT, Kind.DEALS): opportunities}
"""What other formats read in their own way."""


def intake_of(command: ImportRows, turn: Turn) -> Intake[Any]:
    read = OTHERS.get((command.layout, command.kind)) or INTAKES[command.kind]
    return read(command, turn)
