"""Customers as cards: created, looked up, and the brief before a meeting."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.base import Choice, Mention
from bot.domain.chat import Block, Button, Card
from bot.domain.customers import Brief, CustomerCreated, Found, LooksAlike, NewCustomer
from bot.domain.guide import OpenForm
from bot.domain.products import Product
from bot.language.layouts.parts import block, bullets
from bot.language.replies import label_of, line_of
from bot.language.speak import Say, says, short

MOST = 5
"""Buttons of one question, contacts, touches and promises of a brief: one phone screen."""
AGAINST = 2
"""Contradictions shown in a brief."""
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
    hits = len(result.customers) + len(result.contacts) + len(result.people) + len(result.products)
    if not hits:
        new = say.button("customers.create", NewCustomer(name=result.name), name=short(result.name, 24))
        return Card(say("customers.found_nothing", name=result.name), buttons=((new,),))
    blocks = (
        *_listed("customers.found_customers", result.customers, say),
        *_listed("customers.found_contacts", result.contacts, say),
        *_listed("customers.found_people", result.people, say),
        *block(
            *bullets(_product(each, say) for each in result.products), heading=say("customers.found_products")
        ),
    )
    buttons = [*_customer_buttons(result.customers, say), *_contact_buttons(result.contacts, say)]
    return Card(say("customers.found", name=result.name, hits=hits), blocks, _rows(buttons[:MOST]))


def _product(product: Product, say: Say) -> str:
    """What it costs by the list and how long it takes; the floor price is no business of a chat."""
    price = say("customers.list_price", price=say.money(product.list_price)) if product.list_price else ""
    lead = "" if product.lead_days is None else say("customers.lead_time", days=product.lead_days)
    facts = say("customers.joined").join(filter(None, (price, lead)))
    return say("customers.product", name=product.name, facts=facts) if facts else product.name


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
