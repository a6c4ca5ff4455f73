"""Interactions: every touch, filed as it was told."""

from dataclasses import replace
from datetime import datetime

from bot.domain.base import NOBODY, ContactId, InteractionId, ProductId, new_id
from bot.domain.customers import Customer
from bot.domain.errors import BadSlot
from bot.domain.interactions import Facts, Interaction, InteractionLogged, LogInteraction, Topic
from bot.domain.moment import Moment
from bot.handlers.access import shown_contact
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import colleague_of, contact_of, customer_of, stranger
from bot.handlers.settling import settle


@handles(LogInteraction)
def log_interaction(command: LogInteraction, turn: Turn) -> InteractionLogged:
    at = happened(command.when, turn)
    customer = customer_of(command, command.customer, turn)
    customer = customer if command.aside else owned(customer, turn)
    contact = contact_of(command.person, customer, turn)
    by = colleague_of(command, "by", command.by, turn)
    unknown = stranger(command.person, contact)
    interaction = Interaction(
        id=InteractionId(new_id()),
        customer_id=customer.id,
        contact_id=contact.id if contact else ContactId(""),
        member_id=by.id,
        channel=command.channel,
        day=command.when.day if command.when else turn.today,
        at=at,
        what=command.what,
        sentiment=command.sentiment,
        product_id=ProductId(command.product.id if command.product else ""),
        topic=Topic.ASIDE if command.aside else None,
        facts=Facts(person=unknown) if unknown else None,
        said=turn.said,
        source=turn.source,
        recorded_at=turn.now,
    )
    turn.work.add(interaction)
    settle(interaction, turn)
    shown = shown_contact(contact, customer, turn)
    return InteractionLogged(
        interaction=interaction,
        customer=customer,
        contact=shown,
        by=by.name,
        person=unknown,
    )


def happened(when: Moment | None, turn: Turn) -> datetime:
    """The instant of the touch: now, or the time said; a past day without a time counts as its noon."""
    if when is None or when == Moment(turn.today):
        return turn.now
    at = when.utc(turn.actor.zone, turn.workspace.dates.noon)
    if at > turn.now:
        raise BadSlot({"slot": "when", "said": when.iso(), "why": "future"})
    return at


def owned(customer: Customer, turn: Turn) -> Customer:
    """Who is the first to touch a customer nobody owns becomes its owner; out of the pool it has to be claimed."""
    if customer.owner_id != NOBODY or customer.pooled_at or turn.work.interactions.count(customer.id):
        return customer
    owned = replace(customer, owner_id=turn.actor.id)
    turn.work.save(owned)
    return owned
