"""From names as said to rows: the one customer, contact or colleague meant, or a question."""

from dataclasses import replace

from bot.domain.base import NOBODY, Command, CustomerId, MemberId, Mention
from bot.domain.contacts import Contact
from bot.domain.customers import Customer
from bot.domain.errors import NothingFound, Question
from bot.domain.people import Member
from bot.handlers.registry import Turn


def customer_of(command: Command, mention: Mention | None, turn: Turn) -> Customer:
    """The customer a command is about; asks when the name is unclear, unknown or missing."""
    found = _customer(mention, turn)
    if found is None:
        said = mention or Mention("")
        raise Question(command, "customer", "customer", said, said.choices, new=bool(said.said))
    turn.focus = replace(turn.focus, customer_id=found.id)
    return found


def customer_if_said(command: Command, mention: Mention | None, turn: Turn) -> Customer | None:
    """The same, for commands that can do without a customer."""
    return customer_of(command, mention, turn) if mention else None


def _customer(mention: Mention | None, turn: Turn) -> Customer | None:
    if mention is None:
        return None
    if mention.known:
        return turn.work.get(Customer, mention.id)
    same = turn.work.customers.named(mention.said) if not mention.choices else ()
    return same[0] if len(same) == 1 else None


def contact_of(mention: Mention | None, customer: Customer | None, turn: Turn) -> Contact | None:
    """The contact meant, at this customer; a name nobody knows yet is no reason to ask."""
    if mention is None:
        return None
    found = turn.work.get(Contact, mention.id) if mention.known else None
    if found is None and customer is not None:
        named = turn.work.contacts.named(mention.said, customer.id)
        found = named[0] if len(named) == 1 else None
    if found is not None:
        turn.focus = replace(turn.focus, contact_id=found.id)
    return found


def colleague_of(command: Command, slot: str, mention: Mention | None, turn: Turn) -> Member:
    """The colleague meant, the speaker when nobody was named; asks between namesakes."""
    if mention is None:
        return turn.actor
    if mention.known:
        found = turn.work.get(Member, mention.id)
        if found is not None:
            return found
    if mention.choices:
        raise Question(command, slot, "colleague", mention, mention.choices)
    raise NothingFound({"what": mention.said})


def name_of_member(member_id: MemberId, turn: Turn) -> str:
    member = turn.work.get(Member, member_id) if member_id != NOBODY else None
    return member.name if member else ""


def learn(customer_id: CustomerId, said: str, turn: Turn) -> None:
    """A confirmed choice makes the words an alias of that customer."""
    customer = turn.work.get(Customer, customer_id)
    if customer and said and said not in {customer.name, *customer.aliases}:
        turn.work.save(replace(customer, aliases=(*customer.aliases, said)))
