"""Contacts: created, or completed when somebody of that name is there already."""

from dataclasses import replace
from typing import Final

from bot.domain.base import ContactId, new_id
from bot.domain.contacts import Contact, ContactKept, NewContact
from bot.domain.customers import Customer
from bot.handlers.access import shown_contact
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import customer_of

DETAILS: Final = ("title", "phone", "email", "role")


@handles(NewContact)
def new_contact(command: NewContact, turn: Turn) -> ContactKept:
    customer = customer_of(command, command.customer, turn)
    same = turn.work.contacts.named(command.name, customer.id)
    if len(same) == 1:
        return _kept(_completed(same[0], command, turn), customer, turn)
    contact = Contact(
        id=ContactId(new_id()),
        customer_id=customer.id,
        name=command.name,
        title=command.title,
        phone=command.phone,
        email=command.email,
        role=command.role,
        created_by=turn.actor.id,
        created_at=turn.now,
    )
    turn.work.add(contact)
    return _kept(contact, customer, turn, created=True)


def _completed(contact: Contact, command: NewContact, turn: Turn) -> Contact:
    """What was said fills or replaces the details; what was not said stays."""
    said = {name: value for name in DETAILS if (value := getattr(command, name))}
    completed = replace(contact, **said)
    if completed != contact:
        turn.work.save(completed)
    return completed


def _kept(contact: Contact, customer: Customer, turn: Turn, *, created: bool = False) -> ContactKept:
    turn.focus = replace(turn.focus, contact_id=contact.id)
    shown = contact if created else shown_contact(contact, customer, turn)
    return ContactKept(contact=shown or contact, customer=customer, created=created)
