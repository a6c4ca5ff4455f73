"""How customers want to be contacted: kept with source and date, and a warning whenever somebody forgets it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from bot.domain.base import Choice, ContactId, CustomerId, Result, WishId, new_id
from bot.domain.contacts import Contact, ContactKept
from bot.domain.customers import Customer
from bot.domain.errors import NothingFound
from bot.domain.interactions import Channel, Interaction, InteractionLogged, Topic
from bot.domain.materials import MaterialLogged
from bot.domain.moment import local
from bot.domain.preferences import (
    CheckWishes,
    PreferenceSet,
    SetPreference,
    Wish,
    WishesChecked,
    WishLine,
    WishWarned,
)
from bot.domain.promises import Promise, PromiseMade
from bot.domain.reminders import Reminder, ReminderSet
from bot.domain.wishes import (
    Approach,
    against,
    bars_channel,
    came_from_them,
    channel_named,
    ended_by,
    of_person,
    shown_first,
)
from bot.handlers.access import hides_words
from bot.handlers.notes import told
from bot.handlers.registry import Turn, handles
from bot.handlers.resolve import contact_of, customer_if_said, name_of_member

SHOWN: Final = 10
"""Wishes on one phone screen."""
SEARCHED: Final = 200
"""The newest wishes of all customers among which a channel is looked for."""


@handles(SetPreference)
def set_preference(command: SetPreference, turn: Turn) -> PreferenceSet:
    """The later word counts: what it takes back or replaces has ended."""
    noted = told(command, turn, Topic.PREFERENCE)
    if noted.customer is None:
        raise NothingFound({"what": noted.interaction.what})
    note = noted.interaction
    wish = Wish(
        id=WishId(new_id()),
        customer_id=noted.customer.id,
        contact_id=ContactId(note.contact_id),
        person=noted.person,
        interaction_id=note.id,
        channel=command.channel,
        pref=command.pref,
        at=command.at,
        topic=command.what,
        member_id=turn.actor.id,
        day=note.day,
        made_at=turn.now,
        said=turn.said,
        source=turn.source,
    )
    ended = ended_by(wish, turn.work.wishes.of(noted.customer.id))
    turn.work.save(*(replace(each, ended_at=turn.now) for each in ended))
    turn.work.add(wish)
    return PreferenceSet(**vars(noted), ended=wish_lines(shown_first(ended), turn))


@handles(CheckWishes)
def check_wishes(command: CheckWishes, turn: Turn) -> WishesChecked:
    customer = customer_if_said(command, command.customer, turn)
    contact = contact_of(command.person, customer, turn)
    found = turn.work.wishes.of(customer.id) if customer else turn.work.wishes.latest(SEARCHED)
    fitting = [each for each in shown_first(found) if _asked_for(each, command, contact)]
    lines = wish_lines(fitting[:SHOWN], turn)
    return WishesChecked(
        customer=customer,
        person=contact.name if contact else "",
        channel=command.channel,
        lines=lines,
        total=len(fitting),
    )


def warned(results: Iterable[Result], turn: Turn) -> list[Result]:
    """A warning for each wish that the message goes against, said once."""
    found: dict[WishId, Wish] = {}
    for customer, approach in _approaches(results, turn):
        wish = against(turn.work.wishes.of(customer.id), approach)
        if wish is not None:
            found.setdefault(wish.id, wish)
    for each in _of_contacts(results, turn):
        found.setdefault(each.id, each)
    return [WishWarned(line=line) for line in wish_lines([*found.values()], turn)]


def forgotten(reminder: Reminder, turn: Turn) -> WishLine | None:
    """The wish that doing what the reminder says would go against."""
    if not reminder.customer_id:
        return None
    wish = against(turn.work.wishes.of(reminder.customer_id), _planned(reminder, turn))
    return wish_lines([wish], turn)[0] if wish else None


def marked(choices: Sequence[Choice], contacts: Iterable[Contact], turn: Turn) -> tuple[Choice, ...]:
    """Contacts to choose from, a warning sign with those who must not be contacted in some way."""
    people = {each.id: each for each in contacts}
    wishes = shown_first(turn.work.wishes.of(*{each.customer_id for each in people.values()}))
    whose = {each.contact_id or each.customer_id for each in wishes if not each.person}
    barred = {each.id for each in people.values() if {each.id, each.customer_id} & whose}
    return tuple(
        replace(each, note=f"{each.note} ⚠".strip()) if each.id in barred else each for each in choices
    )


def wish_lines(wishes: Sequence[Wish], turn: Turn) -> tuple[WishLine, ...]:
    customers = turn.work.customers.by_ids({each.customer_id for each in wishes})
    return tuple(_line(each, customers.get(each.customer_id), turn) for each in wishes)


def _line(wish: Wish, customer: Customer | None, turn: Turn) -> WishLine:
    contact = turn.work.get(Contact, wish.contact_id)
    return WishLine(
        wish=wish,
        customer=customer.short if customer else "",
        person=contact.name if contact else wish.person,
        by=name_of_member(wish.member_id, turn),
        discreet=hides_words(customer, turn, {wish.member_id}, wish.topic),
    )


def _asked_for(wish: Wish, command: CheckWishes, contact: Contact | None) -> bool:
    """Of the person asked for also what everybody there wants; by a channel also what forbids them all."""
    person = contact is None or wish.contact_id in {"", contact.id}
    return person and (command.channel is None or bars_channel(wish, command.channel))


def _approaches(results: Iterable[Result], turn: Turn) -> Iterator[tuple[Customer, Approach]]:
    """How customers are or will be contacted, by what a message logs, plans or promises."""
    for each in results:
        customer: Customer | None = getattr(each, "customer", None)
        if customer is None:
            continue
        if isinstance(each, ReminderSet):
            yield customer, _planned(each.reminder, turn)
        elif isinstance(each, PromiseMade):
            yield customer, _promised(each.promise, each.person, turn)
        elif isinstance(each, InteractionLogged | MaterialLogged) and not came_from_them(
            each.interaction.said
        ):
            yield customer, _done(each.interaction, each.person, turn)


def _of_contacts(results: Iterable[Result], turn: Turn) -> Iterator[Wish]:
    """What people want whose number or address was just noted."""
    for each in results:
        if isinstance(each, ContactKept) and not each.created:
            wishes = shown_first(turn.work.wishes.of(each.customer.id))
            yield from of_person(wishes, each.contact.id, each.contact.name)


def _planned(reminder: Reminder, turn: Turn) -> Approach:
    return Approach(
        contact_id=reminder.contact_id,
        person=_name(reminder.contact_id, turn),
        channel=channel_named(reminder.what),
        at=local(reminder.due_at, reminder.zone).time(),
        words=reminder.what,
    )


def _promised(promise: Promise, person: str, turn: Turn) -> Approach:
    return Approach(
        contact_id=promise.contact_id,
        person=_name(promise.contact_id, turn) or person,
        channel=channel_named(promise.what),
        at=promise.due_time,
        words=promise.what,
    )


def _done(touch: Interaction, person: str, turn: Turn) -> Approach:
    """The hour counts only where one was said: most is noted later."""
    at = local(touch.at, turn.actor.zone).time()
    said = touch.at != touch.recorded_at and at != turn.workspace.dates.noon
    noted = touch.facts.channel if touch.facts else ""
    channel = Channel(noted) if noted else touch.channel
    return Approach(
        contact_id=touch.contact_id,
        person=_name(touch.contact_id, turn) or person,
        channel=channel or channel_named(touch.said),
        at=at if said else None,
        words=touch.what,
    )


def _name(contact: ContactId, turn: Turn) -> str:
    found = turn.work.get(Contact, contact)
    return found.name if found else ""


def wishes_of(customer: CustomerId, turn: Turn) -> tuple[WishLine, ...]:
    """All that a card of this customer tells, the newest first."""
    return wish_lines(shown_first(turn.work.wishes.of(customer)), turn)
