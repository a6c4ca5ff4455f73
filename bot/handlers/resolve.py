"""From names as said to rows: the one customer, contact or colleague meant, or a question."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from bot.domain.base import NOBODY, Choice, Command, ContactId, CustomerId, MemberId, Mention
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.errors import NothingFound, Question
from bot.domain.people import Member
from bot.handlers.registry import Turn

MOST: Final = 5
"""Choices a question offers."""


def customer_of(command: Command, mention: Mention | None, turn: Turn) -> Customer:
    """The customer a command is about; asks when the name is unclear, unknown or missing."""
    person: Mention | None = getattr(command, "person", None)
    found = _customer(mention, turn) if mention else _employer(person, turn)
    if found is None:
        raise _which_customer(command, mention, person, turn)
    same = found.id == turn.focus.customer_id
    contact_id = turn.focus.contact_id if same else ContactId("")
    turn.focus = replace(turn.focus, customer_id=found.id, contact_id=contact_id)
    return found


def customer_if_said(command: Command, mention: Mention | None, turn: Turn) -> Customer | None:
    """The same, for commands that can do without a customer; a known person stands for theirs."""
    person: Mention | None = getattr(command, "person", None)
    if mention is None and (person is None or _employer(person, turn) is None):
        return None
    return customer_of(command, mention, turn)


def _customer(mention: Mention, turn: Turn) -> Customer | None:
    if mention.known:
        found = _whole(turn.work.get(Customer, mention.id), turn)
        return found if found and found.archived_at is None else None
    same = turn.work.customers.named(mention.said)
    return same[0] if len(same) == 1 else None


def _whole(customer: Customer | None, turn: Turn) -> Customer | None:
    """The account that this one has become part of, itself if none."""
    while customer and customer.merged_into:
        customer = turn.work.get(Customer, customer.merged_into)
    return customer


def _employer(person: Mention | None, turn: Turn) -> Customer | None:
    """The customer of a person, when only one person can be meant."""
    contacts = _persons(person, turn)
    employers = {each.customer_id for each in contacts}
    return turn.work.get(Customer, employers.pop()) if len(employers) == 1 else None


def _persons(person: Mention | None, turn: Turn) -> list[Contact]:
    if person is None:
        return []
    ids = [person.id] if person.known else [each.id for each in person.choices]
    found = [turn.work.get(Contact, each) for each in ids] or [*turn.work.contacts.named(person.said)]
    return [each for each in found if each is not None]


def _which_customer(
    command: Command, mention: Mention | None, person: Mention | None, turn: Turn
) -> Question:
    """What to ask: between what the words may mean, the namesake's employers, or one's own customers."""
    if mention is None:
        choices = _employers(person, turn) or _own(turn)
        return Question(command, "customer", "customer", Mention(""), choices[:MOST])
    said = mention if mention.said else replace(mention, said=mention.name, id="")
    same = mention.choices or customer_choices(turn.work.customers.named(said.said), turn)
    return Question(command, "customer", "customer", said, same[:MOST], new=bool(said.said))


def _employers(person: Mention | None, turn: Turn) -> tuple[Choice, ...]:
    contacts = _persons(person, turn)
    employers = turn.work.customers.by_ids({each.customer_id for each in contacts})
    named = {each.customer_id: each.name for each in contacts}
    return tuple(Choice(one.id, one.name, named[one.id]) for one in employers.values())


def _own(turn: Turn) -> tuple[Choice, ...]:
    return customer_choices(turn.work.customers.owned(turn.actor.id, MOST), turn)


def customer_choices(customers: Iterable[Customer], turn: Turn) -> tuple[Choice, ...]:
    """Customers to choose from, told apart by their owners."""
    return tuple(Choice(each.id, each.name, name_of_member(each.owner_id, turn)) for each in customers)


def contact_of(mention: Mention | None, customer: Customer | None, turn: Turn) -> Contact | None:
    """The contact meant, at this customer; a name nobody knows yet is no reason to ask."""
    if mention is None:
        return None
    found = turn.work.get(Contact, mention.id)
    if customer and (found is None or found.customer_id != customer.id):
        named = turn.work.contacts.named(mention.name or mention.said, customer.id)
        found = named[0] if len(named) == 1 else None
    if found is not None:
        turn.focus = replace(turn.focus, contact_id=found.id)
    return found


def stranger(mention: Mention | None, contact: Contact | None) -> str:
    """The name as said of somebody who is no contact yet."""
    return mention.said if mention and contact is None else ""


def colleague_of(command: Command, slot: str, mention: Mention | None, turn: Turn) -> Member:
    """The colleague meant, the speaker when nobody was named; asks between namesakes."""
    if mention is None:
        return turn.actor
    found = turn.work.get(Member, mention.id) if mention.known else None
    if found is not None:
        return found
    choices = mention.choices or colleague_choices(turn.work.people.named(mention.said))
    if len(choices) > 1:
        raise Question(command, slot, "colleague", mention, choices[:MOST])
    only = turn.work.get(Member, choices[0].id) if choices else None
    if only is None:
        raise NothingFound({"what": mention.said})
    return only


def colleague_choices(members: Iterable[Member]) -> tuple[Choice, ...]:
    """Colleagues to choose from, told apart by their roles."""
    return tuple(Choice(each.id, each.name, each.role) for each in members)


def name_of_member(member_id: MemberId, turn: Turn) -> str:
    member = turn.work.get(Member, member_id) if member_id != NOBODY else None
    return member.name if member else ""


def learn(customer_id: CustomerId, said: str, turn: Turn) -> None:
    """A confirmed choice makes the words an alias of that customer."""
    customer = turn.work.get(Customer, customer_id)
    if customer and said and said not in {customer.name, *customer.aliases}:
        turn.work.save(replace(customer, aliases=(*customer.aliases, said)))
