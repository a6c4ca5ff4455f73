"""Contacts: created, or completed when somebody of that name is there already."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.domain.base import Choice, Command, ContactId, Mention, new_id
from bot.domain.contacts import AmendContact, Contact, ContactKept, NewContact
from bot.domain.customers import Customer
from bot.domain.errors import Question
from bot.domain.interactions import InteractionLogged, LogInteraction
from bot.handlers.access import shown_contact
from bot.handlers.interactions import log_interaction
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
def amend_contact(command: AmendContact, turn: Turn) -> ContactKept | InteractionLogged:
    """Who is no contact yet becomes one; news that change no detail (钱总离职了) are kept as they were said."""
    if not any(getattr(command, each) for each in ("name", *DETAILS)):
        news = LogInteraction(customer=command.customer, person=command.person, what=turn.said)
        return log_interaction(news, turn)
    customer = customer_of(command, command.customer, turn)
    contact = _meant(command, customer, turn)
    if contact is None:
        said = command.person.said if command.person else ""
        return _created(command.name or said, command, customer, turn)
    return _kept(_completed(_renamed(contact, command.name), command, turn), customer, turn)


def _renamed(contact: Contact, name: str) -> Contact:
    """Somebody is still found by the old name."""
    if not name or name == contact.name:
        return contact
    aliases = tuple(dict.fromkeys((*contact.aliases, contact.name)))
    return replace(contact, name=name, aliases=aliases)


def _meant(command: AmendContact, customer: Customer, turn: Turn) -> Contact | None:
    """The contact at this customer; of nobody named, the one spoken of, else it asks."""
    if command.person:
        return _named(command, command.person, customer, turn)
    if turn.focus.contact_id:
        return turn.work.get(Contact, turn.focus.contact_id)
    there = turn.work.contacts.at(customer.id)
    if there or not command.name:
        raise Question(command, "person", "person", Mention(""), _choices(there))
    return None


def _named(command: AmendContact, person: Mention, customer: Customer, turn: Turn) -> Contact | None:
    """None for somebody new; asks between namesakes."""
    contact = contact_of(person, customer, turn)
    same = [] if contact else turn.work.contacts.named(person.name or person.said, customer.id)
    if same:
        raise Question(command, "person", "person", person, _choices(same))
    return contact


def _choices(contacts: Sequence[Contact]) -> tuple[Choice, ...]:
    """People to choose from, told apart by their titles."""
    return tuple(Choice(each.id, each.name, each.title) for each in contacts[:MOST])


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
