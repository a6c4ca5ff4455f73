"""Customers as cards: created, looked up, and the brief before a meeting."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.base import Choice, ContactId, Mention
from bot.domain.briefs import Briefed
from bot.domain.chat import Block, Button, Card
from bot.domain.contacts import Contact
from bot.domain.customers import Brief, CustomerCreated, Found, LooksAlike, NewCustomer
from bot.domain.guide import OpenForm
from bot.domain.interactions import Interaction, Topic
from bot.domain.promises import CheckPromises, Side
from bot.language.layouts.cases import cases_block
from bot.language.layouts.contacts import contact_text
from bot.language.layouts.following import ties_lines
from bot.language.layouts.interactions import touch_of
from bot.language.layouts.parts import block, bullets, mention_of
from bot.language.layouts.promises import done_buttons, ledger
from bot.language.layouts.reminders import reminder_text
from bot.language.replies import label_of, line_of
from bot.language.speak import Say, says, short

MOST = 5
"""Buttons of one question, contacts, touches and promises of a brief: one phone screen."""
QUIET_DAYS = 8
PARTED = " · "
"""Between the parts of a note."""
WORDS = 80
"""Columns of one touch in a brief."""


@says(CustomerCreated)
def customer_created(result: CustomerCreated, say: Say) -> Card:
    customer = result.customer
    key = "customers.created" if result.owner else "customers.created_unowned"
    details = [customer.industry, customer.source and say("customers.source", source=customer.source)]
    button = say.button("customers.add_contact", OpenForm(command="new_contact"), stays=True)
    title = say(key, customer=customer.name, owner=result.owner)
    return Card(title, block(say("customers.joined").join(filter(None, details))), ((button,),))


@says(LooksAlike)
def looks_alike(result: LooksAlike, say: Say) -> Card:
    """Nothing was written: open one of them, or create anyway."""
    name = result.asked.name
    anyway = say.button("customers.create_anyway", replace(result.asked, sure=True), name=short(name, 24))
    title = say("customers.looks_alike", name=name)
    return Card(title, buttons=(*_rows(_customer_buttons(result.choices, say)), (anyway,)))


@says(Found)
def found(result: Found, say: Say) -> Card:
    hits = len(result.customers) + len(result.contacts) + len(result.people)
    if not hits:
        new = say.button("customers.create", NewCustomer(name=result.name), name=short(result.name, 24))
        return Card(say("customers.found_nothing", name=result.name), buttons=((new,),))
    blocks = (
        *_listed("customers.found_customers", result.customers, say),
        *_listed("customers.found_contacts", result.contacts, say),
        *_listed("customers.found_people", result.people, say),
    )
    buttons = [*_customer_buttons(result.customers, say), *_contact_buttons(result.contacts, say)]
    return Card(say("customers.found", name=result.name, hits=hits), blocks, _rows(buttons[:MOST]))


@says(Briefed)
def briefed(result: Briefed, say: Say) -> Card:
    """One phone screen: who they are, what happened, what is promised, what comes next."""
    ours = [line for line in result.lines if line.promise.side is Side.OURS]
    theirs = [line for line in result.lines if line.promise.side is Side.THEIRS]
    blocks = (
        *_people(result.contacts, say),
        *cases_block(result.cases, "customers.cases", say, most=MOST),
        *ledger("promises.ours_open", ours[:MOST], say),
        *ledger("promises.theirs_open", theirs[:MOST], say),
        *_touches(result, say),
        *_next(result, say),
        *block(*bullets(ties_lines(result.ties, say)), heading=say("customers.ties")),
        *block(_hidden(result, say)),
    )
    buttons = (
        *((each,) for each in done_buttons(result.lines, say)),
        (
            say.button(
                "customers.all_promises", CheckPromises(customer=mention_of(result.customer)), stays=True
            ),
            say.button("customers.log", OpenForm(command="log_interaction"), stays=True),
        ),
    )
    return Card(_headline(result, say), blocks or block(say("customers.nothing_yet")), buttons)


def _headline(result: Briefed, say: Say) -> str:
    customer = result.customer
    facts = [
        say("customers.tier", tier=customer.tier) if customer.tier else "",
        customer.industry,
        _owner(result, say),
    ]
    return say(
        "customers.headline", customer=customer.name, facts=say("customers.joined").join(filter(None, facts))
    )


def _owner(result: Briefed, say: Say) -> str:
    if result.owner:
        return say("customers.owned_by", owner=result.owner)
    return say("customers.pooled" if result.customer.pooled_at else "customers.unowned")


def _people(contacts: Iterable[Contact], say: Say) -> tuple[Block, ...]:
    known = list(contacts)
    lines = [contact_text(contact, say) for contact in known[:MOST]]
    more = [say("parts.more", left=len(known) - MOST)] if len(known) > MOST else []
    return block(*bullets(lines), *more, heading=say("customers.people"))


def _touches(result: Briefed, say: Say) -> tuple[Block, ...]:
    contacts = {contact.id: contact.name for contact in result.contacts}
    lines = [_touch(touch, contacts, result, say) for touch in result.touches[:MOST]]
    left = result.touches_total - len(lines)
    more = say("parts.more", left=left) if left > 0 else ""
    return block(_quiet(result, say), *bullets(lines), more, heading=say("customers.touches"))


def _hidden(result: Briefed, say: Say) -> str:
    if not result.masked:
        return ""
    return say("customers.masked_group" if say.group else "customers.masked")


def _quiet(result: Briefed, say: Say) -> str:
    """How long nobody was in touch, once it is over a week."""
    if result.touched is None or (result.today - result.touched).days < QUIET_DAYS:
        return ""
    days = (result.today - result.touched).days
    return say("customers.quiet", day=say.short_day(result.touched), days=days)


def _touch(touch: Interaction, contacts: dict[ContactId, str], result: Briefed, say: Say) -> str:
    person = touch.facts.person if touch.facts and not touch.topic else ""
    them = "" if touch.topic is Topic.ASIDE else say("customers.them")
    whom = contacts.get(touch.contact_id, "") or person or them
    by = result.names.get(touch.member_id, "")
    hidden = result.masked and not say.is_me(touch.member_id)
    text = short(touch_of(touch, whom, say, hidden=hidden), WORDS)
    return say("customers.touch", day=say.short_day(touch.day), by=by, touch=text)


def _next(result: Briefed, say: Say) -> tuple[Block, ...]:
    lines = [
        reminder_text(each, "", say, hidden=result.masked and not say.is_me(each.member_id))
        for each in result.reminders[:MOST]
    ]
    return block(*bullets(lines), heading=say("customers.next"))


def _listed(heading: str, choices: tuple[Choice, ...], say: Say) -> tuple[Block, ...]:
    return block(*bullets(line_of(each, say) for each in choices), heading=say(heading))


def _customer_buttons(choices: Iterable[Choice], say: Say) -> list[Button]:
    return [
        Button(label_of(each, say), Brief(customer=Mention(each.name, each.id, each.name)))
        for each in list(choices)[:MOST]
    ]


def _contact_buttons(choices: Iterable[Choice], say: Say) -> list[Button]:
    """By customer and title; a number is for reading, not for pressing."""
    told = ((each, replace(each, note=PARTED.join(each.note.split(PARTED)[:2]))) for each in choices)
    return [
        Button(label_of(label, say), Brief(person=Mention(each.name, each.id, each.name)))
        for each, label in [*told][:MOST]
    ]


def _rows(buttons: Iterable[Button]) -> tuple[tuple[Button, ...], ...]:
    return tuple((each,) for each in buttons)
