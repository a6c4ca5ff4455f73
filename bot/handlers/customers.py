"""Customers: created once, found by any of their names, shown on one screen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from bot.domain.base import Choice, ContactId, CustomerId, new_id
from bot.domain.contacts import Contact
from bot.domain.customers import (
    Customer,
    CustomerCreated,
    Find,
    Found,
    LooksAlike,
    NewCustomer,
)
from bot.domain.errors import NothingFound
from bot.domain.likeness import Likeness, likeness, parts_of, plain
from bot.domain.people import Member
from bot.domain.products import Product
from bot.handlers.access import note_look, sees_details, shown_contact
from bot.handlers.preferences import marked
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import (
    MOST,
    colleague_choices,
    colleague_of,
    customer_choices,
)

EntityT = TypeVar("EntityT")
RowT = TypeVar("RowT", bound=Customer | Contact)

NOUNS: Final[Mapping[type, str]] = {
    Customer: "customer",
    Contact: "contact",
    Member: "member",
    Product: "product",
}

FOUND: Final = 10
"""Hits of each noun that a search shows."""


@handles(NewCustomer)
def new_customer(command: NewCustomer, turn: Turn) -> CustomerCreated | LooksAlike:
    owner = colleague_of(command, "owner", command.owner, turn)
    alike = () if command.sure else _alike(command.name, turn)
    if alike:
        return LooksAlike(asked=command, choices=customer_choices(alike[:MOST], turn))
    customer = Customer(
        id=CustomerId(new_id()),
        name=command.name.strip(),
        owner_id=owner.id,
        industry=command.industry,
        source=command.source,
        created_by=turn.actor.id,
        created_at=turn.now,
    )
    turn.work.add(customer)
    turn.focus = replace(turn.focus, customer_id=customer.id, contact_id=ContactId(""))
    return CustomerCreated(customer=customer, owner=owner.name)


@handles(Find)
def find(command: Find, turn: Turn) -> Found:
    """Every noun of that name: exactly so called first, then those that sound alike in the name index."""
    customers = [*turn.work.customers.named(command.name), *_sounding(Customer, command.name, turn)]
    contacts = [*turn.work.contacts.named(command.name), *_sounding(Contact, command.name, turn)]
    contacts += turn.work.contacts.reached_by(command.phone) if command.phone else ()
    people = [*turn.work.people.named(command.name), *_sounding(Member, command.name, turn)]
    products = {each.id: each for each in _sounding(Product, command.name, turn) if each.archived_at is None}
    found = Found(
        name=command.name,
        customers=customer_choices(_once(customers), turn),
        contacts=marked(_contact_choices(_once(contacts), turn), contacts, turn),
        people=colleague_choices({each.id: each for each in people}.values()),
        products=tuple(products.values())[:FOUND],
    )
    if not (found.customers or found.contacts or found.people or found.products):
        raise NothingFound({"what": command.name})
    return found


def _alike(name: str, turn: Turn) -> Sequence[Customer]:
    """Living customers that may be the same account, the most probable first."""
    named = [each for spelling in _keys(name) for each in turn.work.customers.named(spelling)]
    near = turn.work.customers.by_ids(CustomerId(each) for each in turn.work.names.resembling(name))
    rows = {each.id: each for each in (*named, *_sounding(Customer, name, turn), *near.values())}
    judged = [(_likeness(name, each), each) for each in rows.values()]
    judged.sort(key=lambda pair: -pair[0])
    return _once(each for likely, each in judged if likely)


def _sounding(kind: type[EntityT], name: str, turn: Turn) -> list[EntityT]:
    """Things of one noun that the name index has under this name, however it is written."""
    hits = turn.work.names.lookup(_keys(name))
    found = (turn.work.get(kind, hit.id) for hit in hits if hit.noun == NOUNS[kind])
    return [each for each in found if each is not None]


def _likeness(name: str, customer: Customer) -> Likeness:
    return max(likeness(name, other) for other in (customer.name, *customer.aliases))


def _keys(name: str) -> Sequence[str]:
    parts = parts_of(name)
    return [*dict.fromkeys((name, plain(name), plain(name).replace(" ", ""), parts.core, parts.stem))]


def _once(rows: Iterable[RowT]) -> list[RowT]:
    living: dict[str, RowT] = {}
    for each in rows:
        if each.archived_at is None:
            living.setdefault(each.id, each)
    return [*living.values()][:FOUND]


def _contact_choices(contacts: Sequence[Contact], turn: Turn) -> tuple[Choice, ...]:
    """People to choose from, told apart by their customer, title and number (masked where it is not theirs)."""
    employers = turn.work.customers.by_ids({each.customer_id for each in contacts})
    return tuple(
        Choice(each.id, each.name, " · ".join(filter(None, _note(each, employers[each.customer_id], turn))))
        for each in contacts
        if each.customer_id in employers
    )


def _note(contact: Contact, customer: Customer, turn: Turn) -> tuple[str, ...]:
    shown = shown_contact(contact, customer, turn) or contact
    if shown.phone and shown.phone == contact.phone and sees_details(customer, turn):
        note_look(customer, turn)
    return customer.name, contact.title, shown.phone
