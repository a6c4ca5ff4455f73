"""Notes: what is told of a customer and has no ledger yet is kept in their history, slot by slot.

Once a noun has a ledger of its own, its command goes from this table to the file of that noun.
"""

from collections.abc import Mapping
from dataclasses import fields
from enum import Enum
from typing import Any, Final

from bot.domain.base import Command, ContactId, CustomerId, InteractionId, Mention, ProductId, new_id
from bot.domain.campaigns import Campaign
from bot.domain.customers import Customer
from bot.domain.interactions import Facts, Interaction, Sentiment, Topic
from bot.domain.notes import Noted
from bot.domain.risk import Release
from bot.handlers.access import shown_contact
from bot.handlers.interactions import happened, owned
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import colleague_of, contact_of, customer_if_said, customer_of, stranger
from bot.handlers.settling import settle

TOPICS: Final[Mapping[type[Command], Topic]] = {
    Campaign: Topic.CAMPAIGN,
}
SAID_BY_TOPIC: Final = frozenset({Topic.RESOLVED, Topic.WIN_BACK, Topic.RELEASE})
"""Topics that say all there is to say, when the words only say it again."""
MOODS: Final = {Topic.COMPLAINT: Sentiment.BAD}


def note(command: Command, turn: Turn) -> Noted:
    """Keep at once what was told and has no ledger yet."""
    return told(command, turn, TOPICS[type(command)])


def told(command: Command, turn: Turn, topic: Topic) -> Noted:
    """A line in the history; only the customer has to be clear, and of a campaign not even that."""
    said: Any = command
    at = happened(getattr(command, "when", None), turn)
    customer = _customer(command, turn)
    person: Mention | None = getattr(command, "person", None)
    contact = contact_of(person, customer, turn) if customer else None
    by = colleague_of(command, "by", getattr(command, "by", None), turn)
    facts = facts_of(command, stranger(person, contact))
    product: Mention | None = getattr(command, "product", None)
    interaction = Interaction(
        id=InteractionId(new_id()),
        customer_id=customer.id if customer else CustomerId(""),
        contact_id=contact.id if contact else ContactId(""),
        member_id=by.id,
        day=said.when.day if getattr(command, "when", None) else turn.today,
        at=at,
        what=_words(said.what, facts, customer, topic, turn),
        sentiment=MOODS.get(topic),
        product_id=ProductId(product.id if product else ""),
        topic=topic,
        facts=facts,
        said=turn.said,
        source=turn.source,
        recorded_at=turn.now,
    )
    turn.work.add(interaction)
    settle(interaction, turn)
    return Noted(
        interaction=interaction,
        customer=customer,
        contact=shown_contact(contact, customer, turn) if customer else None,
        by=by.name,
        person=stranger(person, contact),
    )


for _kind in TOPICS:
    handles(_kind)(note)


def facts_of(command: Command, person: str) -> Facts | None:
    """The slots of the command that were filled, with `person` when nobody is known by that name; or None."""
    slots = {each.name: _fact(getattr(command, each.name, None)) for each in fields(Facts)}
    slots["person"] = person
    filled = {name: value for name, value in slots.items() if value not in {None, ""}}
    return Facts(**filled) if filled else None


def _words(what: str, facts: Facts | None, customer: Customer | None, topic: Topic, turn: Turn) -> str:
    """What is told besides the slots; the whole message where there are none."""
    if topic not in SAID_BY_TOPIC:
        return what or ("" if facts else turn.said)
    names = (customer.name, *customer.aliases) if customer else ()
    return "" if any(each in what for each in names) else what


def _fact(slot: Any) -> Any:
    """Names as text; a value of an enum as its word."""
    if isinstance(slot, Mention):
        return slot.name or slot.said
    return slot.value if isinstance(slot, Enum) else slot


def _customer(command: Command, turn: Turn) -> Customer | None:
    """Whom it is about; to be let go is no touch that makes somebody the owner."""
    mention: Mention | None = getattr(command, "customer", None)
    if isinstance(command, Campaign):
        return customer_if_said(command, mention, turn)
    customer = customer_of(command, mention, turn)
    return customer if isinstance(command, Release) else owned(customer, turn)
