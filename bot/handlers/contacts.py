"""Contacts: created, or completed when somebody of that name is there already."""

from dataclasses import replace
from typing import Final

from bot.domain.base import Choice, Command, ContactId, Mention, new_id
from bot.domain.contacts import AmendContact, Contact, ContactKept, NewContact
from bot.domain.customers import Customer
from bot.domain.errors import Question
from bot.handlers.access import shown_contact
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import MOST, contact_of, customer_of

DETAILS: Final = ("title", "phone", "email", "role")


@handles(NewContact)
def new_contact(command: NewContact, turn: Turn) -> ContactKept:
    customer = customer_of(command, command.customer, turn)
    same = turn.work.contacts.named(command.name, customer.id)
    if len(same) == 1:
        return _kept(_completed(same[0], command, turn), customer, turn)
    return _created(command.name, command, customer, turn)


@handles(AmendContact)
def amend_contact(command: AmendContact, turn: Turn) -> ContactKept:
    """Who is no contact yet becomes one; under a new name somebody is still found by the old one."""
    customer = customer_of(command, command.customer, turn)
    contact = _meant(command, customer, turn)
    if contact is None:
        said = command.person.said if command.person else ""
        return _created(command.name or said, command, customer, turn)
    aliases = contact.aliases
    if command.name and contact.name not in {command.name, *aliases}:
        aliases = (*aliases, contact.name)
    renamed = replace(contact, name=command.name or contact.name, aliases=aliases)
    return _kept(_completed(renamed, command, turn), customer, turn)


def _meant(command: AmendContact, customer: Customer, turn: Turn) -> Contact | None:
    """The contact at this customer; asks between namesakes, and among all of them when nobody was named."""
    if command.person is None and turn.focus.contact_id:
        return turn.work.get(Contact, turn.focus.contact_id)
    contact = contact_of(command.person, customer, turn)
    if contact is not None:
        return contact
    said = command.person.name or command.person.said if command.person else ""
    there = turn.work.contacts.named(said, customer.id) if said else turn.work.contacts.at(customer.id)
    choices = tuple(Choice(each.id, each.name, each.title) for each in there[:MOST])
    if choices or not (said or command.name):
        raise Question(command, "person", "person", command.person or Mention(""), choices)
    return None


def _created(name: str, command: Command, customer: Customer, turn: Turn) -> ContactKept:
    said = {each: getattr(command, each) for each in DETAILS}
    contact = Contact(
        id=ContactId(new_id()),
        customer_id=customer.id,
        name=name,
        **said,
        created_by=turn.actor.id,
        created_at=turn.now,
    )
    turn.work.add(contact)
    return _kept(contact, customer, turn, created=True)


def _completed(contact: Contact, command: Command, turn: Turn) -> Contact:
    """What was said fills or replaces the details; what was not said stays."""
    said = {name: value for name in DETAILS if (value := getattr(command, name))}
    completed = replace(contact, **said)
    if completed != turn.work.get(Contact, contact.id):
        turn.work.save(completed)
    return completed


def _kept(contact: Contact, customer: Customer, turn: Turn, *, created: bool = False) -> ContactKept:
    turn.focus = replace(turn.focus, contact_id=contact.id)
    shown = contact if created else shown_contact(contact, customer, turn)
    return ContactKept(contact=shown or contact, customer=customer, created=created)
