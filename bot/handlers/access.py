"""What this speaker sees here: in a group only what every member may see, and every special look is noted."""

from collections.abc import Sequence

from bot.domain import access
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.handlers.registry import Turn


def sees_details(customer: Customer, turn: Turn) -> bool:
    """Whether phones, e-mails and amounts of this customer may be shown in this chat."""
    if turn.group:
        return turn.workspace.open_details
    subtree = turn.work.people.below(turn.actor.id) if customer.owner_id != turn.actor.id else ()
    return access.sees_details(turn.actor, customer, subtree, open_details=turn.workspace.open_details)


def shown(contacts: Sequence[Contact], customer: Customer, turn: Turn) -> tuple[Contact, ...]:
    """The contacts as this reader may see them; a look into somebody else's customer leaves an audit line."""
    if not sees_details(customer, turn):
        return tuple(each.masked() for each in contacts)
    others = customer.owner_id not in {turn.actor.id, ""}
    if others and any(each.phone or each.email for each in contacts):
        turn.work.journal.note("details_read", customer.id)
    return tuple(contacts)


def shown_contact(contact: Contact | None, customer: Customer, turn: Turn) -> Contact | None:
    """A contact in an answer about something else: masked in doubt, never noted."""
    if contact is None or sees_details(customer, turn):
        return contact
    return contact.masked()
